"""Whatever is written, and however large it is shown, nothing covers anything else and nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.world.accessibility import too_wide
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import written
from worksheets.answers import LONGEST_ITEM, Value
from worksheets.decisional_balance import Cell
from worksheets.plan import LONG, ONE_LINE, ONE_LINE_EACH, List

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
ODD = ("w" * LONGEST_ITEM, LONG_WORD, "from the left, ומימין, and back", "short")

# As WCAG 2.2 [1.4.12] has it, and letters twice as large [1.4.4].
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
LARGE = "document.documentElement.style.fontSize = '200%'"
AS_IT_IS = "() => {}"

# What is beside one another, by pairs that cover each other.
COVERED = """(selectors) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)].flatMap((row) => {
    const inTheWay = ({ className }) => !/bs-(tags|steps)/.test(className);
    const there = [...row.children].filter((each) => inTheWay(each) && each.checkVisibility());
    const boxes = there.map((each) => ({ name: each.className, ...each.getBoundingClientRect().toJSON() }));
    return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return across > 1 && down > 1;
    }).map((other) => `${one.name} and ${other.name}`));
  }))"""
BADLY_SHOWN = """() => [...document.querySelectorAll(".bs-column textarea")].filter((box) => {
  const { top } = box.getBoundingClientRect();
  const [label] = box.labels;
  const below = label.matches(".bs-unseen") ? top : label.getBoundingClientRect().bottom;
  const isCovered = below > top + parseFloat(getComputedStyle(box).paddingTop) + 1;
  return isCovered || box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
}).map((box) => `${box.labels[0].textContent}: ${box.value.slice(0, 9)}`)"""
ROWS = [".bs-steps", ".bs-item-row", ".bs-bar", ".bs-top", ".bs-views", ".bs-add"]
WIDTHS = (320, 375, 412, 820, 1280)


@pytest.fixture
def odd(person: Person, server: Server) -> Person:
    """Somebody who wrote odd things, and looks at the grid."""
    answers: dict[str, Value] = {"workbook/change": LONG_WORD, "workbook/stance": "EXPLORE"}
    for cell in Cell:
        for number, text in enumerate(ODD):
            item = f"decisional_balance/{cell}{number}"
            answers |= {f"{item}/text": text, f"{item}/place": [cell.value, number]}
            answers |= {f"{item}/matters": number, f"{item}/when": "NOW"}
    person.come_back(written(server.database, answers), "Both sides")
    return person


@pytest.mark.parametrize("how", [AS_IT_IS, SPACED, LARGE], ids=["as it is", "spaced", "large"])
def test_odd_words_fit_on_every_screen_and_cover_nothing(odd: Person, how: str) -> None:
    odd.page.evaluate(how)

    assert too_wide(odd, *WIDTHS) == {}
    assert {width: covered(odd, width) for width in WIDTHS if covered(odd, width)} == {}


@pytest.mark.parametrize("how", [AS_IT_IS, SPACED, LARGE], ids=["as it is", "spaced", "large"])
def test_a_plan_of_odd_words_shows_all_of_them_and_no_label_lies_on_them(
    person: Person, server: Server, how: str
) -> None:
    person.come_back(written(server.database, an_odd_plan()), "Plan")
    person.open_what_is_folded()
    person.see_behind("Picture it first")
    expect(person.box("When").first).to_have_value(ODD[0])
    person.page.evaluate(how)

    assert too_wide(person, *WIDTHS) == {}
    assert {width: found for width in WIDTHS if (found := badly_shown(person, width))} == {}


def an_odd_plan() -> dict[str, Value]:
    """A plan with odd words in all of its boxes."""
    answers: dict[str, Value] = {"workbook/change": LONG_WORD, "workbook/stance": "EXPLORE", "plan/today": "PLAN"}
    for number, text in enumerate(ODD):
        good = f"decisional_balance/good{number}"
        answers |= {
            f"{good}/text": text,
            f"{good}/place": [Cell.GOOD_NOW.value, number],
            f"plan/instead/good{number}": text,
        }
        for list_, fields in ONE_LINE_EACH.items():
            answers |= {f"plan/{list_}{number}/{field}": text for field in fields}
            answers |= {f"plan/{list_}{number}/place": [list_.value, number]}
        answers |= {f"plan/{List.STEPS}{number}/confidence": 6, f"plan/{List.STEPS}{number}/easier": text}
    return answers | {f"plan/{field}": ODD[0] for field in (*ONE_LINE, *LONG)}


def badly_shown(person: Person, width: int) -> list[str]:
    """The boxes of the plan on whose words a label lies, or that do not show all of them, at this width."""
    person.look(width=width)
    found: list[str] = person.page.evaluate(BADLY_SHOWN)
    return found


def covered(person: Person, width: int) -> list[str]:
    """What covers what at this width."""
    person.look(width=width)
    found: list[str] = person.page.evaluate(COVERED, ROWS)
    return found


def test_the_picture_shows_all_of_the_words_that_it_shows(odd: Person) -> None:
    figure = odd.see_picture()

    for width in WIDTHS:
        odd.look(width=width)
        expect(figure.get_by_text("short").first).to_be_visible()
        assert cut(odd.page) == [], width


def cut(page: Page) -> list[str]:
    """The words of the picture that begin or end outside of it."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")]
          .filter((chart) => chart.checkVisibility())
          .flatMap((chart) => [...chart.querySelectorAll("text")].filter((text) => {
            const [inside, around] = [text.getBoundingClientRect(), chart.getBoundingClientRect()];
            return inside.width && (inside.left < around.left - 1 || inside.right > around.right + 1);
          }).map((text) => text.textContent))"""
    )
    return found


def test_in_forced_colors_a_bar_is_seen_and_so_is_what_has_the_focus(odd: Person) -> None:
    odd.page.emulate_media(forced_colors="active")
    select = odd.page.get_by_role("combobox", name="How much this matters: short").first
    select.focus()

    bar = odd.page.locator(".bs-pieces").nth(3)
    filled, empty = bar.evaluate(
        "bar => [getComputedStyle(bar, '::before').backgroundColor, getComputedStyle(bar).backgroundColor]"
    )
    assert filled != empty
    assert (
        odd.page.locator(".bs-meter:has(:focus)").evaluate("meter => getComputedStyle(meter).outlineStyle") == "solid"
    )
    odd.page.emulate_media(forced_colors="none")

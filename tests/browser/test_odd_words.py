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

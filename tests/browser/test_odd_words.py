"""Whatever is written, and however large it is shown, nothing covers anything else and nothing is cut."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.worksheets.answering import item, things
from tests.world.accessibility import too_wide
from tests.world.person import Person
from worksheets.answers import LONGEST_ITEM, Value
from worksheets.decisional_balance import Cell
from worksheets.plan import LONG, ONE_LINE, ONE_LINE_EACH, List

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
ODD = ("w" * LONGEST_ITEM, LONG_WORD, "from the left, ומימין, and back", "short")

AS_IT_IS = """() => {
  document.adoptedStyleSheets = [];
  document.documentElement.style.fontSize = "";
}"""
# As WCAG 2.2 [1.4.12] has it, and letters twice as large [1.4.4].
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
LARGE = "document.documentElement.style.fontSize = '200%'"

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
ROWS = [".bs-steps", ".bs-item-row", ".bs-bar", ".bs-top", ".bs-turns", ".bs-add"]
WIDTHS = (320, 375, 412, 820, 1280)


def an_odd_grid() -> dict[str, Value]:
    """A grid with odd words in all of its boxes."""
    answers: dict[str, Value] = {"workbook/change": LONG_WORD}
    for cell in Cell:
        for number, text in enumerate(ODD):
            path = f"decisional_balance/{cell}{number}"
            answers |= item(path, cell.value, number, text=text, matters=number, when="NOW")
    return answers


@pytest.mark.parametrize("already", [an_odd_grid()])
def test_odd_words_fit_on_every_screen_and_cover_nothing_and_the_picture_shows_all_that_it_shows(
    writer: Person,
) -> None:
    assert found_in_every_look(writer, COVERED, ROWS) == {}

    figure = writer.see_picture()
    for width in WIDTHS:
        writer.look(width=width)
        expect(figure.get_by_text("short").first).to_be_visible()
        assert cut(writer.page) == [], width


def found_in_every_look(person: Person, script: str, *given: object) -> dict[tuple[str, int], object]:
    """What this finds on the page, or by how much that is too wide, by how its letters are set and its width."""
    found: dict[tuple[str, int], object] = {}
    for how, setting in {"as it is": AS_IT_IS, "spaced": SPACED, "large": LARGE}.items():
        for each in (AS_IT_IS, setting):
            person.page.evaluate(each)
        for width in WIDTHS:
            wider = too_wide(person, width)
            if wrong := [*wider.items(), *person.page.evaluate(script, *given)]:
                found[how, width] = wrong
    person.page.evaluate(AS_IT_IS)
    return found


def an_odd_plan() -> dict[str, Value]:
    """A plan with odd words in all of its boxes."""
    answers: dict[str, Value] = {"workbook/change": LONG_WORD, "plan/today": "PLAN"}
    for number, text in enumerate(ODD):
        answers |= item(f"decisional_balance/good{number}", Cell.GOOD_NOW.value, number, text=text)
        answers[f"plan/instead/good{number}"] = text
        for list_, fields in ONE_LINE_EACH.items():
            answers |= {f"plan/{list_}{number}/{field}": text for field in fields}
            answers |= {f"plan/{list_}{number}/place": [list_.value, number]}
        answers |= {f"plan/{List.STEPS}{number}/confidence": 6, f"plan/{List.STEPS}{number}/easier": text}
    return answers | {f"plan/{field}": ODD[0] for field in (*ONE_LINE, *LONG)}


@pytest.mark.parametrize(("first_page", "already"), [("plan", an_odd_plan())])
def test_a_plan_of_odd_words_shows_all_of_them_and_no_label_lies_on_them(writer: Person) -> None:
    writer.open_what_is_folded()
    writer.see_behind("Picture it first")
    expect(writer.box("When").first).to_have_value(ODD[0])

    assert found_in_every_look(writer, BADLY_SHOWN) == {}


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


@pytest.mark.parametrize("already", [things(Cell.GOOD_NOW, "short", matters=3)])
def test_in_forced_colors_a_bar_is_seen_and_so_is_what_has_the_focus(writer: Person) -> None:
    writer.page.emulate_media(forced_colors="active")
    select = writer.page.get_by_role("combobox", name="How much this matters: short")
    select.focus()

    bar = writer.page.locator(".bs-pieces").first
    filled, empty = bar.evaluate(
        "bar => [getComputedStyle(bar, '::before').backgroundColor, getComputedStyle(bar).backgroundColor]"
    )
    assert filled != empty
    assert (
        writer.page.locator(".bs-meter:has(:focus)").evaluate("meter => getComputedStyle(meter).outlineStyle")
        == "solid"
    )
    writer.page.emulate_media(forced_colors="none")

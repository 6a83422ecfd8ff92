"""With a keyboard alone, with a screen reader's names, on a phone, in light and dark."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.world.accessibility import (
    DOES_NOT_FIT,
    alike_in_forced_colors,
    faint_borders,
    out_of_place,
    violations_seen,
)
from tests.world.person import GOOD_CHANGE, GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.walk import every_page


@dataclass(frozen=True)
class Walk:
    """What somebody met on the way through all pages."""

    problems: dict[str, list[object]]
    hosts: set[str | None]
    """Whom their browser has asked for anything."""
    server: Server


@pytest.fixture(scope="module")
def walk(context: BrowserContext, server: Server) -> Walk:
    """A walk through every page, on which each is looked at in every way: all that can be wrong is met at once."""
    person = Person(context, server.url)
    person.note_requests()
    person.page.reload()
    found = {page: problems for page in every_page(person) if (problems := problems_on(person))}
    person.leave()
    return Walk(found, person.hosts, server)


def problems_on(person: Person) -> list[object]:
    """What keeps anybody from seeing, hearing or tapping what is on the page that is open."""
    page = person.page
    found: list[object] = [violations_seen(person, ((1280, "light"),)), faint_borders(page)]
    found += [page.evaluate(f"() => {{ {DOES_NOT_FIT} }}")]
    found += [violations_seen(person, ((360, "dark"),)), faint_borders(page)]
    found += [page.evaluate(TOO_SMALL_TO_TAP), alike_in_forced_colors(person), out_of_place(person)]
    return list(filter(None, found))


def test_everybody_can_see_and_tap_what_is_on_any_page(walk: Walk) -> None:
    assert walk.problems == {}, "\n".join(f"{page}: {each}" for page, each in walk.problems.items())


def test_no_page_asks_another_host_for_anything(walk: Walk) -> None:
    assert walk.hosts == {"localhost"}


def test_somebody_who_goes_through_every_page_has_the_server_load_nothing_for_tables(walk: Walk) -> None:
    mapped = Path(f"/proc/{walk.server.pid}/maps").read_text(encoding="utf-8")

    assert [name for name in FOR_TABLES if f"/{name}/" in mapped] == []


FOR_TABLES: Final = ("numpy", "pandas", "pyarrow")
"""The packages that calculate with tables; each maps libraries into the memory of whoever loads it."""


def test_on_a_phone_the_steps_are_in_sight_and_the_box_is_above_a_keyboard_that_takes_half(on_a_phone: Person) -> None:
    on_a_phone.start()
    phone = on_a_phone.context.new_cdp_session(on_a_phone.page)
    phone.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})  # It leaves as little to see as a keyboard.
    on_a_phone.box(f"Add to: {GOOD_NOW}").focus()
    covered = []
    for number in range(8):
        on_a_phone.page.keyboard.type(str(number))
        on_a_phone.page.keyboard.press("Enter")
        expect(on_a_phone.items(GOOD_NOW)).to_have_count(number + 1)
        covered.append(on_a_phone.page.evaluate(COVERED))
    assert max(covered) <= 0
    phone.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})

    on_a_phone.box(f"Add to: {GOOD_CHANGE}").evaluate("box => box.scrollIntoView({ block: 'center' })")

    expect(on_a_phone.page.get_by_role("link", name="Rulers", exact=True)).to_be_in_viewport()
    expect(on_a_phone.page.get_by_role("link", name="Get help now")).to_be_in_viewport()


COVERED = """async () => {
  await new Promise(requestAnimationFrame);
  const { bottom } = document.activeElement.getBoundingClientRect();
  return Math.floor(bottom - visualViewport.offsetTop - visualViewport.height);
}"""
"""How far the box that has the focus goes below what is seen in the next frame, in pixels."""

TOO_SMALL_TO_TAP = """() => {
  const inText = ".bs-note a";
  return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((each) => each.checkVisibility() && !each.matches(inText))
    .map((each) => each.closest("label, .bs-option, .bs-what") ?? each)
    .filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width < (each.matches(".bs-number") ? 24 : 44) || height < 44;
    })
    .map((each) => each.outerHTML.slice(0, 160));
}"""
"""A ruler is one line, so that where a number is says how much it is: as wide as WCAG 2.2 has it [2.5.8] will do."""


def test_from_start_to_pdf_with_the_keyboard_alone_takes_at_most_60_keys(newcomer: Person) -> None:
    person, keyboard = newcomer, newcomer.page.keyboard
    person.page.evaluate(COUNT_KEYS)

    def tab_to(name: str, *, backwards: bool = False) -> None:
        for _press in range(20):
            keyboard.press("Shift+Tab" if backwards else "Tab")
            if person.page.evaluate(NAME_OF_FOCUS) == name:
                return
        raise AssertionError(f"the keyboard does not reach {name!r}")

    def go_on(to: str) -> None:
        expect(person.page.get_by_role("button", name=re.compile(f"^(Begin|Next: {to})$"))).to_be_visible()
        keyboard.press("Control+Enter")
        expect(person.page.get_by_role("heading", name=to, level=1)).to_be_focused()

    expect(person.box("What are you of two minds about?")).to_be_visible()
    tab_to("What are you of two minds about?")
    keyboard.type("swim again")
    keyboard.press("Enter")
    expect(person.page.get_by_role("heading", level=1)).to_be_focused()
    tab_to("Explore both sides")
    keyboard.press("ArrowDown")
    go_on("Rulers")
    tab_to("0")
    keyboard.press("7")
    tab_to("What makes it a 7 and not a 5?")
    keyboard.type("I miss it")
    go_on("Both sides")
    tab_to(f"Add to: {GOOD_CHANGE}")
    keyboard.type("my back hurts less")
    keyboard.press("Enter")
    tab_to("How much this matters: my back hurts less", backwards=True)
    keyboard.type("9")
    for step in ("Values and strengths", "Plan", "Summary"):
        go_on(step)
    tab_to("Download PDF")
    with person.page.expect_download() as waiting:
        keyboard.press("Enter")

    assert 40 < person.page.evaluate("window.keys") <= 60
    assert re.fullmatch(r"worksheet-.*\.pdf", waiting.value.suggested_filename)
    person.go("Both sides")
    expect(person.page.get_by_role("combobox", name="How much this matters: my back hurts less")).to_have_value("9")


COUNT_KEYS = """() => {
  window.keys = 0;
  addEventListener("keydown", ({ key }) => (window.keys += key.length > 1 || /\\d/.test(key)), true);
}"""
"""All that write nothing, each that is held down with another among them, and the numbers that answer something."""


NAME_OF_FOCUS = """() => {
  const focused = document.activeElement;
  const labels = [...(focused.labels ?? [])].map((label) => label.textContent);
  return focused.getAttribute("aria-label") ?? (labels.join(" ") || focused.textContent);
}"""


def test_a_page_prints_what_was_written_with_its_weight_but_no_tools_and_no_private_notes(writer: Person) -> None:
    writer.add(GOOD_NOW, "quiet")
    writer.weigh("quiet", 7)
    writer.see_behind("For the therapist: private notes")
    notes = writer.box("The therapist’s private notes")
    notes.fill("private")
    writer.page.emulate_media(media="print")

    expect(writer.items(GOOD_NOW)).to_be_visible()
    expect(writer.page.locator(".bs-weight b")).to_have_text("7")
    expect(writer.page.locator(".bs-weight b")).to_be_visible()
    expect(writer.page.get_by_role("button").or_(writer.page.get_by_role("link"))).to_have_count(0)
    expect(notes).to_be_hidden()
    writer.page.emulate_media(media="null")


def test_a_page_that_was_opened_says_its_heading_and_starts_at_the_top(writer: Person) -> None:
    main = writer.page.get_by_test_id("stMain")
    writer.look(height=300)
    main.evaluate("main => main.scrollTo(0, 200)")
    assert main.evaluate("main => main.scrollTop") == 200

    writer.go("Rulers")

    expect(writer.page.get_by_role("heading", name="Rulers", level=1)).to_be_focused()
    assert main.evaluate("main => main.scrollTop") == 0


def test_the_status_line_is_spoken_when_words_are_saved_but_not_at_every_pause(writer: Person) -> None:
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("a")
    writer.wait_until_saved()
    writer.page.evaluate(COUNT_WHAT_IS_SPOKEN)
    said: list[str | None] = []

    def note(route: Route) -> None:
        if json.loads(route.request.post_data or "")["edits"]:
            said.append(writer.status().locator("[aria-hidden=true]").text_content())
        route.continue_()

    writer.page.route("**/live/edits", note)
    for letter in "bcd":
        with writer.page.expect_response("**/live/edits"):
            writer.page.keyboard.type(letter)
        writer.wait_until_saved()

    assert set(said) == {"Saving…"}
    assert writer.page.evaluate("window.spoken") <= 1


COUNT_WHAT_IS_SPOKEN = """() => {
  window.spoken = 0;
  new MutationObserver((changes) => {
    window.spoken += changes.filter(({ target }) => !target.parentElement.closest("[aria-hidden=true]")
      && target.ariaHidden !== "true").length;
  }).observe(document.querySelector(".bs-status"), { childList: true, characterData: true, subtree: true });
}"""


def test_the_page_says_its_language_and_which_part_is_its_frame(person: Person) -> None:
    assert person.page.evaluate("document.documentElement.lang") == "en"
    expect(person.page.locator("body")).to_match_aria_snapshot(FRAME_AND_PAGE)
    person.page.keyboard.press("Tab")
    person.page.keyboard.press("Enter")
    expect(person.page.get_by_role("main").get_by_role("heading", level=1)).to_be_focused()


FRAME_AND_PAGE = """
- banner:
  - link "Get help now"
- main:
  - heading "What are you of two minds about?" [level=1]
"""


def test_what_somebody_does_is_told_once_with_its_place_in_the_list(writer: Person) -> None:
    writer.page.evaluate(REMEMBER_WHAT_IS_TOLD)

    writer.add(GOOD_NOW, "rest", "friends")
    writer.items(GOOD_NOW).nth(1).press("Alt+ArrowUp")
    writer.remove("rest")
    writer.page.keyboard.press("Control+z")
    writer.sees(GOOD_NOW, ["friends", "rest"])

    removed = "Removed. Undo brings it back."
    told = ["Added, 1 of 1", "Added, 2 of 2", "Moved, 1 of 2", removed, "Undone"]
    writer.page.wait_for_function("count => window.told.length >= count", arg=len(told))
    assert writer.page.evaluate("window.told") == told


REMEMBER_WHAT_IS_TOLD = """() => {
  window.told = [];
  new MutationObserver((changes) => window.told.push(...changes.map(({ target }) => target.textContent)))
    .observe(document.querySelector("body > [role=status]"), { childList: true });
}"""


def test_each_question_has_a_title_of_its_own_and_its_heading_is_said_also_after_going_back(writer: Person) -> None:
    page = writer.page
    page.get_by_role("button", name="One question at a time").click()
    writer.see_one_page()
    first = page.locator("h2").first.inner_text()
    expect(page).to_have_title("1 of 4 – Both sides – Both Sides")

    page.get_by_role("button", name="Next", exact=True).click()

    expect(page).to_have_title("2 of 4 – Both sides – Both Sides")
    expect(page.locator("h2").first).not_to_have_text(first)
    expect(page.locator("h2").first).to_be_focused()
    page.go_back()
    expect(page).to_have_title("1 of 4 – Both sides – Both Sides")
    expect(page.get_by_role("heading", name=first)).to_be_focused()

"""Writing in the grid."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.worksheets.answering import example, things
from tests.world.person import (
    GOOD_CHANGE,
    GOOD_NOW,
    HEADINGS,
    NOT_SO_GOOD_CHANGE,
    NOT_SO_GOOD_NOW,
    OPEN_WITHIN,
    WITHOUT_WORDS,
    Person,
)
from tests.world.serving import Server
from tests.world.writing import open_store
from worksheets.answers import Value
from worksheets.decisional_balance import Cell
from worksheets.storage import ALONE

LONG: Final = [f"thing {number}" for number in range(1, 151)]
CUT_OFF: Final = """chart => {
  const { left, right } = chart.querySelector(".main-svg").getBoundingClientRect();
  return [...chart.querySelectorAll("text")]
    .filter((each) => each.getBoundingClientRect().left < left || each.getBoundingClientRect().right > right)
    .map((each) => each.textContent);
}"""
"""The words and numbers of a picture that go past its edge."""

COUNTS_THINGS: Final = """async ([query, all, acts]) => {
  const seen = [];
  const look = () => {
    const count = document.querySelectorAll(".bs-item").length;
    if (count && count !== seen.at(-1)) seen.push(count);
  };
  history.pushState({}, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
  while (seen.at(-1) !== all) {
    await new Promise(requestAnimationFrame);
    look();
    if (!seen.length || !acts) continue;
    dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
    look();
  }
  return seen;
}"""
"""Opens a page where somebody `acts` at once, or not, and says how many things were there, until all of them were."""


def test_enter_adds_what_was_typed_however_fast_in_order_and_nothing_where_nothing_was_written(writer: Person) -> None:
    box = writer.box(f"Add to: {GOOD_NOW}")
    for nothing in ("", "   ", "\n"):
        box.fill(nothing)
        box.press("Enter")
    box.fill("眠")
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})  # So Safari ends a composed word.
    writer.sees(GOOD_NOW, [])
    box.press("Enter")
    writer.sees(GOOD_NOW, ["眠"])

    as_people_type = ["rest", "fun", "calm", "luck"]
    as_a_machine_types = [f"quick {number}" for number in range(1, 8)]
    for texts, delay in ((as_people_type, 100), (as_a_machine_types, 0)):
        for text in texts:
            writer.page.keyboard.type(text, delay=delay)
            writer.page.keyboard.press("Enter")
        expect(box).to_be_focused()

    there = ["眠", *as_people_type, *as_a_machine_types]
    writer.sees(GOOD_NOW, there)
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 12")).to_have_value("quick 7")
    writer.sees(GOOD_NOW, there)


@pytest.mark.parametrize("already", [things(Cell.GOOD_NOW, "one", "two", "three")])
def test_an_item_moves_up_and_down_past_an_emptied_one_keeps_the_focus_and_stays_there(writer: Person) -> None:
    button = writer.page.get_by_role("button", name="Move up: three")
    writer.unfold("three")
    button.click()
    writer.sees(GOOD_NOW, ["one", "three", "two"])
    expect(button).to_be_focused()
    button.click()
    writer.unfold("one")
    writer.page.get_by_role("button", name="Move down: one").click()
    writer.sees(GOOD_NOW, ["three", "two", "one"])

    writer.box(f"{GOOD_NOW} 3").press("Alt+ArrowUp")
    writer.sees(GOOD_NOW, ["three", "one", "two"])
    expect(writer.box(f"{GOOD_NOW} 2")).to_be_focused()

    writer.box(f"{GOOD_NOW} 2").fill("")
    writer.box(f"{GOOD_NOW} 1").fill("three times")
    writer.sees(GOOD_NOW, ["three times", "two"])
    writer.box(f"{GOOD_NOW} 1").press("Alt+ArrowDown")
    writer.sees(GOOD_NOW, ["two", "three times"])
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_value("three times")
    writer.sees(GOOD_NOW, ["two", "three times"])


def test_undo_and_redo_walk_through_what_was_done_and_in_a_box_through_what_was_typed_there(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two")
    writer.weigh("one", 9)
    matters = writer.page.get_by_role("combobox", name="How much this matters: one")
    undo, redo = (writer.page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))

    writer.page.keyboard.press("Control+z")
    expect(matters).to_have_value("")
    undo.click()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_count(0)
    redo.click()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_value("two")
    writer.page.keyboard.press("Control+Shift+z")
    expect(matters).to_have_value("9")

    writer.box(f"{GOOD_NOW} 1").fill("one more")
    writer.box(f"{GOOD_NOW} 1").press("Control+z")
    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("one")
    expect(matters).to_have_value("9")
    writer.wait_until_saved()
    writer.remove("one")
    writer.sees(GOOD_NOW, ["two"])
    expect(writer.box(f"{GOOD_NOW} 1")).to_be_focused()
    undo.click()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_value("two")
    writer.sees(GOOD_NOW, ["one", "two"])


def test_exploring_shows_four_equal_cells_in_any_order_building_puts_the_change_first_and_loses_nothing(
    writer: Person,
) -> None:
    page = writer.page
    groups = page.get_by_role("group").filter(has=page.get_by_role("heading", level=2))
    expect(groups.get_by_role("heading")).to_have_text(HEADINGS)
    heights = [group.bounding_box()["height"] for group in groups.all()]  # type: ignore[index]
    assert max(heights) - min(heights) < 2
    page.get_by_text("Change the order of the boxes").click()
    page.get_by_role("radio", name=GOOD_CHANGE, exact=True).check()
    expect(page.get_by_role("heading", level=2).first).to_have_text(GOOD_CHANGE)
    writer.add(GOOD_NOW, "it calms me")

    page.get_by_role("link", name="Explore both sides").click()
    page.get_by_role("radio", name="Build on my reasons").check()
    expect(page.get_by_role("link", name="Build on my reasons")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    writer.go("Both sides")

    for number, heading in enumerate((NOT_SO_GOOD_NOW, GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_CHANGE)):
        expect(page.get_by_role("heading", level=2).nth(number)).to_have_text(heading)
    writer.sees(GOOD_NOW, ["it calms me"])
    writer.remove("it calms me")
    expect(writer.box(f"Add to: {GOOD_NOW}")).to_have_attribute("placeholder", re.compile("Only if you like"))


@pytest.mark.parametrize("already", [{**example(), "workbook/stance": "BUILD"}])
def test_both_pages_of_the_example_are_seen_to_their_ends_on_a_laptop(writer: Person) -> None:
    writer.look(height=800)

    missing = writer.box("What is missing here that is hard to put into words?")

    expect(missing).to_have_count(2)
    for box in missing.all():
        expect(box).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("already", [example()])
def test_the_card_of_the_picture_is_there_before_its_picture(writer: Person) -> None:
    writer.page.route("**/PlotlyChart*.js", lambda route: None)
    writer.page.goto(f"{writer.page.url}&picture=wide")

    heading = writer.page.get_by_role("heading", name="Both sides: how much each thing matters")

    expect(heading).to_be_visible()
    assert heading.evaluate(INSET) > 20
    expect(writer.page.get_by_test_id("stPlotlyChart")).to_have_count(0)


INSET = """heading => heading.getBoundingClientRect().left
  - heading.closest("[data-testid=stColumn]").getBoundingClientRect().left"""
"""How far it is from the edge of what it stands in, in pixels."""


@pytest.mark.parametrize("already", [example()])
def test_the_page_never_adds_up_or_names_a_winner(writer: Person) -> None:
    expect(writer.see_picture()).to_be_visible()

    text = writer.page.locator("body").inner_text()

    assert not re.search(r"\b(total|sum|score|winner|verdict|outweigh|balance tips|%)\b", text, re.IGNORECASE)


def text_size(chart: Locator) -> str:
    """How large the words in a picture are."""
    return str(chart.locator(".bartext").first.evaluate("text => getComputedStyle(text).fontSize"))


@pytest.mark.parametrize("already", [things(Cell.GOOD_NOW, "small", "unsaid", "large")])
def test_how_much_a_thing_matters_is_unanswered_until_somebody_says_so_and_its_picture_follows_light_and_width(
    writer: Person,
) -> None:
    small, large = (
        writer.page.get_by_role("combobox", name=f"How much this matters: {text}") for text in ("small", "large")
    )
    assert small.evaluate("select => select.selectedOptions[0].text") == "–"
    expect(writer.page.get_by_test_id("stPlotlyChart")).to_have_count(0)

    small.select_option("0")
    bar = writer.page.locator(".bs-pieces").nth(2)
    there = bar.bounding_box()
    assert there
    writer.page.mouse.click(there["x"] + there["width"] * 0.85, there["y"] + there["height"] / 2)
    expect(large).to_have_value("9")
    expect(writer.page.locator(".bs-weight").nth(2)).to_have_text("9")
    filled = "bar => parseFloat(getComputedStyle(bar, '::before').width) / bar.clientWidth"
    assert bar.evaluate(filled) == pytest.approx(0.9, abs=0.03)
    writer.say_about("large", "For now or for later", "for later")
    writer.wait_until_saved()
    writer.page.reload()

    expect(large).to_have_value("9")
    expect(writer.page.locator(".bs-tags").nth(2)).to_have_text("for later")
    large.select_option("10")
    chart = writer.see_picture()
    expect(chart).to_contain_text("large")
    expect(chart.locator(".bartext")).to_have_text(["0", "10"])
    expect(chart.get_by_text("not said")).to_have_count(1)
    bar = chart.locator(".point path").first
    in_light = bar.get_attribute("style") or ""
    writer.look(scheme="dark")
    expect(bar).not_to_have_attribute("style", in_light)
    expect(writer.page.get_by_test_id("stPlotlyChart")).to_have_count(1)
    in_a_wide_window = text_size(chart)
    writer.look(width=360)
    expect(chart.locator(".bartext").first).not_to_have_css("font-size", in_a_wide_window)
    expect(writer.page.get_by_test_id("stPlotlyChart")).to_have_count(1)
    assert chart.evaluate(CUT_OFF) == []
    writer.page.goto(writer.page.url.replace("narrow", "wide"))  # As it was sent by somebody with another device.
    expect(chart.locator(".bartext").first).not_to_have_css("font-size", in_a_wide_window)
    writer.page.evaluate("history.replaceState({}, '', location.search.replace('narrow', 'wide'))")
    writer.page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")  # As Back does.
    expect(writer.page).to_have_url(re.compile("picture=narrow"))
    writer.look(width=1280)
    expect(chart.locator(".bartext").first).to_have_css("font-size", in_a_wide_window)
    writer.page.get_by_role("checkbox", name="Show what matters most to you first").check()
    expect(chart.locator(".bartext")).to_have_text(["10", "0"])
    writer.page.get_by_text("The same, as a table").first.click()
    expect(writer.page.locator("tbody th")).to_have_text(["large", "small", "unsaid"])
    expect(writer.page.get_by_role("row", name="large").first).to_contain_text("10")
    writer.page.get_by_role("button", name="Whole page").click()
    writer.sees(GOOD_NOW, ["small", "unsaid", "large"])


def test_what_is_over_the_limit_stays_in_its_box_no_sign_is_cut_in_two_and_nobody_goes_on_without_knowing(
    writer: Person, server: Server
) -> None:
    family = "👨‍👩‍👧‍👦"
    box = writer.box(f"Add to: {GOOD_NOW}")

    box.fill("w" * 2500)
    box.press("Enter")
    expect(writer.page.get_by_text("This is 500 over the limit of 2000 characters").first).to_be_visible()
    expect(box).to_have_value("w" * 2500)
    writer.wait_until_saved()
    assert "w" * 2000 in kept(writer, server)

    box.fill("w" * 1996 + family)
    box.press("Enter")
    expect(writer.page.get_by_text("This is 7 over the limit of 2000 characters").first).to_be_visible()
    for name in ("Next: Rulers", "Picture", "Large"):
        writer.page.get_by_role("button", name=name, exact=True).click()
        expect(box).to_be_focused()
    expect(box).to_have_value("w" * 1996 + family)
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("w" * 1996)


def kept(person: Person, server: Server) -> list[Value]:
    """What is on disk of this worksheet."""
    [workbook] = re.findall(r"workbook=([^&]+)", person.page.url)
    store = open_store(server.database)
    answers = store.load(ALONE, workbook)
    store.close()
    assert answers
    return [answers[path] for path in answers.paths("")]


PASTED = "•\tSaves “money”\r\n•\tSleep\r\n\r\no\tKids\r\n3. *My* back\r\n"


def paste(person: Person, text: str) -> None:
    """Paste this where the focus is, as it lies in the clipboard."""
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    person.page.keyboard.press("Control+v")


def test_a_pasted_list_becomes_one_thing_for_each_line_after_what_was_begun_and_one_undo_takes_it_out(
    writer: Person,
) -> None:
    box = writer.box(f"Add to: {GOOD_NOW}")
    box.focus()
    paste(writer, "Saves “money”\r\n")
    expect(box).to_have_value("Saves “money”\n")
    box.press("Enter")
    writer.sees(GOOD_NOW, ["Saves “money”"])

    box.press_sequentially("Quiet")
    paste(writer, " evenings\nSleep")
    there = ["Saves “money”", "Quiet evenings", "Sleep"]
    writer.sees(GOOD_NOW, there)

    paste(writer, PASTED)
    writer.sees(GOOD_NOW, [*there, "Saves “money”", "Sleep", "Kids", "*My* back"])
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(writer.page.get_by_role("status").filter(has_text="Added to the list: 4.")).to_have_count(1)
    writer.wait_until_saved()
    writer.page.get_by_role("button", name="Undo").click()
    writer.sees(GOOD_NOW, there)


@pytest.mark.parametrize("already", [things(Cell.GOOD_NOW, *(f"thing {number}" for number in range(1, 200)))])
def test_a_cell_of_200_items_says_that_it_is_full_and_what_is_typed_or_pasted_stays_in_the_box(writer: Person) -> None:
    box = writer.box(f"Add to: {GOOD_NOW}")
    full = writer.page.get_by_text("This box is full: it holds 200 items.").first
    box.focus()

    paste(writer, "one\ntwo\nthree")
    expect(writer.items(GOOD_NOW)).to_have_count(200)
    expect(box).to_have_value("two\nthree")
    expect(full).to_be_visible()
    box.fill("one more")
    box.press("Enter")

    expect(full).to_be_visible()
    expect(box).to_have_value("one more")
    writer.wait_until_saved()
    expect(writer.items(GOOD_NOW)).to_have_count(200)
    writer.remove("thing 7")
    box.press("Enter")
    expect(writer.box(f"{GOOD_NOW} 200")).to_have_value("one more")


@pytest.mark.parametrize("already", [things(Cell.GOOD_NOW, *LONG)])
def test_of_a_long_list_what_is_in_sight_is_there_first_and_all_of_it_in_order_soon_or_once_somebody_does_something(
    writer: Person,
) -> None:
    grid = urlsplit(writer.page.url).query

    def leave() -> None:
        writer.page.evaluate(OPEN_WITHIN, WITHOUT_WORDS)
        expect(writer.page.get_by_role("heading", name="Get help now")).to_be_focused()

    def come_back(*, acts: bool) -> list[int]:
        leave()
        seen: list[int] = writer.page.evaluate(COUNTS_THINGS, [f"?{grid}", len(LONG), acts])
        writer.sees(GOOD_NOW, LONG)
        return seen

    first, *more = come_back(acts=False)
    _first, at_once = come_back(acts=True)
    leave()
    writer.page.evaluate(OPEN_WITHIN, f"?{grid}&at=decisional_balance/{Cell.GOOD_NOW.value}{len(LONG) - 1}/text")

    assert first < len(LONG) / 2
    assert more == sorted(more)
    assert at_once == len(LONG)
    expect(writer.box(f"{GOOD_NOW} {len(LONG)}")).to_be_focused()


@pytest.mark.parametrize(
    "already", [things(Cell.GOOD_NOW, "one", "two", "three", matters=6) | things(Cell.GOOD_CHANGE, "rest")]
)
def test_an_item_goes_to_another_place_or_box_by_a_button_the_mouse_or_a_finger_with_all_that_was_said_of_it(
    writer: Person,
) -> None:
    writer.unfold("one")
    writer.page.get_by_role("group", name="Move to another box: one").get_by_role(
        "button", name=GOOD_CHANGE, exact=True
    ).click()
    writer.sees(GOOD_NOW, ["two", "three"])
    writer.sees(GOOD_CHANGE, ["rest", "one"])
    expect(writer.page.get_by_role("button", name="More: one")).to_be_focused()
    expect(writer.page.get_by_role("combobox", name="How much this matters: one")).to_have_value("6")
    writer.page.get_by_role("button", name="Undo").click()
    writer.sees(GOOD_NOW, ["one", "two", "three"])

    drag(writer, "three", writer.box(f"{GOOD_NOW} 1"))
    writer.sees(GOOD_NOW, ["three", "one", "two"])
    drag(writer, "one", writer.box(f"{GOOD_CHANGE} 1"))
    writer.sees(GOOD_NOW, ["three", "two"])
    writer.sees(GOOD_CHANGE, ["one", "rest"])

    writer.look(width=360, height=740)
    drag_with_a_finger(writer, "two", writer.box(f"{GOOD_NOW} 1"))
    writer.sees(GOOD_NOW, ["two", "three"])
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_CHANGE} 2")).to_have_value("rest")
    writer.sees(GOOD_NOW, ["two", "three"])
    writer.sees(GOOD_CHANGE, ["one", "rest"])


def drag(person: Person, text: str, above: Locator) -> None:
    """Drag this item by its handle to the place above another one."""
    person.page.get_by_role("button", name=f"More: {text}", exact=True).hover()
    person.page.mouse.down()
    box = above.bounding_box()
    assert box
    person.page.mouse.move(box["x"] + 40, box["y"] + 3, steps=8)
    person.page.mouse.up()


def drag_with_a_finger(person: Person, text: str, above: Locator) -> None:
    """Drag this item by its handle to the place above another one, on a screen that is touched."""
    fingers = person.context.new_cdp_session(person.page)

    def touch(what: str, *points: tuple[float, float]) -> None:
        there = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": there})

    handle = person.page.get_by_role("button", name=f"More: {text}", exact=True).bounding_box()
    first = above.bounding_box()
    assert handle and first
    start = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    end = first["x"] + 40, first["y"] + 3
    touch("touchStart", start)
    for part in range(1, 9):
        touch("touchMove", (start[0] + (end[0] - start[0]) * part / 8, start[1] + (end[1] - start[1]) * part / 8))
    touch("touchEnd")


@pytest.mark.parametrize(
    "already",
    [
        {
            path: value
            for cell in Cell
            for path, value in things(cell, *(f"thing {number}" for number in range(3)), matters=5, when="NOW").items()
        }
    ],
)
def test_four_boxes_with_three_things_each_are_seen_at_once(writer: Person) -> None:
    for width, height in ((1280, 800), (820, 1180)):
        writer.look(width=width, height=height)

        for heading in HEADINGS:
            expect(writer.box(f"Add to: {heading}")).to_be_in_viewport(ratio=1)
        rows = writer.page.locator(".bs-item").evaluate_all("rows => rows.map(row => row.offsetHeight)")
        assert len(rows) == 12
        assert max(rows) <= 52


def ideas_for(person: Person, heading: str) -> Locator:
    """The ideas of others for this box."""
    return person.page.get_by_role("group", name=f"Ideas: {heading}", exact=True)


def choose_topic(person: Person, topic: str) -> None:
    """Choose what the ideas are about."""
    person.page.get_by_role("combobox", name="Topic").select_option(topic)


def wanted(person: Person, answer: str) -> None:
    """Say whether it would help to see what others have said."""
    question = person.page.get_by_role("radiogroup", name="Would it help to see what others have said?")
    question.get_by_role("radio", name=answer).check()


def test_ideas_come_after_a_question_and_a_yes_alike_for_both_sides_and_what_the_person_makes_of_them_is_kept(
    writer: Person,
) -> None:
    expect(writer.page.get_by_role("combobox", name="Topic")).to_have_count(0)
    writer.page.get_by_text("Ideas, if you would like some").click()
    choose_topic(writer, "Sleeping better")
    writer.box("What do you know or have you tried already?").fill("Counting sheep")
    wanted(writer, "Not now")
    writer.wait_until_saved()
    expect(ideas_for(writer, GOOD_NOW)).to_have_count(0)
    expect(writer.box("What do you make of that?")).to_have_count(0)

    wanted(writer, "Yes")
    for heading in HEADINGS:
        expect(ideas_for(writer, heading).get_by_role("listitem")).to_have_count(3)
        ideas_for(writer, heading).get_by_role("button", name="something else").click()
        expect(writer.box(f"Add to: {heading}")).to_be_focused()
    writer.box("What do you make of that?").fill("The early walk")
    wanted(writer, "Not now")

    expect(ideas_for(writer, GOOD_NOW)).to_have_count(0)
    expect(writer.box("What do you make of that?")).to_have_value("The early walk")
    expect(writer.box("What do you know or have you tried already?")).to_have_value("Counting sheep")


@pytest.mark.parametrize("already", [things(Cell.GOOD_CHANGE, "my own")])
def test_an_idea_is_put_into_its_cell_once_becomes_the_persons_own_words_and_others_come_round(writer: Person) -> None:
    writer.page.get_by_text("Ideas, if you would like some").click()
    choose_topic(writer, "Drinking less alcohol")
    wanted(writer, "Yes")
    ideas = ideas_for(writer, GOOD_CHANGE)
    idea = ideas.get_by_role("button").first
    its_words = idea.inner_text()
    idea.dblclick()
    writer.wait_until_saved()
    writer.sees(GOOD_CHANGE, ["my own", its_words])
    writer.page.get_by_role("button", name="Undo").click()
    writer.sees(GOOD_CHANGE, ["my own"])

    mornings = ideas.get_by_role("button", name="Clearer mornings")
    mornings.click()
    expect(mornings).to_have_count(0)
    writer.box(f"{GOOD_CHANGE} 2").fill("Clearer mornings with Mia")
    first = ideas_for(writer, GOOD_NOW).get_by_role("listitem").first
    words = first.inner_text()
    others = ideas_for(writer, GOOD_NOW).get_by_role("button", name="Other ideas")
    others.click()
    expect(first).not_to_have_text(words)
    for _time in range(2):
        others.click()
    expect(first).to_have_text(words)
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.box(f"{GOOD_CHANGE} 2")).to_have_value("Clearer mornings with Mia")
    writer.sees(GOOD_CHANGE, ["my own", "Clearer mornings with Mia"])
    expect(ideas).to_have_count(0)
    writer.page.get_by_text("Ideas, if you would like some").click()
    expect(ideas).to_be_visible()


@pytest.mark.parametrize("already", [{"workbook/change": "no more wine"}])
def test_what_can_be_dangerous_is_said_wherever_a_change_is_about_it_and_before_any_question_about_ideas(
    writer: Person,
) -> None:
    caution = writer.page.get_by_text(
        "Stopping alcohol or some medicines suddenly can be dangerous: ask a doctor first.", exact=True
    )
    expect(caution).to_be_visible()
    writer.go("Plan")
    expect(caution).to_be_visible()
    writer.page.get_by_role("link", name="Explore both sides").click()
    change = writer.box("What change are you thinking about?")
    expect(change).to_have_value("no more wine")
    expect(caution).to_be_visible()
    change.fill("change jobs")
    expect(caution).to_have_count(0)
    writer.page.get_by_role("button", name="Begin").click()

    writer.page.get_by_text("Ideas, if you would like some").click()
    expect(caution).to_have_count(0)
    choose_topic(writer, "Taking medicines as agreed")
    expect(caution).to_be_visible()
    choose_topic(writer, "A decision about a relationship")
    expect(
        writer.page.get_by_text("If you are not safe with someone, a list like this is not the right tool.")
    ).to_be_visible()
    writer.page.get_by_role("link", name="See who can help.").click()
    expect(writer.page.get_by_role("heading", name="Get help now")).to_be_visible()

"""Writing in the grid."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.world.person import GOOD_CHANGE, GOOD_NOW, HEADINGS, NOT_SO_GOOD_CHANGE, NOT_SO_GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import written
from worksheets.answers import Value
from worksheets.decisional_balance import Cell


def test_ten_items_typed_at_ten_keys_a_second_are_all_there_in_order(writer: Person) -> None:
    texts = ["rest", "fun", "calm", "money", "quiet", "focus", "mood", "pals", "luck", "time"]
    box = writer.box(f"Add to: {GOOD_CHANGE}")
    box.focus()

    for text in texts:
        writer.page.keyboard.type(text, delay=100)
        writer.page.keyboard.press("Enter")

    writer.sees(GOOD_CHANGE, texts)
    expect(box).to_be_focused()
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_CHANGE} 10")).to_have_value("time")
    writer.sees(GOOD_CHANGE, texts)


def test_items_typed_as_fast_as_a_machine_types_are_all_there_in_order(writer: Person) -> None:
    texts = [f"quick {number}" for number in range(1, 21)]
    writer.box(f"Add to: {GOOD_NOW}").focus()

    for text in texts:
        writer.page.keyboard.type(text)
        writer.page.keyboard.press("Enter")

    writer.sees(GOOD_NOW, texts)


def test_the_first_words_after_begin_are_not_cut_off(person: Person) -> None:
    person.start()

    person.box(f"Add to: {GOOD_NOW}").press_sequentially("It helps me switch off", delay=20)
    person.page.keyboard.press("Enter")

    person.sees(GOOD_NOW, ["It helps me switch off"])


def test_neither_nothing_nor_the_enter_that_ends_a_composed_word_in_safari_adds_an_item(writer: Person) -> None:
    box = writer.box(f"Add to: {GOOD_NOW}")

    for nothing in ("", "   ", "\n"):
        box.fill(nothing)
        box.press("Enter")
    box.fill("眠")
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})

    writer.sees(GOOD_NOW, [])
    box.press("Enter")
    writer.sees(GOOD_NOW, ["眠"])


def test_an_item_is_edited_in_place_and_undo_there_takes_back_what_was_typed(writer: Person) -> None:
    writer.add(GOOD_NOW, "it calms me")
    box = writer.box(f"{GOOD_NOW} 1")

    box.fill("it calms me down")
    box.press("Control+z")
    expect(box).to_have_value("it calms me")
    box.fill("it calms me down after work")
    writer.wait_until_saved()
    writer.page.reload()

    expect(box).to_have_value("it calms me down after work")


def test_an_item_moves_up_and_down_and_keeps_the_focus_on_its_button(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two", "three")

    button = writer.page.get_by_role("button", name="Move up: three")
    writer.unfold("three")
    button.click()
    writer.sees(GOOD_NOW, ["one", "three", "two"])
    expect(button).to_be_focused()
    button.click()
    writer.unfold("one")
    writer.page.get_by_role("button", name="Move down: one").click()

    writer.sees(GOOD_NOW, ["three", "two", "one"])
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 3")).to_have_value("one")
    writer.sees(GOOD_NOW, ["three", "two", "one"])


def test_removing_an_item_moves_the_focus_to_the_next_and_can_be_undone(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two", "three")

    writer.remove("two")

    writer.sees(GOOD_NOW, ["one", "three"])
    expect(writer.box(f"{GOOD_NOW} 2")).to_be_focused()
    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.box(f"{GOOD_NOW} 3")).to_have_value("three")
    writer.sees(GOOD_NOW, ["one", "two", "three"])


def test_undo_and_redo_walk_through_what_was_done(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two")
    writer.weigh("one", 9)
    matters = writer.page.get_by_role("combobox", name="How much this matters: one")

    writer.page.keyboard.press("Control+z")
    expect(matters).to_have_value("")
    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_count(0)
    writer.page.get_by_role("button", name="Redo").click()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_value("two")
    writer.page.keyboard.press("Control+Shift+z")

    expect(matters).to_have_value("9")


def test_exploring_shows_four_equal_cells_and_the_client_may_start_with_another_one(writer: Person) -> None:
    groups = writer.page.get_by_role("group").filter(has=writer.page.get_by_role("heading", level=2))

    expect(groups.get_by_role("heading")).to_have_text(HEADINGS)
    heights = [group.bounding_box()["height"] for group in groups.all()]  # type: ignore[index]
    assert max(heights) - min(heights) < 2
    writer.page.get_by_text("Change the order of the boxes").click()
    writer.page.get_by_role("radio", name=GOOD_CHANGE, exact=True).check()
    expect(writer.page.get_by_role("heading", level=2).first).to_have_text(GOOD_CHANGE)


def test_building_on_reasons_puts_the_change_side_first_and_offers_the_rest(person: Person) -> None:
    person.start(stance="Build on my reasons")
    person.go("Both sides")

    headings = person.page.get_by_role("heading", level=2)

    for number, heading in enumerate((NOT_SO_GOOD_NOW, GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_CHANGE)):
        expect(headings.nth(number)).to_have_text(heading)
    expect(person.box(f"Add to: {GOOD_NOW}")).to_have_attribute("placeholder", re.compile("Only if you like"))


def test_changing_the_stance_loses_nothing(writer: Person) -> None:
    writer.add(GOOD_NOW, "it calms me")

    writer.page.get_by_role("link", name="Explore both sides").click()
    writer.page.get_by_role("radio", name="Already decided").check()
    writer.page.get_by_role("button", name="Begin").click()

    expect(writer.page.get_by_role("link", name="Already decided")).to_be_visible()
    writer.go("Both sides")
    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")
    writer.remove("it calms me")
    expect(writer.box(f"Add to: {GOOD_NOW}")).to_have_attribute("placeholder", re.compile("in another way"))


def test_the_page_never_adds_up_or_names_a_winner(person: Person) -> None:
    person.page.get_by_role("button", name="Try an example").click()
    person.go("Both sides")
    expect(person.see_picture()).to_be_visible()

    text = person.page.locator("body").inner_text()

    assert not re.search(r"\b(total|sum|score|winner|verdict|outweigh|balance tips|%)\b", text, re.IGNORECASE)


def test_how_much_an_item_matters_is_unanswered_until_somebody_chooses_and_the_picture_shows_it(writer: Person) -> None:
    writer.add(GOOD_NOW, "sleep")
    matters = writer.page.get_by_role("combobox", name="How much this matters: sleep")
    assert matters.evaluate("select => select.selectedOptions[0].text") == "–"
    expect(writer.page.get_by_test_id("stPlotlyChart")).to_have_count(0)

    matters.select_option("7")
    writer.say_about("sleep", "For now or for later", "for later")
    writer.wait_until_saved()
    writer.page.reload()

    expect(matters).to_have_value("7")
    expect(writer.page.locator(".bs-tags")).to_have_text("for later")
    chart = writer.see_picture()
    expect(chart).to_contain_text("sleep")
    expect(chart.locator(".bartext").first).to_have_text("7")
    writer.page.get_by_text("The same, as a table").first.click()
    expect(writer.page.get_by_role("row", name="sleep").first).to_contain_text("7")
    writer.page.get_by_role("button", name="Whole page").click()
    writer.sees(GOOD_NOW, ["sleep"])


def test_at_2000_characters_the_page_says_so_and_keeps_what_was_typed(writer: Person) -> None:
    text = "w" * 2500
    box = writer.box(f"Add to: {GOOD_NOW}")

    box.fill(text)
    box.press("Enter")

    message = writer.page.get_by_text("This is 500 over the limit of 2000 characters")
    expect(message.first).to_be_visible()
    expect(box).to_have_value(text)
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("w" * 2000)


def test_a_cell_of_200_items_says_that_it_is_full_and_keeps_what_was_typed(person: Person, server: Server) -> None:
    items: dict[str, Value] = {"workbook/change": "drink less"}
    for number in range(1, 199):
        items[f"decisional_balance/{number}/text"] = f"thing {number}"
        items[f"decisional_balance/{number}/place"] = ["NOT_SO_GOOD_CHANGE", number]
    person.come_back(written(server.database, items), "Both sides")
    person.add(NOT_SO_GOOD_CHANGE, "thing 199", "thing 200")

    person.page.keyboard.insert_text("one more")
    person.page.keyboard.press("Enter")

    expect(person.page.get_by_text("This box is full: it holds 200 items.").first).to_be_visible()
    expect(person.box(f"Add to: {NOT_SO_GOOD_CHANGE}")).to_have_value("one more")
    person.wait_until_saved()
    expect(person.items(NOT_SO_GOOD_CHANGE)).to_have_count(200)
    person.remove("thing 7")
    person.box(f"Add to: {NOT_SO_GOOD_CHANGE}").press("Enter")
    expect(person.box(f"{NOT_SO_GOOD_CHANGE} 200")).to_have_value("one more")


PASTED = "•\tSaves “money”\r\n•\tSleep\r\n\r\no\tKids\r\n3. *My* back\r\n"


def paste(person: Person, text: str) -> None:
    """Paste this where the focus is, as it lies in the clipboard."""
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    person.page.keyboard.press("Control+v")


def test_a_pasted_list_becomes_one_thing_for_each_line_and_one_undo_takes_it_out(writer: Person) -> None:
    writer.add(GOOD_NOW, "rest")
    box = writer.box(f"Add to: {GOOD_NOW}")
    box.focus()

    paste(writer, PASTED)

    writer.sees(GOOD_NOW, ["rest", "Saves “money”", "Sleep", "Kids", "*My* back"])
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(writer.page.get_by_role("status").filter(has_text="Added to the list: 4.")).to_have_count(1)
    writer.wait_until_saved()
    writer.page.get_by_role("button", name="Undo").click()
    writer.sees(GOOD_NOW, ["rest"])


def test_what_was_begun_before_a_list_is_pasted_is_its_first_thing(writer: Person) -> None:
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("Quiet")

    paste(writer, " evenings\nSleep")

    writer.sees(GOOD_NOW, ["Quiet evenings", "Sleep"])


def test_one_line_that_is_pasted_waits_in_the_box_to_be_added(writer: Person) -> None:
    box = writer.box(f"Add to: {GOOD_NOW}")
    box.focus()

    paste(writer, "Saves “money”\r\n")

    expect(box).to_have_value("Saves “money”\n")
    box.press("Enter")
    writer.sees(GOOD_NOW, ["Saves “money”"])


def test_of_a_list_that_is_pasted_what_finds_no_room_stays_in_the_box(person: Person, server: Server) -> None:
    items: dict[str, Value] = {"workbook/change": "move house"}
    for number in range(1, 200):
        items[f"decisional_balance/{number}/text"] = f"thing {number}"
        items[f"decisional_balance/{number}/place"] = ["GOOD_NOW", number]
    person.come_back(written(server.database, items), "Both sides")
    box = person.box(f"Add to: {GOOD_NOW}")
    box.focus()

    paste(person, "one\ntwo\nthree")

    expect(person.items(GOOD_NOW)).to_have_count(200)
    expect(box).to_have_value("two\nthree")
    expect(person.page.get_by_text("This box is full: it holds 200 items.").first).to_be_visible()


def test_what_is_seen_as_one_sign_is_kept_whole_or_not_at_all(writer: Person) -> None:
    family = "👨‍👩‍👧‍👦"
    box = writer.box(f"Add to: {GOOD_NOW}")

    box.fill("w" * 1996 + family)
    box.press("Enter")
    writer.wait_until_saved()

    expect(writer.page.get_by_text("This is 7 over the limit of 2000 characters").first).to_be_visible()
    expect(box).to_have_value("w" * 1996 + family)
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("w" * 1996)


def test_the_picture_keeps_the_persons_order_until_they_ask_for_another(writer: Person) -> None:
    writer.add(GOOD_NOW, "small", "unsaid", "large")
    writer.weigh("small", 0)
    writer.weigh("large", 9)
    chart = writer.see_picture()
    expect(chart.locator(".bartext")).to_have_text(["0", "9"])
    expect(chart.get_by_text("not said")).to_have_count(1)

    writer.page.get_by_role("checkbox", name="Show what matters most to you first").check()

    expect(chart.locator(".bartext")).to_have_text(["9", "0"])
    writer.page.get_by_text("The same, as a table").first.click()
    expect(writer.page.locator("tbody th")).to_have_text(["large", "small", "unsaid"])
    writer.page.get_by_role("button", name="Whole page").click()
    writer.sees(GOOD_NOW, ["small", "unsaid", "large"])


def test_an_item_in_the_wrong_box_goes_to_another_one_with_all_that_was_said_of_it(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two")
    writer.weigh("one", 6)
    writer.unfold("one")

    writer.page.get_by_role("group", name="Move to another box: one").get_by_role(
        "button", name=GOOD_CHANGE, exact=True
    ).click()

    writer.sees(GOOD_NOW, ["two"])
    writer.sees(GOOD_CHANGE, ["one"])
    expect(writer.page.get_by_role("button", name="More: one")).to_be_focused()
    expect(writer.page.get_by_role("combobox", name="How much this matters: one")).to_have_value("6")
    writer.page.get_by_role("button", name="Undo").click()
    writer.sees(GOOD_NOW, ["one", "two"])


def test_an_item_is_dragged_within_its_box_and_to_another_one(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two", "three")
    writer.add(GOOD_CHANGE, "rest")

    drag(writer, "three", writer.box(f"{GOOD_NOW} 1"))
    writer.sees(GOOD_NOW, ["three", "one", "two"])
    drag(writer, "one", writer.box(f"{GOOD_CHANGE} 1"))

    writer.sees(GOOD_NOW, ["three", "two"])
    writer.sees(GOOD_CHANGE, ["one", "rest"])
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_CHANGE} 2")).to_have_value("rest")
    writer.sees(GOOD_CHANGE, ["one", "rest"])


def drag(person: Person, text: str, above: Locator) -> None:
    """Drag this item by its handle to the place above another one."""
    person.page.get_by_role("button", name=f"More: {text}", exact=True).hover()
    person.page.mouse.down()
    box = above.bounding_box()
    assert box
    person.page.mouse.move(box["x"] + 40, box["y"] + 3, steps=8)
    person.page.mouse.up()


def test_a_thing_moves_past_the_ones_that_are_seen_even_if_one_between_them_was_emptied(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "gone", "two")
    writer.box(f"{GOOD_NOW} 2").fill("")
    writer.box(f"Add to: {GOOD_NOW}").focus()
    writer.sees(GOOD_NOW, ["one", "two"])

    writer.box(f"{GOOD_NOW} 1").press("Alt+ArrowDown")

    writer.sees(GOOD_NOW, ["two", "one"])


def test_words_that_are_not_kept_hold_back_whoever_goes_on(writer: Person) -> None:
    box = writer.box(f"Add to: {GOOD_NOW}")
    box.fill("w" * 2500)

    for name in ("Next: Rulers", "Picture", "Large"):
        writer.page.get_by_role("button", name=name, exact=True).click()
        expect(box).to_be_focused()

    expect(box).to_have_value("w" * 2500)


def test_a_finger_drags_an_item_on_a_phone(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two", "three")
    writer.look(width=360, height=740)
    fingers = writer.context.new_cdp_session(writer.page)

    def touch(what: str, *points: tuple[float, float]) -> None:
        there = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": there})

    handle = writer.page.get_by_role("button", name="More: three", exact=True).bounding_box()
    first = writer.box(f"{GOOD_NOW} 1").bounding_box()
    assert handle and first
    start = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    end = first["x"] + 40, first["y"] + 3
    touch("touchStart", start)
    for part in range(1, 9):
        touch("touchMove", (start[0] + (end[0] - start[0]) * part / 8, start[1] + (end[1] - start[1]) * part / 8))
    touch("touchEnd")

    writer.sees(GOOD_NOW, ["three", "one", "two"])


def test_the_keys_move_an_item_up_and_down_while_it_is_being_written(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two")
    box = writer.box(f"{GOOD_NOW} 2")

    box.press("Alt+ArrowUp")

    writer.sees(GOOD_NOW, ["two", "one"])
    expect(writer.box(f"{GOOD_NOW} 1")).to_be_focused()


def test_one_click_on_the_bar_says_how_much_a_thing_matters(writer: Person) -> None:
    writer.add(GOOD_NOW, "sleep")
    bar = writer.page.locator(".bs-pieces").first.bounding_box()
    assert bar

    writer.page.mouse.click(bar["x"] + bar["width"] * 0.65, bar["y"] + bar["height"] / 2)

    expect(writer.page.get_by_role("combobox", name="How much this matters: sleep")).to_have_value("7")
    expect(writer.page.locator(".bs-weight")).to_have_text("7")
    filled = "bar => parseFloat(getComputedStyle(bar, '::before').width) / bar.clientWidth"
    assert writer.page.locator(".bs-pieces").first.evaluate(filled) == pytest.approx(0.7, abs=0.03)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (820, 1180)])
def test_four_boxes_with_three_things_each_are_seen_at_once(
    person: Person, server: Server, width: int, height: int
) -> None:
    answers: dict[str, Value] = {"workbook/change": "move house"}
    for cell in Cell:
        for number in range(3):
            item = f"decisional_balance/{cell}{number}"
            answers |= {f"{item}/text": f"thing {number}", f"{item}/place": [cell.value, number]}
            answers |= {f"{item}/matters": 5, f"{item}/when": "NOW"}
    person.look(width=width, height=height)

    person.come_back(written(server.database, answers), "Both sides")

    for heading in HEADINGS:
        expect(person.box(f"Add to: {heading}")).to_be_in_viewport(ratio=1)
    rows = person.page.locator(".bs-item").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert len(rows) == 12
    assert max(rows) <= 52


def test_each_line_of_an_answer_has_its_own_direction(person: Person, server: Server) -> None:
    two_lines = "from the left\nמימין לשמאל"
    answers: dict[str, Value] = {
        "workbook/change": "move house",
        "rulers/importance/number": 5,
        "rulers/importance/why_not_lower_7": two_lines,
    }
    person.come_back(written(server.database, answers), "Rulers")
    quote = person.page.get_by_role("blockquote")

    expect(quote).to_have_text(two_lines)
    lines = quote.evaluate(WHERE_LINES_ARE)

    assert lines["left"] == [True, False]
    assert lines["right"] == [False, True]


WHERE_LINES_ARE = """quote => {
  const box = quote.getBoundingClientRect();
  const text = quote.firstChild;
  const at = text.data.indexOf("\\n");
  const rects = [[0, at], [at + 1, text.data.length]].map(([from, to]) => {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    return range.getBoundingClientRect();
  });
  return {
    left: rects.map((rect) => Math.abs(rect.left - box.left) < 2),
    right: rects.map((rect) => Math.abs(rect.right - box.right) < 2),
  };
}"""

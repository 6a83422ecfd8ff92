"""One question at a time, alone or on a screen that two people look at; and what is for the therapist only."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.world.person import GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_CHANGE, NOT_SO_GOOD_NOW, Person

ONE_AT_A_TIME = "One question at a time"
WHERE = "() => [...document.querySelectorAll('h1, .bs-dots')].map((line) => line.textContent).join()"


def group(person: Person, name: str) -> None:
    expect(person.page.get_by_role("group", name=name, exact=True)).to_be_visible()


def press(person: Person, name: str) -> None:
    person.page.get_by_role("button", name=name, exact=True).click()


def test_alone_a_step_is_explained_and_asks_one_thing_after_the_other(writer: Person) -> None:
    press(writer, ONE_AT_A_TIME)

    group(writer, GOOD_NOW)
    expect(writer.page.get_by_text("Most changes have two sides")).to_be_visible()
    expect(writer.page.get_by_text("about 8 minutes")).to_be_visible()
    expect(writer.page.get_by_role("group", name=GOOD_CHANGE, exact=True)).to_have_count(0)

    for view in (2, 3, 4):
        press(writer, "Next")
        expect(writer.page.get_by_text(f"{view} of")).to_be_visible()
    group(writer, GOOD_CHANGE)
    press(writer, "Back")
    expect(writer.page.get_by_role("group", name=GOOD_CHANGE, exact=True)).to_have_count(0)


def test_the_way_leads_through_every_step_to_the_summary(writer: Person) -> None:
    press(writer, ONE_AT_A_TIME)

    on = writer.page.get_by_role("button", name=re.compile("^Next"))
    for _view in range(60):
        if "page=summary" in writer.page.url:
            break
        before = writer.page.evaluate(WHERE)
        on.click()
        writer.page.wait_for_function(f"before => ({WHERE})() !== before", arg=before)

    expect(writer.page.get_by_role("heading", name="Summary", level=1)).to_be_visible()


def test_who_comes_back_goes_on_where_they_left(person: Person) -> None:
    person.start("sleep before midnight")
    press(person, ONE_AT_A_TIME)
    press(person, "Next")
    expect(person.page.get_by_text("2 of")).to_be_visible()
    press(person, "Next")
    expect(person.page.get_by_text("3 of")).to_be_visible()
    person.page.get_by_role("textbox", name=re.compile("^Add to:")).fill("Quiet evenings")
    person.wait_until_saved()

    person.go_home()
    person.page.get_by_role("link", name="sleep before midnight").first.click()

    expect(person.page.get_by_role("textbox", name=re.compile(r"1$"))).to_have_value("Quiet evenings")
    expect(person.page.get_by_text("3 of")).to_be_visible()


def test_the_choice_of_one_question_at_a_time_outlives_a_reload_and_can_be_taken_back(writer: Person) -> None:
    press(writer, ONE_AT_A_TIME)
    writer.wait_until_saved()

    writer.page.reload()
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()
    press(writer, "Whole page")

    group(writer, GOOD_NOW)
    group(writer, GOOD_CHANGE)


def test_undo_goes_to_the_question_whose_answer_it_takes_back(writer: Person) -> None:
    press(writer, ONE_AT_A_TIME)
    writer.add(GOOD_NOW, "it calms me")
    for view in (2, 3, 4):
        press(writer, "Next")
        expect(writer.page.get_by_text(f"{view} of")).to_be_visible()
    writer.add(GOOD_CHANGE, "waking up rested")
    writer.wait_until_saved()
    press(writer, "Back")
    expect(writer.page.get_by_text("3 of")).to_be_visible()

    press(writer, "Undo")

    group(writer, GOOD_CHANGE)
    expect(writer.page.get_by_text("4 of")).to_be_visible()
    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_count(0)
    press(writer, "Redo")
    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_value("waking up rested")
    expect(writer.page.get_by_role("button", name="Redo")).to_be_focused()
    press(writer, "Undo")
    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_count(0)
    press(writer, "Undo")
    group(writer, GOOD_NOW)
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()


def test_a_question_stays_while_another_window_answers_another_one(writer: Person) -> None:
    press(writer, ONE_AT_A_TIME)
    writer.add(GOOD_NOW, "it calms me")
    writer.wait_until_saved()
    writer.go("Both sides")
    group(writer, GOOD_NOW)
    other = writer.open(writer.page.url + "&view=4")
    writer.box(f"Add to: {GOOD_CHANGE}", other).fill("waking up rested")
    writer.wait_until_saved(other)

    writer.page.bring_to_front()
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("it is easy", delay=300)

    expect(writer.box(f"Add to: {GOOD_NOW}")).to_have_value("it is easy")
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()


def test_a_large_screen_shows_one_question_and_nothing_else(writer: Person) -> None:
    small = writer.page.get_by_role("heading", name=GOOD_NOW, exact=True).bounding_box()
    press(writer, "Large")

    expect(writer.page.get_by_text("1 of 4")).to_be_visible()
    large = writer.page.get_by_role("heading", name=GOOD_NOW, exact=True).bounding_box()
    assert small and large and large["height"] > 1.3 * small["height"]
    for step, question in (("Both sides", GOOD_NOW), ("Rulers", "Importance")):
        expect(writer.page.get_by_role("heading", level=1)).to_have_text(step)
        expect(writer.page.get_by_role("group")).to_have_count(1)
        group(writer, question)
        expect(writer.page.get_by_text("For the therapist")).to_have_count(0)
        expect(writer.page.locator(".bs-together")).to_have_count(0)
        expect(writer.page.get_by_role("navigation", name="Steps")).to_have_count(0)
        expect(writer.page.get_by_role("button", name="Undo")).to_be_hidden()
        expect(writer.page.get_by_role("button", name="Next")).to_be_in_viewport()
        for _question in range(4 if step == "Both sides" else 0):
            before = writer.page.evaluate(WHERE)
            writer.page.get_by_role("button", name="Next").click()
            writer.page.wait_for_function(f"before => ({WHERE})() !== before", arg=before)

    writer.page.get_by_role("link", name="Leave the large view").click()
    expect(writer.page.get_by_text("For the therapist").first).to_be_visible()
    expect(writer.page.get_by_role("heading", name="Rulers", level=1)).to_be_visible()


def test_a_large_screen_shows_both_sides_at_once_without_tools(writer: Person) -> None:
    boxes = (GOOD_NOW, NOT_SO_GOOD_NOW, NOT_SO_GOOD_CHANGE, GOOD_CHANGE)
    for heading in boxes:
        writer.add(heading, "one thing", "another one", "a third one")
    writer.go("Rulers")
    writer.look(height=800)
    press(writer, "Large")
    writer.page.get_by_role("link", name="See both sides").click()

    for heading in boxes:
        writer.sees(heading, ["one thing", "another one", "a third one"])
        expect(writer.items(heading).last).to_be_in_viewport(ratio=1)
        expect(writer.box(f"Add to: {heading}")).to_be_hidden()
    expect(writer.page.get_by_role("button", name="More: one thing").first).to_be_hidden()
    writer.page.get_by_role("link", name="One question at a time").click()
    expect(writer.page.get_by_role("group")).to_have_count(1)


def test_every_step_leads_on_at_its_foot_and_back(writer: Person) -> None:
    press(writer, "Next: Rulers")
    expect(writer.page.get_by_role("heading", name="Rulers", level=1)).to_be_focused()

    press(writer, "Back: Both sides")

    expect(writer.page.get_by_role("heading", name="Both sides", level=1)).to_be_focused()
    press(writer, ONE_AT_A_TIME)
    for view in (1, 2, 3):
        expect(writer.page.get_by_text(f"{view} of 4")).to_be_visible()
        press(writer, "Next")
    press(writer, "Next: Rulers")
    expect(writer.page.get_by_text("1 of 3")).to_be_visible()
    press(writer, "Back: Both sides")
    expect(writer.page.get_by_text("4 of 4")).to_be_visible()


def test_private_notes_stay_folded_when_two_windows_wrote_in_them(writer: Person) -> None:
    windows = [writer.page, writer.open(writer.page.url)]
    for window, words in zip(windows, ("Ask about the sister.", "Ask about work."), strict=True):
        window.get_by_text("For the therapist: private notes").click()
        writer.box("The therapist’s private notes", window).fill(words)
    for window in windows:
        writer.wait_until_saved(window)
    writer.page.reload()

    expect(writer.page.get_by_text("For the therapist: private notes")).to_be_visible()
    expect(writer.page.locator("details.bs-private[open]")).to_have_count(0)
    writer.page.get_by_text("For the therapist: private notes").click()
    expect(writer.page.get_by_role("group", name="Written at the same time")).to_be_visible()


def test_private_notes_close_when_the_page_is_left(writer: Person) -> None:
    notes = writer.box("The therapist’s private notes")
    writer.page.get_by_text("For the therapist: private notes").click()
    writer.page.keyboard.type("Ask about the sister.")
    expect(notes).to_have_value("Ask about the sister.")
    writer.wait_until_saved()
    expect(notes).to_be_visible()

    writer.go("Rulers")
    expect(notes).to_be_hidden()
    writer.page.get_by_text("For the therapist: private notes").click()
    expect(notes).to_have_value("Ask about the sister.")
    writer.page.go_back()
    expect(writer.page.get_by_role("heading", name="Both sides", level=1)).to_be_visible()
    writer.see_one_page()
    expect(writer.page.get_by_text("For the therapist: private notes")).to_be_visible()
    expect(notes).to_be_hidden()

    press(writer, ONE_AT_A_TIME)
    expect(writer.page.get_by_text("1 of 4")).to_be_visible()
    writer.page.get_by_text("For the therapist: private notes").click()
    expect(notes).to_be_visible()
    press(writer, "Next")
    expect(writer.page.get_by_text("2 of")).to_be_visible()
    expect(notes).to_be_hidden()


def test_guide_cards_are_hidden_until_somebody_asks(writer: Person) -> None:
    why_not_higher = writer.page.get_by_text("“Why not higher?” It draws out the arguments")
    writer.go("Rulers")
    expect(why_not_higher).to_be_hidden()

    writer.page.get_by_text("For the therapist: a guide to this step").click()

    expect(why_not_higher).to_be_visible()


def test_private_notes_are_kept_and_stay_out_of_the_clients_page(writer: Person) -> None:
    writer.page.get_by_text("For the therapist: private notes").click()
    writer.box("The therapist’s private notes").fill("Ask about the sister.")
    writer.wait_until_saved()

    writer.page.reload()
    writer.page.get_by_text("For the therapist: private notes").click()
    expect(writer.box("The therapist’s private notes")).to_have_value("Ask about the sister.")
    writer.go_home()
    expect(writer.page.get_by_role("link", name="drink less").first).to_be_visible()
    expect(writer.page.get_by_text("Ask about the sister.")).to_have_count(0)

"""What a therapist adds: questions that the person answers, and a look in the mirror that stays the therapist's."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.world.person import Person

ASKED = "Who would be the first to notice?"


def test_a_question_is_asked_where_it_was_added_and_the_mirror_is_folded_when_the_page_is_left(writer: Person) -> None:
    writer.see_behind("Add your own question")
    question = writer.box("Your question")
    question.press_sequentially(ASKED, delay=20)
    expect(writer.box(ASKED)).to_be_visible()
    expect(question).to_be_focused()

    writer.box(ASKED).fill("My sister.")
    writer.wait_until_saved()
    writer.unfold("Question 1")
    writer.page.get_by_role("button", name="Remove: Question 1").click()
    expect(writer.box(ASKED)).to_have_count(0)
    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.box(ASKED)).to_have_value("My sister.")
    writer.see_behind("a look in the mirror")
    writer.box("Whose idea was this step?").fill("Mine, I think.")
    writer.wait_until_saved()
    writer.go("Rulers")

    expect(writer.box("Whose idea was this step?")).to_be_hidden()
    expect(writer.box(ASKED)).to_have_count(0)
    writer.see_behind("a look in the mirror")
    expect(writer.box("Whose idea was this step?")).to_have_value("Mine, I think.")
    writer.go("Both sides")
    expect(writer.box(ASKED)).to_have_value("My sister.")

"""Answering on the rulers."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import open_store, written
from worksheets.answers import Value
from worksheets.storage import ALONE

RULERS = {
    "Importance": "How important is it to you right now to drink less?",
    "Confidence": "If you decided to drink less, how confident are you that you could?",
    "Readiness": "How ready are you to start to drink less?",
}


@pytest.fixture
def first_page() -> str:
    return "rulers"


def test_the_questions_have_the_change_in_them_and_no_number_is_chosen_for_the_person(writer: Person) -> None:
    for ruler, question in RULERS.items():
        group = writer.page.get_by_role("radiogroup", name=ruler)

        expect(writer.page.get_by_text(question)).to_be_visible()
        expect(group.get_by_role("radio")).to_have_count(11)
        expect(group.get_by_role("radio", checked=True)).to_have_count(0)


def test_one_tap_answers_and_asks_what_belongs_to_that_number(writer: Person) -> None:
    for number, questions in QUESTIONS.items():
        writer.rate("Importance", number)

        for question in questions:
            expect(writer.box(question)).to_be_visible()
        assert "not higher" not in writer.page.locator("body").inner_text()
    writer.rate("Confidence", 4)
    expect(writer.box("When did you manage something like this before?")).to_be_visible()
    expect(writer.box("Who or what could help?")).to_be_visible()
    writer.page.get_by_role("button", name="Clear the answer").first.click()
    expect(writer.page.get_by_role("radiogroup", name="Importance").get_by_role("radio", checked=True)).to_have_count(0)


QUESTIONS = {
    0: ["What would have to happen for this to matter a little?", "What makes you willing to talk about it at all?"],
    1: ["What makes it a 1 and not a 0?", "What would it take to get to a 2?"],
    6: ["What makes it a 6 and not a 4?", "What would it take to get from 6 to 7?"],
    10: ["What makes it so high?", "What would help it stay there?"],
}


def test_answers_are_saved_while_they_are_typed(writer: Person) -> None:
    writer.rate("Importance", 6)
    writer.box("What makes it a 6 and not a 4?").press_sequentially("my daughter said so", delay=20)
    writer.wait_until_saved()

    writer.page.reload()

    expect(writer.box("What makes it a 6 and not a 4?")).to_have_value("my daughter said so")
    expect(
        writer.page.get_by_role("radiogroup", name="Importance").get_by_role("radio", name="6", exact=True)
    ).to_be_checked()


def test_further_questions_are_asked_on_request_and_an_answer_stays_below_its_ruler(writer: Person) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    expect(importance.get_by_role("button", name="What do you hope for")).to_be_hidden()
    importance.get_by_text("More questions").click()
    expect(importance.get_by_role("listitem")).to_have_count(3)
    importance.get_by_role("button", name="Ask me something else").click()
    importance.get_by_role("button", name="What are your best reasons to make this change?").click()

    expect(writer.box("What are your best reasons to make this change?")).to_be_focused()
    writer.page.keyboard.type("My sister")
    expect(importance.get_by_role("listitem")).to_have_count(2)
    writer.rate("Importance", 6)
    expect(writer.box("What makes it a 6 and not a 4?")).to_be_visible()
    expect(writer.box("What are your best reasons to make this change?")).to_have_value("My sister")
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.box("What are your best reasons to make this change?")).to_have_value("My sister")
    expect(writer.box("What do you hope for, whichever way you go?")).to_have_count(0)


def test_readiness_can_be_left_out_and_comes_back_with_its_answer(writer: Person) -> None:
    writer.rate("Readiness", 3)
    leave_out = writer.page.get_by_role("checkbox", name="Leave out readiness")

    leave_out.check()
    expect(writer.page.get_by_role("radiogroup", name="Readiness")).to_have_count(0)
    leave_out.uncheck()

    expect(
        writer.page.get_by_role("radiogroup", name="Readiness").get_by_role("radio", name="3", exact=True)
    ).to_be_checked()


def test_the_picture_follows_each_number_and_has_the_same_as_a_table(writer: Person) -> None:
    writer.rate("Importance", 8)
    expect(writer.page.get_by_text("When both have an answer, you will see them here as one point.")).to_be_visible()
    expect(writer.page.get_by_role("figure", name="Importance and confidence together")).to_have_count(0)
    writer.rate("Confidence", 3)
    together = writer.page.get_by_role("figure", name="Importance and confidence together: importance 8, confidence 3")
    expect(together).to_be_visible()

    writer.rate("Confidence", 5)

    expect(
        writer.page.get_by_role("figure", name="Importance and confidence together: importance 8, confidence 5")
    ).to_be_visible()
    writer.page.get_by_text("The same, as a table").click()
    for ruler, answer in (("Importance", "8"), ("Confidence", "5"), ("Readiness", "not said")):
        expect(writer.page.get_by_role("row", name=ruler)).to_contain_text(answer)


def test_the_picture_stays_beside_the_rulers_on_a_wide_screen_and_below_them_on_a_narrow_one(writer: Person) -> None:
    writer.rate("Importance", 8)
    writer.rate("Confidence", 3)
    picture = writer.page.get_by_role("figure", name="Importance and confidence together")
    expect(picture).to_be_visible()
    readiness = writer.page.get_by_role("radiogroup", name="Readiness")
    top = writer.page.locator(".bs-top")

    assert box_of(picture)["y"] >= box_of(top)["y"] + box_of(top)["height"]
    readiness.get_by_role("radio").last.scroll_into_view_if_needed()
    expect(picture).to_be_in_viewport()
    assert box_of(picture)["x"] >= box_of(readiness)["x"] + box_of(readiness)["width"]

    writer.look(width=820, height=1180)

    assert box_of(picture)["y"] > box_of(readiness)["y"] + box_of(readiness)["height"]


def box_of(locator: Locator) -> FloatRect:
    """Where it is in the window."""
    box = locator.bounding_box()
    assert box
    return box


def test_words_instead_of_numbers_are_kept_as_the_middle_of_their_fifth_and_asked_about_in_words(
    writer: Person,
) -> None:
    writer.page.get_by_role("button", name="Words", exact=True).click()
    importance = writer.page.get_by_role("radiogroup", name="Importance")
    expect(importance.get_by_role("radio")).to_have_count(5)
    expect(importance.get_by_role("radio", checked=True)).to_have_count(0)

    writer.rate("Importance", "very")
    writer.box("What makes it “very” and not “a little”?").fill("The kids notice.")
    writer.rate("Confidence", "a little")

    expect(writer.box("What would it take to get from “very” to “completely”?")).to_be_visible()
    told = "importance very, confidence a little"
    expect(
        writer.page.get_by_role("figure", name=f"Importance and confidence together: {told}", exact=True)
    ).to_be_visible()
    writer.wait_until_saved()
    writer.page.reload()
    expect(importance.get_by_role("radio", name="very", exact=True)).to_be_checked()
    expect(writer.box("What makes it “very” and not “a little”?")).to_have_value("The kids notice.")
    writer.page.get_by_role("button", name="Numbers", exact=True).click()
    expect(importance.get_by_role("radio", name="7", exact=True)).to_be_checked()
    expect(writer.page.get_by_text("The kids notice.")).to_be_visible()


def test_a_word_chosen_between_two_stays_a_word_wherever_it_is_told_and_the_picture_follows_the_light(
    writer: Person, server: Server
) -> None:
    page = writer.page
    workbook = page.url.split("workbook=")[1].split("&")[0]
    page.get_by_role("button", name="Words", exact=True).click()
    writer.rate("Confidence", "a little")
    writer.wait_until_saved()
    other = writer.open(page.url)
    theirs = other.get_by_role("radiogroup", name="Importance")
    expect(theirs.get_by_role("radio")).to_have_count(5)
    page.route("**/live/edits", lambda route: route.abort())
    writer.rate("Importance", "quite")
    theirs.get_by_role("radio", name="very", exact=True).check()
    writer.wait_until_saved(other)
    other.get_by_role("button", name="Clear the answer").first.click()
    writer.wait_until_saved(other)
    page.unroute("**/live/edits")
    expect(page.get_by_role("blockquote")).to_have_text("no answer yet")

    page.get_by_role("button", name="Keep the one above").click()

    writer.wait_until_saved()
    answers = open_store(server.database).load(ALONE, workbook)
    assert answers
    assert [[head.value for head in answers.heads[f"rulers/importance/{each}"]] for each in KEPT] == [[5], [True]]
    expect(page.get_by_role("link", name="Rulers: something is written here", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Plan", exact=True)).to_be_visible()
    writer.go("Both sides")
    writer.add(GOOD_NOW, "calm")
    writer.weigh("calm", 7)
    bar = writer.see_picture().locator(".point path").first
    in_light = bar.get_attribute("style") or ""
    writer.look(scheme="dark")
    expect(bar).not_to_have_attribute("style", in_light)
    writer.go_home()
    card = page.get_by_role("listitem").filter(has=page.locator(f"a[href*='{workbook}']"))
    expect(card).to_contain_text("Importance: quite (5 of 10, chosen in words)")


KEPT = ("number", "number_in_words")


def test_a_number_that_somebody_said_is_not_put_into_words_for_them(writer: Person) -> None:
    writer.rate("Importance", 8)
    writer.box("What makes it an 8 and not a 6?").fill("The kids notice.")
    writer.wait_until_saved()

    writer.page.get_by_role("button", name="Words", exact=True).click()

    expect(writer.page.get_by_text("Your answer: 8 of 10")).to_be_visible()
    importance = writer.page.get_by_role("radiogroup", name="Importance")
    expect(importance.get_by_role("radio", checked=True)).to_have_count(0)
    expect(writer.box("What makes it an 8 and not a 6?")).to_have_value("The kids notice.")
    writer.rate("Importance", "very")
    expect(writer.box("What makes it “very” and not “a little”?")).to_be_visible()
    expect(writer.page.get_by_text("Your answer: 8 of 10")).to_be_hidden()


def test_the_arrow_keys_go_along_the_words_and_undo_brings_the_word_before_back(writer: Person) -> None:
    writer.page.get_by_role("button", name="Words", exact=True).click()
    writer.rate("Importance", "very")
    writer.wait_until_saved()
    importance = writer.page.get_by_role("radiogroup", name="Importance")
    very = importance.get_by_role("radio", name="very", exact=True)

    very.focus()
    writer.page.keyboard.press("ArrowRight")
    expect(importance.get_by_role("radio", name="completely", exact=True)).to_be_checked()
    writer.wait_until_saved()
    writer.page.get_by_role("button", name="Undo").click()

    expect(very).to_be_checked()


def test_the_two_ends_can_say_what_they_mean_to_the_person(writer: Person) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    expect(writer.box("What the low end means to you")).to_have_count(0)

    importance.get_by_text("Your own words for the two ends").click()
    importance.get_by_role("textbox", name="What the low end means to you").press_sequentially("It can wait", delay=15)

    expect(importance.get_by_text("0 · It can wait")).to_be_visible()
    expect(importance.get_by_text("10 · The most important thing right now")).to_be_visible()
    writer.wait_until_saved()
    writer.page.reload()
    expect(importance.get_by_text("0 · It can wait")).to_be_visible()
    importance.get_by_text("Your own words for the two ends").click()
    importance.get_by_role("textbox", name="What the low end means to you").fill("")
    expect(importance.get_by_text("0 · Not at all important")).to_be_visible()


def test_no_number_is_met_with_a_suggestion(writer: Person) -> None:
    for importance, confidence in ((9, 2), (2, 9), (0, 0)):
        writer.rate("Importance", importance)
        writer.rate("Confidence", confidence)
        chart = f"Importance and confidence together: importance {importance}, confidence {confidence}"
        expect(writer.page.get_by_role("figure", name=chart)).to_be_visible()

        expect(writer.page.get_by_text("Would it help")).to_have_count(0)


def test_what_is_over_the_limit_is_told_with_its_box_and_spoken_once(writer: Person) -> None:
    writer.rate("Confidence", 6)
    box = writer.box("What makes it a 6 and not a 4?")
    writer.page.evaluate(REMEMBER_WHAT_IS_SPOKEN)

    box.fill("w" * 10_001)
    box.press_sequentially("ww")

    expect(box).to_have_accessible_description(
        "This is 3 over the limit of 10000 characters, and its end is not saved. Please shorten it."
    )
    spoken = writer.page.evaluate("window.spoken")
    assert spoken == ["This is 1 over the limit of 10000 characters, and its end is not saved. Please shorten it."]
    written_in = box.element_handle()
    writer.page.get_by_role("checkbox", name="Leave out readiness").evaluate("box => box.click()")
    expect(writer.page.get_by_role("radiogroup", name="Readiness")).to_have_count(0)
    expect(box).to_have_value("w" * 10_003)
    expect(box).to_be_focused()
    assert written_in and written_in.evaluate("box => box.isConnected"), (
        "nobody's box is drawn anew beneath their cursor"
    )
    assert writer.page.evaluate("window.spoken") == spoken


REMEMBER_WHAT_IS_SPOKEN = """() => {
  window.spoken = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const live = (target.parentElement ?? target).closest("[role=status], [role=alert]") ?? target;
      const text = live.textContent;
      if (live.role && !live.closest(".bs-frame") && text && window.spoken.at(-1) !== text) window.spoken.push(text);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


def test_words_from_another_number_stay_with_the_question_that_they_answered(writer: Person) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    writer.rate("Importance", 5)
    writer.box("What makes it a 5 and not a 3?").fill("The kids notice.")
    writer.box("What would it take to get from 5 to 6?").fill("A good doctor.")
    writer.wait_until_saved()

    writer.rate("Importance", 10)

    expect(writer.box("What makes it so high?")).to_have_value("")
    expect(importance.get_by_role("figure")).to_have_text(
        ["What makes it a 5 and not a 3?The kids notice.", "What would it take to get from 5 to 6?A good doctor."]
    )
    writer.wait_until_saved()
    writer.page.reload()
    expect(importance.get_by_role("figure")).to_have_count(2)
    writer.rate("Importance", 5)
    expect(writer.box("What makes it a 5 and not a 3?")).to_have_value("The kids notice.")
    expect(importance.get_by_role("figure")).to_have_count(0)


def test_an_answer_of_an_earlier_version_keeps_its_question_when_another_number_is_chosen(
    person: Person, server: Server
) -> None:
    earlier: dict[str, Value] = {
        "workbook/change": "move house",
        "rulers/importance/number": 7,
        "rulers/importance/why_not_lower": "The stairs.",
        "plan/today": "PLAN",
        "plan/reasons/rulers.importance.why_not_lower": True,
    }
    person.come_back(written(server.database, earlier), "Rulers")
    importance = person.page.get_by_role("group", name="Importance", exact=True)
    expect(person.box("What makes it a 7 and not a 5?")).to_have_value("The stairs.")

    person.rate("Importance", 3)

    person.wait_until_saved()
    expect(importance.get_by_role("figure")).to_have_text("What makes it a 7 and not a 5?The stairs.")
    person.page.reload()
    expect(importance.get_by_role("figure")).to_have_text("What makes it a 7 and not a 5?The stairs.")
    person.go("Plan")
    person.open_what_is_folded()
    expect(person.page.get_by_role("checkbox", name="The stairs.")).to_be_checked()
    person.go("Rulers")
    person.page.get_by_role("button", name="Undo").click()
    expect(person.box("What makes it a 7 and not a 5?")).to_have_value("The stairs.")
    person.go("Plan")
    person.open_what_is_folded()
    expect(person.page.get_by_role("checkbox", name="The stairs.")).to_be_checked()


def test_a_change_that_fits_in_no_sentence_is_quoted_above_the_question(person: Person) -> None:
    person.start("quitting smoking")
    person.go("Rulers")

    importance = person.page.get_by_role("group", name="Importance", exact=True)
    expect(importance.get_by_text("How important is it to you right now to make this change?")).to_be_visible()
    expect(importance.get_by_role("figure")).to_have_text("This change, in your words:quitting smoking")

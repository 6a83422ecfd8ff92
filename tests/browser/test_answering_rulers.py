"""Answering on the rulers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.worksheets.answering import item
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import open_store
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


def test_no_number_is_chosen_for_the_person_each_asks_what_belongs_to_it_and_none_is_met_with_a_suggestion(
    writer: Person,
) -> None:
    for ruler, question in RULERS.items():
        expect(writer.page.get_by_text(question)).to_be_visible()
        expect(numbers(writer, ruler)).to_have_count(11)
        expect(numbers(writer, ruler, checked=True)).to_have_count(0)

    for number, questions in QUESTIONS.items():
        writer.rate("Importance", number)
        for question in questions:
            expect(writer.box(question)).to_be_visible()
        assert "not higher" not in writer.page.locator("body").inner_text()
    for importance, number in ((9, 2), (2, 9), (0, 0), (5, 4)):
        writer.rate("Importance", importance)
        writer.rate("Confidence", number)
        chart = f"Importance and confidence together: importance {importance}, confidence {number}"
        expect(writer.page.get_by_role("figure", name=chart)).to_be_visible()
        expect(writer.page.get_by_text("Would it help")).to_have_count(0)
    expect(writer.box("When did you manage something like this before?")).to_be_visible()
    expect(writer.box("Who or what could help?")).to_be_visible()
    writer.page.get_by_role("button", name="Clear the answer").first.click()
    expect(numbers(writer, "Importance", checked=True)).to_have_count(0)


def numbers(person: Person, ruler: str, *, checked: bool | None = None) -> Locator:
    """The numbers of a ruler, or those that are chosen."""
    return person.page.get_by_role("radiogroup", name=ruler).get_by_role("radio", checked=checked)


QUESTIONS = {
    0: ["What would have to happen for this to matter a little?", "What makes you willing to talk about it at all?"],
    1: ["What makes it a 1 and not a 0?", "What would it take to get to a 2?"],
    6: ["What makes it a 6 and not a 4?", "What would it take to get from 6 to 7?"],
    10: ["What makes it so high?", "What would help it stay there?"],
}


@pytest.mark.parametrize(
    "already", [item("strengths/smoking", "past", 1, when="I stopped smoking.", says="I can *hold out*.")]
)
def test_beside_confidence_the_page_quotes_what_people_said_about_themselves_at_any_number(writer: Person) -> None:
    confidence = writer.page.get_by_role("group", name="Confidence", exact=True)
    quoted = confidence.get_by_role("figure", name="What you said about yourself:")

    for number in (10, 3):
        writer.rate("Confidence", number)
        writer.wait_until_saved()

        expect(quoted).to_contain_text("I can *hold out*.")


def test_further_questions_are_asked_on_request_and_the_two_ends_can_say_what_they_mean_to_the_person(
    writer: Person,
) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    low = importance.get_by_role("textbox", name="What the low end means to you")
    expect(importance.get_by_role("button", name="What do you hope for")).to_be_hidden()
    expect(low).to_have_count(0)
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
    importance.get_by_text("Your own words for the two ends").click()
    low.press_sequentially("It can wait", delay=15)
    expect(importance.get_by_text("0 · It can wait")).to_be_visible()
    expect(importance.get_by_text("10 · The most important thing right now")).to_be_visible()
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.box("What are your best reasons to make this change?")).to_have_value("My sister")
    expect(writer.box("What do you hope for, whichever way you go?")).to_have_count(0)
    expect(importance.get_by_text("0 · It can wait")).to_be_visible()
    importance.get_by_text("Your own words for the two ends").click()
    low.fill("")
    expect(importance.get_by_text("0 · Not at all important")).to_be_visible()


def test_the_picture_follows_each_number_beside_the_rulers_or_below_them_and_has_the_same_as_a_table(
    writer: Person,
) -> None:
    writer.rate("Importance", 8)
    expect(writer.page.get_by_text("When both have an answer, you will see them here as one point.")).to_be_visible()
    picture = writer.page.get_by_role("figure", name="Importance and confidence together")
    expect(picture).to_have_count(0)
    for number in (3, 5):
        writer.rate("Confidence", number)
        told = f"Importance and confidence together: importance 8, confidence {number}"
        expect(writer.page.get_by_role("figure", name=told)).to_be_visible()

    readiness = writer.page.get_by_role("radiogroup", name="Readiness")
    top = writer.page.locator(".bs-top")
    assert box_of(picture)["y"] >= box_of(top)["y"] + box_of(top)["height"]
    readiness.get_by_role("radio").last.scroll_into_view_if_needed()
    expect(picture).to_be_in_viewport()
    assert box_of(picture)["x"] >= box_of(readiness)["x"] + box_of(readiness)["width"]
    writer.look(width=820, height=1180)
    assert box_of(picture)["y"] > box_of(readiness)["y"] + box_of(readiness)["height"]

    writer.page.get_by_text("The same, as a table").click()
    for ruler, answer in (("Importance", "8"), ("Confidence", "5"), ("Readiness", "not said")):
        expect(writer.page.get_by_role("row", name=ruler)).to_contain_text(answer)


def box_of(locator: Locator) -> FloatRect:
    """Where it is in the window."""
    box = locator.bounding_box()
    assert box
    return box


def test_words_instead_of_numbers_are_kept_and_asked_about_in_words_and_no_number_is_put_into_words_for_anybody(
    writer: Person,
) -> None:
    importance = writer.page.get_by_role("radiogroup", name="Importance")
    very = importance.get_by_role("radio", name="very", exact=True)
    writer.rate("Importance", 8)
    writer.box("What makes it an 8 and not a 6?").fill("I sleep badly.")
    writer.wait_until_saved()
    writer.page.get_by_role("button", name="Words", exact=True).click()
    expect(numbers(writer, "Importance")).to_have_count(5)
    expect(writer.page.get_by_text("Your answer: 8 of 10")).to_be_visible()
    expect(numbers(writer, "Importance", checked=True)).to_have_count(0)
    expect(writer.box("What makes it an 8 and not a 6?")).to_have_value("I sleep badly.")

    writer.rate("Importance", "very")
    expect(writer.page.get_by_text("Your answer: 8 of 10")).to_be_hidden()
    writer.wait_until_saved()
    very.focus()
    writer.page.keyboard.press("ArrowRight")
    expect(importance.get_by_role("radio", name="completely", exact=True)).to_be_checked()
    writer.wait_until_saved()
    writer.page.get_by_role("button", name="Undo").click()
    expect(very).to_be_checked()

    writer.box("What makes it “very” and not “a little”?").fill("The kids notice.")
    expect(writer.box("What would it take to get from “very” to “completely”?")).to_be_visible()
    writer.rate("Confidence", "a little")
    told = "Importance and confidence together: importance very, confidence a little"
    expect(writer.page.get_by_role("figure", name=told, exact=True)).to_be_visible()
    writer.wait_until_saved()
    writer.page.reload()
    expect(very).to_be_checked()
    expect(writer.box("What makes it “very” and not “a little”?")).to_have_value("The kids notice.")
    writer.page.get_by_role("button", name="Numbers", exact=True).click()
    expect(importance.get_by_role("radio", name="7", exact=True)).to_be_checked()
    expect(writer.page.get_by_text("The kids notice.")).to_be_visible()


def test_a_word_chosen_between_two_stays_a_word_wherever_it_is_told(writer: Person, server: Server) -> None:
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
    writer.go_home()
    card = page.get_by_role("listitem").filter(has=page.locator(f"a[href*='{workbook}']"))
    expect(card).to_contain_text("Importance: quite (5 of 10, chosen in words)")


KEPT = ("number", "number_in_words")


def test_what_is_over_the_limit_is_told_with_its_box_and_spoken_once_also_while_readiness_is_left_out_and_back(
    writer: Person,
) -> None:
    told = "This is {} over the limit of 80 characters, and its end is not saved. Please shorten it."
    writer.rate("Readiness", 3)
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    importance.get_by_text("Your own words for the two ends").click()
    box = importance.get_by_role("textbox", name="What the low end means to you")
    writer.page.evaluate(REMEMBER_WHAT_IS_SPOKEN)

    box.fill("w" * 81)
    box.press_sequentially("ww")

    expect(box).to_have_accessible_description(told.format(3))
    spoken = writer.page.evaluate("window.spoken")
    assert spoken == [told.format(1)]
    written_in = box.element_handle()
    leave_out = writer.page.get_by_role("checkbox", name="Leave out readiness")
    readiness = writer.page.get_by_role("radiogroup", name="Readiness")
    leave_out.evaluate("box => box.click()")
    expect(readiness).to_have_count(0)
    expect(box).to_have_value("w" * 83)
    expect(box).to_be_focused()
    assert written_in and written_in.evaluate("box => box.isConnected"), "the box was drawn anew beneath the cursor"
    assert writer.page.evaluate("window.spoken") == spoken
    leave_out.evaluate("box => box.click()")
    expect(readiness.get_by_role("radio", name="3", exact=True)).to_be_checked()


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


def test_words_are_saved_while_they_are_typed_and_stay_with_their_question_when_another_number_is_chosen(
    writer: Person,
) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    why, what_would = (
        writer.box(words) for words in ("What makes it a 5 and not a 3?", "What would it take to get from 5 to 6?")
    )
    writer.rate("Importance", 5)
    why.press_sequentially("The kids notice.", delay=20)
    what_would.fill("A good doctor.\nרופא טוב")
    writer.wait_until_saved()

    writer.rate("Importance", 10)

    expect(writer.box("What makes it so high?")).to_have_value("")
    figures = importance.get_by_role("figure")
    expect(figures).to_have_text(
        [
            "What makes it a 5 and not a 3?The kids notice.",
            "What would it take to get from 5 to 6?A good doctor.\nרופא טוב",
        ]
    )
    lines = figures.nth(1).get_by_role("blockquote").evaluate(WHERE_LINES_ARE)
    assert lines == {"left": [True, False], "right": [False, True]}, "each line has its own direction"
    writer.wait_until_saved()
    writer.page.reload()
    expect(figures).to_have_count(2)
    expect(numbers(writer, "Importance", checked=True)).to_have_accessible_name("10")
    writer.rate("Importance", 5)
    expect(why).to_have_value("The kids notice.")
    expect(figures).to_have_count(0)


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


EARLIER: Mapping[str, Value] = {
    "rulers/importance/number": 7,
    "rulers/importance/why_not_lower": "The stairs.",
    "plan/today": "PLAN",
    "plan/reasons/rulers.importance.why_not_lower": True,
}


@pytest.mark.parametrize("already", [{"rulers/importance/number": 7}])
def test_on_a_phone_all_numbers_of_a_ruler_stand_in_one_line_and_an_answer_is_as_high_as_its_words(
    writer: Person,
) -> None:
    for width in (320, 360):
        writer.look(width=width)
        tops = numbers(writer, "Importance").evaluate_all("all => all.map((each) => each.getBoundingClientRect().top)")
        assert (len(tops), len(set(tops))) == (11, 1)
        widths = writer.page.locator(".bs-number").evaluate_all("all => all.map((each) => each.offsetWidth)")
        assert min(widths) >= 24

    box = writer.box("What makes it a 7 and not a 5?")
    box.fill("My kids.")
    box.blur()
    writer.wait_until_saved()
    while_writing = box.evaluate("box => box.offsetHeight")
    writer.page.reload()

    expect(box).to_have_value("My kids.")
    assert box.evaluate("box => box.offsetHeight") < while_writing
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight")


@pytest.mark.parametrize("already", [EARLIER])
def test_an_answer_of_an_earlier_version_keeps_its_question_when_another_number_is_chosen(writer: Person) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    expect(writer.box("What makes it a 7 and not a 5?")).to_have_value("The stairs.")

    writer.rate("Importance", 3)

    writer.wait_until_saved()
    expect(importance.get_by_role("figure")).to_have_text("What makes it a 7 and not a 5?The stairs.")
    writer.go("Plan")
    writer.open_what_is_folded()
    reason = writer.page.get_by_role("checkbox", name="The stairs.")
    expect(reason).to_be_checked()
    writer.go("Rulers")
    expect(importance.get_by_role("figure")).to_have_text("What makes it a 7 and not a 5?The stairs.")
    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.box("What makes it a 7 and not a 5?")).to_have_value("The stairs.")
    writer.go("Plan")
    writer.open_what_is_folded()
    expect(reason).to_be_checked()


@pytest.mark.parametrize("already", [{"workbook/change": "quitting smoking"}])
def test_a_change_that_fits_in_no_sentence_is_quoted_above_the_question(writer: Person) -> None:
    importance = writer.page.get_by_role("group", name="Importance", exact=True)
    expect(importance.get_by_text("How important is it to you right now to make this change?")).to_be_visible()
    expect(importance.get_by_role("figure")).to_have_text("This change, in your words:quitting smoking")

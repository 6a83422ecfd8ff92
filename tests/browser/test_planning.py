"""Making a plan, or none today; and asking for ideas in the grid."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import FloatRect, Locator, expect

from tests.worksheets.answering import item
from tests.world.person import GOOD_CHANGE, GOOD_NOW, HEADINGS, NOT_SO_GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import written
from worksheets.answers import Value

CONFIDENT = "How confident are you that you can do this step?"
EASIER = "What would make it easier: smaller, later, with somebody?"
INSTEAD = "How else could you get this?"


FOCUSED = """() => {
  const { activeElement: focused } = document;
  return focused.getAttribute("aria-label") ?? focused.labels?.[0]?.textContent ?? focused.textContent;
}"""


def plan(person: Person) -> None:
    """Go to the plan, and say that one is wanted."""
    person.go("Plan")
    person.page.get_by_role("radio", name="Yes, a plan").check()
    expect(person.page.get_by_role("group", name="Step 1", exact=True)).to_be_visible()


def group(person: Person, name: str) -> Locator:
    """The group with this name."""
    return person.page.get_by_role("group", name=name, exact=True)


def in_group(person: Person, name: str, box: str) -> Locator:
    """The text box in this group."""
    return group(person, name).get_by_role("textbox", name=box, exact=True)


def tab_to(person: Person, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _press in range(40):
        person.page.keyboard.press("Tab")
        if person.page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def box_of(there: Locator) -> FloatRect:
    """Where this is on the page, and how large."""
    box = there.bounding_box()
    assert box
    return box


def how_confident(person: Person, step: str, number: int) -> None:
    """Say how confident the person is of this step."""
    scale = group(person, step).get_by_role("radiogroup", name=CONFIDENT)
    scale.get_by_role("radio", name=str(number), exact=True).check()


def ask_for_ideas(person: Person, topic: str) -> None:
    """Unfold the ideas, choose a topic, and say that it would help to see some."""
    person.page.get_by_text("Ideas, if you would like some").click()
    person.page.get_by_role("combobox", name="Topic").select_option(topic)
    wanted(person, "Yes")
    expect(group(person, f"Ideas: {GOOD_NOW}")).to_be_visible()


def wanted(person: Person, answer: str) -> None:
    """Say whether it would help to see what others have said."""
    question = person.page.get_by_role("radiogroup", name="Would it help to see what others have said?")
    question.get_by_role("radio", name=answer).check()


def test_a_plan_made_from_start_to_end_is_there_after_a_reload_in_mid_sentence(person: Person) -> None:
    person.start("drink less", "Explore both sides")
    person.add(GOOD_CHANGE, "Waking up rested")
    person.add(GOOD_NOW, "It calms me")
    plan(person)

    expect(group(person, "What this plan is about").get_by_text("drink less")).to_be_visible()
    expect(person.page.get_by_text("a plan to stay with how things are, or a plan to change")).to_be_visible()
    expect(person.page.get_by_role("checkbox", name="It calms me")).not_to_be_checked()
    person.page.get_by_role("checkbox", name="Waking up rested").check()
    for box, words in {"What": "Tea", "When": "At eight", "Where": "Kitchen", "How often": "Every evening"}.items():
        in_group(person, "Step 1", box).fill(words)
    group(person, "Step 1").get_by_label("Starting on").fill("2026-11-23")
    how_confident(person, "Step 1", 8)
    person.page.get_by_role("button", name="Add a step").click()
    in_group(person, "Step 2", "What").fill("Run")
    in_group(person, "Obstacle 1", "What could get in the way").fill("friends call")
    in_group(person, "Obstacle 1", "Then I will …").fill("suggest a walk")
    in_group(person, "Person 1", "Who").fill("My sister")
    in_group(person, "Person 1", "How they can help").fill("She calls me")
    person.box("Someone I’ll tell how it’s going").fill("My brother")
    person.box("How I’ll mark a small win").fill("A film")
    in_group(person, "It calms me", INSTEAD).fill("A bath")
    person.box("I will know it is working when …").fill("I wake up at seven")
    person.page.get_by_role("button", name="In two weeks").click()
    person.box("What I will do if the plan is not working").press_sequentially("Call my sis", delay=30)
    person.page.reload()

    expect(person.page.get_by_text("Tea · At eight · Kitchen · Every evening")).to_be_visible()
    expect(group(person, "Step 1")).to_be_hidden()
    person.open_what_is_folded()
    expect(person.box("What I will do if the plan is not working")).to_have_value("Call my sis")
    expect(person.page.get_by_role("radio", name="Yes, a plan")).to_be_checked()
    expect(person.page.get_by_role("checkbox", name="Waking up rested")).to_be_checked()
    expect(in_group(person, "Step 1", "How often")).to_have_value("Every evening")
    expect(group(person, "Step 1").get_by_label("Starting on")).to_have_value("2026-11-23")
    expect(in_group(person, "Step 2", "What")).to_have_value("Run")
    expect(in_group(person, "Obstacle 1", "Then I will …")).to_have_value("suggest a walk")
    expect(in_group(person, "Person 1", "How they can help")).to_have_value("She calls me")
    expect(in_group(person, "It calms me", INSTEAD)).to_have_value("A bath")
    expect(person.page.get_by_label("Next check-in")).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))


def test_nothing_of_a_plan_is_there_before_the_person_wants_one_and_then_nothing_is_chosen(writer: Person) -> None:
    writer.add(GOOD_CHANGE, "Waking up rested")
    writer.go("Plan")

    question = writer.page.get_by_role("radiogroup", name="Would you like to make a plan today?")
    expect(question.get_by_role("radio", checked=False)).to_have_count(2)
    expect(writer.page.get_by_role("radio")).to_have_count(2)
    expect(writer.page.get_by_role("checkbox")).to_have_count(0)
    expect(writer.page.locator(".bs-group:visible")).to_have_count(1)

    plan(writer)
    expect(writer.page.get_by_role("radio", checked=True)).to_have_count(1)
    expect(writer.page.get_by_role("checkbox", name="Waking up rested")).not_to_be_checked()
    expect(writer.page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(writer.page.get_by_label("Next check-in")).to_have_value("")


def test_a_plan_that_was_written_before_anybody_asked_waits_behind_the_question(person: Person, server: Server) -> None:
    earlier: dict[str, Value] = {"workbook/change": "move house", **item("plan/one", "steps", 1, what="Pack a box")}
    person.come_back(written(server.database, earlier), "Plan")
    expect(person.page.get_by_text("What you wrote in your plan is still there")).to_be_visible()
    expect(group(person, "Step 1")).to_have_count(0)

    person.page.get_by_role("radio", name="Yes, a plan").check()

    expect(person.page.get_by_text("Pack a box")).to_be_visible()
    person.open_what_is_folded()
    expect(in_group(person, "Step 1", "What")).to_have_value("Pack a box")


def test_at_every_number_the_page_asks_what_would_make_it_easier_and_keeps_the_answer(writer: Person) -> None:
    plan(writer)
    easier = in_group(writer, "Step 1", EASIER)

    for number, asked in ((6, 1), (7, 1), (9, 1), (10, 0), (0, 1)):
        how_confident(writer, "Step 1", number)
        expect(easier).to_have_count(asked)
    easier.fill("With my sister")
    for number in (8, 10, 5):
        how_confident(writer, "Step 1", number)
        expect(easier).to_have_value("With my sister")


def test_a_reason_follows_the_item_that_is_edited(writer: Person) -> None:
    writer.add(NOT_SO_GOOD_NOW, "I sleep badly")
    plan(writer)
    writer.page.get_by_role("checkbox", name="I sleep badly").check()
    writer.wait_until_saved()

    writer.go("Both sides")
    writer.box(f"{NOT_SO_GOOD_NOW} 1").fill("I wake up at four")
    writer.wait_until_saved()
    writer.go("Plan")
    writer.open_what_is_folded()

    expect(writer.page.get_by_role("checkbox", name="I wake up at four")).to_be_checked()
    expect(writer.page.get_by_role("checkbox", name="I sleep badly")).to_have_count(0)


def test_no_plan_today_is_a_complete_ending_and_loses_nothing(writer: Person) -> None:
    plan(writer)
    in_group(writer, "Step 1", "What").fill("Tea at eight")
    writer.wait_until_saved()

    writer.page.get_by_role("radio", name="No plan today").check()

    expect(writer.page.get_by_text("You can leave it there,")).to_be_visible()
    expect(group(writer, "Step 1")).to_have_count(0)
    expect(writer.page.get_by_text("What you wrote in your plan is still there")).to_be_visible()
    writer.page.get_by_role("radio", name="Yes, a plan").check()
    expect(in_group(writer, "Step 1", "What")).to_have_value("Tea at eight")
    writer.page.get_by_role("radio", name="No plan today").check()
    writer.page.get_by_role("link", name="Go to the summary").click()
    expect(writer.page.get_by_role("heading", name="Summary", level=1)).to_be_visible()


def test_a_day_in_the_past_is_kept_and_the_page_says_so(writer: Person) -> None:
    plan(writer)
    day = writer.page.get_by_label("Next check-in")
    passed = writer.page.get_by_text("This day has passed.")

    day.fill((date.today() - timedelta(days=40)).isoformat())

    expect(passed).to_be_visible()
    writer.page.reload()
    expect(day).to_have_value((date.today() - timedelta(days=40)).isoformat())
    expect(passed).to_be_visible()
    writer.page.get_by_role("button", name="In two weeks").click()
    expect(passed).to_have_count(0)


def test_a_day_that_is_not_in_the_calendar_is_not_kept_and_one_tap_mends_it(writer: Person) -> None:
    plan(writer)
    day = writer.page.get_by_label("Next check-in")
    message = writer.page.get_by_text("There is no such day.")
    day.focus()

    writer.page.keyboard.type("02302027")
    writer.page.keyboard.press("Tab")
    writer.page.keyboard.press("Tab")

    expect(message).to_be_visible()
    writer.page.reload()
    expect(day).to_have_value("")
    day.focus()
    writer.page.keyboard.type("02302027")
    writer.page.get_by_role("button", name="In two weeks").click()
    expect(day).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))
    expect(message).to_have_count(0)


def test_undo_takes_back_the_last_step_wherever_on_the_page_it_was(writer: Person) -> None:
    plan(writer)
    in_group(writer, "Step 1", "What").fill("Tea")
    writer.wait_until_saved()
    writer.box("How I’ll mark a small win").fill("A film")
    writer.wait_until_saved()
    undo = writer.page.get_by_role("button", name="Undo")

    undo.click()
    expect(writer.box("How I’ll mark a small win")).to_have_value("")
    expect(in_group(writer, "Step 1", "What")).to_have_value("Tea")
    undo.click()
    expect(in_group(writer, "Step 1", "What")).to_have_value("")
    undo.click()

    expect(writer.page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(group(writer, "Step 1")).to_have_count(0)


def test_a_step_is_written_read_moved_and_removed_with_the_keyboard_alone(writer: Person) -> None:
    plan(writer)
    keyboard = writer.page.keyboard
    in_group(writer, "Step 1", "What").focus()

    keyboard.type("Tea")
    tab_to(writer, "When")
    keyboard.type("at eight")
    tab_to(writer, "Add a step")
    keyboard.press("Enter")
    keyboard.type("Run")
    tab_to(writer, "More: Step 2")
    keyboard.press("Enter")
    tab_to(writer, "Move up: Step 2")
    keyboard.press("Enter")

    expect(in_group(writer, "Step 1", "What")).to_have_value("Run")
    expect(in_group(writer, "Step 2", "When")).to_have_value("at eight")
    expect(writer.page.get_by_role("button", name="Move up: Step 1")).to_be_focused()
    tab_to(writer, "Remove: Step 1")
    keyboard.press("Enter")
    expect(in_group(writer, "Step 1", "What")).to_have_value("Tea")
    expect(group(writer, "Step 2")).to_have_count(0)


def test_what_is_rarely_done_with_a_step_is_folded_away_until_it_is_asked_for(writer: Person) -> None:
    plan(writer)
    step = group(writer, "Step 1")
    more, remove = (step.get_by_role("button", name=name) for name in ("More: Step 1", "Remove: Step 1"))
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(remove).to_be_hidden()

    more.click()
    expect(remove).to_be_visible()
    in_group(writer, "Step 1", "Where").fill("at home")
    writer.wait_until_saved()
    expect(remove).to_be_visible()
    more.click()

    expect(remove).to_be_hidden()


def test_the_plan_of_the_example_is_on_two_facing_pages_and_less_than_2200_pixels_high(newcomer: Person) -> None:
    newcomer.page.get_by_role("button", name="Try an example").click()
    newcomer.go("Plan")
    steps, people = (group(newcomer, name) for name in ("Steps", "People who can help, and how"))
    expect(steps).to_be_visible()

    left, right = box_of(steps), box_of(people)
    assert left["x"] + left["width"] < right["x"]
    assert box_of(newcomer.page.locator(".bs-sheet", has=steps))["height"] < 2200
    newcomer.look(width=820)
    left, right = box_of(steps), box_of(people)
    assert left["x"] == right["x"] and left["y"] + left["height"] < right["y"]


def test_the_plan_takes_twenty_steps_and_says_when_it_is_full(writer: Person) -> None:
    plan(writer)
    in_group(writer, "Step 1", "What").fill("step 1")
    for number in range(2, 21):
        writer.page.get_by_role("button", name="Add a step").click()
        in_group(writer, f"Step {number}", "What").fill(f"step {number}")

    writer.page.get_by_role("button", name="Add a step").click()

    expect(writer.page.get_by_text("The plan holds 20 steps.")).to_be_visible()
    expect(group(writer, "Step 21")).to_have_count(0)


def test_the_plan_is_offered_one_question_at_a_time(person: Person) -> None:
    person.start("drink less", "Already decided")
    plan(person)
    person.page.get_by_role("button", name="One question at a time").click()

    expect(person.page.get_by_role("radio", name="Yes, a plan")).to_be_checked()
    person.page.get_by_role("button", name="Next", exact=True).click()
    expect(group(person, "The change I want to make")).to_be_visible()
    for view in ("3 of 10", "4 of 10", "5 of 10"):
        person.page.get_by_role("button", name="Next", exact=True).click()
        expect(person.page.get_by_text(view)).to_be_visible()

    in_group(person, "Step 1", "What").fill("Tea")
    person.wait_until_saved()
    person.page.reload()
    expect(in_group(person, "Step 1", "What")).to_have_value("Tea")


def test_what_could_get_in_the_way_becomes_an_if_then_plan_with_one_tap_and_all_of_it_is_said_aloud(
    writer: Person,
) -> None:
    plan(writer)
    writer.see_behind("Add your own question")
    writer.box("Your question").fill("Who would be the first to notice?")
    writer.page.get_by_text("Picture it first (optional)").click()
    writer.box("What is the best that could come of it?").fill("Calm mornings")
    writer.box("What in you could get in the way: a habit, a feeling, a thought?").fill("I lose my temper")
    writer.page.get_by_role("button", name="Make it an if-then plan").click()

    expect(in_group(writer, "Obstacle 1", "What could get in the way")).to_have_value("I lose my temper")
    expect(in_group(writer, "Obstacle 1", "Then I will …")).to_be_focused()
    writer.page.keyboard.type("count to ten")
    expect(writer.page.get_by_role("button", name="Make it an if-then plan")).to_be_hidden()
    writer.page.get_by_role("button", name="Say it aloud together").click()

    expect(writer.page.locator("blockquote")).to_have_text(
        ["drink less", "Calm mornings", "I lose my temper", "If I lose my temper, then I will count to ten"]
    )
    expect(writer.page.get_by_role("textbox")).to_have_count(0)
    expect(writer.page.get_by_role("radio")).to_have_count(0)


def test_a_check_in_asks_what_happened_beside_what_was_expected_and_keeps_it_as_it_was_then(writer: Person) -> None:
    plan(writer)
    in_group(writer, "Step 1", "What").fill("Tea")
    expect(in_group(writer, "Step 1", "What do I expect?")).to_have_count(0)
    writer.page.get_by_role("button", name="More: Step 1").click()
    in_group(writer, "Step 1", "What do I expect?").fill("It will be hard")
    writer.page.get_by_role("button", name="More: Step 1").click()
    expect(in_group(writer, "Step 1", "What do I expect?")).to_be_visible()
    writer.go("Over time")
    writer.page.get_by_role("button", name="Check in today").click()
    expect(writer.page.get_by_text("It will be hard")).to_be_visible()
    writer.box("What happened?").fill("It was fine")
    writer.wait_until_saved()
    check_in = writer.page.url

    writer.go("Plan")
    writer.open_what_is_folded()
    in_group(writer, "Step 1", "What do I expect?").fill("It will be fine")
    writer.wait_until_saved()
    writer.page.goto(check_in)

    writer.open_what_is_folded()
    expect(writer.box("What happened?")).to_have_value("It was fine")
    expect(writer.page.get_by_role("figure", name="What you expected:")).to_contain_text("It will be hard")


# Ideas on request.


def test_ideas_are_hidden_until_asked_for_alike_for_both_sides_and_something_else_leads_to_the_empty_box(
    writer: Person,
) -> None:
    expect(writer.page.get_by_role("combobox", name="Topic")).to_have_count(0)

    ask_for_ideas(writer, "Quitting smoking")

    for heading in HEADINGS:
        expect(group(writer, f"Ideas: {heading}").get_by_role("listitem")).to_have_count(3)
        group(writer, f"Ideas: {heading}").get_by_role("button", name="something else").click()
        expect(writer.box(f"Add to: {heading}")).to_be_focused()


def test_ideas_come_after_a_question_and_a_yes_and_what_the_person_makes_of_them_is_kept(writer: Person) -> None:
    writer.page.get_by_text("Ideas, if you would like some").click()
    writer.page.get_by_role("combobox", name="Topic").select_option("Sleeping better")
    writer.box("What do you know or have you tried already?").fill("Counting sheep")
    wanted(writer, "Not now")
    writer.wait_until_saved()
    expect(group(writer, f"Ideas: {GOOD_NOW}")).to_have_count(0)
    expect(writer.box("What do you make of that?")).to_have_count(0)

    wanted(writer, "Yes")
    expect(group(writer, f"Ideas: {GOOD_NOW}")).to_be_visible()
    writer.box("What do you make of that?").fill("The early walk")
    wanted(writer, "Not now")

    expect(group(writer, f"Ideas: {GOOD_NOW}")).to_have_count(0)
    expect(writer.box("What do you make of that?")).to_have_value("The early walk")
    expect(writer.box("What do you know or have you tried already?")).to_have_value("Counting sheep")


def test_an_idea_is_put_into_its_cell_and_becomes_the_persons_own_words(writer: Person) -> None:
    writer.add(GOOD_CHANGE, "my own")
    ask_for_ideas(writer, "Drinking less alcohol")

    group(writer, f"Ideas: {GOOD_CHANGE}").get_by_role("button", name="Clearer mornings").click()
    expect(group(writer, f"Ideas: {GOOD_CHANGE}").get_by_role("button", name="Clearer mornings")).to_have_count(0)
    writer.box(f"{GOOD_CHANGE} 2").fill("Clearer mornings with Mia")
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.box(f"{GOOD_CHANGE} 2")).to_have_value("Clearer mornings with Mia")
    writer.sees(GOOD_CHANGE, ["my own", "Clearer mornings with Mia"])


def test_a_double_click_on_an_idea_puts_in_that_idea_only_and_one_step_takes_it_back(writer: Person) -> None:
    ask_for_ideas(writer, "Sleeping better")

    group(writer, f"Ideas: {GOOD_NOW}").get_by_role("button").first.dblclick()

    writer.wait_until_saved()
    expect(writer.items(GOOD_NOW)).to_have_count(1)
    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.items(GOOD_NOW)).to_have_count(0)


def test_other_ideas_come_round_again_and_the_topic_is_remembered(writer: Person) -> None:
    ask_for_ideas(writer, "Moving more")
    ideas = group(writer, f"Ideas: {GOOD_NOW}")
    first = ideas.get_by_role("listitem").first.inner_text()

    ideas.get_by_role("button", name="Other ideas").click()
    expect(ideas.get_by_role("listitem").first).not_to_have_text(first)
    for _time in range(2):
        ideas.get_by_role("button", name="Other ideas").click()

    expect(ideas.get_by_role("listitem").first).to_have_text(first)
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"Add to: {GOOD_NOW}")).to_be_visible()
    expect(ideas).to_have_count(0)
    writer.page.get_by_text("Ideas, if you would like some").click()
    expect(ideas).to_be_visible()


def test_what_can_be_dangerous_is_said_before_any_question_about_ideas(writer: Person) -> None:
    writer.page.get_by_text("Ideas, if you would like some").click()
    writer.page.get_by_role("combobox", name="Topic").select_option("Taking medicines as agreed")
    expect(writer.page.get_by_text("suddenly can be dangerous: ask a doctor first")).to_be_visible()

    writer.page.get_by_role("combobox", name="Topic").select_option("A decision about a relationship")
    expect(
        writer.page.get_by_text("If you are not safe with someone, a list like this is not the right tool.")
    ).to_be_visible()
    writer.page.get_by_role("link", name="See who can help.").click()
    expect(writer.page.get_by_role("heading", name="Get help now")).to_be_visible()

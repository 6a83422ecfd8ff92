"""Sorting cards, ranking values, and hearing one's own words again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.world.person import GOOD_CHANGE, Person
from tests.world.serving import Server
from tests.world.writing import written
from worksheets.answers import Value

UNTIL_HELD = 400
PILES = ("Very important", "Important", "Not important")


@pytest.fixture
def first_page() -> str:
    """Where nothing is sorted yet."""
    return "values"


def put(person: Person, pile: str, times: int = 1) -> None:
    """Put the next cards on a pile."""
    for _time in range(times):
        person.page.get_by_role("button", name=pile, exact=True).click()


def put_many(person: Person, pile: str, cards: int) -> None:
    """Put so many cards on a pile, as fast as a machine taps."""
    button = person.page.get_by_role("button", name=pile, exact=True)
    button.evaluate("(button, cards) => { for (let card = 0; card < cards; card += 1) button.click(); }", cards)


def pile(page: Page, name: str) -> Locator:
    """A pile."""
    return page.get_by_role("group", name=name, exact=True)


def lie_on(page: Page, name: str, *cards: str) -> None:
    """Wait until these cards lie on a pile, and no others."""
    expect(pile(page, name).get_by_role("listitem").locator("span:first-child")).to_have_text(cards)


def ranked(page: Page) -> Locator:
    """The names of the values that are ranked."""
    return page.get_by_role("group", name="What matters most").get_by_role("heading", level=3)


def are_ranked(page: Page, *values: str) -> None:
    """Wait until these values are ranked in this order, and no others."""
    expect(ranked(page)).to_have_text(values)


def rank(person: Person, *cards: str) -> None:
    """Choose these cards in this order."""
    for card in cards:
        person.page.get_by_role("button", name=f"Choose: {card}", exact=True).click()


def rank_five(person: Person) -> None:
    """Put six cards on the first pile, and rank the first five of them."""
    put(person, "Very important", 6)
    rank(person, "Family", "Honesty", "Fun", "Health", "Freedom")


def test_cards_are_sorted_by_tap_and_are_there_after_a_reload(writer: Person) -> None:
    expect(writer.page.get_by_text("Cards left: 40")).to_be_visible()

    put(writer, "Very important", 2)
    put(writer, "Not important")
    put(writer, "Important")
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.page.get_by_text("Cards left: 36")).to_be_visible()
    for name, cards in zip(PILES, (("Family", "Honesty"), ("Health",), ("Fun",)), strict=True):
        lie_on(writer.page, name, *cards)


def test_cards_are_sorted_with_the_keyboard_alone(writer: Person) -> None:
    writer.page.get_by_role("button", name="Important", exact=True).focus()

    for _card in range(3):
        writer.page.keyboard.press("Enter")
    writer.page.keyboard.press("Shift+Tab")
    writer.page.keyboard.press("Space")

    for name, cards in zip(PILES, (("Health",), ("Family", "Honesty", "Fun"), ()), strict=True):
        lie_on(writer.page, name, *cards)
    expect(writer.page.get_by_role("button", name="Very important", exact=True)).to_be_focused()
    expect(writer.page.get_by_role("status").filter(has_text="Freedom")).to_have_count(1)


def test_a_card_moves_to_another_pile_with_the_keyboard_and_keeps_the_focus(writer: Person) -> None:
    put(writer, "Important", 2)
    choose = writer.page.get_by_role("combobox", name="Honesty: pile")

    choose.focus()
    writer.page.keyboard.type("Very")

    expect(pile(writer.page, "Very important")).to_contain_text("Honesty")
    expect(choose).to_be_focused()
    writer.wait_until_saved()
    expect(choose).to_be_focused()


def test_a_card_can_be_dragged_onto_a_pile_and_on_to_another(writer: Person) -> None:
    writer.page.get_by_role("group", name="Family", exact=True).drag_to(pile(writer.page, "Important"))
    expect(pile(writer.page, "Important")).to_contain_text("Family")

    row = pile(writer.page, "Important").get_by_role("listitem")
    row.drag_to(pile(writer.page, "Very important"), source_position={"x": 10, "y": 10})

    expect(pile(writer.page, "Very important")).to_contain_text("Family")
    lie_on(writer.page, "Important")


def test_the_keys_one_two_and_three_sort_the_card_that_has_the_focus_and_say_where_it_lies(writer: Person) -> None:
    writer.page.get_by_role("group", name="Family", exact=True).focus()

    writer.page.keyboard.press("2")
    expect(writer.page.get_by_role("status").filter(has_text="Family: now under “Important”. Honesty")).to_have_count(1)
    writer.page.keyboard.press("1")
    writer.page.keyboard.press("3")
    expect(writer.page.get_by_role("group", name="Health", exact=True)).to_be_focused()
    writer.page.get_by_role("combobox", name="Honesty: pile").focus()
    writer.page.keyboard.press("3")
    writer.wait_until_saved()
    writer.page.reload()

    for name, card in zip(PILES, ("Honesty", "Family", "Fun"), strict=True):
        lie_on(writer.page, name, card)


def test_a_finger_drags_a_card_to_the_button_of_a_pile_then_to_another_pile_and_into_the_order(
    writer: Person,
) -> None:
    writer.look(width=360, height=740)
    card = writer.page.get_by_role("group", name="Family", exact=True)

    drag_with_a_finger(card, writer.page.get_by_role("button", name="Not important", exact=True))
    lie_on(writer.page, "Not important", "Family")
    expect(writer.page.get_by_role("group", name="Honesty", exact=True)).to_be_visible()
    in_pile = pile(writer.page, "Not important").get_by_role("listitem")
    drag_with_a_finger(in_pile, pile(writer.page, "Important"), held=False)
    lie_on(writer.page, "Not important", "Family")
    drag_with_a_finger(in_pile, pile(writer.page, "Very important"))
    lie_on(writer.page, "Very important", "Family")
    family = writer.page.get_by_role("button", name="Choose: Family", exact=True)
    drag_with_a_finger(family, writer.page.get_by_role("group", name="What matters most"))

    are_ranked(writer.page, "Family")


def test_a_card_that_is_let_go_beside_the_piles_stays_on_the_deck(writer: Person) -> None:
    card = writer.page.get_by_role("group", name="Family", exact=True)
    before = card.bounding_box()

    card.drag_to(card, source_position={"x": 20, "y": 20}, target_position={"x": 60, "y": 40})
    card.drag_to(writer.page.get_by_text("Go with your first thought. Stop at any card"))
    card.drag_to(writer.page.get_by_role("heading", name="What matters most"))

    expect(card).to_be_visible()
    assert card.bounding_box() == before
    lie_on(writer.page, "Important")


def test_a_card_that_was_put_off_comes_last(writer: Person) -> None:
    writer.page.get_by_role("button", name="Later", exact=True).click()
    put_many(writer, "Important", 39)

    expect(writer.page.get_by_role("group", name="Family", exact=True)).to_be_visible()
    expect(writer.page.get_by_text("Cards left: 1", exact=True)).to_be_visible()


def drag_with_a_finger(source: Locator, target: Locator, *, held: bool = True) -> None:
    """Touch the middle of one thing, hold it unless one would scroll, and let go over the middle of another."""
    target.scroll_into_view_if_needed()
    touch = source.page.context.new_cdp_session(source.page)
    [start, end] = [box for each in (source, target) if (box := each.bounding_box())]
    for kind, box in (("touchStart", start), ("touchMove", end), ("touchMove", end)):
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        if held and kind == "touchStart":
            source.page.wait_for_timeout(UNTIL_HELD)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_forty_cards_sorted_as_fast_as_a_machine_taps_are_all_kept(writer: Person) -> None:
    put_many(writer, "Very important", 40)

    expect(writer.page.get_by_text("All cards are sorted.")).to_be_focused()
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.page.get_by_text("All cards are sorted.")).to_be_visible()
    expect(pile(writer.page, "Very important").get_by_role("listitem")).to_have_count(40)


def test_undo_brings_the_card_back_and_redo_sorts_it_again(writer: Person) -> None:
    put(writer, "Important", 2)

    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.page.get_by_role("group", name="Honesty", exact=True)).to_be_visible()
    writer.page.get_by_role("button", name="Redo").click()

    expect(writer.page.get_by_role("group", name="Fun", exact=True)).to_be_visible()
    lie_on(writer.page, "Important", "Family", "Honesty")


def test_a_card_of_ones_own_can_be_typed_at_once(writer: Person) -> None:
    writer.page.get_by_text("Make a card of your own").click()
    writer.page.keyboard.type("Quiet mornings")
    writer.page.keyboard.press("Enter")

    expect(writer.box("Cards of your own 1")).to_have_value("Quiet mornings")
    writer.page.get_by_text("Make a card of your own").click()
    expect(writer.box("Cards of your own 1")).to_be_hidden()


def test_a_card_of_ones_own_is_sorted_after_it_is_written(writer: Person) -> None:
    writer.page.get_by_text("Make a card of your own").click()
    box = writer.box("Add to: Cards of your own")
    box.press_sequentially("Being there for Mia", delay=20)
    expect(writer.page.get_by_text("Cards left: 40")).to_be_visible()
    box.press("Enter")
    expect(writer.page.get_by_text("Cards left: 41")).to_be_visible()

    put_many(writer, "Not important", 40)
    put(writer, "Very important")
    rank(writer, "Being there for Mia")

    expect(writer.page.get_by_role("heading", name="Being there for Mia", level=3)).to_be_visible()
    are_ranked(writer.page, "Being there for Mia")


def test_markup_in_the_name_of_a_card_is_shown_as_it_was_typed(writer: Person) -> None:
    hostile = '<img src=x onerror="document.title=1"> **bold** {text} $&'
    writer.page.get_by_text("Make a card of your own").click()
    writer.box("Add to: Cards of your own").fill(hostile)
    writer.box("Add to: Cards of your own").press("Enter")
    put_many(writer, "Important", 40)
    put(writer, "Very important")

    rank(writer, hostile)

    expect(writer.page.get_by_role("heading", name=hostile, level=3)).to_be_visible()
    expect(writer.page.get_by_role("combobox", name=f"{hostile}: pile")).to_be_visible()
    assert writer.page.locator("img").count() == 0


def test_a_name_of_a_thousand_characters_stays_in_its_box_and_the_page_says_so(writer: Person) -> None:
    writer.page.get_by_text("Make a card of your own").click()
    box = writer.box("Add to: Cards of your own")

    box.fill("w" * 1000)
    box.press("Enter")

    message = writer.page.get_by_text("This is 800 over the limit of 200 characters")
    expect(message.first).to_be_visible()
    expect(box).to_have_value("w" * 1000)


def test_five_are_ranked_and_a_sixth_is_refused_until_one_makes_room(writer: Person) -> None:
    rank_five(writer)

    rank(writer, "Friendship")
    writer.wait_until_saved()
    expect(writer.page.get_by_role("heading", name="Freedom", level=3)).to_be_visible()
    expect(writer.page.get_by_text("This list is full: it holds 5. Take one out")).to_be_visible()
    expect(ranked(writer.page)).to_have_count(5)

    writer.page.get_by_role("button", name="Remove: Fun", exact=True).click()
    expect(writer.page.get_by_text("This list is full: it holds 5.")).to_be_hidden()
    rank(writer, "Friendship")
    expect(writer.page.get_by_role("heading", name="Friendship", level=3)).to_be_visible()
    are_ranked(writer.page, "Family", "Honesty", "Health", "Freedom", "Friendship")


def test_the_order_changes_by_buttons_that_keep_the_focus_and_stays_after_a_reload(writer: Person) -> None:
    rank_five(writer)
    up = writer.page.get_by_role("button", name="Move up: Fun", exact=True)

    up.click()
    expect(up).to_be_focused()
    up.press("Enter")
    writer.page.get_by_role("button", name="Move down: Health", exact=True).click()
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.page.get_by_role("heading", name="Fun", level=3)).to_be_visible()
    are_ranked(writer.page, "Fun", "Family", "Honesty", "Freedom", "Health")


def test_a_ranked_value_is_dragged_to_another_place_and_one_undo_puts_it_back(writer: Person) -> None:
    rank_five(writer)
    writer.wait_until_saved()

    ranked(writer.page).filter(has_text="Freedom").drag_to(ranked(writer.page).filter(has_text="Family"))
    are_ranked(writer.page, "Freedom", "Family", "Honesty", "Fun", "Health")
    writer.wait_until_saved()
    writer.page.reload()
    are_ranked(writer.page, "Freedom", "Family", "Honesty", "Fun", "Health")
    writer.page.get_by_role("button", name="Undo").click()

    are_ranked(writer.page, "Family", "Honesty", "Fun", "Health", "Freedom")


def test_a_card_is_dragged_from_those_to_choose_from_to_its_place(writer: Person) -> None:
    put(writer, "Very important", 3)
    rank(writer, "Family", "Honesty")

    fun = writer.page.get_by_role("button", name="Choose: Fun", exact=True)
    fun.drag_to(ranked(writer.page).filter(has_text="Family"))

    are_ranked(writer.page, "Fun", "Family", "Honesty")


def test_a_ranked_value_moves_with_two_keys_while_its_words_are_written(writer: Person) -> None:
    put(writer, "Very important", 2)
    rank(writer, "Family", "Honesty")
    box = writer.page.get_by_role("group", name="Honesty", exact=True).get_by_role("textbox").first
    box.press_sequentially("No lies at ho")

    writer.page.keyboard.press("Alt+ArrowUp")
    writer.page.keyboard.type("me")

    are_ranked(writer.page, "Honesty", "Family")
    expect(box).to_have_value("No lies at home")
    expect(writer.page.get_by_role("status").filter(has_text="Honesty: number 1.")).to_have_count(1)


def test_ranking_with_the_keyboard_goes_on_from_where_it_was(writer: Person) -> None:
    put(writer, "Very important", 3)
    writer.page.get_by_role("button", name="Choose: Family").focus()

    for _card in range(3):
        writer.page.keyboard.press("Enter")
        writer.wait_until_saved()

    are_ranked(writer.page, "Family", "Honesty", "Fun")
    expect(writer.page.get_by_role("heading", name="Fun", level=3)).to_be_visible()
    expect(writer.page.locator(".bs-ranked button:focus")).to_have_count(1)


def test_a_press_during_which_the_page_changes_is_not_lost(writer: Person) -> None:
    put(writer, "Very important", 3)
    writer.wait_until_saved()
    rank(writer, "Family")
    writer.page.get_by_role("button", name="Choose: Honesty", exact=True).hover()

    writer.page.mouse.down()
    writer.page.wait_for_timeout(2000)
    writer.page.mouse.up()

    expect(writer.page.get_by_role("heading", name="Honesty", level=3)).to_be_visible()
    are_ranked(writer.page, "Family", "Honesty")


def test_a_card_that_leaves_the_first_pile_leaves_the_ranking_and_one_undo_brings_both_back(writer: Person) -> None:
    rank_five(writer)

    writer.page.get_by_role("combobox", name="Honesty: pile").select_option("Important")
    expect(writer.page.get_by_role("heading", name="Honesty", level=3)).to_have_count(0)
    are_ranked(writer.page, "Family", "Fun", "Health", "Freedom")
    writer.page.get_by_role("button", name="Undo").click()

    expect(writer.page.get_by_role("heading", name="Honesty", level=3)).to_be_visible()
    are_ranked(writer.page, "Family", "Honesty", "Fun", "Health", "Freedom")


def test_what_is_written_about_a_value_stays_with_it(writer: Person) -> None:
    put(writer, "Very important")
    rank(writer, "Family")
    box = writer.box("How does “drink less” fit with it?")
    box.press_sequentially("Mornings with Mia", delay=20)

    writer.page.get_by_role("button", name="Remove: Family", exact=True).click()
    expect(box).to_have_count(0)
    rank(writer, "Family")

    expect(box).to_have_value("Mornings with Mia")


def test_a_thing_in_the_grid_names_the_value_for_which_it_matters(writer: Person) -> None:
    writer.go("Both sides")
    writer.add(GOOD_CHANGE, "Waking up rested")
    because = writer.page.get_by_role("combobox", name="This matters because of: Waking up rested")
    writer.wait_until_saved()
    writer.unfold("Waking up rested")
    expect(because).to_have_count(0)
    writer.go("Values and strengths")
    put(writer, "Very important", 2)
    rank(writer, "Honesty")
    writer.wait_until_saved()

    writer.go("Both sides")
    writer.unfold("Waking up rested")
    names = ["because of …", "because of: Honesty", "because of: Family"]
    expect(because.locator("option")).to_have_text(names)
    because.select_option("because of: Family")
    writer.go("Values and strengths")
    writer.page.get_by_role("combobox", name="Family: pile").select_option("Not important")
    writer.wait_until_saved()
    writer.go("Both sides")
    writer.unfold("Waking up rested")

    assert because.evaluate("select => select.selectedOptions[0].text") == "because of: Family"


def test_what_matters_because_of_a_value_stands_on_its_card_wherever_that_lies(writer: Person, server: Server) -> None:
    answers: dict[str, Value] = {"workbook/change": "drink less"}
    for number, (card, words) in enumerate({"fun": "I laugh more", "rest": "I sleep", "family": "We *talk*"}.items()):
        item = f"decisional_balance/a{number}"
        answers |= {f"{item}/place": ["GOOD_CHANGE", number], f"{item}/text": words, f"{item}/value": card}
    answers |= {"values/rest/pile": "IMPORTANT", "values/family/pile": "VERY_IMPORTANT", "values/family/rank": 1}
    writer.come_back(written(server.database, answers), "Values and strengths")

    expect(pile(writer.page, "Important")).to_contain_text("I sleep")
    put(writer, "Not important")
    expect(writer.page.get_by_role("group", name="Fun", exact=True)).to_contain_text("I laugh more")
    told = ranked_value(writer.page, "Family").get_by_role(
        "figure", name="You said these matter because of this value:"
    )
    expect(told).to_contain_text("We *talk*")
    expect(pile(writer.page, "Very important")).not_to_contain_text("We *talk*", use_inner_text=True)


def ranked_value(page: Page, name: str) -> Locator:
    """A ranked value, with what is asked about it."""
    return page.get_by_role("group", name="What matters most").get_by_role("group", name=name, exact=True)


def test_beside_confidence_the_page_quotes_what_people_said_about_themselves_at_any_number(
    writer: Person,
) -> None:
    writer.box("When have you changed something hard before?").fill("I stopped smoking.")
    writer.box("What did you do?").fill("I rang my sister.")
    writer.box("What does that say about you?").fill("I can *hold out*.")
    writer.wait_until_saved()
    writer.go("Rulers")
    confidence = writer.page.get_by_role("group", name="Confidence", exact=True)
    quoted = confidence.get_by_role("figure", name="What you said about yourself:")

    for number in (10, 3):
        writer.rate("Confidence", number)
        writer.wait_until_saved()

        expect(quoted).to_contain_text("I can *hold out*.")


def test_one_question_at_a_time_shows_sorting_ranking_each_value_and_strengths(writer: Person) -> None:
    put(writer, "Very important")
    rank(writer, "Family")
    writer.wait_until_saved()

    writer.page.get_by_role("button", name="One question at a time").click()
    expect(writer.page.get_by_text("2 of 4")).to_be_visible()
    headings = []
    for number in range(2, 5):
        expect(writer.page.get_by_text(f"{number} of 4")).to_be_visible()
        headings.append(writer.page.get_by_role("heading", level=2).inner_text())
        writer.page.get_by_role("button", name="Next").click()

    assert headings == ["What matters most", "Family", "Changes you have made before"]

"""Sorting cards, ranking values, and hearing one's own words again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.worksheets.answering import item, things
from tests.world.person import Person
from worksheets.answers import Value
from worksheets.decisional_balance import Cell

UNTIL_HELD = 400
PILES = ("Very important", "Important", "Not important")
SIX = ("family", "honesty", "fun", "health", "freedom", "friends")


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


def sorted_cards(*cards: str, ranked: int = 0) -> dict[str, Value]:
    """These cards are on the first pile, and so many of them are ranked."""
    piles: dict[str, Value] = {f"values/{card}/pile": "VERY_IMPORTANT" for card in cards}
    return piles | {f"values/{card}/rank": number for number, card in enumerate(cards[:ranked], start=1)}


def test_cards_are_sorted_by_tap_can_be_taken_back_and_are_there_after_a_reload(writer: Person) -> None:
    expect(writer.page.get_by_text("Cards left: 40")).to_be_visible()
    put(writer, "Very important", 2)
    put(writer, "Not important")
    put(writer, "Important")

    writer.page.get_by_role("button", name="Undo").click()
    expect(writer.page.get_by_role("group", name="Health", exact=True)).to_be_visible()
    lie_on(writer.page, "Important")
    writer.page.get_by_role("button", name="Redo").click()
    expect(writer.page.get_by_role("group", name="Freedom", exact=True)).to_be_visible()
    writer.wait_until_saved()
    writer.page.reload()

    expect(writer.page.get_by_text("Cards left: 36")).to_be_visible()
    for name, cards in zip(PILES, (("Family", "Honesty"), ("Health",), ("Fun",)), strict=True):
        lie_on(writer.page, name, *cards)


def test_cards_are_sorted_and_moved_to_another_pile_with_the_keyboard_alone_which_keeps_its_place(
    writer: Person,
) -> None:
    keyboard = writer.page.keyboard
    writer.page.get_by_role("button", name="Important", exact=True).focus()
    for _card in range(3):
        keyboard.press("Enter")
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    for name, cards in zip(PILES, (("Health",), ("Family", "Honesty", "Fun"), ()), strict=True):
        lie_on(writer.page, name, *cards)
    expect(writer.page.get_by_role("button", name="Very important", exact=True)).to_be_focused()
    expect(writer.page.get_by_role("status").filter(has_text="Freedom")).to_have_count(1)

    writer.page.get_by_role("group", name="Freedom", exact=True).focus()
    keyboard.press("2")
    said = "Freedom: now under “Important”. Friendship"
    expect(writer.page.get_by_role("status").filter(has_text=said)).to_have_count(1)
    keyboard.press("1")
    keyboard.press("3")
    expect(writer.page.get_by_role("group", name="Calm", exact=True)).to_be_focused()
    writer.page.get_by_role("combobox", name="Honesty: pile").focus()
    keyboard.press("3")
    choose = writer.page.get_by_role("combobox", name="Fun: pile")
    choose.focus()
    keyboard.type("Very")
    expect(pile(writer.page, "Very important")).to_contain_text("Fun")
    expect(choose).to_be_focused()
    writer.wait_until_saved()
    expect(choose).to_be_focused()

    writer.page.reload()
    now = (("Fun", "Health", "Friendship"), ("Family", "Honesty", "Freedom"), ("Learning",))
    for name, cards in zip(PILES, now, strict=True):
        lie_on(writer.page, name, *cards)


def test_a_card_can_be_dragged_onto_a_pile_and_on_to_another_and_stays_on_the_deck_beside_them(writer: Person) -> None:
    card = writer.page.get_by_role("group", name="Family", exact=True)
    before = card.bounding_box()
    card.drag_to(card, source_position={"x": 20, "y": 20}, target_position={"x": 60, "y": 40})
    card.drag_to(writer.page.get_by_text("Go with your first thought. Stop at any card"))
    card.drag_to(writer.page.get_by_role("heading", name="What matters most"))
    expect(card).to_be_visible()
    assert card.bounding_box() == before
    lie_on(writer.page, "Important")

    card.drag_to(pile(writer.page, "Important"))
    lie_on(writer.page, "Important", "Family")
    row = pile(writer.page, "Important").get_by_role("listitem")
    row.drag_to(pile(writer.page, "Very important"), source_position={"x": 10, "y": 10})

    lie_on(writer.page, "Very important", "Family")
    lie_on(writer.page, "Important")


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


def test_forty_cards_sorted_as_fast_as_a_machine_taps_are_all_kept_and_one_that_was_put_off_comes_last(
    writer: Person,
) -> None:
    writer.page.get_by_role("button", name="Later", exact=True).click()
    put_many(writer, "Very important", 39)
    expect(writer.page.get_by_role("group", name="Family", exact=True)).to_be_visible()
    expect(writer.page.get_by_text("Cards left: 1", exact=True)).to_be_visible()
    put(writer, "Very important")

    expect(writer.page.get_by_text("All cards are sorted.")).to_be_focused()
    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.page.get_by_text("All cards are sorted.")).to_be_visible()
    expect(pile(writer.page, "Very important").get_by_role("listitem")).to_have_count(40)


def test_a_card_of_ones_own_is_typed_at_once_and_sorted_and_ranked_like_any_other(writer: Person) -> None:
    hostile = '<img src=x onerror="document.title=1"> **bold** {text} $&'
    writer.page.get_by_text("Make a card of your own").click()
    writer.page.keyboard.type("Being there for Mia", delay=20)
    expect(writer.page.get_by_text("Cards left: 40")).to_be_visible()
    writer.page.keyboard.press("Enter")
    expect(writer.box("Cards of your own 1")).to_have_value("Being there for Mia")
    expect(writer.page.get_by_text("Cards left: 41")).to_be_visible()

    box = writer.box("Add to: Cards of your own")
    box.fill("w" * 1000)
    box.press("Enter")
    expect(writer.page.get_by_text("This is 800 over the limit of 200 characters").first).to_be_visible()
    expect(box).to_have_value("w" * 1000)
    box.fill(hostile)
    box.press("Enter")
    expect(writer.page.get_by_text("Cards left: 42")).to_be_visible()
    writer.page.get_by_text("Make a card of your own").click()
    expect(writer.box("Cards of your own 1")).to_be_hidden()

    put_many(writer, "Not important", 40)
    put(writer, "Very important", 2)
    rank(writer, "Being there for Mia", hostile)
    are_ranked(writer.page, "Being there for Mia", hostile)
    expect(writer.page.get_by_role("combobox", name=f"{hostile}: pile")).to_be_visible()
    assert writer.page.locator("img").count() == 0


@pytest.mark.parametrize("already", [sorted_cards(*SIX, ranked=5)])
def test_a_sixth_is_not_ranked_until_one_makes_room_or_leaves_the_pile_and_one_undo_brings_that_back(
    writer: Person,
) -> None:
    are_ranked(writer.page, "Family", "Honesty", "Fun", "Health", "Freedom")
    rank(writer, "Friendship")
    expect(writer.page.get_by_text("This list is full: it holds 5. Take one out")).to_be_visible()
    expect(ranked(writer.page)).to_have_count(5)

    writer.page.get_by_role("button", name="Remove: Fun", exact=True).click()
    expect(writer.page.get_by_text("This list is full: it holds 5.")).to_be_hidden()
    rank(writer, "Friendship")
    are_ranked(writer.page, "Family", "Honesty", "Health", "Freedom", "Friendship")
    writer.wait_until_saved()
    writer.page.get_by_role("combobox", name="Honesty: pile").select_option("Important")
    are_ranked(writer.page, "Family", "Health", "Freedom", "Friendship")
    lie_on(writer.page, "Important", "Honesty")
    writer.page.get_by_role("button", name="Undo").click()

    are_ranked(writer.page, "Family", "Honesty", "Health", "Freedom", "Friendship")
    lie_on(writer.page, "Important")


@pytest.mark.parametrize("already", [sorted_cards(*SIX[:5], ranked=4)])
def test_the_order_changes_by_buttons_that_keep_the_focus_or_by_dragging_and_stays_after_a_reload(
    writer: Person,
) -> None:
    up = writer.page.get_by_role("button", name="Move up: Fun", exact=True)
    up.click()
    expect(up).to_be_focused()
    up.press("Enter")
    writer.page.get_by_role("button", name="Move down: Family", exact=True).click()
    are_ranked(writer.page, "Fun", "Honesty", "Family", "Health")

    freedom = writer.page.get_by_role("button", name="Choose: Freedom", exact=True)
    freedom.drag_to(ranked(writer.page).filter(has_text="Fun"))
    are_ranked(writer.page, "Freedom", "Fun", "Honesty", "Family", "Health")
    writer.wait_until_saved()
    ranked(writer.page).filter(has_text="Health").drag_to(ranked(writer.page).filter(has_text="Freedom"))
    are_ranked(writer.page, "Health", "Freedom", "Fun", "Honesty", "Family")
    writer.wait_until_saved()
    writer.page.reload()
    are_ranked(writer.page, "Health", "Freedom", "Fun", "Honesty", "Family")
    writer.page.get_by_role("button", name="Undo").click()

    are_ranked(writer.page, "Freedom", "Fun", "Honesty", "Family", "Health")


@pytest.mark.parametrize("already", [sorted_cards("family", "honesty", ranked=2)])
def test_what_is_written_about_a_value_stays_with_it_while_it_moves_with_two_keys_and_after_it_was_taken_out(
    writer: Person,
) -> None:
    box = ranked_value(writer.page, "Honesty").get_by_role("textbox", name="How does “drink less” fit with it?")
    box.press_sequentially("No lies at ho")
    writer.page.keyboard.press("Alt+ArrowUp")
    writer.page.keyboard.type("me")
    are_ranked(writer.page, "Honesty", "Family")
    expect(box).to_have_value("No lies at home")
    expect(writer.page.get_by_role("status").filter(has_text="Honesty: number 1.")).to_have_count(1)

    writer.page.get_by_role("button", name="Remove: Honesty", exact=True).click()
    expect(box).to_have_count(0)
    rank(writer, "Honesty")

    expect(box).to_have_value("No lies at home")


@pytest.mark.parametrize("already", [sorted_cards(*SIX[:5])])
def test_a_press_during_which_the_page_changes_is_not_lost_and_the_keyboard_goes_on_from_where_it_was(
    writer: Person,
) -> None:
    rank(writer, "Family")
    writer.page.get_by_role("button", name="Choose: Honesty", exact=True).hover()
    writer.page.mouse.down()
    writer.page.wait_for_timeout(2000)
    writer.page.mouse.up()
    are_ranked(writer.page, "Family", "Honesty")

    writer.page.get_by_role("button", name="Choose: Fun").focus()
    for _card in range(3):
        writer.page.keyboard.press("Enter")
        writer.wait_until_saved()

    are_ranked(writer.page, "Family", "Honesty", "Fun", "Health", "Freedom")
    expect(writer.page.locator(".bs-ranked button:focus")).to_have_count(1)


@pytest.mark.parametrize(
    "already",
    [
        {
            **sorted_cards("family", "honesty", ranked=1),
            "values/rest/pile": "IMPORTANT",
            **things(Cell.GOOD_CHANGE, "Waking up rested"),
            **item("decisional_balance/a1", "GOOD_CHANGE", 1, text="I laugh more", value="fun"),
            **item("decisional_balance/a2", "GOOD_CHANGE", 2, text="I sleep", value="rest"),
            **item("decisional_balance/a3", "GOOD_CHANGE", 3, text="We *talk*", value="family"),
        }
    ],
)
def test_what_matters_because_of_a_value_names_it_in_the_grid_and_stands_on_its_card_wherever_that_lies(
    writer: Person,
) -> None:
    expect(writer.page.get_by_role("group", name="Fun", exact=True)).to_contain_text("I laugh more")
    expect(pile(writer.page, "Important")).to_contain_text("I sleep")
    told = ranked_value(writer.page, "Family").get_by_role(
        "figure", name="You said these matter because of this value:"
    )
    expect(told).to_contain_text("We *talk*")
    expect(pile(writer.page, "Very important")).not_to_contain_text("We *talk*", use_inner_text=True)

    writer.go("Both sides")
    writer.unfold("Waking up rested")
    because = writer.page.get_by_role("combobox", name="This matters because of: Waking up rested")
    names = ["because of …", *(f"because of: {name}" for name in ("Family", "Honesty", "Fun", "Rest"))]
    expect(because.locator("option")).to_have_text(names)
    because.select_option("because of: Honesty")
    writer.wait_until_saved()
    writer.go("Values and strengths")
    expect(pile(writer.page, "Very important")).to_contain_text("Waking up rested")
    writer.page.get_by_role("combobox", name="Honesty: pile").select_option("Not important")
    writer.wait_until_saved()
    writer.go("Both sides")
    writer.unfold("Waking up rested")

    assert because.evaluate("select => select.selectedOptions[0].text") == "because of: Honesty"


def ranked_value(page: Page, name: str) -> Locator:
    """A ranked value, with what is asked about it."""
    return page.get_by_role("group", name="What matters most").get_by_role("group", name=name, exact=True)


@pytest.mark.parametrize("already", [sorted_cards("family", ranked=1)])
def test_one_question_at_a_time_shows_sorting_ranking_each_value_and_strengths(writer: Person) -> None:
    writer.page.get_by_role("button", name="One question at a time").click()
    expect(writer.page.get_by_text("2 of 4")).to_be_visible()
    headings = [writer.page.get_by_role("heading", level=2).inner_text()]
    for number in (3, 4):
        writer.page.get_by_role("button", name="Next", exact=True).click()
        expect(writer.page.get_by_text(f"{number} of 4")).to_be_visible()
        headings.append(writer.page.get_by_role("heading", level=2).inner_text())

    assert headings == ["What matters most", "Family", "Changes you have made before"]

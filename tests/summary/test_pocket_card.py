"""A pocket card holds the words that the person ticked, and no others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.summary.reading import NOW, read, text_of
from tests.worksheets import answering
from tests.world.writing import answered
from worksheets import pocket_card
from worksheets.answers import Value
from worksheets.summary import Paper, card, contents, parts, to_pdf

ANSWERS: Mapping[str, Value] = {"workbook/change": "drink less", "workbook/name": "Alex", **answering.example()}
TICKED: Mapping[str, Value] = {
    "pocket_card/decisional_balance.example-good_change-1": True,
    "pocket_card/example-obstacles-2": True,
    "pocket_card/example-people-1": True,
}
WORDS = ("More patience with the kids", "If the team asks why", "My sister: She doesn’t drink either.")


def test_a_person_can_tick_their_reasons_their_steps_what_could_get_in_the_way_and_whom_to_call() -> None:
    offered = pocket_card.offered(answered(ANSWERS))

    assert [part.heading for part in offered] == [
        "My main reasons",
        "Steps",
        "What could get in the way",
        "Who can help me",
    ]
    assert [len(part.words) for part in offered] == [3, 2, 2, 1]


def test_who_has_no_plan_today_is_offered_the_reasons_alone() -> None:
    offered = pocket_card.offered(answered({**ANSWERS, "plan/today": "NO_PLAN"}))

    assert [part.heading for part in offered] == ["My main reasons"]


def test_nothing_is_ticked_for_anybody() -> None:
    assert pocket_card.card(answered(ANSWERS)) is None
    assert "card" not in [part.id for part in parts(answered(ANSWERS))]
    with pytest.raises(card.NothingTicked):
        card.to_picture(answered(ANSWERS))


def test_the_last_page_has_a_card_with_what_is_ticked_and_nothing_else() -> None:
    answers = answered({**ANSWERS, **TICKED})

    text = text_of(to_pdf(contents(answers, ["card"], NOW.date()), Paper.A4, NOW)).partition("Pocket card")[2]

    assert all(words in text for words in WORDS)
    assert "Nothing is chosen" not in text
    for words in ("drink less", "Alex", "I sleep badly", "Tea instead", "work was hard"):
        assert words not in text


def test_a_card_on_the_page_is_on_its_last_one() -> None:
    answers = answered({**ANSWERS, **TICKED})
    chosen = [part.id for part in parts(answers) if part.included_by_default]

    *others, last = (
        page.extract_text() for page in read(to_pdf(contents(answers, chosen, NOW.date()), Paper.A4, NOW)).pages
    )

    assert "card" in chosen
    assert "Who can help me" in last
    assert not any("Who can help me" in page for page in others)


def test_the_picture_for_a_phone_is_as_high_as_what_is_on_it() -> None:
    small, large = (
        card.to_picture(answered({**ANSWERS, **ticked})) for ticked in (dict(list(TICKED.items())[:1]), TICKED)
    )

    assert small.startswith(b"\x89PNG\r\n")
    (width, height), (same_width, more) = (
        (int.from_bytes(each[16:20]), int.from_bytes(each[20:24])) for each in (small, large)
    )
    assert width == same_width > 1000
    assert height < more

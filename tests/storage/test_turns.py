"""Who waits to write comes in turn, and nobody waits for ever."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from worksheets.storage.failures import Locked
from worksheets.storage.turns import Turns

LONG = timedelta(seconds=20)


def test_who_came_first_writes_first_and_who_has_waited_too_long_holds_up_nobody() -> None:
    turns, written = Turns(), list[int]()

    def write(number: int) -> None:
        with turns.turn(LONG):
            written.append(number)

    with turns.turn(LONG):
        people = [threading.Thread(target=write, args=(number,)) for number in range(10)]
        for waiting, person in enumerate(people, start=1):
            person.start()
            while turns.waiting < waiting:
                pass
        with pytest.raises(Locked), turns.turn(timedelta(milliseconds=1)):
            pass
        assert written == []
    for person in people:
        person.join()

    assert written == list(range(10))


def test_a_turn_is_over_when_it_fails() -> None:
    turns = Turns()

    with pytest.raises(ValueError, match="full"), turns.turn(LONG):
        raise ValueError("full")

    with turns.turn(timedelta(0)):
        pass

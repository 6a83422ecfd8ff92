"""Somebody who guesses a passphrase is slowed down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.world.cases import for_each
from worksheets.clock import uptime
from worksheets.storage import Store
from worksheets.storage.keys.guesses import FREE, TooManyGuesses
from worksheets.storage.keys.slots import TooCommon, WrongSecret

PASSPHRASE = "seven blue bicycles"

pytestmark = pytest.mark.usefixtures("quick_to_try")


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Puts forward the clock that nobody sets."""
    passed = uptime()

    def put_forward(by: timedelta) -> None:
        nonlocal passed
        passed += by

    monkeypatch.setattr("worksheets.storage.keys.vault.uptime", lambda: passed)
    return put_forward


def guess(store: Store, times: int) -> None:
    """Type a wrong passphrase, as often as this."""
    for _guess in range(times):
        with pytest.raises(WrongSecret):
            store.vault.unlock("seven blue bicycle")


def test_after_a_few_wrong_passphrases_each_next_one_waits_longer_and_the_right_one_too(
    store: Store, pass_time: Callable[[timedelta], None]
) -> None:
    store.vault.protect(PASSPHRASE)
    store.lock()
    guess(store, FREE)

    with pytest.raises(TooManyGuesses, match=r"Seconds left: 5$"):
        store.vault.unlock(PASSPHRASE)
    pass_time(timedelta(seconds=4.5))
    with pytest.raises(TooManyGuesses, match=r"Seconds left: 1$"):
        store.vault.unlock(PASSPHRASE)
    pass_time(timedelta(seconds=0.5))
    guess(store, 1)
    pass_time(timedelta(seconds=9))
    with pytest.raises(TooManyGuesses, match=r"Seconds left: 1$"):
        store.vault.unlock(PASSPHRASE)
    pass_time(timedelta(seconds=1))
    store.vault.unlock(PASSPHRASE)

    assert not store.vault.is_locked
    store.lock()
    guess(store, FREE)


def test_it_never_waits_longer_than_five_minutes_and_the_code_never_waits(
    store: Store, pass_time: Callable[[timedelta], None]
) -> None:
    code = store.vault.protect(PASSPHRASE)
    store.lock()
    for _guess in range(30):
        pass_time(timedelta(minutes=5))
        guess(store, 1)

    with pytest.raises(TooManyGuesses, match=r"Seconds left: 300$"):
        store.vault.unlock(PASSPHRASE)
    store.vault.recover(code)

    assert not store.vault.is_locked


def test_whoever_has_it_open_cannot_guess_it_there_as_often_as_they_like(store: Store) -> None:
    store.vault.protect(PASSPHRASE)
    for _guess in range(FREE):
        with pytest.raises(WrongSecret):
            store.vault.protect("another one, longer", "not mine")

    with pytest.raises(TooManyGuesses):
        store.vault.protect("another one, longer", PASSPHRASE)


@for_each(
    "common",
    ["password", "Password1", "12345678", "qwertyuiop", "iloveyou!", "p@ssw0rd", "aaaaaaaaaaaa", "letmein123"],
)
def test_what_everybody_would_try_first_is_no_passphrase(store: Store, common: str) -> None:
    with pytest.raises(TooCommon, match="would be guessed soon"):
        store.vault.protect(common)

    assert not store.vault.has_passphrase


@for_each(
    "good",
    [
        "seven blue bicycles",
        "Grüne Kühe 7 tanzen",
        "한글 암호 문장",
        "lila-Dachs-42-Regen",
        "blue bicycles " * 70 + "7fq!",
    ],
)
def test_words_that_only_one_person_would_put_together_are_taken(store: Store, good: str) -> None:
    current = PASSPHRASE if store.vault.has_passphrase else ""
    store.vault.protect(good, current)
    store.vault.protect(PASSPHRASE, good)

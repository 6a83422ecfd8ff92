"""Who may come in, as what, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL

from components.who import is_recent
from tests.world.another_program import found_in
from tests.world.cases import for_each
from tests.world.set_clock import SetClock
from tests.world.writing import Start, edit
from worksheets.clock import earlier, now
from worksheets.storage import ALONE, HOME, Actor, NotGranted, Role, SignedOut, Store
from worksheets.storage.accounts import LONGEST_NAME, LastAdministrator, StillHasWorksheets, StillOpen
from worksheets.storage.grants import OPERATOR
from worksheets.workbook import Shelf

ISSUER = "https://clinic.example"


@pytest.fixture
def store(database: URL, start: Start) -> Store:
    """The database, with sign-ins that end after a quarter of an hour without anybody."""
    return start(database, idle=timedelta(minutes=15))


def somebody(store: Store, name: str, role: Role = Role.CLINICIAN, sign_in: str = "") -> Actor:
    """Somebody whom the provider vouches for, and who has been let in as this."""
    sign_in = sign_in or f"first sign-in of {name}"
    account = store.accounts.enter(HOME, ISSUER, name, f"Dr. {name}", sign_in)
    if account.role is not role:
        store.accounts.give_role(OPERATOR, account.id, role)
    return Actor(HOME, account.id, sign_in)


def test_who_is_new_waits_and_may_do_nothing_until_somebody_lets_them_in(store: Store) -> None:
    account = store.accounts.enter(HOME, ISSUER, "ada", "Dr. Ada", "sign-in")
    actor = Actor(HOME, account.id, "sign-in")

    assert account.role is Role.WAITING
    with pytest.raises(SignedOut):
        store.append(actor, "workbook", [edit("workbook/change", "drink less")])
    store.accounts.give_role(OPERATOR, account.id, Role.CLINICIAN)
    store.append(actor, "workbook", [edit("workbook/change", "drink less")])
    assert store.load(actor, "workbook") is not None


def test_one_subject_of_two_providers_is_two_people_and_a_name_lets_nobody_in(store: Store) -> None:
    ada = somebody(store, "ada")

    other = store.accounts.enter(HOME, "https://another.example", "ada", "Dr. ada", "elsewhere")

    assert other.id != ada.author
    assert other.role is Role.WAITING


def test_a_sign_in_ends_when_nobody_has_been_here_for_a_quarter_of_an_hour(clock: SetClock, store: Store) -> None:
    ada = somebody(store, "ada")
    clock.run(minutes=10)
    assert store.accounts.time_left(ada, active=True).total_seconds() == pytest.approx(900, abs=1)
    clock.run(minutes=10)
    assert store.accounts.time_left(ada, active=False).total_seconds() == pytest.approx(300, abs=1)

    clock.run(minutes=5)

    with pytest.raises(SignedOut):
        store.accounts.time_left(ada, active=True)
    with pytest.raises(SignedOut):
        store.load(ada, "workbook")
    with pytest.raises(SignedOut):
        store.accounts.enter(HOME, ISSUER, "ada", "Dr. ada", ada.sign_in)


def test_a_sign_in_ends_after_a_long_day_however_busy_it_was(clock: SetClock, store: Store) -> None:
    ada = somebody(store, "ada")
    for _ten_minutes in range(12 * 6):
        store.accounts.time_left(ada, active=True)
        clock.run(minutes=10)

    with pytest.raises(SignedOut):
        store.accounts.time_left(ada, active=True)


def test_signing_out_ends_one_sign_in_and_another_role_ends_all_and_the_trail_says_so(store: Store) -> None:
    ada = somebody(store, "ada")
    phone = somebody(store, "ada", sign_in="on the phone")

    store.accounts.sign_out(HOME, ada.sign_in)

    with pytest.raises(SignedOut):
        store.load(ada, "workbook")
    store.load(phone, "workbook")
    store.accounts.give_role(OPERATOR, phone.author, Role.CLOSED)
    with pytest.raises(SignedOut):
        store.load(phone, "workbook")
    about_ada = [line["action"] for line in store.trail(OPERATOR) if line["about"] == ada.author]
    assert about_ada == ["TURNED_AWAY", "ROLE_CHANGED", "SIGNED_IN", "SIGNED_OUT", "ROLE_CHANGED"]


def test_who_was_let_in_as_something_else_signs_in_again_at_once_whatever_the_clock_says(
    clock: SetClock, store: Store
) -> None:
    ada = somebody(store, "ada")
    clock.set(days=45)
    store.accounts.give_role(OPERATOR, ada.author, Role.ADMINISTRATOR)
    clock.set(days=-45)

    with pytest.raises(SignedOut):
        store.load(ada, "workbook")
    again = somebody(store, "ada", Role.ADMINISTRATOR, "again")

    assert store.accounts.listed(again)


def test_a_sign_in_of_one_account_is_no_sign_in_of_another(store: Store) -> None:
    ada, bo = somebody(store, "ada"), somebody(store, "bo")

    with pytest.raises(SignedOut):
        store.accounts.enter(HOME, ISSUER, "bo", "Dr. bo", ada.sign_in)
    with pytest.raises(SignedOut):
        store.load(replace(bo, sign_in=ada.sign_in), "workbook")


def test_only_an_administrator_sees_and_changes_accounts(store: Store) -> None:
    head, ada = somebody(store, "head", Role.ADMINISTRATOR), somebody(store, "ada")

    for wrong in (ada, ALONE, replace(head, sign_in=""), replace(head, tenant="another clinic")):
        with pytest.raises(NotGranted):
            store.accounts.listed(wrong)
        with pytest.raises(NotGranted):
            store.accounts.give_role(wrong, wrong.author, Role.ADMINISTRATOR)

    assert {(each.name, each.role) for each in store.accounts.listed(head)} == {
        ("Dr. head", Role.ADMINISTRATOR),
        ("Dr. ada", Role.CLINICIAN),
    }


def test_a_name_that_changed_at_the_provider_changes_here_at_the_next_sign_in(store: Store) -> None:
    ada = somebody(store, "ada")

    renamed = store.accounts.enter(HOME, ISSUER, "ada", "Dr. Ada Byron", "after the wedding")

    assert (renamed.id, renamed.name, renamed.role) == (ada.author, "Dr. Ada Byron", Role.CLINICIAN)
    assert [each.name for each in store.accounts.listed(OPERATOR)] == ["Dr. Ada Byron"]
    again = store.accounts.enter(HOME, ISSUER, "ada", "x" * 300, "with a long name")
    assert again.name == "x" * LONGEST_NAME == store.accounts.listed(OPERATOR)[0].name


def test_a_closed_account_without_worksheets_is_deleted_and_its_person_is_new_after_that(store: Store) -> None:
    head, ada = somebody(store, "head", Role.ADMINISTRATOR), somebody(store, "ada")
    store.append(ada, "workbook", [edit("workbook/change", "drink less")])
    store.prefer(ada, "setting", "chosen")

    with pytest.raises(NotGranted):
        store.accounts.delete(ada, head.author)
    with pytest.raises(StillOpen):
        store.accounts.delete(head, ada.author)
    store.move(ada, "workbook", Shelf.REMOVED)
    store.accounts.give_role(head, ada.author, Role.CLOSED)
    with pytest.raises(StillHasWorksheets, match="still has worksheets: 1"):
        store.accounts.delete(head, ada.author)
    store.erase(OPERATOR, "workbook")
    store.accounts.delete(head, ada.author)

    assert [each.name for each in store.accounts.listed(head)] == ["Dr. head"]
    with pytest.raises(NotGranted):
        store.accounts.delete(head, ada.author)
    about_ada = [line["action"] for line in store.trail(OPERATOR) if line["about"] == ada.author]
    assert about_ada[-2:] == ["ROLE_CHANGED", "ACCOUNT_DELETED"]
    new = store.accounts.enter(HOME, ISSUER, "ada", "Dr. ada", ada.sign_in)
    assert (new.id == ada.author, new.role) == (False, Role.WAITING)
    store.accounts.give_role(head, new.id, Role.CLINICIAN)
    assert store.preference(Actor(HOME, new.id, ada.sign_in), "setting") is None


def test_the_last_administrator_stays_one(store: Store) -> None:
    head = somebody(store, "head", Role.ADMINISTRATOR)
    ada = somebody(store, "ada")

    with pytest.raises(LastAdministrator):
        store.accounts.give_role(head, head.author, Role.CLOSED)

    store.accounts.give_role(head, ada.author, Role.ADMINISTRATOR)
    store.accounts.give_role(head, head.author, Role.CLOSED)
    assert [each.name for each in store.accounts.listed(OPERATOR) if each.role is Role.ADMINISTRATOR] == ["Dr. ada"]


def test_no_name_stands_in_the_database(tmp_path: Path, start: Start) -> None:
    store = start(tmp_path / "worksheets.db")

    somebody(store, "Rosalind Featherstonehaugh")

    assert found_in(tmp_path, [b"Dr. Rosalind"]) == []


@for_each(("hours", "counts"), [(0, True), (11.9, True), (12.1, False), (13, False)])
def test_who_signed_in_at_the_provider_long_ago_is_told_however_it_writes_the_time(hours: float, counts: bool) -> None:
    seconds = earlier(now(), timedelta(hours=hours)) / 1000

    for issued_at in (int(seconds), seconds, round(seconds, 3)):
        assert is_recent(issued_at) is counts


def test_a_time_that_is_none_is_not_recent_and_a_provider_need_not_say_when() -> None:
    strange: list[object] = ["", "now", str(now() // 1000), [], True, float("nan"), -float("inf")]
    for no_time in strange:
        assert not is_recent(no_time)

    assert is_recent(None)

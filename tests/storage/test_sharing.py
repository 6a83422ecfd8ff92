"""A worksheet is handed over or read by somebody else only if its client said yes, and then by nobody but them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from sqlalchemy import URL

from tests.storage.test_accounts import somebody
from tests.world.another_program import tell
from tests.world.cases import for_each
from tests.world.writing import Start, edit
from worksheets import notes
from worksheets.storage import ALONE, Actor, NotGranted, Role, SignedOut, Store, taken_away
from worksheets.storage.audit import Action
from worksheets.storage.failures import Tampered
from worksheets.storage.grants import OPERATOR
from worksheets.storage.sharing import ClientNotAsked, InTheBin, NobodyThere, NotesOnHold
from worksheets.storage.taken_away import TakenAway
from worksheets.workbook import Shelf

WORKBOOK: Final = "workbook"
BESIDE: Final = notes.beside(WORKBOOK)


@pytest.fixture
def store(database: URL, start: Start) -> Store:
    """The database of a clinic."""
    return start(database)


@pytest.fixture
def ada(store: Store) -> Actor:
    """A clinician with a worksheet and private notes on it."""
    ada = somebody(store, "ada")
    store.append(ada, WORKBOOK, [edit("workbook/change", "drink less")])
    store.append(ada, BESIDE, [edit("notes/text", "Ask about the sister.")])
    return ada


@pytest.fixture
def bo(store: Store) -> Actor:
    """A colleague."""
    return somebody(store, "bo")


def hand_over(store: Store, actor: Actor, to: str, *, client_agreed: bool = True, with_notes: bool = True) -> None:
    store.sharing.hand_over(actor, WORKBOOK, to, client_agreed=client_agreed, with_notes=with_notes)


def let_read(store: Store, actor: Actor, to: str, *, client_agreed: bool = True) -> None:
    store.sharing.let_read(actor, WORKBOOK, to, client_agreed=client_agreed)


def change(store: Store, actor: Actor, workbook: str = WORKBOOK) -> object:
    """What the worksheet is about, for somebody who has it."""
    answers = store.load(actor, workbook)
    return answers and answers["workbook/change"]


def events(store: Store, actor: Actor) -> list[tuple[str, str]]:
    """Who did what with the worksheet, the oldest first."""
    return [(each.actor, each.action.value) for each in reversed(store.events_about(actor, WORKBOOK))]


def test_who_is_handed_a_worksheet_goes_on_with_it_and_who_had_it_sees_it_no_more(
    store: Store, another_server: Store, ada: Actor, bo: Actor
) -> None:
    assert change(another_server, ada) == "drink less"

    hand_over(store, ada, bo.author)

    for server in (store, another_server):
        assert change(server, ada) is None
        assert server.load(ada, BESIDE) is None
        with pytest.raises(NotGranted):
            server.append(ada, WORKBOOK, [edit("workbook/name", "A. M.")])
        with pytest.raises(NotGranted):
            hand_over(server, ada, ada.author)
    beside = store.load(bo, BESIDE)
    assert change(store, bo) == "drink less"
    assert beside and notes.read(beside) == "Ask about the sister."
    store.append(bo, WORKBOOK, [edit("workbook/name", "A. M.", author=bo.author)])
    assert [line.id for line in store.listed(bo, Shelf.OPEN)[0]] == [WORKBOOK]
    assert store.listed(ada, Shelf.OPEN) == ([], 0)
    assert events(store, bo) == [
        (ada.author, "CHANGED"),
        (ada.author, "CLIENT_AGREED"),
        (ada.author, "HANDED_OVER"),
        (bo.author, "RECEIVED"),
        (bo.author, "CHANGED"),
    ]


def test_private_notes_go_along_only_if_that_is_wanted_and_are_erased_otherwise(
    store: Store, ada: Actor, bo: Actor
) -> None:
    store.hold(ada, WORKBOOK, True)
    with pytest.raises(NotesOnHold):
        hand_over(store, ada, bo.author, with_notes=False)
    store.hold(ada, WORKBOOK, False)

    hand_over(store, ada, bo.author, with_notes=False)

    assert store.load(bo, BESIDE) is None
    assert store.load(ada, BESIDE) is None
    store.append(bo, BESIDE, [edit("notes/text", "My own.", author=bo.author)])
    hand_over(store, bo, ada.author)
    back = store.load(ada, BESIDE)
    assert back and notes.read(back) == "My own."


def test_notes_that_are_damaged_go_along_to_nobody_and_keep_the_worksheet_from_nobody(
    store: Store, database: URL, ada: Actor, bo: Actor
) -> None:
    tell(database, f"UPDATE edit SET at = at + 1 WHERE workbook = '{BESIDE}'")
    with pytest.raises(Tampered):
        hand_over(store, ada, bo.author)

    hand_over(store, ada, bo.author, with_notes=False)

    assert change(store, bo) == "drink less"
    assert store.load(bo, BESIDE) is None


def test_a_supervisor_reads_what_stands_in_it_and_nothing_else(store: Store, ada: Actor, bo: Actor) -> None:
    cy = somebody(store, "cy")

    let_read(store, ada, bo.author)
    store.sharing.note_read(bo, WORKBOOK)

    read = store.sharing.read(bo, WORKBOOK)
    assert read and read["workbook/change"] == "drink less"
    assert [line.listing.change for line in store.sharing.to_read(bo)] == ["drink less"]
    assert [each.account for each in store.sharing.readers(ada, WORKBOOK)] == [bo.author]
    assert store.sharing.read(bo, BESIDE) is None
    for nobody in (cy, ALONE, OPERATOR):
        assert store.sharing.read(nobody, WORKBOOK) is None
        assert store.sharing.to_read(nobody) == []
    assert events(store, ada)[-4:] == [
        (ada.author, "CLIENT_AGREED"),
        (ada.author, "SHOWN"),
        (bo.author, "MAY_READ"),
        (bo.author, "OPENED"),
    ]


def test_what_has_left_stays_known_without_the_private_notes_and_those_are_gone(
    store: Store, ada: Actor, bo: Actor
) -> None:
    taken = TakenAway("My copy (PDF)", ("Plan",))
    store.note_taken_away(ada, WORKBOOK, taken)

    hand_over(store, ada, bo.author, with_notes=False)

    beside = store.load(bo, BESIDE)
    [left] = [each for each in store.events_about(bo, WORKBOOK) if each.action is Action.TAKEN_AWAY]
    assert beside and taken_away.read(beside, left) == taken
    assert [each.path for each in store.log(bo, BESIDE) or [] if not taken_away.notes_it(each)] == []
    store.note_taken_away(bo, WORKBOOK, taken)
    store.hold(bo, WORKBOOK, True)
    hand_over(store, bo, ada.author, with_notes=False)
    assert change(store, ada) == "drink less"


def test_what_was_written_in_the_mirror_goes_along_to_nobody(
    store: Store, another_server: Store, ada: Actor, bo: Actor
) -> None:
    store.append(ada, BESIDE, [edit("notes/2026-11-22/idea", "Mine, I think.")])
    assert another_server.load(ada, BESIDE)
    store.hold(ada, WORKBOOK, True)
    with pytest.raises(NotesOnHold):
        hand_over(store, ada, bo.author)
    store.hold(ada, WORKBOOK, False)

    hand_over(store, ada, bo.author)

    for server in (store, another_server):
        beside = server.load(bo, BESIDE)
        assert beside and notes.read(beside) == "Ask about the sister."
        assert list(notes.days(beside)) == []


def test_a_window_that_was_left_open_writes_no_notes_beside_what_was_handed_over(
    store: Store, ada: Actor, bo: Actor
) -> None:
    hand_over(store, ada, bo.author, with_notes=False)

    with pytest.raises(NotGranted):
        store.append(ada, BESIDE, [edit("notes/text", "He called again.")])

    store.note_taken_away(bo, WORKBOOK, TakenAway("My copy (PDF)", ()))


@for_each(
    "act",
    [
        lambda store, bo: store.append(bo, WORKBOOK, [edit("workbook/name", "A. M.")]),
        lambda store, bo: store.undo(bo, WORKBOOK, ["workbook"], "gesture"),
        lambda store, bo: store.move(bo, WORKBOOK, Shelf.REMOVED),
        lambda store, bo: store.note_taken_away(bo, WORKBOOK, TakenAway("A copy", ())),
        lambda store, bo: store.hold(bo, WORKBOOK, True),
        lambda store, bo: store.forget(bo, WORKBOOK),
        lambda store, bo: store.sharing.end_reading(bo, WORKBOOK, bo.author),
        lambda store, bo: hand_over(store, bo, bo.author),
        lambda store, bo: let_read(store, bo, bo.author),
    ],
)
def test_a_supervisor_cannot_write_take_away_or_pass_on(
    store: Store, ada: Actor, bo: Actor, act: Callable[[Store, Actor], object]
) -> None:
    let_read(store, ada, bo.author)

    with pytest.raises(NotGranted):
        act(store, bo)

    assert store.load(bo, WORKBOOK) is None
    assert store.log(bo, WORKBOOK) is None
    assert store.events_about(bo, WORKBOOK) == []


def test_reading_ends_at_once_when_its_clinician_ends_it_hands_it_over_or_removes_it(
    store: Store, another_server: Store, ada: Actor, bo: Actor
) -> None:
    cy = somebody(store, "cy")
    let_read(store, ada, bo.author)
    assert another_server.sharing.read(bo, WORKBOOK)

    store.sharing.end_reading(ada, WORKBOOK, bo.author)

    assert another_server.sharing.read(bo, WORKBOOK) is None
    assert events(store, ada)[-2:] == [(ada.author, "SHOWN_NO_MORE"), (bo.author, "MAY_NOT_READ")]
    let_read(store, ada, bo.author)
    store.move(ada, WORKBOOK, Shelf.REMOVED)
    assert store.sharing.read(bo, WORKBOOK) is None
    store.move(ada, WORKBOOK, Shelf.OPEN)
    assert store.sharing.read(bo, WORKBOOK)
    hand_over(store, ada, cy.author)
    hand_over(store, cy, ada.author)
    assert store.sharing.read(bo, WORKBOOK) is None
    let_read(store, ada, bo.author)
    store.accounts.give_role(OPERATOR, bo.author, Role.CLOSED)
    with pytest.raises(SignedOut):
        store.sharing.read(bo, WORKBOOK)


def test_nothing_is_shared_before_the_client_said_yes_or_with_nobody_or_from_the_bin(
    store: Store, ada: Actor, bo: Actor
) -> None:
    waiting, closed = somebody(store, "di", Role.WAITING), somebody(store, "ed", Role.CLOSED)

    for share in (hand_over, let_read):
        with pytest.raises(ClientNotAsked):
            share(store, ada, bo.author, client_agreed=False)
        for nobody in (waiting.author, closed.author, ada.author, "nobody", ""):
            with pytest.raises(NobodyThere, match="Choose someone else"):
                share(store, ada, nobody)
    store.move(ada, WORKBOOK, Shelf.REMOVED)
    for share in (hand_over, let_read):
        with pytest.raises(InTheBin):
            share(store, ada, bo.author)

    assert [each.name for each in store.sharing.others(ada)] == ["Dr. bo"]
    assert store.sharing.readers(ada, WORKBOOK) == []
    assert {action for _actor, action in events(store, ada)} == {"CHANGED"}


def test_what_was_erased_is_read_by_nobody_and_a_deleted_account_reads_nothing(
    store: Store, ada: Actor, bo: Actor
) -> None:
    let_read(store, ada, bo.author)
    store.accounts.give_role(OPERATOR, bo.author, Role.CLOSED)
    store.accounts.delete(OPERATOR, bo.author)
    assert store.sharing.readers(ada, WORKBOOK) == []
    cy = somebody(store, "cy")
    let_read(store, ada, cy.author)

    store.move(ada, WORKBOOK, Shelf.REMOVED)
    store.erase(ada, WORKBOOK)

    assert store.sharing.readers(ada, WORKBOOK) == []
    assert store.sharing.to_read(cy) == []


def test_a_backup_that_brings_an_earlier_clinician_back_lets_nobody_read_for_whom_they_did_not_ask(
    store: Store, ada: Actor, bo: Actor
) -> None:
    cy = somebody(store, "cy")
    made = store.backups.make(OPERATOR)
    hand_over(store, ada, bo.author)
    let_read(store, bo, cy.author)
    assert store.sharing.read(cy, WORKBOOK)

    store.backups.restore(OPERATOR, made.path)

    back, again = somebody(store, "ada", sign_in="ada again"), somebody(store, "cy", sign_in="cy again")
    assert change(store, back) == "drink less"
    assert store.sharing.readers(back, WORKBOOK) == []
    assert store.sharing.read(again, WORKBOOK) is None
    assert store.sharing.to_read(again) == []

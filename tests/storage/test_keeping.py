"""What is removed lies in the bin for a while; what is erased is gone, and does not come back."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.world.another_program import ask, found_in, tell
from tests.world.at_once import at_once
from tests.world.postgres import Postgres
from tests.world.writing import Start, address_of, edit, edit_after, revised
from worksheets import notes, workbook
from worksheets.clock import Instant, in_utc, later, now
from worksheets.storage import ALONE, OPERATOR, NotGranted, Store, daily
from worksheets.storage.audit import Action
from worksheets.storage.failures import NotUnlocked, StorageError
from worksheets.storage.keeping import DAYS_IN_BIN, NotInTheBin, OnHold, WasErased
from worksheets.workbook import Shelf

CHANGE = "workbook/change"
PIECE = 24
"""In bytes: what is too long for a page of the database goes on in another one."""


where_several_write = pytest.mark.parametrize("database", ["sqlite", "postgresql", "serializable"], indirect=True)
"""How transactions are kept apart shows only where there are two at once."""


def begin(store: Store, name: str, edits: int) -> None:
    """Write this many edits in a workbook, and a private note beside it."""
    words = [f"drink less, said for the {number}. time" for number in range(edits)]
    store.append(ALONE, name, revised(CHANGE, *words))
    store.append(ALONE, notes.beside(name), [edit("notes/text", "he looked tired")])


def remove(store: Store, name: str = "workbook") -> None:
    """Put the workbook into the bin."""
    store.move(ALONE, name, Shelf.REMOVED)


@pytest.fixture
def store(database: URL, start: Start) -> Store:
    """A database in which somebody has begun a workbook, and another one."""
    opened = start(database)
    begin(opened, "workbook", edits=3)
    begin(opened, "another", edits=1)
    return opened


def in_days(days: float) -> Instant:
    """The moment so many days from now."""
    return later(now(), timedelta(days=days))


def lies_on(store: Store, name: str = "workbook") -> Shelf | None:
    """The shelf on which the list has it; the edits say the same."""
    shelf = next((shelf for shelf in Shelf for each in store.listed(ALONE, shelf)[0] if each.id == name), None)
    answers = store.load(ALONE, name)
    assert (workbook.read(answers).shelf if answers else None) == shelf
    return shelf


def encrypted(database: URL, name: str) -> list[bytes]:
    """All that is kept encrypted of this workbook and the notes beside it, in pieces: keys, lines, snapshots, edits."""
    columns = ("key FROM workbook", "listing FROM workbook", "folded FROM snapshot", "value FROM edit")
    found = [value for column in columns for value in kept_of(database, name, column)]
    return [value[start : start + PIECE] for value in found for start in range(0, len(value) - PIECE, PIECE)]


def kept_of(database: URL, name: str, column: str = "key FROM workbook") -> list[bytes]:
    """What is kept in this column about this workbook and the notes beside it."""
    named = "id" if column.endswith("workbook") else "workbook"
    return [bytes(value) for (value,) in ask(database, f"SELECT {column} WHERE {named} LIKE '{name}%'")]


def rows_about(database: URL) -> int:
    """How many rows there are of the workbook, and of the notes beside it."""
    return sum(len(kept_of(database, "workbook", f"1 FROM {table}")) for table in ("workbook", "edit", "snapshot"))


# Nothing is left.


@pytest.mark.parametrize("days_of_writing", [1, 5])
def test_what_was_erased_stands_in_no_file_any_more(tmp_path: Path, start: Start, days_of_writing: int) -> None:
    database = address_of(tmp_path / "worksheets.db")
    store = start(database)
    for _ in range(days_of_writing):
        begin(store, "workbook", edits=50)
        begin(store, "another", edits=50)
    remove(store)
    before = encrypted(database, "workbook")
    assert len(found_in(tmp_path, before)) > 0.9 * len(before) > 100 * days_of_writing

    store.erase(ALONE, "workbook")

    assert found_in(tmp_path, before) == []
    assert len(found_in(tmp_path, encrypted(database, "another"))) > 100 * days_of_writing
    store.close()
    assert found_in(tmp_path, before) == []


def test_the_key_of_what_was_erased_stands_in_no_table_of_postgresql(
    postgres: Postgres, new_database: Callable[..., URL], start: Start
) -> None:
    database = new_database("postgresql")
    store = start(database)
    begin(store, "workbook", edits=20)
    begin(store, "another", edits=1)
    remove(store)
    keys, others = kept_of(database, "workbook"), kept_of(database, "another")
    postgres.tell("CHECKPOINT")
    assert len(found_in(postgres.folder / "data" / "base", keys)) == 2

    store.erase(ALONE, "workbook")
    store.close()
    postgres.tell("CHECKPOINT")

    assert found_in(postgres.folder / "data" / "base", keys + others) == others


def test_no_row_is_left_of_what_was_erased_nor_of_the_notes_beside_it(database: URL, store: Store) -> None:
    remove(store)

    store.erase(ALONE, "workbook")

    assert rows_about(database) == 0
    for name, is_left in (("workbook", False), ("another", True)):
        assert (store.load(ALONE, name) is not None) == is_left
        assert (store.load(ALONE, notes.beside(name)) is not None) == is_left


# Nothing comes back.


@where_several_write
def test_a_window_that_still_writes_is_told_and_brings_nothing_back(
    database: URL, store: Store, another_server: Store
) -> None:
    there = another_server.load(ALONE, "workbook")
    assert there is not None
    remove(store)
    store.erase(ALONE, "workbook")

    for server in (store, another_server):
        with pytest.raises(WasErased, match="This worksheet was erased"):
            server.append(ALONE, "workbook", [edit_after(there, CHANGE, "drink less after all")])
        with pytest.raises(WasErased):
            server.append(ALONE, notes.beside("workbook"), [edit("notes/text", "he looked better")])
        with pytest.raises(WasErased):
            server.write_anew(ALONE, "workbook", [edit(CHANGE, "drink less")])
        with pytest.raises(WasErased):
            server.undo(ALONE, "workbook", ["workbook"], "gesture")
        server.note_opened(ALONE, "workbook")

    assert rows_about(database) == 0
    assert another_server.load(ALONE, "workbook") is None


@where_several_write
def test_who_writes_a_note_just_when_it_is_erased_leaves_nothing_behind(
    database: URL, store: Store, another_server: Store
) -> None:
    remove(store)

    def write() -> bool:
        with suppress(WasErased):
            for number in range(2000):
                another_server.append(ALONE, notes.beside("workbook"), [edit("notes/text", f"note {number}")])
                time.sleep(0.002)  # Without it SQLite lets nobody else in between.
            return False
        return True

    def erase() -> None:
        time.sleep(0.1)
        store.erase(ALONE, "workbook")

    was_told, _erased = at_once(write, erase)

    assert was_told
    assert rows_about(database) == 0


@where_several_write
def test_what_two_servers_erase_at_once_is_erased_once(store: Store, another_server: Store) -> None:
    remove(store)

    erased = at_once(*(partial(server.erase_due, in_days(31)) for server in (store, another_server)))

    assert sorted(erased) == [0, 1]
    assert len(store.receipts(ALONE)) == 1


# The bin, and the days.


def test_what_is_removed_can_be_put_back_and_only_what_is_in_the_bin_is_erased(store: Store) -> None:
    remove(store)
    [line], _total = store.listed(ALONE, Shelf.REMOVED)
    assert line.keeping.erased_at == pytest.approx(in_days(DAYS_IN_BIN), abs=60_000)

    store.move(ALONE, "workbook", Shelf.OPEN)

    assert store.erase_due(in_days(1000)) == 0
    for name in ("workbook", "another"):
        with pytest.raises(NotInTheBin):
            store.erase(ALONE, name)
        assert lies_on(store, name) is Shelf.OPEN


def test_what_somebody_has_written_in_since_is_out_of_the_bin_and_can_be_removed_again(store: Store) -> None:
    remove(store)
    store.append(ALONE, "workbook", [edit("workbook/name", "Alex")])
    assert store.erase_due(in_days(31)) == 0

    remove(store)

    assert [line.id for line in store.listed(ALONE, Shelf.REMOVED)[0]] == ["workbook"]


def test_after_thirty_days_in_the_bin_it_is_erased_and_not_a_day_before(store: Store) -> None:
    remove(store)

    assert [store.erase_due(in_days(days)) for days in (0, 29.9)] == [0, 0]
    assert store.erase_due(in_days(30.1)) == 1

    assert lies_on(store) is None
    assert lies_on(store, "another") is Shelf.OPEN


def test_from_its_day_on_a_worksheet_goes_into_the_bin_once_and_is_erased_thirty_days_later(store: Store) -> None:
    store.keep_until(ALONE, "workbook", in_utc(in_days(10)).date())
    store.erase_due(in_days(8))
    assert lies_on(store) is Shelf.OPEN

    store.erase_due(in_days(11))

    assert lies_on(store) is Shelf.REMOVED
    store.move(ALONE, "workbook", Shelf.OPEN)
    store.erase_due(in_days(12))
    assert lies_on(store) is Shelf.OPEN
    remove(store)
    assert store.erase_due(in_days(31)) == 1


@pytest.mark.parametrize("damage", ["DELETE FROM edit", "UPDATE edit SET author = 'somebody else'"])
def test_a_damaged_worksheet_goes_into_the_bin_on_its_day_and_keeps_no_other_from_being_erased(
    database: URL, store: Store, another_server: Store, damage: str
) -> None:
    for name in ("workbook", "another"):
        store.keep_until(ALONE, name, date(2020, 1, 1))
    tell(database, f"{damage} WHERE workbook = 'another'")

    another_server.erase_due(in_days(0))

    assert {line.id for line in store.listed(ALONE, Shelf.REMOVED)[0]} == {"workbook", "another"}
    by_itself = [line["about"] for line in store.trail(OPERATOR) if line["actor"] == OPERATOR.author]
    assert by_itself == ["workbook", "another"]
    assert another_server.erase_due(in_days(31)) == 2


# The hold.


def test_nothing_erases_what_is_on_hold_and_then_the_days_in_the_bin_begin_anew(database: URL, store: Store) -> None:
    store.keep_until(ALONE, "workbook", date(2020, 1, 1))
    store.hold(ALONE, "workbook", True)
    store.erase_due(in_days(0))
    assert lies_on(store) is Shelf.OPEN
    remove(store)

    for actor in (ALONE, OPERATOR):
        with pytest.raises(OnHold):
            store.erase(actor, "workbook")

    assert store.erase_due(in_days(1000)) == 0
    [line], _total = store.listed(ALONE, Shelf.REMOVED)
    assert (line.keeping.held, line.keeping.erased_at) == (True, None)
    tell(database, "UPDATE workbook SET removed_at = 1 WHERE shelf = 'REMOVED'")
    store.hold(ALONE, "workbook", False)
    assert store.erase_due(in_days(0)) == 0
    assert store.erase_due(in_days(31)) == 1


# By itself.


def test_a_task_that_fails_is_told_in_the_log_without_a_word_of_anybody(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_store: Store) -> None:
        raise StorageError("drink less")

    assert not daily.carried_out(daily.Task(fail, every=daily.DAY), store)

    assert [record.getMessage() for record in caplog.records] == ["A daily task failed: StorageError"]


@pytest.mark.usefixtures("quick_to_try")
def test_what_is_due_while_the_server_is_locked_is_erased_when_it_is_unlocked(tmp_path: Path, start: Start) -> None:
    store = start(tmp_path / "worksheets.db")
    begin(store, "workbook", edits=1)
    remove(store)
    store.vault.protect("seven blue bicycles")
    store.lock()

    with pytest.raises(NotUnlocked):
        store.erase_due(in_days(31))

    store.vault.unlock("seven blue bicycles")
    assert store.erase_due(in_days(31)) == 1


def test_a_server_erases_what_is_due_by_itself(tmp_path: Path, start: Start) -> None:
    database = address_of(tmp_path / "worksheets.db")
    store = start(database)
    begin(store, "workbook", edits=1)
    remove(store)
    tell(database, "UPDATE workbook SET removed_at = 1 WHERE shelf = 'REMOVED'")

    daily.begin(store)

    deadline = time.monotonic() + 10
    while rows_about(database) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert rows_about(database) == 0


# Who may, and who did.


def test_whoever_runs_the_server_can_erase_a_worksheet_but_not_the_notes_beside_it_alone(store: Store) -> None:
    remove(store)
    with pytest.raises(NotGranted):
        store.erase(OPERATOR, notes.beside("workbook"))
    assert lies_on(store) is Shelf.REMOVED
    store.erase(OPERATOR, "workbook")

    assert lies_on(store) is None


def test_the_receipt_says_what_was_erased_when_by_whom_and_how_much_and_nothing_else(store: Store) -> None:
    for name in ("workbook", "another"):
        remove(store, name)

    store.erase(ALONE, "workbook")
    store.erase_due(in_days(31))

    last, first = store.receipts(ALONE)
    assert (first.workbook, first.by, first.edits) == ("workbook", ALONE.author, 5)
    assert (last.workbook, last.by, last.edits) == ("another", OPERATOR.author, 3)
    assert first.at == pytest.approx(in_days(0), abs=60_000)


def test_the_trail_says_who_changed_how_long_it_is_kept_and_who_erased_it(store: Store) -> None:
    store.keep_until(ALONE, "workbook", date(2020, 1, 1))
    store.erase_due(in_days(0))
    store.hold(OPERATOR, "workbook", True)

    kept = [(entry.actor, entry.action) for entry in reversed(store.events_about(ALONE, "workbook"))]
    store.hold(OPERATOR, "workbook", False)
    store.erase_due(in_days(31))

    assert kept == [
        (ALONE.author, Action.CHANGED),
        (ALONE.author, Action.KEEPING_SET),
        (OPERATOR.author, Action.CHANGED),
        (OPERATOR.author, Action.KEEPING_SET),
    ]
    last = store.trail(OPERATOR)[-1]
    assert (last["action"], last["about"]) == ("ERASED", "workbook")


def test_what_was_typed_and_deleted_again_is_listed_nowhere_and_gone_a_day_later(store: Store, database: URL) -> None:
    store.append(ALONE, "taken back", revised(CHANGE, "d", ""))
    store.append(ALONE, "not begun", revised(CHANGE, "d", "", "drink less"))
    store.append(ALONE, "held", [edit("workbook/change", "sleep more")])
    store.hold(ALONE, "held", True)
    held = store.load(ALONE, "held")
    assert held
    store.append(ALONE, "held", [edit("workbook/change", "", held.heads["workbook/change"])])
    kept = {name: encrypted(database, name) for name in ("taken back", "not begun", "workbook", "held")}

    assert lies_on_any(store) == {"workbook", "another", "not begun"}
    store.drop_unwritten(in_days(-1))
    assert store.load(ALONE, "taken back")
    store.drop_unwritten(in_days(1))

    assert store.load(ALONE, "taken back") is None
    assert store.receipts(ALONE) == []
    assert {name: encrypted(database, name) for name in kept} == {**kept, "taken back": []}


def test_a_worksheet_that_was_emptied_stays_on_its_list_while_notes_lie_beside_it(store: Store, database: URL) -> None:
    store.append(ALONE, "noted later", revised(CHANGE, "d", ""))
    assert "noted later" not in lies_on_any(store)

    begun = store.load(ALONE, "another")
    assert begun
    store.append(ALONE, "another", [edit(CHANGE, "", begun.heads[CHANGE])])
    store.append(ALONE, notes.beside("noted later"), [edit("notes/text", "he looked tired")])
    tell(database, "UPDATE workbook SET shelf = 'BESIDE' WHERE id = 'workbook'")
    assert lies_on_any(store) == {"another", "noted later"}

    store.drop_unwritten(in_days(1))
    assert lies_on_any(store) == {"workbook", "another", "noted later"}
    remove(store, "another")
    assert lies_on(store, "another") is Shelf.REMOVED


def lies_on_any(store: Store) -> set[str]:
    """What stands on a list that people see."""
    return {each.id for shelf in (Shelf.OPEN, Shelf.ARCHIVED, Shelf.REMOVED) for each in store.listed(ALONE, shelf)[0]}

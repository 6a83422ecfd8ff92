"""What was forgotten for good stands in no table, file or backup any more, and no window brings it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.world.another_program import ask, found_in
from tests.world.postgres import Postgres
from tests.world.writing import Start, address_of, edit, edit_after, revised
from worksheets.earlier import StillBeside, earlier
from worksheets.editing import Folded, fold
from worksheets.snapshot import to_json
from worksheets.storage import ALONE, OPERATOR, Actor, NotGranted, Store
from worksheets.storage.audit import Action
from worksheets.storage.keeping import OnHoldNotForgotten
from worksheets.summary import portable_file
from worksheets.workbook import Shelf

REASON = "rulers/importance/why_not_lower"
SECRET = "my boss has noticed"
PIECE = 24


def write(store: Store, name: str = "workbook", versions: int = 3) -> None:
    """Write about a boss, often enough that there is a snapshot of it, and then about the kids instead."""
    said = [f"{SECRET}, said for the {number}. time" for number in range(versions)]
    store.append(ALONE, name, [edit("workbook/change", "drink less"), *revised(REASON, *said, "the kids notice")])


@pytest.fixture
def store(database: URL | Path, start: Start) -> Store:
    """A database in which somebody has written over something."""
    opened = start(database)
    write(opened)
    return opened


def known(store: Store, name: str = "workbook") -> str:
    """All that this database says of the workbook: every edit, and what could be undone and redone."""
    answers = store.load(ALONE, name) or Folded()
    edits = [each.value for each in store.log(ALONE, name) or []]
    return json.dumps([edits, to_json(answers)])


def encrypted(database: URL, name: str) -> list[bytes]:
    """Pieces of all that is kept encrypted of this workbook."""
    found = []
    for column, named in (
        ("key FROM workbook", "id"),
        ("folded FROM snapshot", "workbook"),
        ("value FROM edit", "workbook"),
    ):
        found += [bytes(value) for (value,) in ask(database, f"SELECT {column} WHERE {named} = '{name}'")]
    return [value[at : at + PIECE] for value in found for at in range(0, len(value) - PIECE, PIECE)]


def test_what_was_forgotten_is_in_no_edit_no_snapshot_and_no_undo(store: Store, start: Start) -> None:
    assert SECRET in known(store)

    store.forget(ALONE, "workbook", REASON)

    for server in (store, start()):
        assert SECRET not in known(server)
        there = server.load(ALONE, "workbook")
        assert there and there[REASON] == "the kids notice"
    store.undo(ALONE, "workbook", ["rulers"], "undo")
    store.redo(ALONE, "workbook", ["rulers"], "redo")
    assert SECRET not in known(store)


def test_what_was_forgotten_stands_in_no_file_any_more(tmp_path: Path, start: Start) -> None:
    database = address_of(tmp_path / "worksheets.db")
    store = start(database)
    write(store, versions=250)
    write(store, "another", versions=50)
    before = encrypted(database, "workbook")
    assert len(found_in(tmp_path, before)) > 0.9 * len(before) > 400

    store.forget(ALONE, "workbook")

    assert found_in(tmp_path, before) == []
    assert len(found_in(tmp_path, encrypted(database, "another"))) > 50
    store.close()
    assert found_in(tmp_path, before) == []


def test_the_key_of_what_was_forgotten_stands_in_no_table_of_postgresql(
    postgres: Postgres, new_database: Callable[..., URL], start: Start
) -> None:
    database = new_database("postgresql")
    store = start(database)
    write(store)
    keys = [bytes(key) for (key,) in ask(database, "SELECT key FROM workbook")]
    postgres.tell("CHECKPOINT")
    assert found_in(postgres.folder / "data" / "base", keys) == keys

    store.forget(ALONE, "workbook")
    store.close()
    postgres.tell("CHECKPOINT")

    assert found_in(postgres.folder / "data" / "base", keys) == []


def test_another_server_that_has_it_open_forgets_it_too(store: Store, another_server: Store) -> None:
    seen = another_server.load(ALONE, "workbook")
    assert seen

    store.forget(ALONE, "workbook", REASON)

    outcome = another_server.append(ALONE, "workbook", [edit_after(seen, REASON, "the kids notice, and so do I")])
    assert outcome.refused == {} and len(outcome.folded.heads[REASON]) == 1
    for _time in range(3):
        another_server.undo(ALONE, "workbook", ["rulers"], f"undo {_time}")
    assert SECRET not in known(another_server)


def test_no_backup_that_is_made_afterwards_holds_it(store: Store) -> None:
    store.forget(ALONE, "workbook")

    backup = store.backups.make(ALONE)

    store.append(ALONE, "workbook", [edit("workbook/name", "Alex")])
    store.backups.restore(ALONE, backup.path)
    assert SECRET not in known(store)
    there = store.load(ALONE, "workbook")
    assert there and there[REASON] == "the kids notice"


def test_one_thing_is_forgotten_and_the_other_is_still_there(store: Store) -> None:
    store.append(ALONE, "workbook", revised("workbook/name", "Alex Miller", "A. M."))

    store.forget(ALONE, "workbook", "workbook/name")

    assert "Alex Miller" not in known(store) and SECRET in known(store)
    log = store.log(ALONE, "workbook") or []
    assert [each.id for each in earlier(log, fold(Folded(), log))] == [REASON]


def test_the_trail_says_that_something_was_forgotten_and_not_a_word_of_it(store: Store) -> None:
    store.forget(ALONE, "workbook", REASON)

    assert store.events_about(ALONE, "workbook")[0].action == Action.FORGOTTEN
    assert SECRET not in json.dumps(store.trail(OPERATOR)) and REASON not in json.dumps(store.trail(OPERATOR))
    assert not any("changed" in line for line in store.trail(OPERATOR))


def test_nothing_is_forgotten_on_hold_by_somebody_else_or_in_the_middle_of_a_choice(store: Store) -> None:
    with pytest.raises(NotGranted):
        store.forget(Actor(ALONE.tenant, "somebody else"), "workbook")
    store.hold(ALONE, "workbook", True)
    with pytest.raises(OnHoldNotForgotten, match="on hold"):
        store.forget(ALONE, "workbook")
    store.hold(ALONE, "workbook", False)
    store.append(ALONE, "workbook", [edit("rulers/confidence/past_success", each) for each in ("mine", "theirs")])
    with pytest.raises(StillBeside):
        store.forget(ALONE, "workbook")

    assert SECRET in known(store)


def test_what_is_left_can_be_taken_away_with_its_history_and_opened_again(store: Store) -> None:
    items = [edit("strengths/one/when", "January"), edit("strengths/one/place", ["past", 1])]
    store.append(ALONE, "workbook", items)
    store.undo(ALONE, "workbook", ["strengths"], "undo 1")
    store.undo(ALONE, "workbook", ["strengths"], "undo 2")
    store.forget(ALONE, "workbook")

    file = portable_file.write(store.log(ALONE, "workbook") or [])

    store.write_anew(ALONE, "second", portable_file.read(file))
    second = store.load(ALONE, "second")
    assert second and second[REASON] == "the kids notice" and second["strengths/one/when"] in ("", None)


# What is here already.


def test_a_file_that_is_here_already_is_known_even_after_more_was_written(store: Store) -> None:
    log = store.log(ALONE, "workbook") or []
    store.append(ALONE, "workbook", [edit("workbook/name", "Alex")])

    assert store.there_already(ALONE, log) == "workbook"
    assert store.there_already(ALONE, [*log, edit("workbook/name", "Sam")]) is None
    assert store.there_already(Actor(ALONE.tenant, "somebody else"), log) is None
    store.move(ALONE, "workbook", Shelf.ARCHIVED)
    assert store.there_already(ALONE, log) == "workbook"
    store.move(ALONE, "workbook", Shelf.REMOVED)
    assert store.there_already(ALONE, log) is None

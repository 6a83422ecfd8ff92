"""Whoever runs the server looks after the database on its command line, and is told in plain sentences."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.storage.test_migration import VERSION_1
from tests.world.another_program import tell
from tests.world.writing import A_LITTLE, Start, address_of, written
from worksheets.storage import ALONE, Store
from worksheets.storage import __main__ as command_line
from worksheets.storage.places import KEY_SETTING, SETTING
from worksheets.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "seven blue bicycles"


@pytest.fixture
def database(tmp_path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database of this test lies; the command line finds it, its key, and its backups."""
    path = tmp_path / "worksheets" / "worksheets.db"
    monkeypatch.setenv(SETTING, str(address_of(path)))
    monkeypatch.setenv(KEY_SETTING, str(key_file))
    return path


class Answer(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def ask(*words: str | Path, typed: str = "") -> str:
    """What the command line answers, where it worked."""
    answer = run(*words, typed=typed)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def refused(*words: str | Path, typed: str = "") -> str:
    """Why it did not work."""
    answer = run(*words, typed=typed)
    assert answer.returncode == 1, answer.stdout
    return answer.stderr


def run(*words: str | Path, typed: str) -> Answer:
    """What the command line does, in this process: to start one takes far longer."""
    with (
        pytest.MonkeyPatch.context() as here,
        redirect_stdout(StringIO()) as stdout,
        redirect_stderr(StringIO()) as stderr,
    ):
        here.setattr(sys, "argv", ["worksheets.storage", *map(str, words)])
        here.setattr(sys, "stdin", StringIO(typed))
        here.setattr(command_line, "getpass", lambda _question: input())
        returncode = command_line.main()
    return Answer(returncode, stdout.getvalue(), stderr.getvalue())


def in_a_process(*words: str, typed: str = "") -> str:
    """What it answers to somebody who starts it."""
    started = subprocess.run(
        [sys.executable, "-m", "worksheets.storage", *words],
        cwd=ROOT,
        env=os.environ,
        input=typed,
        capture_output=True,
        text=True,
        check=True,
        start_new_session=True,  # A passphrase is asked of the terminal, where there is one.
    )
    return started.stdout


def test_it_says_which_version_it_is() -> None:
    assert in_a_process("--version") == f"Both Sides {VERSION}\n"


def test_a_backup_is_made_checked_looked_at_put_back_and_goes_to_the_folder_that_is_named(
    database: Path, start: Start, backups: Path
) -> None:
    workbook = written(database, A_LITTLE)

    made = Path(ask("backup").rpartition(": ")[2].strip())

    assert made.parent == backups
    seen = ask("look", made)
    assert "Worksheets in it: 1" in seen
    assert "drink less" not in seen
    assert "every word in it can be read" in ask("verify", made)
    shutil.rmtree(database.parent)
    assert "The backup was restored" in ask("restore", made)
    assert start().load(ALONE, workbook)
    assert [json.loads(line)["action"] for line in ask("audit").splitlines()][-1] == "RESTORED"
    assert "What was here before is kept in" in ask("restore", made)
    ask("backup", backups / "a stick")
    assert len(list((backups / "a stick").iterdir())) == 1


def test_a_damaged_worksheet_is_named_and_can_be_erased(database: Path) -> None:
    workbook = written(database, A_LITTLE)
    tell(address_of(database), "UPDATE edit SET author = 'somebody else' WHERE revision = 1")

    said, _newline, about_damage = ask("backup").partition("\n")

    assert about_damage == f"Already damaged here, and just as damaged in the backup: {workbook}\n"
    made = Path(said.rpartition(": ")[2])
    assert "Already damaged when it was made: 1" in ask("look", made)
    assert workbook in refused("verify", made)
    ask("keep-until", workbook, "2020-01-01")
    ask("erase-due")
    assert "its key was destroyed" in ask("erase", workbook)
    assert "Damaged" not in ask("backup")


@pytest.mark.usefixtures("database")
def test_what_does_not_work_is_told(tmp_path: Path) -> None:
    made = Path(ask("backup").rpartition(": ")[2].strip())
    made.write_bytes(made.read_bytes()[:-5000])

    assert "This backup is damaged" in refused("verify", made)
    assert "not a backup that Both Sides made" in refused("restore", tmp_path / "nothing.db")
    assert "Nothing was found under that name" in refused("account", "somebody", "clinician")


def test_an_account_is_let_in(store: Store) -> None:
    account = store.accounts.enter("home", "https://id.example", "sam", "Sam", "sign-in 1")

    assert ask("accounts").split("  ") == [account.id, "WAITING", "https://id.example", "sam", "Sam\n"]
    assert "Administrator" in ask("account", account.id, "administrator")
    assert "ADMINISTRATOR" in ask("accounts")


def test_an_account_is_deleted_once_it_is_closed(store: Store) -> None:
    account = store.accounts.enter("home", "https://id.example", "sam", "Sam", "sign-in 1")

    assert "Close it first" in refused("delete-account", account.id)
    ask("account", account.id, "closed")
    assert "deleted" in ask("delete-account", account.id)
    assert ask("accounts") == ""
    assert "Nothing was found under that name" in refused("delete-account", account.id)


def test_a_locked_database_asks_for_the_passphrase(store: Store) -> None:
    store.vault.protect(PASSPHRASE)

    assert "was made and checked" in in_a_process("backup", typed=f"{PASSPHRASE}\n")
    assert "This does not open your worksheets" in refused("backup", typed="something else\n")
    assert "Both Sides is locked" in refused("backup")


def test_what_was_kept_before_it_was_brought_up_to_date_is_opened_again(
    database: Path, backups: Path, tmp_path: Path
) -> None:
    database.parent.mkdir()
    shutil.copy(VERSION_1, database)
    ask("accounts")
    (sealed,) = backups.iterdir()
    as_it_was = tmp_path / "as it was.db"

    ask("unseal", sealed, as_it_was)

    assert b"drink less" in as_it_was.read_bytes()
    assert "not a backup" in refused("unseal", as_it_was, tmp_path / "again.db")
    assert "There is already a file" in refused("unseal", sealed, as_it_was)

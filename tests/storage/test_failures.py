"""When the database cannot be used, the person learns why and what to do, and what they saved is not touched."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, QueuePool, create_engine, make_url, text

from tests.world.another_program import tell
from tests.world.cases import for_each
from tests.world.postgres import OWNER, Postgres
from tests.world.writing import Start, address_of, edit, edit_after, open_store, revised
from worksheets.storage import ALONE, StorageError, Store, database_url, failures, file_of, key_file
from worksheets.storage.failures import Busy, Damaged, Full, Locked, Misnamed, ReadOnly, Unreachable, in_plain_words
from worksheets.storage.migrations.migration import VERSION
from worksheets.storage.places import SETTING, kind_of_file_system

REASON = "rulers/importance/why_not_lower"
NOBODY = 65534
PAGE = 4096


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in which somebody has written."""
    path = tmp_path / "worksheets.db"
    store = open_store(path)
    store.append(ALONE, "workbook", [edit(f"decisional_balance/{n}/text", f"words {n} " * 50) for n in range(100)])
    store.close()
    return path


@contextmanager
def left_as_it_is(database: Path) -> Iterator[None]:
    """See to it that not a byte of the file is changed."""
    before = database.read_bytes()
    yield
    assert database.read_bytes() == before


# Each failure has its own message.


def test_every_failure_says_something_else_in_plain_sentences_with_what_to_do_next() -> None:
    kinds = [kind for kind in StorageError.__subclasses__() if kind.__module__ == failures.__name__]
    told = [str(kind(path="/mnt/clinic/worksheets.db", folder="/mnt/backups", names="first")) for kind in kinds]

    assert len(set(told)) == len(kinds) > 20
    for failure in told:
        what_is_wrong, *what_to_do = failure.rstrip(".").split(". ")
        assert what_is_wrong and what_to_do, failure
        assert not any(word in failure for word in ("Error", "SQLITE", "exception", "errno", "None")), failure


# Files that cannot be opened are left as they are.


def with_a_damaged_page(content: bytes, place: float) -> bytes:
    """The file with other bytes in the page that begins this far into it."""
    page = int(len(content) / PAGE * place) * PAGE
    return content[:page] + random.Random(1).randbytes(PAGE) + content[page + PAGE :]


def test_a_file_that_is_damaged_cut_off_or_no_database_is_told_and_left_as_it_is(database: Path) -> None:
    whole = database.read_bytes()
    damaged = [with_a_damaged_page(whole, place) for place in (0.1, 0.3, 0.5, 0.7, 0.9)]
    cut_off = [whole[: int(len(whole) * left)] for left in (0.9, 0.5, 0.1)]
    a_letter, a_pdf = b"A letter to my sister.\n" * 500, b"%PDF-1.7\n" + bytes(range(256)) * 40

    for content in (*damaged, *cut_off, a_letter, a_pdf, b"\0" * 8192, b"SQLite format 3\0"):
        database.write_bytes(content)

        with left_as_it_is(database), pytest.raises(Damaged, match=r"is damaged\. It was left as it is"):
            open_store(database)


def test_a_file_of_a_newer_version_is_told_and_left_as_it_is(database: Path) -> None:
    tell(address_of(database), f"UPDATE meta SET value = '{VERSION + 1}' WHERE name = 'schema'")

    with left_as_it_is(database), pytest.raises(failures.Newer, match="newer version of Both Sides"):
        open_store(database)


def test_a_folder_in_place_of_the_file_and_a_file_in_place_of_the_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "worksheets.db").mkdir()
    (tmp_path / "letter").write_text("a letter")

    with pytest.raises(StorageError):
        open_store(tmp_path / "worksheets.db")
    with pytest.raises(Unreachable):
        open_store(tmp_path / "letter" / "worksheets.db")


# Another program has it.


@pytest.mark.usefixtures("short_wait")
def test_while_another_program_writes_the_person_is_told_and_all_goes_on_by_itself_afterwards(database: Path) -> None:
    store = open_store(database)
    waiting = edit(REASON, "my kids")

    with closing(sqlite3.connect(database, isolation_level=None)) as another_program:
        another_program.execute("BEGIN EXCLUSIVE")
        for _ in range(3):
            with pytest.raises(Locked, match="Another program is using the file"):
                store.append(ALONE, "new", [waiting])
        assert store.load(ALONE, "workbook") is not None
        with pytest.raises(Locked):
            open_store(database)

    assert store.append(ALONE, "new", [waiting]).folded[REASON] == "my kids"
    assert open_store(database).load(ALONE, "workbook") is not None


def test_two_servers_can_make_the_same_new_file_at_the_same_time(tmp_path: Path) -> None:
    database = tmp_path / "worksheets.db"

    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as another_server:
        another_server.execute("BEGIN IMMEDIATE")
        done = threading.Timer(0.2, another_server.execute, ["COMMIT"])
        done.start()
        store = open_store(database)
        done.join()

    assert not store.append(ALONE, "new", [edit(REASON, "my kids")]).refused


# The file may not be changed.


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user of this computer can enter; `tmp_path` lies in one that only its owner can."""
    path = Path(tempfile.mkdtemp(prefix="both-sides-"))
    yield path
    path.chmod(0o700)
    shutil.rmtree(path)


@contextmanager
def without_leave_to_change(path: Path) -> Iterator[None]:
    """Act as a user who may read what is at `path` and in its folder, but may not change it; root may everything."""
    permissions = {each: each.stat().st_mode for each in (path.parent, *path.parent.iterdir())}
    is_root = os.geteuid() == 0
    for each in permissions:
        each.chmod(0o555 if each.is_dir() else 0o444)
        if is_root:
            os.chown(each, NOBODY, NOBODY)
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for each, mode in permissions.items():
            if each.exists():
                each.chmod(mode)


def test_a_read_only_file_or_folder_is_told_and_the_file_is_written_again_after_it_was_mended(folder: Path) -> None:
    database = folder / "worksheets.db"
    store = open_store(database)
    first, second = revised(REASON, "my kids", "my kids and my sleep")
    store.append(ALONE, "workbook", [first])
    store.close()

    for path in (database, folder / "another.db", folder / "a new folder" / "worksheets.db"):
        with without_leave_to_change(database), pytest.raises(ReadOnly, match=r"is read-only\. Allow changes"):
            open_store(path)

    assert open_store(database).append(ALONE, "workbook", [second]).folded.revision == 2


def test_a_disk_that_is_read_only_is_told_as_that(folder: Path) -> None:
    database = folder / "worksheets.db"
    store = open_store(database)
    store.append(ALONE, "workbook", [edit(REASON, "my kids")])
    store.close()
    with without_leave_to_change(database):
        database.parent.chmod(0o500)
        database.chmod(0o400)
        with pytest.raises(ReadOnly, match=r"is read-only\. Allow changes"):
            open_store(database)

    for number, failure in ((errno.EROFS, ReadOnly), (errno.ENOSPC, Full), (errno.EIO, Unreachable)):
        with pytest.raises(failure), in_plain_words():
            raise OSError(number, "whatever the system says")


@pytest.mark.parametrize("name", ["SQLITE_CANTOPEN", "SQLITE_IOERR_WRITE"])
def test_what_sqlite_says_of_a_read_only_disk_is_told_from_a_full_one_and_a_folder_that_is_gone(
    folder: Path, name: str
) -> None:
    def fail() -> None:
        error = sqlite3.OperationalError("whatever SQLite says")
        error.sqlite_errorname = name
        raise error

    database = folder / "worksheets.db"
    database.touch()
    with pytest.raises((Unreachable, Full)), in_plain_words(database):
        fail()
    with without_leave_to_change(database), pytest.raises(ReadOnly), in_plain_words(database):
        fail()
    with pytest.raises((Unreachable, Full)), in_plain_words(folder / "gone" / "worksheets.db"):
        fail()


# The disk is full.


@contextmanager
def files_that_grow_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond `size` bytes, as if the disk were full. Nothing may be printed here."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_nothing_is_acknowledged_and_saving_goes_on_when_there_is_room_again(database: Path) -> None:
    store = open_store(database)
    before = store.append(ALONE, "workbook", [edit(REASON, "saved just before")]).folded
    told = []

    with files_that_grow_to(0):
        for number in range(20):
            try:
                store.append(ALONE, f"new {number}", [edit(REASON, "not saved " * 100)])
            except StorageError as failure:
                told.append(str(failure))

    assert told == [str(Full())] * 20
    for server in (store, open_store(database)):
        assert server.load(ALONE, "workbook") == before
        assert server.load(ALONE, "new 0") is None
    saved = store.append(ALONE, "workbook", [edit_after(before, REASON, "my kids")]).folded
    assert [head.value for head in saved.heads[REASON]] == ["my kids"]
    assert open_store(database).load(ALONE, "workbook") == saved


# Where the database may lie.


MOUNTS = [
    ("/", "ext4"),
    ("/home", "btrfs"),
    ("/home/sam/clinic", "nfs4"),
    ("/home/sam/clinic/on this computer", "ext4"),
    ("/media/share", "cifs"),
    ("/mnt/by ssh", "fuse.sshfs"),
    ("/run", "tmpfs"),
]


@for_each(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/home/sam", "btrfs"),
        ("/home/sam/clinical", "btrfs"),
        ("/home/sam/clinic", "nfs4"),
        ("/home/sam/clinic/2026", "nfs4"),
        ("/home/sam/clinic/on this computer/worksheets", "ext4"),
        ("/media/share/worksheets", "cifs"),
        ("/media/shared", "ext4"),
        ("/mnt/by ssh/worksheets", "fuse.sshfs"),
        ("\\\\server\\share\\worksheets", "smb"),
    ],
)
def test_a_folder_is_on_the_innermost_mount_that_holds_it(folder: str, kind: str) -> None:
    assert kind_of_file_system(Path(folder), MOUNTS) == kind
    assert kind_of_file_system(Path(folder), reversed(MOUNTS)) == kind


def test_no_folder_is_refused_where_nothing_is_known_of_the_mounts_and_a_share_is_named() -> None:
    assert kind_of_file_system(Path("/home/sam"), []) == ""
    assert str(failures.OnNetworkShare(path="/media/share/w.db")).startswith("/media/share/w.db is on a network")


def test_the_database_is_the_one_that_is_named_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    in_the_users_folder = file_of(database_url())
    by_the_secrets_file = database_url("sqlite:////srv/worksheets.db")
    monkeypatch.setenv(SETTING, "postgresql+psycopg://clinic@db/worksheets")
    by_the_environment = database_url("sqlite:////srv/worksheets.db")

    assert in_the_users_folder is not None
    assert in_the_users_folder.name == "worksheets.db"
    assert in_the_users_folder.parent.name == "both-sides"
    assert file_of(by_the_secrets_file) == Path("/srv/worksheets.db")
    assert by_the_environment == make_url("postgresql+psycopg://clinic@db/worksheets")
    assert file_of(by_the_environment) is None


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///file:worksheets.db?uri=true",
        "sqlite:///file:worksheets?mode=memory&uri=true",
        "sqlite:///:memory:",
        "sqlite://",
        "/srv/worksheets.db",
        "nosuchdatabase://clinic@db/worksheets",
        "mysql+mysqldb://clinic@db/worksheets",
    ],
)
def test_an_address_that_names_no_file_and_no_server_is_told_and_makes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SETTING, address)

    with pytest.raises(Misnamed, match="The database address cannot be used") as told:
        Store(database_url(), key_file())

    assert "clinic@db" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_database_server_that_is_gone_is_told_and_used_again_when_it_is_back(
    own_postgres: Postgres, start: Start
) -> None:
    store = start(own_postgres.new_database())
    store.append(ALONE, "workbook", [edit(REASON, "before")])
    own_postgres.kill()

    with pytest.raises(Unreachable):
        store.append(ALONE, "workbook", [edit(REASON, "meanwhile")])
    with pytest.raises(Unreachable):
        store.load(ALONE, "workbook")
    own_postgres.start()
    after = store.append(ALONE, "workbook", [edit(REASON, "after")]).folded

    assert [head.value for head in after.heads[REASON]] == ["before", "after"]
    assert store.load(ALONE, "workbook") == after


@pytest.mark.usefixtures("short_wait")
def test_who_waits_for_a_server_that_hangs_in_the_middle_of_a_change_is_told_and_goes_on_afterwards(
    postgres: Postgres, start: Start
) -> None:
    address = postgres.new_database()
    store = start(address)
    store.append(ALONE, "workbook", [edit(REASON, "before")])

    with psycopg.connect(host=str(postgres.folder), user=OWNER, dbname=address.database) as hanging:
        hanging.execute("SELECT id FROM workbook FOR UPDATE")
        with pytest.raises(Busy):
            store.append(ALONE, "workbook", [edit(REASON, "meanwhile")])
        assert store.load(ALONE, "workbook")

    assert store.append(ALONE, "workbook", [edit(REASON, "afterwards")]).folded[REASON] == "afterwards"


def test_a_server_that_hangs_in_the_middle_of_a_change_loses_it_after_a_while(
    postgres: Postgres, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worksheets.storage.database.IDLE_IN_TRANSACTION_TIMEOUT", timedelta(seconds=0.5))
    store = start(postgres.new_database())

    def hang(connection: Connection) -> None:
        connection.execute(text("SELECT name FROM meta FOR UPDATE"))
        time.sleep(1.5)
        connection.execute(text("SELECT 1"))

    with pytest.raises(Unreachable):
        store._database.write(hang)

    store.append(ALONE, "workbook", [edit(REASON, "afterwards")])


def test_a_full_disk_of_a_database_server_is_told(postgres: Postgres, start: Start) -> None:
    address = postgres.new_database()
    store = start(address)
    full = "BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END"
    tell(
        address,
        f"CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ {full} $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON edit EXECUTE FUNCTION full_disk()",
    )

    with pytest.raises(Full):
        store.append(ALONE, "workbook", [edit(REASON, "words")])


def test_more_people_than_the_database_takes_at_once_are_told() -> None:
    engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.1)

    with pytest.raises(Busy), in_plain_words(), engine.connect(), engine.connect():
        pass

    engine.dispose()

"""Where the worksheets are kept: the user's own data folder, unless somebody names another database."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

import platformdirs
from sqlalchemy import URL, make_url

from worksheets.storage.failures import KeyMissing, KeyNotKept, KeyringRefused, Misnamed, OnNetworkShare, in_plain_words
from worksheets.storage.keys import system_keyring
from worksheets.storage.keys.encryption import KEY_LENGTH, new_key

SETTING = "BOTH_SIDES_DATABASE_URL"
KEY_SETTING = "BOTH_SIDES_KEY_FILE"
BACKUP_FOLDER_SETTING = "BOTH_SIDES_BACKUP_FOLDER"
BACKUP_SETTING = "BOTH_SIDES_BACKUP"
IDLE_SETTING = "BOTH_SIDES_LOCK_AFTER_MINUTES"
IDLE = timedelta(minutes=15)
MEMORY_SETTING = "BOTH_SIDES_MEMORY_MIB"
MEMORY = 128 * 1024 * 1024

_IN_KEYRING = "in the keyring of the system"

_SHARES = ("nfs", "cifs", "smb", "afpfs", "webdav", "davfs", "ncpfs", "fuse.sshfs", "fuse.rclone")


def database_url(named: str | None = None) -> URL:
    """Find the database: BOTH_SIDES_DATABASE_URL, `named`, or a file in the user's data folder; raises Misnamed."""
    url = os.environ.get(SETTING) or named
    if url:
        with in_plain_words():
            return make_url(url)
    return URL.create(
        "sqlite", database=str(Path(platformdirs.user_data_dir("both-sides", appauthor=False)) / "worksheets.db")
    )


def file_of(url: URL) -> Path | None:
    """Return the SQLite file behind this address, or None if a server keeps the data.

    Raises Misnamed for a database in memory, which would forget every word, and for a file named by a URI, since
    nothing that protects the file would find it.
    """
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:" or "uri" in url.query:
        raise Misnamed
    return Path(url.database)


def make_room(path: Path) -> None:
    """Create the folder for a database that only this user can read; raises OnNetworkShare."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if kind_of_file_system(path.parent.resolve(), _mounts()).startswith(_SHARES):
        raise OnNetworkShare(path=path)


def keep_private(path: Path) -> None:
    """Let nobody but this user read or write the file, and make it if there is none.

    Call it before anything is in the file: SQLite gives the files it writes beside it the same permissions.
    """
    if not path.exists():
        path.touch(mode=0o600)
    permissions = stat.S_IMODE(path.stat().st_mode)
    if permissions & 0o077:
        path.chmod(permissions & ~0o077)


def key_file() -> Path:
    """Return where the key is kept that opens the database without a passphrase: apart from it and its backups."""
    named = os.environ.get(KEY_SETTING)
    return Path(named or Path(platformdirs.user_config_dir("both-sides-key", appauthor=False)) / "key")


def backup_folder() -> Path:
    """Return where backups are kept: apart from the database."""
    named = os.environ.get(BACKUP_FOLDER_SETTING)
    return Path(named or platformdirs.user_data_dir("both-sides-backups", appauthor=False))


def backs_up_by_itself() -> bool:
    """Return whether a running server makes a backup every day: unless BOTH_SIDES_BACKUP is off."""
    return os.environ.get(BACKUP_SETTING, "").lower() != "off"


def longest_idle() -> timedelta:
    """Say how long nobody may be here before a database with a passphrase locks: 15 minutes unless it is set."""
    try:
        named = timedelta(minutes=float(os.environ.get(IDLE_SETTING) or "nan"))
    except (ValueError, OverflowError):
        return IDLE
    return named if named > timedelta() else IDLE


def memory() -> int:
    """Say how many bytes the worksheets may take that were used last: 128 MiB, some 700 of them, unless it is set."""
    try:
        named = int(float(os.environ.get(MEMORY_SETTING) or "nan") * 1024 * 1024)
    except (ValueError, OverflowError):
        return MEMORY
    return named if named > 0 else MEMORY


def read_key(path: Path) -> bytes:
    """Return the key in this file, or in the keyring of the system if the file says so; raises KeyMissing."""
    try:
        said = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(system_keyring.kept(str(path)) if said == _IN_KEYRING else said)
    except (OSError, ValueError) as error:
        raise KeyMissing(path=path) from error
    if len(key) != KEY_LENGTH:
        raise KeyMissing(path=path)
    return key


def read_or_make_key(path: Path) -> bytes:
    """Read the key in this file, made for this user only if there is none; raises KeyMissing or KeyNotKept."""
    if path.exists():
        return read_key(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _written(path, new_key().hex()) as made, suppress(FileExistsError):
            os.link(made, path)
        sync(path.parent)
        sync(path.parent.parent)
    except OSError as error:
        raise KeyNotKept(path=path) from error
    return read_key(path)


def read_or_renew_key(path: Path) -> bytes:
    """Read the key in this file or the keyring, or make one beside what is left of the old file; raises KeyNotKept."""
    with suppress(KeyMissing, KeyringRefused):
        return read_or_make_key(path)
    if is_in_keyring(path) and system_keyring.is_there():
        key = new_key()
        with suppress(KeyringRefused):
            system_keyring.keep(str(path), key.hex())
            return key
    try:
        path.replace(path.with_name(f"{path.name}.before"))
    except OSError as error:
        raise KeyNotKept(path=path) from error
    return read_or_make_key(path)


def put_key_back(path: Path, text: str) -> None:
    """Write the file with the key anew, with what stood in it, and keep what stands there now; raises KeyNotKept.

    In a folder that somebody named and that is gone nothing is made: it may be on a stick that was pulled out.
    """
    try:
        if not os.environ.get(KEY_SETTING):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            names = (path.with_name(f"{path.name}.before{number}") for number in ("", *range(2, 100)))
            path.replace(next(name for name in names if not name.exists()))
        with _written(path, text) as made, suppress(FileExistsError):
            os.link(made, path)
        sync(path.parent)
    except (OSError, StopIteration) as error:
        raise KeyNotKept(path=path) from error


def is_key(text: str) -> bool:
    """Return whether a file with this in it has a key, or leaves it to the keyring of the system."""
    with suppress(ValueError):
        return text == _IN_KEYRING or len(bytes.fromhex(text)) == KEY_LENGTH
    return False


def leave_key_to_keyring(path: Path) -> None:
    """Let only the keyring of the system keep the key in this file from now on."""
    path = path.resolve()  # A link would be replaced, and the key stay in the file that it names.
    with _written(path, _IN_KEYRING) as made:
        Path(made).replace(path)
        Path(made).touch()  # It is removed under this name, too.
    sync(path.parent)


def is_in_keyring(path: Path) -> bool:
    """Return whether this file says that the keyring of the system keeps the key."""
    with suppress(OSError, ValueError):
        return path.read_text(encoding="ascii").strip() == _IN_KEYRING
    return False


@contextmanager
def _written(path: Path, text: str) -> Iterator[str]:
    """Provide the name of a file beside `path`, with this text in it and on disk, which nobody else may read."""
    with NamedTemporaryFile("w", dir=path.parent) as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
        yield file.name


def sync(folder: Path) -> None:
    """Make sure that the names in this folder are on disk, if the system can do that."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def kind_of_file_system(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Name the kind of the innermost of these mounts, each (mount point, kind), around the folder; "" if none is."""
    if str(folder).startswith("\\\\"):
        return "smb"
    holding = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(holding, default=(0, ""))[1]


def _mounts() -> list[tuple[str, str]]:
    if not sys.platform.startswith("linux"):
        return []
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    return [(fields[1].replace("\\040", " "), fields[2]) for line in lines if len(fields := line.split()) > 2]

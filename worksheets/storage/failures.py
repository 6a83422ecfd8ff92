"""What can go wrong with the database, in the words of the person who has to do something about it."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from worksheets.answers import WorksheetError
from worksheets.language import marked


class StorageError(WorksheetError):
    """The database cannot be used now; it was not changed."""


class Locked(StorageError):
    message = marked(
        "Another program is using the file with your worksheets. Close that program, and this page will continue by "
        "itself."
    )


class Busy(StorageError):
    message = marked("The database is busy with something else. Please wait: this page will continue by itself.")


class ReadOnly(StorageError):
    message = marked(
        "The file with your worksheets is read-only. Allow changes to the file and its folder, and this page will "
        "continue by itself."
    )


class Damaged(StorageError):
    message = marked(
        "The file with your worksheets is damaged. It was left as it is. Restore your last backup, or ask someone "
        "who knows SQLite to recover the file, and start Both Sides again."
    )


class Full(StorageError):
    message = marked("The disk is full. Delete something you do not need, and this page will continue by itself.")


class Newer(StorageError):
    message = marked(
        "Your worksheets were last opened with a newer version of Both Sides. Update this one, and start Both Sides "
        "again."
    )


class Tampered(StorageError):
    message = marked(
        "Part of your worksheets is damaged, or was changed by another program. It was left as it is. Restore your "
        "last backup, and start Both Sides again."
    )


class NotUnlocked(StorageError):
    message = marked("Both Sides is locked. Unlock it with your passphrase, and this page will continue by itself.")


class KeyMissing(StorageError):
    message = marked(
        "The key to your worksheets is not in {path}. Put back the file that was there, and start Both Sides again: "
        "without it, nobody can read your worksheets."
    )


class KeyNotKept(StorageError):
    message = marked(
        "The key to your worksheets could not be saved in {path}. Allow changes to that folder, or name another file "
        "in BOTH_SIDES_KEY_FILE, and start Both Sides again."
    )


class KeyLost(StorageError):
    message = marked(
        "The key to your worksheets is gone from {path}, and Both Sides cannot put it back. You can go on for now, but "
        "after the next start nobody can read them. Do not stop Both Sides. Make sure that the folder is there and can "
        "be changed, or put the key file back; then this goes away by itself."
    )


class KeyringRefused(StorageError):
    message = marked(
        "This computer’s keyring is locked, or does not have the key to your worksheets. Log in to this computer as "
        "usual, or unlock the keyring, and start Both Sides again."
    )


class OnNetworkShare(StorageError):
    message = marked("{path} is on a network drive, where saved words can get lost. Choose a folder on this computer.")


class Unreachable(StorageError):
    message = marked(
        "The database cannot be opened. Check that its folder exists, or that its server is running, and this page "
        "will continue by itself."
    )


class Misnamed(StorageError):
    message = marked(
        "The database address cannot be used. Name a file, as in sqlite:////folder/worksheets.db, or a server that "
        "has a driver installed here, and start Both Sides again."
    )


class NotKept(StorageError):
    message = marked(
        "The backup could not be saved in {folder}. Allow changes to that folder, or name another one in "
        "BOTH_SIDES_BACKUP_FOLDER, and try again."
    )


class AlreadyThere(StorageError):
    message = marked("There is already a file at {path}. It was left as it is: name another one.")


class NoRoom(StorageError):
    message = marked(
        "There is no room for the backup in {folder}. Delete something you do not need, or name a folder on another "
        "disk in BOTH_SIDES_BACKUP_FOLDER, and try again."
    )


class NoBackup(StorageError):
    message = marked(
        "This file is not a backup that Both Sides made. Choose one from the folder with your backups. To use a copy "
        "of the whole database, stop Both Sides, and put the copy in its place."
    )


class BackupDamaged(StorageError):
    message = marked("This backup is damaged, or another program changed it. Nothing was replaced: choose another one.")


class DamagedWithin(StorageError):
    message = marked(
        "The backup is just as it was made, but these worksheets were already damaged: {names}. Look for good copies "
        "in an older backup."
    )


class BackupNewer(StorageError):
    message = marked(
        "This backup was made with a newer version of Both Sides. Nothing was replaced: update this one first."
    )


class BackupOlder(StorageError):
    message = marked(
        "This backup was made with an earlier version of Both Sides. Nothing was replaced. To use it, name it in "
        "BOTH_SIDES_DATABASE_URL, and start Both Sides, which brings it up to date."
    )


class BackupLocked(StorageError):
    message = marked(
        "This backup was made from other worksheets, not the ones here. Type what opened those: their passphrase, "
        "their recovery code, or the text in their key file."
    )


class AnotherDatabase(StorageError):
    message = marked(
        "Nothing was replaced: this backup was made from other worksheets, not the ones here. Remove what is here "
        "and erase it in the bin, or name a new database in BOTH_SIDES_DATABASE_URL. Then restore the backup."
    )


@contextmanager
def in_words_of_backups(folder: Path) -> Iterator[None]:
    """Turn what is raised while a backup is written to its folder into NotKept or NoRoom."""
    try:
        yield
    except DBAPIError as error:
        raise (NoRoom if isinstance(_plain(error.orig), Full) else NotKept)(folder=folder) from error
    except OSError as error:
        raise (NoRoom if error.errno in _FULL else NotKept)(folder=folder) from error


@contextmanager
def in_plain_words(file: Path | None = None) -> Iterator[None]:
    """Turn whatever the database, which may be in this file, and its folder raise into a StorageError."""
    try:
        yield
    except DBAPIError as error:
        raise _plain(error.orig, file) from error
    except sqlite3.Error as error:
        raise _plain(error, file) from error
    except NoConnectionFree as error:
        raise Busy from error
    except UnicodeDecodeError as error:
        raise Damaged from error
    except PermissionError as error:
        raise ReadOnly from error
    except OSError as error:
        raise (ReadOnly if error.errno == errno.EROFS else Full if error.errno in _FULL else Unreachable) from error
    except (ArgumentError, ImportError) as error:
        raise Misnamed from error


def _plain(error: BaseException | None, file: Path | None = None) -> StorageError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(_MAY_MEAN_READ_ONLY) and file and not _may_be_changed(file):
        return ReadOnly()
    for start, failure in _BY_SQLITE_NAME.items():
        if name.startswith(start):
            return failure()
    return _BY_SQLSTATE.get(getattr(error, "sqlstate", None) or "", Unreachable)()


def _may_be_changed(file: Path) -> bool:
    """Return whether this user may write in the file and in its folder, and their disk can be written at all."""
    is_effective = os.access in os.supports_effective_ids
    there = [path for path in (file, file.parent) if path.exists()]
    return all(os.access(path, os.W_OK, effective_ids=is_effective) for path in there)


_MAY_MEAN_READ_ONLY = ("SQLITE_CANTOPEN", "SQLITE_IOERR")
"""What SQLite says of a disk that is read-only, or has become so, as of a folder that is gone or a full disk."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_BY_SQLITE_NAME: dict[str, type[StorageError]] = {
    "SQLITE_BUSY": Locked,
    "SQLITE_LOCKED": Locked,
    "SQLITE_READONLY": ReadOnly,
    "SQLITE_PERM": ReadOnly,
    "SQLITE_CORRUPT": Damaged,
    "SQLITE_NOTADB": Damaged,
    "SQLITE_FULL": Full,
    "SQLITE_IOERR_WRITE": Full,
    "SQLITE_IOERR_SHMSIZE": Full,
    "SQLITE_IOERR_FSYNC": Full,
    "SQLITE_IOERR_TRUNCATE": Full,
}

_BY_SQLSTATE: dict[str, type[StorageError]] = {"53100": Full, "55P03": Busy}

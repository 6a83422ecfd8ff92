"""The edit log on disk, and who may touch what in it."""

from worksheets.clock import new_id
from worksheets.storage.accounts import Account, Role, SignedOut
from worksheets.storage.backups.file import Contents
from worksheets.storage.backups.folder import Backup
from worksheets.storage.failures import BackupLocked, StorageError, Tampered
from worksheets.storage.grants import ALONE, HOME, OPERATOR, Actor, Grant, NotGranted, seal, unseal
from worksheets.storage.keeping import Keeping
from worksheets.storage.listing import Listed
from worksheets.storage.places import (
    backs_up_by_itself,
    database_url,
    file_of,
    is_in_keyring,
    key_file,
    longest_idle,
    memory,
)
from worksheets.storage.store import Outcome, Store

__all__ = [
    "ALONE",
    "HOME",
    "OPERATOR",
    "Account",
    "Actor",
    "Backup",
    "BackupLocked",
    "Contents",
    "Grant",
    "Keeping",
    "Listed",
    "NotGranted",
    "Outcome",
    "Role",
    "SignedOut",
    "StorageError",
    "Store",
    "Tampered",
    "backs_up_by_itself",
    "database_url",
    "file_of",
    "is_in_keyring",
    "key_file",
    "longest_idle",
    "memory",
    "new_id",
    "seal",
    "unseal",
]

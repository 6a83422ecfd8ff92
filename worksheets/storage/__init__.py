"""The edit log on disk, and who may touch what in it."""

from worksheets.storage.accounts import Account, Role, SignedOut
from worksheets.storage.backup_file import Contents
from worksheets.storage.clock import new_id
from worksheets.storage.failures import BackupLocked, StorageError
from worksheets.storage.grants import ALONE, HOME, Actor, Grant, NotGranted, seal, unseal
from worksheets.storage.kept_backups import Backup
from worksheets.storage.listing import Listed, Listing
from worksheets.storage.places import backs_up_by_itself, database_url, file_of, idle_seconds, key_file
from worksheets.storage.store import Outcome, Store

__all__ = [
    "ALONE",
    "HOME",
    "Account",
    "Actor",
    "Backup",
    "BackupLocked",
    "Contents",
    "Grant",
    "Listed",
    "Listing",
    "NotGranted",
    "Outcome",
    "Role",
    "SignedOut",
    "StorageError",
    "Store",
    "backs_up_by_itself",
    "database_url",
    "file_of",
    "idle_seconds",
    "key_file",
    "new_id",
    "seal",
    "unseal",
]

"""The edit log on disk, and who may touch what in it."""

from worksheets.storage.clock import new_id
from worksheets.storage.failures import StorageError
from worksheets.storage.grants import ALONE, OPERATOR, Actor, Grant, NotGranted, seal, unseal
from worksheets.storage.keeping import Keeping, Receipt
from worksheets.storage.listing import Listed, Listing
from worksheets.storage.places import database_url, file_of, idle_seconds, key_file
from worksheets.storage.store import Outcome, Store

__all__ = [
    "ALONE",
    "OPERATOR",
    "Actor",
    "Grant",
    "Keeping",
    "Listed",
    "Listing",
    "NotGranted",
    "Outcome",
    "Receipt",
    "StorageError",
    "Store",
    "database_url",
    "file_of",
    "idle_seconds",
    "key_file",
    "new_id",
    "seal",
    "unseal",
]

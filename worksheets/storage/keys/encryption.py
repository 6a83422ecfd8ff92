"""What is encrypted at rest: AES-256-GCM, bound to the row that it is in."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from worksheets.storage.failures import Tampered

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# `cryptography` takes long to load and nothing needs it before the first page, so it is imported where it is used.

KEY_LENGTH: Final = 32
_NONCE_LENGTH: Final = 12
_ENCODER: Final = json.JSONEncoder(separators=(",", ":"))


def new_key() -> bytes:
    """Return a random key of 32 bytes."""
    return os.urandom(KEY_LENGTH)


class WorkbookKey:
    """The key of one workbook, which encrypts each of its texts for the row that it is in."""

    def __init__(self, key: bytes, tenant: str, workbook: str) -> None:
        self._key: Final = key
        self._workbook: Final = (tenant, workbook)

    def encrypt(self, text: str, *row: str | int | None) -> bytes:
        """Return the text as it may be kept in this row."""
        return encrypt(text.encode(), self._key, (*self._workbook, *row))

    def decrypt(self, kept: bytes, *row: str | int | None) -> str:
        """Return the text that was kept in this row; raises Tampered if it or the row was changed."""
        return decrypt(kept, self._key, (*self._workbook, *row)).decode()


class Keys:
    """What the root key of a database opens."""

    def __init__(self, root: bytes) -> None:
        self.root: Final = root
        self._made: Final[dict[tuple[str, str], bytes]] = {}

    def new_workbook_key(self, tenant: str, workbook: str) -> tuple[WorkbookKey, bytes]:
        """Return a key for this new workbook, and the same key as it is kept."""
        key = new_key()
        return WorkbookKey(key, tenant, workbook), encrypt(key, self.root, ("key", tenant, workbook))

    def workbook_key(self, kept: bytes, tenant: str, workbook: str) -> WorkbookKey:
        """Return the key that was kept with this workbook; raises Tampered."""
        return WorkbookKey(decrypt(kept, self.root, ("key", tenant, workbook)), tenant, workbook)

    def made_for(self, purpose: str, salt: str = "") -> bytes:
        """Return a key for one purpose, which is made once: it is asked for at every request."""
        if (purpose, salt) not in self._made:
            self._made[purpose, salt] = derived(self.root, purpose, salt.encode())
        return self._made[purpose, salt]


def encrypt(text: bytes, key: bytes, about: Sequence[str | int | None]) -> bytes:
    """Return the text, encrypted under this key; only the same `about` decrypts it again."""
    nonce = os.urandom(_NONCE_LENGTH)
    return nonce + _cipher()(key).encrypt(nonce, text, _bound_to(about))


def decrypt(encrypted: bytes, key: bytes, about: Sequence[str | int | None]) -> bytes:
    """Return the text that `encrypt` was given; raises Tampered if it was changed, or is not where `about` says."""
    try:
        return _cipher()(key).decrypt(encrypted[:_NONCE_LENGTH], encrypted[_NONCE_LENGTH:], _bound_to(about))
    except (_invalid_tag(), ValueError) as error:
        raise Tampered from error


def derived(key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return another key, made from this one for one purpose (HKDF-SHA256)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=salt, info=purpose.encode()).derive(key)


@cache
def _cipher() -> type[AESGCM]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM


def _invalid_tag() -> type[Exception]:
    from cryptography.exceptions import InvalidTag

    return InvalidTag


def _bound_to(about: Sequence[str | int | None]) -> bytes:
    return _ENCODER.encode(about).encode()

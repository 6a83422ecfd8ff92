"""Key slots: each holds the root key of the database, and opens with something else that somebody has."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, insert, select

from worksheets.answers import WorksheetError
from worksheets.language import marked
from worksheets.storage import tables
from worksheets.storage.failures import Tampered
from worksheets.storage.keys.encryption import KEY_LENGTH, decrypt, derived, encrypt

_SALT_LENGTH: Final = 16
_ARGON2_MEMORY_KIB: Final = 64 * 1024
_ARGON2_ITERATIONS: Final = 3
_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LETTERS: Final = 32
_CODE_GROUP: Final = 4

SHORTEST_PASSPHRASE: Final = 8
LONGEST_PASSPHRASE: Final = 1_000

_FEWEST_GUESSES: Final = 1_000_000
_LONGEST_LOOKED_AT: Final = 72
"""In characters: the time that it takes grows with the square of the length."""


class Protector(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "PASSPHRASE"  # noqa: S105  a protector, not a passphrase
    RECOVERY_CODE = "RECOVERY_CODE"
    KEY_FILE = "KEY_FILE"


@dataclass(frozen=True, slots=True)
class Slot:
    """The root key, encrypted under a key that is made from a secret and this salt."""

    kind: Protector
    salt: bytes
    sealed: bytes


class WrongSecret(WorksheetError):
    message = marked("This does not open your worksheets. Check capital letters and spaces, and try again.")


class TooShort(WorksheetError):
    message = marked("Please use at least {shortest} characters: three or four words that only you would put together.")


class TooCommon(WorksheetError):
    message = marked(
        "Many people have chosen a passphrase like this one, so it would be guessed soon. Please put three or four "
        "words together that only you would."
    )


class TooLong(WorksheetError):
    message = marked("Please use at most {longest} characters.")


def check(passphrase: str) -> None:
    """Raise TooShort, TooLong or TooCommon if this is not a good passphrase."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise TooShort(shortest=SHORTEST_PASSPHRASE)
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise TooLong(longest=LONGEST_PASSPHRASE)
    from zxcvbn import zxcvbn  # As in `encryption`, not before it is needed: it brings lists of what people choose.

    looked_at = unicodedata.normalize("NFKC", passphrase)[:_LONGEST_LOOKED_AT]
    if zxcvbn(looked_at)["guesses"] < _FEWEST_GUESSES:
        raise TooCommon


def new_slot(kind: Protector, secret: bytes, root: bytes) -> Slot:
    """Return a new slot for the root key, which opens with this secret."""
    salt = secrets.token_bytes(_SALT_LENGTH)
    return Slot(kind, salt, encrypt(root, _key(kind, secret, salt), ["slot", kind.value]))


def root_key_in(slot: Slot, secret: bytes) -> bytes:
    """Return the root key in this slot; raises WrongSecret."""
    try:
        return decrypt(slot.sealed, _key(slot.kind, secret, slot.salt), ["slot", slot.kind.value])
    except Tampered as error:
        raise WrongSecret from error


def root_key_in_any(of: Mapping[Protector, Slot], secret: str) -> bytes:
    """Return the root key that this passphrase, recovery code, or key of a key file opens; raises WrongSecret."""
    read: Mapping[Protector, Callable[[str], bytes]] = {
        Protector.PASSPHRASE: passphrase,
        Protector.RECOVERY_CODE: recovery_code,
        Protector.KEY_FILE: bytes.fromhex,
    }
    for kind, slot in of.items():
        with suppress(WrongSecret, ValueError):
            return root_key_in(slot, read[kind](secret))
    raise WrongSecret


def read(connection: Connection) -> dict[Protector, Slot]:
    """Return the slots of a database."""
    rows = connection.execute(select(tables.key_slot)).all()
    return {Protector(row.kind): Slot(Protector(row.kind), row.salt, row.sealed) for row in rows}


def write(connection: Connection, *added: Slot) -> None:
    """Add these slots to a database."""
    connection.execute(
        insert(tables.key_slot),
        [{"kind": slot.kind.value, "salt": slot.salt, "sealed": slot.sealed} for slot in added],
    )


def passphrase(typed: str) -> bytes:
    """Return a passphrase as it is compared: an accented letter is the same, however a keyboard puts it together."""
    return unicodedata.normalize("NFKC", typed).encode()


def new_recovery_code() -> str:
    """Make a code to print: 32 letters and digits that are hard to confuse, in groups of four (160 bits)."""
    letters = [secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS)]
    return "-".join("".join(letters[at : at + _CODE_GROUP]) for at in range(0, _CODE_LETTERS, _CODE_GROUP))


def recovery_code(typed: str) -> bytes:
    """Return a recovery code as it is compared: without case, spaces or dashes."""
    return "".join(letter for letter in typed.upper() if letter in _LETTERS).encode()


def _key(kind: Protector, secret: bytes, salt: bytes) -> bytes:
    """Make the key of a secret: a passphrase is slow to try (Argon2id, 64 MiB), the others are too long to guess."""
    if kind is not Protector.PASSPHRASE:
        return derived(secret, f"slot {kind.value}", salt)
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # As in `encryption`, not before it is needed.

    argon2 = Argon2id(
        salt=salt, length=KEY_LENGTH, iterations=_ARGON2_ITERATIONS, lanes=1, memory_cost=_ARGON2_MEMORY_KIB
    )
    return argon2.derive(secret)

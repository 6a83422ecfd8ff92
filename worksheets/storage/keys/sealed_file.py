"""A whole file, encrypted in pieces under the key in the key file: for copies from before anything was encrypted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from worksheets.storage.failures import AlreadyThere, BackupDamaged, KeyMissing, NoBackup, Tampered, in_words_of_backups
from worksheets.storage.keys.encryption import decrypt, derived, encrypt
from worksheets.storage.places import read_key, read_or_make_key

_MARK: Final = b"both-sides sealed file 1\n"
_SALT_LENGTH: Final = 16
_PIECE: Final = 1024 * 1024
_AROUND_A_PIECE: Final = 28
"""By how many bytes a piece grows when it is encrypted."""


def seal(path: Path, target: Path, key_file: Path) -> None:
    """Seal this file into a new private one and read it back; raises NotKept, NoRoom, KeyMissing or KeyNotKept."""
    salt = os.urandom(_SALT_LENGTH)
    key = derived(read_or_make_key(key_file), "sealed file", salt)
    with path.open("rb") as source, in_words_of_backups(target.parent), _new(target) as sealed:
        sealed.write(_MARK + salt + encrypt(b"", key, ["key"]))
        for number, piece, is_last in _pieces(source, _PIECE):
            sealed.write(encrypt(piece, key, ["piece", number, is_last]))
    read_back = hashlib.sha256()
    with target.open("rb") as sealed, path.open("rb") as source:
        _unseal(sealed, read_back.update, key_file)
        if read_back.digest() != hashlib.file_digest(source, "sha256").digest():
            raise BackupDamaged


def unseal(path: Path, target: Path, key_file: Path) -> None:
    """Write what was sealed into a new private file; raises AlreadyThere, NoBackup, KeyMissing or BackupDamaged."""
    with path.open("rb") as sealed, in_words_of_backups(target.parent), _new(target) as opened:
        try:
            _unseal(sealed, opened.write, key_file)
        except BaseException:
            target.unlink()
            raise


def _unseal(sealed: IO[bytes], write: Callable[[bytes], object], key_file: Path) -> None:
    if sealed.read(len(_MARK)) != _MARK:
        raise NoBackup
    key = derived(read_key(key_file), "sealed file", sealed.read(_SALT_LENGTH))
    try:
        decrypt(sealed.read(_AROUND_A_PIECE), key, ["key"])
    except Tampered as error:
        raise KeyMissing(path=key_file) from error
    try:
        for number, piece, is_last in _pieces(sealed, _PIECE + _AROUND_A_PIECE):
            write(decrypt(piece, key, ["piece", number, is_last]))
    except Tampered as error:
        raise BackupDamaged from error


def _pieces(file: IO[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield the rest of a file in pieces, at least one, each with its number and whether it is the last one."""
    number, piece = 0, file.read(size)
    while after := file.read(size):
        yield number, piece, False
        number, piece = number + 1, after
    yield number, piece, True


def _new(path: Path) -> IO[bytes]:
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise AlreadyThere(path=path) from error
    return path.open("wb")

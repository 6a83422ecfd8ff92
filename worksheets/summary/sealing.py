"""Sealing a file with a passphrase, and opening it again wherever it was sealed: the age format, binary or armored."""

from __future__ import annotations

import base64
import binascii
import json
import re
import subprocess
import sys
import unicodedata
from datetime import timedelta
from threading import Lock
from typing import Final

from worksheets.answers import WorksheetError
from worksheets.language import marked
from worksheets.summary import age, memory
from worksheets.summary.age import Exit
from worksheets.summary.refused import Damaged, Sealed, SealedForAKey, TooMuchWork, WrongPassphrase

MOST_WORK: Final = timedelta(seconds=30)
"""How long the processor may work on one file."""

LONGEST: Final = timedelta(minutes=3)
"""How long sealing or opening one file may take, on a busy machine."""

_BEGINS: Final = b"age-encryption.org/"
_ARMOR: Final = (b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_WITH_A_PASSPHRASE: Final = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9]\d?)\n")
_FOR_A_KEY: Final = re.compile(rb"age-encryption\.org/v1\n-> (?!scrypt )[!-~]+")
_MEMORY_OF_ONE_STEP: Final = 1024
"""In bytes, times two to the power of the work factor: what scrypt takes with age's block size of 8."""
_MEMORY_BESIDE: Final = 256 * 1024 * 1024
"""What stays for everybody else."""
_ONE_AT_A_TIME: Final = Lock()


class NotSealed(WorksheetError):
    message = marked(
        "The file was not sealed: that takes more memory than this computer has to spare. Close other programs, and "
        "try again."
    )


def is_sealed(file: bytes) -> bool:
    """Return whether this is an age file."""
    return file.startswith(_BEGINS) or _trimmed(file).startswith(_ARMOR[0])


def seal(file: bytes, passphrase: str) -> bytes:
    """Return the file, sealed with this passphrase in Unicode's form NFC; raises NotSealed."""
    try:
        return _worked_on("seal", file, _forms(passphrase)[:1])
    except TooMuchWork:
        raise NotSealed from None


def unseal(file: bytes, passphrase: str) -> bytes:
    """Return what was sealed, wherever that was: a keyboard may put an accented letter together in its own way.

    How much memory it takes is looked at first, because the file chooses it.
    Raises Damaged, Sealed, SealedForAKey, TooMuchWork or WrongPassphrase.
    """
    binary = file if file.startswith(_BEGINS) else _without_armor(file)
    work = _WITH_A_PASSPHRASE.match(binary)
    if work is None:
        raise SealedForAKey if _FOR_A_KEY.match(binary) else Damaged
    if _MEMORY_OF_ONE_STEP * 2 ** int(work[1]) + _MEMORY_BESIDE > memory.left():
        raise TooMuchWork
    if not passphrase:
        raise Sealed
    return _worked_on("open", binary, _forms(passphrase))


def _forms(passphrase: str) -> list[str]:
    """Return what this passphrase may be in bytes: in NFC, as it was typed, and in NFD."""
    typed = passphrase.encode(errors="replace").decode()
    return list(dict.fromkeys([unicodedata.normalize("NFC", typed), typed, unicodedata.normalize("NFD", typed)]))


def _trimmed(file: bytes) -> bytes:
    return file.removeprefix(_BYTE_ORDER_MARK).strip()


def _without_armor(file: bytes) -> bytes:
    """Return the file that was written as lines of text, so that it could be pasted."""
    text = _trimmed(file)
    begin, end = _ARMOR
    if not text.startswith(begin) or not text.endswith(end):
        raise Damaged
    lines = text.removeprefix(begin).removesuffix(end).split()
    try:
        return base64.b64decode(b"".join(lines), validate=True)
    except binascii.Error:
        raise Damaged from None


def _worked_on(do: str, file: bytes, passphrases: list[str]) -> bytes:
    """Return the other file, made in a process of its own; it may use up its memory, and be ended after a time."""
    said = json.dumps({"do": do, "seconds": int(MOST_WORK.total_seconds()), "passphrases": passphrases}).encode()
    command = [sys.executable, "-P", age.__file__]
    with _ONE_AT_A_TIME:
        try:
            done = subprocess.run(  # noqa: S603  our own program, and no shell
                command, input=said + b"\n" + file, capture_output=True, timeout=LONGEST.total_seconds(), check=False
            )
        except subprocess.TimeoutExpired:
            raise TooMuchWork from None
    match done.returncode:
        case Exit.DONE:
            return done.stdout
        case Exit.WRONG_PASSPHRASE:
            raise WrongPassphrase
        case Exit.DAMAGED:
            raise Damaged
        case Exit.MISTAKE:
            raise RuntimeError("the process that seals and opens files made a mistake")
    raise TooMuchWork

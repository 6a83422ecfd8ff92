"""The portable file: all that was ever written in one workbook, to be opened again with nothing lost.

`docs/portable-file.md` describes it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from threading import Lock
from typing import Final, TypeGuard

from worksheets import LONGEST_PATH
from worksheets.answers import WorksheetError
from worksheets.clock import Instant
from worksheets.editing import Edit, without_drafts
from worksheets.json_values import Json, json_in
from worksheets.language import marked

FORMAT: Final = "both-sides workbook"
VERSION: Final = 1
LARGEST: Final = 10_000_000
LARGEST_SEALED: Final = LARGEST + 10_000
"""In bytes, and with what sealing adds."""
MOST_EDITS: Final = 50_000
LONGEST_BASE: Final = 50
LONGEST_NAME: Final = 64
LATEST: Final = Instant(7_258_118_400_000)
"""The beginning of the year 2200."""

_FIELDS: Final = tuple(field.name for field in fields(Edit))
_SEALED: Final = b"age-encryption.org/"
_WITH_A_PASSPHRASE: Final = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9]\d?)\n")
_MOST_WORK: Final = 21
"""The power of two by which a passphrase is stretched; each step doubles the memory, and this takes 2 GiB."""
_ONE_AT_A_TIME: Final = Lock()


class FileRefused(WorksheetError):
    """A file that cannot be opened; nothing was changed."""


class Foreign(FileRefused):
    message = marked(
        "This is not a file of Both Sides. Choose one whose name ends in “.bothsides.json” or “.bothsides.json.age”."
    )


class Damaged(FileRefused):
    message = marked(
        "This file is damaged: a part of it is missing, or something in it was changed. Nothing was opened. "
        "Get the file again from where you keep it, or choose another copy."
    )


class Newer(FileRefused):
    message = marked("This file was made with a newer version of Both Sides. Update this one, and open the file again.")


class Unknown(FileRefused):
    message = marked(
        "This file holds something that this version of Both Sides does not know. Update Both Sides, and open the "
        "file again."
    )


class TooLarge(FileRefused):
    message = marked("This file is too large to be opened here: it may have 10 megabytes and 50,000 changes.")


class Sealed(FileRefused):
    message = marked("This file is sealed. Please type its passphrase.")


class WrongPassphrase(FileRefused):
    message = marked("This passphrase does not open the file. Please type it again.")


class TooMuchToTakeAway(WorksheetError):
    message = marked(
        "This worksheet has become too large for a file that can be opened again. "
        "The PDF and the table hold everything that is written now."
    )


def file_name(today: date, passphrase: str = "") -> str:
    """A name for the file that says nothing about the person: "worksheet-2026-11-22.bothsides.json"."""
    return f"worksheet-{today.isoformat()}.bothsides.json{'.age' if passphrase else ''}"


def write(edits: Sequence[Edit], passphrase: str = "") -> bytes:
    """The file with these edits but half-typed words, sealed if there is a passphrase; raises TooMuchToTakeAway."""
    raw = [{name: getattr(edit, name) for name in _FIELDS} for edit in without_drafts(edits)]
    file = {"format": FORMAT, "version": VERSION, "checksum": _checksum(raw), "edits": raw}
    written = json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()
    if len(written) > LARGEST or len(raw) > MOST_EDITS:
        raise TooMuchToTakeAway
    return _sealed(written, passphrase) if passphrase else written


def read(file: bytes, passphrase: str = "") -> list[Edit]:
    """The edits in the file, as they were written; raises FileRefused."""
    if len(file) > LARGEST_SEALED:
        raise TooLarge
    content = _content(_unsealed(file, passphrase) if file.startswith(_SEALED) else file)
    try:
        return _edits(content)
    except RecursionError:
        raise Damaged from None


def _content(file: bytes) -> Mapping[str, Json]:
    """What the file says, once it is known to be a file of this program and version."""
    try:
        content = json_in(file, strict=True)
    except ValueError:
        raise Damaged if FORMAT.encode() in file[:200] else Foreign from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Foreign
    match content.get("version"):
        case bool():
            raise Damaged
        case int() as version if version > VERSION:
            raise Newer
        case 1:
            return content
    raise Damaged


def _edits(content: Mapping[str, Json]) -> list[Edit]:
    match content:
        case {"checksum": str(checksum), "edits": list(raw)} if len(content) == 4:
            pass
        case _:
            raise Damaged
    if len(raw) > MOST_EDITS:
        raise TooLarge
    if not raw or checksum != _checksum(raw):
        raise Damaged
    edits = [_edit(each) for each in raw]
    if len({edit.id for edit in edits}) < len(edits):
        raise Damaged
    return edits


def _edit(raw: Json) -> Edit:
    match raw:
        case {
            "id": str(id_),
            "path": str(path),
            "value": None | bool() | int() | float() | str() | list() as value,
            "base": list(base),
            "author": str(author),
            "at": int(at),
            "gesture": str(gesture),
            "undoes": None | str() as undoes,
            **others,
        } if not others and len(base) <= LONGEST_BASE:
            based_on = tuple(each for each in base if _is_name(each))
            names = [id_, author, gesture, *([] if undoes is None else [undoes])]
            if (
                len(based_on) == len(base)
                and all(map(_is_name, names))
                and _is_name(path, LONGEST_PATH)
                and 0 <= at < LATEST
            ):
                return Edit(id_, path, value, based_on, author, Instant(int(at)), gesture, undoes)
    raise Damaged


def _is_name(value: object, longest: int = LONGEST_NAME) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isascii() and value.isprintable()


def _checksum(raw: Sequence[object]) -> str:
    """The same for the same edits, however the file is laid out."""
    canonical = json.dumps(raw, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode('ascii')).hexdigest()}"


def _sealed(file: bytes, passphrase: str) -> bytes:
    from pyrage import passphrase as age

    with _ONE_AT_A_TIME:
        return bytes(age.encrypt(file, passphrase))


def _unsealed(file: bytes, passphrase: str) -> bytes:
    """What was sealed; how much work the passphrase takes is checked first, because the file chooses it."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    work = _WITH_A_PASSPHRASE.match(file)
    if work is None or int(work[1]) > _MOST_WORK:
        raise Damaged
    if not passphrase:
        raise Sealed
    try:
        with _ONE_AT_A_TIME:
            return bytes(age.decrypt(file, passphrase))
    except DecryptError as error:
        raise WrongPassphrase if str(error).casefold() == "decryption failed" else Damaged from None

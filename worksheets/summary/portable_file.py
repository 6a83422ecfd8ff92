"""The portable file: one workbook as it stands now, or with all that was ever written in it, to be opened again.

`docs/portable-file.md` describes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Final

from worksheets import LONGEST_PATH
from worksheets.answers import WorksheetError
from worksheets.clock import Instant
from worksheets.editing import Edit, is_name, without_drafts
from worksheets.json_values import Json, json_in
from worksheets.language import _, marked
from worksheets.summary import naming, sealing
from worksheets.summary.refused import Damaged, Foreign, Newer, TooLarge

FORMAT: Final = "both-sides workbook"
VERSION: Final = 1
LARGEST: Final = 10_000_000
LARGEST_SEALED: Final = 14_000_000
"""In bytes, and with what sealing adds, even if it writes lines of text."""
MOST_EDITS: Final = 50_000
LONGEST_BASE: Final = 50
LATEST: Final = Instant(7_258_118_400_000)
"""The beginning of the year 2200."""

_FIELDS: Final = tuple(field.name for field in fields(Edit))


class TooMuchToTakeAway(WorksheetError):
    message = marked(
        "This worksheet has become too large for a file that can be opened again. Download the PDF and the table "
        "instead: they have everything that is written in it now."
    )


def file_name(today: date, passphrase: str = "", *, with_history: bool = False) -> str:
    """Return a name for the file that says nothing about the person: "worksheet-2026-11-22.bothsides.json"."""
    ending = ".bothsides.json.age" if passphrase else ".bothsides.json"
    if with_history:
        # For translators: the name of a file, with hyphens for spaces.
        return _("worksheet-{day}-with-history").format(day=today.isoformat()) + ending
    return naming.of_worksheet(today, ending)


def write(edits: Sequence[Edit], passphrase: str = "") -> bytes:
    """Make the file of these edits without half-typed words, sealed with any passphrase; raises TooMuchToTakeAway."""
    raw = [{name: getattr(edit, name) for name in _FIELDS} for edit in without_drafts(edits)]
    file = {"format": FORMAT, "version": VERSION, "checksum": _checksum(raw), "edits": raw}
    written = json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()
    if len(written) > LARGEST or len(raw) > MOST_EDITS:
        raise TooMuchToTakeAway
    return sealing.seal(written, passphrase) if passphrase else written


def read(file: bytes, passphrase: str = "") -> list[Edit]:
    """Return the edits in the file, as they were written; raises FileRefused."""
    if len(file) > LARGEST_SEALED:
        raise TooLarge
    plain = sealing.unseal(file, passphrase) if sealing.is_sealed(file) else file
    if len(plain) > LARGEST:
        raise TooLarge
    content = _content(plain)
    try:
        return _edits(content)
    except RecursionError:
        raise Damaged from None


def _content(file: bytes) -> Mapping[str, Json]:
    """Return what the file says, once it is known to be a file of this program and version."""
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
            based_on = tuple(each for each in base if is_name(each))
            names = [id_, author, gesture, *([] if undoes is None else [undoes])]
            if (
                len(based_on) == len(base)
                and all(map(is_name, names))
                and is_name(path, LONGEST_PATH)
                and 0 <= at < LATEST
            ):
                return Edit(id_, path, value, based_on, author, Instant(int(at)), gesture, undoes)
    raise Damaged


def _checksum(raw: Sequence[object]) -> str:
    """Return the same for the same edits, however the file is laid out."""
    canonical = json.dumps(raw, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode('ascii')).hexdigest()}"

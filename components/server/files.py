"""Files: what a window takes away, made when it asks and kept nowhere; and a file that it opens again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.opened import granted, store
from components.screens import keeping, notes
from components.server import requests
from components.server.requests import Odd
from worksheets.answers import AnswerRefused
from worksheets.editing import Folded
from worksheets.storage import Grant
from worksheets.summary import (
    NOTES,
    Copy,
    Paper,
    blank,
    calendar,
    contents,
    fhir,
    file_name,
    portable_file,
    table,
    to_pdf,
)

TAKE_AWAY: Final = "/live/take-away"
OPEN: Final = "/live/open-file"

_LARGEST_HEAD: Final = 10_000
_OF_NO_WORKBOOK: Final = ("blank", "receipt")
_Named = tuple[str, bytes]


async def take_away(request: Request) -> Response:
    """The file that the request names, with a neutral name."""
    return await requests.answered(request, _LARGEST_HEAD, str(Odd()), _made)


async def open_file(request: Request) -> Response:
    """Write the file in the request as the new workbook that it names: all of it or none.

    The request is one line of JSON and then the file, byte for byte. 422 says why a file is refused, and `sealed`
    that another passphrase may open it.
    """
    largest = portable_file.LARGEST_SEALED + _LARGEST_HEAD
    return await requests.answered(request, largest, str(portable_file.TooLarge()), _opened)


def _opened(body: bytes) -> Response:
    head, _line_end, file = body.partition(b"\n")
    said, grant = _understood(head)
    try:
        edits = portable_file.read(file, str(said.get("passphrase", "")))
        store().write_anew(grant.actor, grant.workbook, edits)
    except (portable_file.Sealed, portable_file.WrongPassphrase) as error:
        return requests.refusal(str(error), 422, sealed=True)
    except AnswerRefused:
        raise portable_file.Unknown from None
    return JSONResponse({})


def _made(body: bytes) -> Response:
    said, grant = _understood(body)
    name, file = _file(said, grant)
    if said["what"] not in _OF_NO_WORKBOOK:
        store().taken_away(grant.actor, grant.workbook)
    neutral = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(file, media_type="application/octet-stream", headers=neutral)


def _understood(head: bytes) -> tuple[Mapping[str, Any], Grant]:
    """What a request says, and what it may touch."""
    said = requests.said_in(head)
    return said, granted(said.get("token"))


def _file(said: Mapping[str, Any], grant: Grant) -> _Named:
    actor, workbook = grant.actor, grant.workbook
    now = datetime.now(UTC)
    match said:
        case {"what": "blank", "sheet": str(sheet), "paper": str(paper)} if paper in list(Paper):
            sheets = [each.id for each in blank.sheets() if sheet in (each.id, "")]
            return blank.file_name(Paper(paper)), blank.to_pdf(sheets, Paper(paper), now)
        case {"what": "pdf", "included": list(included), "copy": str(copy), "paper": str(paper), "day": day} if (
            copy in list(Copy) and paper in list(Paper)
        ):
            private = notes.written(actor, workbook) if NOTES in included else ""
            page = contents(_answers(grant), included, _day(day), Copy(copy), private)
            return file_name(_day(day)), to_pdf(page, Paper(paper), now)
        case {"what": "copy", "day": day, "passphrase": str(passphrase)}:
            log = store().log(actor, workbook) or []
            return portable_file.file_name(_day(day), passphrase), portable_file.write(log, passphrase)
        case {"what": "table", "day": day}:
            return table.file_name(_day(day)), table.to_csv(_answers(grant))
        case {"what": "calendar", "day": day, "own_words": bool(own_words)}:
            return calendar.file_name(_day(day)), calendar.to_ics(_answers(grant), workbook, own_words, now)
        case {"what": "record", "day": day, "with_name": bool(with_name)}:
            return fhir.file_name(_day(day)), fhir.to_bundle(_answers(grant), workbook, with_name, now)
        case {"what": "trail", "day": day}:
            return keeping.trail_file_name(_day(day)), keeping.trail_as_lines(actor, workbook)
        case {"what": "receipt", "day": day}:
            return keeping.receipts_file_name(_day(day)), keeping.receipts_as_text(actor)
    raise Odd


def _answers(grant: Grant) -> Folded:
    return store().load(grant.actor, grant.workbook) or Folded()


def _day(said: object) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise Odd from None

"""Files: what a window takes away, made when it asks and kept nowhere; and a file that it opens again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components import guard, live
from components.opened import store
from worksheets import language
from worksheets.answers import AnswerRefused, WorksheetError
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.storage import Grant, NotGranted, StorageError, unseal
from worksheets.summary import Paper, blank, calendar, fhir, portable_file, table

TAKE_AWAY: Final = "/live/take-away"
OPEN: Final = "/live/open-file"

_LARGEST_HEAD: Final = 10_000
_Named = tuple[str, bytes]


async def take_away(request: Request) -> Response:
    """The file that the request names, with a neutral name; refused as `live.answer` refuses."""
    return await _answered(request, _LARGEST_HEAD, _made)


async def open_file(request: Request) -> Response:
    """Write the file in the request as the new workbook that it names: all of it or none.

    The request is one line of JSON and then the file, byte for byte. 422 says why a file is refused, and `sealed`
    that another passphrase may open it.
    """
    return await _answered(request, portable_file.LARGEST_SEALED + _LARGEST_HEAD, _opened)


async def _answered(request: Request, largest: int, carry_out: Callable[[bytes], Response]) -> Response:
    if not live.is_from_our_own_page(request):
        return live.refusal(str(NotGranted()), 403)
    body = await live.read_at_most(largest, request)
    if body is None:
        return live.refusal(str(portable_file.TooLarge()), 413)
    try:
        return await to_thread.run_sync(carry_out, body)
    except NotGranted as error:
        return live.refusal(str(error), 403)
    except StorageError as error:
        return live.refusal(str(error), 503)
    except WorksheetError as error:
        sealed = isinstance(error, portable_file.Sealed | portable_file.WrongPassphrase)
        return JSONResponse({"message": str(error), "sealed": sealed}, status_code=422)
    except Exception as error:  # noqa: BLE001  whatever it is: the server's own log would quote it
        guard.note(error, "a file")
        return live.refusal(_("This is a mistake of this program. Please tell whoever runs it."), 500)


def _opened(body: bytes) -> Response:
    head, _line_end, file = body.partition(b"\n")
    said, grant = _understood(head)
    try:
        edits = portable_file.read(file, str(said.get("passphrase", "")))
        store().write_anew(grant.actor, grant.workbook, edits)
    except AnswerRefused:
        raise portable_file.Unknown from None
    return JSONResponse({})


def _made(body: bytes) -> Response:
    said, grant = _understood(body)
    name, file = _file(said, grant)
    neutral = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(file, media_type="application/octet-stream", headers=neutral)


def _understood(head: bytes) -> tuple[Mapping[str, Any], Grant]:
    """What a request says, and what it may touch; it speaks the language of its page from here on."""
    try:
        said = json.loads(head)
        grant = unseal(str(said["token"]), store().secret)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _odd() from None
    if re.fullmatch("[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?", str(said.get("language"))):
        language.use(said["language"])
    return said, grant


def _file(said: Mapping[str, Any], grant: Grant) -> _Named:
    actor, workbook = grant.actor, grant.workbook
    now = datetime.now(UTC)
    match said:
        case {"what": "blank", "sheet": str(sheet), "paper": str(paper)} if paper in list(Paper):
            sheets = [each.id for each in blank.sheets() if sheet in (each.id, "")]
            return blank.file_name(Paper(paper)), blank.to_pdf(sheets, Paper(paper), now)
        case {"what": "copy", "day": day, "passphrase": str(passphrase)}:
            log = store().log(actor, workbook) or []
            return portable_file.file_name(_day(day), passphrase), portable_file.write(log, passphrase)
        case {"what": "table", "day": day}:
            return table.file_name(_day(day)), table.to_csv(_answers(grant))
        case {"what": "calendar", "day": day, "own_words": bool(own_words)}:
            return calendar.file_name(_day(day)), calendar.to_ics(_answers(grant), workbook, own_words, now)
        case {"what": "record", "day": day, "with_name": bool(with_name)}:
            return fhir.file_name(_day(day)), fhir.to_bundle(_answers(grant), workbook, with_name, now)
    raise _odd()


def _answers(grant: Grant) -> Folded:
    return store().load(grant.actor, grant.workbook) or Folded()


def _day(said: object) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        raise _odd() from None


def _odd() -> WorksheetError:
    return WorksheetError(_("This page sent something that cannot be read. Please reload the page."))

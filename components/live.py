"""The live route: a window hands in its edits and learns what has changed since, without a page run."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from components import guard
from components.opened import changes, store
from worksheets import LONGEST_PATH
from worksheets.answers import WorksheetError
from worksheets.editing import Edit, Folded
from worksheets.language import _, marked
from worksheets.storage import Actor, Grant, NotGranted, Outcome, StorageError, unseal

PATH: Final = "/live/edits"
LARGEST_REQUEST: Final = 1_000_000
MOST_EDITS: Final = 500
MOST_TO_UNDO_WITHIN: Final = 50
LONGEST_ID: Final = 64


class _Odd(WorksheetError):
    """The request is not one that our own page would send."""

    message = marked("This page sent something that cannot be read. Copy what is not saved, and reload the page.")


@dataclass(frozen=True, slots=True)
class _Request:
    """What a window asks for; `take_back` is a gesture, and whether to redo instead of to undo within `undo`."""

    grant: Grant
    since: int
    edits: list[Edit]
    undo: list[str]
    take_back: tuple[str, bool] | None


async def answer(request: Request) -> JSONResponse:
    """Append the edits in the request, then answer with every answer that changed since the revision it names.

    400: the request cannot be read; 403: it may not write here; 413: too large; 500: a mistake of ours; 503: the
    database cannot be used now, and the same request may be sent again.
    """
    if not is_from_our_own_page(request):
        return refusal(str(NotGranted()), 403)
    body = await read_at_most(LARGEST_REQUEST, request)
    if body is None:
        return refusal(_("This is more than can be saved at once. Please shorten it."), 413)
    try:
        return JSONResponse(await to_thread.run_sync(_carry_out, body))
    except _Odd as error:
        return refusal(str(error), 400)
    except NotGranted as error:
        return refusal(str(error), 403)
    except StorageError as error:
        return refusal(str(error), 503)
    except Exception as error:  # noqa: BLE001  whatever it is: the server's own log would quote it
        guard.note(error, "saving")
        return refusal(_("This is a mistake of this program. Copy what is not saved, and tell whoever runs it."), 500)


def is_from_our_own_page(request: Request) -> bool:
    """Whether no other page asks; the browser says so."""
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site == "same-origin" and (not origin or origin.partition("://")[2] == request.headers.get("host"))


async def read_at_most(largest: int, request: Request) -> bytes | None:
    """What the request says, or None as soon as it is more than `largest` bytes."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            return None
    return bytes(body)


def refusal(message: str, status: int) -> JSONResponse:
    """An answer that says why not."""
    return JSONResponse({"message": message}, status_code=status)


def _carry_out(body: bytes) -> dict[str, Any]:
    request = _understood(body, store().secret)
    actor, workbook = request.grant.actor, request.grant.workbook
    outcome = _append(actor, workbook, request.edits)
    if request.take_back:
        gesture, again = request.take_back
        take_back = store().redo if again else store().undo
        outcome = Outcome(take_back(actor, workbook, request.undo, gesture).folded, outcome.refused)
    return {**changes(outcome.folded, actor, request.since, request.undo), "refused": outcome.refused}


def _understood(body: bytes, secret: bytes) -> _Request:
    """The request in this text; raises _Odd or NotGranted."""
    try:
        said = json.loads(body)
        grant = unseal(str(said["token"]), secret)
        at = time.time_ns() // 1_000_000
        edits = [_edit(raw, grant.actor, at) for raw in said["edits"]]
        undo = _names(said.get("undo", []), LONGEST_PATH)
        if len(edits) > MOST_EDITS or len(undo) > MOST_TO_UNDO_WITHIN:
            raise _Odd
        return _Request(grant, int(said["since"]), edits, undo, _take_back(said.get("take_back")))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise _Odd from error


def _take_back(raw: object) -> tuple[str, bool] | None:
    match raw:
        case None:
            return None
        case {"gesture": gesture, "again": bool(again)}:
            return _name(gesture), again
    raise _Odd


def _append(actor: Actor, workbook: str, edits: list[Edit]) -> Outcome:
    if edits:
        return store().append(actor, workbook, edits)
    return Outcome(store().load(actor, workbook) or Folded(), {})


def _edit(raw: Mapping[str, Any], actor: Actor, at: int) -> Edit:
    base = tuple(_names(raw["base"]))
    return Edit(
        _name(raw["id"]), _name(raw["path"], LONGEST_PATH), raw["value"], base, actor.author, at, _name(raw["gesture"])
    )


def _names(values: object, longest: int = LONGEST_ID) -> list[str]:
    if not isinstance(values, list):
        raise _Odd
    return [_name(value, longest) for value in values]


def _name(value: object, longest: int = LONGEST_ID) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or not (value.isascii() and value.isprintable()):
        raise _Odd
    return value

"""The live route: a window hands in its edits and learns what has changed since, without a page run."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from components.opened import changes, store
from worksheets import LONGEST_PATH
from worksheets.editing import Edit, Folded
from worksheets.language import _
from worksheets.storage import Actor, NotGranted, Outcome, StorageError, unseal

PATH: Final = "/live/edits"
LARGEST_REQUEST: Final = 1_000_000
MOST_EDITS: Final = 500
LONGEST_ID: Final = 48


async def answer(request: Request) -> JSONResponse:
    """Append the edits in the request, then answer with every answer that changed since the revision it names.

    400: the request cannot be read; 403: it may not write here; 413: too large; 503: the database cannot be used now,
    and the same request may be sent again.
    """
    if not _from_our_own_page(request):
        return _refusal(str(NotGranted()), 403)
    body = await _read(request)
    if body is None:
        return _refusal(_("This is more than can be saved at once. Please shorten it."), 413)
    try:
        return JSONResponse(await to_thread.run_sync(_carry_out, json.loads(body)))
    except NotGranted as error:
        return _refusal(str(error), 403)
    except StorageError as error:
        return _refusal(str(error), 503)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return _refusal(
            _("This page sent something that cannot be read. Copy what is not saved, and reload the page."), 400
        )


def _carry_out(body: Mapping[str, Any]) -> dict[str, Any]:
    grant = unseal(str(body["token"]), store().secret)
    since = int(body["since"])
    at = time.time_ns() // 1_000_000
    edits = [_edit(raw, grant.actor, at) for raw in body["edits"]]
    if len(edits) > MOST_EDITS:
        raise ValueError
    outcome = _append(grant.actor, grant.workbook, edits)
    match body.get("take_back"):
        case {"worksheet": str(worksheet), "gesture": str(gesture), "again": bool(again)}:
            take_back = store().redo if again else store().undo
            taken_back = take_back(grant.actor, grant.workbook, worksheet, _name(gesture))
            outcome = Outcome(taken_back.folded, outcome.refused)
    return {**changes(outcome.folded, grant.actor, since), "refused": outcome.refused}


def _append(actor: Actor, workbook: str, edits: list[Edit]) -> Outcome:
    if edits:
        return store().append(actor, workbook, edits)
    return Outcome(store().load(actor, workbook) or Folded(), {})


def _edit(raw: Mapping[str, Any], actor: Actor, at: int) -> Edit:
    base = tuple(_name(id_) for id_ in raw["base"])
    return Edit(
        _name(raw["id"]), _name(raw["path"], LONGEST_PATH), raw["value"], base, actor.author, at, _name(raw["gesture"])
    )


def _name(value: object, longest: int = LONGEST_ID) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isascii():
        raise ValueError
    return value


def _from_our_own_page(request: Request) -> bool:
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site == "same-origin" and (not origin or origin.partition("://")[2] == request.headers.get("host"))


async def _read(request: Request) -> bytes | None:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_REQUEST:
            return None
    return bytes(body)


def _refusal(message: str, status: int) -> JSONResponse:
    return JSONResponse({"message": message}, status_code=status)

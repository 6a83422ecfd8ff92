"""The live route: a window hands in its edits and learns what has changed since, without a page run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.opened import changes, granted, store
from components.server import requests
from components.server.requests import Odd
from worksheets import LONGEST_PATH
from worksheets.clock import Instant, now
from worksheets.editing import Edit, Folded
from worksheets.language import _
from worksheets.storage import Actor, Grant, Outcome

PATH: Final = "/live/edits"
LARGEST_REQUEST: Final = 1_000_000
MOST_EDITS: Final = 500
MOST_TO_UNDO_WITHIN: Final = 50
LONGEST_ID: Final = 64


@dataclass(frozen=True, slots=True)
class _Request:
    """What a window asks for; `take_back` is a gesture, and whether to redo instead of to undo within `undo`."""

    grant: Grant
    since: int
    edits: list[Edit]
    undo: list[str]
    take_back: tuple[str, bool] | None


async def answer(request: Request) -> Response:
    """Append the edits in the request, then answer with every answer that changed since the revision it names."""
    too_large = _("This is more than can be saved at once. Please shorten it.")
    return await requests.answered(request, LARGEST_REQUEST, too_large, _carry_out)


def _carry_out(body: bytes) -> Response:
    request = _understood(body)
    actor, workbook = request.grant.actor, request.grant.workbook
    outcome = _append(actor, workbook, request.edits)
    if request.take_back:
        gesture, again = request.take_back
        take_back = store().redo if again else store().undo
        outcome = Outcome(take_back(actor, workbook, request.undo, gesture).folded, outcome.refused)
    changed = changes(outcome.folded, actor, request.since, request.undo)
    return JSONResponse({**changed, "refused": outcome.refused})


def _understood(body: bytes) -> _Request:
    """The request in this text; raises Odd or NotGranted."""
    try:
        said = requests.said_in(body)
        grant = granted(said["token"])
        at = now()
        edits = [_edit(raw, grant.actor, at) for raw in said["edits"]]
        undo = _names(said.get("undo", []), LONGEST_PATH)
        if len(edits) > MOST_EDITS or len(undo) > MOST_TO_UNDO_WITHIN:
            raise Odd
        return _Request(grant, int(said["since"]), edits, undo, _take_back(said.get("take_back")))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Odd from error


def _take_back(raw: object) -> tuple[str, bool] | None:
    match raw:
        case None:
            return None
        case {"gesture": gesture, "again": bool(again)}:
            return _name(gesture), again
    raise Odd


def _append(actor: Actor, workbook: str, edits: list[Edit]) -> Outcome:
    if edits:
        return store().append(actor, workbook, edits)
    return Outcome(store().load(actor, workbook) or Folded(), {})


def _edit(raw: Mapping[str, Any], actor: Actor, at: Instant) -> Edit:
    base = tuple(_names(raw["base"]))
    return Edit(
        _name(raw["id"]), _name(raw["path"], LONGEST_PATH), raw["value"], base, actor.author, at, _name(raw["gesture"])
    )


def _names(values: object, longest: int = LONGEST_ID) -> list[str]:
    if not isinstance(values, list):
        raise Odd
    return [_name(value, longest) for value in values]


def _name(value: object, longest: int = LONGEST_ID) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest or not (value.isascii() and value.isprintable()):
        raise Odd
    return value

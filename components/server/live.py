"""The live route: a window hands in its edits and learns what has changed since, without a page run."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse, Response

from components import routes
from components.installation import store
from components.server import requests
from components.server.requests import BadRequest
from components.who import granted
from components.window import changes
from worksheets import LONGEST_PATH
from worksheets.answers import WorksheetError
from worksheets.clock import Instant, now
from worksheets.editing import LONGEST_NAME, Edit, Folded, is_name
from worksheets.json_values import plain
from worksheets.language import marked
from worksheets.storage import Actor, Outcome

LARGEST_REQUEST: Final = 1_000_000
MOST_EDITS: Final = 500
MOST_TO_UNDO_WITHIN: Final = 50
MOST_SHEETS: Final = 10


class TooMuchAtOnce(WorksheetError):
    """A request that holds more than one may."""

    message = marked("This is too much to save at once. Please shorten it.")


def _handle(body: bytes) -> Response:
    """Keep the edits, take back if that is asked for, and answer what has changed and can be taken back `within`."""
    match requests.parse(body):
        case {"token": token, "since": int(since), "edits": list(written), **more} if len(written) <= MOST_EDITS:
            sheets = more.get("within", [])
        case _:
            raise BadRequest
    if not isinstance(sheets, list) or len(sheets) > MOST_SHEETS:
        raise BadRequest
    grant, at = granted(token), now()
    actor, workbook = grant.actor, grant.workbook
    edits = [_edit(edit, actor, at) for edit in written]
    within = [_paths(sheet) for sheet in sheets]
    taken_back = _take_back(more.get("take_back"))
    if edits:
        outcome = store().append(actor, workbook, edits)
    else:
        outcome = Outcome(store().load(actor, workbook) or Folded(), {})
    if taken_back:
        gesture, again, paths = taken_back
        take_back = store().redo if again else store().undo
        outcome = Outcome(take_back(actor, workbook, paths, gesture).folded, outcome.refused)
    return JSONResponse(plain(changes(outcome, actor.author, since, within)))


def _take_back(raw: object) -> tuple[str, bool, list[str]] | None:
    """Return a gesture, whether to redo instead of to undo, and within which paths."""
    match raw:
        case None:
            return None
        case {"gesture": gesture, "again": bool(again), "within": within}:
            return _name(gesture), again, _paths(within)
    raise BadRequest


def _paths(raw: object) -> list[str]:
    if not isinstance(raw, list) or len(raw) > MOST_TO_UNDO_WITHIN:
        raise BadRequest
    return [_name(path, LONGEST_PATH) for path in raw]


def _edit(raw: object, actor: Actor, at: Instant) -> Edit:
    match raw:
        case {"id": id_, "path": path, "value": value, "base": list(base), "gesture": gesture}:
            bases = tuple(_name(each) for each in base)
            return Edit(_name(id_), _name(path, LONGEST_PATH), value, bases, actor.author, at, _name(gesture))
    raise BadRequest


def _name(value: object, longest: int = LONGEST_NAME) -> str:
    if not is_name(value, longest):
        raise BadRequest
    return value


ROUTE: Final = requests.post(routes.EDITS, _handle, largest=LARGEST_REQUEST, too_large=TooMuchAtOnce)

"""The routes of files: what a window takes away, made when it asks and kept nowhere; and a file that it opens again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Final

from starlette.responses import JSONResponse, Response

from components import navigation, routes
from components.installation import store
from components.open_workbook import private_notes
from components.server import requests
from components.server.guard import is_own
from components.server.requests import BadRequest
from components.who import granted, names
from worksheets import clock, wordings
from worksheets.answers import AnswerRefused
from worksheets.earlier import as_it_stands
from worksheets.editing import Folded
from worksheets.storage import Grant
from worksheets.summary import (
    NOTES,
    Copy,
    Paper,
    blank,
    calendar,
    card,
    contents,
    fhir,
    file_name,
    portable_file,
    receipts,
    refused,
    table,
    to_pdf,
)
from worksheets.wordings import Wording
from worksheets.workbook import Stance

MOST_OPENED_AT_ONCE: Final = 2
"""How many files are worked on at the same time: the others wait their turn, and hold up nobody who writes."""

MOST_TAKEN_AWAY_AT_ONCE: Final = 8

_OF_NO_WORKBOOK: Final = ("blank", "receipt")


def _open_file(body: bytes) -> Response:
    head, _line_end, file = body.partition(b"\n")
    said, grant = _understood(head)
    try:
        edits = portable_file.read(file, str(said.get("passphrase", "")))
        if not said.get("again") and (there := store().there_already(grant.actor, edits)):
            return requests.refusal(str(refused.IsThere()), 409, there={"workbook": there})
        store().write_anew(grant.actor, grant.workbook, edits)
    except (refused.Sealed, refused.WrongPassphrase) as error:
        return requests.refusal(str(error), 422, sealed=True)
    except AnswerRefused:
        raise refused.Unknown from None
    return JSONResponse({})


def _take_away(body: bytes) -> Response:
    said, grant = _understood(body)
    name, file = _file(said, grant)
    if said["what"] not in _OF_NO_WORKBOOK:
        store().note_taken_away(grant.actor, grant.workbook)
    neutral = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(file, media_type="application/octet-stream", headers=neutral)


def _understood(head: bytes) -> tuple[Mapping[str, object], Grant]:
    """Return what a request says, and what it may touch."""
    said = requests.parse(head)
    return said, granted(said.get("token"))


def _file(said: Mapping[str, object], grant: Grant) -> tuple[str, bytes]:
    actor, workbook = grant.actor, grant.workbook
    zone = clock.zone(str(said.get("zone")), None)

    def earlier_wordings() -> list[Wording]:
        edits = store().written_at(actor, workbook, wordings.PATH)
        return wordings.before(edits, lambda at: clock.in_utc(at).astimezone(zone).date())

    now, today = datetime.now(UTC), requests.parse_day(said.get("day"))
    match said:
        case {"what": "blank", "sheet": str(sheet), "paper": str(paper), "address": str(address)} if paper in list(
            Paper
        ) and is_own(address):
            sheets = [each.id for each in blank.sheets() if sheet in (each.id, "")]
            return blank.file_name(Paper(paper)), blank.to_pdf(sheets, Paper(paper), now, partial(page_of, address))
        case {"what": "pdf", "included": list(included), "copy": str(copy), "paper": str(paper)} if copy in list(
            Copy
        ) and paper in list(Paper):
            private = private_notes(actor, workbook) if NOTES in included else ""
            page = contents(_answers(grant), included, today, Copy(copy), private, earlier_wordings())
            return file_name(today), to_pdf(page, Paper(paper), now)
        case {"what": "card"}:
            return card.file_name(today), card.to_picture(_answers(grant))
        case {"what": "copy" | "history" as what, "passphrase": str(passphrase)}:
            log = store().log(actor, workbook) or []
            name = portable_file.file_name(today, passphrase, with_history=what == "history")
            return name, portable_file.write(log if what == "history" else as_it_stands(log), passphrase)
        case {"what": "table"}:
            return table.file_name(today), table.to_csv(_answers(grant), earlier_wordings())
        case {"what": "spreadsheet"}:
            return table.spreadsheet_name(today), table.to_xlsx(_answers(grant), earlier_wordings())
        case {"what": "calendar", "own_words": bool(own_words)}:
            log = store().log(actor, workbook) or []
            return calendar.file_name(today), calendar.to_ics(log, workbook, own_words, today, now)
        case {"what": "record", "with_name": bool(with_name)}:
            return fhir.file_name(today), fhir.to_bundle(_answers(grant), workbook, with_name, now, earlier_wordings())
        case {"what": "trail"}:
            events = reversed(store().events_about(actor, workbook))
            return receipts.trail_file_name(today), receipts.trail_to_lines(events)
        case {"what": "receipt"}:
            return receipts.file_name(today), receipts.to_text(store().receipts(actor), names(actor))
    raise BadRequest


def page_of(address: str, sheet: blank.Sheet) -> str:
    """Return where a window finds the page of a blank worksheet; there is nothing of anybody in it."""
    there = (*navigation.steps_of_topics(), *navigation.steps(Stance.EXPLORE))
    page = next(step.page for step in there if sheet.worksheets[0] in step.worksheets)
    return f"{address.rstrip('/')}/?page={page}"


def _answers(grant: Grant) -> Folded:
    return store().load(grant.actor, grant.workbook) or Folded()


ROUTES: Final = (
    requests.post(routes.TAKE_AWAY, _take_away, at_once=MOST_TAKEN_AWAY_AT_ONCE),
    requests.post(
        routes.OPEN_FILE,
        _open_file,
        largest=portable_file.LARGEST_SEALED + requests.LARGEST_FORM,
        too_large=refused.TooLarge,
        at_once=MOST_OPENED_AT_ONCE,
    ),
)

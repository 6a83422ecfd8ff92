"""The routes of files: what a window takes away, made when it asks and kept nowhere; and a file that it opens again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from components import navigation, routes
from components.installation import store
from components.open_workbook import private_notes
from components.server import requests
from components.server.guard import is_own
from components.server.requests import BadRequest
from components.who import granted, names
from worksheets import clock, language, pocket_card, wordings
from worksheets import support as asked_of_helpers
from worksheets.answers import AnswerRefused, Answers
from worksheets.earlier import as_it_stands
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.storage import Grant
from worksheets.storage.taken_away import Chosen, TakenAway
from worksheets.summary import (
    NOTES,
    Copy,
    Paper,
    blank,
    calendar,
    card,
    contents,
    fhir,
    in_two,
    parts,
    portable_file,
    receipts,
    refused,
    support,
    table,
    to_pdf,
)
from worksheets.summary.naming import of_worksheet
from worksheets.wordings import Wording
from worksheets.workbook import Stance

MOST_OPENED_AT_ONCE: Final = 2
"""How many files are worked on at the same time: the others wait their turn, and hold up nobody who writes."""

MOST_TAKEN_AWAY_AT_ONCE: Final = 8


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
    name, file, taken = _file(said, grant)
    if taken:
        store().note_taken_away(grant.actor, grant.workbook, taken)
    neutral = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(file, media_type="application/octet-stream", headers=neutral)


def _understood(head: bytes) -> tuple[Mapping[str, object], Grant]:
    """Return what a request says, and what it may touch."""
    said = requests.parse(head)
    return said, granted(said.get("token"))


def _file(said: Mapping[str, object], grant: Grant) -> tuple[str, bytes, TakenAway | None]:
    """Return a file with its name, and what is to be noted of it: nothing if it is of no workbook."""
    actor, workbook = grant.actor, grant.workbook
    zone = clock.zone(str(said.get("zone")), None)

    def earlier_wordings() -> list[Wording]:
        edits = store().written_at(actor, workbook, wordings.PATH)
        return wordings.before(edits, lambda at: clock.in_utc(at).astimezone(zone).date())

    now, today = clock.in_utc(clock.now()), requests.parse_day(said.get("day"))
    second = str(said.get("second", ""))
    if second not in ("", *language.codes()):
        raise BadRequest
    all_answers = _("All questions and answers")
    match said:
        case {"what": "blank", "form": str(form), "paper": str(paper), "address": str(address)} if paper in list(
            Paper
        ) and is_own(address):
            forms = [each.id for each in blank.forms() if form in (each.id, "")]
            empty = blank.to_pdf(forms, Paper(paper), now, partial(page_of, address), second)
            return blank.file_name(Paper(paper)), empty, None
        case {
            "what": "pdf",
            "included": list(included),
            "copy": str(copy),
            "paper": str(paper),
        } if copy in list(Copy) and paper in list(Paper):
            private = private_notes(actor, workbook) if NOTES in included else ""
            answers, whose, before = _answers(grant), Copy(copy), earlier_wordings()
            page = in_two(partial(contents, answers, included, today, whose, private, before), second)
            on_it = [part for part in parts(answers, whose, private, before) if part.id in included]
            labels = (_("What it is about"), *(part.label for part in on_it))
            chosen = Chosen(whose.value, tuple(part.id for part in on_it))
            taken = TakenAway(_("{copy} (PDF)").format(copy=whose.label), labels, chosen)
            return of_worksheet(today, ".pdf"), to_pdf(page, Paper(paper), now), taken
        case {"what": "card"}:
            answers = _answers(grant)
            return card.file_name(today), card.to_picture(answers), TakenAway(_("Pocket card (PNG)"), _ticked(answers))
        case {"what": "support", "paper": str(paper)} if paper in list(Paper):
            answers = _answers(grant)
            taken = TakenAway(_("A page for someone who helps (PDF)"), _handed_over(answers))
            return support.file_name(today), support.to_pdf(answers, Paper(paper), now, second), taken
        case {"what": "copy" | "history" as what, "passphrase": str(passphrase)}:
            log = store().log(actor, workbook) or []
            name = portable_file.file_name(today, passphrase, with_history=what == "history")
            earlier = [_("All that was changed or removed")] if what == "history" else []
            sealed = [_("Sealed with a passphrase")] if passphrase else []
            taken = TakenAway(_("A file to open again"), (_("All that is written in it"), *earlier, *sealed))
            return name, portable_file.write(log if what == "history" else as_it_stands(log), passphrase), taken
        case {"what": "table"}:
            taken = TakenAway(_("Table (CSV)"), (all_answers,))
            return of_worksheet(today, ".csv"), table.to_csv(_answers(grant), earlier_wordings()), taken
        case {"what": "spreadsheet"}:
            taken = TakenAway(_("Table (Excel)"), (all_answers,))
            return of_worksheet(today, ".xlsx"), table.to_xlsx(_answers(grant), earlier_wordings()), taken
        case {"what": "calendar", "own_words": bool(own_words)}:
            log = store().log(actor, workbook) or []
            words = _("Days, with your own words") if own_words else _("Days, without your own words")
            file = calendar.to_ics(log, workbook, own_words, today, now, weekly=said.get("weekly") is True)
            return of_worksheet(today, ".ics"), file, TakenAway(_("Calendar"), (words,))
        case {"what": "record", "with_name": bool(with_name)}:
            named = [_("Name or initials")] if with_name else []
            taken = TakenAway(_("For a clinic’s records (FHIR)"), (all_answers, *named))
            bundle = fhir.to_bundle(_answers(grant), workbook, with_name, now, earlier_wordings())
            return of_worksheet(today, ".fhir.json"), bundle, taken
        case {"what": "trail"}:
            events = reversed(store().events_about(actor, workbook))
            taken = TakenAway(_("The list of who opened this"), (_("None of your words"),))
            return of_worksheet(today, ".opened.jsonl"), receipts.trail_to_lines(events), taken
        case {"what": "receipt"}:
            return receipts.file_name(today), receipts.to_text(store().receipts(actor), names(actor)), None
    raise BadRequest


def _ticked(answers: Answers) -> tuple[str, ...]:
    """Return the lists from which something is on the pocket card."""
    there = pocket_card.card(answers)
    return tuple(part.heading for part in (*there.left, *there.right)) if there else ()


def _handed_over(answers: Answers) -> tuple[str, ...]:
    """Return the questions and the lists from which something is on the page for somebody who helps."""
    there = asked_of_helpers.page(answers)
    if there is None:
        return ()
    return (*(said.question for said in there.answers), *(part.heading for part in there.ticked))


def page_of(address: str, form: blank.Form) -> str:
    """Return where a window finds the page of a blank worksheet; there is nothing of anybody in it."""
    there = (*navigation.steps_of_topics(), *navigation.steps(Stance.EXPLORE))
    page = next(step.page for step in there if form.worksheets[0] in step.worksheets)
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

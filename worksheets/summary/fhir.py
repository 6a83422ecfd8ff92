"""The answers as a FHIR Questionnaire and QuestionnaireResponse for a clinic's records (R4B, which reads as R4)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from worksheets import kind_at, workbook
from worksheets.answers import Answers, Choice, Day, Number, YesNo
from worksheets.json_values import Json
from worksheets.language import _, spoken
from worksheets.summary import answered
from worksheets.summary.answered import Group
from worksheets.worksheet import Line

# In FHIR's own words, which no language changes.
_BUNDLE: Final = '{"resourceType": "Bundle", "type": "collection"}'
_QUESTIONNAIRE: Final = '{"resourceType": "Questionnaire", "status": "active", "subjectType": ["Patient"]}'
_RESPONSE: Final = '{"resourceType": "QuestionnaireResponse", "status": "completed"}'

_OURS: Final = uuid.UUID("b3a1f6d2-0c58-4f7e-8d19-2a6f0e94c7b5")


def file_name(today: date) -> str:
    """A name for the file that says nothing about the person: "worksheet-2026-11-22.fhir.json"."""
    return f"worksheet-{today.isoformat()}.fhir.json"


def to_bundle(answers: Answers, workbook_id: str, with_name: bool, made_at: datetime) -> bytes:
    """A Bundle of what was asked and what was answered, as JSON; it holds the person's name only `with_name`.

    The same workbook has the same identifiers each time. `made_at` carries its time zone.
    """
    groups = list(answered.groups(answers))
    moment = made_at.isoformat(timespec="seconds")
    asked, response = (f"urn:uuid:{uuid.uuid5(_OURS, f'{workbook_id}/{what}')}" for what in ("asked", "answered"))
    name = workbook.read(answers).name if with_name else ""
    questionnaire = {
        **json.loads(_QUESTIONNAIRE),
        "language": spoken(),
        "url": asked,
        "title": _("Worksheet for thinking a change through"),
        "date": moment,
        **_items(groups, _question, type="group"),
    }
    questionnaire_response = {
        **json.loads(_RESPONSE),
        "language": spoken(),
        "questionnaire": asked,
        **({"subject": {"display": name}} if name else {}),
        "authored": moment,
        **_items(groups, _answer),
    }
    bundle = {
        **json.loads(_BUNDLE),
        "timestamp": moment,
        "entry": [
            {"fullUrl": asked, "resource": questionnaire},
            {"fullUrl": response, "resource": questionnaire_response},
        ],
    }
    return json.dumps(bundle, ensure_ascii=False, indent=2).encode()


def _items(groups: Iterable[Group], item: Callable[[Line], Json], **more: str) -> dict[str, Json]:
    """FHIR's item for each group, with one for each line in it; FHIR has no empty lists."""
    items: list[Json] = [
        {"linkId": group.name, "text": group.heading, **more, "item": [item(line) for line in group.lines]}
        for group in groups
    ]
    return {"item": items} if items else {}


def _question(line: Line) -> Json:
    type_, _value = _answered(line)
    question: dict[str, Json] = {"linkId": line.path, "text": _asked(line), "type": type_}
    kind = kind_at(line.path)
    if isinstance(kind, Choice):
        question["answerOption"] = [{"valueCoding": {"code": option}} for option in kind.options]
    return question


def _answer(line: Line) -> Json:
    _type, value = _answered(line)
    return {"linkId": line.path, "text": _asked(line), "answer": [value]}


def _asked(line: Line) -> str:
    """The question; that of a yes or no is followed by what it is about."""
    return f"{line.question}: {line.shown}" if isinstance(line.value, bool) else line.question


def _answered(line: Line) -> tuple[str, Json]:
    """The FHIR type of the question, and the answer in it; what has no type of its own is text."""
    match kind_at(line.path), line.value:
        case YesNo(), bool() as value:
            return "boolean", {"valueBoolean": value}
        case Number(), int() as value:
            return "integer", {"valueInteger": value}
        case Day(), str() as value:
            return "date", {"valueDate": value}
        case Choice(), str() as value:
            return "choice", {"valueCoding": {"code": value, "display": line.shown}}
    return "text", {"valueString": line.shown}

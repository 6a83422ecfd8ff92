"""The answers as a FHIR Questionnaire and QuestionnaireResponse for a clinic's records (R4B, which reads as R4)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from worksheets import kind_at, workbook
from worksheets.answers import Answers, Choice, Day, Number, YesNo
from worksheets.language import _, spoken
from worksheets.summary import answered
from worksheets.summary.answered import Part
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
    """A Bundle of what was asked and what was answered, as JSON; the person's name is in it `with_name` only.

    The same workbook has the same identifiers each time. `made_at` carries its time zone.
    """
    parts = list(answered.parts(answers))
    moment = made_at.isoformat(timespec="seconds")
    asked, response = (f"urn:uuid:{uuid.uuid5(_OURS, f'{workbook_id}/{what}')}" for what in ("asked", "answered"))
    name = workbook.read(answers).name if with_name else ""
    questionnaire = {
        **json.loads(_QUESTIONNAIRE),
        "language": spoken(),
        "url": asked,
        "title": _("Worksheet for thinking a change through"),
        "date": moment,
        **_items(parts, _question, type="group"),
    }
    questionnaire_response = {
        **json.loads(_RESPONSE),
        "language": spoken(),
        "questionnaire": asked,
        **({"subject": {"display": name}} if name else {}),
        "authored": moment,
        **_items(parts, _answer),
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


def _items(parts: list[Part], item: Callable[[Line], Mapping[str, Any]], **group: str) -> dict[str, Any]:
    """A group for each part, of one item for each line; FHIR has no empty lists."""
    groups = [
        {"linkId": part.name, "text": part.heading, **group, "item": [item(line) for line in part.lines]}
        for part in parts
    ]
    return {"item": groups} if groups else {}


def _question(line: Line) -> Mapping[str, Any]:
    type_, _value = _answered(line)
    kind = kind_at(line.path)
    options = [{"valueCoding": {"code": option}} for option in kind.options] if isinstance(kind, Choice) else []
    return {"linkId": line.path, "text": _asked(line), "type": type_, **({"answerOption": options} if options else {})}


def _answer(line: Line) -> Mapping[str, Any]:
    _type, value = _answered(line)
    return {"linkId": line.path, "text": _asked(line), "answer": [value]}


def _asked(line: Line) -> str:
    """The question; what a yes or no is about stands in how it is read."""
    return f"{line.question}: {line.shown}" if isinstance(line.value, bool) else line.question


def _answered(line: Line) -> tuple[str, Mapping[str, Any]]:
    """The FHIR type of the question, and the answer in it; what has no type of its own is text, as it is read."""
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

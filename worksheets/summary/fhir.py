"""The answers as a FHIR Questionnaire and QuestionnaireResponse for a clinic's records (R4B, which reads as R4)."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from worksheets import ANSWERED, decisional_balance, kind_at, plan, rulers, values, version, workbook
from worksheets.answers import Answers, Choice, Day, Number, Option, Position, YesNo
from worksheets.json_values import Json
from worksheets.language import _, spoken
from worksheets.rulers import Ruler
from worksheets.summary import answered, questionnaire
from worksheets.summary.questionnaire import SOMETHING, Asked, Group, Question
from worksheets.wordings import Wording

# In FHIR's own words, which no language changes.
_BUNDLE: Final = '{"resourceType": "Bundle", "type": "collection"}'
_QUESTIONNAIRE: Final = '{"resourceType": "Questionnaire", "status": "active", "subjectType": ["Patient"]}'
_RESPONSE: Final = '{"resourceType": "QuestionnaireResponse", "status": "completed"}'
_SOME_ARE_OPEN: Final = '{"resourceType": "QuestionnaireResponse", "status": "in-progress"}'

_RENDERED: Final = "http://hl7.org/fhir/StructureDefinition/rendered-value"
_OURS: Final = uuid.UUID("b3a1f6d2-0c58-4f7e-8d19-2a6f0e94c7b5")
_THE_CHANGE: Final[tuple[Group, ...]] = ((workbook.NAME, ""),)
_NO_SPACE_OF_FHIR: Final = re.compile("[^\\S \\r\\n\\t]|\ufeff")


def to_bundle(
    answers: Answers, workbook_id: str, with_name: bool, made_at: datetime, wordings: Sequence[Wording] = ()
) -> bytes:
    """Return a Bundle of what everybody is asked and what was answered; it has the person's name only `with_name`.

    The Questionnaire is the same for all who use this version in this language. The response of the same workbook has
    the same identifier each time, and is completed once what nobody leaves out is answered. `made_at` carries its time
    zone. The earlier `wordings` of the change are answers to a question of their own.
    """
    questions = questionnaire.questions()
    texts = {question.name: question.text for question in questions}
    given = [(each, value) for each in questionnaire.asked(answers) if (value := _value(each, texts))]
    told: list[Json] = [{"valueString": string} for each in wordings if (string := _string(each.told))]
    moment = made_at.isoformat(timespec="seconds")
    canonical, response = (f"urn:uuid:{uuid.uuid5(_OURS, each)}" for each in (f"asked/{spoken()}", workbook_id))
    name = _string(workbook.read(answers).name) if with_name else ""
    everybody = {
        **json.loads(_QUESTIONNAIRE),
        "language": spoken(),
        "url": canonical,
        "version": version.VERSION,
        "title": _("Worksheet for thinking a change through"),
        **_nested(
            [([(group, "") for group in each.groups], _question(each)) for each in questions]
            + [(_THE_CHANGE, {**_before(), "type": "text", "repeats": True})],
            type="group",
        ),
    }
    person = {
        **json.loads(_RESPONSE if _is_complete(answers) else _SOME_ARE_OPEN),
        "language": spoken(),
        "questionnaire": f"{canonical}|{version.VERSION}",
        **({"subject": {"display": name}} if name else {}),
        "authored": moment,
        **_nested(
            [(each.groups, _answer(each, value)) for each, value in given]
            + ([(_THE_CHANGE, {**_before(), "answer": told})] if told else [])
        ),
    }
    bundle = {
        **json.loads(_BUNDLE),
        "timestamp": moment,
        "entry": [{"fullUrl": canonical, "resource": everybody}, {"fullUrl": response, "resource": person}],
    }
    return json.dumps(bundle, ensure_ascii=False, indent=2).encode()


def _before() -> dict[str, Json]:
    return {"linkId": f"{workbook.NAME}/before", "text": _("How the change was worded before")}


def _is_complete(answers: Answers) -> bool:
    """Return whether both sides, importance, confidence, and if there is a plan are answered: the rest is optional."""
    ratings = rulers.read(answers).ratings
    given = [ratings[Ruler.IMPORTANCE].number, ratings[Ruler.CONFIDENCE].number, plan.read(answers).today]
    return decisional_balance.read(answers).has_both_sides and None not in given


def _nested(items: Iterable[tuple[Iterable[Group], Json]], **of_a_question: str) -> dict[str, Json]:
    """Return FHIR's items, each within its groups, which are there once for each thing asked about.

    FHIR has no empty lists.
    """
    headings = {workbook.NAME: _("The change")} | {each.NAME: answered.heading_of(each) for each in ANSWERED}
    below: dict[tuple[Group, ...], list[Json]] = {(): []}
    for groups, item in items:
        around: tuple[Group, ...] = ()
        for name, which in groups:
            outside, around = around, (*around, (name, which))
            if around not in below:
                below[around] = []
                said: dict[str, Json] = {"text": headings[name]} if name in headings else {}
                repeats: dict[str, Json] = {"repeats": True} if of_a_question and name not in headings else {}
                below[outside].append({"linkId": name, **said, **of_a_question, **repeats, "item": below[around]})
        below[around].append(item)
    return {"item": below[()]} if below[()] else {}


def _question(question: Question) -> Json:
    if question.of_a_card and question.about:
        cards: list[Json] = [{"valueCoding": {"code": card.id, "display": card.name}} for card in values.deck()]
        return {"linkId": question.name, "text": _("Value"), "type": "choice", "answerOption": cards}
    item: dict[str, Json] = {"linkId": question.name}
    if question.text not in ("", SOMETHING):
        item["text"] = question.text
    match question.kind:
        case YesNo():
            item["type"] = "boolean"
        case Number() | Position():
            item["type"] = "integer"
        case Day():
            item["type"] = "date"
        case Choice(options):
            item["type"] = "choice"
            item["answerOption"] = [{"valueCoding": _coding(option)} for option in options]
        case _:
            item["type"] = "text"
    return item


def _coding(option: str) -> dict[str, Json]:
    return {"code": str(option), **({"display": option.label} if isinstance(option, Option) else {})}


def _answer(asked: Asked, value: Json) -> Json:
    text: dict[str, Json] = {} if asked.about else {"text": _string(asked.line.question)}
    return {"linkId": asked.name, **text, "answer": [value]}


def _value(asked: Asked, texts: Mapping[str, str]) -> Json:
    """Give the answer in its FHIR type; None if FHIR has nothing to write, as for words that are nothing but spaces."""
    line = asked.line
    if asked.about and asked.card:
        names = {card.id: card.name for card in values.deck()}
        return {"valueCoding": {"code": asked.card, "display": names[asked.card]}}
    match kind_at(line.path), line.value:
        case _ if asked.about:
            words = (
                line.shown
                if line.value is True
                else _in_place_of_dots(line.question, texts.get(f"{asked.groups[-1][0]}/answer", ""))
            )
        case YesNo(), bool() as value:
            return {"valueBoolean": value}
        case Number(), int() as value:
            return {"valueInteger": value, **_rendered(line.shown, value)}
        case Position(), _:
            return {"valueInteger": int(line.shown)}
        case Day(), str() as value:
            return {"valueDate": value}
        case Choice(), str() as value:
            return {"valueCoding": {"code": value, "display": _string(line.shown)}}
        case _:
            words = line.shown
    return {"valueString": string} if (string := _string(words)) else None


def _rendered(shown: str, value: int) -> dict[str, Json]:
    """Return FHIR's extension for how a value is read, if that is another way than as a number."""
    if shown == str(value):
        return {}
    return {"_valueInteger": {"extension": [{"url": _RENDERED, "valueString": _string(shown)}]}}


def _in_place_of_dots(question: str, everybodys: str) -> str:
    """Return what this person's question has where everybody's has "…"."""
    before, _dots, after = everybodys.partition(SOMETHING)
    return question.removeprefix(before).removesuffix(after)


def _string(text: str) -> str:
    """Return the text with no space but those that R4 knows; "" if it is nothing but spaces."""
    string = _NO_SPACE_OF_FHIR.sub(" ", text)
    return string if string.strip() else ""

"""The answers as FHIR resources that a clinic's system can read, and compare with those of others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from fhir.resources.R4B.bundle import Bundle

from tests.summary.reading import NOW
from tests.worksheets import answering
from tests.worksheets.answering import example
from tests.world import fhir_schema
from tests.world.cases import for_each
from tests.world.hostile import EVERYTHING, LETTERS, dealt, filled
from tests.world.writing import answered
from worksheets import ANSWERED, journal, kind_at, templates
from worksheets.answers import Text, Value
from worksheets.summary import fhir
from worksheets.version import VERSION

EXAMPLE: Final = {
    "workbook/change": "drink less",
    "workbook/name": "Alex Miller",
    **example(),
    "plan/next_check_in": "2026-12-06",
}

SPACES: Final = "a\u00a0b\u202fc\u3000d\ufeffe\u2003f\x85g\u2028h"


def bundle(
    answers: Mapping[str, Value] = EXAMPLE, *, workbook: str = "one", with_name: bool = False, made_at: datetime = NOW
) -> bytes:
    """What another system gets of these answers."""
    return fhir.to_bundle(answered(answers), workbook, with_name, made_at)


def resources(answers: Mapping[str, Value] = EXAMPLE, **how: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The questionnaire and the response."""
    asked, response = (entry["resource"] for entry in json.loads(bundle(answers, **how))["entry"])
    return asked, response


def every_item(resource: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item at any depth, groups, too."""
    for item in resource.get("item", ()):
        yield item
        yield from every_item(item)


def answers_to(resource: dict[str, Any], link: str) -> list[Any]:
    """The values given to the question of this name, in order."""
    given = [item["answer"] for item in every_item(resource) if item["linkId"] == link]
    return [next(iter(value.values())) for answer in given for value in answer]


@for_each("with_name", [False, True])
@for_each("answers", [EXAMPLE, {}, {"workbook/change": "a\n\tb 😀 <b>"}, {"workbook/change": SPACES}])
def test_another_system_reads_it_as_r4b_and_hl7_as_r4(answers: dict[str, Value], with_name: bool) -> None:
    written = bundle(answers, with_name=with_name)

    read: Any = Bundle.model_validate_json(written)

    assert [entry.resource.get_resource_type() for entry in read.entry] == ["Questionnaire", "QuestionnaireResponse"]
    assert json.loads(written)["type"] == "collection"
    assert list(fhir_schema.errors(json.loads(written))) == []


@for_each(
    "typed",
    [
        filled(lambda kind: SPACES[: kind.longest]),
        filled(lambda _kind: LETTERS["only spaces"]),
        *(dealt(EVERYTHING, first) for first in range(0, len(EVERYTHING), 10)),
    ],
)
def test_no_words_make_it_something_else_than_r4(typed: Mapping[str, Value]) -> None:
    everywhere = {path: kind_at(path).accept(value) for path, value in typed.items()}

    written = json.loads(bundle(everywhere, with_name=True))

    assert list(fhir_schema.errors(written)) == []


def test_the_validators_tell_right_from_wrong() -> None:
    broken = json.loads(bundle())
    broken["entry"][1]["resource"]["item"][0]["item"][0]["answer"] = [{"valueInteger": "many"}]
    odd = json.loads(bundle())
    odd["entry"][1]["resource"]["item"][0]["item"][0]["answer"] = [{"valueString": "a\u00a0b"}]

    with pytest.raises(ValueError, match="valueInteger"):
        Bundle.model_validate(broken)
    assert list(fhir_schema.errors(broken))
    assert list(fhir_schema.errors(odd))


@for_each("space", [*"\u00a0\u202f\u3000\ufeff\u2003"])
def test_a_space_that_r4_does_not_know_is_written_as_one_that_it_knows(space: str) -> None:
    _asked, response = resources({"workbook/change": f"drink{space}less"})

    assert answers_to(response, "workbook/change") == ["drink less"]


def test_everybody_is_asked_the_same() -> None:
    others = {
        **{path: value for path, value in EXAMPLE.items() if path.startswith("rulers/")},
        "workbook/change": "run",
    }

    asked, response = resources()
    others_asked, others_response = resources(others, workbook="two", made_at=NOW + timedelta(days=7))
    nothing_asked, _nothing = resources({}, workbook="three")

    assert asked == others_asked == nothing_asked
    assert asked["version"] == VERSION
    assert {each["questionnaire"] for each in (response, others_response)} == {f"{asked['url']}|{VERSION}"}
    assert answers_to(response, "rulers/importance/number") == answers_to(others_response, "rulers/importance/number")


def test_a_question_holds_nobodys_words() -> None:
    words = {path: f"word{number}x" for number, path in enumerate(filled(lambda _kind: "x")) if is_text(path)}

    asked, response = resources({**filled(lambda _kind: "x"), **words, "workbook/change": "secretchange"})

    assert not re.findall(r"word\d+x|secretchange|I sleep badly|Alex", json.dumps(asked, ensure_ascii=False))
    assert answers_to(response, "workbook/change") == ["secretchange"]
    assert json.dumps(response).count("secretchange") == 1
    texts = [item["text"] for item in every_item(asked) if "text" in item]
    assert "How important is it to you right now to make this change?" in texts
    assert {"What makes it a 5 and not a 3?", "What makes it this number, and not a lower one?"} <= set(texts)
    assert "How much this matters: …" in texts


def is_text(path: str) -> bool:
    return isinstance(kind_at(path), Text)


TYPES: Final = {
    "valueString": {"text", "string"},
    "valueInteger": {"integer"},
    "valueBoolean": {"boolean"},
    "valueDate": {"date"},
    "valueCoding": {"choice"},
}


def test_every_answer_is_there_in_its_place_in_the_questionnaire() -> None:
    asked, response = resources()
    types = {place: item["type"] for place, item in in_their_groups(asked)}

    given = list(in_their_groups(response))

    example = answered(EXAMPLE)
    said = [line for each in ANSWERED for line in each.lines(example, "make this change")]
    lines = [line for line in said if not journal.is_kept_back(example, line.path)]
    assert len([place for place, _item in given if not place[-1].endswith("/about")]) == 1 + len(lines)
    assert [place for place, item in given if types.get(place) not in TYPES[next(iter(item["answer"][0]))]] == []
    assert response["authored"] == "2026-11-22T10:42:00+00:00"


@for_each("step", templates.steps())
def test_a_question_that_was_added_to_any_step_has_a_place_in_the_questionnaire(step: str) -> None:
    added: dict[str, Value] = {
        "mine/place": [step, 1],
        "mine/question": "Who would notice?",
        "mine/answer": "My sister.",
    }

    asked, response = resources({f"own_questions/{path}": value for path, value in added.items()})

    [(place, item)] = [each for each in in_their_groups(response) if each[0][0] == "own_questions"]
    assert place in [place for place, _item in in_their_groups(asked)]
    assert item["text"] == "Who would notice?"


def in_their_groups(
    resource: Mapping[str, Any], around: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every question or answer, with the names of the groups around it and its own."""
    for item in resource.get("item", ()):
        place = (*around, item["linkId"])
        if "item" in item:
            yield from in_their_groups(item, place)
        else:
            yield place, item


def test_a_clinics_records_hold_of_a_journal_what_is_marked_to_bring_along() -> None:
    _asked, response = resources({**EXAMPLE, "journal/example-entry-3/text": "the wedding"})

    assert answers_to(response, "journal/entry/text") == ["The hard part is half past eight. By nine, it’s gone."]
    assert answers_to(response, "journal/entry/bring") == [True]
    assert "the wedding" not in str(response)


def test_an_answer_keeps_its_type_and_says_what_it_is_about() -> None:
    _asked, response = resources()

    assert answers_to(response, "rulers/importance/number") == [8]
    assert answers_to(response, "plan/next_check_in") == ["2026-12-06"]
    assert answers_to(response, "decisional_balance/GOOD_NOW/when")[0] == {"code": "NOW", "display": "for now"}
    assert answers_to(response, "plan/reasons/answer")[0] is True
    assert answers_to(response, "plan/reasons/about")[0] == "I sleep badly and wake up at four"
    assert answers_to(response, "values/deck/about")[0] == {"code": "raising_children", "display": "Raising children"}
    assert answers_to(response, "values/deck/rank") == [1, 2, 3]
    [first, *_more] = answers_to(response, "check_ins/check_in/steps/about")
    assert first == "Tea instead of wine"
    assert answers_to(response, "plan/instead/about")[0] == "It helps me switch off after work"


def test_a_number_that_was_chosen_as_a_word_is_read_as_the_word() -> None:
    answers = {"rulers/importance/number": 5, "rulers/importance/number_in_words": True, "rulers/confidence/number": 5}

    _asked, response = resources(answers)

    given = {item["linkId"]: item["answer"][0] for item in every_item(response) if "answer" in item}
    [rendered] = given["rulers/importance/number"]["_valueInteger"]["extension"]
    assert rendered["valueString"] == "quite (5 of 10, chosen in words)"
    assert given["rulers/confidence/number"] == {"valueInteger": 5}


def test_every_question_has_one_name_and_every_group_holds_some() -> None:
    asked, response = resources()

    links = [item["linkId"] for item in every_item(asked)]
    assert len(set(links)) == len(links)
    for resource in (asked, response):
        assert all(item["item"] for item in every_item(resource) if "item" in item)


GIVEN: Final = {
    "workbook/change": "drink less",
    **answering.item("decisional_balance/calm", "GOOD_NOW", 1, text="it calms me"),
    **answering.item("decisional_balance/sleep", "GOOD_CHANGE", 1, text="I would sleep"),
    "rulers/importance/number": 0,
    "rulers/confidence/number": 4,
    "plan/today": "NO_PLAN",
}


def test_it_is_completed_once_what_nobody_leaves_out_is_answered() -> None:
    one_missing = [
        {path: value for path, value in GIVEN.items() if not path.startswith(left_out)}
        for left_out in ("decisional_balance/calm", "decisional_balance/sleep", "rulers/importance", "rulers/c", "plan")
    ]

    assert [resources(each)[1]["status"] for each in ({}, *one_missing)] == ["in-progress"] * 6
    assert [resources(each)[1]["status"] for each in (GIVEN, EXAMPLE)] == ["completed"] * 2


def test_the_persons_name_is_in_it_only_when_somebody_asks() -> None:
    without = bundle()
    _asked, response = resources(with_name=True)

    assert b"Alex Miller" not in without
    assert b"me" not in re.findall(rb'"author":\s*"([^"]*)"', without)
    assert response["subject"] == {"display": "Alex Miller"}


def test_the_same_worksheet_has_the_same_identifier_and_another_one_has_another() -> None:
    def urls(workbook: str) -> list[str]:
        return [entry["fullUrl"] for entry in json.loads(bundle({}, workbook=workbook))["entry"]]

    assert urls("one") == urls("one")
    assert len({*urls("one"), *urls("two")}) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", url) for url in urls("one"))

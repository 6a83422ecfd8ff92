"""The answers as FHIR resources that a clinic's system can read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from tests.summary.reading import NOW
from tests.worksheets.answering import example
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import WORKSHEETS
from worksheets.answers import Value
from worksheets.summary import fhir

EXAMPLE = {
    "workbook/change": "drink less",
    "workbook/name": "Alex Miller",
    **example(),
    "plan/next_check_in": "2026-12-06",
}


def bundle(answers: Mapping[str, Value] = EXAMPLE, *, workbook: str = "one", with_name: bool = False) -> bytes:
    """What another system gets of these answers."""
    return fhir.to_bundle(answered(answers), workbook, with_name, NOW)


def resources(*, with_name: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
    """The questionnaire and the response."""
    questionnaire, response = (entry["resource"] for entry in json.loads(bundle(with_name=with_name))["entry"])
    return questionnaire, response


def items(resource: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The items of all groups by their link."""
    return {item["linkId"]: item for group in resource["item"] for item in group["item"]}


@for_each("with_name", [False, True])
@for_each("answers", [EXAMPLE, {}, {"workbook/change": "a\n\tb 😀 <b>"}])
def test_another_system_reads_it_as_r4b(answers: dict[str, Value], with_name: bool) -> None:
    written = bundle(answers, with_name=with_name)

    read: Any = Bundle.model_validate_json(written)

    assert [entry.resource.get_resource_type() for entry in read.entry] == ["Questionnaire", "QuestionnaireResponse"]
    assert json.loads(written)["type"] == "collection"


def test_the_validator_tells_right_from_wrong() -> None:
    broken = json.loads(bundle())
    broken["entry"][1]["resource"]["item"][0]["item"][0]["answer"] = [{"valueInteger": "many"}]

    with pytest.raises(ValueError, match="valueInteger"):
        Bundle.model_validate(broken)


def test_every_answer_has_its_question() -> None:
    questionnaire, response = resources()
    lines = [line for each in WORKSHEETS for line in each.lines(answered(EXAMPLE), "drink less")]

    asked, answers = items(questionnaire), items(response)
    assert list(asked) == list(answers) == ["workbook/change", *(line.path for line in lines)]
    assert [item["text"] for item in asked.values()] == [item["text"] for item in answers.values()]
    assert response["questionnaire"] == questionnaire["url"]
    assert (questionnaire["status"], response["status"]) == ("active", "completed")
    assert response["authored"] == "2026-11-22T10:42:00+00:00"


def test_an_answer_keeps_its_type() -> None:
    questionnaire, response = resources()
    asked, answers = items(questionnaire), items(response)

    def there(path: str) -> tuple[str, Any]:
        return asked[path]["type"], answers[path]["answer"][0]

    assert there("rulers/importance/number") == ("integer", {"valueInteger": 8})
    assert there("plan/next_check_in") == ("date", {"valueDate": "2026-12-06"})
    assert there("workbook/change") == ("text", {"valueString": "drink less"})
    assert there("decisional_balance/example-good_now-1/when") == (
        "choice",
        {"valueCoding": {"code": "NOW", "display": "for now"}},
    )
    assert {"valueCoding": {"code": "LATER"}} in asked["decisional_balance/example-good_now-1/when"]["answerOption"]
    (reason, *_more) = [path for path in asked if path.startswith("plan/reasons/")]
    assert there(reason) == ("boolean", {"valueBoolean": True})
    assert asked[reason]["text"] == "My main reasons: I sleep badly and wake up at four"


def test_every_link_leads_to_one_item_and_every_group_holds_some() -> None:
    questionnaire, response = resources()

    for resource in (questionnaire, response):
        links = [group["linkId"] for group in resource["item"]] + [
            item["linkId"] for group in resource["item"] for item in group["item"]
        ]
        assert len(set(links)) == len(links)
        assert all(group["item"] for group in resource["item"])
    assert {group["type"] for group in questionnaire["item"]} == {"group"}


def test_the_persons_name_is_in_it_only_when_somebody_asks() -> None:
    without = bundle()
    _questionnaire, response = resources(with_name=True)

    assert b"Alex Miller" not in without
    assert b"me" not in re.findall(rb'"author":\s*"([^"]*)"', without)
    assert response["subject"] == {"display": "Alex Miller"}


def test_the_same_worksheet_has_the_same_identifiers_and_another_one_has_others() -> None:
    def urls(workbook: str) -> list[str]:
        return [entry["fullUrl"] for entry in json.loads(bundle({}, workbook=workbook))["entry"]]

    assert urls("one") == urls("one")
    assert len({*urls("one"), *urls("two")}) == 4
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", url) for url in urls("one"))

"""What every worksheet has to bring with it; a failure names what is missing."""

from __future__ import annotations

import json
from pathlib import Path

from components.worksheets import DRAWN_BY
from tests.worksheets.answering import example
from tests.world.cases import for_each
from tests.world.writing import answered, edit
from worksheets import WORKSHEETS, accept
from worksheets.editing import Folded, fold
from worksheets.json_values import plain
from worksheets.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[2]

FILES = (
    "worksheets/{name}.py",
    "components/worksheets/{name}.py",
    "worksheets/summary/{name}.typ",
    "tests/worksheets/test_{name}.py",
)

every_worksheet = for_each("worksheet", WORKSHEETS)


@every_worksheet
@for_each("file", FILES)
def test_a_worksheet_has_its_four_files(worksheet: Worksheet, file: str) -> None:
    path = file.format(name=worksheet.NAME)

    assert (ROOT / path).is_file(), f"{path} is missing: see CONTRIBUTING.md for what belongs in it"


@every_worksheet
def test_a_worksheet_has_one_name_everywhere_and_a_title_for_the_navigation(worksheet: Worksheet) -> None:
    drawn_by = DRAWN_BY.get(worksheet.NAME)

    assert drawn_by, f"components/worksheets/__init__.py does not say in DRAWN_BY what draws {worksheet.NAME!r}"
    assert getattr(drawn_by, "__module__", None) == f"components.worksheets.{worksheet.NAME}"
    assert getattr(worksheet, "__name__", None) == f"worksheets.{worksheet.NAME}"
    assert worksheet.title().strip()


def test_a_worksheet_that_has_its_files_is_in_the_list_and_nothing_else_is_drawn() -> None:
    named = {worksheet.NAME for worksheet in WORKSHEETS}

    forgotten = {path.stem for path in (ROOT / "components" / "worksheets").glob("[!_]*.py")} - named

    assert forgotten == set(), f"WORKSHEETS in worksheets/__init__.py does not name {forgotten}"
    assert set(DRAWN_BY) == named


@every_worksheet
def test_the_example_of_a_worksheet_could_have_been_typed_by_a_person(worksheet: Worksheet) -> None:
    answers = Folded()
    for path, value in example(worksheet).items():
        assert accept(answers, path, value) == value, f"worksheets/{worksheet.NAME}.py: example() at {path!r}"
        answers = fold(answers, [edit(path, value)])

    assert answers.revision > 0, f"worksheets/{worksheet.NAME}.py: example() is empty"


@every_worksheet
def test_what_the_summary_shows_of_a_worksheet_is_nothing_but_what_json_can_hold(worksheet: Worksheet) -> None:
    section = worksheet.section(answered(example(worksheet)), "drink less")

    assert section is not None
    assert json.loads(json.dumps(plain(section))) == plain(section)
    assert section.title
    assert section.label
    assert section.picture is None or section.picture.label


@every_worksheet
def test_nothing_is_shown_or_told_of_a_worksheet_that_nobody_has_filled_in(worksheet: Worksheet) -> None:
    others = example(*(other for other in WORKSHEETS if other is not worksheet))

    for answers in (Folded(), answered(others)):
        assert worksheet.section(answers, "drink less") is None
        assert list(worksheet.lines(answers, "drink less")) == []


@every_worksheet
def test_taking_the_whole_example_back_leaves_nothing_to_show(worksheet: Worksheet) -> None:
    answers = answered(example(worksheet))

    emptied = fold(answers, [edit(path, None, answers.heads[path]) for path in answers.paths("")])

    assert worksheet.section(emptied, "drink less") is None

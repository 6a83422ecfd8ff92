"""What every worksheet has to bring with it; a failure names what is missing."""

from __future__ import annotations

import json
from pathlib import Path

from components.worksheets import DRAWN_BY
from tests.world.cases import for_each
from tests.world.writing import answered, edit
from worksheets import WORKSHEETS, accept
from worksheets.editing import Folded, fold
from worksheets.json_values import plain
from worksheets.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[2]

every_worksheet = for_each("worksheet", WORKSHEETS)


def example(worksheet: Worksheet) -> Folded:
    """The workbook of the fictional person who filled in this worksheet."""
    return answered({f"{worksheet.NAME}/{path}": value for path, value in worksheet.example().items()})


@every_worksheet
@for_each(
    "file",
    [
        "worksheets/{name}.py",
        "components/worksheets/{name}.py",
        "worksheets/summary/{name}.typ",
        "tests/worksheets/test_{name}.py",
    ],
)
def test_a_worksheet_has_its_four_files(worksheet: Worksheet, file: str) -> None:
    path = file.format(name=worksheet.NAME)

    assert (ROOT / path).is_file(), f"{path} is missing: see CONTRIBUTING.md for what belongs in it"


@every_worksheet
def test_a_worksheet_is_drawn_by_the_module_of_its_name(worksheet: Worksheet) -> None:
    drawn_by = DRAWN_BY.get(worksheet.NAME)

    assert drawn_by is not None, (
        f"components/worksheets/__init__.py does not say in DRAWN_BY what draws {worksheet.NAME!r}"
    )
    assert getattr(drawn_by, "__name__", None) == f"components.worksheets.{worksheet.NAME}"


def test_a_worksheet_that_has_its_files_is_in_the_list() -> None:
    drawing = {path.stem for path in (ROOT / "components" / "worksheets").glob("[!_]*.py")}

    forgotten = drawing - {worksheet.NAME for worksheet in WORKSHEETS}

    assert forgotten == set(), f"WORKSHEETS in worksheets/__init__.py does not name {forgotten}"


def test_nothing_is_drawn_that_is_no_worksheet() -> None:
    assert set(DRAWN_BY) == {worksheet.NAME for worksheet in WORKSHEETS}


@every_worksheet
def test_a_worksheet_has_one_name_everywhere(worksheet: Worksheet) -> None:
    assert getattr(worksheet, "__name__", None) == f"worksheets.{worksheet.NAME}"


@every_worksheet
def test_a_worksheet_has_a_title_for_the_navigation(worksheet: Worksheet) -> None:
    assert worksheet.title().strip()


@every_worksheet
def test_the_example_of_a_worksheet_could_have_been_typed_by_a_person(worksheet: Worksheet) -> None:
    answers = Folded()
    for below, value in worksheet.example().items():
        path = f"{worksheet.NAME}/{below}"

        assert accept(answers, path, value) == value, f"worksheets/{worksheet.NAME}.py: example() at {below!r}"
        answers = fold(answers, [edit(path, value)])

    assert answers.revision > 0, f"worksheets/{worksheet.NAME}.py: example() is empty"


@every_worksheet
def test_what_the_summary_shows_of_a_worksheet_is_nothing_but_what_json_can_hold(worksheet: Worksheet) -> None:
    section = worksheet.section(example(worksheet), "drink less")

    assert section is not None
    assert json.loads(json.dumps(plain(section))) == plain(section)
    assert section.title
    assert section.label
    assert section.picture is None or section.picture.label


@every_worksheet
def test_the_summary_shows_nothing_of_a_worksheet_that_nobody_has_filled_in(worksheet: Worksheet) -> None:
    filled_in_elsewhere = answered(
        {
            f"{other.NAME}/{path}": value
            for other in WORKSHEETS
            if other is not worksheet
            for path, value in other.example().items()
        }
    )

    assert worksheet.section(Folded(), "drink less") is None
    assert worksheet.section(filled_in_elsewhere, "drink less") is None


@every_worksheet
def test_taking_the_whole_example_back_leaves_nothing_to_show(worksheet: Worksheet) -> None:
    answers = example(worksheet)

    emptied = fold(answers, [edit(path, None, answers.heads[path]) for path in answers.paths("")])

    assert worksheet.section(emptied, "drink less") is None

"""Hostile words in every text that there is: kept as they were typed, and harmless in every file that leaves here."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas
import pytest
from fhir.resources.R4B.bundle import Bundle
from icalendar import Calendar
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.summary.reading import NOW, read
from tests.world.cases import for_each
from tests.world.hostile import EVERYTHING, dealt, filled, packed, texts
from tests.world.writing import answered, edit, open_store
from worksheets import kind_at, notes, workbook
from worksheets.answers import Text, Value
from worksheets.editing import Folded
from worksheets.snapshot import to_json
from worksheets.storage import ALONE, Store
from worksheets.summary import Copy, Paper, blank, calendar, contents, fhir, naming, parts, portable_file, table, to_pdf

DAYS: Final[Mapping[str, Value]] = {
    "plan/example-steps-1/from_when": "2026-11-30",
    "plan/example-steps-2/from_when": "2026-12-01",
    "plan/next_check_in": "2026-12-06",
}
FORMULA: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]*[=+\-@＝＋－＠]")
WORDS: Final = ("SUMMARY", "DESCRIPTION")
RUNS: Final = {"/JS", "/JavaScript", "/URI", "/Launch", "/AA", "/OpenAction", "/EmbeddedFile", "/GoToR", "/SubmitForm"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("store") / "worksheets.db")
    yield opened
    opened.close()


def test_there_are_enough_hostile_strings_and_no_text_is_left_out() -> None:
    written = filled(lambda _kind: "x")

    assert len(EVERYTHING) >= 60
    assert len(texts(written)) == list(written.values()).count("x") > 150


def test_the_name_of_no_file_says_anything_about_the_person() -> None:
    day = NOW.date()

    assert naming.of_worksheet(day, ".pdf") == "worksheet-2026-11-22.pdf"
    assert portable_file.file_name(day) == "worksheet-2026-11-22.bothsides.json"
    assert portable_file.file_name(day, "secret") == "worksheet-2026-11-22.bothsides.json.age"
    assert blank.file_name(Paper.LETTER) == "worksheet-blank-us-letter.pdf"


@pytest.mark.slow
@for_each("first", range(0, len(EVERYTHING), 10))
def test_words_do_nothing_in_any_file_and_come_back_as_they_were_kept(store: Store, first: int) -> None:
    workbook_id = f"workbook-{first}"
    kept = written(store, workbook_id, {**dealt(EVERYTHING, first), **DAYS})

    the_table_has_no_formula(kept)
    assert Bundle.model_validate_json(fhir.to_bundle(kept, workbook_id, True, NOW))
    copy = portable_file.write(store.log(ALONE, workbook_id) or [])
    store.write_anew(ALONE, f"{workbook_id}-again", portable_file.read(copy))
    again = store.load(ALONE, f"{workbook_id}-again")
    assert again and to_json(again) == to_json(kept)


@for_each("words", EVERYTHING)
def test_words_do_nothing_in_the_calendar(words: str) -> None:
    typed = {**filled(lambda kind: words[: kind.longest]), **DAYS}
    said_there = {path: value for path, value in typed.items() if path.startswith(("plan/", "workbook/"))}

    the_calendar_has_its_days_and_nothing_more(accepted(said_there))


OTHER_NUMBERS: Final = re.compile(r"_(?![58]$)\d+$")
"""The questions of these numbers on a ruler differ in nothing but the number from those of 5 and of 8."""


@pytest.mark.slow
@for_each("words", list(packed(EVERYTHING, workbook.LONGEST_CHANGE)))
def test_words_do_nothing_on_paper(words: str) -> None:
    """Not on the clinician's copy, either, with everything that can be on it."""
    private = str(notes.ANSWERS["text"].accept(words))
    typed = {**filled(lambda kind: words[: kind.longest], others=lambda _kind: "plain words"), **DAYS}
    answers = accepted({path: value for path, value in typed.items() if not OTHER_NUMBERS.search(path)})
    included = [part.id for part in parts(answers, Copy.CLINICIAN, private)]
    page = contents(answers, included, NOW.date(), Copy.CLINICIAN, private)

    reader = read(to_pdf(page, Paper.A4, NOW))

    found = {str(name) for each in dictionaries(reader) for name in (*each, each.get("/S"), each.get("/Type"))}
    assert "/StructTreeRoot" in found
    assert found & RUNS == set()
    assert "Page 1 of" in " ".join(reader.pages[0].extract_text().split())


def accepted(typed: Mapping[str, Value]) -> Folded:
    """The workbook in which somebody typed this, without a database."""
    return answered({path: kind_at(path).accept(value) for path, value in typed.items()})


def written(store: Store, workbook_id: str, typed: Mapping[str, Value]) -> Folded:
    """The workbook in which somebody typed this; every text of it is kept."""
    outcome = store.append(ALONE, workbook_id, [edit(path, value) for path, value in typed.items()])
    kept = store.load(ALONE, workbook_id)
    assert kept and not outcome.refused
    assert {path: kept[path] for path in texts(typed)} == {
        path: kind_at(path).accept(value) for path, value in texts(typed).items()
    }
    return kept


def the_table_has_no_formula(kept: Folded) -> None:
    """Neither for a program that takes it as it is, nor for one that cuts cells at separators."""
    file = table.to_csv(kept)
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    there = pandas.read_csv(io.BytesIO(file), encoding="utf-8-sig", dtype=str, keep_default_na=False)

    assert rows[1:] == there.to_numpy().tolist()
    assert [cell for row in rows for cell in row if FORMULA.match(cell)] == []
    pieces = [piece for row in rows for cell in row for piece in re.split(r"[;\t\r\n]", cell)]
    assert [piece for piece in pieces if FORMULA.match(piece)] == []
    texts_there = {row[4]: row[3] for row in rows[1:] if isinstance(kind_at(row[4]), Text)}
    assert {path: table.without_apostrophes(cell) for path, cell in texts_there.items()} == {
        path: kept[path] for path in texts_there
    }


def the_calendar_has_its_days_and_nothing_more(kept: Folded) -> None:
    """Three days, each with the lines that this program writes."""
    log = [edit(path, kept[path]) for path in kept.heads]
    for own_words in (False, True):
        found = Calendar.from_ical(calendar.to_ics(log, "one", own_words, NOW.date(), NOW))
        entries = [each for each in found.walk() if each.name not in ("VCALENDAR", "VALARM")]
        days = [each for each in entries if each["status"] == "CONFIRMED"]

        assert {entry.name for entry in entries} == {"VEVENT"}
        assert {str(entry["summary"]) for entry in entries if entry not in days} <= {"Reminder to myself"}
        assert [day.decoded("dtstart").isoformat() for day in days] == list(DAYS.values())
        lines = {str(line) for entry in entries for line in entry}
        assert lines <= {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", *WORDS, "CLASS", "TRANSP"}
        assert {str(alarm["description"]) for alarm in found.walk("VALARM")} == {"Reminder to myself"}
        if own_words and (what := str(kept["plan/example-steps-1/what"])).strip():
            assert str(days[0]["summary"]) == what.removeprefix("\ufeff")


def dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary in the file, also those within others."""

    def within(found: Any) -> Iterator[DictionaryObject]:
        if isinstance(found, DictionaryObject):
            yield found
        for each in found.values() if isinstance(found, dict) else found if isinstance(found, ArrayObject) else ():
            if not isinstance(each, IndirectObject):
                yield from within(each)

    numbers = {number for generation in reader.xref.values() for number in generation} | set(reader.xref_objStm)
    for number in numbers:
        yield from within(reader.get_object(number))

"""The client's copy holds nothing private of the therapist; the clinician's says that it is one."""

from __future__ import annotations

from collections.abc import Collection

from tests.summary import reading
from tests.summary.reading import NOW
from tests.worksheets.answering import item, workbook_with
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets.answers import Answers
from worksheets.summary import NOTES, Copy, Paper, contents, parts, to_pdf

ANSWERS = answered({"workbook/change": "drink less", "feedback/most_helpful": "the grid"})
PRIVATE = "Ask about the sister."


def text_of(included: Collection[str], copy: Copy, answers: Answers = ANSWERS) -> str:
    """Everything on the pages of this copy."""
    return reading.text_of(to_pdf(contents(answers, included, NOW.date(), copy, PRIVATE), Paper.A4, NOW))


def test_the_clients_copy_never_holds_private_notes() -> None:
    assert NOTES not in [part.id for part in parts(ANSWERS, Copy.CLIENT, PRIVATE)]
    assert "sister" not in text_of(["feedback", NOTES], Copy.CLIENT)
    assert "sister" not in text_of([NOTES], Copy.CLIENT)


def test_the_clinicians_copy_holds_private_notes_only_when_they_are_chosen() -> None:
    (notes,) = [part for part in parts(ANSWERS, Copy.CLINICIAN, PRIVATE) if part.id == NOTES]

    assert not notes.included_by_default
    assert "sister" not in text_of(["feedback"], Copy.CLINICIAN)
    assert "The therapist’s private notes Ask about the sister." in text_of(["feedback", NOTES], Copy.CLINICIAN)
    assert "Nothing is chosen" not in text_of([NOTES], Copy.CLINICIAN)


@for_each("notes", ["", "  \n"])
def test_no_notes_are_nothing_to_choose(notes: str) -> None:
    assert NOTES not in [part.id for part in parts(ANSWERS, Copy.CLINICIAN, notes)]


def test_the_clinicians_copy_says_on_every_page_that_it_is_one() -> None:
    assert text_of(["feedback"], Copy.CLINICIAN).count("Clinician’s copy") == 2
    assert "Clinician’s copy Page 1 of 1" in text_of(["feedback"], Copy.CLINICIAN)
    assert "copy" not in text_of(["feedback"], Copy.CLIENT)


def test_a_journal_is_on_the_clients_paper_if_they_choose_it_and_the_clinicians_copy_has_what_they_marked() -> None:
    journal = workbook_with(
        item("journal/one", "entry", 1, date="2026-11-20", text="the lake"),
        item("journal/two", "entry", 2, date="2026-11-21", text="the wedding", bring=True),
    )
    own, clinicians = (
        {part.id: part.included_by_default for part in parts(journal, copy)} for copy in (Copy.CLIENT, Copy.CLINICIAN)
    )

    assert own == {"journal": False, "journal/more": False}
    assert clinicians == {"journal": True}
    assert "November 20, 2026 “the lake” November 21, 2026 “the wedding”" in text_of(own, Copy.CLIENT, journal)
    assert "the lake" not in text_of(own, Copy.CLINICIAN, journal)
    assert "November 21, 2026 “the wedding”" in text_of(own, Copy.CLINICIAN, journal)

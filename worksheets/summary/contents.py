"""What stands in a summary: the parts that a person can choose, and the chosen ones as data for the template."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from worksheets import WORKSHEETS, language, workbook
from worksheets.answers import Answers, Option, Value
from worksheets.language import _, day_in_words, marked
from worksheets.text import clean
from worksheets.workbook import Stance
from worksheets.worksheet import Worksheet

Contents: TypeAlias = Mapping[str, Any]
"""One summary as JSON values. Each of its sections is one worksheet's `section`, with the parts chosen of it."""

NAME = "name"
NOTES = "notes"


class Copy(Option):
    """Whose copy it is; only the clinician's can hold the therapist's private notes."""

    CLIENT = "client", marked("My copy")
    CLINICIAN = "clinician", marked("Clinician’s copy")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a person can put on the page or leave out."""

    id: str
    label: str
    included_by_default: bool


def parts(answers: Answers, copy: Copy = Copy.CLIENT, notes: str = "") -> tuple[Part, ...]:
    """The parts with something to show, in the order of the page.

    A name is only there for those who choose it: a page gets lost more easily than a screen. So are the therapist's
    private `notes`, and only in the clinician's copy.
    """
    found = [part for worksheet, section in _sections(answers) for part in _parts_of(worksheet, section)]
    if workbook.read(_Cleaned(answers)).name:
        found.append(Part(NAME, _("Name or initials"), included_by_default=False))
    if _for_this(copy, notes):
        found.append(Part(NOTES, _("Private notes of the therapist"), included_by_default=False))
    return tuple(found)


def contents(
    answers: Answers, included: Collection[str], today: date, copy: Copy = Copy.CLIENT, notes: str = ""
) -> Contents:
    """The parts whose ids are `included`, with every word of this page in the language in use."""
    about = workbook.read(_Cleaned(answers))
    everything = list(_sections(answers))
    chosen = [
        {
            "worksheet": worksheet.NAME,
            "title": section["title"],
            "words": worksheet.NAME in included,
            "picture": _picture_of(worksheet) in included and section["picture"] is not None,
            "section": section,
        }
        for worksheet, section in everything
    ]
    sections = [section for section in chosen if section["words"] or section["picture"]]
    private = _for_this(copy, notes) if NOTES in included else ""
    whose = [copy.label] if copy is Copy.CLINICIAN else []
    return {
        **page(whose),
        "title": _("Worksheet summary"),
        "opening": _opening(about.stance),
        "change": about.change,
        "about": [*whose, *([about.name] if NAME in included and about.name else []), day_in_words(today)],
        "notes": [*_notes(about.example), *_when_there_is_nothing(everything, [*sections, *private])],
        "sections": sections,
        "private": {"heading": _("Private notes of the therapist"), "text": private} if private else None,
    }


def page(whose: Sequence[str] = ()) -> dict[str, Any]:
    """What every page of paper says and how: its language, its foot, and `whose` copy it is."""
    spoken, *variant = language.spoken().replace("_", "-").split("-")
    return {
        "language": spoken,
        "region": next((part for part in variant if len(part) == 2), None),
        "disclaimer": _(
            "This is a worksheet for thinking a change through. It is not a diagnosis and not a treatment."
        ),
        "page": " · ".join([*whose, _("Page {page} of {pages}")]),
    }


def file_name(today: date) -> str:
    """A name for the file that says nothing about the person: "worksheet-2026-11-22.pdf"."""
    return f"worksheet-{today.isoformat()}.pdf"


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """The same answers with every text safe to print, whoever saved it."""

    answers: Answers

    def __getitem__(self, path: str) -> Value:
        value = self.answers[path]
        return clean(value) if isinstance(value, str) else value

    def paths(self, prefix: str) -> Sequence[str]:
        return self.answers.paths(prefix)

    def revision_of(self, path: str) -> int:
        return self.answers.revision_of(path)


def _sections(answers: Answers) -> Iterator[tuple[Worksheet, Mapping[str, Any]]]:
    cleaned = _Cleaned(answers)
    change = _set_apart(workbook.within_a_sentence(workbook.read(cleaned).change))
    for worksheet in WORKSHEETS:
        section = worksheet.section(cleaned, change)
        if section is not None:
            yield worksheet, section


def _for_this(copy: Copy, notes: str) -> str:
    """The notes that this copy can hold."""
    return clean(notes).strip() if copy is Copy.CLINICIAN else ""


def _parts_of(worksheet: Worksheet, section: Mapping[str, Any]) -> Iterator[Part]:
    yield Part(worksheet.NAME, section["label"], included_by_default=True)
    if section["picture"] is not None:
        yield Part(_picture_of(worksheet), section["picture"]["label"], included_by_default=True)


def _picture_of(worksheet: Worksheet) -> str:
    return f"{worksheet.NAME}/picture"


def _set_apart(words: str) -> str:
    """The words with marks that keep a right-to-left phrase together inside a left-to-right sentence."""
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in words):
        return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"
    return words


def _opening(stance: Stance) -> str:
    if stance is Stance.DECIDED:
        return _("The change I have decided to make")
    return _("The change I am thinking about")


def _notes(example: bool) -> list[str]:
    if not example:
        return []
    return [
        _(
            "This is an example; the person in it is invented. Stopping alcohol or some medicines suddenly can be "
            "dangerous: talk with a doctor first."
        )
    ]


def _when_there_is_nothing(everything: Sequence[Any], chosen: Sequence[Any]) -> list[str]:
    if chosen:
        return []
    if everything:
        return [_("Nothing is chosen for this page. Choose what you would like to have on it.")]
    return [_("There is nothing written here yet, and that is all right. You can begin whenever you like.")]

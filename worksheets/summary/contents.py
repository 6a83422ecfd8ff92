"""What stands in a summary: the parts that a person can choose, and the chosen ones as its template reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from worksheets import (
    ANSWERED,
    decisional_balance,
    feedback,
    outlook,
    plan,
    pocket_card,
    rulers,
    support,
    topics,
    workbook,
)
from worksheets.answers import Answers, Option, Value
from worksheets.language import _, day_in_words, direction, locale, marked
from worksheets.pocket_card import Card
from worksheets.summary import closing
from worksheets.summary.closing import Closing
from worksheets.text import clean
from worksheets.wordings import Wording
from worksheets.workbook import Stance
from worksheets.worksheet import Answered, Front, QuestionAndAnswer, Section

CLOSING = "closing"
CARD = "card"
BEFORE = "before"
NAME = "name"
NOTES = "notes"

_ON_THE_FIRST_PAGE: tuple[Answered, ...] = (decisional_balance, rulers)
_FIRST = (*_ON_THE_FIRST_PAGE, outlook, plan)
_LAST: tuple[Answered, ...] = (support, feedback)


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


@dataclass(frozen=True, slots=True)
class Page:
    """What every page of paper says; `number` has {page} and {pages} for the template to fill in.

    `whose` copy it is stands beside the number, and `quotes` are the marks around a person's words.
    """

    title: str
    language: str
    region: str | None
    direction: str
    disclaimer: str
    whose: Sequence[str]
    number: str
    quotes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChosenSection:
    """What is chosen of one worksheet's section: its words, its picture, and, as `more` in it, what else there is."""

    worksheet: str
    with_words: bool
    with_picture: bool
    section: Section


@dataclass(frozen=True, slots=True)
class ChosenFront:
    """What of one worksheet stands at the foot of the first page."""

    worksheet: str
    front: Front


@dataclass(frozen=True, slots=True)
class Contents:
    """One summary.

    `opening` stands above the change, and below that how it was worded `before`, and the `subtitle`: whose copy it is,
    the name, and the day. `notices` come before the sections, of which the `first` are on the first page, with the
    `fronts` at its foot; then come the others. `private_notes` are the therapist's, below their heading. The `card` is
    on the last page.
    """

    page: Page
    opening: str
    change: str
    before: tuple[str, ...]
    subtitle: tuple[str, ...]
    notices: tuple[str, ...]
    first: Sequence[ChosenSection]
    fronts: Sequence[ChosenFront]
    sections: Sequence[ChosenSection]
    closing: Closing | None
    private_notes: QuestionAndAnswer | None
    card: Card | None


def parts(
    answers: Answers, copy: Copy = Copy.CLIENT, notes: str = "", wordings: Sequence[Wording] = ()
) -> tuple[Part, ...]:
    """Return the parts with something to show, in the order of the page.

    The name is left out by default: a page gets lost more easily than a screen. So are the therapist's private `notes`,
    which only the clinician's copy can hold.
    """
    found = []
    if wordings:
        found.append(Part(BEFORE, _("How the change was worded before"), included_by_default=True))
    for worksheet, section in _sections(answers, copy):
        if section.label:
            is_usual = copy is Copy.CLINICIAN or not section.private
            found.append(Part(worksheet.NAME, section.label, included_by_default=is_usual))
        if section.front:
            found.append(Part(_front_of(worksheet), section.front.label, included_by_default=True))
        if section.more:
            found.append(Part(_more_of(worksheet), section.more.label, included_by_default=False))
        if section.picture:
            found.append(Part(_picture_of(worksheet), section.picture.label, section.picture.usual))
    if closing.closing(answers):
        found.append(Part(CLOSING, closing.label(), included_by_default=True))
    if pocket_card.card(answers):
        found.append(Part(CARD, _("Pocket card, on the last page"), included_by_default=True))
    if workbook.read(cleaned(answers)).name:
        found.append(Part(NAME, _("Name or initials"), included_by_default=False))
    if _for_this(copy, notes):
        found.append(Part(NOTES, _("The therapist’s private notes"), included_by_default=False))
    return tuple(found)


def contents(
    answers: Answers,
    included: Collection[str],
    today: date,
    copy: Copy = Copy.CLIENT,
    notes: str = "",
    wordings: Sequence[Wording] = (),
) -> Contents:
    """Return the parts whose ids are `included`, with every word of this page in the language in use."""
    safe = cleaned(answers)
    about = workbook.read(safe)
    everything = list(_sections(answers, copy))
    sections: dict[Answered, ChosenSection] = {}
    fronts = []
    for worksheet, section in everything:
        with_words = bool(section.label) and worksheet.NAME in included
        with_picture = section.picture is not None and _picture_of(worksheet) in included
        with_more = section.more is not None and _more_of(worksheet) in included
        if with_words or with_picture or with_more:
            chosen = replace(section, front=None, more=section.more if with_more else None)
            sections[worksheet] = ChosenSection(worksheet.NAME, with_words, with_picture, chosen)
        if section.front and _front_of(worksheet) in included:
            fronts.append(ChosenFront(worksheet.NAME, section.front))
    sums_up = {CLOSING, decisional_balance.NAME} <= set(included)
    told = closing.closing(safe, with_rulers=rulers.NAME in included) if sums_up else None
    card = pocket_card.card(safe) if CARD in included else None
    private = _for_this(copy, notes) if NOTES in included else ""
    whose = [copy.label] if copy is Copy.CLINICIAN else []
    name = [about.name] if NAME in included and about.name else []
    return Contents(
        page=page(_("Worksheet summary"), whose),
        opening=_opening(safe, about.stance),
        change=about.change,
        before=tuple(clean(each.told) for each in wordings) if BEFORE in included else (),
        subtitle=(*whose, *name, day_in_words(today)),
        notices=tuple(
            _notices(
                about.example, written=bool(everything), chosen=bool(sections or fronts or told or private or card)
            )
        ),
        first=[each for worksheet, each in sections.items() if worksheet in _ON_THE_FIRST_PAGE],
        fronts=fronts,
        sections=[each for worksheet, each in sections.items() if worksheet not in _ON_THE_FIRST_PAGE],
        closing=told,
        private_notes=QuestionAndAnswer(_("The therapist’s private notes"), private) if private else None,
        card=card,
    )


def page(title: str, whose: Sequence[str] = ()) -> Page:
    """Return what every page says in the language in use, with `whose` copy it is."""
    here = locale()
    return Page(
        title=title,
        language=here.language,
        region=here.territory if (here.territory or "").isalpha() else None,
        direction=direction(),
        disclaimer=_("This is a worksheet for thinking a change through. It is not a diagnosis or a treatment."),
        whose=whose,
        number=_("Page {page} of {pages}"),
        quotes=_quotes(),
    )


def cleaned(answers: Answers) -> Answers:
    """Return the same answers with every text safe to print."""
    return _Cleaned(answers)


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


def _sections(answers: Answers, copy: Copy) -> Iterator[tuple[Answered, Section]]:
    safe = cleaned(answers)
    change = workbook.read(safe).change
    between = [worksheet for worksheet in ANSWERED if worksheet not in (*_FIRST, *_LAST)]
    for worksheet in (*_FIRST, *between, *_LAST):
        section = worksheet.section(safe, change)
        if section is not None:
            is_kept_back = section.private and copy is Copy.CLINICIAN
            yield worksheet, replace(section, more=None) if is_kept_back else section


def _for_this(copy: Copy, notes: str) -> str:
    """Return the notes, as far as this copy can hold them."""
    return clean(notes).strip() if copy is Copy.CLINICIAN else ""


def _opening(answers: Answers, stance: Stance) -> str:
    if topics.is_map(answers):
        return _("Several things are on my mind")
    decided = stance is Stance.DECIDED
    return _("The change I have decided to make") if decided else _("The change I am thinking about")


def _quotes() -> tuple[str, str]:
    before, _words, after = _("“{words}”").partition("{words}")
    return before, after


def _front_of(worksheet: Answered) -> str:
    return f"{worksheet.NAME}/front"


def _picture_of(worksheet: Answered) -> str:
    return f"{worksheet.NAME}/picture"


def _more_of(worksheet: Answered) -> str:
    return f"{worksheet.NAME}/more"


def _notices(example: bool, written: bool, chosen: bool) -> Iterator[str]:
    if example:
        yield _(
            "This is an example. The person in it is made up. Stopping alcohol or some medicines suddenly can be "
            "dangerous: ask a doctor first."
        )
    if not chosen and written:
        yield _("Nothing is chosen for this page. Choose what you would like on it.")
    elif not chosen:
        yield _("There is nothing written here yet, and that is all right. You can begin whenever you like.")

"""The summary page: choose what goes on paper, look at it, and take it away: on paper, as a file, in a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

import streamlit as st

from components import blocks, browser, guided, navigation, speaking
from components.blocks import Block
from components.days import today
from components.open_workbook import OpenWorkbook, open_workbook, private_notes
from components.screens import hiding, taken_away
from components.screens.taken_away import EarlierCopy
from components.taking_away import preview, take_second_language, ticks, usual_paper
from components.worksheets import feedback
from worksheets import language, pocket_card, topics
from worksheets.answers import Value
from worksheets.feedback import NAME as FEEDBACK
from worksheets.language import _, marked
from worksheets.summary import NOTES, Copy, Paper, Part, blank, contents, in_two, parts, to_pages

_TOGETHER: Final = "summary"
"""The part of the page in which a button finds the choices beside it: `components/browser/streamlit.js` knows it."""

_SEEN: Final[Mapping[Copy, str]] = {
    Copy.CLIENT: marked("This is your own copy, as it will be printed"),
    Copy.CLINICIAN: marked("This is what your clinician will see"),
}

_Choice = TypeVar("_Choice", Copy, Paper, str)
_Kept = TypeVar("_Kept")


@st.fragment
@speaking.in_its_language
def draw(id_: str) -> None:
    """Draw the page; runs again by itself when a part is chosen or left out."""
    opened = open_workbook(id_)
    if opened is None:
        return
    with st.container(key=_TOGETHER):
        top, below = st.container(), st.container()
        looking, choosing = below.columns([5, 2], gap="medium")
        with choosing:
            visit = navigation.visit()
            copies = {copy: copy.label for copy in Copy}
            earlier = taken_away.looked_at(opened)
            usual = Copy(earlier.chosen.copy) if earlier else Copy.CLIENT
            copy = _chosen(_("Whose copy"), copies, usual, f"copy {visit}")
            earlier = earlier if copy is usual else None
            private = "" if copy is Copy.CLIENT or navigation.is_large() else private_notes(opened.actor, opened.id)
            wordings = opened.earlier_wordings
            offered = parts(opened.answers, copy, private, wordings)
            with st.expander(_("Choose what is on it")):
                whose = "" if copy is Copy.CLIENT and earlier is None else f"{copy.value} {visit}"
                included = _chosen_parts(f"include {opened.id} {whose}", _as_chosen(offered, earlier))
                second = _second_language()
                # For translators: the size of the paper.
                paper = _chosen(_("Paper"), _papers(), usual_paper(), "paper")
            others = [*_card(opened), _other_files(opened, second), taken_away.link(opened)]
            browser.show_sheet("take away", others, opened)
            if not guided.is_chosen(opened) and not topics.is_map(opened.answers):
                _end_of_session(opened.id)
        chosen = [
            *(each is copy for each in Copy),
            *(part.id in included for part in offered),
            *(each == second for each in _languages()),
            *(each is paper for each in Paper),
        ]
        wanted: dict[str, Value] = {
            "what": "pdf",
            "included": [*sorted(included)],
            "copy": copy.value,
            "paper": paper.value,
            "second": second,
        }
        pdf = blocks.Download(_("Download PDF"), wanted, chosen=chosen)
        about = _("This is your page to take home. The file name says nothing about you, and nothing is sent anywhere.")
        with top:
            browser.show_sheet("paper", [blocks.Row([blocks.Top(_("Summary")), pdf]), blocks.Note(about)], opened)
        with looking:
            page = in_two(partial(contents, opened.answers, included, today(), copy, private, wordings), second)
            described = _("Page {page} of {pages} of your summary, as it will be printed")
            seen = preview(_("Preview"), page, partial(to_pages, page, paper), described)
            browser.show_blocks("preview", [blocks.Heading(_(_SEEN[copy]), 2), *_told(earlier), seen])
        take_second_language(second)


@st.fragment
@speaking.in_its_language
def _end_of_session(id_: str) -> None:
    """Ask the two questions beside the page; nothing else runs again while they are answered."""
    if opened := open_workbook(id_):
        end = [*feedback.edit(opened), hiding.start_anew()]
        browser.show_sheet("end of session", end, opened, undo=[FEEDBACK])


def _chosen(label: str, options: Mapping[_Choice, str], usual: _Choice, key: str) -> _Choice:
    kept = _kept(key, usual)
    chosen = st.radio(
        label,
        list(options),
        index=list(options).index(kept if kept in options else usual),
        format_func=options.__getitem__,
        horizontal=True,
        key=key,
        on_change=_keep,
        args=(key,),
    )
    return chosen or usual


def _kept(key: str, usual: _Kept) -> _Kept:
    """Return what was chosen last: Streamlit forgets what is chosen just before the choice is gone from the page."""
    kept: _Kept = st.session_state.get(f"kept {key}", usual)
    return kept


def _keep(key: str) -> None:
    st.session_state[f"kept {key}"] = st.session_state[key]


def _languages() -> dict[str, str]:
    """Return the languages in which headings can stand a second time, if there are any, after none of them."""
    here = language.spoken().partition("-")[0]
    others = {code: language.own_name(code) for code in language.codes() if code.partition("-")[0] != here}
    return {"": _("One language"), **others} if others else {}


def _second_language() -> str:
    languages = _languages()
    # For translators: the language in which the headings and questions on paper stand a second time, below the first.
    return _chosen(_("Headings also in"), languages, "", f"second language {language.spoken()}") if languages else ""


def _chosen_parts(key: str, offered: Sequence[Part]) -> frozenset[str]:
    return frozenset(part.id for part in offered if _is_chosen(part, f"{key} {part.id}"))


def _is_chosen(part: Part, key: str) -> bool:
    kept = _kept(key, part.included_by_default)
    return st.checkbox(part.label, value=kept, key=key, on_change=_keep, args=(key,))


def _as_chosen(offered: Sequence[Part], earlier: EarlierCopy | None) -> Sequence[Part]:
    """Return these parts, of which those are included that were on the earlier copy; private notes stay closed."""
    if earlier is None:
        return offered
    on_it = {*earlier.chosen.parts} - {NOTES}
    return [replace(part, included_by_default=part.id in on_it) for part in offered]


def _told(earlier: EarlierCopy | None) -> list[Block]:
    """Say of what stands here that it was on a copy that has left, and what is not as it was."""
    if earlier is None:
        return []
    chosen = _(
        "These are the parts that were on the copy of {time}. What you wrote or changed since then shows as it is now."
    )
    closed = [blocks.Note(_("The therapist’s private notes that were on it stay closed here."))]
    return [blocks.Note(chosen.format(time=earlier.time)), *(closed if NOTES in earlier.chosen.parts else [])]


def _papers() -> dict[Paper, str]:
    return {Paper.A4: _("A4"), Paper.LETTER: _("US Letter")}


def _card(opened: OpenWorkbook) -> list[Block]:
    """Return what can be ticked for a card for the pocket, if anything can."""
    offered = pocket_card.offered(opened.answers)
    if not offered:
        return []
    about = _(
        "A few of your own words to carry with you. Only what you check goes on the card. Cut it out of the last page "
        "and fold it, or save it as a picture on your phone."
    )
    picture = blocks.Download(_("Download pocket card (PNG)"), {"what": "card"})
    return [blocks.Folded(pocket_card.title(), [blocks.Note(about), *ticks(pocket_card.NAME, offered), picture])]


def _other_files(opened: OpenWorkbook, second: str) -> Block:
    """Return what else can be taken away; each file is made when its button is pressed.

    What blank worksheets ask stands in the `second` language, too.
    """
    about_copy = _(
        "“Open a file” on the first page opens it again. It holds what stands in this worksheet now. What you removed "
        "or wrote before is not in it, but for the name of a step if a check-in speaks of it, or of a way if a plan "
        "or a ruler does. The therapist’s private notes are not in it. Whoever has the file can read it unless it is "
        "sealed."
    )
    about_history = _(
        "This file also holds every earlier version of your words, and everything that you removed, so that it can "
        "still be undone. Whoever has the file can read all of that unless it is sealed."
    )
    sealed = _(
        "A passphrase seals the file, and nobody can open it without that passphrase. Write it down: if it is lost, "
        "there is no other way in."
    )
    seal = _("Passphrase (optional)")
    copy = blocks.Download(_("Download my copy"), {"what": "copy"}, seal=seal, about_seal=sealed)
    history = blocks.Download(_("Download it with its history"), {"what": "history"}, seal=seal, about_seal=sealed)
    spreadsheet = blocks.Download(_("Download table (Excel)"), {"what": "spreadsheet"})
    table = blocks.Download(_("Download table (CSV)"), {"what": "table"})
    reminders = [blocks.Box("own_words", _("Include my own words")), blocks.Box("weekly", _("Remind me every week"))]
    calendar = blocks.Download(_("Add to calendar"), {"what": "calendar"}, ticks=reminders)
    forms = [blocks.Option(form.id, form.heading) for form in blank.forms()]
    usual_first = sorted(_papers().items(), key=lambda each: each[0] is not usual_paper())
    papers = [blocks.Option(paper.value, label) for paper, label in usual_first]
    choices = [
        blocks.Box("form", _("Which ones"), [blocks.Option("", _("All of them")), *forms]),
        blocks.Box("paper", _("Paper for blank worksheets"), papers),
    ]
    blanks = blocks.Download(
        _("Download blank worksheets"),
        {"what": "blank", "address": st.context.url or "http://localhost/", "second": second},
        choices=choices,
    )
    about_record = _("The questions and answers in one file, as a FHIR (R4B) Questionnaire and QuestionnaireResponse.")
    with_name = [blocks.Box("with_name", _("Include the name"))] if opened.about.name else []
    record = blocks.Download(_("Download for records (FHIR)"), {"what": "record", "with_name": False}, ticks=with_name)
    inside = [
        blocks.Group(_("A file to open again"), [blocks.Note(about_copy), copy], brief=True),
        blocks.Folded(_("The same with its history"), [blocks.Note(about_history), history]),
        blocks.Group(
            _("For a spreadsheet or a calendar"),
            [spreadsheet, table, calendar],
            hint=_("Without your own words, a calendar entry says “Reminder to myself” and nothing more."),
            brief=True,
        ),
        blocks.Folded(_("Blank worksheets to print"), [blanks]),
        blocks.Folded(_("For a clinic’s records"), [blocks.Note(about_record), record]),
    ]
    return blocks.Folded(_("Other files"), inside)

"""For the therapist, folded away: a guide to the step, private notes on the workbook, and a look in the mirror."""

from __future__ import annotations

import streamlit as st

from components import blocks, browser, navigation, speaking
from components.days import today
from components.installation import store
from components.navigation import Step
from components.open_workbook import OpenWorkbook
from worksheets import notes
from worksheets.editing import Folded
from worksheets.language import _, day_in_words
from worksheets.workbook import Stance


@st.fragment
@speaking.in_its_language
def draw(step: Step, opened: OpenWorkbook) -> None:
    """Draw all in one drawer, folded away again on every page; it is not sent again when the step is."""
    id_ = notes.beside(opened.id)
    there = OpenWorkbook(id_, opened.actor, store().load(opened.actor, id_) or Folded())
    hint = _(
        "These are kept apart: never in the client’s copy, never on the client’s device, and on paper only if you "
        "put them in the clinician’s copy."
    )
    box = blocks.Words(notes.PATH, _("The therapist’s private notes"), lines=4, hint=hint)
    folded = blocks.Folded(_("For the therapist: private notes"), [box], private=True)
    drawer = blocks.Drawer([_guide(step, opened.about.stance), folded, _mirror(there.answers)])
    browser.show_sheet(f"therapist {navigation.visit()}", [drawer], there)


def _guide(step: Step, stance: Stance) -> blocks.Folded:
    """Return what helps at this step, when the change is looked at in this way."""
    lines = [
        blocks.Points(label, points)
        for guide in (worksheet.guide(stance) for worksheet in step.worksheets)
        for label, points in (
            (_("What helps"), guide.say),
            (_("What to avoid"), guide.avoid),
            (_("Where this comes from"), guide.sources),
        )
    ]
    return blocks.Folded(_("For the therapist: a guide to this step"), lines)


def _mirror(answers: Folded) -> blocks.Folded:
    """Return what to ask oneself after a session, under today's day, and what was written after those before."""
    asked = notes.mirror()
    now = today()
    groups = [
        blocks.Group(
            day_in_words(day),
            [
                blocks.Words(f"{notes.NAME}/{day.isoformat()}/{field}", question, if_written=day != now)
                for field, question in asked.items()
            ],
            brief=True,
        )
        for day in (now, *(day for day in notes.days(answers) if day != now))
    ]
    hint = _("For you alone: it is never on paper, and in no copy. There are no right answers, and you can skip any.")
    return blocks.Folded(_("For the therapist: a look in the mirror"), [blocks.Note(hint), *groups], private=True)

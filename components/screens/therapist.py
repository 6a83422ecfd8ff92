"""For the therapist, folded away and never on paper: a guide to the step, and private notes on the workbook."""

from __future__ import annotations

from components import blocks, browser, navigation
from components.blocks import Block
from components.installation import store
from components.navigation import Step
from components.open_workbook import OpenWorkbook
from worksheets import notes
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.workbook import Stance


def guide(step: Step, stance: Stance) -> Block:
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


def draw_notes(opened: OpenWorkbook) -> None:
    """Draw the notes on this workbook, folded away again on every page."""
    id_ = notes.beside(opened.id)
    there = OpenWorkbook(id_, opened.actor, store().load(opened.actor, id_) or Folded())
    hint = _(
        "These are kept apart: never in the client’s copy, never on the client’s device, and on paper only if you "
        "put them in the clinician’s copy."
    )
    box = blocks.Words(f"{notes.NAME}/text", _("The therapist’s private notes"), lines=4, hint=hint)
    folded = blocks.Folded(_("For the therapist: private notes"), [box], private=True)
    browser.show_sheet(f"notes {navigation.visit()}", [folded], there)

"""The page for somebody who helps, on the page of the summary: what can be ticked for it, and how it looks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from components.taking_away import preview, second_language, ticks, usual_paper
from worksheets.language import _
from worksheets.summary import support as on_paper
from worksheets.support import NAME, TICKED, offered, page, questions
from worksheets.workbook import LONGEST_NAME


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return all of it, folded away; nothing is ticked for anybody."""
    asked = questions()
    about = _(
        "Only what you check and write here is on the page. You can print it, or send it yourself. The file name says "
        "nothing about you."
    )
    for_whom = blocks.Words(
        f"{NAME}/for_whom", asked["for_whom"], longest=LONGEST_NAME, lines=1, hint=_("A name, if you like.")
    )
    boxes = [blocks.Words(f"{NAME}/{field}", asked[field]) for field in ("helps", "does_not_help")]
    lists = [
        replace(part, heading=_("On this page: {heading}").format(heading=part.heading))
        for part in offered(opened.answers)
    ]
    picked = [for_whom, *boxes, *ticks(TICKED, lists)]
    paper, second = usual_paper(), second_language()
    wanted = {"what": "support", "paper": paper.value, "second": second}
    handed_over = [
        blocks.Note(about),
        blocks.Download(_("Download this page (PDF)"), wanted),
        preview(
            _("Preview of this page"),
            page(opened.answers),
            partial(on_paper.to_pages, opened.answers, paper, second),
            _("Page {page} of {pages} for someone who helps you, as it will be printed"),
        ),
    ]
    inside = blocks.SideBySide([blocks.Column(picked), blocks.Column(handed_over)])
    return [blocks.Folded(_("A page for someone who helps you"), [inside])]

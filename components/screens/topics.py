"""The pages of a workbook of topics: the circles, and what can be taken away of them."""

from __future__ import annotations

from components import blocks, browser, navigation, who_sees
from components.open_workbook import OpenWorkbook
from components.screens import keeping, summary, therapist
from components.worksheets import topics as drawing
from worksheets import topics
from worksheets.language import _
from worksheets.workbook import LONGEST_NAME
from worksheets.workbook import NAME as WORKBOOK


def is_here(page: str, opened: OpenWorkbook) -> bool:
    """Return whether the workbook is one of topics, or becomes one on this page."""
    return topics.is_map(opened.answers) or (page == navigation.TOPICS and not opened.answers.revision)


def draw(page: str, opened: OpenWorkbook) -> None:
    """Draw the page; what is typed is saved while it is typed."""
    browser.entitle(_("Summary") if page == navigation.SUMMARY else topics.title())
    if page == navigation.SUMMARY:
        summary.draw(opened.id)
        return
    browser.show_sheet(
        navigation.TOPICS,
        [
            blocks.Top(topics.title()),
            *drawing.edit(opened),
            blocks.Words(f"{WORKBOOK}/name", _("Name or initials (optional)"), longest=LONGEST_NAME, lines=1),
            *who_sees.told(_("When you meet, your therapist sees what you write.")),
            *([keeping.link(opened)] if topics.read(opened.answers) else []),
        ],
        opened,
        undo=[topics.NAME],
    )
    if not navigation.is_large():
        therapist.draw(navigation.steps_of_topics()[0], opened)

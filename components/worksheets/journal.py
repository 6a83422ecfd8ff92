"""The journal on the page: today's box, and whatever is marked to bring along; on a large screen only that."""

from __future__ import annotations

from components import blocks, navigation
from components.blocks import Block
from components.moments import latest
from components.open_workbook import OpenWorkbook
from worksheets.answers import LONGEST_ITEM
from worksheets.journal import ENTRY, MOST, NAME, Entry, bring, brought, full, prompts
from worksheets.language import _


def address(workbook: str) -> dict[str, str]:
    """Give the query string of the page for somebody who comes to write."""
    return navigation.address(NAME, workbook, at=NAME)


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the box with the entries, or for two people at a large screen what is marked to bring along."""
    if navigation.is_large():
        return [blocks.Group(_("What you brought along"), _brought(opened))]
    hint = _(
        "One sentence is enough. Only what you mark to bring along is shown over time, in the large view and in the "
        "clinician’s copy."
    )
    journal = blocks.Journal(
        NAME,
        ENTRY,
        name=_("Journal, {date}"),
        without_day=_("No date"),
        # For translators: above the box of today in a private journal; no more than an invitation [BI].
        invitation=_("What would you like to keep from today?"),
        longest=LONGEST_ITEM,
        day=blocks.Day(f"{NAME}/*/date", _("Day")),
        bring=blocks.Tick(f"{NAME}/*/bring", bring()),
        offer=_("Questions to start from"),
        other_prompts=_("Other questions"),
        prompts=prompts(opened.answers),
        show_all=_("Show all entries"),
        show_earlier=_show_earlier(),
        most=MOST,
        full=full(),
    )
    return [blocks.Group(_("Between sessions"), [journal], hint)]


def noted(opened: OpenWorkbook, entry: Entry) -> blocks.Moment:
    """Return an entry beside what was said at other times."""
    words = blocks.Quote(entry.prompt or _("In your words:"), [entry.text])
    return blocks.Moment(entry.name, navigation.address(NAME, opened.id), "", [words], NAME)


def _brought(opened: OpenWorkbook) -> list[Block]:
    entries = brought(opened.answers)
    if not entries:
        return [blocks.Note(_("Nothing in the journal is marked to bring along."))]
    return latest(entries, lambda there: [blocks.Quote(each.heading, [each.text]) for each in there], _show_earlier())


def _show_earlier() -> str:
    return _("Show earlier entries")

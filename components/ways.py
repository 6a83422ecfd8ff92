"""The ways to go on the page: what they are called, which two are side by side, one more, or one less."""

from __future__ import annotations

from components import blocks
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets import ways
from worksheets.answers import Value
from worksheets.decisional_balance import NAME, DecisionalBalance
from worksheets.language import _


def offered(balance: DecisionalBalance, opened: OpenWorkbook) -> Block:
    """Return one quiet line, as long as there are two sides and nobody needs more."""
    about = _(
        "You can look at up to five ways to go. Each has a name and two boxes, and you see two ways at a time. "
        "What you wrote stays where it is."
    )
    return blocks.Folded(_("More than two ways?"), [blocks.Note(about), *_one_more(balance, opened)])


def named(balance: DecisionalBalance, opened: OpenWorkbook) -> Block:
    """Return a box for the name of each way, and how to have one more or one less."""
    names = [
        blocks.Words(
            f"{NAME}/{way.id}/name", _("Way {place}").format(place=way.place), longest=ways.LONGEST_NAME, lines=1
        )
        for way in balance.ways
    ]
    removing = [
        blocks.Act(
            way.label,
            {way.path_of_missing: ""} if way.missing else {},
            removes=[f"{NAME}/{way.id}"],
            worksheet=NAME,
            lists=way.lists,
            done=_("Removed. Undo brings it back."),
        )
        for way in balance.ways
    ]
    about = _("The way goes, and so does all that is in its two boxes. Undo brings it back.")
    one_less = blocks.Folded(_("Remove a way"), [blocks.Note(about), blocks.Row(removing)])
    return blocks.Group(
        _("The ways that you are looking at"),
        [blocks.Slots(names), *_one_more(balance, opened), *([one_less] if len(removing) > 2 else [])],
        hint=_("Give each one a short name."),
        brief=True,
    )


def two_of_them(balance: DecisionalBalance, opened: OpenWorkbook) -> list[Block]:
    """Ask which two are to be seen side by side, if there are more."""
    if len(balance.ways) <= 2:
        return []
    left, right = ways.side_by_side(opened.answers, balance.ways)
    options = [blocks.Option(way.id, way.label) for way in balance.ways]
    others = [option for option in options if option.value != left.id]
    choices = [
        # For translators: above the names of the ways to go; the two that are picked are seen side by side.
        blocks.Choice(f"{NAME}/left", _("Look at"), options, unanswered=left.id),
        blocks.Choice(f"{NAME}/right", _("Next to it"), others, unanswered=right.id),
    ]
    return [blocks.Row(choices)]


def _one_more(balance: DecisionalBalance, opened: OpenWorkbook) -> list[Block]:
    way = ways.free(opened.answers, balance.every_way)
    if way is None:
        return []
    path = f"{NAME}/{way.id}"
    again: dict[str, Value] = {f"{path}/removed": None} if opened.answers[f"{path}/removed"] else {}
    unnamed: dict[str, Value] = {f"{path}/name": ""} if way.name else {}
    return [
        blocks.Act(_("Add a way"), {**again, **unnamed, f"{path}/there": True}, done=_("Added: a name and two boxes."))
    ]

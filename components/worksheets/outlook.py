"""The outlook on the page of the plan: questions before the steps, and at the end what to say aloud together."""

from __future__ import annotations

from components import blocks, guided, navigation
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets import plan
from worksheets.answers import LONGEST_ANSWER, LONGEST_ITEM
from worksheets.language import _
from worksheets.outlook import IN_THE_WAY, NAME, TAKEN, aloud, heading, questions
from worksheets.plan import List, Today


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return what is said aloud together, as the last thing for those who take one at a time, or see it large."""
    if not guided.is_chosen(opened) or plan.read(opened.answers).today is not Today.PLAN:
        return []
    quotes = [blocks.Quote(each.question, [each.answer]) for each in aloud(opened.answers)]
    return [blocks.Group(_say_it(), quotes)] if quotes else []


def way_to_say_it(opened: OpenWorkbook) -> list[Block]:
    """Return a button to the large view of it, once something of the outlook is written."""
    if guided.is_chosen(opened) or not any(aloud(opened.answers)):
        return []
    last = navigation.address(plan.NAME, opened.id, view=str(guided.LAST_OF_PAGE))
    return [blocks.Turn(_say_it(), navigation.as_large(last, True))]


def before_the_steps(opened: OpenWorkbook) -> Block:
    """Return the questions, folded away until somebody wants them, unless people take one thing at a time."""
    boxes = [
        blocks.Words(f"{NAME}/{field}", question, longest=LONGEST_ITEM if field == IN_THE_WAY else LONGEST_ANSWER)
        for field, question in questions().items()
    ]
    obstacles = plan.questions()["obstacle"]
    take = blocks.Take(
        _("Make it an if-then plan"),
        f"{NAME}/{IN_THE_WAY}",
        plan.NAME,
        TAKEN,
        List.OBSTACLES.value,
        "obstacle",
        "response",
        plan.MOST_IN_A_LIST,
        plan.full(List.OBSTACLES),
        _("It is now under “{heading}”.").format(heading=obstacles),
    )
    hint = _("Take a quiet moment for each one, or talk it through.")
    group = blocks.Group(heading(), [blocks.SideBySide(boxes), take], hint)
    return group if guided.is_chosen(opened) else blocks.Folded(_("Picture it first (optional)"), [group])


def _say_it() -> str:
    return _("Say it aloud together")

"""Ideas on a page: first what the person knows, then whether they would like any, and then what they make of them."""

from __future__ import annotations

from collections.abc import Sequence

from components import blocks, guided, navigation
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets import decisional_balance as grid
from worksheets.decisional_balance import NAME, DecisionalBalance
from worksheets.ideas import Topic, Wanted, caution_about, ideas, questions
from worksheets.language import _


def cautioned(change: str, topic: Topic | None) -> list[Block]:
    """Return what has to be said of some changes before anything else, if this is one of them."""
    return [blocks.Note(words)] if (words := caution_about(change, topic)) else []


def unsafe(opened: OpenWorkbook) -> Block:
    """Return the way to help, for somebody whom a list like this could harm."""
    why = _("If you are not safe with someone, a list like this is not the right tool.")
    return blocks.Link(why, _("See who can help."), navigation.address(navigation.HELP, opened.id))


def on_request(lists: Sequence[str], balance: DecisionalBalance, opened: OpenWorkbook) -> Block:
    """Return what others might write in these lists, as much for one side as for the other [MR].

    It is behind a question and a yes, and a question follows it. What has to be said first is behind neither.
    """
    asked = questions()
    topic = balance.topic
    wanted = opened.answers[f"{NAME}/wanted"] == Wanted.YES
    return blocks.Folded(
        _("Ideas, if you would like some"),
        [
            *(cautioned(opened.about.change, topic) if guided.is_chosen(opened) else []),
            blocks.Pick(f"{NAME}/topic", _("Topic"), blocks.options(Topic), _("choose a topic")),
            *([unsafe(opened)] if topic is Topic.RELATIONSHIP else []),
            blocks.Words(f"{NAME}/known", asked["known"]),
            blocks.Choice(f"{NAME}/wanted", asked["wanted"], blocks.options(Wanted)),
            *(_offered(lists, balance) if wanted else []),
            blocks.Words(f"{NAME}/made_of_it", asked["made_of_it"], if_written=not wanted),
        ],
    )


def _offered(lists: Sequence[str], balance: DecisionalBalance) -> list[Block]:
    topic = balance.topic
    if topic is None:
        return [blocks.Note(_("Choose a topic above, and some will show here."))]
    offers = [
        blocks.Group(
            _("Ideas: {heading}").format(heading=balance.heading(list_)),
            [blocks.Ideas(NAME, str(list_), ideas(topic, list_), grid.MOST_ITEMS_IN_A_CELL, grid.full())],
            brief=True,
        )
        for list_ in lists
    ]
    note = _("Other people have said things like these. Add one, and change it until the words are yours.")
    return [blocks.Note(note), blocks.SideBySide(offers)]

"""The plan on the page: an offer, the person's own reasons, steps, what could get in the way, and who can help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

from components import blocks, days, navigation
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from worksheets import decisional_balance, strengths
from worksheets.answers import LONGEST_ANSWER, LONGEST_ITEM
from worksheets.decisional_balance import Cell
from worksheets.language import _
from worksheets.plan import (
    LONG,
    MOST_IN_A_LIST,
    NAME,
    ONE_LINE_EACH,
    SURE_ENOUGH,
    List,
    Plan,
    Today,
    full,
    offered,
    questions,
    read,
)
from worksheets.rulers import HIGHEST, LOWEST, Ruler

_USUAL_PAUSE: Final = timedelta(weeks=2)


def edit(opened: OpenWorkbook) -> list[Block]:
    """The offer, and the plan unless the person wants none today [BAP]."""
    plan = read(opened.answers)
    if plan.today is Today.NO_PLAN:
        return [_offer([*_complete(plan), _to_the_summary(opened)])]
    asked = questions()
    return [
        _offer([]),
        _change(opened, asked),
        _reasons(opened, asked),
        _steps(opened, asked),
        _obstacles(asked),
        _people(asked),
        blocks.Group(_("A small win"), [_line("reward", asked)]),
        *_instead(plan, asked),
        blocks.Group(
            _("How it is going"),
            [blocks.Words(f"{NAME}/{field}", asked[field], longest=LONGEST_ANSWER, lines=2) for field in LONG],
        ),
        next_check_in(),
    ]


def next_check_in() -> Block:
    """When to look at this again, wherever it is asked."""
    today = days.today()
    in_two_weeks = blocks.Suggestion(_("In two weeks"), (today + _USUAL_PAUSE).isoformat())
    day = blocks.Day(
        f"{NAME}/next_check_in",
        questions()["next_check_in"],
        hint=_("A day to look at this again."),
        suggestions=[in_two_weeks],
        today=today.isoformat(),
        past=_("This day has passed. It is kept; you can choose another one."),
    )
    return blocks.Group(_("The next time"), [day])


def _offer(blocks_: Sequence[Block]) -> Block:
    question = questions()["today"]
    options = [blocks.Option(today.value, today.label) for today in Today]
    return blocks.Group(_("A plan, if you want one"), [blocks.Choice(f"{NAME}/today", question, options), *blocks_])


def _complete(plan: Plan) -> list[Block]:
    return [
        blocks.Note(_("That is a complete ending. A plan can wait, and you can come back to it on any day.")),
        *([blocks.Note(_("What you wrote in your plan is kept: “Yes, a plan” shows it again."))] if plan else []),
    ]


def _to_the_summary(opened: OpenWorkbook) -> Block:
    return blocks.Link(
        _("What you have written so far is ready to take home:"),
        _("go to the summary"),
        navigation.address(navigation.SUMMARY, opened.id),
    )


def _change(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    start = navigation.address(navigation.START, opened.id)
    return blocks.Group(
        asked["change"],
        [
            blocks.Quote(_("In your words:"), [opened.about.change]),
            blocks.Link(_("Does it still say what you mean?"), _("Change the words"), start),
        ],
    )


def _reasons(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    reasons = offered(opened.answers)
    if not reasons:
        grid = navigation.address(decisional_balance.NAME, opened.id)
        nothing_yet = _("What you write for the change on the other pages can be picked here.")
        return blocks.Group(asked["reasons"], [blocks.Link(nothing_yet, _("Go to both sides"), grid)])
    ticks = [
        block
        for source, each in groupby(reasons, key=lambda reason: reason.source)
        for block in (
            blocks.Heading(source, 3),
            *(blocks.Tick(f"{NAME}/reasons/{reason.id}", reason.text) for reason in each),
        )
    ]
    return blocks.Group(asked["reasons"], ticks, hint=_("Pick the ones that count most. These are your own words."))


def _steps(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    quotes = strengths.quotes(opened.answers)
    step = f"{NAME}/*"
    easier = blocks.Words(f"{step}/easier", asked["easier"], longest=LONGEST_ANSWER, lines=2)
    kept = blocks.Words(f"{step}/easier", _("What makes it easier"), longest=LONGEST_ANSWER, lines=2, if_written=True)
    lowest, highest = Ruler.CONFIDENCE.ends
    template = [
        *(_line(f"*/{field}", asked) for field in ONE_LINE_EACH[List.STEPS]),
        blocks.Day(f"{step}/from_when", asked["from_when"]),
        blocks.Scale(
            f"{step}/confidence",
            asked["confidence"],
            question=asked["confidence"],
            lowest=lowest,
            highest=highest,
            follow_ups={number: [easier if number < SURE_ENOUGH else kept] for number in range(LOWEST, HIGHEST + 1)},
        ),
    ]
    return blocks.Group(
        _("Steps"),
        [
            *([blocks.Quote(_("What you said about yourself:"), quotes)] if quotes else []),
            _entries(List.STEPS, template, _("Add a step")),
        ],
        hint=_("Small enough to begin. One step is enough."),
    )


def _obstacles(asked: Mapping[str, str]) -> Block:
    template = [_line("*/obstacle", asked), _line("*/response", asked)]
    return blocks.Group(
        asked["obstacle"],
        [_entries(List.OBSTACLES, template, _("Add an obstacle"))],
        hint=_("It is easier to meet when you know what you will do then."),
    )


def _people(asked: Mapping[str, str]) -> Block:
    template = [_line("*/who", asked), _line("*/how", asked)]
    return blocks.Group(
        asked["people"], [_entries(List.PEOPLE, template, _("Add a person")), _line("accountable_to", asked)]
    )


def _instead(plan: Plan, asked: Mapping[str, str]) -> list[Block]:
    """For each good thing about how things are now, another way to get it: the stay side turns into planning."""
    if not plan.instead:
        return []
    each = [
        blocks.Group(
            item.text,
            [blocks.Words(f"{NAME}/instead/{item.id}", asked["instead"], longest=LONGEST_ANSWER, lines=2)],
            brief=True,
        )
        for item in plan.instead
    ]
    return [blocks.Group(Cell.GOOD_NOW.heading, each, hint=_("Some of them you may want to keep in another way."))]


def _entries(list_: List, template: Sequence[Block], add: str) -> Block:
    return blocks.Entries(NAME, list_.value, list_.label, template, add=add, most=MOST_IN_A_LIST, full=full(list_))


def _line(field: str, asked: Mapping[str, str]) -> Block:
    return blocks.Words(f"{NAME}/{field}", asked[field.removeprefix("*/")], longest=LONGEST_ITEM)

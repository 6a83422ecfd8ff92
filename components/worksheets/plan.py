"""The plan on the page: an offer, the person's own reasons, steps, what could get in the way, and who can help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

from components import blocks, navigation
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from components.worksheets.decisional_balance import cautioned
from components.worksheets.rulers import in_words
from components.worksheets.strengths import quoted
from worksheets import decisional_balance, rulers
from worksheets.answers import LONGEST_ITEM
from worksheets.decisional_balance import Cell
from worksheets.language import _
from worksheets.plan import (
    LONG,
    MOST_IN_A_LIST,
    NAME,
    ONE_LINE_EACH,
    List,
    Plan,
    Today,
    full,
    offered,
    questions,
    read,
)
from worksheets.rulers import HIGHEST, LOWEST, Ruler, Word
from worksheets.workbook import Stance

_USUAL_PAUSE: Final = timedelta(weeks=2)


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the offer, and the plan unless the person wants none today [BAP]."""
    plan = read(opened.answers)
    if plan.today is Today.NO_PLAN:
        return [_offer(_complete(plan, opened))]
    asked = questions()
    obstacles = blocks.Group(
        asked["obstacle"],
        [_entries(List.OBSTACLES, _lines(List.OBSTACLES, asked), _("Add an obstacle"))],
        hint=_("It is easier to deal with if you already know what you will do."),
    )
    people = _entries(List.PEOPLE, _lines(List.PEOPLE, asked), _("Add a person"))
    return [
        *cautioned(opened.about.change, decisional_balance.read(opened.answers).topic),
        _offer([]),
        _change(opened, asked),
        _reasons(opened, asked),
        _steps(opened, asked),
        obstacles,
        blocks.Group(asked["people"], [people, _line("accountable_to", asked["accountable_to"])]),
        blocks.Group(_("A small win"), [_line("reward", asked["reward"])]),
        *_instead(plan, asked),
        blocks.Group(_("How it is going"), blocks.asked(NAME, {field: asked[field] for field in LONG})),
        next_check_in(),
    ]


def next_check_in() -> blocks.Group:
    """Return when to look at this again, wherever it is asked."""
    day = blocks.Day(
        f"{NAME}/next_check_in",
        questions()["next_check_in"],
        hint=_("A day to look at this again."),
        suggestions=[blocks.DayAhead(_USUAL_PAUSE.days, _("In two weeks"))],
        past=_("This day has passed. It stays here, and you can choose another one."),
    )
    return blocks.Group(_("Next time"), [day])


def _offer(blocks_: Sequence[Block]) -> Block:
    question = questions()["today"]
    options = [blocks.Option(today.value, today.label) for today in Today]
    return blocks.Group(_("A plan, if you want one"), [blocks.Choice(f"{NAME}/today", question, options), *blocks_])


def _complete(plan: Plan, opened: OpenWorkbook) -> list[Block]:
    summary = navigation.address(navigation.SUMMARY, opened.id)
    return [
        blocks.Note(_("You can leave it there. That is fine, and you can come back to it any day.")),
        *(
            [blocks.Note(_("What you wrote in your plan is still there: choose “Yes, a plan” to see it again."))]
            if plan
            else []
        ),
        blocks.Link(_("What you have written so far is ready to take home:"), _("go to the summary"), summary),
    ]


def _change(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    start = navigation.address(navigation.START, opened.id)
    quote = blocks.Quote(_("In your words:"), [opened.about.change])
    still = blocks.Link(_("Does it still say what you mean?"), _("Change the words"), start)
    if opened.about.stance is Stance.EXPLORE:
        hint = _("It can be a plan to stay with how things are, or a plan to change.")
        return blocks.Group(_("What this plan is about"), [quote, still], hint)
    return blocks.Group(asked["change"], [quote, still])


def _reasons(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    reasons = offered(opened.answers)
    if not reasons:
        grid = navigation.address(decisional_balance.NAME, opened.id)
        explores = opened.about.stance is Stance.EXPLORE
        from_both = _("What you write on the other pages, on both sides, can be picked here.")
        for_the_change = _("You can pick reasons here once you have written some on the other pages.")
        nothing_yet = from_both if explores else for_the_change
        return blocks.Group(asked["reasons"], [blocks.Link(nothing_yet, _("Go to both sides"), grid)])
    ticks = [
        block
        for source, each in groupby(reasons, key=lambda reason: reason.source)
        for block in (
            blocks.Heading(source, 3),
            *(blocks.Tick(f"{NAME}/reasons/{reason.id}", reason.text) for reason in each),
        )
    ]
    return blocks.Group(asked["reasons"], ticks, hint=_("Pick the ones that matter most. These are your own words."))


def _steps(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    step = f"{NAME}/*"
    sure = asked["confidence"]
    easier = {"easier": asked["easier"]}
    below_all = Word.VERY.number + 1 if opened.about.in_words else HIGHEST - 1
    follow_ups = {number: list(easier) for number in range(LOWEST, below_all + 1)}
    ends = rulers.read(opened.answers).ratings[Ruler.CONFIDENCE].ends
    template = [
        *_lines(List.STEPS, asked),
        blocks.Day(f"{step}/from_when", asked["from_when"]),
        blocks.Scale(f"{step}/confidence", sure, sure, *ends, easier, follow_ups, words=in_words(opened.about)),
    ]
    steps = _entries(List.STEPS, template, _("Add a step"))
    hint = _("Make it small enough to begin. One step is enough.")
    return blocks.Group(_("Steps"), [*quoted(opened.answers), steps], hint)


def _instead(plan: Plan, asked: Mapping[str, str]) -> list[Block]:
    """Ask for another way to get each good thing about how things are now: the stay side turns into planning."""
    if not plan.instead:
        return []
    each = [
        blocks.Group(item.text, [blocks.Words(f"{NAME}/instead/{item.id}", asked["instead"])], brief=True)
        for item in plan.instead
    ]
    return [blocks.Group(Cell.GOOD_NOW.heading, each, hint=_("You may want to keep some of these in another way."))]


def _entries(list_: List, template: Sequence[Block], add: str) -> Block:
    return blocks.Entries(NAME, list_.value, list_.label, template, add=add, most=MOST_IN_A_LIST, full=full(list_))


def _lines(list_: List, asked: Mapping[str, str]) -> list[Block]:
    return [_line(f"*/{field}", asked[field]) for field in ONE_LINE_EACH[list_]]


def _line(field: str, question: str) -> Block:
    return blocks.Words(f"{NAME}/{field}", question, longest=LONGEST_ITEM, lines=1)

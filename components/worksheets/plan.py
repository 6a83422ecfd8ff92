"""The plan on the page: an offer, the person's own reasons, steps, what could get in the way, and who can help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from components import blocks, guided, navigation
from components.blocks import Block
from components.change_talk import further
from components.ideas import cautioned
from components.open_workbook import OpenWorkbook
from components.worksheets.outlook import before_the_steps, way_to_say_it
from components.worksheets.rulers import in_words
from components.worksheets.strengths import quoted
from worksheets import decisional_balance, reasons, rulers
from worksheets.answers import LONGEST_ITEM, not_said
from worksheets.change_talk import Where
from worksheets.decisional_balance import Cell
from worksheets.language import _
from worksheets.plan import (
    FINDING_OUT,
    LONG,
    MOST_IN_A_LIST,
    NAME,
    ONE_LINE_EACH,
    List,
    Plan,
    Today,
    called,
    full,
    questions,
    read,
)
from worksheets.plan import steps as heading_of_steps
from worksheets.rulers import HIGHEST, LOWEST, Ruler, Word
from worksheets.workbook import Stance

_USUAL_PAUSE: Final = timedelta(weeks=2)


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the offer, and the plan on two facing pages once the person wants one [BAP]."""
    plan = read(opened.answers)
    about_it = cautioned(opened.about.change, decisional_balance.read(opened.answers).topic)
    if plan.today is not Today.PLAN:
        return [*about_it, _offer(plan, opened)]
    asked = questions()
    people = [_about_each(List.PEOPLE, [blocks.Slots(_lines(List.PEOPLE, asked))], _("Add a person"), in_rows=True)]
    this_page = [
        _change(opened, asked),
        before_the_steps(opened),
        *blocks.folding([_reasons(opened, asked), _steps(opened, asked), _obstacles(opened, asked)]),
    ]
    that_page = [
        blocks.Group(asked["people"], [*people, blocks.Slots([_line("accountable_to", asked["accountable_to"])])]),
        blocks.Group(_("A small win"), [blocks.Slots([_line("reward", asked["reward"])])]),
        *_instead(plan, decisional_balance.read(opened.answers).heading(Cell.GOOD_NOW), asked),
        blocks.Group(_("How it is going"), [blocks.Slots(blocks.asked(NAME, {field: asked[field] for field in LONG}))]),
    ]
    pages = blocks.SideBySide(
        [
            blocks.Column(this_page),
            blocks.Column([*quoted(opened.answers), *blocks.folding(that_page), _next_time(plan)]),
        ]
    )
    return [*about_it, _offer(plan, opened) if guided.is_chosen(opened) else _question(), pages]


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


def _next_time(plan: Plan) -> blocks.Group:
    """Return when to look at this again; a day is put into a calendar without a word of what was written."""
    group = next_check_in()
    if plan.next_check_in is None:
        return group
    discreet = blocks.Download(_("Add to calendar"), {"what": "calendar", "own_words": False})
    return replace(group, blocks=[*group.blocks, discreet])


def _question() -> Block:
    return blocks.Choice(f"{NAME}/today", questions()["today"], blocks.options(Today))


def _offer(plan: Plan, opened: OpenWorkbook) -> Block:
    """Return the question; nothing of a plan is seen beside it, and what was written before is not lost."""
    heading = _("A plan, if you want one")
    if plan.today is Today.PLAN:
        return blocks.Group(heading, [_question()])
    still_there = _("What you wrote in your plan is still there: choose “Yes, a plan” to see it again.")
    written = [blocks.Note(still_there)] if plan else []
    if plan.today is None:
        return blocks.Group(heading, [_question(), *written])
    summary = navigation.address(navigation.SUMMARY, opened.id)
    complete = [
        blocks.Note(_("You can leave it there, and come back to it any day.")),
        *written,
        blocks.Link(_("What you have written so far is ready to take home."), _("Go to the summary"), summary),
    ]
    return blocks.Group(heading, [_question(), *complete])


def _change(opened: OpenWorkbook, asked: Mapping[str, str]) -> Block:
    start = navigation.address(navigation.START, opened.id)
    quote = blocks.Quote(_("In your words:"), [opened.about.change])
    # For translators: below the change in the person’s own words, beside a link to change them.
    still = blocks.Link(_("Does it still say what you mean?"), _("Change the words"), start)
    follows = _follows(opened, asked)
    if opened.about.stance is Stance.EXPLORE:
        hint = _("It can be a plan to stay with how things are, or a plan to change.")
        any_way = _("It can follow any of the ways, or the next step of finding out more.")
        return blocks.Group(_("What this plan is about"), [quote, still, *follows], any_way if follows else hint)
    return blocks.Group(asked["change"], [quote, still, *follows])


def _follows(opened: OpenWorkbook, asked: Mapping[str, str]) -> list[Block]:
    """Ask which of the named ways the plan follows, if any; what was said stays, even if that way was removed."""
    balance, said = decisional_balance.read(opened.answers), opened.answers[f"{NAME}/follows"]
    if not balance.named and not said:
        return []
    ways = [way for way in balance.every_way if way.is_there or way.id == said]
    options = [
        *(blocks.Option(way.id, way.label) for way in ways),
        blocks.Option(FINDING_OUT, called(opened.answers, FINDING_OUT)),
    ]
    return [blocks.Pick(f"{NAME}/follows", asked["follows"], options, unanswered=not_said())]


def _reasons(opened: OpenWorkbook, asked: Mapping[str, str]) -> blocks.Group:
    offered = reasons.offered(opened.answers)
    if not offered:
        grid = navigation.address(decisional_balance.NAME, opened.id)
        explores = opened.about.stance is Stance.EXPLORE
        from_both = _("What you write on the other pages, on both sides, can be picked here.")
        for_the_change = _("The reasons that you write on the other pages can be picked here.")
        nothing_yet = from_both if explores else for_the_change
        return blocks.Group(asked["reasons"], [blocks.Link(nothing_yet, _("Go to both sides"), grid)])
    chips = blocks.Chips([blocks.Tick(each.path, each.text, each.because) for each in offered])
    return blocks.Group(asked["reasons"], [chips], hint=_("Pick the ones that matter most. These are your own words."))


def _steps(opened: OpenWorkbook, asked: Mapping[str, str]) -> blocks.Group:
    """Return the steps, each a card that can be read aloud: what, then when, where, how often and from when."""
    step = f"{NAME}/*"
    what, *slots = _lines(List.STEPS, asked)
    sure = asked["confidence"]
    easier = {"easier": asked["easier"]}
    below_all = Word.VERY.number + 1 if opened.about.in_words else HIGHEST - 1
    follow_ups = {number: list(easier) for number in range(LOWEST, below_all + 1)}
    ends = rulers.read(opened.answers).ratings[Ruler.CONFIDENCE].ends
    of_each = [
        replace(what, large=True),
        blocks.Slots([*slots, blocks.Day(f"{step}/from_when", asked["from_when"])]),
        blocks.Scale(f"{step}/confidence", sure, sure, *ends, easier, follow_ups, words=in_words(opened.about)),
    ]
    expect = blocks.Slots([blocks.Words(f"{step}/expect", asked["expect"], lines=1)])
    hint = _("Make it small enough to begin. One step is enough.")
    steps = _about_each(List.STEPS, of_each, _("Add a step"), more=[expect])
    return blocks.Group(heading_of_steps(), [steps, *further(opened, Where.PLAN)], hint)


def _obstacles(opened: OpenWorkbook, asked: Mapping[str, str]) -> blocks.Group:
    pair = blocks.Facing(_lines(List.OBSTACLES, asked))
    hint = _("It is easier to deal with if you already know what you will do.")
    obstacles = _about_each(List.OBSTACLES, [pair], _("Add an obstacle"), in_rows=True)
    return blocks.Group(asked["obstacle"], [obstacles, *way_to_say_it(opened)], hint)


def _instead(plan: Plan, heading: str, asked: Mapping[str, str]) -> list[blocks.Group]:
    """Ask for another way to get each good thing about how things are now: the stay side turns into planning."""
    if not plan.instead:
        return []
    each = [
        blocks.Group(item.text, [blocks.Words(f"{NAME}/instead/{item.id}", asked["instead"])], brief=True)
        for item in plan.instead
    ]
    return [blocks.Group(heading, each, hint=_("You may want to keep some of these in another way."))]


def _about_each(
    list_: List, asked: Sequence[Block], add: str, *, in_rows: bool = False, more: Sequence[Block] = ()
) -> Block:
    name, most = list_.label, MOST_IN_A_LIST
    return blocks.AboutEach(NAME, list_.value, name, asked, add, most, full(list_), in_rows, more)


def _lines(list_: List, asked: Mapping[str, str]) -> list[blocks.Words]:
    return [_line(f"*/{field}", asked[field]) for field in ONE_LINE_EACH[list_]]


def _line(field: str, question: str) -> blocks.Words:
    return blocks.Words(f"{NAME}/{field}", question, longest=LONGEST_ITEM, lines=1)

"""Check-ins and setbacks on the page, and what was said over time in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from components import blocks, days, guided, navigation
from components.blocks import Block
from components.moments import latest
from components.open_workbook import OpenWorkbook
from components.worksheets.journal import noted
from components.worksheets.plan import next_check_in
from components.worksheets.rulers import ruler_group
from components.worksheets.strengths import quoted
from worksheets import decisional_balance, journal, plan
from worksheets.check_ins import (
    MOST_ENTRIES,
    NAME,
    Entry,
    EntryKind,
    Outcome,
    full,
    happened,
    last_time,
    moments,
    name_of_step,
    names_in,
    removed,
    since_last_time,
    too_much,
    tried,
    unwritten,
)
from worksheets.language import _, day_in_words, in_a_row, labeled, pgettext
from worksheets.over_time import differences, make_a_line, numbers, subjects
from worksheets.rulers import Ruler, about, answered, asked_about, below
from worksheets.rulers import read as rulers_of

MOST_QUOTED: Final = 5

_KINDS: Final[Mapping[str, EntryKind]] = {str(number): kind for number, kind in enumerate(EntryKind, start=1)}
"""By their numbers, so that no address, and no history of a browser, tells of a setback."""

_BROUGHT_ALONG: Final = ("was_working", "learned", "would_change")


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return what begins a check-in or a setback, or the one that is open."""
    entries = opened.check_ins
    if opened.entry is None:
        return _begin(opened, entries)
    entry = next((entry for entry in entries if entry.id == opened.entry), None)
    if entry is not None:
        return _one(opened, entries, entry)
    if (kind := _KINDS.get(opened.begins or "")) and removed(opened.answers, opened.entry) is None:
        return _new(opened, entries, unwritten(opened.answers, opened.entry, kind, days.today()))
    return _not_there(opened)


def day(opened: OpenWorkbook) -> str:
    """Return the day of the entry that is open, in words: what to call the window, without telling of a setback."""
    of = next((entry.day for entry in opened.check_ins if entry.id == opened.entry), days.today())
    return day_in_words(of) if of else ""


def told(opened: OpenWorkbook) -> list[Block]:
    """Return what was said in all check-ins and setbacks, and how the grid has changed."""
    return [] if opened.entry else [*_said(opened, opened.check_ins), *_changed(opened)]


def _begin(opened: OpenWorkbook, entries: Sequence[Entry]) -> list[Block]:
    """Return the buttons, on a card of their own while nothing else is on the page or people see one card at a time."""
    labels = {EntryKind.CHECK_IN: _("Check in today"), EntryKind.SETBACK: _("Write about a setback")}
    buttons = blocks.Row(
        [
            blocks.Begin(
                labels[kind],
                NAME,
                navigation.address(NAME, opened.id, begin=number),
                MOST_ENTRIES,
                full(),
                is_main=kind is EntryKind.CHECK_IN,
            )
            for number, kind in _KINDS.items()
        ]
    )
    hint = _("A look at how things are going. A setback is information, never a failure.")
    new = _asks_about_something_new(opened, entries)
    if guided.is_chosen(opened) or not entries:
        # For translators: above the buttons that begin a check-in; any answer is all right [MET].
        return [blocks.Group(_("How is it going?"), [*new, buttons], hint=hint)]
    return [blocks.Note(hint), *new, buttons]


def _asks_about_something_new(opened: OpenWorkbook, entries: Sequence[Entry]) -> list[Block]:
    """Say what there is no line about yet, below which the lines stand about what the rulers asked about before."""
    now, called = asked_about(opened.answers), names_in(opened.answers, entries)
    said = moments(opened.answers, opened.first_day, days.today(), entries=entries) if called else []
    lines = {each: make_a_line([moment.about(each) for moment in said]) for each in subjects(now, said)}
    if lines.pop(now, False) or not any(lines.values()):
        return []
    words = _(
        "The rulers now ask about “{subject}”. Once you have answered twice, you will see it over time here. What you "
        "said about something else stays below."
    )
    return [blocks.Note(words.format(subject=called[now]))]


def _said(opened: OpenWorkbook, entries: Sequence[Entry]) -> list[Block]:
    """Return the check-ins and setbacks, and what is marked in the journal to bring along."""
    called = names_in(opened.answers, entries)
    beside: list[Entry | journal.Entry] = [*entries, *journal.brought(opened.answers)]
    said = sorted(beside, key=lambda each: each.day or date.min)
    if not said:
        return []
    listed = latest(said, lambda there: [_moments(opened, there, called)], _("Show earlier check-ins"))
    return [blocks.Group(_("What you said, newest first"), listed)]


def _moments(opened: OpenWorkbook, said: Sequence[Entry | journal.Entry], called: Mapping[str, str]) -> Block:
    return blocks.Moments(
        [noted(opened, each) if isinstance(each, journal.Entry) else _moment(opened, each, called) for each in said]
    )


def _moment(opened: OpenWorkbook, entry: Entry, called: Mapping[str, str]) -> blocks.Moment:
    query = navigation.address(NAME, opened.id, entry=entry.id)
    said = in_a_row(
        [about(called, subject, in_a_row(told)) for subject, each in entry.ratings.items() if (told := numbers(each))]
    )
    return blocks.Moment(entry.name, query, said, _quotes(opened, entry, called), entry.kind)


def _quotes(opened: OpenWorkbook, entry: Entry, called: Mapping[str, str]) -> list[blocks.Quote]:
    """Return what was answered about each ruler and step, and then what else was written, each below its question."""
    each_named = called if len(entry.ratings) > 1 else {}
    about_rulers = [
        blocks.Quote(about(each_named, subject, labeled(ruler.label, said.question)), [said.answer])
        for subject, ratings in entry.ratings.items()
        for ruler, rating in ratings.items()
        for said in answered(rating)
    ]
    asked = {**entry.kind.questions, "too_much": too_much()}
    words = [blocks.Quote(question, [entry.words[field]]) for field, question in asked.items() if field in entry.words]
    about_steps = [blocks.Quote(line.question, [line.shown]) for line in tried(opened.answers, entry)]
    return [*about_rulers, *about_steps, *words]


def _changed(opened: OpenWorkbook) -> list[Block]:
    first_day = opened.first_day
    if first_day is None:
        return []
    found = differences(decisional_balance.read(first_day.answers), decisional_balance.read(opened.answers))
    if not found:
        return []
    head = [_("What you wrote"), pgettext("in which box", "Where"), _("What changed")]
    rows = [[change.text, change.where, change.what] for change in found]
    caption = _("Since {date}").format(date=day_in_words(first_day.day))
    return [blocks.Group(_("How the grid has changed since the first time"), [blocks.Table(caption, head, rows)])]


def _not_there(opened: OpenWorkbook) -> list[Block]:
    sentence = {
        EntryKind.CHECK_IN: _("This check-in was removed. Undo brings it back."),
        EntryKind.SETBACK: _("This setback was removed. Undo brings it back."),
        None: _("This check-in cannot be found."),
    }[removed(opened.answers, opened.entry or "")]
    return [blocks.Note(sentence), _way_back(opened)]


def _way_back(opened: OpenWorkbook) -> Block:
    return blocks.Links([blocks.LinkLine(_("Back to all check-ins"), navigation.address(NAME, opened.id))])


def _new(opened: OpenWorkbook, entries: Sequence[Entry], entry: Entry) -> list[Block]:
    """Return a check-in or setback of today that nobody has written in yet: it is made with the first answer."""
    in_order = sorted([*entries, entry], key=lambda each: each.day or date.min)
    return [
        _way_back(opened),
        *(
            replace(group, blocks=[blocks.Beginning(NAME, entry.id, entry.kind.value, "date", group.blocks)])
            for group in _asked(opened, in_order, entry, is_new=True)
        ),
        blocks.Turn(_("Not now"), navigation.address(NAME, opened.id)),
    ]


def _one(opened: OpenWorkbook, entries: Sequence[Entry], entry: Entry) -> list[Block]:
    remove = {EntryKind.CHECK_IN: _("Remove this check-in"), EntryKind.SETBACK: _("Remove this setback")}[entry.kind]
    here = navigation.address(NAME, opened.id, entry=entry.id)
    return [
        _way_back(opened),
        *_asked(opened, entries, entry),
        blocks.Turn(remove, here, f"{NAME}/{entry.id}/removed", True),
    ]


def _asked(opened: OpenWorkbook, entries: Sequence[Entry], entry: Entry, *, is_new: bool = False) -> list[blocks.Group]:
    path = f"{NAME}/{entry.id}"
    earlier = entries[: entries.index(entry)]
    ratings = _rulers(opened, earlier, entry)
    asked = entry.kind.questions

    def group(label: str, *fields: str, before: Sequence[Block] = ()) -> blocks.Group:
        return blocks.Group(label, [*before, *blocks.asked(path, {field: asked[field] for field in fields})])

    the_plan = blocks.Group(_("The plan"), blocks.asked(path, {"too_much": too_much()}))
    if entry.kind is EntryKind.CHECK_IN:
        middle = [
            *ratings,
            *_steps(opened, earlier, entry),
            *([the_plan] if entry.asks_whether_the_plan_is_too_much else []),
            group(_("Since last time"), "win", "learned", before=_said_last_time(earlier)),
        ]
    else:
        middle = [
            group(_("That day"), "what_happened", "was_working"),
            group(_("What it tells you"), "learned", "would_change"),
            group(_("Your strengths"), "strengths_showed", before=quoted(opened.answers, MOST_QUOTED)),
            the_plan,
            *ratings,
        ]
    day = blocks.Day(f"{path}/date", _("Day"), usually_today=is_new)
    return [blocks.Group(entry.name, [day]), *blocks.folding(middle), next_check_in()]


def _said_last_time(earlier: Sequence[Entry]) -> list[Block]:
    """Return what was learned last time and in setbacks since, each below its question and its day."""
    return [
        blocks.Quote(labeled(each.name, question), [each.words[field]])
        for each in since_last_time(earlier)[-MOST_QUOTED:]
        for field, question in each.kind.questions.items()
        if field in _BROUGHT_ALONG and field in each.words
    ]


def _rulers(opened: OpenWorkbook, earlier: Sequence[Entry], entry: Entry) -> list[blocks.Group]:
    subject = entry.subject
    first_day = opened.first_day if _look_back_to_the_start(earlier, subject) else None
    asked: list[blocks.Group] = []
    for ruler in rulers_of(opened.answers, subject).shown:
        said = last_time(opened.answers, earlier, ruler, subject, first_day)
        before = [blocks.Quote(said.sentence, said.words)] if said else []
        path = f"{below(subject, f'{NAME}/{entry.id}')}/{ruler}"
        asked.append(ruler_group(path, entry.ratings[subject][ruler], opened, before, said, subject=subject))
    return asked


def _look_back_to_the_start(earlier: Sequence[Entry], subject: str) -> bool:
    """Return whether a ruler may have its last answer from the start: no earlier entry has one."""
    return any(all(each.number(ruler, subject) is None for each in earlier) for ruler in Ruler)


def _steps(opened: OpenWorkbook, earlier: Sequence[Entry], entry: Entry) -> list[blocks.Group]:
    """Return the steps of the plan, and those that were in it and of which this entry says what became.

    Beside each stands what became of it last time, and the way to where it is in the plan.
    """
    planned = {step.id: step for step in plan.read(opened.answers).steps if step.what}
    steps = {id_: step.what for id_, step in planned.items()}
    steps |= {step: name_of_step(opened.answers, step) for step in entry.steps if step not in steps}
    asked: list[Block] = []
    for step, what in steps.items():
        asked.append(blocks.Choice(f"{NAME}/{entry.id}/steps/{step}", what, blocks.options(Outcome)))
        last = next((each for each in reversed(earlier) if step in each.outcomes), None)
        said = labeled(last.name, last.outcomes[step].label) if last else ""
        if step in planned:
            there = navigation.address(plan.NAME, opened.id, at=f"{plan.NAME}/{step}/what")
            asked.append(blocks.Link(said, _("See this step in the plan"), there))
        elif said:
            asked.append(blocks.Note(said))
        if step in entry.experiments:
            asked.append(_experiment(entry, step, entry.experiments[step].expected))
        elif step in planned and planned[step].expect:
            asked.append(_experiment(entry, step, planned[step].expect))
    return [blocks.Group(_("The steps of your plan"), asked)] if asked else []


def _experiment(entry: Entry, step: str, expected: str) -> Block:
    """Return what happened beside what was expected, which the check-in keeps as it was then."""
    path = f"{NAME}/{entry.id}"
    quote = [blocks.Quote(_("What you expected:"), [expected])] if expected else []
    words = blocks.Words(f"{path}/happened/{step}", happened(), carried={f"{path}/expected/{step}": expected})
    return blocks.SideBySide([*quote, words])

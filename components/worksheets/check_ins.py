"""Check-ins and setbacks on the page, and what was said over time as charts and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from components import blocks, days, guided, navigation
from components.blocks import Block
from components.charts import COLORS, Annotation, Axis, Chart, Line, Margin, Marker, Trace, calm, read_out
from components.moments import SHOWN_AT_FIRST, latest
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
    numbers,
    read,
    removed,
    since_last_time,
    too_much,
    tried,
    unwritten,
)
from worksheets.language import _, day_in_words, in_a_row, labelled, pgettext
from worksheets.over_time import Moment, differences, make_a_line, subjects
from worksheets.rulers import HIGHEST, LOWEST, Ruler, about, answered, asked_about, below, named, names
from worksheets.rulers import read as rulers_of

MOST_NUMBERED: Final = 12
MOST_DATES: Final = 5
FEWER_DATES: Final = 3
MOST_QUOTED: Final = 5

_LOOKS: Final[Mapping[Ruler, tuple[str, str, str, int]]] = {
    Ruler.IMPORTANCE: (COLORS[1], "solid", "circle", 16),
    Ruler.CONFIDENCE: (COLORS[0], "dash", "square", 11),
    Ruler.READINESS: (COLORS[2], "dot", "diamond", 8),
}
"""The colors, lines and points of the rulers: so large that where all three are at one place, each is seen."""
_KINDS: Final[Mapping[str, EntryKind]] = {str(number): kind for number, kind in enumerate(EntryKind, start=1)}
"""By their numbers, so that no address, and no history of a browser, tells of a setback."""

_BROUGHT_ALONG: Final = ("was_working", "learned", "would_change")

_NUMBER: Final = 26
_ROW: Final = 1.7
_LABEL: Final = 18


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return what begins a check-in or a setback, or the one that is open."""
    entries = read(opened.answers)
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
    of = next((entry.day for entry in read(opened.answers) if entry.id == opened.entry), days.today())
    return day_in_words(of) if of else ""


def told(opened: OpenWorkbook) -> list[Block]:
    """Return what was said in all check-ins and setbacks, and how the grid has changed."""
    return [] if opened.entry else [*_said(opened, read(opened.answers)), *_changed(opened)]


def charts(opened: OpenWorkbook) -> list[Chart]:
    """Return the rulers over time; and importance against confidence as a path, once both have been answered twice.

    They show what the rulers ask about now, with all that was said in the table. What they asked about before follows
    below, each by itself.
    """
    if opened.entry is not None:
        return []
    beside = journal.moments(journal.brought(opened.answers))
    all_moments = moments(opened.answers, opened.first_day, days.today(), beside)
    now = asked_about(opened.answers)
    there = subjects(now, all_moments)
    called = names(opened.answers, there)
    found: list[Chart] = []
    for subject in there:
        drawn = [moment.about(subject) for moment in all_moments]
        if not make_a_line(drawn):
            continue
        name = about(called, subject, _("The rulers over time, 0 to 10"))
        if subject != now:
            before = [moment for moment in drawn if moment.ratings]
            chart = _over_time(name, before, _as_table(name, before, called))
            found.append(replace(chart, key=f"{chart.key}_{subject or NAME}", alone=bool(found)))
            continue
        both = [moment for moment in drawn if {Ruler.IMPORTANCE, Ruler.CONFIDENCE} <= moment.ratings.keys()]
        found.append(_over_time(name, drawn, _as_table(name, all_moments, called)))
        found += [_path(both, called, now)] if len(both) > 1 else []
    return found


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
    said = moments(opened.answers, opened.first_day, days.today()) if called else []
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
        blocks.Quote(about(each_named, subject, labelled(ruler.label, said.question)), [said.answer])
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
        blocks.Quote(labelled(each.name, question), [each.words[field]])
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
    options = [blocks.Option(outcome.value, outcome.label) for outcome in Outcome]
    asked: list[Block] = []
    for step, what in steps.items():
        asked.append(blocks.Choice(f"{NAME}/{entry.id}/steps/{step}", what, options))
        last = next((each for each in reversed(earlier) if step in each.outcomes), None)
        said = labelled(last.name, last.outcomes[step].label) if last else ""
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


def _over_time(name: str, all_moments: Sequence[Moment], table: Block) -> Chart:
    """Return each ruler as a line from the first time to now, with small wins, setbacks and the journal below."""
    scale = 1 if len(all_moments) <= 30 else 2
    end = len(all_moments) - 1
    data: list[Trace] = []
    latest: dict[int, list[str]] = {}
    for ruler, (color, dash, shape, size) in _LOOKS.items():
        said = [(at, n) for at, moment in enumerate(all_moments) if (n := moment.number(ruler)) is not None]
        if not said:
            continue
        line: Trace = {
            "type": "scatter",
            "x": [at for at, _number in said],
            "y": [number for _at, number in said],
            "mode": "lines+markers",
            "line": {"dash": dash, "width": 3, "color": color},
            "marker": {"symbol": shape, "size": size // scale, "color": color},
            "cliponaxis": False,
        }
        data.append(line)
        number = said[-1][1]
        latest.setdefault(number, []).append(named(ruler, all_moments[said[-1][0]].ratings[ruler].briefly))
    labels = [
        _label(end, number, text, round((len(texts) - 1 - 2 * at) * _LABEL / 2))
        for number, texts in latest.items()
        for at, text in enumerate(texts)
    ]
    bottom = 0.0
    for label, color, shape, places in (
        (_("Small win"), COLORS[1], "star", [at for at, moment in enumerate(all_moments) if moment.win]),
        (_("Setback"), COLORS[0], "circle-open", [at for at, moment in enumerate(all_moments) if moment.is_setback]),
        (_("Journal"), COLORS[4], "square-open", [at for at, moment in enumerate(all_moments) if moment.noted]),
    ):
        if places:
            bottom -= _ROW
            edge: Line = {"width": 3, "color": color}
            marker: Marker = {"symbol": shape, "size": 14 // scale, "color": color, "line": edge}
            points: Trace = {
                "type": "scatter",
                "x": places,
                "y": [bottom] * len(places),
                "mode": "markers",
                "marker": marker,
                "cliponaxis": False,
            }
            data.append(points)
            labels.append(_label(end, bottom, label))
    y: Axis = {"range": [bottom - 1, HIGHEST + 0.6], "tickvals": [LOWEST, 5, HIGHEST]}
    margin: Margin = {"l": 28, "r": 14 + 8 * max(len(label["text"]) for label in labels), "b": 40}
    height = round(_NUMBER * (HIGHEST + 1.6 - bottom)) + 60
    figure = calm(data, height, _dates(all_moments), y, margin=margin, annotations=labels)
    return Chart(f"{NAME}_over_time", name, _aloud(name, Ruler, all_moments), figure, table, share=3)


def _label(x: float, y: float, text: str, up: int = 0) -> Annotation:
    return {"x": x, "y": y, "text": text, "xanchor": "left", "xshift": 14, "yshift": up}


def _dates(all_moments: Sequence[Moment]) -> Axis:
    """Return an axis with one place for each moment, and the names of a few, slanted where there is little room."""
    count = len(all_moments)
    few = count if count <= MOST_DATES else FEWER_DATES
    shown = sorted({round(step * (count - 1) / (few - 1)) for step in range(few)})
    texts = [all_moments[at].when for at in shown]
    span = [-0.3, count - 0.9]
    return {"range": span, "tickvals": shown, "ticktext": texts, "automargin": True, "showgrid": False}


def _as_table(name: str, all_moments: Sequence[Moment], called: Mapping[str, str]) -> Block:
    """Return the latest moments, as many as there are check-ins on the page, the newest first."""
    head = [
        pgettext("day", "When"),
        pgettext("check-in or setback", "What"),
        *(ruler.label for ruler in Ruler),
        _("What you said"),
    ]
    rows = [
        [moment.when, _what(moment, called), *(moment.told(ruler) for ruler in Ruler), _words_of(moment)]
        for moment in reversed(all_moments[-navigation.shown(SHOWN_AT_FIRST) :])
    ]
    return blocks.Table(_caption(name, len(rows), len(all_moments)), head, rows)


def _what(moment: Moment, called: Mapping[str, str]) -> str:
    """Return what kind of moment it is, before what the rulers asked about."""
    return labelled(moment.name, called[moment.subject]) if called and moment.ratings else moment.name


def _caption(name: str, count: int, total: int) -> str:
    # For translators: the title of a table, and how many of its lines are shown.
    latest = _("{name}: the latest {count} of {total}").format(name=name, count=count, total=total)
    return latest if count < total else name


def _aloud(name: str, rulers: Iterable[Ruler], all_moments: Sequence[Moment]) -> str:
    """Return the name of a chart with the numbers on it, of the same moments as in its table."""
    there = all_moments[-navigation.shown(SHOWN_AT_FIRST) :]
    numbers = [
        (ruler.label, [moment.told(ruler) for moment in there if moment.number(ruler) is not None]) for ruler in rulers
    ]
    return read_out(_caption(name, len(there), len(all_moments)), numbers)


def _words_of(moment: Moment) -> str:
    """Return the small win or what else was said, and the first answer to what follows each number."""
    first = [
        _("{ruler}: “{words}”").format(ruler=ruler.label, words=answer)
        for ruler, rating in moment.ratings.items()
        for answer in [said.words for said in rating.said][:1]
    ]
    own = (
        (_("Small win: “{words}”"), moment.win),
        (_("What happened: “{words}”"), moment.happened),
        # For translators: a person’s own words, in the quotation marks of the language.
        (_("“{words}”"), moment.noted),
    )
    return " ".join([*(said.format(words=words) for said, words in own if words), *first])


def _path(both: Sequence[Moment], called: Mapping[str, str], now: str) -> Chart:
    """Return a line from the first time to the last; of many, the latest are drawn, and more are in the table."""
    name = about(called, now, _("Importance and confidence, from the first time to the last"))
    points = [(moment.number(Ruler.IMPORTANCE) or 0, moment.number(Ruler.CONFIDENCE) or 0) for moment in both]
    drawn = [0, *range(max(1, len(points) - MOST_NUMBERED + 1), len(points))]
    line: Trace = {
        "type": "scatter",
        "x": [points[place][0] for place in drawn],
        "y": [points[place][1] for place in drawn],
        "mode": "lines+markers",
        "line": {"width": 2},
        "marker": {"size": 10},
        "cliponaxis": False,
    }
    labels: list[Annotation] = [
        {"x": x, "y": y, "text": text, "yshift": -16 if is_below else 16}
        for (x, y), (text, is_below) in _labels(points, drawn).items()
    ]
    span: Axis = {"range": [LOWEST - 1, HIGHEST + 1], "tickvals": [0, 2, 4, 6, 8, 10], "showgrid": True}
    x: Axis = {**span, "title": {"text": Ruler.IMPORTANCE.label}}
    y: Axis = {**span, "title": {"text": Ruler.CONFIDENCE.label}}
    figure = calm([line], 400, x, y, margin={"l": 48, "b": 48}, annotations=labels)
    rows = [
        [str(number), moment.when, moment.told(Ruler.IMPORTANCE), moment.told(Ruler.CONFIDENCE)]
        for number, moment in enumerate(both, start=1)
    ]
    rows = rows[-navigation.shown(SHOWN_AT_FIRST) :]
    # For translators: above “1”, “2”, “3”: which time it was.
    head = [_("Number"), pgettext("day", "When"), Ruler.IMPORTANCE.label, Ruler.CONFIDENCE.label]
    twin = blocks.Table(_caption(name, len(rows), len(both)), head, rows)
    aloud = _aloud(name, (Ruler.IMPORTANCE, Ruler.CONFIDENCE), both)
    if len(drawn) < len(points):
        name = _("Importance and confidence: the first time and the latest {count}").format(count=len(drawn) - 1)
        name = about(called, now, name)
    return Chart(f"{NAME}_path", name, aloud, figure, twin, share=2)


def _labels(points: Sequence[tuple[int, int]], drawn: Sequence[int]) -> dict[tuple[int, int], tuple[str, bool]]:
    """Return the label of each point, and whether it goes below the point: on the side where no line runs."""
    # For translators: the first and the last time at which somebody answered, beside a number: “1 (first)”, “9 (last)”.
    ends = {drawn[0]: _("first"), drawn[-1]: _("last")}
    found: dict[tuple[int, int], list[str]] = {}
    slopes: dict[tuple[int, int], int] = {}
    for before, place, after in zip([drawn[0], *drawn], drawn, [*drawn[1:], drawn[-1]], strict=False):
        point = points[place]
        found.setdefault(point, []).append(_number(place + 1, ends.get(place)))
        slopes[point] = slopes.get(point, 0) + points[before][1] + points[after][1] - 2 * point[1]
    return {point: (in_a_row(texts), slopes[point] > 0) for point, texts in found.items()}


def _number(number: int, end: str | None) -> str:
    # For translators: which time it was, such as “1 (first)” or “9 (last)”.
    return _("{number} ({end})").format(number=number, end=end) if end else str(number)

"""What was said over time, as charts: the rulers as lines, and importance against confidence as a path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from components import blocks, days, navigation
from components.blocks import Block
from components.charts import COLORS, Annotation, Axis, Chart, Look, Margin, Trace, calm, read_out
from components.moments import SHOWN_AT_FIRST
from components.open_workbook import OpenWorkbook
from worksheets import journal
from worksheets.check_ins import NAME, moments
from worksheets.language import _, in_a_row, labeled, pgettext
from worksheets.over_time import Moment, make_a_line, subjects
from worksheets.rulers import HIGHEST, LOWEST, Ruler, about, asked_about, named, names

MOST_NUMBERED: Final = 12
MOST_MARKED: Final = 50
"""With more moments than this, points would hide one another: a line has about so many, and an event is a stroke."""

MOST_DATES: Final = 5
FEWER_DATES: Final = 3

_LOOKS: Final[Mapping[Ruler, tuple[str, str, str, int]]] = {
    Ruler.IMPORTANCE: (COLORS[1], "solid", "circle", 16),
    Ruler.CONFIDENCE: (COLORS[0], "dash", "square", 11),
    Ruler.READINESS: (COLORS[2], "dot", "diamond", 8),
}
"""The colors, lines and points of the rulers: so large that where all three are at one place, each is seen."""

_NUMBER: Final = 26
_ROW: Final = 1.7
_LABEL: Final = 18
_STROKE: Final = 0.5


def charts(opened: OpenWorkbook) -> list[Chart]:
    """Return the rulers over time; and importance against confidence as a path, once both have been answered twice.

    They show what the rulers ask about now, with all that was said in the table. What they asked about before follows
    below, each by itself.
    """
    if opened.entry is not None:
        return []
    beside = journal.moments(journal.brought(opened.answers))
    all_moments = moments(opened.answers, opened.first_day, days.today(), beside, opened.check_ins)
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
            "marker": {"symbol": shape, "size": size // scale, "color": color, "maxdisplayed": MOST_MARKED},
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
            edge = {"width": 3, "color": color}
            marker = {"symbol": shape, "size": 14 // scale, "color": color, "line": edge}
            data.append(_points(places, bottom, marker) if end < MOST_MARKED else _strokes(places, bottom, color))
            labels.append(_label(end, bottom, label))
    y: Axis = {"range": [bottom - 1, HIGHEST + 0.6], "tickvals": [LOWEST, 5, HIGHEST]}
    margin: Margin = {"l": 28, "r": 14 + 8 * max(len(label["text"]) for label in labels), "b": 40}
    height = round(_NUMBER * (HIGHEST + 1.6 - bottom)) + 60
    figure = calm(data, height, _dates(all_moments), y, margin=margin, annotations=labels)
    return Chart(f"{NAME}_over_time", name, _aloud(name, Ruler, all_moments), figure, table, share=3)


def _points(places: Sequence[int], y: float, marker: Look) -> Trace:
    x, ys = places, [y] * len(places)
    return {"type": "scatter", "x": x, "y": ys, "mode": "markers", "marker": marker, "cliponaxis": False}


def _strokes(places: Sequence[int], y: float, color: str) -> Trace:
    """Return an upright stroke at each place: all of them are one line with gaps, which is drawn at once."""
    x = [each for place in places for each in (place, place, None)]
    ys = [y - _STROKE, y + _STROKE, None] * len(places)
    line = {"width": 2, "color": color}
    return {"type": "scatter", "x": x, "y": ys, "mode": "lines", "line": line, "cliponaxis": False}


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
    return labeled(moment.name, called[moment.subject]) if called and moment.ratings else moment.name


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

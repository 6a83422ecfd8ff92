"""What all charts share: a figure, its name, and the same in words."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias, TypedDict

import plotly.graph_objects as go
import plotly.io
import streamlit as st

from components import browser, navigation
from components.blocks import Block, Folded, Heading
from worksheets.language import _, direction, listed

_CONFIG: Final = {"displayModeBar": False, "staticPlot": True, "responsive": True}

COLORS: Final = list(plotly.io.templates["streamlit"].layout.colorway)
"""In their place, Streamlit puts those of the theme that somebody has."""


Look: TypeAlias = Mapping[str, object]
"""How something is drawn, by Plotly's names for it: a test asks whether they are known, and no run does."""


class Trace(TypedDict, total=False):
    """Points, a line or bars, as Plotly calls what they are made of."""

    type: Literal["scatter", "bar"]
    x: Sequence[float | None]
    y: Sequence[float | None]
    mode: str
    orientation: str
    base: float
    width: int
    text: Sequence[str]
    textposition: str
    constraintext: str
    textfont: Look
    line: Look
    marker: Look
    cliponaxis: bool


class Axis(TypedDict, total=False):
    """What an axis shows."""

    range: Sequence[float]
    tickvals: Sequence[float]
    ticktext: Sequence[str]
    automargin: bool
    title: Look
    visible: bool
    showgrid: bool
    zeroline: bool
    fixedrange: bool
    side: Literal["left", "right"]


class Annotation(TypedDict, total=False):
    """Words at a place in the figure."""

    x: float
    y: float
    text: str
    showarrow: bool
    xanchor: str
    xshift: int
    yshift: int


class Margin(TypedDict, total=False):
    """The room beside the axes, in pixels."""

    l: int  # noqa: E741  Plotly's name for it
    r: int
    t: int
    b: int


class Layout(TypedDict, total=False):
    """All of a figure but its data. Streamlit's page puts its theme into the template; 3 kB would come without one."""

    template: Look
    height: int
    margin: Margin
    xaxis: Axis
    yaxis: Axis
    annotations: Sequence[Annotation]
    shapes: Sequence[Look]
    showlegend: bool
    paper_bgcolor: str
    plot_bgcolor: str
    colorway: Sequence[str]
    dragmode: bool
    barmode: str
    font: Look


class Figure(TypedDict):
    """A figure as Plotly's JavaScript reads it."""

    data: Sequence[Trace]
    layout: Layout


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its name and all of it read `aloud`; `twin` is a table of it, and a phone shows the `narrow` one.

    Beside others, it takes its `share` of the width, unless it stands `alone` below them.
    """

    key: str
    name: str
    aloud: str
    figure: Figure
    twin: Block
    narrow: Figure | None = None
    share: int = 1
    alone: bool = False


def show(charts: Sequence[Chart]) -> None:
    """Draw charts side by side, below one another on a narrow screen, each with its text twin."""
    for row in ([chart for chart in charts if not chart.alone], *([chart] for chart in charts if chart.alone)):
        _show_beside(row)


def _show_beside(charts: Sequence[Chart]) -> None:
    for column, chart in zip(st.columns([chart.share for chart in charts]), charts, strict=True):
        with column:
            browser.show_blocks(f"{chart.key}_name", [Heading(chart.name, level=2)])
            match chart.narrow, navigation.pictured_for():
                case None, _window:
                    _draw(chart.figure, chart.key, chart.aloud, "any")
                case narrow, "":
                    _draw(chart.figure, chart.key, chart.aloud, "wide")
                    _draw(narrow, f"{chart.key}_narrow", chart.aloud, "narrow")
                case narrow, window:
                    _draw(narrow if window == "narrow" else chart.figure, chart.key, chart.aloud, "any")
            browser.show_blocks(f"{chart.key}_in_words", [Folded(_("The same, as a table"), [chart.twin], level=3)])


def read_out(name: str, values: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return the name of a chart with all of its values, for those who hear it."""
    # For translators: what a screen reader says of a chart: {what} is a ruler or a heading, {numbers} a list of them.
    each = _("{what}: {numbers}.")
    return " ".join([f"{name}.", *(each.format(what=what, numbers=listed(said)) for what, said in values if said)])


def _draw(figure: Figure, key: str, name: str, screens: Literal["any", "wide", "narrow"]) -> None:
    with st.container(key=f"{key}_on_{screens}"):
        # Streamlit colors a chart once: for another theme it has to be another one (streamlit/streamlit#11974).
        lit = {**figure, "layout": {**figure["layout"], "meta": st.context.theme.type}}
        st.plotly_chart(go.Figure(lit, _validate=False), key=key, config=_CONFIG, alt=name)


def as_label(text: str, width: float = 40, most_lines: int = 3) -> tuple[str, int]:
    """Return a person's words as a chart label that shows markup as it was typed, and how many lines it takes.

    A line is as wide as `width` small letters of a usual text.
    """
    lines = list(islice(_lines(text, width), most_lines + 1))
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], f"{lines[most_lines - 1].rstrip()}…"]
    return "<br>".join(html.escape(line.strip(), quote=False) for line in lines), len(lines)


def as_heading(text: str, width: float) -> tuple[str, int]:
    """Return a heading as a label of at most six lines, none of them much shorter than the others."""
    lines = len(list(_lines(text, width)))
    narrowest = max([_width(text) / lines, *map(_width, text.split())])
    while narrowest < width and len(list(_lines(text, narrowest))) > lines:
        narrowest += 1
    return as_label(text, min(narrowest, width), most_lines=6)


def _lines(text: str, width: float) -> Iterator[str]:
    """Yield the lines of a text, none wider than this; a word that is wider by itself goes over several lines."""
    line, used = "", 0.0
    for word in re.findall(r"\S+\s*", text):
        if used and used + _width(word.rstrip()) > width:
            yield line
            line, used = "", 0.0
        for letter in word:
            if used + _width(letter) > width and not letter.isspace():
                yield line
                line, used = "", 0.0
            line, used = line + letter, used + _width(letter)
    yield line


def _width(text: str) -> float:
    """Return how many small letters of a usual text are as wide as this one."""
    return sum(
        2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1.6
        if letter in "mwMW@%"
        else 1.3
        if letter.isupper()
        else 1
        for letter in text
    )


def calm(
    data: Sequence[Trace],
    height: int,
    x: Axis,
    y: Axis,
    *,
    margin: Margin | None = None,
    annotations: Sequence[Annotation] = (),
    shapes: Sequence[Look] = (),
) -> Figure:
    """Return a figure with the look of all: no frame, no legend, nothing to drag, and little margin.

    It runs from the right in a language that does: what is said to be at the left is then at the right.
    """
    still: Axis = {"fixedrange": True, "zeroline": False}
    layout: Layout = {
        "template": {},
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 32, **(margin or {})},
        "xaxis": {**still, **x},
        "yaxis": {**still, **y},
        "annotations": [{"showarrow": False, **each} for each in annotations],
        "shapes": shapes,
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": COLORS,
        "dragmode": False,
        "barmode": "overlay",
        "font": {"size": 14},
    }
    figure: Figure = {"data": data, "layout": layout}
    return _mirrored(figure) if direction() == "rtl" else figure


def _mirrored(figure: Figure) -> Figure:
    layout, other = figure["layout"], {"left": "right", "right": "left"}
    low, high = layout["xaxis"]["range"]
    margin = layout["margin"]
    annotations: list[Annotation] = [
        {**each, "xanchor": other.get(each.get("xanchor", ""), "auto"), "xshift": -each.get("xshift", 0)}
        for each in layout["annotations"]
    ]
    data: list[Trace] = []
    for trace in figure["data"]:
        place, _space, side = trace.get("textposition", "").rpartition(" ")
        data.append({**trace, "textposition": f"{place} {other[side]}"} if side in other else trace)
    return {
        "data": data,
        "layout": {
            **layout,
            "xaxis": {**layout["xaxis"], "range": [high, low]},
            "yaxis": {**layout["yaxis"], "side": "right"},
            "margin": {**margin, "l": margin["r"], "r": margin["l"]},
            "annotations": annotations,
        },
    }

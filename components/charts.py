"""What all charts share: a figure, its name, and the same in words."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from components import browser
from components.blocks import Block, Folded, Note
from worksheets.language import _

_CONFIG: Final = {"displayModeBar": False, "staticPlot": True, "responsive": True}


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with its accessible name; `twin` is a block that says the same in words."""

    key: str
    name: str
    figure: go.Figure
    twin: Block


def show(charts: Sequence[Chart]) -> None:
    """Draw charts side by side, below one another on a narrow screen, each with its text twin."""
    for column, chart in zip(st.columns(len(charts), gap="large"), charts, strict=True):
        with column:
            browser.show_blocks(f"{chart.key}_name", [Note(chart.name)])
            st.plotly_chart(chart.figure, key=chart.key, config=_CONFIG, alt=chart.name)
            browser.show_blocks(f"{chart.key}_in_words", [Folded(_("The same, as a table"), [chart.twin])])


def as_label(text: str, width: int = 40, most_lines: int = 3) -> tuple[str, int]:
    """Return a person's words as a chart label that shows markup as it was typed, and how many lines it takes."""
    lines = textwrap.wrap(text, width, break_long_words=True)[: most_lines + 1]
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], f"{lines[most_lines - 1][: width - 1]}…"]
    return "<br>".join(html.escape(line, quote=False) for line in lines), len(lines)


def calm(figure: go.Figure, height: int) -> go.Figure:
    """Return the look of every chart: no frame, no legend, little margin."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 8, "b": 32},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        font_size=14,
    )
    return figure

"""What is made for paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tests.benchmarks.bench import Bench
from tests.benchmarks.full_workbook import answers, whole
from tests.benchmarks.table import milliseconds, show
from tests.world.writing import answered
from worksheets.answers import Value
from worksheets.summary import Contents, Paper, contents, parts, to_pdf

TIMES = 25


def printing(_bench: Bench) -> None:
    """The summary of a workbook, other words each time."""
    for what, written, reach in (
        ("two-page summary PDF, warm", answers(24), "≤ 100 ms"),
        ("summary PDF of a full workbook, warm", whole(check_ins=10), "≤ 150 ms"),
    ):
        took = [_printed(_page_of(written, turn)) for turn in range(TIMES)]
        show(what, took[1:], reach=reach)


def _page_of(written: Mapping[str, Value], turn: int) -> Contents:
    """All of the summary of these answers, which differs from that of every other turn."""
    folded = answered({**written, "workbook/change": f"drink less in the evenings, {turn}"})
    return contents(folded, {part.id for part in parts(folded)}, date(2026, 11, 22))


def _printed(page: Contents) -> float:
    return milliseconds(lambda: to_pdf(page, Paper.A4, datetime.now(UTC)))

"""The worksheets on the page, one module each.

`DRAWN_BY` says which one draws which, `CHARTED_BY` which has charts, and `TOLD_BY` which has more to read below them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from components import over_time
from components.blocks import Block
from components.charts import Chart
from components.open_workbook import OpenWorkbook
from components.worksheets import (
    check_ins,
    decisional_balance,
    feedback,
    journal,
    outlook,
    plan,
    rulers,
    strengths,
    support,
    topics,
    values,
)


class Drawing(Protocol):
    """What every module in DRAWN_BY offers."""

    def edit(self, opened: OpenWorkbook) -> Sequence[Block]:
        """Return the blocks to write in."""
        ...


class Charting(Protocol):
    """What every module in CHARTED_BY offers."""

    def charts(self, opened: OpenWorkbook) -> Sequence[Chart]:
        """Return the charts of what is written; none while there is nothing to show."""
        ...


class Telling(Protocol):
    """What every module in TOLD_BY offers."""

    def told(self, opened: OpenWorkbook) -> Sequence[Block]:
        """Return the blocks to read below the charts."""
        ...


DRAWN_BY: Mapping[str, Drawing] = {
    "topics": topics,
    "decisional_balance": decisional_balance,
    "rulers": rulers,
    "values": values,
    "strengths": strengths,
    "plan": plan,
    "outlook": outlook,
    "feedback": feedback,
    "support": support,
    "check_ins": check_ins,
    "journal": journal,
}

CHARTED_BY: Mapping[str, Charting] = {
    "decisional_balance": decisional_balance,
    "check_ins": over_time,
}

TOLD_BY: Mapping[str, Telling] = {"check_ins": check_ins}

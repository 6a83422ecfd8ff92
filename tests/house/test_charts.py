"""Plotly knows everything that the charts say, which nobody asks it when they are drawn."""

from __future__ import annotations

import plotly.graph_objects as go

from components.open_workbook import OpenWorkbook
from components.worksheets import CHARTED_BY
from tests.benchmarks.full_workbook import whole
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets.storage import ALONE


class ByItself(OpenWorkbook):
    """A workbook without a log in which to look for its first day."""

    first_day = None


DRAWN = {
    chart.key: chart.figure
    for charted in CHARTED_BY.values()
    for chart in charted.charts(ByItself("workbook", ALONE, answered(whole(check_ins=10))))
}


@for_each("key", DRAWN)
def test_plotly_has_every_property_that_a_chart_uses(key: str) -> None:
    figure = go.Figure(DRAWN[key])  # Raises ValueError if it does not.

    assert len(figure.data) == len(DRAWN[key]["data"]) > 0


def test_every_chart_is_looked_at() -> None:
    assert [*DRAWN] == [
        "decisional_balance_both",
        "rulers_lines",
        "rulers_together",
        "check_ins_over_time",
        "check_ins_path",
    ]

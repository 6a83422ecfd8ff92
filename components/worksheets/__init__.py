"""The worksheets on the page, one module each.

`DRAWN_BY` says what returns the blocks to write in, `CHARTED_BY` the charts of what is written, which are none while
there is nothing to show, and `TOLD_BY` the blocks to read below them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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

DRAWN_BY: Mapping[str, Callable[[OpenWorkbook], Sequence[Block]]] = {
    "topics": topics.edit,
    "decisional_balance": decisional_balance.edit,
    "rulers": rulers.edit,
    "values": values.edit,
    "strengths": strengths.edit,
    "plan": plan.edit,
    "outlook": outlook.edit,
    "feedback": feedback.edit,
    "support": support.edit,
    "check_ins": check_ins.edit,
    "journal": journal.edit,
}

CHARTED_BY: Mapping[str, Callable[[OpenWorkbook], Sequence[Chart]]] = {
    "decisional_balance": decisional_balance.charts,
    "check_ins": over_time.charts,
}

TOLD_BY: Mapping[str, Callable[[OpenWorkbook], Sequence[Block]]] = {"check_ins": check_ins.told}

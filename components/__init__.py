"""Everything that needs a browser. `DRAWN_BY` says which module draws which worksheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from components import decisional_balance, rulers
from components.blocks import Block
from components.charts import Chart
from components.opened import OpenWorkbook


class Drawing(Protocol):
    """What every module in DRAWN_BY offers."""

    def edit(self, opened: OpenWorkbook) -> list[Block]:
        """The blocks to write in."""
        ...

    def charts(self, opened: OpenWorkbook) -> list[Chart]:
        """The charts of what is written; none while there is nothing to show."""
        ...


DRAWN_BY: Mapping[str, Drawing] = {
    "decisional_balance": decisional_balance,
    "rulers": rulers,
}

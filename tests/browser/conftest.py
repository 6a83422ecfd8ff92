"""What is true of every test in a browser."""

from __future__ import annotations

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """One browser at a time: two would wait for each other."""
    item.add_marker(pytest.mark.xdist_group("browser"))

"""What works without a browser loads without one."""

from __future__ import annotations

import subprocess
import sys

from tests.house.repository import ROOT

OTHER_SIDE = ("components", "streamlit", "plotly", "pandas")

LOAD_EVERYTHING = """
import importlib, pkgutil, sys
import worksheets, worksheets.storage, worksheets.summary
for module in pkgutil.walk_packages(worksheets.__path__, "worksheets."):
    importlib.import_module(module.name)
print(*sys.modules)
"""


def test_the_worksheets_load_without_anything_that_needs_a_browser() -> None:
    fresh_process = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING], cwd=ROOT, capture_output=True, text=True, check=False
    )

    loaded = fresh_process.stdout.split()
    assert fresh_process.returncode == 0, fresh_process.stderr
    assert "worksheets.storage.store" in loaded
    assert "worksheets.summary" in loaded
    assert [name for name in OTHER_SIDE if name in loaded] == []


def test_the_pages_come_to_a_worksheet_through_the_package_that_a_thread_may_be_loading() -> None:
    package = ROOT / "components" / "worksheets"
    others = [path for path in (ROOT / "components").rglob("*.py") if package not in path.parents]

    assert package.is_dir() and others
    assert [path.name for path in others if "from components.worksheets." in path.read_text(encoding="utf-8")] == []

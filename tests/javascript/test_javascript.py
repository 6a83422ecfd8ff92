"""What the browser does without drawing is tested by Node's own test runner, in the files beside this one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.world.node import NODE

FOLDER = Path(__file__).parent


def test_what_the_browser_does_without_drawing() -> None:
    # The files in components/browser are modules because the page loads them as such; no package.json says so.
    command = [str(NODE), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test", "*.test.js"]
    run = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"\bpass [1-9]", run.stdout), run.stdout

"""The version is the same wherever it stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from worksheets.version import VERSION

ROOT = Path(__file__).resolve().parents[2]


def test_the_package_and_the_newest_entry_of_the_changelog_have_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = re.findall(
        r"^## (\d\S*) – \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert project["version"] == VERSION
    assert entries[0] == VERSION

"""Who follows "How to add a worksheet" in CONTRIBUTING.md, and does nothing else, has added a worksheet."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.repository import ROOT, text_of
from tests.world.reading_level import grade

PARTS = ("worksheets", "components", "tests", "locale", "pyproject.toml", ".streamlit")


def files_of_the_page() -> Iterator[tuple[str, str]]:
    """The name and the text of each file that the page shows."""
    for part in text_of("CONTRIBUTING.md").split("\n**")[1:]:
        name = re.match(r"\d\. `([^`]+)`", part)
        text = re.search(r"```\w+\n(.*?)```", part, re.DOTALL)
        assert name and text
        yield name[1], text[1]


def test_the_question_on_the_page_is_easy_to_read_and_says_to_translators_what_it_is_for() -> None:
    [question] = re.findall(r'# For translators: .+\n +return _\("(.+\?)"\)', text_of("CONTRIBUTING.md"))

    assert grade([question]) < 6.5


@pytest.mark.slow
def test_the_page_can_be_followed_word_by_word(tmp_path: Path) -> None:
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("node_modules"))
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    files = dict(files_of_the_page())
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, last, line in (
        ("worksheets/__init__.py", "    check_ins,\n", "    small_win,\n"),
        ("components/worksheets/__init__.py", "    check_ins,\n", "    small_win,\n"),
        (
            "components/worksheets/__init__.py",
            '    "check_ins": check_ins.edit,\n',
            '    "small_win": small_win.edit,\n',
        ),
    ):
        there = (tmp_path / name).read_text(encoding="utf-8")
        assert last in there
        (tmp_path / name).write_text(there.replace(last, last + line), encoding="utf-8")

    tests = [
        "tests/worksheets/test_every_worksheet.py",
        "tests/worksheets/test_small_win.py",
        "tests/summary/test_summary.py::test_each_worksheet_with_something_to_show_has_its_place_on_the_page",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *tests], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    modules = [name for name in files if name.endswith(".py")]
    style = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *modules], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout
    assert style.returncode == 0, style.stdout
    assert len(files) == 4
    assert int(re.findall(r"(\d+) passed", run.stdout)[0]) >= 10

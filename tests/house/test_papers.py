"""The pages beside the code lead to one another, and call things what they are called on the page."""

from __future__ import annotations

import re
import tomllib
from typing import Final

import pytest

from tests.house.repository import MODULES, ROOT, messages, text_of
from worksheets.storage.__main__ import COMMANDS
from worksheets.version import VERSION

PAGES: Final = [
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT, ROOT / "docs", ROOT / "docs" / "decisions", ROOT / "deploy")
    for path in sorted(folder.glob("*.md"))
]
IN_ITALICS: Final = ["README.md", "docs/keeping.md", "docs/portable-file.md", "docs/privacy.md", "deploy/README.md"]
ENTRANCES: Final = {"README.md", "deploy/README.md"}


def links(page: str) -> list[tuple[str, str]]:
    """Where the links and pictures of a page lead within the repository, each (file, heading)."""
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)) if "://" not in target]
    parts = [target.partition("#") for target in targets]
    here = ROOT / page
    files = [(here.parent / file).resolve() if file else here for file, _sign, _heading in parts]
    return [(file.relative_to(ROOT).as_posix(), part[2]) for file, part in zip(files, parts, strict=True)]


def headings(page: str) -> set[str]:
    """The headings of a page as they are named in an address."""
    titles = re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    lost = [file for file, _heading in links(page) if not (ROOT / file).exists()]

    assert lost == []
    assert [(file, heading) for file, heading in links(page) if heading and heading not in headings(file)] == []


def test_every_page_is_found_from_the_first_one_or_from_that_of_a_clinic() -> None:
    found, new = set(), ENTRANCES
    while new:
        found |= new
        new = {file for page in new for file, _heading in links(page) if file.endswith(".md")} - found

    assert set(PAGES) - found == set()


@pytest.mark.parametrize("page", IN_ITALICS)
def test_what_is_in_italics_is_called_that_on_the_page(page: str) -> None:
    names = {message.partition(" (")[0].rstrip(".") for message in messages()}
    text = " ".join(re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL).split())
    called = re.findall(r"(?<!\*)\*(\w[^*]*)\*(?!\*)", text)

    assert called
    assert [name for name in called if name not in names] == []


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/decisions/no-cache.md", "docs/decisions/edit-log.md"])
def test_every_file_of_ours_that_is_named_is_there(page: str) -> None:
    named = re.findall(r"`((?:components|docs|scripts|tests|worksheets|\.ci|\.streamlit)/[^`\s*]*)`", text_of(page))

    assert named
    assert [each for each in named if "small_win" not in each and not (ROOT / each).exists()] == []


def test_every_setting_and_every_command_of_the_program_is_told_to_whoever_runs_it() -> None:
    told = text_of("deploy/operating.md")

    settings = {name for module in MODULES for name in re.findall(r'"(BOTH_SIDES_\w+)"', module.read_text("utf-8"))}

    assert settings == set(re.findall(r"^\| `(BOTH_SIDES_\w+)` \|", told, re.MULTILINE))
    assert [name for name in COMMANDS if not re.search(rf"storage {name}\b|[:,] {name}\b", told)] == []


def test_the_package_and_the_newest_entry_of_the_changelog_have_this_version() -> None:
    entries = re.findall(r"^## (\d\S*) – \d{4}-\d\d-\d\d$", text_of("CHANGELOG.md"), re.MULTILINE)

    assert tomllib.loads(text_of("pyproject.toml"))["project"]["version"] == VERSION
    assert entries[0] == VERSION


def test_the_first_page_shows_the_figures_that_were_measured() -> None:
    measured = rows("docs/figures.md")

    shown = rows("README.md")
    assert len(shown) > 4
    assert [row for row in shown if not any(row[0] in there[0] and row[1] == there[1] for there in measured)] == []


def rows(page: str) -> list[list[str]]:
    """The rows of the tables on a page that say what was measured."""
    lines = [line for line in text_of(page).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if re.match(r"\d", row[1])]

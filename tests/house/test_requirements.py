"""What is installed is what `pyproject.toml` names: each package at one version, its files known by their hashes."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

from tests.house.repository import MODULES, ROOT, text_of
from tests.world.cases import for_each

NAMED: Final[Mapping[str, Any]] = tomllib.loads(text_of("pyproject.toml"))
RUN: Final[Sequence[str]] = NAMED["project"]["dependencies"]
GROUPS: Final[Mapping[str, Sequence[str]]] = NAMED["dependency-groups"]
FILES: Final = {"requirements.txt": [*RUN, *GROUPS["test"]], "requirements-test.txt": GROUPS["tools"]}

every_file = for_each("file", FILES)

_LOCKED: Final = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; [^\\:]+?)?(?: --hash=sha256:[0-9a-f]{64})+")


def locked(file: str) -> list[tuple[str, str]]:
    """The packages and versions in this file, each of which has its hashes."""
    lines = re.sub(r" *\\\n *", " ", text_of(file)).splitlines()
    found = {line: _LOCKED.fullmatch(line) for line in lines if not line.lstrip().startswith("#")}
    assert [line for line, match in found.items() if match is None] == []
    return [(match[1], match[2]) for match in found.values() if match]


def pinned(requirement: str) -> tuple[str, str]:
    """The package and its version in a line of `pyproject.toml`."""
    match = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)", requirement)
    assert match, f"{requirement} names no single version"
    return re.sub(r"[._]", "-", match[1]).lower(), match[2]


@every_file
def test_what_the_project_names_is_locked_at_that_version(file: str) -> None:
    missing = {pinned(requirement) for requirement in FILES[file]} - set(locked(file))

    assert missing == set(), "run scripts/lock"


@every_file
def test_each_package_has_one_version_for_every_system_and_comes_from_where_its_installer_says(file: str) -> None:
    names = [name for name, _version in locked(file)]

    assert len(names) > 20
    assert names == sorted(set(names))
    assert "://" not in text_of(file)


def test_the_tools_go_together_with_what_the_program_runs_with() -> None:
    run, tools = dict(locked("requirements.txt")), dict(locked("requirements-test.txt"))

    assert {name: version for name, version in tools.items() if run.get(name, version) != version} == {}


def test_the_program_imports_what_it_names_and_names_nothing_else() -> None:
    imported = {name for source in (ROOT / "app.py", *MODULES) for name in imports(source)} - sys.stdlib_module_names
    packages = packages_distributions()

    used = {packages[name][0].lower() for name in imported - {"worksheets", "components"}}

    named = {name for name, _version in map(pinned, RUN)}
    assert used - named == set()
    assert named - used == {"psycopg", "tzdata"}, "SQLAlchemy loads the one, zoneinfo the other"


def imports(source: Path) -> set[str]:
    """The packages that this module imports."""
    nodes = list(ast.walk(ast.parse(source.read_text(encoding="utf-8"))))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {name.partition(".")[0] for name in whole | parts}

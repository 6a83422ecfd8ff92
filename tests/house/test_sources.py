"""Every source that the code names in brackets is in `docs/sources.md`, and every one there is named by somebody."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import Final

from tests.house.repository import MODULES, text_of
from worksheets import WORKSHEETS
from worksheets.workbook import Stance

PAGE: Final = text_of("docs/sources.md")

_BRACKET: Final = re.compile(r"\[([A-Z][A-Z0-9]{1,2}(?:, [A-Z][A-Z0-9]{1,2})*)\]")


def test_every_source_in_brackets_is_on_the_page_and_none_is_there_that_nobody_names() -> None:
    named = {key for module in MODULES for key in sources_in(module.read_text(encoding="utf-8"))}

    listed = [key for line in PAGE.splitlines() if line.startswith("- ") for key in _BRACKET.findall(line)]
    assert named == set(listed)
    assert len(listed) == len(set(listed))


def test_what_a_guide_card_names_is_on_the_page_in_the_same_words() -> None:
    named = {source for worksheet in WORKSHEETS for stance in Stance for source in worksheet.guide(stance).sources}

    listed = re.findall(r"On the guide card: “([^”]+)”", " ".join(PAGE.split()))
    assert named == set(listed)
    assert len(listed) == len(set(listed))


def test_a_source_is_found_in_docstrings_and_comments_and_nowhere_else() -> None:
    source = '"""A rule [CB, NG]."""\nname: dict[URL, int] = {}  # As [II] says.\nsaid = "[PV]"\n'

    assert set(sources_in(source)) == {"CB", "NG", "II"}


def sources_in(source: str) -> Iterator[str]:
    """The sources that the docstrings and comments of a module name."""
    strings = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr))
    docstrings = [node.value for node in strings if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    for text in (*docstrings, *comments):
        for keys in _BRACKET.findall(text):
            yield from keys.split(", ")

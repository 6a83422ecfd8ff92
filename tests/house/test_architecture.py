"""Every hop in `docs/architecture.md` is in the code: the file is there, and the function is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tests.house.repository import ROOT, text_of

PAGE: Final = text_of("docs/architecture.md")


def test_every_file_and_folder_that_is_named_is_there() -> None:
    named = [each for each in code_in(PAGE) if is_file(each) or each.endswith("/")]

    assert len(named) > 20
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_function_is_in_the_file_that_is_named_before_it() -> None:
    hops = list(hops_in(PAGE))

    assert len(hops) > 40
    assert [hop for hop in hops if not is_defined(*hop)] == []


def test_a_call_is_no_definition() -> None:
    assert is_defined("worksheets/editing.py", "fold")
    assert is_defined("components/browser/elements.js", "pageLink")
    assert not is_defined("worksheets/storage/store.py", "fold")
    assert not is_defined("components/browser/frame.js", "pageLink")


def code_in(page: str) -> list[str]:
    """What is set as code in the text, without what is drawn."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page, flags=re.DOTALL))


def is_file(name: str) -> bool:
    return "/" in name and name.endswith((".py", ".js"))


def hops_in(page: str) -> Iterator[tuple[str, str]]:
    """Every function and class, with the file that was named last."""
    file = ""
    for each in code_in(page):
        if is_file(each):
            file = each
        elif called := re.fullmatch(r"(\w+)|([\w.]+)\(\)", each):
            yield from ((file, name) for name in called[0].removesuffix("()").split("."))


def is_defined(file: str, name: str) -> bool:
    source = text_of(file)
    if file.endswith(".py"):
        return re.search(rf"^\s*(?:def|class) {name}\b", source, re.MULTILINE) is not None
    begins = rf"\b(?:function|class|const) {name}\b|^ *(?:async |get )?{name}\(.*\) \{{$"
    return re.search(begins, source, re.MULTILINE) is not None

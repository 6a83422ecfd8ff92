"""Both Sides shows, and never concludes: no rule in it watches what number somebody chose."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeGuard

from tests.house.repository import MODULES, ROOT

NUMBERS: Final = frozenset({"number", "numbers", "matters", "confidence", "importance", "readiness"})
"""What the code calls a number that a person chose."""

WORDS_OF_A_QUESTION: Final = {
    ("worksheets/rulers.py", "number == LOWEST"),
    ("worksheets/rulers.py", "number == HIGHEST"),
    ("worksheets/rulers.py", "number == 1"),
    ("worksheets/rulers.py", "number in numbers"),
    ("worksheets/rulers.py", "max(0, min(number // 2, len(_WORDS) - 1))"),
    ("worksheets/rulers.py", "min(number // 2, len(_WORDS) - 1)"),
}
"""Where a number chooses its word, how the question that quotes it is put, or which place its answer has."""

SAID_ANEW: Final = {
    ("worksheets/over_time.py", "number not in numbers[-1:]"),
    ("worksheets/check_ins.py", "start == rating.number"),
    ("worksheets/over_time.py", "item.matters != before.matters"),
}
"""Where it is asked whether something else was said than before, and not what."""

DRAWN: Final = {
    (
        "worksheets/decisional_balance.py",
        "sorted(weighted, key=lambda item: item.matters or 0, reverse=True)",
    ),
}
"""Where things are put in the order that a person asked for."""

ANOTHER_NUMBER: Final = {
    ("components/guided.py", "max(1, min(number, len(views)))"),
    ("components/guided.py", "min(number, len(views))"),
    ("components/guided.py", "number == 1"),
    ("components/guided.py", "number == LAST_OF_PAGE"),
    ("components/guided.py", "number == SPREAD"),
    ("components/guided.py", "number > 1"),
    ("components/guided.py", "number < count"),
    ("components/navigation.py", "len(number) < 5"),
    ("components/screens/taken_away.py", "f'{event.number}' == named"),
    ("worksheets/storage/audit.py", "row.number != number + 1"),
    ("worksheets/storage/backups/file.py", "number"),
    ("worksheets/summary/copying.py", "sorted(((*_place(pdf, number), number) for number in streams))"),
}
"""Where the number is that of a view, of a line or of a file, and nobody's answer."""


def test_every_branch_on_a_number_chooses_the_words_of_a_question_or_is_none_on_an_answer() -> None:
    found = {(str(path.relative_to(ROOT)), branch) for path in MODULES for branch in branches(path)}

    assert found == WORDS_OF_A_QUESTION | SAID_ANEW | DRAWN | ANOTHER_NUMBER


def test_a_branch_on_a_number_is_found_however_it_is_written() -> None:
    watching = {
        "offer() if rating.number <= 3 else None": "rating.number <= 3",
        "f() if importance - confidence >= 3 else g()": "importance - confidence >= 3",
        "match item.matters:\n    case 0: f()\n    case _: g()": "match item.matters",
        "if step.confidence: f()": "step.confidence",
        "[f() for n in numbers if n]": "n",
        "[f() for n in numbers if 7 > n]": "7 > n",
        "words[number > 6]": "number > 6",
        "f(min(numbers))": "min(numbers)",
        "low = rating.number\nif low < 3: f()": "low < 3",
    }

    for source, branch in watching.items():
        assert branch in set(branches_in(source)), source
    assert not set(branches_in("f() if rating.number is None else g(rating.number)"))


def branches(path: Path) -> set[str]:
    """The branches on a number in this module."""
    return set(branches_in(path.read_text(encoding="utf-8")))


def branches_in(source: str) -> Iterator[str]:
    """What in this source compares, tests or orders something that is called a number, or is another name for one."""
    tree = ast.parse(source)
    called = NUMBERS | set(_other_names(tree))

    def is_number(node: ast.AST) -> bool:
        names = [each.id if isinstance(each, ast.Name) else each.attr for each in ast.walk(node) if _is_name(each)]
        return any(name in called for name in names)

    for node in ast.walk(tree):
        match node:
            case ast.Compare() if not _asks_only_whether_it_is_there(node) and is_number(node):
                yield ast.unparse(node)
            case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) if _is_name(test) and is_number(test):
                yield ast.unparse(test)
            case ast.comprehension(ifs=ifs):
                yield from (ast.unparse(test) for test in ifs if _is_name(test) and is_number(test))
            case ast.Match(subject=subject) if is_number(subject):
                yield f"match {ast.unparse(subject)}"
            case ast.Call(func=ast.Name(id="min" | "max" | "sorted")) if is_number(node):
                yield ast.unparse(node)


def _other_names(tree: ast.AST) -> Iterator[str]:
    """The names that are given to a number, or to each of some numbers."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.NamedExpr(ast.Name(id=name), value):
                if _is_a_number(value):
                    yield name
            case ast.comprehension(target=ast.Name(id=name), iter=value) | ast.For(ast.Name(id=name), value):
                if _is_a_number(value):
                    yield name


def _is_a_number(value: ast.AST) -> bool:
    """Whether this is nothing but what is called a number."""
    called = value.func if isinstance(value, ast.Call) else value
    return (isinstance(called, ast.Name) and called.id in NUMBERS) or (
        isinstance(called, ast.Attribute) and called.attr in NUMBERS
    )


def _is_name(node: ast.AST) -> TypeGuard[ast.Name | ast.Attribute]:
    return isinstance(node, ast.Name | ast.Attribute)


def _asks_only_whether_it_is_there(node: ast.Compare) -> bool:
    return all(isinstance(each, ast.Is | ast.IsNot) for each in node.ops)

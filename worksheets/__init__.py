"""The worksheets, in the order in which a person meets them, and what may be written in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from worksheets import check_ins, decisional_balance, feedback, notes, plan, rulers, strengths, values, workbook
from worksheets.answers import IDENTIFIER, AnswerRefused, Answers, Kind, Misplaced, Value
from worksheets.worksheet import Worksheet

WORKSHEETS: tuple[Worksheet, ...] = (
    decisional_balance,
    rulers,
    values,
    strengths,
    plan,
    feedback,
    check_ins,
)

_BESIDE_THEM: Mapping[str, Mapping[str, Kind]] = {module.NAME: module.ANSWERS for module in (workbook, notes)}

LONGEST_PATH = 160
MOST_PARTS = 3


def accept(answers: Answers, path: str, value: object) -> Value:
    """The value as it will be kept at this path, given the answers so far; raises AnswerRefused."""
    accepted = kind_at(path).accept(value)
    worksheet = next((worksheet for worksheet in WORKSHEETS if path.startswith(f"{worksheet.NAME}/")), None)
    if worksheet and (why := worksheet.refusal(answers, path, accepted)):
        raise AnswerRefused(why)
    return accepted


def kind_at(path: str) -> Kind:
    """The kind of answer that this path takes; raises Misplaced if it takes none."""
    name, _slash, below = path.partition("/")
    kinds = next((each.ANSWERS for each in WORKSHEETS if name == each.NAME), _BESIDE_THEM.get(name, {}))
    kind = _kind(kinds, below) if len(path) <= LONGEST_PATH else None
    if kind is None:
        raise Misplaced
    return kind


def _kind(kinds: Mapping[str, Kind], below: str) -> Kind | None:
    """The kind at this path; a part `*` in `kinds` stands for any identifier."""
    parts = below.split("/")
    if len(parts) > MOST_PARTS:
        return None
    ways = product(*((part, "*") if re.fullmatch(IDENTIFIER, part) else (part,) for part in parts))
    return next((kinds[pattern] for way in ways if (pattern := "/".join(way)) in kinds), None)


__all__ = ["LONGEST_PATH", "WORKSHEETS", "AnswerRefused", "Kind", "Misplaced", "accept", "kind_at"]

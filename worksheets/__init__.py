"""The worksheets, in the order in which a person meets them, and what may be written in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from worksheets import check_ins, decisional_balance, feedback, notes, plan, rulers, strengths, values, workbook
from worksheets.answers import IDENTIFIER, AnswerRefused, Answers, Kind, Value, Worksheet
from worksheets.language import _

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
    """The value as it may be kept at this path beside what is there already; raises AnswerRefused."""
    name, _slash, below = path.partition("/")
    worksheet = next((worksheet for worksheet in WORKSHEETS if name == worksheet.NAME), None)
    kind = _kind(worksheet.ANSWERS if worksheet else _BESIDE_THEM.get(name, {}), below)
    if kind is None or len(path) > LONGEST_PATH:
        raise AnswerRefused(_("This cannot be saved here. Copy it, and reload the page."))
    accepted = kind.accept(value)
    if worksheet and (why := worksheet.refusal(answers, path, accepted)):
        raise AnswerRefused(why)
    return accepted


def _kind(kinds: Mapping[str, Kind], below: str) -> Kind | None:
    """The kind at this path, each part of which is named in `kinds` or is an identifier where they say `*`."""
    parts = below.split("/")
    if len(parts) > MOST_PARTS:
        return None
    ways = product(*((part, "*") if re.fullmatch(IDENTIFIER, part) else (part,) for part in parts))
    return next((kinds[pattern] for way in ways if (pattern := "/".join(way)) in kinds), None)


__all__ = ["LONGEST_PATH", "WORKSHEETS", "AnswerRefused", "Kind", "accept"]

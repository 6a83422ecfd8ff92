"""The worksheets, in the order in which a person meets them, and what may be written in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from worksheets import (
    check_ins,
    decisional_balance,
    feedback,
    journal,
    notes,
    outlook,
    own_questions,
    plan,
    pocket_card,
    rulers,
    strengths,
    support,
    topics,
    values,
    workbook,
)
from worksheets.answers import IDENTIFIER, AnswerRefused, Answers, Kind, Misplaced, Value
from worksheets.worksheet import Answered, Worksheet

WORKSHEETS: tuple[Worksheet, ...] = (
    topics,
    decisional_balance,
    rulers,
    values,
    strengths,
    plan,
    outlook,
    feedback,
    support,
    check_ins,
    journal,
)

ABOUT_ONE_CHANGE: tuple[Worksheet, ...] = tuple(each for each in WORKSHEETS if each is not topics)
"""Those that a workbook has together; the topics are a workbook of their own."""
_ON_THE_PAGE_OF: Mapping[str, str] = {
    strengths.NAME: values.NAME,
    outlook.NAME: plan.NAME,
    support.NAME: feedback.NAME,
}
ANSWERED: tuple[Answered, ...] = (*WORKSHEETS, own_questions)
"""All in which people answer something: the worksheets, and then what can be asked on any of them."""

_BESIDE_THEM: Mapping[str, Mapping[str, Kind]] = {
    module.NAME: module.ANSWERS for module in (workbook, notes, pocket_card)
}

LONGEST_PATH = 160
MOST_PARTS = 4


def page_of(worksheet: Worksheet) -> str:
    """Return the name of the worksheet on whose page this one is: its own, or that of the one before it."""
    return _ON_THE_PAGE_OF.get(worksheet.NAME, worksheet.NAME)


def accept(answers: Answers, path: str, value: object) -> Value:
    """Return the value as it will be kept at this path, given the answers so far; raises AnswerRefused."""
    accepted = kind_at(path).accept(value)
    asking = next((each for each in ANSWERED if path.startswith(f"{each.NAME}/")), None)
    if asking and (why := asking.refusal(answers, path, accepted)):
        raise AnswerRefused(why)
    return accepted


def kind_at(path: str) -> Kind:
    """Return the kind of answer that this path takes; raises Misplaced if it takes none."""
    return _kinds(path)[pattern_at(path)]


def pattern_at(path: str) -> str:
    """Return what this path is one of, below the worksheet's name: "*/text", say; raises Misplaced if of nothing.

    A part `*` stands for any identifier.
    """
    kinds = _kinds(path)
    parts = path.split("/")[1:]
    if len(path) <= LONGEST_PATH and len(parts) <= MOST_PARTS:
        ways = product(*((part, "*") if re.fullmatch(IDENTIFIER, part) else (part,) for part in parts))
        if (pattern := next((way for way in map("/".join, ways) if way in kinds), None)) is not None:
            return pattern
    raise Misplaced


def _kinds(path: str) -> Mapping[str, Kind]:
    name = path.partition("/")[0]
    return next((each.ANSWERS for each in ANSWERED if name == each.NAME), _BESIDE_THEM.get(name, {}))

"""The worksheets, in the order in which a person meets them, and what may be written in them."""

from __future__ import annotations

from collections.abc import Mapping

from worksheets import decisional_balance, rulers, workbook
from worksheets.answers import AnswerRefused, Answers, Kind, Value, Worksheet
from worksheets.language import _

WORKSHEETS: tuple[Worksheet, ...] = (decisional_balance, rulers)

LONGEST_PATH = 120


def accept(answers: Answers, path: str, value: object) -> Value:
    """The value as it may be kept at this path beside what is there already; raises AnswerRefused."""
    name, _slash, below = path.partition("/")
    worksheet = next((worksheet for worksheet in WORKSHEETS if name == worksheet.NAME), None)
    kinds = worksheet.ANSWERS if worksheet else {}
    kind = _kind(workbook.ANSWERS if name == workbook.NAME else kinds, below)
    if kind is None or len(path) > LONGEST_PATH:
        raise AnswerRefused(_("This cannot be saved here. Copy it, and reload the page."))
    accepted = kind.accept(value)
    if worksheet and (why := worksheet.refusal(answers, path, accepted)):
        raise AnswerRefused(why)
    return accepted


def _kind(kinds: Mapping[str, Kind], below: str) -> Kind | None:
    _item, _slash, field = below.partition("/")
    return kinds.get(below) or kinds.get(f"*/{field}")


__all__ = ["LONGEST_PATH", "WORKSHEETS", "AnswerRefused", "Kind", "accept"]

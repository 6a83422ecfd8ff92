"""Strengths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worksheets.answers import LONGEST_ANSWER, Answers, Guide, Kind, Line, Text, Value
from worksheets.blank import Question, Shape
from worksheets.language import _

NAME = "strengths"

ANSWERS: Mapping[str, Kind] = {"first": Text(LONGEST_ANSWER)}


def title() -> str:
    """The step's name."""
    return _("Values and strengths")


def guide() -> Guide:
    """How it is used."""
    return Guide(_("One question."), 1, (), (), ())


def question() -> str:
    """What is asked."""
    return _("When have you changed something hard before?")


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Nothing is refused for what stands elsewhere."""
    return None


def example() -> Mapping[str, Value]:
    """What the fictional person wrote."""
    return {"first": _("I stopped smoking before Mia was born.")}


def section(answers: Answers, change: str) -> Mapping[str, Any] | None:
    """The question and the answer."""
    pairs = [{"question": line.question, "answer": line.shown} for line in lines(answers, change)]
    if not pairs:
        return None
    return {"title": title(), "label": _("Strengths: what you wrote"), "answers": pairs, "picture": None}


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """The answer."""
    answer = str(answers[f"{NAME}/first"] or "")
    return [Line(f"{NAME}/first", question(), answer, answer)] if answer else []


def blank() -> Sequence[Shape]:
    """The question."""
    return [Question(question())]

"""What makes a worksheet: what each one offers, and what it hands to the page and to paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from worksheets.answers import Answers, Kind, Value
from worksheets.blank import Shape
from worksheets.workbook import Stance


@dataclass(frozen=True, slots=True)
class Line:
    """One answer with its question in words; `value` is as it was saved, and `shown` as a person reads it."""

    path: str
    question: str
    value: Value
    shown: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What the page tells a person who goes through it alone, and what the guide card tells the therapist.

    `explanation` is two plain sentences on what this step is for, and `minutes` how long it usually takes; `say` and
    `avoid` are short lines, and `sources` those of the practice behind them.
    """

    explanation: str
    minutes: int
    say: Sequence[str]
    avoid: Sequence[str]
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class QuestionAndAnswer:
    """What was asked, and the person's answer, as both are read on paper."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Something drawn in the summary; each worksheet adds what its own drawing needs.

    `label` names it where a person chooses what to include; `heading` stands above it, and `key` says how to read it.
    It is `usual` if it is on paper until somebody leaves it out.
    """

    label: str
    heading: str
    key: str
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What else was written, and is on paper only if a person chooses it; each worksheet adds what its template reads.

    `label` names it where a person chooses what to include.
    """

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What of a worksheet stands at the foot of the first page; each worksheet adds what its template reads.

    `label` names it where a person chooses what to include.
    """

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the summary shows of one worksheet; each adds what its own template reads.

    `title` is its heading on paper, which neighbors can share, and `label` names it where a person chooses what to
    include, and is "" if there is nothing but `front` or `more`. It holds what matters for the time until the next
    session; `more` holds whatever else was written. Of what is `private`, it holds what the person brings along: that
    is in the clinician's copy, and in their own only if they choose it; `more` is never in the clinician's.
    """

    title: str
    label: str
    front: Front | None = None
    picture: Picture | None = None
    more: More | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredQuestions(Section):
    """A section that is nothing but questions with their answers."""

    answers: tuple[QuestionAndAnswer, ...]


class Answered(Protocol):
    """What every module in `worksheets.ANSWERED` offers."""

    NAME: str
    """The module's name, and the first part of its paths."""

    ANSWERS: Mapping[str, Kind]
    """The kind of answer at each path below NAME; a part `*` stands for the identifier of an item."""

    def title(self) -> str:
        """Give its name: of a worksheet, that of its step."""
        ...

    def refusal(self, answers: Answers, path: str, value: Value) -> str | None:
        """Say why this value cannot be added to the answers so far, in the person's words, or None if it can."""
        ...

    def example(self) -> Mapping[str, Value]:
        """Return a fictional person's answers, by path below NAME."""
        ...

    def section(self, answers: Answers, change: str) -> Section | None:
        """Return what the summary shows of this worksheet, for its template; None if there is nothing to show."""
        ...

    def lines(self, answers: Answers, change: str) -> Sequence[Line]:
        """Return everything answered here, in the order of the page."""
        ...


class Worksheet(Answered, Protocol):
    """What every module in `worksheets.WORKSHEETS` offers, beside that: each has a step, and an empty page."""

    def guide(self, stance: Stance) -> Guide:
        """Return what helps people use it, alone and together, when they look at the change in this way."""
        ...

    def blank(self) -> Sequence[Shape]:
        """Return the empty worksheet, to be filled in with a pen."""
        ...


def in_pairs(lines: Iterable[Line]) -> tuple[QuestionAndAnswer, ...]:
    """Return each of these lines as a question with its answer."""
    return tuple(QuestionAndAnswer(line.question, line.shown) for line in lines)

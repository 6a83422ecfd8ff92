"""The questions that everybody is asked: each has a name that is the same for all people, and holds nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from worksheets import (
    ANSWERED,
    check_ins,
    decisional_balance,
    kind_at,
    own_questions,
    pattern_at,
    rulers,
    templates,
    values,
    ways,
    workbook,
)
from worksheets.answers import Answers, Choice, Day, Kind, Number, Position, Reference, Text, Value
from worksheets.editing import Folded, Head
from worksheets.language import spoken
from worksheets.rulers import RATING
from worksheets.summary import answered
from worksheets.worksheet import Answered, Line

SOMETHING: Final = "…"
"""Stands in a question for a number, or for a person's words."""

Group: TypeAlias = tuple[str, str]
"""The name of a group of questions, and of which thing it is asked: "" if it is asked once."""

_DECK: Final = "deck"
_SUBJECT: Final = "subject"
_ABOUT: Final = "about"
_USUAL: Final = 5
_NUMBERS: Final = (_USUAL, 6, 0, 10)
"""What a ruler asks depends on the number; the second one shows which digits in a question are the number."""
_A_DAY: Final = "2026-01-01"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question by its name, in its groups, the outermost first; with `about`, it asks what the group is about."""

    name: str
    groups: tuple[Group, ...]
    line: Line
    about: bool = False

    @property
    def card(self) -> str:
        """The card of the deck that it is about, or ""."""
        name, which = self.groups[-1]
        return which if name == f"{values.NAME}/{_DECK}" else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as everybody reads it, with the names of its groups."""

    name: str
    groups: tuple[str, ...]
    text: str
    kind: Kind
    about: bool
    of_a_card: bool


def asked(answers: Answers) -> Iterator[Asked]:
    """Yield every question that these answers answer, in the order of the pages, but what the person keeps back."""
    begun: set[tuple[Group, ...]] = set()
    for group in answered.groups(answers, with_change=False, for_others=True):
        for line in group.lines:
            name, groups, has_about = _placed(answers, line.path)
            if has_about and groups not in begun:
                begun.add(groups)
                yield Asked(f"{groups[-1][0]}/{_ABOUT}", groups, line, about=True)
            yield Asked(name, groups, line)


def questions() -> Sequence[Question]:
    """Return every question that can be asked, in the language in use."""
    return _questions(spoken())


@lru_cache(maxsize=8)
def _questions(_language: str) -> Sequence[Question]:
    found: dict[str, list[Asked]] = {}
    for number in _NUMBERS:
        for each in asked(answer_everything(number)):
            found.setdefault(each.name, []).append(each)
    names = {card.id: card.name for card in values.deck()}
    return [
        Question(
            name=name,
            groups=tuple(group for group, _which in each[0].groups),
            text="" if each[0].about else _in_common(each, names),
            kind=Text(0) if each[0].about else kind_at(each[0].line.path),
            about=each[0].about,
            of_a_card=bool(each[0].card),
        )
        for name, each in found.items()
    ]


def _placed(answers: Answers, path: str) -> tuple[str, tuple[Group, ...], bool]:
    """Return the name of the question at this path, its groups, and whether to say what the last is about."""
    worksheet, *parts = path.split("/")
    pattern = pattern_at(path).split("/")
    groups: list[Group] = [(worksheet, "")]
    name = worksheet
    has_about = False
    for part, stands in zip(parts, pattern, strict=True):
        if stands != "*":
            name = f"{name}/{part}"
            continue
        if len(groups) == 1 and name == worksheet:
            match answers[f"{worksheet}/{part}/place"]:
                case [str(list_), _position]:
                    name = f"{name}/{list_}"
                case _:
                    name, has_about = f"{name}/{_DECK if worksheet == values.NAME else _SUBJECT}", True
        else:
            has_about = True
            if name == groups[-1][0]:
                name = f"{name}/{_SUBJECT}"
        groups.append((name, part))
    return f"{name}/answer" if pattern[-1] == "*" else name, tuple(groups), has_about


def _in_common(asked: Sequence[Asked], cards: Mapping[str, str]) -> str:
    """Return the question, whoever is asked and whatever the number is."""
    texts = [each.line.question.replace(cards.get(each.card, SOMETHING), SOMETHING) for each in asked]
    if len(set(texts)) > 1:
        texts = [re.sub(r"\d+", SOMETHING, text) for text in texts]
    return texts[0]


def _in_no_example(worksheet: str) -> Mapping[str, Value]:
    """Return what nobody in the examples has: things in every list, and rulers that ask about a way."""
    asked = [f"{way}/{ruler}" for way in ways.IDS[:2] for ruler in rulers.Ruler]
    if worksheet == rulers.NAME:
        return {f"{worksheet}/{ruler}/number": 0 for ruler in asked}
    if worksheet == check_ins.NAME:
        entries = {path.partition("/")[0] for path in check_ins.example()}
        return {f"{worksheet}/{id_}/{ruler}/{field}": None for id_ in entries for ruler in asked for field in RATING}
    lists = {decisional_balance.NAME: ways.FURTHER, own_questions.NAME: templates.steps()}.get(worksheet, ())
    return {f"{worksheet}/{list_}-{number}/place": [list_, number] for list_ in lists for number in (1, 2)}


def answer_everything(number: int = _USUAL) -> Folded:
    """Answer every question, with this number wherever there is one, and with all things twice."""
    written: dict[str, Value] = {f"{workbook.NAME}/change": SOMETHING, f"{workbook.NAME}/stance": workbook.Stance.BUILD}
    for worksheet in ANSWERED:
        example = worksheet.example()
        twice = {f"{path.partition('/')[0]}-again/{path.partition('/')[2]}": value for path, value in example.items()}
        for path, value in (*example.items(), *((path, twice[path]) for path in twice if _is_of_a_thing(path, twice))):
            written[f"{worksheet.NAME}/{path}"] = value
        written |= _in_no_example(worksheet.NAME)
        for pattern, kind in worksheet.ANSWERS.items():
            for path in _paths(worksheet, pattern, written):
                written[path] = _answer(kind, written.get(path), number)
    return Folded(1, {path: (Head("", value, "", 1, ""),) for path, value in written.items()})


def _is_of_a_thing(path: str, example: Mapping[str, Value]) -> bool:
    return f"{path.partition('/')[0]}/place" in example


def _paths(worksheet: Answered, pattern: str, written: Mapping[str, Value]) -> Iterator[str]:
    """Yield every path of this pattern at which these answers hold something, or could."""
    begin, star, end = f"{worksheet.NAME}/{pattern}".partition("*")
    if not star:
        yield begin
    elif "*" in end:
        there = re.compile(re.escape(begin + star + end).replace(re.escape("*"), "[^/]+"))
        yield from [path for path in written if there.fullmatch(path)]
    else:
        thing = re.compile(rf"({re.escape(begin)}[^/]+)(?:{re.escape(end)}|/place|/\w+/number)")
        yield from [f"{match[1]}{end}" for path in written if (match := thing.fullmatch(path))]


def _answer(kind: Kind, so_far: Value, number: int) -> Value:
    match kind:
        case Text():
            return SOMETHING
        case Number():
            return number
        case Day():
            return _A_DAY
        case Choice(options) if so_far is None:
            return options[0]
        case Reference() if so_far is None:
            return values.deck()[0].id
        case Position() if so_far is None:
            return values.MOST_RANKED
    return so_far

"""A pocket card: the few of their own words that somebody wants to have with them, and nothing that is not ticked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from worksheets import plan, reasons
from worksheets.answers import Answers, Kind, YesNo
from worksheets.language import _, labeled

NAME = "pocket_card"

ANSWERS: Mapping[str, Kind] = {"*": YesNo()}


@dataclass(frozen=True, slots=True)
class Words:
    """Something the person wrote that can be on the card; `id` is that of an item, or of a reason of the plan."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class WordList:
    """One list on the card, or of what can be on it."""

    heading: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What is on the card, each list under its heading: on the left why, and on the right how."""

    title: str
    left: tuple[WordList, ...]
    right: tuple[WordList, ...]


def title() -> str:
    """Return what the card is called."""
    return _("Pocket card")


def offered(answers: Answers) -> tuple[WordList, ...]:
    """Return what can be ticked: the reasons, the steps, the if-then plans, and the people."""
    return tuple(part for part in _parts(answers) if part.words)


def card(answers: Answers) -> Card | None:
    """Return the card with what is ticked, or None if nothing is."""
    why, *how = _parts(answers)
    left, right = (ticked(answers, NAME, half) for half in ([why], how))
    return Card(title(), left, right) if left or right else None


def ticked(answers: Answers, path: str, parts: Iterable[WordList]) -> tuple[WordList, ...]:
    """Return these parts with what is ticked below this path, and without those in which nothing is."""
    chosen = (
        WordList(part.heading, tuple(words for words in part.words if answers[f"{path}/{words.id}"] is True))
        for part in parts
    )
    return tuple(part for part in chosen if part.words)


def _parts(answers: Answers) -> Iterator[WordList]:
    asked = plan.questions()
    planned = plan.read(answers)
    offered = planned.reasons or reasons.offered(answers)
    yield WordList(asked["reasons"], tuple(Words(each.id, each.text) for each in offered))
    if planned.today is plan.Today.NO_PLAN:
        return
    yield WordList(plan.steps(), tuple(Words(step.id, step.what) for step in planned.steps if step.what))
    yield WordList(asked["obstacle"], tuple(Words(each.id, each.sentence) for each in planned.obstacles))
    yield WordList(_("Who can help me"), tuple(Words(each.id, _who_and_how(each)) for each in planned.people))


def _who_and_how(helper: plan.Helper) -> str:
    return labeled(helper.who, helper.how) if helper.who and helper.how else helper.who or helper.how

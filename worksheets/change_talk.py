"""Change talk: further questions, on request and where the answer belongs, for what people say before they change [MR].

Desire, ability, reasons and need come first; commitment, activation and steps already taken are closer to the change
itself [AM]. While the person explores, the questions are about deciding, or there is one for either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Option, Text
from worksheets.language import _, marked
from worksheets.workbook import Stance
from worksheets.worksheet import Line


class Where(StrEnum):
    """Where the questions are asked, as the path below which the answers lie."""

    IMPORTANCE = "rulers/importance"
    CONFIDENCE = "rulers/confidence"
    PLAN = "plan"

    @property
    def talk(self) -> tuple[Talk, ...]:
        """What is asked for there."""
        return _ASKED_FOR[self]


class Talk(Option):
    """A kind of talk, with the line that the guide card has on it; the page never says which kind something is."""

    DESIRE = "desire", marked("Desire: listen for “I want”, “I wish”, “I’d like”.")
    REASONS = "reasons", marked("Reasons: listen for “because”, “so that”, “then I could”.")
    NEED = "need", marked("Need: listen for “I have to”, “I can’t go on like this”.")
    ABILITY = "ability", marked("Ability: listen for “I could”, “I can”, “I know how”.")
    COMMITMENT = "commitment", marked("Commitment: listen for “I will”, “I’m going to”, “I promise”.")
    ACTIVATION = "activation", marked("Activation: listen for “I’m ready to”, “I’m willing to”.")
    STEPS = "steps", marked("Steps taken: listen for “I called”, “I bought”, “I tried it on Monday”.")


_ASKED_FOR = {
    Where.IMPORTANCE: (Talk.DESIRE, Talk.REASONS, Talk.NEED),
    Where.CONFIDENCE: (Talk.ABILITY,),
    Where.PLAN: (Talk.COMMITMENT, Talk.ACTIVATION, Talk.STEPS),
}


class Side(StrEnum):
    """Which side a question asks about."""

    STAY = "stay"
    CHANGE = "change"
    DECIDING = "deciding"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it asks for, and about which side."""

    talk: Talk
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A person's answer to one of the questions; `id` is its path with dots."""

    id: str
    side: Side
    question: str
    words: str


def kinds(worksheet: str) -> Mapping[str, Kind]:
    """Return the kind of answer at each path below the worksheet of this name."""
    paths = (_path(where, name).partition("/") for where in Where for name in _at(where))
    return {below: Text(LONGEST_ANSWER) for name, _slash, below in paths if name == worksheet}


def sets(where: Where, stance: Stance) -> list[Mapping[str, str]]:
    """Return what is asked there, by the paths of the answers: a few questions at a time."""
    return [{_path(where, name): _(QUESTIONS[name].text) for name in each} for each in _SETS[where, stance]]


def lines(answers: Answers, where: Where) -> list[Line]:
    """Return every answer with its question, whatever the stance is now."""
    asked = {_path(where, name): _(asked.text) for name, asked in _at(where).items()}
    given = {path: str(answers[path] or "") for path in asked}
    return [Line(path, asked[path], words, words) for path, words in given.items() if words]


def reasons(answers: Answers) -> list[Said]:
    """Return the answers that can be quoted as reasons: what the person wishes for, why, and what they need."""
    return [
        Said(line.path.replace("/", "."), QUESTIONS[line.path.rpartition("/")[2]].side, line.question, line.shown)
        for line in lines(answers, Where.IMPORTANCE)
    ]


def guide(stance: Stance, *places: Where) -> tuple[str, ...]:
    """Say what the questions in these places ask for, and what to do with what is heard."""
    hear = _WHILE_EXPLORING if stance is Stance.EXPLORE else _WHEN_LEANING
    return (_(hear), *(talk.label for where in places for talk in where.talk))


def _at(where: Where) -> Mapping[str, Asked]:
    return {name: asked for name, asked in QUESTIONS.items() if asked.talk in where.talk}


def _path(where: Where, name: str) -> str:
    return f"{where}/further/{name}"


_WHILE_EXPLORING = marked(
    "“More questions” asks about deciding, and about each side alike. Say back what you hear of both with equal care."
)

_WHEN_LEANING = marked("“More questions” asks for change talk. Say back what you hear, and ask for more of it.")

QUESTIONS: Mapping[str, Asked] = {
    # For translators: what they wish for, whichever way they decide; it leans to neither side [MR].
    "hope": Asked(Talk.DESIRE, Side.DECIDING, marked("What do you hope for, whichever way you go?")),
    # For translators: what they wish for on the side of things as they are [MR].
    "keep": Asked(Talk.DESIRE, Side.STAY, marked("What would you like to keep as it is?")),
    # For translators: asks for a wish on the side of change [MR].
    "different": Asked(Talk.DESIRE, Side.CHANGE, marked("What would you like to be different?")),
    # For translators: asks for a wish on the side of change [MR].
    "in_a_year": Asked(Talk.DESIRE, Side.CHANGE, marked("How would you like things to be a year from now?")),
    # For translators: asks for a wish on the side of change [MR].
    "look_forward": Asked(Talk.DESIRE, Side.CHANGE, marked("What do you look forward to most?")),
    # For translators: what weighs for them, whichever way they decide; it leans to neither side [MR].
    "matters": Asked(Talk.REASONS, Side.DECIDING, marked("What matters most to you as you decide?")),
    # For translators: reasons for things as they are, asked with equal care [MR].
    "why_stay": Asked(Talk.REASONS, Side.STAY, marked("What are your best reasons to leave things as they are?")),
    # For translators: asks for the person’s own reasons for change [MR].
    "why_change": Asked(Talk.REASONS, Side.CHANGE, marked("What are your best reasons to make this change?")),
    # For translators: asks for the person’s own reasons for change [MR].
    "worries": Asked(Talk.REASONS, Side.CHANGE, marked("What worries you about how things are now?")),
    # For translators: asks for the person’s own reasons for change [MR].
    "hard_day": Asked(Talk.REASONS, Side.CHANGE, marked("Which of your reasons will help you on a hard day?")),
    # For translators: what they need in order to decide; it leans to neither side [MR].
    "to_know": Asked(Talk.NEED, Side.DECIDING, marked("What do you need to know before you decide?")),
    # For translators: what is needed on the side of things as they are [MR].
    "has_to_stay": Asked(Talk.NEED, Side.STAY, marked("What needs to stay as it is?")),
    # For translators: asks for what makes a change needed, without frightening anybody [MR].
    "has_to_change": Asked(Talk.NEED, Side.CHANGE, marked("What needs to be different?")),
    # For translators: asks for what makes a change needed, without frightening anybody [MR].
    "no_change": Asked(Talk.NEED, Side.CHANGE, marked("What could happen if nothing changes?")),
    # For translators: asks for what makes a change needed, without frightening anybody [MR].
    "go_back": Asked(Talk.NEED, Side.CHANGE, marked("What do you not want to go back to?")),
    # For translators: asks for abilities that help to decide; it leans to neither side [MR].
    "hard_choice": Asked(Talk.ABILITY, Side.DECIDING, marked("What has helped you with a hard choice before?")),
    # For translators: asks how they could manage if things stay as they are [MR].
    "how_stay": Asked(Talk.ABILITY, Side.STAY, marked("If things stay as they are, how could you make that work?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "how_change": Asked(Talk.ABILITY, Side.CHANGE, marked("If you make this change, how could you make that work?")),
    # For translators: asks for abilities that help to decide; it leans to neither side [MR].
    "easier": Asked(Talk.ABILITY, Side.DECIDING, marked("What would make it easier to decide?")),
    # For translators: asks how they could manage if things stay as they are [MR].
    "easier_stay": Asked(Talk.ABILITY, Side.STAY, marked("What would make it easier to leave things as they are?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "easier_change": Asked(Talk.ABILITY, Side.CHANGE, marked("What would make it easier to make this change?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "how_might": Asked(Talk.ABILITY, Side.CHANGE, marked("How might you go about it, if you decided to?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "could": Asked(Talk.ABILITY, Side.CHANGE, marked("What makes you think that you could do it?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "how_will": Asked(Talk.ABILITY, Side.CHANGE, marked("How will you go about it?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "can": Asked(Talk.ABILITY, Side.CHANGE, marked("What makes you think that you can do it?")),
    # For translators: asks for abilities that help with the change; it takes for granted that there are some [MR].
    "good_at": Asked(Talk.ABILITY, Side.CHANGE, marked("What are you good at that could help?")),
    # For translators: asks for an intention, whichever way they decide; none is expected [MR].
    "next": Asked(Talk.COMMITMENT, Side.DECIDING, marked("What do you think you will do next?")),
    # For translators: asks for an intention, and does not press for a promise [MR].
    "will": Asked(Talk.COMMITMENT, Side.CHANGE, marked("What do you think you will do?")),
    # For translators: asks for an intention, and does not press for a promise [MR].
    "even_if": Asked(Talk.COMMITMENT, Side.CHANGE, marked("What will you do, even if it gets hard?")),
    "find_out": Asked(
        Talk.ACTIVATION,
        Side.DECIDING,
        # For translators: asks what they are ready for, however small, whichever way they decide [MR].
        marked("What are you ready to do, even if it is just to find out more?"),
    ),
    # For translators: asks what they are ready for, however small [MR].
    "ready": Asked(Talk.ACTIVATION, Side.CHANGE, marked("What are you ready to do?")),
    # For translators: asks what they are ready for, however small [MR].
    "willing": Asked(Talk.ACTIVATION, Side.CHANGE, marked("What are you willing to try?")),
    # For translators: asks for steps already taken toward a decision [MR].
    "done_to_decide": Asked(Talk.STEPS, Side.DECIDING, marked("What have you already done to help you decide?")),
    # For translators: asks for steps already taken, however small [MR].
    "done": Asked(Talk.STEPS, Side.CHANGE, marked("What have you already done?")),
    # For translators: asks for steps already taken, however small [MR].
    "tried": Asked(Talk.STEPS, Side.CHANGE, marked("What have you tried since you first thought about this?")),
}
"""Each in its own words, by the name of its answer: no answer is ever read below a question that it did not answer."""

_SETS: Mapping[tuple[Where, Stance], Sequence[Sequence[str]]] = {
    (Where.IMPORTANCE, Stance.EXPLORE): (
        ("hope", "keep", "different"),
        ("matters", "why_stay", "why_change"),
        ("to_know", "has_to_stay", "has_to_change"),
    ),
    (Where.IMPORTANCE, Stance.BUILD): (
        ("different", "why_change", "has_to_change"),
        ("in_a_year", "worries", "no_change"),
    ),
    (Where.IMPORTANCE, Stance.DECIDED): (
        ("look_forward", "hard_day", "go_back"),
        ("in_a_year", "why_change", "has_to_change"),
    ),
    (Where.CONFIDENCE, Stance.EXPLORE): (
        ("hard_choice", "how_stay", "how_change"),
        ("easier", "easier_stay", "easier_change"),
    ),
    (Where.CONFIDENCE, Stance.BUILD): (("how_might", "could", "good_at"),),
    (Where.CONFIDENCE, Stance.DECIDED): (("how_will", "can", "good_at"),),
    (Where.PLAN, Stance.EXPLORE): (("next", "find_out", "done_to_decide"),),
    (Where.PLAN, Stance.BUILD): (("will", "ready", "done"), ("even_if", "willing", "tried")),
    (Where.PLAN, Stance.DECIDED): (("even_if", "ready", "done"), ("willing", "tried")),
}

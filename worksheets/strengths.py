"""Strengths: what the person changed before, how they did it, and what that says about them, in their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheets import rulers
from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Place, Text, Value, YesNo
from worksheets.blank import Shape, Table
from worksheets.items import Item, items
from worksheets.language import _, marked, ngettext
from worksheets.rulers import Ruler
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, QuestionAndAnswer, Section, in_pairs

NAME = "strengths"
PAST = "past"
MOST = 30
AT_THE_RULER = f"{rulers.NAME}/{Ruler.CONFIDENCE}/{rulers.PAST_SUCCESS}"
"""Where confidence asks for a change of the past as well, if none is told here."""

QUESTIONS: Mapping[str, str] = {
    # For translators: a hard change of the past, big or small, shows strengths [MR].
    "when": marked("When have you changed something hard before?"),
    # For translators: how they did it, step by step [MR].
    "did": marked("What did you do?"),
    # For translators: strengths in the person’s own words, to be quoted back; nobody praises [MR].
    "says": marked("What does that say about you?"),
}

ANSWERS: Mapping[str, Kind] = {
    "*/place": Place((PAST,)),
    "*/removed": YesNo(),
    **{f"*/{field}": Text(LONGEST_ANSWER) for field in QUESTIONS},
}


def title() -> str:
    """Return the step's name, which it shares with the values."""
    return _("Values and strengths")


def guide(stance: Stance) -> Guide:
    """Say how strengths are found: in what the client did, said by the client, and quoted back."""
    return Guide(
        explanation=_("You have changed hard things before, big or small. What helped then can often help again."),
        minutes=6,
        say=(
            _("“How did you manage that? What did you do first?” Ask about small steps, not big feats."),
            _("“What does that say about you?” Write down the client’s words, not yours."),
            _("Quote it back later, in the same words, when confidence is low."),
        ),
        avoid=(
            _("Praise: “Well done” makes you the judge. Say what you heard instead."),
            _("Pushing when nothing comes to mind. Ask what a friend would say, or leave it for another day."),
        ),
        sources=("Miller & Rollnick 2013",),
    )


def questions() -> Mapping[str, str]:
    """Return the questions, by the name of the answer."""
    return {field: _(question) for field, question in QUESTIONS.items()}


def read(answers: Answers) -> list[Item]:
    """Return what the person changed before, in the order they chose."""
    return items(answers, NAME).get(PAST, [])


def quotes(answers: Answers) -> list[str]:
    """Return what each change says about the person, or else what they did: in their own words, to be quoted back."""
    said = [past.words("says") or past.words("did") for past in read(answers)]
    return [words for words in said if words]


def past_successes(answers: Answers, path: str) -> list[str]:
    """Return what the person managed before, as they said it here and at the ruler, but not at this path."""
    said = [*(past.words("when") for past in read(answers)), str(answers[AT_THE_RULER] or "")]
    return [words for words in dict.fromkeys(said) if words not in ("", answers[path])]


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a further change in a full list."""
    new = path.endswith("/place") and answers[path] is None
    return full() if new and len(read(answers)) >= MOST else None


def full() -> str:
    """Return what a full list says."""
    return ngettext(
        "This list is full: it holds {limit} change. Remove it, and then add yours again.",
        "This list is full: it holds {limit} changes. Remove one, and then add yours again.",
        MOST,
    ).format(limit=MOST)


def example() -> Mapping[str, Value]:
    """Return what the fictional person in the grid's example changed before."""
    answers: dict[str, Value] = {}
    for number, written in enumerate(_EXAMPLE, start=1):
        answers[f"example-{number}/place"] = [PAST, number]
        answers |= {f"example-{number}/{field}": _(words) for field, words in written.items()}
    return answers


@dataclass(frozen=True, slots=True)
class StrengthsOnPaper(Section):
    """Each change of the past with its questions and answers."""

    heading: str
    past: tuple[tuple[QuestionAndAnswer, ...], ...]


def section(answers: Answers, change: str) -> StrengthsOnPaper | None:
    """Return each change with the questions that were answered."""
    past = read(answers)
    if not past:
        return None
    return StrengthsOnPaper(
        title=title(),
        label=_("Strengths: what you wrote"),
        heading=_("Changes I have made before"),
        past=tuple(in_pairs(_lines_of(each)) for each in past),
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the questions that were answered, change by change."""
    return [line for past in read(answers) for line in _lines_of(past)]


def blank() -> Sequence[Shape]:
    """Return the three questions beside each other, with room for three changes."""
    return [Table(_("Changes I have made before"), list(questions().values()), 3)]


def _lines_of(past: Item) -> Iterator[Line]:
    for field, question in questions().items():
        if words := past.words(field):
            yield Line(f"{NAME}/{past.id}/{field}", question, words, words)


_EXAMPLE: Sequence[Mapping[str, str]] = (
    {
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "when": marked("I stopped smoking before Mia was born."),
        "did": marked("I threw the last pack away, told everyone, and called my sister when it got hard."),
        "says": marked("When someone needs me to, I can stick it out."),
    },
    {
        "when": marked("Two years ago I didn’t drink for all of January."),
        "did": marked("I went running on Saturdays, and had tea ready in the evening."),
    },
)

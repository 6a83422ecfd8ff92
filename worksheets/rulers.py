"""Rulers: importance, confidence and readiness from 0 to 10, and the questions that follow a number [MIC, OS, GL]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Number, Option, Text, Value, YesNo
from worksheets.blank import Question, Scale, Shape
from worksheets.language import _, marked
from worksheets.workbook import within_a_sentence
from worksheets.worksheet import Guide, Line, Picture, QuestionAndAnswer, Section

NAME = "rulers"
LOWEST = 0
HIGHEST = 10


class Ruler(Option):
    """One question with an answer from 0 to 10."""

    IMPORTANCE = "importance", marked("Importance")
    CONFIDENCE = "confidence", marked("Confidence")
    READINESS = "readiness", marked("Readiness")

    @property
    def ends(self) -> tuple[str, str]:
        """What 0 and 10 mean."""
        lowest, highest = _ENDS[self]
        return _(lowest), _(highest)

    def question(self, change: str) -> str:
        """The ruler's question, with the change in it."""
        return _(_QUESTIONS[self]).format(change=within_a_sentence(change))


FOLLOW_UPS = (
    "what_would_have_to_happen",
    "what_makes_you_willing",
    "why_not_lower",
    "what_would_raise_it",
    "what_would_keep_it",
    "past_success",
    "who_could_help",
)

ANSWERS: Mapping[str, Kind] = {
    "readiness_hidden": YesNo(),
    **{f"{ruler}/number": Number(LOWEST, HIGHEST) for ruler in Ruler},
    **{f"{ruler}/{follow_up}": Text(LONGEST_ANSWER) for ruler in Ruler for follow_up in FOLLOW_UPS},
}


@dataclass(frozen=True, slots=True)
class Rating:
    """A number on a ruler, None until the client has chosen, and the follow-up answers by their name in FOLLOW_UPS."""

    number: int | None
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rulers:
    """The three ratings; hiding readiness forgets nothing."""

    ratings: Mapping[Ruler, Rating]
    readiness_hidden: bool = False

    def __bool__(self) -> bool:
        return any(rating.number is not None for rating in self.ratings.values())

    @property
    def shown(self) -> tuple[Ruler, ...]:
        """The rulers in use, in order."""
        return tuple(ruler for ruler in Ruler if not (ruler is Ruler.READINESS and self.readiness_hidden))


def title() -> str:
    """The step's name."""
    return _("Rulers")


def guide() -> Guide:
    """How the rulers are used: ask why not lower, never why not higher [MIC, OS, GL]."""
    return Guide(
        explanation=_(
            "A number from 0 to 10 says how much this matters to you, and how sure you are that you could do it. "
            "The questions that follow are more important than the number."
        ),
        minutes=6,
        say=(
            _("“What makes it a 6 and not a 4?” Then wait."),
            _("“What would it take to get from 6 to 7?”"),
            _("When it matters a lot and confidence is low, offer to look at confidence first."),
        ),
        avoid=(
            _("“Why not higher?” It draws out the arguments against the change."),
            _("Calling a number good, bad or better: a lower number is information."),
            _("Planning while importance is low."),
        ),
        sources=("Butler, Rollnick et al. 1999", "Miller & Rollnick 2013"),
    )


def read(answers: Answers) -> Rulers:
    """The rulers in these answers."""
    return Rulers(
        {ruler: rating(answers, f"{NAME}/{ruler}") for ruler in Ruler},
        answers[f"{NAME}/readiness_hidden"] is True,
    )


def rating(answers: Answers, path: str) -> Rating:
    """The rating whose answers lie below `path`: its number, and each of FOLLOW_UPS."""
    number = answers[f"{path}/number"]
    return Rating(
        number if isinstance(number, int) else None,
        {follow_up: str(answers[f"{path}/{follow_up}"] or "") for follow_up in FOLLOW_UPS},
    )


def questions(ruler: Ruler, number: int) -> tuple[tuple[str, str], ...]:
    """The follow-up questions to a number from 0 to 10, each as (FOLLOW_UPS name, question).

    They ask why the number is not lower, never why it is not higher: that draws out the arguments against change
    [MIC, OS].
    """
    if number == LOWEST:
        first = ("what_would_have_to_happen", _(_AT_ZERO[ruler]))
        second = ("what_makes_you_willing", _("What makes you willing to talk about it at all?"))
    elif number == HIGHEST:
        first = ("why_not_lower", _("What makes it so high?"))
        second = ("what_would_keep_it", _("What would help it stay there?"))
    else:
        first = ("why_not_lower", _why_not_lower(number))
        second = ("what_would_raise_it", _what_would_raise_it(number))
    return (first, second, *_more_about(ruler))


def confidence_lags(rulers: Rulers) -> bool:
    """Whether confidence is low (the lower third: there are no norms), or trails importance by at least three [GL]."""
    importance = rulers.ratings[Ruler.IMPORTANCE].number
    confidence = rulers.ratings[Ruler.CONFIDENCE].number
    if confidence is None:
        return False
    return confidence <= 3 or (importance is not None and importance - confidence >= 3)


def offer(rulers: Rulers) -> str | None:
    """What importance and confidence together suggest, worded as an offer, or None [GL].

    Low importance comes before low confidence: planning can wait until it matters.
    """
    importance = rulers.ratings[Ruler.IMPORTANCE].number
    if importance is None:
        return None
    if importance <= 3:
        return _("Would it help to look at what matters to you first, and leave planning for later?")
    if confidence_lags(rulers):
        return _("Would it help to look at what could make you more confident?")
    return None


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """None: no answer here depends on another."""
    return None


def example() -> Mapping[str, Value]:
    """The ratings of the fictional person in the grid's example."""
    return {
        "importance/number": 8,
        "importance/why_not_lower": _("The kids notice. And I am tired of being tired."),
        "importance/what_would_raise_it": _("If the doctor said my blood pressure was part of it."),
        "confidence/number": 4,
        "confidence/why_not_lower": _("I did it for all of January two years ago."),
        "confidence/what_would_raise_it": _("Something else to do between eight and ten in the evening."),
        "confidence/past_success": _("I stopped smoking before Mia was born."),
        "confidence/who_could_help": _("My sister. She does not drink either."),
        "readiness/number": 6,
        "readiness/why_not_lower": _("I have already told my sister."),
    }


@dataclass(frozen=True, slots=True)
class RulerOnPaper:
    """One answered ruler; `alt` says in words what its line shows."""

    label: str
    question: str
    ends: tuple[str, str]
    number: int
    alt: str
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a square that goes from 0 to 10, with the number on it."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Square(Picture):
    """Two numbers as one point; `alt` says so in words."""

    alt: str
    across: Axis
    up: Axis


@dataclass(frozen=True, slots=True)
class RulersOnPaper(Section):
    """The answered rulers; the picture is of importance and confidence together."""

    rulers: tuple[RulerOnPaper, ...]
    picture: Square | None


def section(answers: Answers, change: str) -> RulersOnPaper | None:
    """Each answered ruler with its number and the answers to the questions that belong to that number."""
    rulers = read(answers)
    if not any(rulers.ratings[ruler].number is not None for ruler in rulers.shown):
        return None
    return RulersOnPaper(
        title=title(),
        label=_("Rulers: numbers and answers"),
        rulers=tuple(
            _on_paper(ruler, number, rating, change)
            for ruler in rulers.shown
            if (number := (rating := rulers.ratings[ruler]).number) is not None
        ),
        picture=_picture(rulers),
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """The numbers, each followed by the answers to the questions that belong to it."""
    rulers = read(answers)
    return [
        line for ruler in rulers.shown for line in lines_of(f"{NAME}/{ruler}", ruler, rulers.ratings[ruler], change)
    ]


def lines_of(path: str, ruler: Ruler, rating: Rating, change: str) -> Iterator[Line]:
    """One rating, whose answers lie below `path`."""
    if rating.number is None:
        return
    yield Line(f"{path}/number", ruler.question(change), rating.number, str(rating.number))
    for follow_up, question in questions(ruler, rating.number):
        if answer := rating.answers[follow_up]:
            yield Line(f"{path}/{follow_up}", question, answer, answer)


def answered(ruler: Ruler, rating: Rating) -> tuple[QuestionAndAnswer, ...]:
    """The follow-up questions to this rating that are answered."""
    if rating.number is None:
        return ()
    return tuple(
        QuestionAndAnswer(question, answer)
        for follow_up, question in questions(ruler, rating.number)
        if (answer := rating.answers[follow_up])
    )


def blank() -> Sequence[Shape]:
    """The three rulers, each with room for what makes it that number."""
    shapes: list[Shape] = []
    for ruler in Ruler:
        shapes.append(Scale(ruler.label, ruler.question(_("make this change")), ruler.ends))
        shapes.append(Question(_("What makes it this number, and not a lower one?")))
        shapes.append(Question(_("What would it take to get one higher?")))
        shapes += [Question(question) for _follow_up, question in _more_about(ruler)]
    return shapes


def _on_paper(ruler: Ruler, number: int, rating: Rating, change: str) -> RulerOnPaper:
    lowest, highest = ruler.ends
    return RulerOnPaper(
        label=ruler.label,
        question=ruler.question(change),
        ends=ruler.ends,
        number=number,
        alt=_("A line from 0 ({lowest}) to 10 ({highest}). Your number is {number}.").format(
            lowest=lowest, highest=highest, number=number
        ),
        answers=answered(ruler, rating),
    )


def _picture(rulers: Rulers) -> Square | None:
    importance = rulers.ratings[Ruler.IMPORTANCE].number
    confidence = rulers.ratings[Ruler.CONFIDENCE].number
    if importance is None or confidence is None:
        return None
    return Square(
        label=_("Rulers: importance and confidence together, as a picture"),
        heading=_("Importance and confidence together"),
        key=_("The point shows your two numbers together. Each side of the square goes from 0 to 10."),
        alt=_(
            "A square with one point in it. Importance is {importance} of 10, and confidence is {confidence} of 10."
        ).format(importance=importance, confidence=confidence),
        across=Axis(Ruler.IMPORTANCE.label, importance),
        up=Axis(Ruler.CONFIDENCE.label, confidence),
    )


def _why_not_lower(number: int) -> str:
    if number == 8:
        return _("What makes it an 8 and not a 6?")
    return _("What makes it a {number} and not a {lower}?").format(number=number, lower=max(number - 2, LOWEST))


def _what_would_raise_it(number: int) -> str:
    if number == 1:
        return _("What would it take to get to a 2?")
    return _("What would it take to get from {number} to {higher}?").format(number=number, higher=number + 1)


def _more_about(ruler: Ruler) -> tuple[tuple[str, str], ...]:
    if ruler is not Ruler.CONFIDENCE:
        return ()
    return (
        ("past_success", _("When did you manage something like this before?")),
        ("who_could_help", _("Who or what could help?")),
    )


_QUESTIONS = {
    Ruler.IMPORTANCE: marked("How important is it to you right now to {change}?"),
    Ruler.CONFIDENCE: marked("If you decided to {change}, how confident are you that you could?"),
    Ruler.READINESS: marked("How ready are you to start to {change}?"),
}

_ENDS = {
    Ruler.IMPORTANCE: (marked("Not at all important"), marked("The most important thing right now")),
    Ruler.CONFIDENCE: (marked("Not at all confident"), marked("Completely confident")),
    Ruler.READINESS: (marked("Not ready yet"), marked("Ready now")),
}

_AT_ZERO = {
    Ruler.IMPORTANCE: marked("What would have to happen for this to matter a little?"),
    Ruler.CONFIDENCE: marked("What is one small part of it that you could do?"),
    Ruler.READINESS: marked("What would need to be in place before you start?"),
}

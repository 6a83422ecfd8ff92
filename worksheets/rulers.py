"""Rulers: importance, confidence and readiness from 0 to 10, and the questions that follow a number [MIC, OS, GL]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from worksheets import change_talk, ways, workbook
from worksheets.answers import (
    LONGEST_ANSWER,
    Answers,
    Choice,
    Kind,
    Misplaced,
    Number,
    Option,
    Text,
    Value,
    YesNo,
    not_said,
)
from worksheets.blank import Question, Scale, Shape
from worksheets.change_talk import Where
from worksheets.in_a_sentence import asked
from worksheets.language import _, labeled, marked
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, More, Picture, QuestionAndAnswer, Section, in_pairs

NAME = "rulers"
LOWEST = 0
HIGHEST = 10
LONGEST_END = 80

DECIDING = "decide"
SUBJECTS = (DECIDING, *ways.IDS)
"""What the rulers can ask about where there are more than two ways; "" is the change, which they ask about otherwise.

What is answered about one of these lies below it, here and in check-ins, so that no answer is ever read as if it were
about another.
"""


class Ruler(Option):
    """One question with an answer from 0 to 10."""

    # For translators: the ruler for how much a change matters to the person [OS].
    IMPORTANCE = "importance", marked("Importance")
    # For translators: the ruler for how able the person feels to make a change; not trust, nor self-esteem [OS].
    CONFIDENCE = "confidence", marked("Confidence")
    # For translators: the ruler for how near the person is to beginning [OS].
    READINESS = "readiness", marked("Readiness")

    @property
    def ends(self) -> tuple[str, str]:
        """What 0 and 10 mean."""
        lowest, highest = _ENDS[self]
        return _(lowest), _(highest)

    def question(self, change: str, stance: Stance = Stance.EXPLORE, subject: str = "") -> str:
        """Return its question, with the change in it if it fits; who has decided is not asked "if you decided to"."""
        if subject:
            return _((_ABOUT_DECIDING if subject == DECIDING else _ABOUT_A_WAY)[self])
        decided = stance is Stance.DECIDED and self is Ruler.CONFIDENCE
        return asked(change, *(_WHEN_DECIDED if decided else _QUESTIONS[self]))


class Word(Option):
    """One of five words that can stand in for the numbers; it is kept as the number in the middle of its fifth."""

    # For translators: the words of every ruler, from the least to the most: how important, how confident, how ready.
    NOT_AT_ALL = "not_at_all", marked("not at all")
    A_LITTLE = "a_little", marked("a little")
    QUITE = "quite", marked("quite")
    VERY = "very", marked("very")
    COMPLETELY = "completely", marked("completely")

    @property
    def number(self) -> int:
        """The number as which it is kept."""
        return 2 * _WORDS.index(self) + 1

    @classmethod
    def of(cls, number: int) -> Word:
        """Return the word in whose fifth this number from 0 to 10 lies."""
        return _WORDS[max(0, min(number // 2, len(_WORDS) - 1))]


_WORDS = tuple(Word)


_NUMBERED: Mapping[str, range] = {
    "why_not_lower": range(LOWEST + 1, HIGHEST + 1),
    "what_would_raise_it": range(LOWEST + 1, HIGHEST),
}
"""The questions that name the number, and the numbers after which they are asked."""

PAST_SUCCESS = "past_success"

FOLLOW_UPS = (
    "what_would_have_to_happen",
    "what_makes_you_willing",
    "what_would_keep_it",
    PAST_SUCCESS,
    "who_could_help",
    *(f"{name}_{number}" for name, numbers in _NUMBERED.items() for number in numbers),
    *(f"{name}_{word}" for name in _NUMBERED for word in _WORDS[1:-1]),
    *_NUMBERED,
)
"""Where the follow-up answers lie below their ruler.

Every question has a place of its own: one that names the number or the word has one for each, so that no answer is ever
read below a question that it did not answer. Up to version 0.9 they all lay at the bare name, and are read from there
still.
"""

_FOLLOW_UPS = frozenset(FOLLOW_UPS)

ENDS = ("lowest", "highest")
"""Where the person's own words for the two ends lie below their ruler."""

RATING: Mapping[str, Kind] = {
    "number": Number(LOWEST, HIGHEST),
    "number_in_words": YesNo(),
    **{end: Text(LONGEST_END, lines=False) for end in ENDS},
    **{follow_up: Text(LONGEST_ANSWER) for follow_up in FOLLOW_UPS},
}
"""What can be answered at a ruler, by where it lies below."""

ANSWERS: Mapping[str, Kind] = {
    "readiness_hidden": YesNo(),
    "about": Choice(SUBJECTS),
    **{f"{ruler}/{field}": kind for ruler in Ruler for field, kind in RATING.items()},
    **{f"*/{ruler}/{field}": kind for ruler in Ruler for field, kind in RATING.items()},
    **change_talk.kinds(NAME),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One follow-up answer with the question that it answered; `field` is where it lies below the ruler."""

    field: str
    question: str
    words: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A number on a ruler, None until the client has chosen, and what follows it: the answers given, by FOLLOW_UPS.

    It may have been chosen `in_words`. `own_ends` are the person's own words for 0 and 10, "" where they have none.
    `bare` has the answers that lie at a bare name and belong to the number, by the name that they would have today.
    """

    ruler: Ruler
    number: int | None
    in_words: bool
    own_ends: tuple[str, str]
    answers: Mapping[str, str]
    bare: Mapping[str, str]

    def __bool__(self) -> bool:
        return self.number is not None or bool(self.answers)

    @property
    def told(self) -> str:
        """The number as a line of text says it, even if there is none."""
        return not_said() if self.number is None else told(self.number, self.in_words)

    @property
    def briefly(self) -> str:
        """The number, or the word that was chosen for it, where there is little room; "" if there is none."""
        return "" if self.number is None else briefly(self.number, self.in_words)

    @property
    def ends(self) -> tuple[str, str]:
        """What 0 and 10 mean, in the person's own words if there are any."""
        (lowest, highest), (least, most) = self.own_ends, self.ruler.ends
        return lowest or least, highest or most

    def asked_at(self, number: int, in_words: bool = False) -> Mapping[str, str]:
        """Return the questions that follow this number, by where their answers lie."""
        return {self.bare.get(field, field): question for field, question in questions(self.ruler, number, in_words)}

    @property
    def said(self) -> tuple[Said, ...]:
        """What was answered to the questions that follow the chosen number, or the word for it."""
        if self.number is None:
            return ()
        as_chosen, otherwise = (self.asked_at(self.number, words) for words in (self.in_words, not self.in_words))
        return self._answered({**as_chosen, **otherwise})

    @property
    def said_before(self) -> tuple[Said, ...]:
        """What was answered to questions that the chosen number does not ask."""
        now = {said.field for said in self.said}
        if self.answers.keys() <= now:
            return ()
        return tuple(said for said in self._answered(every_question(self.ruler)) if said.field not in now)

    def _answered(self, asked: Mapping[str, str]) -> tuple[Said, ...]:
        return tuple(
            Said(field, question, self.answers[field]) for field, question in asked.items() if field in self.answers
        )


@dataclass(frozen=True, slots=True)
class Rulers:
    """The three ratings of one subject; hiding readiness forgets nothing."""

    ratings: Mapping[Ruler, Rating]
    readiness_hidden: bool = False
    subject: str = ""

    def __bool__(self) -> bool:
        return any(rating.number is not None for rating in self.ratings.values())

    @property
    def path(self) -> str:
        """Where the ratings lie."""
        return below(self.subject)

    @property
    def shown(self) -> tuple[Ruler, ...]:
        """The rulers in use, in order."""
        return tuple(ruler for ruler in Ruler if not (ruler is Ruler.READINESS and self.readiness_hidden))


def title() -> str:
    """Return the step's name."""
    return _("Rulers")


def guide(stance: Stance) -> Guide:
    """Say how the rulers are used: ask why not lower, never why not higher [MIC, OS, GL]."""
    decided = stance is Stance.DECIDED
    return Guide(
        explanation=_(
            "Each ruler asks how much this matters to you, or how sure you are that you can do it. What you say next "
            "matters more than what you tap."
        )
        if decided
        else _(
            "Each ruler asks how much this matters to you, or how sure you are that you could do it. What you say next "
            "matters more than what you tap."
        ),
        minutes=6,
        say=(
            _("“What makes it a 6 and not a 4?” Then wait."),
            _("“What would it take to get from 6 to 7?”"),
            _("When it matters a lot and confidence is low: “Shall we look at what could make you more confident?”"),
            _("When it matters little: “Shall we look at what matters to you first, and leave planning for later?”"),
            *change_talk.guide(stance, Where.IMPORTANCE, Where.CONFIDENCE),
        ),
        avoid=(
            _("“Why not higher?” It draws out the arguments against the change."),
            _("Calling a number good, bad or better: a lower number is information."),
            _("Planning while importance is still low."),
        ),
        sources=("Butler, Rollnick et al. 1999", "Miller & Rollnick 2013", "Amrhein et al. 2003"),
    )


def read(answers: Answers, subject: str | None = None) -> Rulers:
    """Return the rulers in these answers: about this subject, or about the one that they ask about now."""
    about = asked_about(answers) if subject is None else subject
    return Rulers(ratings(answers, below(about)), answers[f"{NAME}/readiness_hidden"] is True, about)


def below(subject: str, within: str = NAME) -> str:
    """Return where the ratings of this subject lie: on the rulers' own page, or within an entry."""
    return f"{within}/{subject}" if subject else within


def asked_about(answers: Answers) -> str:
    """Return what the rulers ask about: the change, or of more than two ways, deciding or the way that was picked."""
    if not ways.are_more(answers):
        return ""
    picked = str(answers[f"{NAME}/about"] or DECIDING)
    return picked if picked in {way.id for way in ways.every(answers) if way.is_there} else DECIDING


def others(answers: Answers, now: Rulers) -> list[Rulers]:
    """Return what was answered about other subjects than this one, in their order; none as long as there is one."""
    about = {path.split("/")[1] for path in answers.paths(f"{NAME}/")}
    beside = [subject for subject in SUBJECTS if subject in about]
    found = [read(answers, each) for each in ("", *beside) if each != now.subject] if beside or now.subject else []
    return [
        each
        for each in found
        if any(rating or _further(answers, f"{each.path}/{ruler}") for ruler, rating in each.ratings.items())
    ]


def called(answers: Answers, subject: str) -> str:
    """Return what a subject is called, even a way that was removed."""
    if subject in ways.IDS:
        return ways.called(answers, subject)
    # For translators: what the rulers can ask about, beside the names of the ways to go: coming to a decision.
    return _("Deciding") if subject == DECIDING else _("Making this change")


def names(answers: Answers, subjects: Iterable[str]) -> Mapping[str, str]:
    """Return what each of these subjects is called; {} if there is none but the change, which goes without saying."""
    all_of_them = set(subjects)
    return {subject: called(answers, subject) for subject in all_of_them} if any(all_of_them) else {}


def about(names: Mapping[str, str], subject: str, text: str) -> str:
    """Return a text after what it is about, where these names say so."""
    return labeled(names[subject], text) if names else text


def questions_about(answers: Answers, subject: str, change: str) -> Mapping[Ruler, str]:
    """Return the questions about this subject, each after the name of the way that it is about, if it is about one."""
    stance = workbook.read(answers).stance
    questions = {ruler: ruler.question(change, stance, subject) for ruler in Ruler}
    if subject not in ways.IDS:
        return questions
    way = called(answers, subject)
    return {ruler: labeled(way, question) for ruler, question in questions.items()}


def ratings(answers: Answers, path: str) -> Mapping[Ruler, Rating]:
    """Return the rating on each ruler whose answers lie below `path`."""
    return {ruler: rating(answers, f"{path}/{ruler}") for ruler in Ruler}


def rating(answers: Answers, path: str) -> Rating:
    """Return the rating whose answers lie below `path`, which ends in the ruler's name."""
    return rating_of(answers, path, {field: answers[f"{path}/{field}"] for field in RATING})


def rating_of(answers: Answers, path: str, given: Mapping[str, Value]) -> Rating:
    """Return the rating at `path` if these are its answers, by where they lie below."""
    number = chosen if isinstance(chosen := given.get("number"), int) else None
    written = {field: str(said) for field, said in given.items() if said and field in _FOLLOW_UPS}
    own = {name: f"{name}_{number}" for name, numbers in _NUMBERED.items() if number in numbers}
    bare = {
        at_it: name
        for name, at_it in own.items()
        if name in written
        and at_it not in written
        and answers.revision_of(f"{path}/{name}") >= answers.revision_of(f"{path}/number")
    }
    lowest, highest = (str(given.get(end) or "") for end in ENDS)
    in_words = number is not None and given.get("number_in_words") is True
    return Rating(Ruler(path.rpartition("/")[2]), number, in_words, (lowest, highest), written, bare)


def told(number: int, in_words: bool) -> str:
    """Return a number as a line of text says it, with the word first if it was chosen in words."""
    if not in_words:
        return str(number)
    # For translators: a ruler’s word and the number as which it is kept, such as “very (7 of 10, chosen in words)”.
    return _("{word} ({number} of 10, chosen in words)").format(word=Word.of(number).label, number=number)


def named(ruler: Ruler, said: str) -> str:
    """Return what was said on a ruler after its name, where there is little room."""
    # For translators: the name of a ruler, and a number or a word of it, such as “Importance 7”.
    return _("{ruler} {said}").format(ruler=ruler.label, said=said)


def in_full(ruler: Ruler, number: int, in_words: bool) -> str:
    """Return a number, or the word that was chosen for it, after the name of its ruler, as a line by itself says it."""
    if in_words:
        return labeled(ruler.label, told(number, in_words))
    # For translators: a number on a ruler: “Importance: 7 out of 10”.
    return _("{ruler}: {number} out of 10").format(ruler=ruler.label, number=number)


def briefly(number: int, in_words: bool) -> str:
    """Return a number, or the word if it was chosen in words, where there is little room."""
    return Word.of(number).label if in_words else str(number)


def numbered(name: str) -> tuple[str, ...]:
    """Return where the answers lie today that lay at this bare name up to version 0.9; () for what is no bare name."""
    return tuple(f"{name}_{number}" for number in _NUMBERED.get(name, ()))


def questions(ruler: Ruler, number: int, in_words: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the follow-up questions to a number from 0 to 10, or to its word, each as (FOLLOW_UPS name, question).

    They ask why the number is not lower, never why it is not higher: that draws out the arguments against change
    [MIC, OS].
    """
    word = Word.of(number)
    if word is Word.NOT_AT_ALL if in_words else number == LOWEST:
        first = ("what_would_have_to_happen", _(_AT_ZERO[ruler]))
        second = ("what_makes_you_willing", _(_WILLING))
    elif word is Word.COMPLETELY if in_words else number == HIGHEST:
        first = (f"why_not_lower_{HIGHEST}", _(_SO_HIGH))
        second = ("what_would_keep_it", _(_STAY_THERE))
    elif in_words:
        lower, higher = Word.of(word.number - 4).label, Word.of(word.number + 2).label
        first = (f"why_not_lower_{word}", _(_NOT_LOWER_WORD).format(word=word.label, lower=lower))
        second = (f"what_would_raise_it_{word}", _(_RAISE_WORD).format(word=word.label, higher=higher))
    else:
        first = (f"why_not_lower_{number}", _(_NOT_LOWER[number]))
        raise_it = _RAISE_FROM_ONE if number == 1 else _RAISE
        second = (f"what_would_raise_it_{number}", _(raise_it).format(number=number, higher=number + 1))
    return (first, second, *_more_about(ruler))


def every_question(ruler: Ruler) -> Mapping[str, str]:
    """Return every question that an answer can have, by where it lies, in the order of the numbers; bare ones last."""
    asked = {
        field: question
        for in_words in (False, True)
        for number in range(LOWEST, HIGHEST + 1)
        for field, question in questions(ruler, number, in_words)
    }
    return {**asked, **_more_about_confidence(), **_without_a_number()}


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse an answer about what the rulers never ask about."""
    _name, subject, *field = path.split("/")
    is_of_a_subject = len(field) == 2 and field[0] in tuple(Ruler)
    return _(Misplaced.message) if is_of_a_subject and subject not in SUBJECTS else None


def example() -> Mapping[str, Value]:
    """Return the ratings of the fictional person in the grid's example."""
    return {
        "importance/number": 8,
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "importance/why_not_lower_8": _("The kids notice. And I’m tired of being tired."),
        "importance/what_would_raise_it_8": _("If my doctor said it was raising my blood pressure."),
        "confidence/number": 4,
        "confidence/why_not_lower_4": _("I did it for all of January two years ago."),
        "confidence/what_would_raise_it_4": _("Something else to do between eight and ten at night."),
        "confidence/who_could_help": _("My sister. She doesn’t drink either."),
        "readiness/number": 6,
        "readiness/why_not_lower_6": _("I’ve already told my sister."),
        "importance/further/different": _("Evenings that I remember the next day."),
    }


@dataclass(frozen=True, slots=True)
class RulerOnPaper:
    """One answered ruler; `alt` says in words what its line shows, and is None if no number is chosen.

    `in_words` says which word was chosen, and is None if it was a number.
    """

    label: str
    question: str
    ends: tuple[str, str]
    number: int | None
    in_words: str | None
    alt: str | None
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
class LeftOut(More):
    """A ruler that was answered before it was left out."""

    rulers: tuple[RulerOnPaper, ...]


@dataclass(frozen=True, slots=True)
class RulersOnPaper(Section):
    """The answered rulers; the picture is of importance and confidence together.

    The `others` are about what the rulers asked about before.
    """

    rulers: tuple[RulerOnPaper, ...]
    others: tuple[RulerOnPaper, ...]
    picture: Square | None
    more: LeftOut | None


def section(answers: Answers, change: str) -> RulersOnPaper | None:
    """Return each ruler with its number, and every answer with the question that it answered.

    What was answered at a ruler that is left out now can be chosen as well.
    """
    rulers = read(answers)
    on_paper = [
        (each is rulers, ruler in rulers.shown, _on_paper(each.ratings[ruler], question, further))
        for each in (rulers, *others(answers, rulers))
        for ruler, question in questions_about(answers, each.subject, change).items()
        if (further := _further(answers, f"{each.path}/{ruler}")) or each.ratings[ruler]
    ]
    if not on_paper:
        return None
    left_out = tuple(each for _is_now, is_shown, each in on_paper if not is_shown)
    return RulersOnPaper(
        title=title(),
        label=_("Rulers: numbers and answers") if len(on_paper) > len(left_out) else "",
        rulers=tuple(each for is_now, is_shown, each in on_paper if is_shown and is_now),
        others=tuple(each for is_now, is_shown, each in on_paper if is_shown and not is_now),
        picture=_picture(rulers),
        more=LeftOut(label=_("Rulers: the one that you left out"), rulers=left_out) if left_out else None,
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return the numbers, each followed by the answers: first those to the questions that belong to it."""
    about_the_change = read(answers, "")
    about = str(answers[f"{NAME}/about"] or "")
    shown = called(answers, about) if about else ""
    return [
        *([Line(f"{NAME}/about", what_they_ask_about(), about, shown)] if about else []),
        *(
            line
            for rulers in (about_the_change, *others(answers, about_the_change))
            for ruler, question in questions_about(answers, rulers.subject, change).items()
            for line in (
                *lines_of(f"{rulers.path}/{ruler}", rulers.ratings[ruler], question),
                *_further(answers, f"{rulers.path}/{ruler}"),
            )
        ),
    ]


def what_they_ask_about() -> str:
    """Return what is asked where there are more than two ways."""
    return _("What the rulers ask about")


def lines_of(path: str, rating: Rating, question: str) -> Iterator[Line]:
    """Yield one rating, which answers this question and whose answers lie below `path`."""
    if rating.number is not None:
        yield Line(f"{path}/number", question, rating.number, rating.told)
    yield from own_ends(path, rating)
    for said in (*rating.said, *rating.said_before):
        yield Line(f"{path}/{said.field}", said.question, said.words, said.words)


def own_ends(path: str, rating: Rating) -> Iterator[Line]:
    """Yield the person's own words for the two ends."""
    for end, number, words in zip(ENDS, (LOWEST, HIGHEST), rating.own_ends, strict=True):
        if words:
            means = _("{ruler}: the meaning of {number}").format(ruler=rating.ruler.label, number=number)
            yield Line(f"{path}/{end}", means, words, words)


def answered(rating: Rating) -> tuple[QuestionAndAnswer, ...]:
    """Return every follow-up answer with its question: first those that belong to the chosen number."""
    return tuple(QuestionAndAnswer(said.question, said.words) for said in (*rating.said, *rating.said_before))


def blank() -> Sequence[Shape]:
    """Return the three rulers, each with room for what makes it that number."""
    shapes: list[Shape] = []
    for ruler in Ruler:
        shapes.append(Scale(ruler.label, ruler.question(""), ruler.ends))
        shapes += [Question(question) for question in _without_a_number().values()]
        shapes += [Question(question) for _follow_up, question in _more_about(ruler)]
    return shapes


def _further(answers: Answers, path: str) -> Sequence[Line]:
    """Return what was answered to further questions that are asked at the ruler whose answers lie below `path`."""
    return change_talk.lines(answers, Where(path)) if path in tuple(Where) else []


def _on_paper(rating: Rating, question: str, further: Sequence[Line]) -> RulerOnPaper:
    lowest, highest = rating.ends
    alt = _("A line from 0 ({lowest}) to 10 ({highest}). Your answer: {number}.")
    return RulerOnPaper(
        label=rating.ruler.label,
        question=question,
        ends=(lowest, highest),
        number=rating.number,
        in_words=rating.told if rating.in_words else None,
        alt=None if rating.number is None else alt.format(lowest=lowest, highest=highest, number=rating.told),
        answers=(
            *(in_pairs(own_ends("", rating)) if rating.number is None else ()),
            *answered(rating),
            *in_pairs(further),
        ),
    )


def _picture(rulers: Rulers) -> Square | None:
    importance, confidence = (rulers.ratings[ruler] for ruler in (Ruler.IMPORTANCE, Ruler.CONFIDENCE))
    if importance.number is None or confidence.number is None:
        return None
    return Square(
        label=_("Rulers: importance and confidence together, as a picture"),
        heading=_("Importance and confidence together"),
        key=_("The point shows your two answers together. Each side of the square goes from 0 to 10."),
        alt=_(
            "A square with one point in it. Importance: {importance}. Confidence: {confidence}. "
            "Each side goes from 0 to 10."
        ).format(importance=importance.told, confidence=confidence.told),
        across=Axis(Ruler.IMPORTANCE.label, importance.number),
        up=Axis(Ruler.CONFIDENCE.label, confidence.number),
    )


def _more_about(ruler: Ruler) -> tuple[tuple[str, str], ...]:
    return tuple(_more_about_confidence().items()) if ruler is Ruler.CONFIDENCE else ()


def _more_about_confidence() -> Mapping[str, str]:
    return {
        # For translators: something they managed before can be quoted back when confidence is low [MIC].
        PAST_SUCCESS: _("When did you manage something like this before?"),
        # For translators: a person or a thing that would make it easier; not a test of being able to do it alone [MIC].
        "who_could_help": _("Who or what could help?"),
    }


def _without_a_number() -> Mapping[str, str]:
    """Return what is asked where the number is not known: on empty paper, and of answers at a bare name."""
    return {
        # For translators: on empty paper; asks for reasons for the number; never “why not higher” [MIC, OS].
        "why_not_lower": _("What makes it this number, and not a lower one?"),
        # For translators: on empty paper; what would make the number one higher, and not why it is no higher [MIC, OS].
        "what_would_raise_it": _("What would it take to get one higher?"),
    }


_QUESTIONS = {
    Ruler.IMPORTANCE: (
        # For translators: see the next one; shown only in a language that worksheets/in_a_sentence.py has a rule for.
        marked("How important is it to you right now to {change}?"),
        # For translators: how much the change matters to the person, 0 to 10; the change stands above it [OS].
        marked("How important is it to you right now to make this change?"),
    ),
    Ruler.CONFIDENCE: (
        # For translators: see the next one; shown only in a language that worksheets/in_a_sentence.py has a rule for.
        marked("If you decided to {change}, how confident are you that you could?"),
        # For translators: how able they feel, 0 to 10, whether they want to or not; not trust, nor self-esteem [OS].
        marked("If you decided to make this change, how confident are you that you could?"),
    ),
    Ruler.READINESS: (
        # For translators: see the next one; shown only in a language that worksheets/in_a_sentence.py has a rule for.
        marked("How ready are you to start to {change}?"),
        # For translators: how near the person is to beginning, 0 to 10; any answer is all right [OS].
        marked("How ready are you to start to make this change?"),
    ),
}

_WHEN_DECIDED = (
    # For translators: see the next one; shown only in a language that worksheets/in_a_sentence.py has a rule for.
    marked("How confident are you that you can {change}?"),
    # For translators: how able somebody feels who has decided, 0 to 10; it does not doubt the decision [OS].
    marked("How confident are you that you can make this change?"),
)

_ABOUT_DECIDING = {
    # For translators: how much it matters to come to a decision, whichever way it goes [OS, NG].
    Ruler.IMPORTANCE: marked("How important is it to you right now to decide about this?"),
    # For translators: how able the person feels to come to a decision, whichever way it goes [OS, NG].
    Ruler.CONFIDENCE: marked("How confident are you that you can decide about this?"),
    # For translators: how near the person is to a decision; waiting is all right [OS, NG].
    Ruler.READINESS: marked("How ready are you to decide about this?"),
}

_ABOUT_A_WAY = {
    # For translators: “this way” is one of several ways to go, whose name stands above the question [OS].
    Ruler.IMPORTANCE: marked("How important is it to you right now to go this way?"),
    # For translators: how able the person feels to go one of several ways; its name stands above the question [OS].
    Ruler.CONFIDENCE: marked("If you decided to go this way, how confident are you that you could?"),
    # For translators: how near the person is to going one of several ways; its name stands above the question [OS].
    Ruler.READINESS: marked("How ready are you to go this way?"),
}

_ENDS = {
    Ruler.IMPORTANCE: (marked("Not at all important"), marked("The most important thing right now")),
    Ruler.CONFIDENCE: (marked("Not at all confident"), marked("Completely confident")),
    Ruler.READINESS: (marked("Not ready yet"), marked("Ready now")),
}

_AT_ZERO = {
    # For translators: after a 0; what would make it matter at all, and not why it does not [MIC].
    Ruler.IMPORTANCE: marked("What would have to happen for this to matter a little?"),
    # For translators: after a 0; looks for a part that is small enough to be possible [MIC].
    Ruler.CONFIDENCE: marked("What is one small part of it that you could do?"),
    # For translators: after a 0; what has to be there first, and not why they are not ready [MIC].
    Ruler.READINESS: marked("What would need to be in place before you start?"),
}

# For translators: after a 0; even so, the person is here: curious, and no reproach [MIC].
_WILLING = marked("What makes you willing to talk about it at all?")

_NOT_LOWER = {
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    1: marked("What makes it a 1 and not a 0?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    2: marked("What makes it a 2 and not a 0?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    3: marked("What makes it a 3 and not a 1?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    4: marked("What makes it a 4 and not a 2?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    5: marked("What makes it a 5 and not a 3?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    6: marked("What makes it a 6 and not a 4?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    7: marked("What makes it a 7 and not a 5?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    8: marked("What makes it an 8 and not a 6?"),
    # For translators: asks for reasons for the number as it is; no exam, and never “why not higher” [MIC, OS].
    9: marked("What makes it a 9 and not a 7?"),
}

# For translators: after a 10; asks for the reasons, and is not surprised [MIC].
_SO_HIGH = marked("What makes it so high?")

# For translators: after a 10; what keeps the number up [MIC].
_STAY_THERE = marked("What would help it stay there?")

# For translators: after a 1; what would make it a little more, and not why it is no higher [MIC, OS].
_RAISE_FROM_ONE = marked("What would it take to get to a 2?")

# For translators: what would make it one more, and not why it is no higher; any two numbers from 2 to 10 [MIC, OS].
_RAISE = marked("What would it take to get from {number} to {higher}?")

# For translators: words of the ruler, such as “quite” and “not at all”; asks for reasons, and is no exam [MIC, OS].
_NOT_LOWER_WORD = marked("What makes it “{word}” and not “{lower}”?")

# For translators: words of the ruler, such as “quite” and “very”; what would make it one more [MIC, OS].
_RAISE_WORD = marked("What would it take to get from “{word}” to “{higher}”?")

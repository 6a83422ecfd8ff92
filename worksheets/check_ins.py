"""Check-ins and setbacks: dated returns to the workbook, with last time's words beside today's questions [MET, BAP].

A setback is information, never a failure; no number is called better or worse than another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from worksheets import check_ins_example, over_time, plan, rulers
from worksheets.answers import (
    LONGEST_ANSWER,
    Answers,
    Choice,
    Day,
    Kind,
    Misplaced,
    Option,
    Place,
    Text,
    Value,
    YesNo,
)
from worksheets.blank import Question, Scale, Shape, Table
from worksheets.items import Item, items
from worksheets.language import _, day_in_words, labeled, marked, ngettext
from worksheets.over_time import FirstDay, Moment, OverTime
from worksheets.rulers import RATING, SUBJECTS, Rating, Ruler, about, asked_about, below, names, questions_about
from worksheets.workbook import Stance
from worksheets.worksheet import Guide, Line, More, QuestionAndAnswer, Section, in_pairs

NAME = "check_ins"
MOST_ENTRIES = 500


class EntryKind(Option):
    """What an entry tells of."""

    # For translators: a dated look at how things are going [MET].
    CHECK_IN = "check_in", marked("Check-in")
    # For translators: a time at which the old habit came back; information, and never a failure [MET].
    SETBACK = "setback", marked("Setback")

    @property
    def questions(self) -> Mapping[str, str]:
        """Its questions, by the name of the answer."""
        return {field: _(_QUESTIONS[field]) for field in _ASKED[self]}


class Outcome(Option):
    """What became of a step of the plan since last time."""

    # For translators: what became of a step of the plan; the same goes for the next two, of which none is better.
    DONE = "DONE", marked("done")
    PARTLY = "PARTLY", marked("partly")
    NOT_THIS_TIME = "NOT_THIS_TIME", marked("not this time")


ANSWERS: Mapping[str, Kind] = {
    "*/place": Place(tuple(EntryKind)),
    "*/date": Day(),
    **{f"*/{ruler}/{field}": kind for ruler in Ruler for field, kind in RATING.items()},
    **{f"*/*/{ruler}/{field}": kind for ruler in Ruler for field, kind in RATING.items()},
    "*/steps/*": Choice(tuple(Outcome)),
    "*/expected/*": Text(LONGEST_ANSWER),
    "*/happened/*": Text(LONGEST_ANSWER),
    "*/win": Text(LONGEST_ANSWER),
    "*/learned": Text(LONGEST_ANSWER),
    "*/too_much": Text(LONGEST_ANSWER),
    "*/what_happened": Text(LONGEST_ANSWER),
    "*/was_working": Text(LONGEST_ANSWER),
    "*/would_change": Text(LONGEST_ANSWER),
    "*/strengths_showed": Text(LONGEST_ANSWER),
    "*/removed": YesNo(),
}


@dataclass(frozen=True, slots=True)
class Experiment:
    """What happened with a step, beside what was expected of it then; either is information."""

    expected: str
    happened: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in or setback, with `words` by the name of the answer.

    It has `ratings` by their subject, the one that its rulers ask about first. By the step's identifier it has
    `outcomes`, and `experiments` for which the person wrote what happened.
    """

    id: str
    kind: EntryKind
    day: date | None
    ratings: Mapping[str, Mapping[Ruler, Rating]]
    outcomes: Mapping[str, Outcome]
    experiments: Mapping[str, Experiment]
    words: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is, and its day."""
        with_day, without_day = _NAMES[self.kind]
        return _(with_day).format(date=day_in_words(self.day)) if self.day else _(without_day)

    @property
    def subject(self) -> str:
        """What its rulers ask about: what they have asked about already, or else what the rulers' page asks about."""
        return next(iter(self.ratings))

    def number(self, ruler: Ruler, subject: str) -> int | None:
        """Return what was said on this ruler about this subject, or None."""
        return self.ratings[subject][ruler].number if subject in self.ratings else None

    @property
    def steps(self) -> Iterable[str]:
        """The identifier of each step that it says something of."""
        return {**self.outcomes, **self.experiments}

    @property
    def asks_whether_the_plan_is_too_much(self) -> bool:
        """Whether something suggests that the effort is wearing the person out; it is asked once, and is no alarm."""
        return (
            self.kind is EntryKind.SETBACK
            or Outcome.NOT_THIS_TIME in self.outcomes.values()
            or bool(self.words.get("too_much"))
        )

    def __bool__(self) -> bool:
        rated = any(rating for ratings in self.ratings.values() for rating in ratings.values())
        return rated or any((self.outcomes, self.experiments, self.words))


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was said on a ruler the time before; `sentence` says when and which number, and `told` only that."""

    sentence: str
    number: int
    told: str
    words: tuple[str, ...]


def title() -> str:
    """Return the step's name."""
    return _("Over time")


def guide(stance: Stance) -> Guide:
    """Say how a check-in and a setback are talked about [MET, MIC]."""
    return Guide(
        explanation=_(
            "A check-in is a look at how things are going, beside what you said last time. A lower number tells you "
            "something too, and so does a setback."
        ),
        minutes=8,
        say=(
            _("“Last time you said 6. Where would you put it today, and what’s behind that?”"),
            _("Ask about what got done, even in part, before you ask about what did not."),
            _("After a setback: “What was working until then?” Then listen for strengths."),
            _("“Is the plan asking too much right now?” A smaller step is still a step."),
        ),
        avoid=(
            _("Calling a number better or worse than last time. Ask what is behind it."),
            _("Treating a setback as a failure, or as a reason to start over."),
            _("Going through every question: two that matter are enough."),
        ),
        sources=(
            "NIAAA, Motivational Enhancement Therapy Manual, NIH 94-3723",
            "Gutnick et al. 2014",
            "Miller & Rollnick 2013",
        ),
    )


def read(answers: Answers) -> tuple[Entry, ...]:
    """Return every check-in and setback, the oldest day first; those without a day come before all others."""
    entries = [item for each in items(answers, NAME, empty_too=True).values() for item in each]
    in_order = sorted(entries, key=lambda item: (item.words("date"), item.position, item.id))
    now = asked_about(answers)
    return tuple(_entry(answers, item, now) for item in in_order)


def last_time(
    answers: Answers, earlier: Sequence[Entry], ruler: Ruler, subject: str, first_day: FirstDay | None = None
) -> LastTime | None:
    """Return what was said on the ruler about this subject the last time, or None.

    That was in one of these earlier entries, or else on the rulers' own page.
    """
    for each in reversed(earlier):
        if (number := each.number(ruler, subject)) is not None:
            sentence = _("Last time ({date}) you said: {number}") if each.day else _("Last time you said: {number}")
            return _said(sentence, each.day, number, each.ratings[subject][ruler])
    path = f"{below(subject)}/{ruler}"
    rating = rulers.rating(answers, path)
    if rating.number is None:
        return None
    start = first_day.answers[f"{path}/number"] if first_day else None
    if first_day and start == rating.number:
        return _said(_("At the start ({date}) you said: {number}"), first_day.day, rating.number, rating)
    return _said(_("On the rulers page you said: {number}"), None, rating.number, rating)


def since_last_time(earlier: Sequence[Entry]) -> Sequence[Entry]:
    """Return the last check-in among these earlier entries, and every setback after it."""
    check_ins = [place for place, entry in enumerate(earlier) if entry.kind is EntryKind.CHECK_IN]
    return earlier[max(check_ins, default=0) :]


def moments(
    answers: Answers,
    first_day: FirstDay | None = None,
    today: date | None = None,
    others: Iterable[Moment] = (),
    entries: Sequence[Entry] | None = None,
) -> list[Moment]:
    """Return the start, every check-in and setback, these others, and what the rulers' page says since, in order.

    The check-ins and setbacks are these `entries`, if somebody has read them already.
    """
    entries = read(answers) if entries is None else entries
    written: dict[str, list[int]] = {}
    for entry in entries:
        for subject, ratings in entry.ratings.items():
            path = below(subject, f"{NAME}/{entry.id}")
            given = [ruler for ruler, rating in ratings.items() if rating.number is not None]
            written.setdefault(subject, []).extend(answers.revision_of(f"{path}/{ruler}/number") for ruler in given)
    in_entries = [moment for entry in entries for moment in _moments_of(entry)]
    in_order = sorted([*in_entries, *others], key=lambda moment: moment.day or date.min)
    return over_time.moments(answers, in_order, written, first_day, today)


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a further entry in a full list, and an answer about what the rulers never ask about."""
    match path.split("/"):
        case [_, _, subject, _, _] if subject not in SUBJECTS:
            return _(Misplaced.message)
    if not path.endswith("/place") or answers[path] is not None:
        return None
    count = sum(len(each) for each in items(answers, NAME, empty_too=True).values())
    if count < MOST_ENTRIES:
        return None
    return full()


def full() -> str:
    """Return what is said when there is no room for another entry."""
    return ngettext(
        "This list is full: it holds {limit} check-in. Remove it, and then begin again.",
        "This list is full: it holds {limit} check-ins. Remove one, and then begin again.",
        MOST_ENTRIES,
    ).format(limit=MOST_ENTRIES)


def unwritten(answers: Answers, id_: str, kind: EntryKind, day: date) -> Entry:
    """Return the entry of this day that will have this identifier once something is written in it."""
    return replace(_entry(answers, Item(id_, kind.value, 0, {}), asked_about(answers)), day=day)


def example() -> Mapping[str, Value]:
    """Return two check-ins and a setback of the fictional person in the grid's example."""
    return check_ins_example.answers()


@dataclass(frozen=True, slots=True)
class RatingOnPaper:
    """One ruler of an entry with its number, and what was said the time before."""

    label: str
    last_time: str | None
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class OutcomeOnPaper:
    """What became of one step of the plan, "" if that was not said, and what else was answered about it."""

    what: str
    outcome: str
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class EntryOnPaper:
    """One check-in or setback."""

    name: str
    ratings: tuple[RatingOnPaper, ...]
    steps_heading: str
    steps: tuple[OutcomeOnPaper, ...]
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class Earlier(More):
    """The check-ins and setbacks before those of the section."""

    entries: tuple[EntryOnPaper, ...]


@dataclass(frozen=True, slots=True)
class CheckInsOnPaper(Section):
    """The latest check-in with what belongs to it; the picture is of the rulers over time."""

    entries: tuple[EntryOnPaper, ...]
    picture: OverTime | None
    more: Earlier | None


def section(answers: Answers, change: str) -> CheckInsOnPaper | None:
    """Return the latest check-in with the setbacks around it, back to the check-in before, and whatever has no day.

    Those before are what can be chosen as well; the picture is of the rulers over time.
    """
    there = read(answers)
    entries = [entry for entry in there if entry]
    if not entries:
        return None
    check_ins = [place for place, entry in enumerate(entries) if entry.kind is EntryKind.CHECK_IN]
    after = check_ins[-2] if len(check_ins) > 1 else -1
    latest = [entry for place, entry in enumerate(entries) if place > after or entry.day is None]
    earlier = [entry for entry in entries if entry not in latest]
    called = names_in(answers, entries)
    on_paper = {entry.id: _on_paper(answers, entries[:place], entry, called) for place, entry in enumerate(entries)}
    return CheckInsOnPaper(
        title=title(),
        label=_("Over time: your latest check-in"),
        entries=tuple(on_paper[entry.id] for entry in latest),
        more=Earlier(
            label=_("Over time: earlier check-ins and setbacks"), entries=tuple(on_paper[entry.id] for entry in earlier)
        )
        if earlier
        else None,
        picture=over_time.picture(answers, moments(answers, entries=there)),
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return every check-in and setback, the oldest first: its day, the rulers, the steps, and the words."""
    entries = [entry for entry in read(answers) if entry]
    subjects = {subject for entry in entries for subject in entry.ratings}
    asked = {subject: questions_about(answers, subject, change) for subject in subjects}
    return [line for entry in entries for line in _lines_of(answers, entry, asked)]


def blank() -> Sequence[Shape]:
    """Return an empty check-in, and an empty page for a setback."""
    outcomes = [outcome.label for outcome in Outcome]
    return [
        Question(_("Date of this check-in"), 1),
        *(Scale(ruler.label, ruler.question(""), ruler.ends) for ruler in Ruler),
        Table(_("The steps of your plan"), [plan.List.STEPS.label, *outcomes], 4),
        Table(_("What I expected, and what happened"), [plan.List.STEPS.label, expected(), happened()], 3),
        *(Question(question) for question in EntryKind.CHECK_IN.questions.values()),
        Question(_("Next check-in"), 1),
        Question(_("Date of this setback"), 1),
        *(Question(question) for question in EntryKind.SETBACK.questions.values()),
        Question(too_much()),
    ]


def names_in(answers: Answers, entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return what the rulers of these entries and the rulers' page ask about, by name; {} if only about the change."""
    return names(answers, [asked_about(answers), *(subject for entry in entries for subject in entry.ratings)])


def removed(answers: Answers, entry: str) -> EntryKind | None:
    """Return the kind of this entry if it was removed, or else None."""
    match answers[f"{NAME}/{entry}/place"]:
        case [str(kind), _position] if answers[f"{NAME}/{entry}/removed"] is True:
            return EntryKind(kind)
    return None


def name_of_step(answers: Answers, step: str) -> str:
    """Return what the step was, even if it is no longer in the plan: its outcome says nothing without it."""
    return str(answers[_name_at(step)] or "") or _("A step that is no longer in the plan")


def said_of_steps(answers: Answers) -> set[str]:
    """Return where the name of each step lies of which a check-in says something, and its words about them."""
    said = [(f"{NAME}/{entry.id}", step) for entry in read(answers) for step in entry.steps]
    return {path for at, step in said for path in (_name_at(step), f"{at}/expected/{step}", f"{at}/happened/{step}")}


def expected() -> str:
    """Return what stands beside what happened, on paper."""
    # For translators: beside “What happened?”, about a step that was tried out; either is information [BAP].
    return _("What I expected")


def happened() -> str:
    """Return what is asked about a step of which the person wrote what they expect."""
    question = _QUESTIONS["what_happened"]
    return _(question)


def tried(answers: Answers, entry: Entry) -> Iterator[Line]:
    """Yield what was expected of each step, and what happened."""
    for step, experiment in entry.experiments.items():
        path, name = f"{NAME}/{entry.id}", name_of_step(answers, step)
        if words := experiment.expected:
            yield Line(f"{path}/expected/{step}", labeled(name, expected()), words, words)
        words = experiment.happened
        yield Line(f"{path}/happened/{step}", labeled(name, happened()), words, words)


def too_much() -> str:
    """Return what is asked of somebody whom the effort may be wearing out."""
    question = _QUESTIONS["too_much"]
    return _(question)


def _entry(answers: Answers, item: Item, now: str) -> Entry:
    """Return the entry; its rulers ask about this subject, unless only others have been answered."""
    parts = {field.partition("/")[0] for field in item.answers}
    subjects = [*([] if parts.isdisjoint(Ruler) else [""]), *(subject for subject in SUBJECTS if subject in parts)]
    path = f"{NAME}/{item.id}"
    given: dict[str, dict[str, Value]] = {}
    for field, value in item.answers.items():
        there, _slash, name = f"{path}/{field}".rpartition("/")
        given.setdefault(there, {})[name] = value

    def rating(there: str) -> Rating:
        return rulers.rating_of(answers, there, given.get(there, {}))

    return Entry(
        id=item.id,
        kind=EntryKind(item.list),
        day=item.day("date"),
        ratings={
            subject: {ruler: rating(f"{below(subject, path)}/{ruler}") for ruler in Ruler}
            for subject in sorted(subjects, key=lambda subject: subject != now) or [now]
        },
        outcomes={
            field.removeprefix("steps/"): Outcome(str(value))
            for field, value in item.answers.items()
            if field.startswith("steps/")
        },
        experiments={
            step: Experiment(item.words(f"expected/{step}"), item.words(field))
            for field in item.answers
            if (step := field.removeprefix("happened/")) != field
        },
        words={field: item.words(field) for field in _QUESTIONS if item.words(field)},
    )


def _said(sentence: str, day: date | None, number: int, rating: Rating) -> LastTime:
    filled_in = sentence.format(date=day_in_words(day) if day else "", number=rating.told)
    return LastTime(filled_in, number, rating.told, tuple(said.words for said in rating.said))


def _moments_of(entry: Entry) -> Iterator[Moment]:
    """Yield one moment for each subject; the first has the words."""
    for subject, ratings in entry.ratings.items():
        is_first = subject == entry.subject
        words = entry.words if is_first else {}
        yield Moment(
            name=entry.kind.label,
            day=entry.day,
            ratings={ruler: rating for ruler, rating in ratings.items() if rating.number is not None},
            win=words.get("win", ""),
            happened=words.get("what_happened", ""),
            is_setback=is_first and entry.kind is EntryKind.SETBACK,
            subject=subject,
        )


def _lines_of(answers: Answers, entry: Entry, asked: Mapping[str, Mapping[Ruler, str]]) -> Iterator[Line]:
    path = f"{NAME}/{entry.id}"
    if entry.day:
        yield Line(f"{path}/date", entry.kind.label, entry.day.isoformat(), day_in_words(entry.day))
    for subject, ratings in entry.ratings.items():
        for ruler, rating in ratings.items():
            yield from rulers.lines_of(f"{below(subject, path)}/{ruler}", rating, asked[subject][ruler])
    for step, outcome in entry.outcomes.items():
        yield Line(f"{path}/steps/{step}", name_of_step(answers, step), outcome.value, outcome.label)
    yield from tried(answers, entry)
    yield from _words_of(entry)


def _words_of(entry: Entry) -> Iterator[Line]:
    for field, question in _QUESTIONS.items():
        if answer := entry.words.get(field):
            yield Line(f"{NAME}/{entry.id}/{field}", _(question), answer, answer)


def _name_at(step: str) -> str:
    return f"{plan.NAME}/{step}/what"


def _on_paper(answers: Answers, earlier: Sequence[Entry], entry: Entry, called: Mapping[str, str]) -> EntryOnPaper:
    return EntryOnPaper(
        name=entry.name,
        ratings=tuple(
            RatingOnPaper(
                label=about(called, subject, _label(rating)),
                last_time=said.sentence if (said := last_time(answers, earlier, ruler, subject)) else None,
                answers=(*in_pairs(rulers.own_ends("", rating)), *rulers.answered(rating)),
            )
            for subject, ratings in entry.ratings.items()
            for ruler, rating in ratings.items()
            if rating
        ),
        steps_heading=_("The steps of your plan"),
        steps=tuple(_step_on_paper(answers, entry, step) for step in entry.steps),
        answers=in_pairs(_words_of(entry)),
    )


def _step_on_paper(answers: Answers, entry: Entry, step: str) -> OutcomeOnPaper:
    outcome, experiment = entry.outcomes.get(step), entry.experiments.get(step)
    said = ((expected(), experiment.expected), (happened(), experiment.happened)) if experiment else ()
    return OutcomeOnPaper(
        what=name_of_step(answers, step),
        outcome=outcome.label if outcome else "",
        answers=tuple(QuestionAndAnswer(question, answer) for question, answer in said if answer),
    )


def _label(rating: Rating) -> str:
    ruler, number = rating.ruler, rating.number
    return ruler.label if number is None else rulers.in_full(ruler, number, rating.in_words)


_NAMES = {
    EntryKind.CHECK_IN: (marked("Check-in on {date}"), marked("Check-in with no date")),
    EntryKind.SETBACK: (marked("Setback on {date}"), marked("Setback with no date")),
}

_QUESTIONS = {
    # For translators: of a setback, or of a step of the plan; a setback is information, and never a failure [MET].
    "what_happened": marked("What happened?"),
    # For translators: a setback does not undo what went well before it [MET].
    "was_working": marked("What was working until then?"),
    # For translators: something that went well, however small; the person says what counts as one [BAP].
    "win": marked("A small win"),
    # For translators: what the time since last time tells the person; nobody is graded [MET].
    "learned": marked("What did you learn?"),
    # For translators: after a setback; what they would do in another way, with no blame for it [MET].
    "would_change": marked("What would you change?"),
    # For translators: after a setback; the person names strengths of their own, and nobody praises [MET].
    "strengths_showed": marked("Which of your strengths showed?"),
    # For translators: of somebody whom the effort may be wearing out; a question, and no alarm [BAP].
    "too_much": marked("Is the plan asking too much right now?"),
}

_ASKED = {
    EntryKind.CHECK_IN: ("win", "learned"),
    EntryKind.SETBACK: ("what_happened", "was_working", "learned", "would_change", "strengths_showed"),
}

"""Plan: the change, the person's own reasons, small steps, what could get in the way, who can help [MET, CPW, BAP]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from worksheets import change_talk, decisional_balance, if_then, plan_example, reasons, rulers, ways
from worksheets.answers import (
    LONGEST_ANSWER,
    LONGEST_ITEM,
    Answers,
    Choice,
    Day,
    Kind,
    Number,
    Option,
    Place,
    Text,
    Value,
    YesNo,
)
from worksheets.blank import Question, Shape, Table
from worksheets.change_talk import Where
from worksheets.decisional_balance import Cell
from worksheets.items import Item, items
from worksheets.language import _, day_in_words, labeled, marked, marked_in, ngettext, pgettext
from worksheets.reasons import Reason
from worksheets.workbook import Stance
from worksheets.worksheet import Front, Guide, Line, More, QuestionAndAnswer, Section, in_pairs

NAME = "plan"
MOST_IN_A_LIST = 20
FINDING_OUT = "finding_out"


class Today(Option):
    """Whether the person wants a plan now; no plan today is a complete ending [BAP]."""

    PLAN = "PLAN", marked("Yes, a plan")
    NO_PLAN = "NO_PLAN", marked("No plan today")


class List(Option):
    """The lists of the plan; the label is what one item of the list is called."""

    STEPS = "steps", marked_in("of the plan", "Step")
    OBSTACLES = "obstacles", marked("Obstacle")
    PEOPLE = "people", marked_in("who can help", "Person")


ONE_LINE_EACH: Mapping[List, Sequence[str]] = {
    List.STEPS: ("what", "when", "where", "how_often"),
    List.OBSTACLES: ("obstacle", "response"),
    List.PEOPLE: ("who", "how"),
}
"""The short answers of an item, in the order of the page."""

ONE_LINE = ("accountable_to", "reward")
LONG = ("working_when", "if_not_working")

ANSWERS: Mapping[str, Kind] = {
    "today": Choice(tuple(Today)),
    "follows": Choice((*ways.IDS, FINDING_OUT)),
    "reasons/*": YesNo(),
    "instead/*": Text(LONGEST_ANSWER),
    "*/place": Place(tuple(List)),
    "*/removed": YesNo(),
    **{f"*/{field}": Text(LONGEST_ITEM, lines=False) for fields in ONE_LINE_EACH.values() for field in fields},
    "*/from_when": Day(),
    "*/confidence": Number(0, 10),
    "*/confidence_in_words": YesNo(),
    "*/easier": Text(LONGEST_ANSWER),
    "*/expect": Text(LONGEST_ANSWER),
    **{field: Text(LONGEST_ITEM, lines=False) for field in ONE_LINE},
    **{field: Text(LONGEST_ANSWER) for field in LONG},
    "next_check_in": Day(),
    **change_talk.kinds(NAME),
}


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step; `confidence` is 0 to 10, or `in_words`, and about this step, None until chosen [BAP].

    A step for which the person wrote what they `expect` is an experiment.
    """

    id: str
    what: str
    when: str
    where: str
    how_often: str
    from_when: date | None
    confidence: int | None
    in_words: bool
    easier: str
    expect: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What could get in the way, and what the person will do then [II]."""

    id: str
    obstacle: str
    response: str

    @property
    def sentence(self) -> str:
        """Both in one if-then sentence; dots stand for what is not written yet."""
        return if_then.sentence(self.obstacle, self.response)


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who can help, and how."""

    id: str
    who: str
    how: str


@dataclass(frozen=True, slots=True)
class Instead:
    """A good thing about how things are now, and how else the person could get it ("" until they say)."""

    id: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan; `reasons` are the person's words as they now stand where they were written.

    It `follows` the way that is called so, or the next step of finding out more; "" if the person does not say.
    """

    today: Today | None
    follows: str
    reasons: tuple[Reason, ...]
    steps: tuple[PlanStep, ...]
    obstacles: tuple[Obstacle, ...]
    people: tuple[Helper, ...]
    instead: tuple[Instead, ...]
    accountable_to: str
    reward: str
    working_when: str
    if_not_working: str
    next_check_in: date | None
    further: tuple[Line, ...]

    def __bool__(self) -> bool:
        written = (self.follows, self.accountable_to, self.reward, self.working_when, self.if_not_working, self.further)
        lists = (self.reasons, self.steps, self.obstacles, self.people)
        return any((*lists, *written, self.next_check_in, *(each.answer for each in self.instead)))


def title() -> str:
    """Return the step's name."""
    return _("Plan")


def guide(stance: Stance) -> Guide:
    """Say how a plan is made: offered, in the client's words, in steps small enough to begin [MET, CPW, BAP, II]."""
    return Guide(
        explanation=_(
            "A plan is a few small steps that you choose, to change things or to keep them as they are. Any part can "
            "stay empty, and no plan today is a complete ending."
        )
        if stance is Stance.EXPLORE
        else _(
            "A plan is a few small steps toward what you want. Any part can stay empty, and you can stop without a "
            "plan today."
        ),
        minutes=10,
        say=(
            _("“Would you like to make a plan today?” Ask first, and take no for an answer."),
            _("Read the client’s reasons back before the first step."),
            _("“What, when, where, how often?” Let the client name a step that is small enough to begin."),
            _("“How sure are you that you can do this step?” Then, whatever the number: “What would make it easier?”"),
            _("“If that gets in the way, what will you do?” Write it down as “If …, then I will …”."),
            *change_talk.guide(stance, Where.PLAN),
        ),
        avoid=(
            _("Planning before the client wants to: it brings back the arguments against the change."),
            _("Handing out steps of your own. If the client asks, offer two or three, and let them choose."),
            _("Talking up a low number. Instead, look for a step that is smaller, later, or with someone."),
        ),
        sources=(
            "NIAAA, Motivational Enhancement Therapy Manual, NIH 94-3723",
            "Change Plan Worksheet, Miller & Rollnick",
            "Gutnick et al. 2014",
            "Gollwitzer & Sheeran 2006",
            "Miller & Rollnick 2013",
            "Amrhein et al. 2003",
        ),
    )


def read(answers: Answers) -> Plan:
    """Return the plan in these answers."""
    lists = items(answers, NAME)

    def written(field: str) -> str:
        return str(answers[f"{NAME}/{field}"] or "")

    today = written("today")
    return Plan(
        today=Today(today) if today else None,
        follows=called(answers, follows) if (follows := written("follows")) else "",
        reasons=reasons.chosen(answers),
        steps=tuple(_step(item) for item in lists.get(List.STEPS, ())),
        obstacles=tuple(
            Obstacle(item.id, item.words("obstacle"), item.words("response")) for item in lists.get(List.OBSTACLES, ())
        ),
        people=tuple(Helper(item.id, item.words("who"), item.words("how")) for item in lists.get(List.PEOPLE, ())),
        instead=tuple(
            Instead(item.id, item.text, written(f"instead/{item.id}"))
            for item in decisional_balance.read(answers).cells[Cell.GOOD_NOW]
        ),
        accountable_to=written("accountable_to"),
        reward=written("reward"),
        working_when=written("working_when"),
        if_not_working=written("if_not_working"),
        next_check_in=_day(answers[f"{NAME}/next_check_in"]),
        further=tuple(change_talk.lines(answers, Where.PLAN)),
    )


def called(answers: Answers, follows: str) -> str:
    """Return what a plan can follow as the person reads it: the name of a way, even of one that was removed."""
    return _("Finding out more") if follows == FINDING_OUT else ways.called(answers, follows)


def name_of_way(answers: Answers) -> str:
    """Return where the name of the way lies that the plan follows; "" if it follows none."""
    follows = answers[f"{NAME}/follows"]
    return ways.path_of_name(str(follows)) if follows in ways.IDS else ""


def questions() -> Mapping[str, str]:
    """Return what is asked, by the name of the answer."""
    return {field: _(question) for field, question in _QUESTIONS.items()}


def steps() -> str:
    """Return what stands above the steps."""
    return pgettext("of the plan", "Steps")


def full(list_: List) -> str:
    """Return what a full list says."""
    says = {
        List.STEPS: ngettext(
            "The plan holds {limit} step. Remove it, and then add yours again.",
            "The plan holds {limit} steps. Remove one, and then add yours again.",
            MOST_IN_A_LIST,
        ),
        List.OBSTACLES: ngettext(
            "This list is full: it holds {limit} obstacle. Remove it, and then add yours again.",
            "This list is full: it holds {limit} obstacles. Remove one, and then add yours again.",
            MOST_IN_A_LIST,
        ),
        List.PEOPLE: ngettext(
            "This list is full: it holds {limit} person. Remove them, and then add yours again.",
            "This list is full: it holds {limit} people. Remove one, and then add yours again.",
            MOST_IN_A_LIST,
        ),
    }
    return says[list_].format(limit=MOST_IN_A_LIST)


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a further item in a full list."""
    match value:
        case [str(name), _position] if path.endswith("/place") and answers[path] is None:
            return full(List(name)) if len(items(answers, NAME).get(name, ())) >= MOST_IN_A_LIST else None
    return None


def example() -> Mapping[str, Value]:
    """Return the plan of the fictional person in the grid's and the rulers' examples."""
    return plan_example.answers()


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Headed(Generic[T]):
    """One list of the plan under its heading."""

    heading: str
    entries: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A short answer beside what it answers, such as when a step is done."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class StepOnPaper:
    """One step; `confidence` is a sentence about it."""

    what: str
    details: tuple[Detail, ...]
    confidence: str | None
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class FirstStep(Front):
    """What comes first: the `step` or a `note` that there is no plan, one if-then `sentence`, and the next check-in.

    Above them stands which way the plan `follows`, if the person says so.
    """

    heading: str
    follows: Detail | None
    step: StepOnPaper | None
    note: str
    sentence: str
    next_time: QuestionAndAnswer | None


@dataclass(frozen=True, slots=True)
class PlanOnPaper(Section):
    """The plan as it reads on paper: reasons as quotes, steps, and obstacles as if-then sentences."""

    follows: Detail | None
    reasons: Headed[Reason]
    steps: Headed[StepOnPaper]
    obstacles: Headed[str]
    people: Headed[Helper]
    instead: Headed[QuestionAndAnswer]
    answers: tuple[QuestionAndAnswer, ...]


@dataclass(frozen=True, slots=True)
class PutAside(More):
    """What was planned before there was no plan today."""

    plan: PlanOnPaper


@dataclass(frozen=True, slots=True)
class NoPlanOnPaper(Section):
    """That there is no plan today, and when the person looks at it again: both on the first page."""

    more: PutAside | None


def section(answers: Answers, change: str) -> PlanOnPaper | NoPlanOnPaper | None:
    """Return the plan, with its first step for the first page, and no label if that is all of it.

    If there is none today, what was planned before can be chosen as well.
    """
    plan = read(answers)
    lines = list(_single_lines(answers))
    if plan.today is not Today.NO_PLAN:
        front = _front(plan, lines)
        label = _("Plan: what you wrote") if front is None or _goes_on(plan) else ""
        return replace(_planned(replace(plan, follows=""), lines), label=label, front=front) if plan else None
    put_aside = _planned(plan, [line for line in lines if line.path != _NEXT_TIME])
    return NoPlanOnPaper(
        title=title(),
        label="",
        front=_front(replace(plan, follows="", steps=(), obstacles=()), lines, _("No plan today.")),
        more=PutAside(label=_("Plan: what you planned before"), plan=put_aside)
        if replace(plan, next_check_in=None)
        else None,
    )


def _front(plan: Plan, lines: Iterable[Line], note: str = "") -> FirstStep | None:
    """Return what comes first; all that was said about a step is there only if no plan follows that says it, too."""
    step = _on_paper(plan.steps[0]) if plan.steps else None
    next_time = in_pairs(line for line in lines if line.path == _NEXT_TIME)
    front = FirstStep(
        label=_("Plan: the first step and the next check-in"),
        heading=title() if note or not plan.steps else _("The first step"),
        follows=_follows(plan),
        step=replace(step, confidence=None, answers=()) if step and _goes_on(plan) else step,
        note=note,
        sentence=plan.obstacles[0].sentence if plan.obstacles else "",
        next_time=next_time[0] if next_time else None,
    )
    return front if note or front.follows or front.step or front.sentence or front.next_time else None


def _goes_on(plan: Plan) -> bool:
    """Return whether there is more to it than the first page says."""
    return bool(replace(plan, follows="", steps=plan.steps[1:], obstacles=plan.obstacles[1:], next_check_in=None))


def _follows(plan: Plan) -> Detail | None:
    return Detail(questions()["follows"], plan.follows) if plan.follows else None


def _planned(plan: Plan, lines: Iterable[Line]) -> PlanOnPaper:
    asked = questions()
    return PlanOnPaper(
        title=title(),
        label="",
        follows=_follows(plan),
        reasons=Headed(asked["reasons"], plan.reasons),
        steps=Headed(steps(), tuple(map(_on_paper, plan.steps))),
        obstacles=Headed(asked["obstacle"], tuple(obstacle.sentence for obstacle in plan.obstacles)),
        people=Headed(asked["people"], plan.people),
        instead=Headed(
            asked["instead"], tuple(QuestionAndAnswer(each.text, each.answer) for each in plan.instead if each.answer)
        ),
        answers=in_pairs(lines),
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return everything answered, in the order of the page."""
    return list(_lines(answers))


def blank() -> Sequence[Shape]:
    """Return the same questions, with room for a few steps."""
    asked = questions()
    of_a_step = [asked[field] for field in (*ONE_LINE_EACH[List.STEPS], "from_when")]
    return [
        Question(asked["change"], 1),
        Question(asked["reasons"], 3),
        Table(steps(), [*of_a_step, _("How confident, 0 to 10")], 4),
        Question(asked["easier"]),
        Question(asked["expect"]),
        Table(asked["obstacle"], [_("If …"), _("then I will …")], 3),
        Table(asked["people"], [asked["who"], asked["how"]], 3),
        Question(asked["accountable_to"], 1),
        Question(asked["reward"], 1),
        Table(asked["instead"], [Cell.GOOD_NOW.heading, asked["instead"]], 3),
        Question(asked["working_when"]),
        Question(asked["if_not_working"]),
        Question(asked["next_check_in"], 1),
    ]


def _step(item: Item) -> PlanStep:
    return PlanStep(
        id=item.id,
        what=item.words("what"),
        when=item.words("when"),
        where=item.words("where"),
        how_often=item.words("how_often"),
        from_when=item.day("from_when"),
        confidence=item.number("confidence"),
        in_words=item.answers.get("confidence_in_words") is True,
        easier=item.words("easier"),
        expect=item.words("expect"),
    )


def _day(value: Value) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _on_paper(step: PlanStep) -> StepOnPaper:
    asked = questions()
    return StepOnPaper(
        what=step.what or "…",
        details=tuple(_details(step, asked)),
        confidence=None if step.confidence is None else _sure(step.confidence, step.in_words),
        answers=tuple(
            QuestionAndAnswer(asked[field], answer)
            for field, answer in (("easier", step.easier), ("expect", step.expect))
            if answer
        ),
    )


def _sure(number: int, in_words: bool) -> str:
    if in_words:
        return _("How confident I am that I can do this step: {word}").format(word=rulers.told(number, in_words))
    return _("How confident I am that I can do this step: {number} out of 10").format(number=number)


def _details(step: PlanStep, asked: Mapping[str, str]) -> Iterator[Detail]:
    from_when = day_in_words(step.from_when) if step.from_when else ""
    said = {"when": step.when, "where": step.where, "how_often": step.how_often, "from_when": from_when}
    return (Detail(asked[field], text) for field, text in said.items() if text)


def _lines(answers: Answers) -> Iterator[Line]:
    plan = read(answers)
    asked = questions()
    if plan.today:
        yield Line(f"{NAME}/today", asked["today"], plan.today.value, plan.today.label)
    if plan.follows:
        yield Line(f"{NAME}/follows", asked["follows"], answers[f"{NAME}/follows"], plan.follows)
    for reason in plan.reasons:
        yield Line(reason.path, asked["reasons"], True, reason.text)
    lists = items(answers, NAME)
    for list_, fields in (
        (List.STEPS, (*ONE_LINE_EACH[List.STEPS], "from_when", "confidence", "easier", "expect")),
        (List.OBSTACLES, ONE_LINE_EACH[List.OBSTACLES]),
        (List.PEOPLE, ONE_LINE_EACH[List.PEOPLE]),
    ):
        for number, item in enumerate(lists.get(list_, ()), start=1):
            # For translators: the name of a thing in a list and its number, such as “Step 2”.
            name = _("{heading} {number}").format(heading=list_.label, number=number)
            yield from _lines_of(item, fields, name)
    for each in plan.instead:
        if each.answer:
            question = labeled(each.text, asked["instead"])
            yield Line(f"{NAME}/instead/{each.id}", question, each.answer, each.answer)
    yield from _single_lines(answers)


def _lines_of(item: Item, fields: Sequence[str], name: str) -> Iterator[Line]:
    asked = questions()
    for field in fields:
        value = item.answers.get(field)
        if value is not None:
            shown = _shown(field, value, item.answers.get(f"{field}_in_words") is True)
            yield Line(f"{NAME}/{item.id}/{field}", labeled(name, asked[field]), value, shown)


def _single_lines(answers: Answers) -> Iterator[Line]:
    asked = questions()
    yield from change_talk.lines(answers, Where.PLAN)
    for field in (*ONE_LINE, *LONG, "next_check_in"):
        if value := answers[f"{NAME}/{field}"]:
            yield Line(f"{NAME}/{field}", asked[field], value, _shown(field, value))


def _shown(field: str, value: Value, in_words: bool = False) -> str:
    if isinstance(value, int):
        return rulers.told(value, in_words)
    day = _day(value) if field in ("from_when", "next_check_in") else None
    return day_in_words(day) if day else str(value)


_NEXT_TIME = f"{NAME}/next_check_in"

_QUESTIONS = {
    # For translators: an offer; no is a complete answer [BAP].
    "today": marked("Would you like to make a plan today?"),
    # For translators: the way to go that the plan is for, out of several; a label above their names [CPW].
    "follows": marked("What this plan follows"),
    # For translators: a heading of the change plan, in the person’s own voice [MET, CPW].
    "change": marked("The change I want to make"),
    # For translators: a heading above reasons in the person’s own words [MET, CPW].
    "reasons": marked("My main reasons"),
    # For translators: what the step is that somebody takes [BAP].
    "what": marked_in("a step of the plan", "What"),
    # For translators: at what time, or after what, the step is done [BAP].
    "when": marked_in("a step of the plan", "When"),
    # For translators: the place where the step is done [BAP].
    "where": marked_in("a step of the plan", "Where"),
    # For translators: how often the step is done [BAP].
    "how_often": marked("How often"),
    # For translators: the first day of the step; a label above a day [BAP].
    "from_when": marked("Starting on"),
    # For translators: how able the person feels to do this one step, 0 to 10 [BAP].
    "confidence": marked("How confident are you that you can do this step?"),
    # For translators: asked after any number below 10: none of them is sure enough, and none is bad [BAP].
    "easier": marked("What would make it easier: smaller, later, with somebody?"),
    # For translators: a step can be an experiment: what the person expects of it, beside what happens then [BAP].
    "expect": marked("What do I expect?"),
    # For translators: the first half of an if-then plan; a heading [II, CPW].
    "obstacle": marked("What could get in the way"),
    # For translators: the second half of an if-then plan; the person’s words stand below it [II].
    "response": marked("Then I will …"),
    # For translators: a heading of the change plan [MET, CPW].
    "people": marked("People who can help, and how"),
    # For translators: the name of somebody who can help [CPW].
    "who": marked_in("who can help", "Who"),
    # For translators: what that person can do [CPW].
    "how": marked("How they can help"),
    # For translators: somebody whom the person tells, of their own accord [BAP].
    "accountable_to": marked("Someone I’ll tell how it’s going"),
    # For translators: something good that they give themselves; nobody else praises [MET].
    "reward": marked("How I’ll mark a small win"),
    # For translators: of each good thing about how things are now: another way to have it, with or without a change.
    "instead": marked("How else could you get this?"),
    # For translators: by what the person will see it; their words stand below it [MET, CPW].
    "working_when": marked("I will know it is working when …"),
    # For translators: in the person’s own voice; it may well need a change [MET, CPW].
    "if_not_working": marked("What I will do if the plan is not working"),
    # For translators: the day on which they look at it again [BAP].
    "next_check_in": marked("Next check-in"),
}

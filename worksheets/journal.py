"""Journal: a sentence or two between sessions, private until the person marks it to bring along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest

from worksheets import check_ins, plan, values
from worksheets.answers import LONGEST_ITEM, Answers, Day, Kind, Place, Text, Value, YesNo
from worksheets.blank import Question, Shape
from worksheets.items import Item, items, parted
from worksheets.language import _, day_in_words, labeled, marked, ngettext
from worksheets.over_time import Moment
from worksheets.workbook import Stance
from worksheets.worksheet import AnsweredQuestions, Guide, Line, More, QuestionAndAnswer

NAME = "journal"
ENTRY = "entry"
MOST = 2_000
LONGEST_PROMPT = 500
LONGEST_QUOTED = 200
"""What is longer than this is not quoted in a prompt."""

ANSWERS: Mapping[str, Kind] = {
    "*/place": Place((ENTRY,)),
    "*/date": Day(),
    "*/prompt": Text(LONGEST_PROMPT, lines=False),
    "*/text": Text(LONGEST_ITEM),
    "*/bring": YesNo(),
    "*/removed": YesNo(),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written on one day, below the prompt that it answers, if it answers one; `bring` says it is marked."""

    id: str
    day: date | None
    prompt: str
    text: str
    bring: bool

    @property
    def when(self) -> str:
        """Its day in words."""
        return day_in_words(self.day) if self.day else _("No date")

    @property
    def name(self) -> str:
        """What it is, and its day."""
        return _("Journal, {date}").format(date=self.when)

    @property
    def heading(self) -> str:
        """Its day, and the prompt."""
        return labeled(self.when, self.prompt) if self.prompt else self.when


def title() -> str:
    """Return the step's name."""
    return _("Journal")


def guide(stance: Stance) -> Guide:
    """Say that the journal is the client's: what they bring is read back in their own words [BI]."""
    return Guide(
        explanation=_(
            "A place for a sentence or two between sessions. It stays folded away: only what you mark to bring along "
            "is shown over time, in the large view and in the clinician’s copy."
        ),
        minutes=2,
        say=(
            _("“Is there anything in your journal that you would like to bring in today?” No is a good answer."),
            _("Read what they brought back in the same words. Then ask: “What stands out to you?”"),
            _("“What would you like to look out for until next time?” Let the client choose, or leave it."),
        ),
        avoid=(
            _("Asking to see the rest, or opening it yourself: it was not written for you."),
            _("Calling it homework, or praising how much there is. An empty journal is no failure."),
        ),
        sources=("Bischof et al. 2021", "Miller & Rollnick 2013"),
    )


def read(answers: Answers) -> tuple[Entry, ...]:
    """Return every entry with words in it, the oldest day first; those without a day come before all others."""
    return tuple(map(_entry, _in_order(answers)))


def brought(answers: Answers) -> tuple[Entry, ...]:
    """Return the entries that are marked to bring along: nobody but the person needs to see the others."""
    return tuple(_entry(item) for item in _in_order(answers) if item.answers.get("bring") is True)


def is_kept_back(answers: Answers, path: str) -> bool:
    """Return whether this path is in an entry that is not marked to bring along."""
    worksheet, item, _field = parted(path)
    return worksheet == NAME and answers[f"{NAME}/{item}/bring"] is not True


def moments(entries: Sequence[Entry]) -> list[Moment]:
    """Return these entries as times at which the person said something, without a number."""
    name = title()
    return [Moment(name, entry.day, {}, noted=entry.text) for entry in entries]


def prompts(answers: Answers) -> tuple[str, ...]:
    """Return questions to start from: about the person's own words, one of each kind in turn, and then about anything.

    They quote values, reasons, steps, and what the person wanted to change after a setback, as far as they are short.
    """
    planned = plan.read(answers)
    steps = () if planned.today is plan.Today.NO_PLAN else planned.steps
    own = (
        (
            # For translators: a value of the person; a question to begin from, that they may leave [BI].
            _("You said this matters to you: “{words}” – where did you notice it?"),
            [card.name for card in values.ranked(answers)],
        ),
        # For translators: a step of the plan; whatever came of it is worth a sentence [BI].
        (_("Your step: “{words}” – what did you notice?"), [step.what for step in steps]),
        # For translators: a reason of the person, which may look different today [BI].
        (_("One of your reasons: “{words}” – how do you see it now?"), [reason.text for reason in planned.reasons]),
        # For translators: what they wanted to change after a setback; nothing is a failure [BI].
        (_("You wanted to try this: “{words}” – what came of it?"), _to_try(answers)),
    )
    asked = ([question.format(words=words) for words in quoted if _is_short(words)] for question, quoted in own)
    in_turn = chain.from_iterable(zip_longest(*asked))
    return (*filter(None, in_turn), *map(_, _ABOUT_ANYTHING))


def refusal(answers: Answers, path: str, value: Value) -> str | None:
    """Refuse a further entry in a full journal."""
    if not path.endswith("/place") or answers[path] is not None:
        return None
    return full() if len(read(answers)) >= MOST else None


def full() -> str:
    """Return what is said when there is no room for another entry."""
    return ngettext(
        "Your journal is full: it holds {limit} entry. Remove it, and then write yours again.",
        "Your journal is full: it holds {limit} entries. Remove one, and then write yours again.",
        MOST,
    ).format(limit=MOST)


def example() -> Mapping[str, Value]:
    """Return three entries of the fictional person in the grid's example."""
    answers: dict[str, Value] = {}
    for position, (day, text, bring) in enumerate(_EXAMPLE, start=1):
        id_ = f"example-{ENTRY}-{position}"
        answers |= {f"{id_}/place": [ENTRY, position], f"{id_}/date": day, f"{id_}/text": _(text)}
        if bring:
            answers[f"{id_}/bring"] = True
    return answers


@dataclass(frozen=True, slots=True)
class Everything(More):
    """All entries, those of the section as well."""

    answers: tuple[QuestionAndAnswer, ...]


def section(answers: Answers, change: str) -> AnsweredQuestions | None:
    """Return what is marked to bring along; the whole journal is what can be chosen as well."""
    there = read(answers)
    if not there:
        return None
    marked_ones = [entry for entry in there if entry.bring]
    return AnsweredQuestions(
        title=title(),
        label=_("Journal: what you marked to bring along") if marked_ones else "",
        answers=_on_paper(marked_ones),
        more=Everything(label=_("Journal: all of it"), answers=_on_paper(there)),
        private=True,
    )


def lines(answers: Answers, change: str) -> Sequence[Line]:
    """Return every entry, the oldest first: its day, its prompt, its words, and whether it is marked."""
    return [line for entry in read(answers) for line in _lines_of(entry)]


def blank() -> Sequence[Shape]:
    """Return ruled lines."""
    return [Question(_("A sentence is enough. Put the day in front of it."), lines=24)]


def _in_order(answers: Answers) -> list[Item]:
    there = [item for item in items(answers, NAME).get(ENTRY, ()) if item.words("text")]
    return sorted(there, key=lambda item: item.words("date"))


def _entry(item: Item) -> Entry:
    return Entry(
        id=item.id,
        day=item.day("date"),
        prompt=item.words("prompt"),
        text=item.words("text"),
        bring=item.answers.get("bring") is True,
    )


def _to_try(answers: Answers) -> list[str]:
    """Return what the person would change, the latest first."""
    said = [entry.words.get("would_change", "") for entry in check_ins.read(answers)]
    return [words for words in reversed(said) if words]


def _is_short(words: str) -> bool:
    return 0 < len(words) <= LONGEST_QUOTED and "\n" not in words


def _lines_of(entry: Entry) -> Iterator[Line]:
    path = f"{NAME}/{entry.id}"
    if entry.day:
        yield Line(f"{path}/date", _("Journal entry"), entry.day.isoformat(), entry.when)
    if entry.prompt:
        yield Line(f"{path}/prompt", _("The question"), entry.prompt, entry.prompt)
    yield Line(f"{path}/text", _("What you wrote"), entry.text, entry.text)
    if entry.bring:
        yield Line(f"{path}/bring", bring(), True, _("Yes"))


def bring() -> str:
    """Return what the mark of an entry says."""
    return _("Bring this to the next session")


def _on_paper(entries: Sequence[Entry]) -> tuple[QuestionAndAnswer, ...]:
    return tuple(QuestionAndAnswer(entry.heading, entry.text) for entry in entries)


_ABOUT_ANYTHING = (
    # For translators: an open question for a private journal; “this” is the change they think about [BI].
    marked("What’s on your mind about this?"),
    # For translators: looks for what went well, however small [BI].
    marked("What helped today, even a little?"),
    # For translators: the person chooses what the next session begins with [BI].
    marked("What would you like to talk about next time?"),
)

_EXAMPLE = (
    # For translators: the person in the example wrote this and what follows: short, as people talk.
    ("2026-10-08", marked("Tea again. I read to the kids and wasn’t tired."), False),
    ("2026-10-13", marked("The hard part is half past eight. By nine, it’s gone."), True),
    ("2026-10-22", marked("Nobody asked why I had water. I’d worried about that for days."), False),
)

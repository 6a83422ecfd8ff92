"""The rulers on the page: numbers or words, the questions that follow them, and two of them as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components import blocks, navigation
from components.blocks import Block, within
from components.change_talk import further
from components.open_workbook import OpenWorkbook
from components.worksheets.strengths import quoted
from worksheets import plan, workbook
from worksheets.answers import not_said
from worksheets.change_talk import Where
from worksheets.check_ins import LastTime
from worksheets.in_a_sentence import fitting
from worksheets.language import _
from worksheets.rulers import (
    DECIDING,
    ENDS,
    HIGHEST,
    LONGEST_END,
    LOWEST,
    NAME,
    PAST_SUCCESS,
    Rating,
    Ruler,
    Rulers,
    Word,
    below,
    called,
    every_question,
    lines_of,
    others,
    questions_about,
    read,
    what_they_ask_about,
)
from worksheets.rulers import rating as rating_at
from worksheets.strengths import past_successes
from worksheets.ways import every as every_way
from worksheets.workbook import Workbook


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the rulers in use, each with the questions that follow every number."""
    tap_a_number = _("Tap a number. There is no right answer, and you can change it at any time.")
    tap_a_word = _("Tap a word. There is no right answer, and you can change it at any time.")
    shown = read(opened.answers)
    return [
        blocks.Note(tap_a_word if opened.about.in_words else tap_a_number),
        *(_subject(shown, opened) if shown.subject else []),
        *(_ruler(shown, ruler, opened) for ruler in shown.shown),
        blocks.Tick(f"{NAME}/readiness_hidden", _("Leave out readiness")),
        *_about_others(shown, opened),
        _together(shown, opened.about),
    ]


def _subject(shown: Rulers, opened: OpenWorkbook) -> list[Block]:
    """Ask what the rulers are to ask about: deciding, or one of the ways."""
    there = [blocks.Option(way.id, way.label) for way in every_way(opened.answers) if way.is_there]
    options = [blocks.Option(DECIDING, called(opened.answers, DECIDING)), *there]
    return [blocks.Choice(f"{NAME}/about", what_they_ask_about(), options, unanswered=shown.subject)]


def _about_others(shown: Rulers, opened: OpenWorkbook) -> list[Block]:
    """Return what was answered when the rulers asked about something else, each answer below its question."""
    said = [
        blocks.Quote(line.question, [line.shown])
        for each in others(opened.answers, shown)
        for ruler, question in questions_about(opened.answers, each.subject, opened.about.change).items()
        for line in lines_of(f"{each.path}/{ruler}", each.ratings[ruler], question)
    ]
    return [blocks.Folded(_("What you answered about something else"), said)] if said else []


def ruler_group(
    path: str,
    rating: Rating,
    opened: OpenWorkbook,
    before: Sequence[Block] = (),
    last_time: LastTime | None = None,
    ends: Sequence[blocks.Words] = (),
    subject: str = "",
) -> blocks.Group:
    """Make one ruler with its answers below `path` and the questions that follow every number; `before` comes first.

    What the person managed before is asked once, and quoted wherever confidence is asked.

    Where its two `ends` cannot be written, they are those of the rulers' own page until it is answered: then the
    person's own words for them are kept with the answer.
    """
    ruler, number, about = rating.ruler, rating.number, opened.about
    settled = {f"{path}/{bare}": f"{path}/{field}" for field, bare in rating.bare.items()}
    reason = f"{plan.NAME}/reasons/{path.replace('/', '.')}"
    settled |= {f"{reason}.{bare}": f"{reason}.{field}" for field, bare in rating.bare.items()}
    named = rating_at(opened.answers, f"{below(subject)}/{ruler}") if number is None else rating
    lowest, highest = ruler.ends if ends else named.ends
    own_ends = () if ends else zip(ENDS, named.own_ends, strict=True)
    managed = past_successes(opened.answers, f"{path}/{PAST_SUCCESS}") if ruler is Ruler.CONFIDENCE else []
    left_out = {PAST_SUCCESS} if managed and not opened.answers[f"{path}/{PAST_SUCCESS}"] else set()
    said_as_number = None if rating.in_words else number
    follow_ups = {
        each: [
            field for field in rating.asked_at(each, about.in_words and each != said_as_number) if field not in left_out
        ]
        for each in range(LOWEST, HIGHEST + 1)
    }
    asked = {field for fields in follow_ups.values() for field in fields} | rating.bare.keys()
    known = {**every_question(ruler), **(rating.asked_at(number) if number is not None else {})}
    scale = blocks.Scale(
        f"{path}/number",
        ruler.label,
        ruler.question(about.change, about.stance, subject),
        lowest,
        highest,
        questions={field: asks for field, asks in known.items() if field in asked or opened.answers[f"{path}/{field}"]},
        follow_ups=follow_ups,
        others=_("Your answers to other questions"),
        settled=settled,
        carried={f"{path}/{end}": words for end, words in own_ends if words},
        words=in_words(about),
        last=last_time.number if last_time else None,
        last_told=_("Last time: {number}").format(number=last_time.told) if last_time else "",
        ends=ends,
    )
    words = _what_it_is_about(subject, opened) if subject else in_their_words(about.change)
    quote = [blocks.Quote(_("What you managed before, in your words:"), managed)] if managed else []
    return blocks.Group(ruler.label, [*before, *words, scale, *quote])


def _what_it_is_about(subject: str, opened: OpenWorkbook) -> list[Block]:
    """Return what the question calls "this": what there is to decide, or the way."""
    if subject == DECIDING:
        return [blocks.Quote(_("In your words:"), [opened.about.change])]
    return [blocks.Quote(_("This way:"), [called(opened.answers, subject)])]


def in_words(about: Workbook) -> list[blocks.Option]:
    """Return the words that stand in for the numbers, each with its number, if the person wants words."""
    return [blocks.Option(word.number, word.label) for word in Word] if about.in_words else []


def answering(page: Sequence[Block], opened: OpenWorkbook) -> list[blocks.Turn]:
    """Return the buttons to answer in numbers or in words, if there is a ruler on this page."""
    if navigation.is_large() or not any(isinstance(each, blocks.Scale) for block in page for each in within(block)):
        return []
    here, path, words = navigation.same(), f"{workbook.NAME}/in_words", opened.about.in_words
    return [
        # For translators: two buttons: answer with a number from 0 to 10, or with a word such as “quite”.
        blocks.Turn(_("Numbers"), here, path, value=False, current=not words),
        blocks.Turn(_("Words"), here, path, value=True, current=words),
    ]


def in_their_words(change: str) -> list[Block]:
    """Return the change as it was written, for a question that it does not fit in and that says "this change"."""
    return [blocks.Quote(_("This change, in your words:"), [change])] if change and not fitting(change) else []


def _ruler(shown: Rulers, ruler: Ruler, opened: OpenWorkbook) -> blocks.Group:
    """Return a ruler with boxes for its ends; beside confidence stands what the person has said about themselves.

    Further questions can be asked for at importance and at confidence.
    """
    path = f"{shown.path}/{ruler}"
    meanings = (_("What the low end means to you"), _("What the high end means to you"))
    ends = [
        blocks.Words(f"{path}/{end}", meaning, longest=LONGEST_END, lines=1)
        for end, meaning in zip(ENDS, meanings, strict=True)
    ]
    group = ruler_group(path, shown.ratings[ruler], opened, ends=ends, subject=shown.subject)
    said = quoted(opened.answers) if ruler is Ruler.CONFIDENCE else []
    more = further(opened, Where(path)) if path in tuple(Where) else []
    return replace(group, blocks=[*group.blocks, *said, *more])


def _together(shown: Rulers, about: Workbook) -> Block:
    """Return importance against confidence, or what it takes to see both; and all numbers in words."""
    return blocks.Together(
        title=_("Importance and confidence together"),
        name=_("Importance and confidence together: importance {first}, confidence {second}"),
        hint=_("When both have an answer, you will see them here as one point."),
        numbers=[blocks.Option(f"{shown.path}/{ruler}/number", ruler.label) for ruler in shown.shown],
        words=in_words(about),
        twin=_("The same, as a table"),
        table=blocks.Table(_("Your answers"), [_("Ruler"), _("Answer")], []),
        unanswered=not_said(),
    )

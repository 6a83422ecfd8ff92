"""Everything that was answered, worksheet by worksheet and line by line, for tables and records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worksheets import ANSWERED, journal, workbook
from worksheets.answers import Answers
from worksheets.editing import Folded, Head
from worksheets.language import _
from worksheets.wordings import Wording
from worksheets.worksheet import Answered, Line


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one worksheet, or of the workbook as a whole; `name` is the first part of their paths."""

    name: str
    heading: str
    lines: Sequence[Line]


def groups(
    answers: Answers, *, with_change: bool = True, wordings: Sequence[Wording] = (), for_others: bool = False
) -> Iterator[Group]:
    """Yield each group in which something is answered; the person's name is left out.

    Questions name the change in the person's words, or, unless `with_change`, as "this change" for anybody. The earlier
    `wordings` follow the change. What the person keeps back is not `for_others`.
    """
    about = workbook.read(answers)
    lines = []
    if about.change:
        asked = _("What change are you thinking about?")
        lines.append(Line(f"{workbook.NAME}/change", asked, about.change, about.change))
    lines += [Line(f"{workbook.NAME}/change", each.question, each.words, each.words) for each in wordings]
    if stance := answers[f"{workbook.NAME}/stance"]:
        asked = _("How would you like to look at it?")
        lines.append(Line(f"{workbook.NAME}/stance", asked, stance, about.stance.label))
    if lines:
        yield Group(workbook.NAME, _("The change"), lines)
    for worksheet in ANSWERED:
        answered = worksheet.lines(answers, about.change if with_change else "")
        if for_others:
            answered = [line for line in answered if not journal.is_kept_back(answers, line.path)]
        if answered:
            yield Group(worksheet.NAME, heading_of(worksheet), answered)


def heading_of(worksheet: Answered) -> str:
    """Return the heading of this worksheet on paper, even if nothing is written in it: the one that its example has."""
    example = {f"{worksheet.NAME}/{path}": (Head("", value, "", 1, ""),) for path, value in worksheet.example().items()}
    section = worksheet.section(Folded(1, example), "")
    return section.title if section else worksheet.title()

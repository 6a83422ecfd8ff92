"""The therapist's private notes and mirror: beside a workbook as one of their own, so that no copy of it has them.

The mirror is a look back after a session, under its day; only the notes can ever be on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Text
from worksheets.language import _, marked

NAME = "notes"

PATH = f"{NAME}/text"
"""Where the notes lie."""

SUFFIX = ".notes"
"""Of the identifier of notes, after that of the workbook that they are kept beside."""

MIRROR: Mapping[str, str] = {
    # For translators: the therapist asks themselves, after the session; nobody else reads it [MR].
    "idea": marked("Whose idea was this step?"),
    # For translators: the therapist asks themselves, after the session; “they” is the client [MR].
    "wanted": marked("Did I want it more than they did?"),
    # For translators: the therapist asks themselves; to say back is to reflect the client’s own words [MR].
    "heard": marked("What did I hear them say that I could have said back?"),
}

ANSWERS: Mapping[str, Kind] = {
    "text": Text(LONGEST_ANSWER),
    **{f"*/{field}": Text(LONGEST_ANSWER) for field in MIRROR},
}


def beside(workbook: str) -> str:
    """Return the identifier under which the notes on this workbook are kept."""
    return f"{workbook}{SUFFIX}"


def without_beside(identifier: str) -> str:
    """Return the identifier of the workbook itself, even if this is that of the notes on it."""
    return identifier.removesuffix(SUFFIX)


def belongs(path: str, workbook: str) -> bool:
    """Return whether this path may stand in this workbook: notes belong with notes, and everything else elsewhere."""
    return path.startswith(f"{NAME}/") == workbook.endswith(SUFFIX)


def read(answers: Answers) -> str:
    """Return the notes in these answers."""
    return str(answers[PATH] or "")


def mirror() -> Mapping[str, str]:
    """Return what the mirror asks, by the name of the answer."""
    return {field: _(question) for field, question in MIRROR.items()}


def days(answers: Answers) -> Sequence[date]:
    """Return the days on which somebody looked in the mirror, the last one first."""
    found = set()
    for path in answers.paths(f"{NAME}/"):
        with suppress(ValueError):
            if answers[path]:
                found.add(date.fromisoformat(path.split("/")[1]))
    return sorted(found, reverse=True)

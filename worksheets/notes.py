"""The therapist's private notes: kept beside a workbook as one of their own, so that no copy or file of it has them."""

from __future__ import annotations

from collections.abc import Mapping

from worksheets.answers import LONGEST_ANSWER, Answers, Kind, Text

NAME = "notes"

SUFFIX = ".notes"
"""Of the identifier of notes, after that of the workbook that they are kept beside."""

ANSWERS: Mapping[str, Kind] = {"text": Text(LONGEST_ANSWER)}


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
    return str(answers[f"{NAME}/text"] or "")

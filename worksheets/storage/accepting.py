"""What may be written in a workbook: edits beside what is already there, or a whole log as a new workbook."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from worksheets import accept, kind_at, notes
from worksheets.answers import AnswerRefused, Misplaced, Value, WorksheetError
from worksheets.editing import Edit, Folded, Folding, fold, worksheet_of
from worksheets.items import parted
from worksheets.language import _, marked

MOST_BESIDE_EACH_OTHER = 50
MOST_IN_A_LIST = 2_500
"""Items of a log from elsewhere, those without words, too: a journal holds the most, and an undo brings back more."""

LONGEST_WORK: Final = timedelta(seconds=5)
"""How long the processor may work on one log."""

EDITS_AT_ONCE: Final = 500
PAUSE: Final = timedelta(milliseconds=5)
"""How long checking stops after so many edits, so that people who are writing are not kept waiting."""


class TooManyBesideEachOther(AnswerRefused):
    message = marked(
        "This was answered in too many windows at the same time. Choose one of the answers, and then write this again."
    )


class TooManyItems(WorksheetError):
    message = marked(
        "This file is not damaged, but more than {limit} things stand in one of its lists, and no page can show that "
        "many. Nothing was opened."
    )


class TooMuchToCheck(WorksheetError):
    message = marked(
        "This file is not damaged, but so much was changed in it that checking it takes too long here. Nothing was "
        "opened. Open the copy of this worksheet that has no history."
    )


def accepted(
    workbook: str, before: Folded, edits: Sequence[Edit], kept_before: Collection[str]
) -> tuple[list[Edit], dict[str, str]]:
    """Return the edits that are not `kept_before`, as they may be kept, and why others are refused, by edit id."""
    folding, known = Folding(before), set(kept_before)
    kept: list[Edit] = []
    refused: dict[str, str] = {}
    for edit in edits:
        if edit.id in known:
            continue
        known.add(edit.id)
        try:
            if not notes.belongs(edit.path, workbook):
                raise Misplaced
            cleaned = replace(edit, value=accept(folding.folded, edit.path, edit.value))
            there = Folded(heads={edit.path: folding.folded.heads.get(edit.path, ())})
            if len(fold(there, [cleaned]).heads[edit.path]) > MOST_BESIDE_EACH_OTHER:
                raise TooManyBesideEachOther
        except AnswerRefused as error:
            refused[edit.id] = str(error)
            continue
        kept.append(cleaned)
        folding.add(cleaned)
    return kept, refused


def accepted_whole(edits: Sequence[Edit]) -> tuple[list[Edit], Folded]:
    """Return the edits as they may be kept, and what they add up to; raises AnswerRefused if one does not fit.

    No log that somebody takes away has private notes in it, so they are refused. How much may stand in a list is what
    can be drawn, not what a page lets somebody add: an undo brings back more. Others go on meanwhile.
    Raises TooManyItems or TooMuchToCheck.
    """
    so_far = _SoFar()
    kept: list[Edit] = []
    folded = Folded()
    begun = time.thread_time()
    for start in range(0, len(edits), EDITS_AT_ONCE):
        for edit in edits[start : start + EDITS_AT_ONCE]:
            kept.append(replace(edit, value=_value(so_far, edit)))
            so_far.add(kept[-1])
        folded = fold(folded, kept[start:])
        if time.thread_time() - begun > LONGEST_WORK.total_seconds():
            raise TooMuchToCheck
        time.sleep(PAUSE.total_seconds())
    return kept, folded


def _value(so_far: _SoFar, edit: Edit) -> Value:
    """Return the value as it may be kept; an undo or a redo may bring back that nothing was answered."""
    if worksheet_of(edit.path) == notes.NAME:
        raise AnswerRefused(_("Private notes cannot be opened from a file."))
    kind = kind_at(edit.path)
    if edit.undoes is None:
        return kind.accept(edit.value)
    if not so_far.has(edit.path):
        raise AnswerRefused(_("There is nothing to undo."))
    return None if edit.value is None else kind.accept(edit.value)


class _SoFar:
    """What was written so far in a log, as far as the next edit depends on it.

    Folding after each edit would say the same, in a time that grows with the square of their number.
    """

    def __init__(self) -> None:
        self._beside: dict[str, set[str]] = {}
        self._lists: dict[str, str] = {}
        self._removed: set[str] = set()
        self._counts: Counter[str] = Counter()

    def has(self, path: str) -> bool:
        """Return whether something was written at this path."""
        return path in self._beside

    def add(self, edit: Edit) -> None:
        """Note what was written next; raises TooManyBesideEachOther or TooManyItems."""
        beside = self._beside.setdefault(edit.path, set())
        beside.difference_update(edit.base)
        beside.add(edit.id)
        if len(beside) > MOST_BESIDE_EACH_OTHER:
            raise TooManyBesideEachOther
        worksheet, id_, field = parted(edit.path)
        item = f"{worksheet}/{id_}"
        self._count(item, -1)
        match field, edit.value:
            case "place", [str(name), _position]:
                self._lists[item] = f"{worksheet}/{name}"
            case "place", None:
                self._lists.pop(item, None)
            case "removed", True:
                self._removed.add(item)
            case _:
                self._removed.discard(item)
        self._count(item, 1)

    def _count(self, item: str, by: int) -> None:
        if item in self._lists and item not in self._removed:
            self._counts[self._lists[item]] += by
            if self._counts[self._lists[item]] > MOST_IN_A_LIST:
                raise TooManyItems(limit=MOST_IN_A_LIST)

"""What may be written in a workbook: edits beside what is already there, or a whole log as a new workbook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from worksheets import AnswerRefused, Misplaced, accept, kind_at, notes
from worksheets.answers import Value
from worksheets.editing import Edit, Folded, fold, worksheet_of
from worksheets.language import _, marked

MOST_BESIDE_EACH_OTHER = 50


class TooManyBesideEachOther(AnswerRefused):
    message = marked(
        "This was answered in too many windows at the same time. Choose one of the answers, and then write this again."
    )


def accepted(
    workbook: str, before: Folded, edits: Sequence[Edit], kept_before: Collection[str]
) -> tuple[list[Edit], dict[str, str]]:
    """Those of the edits that are not `kept_before`, as they may be kept, and why others are refused, by edit id."""
    folded, known = before, set(kept_before)
    kept: list[Edit] = []
    refused: dict[str, str] = {}
    for edit in edits:
        if edit.id in known:
            continue
        known.add(edit.id)
        try:
            if not notes.belongs(edit.path, workbook):
                raise Misplaced
            cleaned = replace(edit, value=accept(folded, edit.path, edit.value))
            after = fold(folded, [cleaned])
            if len(after.heads[edit.path]) > MOST_BESIDE_EACH_OTHER:
                raise TooManyBesideEachOther
        except AnswerRefused as error:
            refused[edit.id] = str(error)
            continue
        kept.append(cleaned)
        folded = after
    return kept, refused


def accepted_whole(edits: Sequence[Edit]) -> list[Edit]:
    """The edits as they may be kept, each beside what those before it wrote; raises AnswerRefused for all of them.

    No log that somebody takes away has private notes in it, so they are refused.
    """
    answers = _AsWritten()
    standing: dict[str, set[str]] = {}
    kept: list[Edit] = []
    for edit in edits:
        beside = standing.setdefault(edit.path, set())
        beside.difference_update(edit.base)
        beside.add(edit.id)
        if len(beside) > MOST_BESIDE_EACH_OTHER:
            raise TooManyBesideEachOther
        kept.append(replace(edit, value=_value(answers, edit)))
        answers.write(edit.path, kept[-1].value)
    return kept


def _value(answers: _AsWritten, edit: Edit) -> Value:
    """The value as it may be kept; what an undo or a redo brings back was accepted when it was first written."""
    if worksheet_of(edit.path) == notes.NAME:
        raise AnswerRefused(_("Private notes are not opened from a file."))
    if edit.undoes is None:
        return accept(answers, edit.path, edit.value)
    kind = kind_at(edit.path)
    if not answers.revision_of(edit.path):
        raise AnswerRefused(_("There is nothing to undo."))
    return None if edit.value is None else kind.accept(edit.value)


class _AsWritten:
    """The last answer at each path, without removed items: all that a worksheet needs to check the next one.

    Folding after each edit would say the same, in a time that grows with the square of their number.
    """

    def __init__(self) -> None:
        self._revision = 0
        self._answers: dict[str, tuple[Value, int]] = {}
        self._paths: dict[str, dict[str, None]] = {}
        self._standing: dict[str, dict[str, None]] = {}

    def __getitem__(self, path: str) -> Value:
        return self._answers[path][0] if path in self._answers else None

    def paths(self, prefix: str) -> Sequence[str]:
        standing = self._standing.get(worksheet_of(prefix), ())
        return [path for item in standing for path in self._paths[item] if path.startswith(prefix)]

    def revision_of(self, path: str) -> int:
        return self._answers[path][1] if path in self._answers else 0

    def write(self, path: str, value: Value) -> None:
        """Note what was written next."""
        self._revision += 1
        self._answers[path] = (value, self._revision)
        item, _slash, field = path.rpartition("/")
        self._paths.setdefault(item, {})[path] = None
        standing = self._standing.setdefault(worksheet_of(path), {})
        if field == "removed" and value is True:
            standing.pop(item, None)
        else:
            standing[item] = None

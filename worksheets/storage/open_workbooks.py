"""The workbooks that were used last, and what others are found by: a cache, brought up to date from the log."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from sys import getsizeof
from typing import Final

from worksheets import notes
from worksheets.clock import Instant, later
from worksheets.editing import Edit, Folded, fold
from worksheets.storage.keys.encryption import Keys
from worksheets.storage.listing import Sought, sought_in
from worksheets.storage.log import Log
from worksheets.storage.places import MEMORY
from worksheets.storage.tables import TableRow

MEMORY_FOR_AN_ANSWER: Final = 2 * 1024
"""In bytes, with what can be undone but without the words: from 0.6 kB in large workbooks to 2.6 kB in small ones."""

MEMORY_FOR_A_LINE: Final = 512
"""In bytes, without its texts."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a workbook held after its first day, or holds so far; nothing changes that any more once that `is_over`."""

    at: Instant
    folded: Folded = field(default_factory=Folded)
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Every edit of the answer at one path, up to this revision."""

    path: str
    edits: tuple[Edit, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class _Open:
    """What is known of one workbook, as it was `read_with` this key."""

    read_with: bytes = b""
    folded: Folded = field(default_factory=Folded)
    begun: Begun | None = None
    written: Mapping[str, Written] = field(default_factory=dict)
    memory: int = 0
    """About how many bytes it takes."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What a workbook is found by, as it was `read_from` these columns of its row."""

    read_from: tuple[object, ...]
    sought: Sought
    memory: int


class OpenWorkbooks:
    """The newest known state of each workbook, by tenant and name, for any thread."""

    def __init__(self, memory: int = MEMORY) -> None:
        """Keep as many as take about so many bytes, and in what room is left, what others are found by."""
        self._memory: Final = memory
        self._open: OrderedDict[tuple[str, str], _Open] = OrderedDict()
        self._lines: OrderedDict[tuple[str, str], _Line] = OrderedDict()
        self._taken = 0
        self._forgotten = 0
        self._lock = threading.Lock()

    def folded(self, log: Log) -> Folded:
        """Fold all of the log, from the nearest of: what is open here, the snapshot, the beginning.

        What was read with another key no longer counts: words in it were forgotten.
        """
        return _folded_from(self._known(log).folded, log)

    def begun(self, log: Log, first_day: timedelta) -> Begun:
        """Return what there was after the first day, which is read once: it lasts until an edit is later than that."""
        begun = self._known(log).begun or Begun(log.begun_at)
        if begun.is_over:
            return begun
        after = log.first_after(later(begun.at, first_day), begun.folded.revision)
        if after is None:
            return Begun(begun.at, self.folded(log))
        return Begun(begun.at, log.answers_at(after - 1, self.folded(log)), is_over=True)

    def written_at(self, log: Log, path: str) -> Sequence[Edit]:
        """Return what was ever written at this path of a log that is only read; only what is new is read again."""
        there = self._known(log)
        folded = _folded_from(there.folded, log)
        self.keep(log, folded)
        known, newest = there.written.get(path, Written(path)), folded.revision_of(path)
        if known.edits and not log.ids_among([known.edits[-1].id]):  # A backup has taken its place meanwhile.
            known = Written(path)
        if newest > known.revision:
            known = Written(path, (*known.edits, *log.edits_at(path, known.revision)), newest)
            self.keep(log, known)
        return known.edits

    def keep(self, log: Log, known: Folded | Begun | Written) -> None:
        """Keep this state of what the log holds, unless a newer one is known.

        What was written at a path is kept beside answers that are as new: they show whether the log still has it.
        """
        key = (log.actor.tenant, log.workbook)
        with self._lock:
            kept = self._pop(key)
            if kept.read_with != log.kept_key:
                kept = _Open(log.kept_key)
            if isinstance(known, Begun):
                if known is not kept.begun:
                    kept = _measured(replace(kept, begun=known))
            elif isinstance(known, Written):
                if known is not kept.written.get(known.path) and known.revision <= kept.folded.revision:
                    kept = _measured(replace(kept, written={**kept.written, known.path: known}))
            elif known is not kept.folded and kept.folded.revision <= known.revision:
                kept = _measured(replace(kept, folded=known))
            self._open[key] = kept
            self._taken += kept.memory
            self._make_room()
            while len(self._open) > 1 and self._taken > self._memory:
                self._pop(next(iter(self._open)))

    def searching(self, keys: Keys) -> Callable[[TableRow], Sought]:
        """Return what says what the workbook in a row is found by, and reads again only a row that is another one.

        The rows have to be read after this: what is forgotten between the two is not kept.
        """
        begun = self._forgotten

        def sought(row: TableRow) -> Sought:
            key, columns = (row.tenant, row.id), (row.key, row.revision, row.listing)
            with self._lock:
                kept = self._lines.get(key)
            if kept and kept.read_from == columns:
                return kept.sought
            found = sought_in(row, keys)
            words = (*columns, found.words, found.letters)
            line = _Line(columns, found, MEMORY_FOR_A_LINE + sum(map(getsizeof, words)))
            with self._lock:
                if begun == self._forgotten:
                    self._pop_line(key)
                    self._lines[key] = line
                    self._taken += line.memory
                    self._make_room()
            return found

        return sought

    def drop(self, tenant: str, workbook: str) -> None:
        """Forget this workbook and the notes beside it."""
        with self._lock:
            self._forgotten += 1
            for id_ in (workbook, notes.beside(workbook)):
                self._pop((tenant, id_))
                self._pop_line((tenant, id_))

    def forget(self) -> None:
        """Forget them all."""
        with self._lock:
            self._forgotten += 1
            self._open.clear()
            self._lines.clear()
            self._taken = 0

    def _known(self, log: Log) -> _Open:
        """Return what is open of this workbook, if the log still begins with it."""
        key = (log.actor.tenant, log.workbook)
        with self._lock:
            known = self._open.get(key, _Open())
        newest = known.folded if known.folded.revision or not known.begun else known.begun.folded
        if known.read_with == log.kept_key and newest.revision <= log.revision and log.goes_on_from(newest):
            return known
        with self._lock:
            self._pop(key)
        return _Open()

    def _pop(self, key: tuple[str, str]) -> _Open:
        """Take this workbook out, if it is here."""
        kept = self._open.pop(key, _Open())
        self._taken -= kept.memory
        return kept

    def _pop_line(self, key: tuple[str, str]) -> None:
        if line := self._lines.pop(key, None):
            self._taken -= line.memory

    def _make_room(self) -> None:
        """Forget the lines that were read first, as long as all takes too much."""
        while self._lines and self._taken > self._memory:
            self._pop_line(next(iter(self._lines)))


def _folded_from(nearest: Folded, log: Log) -> Folded:
    """Fold what follows in the log on this, or on its snapshot if this is empty."""
    if not nearest.revision:
        nearest = log.snapshot()
    return fold(nearest, log.edits_after(nearest.revision)) if nearest.revision < log.revision else nearest


def _measured(kept: _Open) -> _Open:
    """Count what this takes; a first day that is not over is the same as all, and counts once."""
    begun = kept.begun.folded if kept.begun and kept.begun.folded is not kept.folded else None
    edits = [edit for written in kept.written.values() for edit in written.edits]
    words = sum(MEMORY_FOR_AN_ANSWER + getsizeof(edit.value) for edit in edits)
    return replace(kept, memory=_memory_of(kept.folded) + (_memory_of(begun) if begun else 0) + words)


def _memory_of(folded: Folded) -> int:
    """Say about how many bytes this takes, with the words that can be undone."""
    effects = [effect for history in folded.histories.values() for effect in (*history.undo, *history.redo)]
    sides = [folded.heads, *(side for effect in effects for side in (effect.before, effect.after))]
    words = sum(getsizeof(head.value) for side in sides for heads in side.values() for head in heads)
    return MEMORY_FOR_AN_ANSWER * len(folded.heads) + words

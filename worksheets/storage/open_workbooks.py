"""The workbooks that were used last: a cache, brought up to date from the log."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from worksheets import notes
from worksheets.editing import Folded, fold
from worksheets.storage.log import Log

MOST_OPEN: Final = 64


class OpenWorkbooks:
    """The newest known state of each workbook, by tenant and name, for any thread."""

    def __init__(self) -> None:
        self._folded: OrderedDict[tuple[str, str], tuple[bytes, Folded]] = OrderedDict()
        self._lock = threading.Lock()

    def folded(self, log: Log) -> Folded:
        """Fold all of the log, from the nearest of: what is open here, the snapshot, the beginning.

        What was read with another key no longer counts: words in it were forgotten.
        """
        key = (log.actor.tenant, log.workbook)
        with self._lock:
            read_with, nearest = self._folded.get(key, (b"", None))
        if nearest and (read_with != log.kept_key or nearest.revision > log.revision or not log.goes_on_from(nearest)):
            nearest = None
            with self._lock:
                self._folded.pop(key, None)
        if nearest is None:
            nearest = log.snapshot()
        return fold(nearest, log.edits_after(nearest.revision)) if nearest.revision < log.revision else nearest

    def keep(self, log: Log, folded: Folded) -> None:
        """Keep this state of what the log holds, unless a newer one is known."""
        key = (log.actor.tenant, log.workbook)
        with self._lock:
            read_with, kept = self._folded.get(key, (b"", None))
            if kept is None or read_with != log.kept_key or kept.revision <= folded.revision:
                self._folded[key] = (log.kept_key, folded)
            self._folded.move_to_end(key)
            while len(self._folded) > MOST_OPEN:
                self._folded.popitem(last=False)

    def drop(self, tenant: str, workbook: str) -> None:
        """Forget this workbook and the notes beside it."""
        with self._lock:
            for id_ in (workbook, notes.beside(workbook)):
                self._folded.pop((tenant, id_), None)

    def forget(self) -> None:
        """Forget them all."""
        with self._lock:
            self._folded.clear()

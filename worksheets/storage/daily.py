"""What the server does by itself: it looks after the keys, erases what is due, makes backups, and removes old ones."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from worksheets.clock import earlier, now, uptime
from worksheets.storage import Store, backs_up_by_itself
from worksheets.storage.failures import NotUnlocked

MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do again and again: how often, and how long after the start for the first time."""

    do: Callable[[Store], object]
    every: timedelta
    first_after: timedelta = timedelta()


def _back_up(store: Store) -> None:
    if backs_up_by_itself():
        store.backups.make_if_due()


TASKS: Final[Sequence[Task]] = (
    Task(Store.note_time, every=HOUR),
    Task(lambda store: store.is_locked, every=MINUTE),
    Task(Store.wipe_what_is_left, every=MINUTE),
    Task(lambda store: store.vault.look_after_key(), every=DAY),
    Task(lambda store: store.erase_due(store.time_seen()), every=DAY),
    Task(lambda store: store.drop_unwritten(earlier(now(), DAY)), every=DAY),
    Task(_back_up, every=MINUTE, first_after=5 * MINUTE),
    Task(lambda store: store.backups.remove_old(), every=DAY),
)


def begin(store: Store) -> None:
    """Do every task when it is due, for as long as the server runs; one that fails is tried again in a minute."""
    threading.Thread(target=_go_on, args=(store,), name="daily", daemon=True).start()


def _go_on(store: Store) -> None:
    due = {task: uptime() + task.first_after for task in TASKS}
    while True:
        for task, moment in due.items():
            if uptime() >= moment and carried_out(task, store):
                due[task] = uptime() + task.every
        time.sleep(MINUTE.total_seconds())


def carried_out(task: Task, store: Store) -> bool:
    """Do this task now, and return whether it worked; why not is told in the log, but for what is locked."""
    try:
        task.do(store)
    except NotUnlocked:
        return False
    except Exception as error:  # noqa: BLE001  whatever it is: the other tasks go on
        log.error("A daily task failed: %s", type(error).__name__)  # Its message may quote what somebody wrote.
        return False
    return True

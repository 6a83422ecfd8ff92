"""What the server does by itself once a day, and at its start."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from worksheets.answers import WorksheetError
from worksheets.storage import Store
from worksheets.storage.clock import now
from worksheets.storage.keeping import A_DAY

SECONDS_BETWEEN_LOOKS: Final = 300

log = logging.getLogger(__name__)


def _erase(store: Store) -> None:
    store.erase_due(now())


TASKS: Final[Sequence[Callable[[Store], None]]] = (_erase,)


def begin(store: Store) -> None:
    """Do every task now, and every day for as long as the server runs; one that fails is tried again soon."""
    threading.Thread(target=_go_on, args=(store,), name="daily", daemon=True).start()


def _go_on(store: Store) -> None:
    due = dict.fromkeys(TASKS, 0)
    while True:
        for task, moment in due.items():
            if now() >= moment and _is_done(task, store):
                due[task] = now() + A_DAY
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _is_done(task: Callable[[Store], None], store: Store) -> bool:
    try:
        task(store)
    except WorksheetError:
        return False
    except Exception as error:  # noqa: BLE001  whatever it is: the other tasks go on
        log.error("%s failed: %s", task.__name__, type(error).__name__)  # Its message may quote what somebody wrote.
        return False
    return True

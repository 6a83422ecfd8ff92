"""Kills writers: forks one after the other, lets each save up to three edits and go on, and ends it with SIGKILL.

`python writer_to_kill.py DATABASE KILLS`. A writer prints the id of each edit after the edit was acknowledged. It forks
from a process that has loaded everything and opened nothing, because loading takes longer than a writer lives.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.world.writing import edit_after, open_store
from worksheets.editing import Folded
from worksheets.storage import ALONE

PATHS = [f"decisional_balance/item-{number}/text" for number in range(20)]
LONGEST_REST_OF_LIFE = 0.03


def write(database: Path, told: int) -> None:
    """Save one edit after another, for ever, and tell of each."""
    store = open_store(database)
    folded = store.load(ALONE, "workbook") or Folded()
    for number in count():
        edit = edit_after(folded, PATHS[number % len(PATHS)], "words")
        folded = store.append(ALONE, "workbook", [replace(edit, value=f"words of {edit.id}")]).folded
        os.write(1, f"{edit.id}\n".encode())
        os.write(told, b".")


def main(database: Path, kills: int) -> None:
    """Fork, wait for a moment, and kill, again and again."""
    for number in range(kills):
        hears, told = os.pipe()
        writer = os.fork()
        if writer == 0:
            try:
                write(database, told)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(1)
        os.close(told)
        for _edit in range(number % 4):
            os.read(hears, 1)
        time.sleep(random.uniform(0, LONGEST_REST_OF_LIFE))
        os.kill(writer, signal.SIGKILL)
        os.close(hears)
        _pid, status = os.waitpid(writer, 0)
        if not os.WIFSIGNALED(status):
            sys.exit("a writer ended before it was killed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

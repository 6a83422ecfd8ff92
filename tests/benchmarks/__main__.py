"""Measures the figures in `docs/figures.md`, each in turn with something beside it, and prints them as tables."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from tests.benchmarks import answering, growing, memory, printing, starting, storing, switching, table, working
from tests.benchmarks.bench import Bench
from tests.world.chromium import FLAGS, chromium
from worksheets.storage.places import BACKUP_FOLDER_SETTING, BACKUP_SETTING, KEY_SETTING

PARTS: Final[Mapping[str, Callable[[Bench], None]]] = {
    "start": starting.start,
    "first-page": starting.first_page,
    "language": switching.switch,
    "answer": answering.answer,
    "durable": answering.durable,
    **{f"load-{count}": working.people(count) for count in (10, 25, 50, 100, 200)},
    "load-saves": working.once_a_second,
    **{f"servers-{count}": working.servers(count) for count in (100, 200)},
    "memory": memory.memory,
    "memory-cycles": memory.cycles,
    "store-encrypted": storing.encrypting,
    "store-unlocked": storing.unlocking,
    "store-backup": storing.backing_up,
    "store-size": storing.size,
    "store-file": storing.file_of_its_own,
    "paper": printing.printing,
    "growth-items": growing.items,
    "growth-check-ins": growing.check_ins,
    "growth-journal": growing.journal,
    "growth-edits": growing.edits,
    "growth-worksheets": growing.worksheets,
}


def main() -> None:
    """Measure everything, or the parts that are asked for: `load-50`, or `load` for all of them."""
    asked = sys.argv[1:]
    chosen = [name for name in PARTS if not asked or any(f"{name}-".startswith(f"{each}-") for each in asked)]
    if not chosen:
        sys.exit(f"Nothing that is measured has this name. There are: {', '.join(PARTS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # So that the servers end, too.
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        os.environ[KEY_SETTING] = str(Path(folder) / "key")
        os.environ[BACKUP_FOLDER_SETTING] = str(Path(folder) / "backups")
        os.environ[BACKUP_SETTING] = "off"
        print(f"{table.machine(browser.version)}\n", flush=True)
        table.begin()
        for name in chosen:
            place = Path(folder) / name
            place.mkdir()
            PARTS[name](Bench(browser, place))
        browser.close()


if __name__ == "__main__":
    main()

"""What the first page needs, made ready once the server answers: a browser fetches Streamlit's scripts meanwhile."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from threading import Thread
from typing import Final

from components import screens
from components.server import asked
from worksheets import language

log = logging.getLogger(__name__)

_SECONDS_AFTER_START: Final = 0.05


def make_ready_soon() -> None:
    """Load what the first page needs, in a thread of its own, once the calling event loop answers requests."""
    thread = Thread(target=_make_ready, name="first page", daemon=True)
    asyncio.get_running_loop().call_later(_SECONDS_AFTER_START, thread.start)


def _make_ready() -> None:
    """Load what draws the pages, and open the database: if that is not possible, the page tries again, and says so.

    Whoever runs the server reads in its log what is wrong in a template.
    A page that is drawn meanwhile loads the same: nothing may import a module of `components.worksheets` but through
    that package, or each of the two could wait for what the other has begun.
    """
    from components.installation import store
    from worksheets import templates
    from worksheets.storage import StorageError

    for name in ("frame", "worksheets", *(f"screens.{screen.name}" for screen in iter_modules(screens.__path__))):
        import_module(f"components.{name}")
    for code in language.codes():
        language.own_name(code)  # Its locale is read from the disk once: the frame names all languages.
    with suppress(StorageError):
        store()
    asked.load()
    for mistake in templates.read(templates.folder())[1]:
        log.warning("A template is left out until it is corrected: %s", mistake)

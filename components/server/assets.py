"""What the browser may fetch of `components/browser/`: all that its pages ask for, and none of the Python beside it."""

from __future__ import annotations

import os

from starlette.staticfiles import StaticFiles

from components.modules import ENDINGS


class Assets(StaticFiles):
    """Serves scripts and styles, and no other file.

    The first part of their address changes with them, and is not looked at: a window that was opened before an update
    still finds a module that it had not needed yet.
    """

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return where the file is, and what the system says of it: "" and None if there is none."""
        _digest, _slash, file = path.partition("/")
        return super().lookup_path(file) if file.endswith(ENDINGS) else ("", None)

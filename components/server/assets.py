"""What the browser may fetch of `components/browser/`: all that its pages ask for, and none of the Python beside it."""

from __future__ import annotations

import os
from typing import Final

from starlette.staticfiles import StaticFiles

_ENDINGS: Final = (".js", ".css", ".woff2")


class Assets(StaticFiles):
    """Serves scripts, styles and fonts; every other file is not there."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where the file is, and what the system says of it: "" and None if there is none."""
        return super().lookup_path(path) if path.endswith(_ENDINGS) else ("", None)

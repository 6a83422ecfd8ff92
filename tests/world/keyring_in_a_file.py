"""A keyring as a system has one, for computers that have none: chosen in the keyring library's own way."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

FILE = "BOTH_SIDES_TEST_KEYRING"


class KeyringInAFile(KeyringBackend):
    """Keeps what it is given in the file that BOTH_SIDES_TEST_KEYRING names, and is closed where that is no file."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        """What was kept."""
        return self._kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self._file.write_text(json.dumps({**self._kept(), f"{service} {username}": password}))

    @property
    def _file(self) -> Path:
        return Path(os.environ.get(FILE, ""))

    def _kept(self) -> dict[str, str]:
        if not self._file.is_file():
            raise KeyringLocked
        return dict(json.loads(self._file.read_text()))

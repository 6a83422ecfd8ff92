"""What is in the repository, as the tests of this folder read it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT: Final = Path(__file__).resolve().parents[2]
MODULES: Final = sorted(path for side in ("worksheets", "components") for path in (ROOT / side).rglob("*.py"))


def text_of(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@cache
def catalogue() -> Catalog:
    """The catalogue from which translators work."""
    with (ROOT / "locale" / "messages.pot").open("rb") as pot:
        return read_po(pot)


@cache
def messages() -> tuple[str, ...]:
    """Every word of the interface, as it stands in the catalogue."""
    return tuple(form for message in catalogue() for form in forms(message) if form)


@cache
def said_in(folder: str) -> Mapping[str, str]:
    """What the catalogue in this folder of `locale/` says, by its English."""
    with (ROOT / "locale" / folder / "LC_MESSAGES" / "messages.po").open("rb") as catalogue:
        return {str(message.id): str(message.string) for message in read_po(catalogue) if message.id}


def forms(message: Message) -> tuple[str, ...]:
    """Return what a message says of one, and of several if it counts something."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)

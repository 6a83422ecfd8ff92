"""This installation: its one database, and where that lies and who can see it, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.admission import needs_sign_in, secrets
from worksheets.language import _
from worksheets.storage import (
    Store,
    daily,
    database_url,
    file_of,
    is_in_keyring,
    key_file,
    longest_idle,
    memory,
)

PASSPHRASE_PUT_OFF: Final = "passphrase"  # noqa: S105  a name, not a passphrase
"""The preference of somebody who does not want a passphrase for now."""


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the database, opened at the first call; raises StorageError, and tries again at the next call."""
    opened = Store(database_url(_named_database()), key_file(), longest_idle(), memory())
    daily.begin(opened)
    return opened


def who_can_see() -> str:
    """Return who can see what is written, in plain words."""
    if not is_on_this_computer():
        return _("You, whoever runs the database of your clinic, and whoever you let read it. Nobody else.")
    if store().vault.has_passphrase:
        return _(
            "You, and whoever knows your passphrase. While it is open, whoever uses this computer can see it, too. "
            "Nobody else, and nothing is sent."
        )
    return _("You, and whoever uses this computer under your name. Nobody else, and nothing is sent.")


def where_exactly() -> list[str]:
    """Return, in a sentence each, where what is written lies, and what opens it."""
    path = file_of(database_url(_named_database()))
    if path is None or needs_sign_in():
        return [_("What you write is kept in your clinic’s database, and the people who run it can read it.")]
    stays = _("What you write stays on this computer, encrypted, in {folder}. Nothing is sent anywhere.")
    if store().vault.has_passphrase:
        read = _("Your passphrase opens it.")
    elif is_in_keyring(key_file()):
        read = _("This computer’s keyring opens it, so anyone logged in under your name can read it.")
    else:
        read = _("Its key is in {key_folder}: whoever uses this computer under your name can read it.")
    return [each.format(folder=path.parent, key_folder=key_file().parent) for each in (stays, read)]


def is_on_this_computer() -> bool:
    """Return whether the worksheets are in a file on this computer and are one person's, not a clinic's."""
    return file_of(database_url(_named_database())) is not None and not needs_sign_in()


def _named_database() -> str | None:
    """Return the database that `.streamlit/secrets.toml` names in its `[database]` table, if any."""
    table = secrets().get("database")
    return str(table["url"]) if isinstance(table, Mapping) else None

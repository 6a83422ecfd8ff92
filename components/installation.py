"""This installation: its one database, what `.streamlit/secrets.toml` says of it, and whether people sign in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

from worksheets.language import _, marked
from worksheets.storage import StorageError, Store, daily, database_url, file_of, is_in_keyring, key_file, longest_idle

PASSPHRASE_PUT_OFF: Final = "passphrase"  # noqa: S105  a name, not a passphrase
"""The preference of somebody who does not want a passphrase for now."""


class SecretsUnreadable(StorageError):
    """Nobody can tell whether there is sign-in, or which database is meant."""

    message = marked("The file .streamlit/secrets.toml cannot be read. Correct it, and start Both Sides again.")


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The database, opened at the first call; raises StorageError, and tries again at the next call."""
    opened = Store(database_url(_named_database()), key_file(), longest_idle())
    daily.begin(opened)
    return opened


def needs_sign_in() -> bool:
    """Whether nobody gets in without signing in: the [auth] table of `.streamlit/secrets.toml` names a provider."""
    return _secret("auth") is not None


def is_reached_by_https() -> bool:
    """Whether people reach this server over https: the address to which the provider sends them back says so."""
    auth = _secret("auth")
    return auth is not None and str(auth.get("redirect_uri", "")).startswith("https:")


def who_can_see() -> str:
    """Who can see what is written, in plain words."""
    if not is_on_this_computer():
        return _("You, and whoever runs the database of your clinic. Nobody else.")
    if store().vault.has_passphrase:
        return _(
            "You, and whoever knows your passphrase. While it is open, whoever uses this computer can see it, too. "
            "Nobody else, and nothing is sent."
        )
    return _("You, and whoever uses this computer under your name. Nobody else, and nothing is sent.")


def where_exactly() -> str:
    """Where what is written lies, and what opens it."""
    path = file_of(database_url(_named_database()))
    if path is None or needs_sign_in():
        return _("What you write is kept in the database of your clinic, and whoever runs it can read it.")
    stays = _("What you write stays on this computer, encrypted, in {folder}, and nothing is sent anywhere.")
    if store().vault.has_passphrase:
        read = _("Your passphrase opens it; while it is open, others who are signed in to this computer can read it.")
    elif is_in_keyring(key_file()):
        read = _("The keyring of this computer opens it: whoever is logged in under your name can read it.")
    else:
        read = _(
            "Its key lies in {key_folder}: whoever uses this computer under your name can read it, and so can others "
            "who are signed in to it while Both Sides runs."
        )
    return f"{stays} {read}".format(folder=path.parent, key_folder=key_file().parent)


def is_on_this_computer() -> bool:
    """Whether the worksheets are in a file on this computer and are one person's, not a clinic's."""
    return file_of(database_url(_named_database())) is not None and not needs_sign_in()


def _named_database() -> str | None:
    """The database that `.streamlit/secrets.toml` names in its `[database]` table, if any."""
    table = _secret("database")
    return str(table["url"]) if table else None


def _secret(table: str) -> Mapping[str, object] | None:
    """A table of `.streamlit/secrets.toml`."""
    try:
        return st.secrets.get(table)
    except FileNotFoundError as error:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise SecretsUnreadable from error
        return None

"""This installation: its one database, what `.streamlit/secrets.toml` says of it, and whom it lets in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.secrets import SecretsValue

from components import connections
from worksheets.language import _, listed, marked
from worksheets.storage import (
    StorageError,
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

SHORTEST_COOKIE_SECRET: Final = 32
"""In characters: Streamlit only warns of a shorter one."""


class SecretsUnreadable(StorageError):
    """Nobody can tell whether there is sign-in, or which database is meant."""

    message = marked("The file .streamlit/secrets.toml could not be read. Correct it, and start Both Sides again.")


class SignInMisspelt(StorageError):
    """What was meant to set up sign-in does not."""

    message = marked(
        "The file .streamlit/secrets.toml has {name} where it should have a table [auth], in small letters. Correct "
        "it, and start Both Sides again."
    )


class CookieSecretTooShort(StorageError):
    """Whoever guesses it can sign in as anybody."""

    message = marked(
        "In .streamlit/secrets.toml, cookie_secret needs at least {shortest} characters: use what “openssl rand -hex "
        "32” prints, and start Both Sides again."
    )


class Admission(Enum):
    """Whom this installation lets in."""

    SIGN_IN = "whoever signs in: the [auth] table of `.streamlit/secrets.toml` names a provider"
    ACCOUNT = "programs of the account of this computer that started it"
    KEY = "whoever has opened the address with the key, since the system does not say whose a connection is"


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the database, opened at the first call; raises StorageError, and tries again at the next call."""
    opened = Store(database_url(_named_database()), key_file(), longest_idle(), memory())
    daily.begin(opened)
    return opened


@cache
def admission() -> Admission:
    """Whom this installation lets in: decided once, at the start, and the same however the files change after that.

    Raises SecretsUnreadable, SignInMisspelt or CookieSecretTooShort.
    """
    if sign_in():
        return Admission.SIGN_IN
    return Admission.ACCOUNT if connections.are_known() else Admission.KEY


@cache
def sign_in() -> Mapping[str, dict[str, SecretsValue]]:
    """What `.streamlit/secrets.toml` said of sign-in at the start: its table [auth], or nothing; raises as above."""
    meant = [name for name in _secrets() if name.strip().casefold() == "auth"]
    if not meant:
        return {}
    auth = _secrets().get("auth")
    if meant != ["auth"] or not isinstance(auth, dict):
        raise SignInMisspelt(name=listed([f"[{name}]" for name in meant if name != "auth"]) or "auth = …")
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_COOKIE_SECRET:
        raise CookieSecretTooShort(shortest=SHORTEST_COOKIE_SECRET)
    return {"auth": auth}


def needs_sign_in() -> bool:
    """Return whether nobody gets in without signing in."""
    return admission() is Admission.SIGN_IN


def is_reached_by_https() -> bool:
    """Return whether people reach this server over https: the address to which the provider sends them back says so."""
    return str(sign_in().get("auth", {}).get("redirect_uri", "")).startswith("https:")


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
    table = _secrets().get("database")
    return str(table["url"]) if isinstance(table, Mapping) else None


def _secrets() -> Mapping[str, object]:
    """Return what is in `.streamlit/secrets.toml`; nothing if there is no such file."""
    try:
        return st.secrets.to_dict()
    except FileNotFoundError as error:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise SecretsUnreadable from error
        return {}

"""Whom this installation lets in, as `.streamlit/secrets.toml` said at the start; it knows nothing of the database."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.secrets import SecretsValue

from components import connections
from worksheets.answers import WorksheetError
from worksheets.language import listed, marked

SHORTEST_COOKIE_SECRET: Final = 32
"""In characters: Streamlit only warns of a shorter one."""


class SecretsUnreadable(WorksheetError):
    """Nobody can tell whether there is sign-in, or which database is meant."""

    message = marked("The file .streamlit/secrets.toml could not be read. Correct it, and start Both Sides again.")


class SignInMisspelled(WorksheetError):
    """What was meant to set up sign-in does not."""

    message = marked(
        "The file .streamlit/secrets.toml has {name} where it should have a table [auth], in small letters. Correct "
        "it, and start Both Sides again."
    )


class CookieSecretTooShort(WorksheetError):
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


@cache
def admission() -> Admission:
    """Return whom this installation lets in: decided once, at the start, however the files change after that.

    Raises SecretsUnreadable, SignInMisspelled or CookieSecretTooShort.
    """
    if sign_in():
        return Admission.SIGN_IN
    return Admission.ACCOUNT if connections.are_known() else Admission.KEY


@cache
def sign_in() -> Mapping[str, dict[str, SecretsValue]]:
    """Return what `.streamlit/secrets.toml` said at the start of sign-in, in its table [auth]; raises as above."""
    meant = [name for name in secrets() if name.strip().casefold() == "auth"]
    if not meant:
        return {}
    auth = secrets().get("auth")
    if meant != ["auth"] or not isinstance(auth, dict):
        raise SignInMisspelled(name=listed([f"[{name}]" for name in meant if name != "auth"]) or "auth = …")
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_COOKIE_SECRET:
        raise CookieSecretTooShort(shortest=SHORTEST_COOKIE_SECRET)
    return {"auth": auth}


def needs_sign_in() -> bool:
    """Return whether nobody gets in without signing in."""
    return admission() is Admission.SIGN_IN


def is_reached_by_https() -> bool:
    """Return whether people reach this server over https: the address to which the provider sends them back says so."""
    return str(sign_in().get("auth", {}).get("redirect_uri", "")).startswith("https:")


@cache
def secrets() -> Mapping[str, object]:
    """Return what was in `.streamlit/secrets.toml` at the start; nothing if there is no such file."""
    try:
        return st.secrets.to_dict()
    except FileNotFoundError as error:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise SecretsUnreadable from error
        return {}

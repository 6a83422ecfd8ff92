"""What is open: the one database of this server, and the workbook that a window shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components.days import day_of
from components.server import daily
from worksheets import workbook
from worksheets.clock import Instant, between, now
from worksheets.editing import Folded, redo, undo
from worksheets.language import _, marked
from worksheets.over_time import FirstDay
from worksheets.storage import (
    ALONE,
    HOME,
    Account,
    Actor,
    Grant,
    NotGranted,
    SignedOut,
    StorageError,
    Store,
    database_url,
    file_of,
    is_in_keyring,
    key_file,
    longest_idle,
    seal,
    unseal,
)
from worksheets.storage.accounts import LONGEST_SIGN_IN
from worksheets.workbook import Workbook


class SecretsUnreadable(StorageError):
    """It cannot be told whether there is sign-in, nor which database is meant."""

    message = marked("The file .streamlit/secrets.toml cannot be read. Correct it, and start Both Sides again.")


class NotSignedIn(NotGranted):
    """Nobody is signed in here."""

    message = marked("Please sign in.")


class NotLetIn(NotGranted):
    """Somebody is signed in whom nobody has let in."""

    message = marked("You are signed in as {name}, and have not been let in yet. Ask whoever runs Both Sides.")


@dataclass(frozen=True, slots=True)
class OpenWorkbook:
    """A workbook as it was when the page asked for it."""

    id: str
    actor: Actor
    answers: Folded
    entry: str | None = None
    """The item of the page's worksheet that is open, where the page shows one of them."""

    @property
    def about(self) -> Workbook:
        """The workbook as a whole."""
        return workbook.read(self.answers)

    @property
    def first_day(self) -> FirstDay | None:
        """The workbook at the end of the day on which it was begun; reads the log anew, so ask once."""
        there = store().first_day(self.actor, self.id)
        return FirstDay(day_of(there[0]), there[1]) if there else None

    def for_window(self, undo: Collection[str] = ()) -> dict[str, Any]:
        """All that a window needs to show the workbook, to write in it, and to undo within these paths."""
        return {
            "id": self.id,
            "author": self.actor.author,
            "token": granting(self.id),
            "restored": store().vault.restored,
            **changes(self.answers, self.actor, within=undo),
        }


def store() -> Store:
    """The database, opened at the first call; raises StorageError, and tries again at the next call."""
    return _opened()


def needs_sign_in() -> bool:
    """Whether nobody gets in without signing in: the [auth] table of `.streamlit/secrets.toml` names a provider."""
    return _secret("auth") is not None


def is_reached_by_https() -> bool:
    """Whether people reach this server through https, as the address says to which the provider sends them back."""
    auth = _secret("auth")
    return auth is not None and str(auth.get("redirect_uri", "")).startswith("https:")


def account() -> Account | None:
    """Whose window this is, or None where there is no sign-in; raises NotSignedIn or SignedOut."""
    if not needs_sign_in():
        return None
    claims = st.user.to_dict()
    if not claims.get("is_logged_in") or not claims.get("iss") or not claims.get("sub"):
        raise NotSignedIn
    issued_at = claims.get("iat")
    if isinstance(issued_at, int) and between(Instant(1000 * issued_at), now()) > LONGEST_SIGN_IN:
        raise SignedOut
    name = str(claims.get("name") or claims.get("email") or claims["sub"])
    return store().accounts.enter(HOME, str(claims["iss"]), str(claims["sub"]), name, _sign_in(claims))


def actor() -> Actor:
    """Who uses this window; raises NotSignedIn, SignedOut, or NotLetIn."""
    mine = account()
    if mine is None:
        return ALONE
    if not mine.role.is_let_in:
        raise NotLetIn(name=mine.name)
    return Actor(HOME, mine.id, _sign_in(st.user.to_dict()))


def granted(token: object) -> Grant:
    """What a page may do that shows this token; raises NotGranted, or NotUnlocked."""
    grant = unseal(str(token), store().secret)
    if bool(grant.actor.sign_in) is not needs_sign_in():
        raise NotGranted
    return grant


def granting(workbook: str) -> str:
    """The token by which this window may read and write this workbook, or begin it."""
    return seal(Grant(actor(), workbook), store().secret)


def _sign_in(claims: Mapping[str, Any]) -> str:
    """The name of this one sign-in: whoever has a copy of its cookie has the same claims."""
    return hashlib.sha256(json.dumps(claims, sort_keys=True, default=str).encode()).hexdigest()


def open_workbook(id_: str, entry: str | None = None) -> OpenWorkbook | None:
    """The workbook with this identifier as it is now, or None where this actor has none."""
    answers = store().load(actor(), id_)
    return None if answers is None else OpenWorkbook(id_, actor(), answers, entry)


def where_it_is_kept() -> str:
    """Who can see what is written and where it lies, in one plain sentence."""
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
    """Whether the worksheets lie in a file of this computer and are one person's, not a clinic's."""
    return file_of(database_url(_named_database())) is not None and not needs_sign_in()


def changes(answers: Folded, actor: Actor, since: int = 0, within: Collection[str] = ()) -> dict[str, Any]:
    """What a window needs to know of a workbook that it last saw at revision `since`.

    `heads` has, by path, every head as [edit id, value, revision, whether this actor wrote it]; `can` says whether
    there is a step to undo and one to redo `within` these paths, where there are any.
    """
    return {
        "revision": answers.revision,
        "heads": {
            path: [[head.id, head.value, head.revision, head.author == actor.author] for head in heads]
            for path, heads in answers.heads.items()
            if heads[-1].revision > since
        },
        "can": [bool(way(answers, actor.author, within, "", now())) for way in (undo, redo)] if within else None,
    }


def _named_database() -> str | None:
    """The database that `.streamlit/secrets.toml` names in its `[database]` table, if any."""
    table = _secret("database")
    return str(table["url"]) if table else None


def _secret(table: str) -> Mapping[str, Any] | None:
    """A table of `.streamlit/secrets.toml`."""
    try:
        return st.secrets.get(table)
    except FileNotFoundError as error:
        if any(Path(file).exists() for file in st.get_option("secrets.files")):
            raise SecretsUnreadable from error
        return None


@st.cache_resource(show_spinner=False)
def _opened() -> Store:
    opened = Store(database_url(_named_database()), key_file(), longest_idle())
    daily.begin(opened)
    return opened

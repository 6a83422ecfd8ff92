"""What is open: the one database of this server, and the workbook that a window shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from threading import Thread
from typing import Any

import streamlit as st

from components.days import day_of
from worksheets import workbook
from worksheets.editing import Folded, redo, undo
from worksheets.language import _
from worksheets.over_time import FirstDay
from worksheets.storage import (
    ALONE,
    Actor,
    Grant,
    Store,
    backs_up_by_itself,
    database_url,
    file_of,
    idle_seconds,
    key_file,
    seal,
)
from worksheets.workbook import Workbook


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
        token = seal(Grant(self.actor, self.id), store().secret)
        return {
            "id": self.id,
            "token": token,
            "restored": store().vault.restored,
            **changes(self.answers, self.actor, within=undo),
        }


def store() -> Store:
    """The database, opened at the first call; raises StorageError, and tries again at the next call."""
    return _opened()


def actor() -> Actor:
    """Who uses this window."""
    return ALONE


def open_workbook(id_: str, entry: str | None = None) -> OpenWorkbook | None:
    """The workbook with this identifier as it is now, or None where this actor has none."""
    answers = store().load(actor(), id_)
    return None if answers is None else OpenWorkbook(id_, actor(), answers, entry)


def where_it_is_kept() -> str:
    """Who can see what is written and where it lies, in one plain sentence."""
    path = file_of(database_url(_named_database()))
    if path is None:
        return _("What you write is kept in the database of your clinic, and whoever runs it can read it.")
    stays = _("What you write stays on this computer, encrypted, in {folder}, and nothing is sent anywhere.")
    if store().vault.has_passphrase:
        read = _("Your passphrase opens it; while it is open, others who are signed in to this computer can read it.")
    else:
        read = _(
            "Its key lies in {key_folder}: whoever uses this computer under your name can read it, and so can others "
            "who are signed in to it while Both Sides runs."
        )
    return f"{stays} {read}".format(folder=path.parent, key_folder=key_file().parent)


def is_on_this_computer() -> bool:
    """Whether the worksheets lie in a file of this computer, and not in the database of a clinic."""
    return file_of(database_url(_named_database())) is not None


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
        "can": [bool(way(answers, actor.author, within, "", 0)) for way in (undo, redo)] if within else None,
    }


def _named_database() -> str | None:
    """The database that `.streamlit/secrets.toml` names in its `[database]` table, if any."""
    try:
        table = st.secrets.get("database")
    except FileNotFoundError:
        return None
    return str(table["url"]) if table else None


@st.cache_resource(show_spinner=False)
def _opened() -> Store:
    store = Store(database_url(_named_database()), key_file(), idle_seconds())
    if backs_up_by_itself():
        Thread(target=store.backups.make_every_day, daemon=True).start()
    return store

"""The home page: the workbooks of this person, and how to begin one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st
from babel.dates import format_date

from components import accounts, backups, browser, days, lock, navigation
from components.opened import actor, granting, store, where_it_is_kept
from worksheets import WORKSHEETS, workbook
from worksheets.answers import Value
from worksheets.editing import Edit
from worksheets.language import _, spoken
from worksheets.rulers import Ruler
from worksheets.storage import Listed, new_id
from worksheets.summary.portable_file import LARGEST_SEALED, TooLarge
from worksheets.workbook import Shelf, Stance

ON_A_PAGE: Final = 20
SEARCH_FROM: Final = 11

_WORDS: Final = "home_words"
_SHELF: Final = "home_shelf"
_MOST: Final = "home_most"
_MADE_UP: Final = "example"
_PUT_AWAY: Final = "home_put_away"


def draw() -> None:
    """The page."""
    shelf = st.session_state.get(_SHELF, Shelf.OPEN)
    words = st.session_state.get(_WORDS, "")
    found, total = store().listed(actor(), shelf, words, st.session_state.get(_MOST, ON_A_PAGE) + 1)
    shown = found[: st.session_state.get(_MOST, ON_A_PAGE)]
    put_away = st.session_state.get(_PUT_AWAY)
    browser.show_home(
        {
            "words": _words(shelf),
            "workbooks": [_line(listed) for listed in shown],
            "searchable": total >= SEARCH_FROM or bool(words),
            "more": len(found) > len(shown),
            "archived": shelf is Shelf.ARCHIVED,
            "empty": _nothing_here(shelf, words),
            "searched": words,
            "undo": put_away is not None,
            "message": put_away["message"] if put_away else "",
            "other_shelf": _other_shelf(shelf),
            "privacy": where_it_is_kept(),
            "opening": _opening(),
        },
        _act,
    )
    if offered := [*lock.offer(), *backups.offer(), *accounts.link()]:
        browser.show_blocks("offer", offered)


def begin_example() -> str:
    """Write the fictional workbook, marked as an example, and return its identifier.

    The fictional person wrote it: nobody else can undo it.
    """
    answers: dict[str, Value] = {
        f"{workbook.NAME}/change": _("drink less in the evenings"),
        f"{workbook.NAME}/name": _("Sam (made up)"),
        f"{workbook.NAME}/stance": Stance.BUILD.value,
        f"{workbook.NAME}/example": True,
    }
    for worksheet in WORKSHEETS:
        answers |= {f"{worksheet.NAME}/{path}": value for path, value in worksheet.example().items()}
    id_ = new_id()
    _write(id_, answers, _MADE_UP)
    return id_


def _act() -> None:
    match browser.picked("home", "act"):
        case {"do": "start"}:
            navigation.go_to(navigation.address(navigation.START, new_id()))
        case {"do": "example"}:
            navigation.go_to(navigation.address(navigation.HOME, begin_example()))
        case {"do": "archive", "id": str(id_)}:
            _put(id_, Shelf.ARCHIVED, _("Archived: {change}"))
        case {"do": "restore", "id": str(id_)}:
            _put(id_, Shelf.OPEN, _("Back among your worksheets: {change}"))
        case {"do": "remove", "id": str(id_)}:
            _put(id_, Shelf.REMOVED, _("Removed: {change}"))
        case {"do": "undo"}:
            if put_away := st.session_state.pop(_PUT_AWAY, None):
                _write(put_away["id"], {f"{workbook.NAME}/shelf": put_away["from"]})
        case {"do": "search", "words": str(words)}:
            st.session_state[_WORDS] = words
        case {"do": "more"}:
            st.session_state[_MOST] = st.session_state.get(_MOST, ON_A_PAGE) + ON_A_PAGE
        case {"do": "shelf"}:
            there = st.session_state.get(_SHELF, Shelf.OPEN)
            st.session_state[_SHELF] = Shelf.OPEN if there is Shelf.ARCHIVED else Shelf.ARCHIVED


def _put(id_: str, shelf: Shelf, message: str) -> None:
    answers = store().load(actor(), id_)
    if answers is None or workbook.read(answers).shelf is shelf:
        return
    about = workbook.read(answers)
    _write(id_, {f"{workbook.NAME}/shelf": shelf.value})
    st.session_state[_PUT_AWAY] = {
        "id": id_,
        "from": about.shelf.value,
        "message": message.format(change=about.change or _("No words yet")),
    }


def _write(id_: str, answers: Mapping[str, Value], author: str | None = None) -> None:
    there = store().load(actor(), id_)
    gesture = new_id()
    at = time.time_ns() // 1_000_000
    edits = [
        Edit(
            new_id(),
            path,
            value,
            tuple(head.id for head in there.heads.get(path, ())) if there else (),
            author or actor().author,
            at,
            gesture,
        )
        for path, value in answers.items()
    ]
    store().append(actor(), id_, edits)


def _line(listed: Listed) -> dict[str, Any]:
    listing = listed.listing
    opened = _("last opened {date}").format(date=_date(listed.opened_at))
    return {
        "id": listed.id,
        "change": _("This worksheet is damaged") if listed.is_damaged else listing.change or _("No words yet"),
        "about": f"{listing.name} · {opened}" if listing.name else opened,
        "ratings": [
            _("{ruler} {number} of 10").format(ruler=Ruler(ruler).label, number=number)
            for ruler, number in listing.ratings.items()
        ],
        "example": listing.example,
        "query": navigation.address(navigation.HOME, listed.id),
        "rename": navigation.address(navigation.START, listed.id),
    }


def _date(milliseconds: int) -> str:
    return format_date(days.day_of(milliseconds), format="medium", locale=spoken())


def _nothing_here(shelf: Shelf, words: str) -> str:
    if words:
        return _("Nothing here matches “{words}”.").format(words=words)
    if shelf is Shelf.ARCHIVED:
        return _("Nothing is archived.")
    return _(
        "Nothing here yet. Start with a change that is on your mind, or look at the example first: "
        "it takes two minutes."
    )


def _other_shelf(shelf: Shelf) -> str:
    if shelf is Shelf.ARCHIVED:
        return _("Back to your worksheets")
    archived = store().listed(actor(), Shelf.ARCHIVED, most=1)[1]
    return _("Show archived ({count})").format(count=archived) if archived else ""


def _opening() -> dict[str, Any]:
    """What the window needs to open a file as a new workbook."""
    id_ = new_id()
    return {
        "token": granting(id_),
        "query": navigation.address(navigation.HOME, id_),
        "language": spoken(),
        "largest": LARGEST_SEALED,
        "words": {
            "open": _("Open a file"),
            "opening": _("Opening the file…"),
            "passphrase": _("Passphrase of the file"),
            "unseal": _("Open it"),
            "too_large": str(TooLarge()),
            "no_connection": _("The file was not opened: there is no connection. Please try again in a moment."),
        },
    }


def _words(shelf: Shelf) -> dict[str, str]:
    return {
        "heading": _("Archived worksheets") if shelf is Shelf.ARCHIVED else _("Your worksheets"),
        "start": _("Start a new worksheet"),
        "example": _("Try an example"),
        "search": _("Search your worksheets"),
        "more": _("Show more"),
        "undo": _("Undo"),
        "rename": _("Rename"),
        "rename_it": _("Rename: {change}"),
        "archive": _("Archive"),
        "archive_it": _("Archive: {change}"),
        "restore": _("Take out of the archive"),
        "restore_it": _("Take out of the archive: {change}"),
        "remove": _("Remove"),
        "remove_it": _("Remove: {change}"),
        "example_mark": _("Example"),
    }

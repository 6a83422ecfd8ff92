"""The home page: the workbooks of this person, and how to begin one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from components import blocks, browser, days, navigation, who_sees
from components.browser import told
from components.installation import store
from components.open_workbook import OpenWorkbook
from components.screens import accounts, backups, hiding, keeping, lock, sharing
from components.who import actor, granting
from components.worksheets import journal
from worksheets import example, rulers, version
from worksheets.answers import WorksheetError
from worksheets.editing import Folded
from worksheets.language import _, ngettext
from worksheets.rulers import Ruler
from worksheets.storage import Keeping, Listed, Tampered, new_id
from worksheets.storage.keeping import DAYS_IN_BIN
from worksheets.storage.listing import listing_of, of_name, with_words
from worksheets.summary.portable_file import LARGEST_SEALED
from worksheets.summary.refused import TooLarge
from worksheets.workbook import LONGEST_CHANGE, Shelf

ON_A_PAGE: Final = 20
SEARCH_FROM: Final = 11

_WORDS: Final = "home_words"
_SHELF: Final = "home_shelf"
_MOST: Final = "home_most"
_PUT_AWAY: Final = "home_put_away"
_SAID: Final = "home_said"
_PROBLEM: Final = "home_problem"
_SHELVES: Final = (Shelf.OPEN, Shelf.ARCHIVED, Shelf.REMOVED)


def draw() -> None:
    """Draw the page."""
    found, total = _found()
    usual = hiding.is_usual(found)
    hidden = usual and not hiding.is_ended()
    shown = _hidden_list() if hidden else _list(found, total, hiding.choices(usual=usual))
    browser.show_home(shown, _act)
    if shown.shelf == Shelf.REMOVED and (erased := keeping.erased()):
        browser.show_blocks("receipts", erased)
    if not hidden and (others := sharing.to_read()):
        browser.show_blocks("to_read", others)
    anew = [hiding.start_anew()] if total else []
    foot = [*who_sees.told(), *lock.offer(), *backups.offer(), *accounts.link(), *anew]
    browser.show_blocks("foot", [*foot, blocks.Note(version.name(), small=True)])


def _found() -> tuple[list[Listed], int]:
    """Return the worksheets that are asked for, with one more if there are more, and how many are on their shelf."""
    most = st.session_state.get(_MOST, ON_A_PAGE)
    words = st.session_state.get(_WORDS, "")
    return store().listed(actor(), _shelf(), with_words(words) if words.strip() else None, most + 1)


def _shelf() -> Shelf:
    return Shelf(st.session_state.get(_SHELF, Shelf.OPEN))


def _list(found: Sequence[Listed], total: int, choices: Sequence[blocks.Option]) -> told.Home:
    shelf = _shelf()
    words = st.session_state.get(_WORDS, "")
    most = st.session_state.get(_MOST, ON_A_PAGE)
    return replace(
        _page(shelf, found[:most], words),
        hiding=choices if total or words else [],
        searchable=total >= SEARCH_FROM or bool(words),
        more=len(found) > most,
        empty=_nothing_here(shelf, words),
        undo=_PUT_AWAY in st.session_state,
        message=st.session_state.pop(_PROBLEM, "") or st.session_state.get(_SAID, ""),
        other_shelves=list(_other_shelves(shelf)),
    )


def _hidden_list() -> told.Home:
    """Return the page without a word of anybody, until a name is typed in full; what was shown before is forgotten."""
    for name in (_WORDS, _SHELF, _MOST, _PUT_AWAY, _SAID):
        st.session_state.pop(name, None)
    name = hiding.name_looked_for()
    found = store().listed(actor(), Shelf.OPEN, of_name(name))[0] if name else []
    nobody = _("No worksheet has exactly the name “{words}”.")
    empty = nobody.format(words=name) if name else ""
    problem = st.session_state.pop(_PROBLEM, "")
    return replace(_page(Shelf.OPEN, found, name), hidden=True, searchable=True, empty=empty, message=problem)


def _page(shelf: Shelf, shown: Sequence[Listed], searched: str) -> told.Home:
    """Return the page with these worksheets and nothing else."""
    id_ = new_id()
    return told.Home(
        navigation.place(),
        phrases(shelf),
        cookie=hiding.cookie(),
        workbooks=[_line(listed) for listed in shown],
        shelf=shelf.value,
        searched=searched,
        opening=_opening(),
        next=OpenWorkbook(id_, actor(), Folded()).for_window(),
        begin=navigation.address(navigation.START, id_),
        topics=navigation.address(navigation.TOPICS, id_),
        longest=LONGEST_CHANGE,
    )


def _act() -> None:
    """Do what was asked for on the page, or say why not; what is typed there stays."""
    try:
        _do(st.session_state["home"]["act"])
    except WorksheetError as error:
        st.session_state[_PROBLEM] = str(error)


def _do(act: object) -> None:
    match act:
        case {"do": "example"}:
            id_ = new_id()
            store().append(actor(), id_, example.edits())
            navigation.go_to(navigation.address(navigation.HOME, id_))
        case {"do": "archive", "id": str(id_)}:
            _put(id_, Shelf.ARCHIVED, _("Archived: {change}"))
        case {"do": "restore" | "put_back", "id": str(id_)}:
            _put(id_, Shelf.OPEN, _("Back in your worksheets: {change}"))
        case {"do": "remove", "id": str(id_)}:
            _put(id_, Shelf.REMOVED, _("Removed: {change}"))
        case {"do": "erase", "id": str(id_)}:
            _erase(id_)
        case {"do": "undo"}:
            st.session_state.pop(_SAID, None)
            if put_away := st.session_state.pop(_PUT_AWAY, None):
                store().move(actor(), *put_away)
        case {"do": "show" | "hide" | "always_show" | "always_hide" as how}:
            hiding.choose(how)
        case {"do": "find", "words": str(words)}:
            hiding.look_for(words)
        case {"do": "search", "words": str(words)}:
            hiding.go_on_showing()
            st.session_state[_WORDS] = words
        case {"do": "more"}:
            hiding.go_on_showing()
            st.session_state[_MOST] = st.session_state.get(_MOST, ON_A_PAGE) + ON_A_PAGE
        case {"do": "shelf", "shelf": str(shelf)} if shelf in _SHELVES:
            st.session_state[_SHELF] = Shelf(shelf)


def _put(id_: str, shelf: Shelf, message: str) -> None:
    try:
        answers = store().load(actor(), id_)
    except Tampered:
        change = _("This worksheet is damaged")
    else:
        listing = listing_of(answers or Folded())
        if answers is None or listing.shelf is shelf:
            return
        change = listing.called
        st.session_state[_PUT_AWAY] = (id_, listing.shelf)
    store().move(actor(), id_, shelf)
    st.session_state[_SAID] = message.format(change=change)


def _erase(id_: str) -> None:
    """Erase it for good, unless another window has put it back or on hold."""
    st.session_state.pop(_PUT_AWAY, None)
    store().erase(actor(), id_)
    st.session_state[_SAID] = _("It was erased for good. The receipt is below.")


def _line(listed: Listed) -> told.ListedWorkbook:
    listing = listed.listing
    # For translators: it stands behind whose worksheet it is, if somebody said so: “A. B. · last opened Nov 22, 2026”.
    opened = _("last opened {date}").format(date=days.day_in_words(listed.opened_at))
    return told.ListedWorkbook(
        id=listed.id,
        change=_("This worksheet is damaged") if listed.is_damaged else listing.called,
        about=[listing.name, opened] if listing.name else [opened],
        ratings=[_rating(Ruler(ruler), number, ruler in listing.in_words) for ruler, number in listing.ratings.items()],
        keeping=_kept_in_bin(listed.keeping),
        held=listed.keeping.held,
        example=listing.example,
        query=navigation.address(navigation.HOME if listing.is_map else navigation.asked(), listed.id),
        journal=None if listing.is_map else journal.address(listed.id),
        rename=navigation.address(navigation.TOPICS if listing.is_map else navigation.START, listed.id),
    )


def _rating(ruler: Ruler, number: int, in_words: bool) -> told.ListedRating:
    shown, said = rulers.briefly(number, in_words), rulers.in_full(ruler, number, in_words)
    return told.ListedRating(ruler.label, number, shown, said)


def _kept_in_bin(kept: Keeping) -> str:
    if kept.removed_at and kept.held:
        return _("On hold: it will not be erased")
    return (
        _("Will be erased for good on {date}").format(date=days.day_in_words(kept.erased_at)) if kept.erased_at else ""
    )


def _nothing_here(shelf: Shelf, words: str) -> str:
    if words:
        return _("Nothing here matches “{words}”.").format(words=words)
    if shelf is Shelf.ARCHIVED:
        return _("Nothing is in the archive.")
    if shelf is Shelf.REMOVED:
        return _("The bin is empty.")
    return _(
        "Nothing here yet. Start with a change that is on your mind, or look at the example first: "
        "it takes two minutes."
    )


def _other_shelves(shelf: Shelf) -> Iterator[blocks.Option]:
    """Yield the shelves to go to from here, with the text of the button."""
    if shelf is not Shelf.OPEN:
        yield blocks.Option(Shelf.OPEN, _("Back to your worksheets"))
        return
    archived, removed = (store().listed(actor(), other, most=1)[1] for other in (Shelf.ARCHIVED, Shelf.REMOVED))
    if archived:
        yield blocks.Option(Shelf.ARCHIVED, _("Show archived ({count})").format(count=archived))
    if removed or store().receipts(actor()):
        yield blocks.Option(Shelf.REMOVED, _("Show the bin ({count})").format(count=removed))


def _opening() -> told.Opening:
    id_ = new_id()
    query = navigation.address(navigation.HOME, id_)
    return told.Opening(token=granting(actor(), id_), query=query, largest=LARGEST_SEALED, phrases=opening_phrases())


def opening_phrases() -> dict[str, str]:
    """Return what the window says while a file is opened."""
    return {
        "open": _("Open a file"),
        "opening": _("Opening the file…"),
        "passphrase": _("Passphrase for the file"),
        "unseal": _("Open it"),
        "open_there": _("Open the one that is here"),
        "open_again": _("Open the file as another worksheet"),
        "too_large": str(TooLarge()),
        "no_connection": _("The file was not opened: there is no connection. Please try again in a moment."),
    }


def phrases(shelf: Shelf) -> dict[str, str]:
    """Return what the window says on this shelf."""
    headings = {Shelf.ARCHIVED: _("Archived worksheets"), Shelf.REMOVED: _("The bin")}
    about_bin = ngettext(
        "What you remove stays here for {days} day, and you can put it back. After that, it is erased for good.",
        "What you remove stays here for {days} days, and you can put it back. After that, it is erased for good.",
        DAYS_IN_BIN,
    )
    return {
        "heading": headings.get(shelf, _("Your worksheets")),
        "about": about_bin.format(days=DAYS_IN_BIN) if shelf is Shelf.REMOVED else "",
        "question": _("What are you of two minds about?"),
        "promise": _("Look at both sides of a change, in your own words. Nothing is added up, and no side wins."),
        # For translators: two examples, in the form in which somebody says it after “I’m thinking about whether to …”.
        "such_as": _("get up earlier, or change jobs"),
        "start": _("Start a new worksheet"),
        "example": _("Try an example"),
        "topics": _("Several things on your mind?"),
        "search": _("Search your worksheets"),
        "hidden": _("Your worksheets are hidden, so that nobody next to you can see whose they are."),
        "show": _("Show my worksheets"),
        "find": _("Find one by its name or initials"),
        "more": _("Show more"),
        "undo": _("Undo"),
        "journal": _("Journal"),
        "journal_it": _("Journal: {change}"),
        "rename": _("Rename"),
        "rename_it": _("Rename: {change}"),
        # For translators: a button: put this worksheet into the archive.
        "archive": _("Archive"),
        "archive_it": _("Archive: {change}"),
        "restore": _("Take out of the archive"),
        "restore_it": _("Take out of the archive: {change}"),
        "remove": _("Remove"),
        "remove_it": _("Remove: {change}"),
        "put_back": _("Put back"),
        "put_back_it": _("Put back: {change}"),
        "erase": _("Erase now"),
        "erase_it": _("Erase now: {change}"),
        "erase_asks": _(
            "This cannot be undone. Everything that was written is erased for good, and so are the private notes on it."
        ),
        "erase_yes": _("Erase for good"),
        "erase_yes_it": _("Erase for good: {change}"),
        "erase_no": _("Keep it"),
        "erase_no_it": _("Keep it: {change}"),
        # For translators: it stands on a worksheet that shows how Both Sides is used.
        "example_mark": _("Example"),
    }

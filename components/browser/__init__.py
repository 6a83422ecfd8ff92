"""Our own few components: their JavaScript and CSS are in this folder, and these functions put them on the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import streamlit as st

from components import navigation
from components.blocks import Block, Heading, Query
from components.browser import told
from components.modules import ADDRESS
from components.open_workbook import OpenWorkbook
from components.speaking import in_its_language
from components.window import can_take_back
from worksheets.json_values import Json, plain
from worksheets.language import _, labeled, pgettext
from worksheets.workbook import Shelf

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

# A window keeps the modules that it began with, even when the server is updated: they have what is not saved yet.
_START: Final = """
export default async function (component) {
  const latest = new URL("%s/", document.baseURI).href;
  window.bothSides ??= latest;
  if (window.bothSides !== latest) import(`${latest}updated.js`);
  const { default: draw } = await import(`${window.bothSides}%s.js`);
  return draw(component);
}
"""


def _component(name: str) -> ComponentRenderer:
    return st.components.v2.component(f"both_sides.{name}", js=_START % (ADDRESS, name), isolate_styles=False)


def _handed(told: object) -> tuple[Json]:
    """Return what a component is told. Of a dict, Streamlit loads pandas to look for tables in it; of a tuple, not."""
    return (plain(told),)


_frame = _component("frame")
_home = _component("home")
_sheet = _component("sheet")
_sign_in = _component("sign_in")


def entitle(*parts: str) -> None:
    """Call the window by what its page is called: never in words that somebody wrote, which the browser remembers."""
    title = _("Both Sides")
    for part in filter(None, reversed(parts)):
        # For translators: the title of a page, and of the product, on the browser’s tab.
        title = _("{page} – {product}").format(page=part, product=title)
    st.set_page_config(page_title=title)


def show_frame(frame: told.Frame, speak: Callable[[str], None]) -> None:
    """Draw the frame of the page; `speak` is called with the language that somebody chooses in it."""
    _frame(key="frame", data=_handed(frame), on_language_change=lambda: speak(st.session_state.frame.language))


def show_home(home: told.Home, act: Callable[[], None]) -> None:
    """Draw the list of workbooks; `act` runs when the person does something to one: `st.session_state.home.act`."""
    entitle("" if home.shelf == Shelf.OPEN else home.phrases["heading"])
    _home(key="home", data=_handed(home), on_act_change=in_its_language(act))


def show_sign_in(sign_in: told.SignIn, enter: Callable[[], None]) -> None:
    """Draw the page for somebody who is not signed in; `enter` runs when they want to sign in in this window."""
    entitle(sign_in.way_in.heading)
    _sign_in(key="sign_in", data=_handed(sign_in), on_enter_change=enter)


def show_blocks(key: str, blocks: Sequence[Block]) -> None:
    """Draw blocks to read, such as a chart's text twin."""
    _entitle_by_heading(blocks)
    _sheet(key=key, data=_handed(told.Sheet(navigation.place(), _drawing(blocks), blocks)))


def show_sheet(
    key: str, blocks: Sequence[Block], opened: OpenWorkbook, undo: Sequence[str] = (), undone_at: Query | None = None
) -> None:
    """Draw blocks to write in; the page, or the fragment that holds this call, runs again after each save.

    Undo and Redo take back what was changed last within the paths in `undo`, and then open the page `undone_at`.
    """
    _entitle_by_heading(blocks)
    key = f"{key} {opened.id} {opened.actor.author}"
    drawing = _drawing([*blocks, *undo])
    match st.session_state.get(key):
        case {"saved": {"drawing": known}} if known == drawing:
            sent = None
        case _:
            sent = blocks
    can = can_take_back(opened.answers, opened.actor.author, undo) if undo else None
    sheet = told.Sheet(navigation.place(), drawing, sent, opened.for_window(), undo, undone_at, can)
    _sheet(key=key, data=_handed(sheet), on_saved_change=lambda: None)


def _entitle_by_heading(blocks: Sequence[Block]) -> None:
    """Call the window by the heading of its page, if it is among these blocks."""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            entitle(block.text)


def _drawing(what: Sequence[Block | str]) -> str:
    """Return a name for what is drawn, which is another one as soon as anything of it changes."""
    return sha256(json.dumps(plain(what)).encode()).hexdigest()[:16]


def phrases() -> dict[str, str]:
    """Return what the browser says by itself; {…} is filled in there."""
    return {
        "add": _("Add"),
        "add_to": _("Add to: {heading}"),
        "add_another": _("Add another"),
        "more": _("More: {text}"),
        "move_to": _("Move to another box:"),
        "move_to_item": _("Move to another box: {text}"),
        # For translators: a thing was added to a list; read out by a screen reader
        "added": _("Added, {number} of {count}"),
        # For translators: a thing now stands at another place of its list; read out by a screen reader
        "moved": _("Moved, {number} of {count}"),
        "moved_to": _("Moved to: {heading}"),
        # For translators: one thing of a list, by the name of the list and its number: “Step 2”.
        "item": _("{heading} {number}"),
        "move_up": _("Move up"),
        "move_up_item": _("Move up: {text}"),
        "move_down": _("Move down"),
        "move_down_item": _("Move down: {text}"),
        "remove": _("Remove"),
        "remove_item": _("Remove: {text}"),
        "removed": _("Removed. Undo brings it back."),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undone": _("Undone"),
        "redone": _("Redone"),
        "nothing_to_undo": _("There is nothing to undo."),
        "nothing_to_redo": _("There is nothing to redo."),
        "clear": _("Clear the answer"),
        "about": labeled("{label}", "{text}"),
        # For translators: an end of a ruler, as its number and what that means: “0 · Not at all important”.
        "end": _("{number} · {meaning}"),
        "as_number": _("Your answer: {number} of 10"),
        "of_ten": _("{number} of 10"),
        "own_ends": _("Your own words for the two ends"),
        "not_answered": _("no answer yet"),
        "ticked": _("ticked"),
        "not_ticked": _("not ticked"),
        "beside_what": _("Something else was written at the same time: {name}"),
        "also_mine": _("You also answered this in another window:"),
        "also_theirs": _("Someone else also answered:"),
        "keep_shown": _("Keep the one above"),
        "keep_other": _("Keep this one instead"),
        "keep_both": _("Keep both"),
        "no_such_day": _("There is no such day. Please choose it again."),
        "too_long": _(
            "This is {over} over the limit of {limit} characters, and its end is not saved. Please shorten it."
        ),
        "pasted": _("Added to the list: {count}. You can undo this."),
        "other_ideas": _("Other ideas"),
        "something_else": _("… something else?"),
        "more_questions": _("More questions"),
        "other_questions": _("Ask me something else"),
        "idea_added": _("Added above. You can change the words there."),
        "making": _("Making the file…"),
        "made": _("The file is in your downloads."),
        "no_connection": _("There is no connection. Please try again in a moment."),
        "again": _("Type the passphrase again"),
        "differ": _("The two passphrases do not match. Please type them again."),
        "write_down": _("Write down this code"),
        "written_down": _("I’ve written it down"),
        "no_file": _("No file was made: there is no connection. Please try again in a moment."),
        "skip": _("Skip to main content"),
        # For translators: the links to all pages of the worksheet; these are not the steps of a plan.
        "steps": pgettext("pages of the worksheet", "Steps"),
        # For translators: a screen reader says it of the link to a page: “Rulers: something is written here”.
        "begun_step": _("{step}: something is written here"),
        "saving": _("Saving…"),
        # For translators: when all was saved last: “Saved 2:06 PM”.
        "saved": _("Saved {time}"),
        "offline": _("Not saved: no connection. Your text is still here; keep this page open."),
        # For translators: {why} is a whole sentence, or a few: “The disk is full.”
        "not_saved": _("Not saved. {why} Your text is still here; keep this page open."),
        "hidden": _("This page is hidden"),
        # For translators: {why} is a whole sentence, or a few: “There is no connection.”
        "not_shown": _("Your answers cannot be shown yet. {why}"),
        # For translators: the button that shows an empty page at once, for somebody whom nobody may see here.
        "leave": _("Leave quickly"),
        "read_aloud": _("Read aloud: {question}"),
        "leave_by_key": _("Or press Esc three times"),
    }

"""The few own components: their JavaScript and CSS lie in this folder, and these functions put them on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from components import navigation
from components.open_workbook import OpenWorkbook
from worksheets.language import _, spoken

FOLDER: Final = Path(__file__).parent

_START: Final = """
export default async function (component) {
  const { default: draw } = await import(new URL("browser/%s.js", document.baseURI).href);
  return draw(component);
}
"""


def _component(name: str) -> Any:
    return st.components.v2.component(f"both_sides.{name}", js=_START % name, isolate_styles=False)


_frame = _component("frame")
_home = _component("home")
_sheet = _component("sheet")
_sign_in = _component("sign_in")


def show_frame(data: Mapping[str, Any]) -> None:
    """The frame of every page."""
    _frame(key="frame", data={"lang": spoken(), "words": _words(), **data})


def show_home(data: Mapping[str, Any], act: Callable[[], None]) -> None:
    """The list of workbooks; `act` runs when the person does something to one (read `picked("home", "act")`)."""
    _home(key="home", data={"page": navigation.place(), **data}, on_act_change=act)


def show_sign_in(data: Mapping[str, Any], enter: Callable[[], None]) -> None:
    """The page of who is not signed in; `enter` runs when the person wants to sign in in this window."""
    _sign_in(key="sign_in", data={"page": navigation.place(), **data}, on_enter_change=enter)


def show_blocks(key: str, blocks: Sequence[Mapping[str, Any]]) -> None:
    """Blocks to read, such as a chart's text twin."""
    _sheet(key=key, data={"page": navigation.place(), "blocks": blocks, "words": _words(), "undo": []})


def show_sheet(
    key: str,
    blocks: Sequence[Mapping[str, Any]],
    opened: OpenWorkbook,
    *,
    undo: Sequence[str] = (),
    undone_at: Mapping[str, str] | None = None,
) -> None:
    """Blocks to write in.

    The page (or the fragment that holds this call) runs again after each save. The Undo and Redo buttons take back
    what was last changed at the paths in `undo` or below them, and then open the page `undone_at`, if there is one.
    """
    data = {
        "page": navigation.place(),
        "blocks": blocks,
        "words": _words(),
        "workbook": opened.for_window(undo),
        "undo": list(undo),
        "undone_at": undone_at,
    }
    _sheet(key=f"{key} {opened.id} {opened.actor.author}", data=data, on_saved_change=_nothing)


def picked(key: str, name: str) -> Any:
    """What the component with this key sent in the trigger `name`, inside its callback."""
    return st.session_state[key][name]


def _nothing() -> None:
    return None


def _words() -> dict[str, str]:
    """What the browser says by itself; {…} is filled in there."""
    return {
        "add": _("Add"),
        "add_to": _("Add to: {heading}"),
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
        "redone": _("Done again"),
        "nothing_to_undo": _("There is nothing to undo."),
        "nothing_to_redo": _("There is nothing to redo."),
        "clear": _("Clear the answer"),
        "not_answered": _("no answer yet"),
        "ticked": _("ticked"),
        "not_ticked": _("not ticked"),
        "beside": _("Written at the same time"),
        "beside_what": _("Something else was written at the same time: {name}"),
        "also_mine": _("You also answered this in another window:"),
        "also_theirs": _("Somebody else also answered:"),
        "keep_shown": _("Keep what is above"),
        "keep_other": _("Keep this instead"),
        "keep_both": _("Keep both"),
        "no_such_day": _("This day is not in the calendar. Please choose it again."),
        "too_long": _("The limit is {limit} characters. The last {over} are not kept: please shorten this."),
        "other_ideas": _("Other ideas"),
        "something_else": _("… something else?"),
        "idea_added": _("Added above. You can change the words there."),
        "making": _("Making the file…"),
        "made": _("The file is among your downloads."),
        "no_connection": _("There is no connection. Please try again in a moment."),
        "no_file": _("No file was made: there is no connection. Please try again in a moment."),
        "steps": _("Steps"),
        "saving": _("Saving…"),
        "saved": _("Saved {time}"),
        "offline": _("Not saved: no connection. Your text is still here; keep this page open."),
        "not_saved": _("Not saved."),
        "text_is_here": _("Your text is still here; keep this page open."),
    }

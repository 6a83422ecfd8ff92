"""The language of this window: chosen in it, remembered by its browser, or the first one that its browser asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

import streamlit as st

from components import blocks
from worksheets import language
from worksheets.language import _

COOKIE: Final = "both_sides_language"

_CHOSEN: Final = "language_chosen"

_P = ParamSpec("_P")


def speak() -> None:
    """Speak the language of this window for the rest of this run."""
    chosen = st.session_state.get(_CHOSEN) or st.context.cookies.get(COOKIE)
    asked = st.context.headers.get("accept-language") or st.context.locale or ""
    language.use(chosen if chosen in language.codes() else language.best_for(asked))


def choose(code: str) -> None:
    """Have this window speak this language from here on; its browser remembers it by itself."""
    st.session_state[_CHOSEN] = code


def options() -> list[blocks.Option]:
    """Return the languages that can be chosen, each by its own name."""
    return [blocks.Option(code, language.own_name(code)) for code in language.codes()]


def told() -> list[blocks.Note]:
    """Return what the foot of a page says of its language, if there is something to say."""
    if language.is_reviewed():
        return []
    return [blocks.Note(_("No clinician has checked the words of this language yet."), small=True)]


def in_its_language(run: Callable[_P, None]) -> Callable[_P, None]:
    """Have what runs without the page around it, such as a fragment or a callback, speak the language of its window."""

    @wraps(run)
    def spoken(*args: _P.args, **kwargs: _P.kwargs) -> None:
        speak()
        run(*args, **kwargs)

    return spoken

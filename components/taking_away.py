"""What people take away: the lines that they tick for it, the paper, and how its pages look."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import streamlit as st

from components import blocks, country
from components.blocks import Block
from worksheets.answers import WorksheetError
from worksheets.json_values import plain
from worksheets.language import _
from worksheets.pocket_card import WordList
from worksheets.summary import Paper

LARGEST_TO_LOOK_AT: Final = 150_000
"""In characters of contents, some forty pages: each page that is drawn takes time and memory."""

_SECOND: Final = "second_language"
_LETTER_COUNTRIES: Final = ("US", "CA", "MX", "CL", "CO", "PH")


def usual_paper() -> Paper:
    """Return the paper of the country that the person at this window is in."""
    return Paper.LETTER if country.here() in _LETTER_COUNTRIES else Paper.A4


def second_language() -> str:
    """Return the language in which headings on paper stand a second time, by its code; "" if none was chosen."""
    return str(st.session_state.get(_SECOND, ""))


def take_second_language(code: str) -> None:
    """Have headings on paper stand in this language, too; if it is another one, all of the page is drawn anew."""
    if second_language() != code:
        st.session_state[_SECOND] = code
        st.rerun()


def ticks(path: str, parts: Iterable[WordList]) -> list[Block]:
    """Return a check box below this path for each of these lines, list by list."""
    return [
        blocks.Group(part.heading, [blocks.Tick(f"{path}/{words.id}", words.text) for words in part.words], brief=True)
        for part in parts
    ]


def preview(label: str, contents: object, to_pages: Callable[[], Sequence[bytes]], description: str) -> Block:
    """Return the pages as pictures, or why there are none; the description of each has its {page} of {pages}."""
    if len(json.dumps(plain(contents), ensure_ascii=False)) > LARGEST_TO_LOOK_AT:
        return blocks.Note(
            _("This is too long to show here. The PDF has all of it. To look at it here, leave out a part.")
        )
    try:
        pages = to_pages()
    except WorksheetError as error:
        return blocks.Note(str(error))
    pictures = [
        blocks.Picture(
            f"data:image/png;base64,{base64.b64encode(page).decode()}",
            description.format(page=number, pages=len(pages)),
        )
        for number, page in enumerate(pages, start=1)
    ]
    return blocks.Pictures(label, pictures)

"""The style sheets: numbers and colours come from the tokens, and one file alone knows Streamlit's page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from PIL import ImageColor

from tests.house.repository import ROOT, text_of

FOLDER = ROOT / "components" / "browser" / "css"

DECLARATION = re.compile(r"(?<![\w-])(?!grid-)[\w-]+\s*:\s*([^;{}]+)[;}]")
NUMBER = re.compile(r"(?<![\w.#])-?(?:\d*\.)?\d+(?:[a-z]+|%)?")
FREE = re.compile(r"0|-?1|2|1px|50%|100%|\d+fr")
COLOUR = re.compile(r"#\w+|--st-[\w-]+|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(")
COLOURS_OF_THE_SYSTEM = {
    *("accentcolor", "accentcolortext", "activetext", "buttonborder", "buttonface", "buttontext", "canvas"),
    *("canvastext", "field", "fieldtext", "graytext", "highlight", "highlighttext", "linktext", "mark", "marktext"),
    *("selecteditem", "selecteditemtext", "visitedtext"),
}
NAMED_COLOURS = COLOURS_OF_THE_SYSTEM | ImageColor.colormap.keys()
STREAMLIT = re.compile(r"data-testid|(?<![\w-])st[-A-Z]\w*")


def test_numbers_and_colours_are_tokens_and_one_style_sheet_knows_streamlit() -> None:
    """Outside `tokens.css`, a declaration has no number but 0, 1, -1, 1px, halves and wholes, and no colour.

    Selectors, media queries and the lines of a grid may have any. `transparent` and `currentcolor` are no colours
    of their own; those of Streamlit's theme and of the system are.
    """
    sheets = {path.name: _without_comments(path) for path in FOLDER.glob("*.css")}

    strays = {name: found for name, css in sheets.items() if (found := list(_strays(name, css)))}

    assert {"tokens.css", "streamlit.css"} < sheets.keys()
    assert strays == {}


def test_every_style_sheet_is_loaded() -> None:
    loaded = re.findall(r'@import "(.+)";', _without_comments(FOLDER / "page.css"))

    assert sorted([*loaded, "page.css"]) == sorted(path.name for path in FOLDER.glob("*.css"))


def test_paper_has_the_two_colors_and_the_ink_of_the_page() -> None:
    theme = tomllib.loads(text_of(".streamlit/config.toml"))["theme"]["light"]
    paper = dict(re.findall(r'#let (\w+) = rgb\("(#\w+)"\)', text_of("worksheets/summary/paper.typ")))

    page = {"ink": "textColor", "here": "violetColor", "there": "primaryColor", "edge": "borderColor"}
    assert {name: paper[name] for name in page} == {name: theme[key] for name, key in page.items()}


def _without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _strays(name: str, css: str) -> Iterator[str]:
    """What stands in the style sheet with this name and belongs in another."""
    for value in DECLARATION.findall(css) if name != "tokens.css" else []:
        yield from COLOUR.findall(value)
        own = re.sub(r"--[\w-]+", "", value)
        yield from (number for number in NUMBER.findall(own) if not FREE.fullmatch(number))
        yield from (word for word in re.findall(r"(?<![\w-])[a-zA-Z]+(?![\w-])", own) if word.lower() in NAMED_COLOURS)
    if name != "streamlit.css":
        yield from STREAMLIT.findall(css.replace("--st-", ""))

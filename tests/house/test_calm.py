"""Nothing on any page counts, praises, warns or hurries."""

from __future__ import annotations

import colorsys
import re
import tomllib
from collections.abc import Iterator
from typing import Final

from babel.messages.pofile import read_po

from tests.house.repository import ROOT

NEVER_SAID: Final = re.compile(
    r"\b(streaks?|badges?|scores?|scored|winner|level up|leader ?board|confetti|congratulations|good job|great job"
    r"|you failed|don’t give up|keep it up|well done|almost there|on track|goals? reached)\b|\d ?%|🎉|🏆|⭐|🔥",
    re.IGNORECASE,
)
SAID_TO_THERAPISTS: Final = {"Praise: “Well done” makes you the judge. Say what you heard instead."}
NEVER_DONE: Final = re.compile(r"showModal|\balert\(|window\.confirm|@keyframes|\banimation\b|<marquee|<blink")
PAGE: Final = [*ROOT.glob("components/browser/**/*.js"), *ROOT.glob("components/browser/**/*.css")]
COLOR: Final = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
HUES: Final = {"red": (345, 375), "green": (80, 155)}
"""Of a color that is said to be one of these, in degrees; pine is a blue green of 174."""
GRAY: Final = 0.25


def test_no_word_of_the_page_counts_praises_or_blames() -> None:
    with (ROOT / "locale" / "messages.pot").open("rb") as file:
        said = [str(message.id) for message in read_po(file) if message.id]

    assert len(said) > 500
    assert [words for words in said if NEVER_SAID.search(words) and words not in SAID_TO_THERAPISTS] == []


def test_nothing_blinks_and_nothing_opens_in_front_of_the_page_by_itself() -> None:
    assert len(PAGE) > 30
    assert [(path.name, found.group()) for path in PAGE for found in NEVER_DONE.finditer(path.read_text("utf-8"))] == []


def test_nothing_is_red_or_green() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    colors = {color for scheme in ("light", "dark") for color in COLOR.findall(str(theme[scheme]))}

    assert len(colors) > 8
    assert {color: [*called(color)] for color in colors if [*called(color)]} == {}
    assert [*called("#d32f2f")] == ["red"]
    assert [*called("#2e7d32")] == ["green"]


def called(color: str) -> Iterator[str]:
    """Yield which of the colors that judge this one is."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, _lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    for name, (first, last) in HUES.items():
        if saturation > GRAY and any(first <= hue * 360 + turn <= last for turn in (0, 360)):
            yield name

"""What a clinic says in its own words, and what it is told when something in its settings file is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.world.cases import for_each
from tests.world.hostile import MARKUP
from worksheets import clinic, help_lines
from worksheets.help_lines import SettingsUnreadable

SHIPPED = Path(__file__).parents[2] / "settings.toml"

OURS = 'how_this_works = "Ask at the desk."\n'
COUNTRY = '[[countries]]\ncode = "XX"\nname = "Here"\nlines = []\n'


def settings(folder: Path, content: str) -> Path:
    """A clinic's own settings file."""
    path = folder / "clinic.toml"
    path.write_text(content, encoding="utf-8")
    return path


@for_each("content", [OURS + COUNTRY, 'how_this_works = """\n  Ask\nat the  desk.\n"""'])
def test_what_a_clinic_says_is_one_paragraph(tmp_path: Path, content: str) -> None:
    assert clinic.read(settings(tmp_path, content)) == "Ask at the desk."


@for_each("content", ["", COUNTRY, OURS.replace("Ask at the desk.", " ")])
def test_a_clinic_that_says_nothing_has_no_paragraph(tmp_path: Path, content: str) -> None:
    assert clinic.read(settings(tmp_path, content)) == ""


def test_the_file_that_comes_with_the_program_says_nothing_and_shows_how(tmp_path: Path) -> None:
    shipped = SHIPPED.read_text("utf-8")

    said = [clinic.read(settings(tmp_path, text)) for text in (shipped, shipped.replace("# how_this_works", OURS[:14]))]

    assert said[0] == "" and said[1].startswith("Plain words of your own")
    assert help_lines.read(tmp_path / "clinic.toml") == help_lines.read(SHIPPED)


def test_markup_stays_as_it_was_typed_and_control_characters_go(tmp_path: Path) -> None:
    typed = [*MARKUP, "right\u202eleft"]

    said = [clinic.read(settings(tmp_path, f"how_this_works = '''{text}'''")) for text in typed]

    assert said == [*(" ".join(text.split()) for text in MARKUP), "rightleft"]


@for_each(
    ("content", "what_is_wrong"),
    [
        (OURS.replace("how_this", "how_that"), "how_that_works"),
        (COUNTRY + OURS, "how_this_works"),
        (OURS.replace('"Ask at the desk."', "7"), "text in quotation marks"),
        (OURS.replace('"Ask at the desk."', '["Ask", "us"]'), "text in quotation marks"),
        (OURS.replace("Ask at the desk.", "a" * (clinic.LONGEST + 1)), "1001 characters"),
        (OURS.replace('desk."', "desk."), "line 1"),
    ],
)
def test_a_mistake_is_told_with_the_files_name_and_what_is_wrong(
    tmp_path: Path, content: str, what_is_wrong: str
) -> None:
    with pytest.raises(SettingsUnreadable) as told:
        clinic.read(settings(tmp_path, content))

    assert "could not be read from clinic.toml" in str(told.value)
    assert what_is_wrong in str(told.value)

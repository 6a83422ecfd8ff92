"""What was tested for everybody, and what was not, is the same in the app and in the repository."""

from __future__ import annotations

from components.screens import accessibility
from tests.house.repository import text_of


def test_the_page_says_what_the_file_says() -> None:
    there = [accessibility.title(), accessibility.introduction()]
    for heading, lines in accessibility.told().items():
        there += [heading, *lines]

    file = " ".join(word for word in text_of("docs/accessibility.md").split() if word not in ("#", "##", "-"))
    assert file.startswith(" ".join(there))

"""Paper speaks the language of the page, or two of them, and runs the way in which that language is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from tests.summary.reading import NOW, elements, read, text_of
from tests.summary.test_summary import example
from tests.world.writing import answered
from worksheets import language
from worksheets.summary import Paper, contents, in_two, naming, support, to_pdf

TODAY = NOW.date()

_HEBREW = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Both sides"
msgstr "צדדים"

msgid "Good things about how things are now"
msgstr "עכשיו"

msgid "Good things about making this change"
msgstr "שינוי"

msgid "Not at all important"
msgstr "כלל"

msgid "The most important thing right now"
msgstr "מאוד"

msgid "What helps me"
msgstr "עוזר"

msgid "worksheet-{day}"
msgstr "דף-{day}"
"""


@pytest.fixture
def hebrew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Hebrew, as far as it is needed here."""
    catalogue = tmp_path / "he" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(_HEBREW, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    forget()
    yield
    forget()


def forget() -> None:
    language.codes.cache_clear()
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("hebrew")
def test_headings_stand_in_a_second_language_below_the_first_and_nobodys_words_do() -> None:
    pdf = to_pdf(in_two(lambda: contents(answered(example()), ["decisional_balance"], TODAY), "he"), Paper.A4, NOW)

    text = text_of(pdf)
    assert "Both sides צדדים" in text
    assert text.count("drink less in the evening") == text.count("Explaining it to my friends") == 1
    assert (drawn := read(pdf).pages[0].get_contents()) is not None and b"/Lang(he)" in drawn.get_data()
    assert (metadata := read(pdf).metadata) and metadata.title == "Worksheet summary"


@pytest.mark.usefixtures("hebrew")
def test_a_page_for_somebody_who_helps_has_its_headings_in_their_language_too() -> None:
    answers = answered({"support/for_whom": "my sister", "support/helps": "Go running with me."})

    pdf = support.to_pdf(answers, Paper.A4, NOW, "he")

    assert "What helps me עוזר Go running with me." in text_of(pdf)


@pytest.mark.usefixtures("hebrew")
def test_a_page_from_right_to_left_begins_on_the_right_with_its_first_side_its_numbers_and_its_name() -> None:
    def in_hebrew() -> tuple[str, bytes]:
        language.use("he")
        page = contents(answered(example()), ["decisional_balance", "rulers"], TODAY)
        return naming.of_worksheet(TODAY, ".pdf"), to_pdf(page, Paper.A4, NOW)

    name, pdf = copy_context().run(in_hebrew)

    across: dict[str, float] = {}

    def note(text: str, around: list[float], own: list[float], _font: object, _size: float) -> None:
        across[text.strip()] = around[4] + own[4]

    for page in read(pdf).pages:
        page.extract_text(visitor_text=note)
    assert name == "דף-2026-11-22.pdf"
    assert across["עכשיו"] > across["שינוי"]
    assert across["כלל"] > across["מאוד"]
    assert across["0"] > across["10"]
    assert "und" in {element.get("/Lang") for element in elements(pdf)}, "English words are not called Hebrew"

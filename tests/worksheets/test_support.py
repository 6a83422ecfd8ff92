"""The page for somebody who helps holds what the person picked and wrote for it, and no other word of theirs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.summary.reading import NOW, text_of
from tests.worksheets import answering
from tests.world.writing import answered
from worksheets import support
from worksheets.answers import Value
from worksheets.summary import Paper
from worksheets.summary import support as on_paper

ANSWERS: Mapping[str, Value] = {
    "workbook/change": "drink less",
    "workbook/name": "Alex",
    "notes/text": "private",
    **{path: value for path, value in answering.example().items() if not path.startswith("support/")},
}
PICKED: Mapping[str, Value] = {
    "support/ticked/example-steps-2": True,
    "support/ticked/example-people-1": False,
    "support/for_whom": "Mia",
    "support/helps": "Go running with me.",
}


def test_the_page_has_what_is_ticked_and_written_for_it_and_nothing_else() -> None:
    pdf = on_paper.to_pdf(answered({**ANSWERS, **PICKED}), Paper.A4, NOW)

    text = " ".join(text_of(pdf).split())
    before, _disclaimer, _foot = text.partition("This is a worksheet for thinking a change through.")
    assert before.strip() == "For Mia What helps me Go running with me. Steps • Run around the lake"


def test_nothing_is_ticked_for_anybody_not_even_the_change() -> None:
    answers = answered(ANSWERS)

    assert [part.heading for part in support.offered(answers)][:2] == ["What it is about", "My main reasons"]
    assert support.page(answers) is None
    with pytest.raises(on_paper.NothingOnThePage, match="Nothing is on this page yet"):
        on_paper.to_pdf(answers, Paper.A4, NOW)


def test_the_change_is_on_the_page_once_it_is_ticked_and_the_file_name_says_nothing() -> None:
    page = support.page(answered({**ANSWERS, "support/ticked/change": True}))

    assert page and [words.text for part in page.ticked for words in part.words] == ["drink less"]
    assert on_paper.file_name(NOW.date()) == "page-2026-11-22.pdf"

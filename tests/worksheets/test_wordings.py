"""How the change was worded before is told with its day, until it is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.summary.reading import NOW, text_of
from tests.world.writing import revised
from worksheets import wordings
from worksheets.answers import Value
from worksheets.clock import Instant, in_utc
from worksheets.earlier import earlier, without
from worksheets.editing import Edit, Folded, fold
from worksheets.summary import Paper, contents, fhir, parts, table, to_pdf
from worksheets.wordings import Wording

A_DAY = 24 * 60 * 60 * 1000


def day_of(at: Instant) -> date:
    return in_utc(at).date()


def worded(*said: tuple[int, Value]) -> list[Edit]:
    """Somebody's words for the change, each typed on the day with this number in January 1970."""
    edits = revised(wordings.PATH, *(words for _day, words in said))
    return [replace(edit, at=Instant((day - 1) * A_DAY)) for edit, (day, _words) in zip(edits, said, strict=True)]


def test_the_words_with_which_a_day_ended_are_told_until_the_day_on_which_others_took_their_place() -> None:
    log = worded((1, "drink"), (1, "drink less"), (5, "drnk no wine"), (5, "drink no wine"), (9, ""), (9, "drink tea"))

    assert [each.told for each in wordings.before(log, day_of)] == [
        "Before January 9, 1970: drink no wine",
        "Before January 5, 1970: drink less",
    ]
    assert wordings.before(log[:2], day_of) == []


def test_what_is_forgotten_in_the_log_is_told_no_more() -> None:
    log = worded((1, "drink less"), (5, "drink tea"))
    assert wordings.before(log, day_of)

    left = without(log, [each.id for each in earlier(log, fold(Folded(), log))], Instant(9 * A_DAY))

    assert wordings.before(left, day_of) == []
    assert fold(Folded(), left)[wordings.PATH] == "drink tea"


def test_earlier_words_are_on_paper_if_they_are_chosen_and_in_the_table_and_the_record() -> None:
    answers = fold(Folded(), worded((1, "drink tea")))
    before = [Wording("drink *less*", date(1970, 1, 5))]
    told = "Before January 5, 1970: drink *less*"

    chosen = [part.id for part in parts(answers, wordings=before) if part.included_by_default]
    papers = [contents(answers, included, NOW.date(), wordings=before) for included in (chosen, [])]

    assert [told in text_of(to_pdf(paper, Paper.A4, NOW)) for paper in papers] == [True, False]
    assert (
        '"Before January 5, 1970",drink *less*,drink *less*,workbook/change' in table.to_csv(answers, before).decode()
    )
    assert told in fhir.to_bundle(answers, "one", False, NOW, before).decode()

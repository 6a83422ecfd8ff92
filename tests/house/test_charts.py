"""Plotly knows everything that the charts say, which nobody asks it when they are drawn; and no names cover others."""

from __future__ import annotations

from itertools import pairwise, product

import plotly.graph_objects as go

from components.blocks import Note, Table
from components.charts import Figure, as_heading
from components.open_workbook import OpenWorkbook
from components.worksheets import CHARTED_BY, DRAWN_BY
from tests.benchmarks.full_workbook import whole
from tests.world.cases import for_each
from tests.world.ways import THREE_WAYS
from tests.world.writing import answered
from worksheets import language
from worksheets.answers import Value
from worksheets.check_ins import MOST_ENTRIES
from worksheets.decisional_balance import Cell
from worksheets.rulers import Ruler
from worksheets.storage import ALONE

LINE = 16
"""How high one line of a label is, in pixels."""


class ByItself(OpenWorkbook):
    """A workbook without a log in which to look for its first day."""

    first_day = None


def drawn() -> dict[str, Figure]:
    """Every chart, by its name."""
    opened = ByItself("workbook", ALONE, answered(whole(check_ins=10)))
    return {chart.key: chart.figure for charts in CHARTED_BY.values() for chart in charts(opened)}


DRAWN = drawn()


@for_each("key", DRAWN)
def test_plotly_has_every_property_that_a_chart_uses(key: str) -> None:
    figure = go.Figure(DRAWN[key])  # Raises ValueError if it does not.

    assert len(figure.data) == len(DRAWN[key]["data"]) > 0


@for_each("code", language.codes())
def test_a_heading_of_the_picture_is_whole_in_any_language_and_its_last_line_is_no_leftover(code: str) -> None:
    language.use(code)
    headings = [cell.heading for cell in Cell]
    language.use(language.ENGLISH)

    for heading, width in product(headings, (18, 40)):
        lines = as_heading(heading, width)[0].split("<br>")
        assert " ".join(lines) == heading
        assert len(lines[-1]) >= max(map(len, lines)) / 3


def test_every_chart_is_looked_at() -> None:
    assert [*DRAWN] == [
        "decisional_balance_both",
        "check_ins_over_time",
        "check_ins_path",
    ]


def test_where_a_language_runs_from_the_right_time_does_and_what_stands_beside_a_line_is_on_its_other_side() -> None:
    language.use("ar")
    mirrored = drawn()
    language.use(language.ENGLISH)

    assert mirrored.keys() == DRAWN.keys()
    for key, figure in mirrored.items():
        go.Figure(figure)
        assert figure["layout"]["xaxis"]["range"] == [*DRAWN[key]["layout"]["xaxis"]["range"]][::-1]
        assert figure["layout"]["yaxis"]["side"] == "right"
    beside = [label["xanchor"] for label in mirrored["check_ins_over_time"]["layout"]["annotations"]]
    assert set(beside) == {"right"}
    sides = [
        trace["textposition"] for trace in mirrored["decisional_balance_both"]["data"] if trace["type"] == "scatter"
    ]
    assert sides == ["bottom right", "bottom left"]


def test_of_many_moments_each_number_is_on_its_line_and_each_event_is_a_stroke_and_few_have_a_mark() -> None:
    opened = ByItself("workbook", ALONE, answered(whole(check_ins=MOST_ENTRIES)))

    *lines, wins, setbacks = CHARTED_BY["check_ins"](opened)[0].figure["data"]

    assert {len(line["y"]) for line in lines} == {MOST_ENTRIES + 1}
    assert {line["marker"]["maxdisplayed"] for line in lines} == {50}
    assert [sum(x is not None for x in each["x"]) for each in (wins, setbacks)] == [2 * MOST_ENTRIES, 2 * 100]
    assert not any("marker" in each for each in (wins, setbacks))


@for_each("numbers", [(7, 7, 7), (7, 7, 8), (6, 7, 7), (0, 5, 5), (9, 1, 4)])
def test_the_names_of_rulers_that_end_at_one_number_stand_below_one_another(numbers: tuple[int, int, int]) -> None:
    answers: dict[str, Value] = {"rulers/importance/number": 3, "check_ins/a/place": ["check_in", 1]}
    answers |= {f"check_ins/a/{ruler}/number": number for ruler, number in zip(Ruler, numbers, strict=True)}

    figure = CHARTED_BY["check_ins"](ByItself("workbook", ALONE, answered(answers)))[0].figure

    layout = figure["layout"]
    [low, high] = layout["yaxis"]["range"]
    per_number = (layout["height"] - 8 - layout["margin"]["b"]) / (high - low)
    heights = sorted(label["y"] * per_number + label["yshift"] for label in layout["annotations"])
    assert all(above - below >= LINE for below, above in pairwise(heights))


def test_no_line_joins_numbers_about_different_things_and_the_table_says_what_each_is_about() -> None:
    answers: dict[str, Value] = {**THREE_WAYS, "rulers/about": "way_3"}
    for day, about in enumerate(("", "way_3/", "decide/", "way_3/"), start=1):
        entry = f"check_ins/{day}"
        answers |= {f"{entry}/place": ["check_in", day], f"{entry}/date": f"2026-10-0{day}"}
        answers |= {f"{entry}/{about}{ruler}/number": day for ruler in Ruler}

    over_time, path = CHARTED_BY["check_ins"](ByItself("workbook", ALONE, answered(answers)))

    assert (over_time.name, path.figure["data"][0]["x"]) == ("Bristol: The rulers over time, 0 to 10", [2, 4])
    assert [trace["y"] for trace in over_time.figure["data"]] == [[2, 4]] * 3
    assert isinstance(over_time.twin, Table)
    assert [(what, importance) for _when, what, importance, *_others in over_time.twin.rows] == [
        ("Check-in: Bristol", "4"),
        ("Check-in: Deciding", "3"),
        ("Check-in: Bristol", "2"),
        ("Check-in: Making this change", "1"),
    ]


def test_what_the_rulers_asked_about_before_stays_in_charts_of_its_own_below_what_is_new() -> None:
    answers: dict[str, Value] = {**THREE_WAYS, "rulers/about": "way_2", "check_ins/5/way_2/importance/number": 5}
    for day, about in enumerate(("", "way_3/", "", "way_3/", "way_2/"), start=1):
        answers |= {f"check_ins/{day}/place": ["check_in", day], f"check_ins/{day}/date": f"2026-10-0{day}"}
        answers |= {f"check_ins/{day}/{about}importance/number": day}
    opened = ByItself("workbook", ALONE, answered(answers))

    charts = CHARTED_BY["check_ins"](opened)
    said = [block.text for block in DRAWN_BY["check_ins"](opened) if isinstance(block, Note)]

    assert [(each.name, each.alone, each.figure["data"][0]["y"]) for each in charts] == [
        ("Bristol: The rulers over time, 0 to 10", False, [2, 4]),
        ("Making this change: The rulers over time, 0 to 10", True, [1, 3]),
    ]
    assert len({each.key for each in charts}) == 2
    assert any("The rulers now ask about “Leeds”." in each for each in said)


def test_an_answer_that_was_given_as_a_word_is_called_that_word_where_its_line_ends() -> None:
    answers: dict[str, Value] = {"rulers/importance/number": 3, "check_ins/a/place": ["check_in", 1]}
    answers |= {"check_ins/a/importance/number": 5, "check_ins/a/importance/number_in_words": True}

    figure = CHARTED_BY["check_ins"](ByItself("workbook", ALONE, answered(answers)))[0].figure

    assert figure and [label["text"] for label in figure["layout"]["annotations"]] == ["Importance quite"]

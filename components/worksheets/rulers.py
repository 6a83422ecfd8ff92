"""The rulers on the page: numbers, the questions that follow them, and both as charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components import blocks
from components.blocks import Block
from components.charts import Annotation, Axis, Chart, Figure, Shape, Trace, calm
from components.open_workbook import OpenWorkbook
from components.worksheets.strengths import quoted
from worksheets import plan
from worksheets.answers import number_or_not_said
from worksheets.in_a_sentence import fitting
from worksheets.language import _
from worksheets.rulers import HIGHEST, LOWEST, NAME, Rating, Ruler, Rulers, every_question, read
from worksheets.workbook import Workbook


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the rulers in use, each with the questions that follow every number."""
    rulers = read(opened.answers)
    return [
        blocks.Note(_("Tap a number. There is no right answer, and you can change it at any time.")),
        *(_ruler(ruler, rulers, opened) for ruler in rulers.shown),
        blocks.Tick(f"{NAME}/readiness_hidden", _("Leave out readiness")),
    ]


def ruler_group(path: str, rating: Rating, about: Workbook, before: Sequence[Block] = ()) -> blocks.Group:
    """Make one ruler with its answers below `path` and the questions that follow every number; `before` comes first."""
    ruler = rating.ruler
    lowest, highest = ruler.ends
    settled = {f"{path}/{bare}": f"{path}/{field}" for field, bare in rating.bare.items()}
    reason = f"{plan.NAME}/reasons/{path.replace('/', '.')}"
    settled |= {f"{reason}.{bare}": f"{reason}.{field}" for field, bare in rating.bare.items()}
    scale = blocks.Scale(
        f"{path}/number",
        ruler.label,
        ruler.question(about.change, about.stance),
        lowest,
        highest,
        questions={**every_question(ruler), **(rating.asked_at(rating.number) if rating.number is not None else {})},
        follow_ups={number: list(rating.asked_at(number)) for number in range(LOWEST, HIGHEST + 1)},
        others=_("What you wrote for another number"),
        settled=settled,
    )
    return blocks.Group(ruler.label, [*before, *in_their_words(about.change), scale])


def in_their_words(change: str) -> list[Block]:
    """Return the change as it was written, for a question that it does not fit in and that says "this change"."""
    return [blocks.Quote(_("This change, in your words:"), [change])] if change and not fitting(change) else []


def charts(opened: OpenWorkbook) -> list[Chart]:
    """Return the numbers on their lines; and importance against confidence once both are there."""
    rulers = read(opened.answers)
    if not rulers:
        return []
    importance, confidence = (rulers.ratings[ruler].number for ruler in (Ruler.IMPORTANCE, Ruler.CONFIDENCE))
    if importance is None or confidence is None:
        return [_lines(rulers)]
    return [_lines(rulers), _importance_and_confidence(importance, confidence)]


def against_each_other(trace: Trace, height: int, beyond: float, annotations: Sequence[Annotation] = ()) -> Figure:
    """Set importance against confidence: two axes, each from 0 to 10 and somewhat beyond."""
    span: Axis = {"range": [LOWEST - beyond, HIGHEST + beyond], "tickvals": [0, 2, 4, 6, 8, 10], "showgrid": True}
    x: Axis = {**span, "title": {"text": _("Importance")}}
    y: Axis = {**span, "title": {"text": _("Confidence")}}
    return calm([trace], height, x, y, margin={"l": 48, "b": 48}, annotations=annotations)


def _ruler(ruler: Ruler, rulers: Rulers, opened: OpenWorkbook) -> blocks.Group:
    """Return a ruler; beside confidence stands what the person has said about themselves, whatever the number."""
    group = ruler_group(f"{NAME}/{ruler}", rulers.ratings[ruler], opened.about)
    said = quoted(opened.answers) if ruler is Ruler.CONFIDENCE else []
    return replace(group, blocks=[*group.blocks, *said])


def _lines(rulers: Rulers) -> Chart:
    name = _("Your numbers, 0 to 10")
    lines: list[Shape] = []
    labels: list[Annotation] = []
    for place, ruler in enumerate(rulers.shown):
        ends: Shape = {
            "type": "line",
            "x0": LOWEST,
            "x1": HIGHEST,
            "y0": place,
            "y1": place,
            "line": {"width": 2},
            "opacity": 0.4,
        }
        lines.append(ends)
        label: Annotation = {
            "x": LOWEST,
            "y": place,
            "text": f"<b>{ruler.label}</b>",
            "xanchor": "left",
            "yshift": 20,
            "xshift": -6,
        }
        labels.append(label)
    numbers = [rulers.ratings[ruler].number for ruler in rulers.shown]
    answered = [(place, number) for place, number in enumerate(numbers) if number is not None]
    points: Trace = {
        "type": "scatter",
        "x": [number for _place, number in answered],
        "y": [place for place, _number in answered],
        "mode": "markers+text",
        "text": [str(number) for _place, number in answered],
        "textposition": "top center",
        "textfont": {"size": 17},
        "marker": {"size": 18},
        "cliponaxis": False,
    }
    x: Axis = {"range": [LOWEST - 0.4, HIGHEST + 0.4], "tickvals": list(range(11)), "showgrid": False}
    y: Axis = {"range": [len(rulers.shown) - 0.5, -0.8], "visible": False}
    figure = calm([points], 100 * len(rulers.shown) + 40, x, y, annotations=labels, shapes=lines)
    rows = [[ruler.label, number_or_not_said(number)] for ruler, number in zip(rulers.shown, numbers, strict=True)]
    return Chart(f"{NAME}_lines", name, figure, blocks.Table(name, [_("Ruler"), _("Number")], rows))


def _importance_and_confidence(importance: int, confidence: int) -> Chart:
    name = _("Importance and confidence together: importance {importance}, confidence {confidence}").format(
        importance=importance, confidence=confidence
    )
    point: Trace = {
        "type": "scatter",
        "x": [importance],
        "y": [confidence],
        "mode": "markers",
        "marker": {"size": 20},
        "cliponaxis": False,
    }
    rows = [[_("Importance"), str(importance)], [_("Confidence"), str(confidence)]]
    twin = blocks.Table(name, [_("Ruler"), _("Number")], rows)
    return Chart(f"{NAME}_together", name, against_each_other(point, 340, beyond=0.5), twin)

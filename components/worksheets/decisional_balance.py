"""The grid on the page: four cells to write in, and how much each item matters as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from components import blocks, guided, navigation
from components.blocks import Block
from components.charts import Axis, Chart, Trace, as_label, calm
from components.open_workbook import OpenWorkbook
from worksheets import decisional_balance as grid
from worksheets.answers import LONGEST_ITEM, number_or_not_said
from worksheets.decisional_balance import NAME, Cell, DecisionalBalance, Item, When
from worksheets.ideas import Topic, caution_about, ideas
from worksheets.language import _
from worksheets.workbook import Stance

MOST_ITEMS_IN_A_CHART: Final = 30

_LINE: Final = 19
_BAR: Final = 12
_GAP: Final = 14


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the four cells, in the order and size and with the prompts that suit the stance."""
    stance = opened.about.stance
    in_order = grid.order(stance, grid.read(opened.answers).first)
    one_by_one = guided.is_chosen(opened)
    cells = [_cell(stance, cell, opened) for cell in in_order]
    return [
        *cautioned(opened.about.change, grid.read(opened.answers).topic),
        blocks.Note(_ADVICE[stance]()),
        blocks.Spread(cells, by_page=stance is not Stance.EXPLORE),
        *([] if one_by_one else [_ideas(in_order, opened)]),
        *([_start_with()] if stance is Stance.EXPLORE else []),
        *([] if one_by_one else [blocks.Tick(f"{NAME}/by_weight", _("In the charts, put what matters more first"))]),
    ]


def cautioned(change: str, topic: Topic | None) -> list[Block]:
    """Return what has to be said of some changes before anything else, if this is one of them."""
    return [blocks.Note(words)] if (words := caution_about(change, topic)) else []


def charts(opened: OpenWorkbook) -> list[Chart]:
    """Say how much each item matters, how things are now beside making the change; no sums, no verdict.

    The items stand in the person's order; sorted by how much they matter only if the person asks for it.
    """
    balance = grid.read(opened.answers)
    if not balance:
        return []
    now = _("How things are now: how much each thing matters, 0 to 10")
    change = _("Making this change: how much each thing matters, 0 to 10")
    if opened.answers[f"{NAME}/by_weight"] is True:
        balance = replace(balance, cells={cell: _by_weight(items) for cell, items in balance.cells.items()})
    drawn = (
        ("now", now, (Cell.GOOD_NOW, Cell.NOT_SO_GOOD_NOW)),
        ("change", change, (Cell.NOT_SO_GOOD_CHANGE, Cell.GOOD_CHANGE)),
    )
    written = ((key, name, [cell for cell in cells if balance.cells[cell]]) for key, name, cells in drawn)
    return [_chart(f"{NAME}_{key}", name, balance, cells) for key, name, cells in written if cells]


def _cell(stance: Stance, cell: Cell, opened: OpenWorkbook) -> Block:
    """Return a cell, whose items can matter because of the values that were named."""
    one_by_one = guided.is_chosen(opened)
    numbers = [blocks.Option(number, str(number)) for number in range(11)]
    whens = [blocks.Option(when.value, when.label) for when in When]
    named = [blocks.Option(card.id, grid.because_of(card.name)) for card in grid.nameable(opened.answers)]
    fields = [blocks.Field("when", _("For now or for later: {text}"), whens, unanswered=_("for now or later?"))]
    if named:
        because = _("This matters because of: {text}")
        fields.append(blocks.Field("value", because, named, unanswered=_("because of …")))
    written = blocks.Items(
        NAME,
        cell.value,
        cell.heading,
        LONGEST_ITEM,
        grid.MOST_ITEMS_IN_A_CELL,
        grid.full(),
        invitation=grid.prompt(stance, cell),
        weight=blocks.Field("matters", _("How much this matters: {text}"), numbers, unanswered="–"),
        fields=fields,
        others=[blocks.Option(other.value, other.heading) for other in Cell if other is not cell],
    )
    return blocks.Group(
        cell.heading,
        [written, *([_ideas([cell], opened)] if one_by_one else [])],
        hint=grid.prompt(stance, cell) if one_by_one else "",
        brief=grid.is_brief(stance, cell),
        side="there" if cell.is_change_side else "here",
    )


def _ideas(cells: Sequence[Cell], opened: OpenWorkbook) -> Block:
    """Return what others might write, hidden until asked for, and as many for one side as for the other."""
    topic = grid.read(opened.answers).topic
    topics = [blocks.Option(each.value, each.label) for each in Topic]
    inside: list[Block] = [
        *(cautioned(opened.about.change, topic) if guided.is_chosen(opened) else []),
        blocks.Note(_("Other people have said things like these. Add one, and change it until the words are yours.")),
        blocks.Pick(f"{NAME}/topic", _("Topic"), topics, _("choose a topic")),
    ]
    if topic is Topic.RELATIONSHIP:
        unsafe = _("If you are not safe with someone, a list like this is not the right tool.")
        inside.append(blocks.Link(unsafe, _("See who can help."), navigation.address(navigation.HELP, opened.id)))
    offers = [
        blocks.Group(
            _("Ideas: {heading}").format(heading=cell.heading),
            [blocks.Ideas(NAME, cell.value, ideas(topic, cell), grid.MOST_ITEMS_IN_A_CELL, grid.full())],
            brief=True,
        )
        for cell in cells
        if topic
    ]
    return blocks.Folded(_("Ideas, if you would like some"), [*inside, blocks.SideBySide(offers)])


def _start_with() -> Block:
    options = [blocks.Option(cell.value, cell.heading) for cell in Cell]
    choice = blocks.Choice(f"{NAME}/first", _("Start with"), options, unanswered=Cell.GOOD_NOW.value)
    return blocks.Folded(_("Change the order of the boxes"), [choice])


def _chart(key: str, name: str, balance: DecisionalBalance, cells: Sequence[Cell]) -> Chart:
    labels: list[tuple[float, str]] = []
    bars: dict[Cell, list[tuple[float, Item]]] = {cell: [] for cell in cells}
    depth = 0.0
    for cell in cells:
        heading, lines = as_label(cell.heading, 44)
        labels.append((depth, f"<b>{heading}</b>"))
        depth += lines * _LINE + _GAP / 2
        for item in balance.cells[cell][:MOST_ITEMS_IN_A_CHART]:
            label, lines = as_label(item.text)
            labels.append((depth, label))
            depth += lines * _LINE + _BAR / 2 + 2
            bars[cell].append((depth, item))
            depth += _BAR / 2 + _GAP
        if (more := len(balance.cells[cell]) - MOST_ITEMS_IN_A_CHART) > 0:
            labels.append((depth, _("… and {count} more in the table").format(count=more)))
            depth += _LINE
        depth += _GAP
    unweighted = [depth for placed in bars.values() for depth, item in placed if item.matters is None]
    labels += [(depth - _BAR / 2 - 2, f"<i>{_('not said')}</i>") for depth in unweighted]
    texts: Trace = {
        "type": "scatter",
        "x": [0] * len(labels),
        "y": [depth for depth, _label in labels],
        "text": [label for _depth, label in labels],
        "mode": "text",
        "textposition": "bottom right",
        "cliponaxis": False,
    }
    data = [*(_bars(cell, bars[cell]) for cell in cells), _scales(bars), texts]
    x: Axis = {"range": [0, 10.6], "tickvals": [0, 5, 10], "showgrid": False}
    y: Axis = {"range": [depth, -4], "visible": False}
    return Chart(key, name, calm(data, int(depth) + 56, x, y), _in_words(name, balance, cells))


def _scales(bars: Mapping[Cell, Sequence[tuple[float, Item]]]) -> Trace:
    """Return the rest of each line from 0 to 10, behind its bar; what was not weighted has none."""
    depths = [(depth, n) for placed in bars.values() for depth, item in placed if (n := item.matters) is not None]
    return {
        "type": "scatter",
        "x": [x for _depth, matters in depths for x in (matters + 0.6, 10, None)],
        "y": [y for depth, _matters in depths for y in (depth, depth, None)],
        "mode": "lines",
        "line": {"width": 1, "dash": "dot", "color": "gray"},
    }


def _bars(cell: Cell, placed: Sequence[tuple[float, Item]]) -> Trace:
    weighted = [(depth, item.matters) for depth, item in placed if item.matters is not None]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [matters for _depth, matters in weighted],
        "y": [depth for depth, _matters in weighted],
        "width": _BAR,
        "text": [str(matters) for _depth, matters in weighted],
        "textposition": "outside",
        "textfont": {"size": 14},
        "cliponaxis": False,
        "marker": {"pattern": {"shape": "" if cell.is_change_side else "/", "fillmode": "overlay", "size": 6}},
    }


def _by_weight(items: Sequence[Item]) -> tuple[Item, ...]:
    weighted = [item for item in items if item.matters is not None]
    others = [item for item in items if item.matters is None]
    return (*sorted(weighted, key=lambda item: item.matters or 0, reverse=True), *others)


def _in_words(name: str, balance: DecisionalBalance, cells: Sequence[Cell]) -> Block:
    rows = [
        [item.text, cell.heading, number_or_not_said(item.matters), item.when.label if item.when else _("not said")]
        for cell in cells
        for item in balance.cells[cell]
    ]
    return blocks.Table(name, [_("What you wrote"), _("Where"), _("How much it matters"), _("When")], rows)


_ADVICE = {
    Stance.EXPLORE: lambda: _("Put down what comes to mind, in any order. Boxes can stay empty."),
    Stance.BUILD: lambda: _(
        "Start with your own reasons for the change. The other two boxes are there if you want them."
    ),
    Stance.DECIDED: lambda: _("You have decided. Put down what helps you stick with it, and what to be ready for."),
}

"""The grid on the page: four cells to write in, and how much each item matters as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from components import blocks, guided, ideas, navigation, ways
from components.blocks import Block
from components.charts import Axis, Chart, Figure, Look, Trace, as_heading, as_label, calm, read_out
from components.open_workbook import OpenWorkbook
from worksheets import decisional_balance as grid
from worksheets import plan
from worksheets.answers import LONGEST_ITEM, not_said, number_or_not_said
from worksheets.decisional_balance import NAME, Cell, DecisionalBalance, Item, Limit, When
from worksheets.language import _, in_a_row, ngettext, pgettext
from worksheets.ways import Way, side_by_side
from worksheets.workbook import Stance

MOST_ITEMS_IN_A_CHART: Final = 30

_BAR: Final = 12
_GAP: Final = 16
_FROM_LINE: Final = 0.4
_WIDEST: Final = 11.5
_BESIDE: Final = 8
"""Room for the 10 of a bar that is as long as can be, on a phone."""


def edit(opened: OpenWorkbook) -> list[Block]:
    """Return the four cells as they suit the stance: in which order and size, and with which prompts.

    Of named ways, two are on the facing pages.
    """
    balance = grid.read(opened.answers)
    if navigation.is_picture():
        return _about_the_picture(balance, opened)
    stance = opened.about.stance
    two = side_by_side(opened.answers, balance.ways) if balance.named else balance.every_way
    sides = dict(zip(("here", "there"), two, strict=False))
    if balance.named:
        in_order = [(list_, side) for side, way in sides.items() for list_ in way.lists]
    else:
        in_order = [(cell, cell.side) for cell in grid.order(stance, balance.first)]
    one_by_one = guided.is_chosen(opened)
    last = {side: list_ for list_, side in in_order}
    return [
        *ideas.cautioned(opened.about.change, balance.topic),
        blocks.Note(_ADVICE[stance]()),
        *(ways.two_of_them(balance, opened) if balance.named else []),
        blocks.Spread(
            [
                _cell(balance, list_, side, opened, ends=sides[side] if list_ == last[side] else None)
                for list_, side in in_order
            ],
            by_page=balance.named or stance is not Stance.EXPLORE,
        ),
        *([] if one_by_one else [ideas.on_request([list_ for list_, _side in in_order], balance, opened)]),
        *(_as_explored(balance, opened) if stance is Stance.EXPLORE else []),
        *([_waiting()] if balance.waiting else []),
    ]


def _about_the_picture(balance: DecisionalBalance, opened: OpenWorkbook) -> list[Block]:
    if not balance:
        return [blocks.Note(_("Nothing is written yet. Choose “Whole page” to write, and your words will show here."))]
    by_weight = blocks.Tick(f"{NAME}/by_weight", _("Show what matters most to you first"))
    two = ways.two_of_them(balance, opened) if balance.named else []
    return [blocks.Note(_("Your words, side by side. Nothing is added up.")), by_weight, *two]


def charts(opened: OpenWorkbook) -> list[Chart]:
    """Say how much each item matters, both sides facing each other along one line; no sums, no verdict.

    The items stand in the person's order; sorted by how much they matter only if the person asks for it. Of named ways,
    two face each other, and if there are more, all of them follow, one below the other.
    """
    balance = grid.in_the_order_asked_for(opened.answers)
    if not balance:
        return []
    name = _("Both sides: how much each thing matters, 0 to 10")
    if not balance.named:
        return [_facing("both", name, balance, balance.facing)]
    left, right = (way.lists for way in side_by_side(opened.answers, balance.ways))
    both = _facing("both", name, balance, list(zip(left, right, strict=True)))
    if len(balance.ways) <= 2:
        return [both]
    all_ways = _("All ways: how much each thing matters, 0 to 10")
    return [both, replace(_facing("ways", all_ways, balance, balance.facing), alone=True)]


def _cell(balance: DecisionalBalance, list_: str, side: str, opened: OpenWorkbook, *, ends: Way | None) -> Block:
    """Return a cell, whose items can matter because of the values that were named.

    If it `ends` what there is about a way, or on its side, it asks what is missing there.
    """
    one_by_one, stance = guided.is_chosen(opened), opened.about.stance
    heading = balance.heading(list_)
    lists = [each for way in balance.ways for each in way.lists] if balance.named else list(Cell)
    numbers = [blocks.Option(number, str(number)) for number in range(11)]
    named = [blocks.Option(card.id, grid.because_of(card.name)) for card in grid.nameable(opened.answers)]
    # For translators: whether a thing counts for now or in the long run; on a button, as long as nobody has said [SRB].
    now_or_later = _("for now or for later?")
    fields = [blocks.Field("when", _("For now or for later: {text}"), blocks.options(When), unanswered=now_or_later)]
    if named:
        because = _("This matters because of: {text}")
        # For translators: on a button, as long as nobody has said; else the name of a value stands in it.
        fields.append(blocks.Field("value", because, named, unanswered=_("because of …")))
    # For translators: whether a thing can outweigh all others for this person; on a button, as long as nobody has said.
    limit = _("a limit for you?")
    fields.append(blocks.Field("limit", _("A limit for you: {text}"), blocks.options(Limit), unanswered=limit))
    invitation = grid.invitation(opened.answers, stance, list_)
    written = blocks.Items(
        NAME,
        str(list_),
        heading,
        LONGEST_ITEM,
        grid.MOST_ITEMS_IN_A_CELL,
        grid.full(),
        invitation=invitation,
        weight=blocks.Field("matters", _("How much this matters: {text}"), numbers, unanswered="–"),
        fields=fields,
        asked=_what_it_gives() if list_ == Cell.GOOD_NOW else [],
        others=[blocks.Option(str(other), balance.heading(other)) for other in lists if other != list_],
    )
    missing = [blocks.Slots([blocks.Words(ends.path_of_missing, grid.what_is_missing())])] if ends else []
    return blocks.Group(
        heading,
        [written, *missing, *([ideas.on_request([list_], balance, opened)] if one_by_one else [])],
        hint=invitation if one_by_one else "",
        brief=list_ in tuple(Cell) and grid.is_brief(stance, Cell(list_)),
        side=side,
    )


def _what_it_gives() -> list[blocks.Words]:
    """Ask what a good thing gives, and how else one could get that: what the plan asks, and one answer with it."""
    return [
        blocks.Words(f"{NAME}/*/gives", grid.what_it_gives()),
        blocks.Words(f"{plan.NAME}/instead/*", plan.questions()["instead"]),
    ]


def _as_explored(balance: DecisionalBalance, opened: OpenWorkbook) -> list[Block]:
    """Return what can be changed about the boxes: which comes first of two sides, or what is named."""
    return [ways.named(balance, opened)] if balance.named else [_start_with(), ways.offered(balance, opened)]


def _start_with() -> Block:
    options = [blocks.Option(cell.value, cell.heading) for cell in Cell]
    choice = blocks.Choice(f"{NAME}/first", _("Start with"), options, unanswered=Cell.GOOD_NOW.value)
    return blocks.Folded(_("Change the order of the boxes"), [choice])


def _facing(key: str, name: str, balance: DecisionalBalance, rows: Sequence[tuple[str, str]]) -> Chart:
    screens = (_Screen(letters=40, size=16), _Screen(letters=18, size=13))
    wide, narrow = (_drawn(balance, rows, screen) for screen in screens)
    numbers = [
        (balance.heading(list_), [number_or_not_said(item.matters) for item in balance.cells[list_]])
        for row in rows
        for list_ in row
    ]
    return Chart(f"{NAME}_{key}", name, read_out(name, numbers), wide, _in_words(name, balance, rows), narrow)


def _drawn(balance: DecisionalBalance, rows: Sequence[tuple[str, str]], screen: _Screen) -> Figure:
    """Draw one list of each row to the left of one line, such as how things are, and the other to its right."""
    sides = [_Side(-1, "/", screen), _Side(1, "", screen)]
    depth = 0.0
    for facing in rows:
        if any(balance.cells[list_] for list_ in facing):
            there = zip(sides, facing, strict=True)
            depth = max(side.add(balance.heading(list_), balance.cells[list_], depth) for side, list_ in there) + _GAP
    gray = {"width": 2, "color": "gray"}
    line: Look = {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": depth, "line": gray, "opacity": 0.5}
    x: Axis = {"range": [-_WIDEST, _WIDEST], "visible": False}
    y: Axis = {"range": [depth, 0], "visible": False}
    data = [*(side.bars_drawn() for side in sides), *(side.words_drawn() for side in sides)]
    return calm(data, int(depth), x, y, margin={"l": _BESIDE, "r": _BESIDE, "t": 0, "b": 0}, shapes=[line])


@dataclass(frozen=True)
class _Screen:
    """How many letters stand in a line of one side, and how large they are, in pixels."""

    letters: int
    size: int

    @property
    def line(self) -> int:
        """The height of a line, in pixels: what Plotly takes for one."""
        return round(self.size * 1.3)


@dataclass
class _Side:
    """What stands on one side of the line, which is at 0: to the left (-1) or to the right (1)."""

    direction: int
    pattern: str
    screen: _Screen
    labels: list[tuple[float, str]] = field(default_factory=list)
    bars: list[tuple[float, int]] = field(default_factory=list)

    def add(self, heading: str, items: Sequence[Item], depth: float) -> float:
        """Add a cell below this depth, and return how deep it reaches; a cell without items is not there."""
        if not items:
            return depth
        label, lines = as_heading(heading, self.screen.letters)
        depth = self._put(f"<b>{label}</b>", lines, depth) + _GAP / 2
        for item in items[:MOST_ITEMS_IN_A_CHART]:
            depth = self._write(item.text, depth)
            if item.limit:
                depth = self._write(item.limit.label, depth)
            if item.matters is None:
                self.labels.append((depth, f"<i>{not_said()}</i>"))
            else:
                self.bars.append((depth + _BAR * 0.7, item.matters))
            depth += _BAR + _GAP
        if (more := len(items) - MOST_ITEMS_IN_A_CHART) > 0:
            in_the_table = ngettext("… and {count} more in the table", "… and {count} more in the table", more)
            depth = self._write(in_the_table.format(count=more), depth)
        return depth

    def bars_drawn(self) -> Trace:
        """Return the bars, which grow outward."""
        return {
            "type": "bar",
            "orientation": "h",
            "base": self.direction * _FROM_LINE,
            "x": [self.direction * matters for _depth, matters in self.bars],
            "y": [depth for depth, _matters in self.bars],
            "width": _BAR,
            "text": [str(matters) for _depth, matters in self.bars],
            "textposition": "outside",
            "constraintext": "none",
            "textfont": {"size": self.screen.size},
            "cliponaxis": False,
            "marker": {"pattern": {"shape": self.pattern, "fillmode": "overlay", "size": 6}},
        }

    def words_drawn(self) -> Trace:
        """Return what was written, each above its bar."""
        return {
            "type": "scatter",
            "x": [self.direction * _FROM_LINE] * len(self.labels),
            "y": [depth for depth, _label in self.labels],
            "text": [label for _depth, label in self.labels],
            "mode": "text",
            "textposition": "bottom right" if self.direction > 0 else "bottom left",
            "textfont": {"size": self.screen.size},
            "cliponaxis": False,
        }

    def _write(self, text: str, depth: float) -> float:
        return self._put(*as_label(text, self.screen.letters), depth)

    def _put(self, label: str, lines: int, depth: float) -> float:
        self.labels.append((depth, label))
        return depth + lines * self.screen.line


def _in_words(name: str, balance: DecisionalBalance, rows: Sequence[tuple[str, str]]) -> Block:
    said = [
        [
            item.text,
            balance.heading(list_),
            _how_much(item),
            item.when.label if item.when else not_said(),
        ]
        for row in rows
        for list_ in row
        for item in balance.cells[list_]
    ]
    return blocks.Table(name, _head(), said)


def _head() -> list[str]:
    where, when = pgettext("in which box", "Where"), pgettext("now or later", "When")
    return [_("What you wrote"), where, _("How much it matters"), when]


def _waiting() -> Block:
    return blocks.Note(
        _(
            "The other ways that you looked at are kept. You see them again when you choose “Explore both sides” on "
            "the first page."
        )
    )


def _how_much(item: Item) -> str:
    said = number_or_not_said(item.matters)
    return in_a_row([said, item.limit.label]) if item.limit else said


_ADVICE = {
    Stance.EXPLORE: lambda: _(
        "Put down what comes to mind; boxes can stay empty. Drag a thing by its ⋯ to put what matters most first."
    ),
    Stance.BUILD: lambda: _(
        "Start with your own reasons for the change. The other two boxes are there if you want them. Drag a thing by "
        "its ⋯ to put what matters most first."
    ),
    Stance.DECIDED: lambda: _(
        "You have decided. Put down what helps you stick with it, and what to be ready for. Drag a thing by its ⋯ to "
        "put what matters most first."
    ),
}

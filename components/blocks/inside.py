"""What a block holds, and which answers it shows."""

from __future__ import annotations

from collections.abc import Iterator

from components.blocks.block import Block
from components.blocks.buttons import Act, Go, Turn
from components.blocks.cards import Cards, Ranking
from components.blocks.groups import Chips, Column, Drawer, Facing, Folded, Group, Row, SideBySide, Slots, Spread
from components.blocks.lists import AboutEach, Beginning, Circles, Ideas, Items
from components.blocks.writing import Choice, Day, Pick, Questions, Scale, Tick, Words
from worksheets.answers import Answers


def within(block: Block) -> Iterator[Block]:
    """Yield this block, and all that it holds."""
    yield block
    for inside in _inside(block):
        yield from within(inside)


def paths(block: Block, answers: Answers) -> Iterator[str]:
    """Yield the paths of the answers that this block shows: those that it asks for by path, and those in its lists."""
    for each in within(block):
        match each:
            case Items() | AboutEach() | Ideas() | Circles():
                worksheet = f"{each.worksheet}/"
                for path in answers.paths(worksheet):
                    match answers[f"{worksheet}{path.split('/')[1]}/place"]:
                        case [list_, _position] if list_ == each.list:
                            yield path
            case Cards() | Ranking():
                field = "pile" if isinstance(each, Cards) else "rank"
                yield from (path for path in answers.paths(f"{each.worksheet}/") if path.endswith(f"/{field}"))
            case Scale():
                yield each.path
                yield from (f"{each.path.rpartition('/')[0]}/{name}" for name in each.questions)
            case Questions():
                yield from (path for asked in each.sets for path in asked)
            case Words() | Choice() | Pick() | Tick() | Day():
                yield each.path.removesuffix("/*")
            case Turn() | Go() if each.path:
                yield each.path
            case Act():
                yield from each.answers


def _inside(block: Block) -> Iterator[Block]:
    match block:
        case (
            Folded()
            | Drawer()
            | Group()
            | SideBySide()
            | Column()
            | Spread()
            | Slots()
            | Facing()
            | Chips()
            | Row()
            | Beginning()
        ):
            yield from block.blocks
        case AboutEach():
            yield from (*block.asked, *block.more)
        case Items():
            yield from block.asked
        case Scale():
            yield from block.ends

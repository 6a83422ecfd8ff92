"""One question at a time: the same page as views to go through one by one, with a word on what each step is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components import blocks, navigation
from components.blocks import Block
from components.navigation import Step
from components.open_workbook import OpenWorkbook
from worksheets import WORKSHEETS, workbook
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.workbook import Stance


def is_chosen(opened: OpenWorkbook) -> bool:
    """Return whether people go through this workbook one question at a time; a picture is looked at as a whole."""
    if navigation.is_picture():
        return False
    return opened.answers[f"{workbook.NAME}/guided"] is True or navigation.is_large()


def left_at(page: Sequence[Block], opened: OpenWorkbook) -> int:
    """Return which question of this page, from 1, was changed last: by an answer, or by taking one back."""
    answers = _with_places_of_undone(opened)
    changed = [max(map(answers.revision_of, blocks.paths(view, answers)), default=0) for view in _questions(page)]
    return max(range(len(changed)), key=lambda at: (changed[at], at)) + 1 if any(changed) else 1


def one_view(step: Step, page: Sequence[Block], opened: OpenWorkbook, number: int) -> list[Block]:
    """Return the question of this page with this number, from 1, and the buttons that lead on."""
    views = list(_questions(page))
    number = max(1, min(number, len(views)))
    return [
        *(_explained(step, opened.about.stance) if number == 1 and not navigation.is_large() else []),
        views[number - 1],
        _way_on(step, number, len(views), opened),
    ]


def views(step: Step, opened: OpenWorkbook) -> list[blocks.Turn]:
    """Return the buttons to the ways of looking at this page."""
    here = address(step, opened)
    plain, large = navigation.as_large(here, False), navigation.as_large(here, True)
    if navigation.is_large():
        return [blocks.Turn(_("Back to normal size"), plain)]
    path, one_by_one, pictured = f"{workbook.NAME}/guided", is_chosen(opened), navigation.is_picture()
    picture = blocks.Turn(_("Picture"), navigation.as_picture(plain), current=pictured)
    return [
        blocks.Turn(_("Whole page"), plain, path, value=False, current=not one_by_one and not pictured),
        *([picture] if step.has_picture else []),
        blocks.Turn(_("One question at a time"), plain, path, value=True, current=one_by_one),
        blocks.Turn(_("Large"), large),
    ]


def address(step: Step, opened: OpenWorkbook) -> dict[str, str]:
    """Give the query string of this page and of the item that is open on it, at the question that was changed last."""
    item = {"entry": opened.entry, "begin": opened.begins}
    return navigation.address(step.page, opened.id, **{name: value for name, value in item.items() if value})


def _questions(page: Sequence[Block]) -> Iterator[Block]:
    """Yield the groups of a page, even those side by side; a block outside any group goes with the group after it."""
    before: list[Block] = []
    for block in page:
        match block:
            case blocks.Group():
                yield replace(block, blocks=[*before, *block.blocks], brief=False)
                before = []
            case blocks.SideBySide() | blocks.Spread():
                yield from _questions(block.blocks)
            case _:
                before.append(block)
    if before:
        yield blocks.Group(_("More"), before)


def _explained(step: Step, stance: Stance) -> list[Block]:
    guides = [worksheet.guide(stance) for worksheet in step.worksheets]
    takes = _("This step takes about {minutes} minutes. You can stop at any time.")
    said = [*(guide.explanation for guide in guides), takes.format(minutes=sum(guide.minutes for guide in guides))]
    return [*map(blocks.Note, said)]


def _way_on(step: Step, number: int, count: int, opened: OpenWorkbook) -> Block:
    steps = navigation.steps(opened.about.stance)
    place = [each.page for each in steps].index(step.page)

    def at(view: int) -> dict[str, str]:
        return {**address(step, opened), "view": str(view)}

    back = [blocks.Go(_("Back"), at(number - 1))] if number > 1 else []
    if number < count:
        on = blocks.Go(_("Next"), at(number + 1))
    elif opened.entry:
        on = blocks.Go(_("Back to {step}").format(step=step.title), navigation.address(step.page, opened.id, view="1"))
    elif place + 1 < len(steps):
        after = steps[place + 1]
        on = blocks.Go(_("Next: {step}").format(step=after.title), navigation.address(after.page, opened.id, view="1"))
    else:
        on = blocks.Go(_("Go to the summary"), navigation.address(navigation.SUMMARY, opened.id))
    where = _("{number} of {count}").format(number=number, count=count)
    return blocks.Row([*back, blocks.Note(where), on])


def _with_places_of_undone(opened: OpenWorkbook) -> Folded:
    """Return the answers, but an item that an undo took out of its list still belongs to it."""
    answers = opened.answers
    histories = [answers.history(opened.actor.author, worksheet.NAME) for worksheet in WORKSHEETS]
    heads = dict(answers.heads)
    for undone in (effect.after for history in histories for effect in history.redo):
        for path, standing in undone.items():
            if standing and path.endswith("/place") and answers[path] is None:
                heads[path] = (replace(standing[-1], revision=answers.revision_of(path)),)
    return replace(answers, heads=heads)

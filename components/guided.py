"""One question at a time: the same page as views to go through one by one, with a word on what each step is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from components import blocks, navigation, own_questions
from components.blocks import Block
from components.navigation import Step
from components.open_workbook import OpenWorkbook
from worksheets import ANSWERED, workbook
from worksheets.editing import Folded
from worksheets.language import _, ngettext, pgettext
from worksheets.workbook import Stance

SPREAD: Final = 0
"""The number of the view that shows all questions of a spread at once."""

LAST: Final = 999
"""More questions than a page has: the last one."""

LAST_OF_PAGE: Final = 998
"""The last one of the page itself, before those that somebody added."""


def is_chosen(opened: OpenWorkbook) -> bool:
    """Return whether people go through this workbook one question at a time; a picture is looked at as a whole."""
    if navigation.is_picture():
        return False
    return opened.answers[f"{workbook.NAME}/guided"] is True or navigation.is_large()


def left_at(step: Step, page: Sequence[Block], opened: OpenWorkbook) -> int:
    """Return which question of this page, from 1, the address names, or was changed last, perhaps by an undo."""
    answers = _with_places_of_undone(opened)
    newest: dict[str, int] = {}
    for path in answers.paths(""):
        for each in (path, path.rpartition("/")[0]):
            newest[each] = max(newest.get(each, 0), answers.revision_of(path))
    asked = [[path for block in view for path in blocks.paths(block, answers)] for view in _views(step, page, opened)]
    named = navigation.named()
    if there := next((at for at, paths in enumerate(asked, start=1) if named in paths), None):
        return there
    changed = [max((newest.get(path, 0) for path in paths), default=0) for paths in asked]
    return max(range(len(changed)), key=lambda at: (changed[at], at)) + 1 if any(changed) else 1


def one_view(step: Step, page: Sequence[Block], opened: OpenWorkbook, number: int) -> list[Block]:
    """Return the question of this page with this number, from 1, and the buttons that lead on.

    On a large screen there is nothing else; with the number `SPREAD`, it shows the whole spread of the page, if it has
    one.
    """
    views = _views(step, page, opened)
    spreads = [block for block in page if isinstance(block, blocks.Spread)]
    if navigation.is_large() and number == SPREAD and spreads:
        return [*(replace(each, blocks=[_bare(cell) for cell in each.blocks]) for each in spreads), foot(step, opened)]
    number = len(_questions(page)) if number == LAST_OF_PAGE else max(1, min(number, len(views)))
    view = views[number - 1]
    if navigation.is_large():
        asked = [_bare(block) for block in view if isinstance(block, blocks.Group)] or view
    else:
        adding = own_questions.adding(step, opened) if view is views[-1] else []
        asked = [*(_explained(step, opened.about.stance) if number == 1 else []), *view, *adding]
    return [*asked, foot(step, opened, number, len(views))]


def looks(step: Step, opened: OpenWorkbook) -> list[blocks.Turn]:
    """Return the buttons to each look at this page; on a large screen, the frame has them."""
    if navigation.is_large():
        return []
    here = address(step, opened)
    plain, large = navigation.as_large(here, False), navigation.as_large(here, True)
    path, one_by_one, pictured = f"{workbook.NAME}/guided", is_chosen(opened), navigation.is_picture()
    # For translators: four ways to look at a page; a picture shows what was written as a drawing.
    picture = blocks.Turn(_("Picture"), navigation.as_picture(plain), current=pictured)
    return [
        blocks.Turn(_("Whole page"), plain, path, value=False, current=not one_by_one and not pictured),
        *([picture] if step.has_picture else []),
        blocks.Turn(_("One question at a time"), plain, path, value=True, current=one_by_one),
        # For translators: larger, for a screen that two people look at.
        blocks.Turn(_("Large"), large),
    ]


def address(step: Step, opened: OpenWorkbook) -> dict[str, str]:
    """Give the query string of this page and of the item that is open on it, at the question that was changed last."""
    item = {"entry": opened.entry, "begin": opened.begins}
    return navigation.address(step.page, opened.id, **{name: value for name, value in item.items() if value})


def foot(step: Step, opened: OpenWorkbook, number: int = 1, count: int = 0) -> blocks.Foot:
    """Return the foot of this page: where its question before and the one after are, or the steps."""
    steps = navigation.steps(opened.about.stance)
    place = [each.page for each in steps].index(step.page)
    step_back = steps[place - 1] if place else None
    step_on = steps[place + 1] if place + 1 < len(steps) else None

    def at(view: int, of: Step = step) -> dict[str, str]:
        here = address(step, opened) if of is step else navigation.address(of.page, opened.id)
        return {**here, "view": str(view)} if is_chosen(opened) else here

    back = on = None
    if number > 1:
        back = blocks.Go(pgettext("to the question before", "Back"), at(number - 1), second=True)
    elif step_back and not opened.entry:
        # For translators: a button, and the title of the page that it leads to.
        back = blocks.Go(_("Back: {step}").format(step=step_back.title), at(LAST, step_back), second=True)
    if number < count:
        on = blocks.Go(pgettext("to the next question", "Next"), at(number + 1))
    elif opened.entry:
        to_page = navigation.address(step.page, opened.id, view="1")
        on = blocks.Go(_("Back: {step}").format(step=step.title), to_page)
    elif step_on:
        # For translators: a button, and the title of the page that it leads to.
        on = blocks.Go(_("Next: {step}").format(step=step_on.title), at(1, step_on))
    else:
        on = blocks.Go(_("Go to the summary"), navigation.address(navigation.SUMMARY, opened.id))
    # For translators: at which of all questions of the page one is.
    where = _("{number} of {count}").format(number=number, count=count) if count else ""
    return blocks.Foot(back, on, number, count, where)


def _views(step: Step, page: Sequence[Block], opened: OpenWorkbook) -> list[list[Block]]:
    """Return the questions of this page, and then those that somebody added."""
    return [*_questions(page), *([group] for group in own_questions.edit(step, opened))]


def _questions(page: Sequence[Block]) -> list[list[Block]]:
    """Return the groups of a page, even those side by side, each as a view of its own.

    A block outside any group goes into the group after it, or follows the last one.
    """
    views: list[list[Block]] = []
    before: list[Block] = []
    for block in _in_order(page):
        if isinstance(block, blocks.Group):
            views.append([replace(block, blocks=[*before, *block.blocks], brief=False, folds=False)])
            before = []
        else:
            before.append(block)
    if not views:
        return [before]
    views[-1] += before
    return views


def _in_order(page: Sequence[Block]) -> Iterator[Block]:
    for block in page:
        if isinstance(block, blocks.SideBySide | blocks.Column | blocks.Spread):
            yield from _in_order(block.blocks)
        else:
            yield block


def _bare(block: Block) -> Block:
    """Return a group without what is folded away in it."""
    if not isinstance(block, blocks.Group):
        return block
    return replace(block, blocks=[each for each in block.blocks if not isinstance(each, blocks.Folded)])


def _explained(step: Step, stance: Stance) -> list[Block]:
    guides = [worksheet.guide(stance) for worksheet in step.worksheets]
    minutes = sum(guide.minutes for guide in guides)
    takes = ngettext(
        "This step takes about {minutes} minute. You can stop at any time.",
        "This step takes about {minutes} minutes. You can stop at any time.",
        minutes,
    )
    return [*(blocks.Note(guide.explanation) for guide in guides), blocks.Note(takes.format(minutes=minutes))]


def _with_places_of_undone(opened: OpenWorkbook) -> Folded:
    """Return the answers, but an item that an undo took out of its list still belongs to it."""
    answers = opened.answers
    histories = [answers.history(opened.actor.author, worksheet.NAME) for worksheet in ANSWERED]
    heads = dict(answers.heads)
    for undone in (effect.after for history in histories for effect in history.redo):
        for path, standing in undone.items():
            if standing and path.endswith("/place") and answers[path] is None:
                heads[path] = (replace(standing[-1], revision=answers.revision_of(path)),)
    return replace(answers, heads=heads)

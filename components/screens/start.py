"""The first page of a workbook: which change, whose it is, and how to look at it; it can be opened again any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from components import blocks, browser, navigation, who_sees
from components.blocks import Block
from components.ideas import cautioned, unsafe
from components.open_workbook import OpenWorkbook
from components.screens import keeping, taken_away
from worksheets import templates
from worksheets.editing import Folded
from worksheets.language import _
from worksheets.workbook import LONGEST_CHANGE, LONGEST_NAME, NAME, Stance

_MOST_WORDINGS: Final = 5

_BOOKS: Final[Mapping[Stance, Sequence[str]]] = {
    Stance.EXPLORE: ("tinted", "tinted"),
    Stance.BUILD: ("empty", "tinted"),
    Stance.DECIDED: ("empty", "filled"),
}


def draw(opened: OpenWorkbook) -> None:
    """Draw the page; what is typed is saved while it is typed."""
    change = _("What change are you thinking about?")
    browser.entitle(change)
    # For translators: what is typed goes on from “…”, and stands by itself everywhere else.
    hint = _("Finish the sentence: “I’m thinking about whether to …”")
    browser.show_sheet(
        "start",
        [
            blocks.Words(f"{NAME}/change", change, longest=LONGEST_CHANGE, lines=1, hint=hint, title=True),
            *(blocks.Note(wording.told, small=True) for wording in opened.earlier_wordings[:_MOST_WORDINGS]),
            *cautioned(opened.about.change, None),
            _stances(opened.answers),
            blocks.Row([_begin(_("Begin"), opened, None), _begin(_("One question at a time"), opened, True)]),
            unsafe(opened),
            blocks.Words(f"{NAME}/name", _("Name or initials (optional)"), longest=LONGEST_NAME, lines=1),
            *who_sees.told(_("When you meet, your therapist sees what you write.")),
            *([keeping.link(opened), taken_away.link(opened)] if _is_written(opened) else []),
            *([] if navigation.is_large() else [blocks.Drawer([_guide()])]),
        ],
        opened,
    )


def _stances(answers: Folded) -> Block:
    """Return the stances, those by a name of the clinic's own, and the one with which this workbook began."""
    found, _mistakes = templates.read(templates.folder())
    kept = templates.kept(answers)
    if kept and (kept.name, kept.stance) not in [(template.name, template.stance) for template in found]:
        found.append(kept)
    ways = [blocks.Option(stance.value, stance.label, stance.meaning) for stance in Stance]
    own = [blocks.Option(template.stance.value, template.name, template.explanation) for template in found]
    stances = [*Stance, *(template.stance for template in found)]
    return blocks.Choice(
        f"{NAME}/stance",
        _("How would you like to look at it?"),
        [*ways, *own],
        books=[_BOOKS[stance] for stance in stances],
        told_apart=f"{NAME}/template" if own else "",
        along=[templates.chosen(answers, template) for template in (*[None] * len(ways), *found)] if own else [],
    )


def _begin(label: str, opened: OpenWorkbook, guided: bool | None) -> Block:
    """Return a button that leads on once there are a change and a way to look at it, one question at a time or not."""
    return blocks.Go(
        label,
        navigation.address(navigation.HOME, opened.id),
        needs={
            f"{NAME}/change": _("Please write a few words about the change first."),
            f"{NAME}/stance": _("Please choose how you would like to look at it. You can change it at any time."),
        },
        path=f"{NAME}/guided",
        value=guided,
        second=guided is True,
    )


def _guide() -> blocks.Folded:
    return blocks.Folded(
        _("For the therapist: which one, and when?"),
        [blocks.Points(stance.label, [stance.guide]) for stance in Stance],
    )


def _is_written(opened: OpenWorkbook) -> bool:
    return any(opened.answers[path] for path in opened.answers.paths(""))

"""The first page of a workbook: which change, whose it is, and how it is looked at; it can be opened again any time."""

from __future__ import annotations

from components import blocks, browser, navigation
from components.blocks import Block
from components.installation import where_it_is_kept
from components.open_workbook import OpenWorkbook
from worksheets.language import _
from worksheets.workbook import LONGEST_CHANGE, LONGEST_NAME, NAME, Stance


def draw(opened: OpenWorkbook) -> None:
    """The page; what is typed is saved while it is typed."""
    browser.show_sheet(
        "start",
        [
            blocks.heading(_("What is this about?")),
            blocks.words(
                f"{NAME}/change",
                _("What change are you thinking about?"),
                longest=LONGEST_CHANGE,
                hint=_(
                    "Finish the sentence “I am thinking about whether to …” For example: drink less, or change jobs."
                ),
            ),
            blocks.words(f"{NAME}/name", _("Name or initials (optional)"), longest=LONGEST_NAME),
            blocks.choice(
                f"{NAME}/stance",
                _("How would you like to look at it?"),
                [blocks.option(stance.value, stance.label, stance.meaning) for stance in Stance],
                unanswered=Stance.EXPLORE.value,
            ),
            blocks.tick(f"{NAME}/guided", _("One question at a time, with a word on what each step is for")),
            blocks.link(
                _("If you are not safe with somebody, a list like this is not the right tool."),
                _("See who can help."),
                navigation.address(navigation.HELP, opened.id),
            ),
            *([] if navigation.is_large() else [_guide()]),
            blocks.note(where_it_is_kept()),
            *([_keeping(opened)] if opened.answers.revision else []),
            blocks.go(
                _("Begin"),
                navigation.address(navigation.HOME, opened.id),
                needs=f"{NAME}/change",
                without_it=_("Please write a few words about the change first."),
            ),
        ],
        opened,
    )


def _keeping(opened: OpenWorkbook) -> Block:
    to_keeping = navigation.address(navigation.KEEPING, opened.id)
    return blocks.link(_("You can see"), _("how long this is kept, and who opened it."), to_keeping)


def _guide() -> Block:
    return blocks.folded(
        _("For the therapist: which one, and when?"),
        [blocks.note(f"{stance.label}: {stance.guide}") for stance in Stance],
    )

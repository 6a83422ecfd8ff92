"""The first page of a workbook: which change, whose it is, and how to look at it; it can be opened again any time."""

from __future__ import annotations

from components import blocks, browser, navigation, who_sees
from components.blocks import Block
from components.open_workbook import OpenWorkbook
from components.worksheets import decisional_balance
from worksheets.language import _
from worksheets.workbook import LONGEST_CHANGE, LONGEST_NAME, NAME, Stance


def draw(opened: OpenWorkbook) -> None:
    """Draw the page; what is typed is saved while it is typed."""
    change = _("What change are you thinking about?")
    hint = _("Finish the sentence “I’m thinking about whether to …” For example: drink less, or change jobs.")
    browser.show_sheet(
        "start",
        [
            blocks.Heading(_("What is this about?")),
            blocks.Words(f"{NAME}/change", change, longest=LONGEST_CHANGE, lines=1, hint=hint),
            *decisional_balance.cautioned(opened.about.change, None),
            blocks.Words(f"{NAME}/name", _("Name or initials (optional)"), longest=LONGEST_NAME, lines=1),
            blocks.Choice(
                f"{NAME}/stance",
                _("How would you like to look at it?"),
                [blocks.Option(stance.value, stance.label, stance.meaning) for stance in Stance],
            ),
            blocks.Tick(f"{NAME}/guided", _("One question at a time, with a few words on what each step is for")),
            blocks.Link(
                _("If you are not safe with someone, a list like this is not the right tool."),
                _("See who can help."),
                navigation.address(navigation.HELP, opened.id),
            ),
            *([] if navigation.is_large() else [_guide()]),
            *who_sees.told(_("In a session, your therapist sees what you write together.")),
            *([_keeping(opened)] if opened.answers.revision else []),
            blocks.Go(
                _("Begin"),
                navigation.address(navigation.HOME, opened.id),
                needs={
                    f"{NAME}/change": _("Please write a few words about the change first."),
                    f"{NAME}/stance": _(
                        "Please choose how you would like to look at it. You can change it at any time."
                    ),
                },
            ),
        ],
        opened,
    )


def _keeping(opened: OpenWorkbook) -> Block:
    to_keeping = navigation.address(navigation.KEEPING, opened.id)
    return blocks.Link(_("You can see"), _("how long this is kept, and who opened it."), to_keeping)


def _guide() -> Block:
    return blocks.Folded(
        _("For the therapist: which one, and when?"),
        [blocks.Note(f"{stance.label}: {stance.guide}") for stance in Stance],
    )

"""How this works: what to expect, before the first word and at any time; nothing here depends on what was written."""

from __future__ import annotations

from components import blocks, browser, navigation, who_sees
from components.blocks import Block
from components.installation import who_can_see
from components.navigation import Step
from components.open_workbook import OpenWorkbook
from components.screens import taken_away
from worksheets import clinic
from worksheets.help_lines import SettingsUnreadable, settings_file
from worksheets.language import _, ngettext
from worksheets.workbook import Stance


def draw(opened: OpenWorkbook | None) -> None:
    """Draw the page, with the steps in the order of the workbook from which somebody comes."""
    stance = opened.about.stance if opened else Stance.EXPLORE
    steps = navigation.steps(stance)
    what_for = _(
        "This worksheet helps you think a change through, in your own words. It does not tell you what to do. Nothing "
        "is added up, and no side wins."
    )
    how_long = _(
        "Nobody does all of it at once. One or two steps are enough for today. You can do the others another time, in "
        "any order, or leave them out."
    )
    browser.show_blocks(
        "how this works",
        [
            blocks.Heading(_("How this works")),
            blocks.Note(what_for),
            blocks.Note(how_long),
            *_from_clinic(),
            blocks.SideBySide([blocks.Column([_who_does_what(), _who_sees(opened)]), _no()]),
            blocks.Heading(_("Step by step"), 2),
            blocks.SideBySide([_step(step, stance) for step in steps]),
        ],
    )


def link(opened: OpenWorkbook | None) -> blocks.Link:
    """Return the way to this page, for somebody who has not begun."""
    there = navigation.address(navigation.HOW_THIS_WORKS, opened.id if opened else None)
    return blocks.Link(_("New to this?"), _("See how it works."), there)


def _from_clinic() -> list[Block]:
    try:
        words = clinic.read(settings_file())
    except SettingsUnreadable as error:
        return [blocks.Note(str(error))]
    return [blocks.Group(_("From your clinic"), [blocks.Note(words)])] if words else []


def _minutes(step: Step, stance: Stance) -> int:
    return sum(worksheet.guide(stance).minutes for worksheet in step.worksheets)


def _step(step: Step, stance: Stance) -> Block:
    explained = [worksheet.guide(stance).explanation for worksheet in step.worksheets]
    if step.page == navigation.SUMMARY:
        explained.insert(0, _("This is a page to take home. You choose what is on it."))
    minutes = _minutes(step, stance)
    takes = ngettext("About {minutes} minute", "About {minutes} minutes", minutes).format(minutes=minutes)
    return blocks.Group(step.title, [*map(blocks.Note, explained)], hint=takes, brief=True)


def _who_does_what() -> Block:
    return blocks.Group(
        _("Who does what?"),
        [
            blocks.Note(
                _(
                    "You write, in your own words, or somebody types what you say. You can use this on your own, or "
                    "with a therapist."
                )
            ),
            blocks.Note(
                _(
                    "A therapist asks, listens, and may keep private notes, apart from your worksheet. You decide what "
                    "you write, and what you do."
                )
            ),
        ],
    )


def _who_sees(opened: OpenWorkbook | None) -> Block:
    return blocks.Group(
        _("Who can see this?"),
        [
            blocks.Note(who_can_see()),
            blocks.Note(_("When you meet, your therapist sees what you write.")),
            who_sees.where(),
            *([taken_away.link(opened)] if opened else []),
        ],
    )


def _no() -> Block:
    return blocks.Group(
        _("You can say no"),
        [
            blocks.Points(
                _("You do not have to give a reason."),
                [
                    _("To any question and any step: leave it empty, and go on."),
                    _("To any copy: nothing is printed or made into a file until someone presses a button for it."),
                    _("To all of it: stop at any time. What you wrote stays here until someone removes it."),
                ],
            )
        ],
    )

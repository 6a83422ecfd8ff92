"""How this works: what to expect, before the first word and at any time; nothing here depends on what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from components import blocks, browser, navigation, who_sees
from components.blocks import Block
from components.installation import who_can_see
from components.navigation import Step
from components.open_workbook import OpenWorkbook
from components.screens import taken_away
from worksheets import clinic, language
from worksheets.help_lines import SettingsUnreadable, settings_file
from worksheets.language import _, ngettext
from worksheets.workbook import Stance


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """How easy a language is to read here, by whose formula: a school grade in English, and elsewhere 0 to 100."""

    level: int
    sources: str


_FLESCH_KINCAID: Final = ReadingLevel(2, sources="Flesch–Kincaid")
READING_LEVELS: Final[Mapping[str, ReadingLevel]] = {
    "en": _FLESCH_KINCAID,
    "en-GB": _FLESCH_KINCAID,
    "en-x-plain": _FLESCH_KINCAID,
    "en-x-teen": _FLESCH_KINCAID,
    "de": ReadingLevel(80, sources="Amstad"),
    "es": ReadingLevel(90, sources="Szigriszt Pazos"),
    "fr": ReadingLevel(95, sources="Kandel–Moles"),
    "pt-BR": ReadingLevel(90, sources="Martins"),
}
"""A test measures it in the catalogue of every language for which there is a formula."""


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
            _read_aloud(),
            *_from_clinic(),
            blocks.SideBySide(
                [blocks.Column([_who_does_what(), _who_sees(opened)]), blocks.Column([_no(), _leaving()])]
            ),
            blocks.Heading(_("Step by step"), 2),
            blocks.SideBySide([_step(step, stance) for step in steps]),
            *_reading_level(),
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
    you = _(
        "You write, in your own words, or somebody types what you say. You can use this on your own, or with a "
        "therapist."
    )
    therapist = _(
        "A therapist asks, listens, and may keep private notes, apart from your worksheet. You decide what you write, "
        "and what you do."
    )
    return blocks.Group(_("Who does what?"), [blocks.Note(you), blocks.Note(therapist)])


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
    to_what = [
        _("To any question and any step: leave it empty, and go on."),
        _("To any copy: nothing is printed or made into a file until someone presses a button for it."),
        _("To all of it: stop at any time. What you wrote stays here until someone removes it."),
    ]
    return blocks.Group(_("You can say no"), [blocks.Points(_("You do not have to give a reason."), to_what)])


def _leaving() -> Block:
    at_once = _(
        "“Leave quickly” is on every page. It saves what you wrote and shows an empty page at once. Pressing Esc three "
        "times does the same. If there is a passphrase, it also locks."
    )
    back = _("Whoever goes back in this browser then comes to the first page, and the list is hidden there.")
    return blocks.Group(_("If nobody may see this"), [blocks.Note(at_once), blocks.Note(back)])


def _read_aloud() -> Block:
    about = _("A button beside each question says it. Your own device speaks, and nothing is sent anywhere.")
    return blocks.ReadAloud(_("Read questions aloud"), about)


def _reading_level() -> list[Block]:
    code = language.spoken()
    if code not in READING_LEVELS:
        return []
    stated = READING_LEVELS[code]
    as_grade = _("How easy this is to read: school grade {level}, over all pages ({formula}).")
    as_ease = _("How easy this is to read, from 0 (very hard) to 100 (very easy): {level}, over all pages ({formula}).")
    said = as_grade if code.partition("-")[0] == language.ENGLISH else as_ease
    return [blocks.Note(said.format(level=stated.level, formula=stated.sources), small=True)]

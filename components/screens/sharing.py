"""Sharing on the page: who may read a worksheet or gets it, if its client says yes, and how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import streamlit as st

from components import blocks, browser, days, navigation, routes, speaking
from components.admission import needs_sign_in
from components.blocks import Block
from components.installation import store
from components.open_workbook import OpenWorkbook
from components.who import actor, names
from worksheets.language import _, pgettext
from worksheets.storage import Account
from worksheets.storage.listing import listing_of
from worksheets.summary import answered
from worksheets.summary.receipts import name_in

SECONDS_BETWEEN_LOOKS: Final = 5
"""How soon a page that somebody reads is empty after its owner has ended that."""

_LAST_READ: Final = "last_read"


def offered(opened: OpenWorkbook, token: str) -> list[Block]:
    """Return who may read this worksheet, and how to let somebody read it or hand it over; nothing without sign-in."""
    if not needs_sign_in():
        return []
    others = _told_apart(store().sharing.others(opened.actor))
    who = [
        blocks.Box("to", pgettext("whom to share it with", "Who"), [blocks.Option("", _("choose a person")), *others])
    ]
    yes = blocks.Box("agreed", _("The client has said yes"))
    notes = blocks.Box("with_notes", _("Pass on my private notes, too. If not, they are erased for good."))
    let_read = blocks.HandIn(
        _("Let them read it"), {"do": "let_read", "token": token}, ticks=[yes], choices=who, to=routes.SHARING
    )
    hand_over = blocks.HandIn(
        _("Hand it over"),
        {"do": "hand_over", "token": token},
        ticks=[yes, notes],
        choices=who,
        to=routes.SHARING,
        query=navigation.address(navigation.HOME),
    )
    nobody = blocks.Note(_("Nobody else has been let in yet."))
    return [
        blocks.Group(
            _("Who else may read it?"),
            [*_readers(opened, token), let_read if others else nobody],
            hint=_("A supervisor, for example. They can change nothing, and never see your private notes."),
        ),
        blocks.Group(
            _("Hand it to another clinician"),
            [hand_over if others else nobody],
            hint=_(
                "From then on it is theirs. You, and whoever you let read it, no longer see it. What you wrote in the "
                "mirror is erased."
            ),
        ),
    ]


def to_read() -> list[Block]:
    """Return the worksheets that others let this person read, if there are any."""
    listed = store().sharing.to_read(actor()) if needs_sign_in() else []
    if not listed:
        return []
    lines = [blocks.LinkLine(each.listing.called, navigation.address(navigation.READING, each.id)) for each in listed]
    return [blocks.Group(_("Worksheets that others let you read"), [blocks.Links(lines)])]


def draw(id_: str) -> None:
    """Draw the page on which somebody reads the worksheet of somebody else."""
    if st.session_state.get(_LAST_READ) != id_:
        store().sharing.note_read(actor(), id_)
    st.session_state[_LAST_READ] = id_
    _page(id_)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
@speaking.in_its_language
def _page(id_: str) -> None:
    """Show what stands in it now, to read and not to change, for as long as that is allowed."""
    answers = store().sharing.read(actor(), id_)
    if answers is None:
        ended = _("Whoever let you read it has ended that, or it is no longer theirs.")
        browser.show_blocks("reading", [blocks.Heading(_("You cannot read this worksheet")), blocks.Note(ended)])
        return
    browser.entitle(_("A worksheet to read"))
    about = _("You can read this worksheet because its client has said yes to that. You cannot change it.")
    written = [
        blocks.Group(group.heading, [blocks.Quote(line.question, [line.shown]) for line in group.lines])
        for group in answered.groups(answers, for_others=True)
    ]
    browser.show_blocks("reading", [blocks.Top(listing_of(answers).called), blocks.Note(about), *written])


def _told_apart(accounts: Sequence[Account]) -> list[blocks.Option]:
    """Return these accounts by name, and those that share one also by what the provider calls them."""
    named = Counter(each.name for each in accounts)
    return [
        blocks.Option(each.id, each.name if named[each.name] == 1 else f"{each.name} ({each.subject})")
        for each in accounts
    ]


def _readers(opened: OpenWorkbook, token: str) -> list[Block]:
    """Return who may read it, since when, and how to end that."""
    found: list[Block] = []
    called = names(opened.actor)
    for reader in store().sharing.readers(opened.actor, opened.id):
        name = name_in(called, reader.account)
        says = _("You noted on {date} that the client said yes.").format(date=days.day_in_words(reader.at))
        request = {"do": "end_reading", "reader": reader.account, "token": token}
        end = blocks.HandIn(_("End this"), request, name=name, to=routes.SHARING, done=_("Done."))
        found += [blocks.Points(name, [says]), end]
    return found

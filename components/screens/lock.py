"""The lock: the page that unlocks, the page for a passphrase, and what the frame needs to lock."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import blocks, browser, navigation, speaking
from components.admission import needs_sign_in
from components.blocks import Block
from components.browser.told import Lock
from components.installation import PASSPHRASE_PUT_OFF, is_on_this_computer, store
from components.who import actor, granting
from worksheets.language import _
from worksheets.storage import longest_idle

PAGE: Final = "passphrase"

CURRENT: Final = "current-password"
NEW: Final = "new-password"

_SECONDS_BETWEEN_LOOKS: Final = 3


def for_window() -> Lock | None:
    """Return what the frame needs to lock the page or to sign out, or None if nobody is in."""
    if store().is_locked:
        return None
    idle = longest_idle().total_seconds()
    if needs_sign_in():
        soon = _("You will be signed out in a minute. Press a key or move the pointer to stay signed in.")
        unheard = _(
            "There is no connection, so you are not signed out yet. This page stays hidden, and you are signed out as "
            "soon as the connection is back."
        )
        return Lock(_("Sign out"), soon, unheard, idle, granting(actor()))
    soon = _("Both Sides will lock in a minute. Press a key or move the pointer to keep it open.")
    unheard = _(
        "There is no connection, so Both Sides is not locked yet. This page stays hidden, and it locks as soon as the "
        "connection is back."
    )
    # For translators: a button that hides everything until the passphrase is typed.
    label = _("Lock") if store().vault.has_passphrase else ""
    return Lock(label, soon, unheard, idle, token=None)


@st.fragment(run_every=_SECONDS_BETWEEN_LOOKS)
@speaking.in_its_language
def draw_locked() -> None:
    """Draw the page while nothing can be read, and go on once any window has unlocked it."""
    if not store().is_locked:
        st.rerun()
    safe = _("What you wrote is encrypted. Anything not saved yet stays in this window until you unlock it.")
    browser.show_blocks("locked", [blocks.Heading(_("Both Sides is locked")), blocks.Note(safe), *_ways_to_unlock()])


def _ways_to_unlock() -> list[Block]:
    vault = store().vault
    boxes = [blocks.Box("code", _("Recovery code"))]
    with_code = blocks.HandIn(_("Open with the code"), {"do": "recover"}, boxes)
    if not vault.has_passphrase:
        return [blocks.Note(str(vault.why_locked)), with_code, blocks.HandIn(_("Try again"), {"do": "try"})]
    code = _("The recovery code opens it too. You wrote that code down when you chose the passphrase.")
    return [
        blocks.HandIn(_("Unlock"), {"do": "unlock"}, [blocks.Box("passphrase", _("Passphrase"), known=CURRENT)]),
        blocks.Folded(_("I forgot the passphrase"), [blocks.Note(code), with_code]),
    ]


def draw_choice() -> None:
    """Draw the page on which somebody chooses a passphrase, or another one."""
    vault = store().vault
    why = _(
        "Once you have one, nobody can open your worksheets without it, even if they take this computer. Your "
        "worksheets also lock by themselves when nobody has used them for a while."
    )
    about_code = _(
        "This code opens your worksheets if you forget the passphrase. Keep it on paper, away from this computer. "
        "You will not see it again. If you lose both, nobody can open your worksheets."
    )
    before = blocks.Box("current", _("Your current passphrase, or its recovery code"), known=CURRENT)
    known = [before] if vault.has_passphrase else []
    browser.show_blocks(
        "passphrase",
        [
            blocks.Heading(_("A passphrase for your worksheets")),
            blocks.Note(why),
            blocks.Note(_("Three or four words that only you would put together work well, and are easy to remember.")),
            blocks.HandIn(
                _("Use this passphrase"),
                {"do": "protect"},
                [*known, blocks.Box("passphrase", _("New passphrase"), known=NEW)],
                twice=True,
                about_code=about_code,
                query=navigation.address(navigation.HOME),
            ),
            *([_keyring()] if vault.can_move_key_to_keyring else []),
        ],
    )


def _keyring() -> Block:
    what = _(
        "Its keyring then opens your worksheets when you log in, so there is no passphrase to remember. Anyone "
        "logged in under your name can read them."
    )
    about_code = _(
        "This code opens your worksheets if the keyring loses the key. It also opens your backups on another "
        "computer. Keep it on paper, away from this computer. You will not see it again."
    )
    home = navigation.address(navigation.HOME)
    keep = blocks.HandIn(_("Keep the key in the keyring"), {"do": "keyring"}, about_code=about_code, query=home)
    return blocks.Folded(_("Or let this computer keep the key"), [blocks.Note(what), keep])


def offer() -> list[Block]:
    """Return, for the home page, the way to a passphrase, with a question until somebody has answered it."""
    if not is_on_this_computer():
        return []
    to_choice = navigation.address(PAGE)
    if store().vault.has_passphrase:
        return [blocks.Link(_("Your worksheets have a passphrase."), _("Change it."), to_choice)]
    if store().preference(actor(), PASSPHRASE_PUT_OFF) is not None:
        return [blocks.Link(_("Your worksheets have no passphrase."), _("Choose one."), to_choice)]
    why = blocks.Note(_("Only someone who knows it can open what you write, even if this computer is lost."))
    answers = [
        blocks.Go(_("Choose a passphrase"), to_choice, second=True),
        blocks.HandIn(_("Not now"), {"do": "later"}),
    ]
    return [blocks.Group(_("Would you like a passphrase?"), [why, blocks.Row(answers)], brief=True)]

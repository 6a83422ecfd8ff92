"""The lock: the page that unlocks, the page for a passphrase, and what the frame needs to lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from components import blocks, browser, navigation
from components.blocks import Block
from components.installation import PASSPHRASE_PUT_OFF, is_on_this_computer, needs_sign_in, store
from components.who import actor, granting
from worksheets.language import _

PAGE: Final = "passphrase"

_SECONDS_BETWEEN_LOOKS: Final = 3


def for_window() -> dict[str, Any] | None:
    """What the frame needs to lock the page or to sign out, or None where nobody could come in again."""
    if store().is_locked:
        return None
    if needs_sign_in():
        return {
            "label": _("Sign out"),
            "soon": _("You will be signed out in a minute. Press a key or move the pointer to stay."),
            "token": granting(""),
        }
    if not store().vault.has_passphrase:
        return None
    return {
        "label": _("Lock"),
        "soon": _("Both Sides locks itself in a minute. Press a key or move the pointer to stay."),
        "token": None,
    }


@st.fragment(run_every=_SECONDS_BETWEEN_LOOKS)
def draw_locked() -> None:
    """The page while nothing can be read; another window may unlock it, too."""
    if not store().is_locked:
        st.rerun()
    vault = store().vault
    browser.show_blocks(
        "locked",
        [
            blocks.heading(_("Both Sides is locked")),
            blocks.note(
                _("What you wrote is encrypted. What is not saved yet stays in this window until you unlock it.")
            ),
            *(_ask_for_passphrase() if vault.has_passphrase else _ask_for_code(str(vault.why_locked))),
        ],
    )


def _ask_for_passphrase() -> list[Block]:
    return [
        blocks.hand_in(_("Unlock"), {"do": "unlock"}, boxes=[("passphrase", _("Passphrase"))]),
        blocks.folded(
            _("I do not know the passphrase"),
            [
                blocks.note(_("The recovery code opens it, too. You wrote it down when you chose the passphrase.")),
                _open_with_code(),
            ],
        ),
    ]


def _ask_for_code(why: str) -> list[Block]:
    return [blocks.note(why), _open_with_code(), blocks.hand_in(_("Try again"), {"do": "try"})]


def _open_with_code() -> Block:
    return blocks.hand_in(_("Open with the code"), {"do": "recover"}, boxes=[("code", _("Recovery code"))])


def draw_choice() -> None:
    """The page on which somebody chooses a passphrase, or another one."""
    known = [("current", _("Your passphrase until now, or its recovery code"))] if store().vault.has_passphrase else []
    browser.show_blocks(
        "passphrase",
        [
            blocks.heading(_("A passphrase for your worksheets")),
            blocks.note(
                _(
                    "Then nobody opens them without it, also not somebody who takes this computer away. "
                    "They lock themselves when nobody has used them for a while."
                )
            ),
            blocks.note(_("Three or four words that only you would put together are good, and easy to remember.")),
            blocks.hand_in(
                _("Use this passphrase"),
                {"do": "protect"},
                boxes=[*known, ("passphrase", _("New passphrase"))],
                again=(
                    _("The same passphrase again"),
                    _("The two passphrases are not the same. Please type them again."),
                ),
                shows=_shown_once(
                    _(
                        "It opens your worksheets if you forget the passphrase. Keep it on paper, away from this "
                        "computer. It is shown only now. Without one of the two nobody can open them."
                    )
                ),
                query=navigation.address(navigation.HOME),
            ),
            *_offer_keyring(),
        ],
    )


def _offer_keyring() -> list[Block]:
    if not store().vault.can_move_key_to_keyring:
        return []
    return [
        blocks.folded(
            _("Or let this computer keep the key"),
            [
                blocks.note(
                    _(
                        "Then its keyring opens your worksheets when you log in, and there is no passphrase to "
                        "remember. Whoever is logged in under your name can read them."
                    )
                ),
                blocks.hand_in(
                    _("Keep the key in the keyring"),
                    {"do": "keyring"},
                    shows=_shown_once(
                        _(
                            "It opens your worksheets if the keyring loses the key, and your backups on another "
                            "computer. Keep it on paper, away from this computer. It is shown only now."
                        )
                    ),
                    query=navigation.address(navigation.HOME),
                ),
            ],
        )
    ]


def _shown_once(hint: str) -> Mapping[str, str]:
    return {"heading": _("Write down this code"), "hint": hint, "done": _("I have written it down")}


def offer() -> list[Block]:
    """On the home page: the way to a passphrase, with a question until somebody has answered it."""
    if not is_on_this_computer():
        return []
    to_choice = navigation.address(PAGE)
    if store().vault.has_passphrase:
        return [blocks.link(_("Your passphrase opens your worksheets."), _("Choose another one."), to_choice)]
    if store().preference(actor(), PASSPHRASE_PUT_OFF) is not None:
        return [blocks.link(_("Your worksheets have no passphrase."), _("Choose one."), to_choice)]
    return [
        blocks.group(
            _("Would you like a passphrase?"),
            [
                blocks.note(_("Then only who knows it can open what you write, also if this computer is lost.")),
                blocks.row(
                    [
                        blocks.go(_("Choose a passphrase"), to_choice),
                        blocks.hand_in(_("Not now"), {"do": "later"}),
                    ]
                ),
            ],
            brief=True,
        )
    ]

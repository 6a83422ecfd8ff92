"""The lock: the page that unlocks, the page for a passphrase, and the route for both and for signing out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from streamlit.user_info import AUTH_LOGOUT_ENDPOINT

from components import blocks, browser, navigation
from components.blocks import Block
from components.opened import actor, granted, granting, is_on_this_computer, needs_sign_in, store
from components.server import requests
from components.server.requests import Odd
from worksheets.language import _
from worksheets.storage import Actor, Grant, NotGranted, Role, SignedOut, seal

PATH: Final = "/lock"
PAGE: Final = "passphrase"

_LARGEST: Final = 10_000
_SECONDS_BETWEEN_LOOKS: Final = 3
_LATER: Final = "passphrase"


async def answer(request: Request) -> Response:
    """Carry out what the page asks of the lock, and answer whether it is locked, and in how many seconds it will be."""
    return await requests.answered(request, _LARGEST, str(Odd()), _carry_out)


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
    if store().preference(actor(), _LATER) is not None:
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


def _carry_out(body: bytes) -> Response:
    said = requests.said_in(body)
    return _of_sign_in(said) if said.get("token") else _of_passphrase(said)


def _of_sign_in(said: Mapping[str, Any]) -> Response:
    if store().is_locked:
        return JSONResponse({"locked": True})
    actor = granted(said["token"]).actor
    accounts = store().accounts
    match said:
        case {"do": "look", "active": bool(active)}:
            try:
                return JSONResponse(
                    {"locked": False, "seconds": accounts.time_left(actor, active=active).total_seconds()}
                )
            except SignedOut:
                return JSONResponse({"locked": True})
        case {"do": "lock"}:
            accounts.sign_out(actor.tenant, actor.sign_in)
            return JSONResponse({"locked": True, "leave": AUTH_LOGOUT_ENDPOINT.lstrip("/")})
        case {"do": "return", "before": before}:
            return JSONResponse({"token": _token_again(actor, granted(before))})
        case {"do": "role", "account": str(account), "role": str(role)} if role in list(Role):
            accounts.give_role(actor, account, Role(role))
            return JSONResponse({})
    raise Odd


def _token_again(actor: Actor, before: Grant) -> str:
    """By what a page goes on writing that was drawn before its person signed in again; raises NotGranted for others."""
    if (before.actor.tenant, before.actor.author) != (actor.tenant, actor.author):
        raise NotGranted
    return seal(Grant(actor, before.workbook), store().secret)


def _of_passphrase(said: Mapping[str, Any]) -> Response:
    vault = store().vault
    done: dict[str, str] = {}
    match said:
        case {"do": "look", "active": bool(active)}:
            vault.look_again()
            if active:
                vault.touch()
        case {"do": "lock" | "protect" | "keyring"} if needs_sign_in():
            raise Odd
        case {"do": "lock"}:
            store().lock()
        case {"do": "unlock", "passphrase": str(passphrase)}:
            vault.unlock(passphrase)
        case {"do": "recover", "code": str(code)}:
            vault.recover(code)
        case {"do": "try"}:
            vault.try_key_again()
        case {"do": "protect", "passphrase": str(passphrase), **more}:
            done["code"] = vault.protect(passphrase, str(more.get("current", "")))
        case {"do": "keyring"}:
            done["code"] = vault.move_key_to_keyring()
        case {"do": "later"}:
            store().prefer(actor(), _LATER, "later")
        case _:
            raise Odd
    left = vault.time_left
    seconds = None if left is None else left.total_seconds()
    return JSONResponse({**done, "locked": store().is_locked, "seconds": seconds})

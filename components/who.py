"""Who is at this window: their account, the sign-in by which they came in, and what a page may do for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import streamlit as st

from components.admission import needs_sign_in
from components.installation import store
from worksheets.clock import earlier, now
from worksheets.language import _, marked
from worksheets.storage import ALONE, HOME, OPERATOR, Account, Actor, Grant, NotGranted, SignedOut, seal, unseal
from worksheets.storage.accounts import LONGEST_SIGN_IN


class NotSignedIn(NotGranted):
    """Nobody is signed in here."""

    message = marked("Please sign in.")


class NotLetIn(NotGranted):
    """Somebody is signed in, but nobody has let them in."""

    message = marked("You are signed in as {name}, but nobody has let you in yet. Ask whoever runs Both Sides.")


def account() -> Account | None:
    """Return whose window this is, or None without sign-in; raises NotSignedIn or SignedOut."""
    if not needs_sign_in():
        return None
    claims = st.user.to_dict()
    if not claims.get("is_logged_in") or not claims.get("iss") or not claims.get("sub"):
        raise NotSignedIn
    if not is_recent(claims.get("iat")):
        raise SignedOut
    name = str(claims.get("name") or claims.get("email") or claims["sub"])
    return store().accounts.enter(HOME, str(claims["iss"]), str(claims["sub"]), name, _sign_in(claims))


def is_recent(issued_at: object) -> bool:
    """Return whether the provider vouched for somebody less than LONGEST_SIGN_IN ago, or does not say when.

    It says so in seconds, with or without a fraction (RFC 7519); anything else is not recent.
    """
    if issued_at is None:
        return True
    return isinstance(issued_at, int | float) and 1000 * issued_at >= earlier(now(), LONGEST_SIGN_IN)


def actor() -> Actor:
    """Return who uses this window; raises NotSignedIn, SignedOut, or NotLetIn."""
    mine = account()
    if mine is None:
        return ALONE
    if not mine.role.is_let_in:
        raise NotLetIn(name=mine.name)
    return Actor(HOME, mine.id, _sign_in(st.user.to_dict()))


def granted(token: object) -> Grant:
    """Return what the page that hands back this token may do; raises NotGranted, or NotUnlocked."""
    grant = unseal(str(token), store().secret)
    if bool(grant.actor.sign_in) is not needs_sign_in():
        raise NotGranted
    return grant


def granting(who: Actor, workbook: str = "") -> str:
    """Return the token by which a window of theirs may read and write this workbook, or begin it."""
    return seal(Grant(who, workbook), store().secret)


def names(actor: Actor) -> Mapping[str, str]:
    """Return the name of everybody who may appear in a receipt or in the audit trail, by their author there."""
    operator = {OPERATOR.author: _("The person who runs this server")}
    return {actor.author: _("You"), **store().accounts.names(actor), **operator}


def _sign_in(claims: Mapping[str, object]) -> str:
    """Return the name of this one sign-in: whoever has a copy of its cookie has the same claims."""
    return hashlib.sha256(json.dumps(claims, sort_keys=True, default=str).encode()).hexdigest()

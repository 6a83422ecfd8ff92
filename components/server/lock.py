"""The route of the lock and of signing out: it answers whether it is locked, and in how many seconds it will be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.responses import JSONResponse, Response
from streamlit.user_info import AUTH_LOGOUT_ENDPOINT

from components import routes
from components.admission import needs_sign_in
from components.installation import PASSPHRASE_PUT_OFF, store
from components.server import requests
from components.server.requests import BadRequest
from components.who import actor, granted
from worksheets.storage import Actor, Grant, NotGranted, SignedOut, seal


def _handle(body: bytes) -> Response:
    said = requests.parse(body)
    return _of_sign_in(said) if said.get("token") else _of_passphrase(said)


def _of_sign_in(said: Mapping[str, object]) -> Response:
    if store().is_locked:
        return JSONResponse({"locked": True})
    actor = granted(said["token"]).actor
    accounts = store().accounts
    match said:
        case {"do": "look", "active": bool(active)}:
            try:
                seconds = accounts.time_left(actor, active=active).total_seconds()
            except SignedOut:
                return JSONResponse({"locked": True})
            return JSONResponse({"locked": False, "seconds": seconds})
        case {"do": "lock"}:
            accounts.sign_out(actor.tenant, actor.sign_in)
            return JSONResponse({"locked": True, "leave": AUTH_LOGOUT_ENDPOINT.lstrip("/")})
        case {"do": "return", "before": before}:
            return JSONResponse({"token": _token_again(actor, granted(before))})
    raise BadRequest


def _token_again(actor: Actor, before: Grant) -> str:
    """Give a token to a page that was drawn before its person signed in again; raises NotGranted for anyone else's."""
    if (before.actor.tenant, before.actor.author) != (actor.tenant, actor.author):
        raise NotGranted
    return seal(Grant(actor, before.workbook), store().secret)


def _of_passphrase(said: Mapping[str, object]) -> Response:
    vault = store().vault
    done: dict[str, str] = {}
    match said:
        case {"do": "look", "active": bool(active)}:
            vault.look_again()
            if active:
                vault.touch()
        case {"do": "lock" | "protect" | "keyring"} if needs_sign_in():
            raise BadRequest
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
            store().prefer(actor(), PASSPHRASE_PUT_OFF, "later")
        case _:
            raise BadRequest
    left = vault.time_left
    seconds = None if left is None else left.total_seconds()
    return JSONResponse({**done, "locked": store().is_locked, "seconds": seconds})


ROUTE: Final = requests.post(routes.LOCK, _handle)

"""The routes of what is handed in beside answers: what becomes of an account or a worksheet, and a backup."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse, Response

from components import routes
from components.installation import store
from components.server import requests
from components.server.requests import BadRequest
from components.who import actor, granted
from worksheets.storage import Role
from worksheets.workbook import Shelf


def _change_account(body: bytes) -> Response:
    match requests.parse(body):
        case {"token": token, "account": str(account), "role": str(role)} if role in list(Role):
            store().accounts.give_role(granted(token).actor, account, Role(role))
            return JSONResponse({})
        case {"token": token, "account": str(account), "do": "delete"}:
            store().accounts.delete(granted(token).actor, account)
            return JSONResponse({})
    raise BadRequest


def _keep(body: bytes) -> Response:
    said = requests.parse(body)
    grant = granted(said.get("token"))
    match said:
        case {"do": "until", "day": str(day)}:
            store().keep_until(grant.actor, grant.workbook, requests.parse_day(day) if day else None)
        case {"do": "hold", "held": bool(held)}:
            store().hold(grant.actor, grant.workbook, held)
        case {"do": "forget", "id": str(id_)}:
            store().forget(grant.actor, grant.workbook, id_ or None)
        case {"do": "remove"}:
            store().move(grant.actor, grant.workbook, Shelf.REMOVED)
        case _:
            raise BadRequest
    return JSONResponse({})


def _share(body: bytes) -> Response:
    said = requests.parse(body)
    grant, sharing = granted(said.get("token")), store().sharing
    match said:
        case {"do": "hand_over", "to": str(to), "agreed": bool(agreed), "with_notes": bool(with_notes)}:
            sharing.hand_over(grant.actor, grant.workbook, to, client_agreed=agreed, with_notes=with_notes)
        case {"do": "let_read", "to": str(to), "agreed": bool(agreed)}:
            sharing.let_read(grant.actor, grant.workbook, to, client_agreed=agreed)
        case {"do": "end_reading", "reader": str(reader)}:
            sharing.end_reading(grant.actor, grant.workbook, reader)
        case _:
            raise BadRequest
    return JSONResponse({})


def _back_up(body: bytes) -> Response:
    said = requests.parse(body)
    backups = store().backups
    match said:
        case {"do": "make"}:
            backups.make(actor())
        case {"do": "restore", "backup": str(name), **more}:
            backups.restore(actor(), backups.named(name).path, str(more.get("secret", "")))
        case _:
            raise BadRequest
    return JSONResponse({})


ROUTES: Final = (
    requests.post(routes.ACCOUNT, _change_account),
    requests.post(routes.KEEPING, _keep),
    requests.post(routes.SHARING, _share),
    requests.post(routes.BACKUP, _back_up),
)

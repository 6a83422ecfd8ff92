"""The route by which somebody alone with their worksheets makes a backup, or puts one back."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse, Response

from components import routes
from components.installation import store
from components.server import requests
from components.server.requests import BadRequest
from components.who import actor


def _handle(body: bytes) -> Response:
    match requests.parse(body):
        case {"do": "make"}:
            store().backups.make(actor())
        case {"do": "restore", "backup": str(name), **more}:
            backups = store().backups
            backups.restore(actor(), backups.named(name).path, str(more.get("secret", "")))
        case _:
            raise BadRequest
    return JSONResponse({})


ROUTE: Final = requests.post(routes.BACKUP, _handle)

"""The route by which somebody says how long a worksheet is kept, puts it on hold, or moves it to the bin."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse, Response

from components import routes
from components.installation import store
from components.server import requests
from components.server.requests import BadRequest
from components.who import granted
from worksheets.workbook import Shelf


def _handle(body: bytes) -> Response:
    said = requests.parse(body)
    grant = granted(said.get("token"))
    match said:
        case {"do": "until", "day": str(day)}:
            store().keep_until(grant.actor, grant.workbook, requests.parse_day(day) if day else None)
        case {"do": "hold", "held": bool(held)}:
            store().hold(grant.actor, grant.workbook, held)
        case {"do": "remove"}:
            store().move(grant.actor, grant.workbook, Shelf.REMOVED)
        case _:
            raise BadRequest
    return JSONResponse({})


ROUTE: Final = requests.post(routes.KEEPING, _handle)

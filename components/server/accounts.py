"""The route by which an administrator gives an account another role."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse, Response

from components import routes
from components.installation import store
from components.server import requests
from components.server.requests import BadRequest
from components.who import granted
from worksheets.storage import Role


def _handle(body: bytes) -> Response:
    match requests.parse(body):
        case {"token": token, "account": str(account), "role": str(role)} if role in list(Role):
            store().accounts.give_role(granted(token).actor, account, Role(role))
            return JSONResponse({})
    raise BadRequest


ROUTE: Final = requests.post(routes.ROLE, _handle)

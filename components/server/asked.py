"""The routes by which a page asks. What answers is loaded after the start: with the database, it takes a while."""

from __future__ import annotations

from typing import Final

from anyio import to_thread
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from components import routes


def load() -> Router:
    """Load what answers."""
    from components.server import files, handed_in, live, lock

    return Router([live.ROUTE, *files.ROUTES, lock.ROUTE, *handed_in.ROUTES])


class _Asked:
    def __init__(self) -> None:
        self._answering: Router | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._answering is None:
            self._answering = await to_thread.run_sync(load)
        await self._answering(scope, receive, send)


_ASKED: Final = _Asked()
ROUTES: Final = [Route(routes.on_server(path), _ASKED, methods=["POST"]) for path in routes.ALL]

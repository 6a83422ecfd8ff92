"""The server: which page script, HTTP headers, routes, start-up."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy  # noqa: F401  A start waits for it, so that the first page waits for the rest of the database only.
import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from components import errors, first_page
from components.admission import sign_in
from components.modules import FOLDER, FONTS
from components.routes import on_server
from components.server import asked, guard, key
from components.server.assets import Assets
from components.server.compressed import Compressed
from components.server.undelayed import Undelayed

guard.check_start(st.get_option("server.address"), st.get_option("server.allowedHosts"))


@asynccontextmanager
async def running(app: object) -> AsyncIterator[None]:
    """While the server runs."""
    async with key.opening(app):
        first_page.make_ready_soon()
        yield


app = st.App(
    "components/main.py",
    routes=[
        *asked.ROUTES,
        Route(on_server("favicon.png"), lambda _request: FileResponse(FOLDER / "favicon.png")),
        Mount(on_server("browser"), Assets(directory=FOLDER)),
        Mount(on_server("fonts"), StaticFiles(directory=FONTS)),
    ],
    middleware=[Middleware(Undelayed), Middleware(guard.Guard), Middleware(Compressed)],
    lifespan=running,
    secrets=sign_in(),  # As they were at the start: Streamlit reads the file anew when it changes.
    on_script_error=errors.show,
)

gc.freeze()  # And neither is what was loaded since: see `components/__init__.py`.

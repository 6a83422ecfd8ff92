"""The server: which page script, HTTP headers, routes, start-up."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from components import errors
from components.modules import FOLDER, FONTS
from components.routes import on_server
from components.server import files, guard, handed_in, live, lock
from components.server.assets import Assets

guard.refuse_other_addresses(st.get_option("server.address"))

app = st.App(
    "components/main.py",
    routes=[
        live.ROUTE,
        *files.ROUTES,
        lock.ROUTE,
        *handed_in.ROUTES,
        Route(on_server("favicon.png"), lambda _request: FileResponse(FOLDER / "favicon.png")),
        Mount(on_server("browser"), Assets(directory=FOLDER)),
        Mount(on_server("fonts"), StaticFiles(directory=FONTS)),
    ],
    middleware=[Middleware(guard.Guard)],
    on_script_error=errors.show,
)

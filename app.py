"""The server: which page script, HTTP headers, the live route, start-up."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from components import browser
from components.screens import backups, keeping, lock
from components.server import files, guard, live

guard.refuse_other_addresses(st.get_option("server.address"))

app = st.App(
    "components/main.py",
    routes=[
        Route(live.PATH, live.answer, methods=["POST"]),
        Route(files.TAKE_AWAY, files.take_away, methods=["POST"]),
        Route(files.OPEN, files.open_file, methods=["POST"]),
        Route(backups.PATH, backups.answer, methods=["POST"]),
        Route(lock.PATH, lock.answer, methods=["POST"]),
        Route(keeping.PATH, keeping.answer, methods=["POST"]),
        Route("/favicon.png", lambda _request: FileResponse(browser.FOLDER / "favicon.png")),
        Mount(browser.PATH, StaticFiles(directory=browser.FOLDER)),
    ],
    middleware=[Middleware(guard.Guard)],
    on_script_error=guard.say_what_went_wrong,
)

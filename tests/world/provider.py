"""A real OpenID provider, for a clinic whose people sign in."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from tests.world.node import NODE, fetch_packages
from tests.world.person import Person
from tests.world.serving import answers_soon, free_port

FOLDER: Final = Path(__file__).parent / "openid"
COOKIE_SECRET: Final = "a long secret of the tests alone"


class Provider:
    """A provider with one client, the app at `app`; whoever types a name there is that person."""

    def __init__(self, app: str, folder: Path) -> None:
        self.issuer: Final = f"http://localhost:{free_port()}"
        self.secrets: Final = folder / "secrets.toml"
        self._app: Final = app
        self._log: Final = folder / "provider.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Fetch its packages once, start it, and return when it answers; `secrets` is what the app has to know then."""
        fetch_packages(FOLDER)
        redirect = f"{self._app}/oauth2callback"
        port = self.issuer.rpartition(":")[2]
        with self._log.open("ab") as log:
            running = subprocess.Popen([NODE, FOLDER / "provider.js", port, redirect], stdout=log, stderr=log)
        self._process = running
        self.secrets.write_text(
            f"""
            [auth]
            redirect_uri = "{redirect}"
            cookie_secret = "{COOKIE_SECRET}"
            client_id = "both-sides"
            client_secret = "a secret of the tests"
            server_metadata_url = "{self.issuer}/.well-known/openid-configuration"
            client_kwargs = {{ prompt = "login" }}
            """,
            encoding="utf-8",
        )
        discovery = f"{self.issuer}/.well-known/openid-configuration"
        answers_soon(discovery, lambda: running.poll() is None, self._log.read_text)

    def vouch_for(self, name: str, context: BrowserContext) -> None:
        """Leave in this browser what somebody leaves there who signs in under this name: that takes no page."""
        of_person = {"iss": self.issuer, "sub": name, "name": f"Dr. {name}", "iat": int(time.time())}
        of_sign_in = {"nonce": time.monotonic_ns(), "provider": "default", "origin": self._app, "is_logged_in": True}
        signed = create_signed_value(COOKIE_SECRET, USER_COOKIE_NAME, json.dumps({**of_person, **of_sign_in}))
        context.add_cookies([{"name": USER_COOKIE_NAME, "value": signed.decode(), "url": self._app}])

    def stop(self) -> None:
        """End."""
        if self._process:
            self._process.kill()
            self._process.wait()


def sign_in(person: Person, name: str, button: str = "Sign in", *, is_known: bool = False) -> None:
    """Sign in under this name, and let the app know who it is."""
    person.page.get_by_role("button", name=button).click()
    say_who(person.page, name, is_known=is_known)
    person.page.wait_for_url(f"{person.url}/")


def say_who(page: Page, name: str, *, is_known: bool = False) -> None:
    """Tell the provider in this window that one is this person, `is_known` if it was told so in this browser before."""
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("of the tests")
    page.get_by_role("button", name="Sign-in").click()
    if not is_known:
        page.get_by_role("button", name="Continue").click()

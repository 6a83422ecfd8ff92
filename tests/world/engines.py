"""The browsers of two other makers, each with one window, which take WebDriver's commands.

Debian has a driver for WebKit. Firefox needs none: in its own protocol, Marionette, it takes the same commands.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest

from tests.world.person import WINDOW
from tests.world.serving import free_port

PROGRAMS: Final = {
    ("firefox-esr", "firefox"): "firefox-esr",
    ("WebKitWebDriver",): "webkit2gtk-driver",
    ("Xvfb",): "xvfb",
}
"""What runs them, by the names of the program, and the package of Debian that it is in."""

PATIENCE: Final = 30
BETWEEN_LOOKS: Final = 0.05

_ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"  # So WebDriver calls what stands for an element.

_ENTER: Final = "\ue007"

_NAMED: Final = """
  const [selector, name] = arguments;
  const labels = (element) => [...(element.labels ?? [])].map(({ textContent }) => textContent).join(" ");
  const nameOf = (element) => element.getAttribute("aria-label") ?? (labels(element) || element.textContent);
  return [...document.querySelectorAll(selector)].find((each) => each.checkVisibility() && nameOf(each) === name);
"""


class Engine(ABC):
    """A window of a browser, in which things are found by the names that they have for everybody."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self.downloads: Final = folder / "downloads"
        self.downloads.mkdir()

    def find(self, selector: str, name: str) -> Any:
        """The element of this kind with this name, once it is there."""
        return self.wait_for(_NAMED, selector, name)

    def press(self, selector: str, name: str) -> None:
        """Click on the element of this kind with this name."""
        self.click(self.find(selector, name))

    def write(self, name: str, text: str) -> None:
        """Type this in the text box with this name, letter by letter."""
        self.type(self.find("textarea", name), text)

    def wait_for(self, script: str, *arguments: object) -> Any:
        """What this script returns, once it returns something."""
        return _once(lambda: self.run(script, *arguments), f"{script}\nof {arguments}", self._seen)

    def downloaded(self) -> bytes:
        """The only file that was downloaded, once it is whole."""
        return bytes(_once(self._whole, "a file", self._seen))

    def _whole(self) -> bytes:
        files = list(self.downloads.iterdir())
        return files[0].read_bytes() if len(files) == 1 and files[0].suffix == ".pdf" else b""

    def _seen(self) -> str:
        return str(self.run("return document.body.innerText"))

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to this address."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page anew."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Make the window about as large as this."""

    @abstractmethod
    def run(self, script: str, *arguments: object) -> Any:
        """What this script returns."""

    @abstractmethod
    def click(self, element: Any) -> None:
        """Click in the middle of this element."""

    @abstractmethod
    def type(self, element: Any, text: str) -> None:
        """Type this in an element."""

    @abstractmethod
    def stop(self) -> None:
        """Close it."""


class _Driven(Engine):
    """A window that takes WebDriver's commands, by their names in its standard."""

    @abstractmethod
    def command(self, name: str, **parameters: object) -> Any:
        """What the browser answers to this command."""

    def open(self, url: str) -> None:
        self.command("Navigate", url=url)

    def reload(self) -> None:
        self.command("Refresh")

    def resize(self, width: int, height: int) -> None:
        self.command("SetWindowRect", width=width, height=height)

    def run(self, script: str, *arguments: object) -> Any:
        return self.command("ExecuteScript", script=script, args=arguments)

    def click(self, element: Mapping[str, str]) -> None:
        self.command("ElementClick", id=element[_ELEMENT])

    def type(self, element: Mapping[str, str], text: str) -> None:
        self.command("ElementSendKeys", id=element[_ELEMENT], text=text.replace("\n", _ENTER))


class Firefox(_Driven):
    """Firefox, by Marionette: each message is JSON, after its length and a colon."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        settings = {
            "browser.download.dir": str(self.downloads),
            "browser.download.folderList": 2,
            "marionette.port": 0,
            "pdfjs.disabled": True,
        }
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [programs()["firefox-esr"], "--headless", "--marionette", "--no-remote", "--profile", folder],
                env={**os.environ, "HOME": str(folder)},
                stdout=log,
                stderr=log,
            )
        port = _once((folder / "MarionetteActivePort").read_text, "Firefox", (folder / "log").read_text)
        self._socket = socket.create_connection(("127.0.0.1", int(port)), PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._answer()
        self.command("NewSession")
        self.resize(**WINDOW)

    def command(self, name: str, **parameters: object) -> Any:
        message = json.dumps([0, 0, f"WebDriver:{name}", parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _kind, _number, error, answer = self._answer()
        if error:
            raise RuntimeError(error)
        return answer.get("value") if isinstance(answer, dict) else answer

    def _answer(self) -> Any:
        length = b"".join(iter(lambda: self._answers.read(1), b":"))
        return json.loads(self._answers.read(int(length)))

    def stop(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()


class WebKit(_Driven):
    """WebKitGTK in its own small browser, by WebDriver's requests, on a screen that nobody sees."""

    _ADDRESSES: Final = {
        "NewSession": "",
        "Navigate": "/url",
        "Refresh": "/refresh",
        "SetWindowRect": "/window/rect",
        "ExecuteScript": "/execute/sync",
        "ElementClick": "/element/{id}/click",
        "ElementSendKeys": "/element/{id}/value",
    }

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        (folder / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{self.downloads}"\n', encoding="utf-8")
        screen = [programs()["xvfb"], "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        self._processes = [subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)]
        [shown] = self._processes
        assert shown.stdout
        environment = {
            **os.environ,
            "DISPLAY": f":{int(shown.stdout.readline())}",
            "HOME": str(folder),
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "XDG_CONFIG_HOME": str(folder),
        }
        port = free_port()
        with (folder / "log").open("wb") as log:
            driver = [programs()["webkit2gtk-driver"], f"--port={port}"]
            self._processes.append(subprocess.Popen(driver, env=environment, stdout=log, stderr=log))
        self._url = f"http://127.0.0.1:{port}/session"
        begun = _once(self._begun, "WebKit", (folder / "log").read_text)
        self._url += f"/{begun['sessionId']}"
        self.resize(**WINDOW)

    def _begun(self) -> Any:
        return self.command("NewSession", capabilities={})

    def command(self, name: str, **parameters: object) -> Any:
        address = self._url + self._ADDRESSES[name].format(**parameters)
        return self._ask(urllib.request.Request(address, json.dumps(parameters).encode()))

    def _ask(self, request: urllib.request.Request) -> Any:
        with urllib.request.urlopen(request, timeout=2 * PATIENCE) as answer:
            return json.load(answer)["value"]

    def stop(self) -> None:
        with suppress(OSError):
            self._ask(urllib.request.Request(self._url, method="DELETE"))
        for process in reversed(self._processes):
            process.terminate()
            process.wait()


def _once(look: Callable[[], Any], what: str, seen: Callable[[], str]) -> Any:
    """What `look` finds, once it finds something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError):
            if found := look():
                return found
        time.sleep(BETWEEN_LOOKS)
    raise AssertionError(f"never there: {what}\n{seen()}")


def programs() -> dict[str, str]:
    """Where the programs are, by their packages; without one of them the tests stop here, they are not skipped."""
    found = {package: next(filter(None, map(shutil.which, names)), None) for names, package in PROGRAMS.items()}
    if missing := [package for package, path in found.items() if not path]:
        pytest.exit(f"These tests need Firefox and WebKitGTK: install them (apt-get install {' '.join(missing)}).", 2)
    return {package: path for package, path in found.items() if path}

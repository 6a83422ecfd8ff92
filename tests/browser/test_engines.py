"""A first conversation in other browsers than Chromium: from the home page to the file, with a reload in mid-word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.summary.reading import text_of
from tests.world.accessibility import DOES_NOT_FIT
from tests.world.engines import Engine, Firefox, WebKit
from tests.world.person import GOOD_CHANGE
from tests.world.serving import Server

BACK: Final = "my back hurts less"
WEEKEND: Final = "swim on Sunday"


WHY: Final = "What makes it a 7 and not a 5?"

IS_WRITTEN: Final = """
  const [name, words] = arguments;
  const boxes = [...document.querySelectorAll("textarea")];
  return boxes.some((box) => box.labels[0]?.textContent === name && box.value === words);
"""


@pytest.fixture(params=[Firefox, WebKit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A window of somebody who has never been here."""
    running: Engine = request.param(tmp_path)
    yield running
    running.stop()


def test_a_first_conversation_goes_the_same_way_in_other_browsers(engine: Engine, server: Server) -> None:
    stray: list[str] = []
    engine.open(server.url)
    engine.write("What are you of two minds about?", "swim again")
    stray += engine.run(DOES_NOT_FIT)
    engine.press("button", "Start a new worksheet")
    engine.press("input", "Explore both sides")
    engine.press("button", "Begin")
    engine.write(f"Add to: {GOOD_CHANGE}", f"{BACK}\n")
    engine.type(engine.find("select", f"How much this matters: {BACK}"), "9")
    engine.press("button", f"More: {BACK}")
    engine.find("select", f"For now or for later: {BACK}")
    stray += engine.run(DOES_NOT_FIT)
    go(engine, "Rulers")
    engine.press("[aria-label=Importance] input", "7")
    engine.write(WHY, "I miss the wat")

    engine.reload()

    engine.wait_for(IS_WRITTEN, WHY, "I miss the wat")
    engine.write(WHY, "er")
    go(engine, "Plan")
    engine.press("input", "Yes, a plan")
    engine.write("What", WEEKEND)
    stray += engine.run(DOES_NOT_FIT)
    go(engine, "Summary")
    engine.press("button", "Download PDF")
    page = text_of(engine.downloaded())
    assert [words for words in (BACK, "I miss the water", WEEKEND) if words not in page] == []
    assert stray == []


def go(engine: Engine, step: str) -> None:
    """Go to another step."""
    engine.press("nav a", step)
    engine.find("h1", step)

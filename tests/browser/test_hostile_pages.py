"""Hostile words in every text that there is, on every page: shown as text, and nothing that is in them happens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import cycle
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, expect

from components import navigation
from tests.world.hostile import EVERYTHING, MARKUP, filled, in_turn, texts
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import edit, open_store
from worksheets import check_ins, kind_at, notes, rulers, topics, workbook
from worksheets.answers import LONGEST_ANSWER, Number, Text, Value
from worksheets.storage import ALONE
from worksheets.workbook import Stance

ALIVE: Final = (
    "[src*='evil.example'], [href*='evil.example'], [href^='javascript:' i], [srcdoc], [onload], [onerror], "
    "[onmouseover], iframe, object"
)
"""What the hostile words would be on a page that took them for more than words."""

LONGEST_WAIT: Final = 40_000
"""In milliseconds."""

AS_TYPED: Final = [text for text in EVERYTHING if Text(LONGEST_ANSWER).accept(text) == text]
"""What is kept letter by letter, and so stands somewhere on a page that shows any of the texts."""

SAYS_ONE_OF: Final = """(texts) => {
  const typed = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
  const said = [...document.querySelectorAll(".bs-group")].map(({ textContent }) => textContent);
  const all = [...typed, ...said].join("\\n");
  return texts.some((text) => all.includes(text));
}"""

NUMBERS: Final = (5, rulers.LOWEST, rulers.HIGHEST)
"""Each lets a ruler ask other questions."""


class Watched(Person):
    """Somebody whose window tells of everything that the page tries to do."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.complaints: list[str] = []
        super().__init__(context, url, anew=True)
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("console", lambda message: self._hear(message.text))
        self.note_requests()

    def is_unharmed(self) -> None:
        """Some of the words stand on the page, nothing in them runs, and nothing asks elsewhere."""
        expect(self.page.locator("[data-test-script-state=notRunning]")).to_have_count(1, timeout=LONGEST_WAIT)
        self.page.wait_for_function(SAYS_ONE_OF, arg=AS_TYPED, polling=100, timeout=LONGEST_WAIT)
        assert self.page.locator(ALIVE).count() == 0
        assert self.page.evaluate("window.hacked") is None
        assert self.complaints == []

    def _hear(self, text: str) -> None:
        if "Content Security" in text:
            self.complaints.append(text)


@pytest.fixture(scope="module")
def watched(context: BrowserContext, server: Server) -> Watched:
    return Watched(context, server.url)


def test_no_page_takes_words_for_more_than_words(watched: Watched, server: Server) -> None:
    full = write_everywhere(server)
    steps = navigation.steps(Stance.EXPLORE)
    asking_about_numbers = [step for step in steps if rulers in step.worksheets]

    first = full["full-0"]
    watched.visit(page=navigation.TOPICS, workbook="full-0-circles")
    expect(watched.box("Circle 3")).to_have_value(first["topics/example-topic-3/text"])
    watched.is_unharmed()
    for entry in ("example-check_in-2", "example-setback-1"):
        watched.visit(page=check_ins.NAME, workbook="full-0", entry=entry)
        expect(watched.page.get_by_role("link", name="Back to all check-ins")).to_have_count(1)
        watched.is_unharmed()
    watched.visit(page=navigation.START, workbook="full-0")
    expect(watched.box("What change are you thinking about?")).to_have_value(first["workbook/change"])
    watched.is_unharmed()
    for id_, words in full.items():
        for step in steps if id_ == "full-0" else asking_about_numbers:
            watched.visit(page=step.page, workbook=id_)
            expect(watched.page.get_by_role("heading", name=step.title, exact=True, level=1)).to_be_visible()
            expect(watched.page.locator(".bs-about")).to_have_text(words["workbook/change"])
            watched.is_unharmed()
    assert watched.hosts == {"localhost"}


def test_the_home_page_shows_every_hostile_change_and_name_as_it_was_typed(watched: Watched, server: Server) -> None:
    store = open_store(server.database)
    for number, text in enumerate(EVERYTHING):
        typed = {"workbook/change": text, "workbook/name": text[: workbook.LONGEST_NAME]}
        store.append(ALONE, f"home-{number}", [edit(path, value) for path, value in typed.items()])
    store.close()
    watched.visit()

    more = watched.page.get_by_role("button", name="Show more")
    expect(more).to_be_visible()
    while more.count():
        there = watched.page.get_by_role("button", name=re.compile("^Remove: ")).count()
        more.click()
        expect(watched.page.get_by_role("button", name=re.compile("^Remove: "))).not_to_have_count(there)

    for text in MARKUP:
        expect(watched.page.get_by_role("link", name=text, exact=True).first).to_be_attached()
    assert watched.page.locator(ALIVE).count() == 0
    assert watched.page.evaluate("window.hacked") is None
    assert watched.complaints == []


def write_everywhere(server: Server) -> dict[str, Mapping[str, str]]:
    """Full worksheets as their texts by identifier: everything in one long text of each kind, all markup in changes."""
    store = open_store(server.database)
    hand = cycle(EVERYTHING)

    def write(id_: str, answers: Mapping[str, Value]) -> Mapping[str, str]:
        outcome = store.append(ALONE, id_, [edit(path, value) for path, value in answers.items()])
        assert not outcome.refused
        return {path: str(outcome.folded[path]) for path in texts(answers)}

    full = {}
    for turn, number in enumerate(NUMBERS):
        answers = filled(partial(in_turn, EVERYTHING, turn), others=lambda kind: next(hand)[: kind.longest])
        answers |= {path: number for path in answers if isinstance(kind_at(path), Number)}
        full[f"full-{turn}"] = write(f"full-{turn}", answers)
        private = in_turn(EVERYTHING, turn, Text(LONGEST_ANSWER))
        write(notes.beside(f"full-{turn}"), {f"{notes.NAME}/text": private})
        circles = {path: value for path, value in answers.items() if path.startswith(f"{topics.NAME}/")}
        write(f"full-{turn}-circles", circles)
    store.close()
    assert " ".join(MARKUP) in " ".join(words["workbook/change"] for words in full.values())
    return full

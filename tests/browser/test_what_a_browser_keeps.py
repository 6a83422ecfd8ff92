"""A browser that has been closed keeps no word that somebody wrote: neither in its session nor anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.test_lock import PASSPHRASE, choose_passphrase, fill, lock, unlock
from tests.world.chromium import FLAGS, chromium
from tests.world.person import GOOD_NOW, WINDOW, Person
from tests.world.serving import Server

WORDS = ["walrus", "xylophone", "gargoyle", "pumpernickel", "quicksand", "marmalade", "tarpaulin", "ziggurat"]
"""Words that no page has by itself."""

BOXES = """() => [...document.querySelectorAll("input, textarea, select")].map((box) => ({
    name: box.dataset.key ?? box.type,
    type: box.type,
    autocomplete: box.getAttribute("autocomplete"),
    spellcheck: box.getAttribute("spellcheck"),
    writing: box.getAttribute("writingsuggestions"),
    own: Boolean(box.closest(".bs-sheet, .bs-frame")),
}))"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Where the browser keeps what it keeps."""
    return tmp_path / "profile"


@pytest.fixture
def own_browser(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A browser with a profile on the disk, as a person has it."""
    running = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium(), args=FLAGS, viewport=WINDOW
    )
    yield running
    running.close()


def kept_words(profile: Path) -> dict[str, list[str]]:
    """Which of the words lie in which file of the profile."""
    found: dict[str, list[str]] = {}
    for path in profile.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes().lower()
            there = [
                word
                for word in [*WORDS, PASSPHRASE]
                if any(word.encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
            ]
            if there:
                found[str(path.relative_to(profile))] = there
    return found


def is_private(page: Page) -> None:
    """Every box of ours asks the browser to keep nothing, and to send nothing away."""
    boxes = [box for box in page.evaluate(BOXES) if box["own"]]
    assert boxes
    for box in boxes:
        known = {"off", "current-password", "new-password"} if box["type"] == "password" else {"off"}
        assert box["autocomplete"] in known, box
        assert (box["spellcheck"], box["writing"]) == ("false", "false"), box


def test_after_the_browser_is_closed_no_word_is_in_any_of_its_files(
    own_browser: BrowserContext, own_server: Server, profile: Path
) -> None:
    person = Person(own_browser, own_server.url)
    choose_passphrase(person)
    person.start(f"less {WORDS[0]}", name=WORDS[1])
    person.add(GOOD_NOW, WORDS[2])
    is_private(person.page)
    person.box(f"Add to: {GOOD_NOW}").press_sequentially(WORDS[3])
    person.page.get_by_text("For the therapist: private notes").click()
    person.box("The therapist’s private notes").fill(WORDS[4])
    person.wait_until_saved()
    person.go("Summary")
    for step in ("Plan", "Rulers"):
        person.go(step)
        is_private(person.page)
    person.rate("Importance", 7)
    person.box("What makes it a 7 and not a 5?").fill(WORDS[5])
    person.wait_until_saved()
    person.go_home()
    lock(person)
    fill(person, "Passphrase", PASSPHRASE)
    is_private(person.page)
    unlock(person)
    expect(person.page.get_by_role("link", name=WORDS[0])).to_be_visible()
    person.page.go_back()
    expect(person.box("What makes it a 7 and not a 5?")).to_have_value(WORDS[5])
    person.page.wait_for_timeout(3000)  # A browser writes down what is in its boxes now and then.

    own_browser.close()

    assert any(profile.rglob("*")), "there is a profile"
    assert kept_words(profile) == {}

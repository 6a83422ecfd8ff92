"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.world.person import Person, Scheme

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


Look = tuple[int, Scheme]
"""How wide the window is, and whether it is light or dark."""

IN_LIGHT_AND_DARK: tuple[Look, ...] = ((1280, "light"), (1280, "dark"))
NARROW: tuple[Look, ...] = ((360, "light"), (360, "dark"))


def violations_seen(person: Person, looks: Sequence[Look] = IN_LIGHT_AND_DARK) -> dict[Look, list[str]]:
    """What axe-core finds on the page of this person, however it is looked at; {} is nothing."""
    found = {}
    for width, scheme in looks:
        person.look(width=width, scheme=scheme)
        if lines := violations(person.page):
            found[width, scheme] = lines
    return found


def too_wide(person: Person, *widths: int) -> dict[int, int]:
    """By how many pixels the page of this person is wider than a window of these widths; {} is nowhere."""
    main = person.page.get_by_test_id("stMain")
    found = {}
    for width in widths:
        person.look(width=width)
        if (more := main.evaluate("main => main.scrollWidth - main.clientWidth")) > 0:
            found[width] = more
    return found


def violations(page: Page) -> list[str]:
    """What axe-core finds, one line each; what the frame covers while somebody scrolls is no smaller for that."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
    found: list[str] = page.evaluate(FIND, {"runOnly": RULES, "resultTypes": ["violations"], "preload": False})
    return found


FIND = """async (options) => (await axe.run(options)).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`))"""

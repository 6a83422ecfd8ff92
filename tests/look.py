"""Take a picture of every page, as every screen shows it, and of the paper: to look at the whole product at once.

What axe-core finds there is printed, and by how much a page is wider than the screen.

In another language, such as "ar", or one that nobody speaks, "accented" or "mirrored", somebody's own words are in two
scripts.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from components.navigation import steps
from components.speaking import COOKIE
from tests.world import pseudo
from tests.world.accessibility import OF_COLORS, RULES, out_of_place, violations
from tests.world.chromium import FLAGS, chromium
from tests.world.pages import addresses, come_to
from tests.world.person import Person, Scheme
from tests.world.serving import Server
from tests.world.walk import CHART, every_page
from worksheets import language
from worksheets.workbook import Stance

SCREENS: Final = ((1280, 800), (820, 1180), (360, 740))
WORDS: Final = "a walk in the evening\nطريق طويل 12 km!"
UNTIL_CHARTS_ARE_DRAWN: Final = 400
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")


def main(folder: Path, spoken: str = language.ENGLISH) -> int:
    """Put the pictures into this folder, each named by its page, its width and its scheme; return how much is wrong."""
    faults: list[str] = []
    folder.mkdir(parents=True, exist_ok=True)
    code = pseudo.code_of(spoken)
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as playwright:
        os.environ |= {"BOTH_SIDES_KEY_FILE": f"{kept}/key", "BOTH_SIDES_BACKUP": "off"}
        server = Server(Path(kept), languages=pseudo.written(Path(kept)) if code in pseudo.SAID else None)
        server.start()
        pages = dict(addresses(server.database, WORDS))

        def every_page_in_it(person: Person) -> Iterator[str]:
            person.page.locator("h1").wait_for()
            yield "home"
            for page, query in pages.items():
                come_to(person, query)
                yield page

        walks = [every_page_in_it, *((every_page, every_empty_page) if code == language.ENGLISH else ())]
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            for walk in walks:
                context = browser.new_context()
                context.add_cookies([{"name": COOKIE, "value": code, "url": server.url}])
                person = Person(context, server.url)
                for number, page in enumerate(walk(person)):
                    name = f"{walk.__name__}-{number:02}-{page.replace(' ', '-')}"
                    faults += take(person, folder / name)
                    take_paper(person, folder / f"{name}-paper")
        finally:
            browser.close()
            server.kill()
    print(*faults, f"{spoken}: {len(faults)} faults on {len(list(folder.glob('*.png')))} pictures", sep="\n")
    return len(faults)


def every_empty_page(person: Person) -> Iterator[str]:
    """Walk through all steps of a worksheet in which nothing is written yet."""
    person.start("drink less in the evenings")
    for step in steps(Stance.EXPLORE):
        person.go(step.title)
        yield step.title


def take(person: Person, name: Path) -> Iterator[str]:
    """Take the pictures of this page, each as long as the page is; yield what is wrong there."""
    for scheme, (width, height) in product(SCHEMES, SCREENS):
        person.look(width=width, height=height, scheme=scheme)
        length = person.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        person.look(width=width, height=max(height, length), scheme=scheme)
        if person.page.locator(CHART).count():
            person.page.wait_for_timeout(UNTIL_CHARTS_ARE_DRAWN)
        person.page.screenshot(path=f"{name}-{scheme}-{width}.png")
        rules = RULES if scheme == SCHEMES[0] else OF_COLORS
        yield from (f"{name.name}-{scheme}, {width}: {found}" for found in violations(person.page, rules))
    person.look()
    yield from (f"{name.name}: {found}" for found in out_of_place(person))
    person.page.emulate_media(forced_colors="active")
    yield from (f"{name.name}, in forced colors: {found}" for found in violations(person.page))
    person.page.emulate_media(forced_colors="none")


def take_paper(person: Person, name: Path) -> None:
    """Take the pages of paper that this page shows, if it shows any."""
    for number, sheet in enumerate(person.page.locator(".bs-pictures img").all(), 1):
        with urlopen(sheet.get_attribute("src") or "") as picture:
            Path(f"{name}-{number}.png").write_bytes(picture.read())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]) > 0)

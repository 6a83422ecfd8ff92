"""Somebody who uses the app in a real browser, by the names that are on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Locator, Page, Request, ViewportSize, expect

from components.navigation import steps
from worksheets.workbook import Stance

GOOD_NOW = "Good things about how things are now"
NOT_SO_GOOD_NOW = "Not-so-good things about how things are now"
NOT_SO_GOOD_CHANGE = "Not-so-good things about making this change"
GOOD_CHANGE = "Good things about making this change"

WINDOW: Final[ViewportSize] = {"width": 1280, "height": 900}
NOWHERE: Final = "about:blank"
HANDS_IN_NOTHING: Final = """() => {
  navigator.sendBeacon = () => false;
  sessionStorage.clear();
}"""
IS_AS_IT_WAS_LOADED: Final = """() => {
  const own = [Date, Date.now, setTimeout, fetch, navigator.sendBeacon];
  return /^bs-status bs-(saved)?$/.test(document.querySelector(".bs-status")?.className ?? "")
    && document.documentElement.lang === "en" && own.every((each) => `${each}`.includes("[native code]"))
    && !document.adoptedStyleSheets.length && !document.documentElement.style.fontSize;
}"""
"""Nothing waits to be saved, and no test has given the page a clock, a language, or anything else, of its own."""
OPEN_WITHIN: Final = "query => { history.pushState({}, '', query); dispatchEvent(new PopStateEvent('popstate')) }"
WITHOUT_WORDS: Final = "?page=help"
OPENS_WHAT_IS_FOLDED: Final = """() => {
  const folded = [...document.querySelectorAll(".bs-fold > details:not([open]) > summary")];
  folded.forEach((heading) => heading.click());
  return !folded.length;
}"""
Scheme = Literal["light", "dark"]

_still_loaded: WeakSet[Page] = WeakSet()
"""Tabs that somebody left at the page without words: to go on from there is quicker than to load everything anew."""

HEADINGS = (GOOD_NOW, NOT_SO_GOOD_NOW, NOT_SO_GOOD_CHANGE, GOOD_CHANGE)

A_DAY_PASSES = """(days) => {
  const [Today, later] = [Date, (days ?? 1) * 24 * 60 * 60 * 1000];
  window.Date = class extends Today {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Today.now() + later);
    }
    static now() {
      return Today.now() + later;
    }
  };
}"""
"""By the clock of a page that stays open; or as many days as are given."""

WAITS_LESS = """() => {
  const wait = window.setTimeout;
  window.setTimeout = (what, after, ...given) => wait(what, after / 20, ...given);
}"""
"""Whatever the page lets wait from now on comes twenty times sooner, such as the next try to connect."""


COUNTS_RUNS = """() => {
  const app = document.querySelector("[data-test-script-state]");
  window.runs = 0;
  new MutationObserver(() => {
    if (app.dataset.testScriptState === "notRunning") window.runs += 1;
  }).observe(app, { attributeFilter: ["data-test-script-state"] });
}"""
"""How often the server has made the page, from now on."""


class Person:
    """One window of one person, in a browser that has perhaps been here before."""

    def __init__(self, context: BrowserContext, url: str, first_page: str = "", *, anew: bool = False) -> None:
        """Open this page; with `anew`, in a tab that knows nothing of what somebody did in it before."""
        self.context = context
        self.url = url
        self.requests: list[str] = []
        self._pages: list[Page] = []
        self.page = self.open(f"{url}/{first_page}" if first_page else url, anew=anew)

    def open(self, url: str, *, anew: bool = False) -> Page:
        """Open this address in another tab of the same person, or in one that somebody left: that is quicker."""
        left = [page for page in self.context.pages if page in _still_loaded and page.url.startswith(self.url)]
        loaded = [] if anew else left
        empty = [page for page in self.context.pages if page.url == NOWHERE]
        page = next(iter([*loaded, *empty]), None) or self.context.new_page()
        self._pages.append(page)
        if page in _still_loaded:
            _still_loaded.discard(page)
            page.evaluate(OPEN_WITHIN, url.removeprefix(self.url).removeprefix("/") or "?")
            expect(page.get_by_role("heading", name="Get help now")).to_have_count(0)
        else:
            page.goto(url)
        return page

    def note_requests(self) -> None:
        """Let `requests` say what the first window asks for from now on; to hear of it takes a tenth of each load."""
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    @property
    def hosts(self) -> set[str | None]:
        """Whom the window has asked for anything, of which note was taken."""
        return {urlsplit(url).hostname for url in self.requests if not url.startswith(("data:", "blob:"))}

    def leave(self, *, loaded: bool = False) -> None:
        """Leave one tab empty, and close the others; what is not saved is handed in to nobody who comes next.

        With `loaded`, whoever comes next may go on in that tab, if it is as it was loaded.
        """
        self.context.set_offline(False)
        there = [page for page in self._pages if not page.is_closed()]
        for page in there[1:]:
            page.evaluate(HANDS_IN_NOTHING)
            page.close()
        for page in there[:1]:
            with suppress(KeyError):
                page.remove_listener("request", self._note)
            page.unroute_all()
            if loaded and page.evaluate(IS_AS_IT_WAS_LOADED):
                page.evaluate(OPEN_WITHIN, WITHOUT_WORDS)
                expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
                expect(page.locator("h1")).to_have_count(1)
                _still_loaded.add(page)
            else:
                page.evaluate(HANDS_IN_NOTHING)
                page.goto(NOWHERE)
            page.set_viewport_size(WINDOW)
            page.emulate_media(color_scheme="null", reduced_motion="null")

    def look(self, *, width: int = 1280, height: int = 900, scheme: Scheme = "light") -> None:
        """Look at the page in a window of this size, in light or dark; nothing is seen halfway between two colours."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(self.page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)

    def start(self, change: str = "drink less", stance: str = "Explore both sides", name: str = "") -> None:
        """Start a worksheet, and come to its first step."""
        self.box("What are you of two minds about?").fill(change)
        self.page.get_by_role("button", name="Start a new worksheet").click()
        if name:
            self.box("Name or initials (optional)").fill(name)
        self.page.get_by_role("radio", name=stance).check()
        self.page.get_by_role("button", name="Begin").click()
        expect(self.page.get_by_role("navigation", name="Steps")).to_be_visible()
        expect(self.page.locator(".bs-group").first).to_be_visible()
        self.see_one_page()

    def see_behind(self, words: str) -> None:
        """Open what is folded behind these words, and wait until nothing moves any more."""
        summary = self.page.locator("summary", has_text=words).first
        summary.click()
        self.page.wait_for_function(
            "box => box.getAnimations({ subtree: true }).every((each) => each.playState !== 'running')",
            arg=summary.locator("..").element_handle(),
        )

    def open_what_is_folded(self) -> None:
        """Open every group of the page that shows no more than what was answered."""
        expect(self.page.locator(".bs-fold").first).to_be_visible()
        self.page.wait_for_function(OPENS_WHAT_IS_FOLDED)

    def come_back(self, workbook: str, step: str) -> None:
        """Open this step of a worksheet that is there already."""
        [page] = [each.page for each in steps(Stance.EXPLORE) if each.title == step]
        self.visit(page=page, workbook=workbook)
        self._arrive(step)

    def visit(self, **query: str) -> None:
        """Come to this page from another one, as through the history; to the home page if none is named."""
        expect(self.page.locator("h1").first).to_be_visible()
        self.page.evaluate(OPEN_WITHIN, f"?{urlencode(query)}")

    def go(self, step: str) -> None:
        """Go to another step."""
        named = re.compile(f"^{re.escape(step)}(: something is written here)?$")
        self.page.get_by_role("navigation", name="Steps").get_by_role("link", name=named).click()
        self._arrive(step)

    def _arrive(self, step: str) -> None:
        expect(self.page.get_by_role("heading", name=step, exact=True, level=1)).to_be_visible()
        self.see_one_page()

    def see_one_page(self) -> None:
        """Wait until the page that was left is gone."""
        expect(self.page.locator("h1")).to_have_count(1)

    def go_home(self) -> None:
        """Go to the home page."""
        self.page.get_by_role("link", name="Both Sides: your worksheets").click()
        expect(self.page.get_by_role("heading", name="Your worksheets")).to_be_visible()

    def box(self, name: str, page: Page | None = None) -> Locator:
        """The text box with this name."""
        return (page or self.page).get_by_role("textbox", name=name, exact=True)

    def group(self, name: str) -> Locator:
        """What stands together under this name."""
        return self.page.get_by_role("group", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press the button with this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def add(self, heading: str, *texts: str) -> None:
        """Write these items in a cell, with Enter after each."""
        box = self.box(f"Add to: {heading}")
        for text in texts:
            box.fill(text)
            box.press("Enter")

    def unfold(self, text: str) -> None:
        """Open what else there is to say and to do about this item."""
        more = self.page.get_by_role("button", name=f"More: {text}", exact=True)
        if more.get_attribute("aria-expanded") == "false":
            more.click()

    def say_about(self, text: str, question: str, answer: str) -> None:
        """Answer this question about an item, which is folded away."""
        self.unfold(text)
        self.page.get_by_role("combobox", name=f"{question}: {text}", exact=True).select_option(answer)

    def remove(self, text: str) -> None:
        """Take this item out of its list."""
        self.unfold(text)
        self.press(f"Remove: {text}")

    def weigh(self, text: str, number: int) -> None:
        """Choose how much this item matters."""
        self.page.get_by_role("combobox", name=f"How much this matters: {text}", exact=True).select_option(str(number))

    def see_picture(self) -> Locator:
        """Look at both sides as a picture."""
        self.press("Picture")
        return self.page.get_by_role("figure", name="Both sides: how much each thing matters, 0 to 10")

    def sees(self, heading: str, items: Sequence[str], page: Page | None = None) -> None:
        """Wait until these stand in a cell, in this order, and nothing else."""
        boxes = self.items(heading, page)
        expect(boxes).to_have_count(len(items))
        for number, item in enumerate(items):
            expect(boxes.nth(number)).to_have_value(item)

    def items(self, heading: str, page: Page | None = None) -> Locator:
        """The text boxes of what stands in a cell."""
        group = (page or self.page).get_by_role("group", name=heading, exact=True)
        return group.get_by_role("textbox", name=re.compile(rf"^{re.escape(heading)} \d+$"))

    def rate(self, ruler: str, number: int | str) -> None:
        """Tap a number on a ruler, or a word."""
        self.page.get_by_role("radiogroup", name=ruler).get_by_role("radio", name=str(number), exact=True).check()

    def wait_until_saved(self, page: Page | None = None) -> None:
        """Wait for the status line to say so."""
        expect(self.status(page)).to_have_text(re.compile(r"^Saved \d{1,2}:\d\d\s[AP]M$"))

    def look_again(self, page: Page | None = None) -> None:
        """Turn to this window, which then looks at once for what is new; by itself it looks every few seconds."""
        (page or self.page).evaluate("dispatchEvent(new Event('focus'))")

    @contextmanager
    def until_the_page_is_made_anew(self) -> Iterator[None]:
        """Wait, after what is done meanwhile, until the server has made the page once more."""
        self.page.evaluate(COUNTS_RUNS)
        yield
        self.page.wait_for_function("() => window.runs")

    def status(self, page: Page | None = None) -> Locator:
        """The status line."""
        return (page or self.page).locator(".bs-status")

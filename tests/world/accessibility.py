"""What axe-core finds on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import axe_playwright_python
from playwright.sync_api import Page

from tests.world.person import Person, Scheme

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLORS = ["color-contrast", "link-in-text-block"]
"""The rules that may find something else in other colors, on a page of the same width."""


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
    found = {}
    for width in widths:
        person.look(width=width)
        if more := beyond(person.page):
            found[width] = more
    return found


def beyond(page: Page) -> int:
    """By how many pixels this page is wider than its window."""
    more: int = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
    return max(more, 0)


def in_the_way(person: Person, *windows: tuple[int, int]) -> dict[tuple[int, int], int]:
    """How much of the height of these windows the frame has, in percent, if that is more than a fifth; {} is nowhere.

    What stays in sight while the page is scrolled has all that it covers, wherever it stands.
    """
    found = {}
    for width, height in windows:
        person.look(width=width, height=height)
        if (share := person.page.evaluate(SHARE_OF_FRAME)) > 20:
            found[width, height] = share
    return found


def out_of_place(person: Person) -> list[str]:
    """What goes past the side of a small screen on this page, or is in the way on one, also in large text."""
    found: dict[str, object] = {
        "too wide": too_wide(person, 320, 820, 1280),
        "frame, in percent": in_the_way(person, AT_400_PERCENT, A_PHONE_HELD_SIDEWAYS),
    }
    with text_twice_as_large(person):
        found["too wide in large text"] = too_wide(person, 320)
        found["frame in large text, in percent"] = in_the_way(person, (360, 740), (1280, 900))
    person.look()
    return [f"{what}: {where}" for what, where in found.items() if where]


AT_400_PERCENT = (320, 256)
A_PHONE_HELD_SIDEWAYS = (740, 360)
SHARE_OF_FRAME = """() => {
  const steps = document.querySelector(".bs-steps");
  const isApart = steps && ["fixed", "absolute"].includes(getComputedStyle(steps).position);
  const rows = [document.querySelector(".bs-frame"), isApart && getComputedStyle(steps).position === "fixed" && steps];
  return Math.round(rows.reduce((sum, row) => sum + (row ? row.offsetHeight : 0), 0) / innerHeight * 100);
}"""


@contextmanager
def text_twice_as_large(person: Person) -> Iterator[None]:
    """As somebody may choose it in the browser, for all pages."""
    browser = person.context.new_cdp_session(person.page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    person.page.wait_for_function(IS_LARGE)
    yield
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    browser.detach()


IS_LARGE = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.fontSize = "medium";
  const { fontSize } = getComputedStyle(probe);
  probe.remove();
  return fontSize === "32px";
}"""


def alike_in_forced_colors(person: Person) -> list[str]:
    """What looks on this page as if it were not chosen, to somebody whose system has two colors."""
    person.page.emulate_media(forced_colors="active")
    found: list[str] = person.page.evaluate(ALIKE, CHOSEN_AND_NOT)
    person.page.emulate_media(forced_colors="none")
    return found


RADIO = "[data-testid=stRadio] label"
CHOSEN_AND_NOT = {
    ".bs-step[aria-current]": ".bs-step:not([aria-current])",
    ".bs-turns [aria-current]": ".bs-turns :not([aria-current])",
    ".bs-number :checked + span": ".bs-number :not(:checked) + span",
    ".bs-chips .bs-tick:has(:checked)": ".bs-chips .bs-tick:not(:has(:checked))",
    f"{RADIO}:has(:checked) > div > div": f"{RADIO}:not(:has(:checked)) > div > div",
}
ALIKE = """(pairs) => {
  const looks = (each) => {
    const { backgroundColor, outlineStyle, borderWidth } = getComputedStyle(each);
    return [backgroundColor, outlineStyle, borderWidth].join();
  };
  return Object.entries(pairs).filter(([chosen, other]) => {
    const [one, two] = [document.querySelector(chosen), document.querySelector(other)];
    return one && two && looks(one) === looks(two);
  }).map(([chosen]) => chosen);
}"""


DOES_NOT_FIT: Final = """
  const page = document.querySelector("[data-testid=stMain]");
  const pen = document.createElement("canvas").getContext("2d");
  const isStray = (list) => {
    const { appearance, font, paddingLeft, paddingRight } = getComputedStyle(list);
    pen.font = font;
    const room = list.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1;
    const isCut = pen.measureText(list.selectedOptions[0].label).width > room;
    return isCut || appearance !== "none" || list.getBoundingClientRect().height < 44;
  };
  const isSeen = (list) => list.checkVisibility({ opacityProperty: true });
  const strays = [...document.querySelectorAll("select")].filter((list) => isSeen(list) && isStray(list));
  const more = page.scrollWidth - page.clientWidth;
  return [...strays.map((list) => list.outerHTML), ...(more > 0 ? [`${more} px too wide`] : [])];
"""
"""Lists that a browser draws in its own way, whose words are cut off or that a finger misses; and too wide a page."""


def faint_borders(page: Page) -> list[str]:
    """What can be used, and has a border that hardly stands out from what is around it: less than 3 to 1."""
    found: list[str] = page.evaluate(FAINT_BORDERS)
    return found


FAINT_BORDERS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const brightness = (colors) => {
    for (const color of ["white", ...colors]) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => (each / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const behind = (each) => (each ? [...behind(each.parentElement), getComputedStyle(each).backgroundColor] : []);
  return [...document.querySelectorAll("button, input, select, textarea, .bs-option, .bs-tick, .bs-card")]
    .filter((each) => each.checkVisibility() && parseFloat(getComputedStyle(each).borderBottomWidth))
    .filter((each) => {
      const { borderBottomColor: border, opacity } = getComputedStyle(each);
      const around = behind(each.parentElement);
      const [one, other] = [brightness(around), brightness([...around, border])];
      return opacity !== "0" && one !== other && Math.max(one, other) / Math.min(one, other) < 3;
    })
    .map((each) => each.outerHTML.slice(0, 160));
}"""


def violations(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """What axe-core finds, one line each; what the frame covers while somebody scrolls is no smaller for that."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
    found: list[str] = page.evaluate(FIND, {"runOnly": rules, "resultTypes": ["violations"], "preload": False})
    return found


FIND = """async (options) => (await axe.run(options)).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`))"""

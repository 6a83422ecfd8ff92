"""Streamlit's own page is as `components/browser/` says: after another version, this tells what changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.world.person import WAITS_LESS, Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, written
from worksheets.answers import Value

STYLE_SHEET = Path(__file__).resolve().parents[2] / "components" / "browser" / "css" / "streamlit.css"
ON_OTHER_PAGES = {"stPlotlyChart": "Over time"}

NAMES_THAT_ARE_USED = "async () => (await import(window.bothSides + 'streamlit.js')).NAMES"

DIALOGS_THAT_ARE_SHOWN = """() => {
    window.dialogs = [];
    new MutationObserver(() => {
        const dialog = document.querySelector("[role=dialog]");
        if (!dialog?.querySelector("h2")) return;
        window.dialogs.push({
            heading: dialog.querySelector("h2").textContent,
            name: dialog.closest("[data-testid]")?.dataset.testid,
            closes: [...dialog.querySelectorAll("[aria-label]")].map((each) => each.ariaLabel),
        });
    }).observe(document, { childList: true, subtree: true });
}"""


def names_in(page: Page) -> Mapping[str, str]:
    """The names on which the page relies."""
    expect(page.locator("h1")).to_be_visible()
    named = page.evaluate(NAMES_THAT_ARE_USED)
    assert isinstance(named, dict)
    return named


def no_longer(what: str, name: str, file: str = "streamlit.js") -> str:
    """What to say if Streamlit has another name for something."""
    return f"Streamlit no longer calls {what} {name}: see components/browser/{file}"


def is_there(found: Locator, what: str, name: str) -> None:
    """Fail if nothing has this name."""
    expect(found.first, no_longer(what, name)).to_be_attached()


@pytest.fixture
def person(person: Person, server: Server) -> Person:
    """Somebody on the summary page, which has all of it."""
    twice: dict[str, Value] = {
        "rulers/importance/number": 8,
        "check_ins/a/place": ["check_in", 1],
        "check_ins/a/importance/number": 6,
    }
    person.come_back(written(server.database, {**A_LITTLE, **twice}), "Summary")
    return person


def test_what_the_page_is_made_of_has_the_names_that_are_looked_for(person: Person) -> None:
    names, page = names_in(person.page), person.page

    is_there(page.get_by_test_id(names["main"]), "its main region", names["main"])
    is_there(page.locator(f"#{names['root']}"), "all that it draws", names["root"])
    together = page.locator(f".{names['together']}")
    is_there(together, "a container by its key", names["together"])
    for kind, what in (("radio", "a list of choices"), ("checkbox", "a box to tick")):
        chosen = together.get_by_test_id(names[kind]).locator("input")
        is_there(chosen, f"{what}, with inputs in it,", names[kind])


def test_what_is_styled_has_the_names_that_the_style_sheet_has_for_it(person: Person) -> None:
    names = set(re.findall(r'(?:data-testid="|\.)(st[A-Z]\w+)', STYLE_SHEET.read_text(encoding="utf-8")))

    assert ON_OTHER_PAGES.keys() < names
    for name in sorted(names, key=lambda name: (ON_OTHER_PAGES.get(name, ""), name)):
        if name in ON_OTHER_PAGES:
            person.page.get_by_role("link", name=re.compile(f"^{ON_OTHER_PAGES[name]}")).click()
        styled = person.page.locator(f'[data-testid="{name}"], .{name}')
        expect(styled.first, no_longer("anything", name, "css/streamlit.css")).to_be_attached()


def test_the_main_region_is_what_scrolls(person: Person) -> None:
    name = names_in(person.page)["main"]
    person.look(height=300)
    main = person.page.get_by_test_id(name)
    expect(person.page.get_by_role("button", name="Download PDF")).to_be_visible()

    main.evaluate("main => main.scrollTo(0, 100)")

    said = f"Streamlit's main region ({name}) is no longer what scrolls: see components/browser/streamlit.js"
    assert main.evaluate("main => main.scrollTop") == 100, said


def test_a_step_in_the_history_draws_the_page_anew(person: Person) -> None:
    person.page.evaluate(
        "() => { history.pushState({}, '', '?page=help'); dispatchEvent(new PopStateEvent('popstate')) }"
    )

    said = "Streamlit no longer answers a step in the history with a run: see components/browser/streamlit.js"
    expect(person.page.get_by_role("heading", level=1), said).to_have_text("Get help now")


def test_a_lost_connection_is_announced_in_the_dialog_that_is_looked_for(someone: Person, own_server: Server) -> None:
    names = names_in(someone.page)
    someone.page.evaluate(DIALOGS_THAT_ARE_SHOWN)
    someone.page.evaluate(WAITS_LESS)

    own_server.kill()

    someone.page.wait_for_function("() => window.dialogs.length", timeout=60_000)
    dialog = someone.page.evaluate("() => window.dialogs[0]")
    expected = names["connectionLost"]
    assert dialog["heading"] == expected, no_longer("the dialog about a lost connection", expected)
    assert dialog["name"] == names["dialog"], no_longer("a dialog", names["dialog"])
    assert names["close"] in dialog["closes"], no_longer("what closes a dialog", names["close"])

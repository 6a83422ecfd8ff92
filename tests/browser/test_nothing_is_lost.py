"""What was typed is there again: after a reload, a closed tab, a crash, a second window, a full disk."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Request, Route, expect

from tests.world.person import GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_NOW, WAITS_LESS, Person
from tests.world.serving import Server, started
from tests.world.writing import A_LITTLE, open_store, written
from worksheets.storage import ALONE

WHY = "What makes it a 7 and not a 5?"


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[Server]:
    """One server that these tests may kill, if they start it again."""
    with started(tmp_path_factory.mktemp("own"), ports[1]) as running:
        yield running


def test_reloading_or_closing_the_tab_in_mid_sentence_keeps_every_letter(writer: Person) -> None:
    box = writer.box(f"{GOOD_NOW} 1")
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("when I", delay=30)
    writer.wait_until_saved()

    writer.page.reload()

    expect(box).to_have_value("when I")
    box.press("End")
    box.press_sequentially(" come home", delay=10)

    writer.page.reload()

    expect(box).to_have_value("when I come home")
    box.press("End")
    box.press_sequentially(" I am tired", delay=10)
    address = writer.page.url

    writer.page.close()

    again = writer.open(address)
    expect(writer.box(f"{GOOD_NOW} 1", again)).to_have_value("when I come home I am tired")


def test_what_is_typed_in_the_first_box_survives_a_reload_before_begin(person: Person) -> None:
    person.box("What are you of two minds about?").press_sequentially("move to the", delay=10)
    person.wait_until_saved()
    person.page.reload()
    person.page.get_by_role("link", name="move to the").click()
    change = person.box("What change are you thinking about?")
    expect(change).to_have_value("move to the")

    change.press("End")
    change.press_sequentially(" coast", delay=10)
    person.wait_until_saved()
    person.page.reload()

    expect(change).to_have_value("move to the coast")


LEAVES_AND_TYPES = """box => {
  document.querySelector("[data-key=start]").click();
  box.value += " away";
  box.dispatchEvent(new InputEvent("input"));
}"""


def test_what_is_typed_on_the_first_page_after_it_was_left_is_still_there(person: Person) -> None:
    question = person.box("What are you of two minds about?")
    question.press_sequentially("move", delay=10)

    question.evaluate(LEAVES_AND_TYPES)

    expect(person.box("What change are you thinking about?")).to_have_value("move away")


def test_a_server_that_is_gone_disturbs_nobody_who_types_and_nothing_is_lost(
    someone: Person, own_server: Server
) -> None:
    someone.come_back(
        written(own_server.database, {"workbook/change": "drink less", "workbook/stance": "EXPLORE"}), "Both sides"
    )
    someone.add(GOOD_NOW, "one")
    someone.wait_until_saved()
    someone.page.evaluate(WAITS_LESS)
    own_server.kill()

    someone.add(GOOD_NOW, "two")
    box = someone.box(f"Add to: {GOOD_NOW}")
    text = "what takes longer to type than Streamlit waits"
    someone.page.keyboard.type(text, delay=50)

    expect(box).to_be_focused()
    expect(box).to_have_value(text)
    expect(someone.status()).to_contain_text("Not saved: no connection. Your text is still here")
    own_server.start()
    someone.page.keyboard.type(" and slow", delay=30)
    someone.page.keyboard.press("Enter")
    someone.wait_until_saved()
    someone.page.reload()
    someone.sees(GOOD_NOW, ["one", "two", f"{text} and slow"])


def test_a_window_from_before_an_update_is_loaded_anew_as_another_page_opens_but_not_before_all_is_saved(
    writer: Person,
) -> None:
    window = writer.context.new_page()
    window.add_init_script(FROM_BEFORE_AN_UPDATE)
    window.goto(writer.page.url)
    window.route("**/live/edits", holds_back_what_was_typed)
    box = writer.box(f"Add to: {GOOD_NOW}", window)
    box.press_sequentially("rest")
    steps = window.get_by_role("navigation", name="Steps")

    steps.get_by_role("link", name="Rulers").click()
    expect(window.get_by_role("heading", name="Rulers", level=1)).to_be_visible()
    assert window.evaluate("window.isFromBefore")
    window.unroute("**/live/edits")
    writer.wait_until_saved(window)
    steps.get_by_role("link", name="Both sides").click()

    expect(writer.box(f"{GOOD_NOW} 1", window)).to_have_value("rest")
    assert not window.evaluate("window.isFromBefore")
    window.close()


def holds_back_what_was_typed(route: Route) -> None:
    """The window is told what there is, and saves nothing."""
    if json.loads(route.request.post_data or "")["edits"]:
        route.abort()
    else:
        route.continue_()


FROM_BEFORE_AN_UPDATE = """
if (performance.getEntriesByType("navigation")[0].type === "navigate") {
  Object.assign(window, { isFromBefore: true, bothSides: new URL("browser/before/", location.href).href });
}
"""


def test_two_windows_that_change_different_items_both_keep_their_words_and_of_one_item_both_are_heard(
    writer: Person,
) -> None:
    writer.add(GOOD_NOW, "one", "two")
    writer.wait_until_saved()
    other = writer.open(writer.page.url)
    first, second = f"{GOOD_NOW} 1", f"{GOOD_NOW} 2"

    writer.box(first).fill("one, from here")
    writer.box(second, other).fill("two, from there")

    expect(writer.box(second)).to_have_value("two, from there", timeout=10_000)
    expect(writer.box(first, other)).to_have_value("one, from here", timeout=10_000)

    with without_a_connection(writer):
        writer.box(first).fill("one, once more")
        writer.box(first, other).fill("one, from there")
        writer.wait_until_saved(other)

    writer.page.get_by_role("button", name="Keep both").click()
    both = re.compile("one, (once more|from there) / one, (once more|from there)")
    for page in (writer.page, other):
        expect(writer.box(first, page)).to_have_value(both, timeout=10_000)
        expect(page.get_by_role("button", name="Keep both")).to_have_count(0, timeout=10_000)


def test_what_two_windows_chose_differently_is_asked_about_in_the_words_of_the_page_and_overwrites_nothing(
    writer: Person,
) -> None:
    writer.add(GOOD_NOW, "sleep")
    writer.wait_until_saved()
    other = writer.open(writer.page.url)
    when, folded = "For now or for later: sleep", "Change the order of the boxes"
    here, there = (page.get_by_role("combobox", name=when) for page in (writer.page, other))
    for page in (writer.page, other):
        page.get_by_role("button", name="More: sleep").click()
    with without_a_connection(writer):
        here.select_option("for later")
        there.select_option("for now")
        for page, heading in ((writer.page, GOOD_CHANGE), (other, NOT_SO_GOOD_NOW)):
            page.get_by_text(folded).click()
            page.get_by_role("radio", name=heading, exact=True).check()
            page.get_by_text(folded).click()
        writer.wait_until_saved(other)
    says(writer, NOT_SO_GOOD_NOW)
    says(writer, "for now").get_by_role("button", name="Keep this one instead").click()
    expect(here).to_be_focused()
    writer.wait_until_saved()

    leave_out, choice = "Leave out readiness", "Importance"
    writer.go("Rulers")
    writer.page.get_by_role("checkbox", name=leave_out).check()
    writer.wait_until_saved()
    other.goto(writer.page.url)
    with without_a_connection(writer):
        writer.page.get_by_role("checkbox", name=leave_out).uncheck()
        writer.rate(choice, 8)
        other.get_by_role("checkbox", name=leave_out).uncheck()
        other.get_by_role("checkbox", name=leave_out).check()
        other.get_by_role("radiogroup", name=choice).get_by_role("radio", name="3", exact=True).check()
        writer.wait_until_saved(other)
    says(writer, "ticked").get_by_role("button", name="Keep the one above").click()
    expect(writer.page.get_by_role("checkbox", name=leave_out)).to_be_focused()
    expect(writer.page.get_by_role("checkbox", name=leave_out)).not_to_be_checked()
    says(writer, "3").get_by_role("button", name="Keep this one instead").click()
    kept = writer.page.get_by_role("radiogroup", name=choice).get_by_role("radio", checked=True)
    expect(kept).to_have_count(1)
    expect(writer.page.get_by_role("button", name="Keep this one instead")).to_have_count(0)
    writer.wait_until_saved()

    writer.page.get_by_role("link", name="Explore both sides").click()
    expect(writer.page.get_by_role("button", name="Begin")).to_be_visible()
    other.get_by_role("link", name="Explore both sides").click()
    with without_a_connection(writer):
        writer.page.get_by_role("radio", name="Build on my reasons").check()
        other.get_by_role("radio", name="Already decided").check()
        writer.wait_until_saved(other)
    expect(writer.page.get_by_role("status").filter(has_text="How would you like to look at it?")).to_have_count(1)
    says(writer, "Already decided").get_by_role("button", name="Keep this one instead").click()
    expect(writer.page.get_by_role("radio", name="Already decided")).to_be_focused()
    for page in (writer.page, other):
        expect(page.get_by_role("radio", name="Already decided")).to_be_checked(timeout=10_000)
        expect(page.get_by_role("button", name="Keep this one instead")).to_have_count(0, timeout=10_000)


@contextmanager
def without_a_connection(person: Person) -> Iterator[None]:
    """For the first window of this person alone: what it sends arrives after what the others have sent meanwhile."""
    person.page.route("**/live/edits", lambda route: route.abort())
    yield
    person.page.unroute("**/live/edits")


def says(person: Person, answer: str) -> Locator:
    """Where the first window asks about this answer, which was given in another window at the same time."""
    quoted = person.page.get_by_role("blockquote").get_by_text(answer, exact=True)
    asks = person.page.get_by_role("group", name="Written at the same time").filter(has=quoted)
    expect(asks).to_be_visible()
    return asks


def test_another_worksheet_reached_through_the_history_shows_its_own_words(person: Person, server: Server) -> None:
    first, second = (
        written(
            server.database,
            {
                "workbook/change": f"{name} change",
                "decisional_balance/it/text": f"words of the {name}",
                "decisional_balance/it/place": ["GOOD_NOW", 1],
            },
        )
        for name in ("first", "second")
    )
    person.come_back(second, "Both sides")
    person.sees(GOOD_NOW, ["words of the second"])

    person.visit(page="decisional_balance", workbook=first)

    person.sees(GOOD_NOW, ["words of the first"])
    person.add(GOOD_NOW, "more of the first")
    person.wait_until_saved()
    person.sees(GOOD_NOW, ["words of the first", "more of the first"])
    person.go_home()
    person.page.get_by_role("link", name="second change").first.click()
    person.sees(GOOD_NOW, ["words of the second"])


def test_a_phone_that_was_locked_for_ten_minutes_in_mid_sentence_goes_on(someone: Person, own_server: Server) -> None:
    workbook = written(own_server.database, A_LITTLE)
    someone.come_back(workbook, "Rulers")
    box = someone.box(WHY)
    phone = someone.context.new_cdp_session(someone.page)
    box.press("End")
    someone.page.route("**/live/edits", lets_through_what_is_handed_over)
    box.press_sequentially(" when I")

    someone.page.evaluate(IS_HIDDEN, True)
    phone.send("Page.setWebLifecycleState", {"state": "frozen"})
    store = open_store(own_server.database)
    for _try in range(100):
        kept = [edit.value for edit in store.log(ALONE, workbook) or []]
        if "the kids notice when I" in kept:
            break
        someone.page.wait_for_timeout(50)
    assert "the kids notice when I" in kept
    own_server.kill()  # By then it would know nothing of this window any more.
    own_server.start()
    someone.page.unroute("**/live/edits")
    phone.send("Page.setWebLifecycleState", {"state": "active"})
    someone.page.evaluate(IS_HIDDEN, False)
    someone.page.keyboard.type(" come home")

    expect(box).to_be_focused()
    someone.wait_until_saved()
    someone.page.reload()
    expect(box).to_have_value("the kids notice when I come home")


IS_HIDDEN = """isHidden => {
  Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""Chromium freezes a page that it shows in the tests; a phone hides it first."""


def lets_through_what_is_handed_over(route: Route) -> None:
    """A phone that is locked sends nothing else any more: its clocks stand still."""
    if "both-sides-token" in route.request.headers:
        route.abort()
    else:
        route.continue_()


def test_a_long_time_without_a_connection_is_saved_afterwards(writer: Person) -> None:
    writer.box(f"Add to: {GOOD_NOW}").focus()
    writer.context.set_offline(True)
    for number in range(36):
        writer.page.keyboard.insert_text(f"thing {number} {'w' * 1900}")
        writer.page.keyboard.press("Enter")
    writer.page.get_by_role("combobox", name="How much this matters").evaluate_all(
        "all => all.forEach((one) => { one.value = '7'; one.dispatchEvent(new Event('change')) })"
    )

    writer.context.set_offline(False)

    expect(writer.status()).to_have_text(re.compile(r"^Saved \d{1,2}:\d\d\s[AP]M$"), timeout=30_000)
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 36")).to_have_value(re.compile("^thing 35"))
    expect(writer.page.get_by_role("combobox", name="How much this matters: thing 35")).to_have_value("7")


def test_a_page_that_changes_around_the_words_leaves_them_and_the_place_in_them_alone(writer: Person) -> None:
    writer.go("Rulers")
    writer.rate("Confidence", 7)
    box = writer.box(WHY)
    box.press_sequentially("because it worked before")
    writer.wait_until_saved()
    writer.page.keyboard.press("Home")

    writer.page.get_by_role("checkbox", name="Leave out readiness").evaluate("box => box.click()")
    expect(writer.page.get_by_role("radiogroup", name="Readiness")).to_have_count(0)
    writer.page.keyboard.type("I think ")

    expect(box).to_be_focused()
    expect(box).to_have_value("I think because it worked before")


def test_a_tab_that_holds_more_than_it_can_hand_over_asks_before_it_closes(writer: Person) -> None:
    writer.go("Rulers")
    for ruler in ("Importance", "Confidence"):
        writer.rate(ruler, 7)
    writer.wait_until_saved()
    writer.page.route("**/live/edits", lambda route: route.abort())

    asked = [
        writer.page.evaluate(
            """words => {
                for (const box of document.querySelectorAll("textarea")) {
                    box.value = words;
                    box.dispatchEvent(new Event("input", { bubbles: true }));
                }
                return !dispatchEvent(new Event("beforeunload", { cancelable: true }));
            }""",
            letter * 4900,
        )
        for letter in "w語"
    ]

    assert asked == [False, True]


def test_a_page_that_opens_without_a_connection_says_so_and_shows_no_empty_box(person: Person, server: Server) -> None:
    with without_a_connection(person):
        person.page.goto(f"{person.url}/?page=rulers&workbook={written(server.database, A_LITTLE)}")

        expect(person.status()).to_have_text(re.compile("^Your answers cannot be shown yet. There is no connection."))
        expect(person.page.get_by_role("radiogroup")).to_have_count(0)
    expect(person.box(WHY)).to_have_value("the kids notice")
    expect(person.status()).to_have_text("")


def test_a_window_asks_once_for_what_it_does_not_know(newcomer: Person, server: Server) -> None:
    asked: list[int] = []

    def note(request: Request) -> None:
        if request.url.endswith("/live/edits"):
            asked.append(json.loads(request.post_data or "")["since"])

    newcomer.page.on("request", note)
    newcomer.come_back(written(server.database, A_LITTLE), "Rulers")
    expect(newcomer.box(WHY)).to_have_value("the kids notice")

    newcomer.go("Both sides")
    expect(newcomer.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")
    newcomer.go("Summary")

    assert asked.count(0) == 1
    assert set(asked) <= {0, len(A_LITTLE)}


def test_three_quick_undos_take_back_three_steps_and_one_after_a_reload_the_step_before(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two", "three", "four")

    for _press in range(3):
        writer.page.keyboard.press("Control+z")

    expect(writer.box(f"{GOOD_NOW} 2")).to_have_count(0)
    writer.sees(GOOD_NOW, ["one"])
    writer.remove("one")
    writer.wait_until_saved()
    writer.page.reload()
    writer.page.get_by_role("button", name="Undo").click()
    writer.sees(GOOD_NOW, ["one"])


def test_undo_takes_back_what_was_done_in_this_window_and_leaves_what_another_did_meanwhile(writer: Person) -> None:
    writer.add(GOOD_NOW, "it calms me", "the taste")
    writer.wait_until_saved()
    other = writer.open(writer.page.url)
    writer.sees(GOOD_NOW, ["it calms me", "the taste"], other)
    undo_there = other.get_by_role("button", name="Undo")
    matters_there = other.get_by_role("combobox", name="How much this matters: it calms me")
    expect(undo_there).to_have_attribute("aria-disabled", "true")
    matters_there.select_option("9")
    writer.wait_until_saved(other)
    writer.look_again()
    expect(writer.page.get_by_role("combobox", name="How much this matters: it calms me")).to_have_value(
        re.compile(".")
    )
    undo = writer.page.get_by_role("button", name="Undo")

    undo.click()

    writer.sees(GOOD_NOW, ["it calms me"])
    expect(undo).to_have_attribute("aria-disabled", "true")
    writer.look_again(other)
    writer.sees(GOOD_NOW, ["it calms me"], other)
    undo_there.click()
    expect(matters_there).to_have_value("")
    writer.sees(GOOD_NOW, ["it calms me"], other)
    writer.look_again()
    expect(undo).to_have_attribute("aria-disabled", "false")


def test_what_cannot_be_kept_is_told_and_kept_as_soon_as_it_can_be(someone: Person, own_server: Server) -> None:
    someone.come_back(written(own_server.database, {"workbook/change": "drink less"}), "Both sides")
    someone.add(GOOD_NOW, "before")
    someone.wait_until_saved()
    own_server.let_files_grow_to(4096)

    someone.add(GOOD_NOW, "while it is full")

    expect(someone.status()).to_contain_text("Not saved. The disk is full.")
    expect(someone.status()).to_contain_text("Your text is still here; keep this page open.")
    with someone.page.expect_response("**/live/edits") as tried_again:
        pass
    assert not tried_again.value.ok
    expect(someone.status()).not_to_contain_text("Saved")
    with someone.page.expect_response("**/live/edits") as tried_once_more:
        own_server.let_files_grow_to(-1)
    assert tried_once_more.value.ok
    someone.wait_until_saved()

    other_program = sqlite3.connect(own_server.database, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")
    someone.add(GOOD_NOW, "while it is locked")

    expect(someone.status()).to_contain_text("Another program is using the file")
    other_program.execute("ROLLBACK")
    other_program.close()
    someone.wait_until_saved()
    someone.page.reload()
    someone.sees(GOOD_NOW, ["before", "while it is full", "while it is locked"])


def test_saved_is_only_said_after_the_words_are_on_disk_even_if_an_answer_of_the_server_was_cut_off(
    writer: Person, server: Server
) -> None:
    workbook = writer.page.url.rpartition("workbook=")[2]
    store = open_store(server.database)
    cut_off = iter([True])

    def cut(route: Route) -> None:
        if next(cut_off, False):
            route.fulfill(status=200, body='{"revis')
        else:
            route.continue_()

    writer.page.route("**/live/edits", cut)
    for number in range(5):
        writer.add(GOOD_NOW, f"reason {number}")
        writer.wait_until_saved()

        log = store.log(ALONE, workbook) or []
        assert [kept.value for kept in log].count(f"reason {number}") == 1
    assert next(cut_off, None) is None

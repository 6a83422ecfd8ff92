"""What was typed is there again: after a reload, a closed tab, a crash, a second window, a full disk."""

from __future__ import annotations

import json
import re
import sqlite3

from playwright.sync_api import Page, Request, Route, expect

from tests.world.person import GOOD_CHANGE, GOOD_NOW, NOT_SO_GOOD_NOW, WAITS_LESS, Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, open_store, written
from worksheets.storage import ALONE

WHY = "What makes it a 7 and not a 5?"


def test_reloading_in_mid_sentence_keeps_the_half_sentence(writer: Person) -> None:
    writer.box(f"Add to: {GOOD_NOW}").press_sequentially("when I come home I", delay=30)
    writer.wait_until_saved()

    writer.page.reload()

    expect(writer.box(f"{GOOD_NOW} 1")).to_have_value("when I come home I")


def test_reloading_or_closing_the_tab_right_after_the_last_key_keeps_every_letter(writer: Person) -> None:
    writer.go("Rulers")
    writer.rate("Importance", 7)
    address = writer.page.url
    writer.box(WHY).press_sequentially("because of the kids", delay=10)

    writer.page.reload()

    expect(writer.box(WHY)).to_have_value("because of the kids")
    writer.box(WHY).press("End")
    writer.box(WHY).press_sequentially(", who notice", delay=10)

    writer.page.close()

    again = writer.open(address)
    expect(writer.box(WHY, again)).to_have_value("because of the kids, who notice")


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
    text = "a sentence that takes longer to write than Streamlit waits before it says so"
    someone.page.keyboard.type(text, delay=30)

    expect(box).to_be_focused()
    expect(box).to_have_value(text)
    expect(someone.status()).to_contain_text("Not saved: no connection. Your text is still here")
    own_server.start()
    someone.page.keyboard.type(" and slow", delay=30)
    someone.page.keyboard.press("Enter")
    someone.wait_until_saved()
    someone.page.reload()
    expect(someone.box(f"{GOOD_NOW} 3")).to_have_value(f"{text} and slow")
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


def test_two_windows_that_change_different_items_both_keep_their_words(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two")
    writer.wait_until_saved()
    other = writer.open(writer.page.url)

    writer.box(f"{GOOD_NOW} 1").fill("one, from here")
    writer.box(f"{GOOD_NOW} 2", other).fill("two, from there")

    expect(writer.box(f"{GOOD_NOW} 2")).to_have_value("two, from there", timeout=10_000)
    expect(writer.box(f"{GOOD_NOW} 1", other)).to_have_value("one, from here", timeout=10_000)


def test_two_windows_that_change_the_same_item_are_both_heard(writer: Person) -> None:
    writer.add(GOOD_NOW, "one")
    writer.wait_until_saved()
    other = writer.open(writer.page.url)
    expect(writer.box(f"{GOOD_NOW} 1", other)).to_have_value("one")

    writer.page.context.set_offline(True)
    writer.box(f"{GOOD_NOW} 1").fill("one, from here")
    writer.box(f"{GOOD_NOW} 1", other).fill("one, from there")
    writer.page.context.set_offline(False)

    window = the_window_that_asks(writer.page, other)
    window.get_by_role("button", name="Keep both").click()
    both = re.compile("one, from (here|there) / one, from (here|there)")
    for page in (writer.page, other):
        expect(writer.box(f"{GOOD_NOW} 1", page)).to_have_value(both, timeout=10_000)
        expect(page.get_by_role("button", name="Keep both")).to_have_count(0, timeout=10_000)


def test_a_stale_window_never_overwrites_the_clients_rating(writer: Person) -> None:
    writer.go("Rulers")
    other = writer.open(writer.page.url)
    ruler = other.get_by_role("radiogroup", name="Importance")
    expect(ruler).to_be_visible()
    writer.context.set_offline(True)
    writer.rate("Importance", 8)
    ruler.get_by_role("radio", name="3", exact=True).check()

    writer.context.set_offline(False)

    window = the_window_that_asks(writer.page, other)
    window.get_by_role("button", name="Keep this one instead").click()
    kept = window.get_by_role("radiogroup", name="Importance").get_by_role("radio", checked=True)
    expect(kept).to_have_count(1)
    expect(window.get_by_role("button", name="Keep this one instead")).to_have_count(0)


def test_a_stance_chosen_differently_in_two_windows_is_asked_about_in_its_own_words(writer: Person) -> None:
    writer.page.get_by_role("link", name="Explore both sides").click()
    expect(writer.page.get_by_role("button", name="Begin")).to_be_visible()
    other = writer.open(writer.page.url)
    theirs = other.get_by_role("radio", name="Already decided")
    expect(theirs).to_be_visible()
    writer.context.set_offline(True)
    writer.page.get_by_role("radio", name="Build on my reasons").check()
    theirs.check()

    writer.context.set_offline(False)

    window = the_window_that_asks(writer.page, other)
    expect(window.get_by_role("status").filter(has_text="How would you like to look at it?")).to_have_count(1)
    asked = window.get_by_role("group", name="Written at the same time")
    kept = asked.get_by_role("blockquote").inner_text()
    assert kept in ("Build on my reasons", "Already decided")
    asked.get_by_role("button", name="Keep this one instead").click()
    expect(window.get_by_role("radio", name=kept)).to_be_focused()
    for page in (writer.page, other):
        expect(page.get_by_role("radio", name=kept)).to_be_checked(timeout=10_000)
        expect(page.get_by_role("button", name="Keep this one instead")).to_have_count(0, timeout=10_000)


def test_a_tick_that_two_windows_set_differently_is_asked_about(writer: Person) -> None:
    writer.go("Rulers")
    name = "Leave out readiness"
    writer.page.get_by_role("checkbox", name=name).check()
    writer.wait_until_saved()
    other = writer.open(writer.page.url)
    expect(other.get_by_role("checkbox", name=name)).to_be_checked()
    writer.page.route("**/live/edits", lambda route: route.abort())
    writer.page.get_by_role("checkbox", name=name).uncheck()
    other.get_by_role("checkbox", name=name).uncheck()
    other.get_by_role("checkbox", name=name).check()
    writer.wait_until_saved(other)

    writer.page.unroute("**/live/edits")

    expect(writer.page.get_by_role("blockquote")).to_have_text("ticked")
    writer.page.get_by_role("button", name="Keep the one above").click()
    expect(writer.page.get_by_role("checkbox", name=name)).to_be_focused()
    expect(writer.page.get_by_role("checkbox", name=name)).not_to_be_checked()


def test_when_an_item_counts_is_asked_about_in_the_words_of_the_page(writer: Person) -> None:
    writer.add(GOOD_NOW, "sleep")
    writer.wait_until_saved()
    other = writer.open(writer.page.url)
    name = "For now or for later: sleep"
    for page in (writer.page, other):
        page.get_by_role("button", name="More: sleep").click()
    writer.context.set_offline(True)
    writer.page.get_by_role("combobox", name=name).select_option("for later")
    other.get_by_role("combobox", name=name).select_option("for now")

    writer.context.set_offline(False)

    window = the_window_that_asks(writer.page, other)
    expect(window.get_by_role("blockquote")).to_have_text(re.compile("^for (now|later)$"))
    window.get_by_role("button", name="Keep this one instead").click()
    expect(window.get_by_role("combobox", name=name)).to_be_focused()


def test_where_to_start_unfolds_when_two_windows_disagree_about_it(writer: Person) -> None:
    other = writer.open(writer.page.url)
    folded = "Change the order of the boxes"
    chosen = {writer.page: GOOD_CHANGE, other: NOT_SO_GOOD_NOW}
    for page in chosen:
        expect(page.get_by_text(folded)).to_be_visible()
    writer.context.set_offline(True)
    for page, heading in chosen.items():
        page.get_by_text(folded).click()
        page.get_by_role("radio", name=heading, exact=True).check()
        page.get_by_text(folded).click()

    writer.context.set_offline(False)

    window = the_window_that_asks(writer.page, other)
    expect(window.get_by_role("blockquote")).to_have_text(re.compile(f"^({GOOD_CHANGE}|{NOT_SO_GOOD_NOW})$"))


def the_window_that_asks(*windows: Page) -> Page:
    """The first window that shows two answers and asks which to keep."""
    for _second in range(100):
        for window in windows:
            if window.get_by_role("button", name="Keep this one instead").count():
                return window
        windows[0].wait_for_timeout(100)
    raise AssertionError("no window shows both answers")


def test_another_worksheet_reached_through_the_history_shows_its_own_words(newcomer: Person) -> None:
    newcomer.start("first change")
    newcomer.add(GOOD_NOW, "words of the first")
    newcomer.wait_until_saved()
    first = newcomer.page.url
    newcomer.go_home()
    newcomer.start("second change")
    newcomer.add(GOOD_NOW, "words of the second")
    newcomer.wait_until_saved()

    newcomer.page.evaluate(
        "url => { history.pushState({}, '', url); dispatchEvent(new PopStateEvent('popstate')) }", first
    )

    expect(newcomer.box(f"{GOOD_NOW} 1")).to_have_value("words of the first")
    newcomer.box(f"Add to: {GOOD_NOW}").fill("more of the first")
    newcomer.page.keyboard.press("Enter")
    newcomer.wait_until_saved()
    newcomer.sees(GOOD_NOW, ["words of the first", "more of the first"])
    newcomer.go_home()
    newcomer.page.get_by_role("link", name="second change").first.click()
    expect(newcomer.box(f"{GOOD_NOW} 1")).to_have_value("words of the second")
    newcomer.sees(GOOD_NOW, ["words of the second"])


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
    for number in range(60):
        writer.page.keyboard.insert_text(f"thing {number} {'w' * 1900}")
        writer.page.keyboard.press("Enter")
    writer.page.get_by_role("combobox", name="How much this matters").evaluate_all(
        "all => all.forEach((one) => { one.value = '7'; one.dispatchEvent(new Event('change')) })"
    )

    writer.context.set_offline(False)

    expect(writer.status()).to_have_text(re.compile(r"^Saved \d{1,2}:\d\d\s[AP]M$"), timeout=30_000)
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 60")).to_have_value(re.compile("^thing 59"))
    expect(writer.page.get_by_role("combobox", name="How much this matters: thing 59")).to_have_value("7")


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


def test_a_cut_off_answer_of_the_server_does_not_stop_saving(writer: Person) -> None:
    cut_off = iter([True])

    def cut(route: Route) -> None:
        if next(cut_off, False):
            route.fulfill(status=200, body='{"revis')
        else:
            route.continue_()

    writer.page.route("**/live/edits", cut)
    writer.add(GOOD_NOW, "one", "two")

    writer.wait_until_saved()
    writer.page.reload()
    expect(writer.box(f"{GOOD_NOW} 2")).to_have_value("two")


def test_a_page_that_opens_without_a_connection_says_so_and_shows_no_empty_box(person: Person, server: Server) -> None:
    address = f"{person.url}/?page=rulers&workbook={written(server.database, A_LITTLE)}"
    person.context.route("**/live/edits", lambda route: route.abort())

    other = person.open(address)

    expect(person.status(other)).to_have_text(re.compile("^Your answers cannot be shown yet. There is no connection."))
    expect(other.get_by_role("radiogroup")).to_have_count(0)
    person.context.unroute("**/live/edits")
    expect(person.box(WHY, other)).to_have_value("the kids notice")
    expect(person.status(other)).to_have_text("")


def test_a_window_asks_once_for_what_it_does_not_know(person: Person, server: Server) -> None:
    asked: list[int] = []

    def note(request: Request) -> None:
        if request.url.endswith("/live/edits"):
            asked.append(json.loads(request.post_data or "")["since"])

    person.page.on("request", note)
    person.come_back(written(server.database, A_LITTLE), "Rulers")
    expect(person.box(WHY)).to_have_value("the kids notice")

    person.go("Both sides")
    expect(person.box(f"{GOOD_NOW} 1")).to_have_value("it calms me")
    person.go("Summary")

    assert asked.count(0) == 1
    assert set(asked) <= {0, len(A_LITTLE)}


def test_three_quick_undos_take_back_three_steps(writer: Person) -> None:
    writer.add(GOOD_NOW, "one", "two", "three", "four")

    for _press in range(3):
        writer.page.keyboard.press("Control+z")

    expect(writer.box(f"{GOOD_NOW} 2")).to_have_count(0)
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


def test_undo_still_works_after_a_reload(writer: Person) -> None:
    writer.add(GOOD_CHANGE, "more sleep")
    writer.remove("more sleep")
    writer.wait_until_saved()
    writer.page.reload()

    writer.page.get_by_role("button", name="Undo").click()

    expect(writer.box(f"{GOOD_CHANGE} 1")).to_have_value("more sleep")


def test_a_full_disk_says_so_keeps_the_text_and_goes_on_by_itself(someone: Person, own_server: Server) -> None:
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
    expect(someone.status()).to_have_text(re.compile("^Saved"), timeout=2000)
    someone.page.reload()
    expect(someone.box(f"{GOOD_NOW} 2")).to_have_value("while it is full")


def test_a_locked_database_says_so_and_goes_on_by_itself(writer: Person, server: Server) -> None:
    other_program = sqlite3.connect(server.database, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")

    writer.add(GOOD_NOW, "while it is locked")

    expect(writer.status()).to_contain_text("Another program is using the file", timeout=15_000)
    other_program.execute("ROLLBACK")
    expect(writer.status()).to_have_text(re.compile("^Saved"), timeout=10_000)
    other_program.close()


def test_saved_is_only_said_after_the_words_are_on_disk(writer: Person, server: Server) -> None:
    workbook = writer.page.url.rpartition("workbook=")[2]
    store = open_store(server.database)

    for number in range(5):
        writer.add(GOOD_NOW, f"reason {number}")
        writer.wait_until_saved()

        log = store.log(ALONE, workbook) or []
        assert [kept.value for kept in log].count(f"reason {number}") == 1

"""The home page and the first page of a worksheet."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, written
from worksheets.answers import Value
from worksheets.version import VERSION

QUESTION = "What are you of two minds about?"
MOVE_HOUSE: Mapping[str, Value] = {"workbook/change": "move house"}


def worksheets(person: Person) -> Locator:
    return person.page.locator(".bs-open")


def who_sees_it(person: Person) -> None:
    """Read who can see it, and then where exactly it lies."""
    folder = person.page.get_by_text("What you write stays on this computer, encrypted, in ")
    expect(person.page.get_by_text("You, and whoever uses this computer under")).to_be_visible()
    expect(folder).to_be_hidden()
    person.page.get_by_text("Where exactly?").click()
    expect(folder).to_be_visible()


def test_who_looks_around_at_first_is_told_who_can_read_it_and_who_can_help_and_leaves_no_trace(
    newcomer: Person,
) -> None:
    page = newcomer.page
    expect(page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(page.get_by_text("Nothing here yet. Start with a change that is on your mind")).to_be_visible()
    who_sees_it(newcomer)
    foot = page.get_by_text(f"Both Sides {VERSION}", exact=True)
    expect(foot).to_be_visible()

    page.get_by_role("button", name="Start a new worksheet").click()
    expect(page.get_by_text("When you meet, your therapist sees what you write.")).to_be_visible()
    expect(foot).to_have_count(0)
    who_sees_it(newcomer)
    guide = page.get_by_text("an evenly weighted balance tends to lower commitment")
    expect(guide).to_be_hidden()
    page.get_by_text("For the therapist: which one, and when?").click()
    expect(guide).to_be_visible()
    [workbook] = re.findall(r"workbook=([^&]+)", page.url)
    page.get_by_role("link", name="See who can help.").click()
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
    newcomer.visit(page="rulers", workbook=workbook)

    expect(page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(worksheets(newcomer)).to_have_count(0)


def test_the_database_is_open_before_anybody_has_asked_for_a_page(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()

    deadline = time.monotonic() + 20
    while not server.database.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    server.kill()

    assert server.database.exists()


def test_what_is_typed_on_the_home_page_begins_the_worksheet_once_it_fits_and_is_in_no_address_or_title(
    newcomer: Person,
) -> None:
    page, typed = newcomer.page, newcomer.box(QUESTION)
    too_long = ("drink less and sleep more " * 160)[:4000]
    typed.fill(too_long)
    page.get_by_role("button", name="Start a new worksheet").click()
    expect(page.get_by_text("This is 3500 over the limit of 500 characters").first).to_be_visible()
    expect(typed).to_be_focused()
    expect(typed).to_have_value(too_long)

    typed.fill("<b>swim</b> *again* & \u202eback\u202c, ילד")
    typed.press("Enter")
    page.keyboard.press("Enter")

    change = newcomer.box("What change are you thinking about?")
    expect(change).to_have_value(re.compile("^<b>swim</b> .again. & .*back.*ילד$"))
    newcomer.box("Name or initials (optional)").fill("Alex")
    page.get_by_role("radio", name="Already decided").check()
    page.get_by_role("button", name="One question at a time").click()
    expect(page.get_by_role("heading", name="Plan", level=1)).to_be_visible()
    expect(page.get_by_text("1 of")).to_be_visible()
    newcomer.go_home()
    expect(worksheets(newcomer)).to_have_text([re.compile("^<b>swim</b>")])
    page.go_back()
    expect(page.get_by_role("heading", name="Plan", level=1)).to_be_visible()
    assert not re.search(r"swim|again|Alex|ילד", page.url + page.title())


def test_words_typed_on_the_home_page_stay_while_the_disk_is_full(someone: Person, own_server: Server) -> None:
    expect(someone.box(QUESTION)).to_be_visible()
    own_server.let_files_grow_to(4096)
    someone.box(QUESTION).fill("swim again")
    expect(someone.status()).to_contain_text("The disk is full.")
    expect(someone.box(QUESTION)).to_have_value("swim again")

    own_server.let_files_grow_to(-1)
    someone.page.get_by_role("button", name="Start a new worksheet").click()

    expect(someone.box("What change are you thinking about?")).to_have_value("swim again")
    someone.wait_until_saved()


def test_home_lists_worksheets_newest_first_and_opens_them_as_they_were_also_after_one_was_removed_and_undo(
    newcomer: Person, server: Server
) -> None:
    of_the_first = {**A_LITTLE, "workbook/name": "A. B."}
    for answers in (of_the_first, {"workbook/change": "change jobs", "workbook/name": "A. B."}):
        written(server.database, answers)
    newcomer.visit()

    expect(worksheets(newcomer)).to_have_text(["change jobs", "drink less"])
    line = newcomer.page.get_by_role("listitem").filter(has_text="drink less")
    expect(line).to_contain_text("A. B. · last opened")
    expect(line).to_contain_text("Importance: 7 out of 10")
    newcomer.page.get_by_role("button", name="Remove: drink less").dblclick()
    expect(newcomer.page.get_by_text("Removed: drink less").first).to_be_visible()
    expect(worksheets(newcomer)).to_have_text(["change jobs"])

    newcomer.page.get_by_role("button", name="Undo").click()

    expect(worksheets(newcomer)).to_have_text(["drink less", "change jobs"])
    worksheets(newcomer).first.click()
    importance = newcomer.page.get_by_role("radiogroup", name="Importance")
    expect(importance.get_by_role("radio", name="7", exact=True)).to_be_checked()
    newcomer.go("Both sides")
    newcomer.sees(GOOD_NOW, ["it calms me"])


def of_sam_and_kim(server: Server) -> None:
    """Write two worksheets of Sam's and one of Kim's."""
    written(server.database, {"workbook/change": "drink less", "workbook/name": "S. M.", "rulers/importance/number": 7})
    written(server.database, {"workbook/change": "sleep more", "workbook/name": "S. M."})
    written(server.database, {"workbook/change": "leave Alex", "workbook/name": "Kim"})


def homepage(person: Person) -> str:
    """All that the page holds, seen or not."""
    return person.page.locator(".bs-homepage").inner_html()


def shows_nobody(person: Person) -> None:
    """Wait until the list is hidden; no word of it has come to the browser."""
    expect(person.page.get_by_role("button", name="Show my worksheets")).to_be_visible()
    expect(worksheets(person)).to_have_count(0)
    assert not re.search(r"S\. M\.|Kim|Alex|drink less|sleep more|Importance", homepage(person))


def test_who_sits_beside_the_therapist_sees_nobody_elses_worksheets_and_a_session_is_entered_by_its_name(
    newcomer: Person, server: Server
) -> None:
    of_sam_and_kim(server)
    newcomer.visit()
    shows_nobody(newcomer)

    newcomer.page.get_by_role("button", name="Show my worksheets").click()
    expect(worksheets(newcomer)).to_have_text(["leave Alex", "sleep more", "drink less"])
    expect(worksheets(newcomer).first).to_be_focused()
    newcomer.page.get_by_role("button", name="Hide them again").click()
    shows_nobody(newcomer)

    find = newcomer.page.get_by_role("searchbox", name="Find one by its name or initials")
    find.press_sequentially("s", delay=20)
    expect(newcomer.page.get_by_text("No worksheet has exactly the name “s”.")).to_be_visible()
    expect(worksheets(newcomer)).to_have_count(0)
    find.press_sequentially("m", delay=20)
    expect(worksheets(newcomer)).to_have_text(["sleep more", "drink less"])
    assert "Kim" not in homepage(newcomer)
    newcomer.page.get_by_role("link", name="drink less").click()
    expect(newcomer.page.get_by_role("navigation", name="Steps")).to_be_visible()
    newcomer.go_home()

    shows_nobody(newcomer)
    expect(find).to_have_value("")
    newcomer.page.get_by_role("button", name="Show my worksheets").click()
    newcomer.page.get_by_role("button", name="Archive: sleep more").click()
    expect(newcomer.page.get_by_text("Archived: sleep more").first).to_be_visible()
    newcomer.page.get_by_role("link", name="drink less").click()
    expect(newcomer.page.get_by_role("navigation", name="Steps")).to_be_visible()
    newcomer.go_home()

    shows_nobody(newcomer)
    assert newcomer.page.url.rstrip("/?") == newcomer.url


def test_whether_the_list_is_hidden_is_remembered_by_this_browser(newcomer: Person, server: Server) -> None:
    written(server.database, MOVE_HOUSE)
    newcomer.visit()
    expect(worksheets(newcomer)).to_have_text(["move house"])

    newcomer.page.get_by_role("button", name="Hide this list until I ask for it").click()
    expect(newcomer.page.get_by_role("button", name="Show my worksheets")).to_be_focused()
    newcomer.page.reload()
    expect(newcomer.page.get_by_role("button", name="Show my worksheets")).to_be_visible()
    expect(worksheets(newcomer)).to_have_count(0)

    of_sam_and_kim(server)
    newcomer.page.get_by_role("button", name="Show my worksheets").click()
    newcomer.page.get_by_role("button", name="Always show them here").click()
    expect(newcomer.page.get_by_role("button", name="Hide this list until I ask for it")).to_be_visible()
    newcomer.page.reload()
    expect(worksheets(newcomer)).to_have_count(4)

    [cookie] = [each for each in newcomer.page.context.cookies() if each["name"].startswith("both_sides")]
    assert (cookie["name"], cookie["value"], cookie["sameSite"]) == ("both_sides_list", "always_show", "Strict")


def write_changes(server: Server, *numbers: int) -> None:
    """Write a worksheet about a change with each of these numbers; the fourth is about Zoë."""
    for number in numbers:
        written(
            server.database,
            {"workbook/change": "visit Zoë" if number == 4 else f"change number {number}"},
        )


def test_search_appears_with_more_than_ten_worksheets_and_leaves_a_word_alone_that_is_being_composed(
    newcomer: Person, server: Server
) -> None:
    search = newcomer.page.get_by_role("searchbox", name="Search your worksheets")
    write_changes(server, *range(1, 11))
    newcomer.visit()
    expect(worksheets(newcomer)).to_have_count(10)
    expect(search).to_have_count(0)
    write_changes(server, 11)
    newcomer.visit()
    expect(search).to_have_count(1)

    search.press_sequentially("ZOË", delay=20)
    expect(worksheets(newcomer)).to_have_text(["visit Zoë"])
    expect(search).to_be_focused()
    search.fill("")
    search.press_sequentially("change number 1")
    expect(worksheets(newcomer)).to_have_count(3)
    keyboard = newcomer.context.new_cdp_session(newcomer.page)
    with newcomer.until_the_page_is_made_anew():
        keyboard.send("Input.imeSetComposition", {"text": "か", "selectionStart": 1, "selectionEnd": 1})
    keyboard.send("Input.imeSetComposition", {"text": "かわ", "selectionStart": 2, "selectionEnd": 2})
    keyboard.send("Input.insertText", {"text": "川"})

    expect(search).to_have_value("change number 1川")
    expect(worksheets(newcomer)).to_have_count(0)
    expect(newcomer.page.get_by_text("Nothing here matches “change number 1川”.")).to_be_visible()
    newcomer.page.get_by_role("link", name="Get help now").click()
    expect(newcomer.page.get_by_role("heading", name="Get help now")).to_be_visible()
    newcomer.go_home()
    expect(newcomer.page.get_by_role("searchbox")).to_have_value("change number 1川")


def test_an_example_asked_for_by_a_double_click_is_made_once_complete_and_marked_and_undo_leaves_it_whole(
    newcomer: Person,
) -> None:
    newcomer.page.get_by_role("button", name="Try an example").dblclick()
    expect(newcomer.page.get_by_text("This is an example. The person in it is made up.")).to_be_visible()
    newcomer.go("Both sides")
    undo = newcomer.page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    before = [box.input_value() for box in newcomer.items(GOOD_NOW).all()]
    assert before
    newcomer.add(GOOD_NOW, "one of mine")
    newcomer.wait_until_saved()

    undo.click()

    expect(newcomer.box(f"{GOOD_NOW} {len(before) + 1}")).to_have_count(0)
    expect(undo).to_have_attribute("aria-disabled", "true")
    newcomer.sees(GOOD_NOW, before)
    newcomer.go("Summary")
    newcomer.go_home()
    expect(newcomer.page.get_by_text("Example", exact=True)).to_be_visible()
    expect(worksheets(newcomer)).to_have_count(1)
    newcomer.page.get_by_role("button", name="Remove: drink less in the evenings").click()
    expect(worksheets(newcomer)).to_have_count(0)


def test_an_archived_worksheet_is_out_of_sight_beside_other_peoples_and_can_be_taken_out_again_and_renamed(
    newcomer: Person, server: Server
) -> None:
    page = newcomer.page
    for change, name in (("drink less", "S. M."), ("leave Alex", "Kim")):
        written(server.database, {"workbook/change": change, "workbook/name": name, "workbook/shelf": "ARCHIVED"})
    written(server.database, MOVE_HOUSE)
    newcomer.visit()

    page.get_by_role("button", name="Archive: move house").click()
    expect(worksheets(newcomer)).to_have_count(0)
    page.get_by_role("button", name="Show archived (3)").click()
    shows_nobody(newcomer)
    page.get_by_role("button", name="Show my worksheets").click()
    page.get_by_role("button", name="Show archived (3)").click()
    expect(worksheets(newcomer)).to_have_text(["move house", "leave Alex", "drink less"])
    page.get_by_role("button", name="Take out of the archive: move house").click()
    expect(worksheets(newcomer)).to_have_count(2)
    page.get_by_role("button", name="Back to your worksheets").click()

    expect(page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(worksheets(newcomer)).to_have_text(["move house"])
    page.get_by_role("button", name="Rename: move house").click()
    newcomer.box("What change are you thinking about?").fill("move to the coast")
    newcomer.go_home()
    page.get_by_role("button", name="Show my worksheets").click()

    expect(worksheets(newcomer)).to_have_text(["move to the coast"])


def test_begin_is_in_sight_and_waits_for_a_change_that_is_kept_whole_and_a_way_to_look_at_it(person: Person) -> None:
    for width, height in ((1280, 800), (360, 740)):
        person.look(width=width, height=height)
        expect(person.page.get_by_role("button", name="Start a new worksheet")).to_be_in_viewport(ratio=1)
    person.page.get_by_role("button", name="Start a new worksheet").click()
    begin = person.page.get_by_role("button", name="Begin")
    for width, height in ((360, 740), (1280, 800)):
        person.look(width=width, height=height)
        expect(begin).to_be_in_viewport(ratio=1)

    begin.click()
    change = person.box("What change are you thinking about?")
    expect(change).to_be_focused()
    expect(change).to_have_accessible_description(re.compile("Please write a few words about the change first.$"))
    message = person.page.locator(".bs-message").get_by_text("Please write a few words about the change first.")
    expect(message).to_be_in_viewport()
    change.press("Control+Enter")
    expect(person.page.locator("body > [role=status]")).to_have_text("Please write a few words about the change first.")
    change.fill("learn to swim " * 40)
    begin.click()
    expect(change).to_have_accessible_description(re.compile("This is 60 over the limit of 500 characters"))
    expect(change).to_have_value("learn to swim " * 40)
    expect(change).to_be_focused()

    change.fill("learn to swim")
    expect(change).to_have_attribute("aria-invalid", "false")
    expect(person.page.get_by_role("radio")).to_have_count(3)
    person.wait_until_saved()
    expect(person.page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(person.page.get_by_role("navigation", name="Steps").get_by_role("link")).to_have_count(0)
    begin.click()
    stances = person.page.get_by_role("radiogroup", name="How would you like to look at it?")
    expect(stances).to_have_accessible_description(re.compile("^Please choose how you would like to look at it."))
    expect(stances).to_have_attribute("aria-invalid", "true")
    expect(person.page.get_by_role("radio", name="Explore both sides")).to_be_focused()
    person.page.get_by_role("radio", name="Build on my reasons").check()
    expect(person.page.get_by_role("navigation", name="Steps").get_by_role("link").first).to_be_visible()
    begin.click()
    expect(person.page.get_by_role("heading", name="Rulers", level=1)).to_be_visible()


def test_begin_keeps_the_focus_and_what_it_said_while_more_of_the_page_comes(person: Person) -> None:
    person.page.get_by_role("button", name="Start a new worksheet").click()
    begin = person.page.get_by_role("button", name="Begin")
    person.box("What change are you thinking about?").wait_for()

    begin.evaluate(
        """(begin) => {
            document.querySelector("[type=radio]").click();
            begin.click();
            begin.focus();
        }"""
    )

    expect(person.page.get_by_role("link", name="How long this is kept, and who opened it")).to_be_visible()
    expect(begin).to_be_focused()
    asks = person.page.locator(".bs-message").get_by_text("Please write a few words about the change first.")
    expect(asks).to_be_visible()
    person.box("What change are you thinking about?").fill("swim again")
    expect(asks).to_have_count(0)

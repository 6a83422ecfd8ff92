"""One story over four sessions and the days between: what somebody says is found again where it belongs, once."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import URL

from tests.summary.reading import text_of
from tests.world.person import A_DAY_PASSES, GOOD_CHANGE, GOOD_NOW, WINDOW, Person
from tests.world.provider import Provider, sign_in
from tests.world.serving import Server, free_port
from tests.world.writing import open_store
from worksheets.language import day_in_words
from worksheets.storage import HOME, Role
from worksheets.storage.grants import OPERATOR
from worksheets.summary import portable_file

WHERE = "where to live next year"
FROM_SPRING = "where to live from spring on"
SLEEP = "sleep better"
SAM = "Sam W."

FRIENDS = "My friends are here"
CALL_AT_NIGHT = "Somebody to call at night"
WORK = "Work that I like"
WALKS = "Walks along the harbor"
FAMILY = "Dinner together without hurry."
STUBBORN = "I am stubborn when it counts."
CLOSER = "My sister had a baby."
MOVED_ONCE = "I moved here with two bags."
HOPE = "To stop packing in my head."
KNOWS_PEOPLE = "I know two people there."

WEEKEND = "A weekend in Bristol"
LOST = "I will feel lost."
LIBRARY = "I found the library."
RAINS = "it rains"
MUSEUM = "go to the museum"
SISTER = "My sister Nan"
SUNDAYS = "Calls on Sundays"
LANDLORD = "The landlord said no."
ASK_TWICE = "Asking twice is fine."
ONE_BOX = "I packed one box."
NO_HURRY = "There is no hurry."

CRIED = "I cried in the car."
VIEWING = "I called about a flat."
BABY = "Ask about the baby."
HER_IDEA = "Mine more than hers."

NAN = "Nan"
LISTEN = "Listen first."
ADVICE = "Telling me to decide."

LAST_TIMES = ("Nobody pushed me.", "The picture.", "Laughing about it.")
TODAY = "Meeting you."

IN_THE_TABLE: Mapping[str, Sequence[str]] = {
    **{words: ["workbook"] for words in (FROM_SPRING, WHERE)},
    **{words: ["decisional_balance"] for words in (CALL_AT_NIGHT, WORK)},
    **{words: ["decisional_balance", "plan"] for words in (FRIENDS, WALKS)},
    FAMILY: ["values"],
    **{words: ["strengths"] for words in (MOVED_ONCE, STUBBORN)},
    **{words: ["rulers"] for words in (CLOSER, HOPE, KNOWS_PEOPLE)},
    **{words: ["plan"] for words in (WEEKEND, RAINS, MUSEUM, SISTER, SUNDAYS)},
    LOST: ["plan", "check_ins"],
    **{words: ["check_ins"] for words in (LIBRARY, LANDLORD, ASK_TWICE, ONE_BOX, NO_HURRY)},
    **{words: ["journal"] for words in (CRIED, VIEWING)},
    **{words: ["support"] for words in (LISTEN, ADVICE)},
    **{words: ["feedback"] for words in (*LAST_TIMES, TODAY)},
}
"""Where each of these stands, and nowhere else: a reason that was picked stands in the plan as well."""

NOT_IN_THE_TABLE = (SLEEP, SAM, BABY, HER_IDEA)

GOOD = "Good things about: {}"
FIRST_DAY = -21
"""The story ends today."""


class Clinic:
    """A clinic in which people sign in, and in which it is another day whenever a test says so."""

    def __init__(self, browser: Browser, database: URL, folder: Path) -> None:
        port = free_port()
        self._browser: Final = browser
        self._database: Final = database
        self._provider: Final = Provider(f"http://localhost:{port}", folder)
        self._days: Final = folder / "days"
        self._is_later = 0
        self._people: list[Person] = []
        self.let_pass(FIRST_DAY)
        self.server: Final = Server(
            folder,
            port=port,
            secrets=self._provider.secrets,
            days=self._days,
            BOTH_SIDES_DATABASE_URL=database.render_as_string(),
        )

    def start(self) -> None:
        """Start everything."""
        self._provider.start()
        self.server.start()

    def stop(self) -> None:
        """End everything."""
        for person in self._people:
            person.context.close()
        self.server.kill()
        self._provider.stop()

    def clinician(self, name: str) -> Person:
        """Somebody of the clinic, who is on the home page."""
        store = open_store(self._database)
        account = store.accounts.enter(HOME, self._provider.issuer, name, name, f"the first of {name}")
        store.accounts.give_role(OPERATOR, account.id, Role.CLINICIAN)
        store.close()
        context = self._browser.new_context(viewport=WINDOW)
        context.add_init_script(f"({A_DAY_PASSES})({self._is_later})")
        person = Person(context, self.server.url)
        self._people.append(person)
        sign_in(person, name)
        expect(person.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
        return person

    def let_pass(self, days: int) -> None:
        """Let so many days pass, at whose end everybody is on the home page."""
        self._is_later += days
        self._days.write_text(str(self._is_later))
        for person in self._people:
            person.context.add_init_script(f"({A_DAY_PASSES})({days})")
            person.page.goto(person.url)

    @property
    def today(self) -> date:
        """The day that it is there."""
        return datetime.now(UTC).date() + timedelta(days=self._is_later)


@pytest.fixture
def clinic(browser: Browser, new_database: Callable[..., URL], tmp_path: Path) -> Iterator[Clinic]:
    """A clinic with a database server, as a clinic has."""
    running = Clinic(browser, new_database("postgresql"), tmp_path)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_four_sessions_with_two_clinicians_and_the_days_between(clinic: Clinic, tmp_path: Path) -> None:
    ada = clinic.clinician("ada")
    days = [clinic.today]
    first_session(ada)
    clinic.let_pass(3)
    at_home(ada)
    clinic.let_pass(4)
    days.append(clinic.today)
    second_session(ada)
    clinic.let_pass(4)
    setback(ada, clinic.today)
    clinic.let_pass(3)
    days.append(clinic.today)
    third_session(ada, clinic.today)
    page_to_hand_over(ada, tmp_path)
    clinicians_copy(ada, tmp_path)
    bo = clinic.clinician("bo")
    hand_over(ada)
    clinic.let_pass(7)
    fourth_session(bo, days)
    copies(bo, tmp_path)
    what_has_left(bo)


def box(person: Person, name: str, text: str) -> Locator:
    """The text box in this group."""
    return person.group(name).get_by_role("textbox", name=text, exact=True)


def ends(person: Person, most_helpful: str) -> None:
    """The end of a session."""
    person.go("Summary")
    person.box("What was most helpful today?").fill(most_helpful)
    person.wait_until_saved()


def come_back(person: Person, change: str) -> None:
    """Open the worksheet from the home page."""
    person.page.get_by_role("link", name=change, exact=True).click()
    expect(person.page.get_by_role("navigation", name="Steps")).to_be_visible()
    person.see_one_page()


def first_session(person: Person) -> None:
    """One topic of two, looked at from both sides; what matters, a strength, the rulers, and one question more."""
    page = person.page
    page.get_by_role("button", name="Several things on your mind?").click()
    person.box("Circle 1").fill(WHERE)
    person.box("Circle 2").fill(SLEEP)
    person.box("Name or initials (optional)").fill(SAM)
    page.get_by_role("button", name=f"Begin with this: {WHERE}").click()
    expect(person.box("What change are you thinking about?")).to_have_value(WHERE)
    page.get_by_role("radio", name="Explore both sides").check()
    page.get_by_role("button", name="Begin").first.click()
    expect(page.get_by_role("heading", name="Both sides", level=1)).to_be_visible()
    person.see_one_page()

    person.add(GOOD_NOW, FRIENDS)
    person.unfold(FRIENDS)
    person.box("What does it give you, or protect?").fill(CALL_AT_NIGHT)
    person.add(GOOD_CHANGE, WORK)
    person.wait_until_saved()
    person.go("Values and strengths")
    page.get_by_role("button", name="Very important", exact=True).click()
    page.get_by_role("button", name="Choose: Family", exact=True).click()
    box(person, "Family", "What does this mean to you?").fill(FAMILY)
    box(person, "Change 1", "When have you changed something hard before?").fill(MOVED_ONCE)
    box(person, "Change 1", "What does that say about you?").fill(STUBBORN)
    person.wait_until_saved()
    person.go("Both sides")
    person.say_about(WORK, "This matters because of", "because of: Family")

    person.go("Rulers")
    person.rate("Importance", 6)
    person.box("What makes it a 6 and not a 4?").fill(CLOSER)
    person.see_behind("More questions")
    page.get_by_role("button", name="What do you hope for, whichever way you go?").click()
    person.box("What do you hope for, whichever way you go?").fill(HOPE)
    person.rate("Confidence", 3)
    expect(person.group("Confidence").get_by_text(MOVED_ONCE)).to_be_visible()
    expect(person.group("Confidence").get_by_text(STUBBORN)).to_be_visible()
    ends(person, LAST_TIMES[0])


def at_home(person: Person) -> None:
    """Two entries of the journal, of which one is to be brought along."""
    person.page.get_by_role("button", name=f"Journal: {WHERE}").click()
    today = "What would you like to keep from today?"
    expect(person.box(today)).to_be_focused()
    person.page.keyboard.type(CRIED)
    person.page.keyboard.press("Enter")
    person.box(today).fill(VIEWING)
    person.page.get_by_role("checkbox", name="Bring this to the next session").first.check()
    person.wait_until_saved()


def second_session(person: Person) -> None:
    """The question is worded anew, there is a third way to go, and one of them gets a plan with an experiment."""
    page = person.page
    come_back(person, WHERE)
    expect(page.get_by_role("figure", name="Is this still the question?")).to_contain_text(WHERE)
    page.get_by_role("button", name="Change the words").click()
    person.box("What change are you thinking about?").fill(FROM_SPRING)
    person.wait_until_saved()
    person.go("Over time")
    expect(page.get_by_text(VIEWING).first).to_be_attached()
    expect(page.get_by_text(CRIED)).to_have_count(0)

    person.go("Both sides")
    person.see_behind("More than two ways?")
    page.get_by_role("button", name="Add a way", exact=True).click()
    for place, name in enumerate(["Stay where I am", "Leeds", "Bristol"], start=1):
        person.box(f"Way {place}").fill(name)
    person.sees(GOOD.format("Stay where I am"), [FRIENDS])
    person.sees(GOOD.format("Leeds"), [WORK])
    page.get_by_role("radiogroup", name="Next to it").get_by_role("radio", name="Bristol").check()
    person.add(GOOD.format("Bristol"), WALKS)
    person.wait_until_saved()
    person.go("Rulers")
    page.get_by_role("radiogroup", name="What the rulers ask about").get_by_role("radio", name="Bristol").check()
    expect(page.get_by_text("How important is it to you right now to go this way?")).to_be_visible()
    person.rate("Importance", 7)
    person.box("What makes it a 7 and not a 5?").fill(KNOWS_PEOPLE)
    person.wait_until_saved()

    person.go("Plan")
    page.get_by_role("radio", name="Yes, a plan").check()
    page.get_by_role("combobox", name="What this plan follows").select_option("Bristol")
    for reason in (FRIENDS, WALKS):
        page.get_by_role("checkbox", name=reason).check()
    box(person, "Step 1", "What").fill(WEEKEND)
    page.get_by_role("button", name="More: Step 1").click()
    box(person, "Step 1", "What do I expect?").fill(LOST)
    box(person, "Obstacle 1", "What could get in the way").fill(RAINS)
    box(person, "Obstacle 1", "Then I will …").fill(MUSEUM)
    box(person, "Person 1", "Who").fill(SISTER)
    box(person, FRIENDS, "How else could you get this?").fill(SUNDAYS)
    person.wait_until_saved()
    person.see_behind("For the therapist: private notes")
    person.box("The therapist’s private notes").fill(BABY)
    person.see_behind("a look in the mirror")
    person.box("Whose idea was this step?").fill(HER_IDEA)
    person.wait_until_saved()
    ends(person, LAST_TIMES[1])


def begin(person: Person, button: str, day: date) -> None:
    """Begin a check-in or a setback of today."""
    person.go("Over time")
    person.page.get_by_role("button", name=button).click()
    expect(person.page.get_by_label("Day", exact=True)).to_have_value(day.isoformat())


def setback(person: Person, day: date) -> None:
    """A setback, with what was said of strengths beside it."""
    come_back(person, FROM_SPRING)
    begin(person, "Write about a setback", day)
    person.box("What happened?").fill(LANDLORD)
    person.box("What did you learn?").fill(ASK_TWICE)
    expect(person.page.get_by_text(STUBBORN)).to_be_visible()
    person.wait_until_saved()


def third_session(person: Person, day: date) -> None:
    """What came of the step, beside what was expected, and what the setback taught."""
    come_back(person, FROM_SPRING)
    begin(person, "Check in today", day)
    expect(person.group("Importance").get_by_role("figure").first).to_contain_text(KNOWS_PEOPLE)
    expect(person.group("Since last time").get_by_text(ASK_TWICE)).to_be_visible()
    person.page.get_by_role("radiogroup", name=WEEKEND).get_by_role("radio", name="partly").check()
    expect(person.page.get_by_role("figure", name="What you expected:")).to_contain_text(LOST)
    person.box("What happened?").fill(LIBRARY)
    person.box("A small win").fill(ONE_BOX)
    person.wait_until_saved()
    ends(person, LAST_TIMES[2])


def page_to_hand_over(person: Person, folder: Path) -> None:
    """A card for the pocket, and a page for the sister: what is picked for them, and nothing else."""
    person.see_behind("Pocket card")
    person.page.get_by_role("checkbox", name=WALKS).check()
    person.see_behind("A page for someone who helps you")
    person.box("Who is it for?").fill(NAN)
    person.box("What helps me").fill(LISTEN)
    person.box("What does not help").fill(ADVICE)
    person.group("On this page: Steps").get_by_role("checkbox", name=WEEKEND).check()
    person.wait_until_saved()

    page = text_of(taken_away(person, "Download this page (PDF)", folder).read_bytes())

    assert said_in(page) == {LISTEN, ADVICE, WEEKEND}
    assert f"For {NAN}" in page


def clinicians_copy(person: Person, folder: Path) -> None:
    """The private notes are in the clinician's copy once that is chosen, and the mirror never is."""
    choose_copy(person, "Clinician’s copy")
    person.see_behind("Choose what is on it")
    private = person.page.get_by_role("checkbox", name="The therapist’s private notes")
    private.evaluate("box => box.click()")
    expect(private).to_be_checked()

    words = said_in(text_of(taken_away(person, "Download PDF", folder).read_bytes()))

    assert words & {BABY, HER_IDEA} == {BABY}


def hand_over(person: Person) -> None:
    """A colleague goes on, without the private notes: the client said yes."""
    person.page.get_by_role("link", name="What has left this page").click()
    query = re.search(r"workbook=([^&]+)", person.page.url)
    assert query
    person.visit(page="keeping", workbook=query[1])
    handing = person.group("Hand it to another clinician")
    handing.get_by_role("combobox", name="Who").select_option("Dr. bo")
    handing.get_by_role("checkbox", name="The client has said yes").check()
    handing.get_by_role("button", name="Hand it over").click()
    expect(person.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(person.page.get_by_role("link", name=FROM_SPRING)).to_have_count(0)
    expect(person.page.get_by_role("link", name="Which topic first?")).to_be_visible()


def fourth_session(person: Person, days: Sequence[date]) -> None:
    """The colleague finds all of it, and what was said at the end of each session by its day."""
    come_back(person, FROM_SPRING)
    begin(person, "Check in today", days[-1] + timedelta(days=7))
    expect(person.page.get_by_text(f"Check-in on {day_in_words(days[-1])}: partly")).to_be_visible()
    person.box("What did you learn?").fill(NO_HURRY)
    person.wait_until_saved()
    person.page.get_by_role("link", name="See this step in the plan").click()
    expect(box(person, "Step 1", "What")).to_have_value(WEEKEND)
    person.see_behind("For the therapist: private notes")
    expect(person.box("The therapist’s private notes")).to_have_value("")
    ends(person, TODAY)
    person.see_behind("What you said at the end of earlier sessions")
    for day, words in zip(days, LAST_TIMES, strict=True):
        expect(box(person, day_in_words(day), "What was most helpful today?")).to_have_value(words)


def copies(person: Person, folder: Path) -> None:
    """Each copy and each file has what belongs in it."""
    said = set(IN_THE_TABLE)
    mine = text_of(taken_away(person, "Download PDF", folder).read_bytes())
    choose_copy(person, "Clinician’s copy")
    theirs = text_of(taken_away(person, "Download PDF", folder).read_bytes())
    person.see_behind("Other files")
    table = taken_away(person, "Download table (CSV)", folder).read_text(encoding="utf-8-sig")
    copy = portable_file.read(taken_away(person, "Download my copy", folder).read_bytes())
    person.see_behind("For a clinic’s records")
    record = json.loads(taken_away(person, "Download for records (FHIR)", folder).read_text(encoding="utf-8"))

    by_default = said - {CRIED, *LAST_TIMES, LANDLORD, ASK_TWICE, LIBRARY, ONE_BOX}
    pages, card = mine.rsplit("Pocket card", 1)
    assert said_in(pages) == by_default - {VIEWING}
    assert said_in(card) == {WALKS}
    assert said_in(theirs) == by_default
    rows = list(csv.DictReader(StringIO(table)))
    where = {words: [row["path"].split("/")[0] for row in rows if words == row["answer"]] for words in said}
    assert where == IN_THE_TABLE
    assert said_in(table) == said
    values = [edit.value for edit in copy]
    once = {words: values.count(words) for words in said}
    assert once == dict.fromkeys(said, 1) | {LOST: 2, WHERE: 0}
    assert said_in(json.dumps(record, ensure_ascii=False)) == said - {CRIED}


def what_has_left(person: Person) -> None:
    """Everything that was taken away is in the list, with who took it, and the clinician who had it before, too."""
    person.page.get_by_role("link", name="What has left this page").click()
    left = person.page.locator(".bs-points")
    expect(left).to_have_count(7)
    told = [list(filter(None, each.split("\n"))) for each in left.all_inner_texts()]
    assert [(label.split(" · ")[0], label.split(" · ")[-1]) for label, *_parts in told] == [
        ("For a clinic’s records (FHIR)", "Dr. bo"),
        ("A file to open again", "Dr. bo"),
        ("Table (CSV)", "Dr. bo"),
        ("Clinician’s copy (PDF)", "Dr. bo"),
        ("My copy (PDF)", "Dr. bo"),
        ("Clinician’s copy (PDF)", "Dr. ada"),
        ("A page for someone who helps (PDF)", "Dr. ada"),
    ]
    *_mine, theirs, helpers = [parts for _label, *parts in told]
    assert {"How the change was worded before", "The therapist’s private notes"} <= set(theirs)
    assert helpers == ["What helps me", "What does not help", "Steps"]


def said_in(text: str) -> set[str]:
    """What somebody in this story said that stands in this text."""
    return {words for words in (*IN_THE_TABLE, *NOT_IN_THE_TABLE) if words in text}


def choose_copy(person: Person, whose: str) -> None:
    """Choose whose copy of the summary it is."""
    person.page.get_by_role("radio", name=whose).check(force=True)
    expect(person.page.get_by_role("radio", name=whose)).to_be_checked()


def taken_away(person: Person, button: str, folder: Path) -> Path:
    """The file that this button gives."""
    with person.page.expect_download() as waiting:
        person.page.get_by_role("button", name=button, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path

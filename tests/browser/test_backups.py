"""Who is alone with the worksheets makes a backup, looks at it, and puts it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.world.accessibility import NARROW, too_wide, violations_seen
from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, written
from worksheets.storage.places import BACKUP_FOLDER_SETTING, KEY_SETTING


@pytest.fixture(autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test's backups lie apart from those of the others."""
    monkeypatch.setenv(BACKUP_FOLDER_SETTING, str(tmp_path_factory.mktemp("backups")))


@pytest.fixture
def key_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the key of this test's server lies, and nobody else's."""
    monkeypatch.setenv(KEY_SETTING, str(tmp_path / "stick" / "key"))
    return tmp_path / "stick"


def make_one(person: Person) -> None:
    """Come from the home page, and make the first backup."""
    person.page.get_by_role("link", name="Make one.").click()
    person.page.get_by_role("button", name="Make a backup now").click()
    expect(person.page.get_by_role("group", name="Look at one, or restore it").get_by_role("link")).to_have_count(1)


def look_at_it(person: Person) -> None:
    """Open the page of the only backup."""
    person.page.get_by_role("group", name="Look at one, or restore it").get_by_role("link").click()
    expect(person.page.get_by_role("heading", name="This backup", level=1)).to_be_focused()


def test_a_backup_is_made_looked_at_and_put_back_and_every_window_shows_what_is_there_then(
    someone: Person, own_server: Server
) -> None:
    workbook = written(own_server.database, A_LITTLE)
    someone.visit()
    make_one(someone)
    found = [violations_seen(someone, NARROW)]
    other = someone.open(f"{someone.url}/?page=rulers&workbook={workbook}")
    box = someone.box("What makes it a 7 and not a 5?", other)
    box.fill("nobody notices")
    someone.wait_until_saved(other)

    look_at_it(someone)
    expect(someone.page.get_by_text("Worksheets in it: 1")).to_be_visible()
    expect(someone.page.get_by_text("drink less")).to_be_visible()
    assert [*found, violations_seen(someone, NARROW)] == [{}, {}]
    assert too_wide(someone, 360) == {}
    expect(box).to_have_value("nobody notices")
    someone.page.get_by_role("button", name="Restore it").click()

    expect(someone.page.get_by_role("heading", name="Your worksheets")).to_be_visible()
    expect(someone.page.get_by_text("Last backup:")).to_be_visible()
    other.bring_to_front()
    expect(box).to_have_value("the kids notice")
    box.fill("the kids notice, and so do I")
    someone.wait_until_saved(other)
    someone.come_back(workbook, "Rulers")
    expect(someone.box("What makes it a 7 and not a 5?")).to_have_value("the kids notice, and so do I")
    someone.visit(page="backup")
    expect(someone.page.get_by_role("group", name="Look at one, or restore it").get_by_role("link")).to_have_count(2)
    someone.visit(page="backup", backup="../worksheets.db")
    expect(someone.page.get_by_text("This file is not a backup that Both Sides made.")).to_be_visible()


def test_every_page_says_that_the_key_file_is_gone_until_it_is_back(
    key_folder: Path, someone: Person, own_server: Server
) -> None:
    workbook = written(own_server.database, A_LITTLE)
    someone.visit()
    make_one(someone)
    elsewhere = key_folder.rename(key_folder.with_name("pulled out"))
    gone = someone.page.get_by_text("The key to your worksheets is gone")
    again = someone.page.get_by_role("button", name="Make a backup now")

    again.click()

    expect(gone).to_be_visible()
    someone.come_back(workbook, "Rulers")
    expect(gone).to_be_visible()
    elsewhere.rename(key_folder)
    someone.visit(page="backup")
    again.click()
    expect(gone).to_have_count(0)

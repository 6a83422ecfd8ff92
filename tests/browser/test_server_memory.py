"""A page costs the server no more memory than it needs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.world.person import Person
from tests.world.serving import Server
from tests.world.writing import A_LITTLE, written

FOR_TABLES = ("numpy", "pandas", "pyarrow")


def loaded(server: Server) -> list[str]:
    """Which of the packages that calculate with tables are in the server's memory, by the libraries that they map."""
    mapped = Path(f"/proc/{server.pid}/maps").read_text(encoding="utf-8")
    return [name for name in FOR_TABLES if f"/{name}/" in mapped]


def test_somebody_who_goes_through_every_step_has_the_server_load_nothing_for_tables(
    someone: Person, own_server: Server
) -> None:
    someone.come_back(written(own_server.database, A_LITTLE), "Both sides")
    expect(someone.see_picture().locator(".main-svg").first).to_be_visible()
    steps = someone.page.get_by_role("navigation", name="Steps").get_by_role("link")

    names = steps.evaluate_all("links => links.map((link) => link.ariaLabel.split(':')[0])")

    for name in names:
        someone.go(name)

    assert "Summary" in names
    assert loaded(own_server) == []

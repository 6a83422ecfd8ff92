"""A page that is drawn anew after an answer is told what has changed, and all of it if it knows nothing."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, WebSocket, expect

from tests.benchmarks.full_workbook import whole
from tests.world.person import GOOD_NOW, Person
from tests.world.serving import Server
from tests.world.writing import written

UNTIL_NOTHING_FOLLOWS = 500
LARGEST_RUN = 20_000
PIDFD_GETFD = 438

# Runs in the page: a sheet is told these drawings one after the other; what it shows, and has when it asks for news.
DRAWN_FROM = """async (told) => {
    const { default: draw } = await import(`${window.bothSides}sheet.js`);
    const parentElement = document.createElement("div");
    document.getElementById("root").append(parentElement);
    const asked = [];
    const workbook = { id: "none", author: "me", token: "", restored: "", revision: 0 };
    const more = { place: { page: "", visit: "" }, workbook, undo: [], undone_at: null, can: null };
    const setTriggerValue = (_name, { drawing }) => asked.push(drawing);
    for (const [drawing, text] of told) {
        const blocks = text && [{ kind: "note", text, small: false }];
        await draw({ data: [{ ...more, drawing, blocks }], parentElement, setTriggerValue });
    }
    return [parentElement.textContent, asked];
}"""


def tap(person: Person) -> None:
    """Tap a number, and see it in the chart."""
    person.rate("Importance", 2)
    name = "Importance and confidence together: importance 2, confidence 5"
    expect(person.page.get_by_role("figure", name=name)).to_be_visible()


def add(person: Person) -> None:
    """Add an item, and see it saved."""
    person.add(GOOD_NOW, "the quiet")
    person.wait_until_saved()


def type_(person: Person) -> None:
    """Type in the first box, and see it saved."""
    person.page.get_by_role("textbox").first.fill("another word")
    person.wait_until_saved()


def test_one_answer_to_a_full_worksheet_brings_less_than_20_kb(person: Person, server: Server) -> None:
    answers = {
        "decisional_balance": add,
        "rulers": tap,
        "values": type_,
        "plan": type_,
        "check_ins": type_,
    }
    received: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(len(frame)))

    workbook = written(server.database, whole(check_ins=10))
    person.page.on("websocket", listen)
    person.page.reload()
    came = {}
    for page, answer in answers.items():
        person.visit(page=page, workbook=workbook, **({"entry": "check-in-005"} if page == "check_ins" else {}))
        expect(person.page.locator(f".st-key-step_{page} .bs-group").first).to_be_visible()
        wait_until_nothing_follows(person.page, received)
        before = len(received)

        answer(person)

        wait_until_nothing_follows(person.page, received)
        came[page] = sum(received[before:])
    assert {page: size for page, size in came.items() if not 0 < size < LARGEST_RUN} == {}


def connections(server: Server) -> Iterator[socket.socket]:
    """Every connection that this server has with a browser now."""
    system, process = ctypes.CDLL(None), os.pidfd_open(server.pid)
    for name in Path(f"/proc/{server.pid}/fd").iterdir():
        copy = system.syscall(PIDFD_GETFD, process, int(name.name), 0) if name.is_socket() else -1
        if copy >= 0:
            with socket.socket(fileno=copy) as found, suppress(OSError):
                found.getpeername()
                if found.family in (socket.AF_INET, socket.AF_INET6):
                    yield found
    os.close(process)


def test_no_piece_of_a_page_is_held_back_until_the_one_before_has_arrived(writer: Person, server: Server) -> None:
    writer.add(GOOD_NOW, "the quiet")
    writer.wait_until_saved()

    used = (each for each in connections(server) if has_answered(each))
    holding_back = [not each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for each in used]

    assert holding_back
    assert not any(holding_back)


def has_answered(connection: socket.socket) -> bool:
    """Whether something was sent and has arrived: a browser also opens connections ahead, for later."""
    about = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, BYTES_ACKED + 8)
    (arrived,) = struct.unpack_from("Q", about, BYTES_ACKED)
    return bool(arrived > 1)


BYTES_ACKED = 120
"""Where `tcpi_bytes_acked` stands in what Linux says of a connection (linux/tcp.h)."""


# Runs in the page: a tick is set in a form that is handed in, and the line above it is told anew.
TICKED_AND_DRAWN_ANEW = """async () => {
    const { default: draw } = await import(`${window.bothSides}sheet.js`);
    const parentElement = document.createElement("div");
    document.getElementById("root").append(parentElement);
    const named = { label: "Let them read it", name: "", to: "", meanwhile: "", done: "", about_code: "" };
    const tick = { name: "agreed", label: "The client has said yes", known: "" };
    const form = { kind: "hand_in", ...named, request: {}, boxes: [], ticks: [tick], choices: [], twice: false };
    const more = { place: { page: "", visit: "" }, workbook: null, undo: [], undone_at: null, can: null };
    for (const text of ["nobody reads it", "bo reads it"]) {
        const blocks = [{ kind: "note", text, small: false }, { ...form, day: null, query: null }];
        await draw({ data: [{ ...more, drawing: text, blocks }], parentElement, setTriggerValue() {} });
        if (text === "nobody reads it") parentElement.querySelector("input").click();
    }
    return [parentElement.querySelector("p").textContent, parentElement.querySelector("input").checked];
}"""


def test_what_was_ticked_for_one_thing_that_is_handed_in_is_not_ticked_for_the_next(writer: Person) -> None:
    assert writer.page.evaluate(TICKED_AND_DRAWN_ANEW) == ["bo reads it", False]


def wait_until_nothing_follows(page: Page, received: Sequence[int]) -> None:
    """Wait until nothing more has come for a while."""
    there = -1
    while there != len(received):
        there = len(received)
        page.wait_for_timeout(UNTIL_NOTHING_FOLLOWS)


def shown(page: Page, *told: tuple[str, str | None]) -> tuple[str, list[str | None]]:
    """What a sheet shows that is told these drawings, and with which drawings it asks for news meanwhile."""
    text, asked = page.evaluate(DRAWN_FROM, told)
    return text, asked


def test_a_page_that_is_told_that_nothing_changed_stays_as_it_is_or_asks_for_all_that_it_has_not(
    writer: Person,
) -> None:
    assert shown(writer.page, ("one", "first words"), ("one", None)) == ("first words", [])
    assert shown(writer.page, ("one", None)) == ("", [None])
    assert shown(writer.page, ("one", "first words"), ("two", None), ("two", "second words")) == (
        "second words",
        [None],
    )

"""What is kept of a workbook in memory spares reading it anew, and never says anything that is no longer so."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import URL

from tests.world.writing import Start, edit, edit_after, revised
from worksheets.clock import Instant, in_milliseconds, now
from worksheets.editing import Edit, Folded
from worksheets.storage import ALONE, Store, places
from worksheets.storage.keys.encryption import WorkbookKey
from worksheets.storage.listing import Sought, with_words
from worksheets.storage.open_workbooks import MEMORY_FOR_AN_ANSWER
from worksheets.storage.store import FIRST_DAY
from worksheets.workbook import Shelf

PEOPLE = 100


@pytest.fixture
def values_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], int]:
    """How many values and snapshots are decrypted while something is done."""
    decrypt, read = WorkbookKey.decrypt, list[str]()

    def counting(key: WorkbookKey, kept: bytes, *row: str | int | None) -> str:
        read.append(str(row[0]))
        return decrypt(key, kept, *row)

    monkeypatch.setattr(WorkbookKey, "decrypt", counting)

    def while_doing(act: Callable[[], object]) -> int:
        read.clear()
        act()
        return len(read)

    return while_doing


def begun(store: Store, workbook: str, number: int = 3) -> None:
    store.append(ALONE, workbook, [edit("rulers/importance/number", number), edit("workbook/change", "drink less")])


def importance(there: tuple[Instant, Folded] | None) -> object:
    assert there
    return there[1]["rulers/importance/number"]


def worded(store: Store) -> list[object]:
    """Everything that the change was ever called."""
    return [each.value for each in store.written_at(ALONE, "workbook", "workbook/change")]


def test_a_hundred_people_at_work_are_never_read_anew(
    store: Store, values_read: Callable[[Callable[[], object]], int]
) -> None:
    for person in range(PEOPLE):
        begun(store, f"workbook {person}")

    def all_go_on() -> None:
        for person in range(PEOPLE):
            before = store.load(ALONE, f"workbook {person}") or Folded()
            store.append(ALONE, f"workbook {person}", [edit_after(before, "rulers/importance/number", 4)])

    assert values_read(all_go_on) == 0


def test_where_memory_is_short_the_one_that_was_used_last_stays(
    database: URL | Path, start: Start, values_read: Callable[[Callable[[], object]], int]
) -> None:
    store = start(database, memory=2 * 2 * MEMORY_FOR_AN_ANSWER + 1000)
    for name in ("one", "two", "three"):
        begun(store, name)

    assert values_read(lambda: store.load(ALONE, "three")) == 0
    assert values_read(lambda: store.load(ALONE, "one")) == 2
    assert values_read(lambda: store.load(ALONE, "three")) == 0
    assert values_read(lambda: store.load(ALONE, "two")) == 2


def the_next_day(number: int) -> Edit:
    return replace(edit("rulers/importance/number", number), at=Instant(now() + in_milliseconds(FIRST_DAY) + 1))


def test_long_words_and_what_can_be_undone_of_them_count_as_what_they_take(
    database: URL | Path, start: Start, values_read: Callable[[Callable[[], object]], int]
) -> None:
    store = start(database, memory=100_000)
    begun(store, "short")
    for letter in "abcdefghij":
        before = store.load(ALONE, "long") or Folded()
        store.append(ALONE, "long", [edit_after(before, "feedback/most_helpful", letter * 10_000)])
    begun(store, "another")

    assert values_read(lambda: store.load(ALONE, "another")) == 0
    assert values_read(lambda: store.load(ALONE, "short")) > 0


def test_of_a_first_day_that_is_over_what_has_changed_since_is_read_once_as_it_was_at_the_end(
    store: Store, values_read: Callable[[Callable[[], object]], int]
) -> None:
    written = [*revised("rulers/importance/number", *range(10)), edit("workbook/change", "drink less")]
    store.append(ALONE, "workbook", [*(replace(each, at=now()) for each in written), the_next_day(4)])

    assert values_read(lambda: store.first_day(ALONE, "workbook")) == 1
    assert values_read(lambda: store.first_day(ALONE, "workbook")) == 0
    there = store.first_day(ALONE, "workbook")
    assert there and {path: there[1][path] for path in there[1].paths("")} == {
        "rulers/importance/number": 9,
        "workbook/change": "drink less",
    }


def test_what_was_taken_back_on_the_first_day_is_not_how_it_ended(store: Store) -> None:
    for number in (3, 5):
        before = store.load(ALONE, "workbook") or Folded()
        store.append(ALONE, "workbook", [replace(edit_after(before, "rulers/importance/number", number), at=now())])
    store.undo(ALONE, "workbook", ["rulers"], "taken back")
    store.append(ALONE, "workbook", [the_next_day(9)])

    assert importance(store.first_day(ALONE, "workbook")) == 3


def test_what_is_written_on_the_first_day_belongs_to_it_at_once_and_what_comes_later_does_not(store: Store) -> None:
    at = now()
    said = []
    for number, after in ((3, timedelta()), (5, FIRST_DAY), (8, FIRST_DAY + timedelta(seconds=1)), (9, timedelta(1))):
        before = store.load(ALONE, "workbook") or Folded()
        later = Instant(at + in_milliseconds(after))
        answer = replace(edit_after(before, "rulers/importance/number", number), at=later)
        store.append(ALONE, "workbook", [answer])
        said.append(importance(store.first_day(ALONE, "workbook")))

    assert said == [3, 5, 5, 5]


def test_what_the_change_was_ever_called_is_read_once_and_then_only_what_is_new(
    store: Store, values_read: Callable[[Callable[[], object]], int]
) -> None:
    store.append(ALONE, "workbook", revised("workbook/change", "drink", "drink less"))
    assert values_read(lambda: worded(store)) == 2

    before = store.load(ALONE, "workbook") or Folded()
    another = edit_after(before, "workbook/change", "drink tea")
    store.append(ALONE, "workbook", [edit("rulers/importance/number", 4), another])

    assert values_read(lambda: worded(store)) == 1
    assert values_read(lambda: worded(store)) == 0
    assert worded(store) == ["drink", "drink less", "drink tea"]


def test_what_was_forgotten_or_replaced_is_shown_no_more(store: Store) -> None:
    begun(store, "workbook", 3)
    before = store.load(ALONE, "workbook") or Folded()
    store.append(ALONE, "workbook", [edit_after(before, "workbook/change", "Anna")])
    store.append(ALONE, "workbook", [edit_after(store.load(ALONE, "workbook") or Folded(), "workbook/change", "less")])
    made = store.backups.make(ALONE)
    store.first_day(ALONE, "workbook")
    assert worded(store) == ["drink less", "Anna", "less"]

    store.forget(ALONE, "workbook")
    forgotten = store.first_day(ALONE, "workbook")
    assert importance(forgotten) == 3 and "Anna" not in repr(forgotten)
    assert worded(store) == ["", "", "less"]

    before = store.load(ALONE, "workbook") or Folded()
    number = edit_after(before, "rulers/importance/number", 9)
    store.append(ALONE, "workbook", [number, *revised("workbook/change", "tea", "no wine")])
    assert importance(store.first_day(ALONE, "workbook")) == 9
    assert worded(store) == ["", "", "less", "tea", "no wine"]
    store.backups.restore(ALONE, made.path)
    assert importance(store.first_day(ALONE, "workbook")) == 3
    assert worded(store) == ["drink less", "Anna", "less"]


def test_who_searches_has_each_line_read_once_and_again_only_where_it_has_changed(
    store: Store, values_read: Callable[[Callable[[], object]], int]
) -> None:
    for name in ("one", "two", "three"):
        begun(store, name)

    def found(words: str) -> list[str]:
        return [each.id for each in store.listed(ALONE, Shelf.OPEN, with_words(words))[0]]

    assert values_read(lambda: found("tea")) == 3
    assert values_read(lambda: found("tea")) == 0

    before = store.load(ALONE, "two") or Folded()
    store.append(ALONE, "two", [edit_after(before, "workbook/change", "drink tea")])
    assert values_read(lambda: found("wine")) == 1
    assert found("tea") == ["two"]
    assert found("less") == ["three", "one"]


def test_what_is_erased_is_forgotten_even_while_somebody_searches(store: Store) -> None:
    for name in ("one", "two", "three"):
        store.append(ALONE, name, [edit("workbook/change", f"drink less, number {name}")])
        store.move(ALONE, name, Shelf.REMOVED)
    before_it_is_erased: list[Sought] = []

    def erase_another(sought: Sought) -> bool:
        if not before_it_is_erased:
            erasing = Thread(target=store.erase, args=(ALONE, "one"))
            erasing.start()
            erasing.join()
        before_it_is_erased.append(sought)
        return True

    store.listed(ALONE, Shelf.REMOVED, erase_another)
    before_it_is_erased.clear()
    assert not kept("one")

    store.listed(ALONE, Shelf.REMOVED, with_words("number"))
    assert kept("two")
    store.erase(ALONE, "two")
    assert kept("three") and not kept("two")


def kept(name: str) -> bool:
    """Whether what a worksheet of this name is found by is in memory."""
    return any(isinstance(each, Sought) and f"number {name}" in each.words for each in gc.get_objects())


def test_where_memory_is_short_open_workbooks_come_before_what_others_are_found_by(
    database: URL | Path, start: Start, values_read: Callable[[Callable[[], object]], int]
) -> None:
    store = start(database, memory=2 * MEMORY_FOR_AN_ANSWER + 1000)
    for name in ("one", "two", "three"):
        begun(store, name)

    def search() -> None:
        store.listed(ALONE, Shelf.OPEN, with_words("tea"))

    search()

    assert values_read(search) > 0
    assert values_read(lambda: store.load(ALONE, "three")) == 0


@pytest.mark.parametrize(("said", "mebibytes"), [("1.5", 1.5), ("0", 128), ("much", 128), ("", 128), ("inf", 128)])
def test_whoever_runs_the_server_says_how_much_memory_worksheets_may_take(
    monkeypatch: pytest.MonkeyPatch, said: str, mebibytes: float
) -> None:
    monkeypatch.setenv(places.MEMORY_SETTING, said)

    assert places.memory() == mebibytes * 1024 * 1024

"""A worksheet that was taken away as a file opens again with nothing lost, or says why not and changes nothing."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.worksheets.answering import example
from tests.world.age_file import sealed
from tests.world.cases import for_each
from tests.world.writing import edit, edit_after, open_store
from worksheets import accept, decisional_balance, rulers
from worksheets.answers import AnswerRefused, WorksheetError
from worksheets.clock import Instant
from worksheets.editing import Edit, Folded, fold, redo, undo
from worksheets.snapshot import to_json
from worksheets.storage import ALONE, Actor, NotGranted, Store, accepting, new_id
from worksheets.storage.accepting import MOST_IN_A_LIST, TooManyItems, TooMuchToCheck
from worksheets.summary import portable_file
from worksheets.summary.portable_file import TooMuchToTakeAway
from worksheets.summary.refused import Damaged, FileRefused, Foreign, Newer, Sealed, TooLarge, WrongPassphrase
from worksheets.workbook import Shelf
from worksheets.worksheet import Answered

REASON = "rulers/importance/why_not_lower"
WORDS = 'Ich schlafe schlecht. לא עכשיו 😀 "quoted" \\ <b>bold</b>\nand a second line'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "worksheets.db")
    yield store
    store.close()


def history(*worksheets: Answered) -> list[Edit]:
    """What was done in a workbook: the examples, two people at once, undo, redo, and something removed."""
    log = [edit(path, value) for path, value in {"workbook/change": "drink less", **example(*worksheets)}.items()]
    seen = fold(Folded(), log)
    log += [edit_after(seen, REASON, WORDS), edit_after(seen, REASON, "theirs", author="therapist")]
    log += [edit_after(seen, "decisional_balance/example-good_now-1/removed", True)]
    for take_back, worksheet in ((undo, "decisional_balance"), (redo, "decisional_balance"), (undo, "rulers")):
        log += take_back(fold(Folded(), log), "me", [worksheet], new_id(), Instant(len(log)))
    return log


def long_history(count: int) -> list[Edit]:
    """As many edits as somebody makes who types for a long time, with things added, removed and taken back."""
    chance = random.Random(7)
    log: list[Edit] = []
    folded = Folded()
    while len(log) < count:
        number = len(log)
        item = f"decisional_balance/item-{number}"
        made = [edit_after(folded, REASON, "some words " * chance.randrange(1, 40))]
        if number % 20 == 0:
            made = [edit(f"{item}/place", ["GOOD_NOW", number]), edit(f"{item}/text", f"thing {number}")]
        elif number % 20 == 3 and number > 400:
            made = undo(folded, "me", ["rulers"], new_id(), Instant(number))
        elif number % 20 == 7:
            made = [edit(f"decisional_balance/item-{number - 7}/removed", True)]
        log += made
        folded = fold(folded, made)
    return log


def file_of(edits: list[Any], **other: Any) -> bytes:
    """A file made by hand, with a checksum as `docs/portable-file.md` describes it."""
    canonical = json.dumps(edits, sort_keys=True, separators=(",", ":"))
    checksum = "sha256:" + hashlib.sha256(canonical.encode("ascii")).hexdigest()
    file = {"format": "both-sides workbook", "version": 1, "checksum": checksum, "edits": edits, **other}
    return json.dumps(file).encode()


def raw(file: bytes) -> list[Any]:
    """The edits in a file as JSON has them."""
    edits: list[Any] = json.loads(file)["edits"]
    return edits


HISTORY = history()
FILE = portable_file.write(HISTORY)
SHORTER = history(decisional_balance, rulers)
SHORTER_FILE = portable_file.write(SHORTER)
"""It is quicker to read, for those who read thousands of them."""
[ONE_EDIT] = raw(portable_file.write([edit(REASON, "words")]))


def taken_along(store: Store, workbook: str, to: str) -> None:
    """Take this workbook away as a file, and open that as a workbook of its own."""
    store.write_anew(ALONE, to, portable_file.read(portable_file.write(store.log(ALONE, workbook) or [])))


def everything_in(store: Store) -> list[str]:
    """Every workbook that somebody could open."""
    return [listed.id for shelf in Shelf for listed in store.listed(ALONE, shelf)[0]]


# There and back.


def test_what_was_taken_away_opens_again_with_nothing_lost(store: Store) -> None:
    store.write_anew(ALONE, "first", HISTORY)

    taken_along(store, "first", "second")

    first, second = store.load(ALONE, "first"), store.load(ALONE, "second")
    assert first and second
    assert to_json(first) == to_json(second)
    assert store.log(ALONE, "first") == store.log(ALONE, "second")
    assert len(first.heads[REASON]) == 2, "two people wrote at once, and both texts are still there"


def test_what_was_written_through_windows_is_taken_in_as_it_was(store: Store) -> None:
    store.append(ALONE, "first", [edit("rulers/importance/number", 3), edit(REASON, WORDS)])
    store.undo(ALONE, "first", ["rulers"], "undo-1")
    store.redo(ALONE, "first", ["rulers"], "redo-1")
    store.undo(ALONE, "first", ["rulers"], "undo-2")

    taken_along(store, "first", "second")

    there, here = store.load(ALONE, "first"), store.load(ALONE, "second")
    assert there and here and to_json(there) == to_json(here)
    assert store.redo(ALONE, "second", ["rulers"], "redo-2").folded[REASON] == WORDS


def test_an_answer_that_was_typed_for_hours_is_not_too_much_to_take_away() -> None:
    sentence = "I know this evening from many evenings before it, and still it is hard. "
    log = [edit("workbook/change", "drink less")]
    for answer in range(5):
        typed: list[Edit] = []
        for length in range(10, 7_000, 10):
            words = (sentence * 100)[:length]
            typed.append(edit(f"values/family/meaning{answer}", words, typed[-1:], gesture=f"typing-{answer}"))
        log += typed

    file = portable_file.write(log)

    assert sum(len(str(each.value)) for each in log) > portable_file.LARGEST
    before, after = fold(Folded(), log), fold(Folded(), portable_file.read(file))
    assert {path: after[path] for path in after.paths("")} == {path: before[path] for path in before.paths("")}


@for_each("written", [history, partial(long_history, 3_000)])
def test_what_was_opened_is_the_same_workbook_after_the_program_was_started_again(
    tmp_path_factory: pytest.TempPathFactory, written: Callable[[], list[Edit]]
) -> None:
    database = tmp_path_factory.mktemp("store") / "worksheets.db"
    log = written()
    before = open_store(database)
    before.write_anew(ALONE, "one", portable_file.read(portable_file.write(log)))
    before.close()

    after = open_store(database).load(ALONE, "one")

    assert after and to_json(after) == to_json(fold(Folded(), log))


def test_ten_thousand_edits_are_read_back_as_they_were_written() -> None:
    log = long_history(10_000)

    assert portable_file.read(portable_file.write(log)) == log


def test_another_program_can_check_the_file_as_it_is_documented_and_lay_it_out_as_it_likes() -> None:
    assert set(json.loads(FILE)) == {"format", "version", "checksum", "edits"}
    for file in (FILE, file_of(raw(FILE)), json.dumps(json.loads(FILE), indent=4).encode()):
        assert portable_file.read(file) == HISTORY


# Sealed.


@pytest.mark.slow
def test_a_sealed_file_opens_with_its_passphrase_only() -> None:
    ours = portable_file.write(HISTORY, "blue bicycle ü")
    quick_to_try = sealed(FILE, "blue bicycle ü")

    assert b"drink" not in ours and ours.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert portable_file.read(ours, "blue bicycle ü") == portable_file.read(quick_to_try, "blue bicycle ü") == HISTORY
    for file in (ours, quick_to_try):
        with pytest.raises(Sealed):
            portable_file.read(file)
    with pytest.raises(WrongPassphrase):
        portable_file.read(quick_to_try, "blue bicycle")
    with pytest.raises(Damaged):
        portable_file.read(quick_to_try[:-20], "blue bicycle ü")


# Refused.


FOREIGN = (
    *(b"", b"\0\0\0", b"%PDF-1.7", b"PK\x03\x04", b"Dear diary", b"\xff\xfe\xff"),
    *(b"{}", b"[]", b"null", b"7", b'"both"', b'{"format": "something else", "version": 1}'),
    *(b"[" * 200_000, b'{"a":' * 100_000, b"9" * 100_000),
)


@for_each("file", FOREIGN)
def test_a_file_of_another_program_is_called_that(file: bytes) -> None:
    with pytest.raises(Foreign):
        portable_file.read(file)


NEVER_WRITTEN: Mapping[str, Sequence[Any]] = {
    "id": ["", "x" * 65, "a\ud800", 7],
    "path": ["x" * 161, "rulers/importance/why\nnot", None],
    "value": [{"a": 1}],
    "base": ["abc", [None], [[]]],
    "author": [""],
    "at": [-1, 1.5, 10**30, "now"],
    "gesture": [None],
    "undoes": [7, ""],
    "more": ["than that"],
}
FIELDS = ("id", "path", "value", "base", "author", "at", "gesture", "undoes")
RATED = portable_file.write([edit("rulers/importance/number", 7)])

DAMAGED: Mapping[str, Sequence[bytes]] = {
    "a file that was cut off": [FILE[: int(len(FILE) * part)] for part in (0.02, 0.3, 0.7, 0.99)],
    "a file that was changed by hand": [FILE.replace(b"drink less", b"drink more")],
    "a file with a key that stands twice": [FILE.replace(b'"version":1', b'"version":1,"version":1')],
    "a version that never was": [
        file_of([ONE_EDIT], version=version) for version in (3.5, 0, -1, True, None, "1", [1])
    ],
    "an edit of a shape that was never written": [
        file_of([{**ONE_EDIT, field: odd}]) for field, values in NEVER_WRITTEN.items() for odd in values
    ],
    "an edit with something missing": [
        file_of([{field: value for field, value in ONE_EDIT.items() if field != missing}]) for missing in FIELDS
    ],
    "an edit that stands twice": [file_of([ONE_EDIT, ONE_EDIT])],
    "what is no number in JSON": [
        RATED.replace(b'"value":7', b'"value":' + number) for number in (b"NaN", b"Infinity", b"-Infinity")
    ],
}


@for_each(("what", "file"), [(what, file) for what, files in DAMAGED.items() for file in files])
def test_a_file_that_was_never_written_like_this_is_called_damaged(what: str, file: bytes) -> None:
    with pytest.raises(Damaged):
        portable_file.read(file)


@for_each("version", [2, 10**400, 99])
def test_a_file_of_a_newer_version_is_called_that(version: int) -> None:
    file = json.dumps({"format": "both-sides workbook", "version": version, "whatever": []}).encode()

    with pytest.raises(Newer):
        portable_file.read(file)


def test_a_file_of_a_hundred_thousand_items_is_called_too_large() -> None:
    items = [{**ONE_EDIT, "id": f"{n}", "path": f"values/{n}/place", "value": ["", n]} for n in range(100_000)]

    for edits in (items, [{"id": str(n)} for n in range(100_000)]):
        with pytest.raises(TooLarge):
            portable_file.read(file_of(edits))


def test_a_worksheet_that_has_outgrown_the_file_says_so_before_it_is_given_away() -> None:
    log = [edit(REASON, "x" * 9_000) for _n in range(1_200)]

    with pytest.raises(TooMuchToTakeAway):
        portable_file.write(log)


def test_deep_nesting_in_an_answer_is_refused() -> None:
    nested: Any = []
    for _level in range(900):
        nested = [nested]

    with pytest.raises(WorksheetError):
        for each in portable_file.read(file_of([{**ONE_EDIT, "value": nested}])):
            accept(Folded(), each.path, each.value)


# Taken in, all or nothing.


NOT_TAKEN: Sequence[tuple[str, Any]] = [
    *(("rulers/importance/number", number) for number in (11, float("1e999"), 10**300)),
    *((REASON, words) for words in (7, "x" * 10_001)),
    *(("decisional_balance/one/place", place) for place in (["GOOD_NOW", float("1e999")], ["nowhere", 1])),
    *((path, "words") for path in ("nothing/of/ours", "notes/text", "plan")),
]


@for_each(
    "log",
    [
        *([edit("workbook/change", "drink less"), edit(path, value)] for path, value in NOT_TAKEN),
        [Edit("2", "decisional_balance/one/place", ["GOOD_NOW", 1], (), "me", Instant(0), "2", undoes="never-written")],
    ],
)
def test_a_file_with_one_edit_that_no_worksheet_takes_leaves_nothing_behind(store: Store, log: list[Edit]) -> None:
    with pytest.raises(AnswerRefused):
        store.write_anew(ALONE, "one", log)

    assert everything_in(store) == []
    assert store.load(ALONE, "one") is None


def items_of(count: int, *fields: tuple[str, Any]) -> list[Edit]:
    """So many items in one cell, each with these answers."""
    places = [edit(f"decisional_balance/{n}/place", ["GOOD_NOW", n]) for n in range(count)]
    return places + [edit(f"decisional_balance/{n}/{field}", value) for n in range(count) for field, value in fields]


@for_each(
    "log",
    [
        items_of(MOST_IN_A_LIST + 1, ("text", "thing")),
        items_of(portable_file.MOST_EDITS),
        [*items_of(2 * MOST_IN_A_LIST), edit("workbook/change", "drink less")],
    ],
)
def test_items_without_words_take_up_room_and_a_file_with_too_many_is_refused(store: Store, log: list[Edit]) -> None:
    with pytest.raises(TooManyItems, match="not damaged"):
        store.write_anew(ALONE, "one", log)

    assert everything_in(store) == []


def test_what_was_removed_or_brought_back_by_an_undo_takes_no_room_that_somebody_else_needs(store: Store) -> None:
    log = items_of(200, ("text", "thing"))
    log += [edit("decisional_balance/0/removed", True), edit("decisional_balance/more/text", "one more")]
    log += [edit("decisional_balance/more/place", ["GOOD_NOW", 300])]
    log += undo(fold(Folded(), log[:-2]), "me", ["decisional_balance"], new_id(), Instant(0))

    store.write_anew(ALONE, "one", portable_file.read(portable_file.write(log)))

    there = store.load(ALONE, "one")
    assert there and len(decisional_balance.read(there).cells[decisional_balance.Cell.GOOD_NOW]) == 201


def begun_and_removed(count: int) -> list[Edit]:
    """So many items that were begun and removed again."""
    items = [f"decisional_balance/{n}" for n in range(count)]
    return [each for item in items for each in (edit(f"{item}/place", ["GOOD_NOW", 1]), edit(f"{item}/removed", True))]


def calls_for(log: list[Edit]) -> int:
    """How many functions are called to check this log."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        with suppress(WorksheetError):
            accepting.accepted_whole(log)
    finally:
        sys.setprofile(None)
    return calls


@for_each("made", [begun_and_removed, long_history, items_of])
def test_a_file_twice_as_long_takes_twice_as_long_to_check(made: Callable[[int], list[Edit]]) -> None:
    few, many = calls_for(made(400)), calls_for(made(800))

    assert few > 400 * 5
    assert many < 2.3 * few


def test_a_file_that_takes_too_long_to_check_is_refused_and_leaves_nothing_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "LONGEST_WORK", timedelta(0))

    with pytest.raises(TooMuchToCheck, match="not damaged"):
        store.write_anew(ALONE, "one", HISTORY)

    assert everything_in(store) == []


def test_letters_that_break_other_programs_are_cleaned_on_the_way_in(store: Store) -> None:
    store.write_anew(ALONE, "one", portable_file.read(file_of([{**ONE_EDIT, "value": "a\ud800\u0000b\u202e"}])))

    there = store.load(ALONE, "one")
    assert there and there[REASON] == "a\ufffdb"


def test_a_file_never_writes_into_a_workbook_that_is_there(store: Store) -> None:
    store.append(ALONE, "one", [edit(REASON, "mine")])

    with pytest.raises(NotGranted):
        store.write_anew(ALONE, "one", HISTORY)

    there = store.load(ALONE, "one")
    assert there and there.revision == 1


def test_whoever_is_named_in_a_file_owns_nothing_here(store: Store) -> None:
    other = Actor(ALONE.tenant, "therapist")

    store.write_anew(ALONE, "one", [edit("workbook/change", "drink less", author="therapist")])

    assert store.load(other, "one") is None
    assert store.log(other, "one") is None
    assert everything_in(store) == ["one"]


# Ten thousand damaged files.


def test_of_8000_files_with_damaged_bytes_none_is_opened_wrongly() -> None:
    chance = random.Random(22)

    for _time in range(8_000):
        with suppress(FileRefused):
            assert portable_file.read(damaged(SHORTER_FILE, chance)) == SHORTER


def damaged(file: bytes, chance: random.Random) -> bytes:
    """The file after something has happened to it."""
    bytes_ = bytearray(file)
    for _time in range(chance.choice((1, 1, 1, 5))):
        at, span = chance.randrange(len(bytes_) or 1), chance.randrange(1, 200)
        match chance.randrange(5):
            case 0:
                bytes_[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del bytes_[at:]
            case 2:
                del bytes_[at : at + span]
            case 3:
                bytes_[at:at] = bytes_[at : at + span]
            case 4:
                bytes_[at : at + 4] = chance.choice(ODD_BYTES)
    return bytes(bytes_)


ODD_BYTES = (b"null", b"1e999", b"[[[[", b"}}", b'""', b"\\ud800", b"\0", b"-", b"99999999999999999999", b"NaN")


@pytest.mark.slow
def test_of_files_with_a_right_checksum_and_odd_contents_none_is_taken_in_by_halves(store: Store) -> None:
    """Each odd value in each field, in three edits."""
    whole = raw(SHORTER_FILE)
    chance = random.Random(11)
    opened = []
    odd_ones = list(product(range(3), FIELDS, ODD_VALUES))

    for number, (_time, field, odd) in enumerate(odd_ones):
        edits = copy.copy(whole)
        place = chance.randrange(len(edits))
        edits[place] = {**edits[place], field: odd}
        try:
            log = portable_file.read(file_of(edits))
            store.write_anew(ALONE, f"{number}", log)
        except WorksheetError:
            assert store.load(ALONE, f"{number}") is None
        else:
            opened.append(f"{number}")

    assert sorted(everything_in(store)) == sorted(opened)
    assert 0 < len(opened) < len(odd_ones)
    for id_ in opened[:20]:
        assert len(store.log(ALONE, id_) or []) == len(whole)


ODD_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 7, 1e15, 10**30, float("1e308") * 10),
    *("", "x", "x" * 20_000, "\ud800", "\x00", "../../x", "rulers/importance/number"),
    *([], [[]], ["GOOD_NOW", 1], ["GOOD_NOW", float("1e308") * 10], {}, {"a": 1}),
)

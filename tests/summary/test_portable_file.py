"""A worksheet that was taken away as a file opens again with nothing lost, or says why not and changes nothing."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.world.cases import for_each
from tests.world.writing import edit, edit_after, open_store
from worksheets import WORKSHEETS, AnswerRefused, accept
from worksheets.answers import WorksheetError
from worksheets.clock import Instant
from worksheets.editing import Edit, Folded, fold, redo, undo
from worksheets.snapshot import to_json
from worksheets.storage import ALONE, Actor, NotGranted, Store, new_id
from worksheets.summary import portable_file
from worksheets.summary.portable_file import (
    Damaged,
    FileRefused,
    Foreign,
    Newer,
    Sealed,
    TooLarge,
    TooMuchToTakeAway,
    WrongPassphrase,
)
from worksheets.workbook import Shelf

REASON = "rulers/importance/why_not_lower"
WORDS = 'Ich schlafe schlecht. לא עכשיו 😀 "quoted" \\ <b>bold</b>\nand a second line'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "worksheets.db")
    yield store
    store.close()


def history() -> list[Edit]:
    """What was done in a workbook: every example, two people at once, undo, redo, and something removed."""
    examples = {f"{each.NAME}/{path}": value for each in WORKSHEETS for path, value in each.example().items()}
    log = [edit(path, value) for path, value in {"workbook/change": "drink less", **examples}.items()]
    seen = fold(Folded(), log)
    log += [edit_after(seen, REASON, WORDS), edit_after(seen, REASON, "theirs", author="therapist")]
    log += [edit_after(seen, "decisional_balance/example-good_now-1/removed", True)]
    log += undo(fold(Folded(), log), "me", ["decisional_balance"], new_id(), Instant(1))
    log += redo(fold(Folded(), log), "me", ["decisional_balance"], new_id(), Instant(2))
    log += undo(fold(Folded(), log), "me", ["rulers"], new_id(), Instant(3))
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


def everything_in(store: Store) -> list[str]:
    """Every workbook that somebody could open."""
    return [listed.id for shelf in Shelf for listed in store.listed(ALONE, shelf)[0]]


# There and back.


def test_what_was_taken_away_opens_again_with_nothing_lost(store: Store) -> None:
    store.write_anew(ALONE, "first", history())

    file = portable_file.write(store.log(ALONE, "first") or [])
    store.write_anew(ALONE, "second", portable_file.read(file))

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

    store.write_anew(ALONE, "second", portable_file.read(portable_file.write(store.log(ALONE, "first") or [])))

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


def test_what_was_opened_is_there_after_the_program_was_started_again(tmp_path: Path) -> None:
    log = history()
    before = open_store(tmp_path / "worksheets.db")
    before.write_anew(ALONE, "one", log)
    before.close()

    after = open_store(tmp_path / "worksheets.db").load(ALONE, "one")

    assert after and to_json(after) == to_json(fold(Folded(), log))


def test_ten_thousand_edits_are_read_back_as_they_were_written() -> None:
    log = long_history(10_000)

    assert portable_file.read(portable_file.write(log)) == log


def test_a_long_history_is_the_same_workbook_afterwards(store: Store) -> None:
    log = long_history(3_000)

    store.write_anew(ALONE, "one", portable_file.read(portable_file.write(log)))

    there = store.load(ALONE, "one")
    assert there and to_json(there) == to_json(fold(Folded(), log))


def test_the_name_of_the_file_says_nothing_about_the_person() -> None:
    assert portable_file.file_name(date(2026, 11, 22)) == "worksheet-2026-11-22.bothsides.json"
    assert portable_file.file_name(date(2026, 11, 22), "secret") == "worksheet-2026-11-22.bothsides.json.age"


def test_another_program_can_check_the_file_as_it_is_documented() -> None:
    file = portable_file.write(history())

    assert portable_file.read(file_of(raw(file))) == portable_file.read(file)
    assert set(json.loads(file)) == {"format", "version", "checksum", "edits"}


def test_the_layout_of_the_file_does_not_matter() -> None:
    file = portable_file.write(history())

    assert portable_file.read(json.dumps(json.loads(file), indent=4).encode()) == portable_file.read(file)


# Sealed.


def test_a_sealed_file_opens_with_its_passphrase_only() -> None:
    log = history()

    sealed = portable_file.write(log, "blue bicycle ü")

    assert b"drink" not in sealed and sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert portable_file.read(sealed, "blue bicycle ü") == log
    with pytest.raises(Sealed):
        portable_file.read(sealed)
    with pytest.raises(WrongPassphrase):
        portable_file.read(sealed, "blue bicycle")
    with pytest.raises(Damaged):
        portable_file.read(sealed[:-20], "blue bicycle ü")


def test_a_sealed_file_cannot_ask_for_more_memory_than_there_is() -> None:
    asking = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 40\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\nxxxx"

    with pytest.raises(Damaged):
        portable_file.read(asking, "anything")


def test_a_file_sealed_for_a_key_instead_of_a_passphrase_is_refused() -> None:
    with pytest.raises(Damaged):
        portable_file.read(b"age-encryption.org/v1\n-> X25519 " + b"A" * 43 + b"\n", "anything")


# Refused.


@for_each(
    "file",
    [
        b"",
        b"\0\0\0",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"Dear diary",
        b"{}",
        b"[]",
        b"null",
        b"7",
        b'"both"',
        b'{"format": "something else", "version": 1}',
        b"\xff\xfe\xff",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"9" * 100_000,
    ],
)
def test_a_file_of_another_program_is_called_that(file: bytes) -> None:
    with pytest.raises(Foreign):
        portable_file.read(file)


@for_each("part", [0.02, 0.3, 0.7, 0.99])
def test_a_file_that_was_cut_off_is_called_damaged(part: float) -> None:
    file = portable_file.write(history())

    with pytest.raises(Damaged):
        portable_file.read(file[: int(len(file) * part)])


def test_a_file_that_was_changed_by_hand_is_called_damaged() -> None:
    file = portable_file.write(history())

    with pytest.raises(Damaged):
        portable_file.read(file.replace(b"drink less", b"drink more"))


def test_a_key_that_stands_twice_is_not_guessed_at() -> None:
    file = portable_file.write(history())

    with pytest.raises(Damaged):
        portable_file.read(file.replace(b'"version":1', b'"version":1,"version":1'))


@for_each("version", [2, 3.5, 10**400, 99])
def test_a_file_of_a_newer_version_is_called_that(version: float) -> None:
    file = json.dumps({"format": "both-sides workbook", "version": version, "whatever": []}).encode()

    with pytest.raises(Newer if isinstance(version, int) else Damaged):
        portable_file.read(file)


@for_each("version", [0, -1, True, None, "1", [1]])
def test_a_version_that_never_was_is_called_damaged(version: object) -> None:
    with pytest.raises(Damaged):
        portable_file.read(file_of([], version=version))


def test_a_file_of_a_hundred_thousand_items_is_called_too_large() -> None:
    items = [
        {
            "id": f"{n}",
            "path": f"values/{n}/place",
            "value": ["", n],
            "base": [],
            "author": "a",
            "at": 0,
            "gesture": "g",
        }
        for n in range(100_000)
    ]

    with pytest.raises(TooLarge):
        portable_file.read(file_of(items))
    with pytest.raises(TooLarge):
        portable_file.read(file_of([{"id": str(n)} for n in range(100_000)]))


def test_a_worksheet_that_has_outgrown_the_file_says_so_before_it_is_given_away() -> None:
    log = [edit(REASON, "x" * 9_000) for _n in range(1_200)]

    with pytest.raises(TooMuchToTakeAway):
        portable_file.write(log)


@for_each(
    "odd",
    [
        {"id": ""},
        {"id": "x" * 65},
        {"id": "a\ud800"},
        {"id": 7},
        {"path": "x" * 161},
        {"path": "rulers/importance/why\nnot"},
        {"path": None},
        {"value": {"a": 1}},
        {"base": "abc"},
        {"base": [None]},
        {"base": [[]]},
        {"author": ""},
        {"at": -1},
        {"at": 1.5},
        {"at": 10**30},
        {"at": "now"},
        {"gesture": None},
        {"undoes": 7},
        {"undoes": ""},
        {"more": "than that"},
    ],
)
def test_an_edit_of_a_shape_that_was_never_written_is_called_damaged(odd: dict[str, Any]) -> None:
    (whole,) = raw(portable_file.write([edit(REASON, "words")]))

    with pytest.raises(Damaged):
        portable_file.read(file_of([{**whole, **odd}]))


@for_each("missing", ["id", "path", "value", "base", "author", "at", "gesture", "undoes"])
def test_an_edit_with_something_missing_is_called_damaged(missing: str) -> None:
    (whole,) = raw(portable_file.write([edit(REASON, "words")]))
    del whole[missing]

    with pytest.raises(Damaged):
        portable_file.read(file_of([whole]))


def test_an_edit_that_stands_twice_is_called_damaged() -> None:
    (whole,) = raw(portable_file.write([edit(REASON, "words")]))

    with pytest.raises(Damaged):
        portable_file.read(file_of([whole, whole]))


def test_deep_nesting_in_an_answer_is_called_damaged() -> None:
    nested: Any = []
    for _level in range(900):
        nested = [nested]
    (whole,) = raw(portable_file.write([edit(REASON, "words")]))

    with pytest.raises(WorksheetError):
        kept(portable_file.read(file_of([{**whole, "value": nested}])))


def kept(edits: list[Edit]) -> list[Edit]:
    """The edits, once a worksheet has taken each of them."""
    for each in edits:
        accept(Folded(), each.path, each.value)
    return edits


@for_each("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_called_damaged(number: str) -> None:
    file = portable_file.write([edit("rulers/importance/number", 7)])

    with pytest.raises(Damaged):
        portable_file.read(file.replace(b'"value":7', f'"value":{number}'.encode()))


# Taken in, all or nothing.


@for_each(
    ("path", "value"),
    [
        ("rulers/importance/number", 11),
        ("rulers/importance/number", float("1e999")),
        ("rulers/importance/number", 10**300),
        (REASON, 7),
        (REASON, "x" * 10_001),
        ("nothing/of/ours", "words"),
        ("notes/text", "private"),
        ("decisional_balance/one/place", ["GOOD_NOW", float("1e999")]),
        ("decisional_balance/one/place", ["nowhere", 1]),
        ("plan", "words"),
    ],
)
def test_one_edit_that_no_worksheet_takes_leaves_nothing_behind(store: Store, path: str, value: Any) -> None:
    log = [edit("workbook/change", "drink less"), edit(path, value)]

    with pytest.raises(AnswerRefused):
        store.write_anew(ALONE, "one", log)

    assert everything_in(store) == []
    assert store.load(ALONE, "one") is None


def test_a_box_that_holds_no_more_holds_no_more_from_a_file(store: Store) -> None:
    log = [edit(f"decisional_balance/{n}/{field}", value) for n in range(201) for field, value in item(n)]

    with pytest.raises(AnswerRefused):
        store.write_anew(ALONE, "one", log)

    assert everything_in(store) == []


def item(number: int) -> list[tuple[str, Any]]:
    return [("place", ["GOOD_NOW", number]), ("text", f"thing {number}")]


def test_an_undo_in_a_file_reaches_nothing_that_was_never_written(store: Store) -> None:
    undone = Edit("2", "decisional_balance/one/place", ["GOOD_NOW", 1], (), "me", Instant(0), "2", "1")

    with pytest.raises(AnswerRefused):
        store.write_anew(ALONE, "one", [undone])


def test_letters_that_break_other_programs_are_cleaned_on_the_way_in(store: Store) -> None:
    (whole,) = raw(portable_file.write([edit(REASON, "words")]))

    store.write_anew(ALONE, "one", portable_file.read(file_of([{**whole, "value": "a\ud800\u0000b\u202e"}])))

    there = store.load(ALONE, "one")
    assert there and there[REASON] == "a\ufffdb"


def test_a_file_never_writes_into_a_workbook_that_is_there(store: Store) -> None:
    store.append(ALONE, "one", [edit(REASON, "mine")])

    with pytest.raises(NotGranted):
        store.write_anew(ALONE, "one", history())

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
    file, log = portable_file.write(history()), history()
    whole = portable_file.read(file)
    chance = random.Random(22)
    assert len(whole) == len(log)

    for _time in range(8_000):
        with suppress(FileRefused):
            assert portable_file.read(damaged(file, chance)) == whole


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
def test_of_2000_files_with_a_right_checksum_and_odd_contents_none_is_taken_in_by_halves(store: Store) -> None:
    whole = raw(portable_file.write(history()))
    chance = random.Random(11)
    opened = []

    for number in range(2_000):
        edits = copy.copy(whole)
        place = chance.randrange(len(edits))
        edits[place] = {**edits[place], chance.choice(list(edits[place])): chance.choice(ODD_VALUES)}
        try:
            log = portable_file.read(file_of(edits))
            store.write_anew(ALONE, f"{number}", log)
        except WorksheetError:
            assert store.load(ALONE, f"{number}") is None
        else:
            opened.append(f"{number}")

    assert sorted(everything_in(store)) == sorted(opened)
    assert 0 < len(opened) < 1_900
    for id_ in opened[:20]:
        assert len(store.log(ALONE, id_) or []) == len(whole)


ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    7,
    1e15,
    10**30,
    float("1e308") * 10,
    "",
    "x",
    "x" * 20_000,
    "\ud800",
    "\x00",
    "../../x",
    [],
    [[]],
    ["GOOD_NOW", 1],
    ["GOOD_NOW", float("1e308") * 10],
    {},
    {"a": 1},
    "rulers/importance/number",
)

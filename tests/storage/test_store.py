"""What was acknowledged is on disk, in order and once; and everybody finds only what is theirs."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from tests.world.another_program import ask, tell
from tests.world.at_once import at_once
from tests.world.cases import for_each
from tests.world.counting import calls_of
from tests.world.writing import Start, edit, edit_after, revised
from worksheets.answers import Value
from worksheets.editing import Edit, Folded, fold
from worksheets.rulers import FOLLOW_UPS, Ruler
from worksheets.storage import ALONE, Actor, Grant, NotGranted, StorageError, Store, new_id, seal, unseal
from worksheets.storage.accepting import TooManyBesideEachOther
from worksheets.storage.accounts import Role
from worksheets.storage.grants import HOME, OPERATOR
from worksheets.storage.listing import Listing, are_of_several_people, of_name, of_row, with_words
from worksheets.storage.taken_away import TakenAway
from worksheets.workbook import Shelf

NUMBER = "rulers/importance/number"
REASON = "rulers/importance/why_not_lower"

SOMEBODY_ELSE = Actor(tenant=ALONE.tenant, author="somebody else")
ANOTHER_CLINIC = Actor(tenant="another clinic", author=ALONE.author)


where_several_write = pytest.mark.parametrize("database", ["sqlite", "postgresql", "serializable"], indirect=True)
"""How transactions are kept apart shows only where there are two at once."""


def send(store: Store, sent: Edit) -> int:
    """Send an edit until it is acknowledged, as a window does, and return how often that took."""
    tries = 1
    while True:
        with suppress(StorageError):
            store.append(ALONE, "workbook", [sent])
            return tries
        tries += 1


def begin(store: Store, workbook: str, change: str, actor: Actor = ALONE, **more: Value) -> None:
    """Begin a workbook about this change, a little after the one before."""
    time.sleep(0.002)
    answers = {"workbook/change": change, **{f"workbook/{field}": value for field, value in more.items()}}
    store.append(actor, workbook, [edit(path, value, author=actor.author) for path, value in answers.items()])


def changes(store: Store, words: str = "", shelf: Shelf = Shelf.OPEN, most: int | None = None) -> tuple[list[str], int]:
    """What the listed workbooks are about, and how many there are in all."""
    found, total = store.listed(ALONE, shelf, with_words(words), most)
    return [line.listing.change for line in found], total


# What was saved is there.


def test_what_was_saved_is_there_cleaned_after_the_server_starts_again(store: Store, start: Start) -> None:
    whole, unclean = "“schön” 🙂\nmy kids", "my\x00 kids\ud800\u202e"
    saved = store.append(ALONE, "workbook", [edit(NUMBER, 8), *revised(REASON, unclean, whole)]).folded

    after_the_start = start()

    assert after_the_start.load(ALONE, "workbook") == saved
    kept = [each.value for each in after_the_start.log(ALONE, "workbook") or []]
    assert kept == [8, "my kids\ufffd", whole]


def test_one_edit_sent_two_hundred_times_is_applied_once_also_after_the_server_starts_again(
    store: Store, start: Start
) -> None:
    sent_again_and_again, later = revised(NUMBER, 8, 5)
    store.append(ALONE, "workbook", [sent_again_and_again, edit(REASON, "my kids"), sent_again_and_again])
    moved_on = store.append(ALONE, "workbook", [later]).folded

    servers = [store] * 197 + [start()]
    outcomes = [server.append(ALONE, "workbook", [sent_again_and_again]) for server in servers]

    assert all(outcome.folded == moved_on and outcome.refused == {} for outcome in outcomes)
    assert (moved_on[NUMBER], moved_on.revision) == (5, 3)


def test_an_answer_that_fifty_windows_gave_at_once_is_to_be_chosen_from_before_one_more_is_kept(store: Store) -> None:
    at_once = [edit(REASON, f"words {number}") for number in range(51)]

    outcome = store.append(ALONE, "workbook", at_once)
    heads = outcome.folded.heads[REASON]
    chosen = store.append(ALONE, "workbook", [edit_after(outcome.folded, REASON, "this one")])

    assert len(heads) == 50
    assert outcome.refused == {at_once[50].id: str(TooManyBesideEachOther())}
    assert [head.value for head in chosen.folded.heads[REASON]] == ["this one"]


def test_an_edit_that_does_not_fit_is_refused_and_the_others_are_kept(store: Store) -> None:
    too_high, nowhere = edit(NUMBER, 11), edit("rulers/patience/number", 3)

    outcome = store.append(ALONE, "workbook", [edit(REASON, "my kids"), too_high, nowhere, edit(NUMBER, 8)])

    assert set(outcome.refused) == {too_high.id, nowhere.id}
    assert outcome.refused[too_high.id] == "Please choose a number from 0 to 10."
    assert (outcome.folded[REASON], outcome.folded[NUMBER]) == ("my kids", 8)
    assert outcome.folded.revision == 2
    assert store.load(ALONE, "workbook") == outcome.folded


def test_undo_and_redo_are_saved_and_the_same_one_again_changes_nothing_more(store: Store, start: Start) -> None:
    store.append(ALONE, "workbook", revised(NUMBER, 3, 7))

    taken_back = [store.undo(ALONE, "workbook", ["rulers"], "undo").folded for _ in range(3)]
    brought_back = [store.redo(ALONE, "workbook", ["rulers"], "redo").folded for _ in range(3)]
    after_the_start = start().undo(ALONE, "workbook", ["rulers"], "another undo").folded

    assert [folded[NUMBER] for folded in taken_back] == [3, 3, 3]
    assert [folded[NUMBER] for folded in brought_back] == [7, 7, 7]
    assert brought_back[-1].revision == 4
    assert after_the_start[NUMBER] == 3
    log = [(kept.value, kept.undoes is None) for kept in store.log(ALONE, "workbook") or []]
    assert log == [(3, True), (7, True), (3, False), (7, False), (3, False)], "every edit stays as it was written"


# Everybody finds only what is theirs.


ATTEMPTS: Mapping[str, Callable[[Store, Actor], object]] = {
    "load": lambda store, who: store.load(who, "workbook"),
    "first_day": lambda store, who: store.first_day(who, "workbook"),
    "log": lambda store, who: store.log(who, "workbook"),
    "written_at": lambda store, who: store.written_at(who, "workbook", "workbook/change"),
    "write_anew": lambda store, who: store.write_anew(who, "workbook", [edit("workbook/change", "theirs")]),
    "append": lambda store, who: store.append(who, "workbook", [edit("workbook/change", "theirs")]),
    "append nothing": lambda store, who: store.append(who, "workbook", []),
    "undo": lambda store, who: store.undo(who, "workbook", ["workbook"], "gesture"),
    "redo": lambda store, who: store.redo(who, "workbook", ["workbook"], "gesture"),
    "note_opened": lambda store, who: store.note_opened(who, "workbook"),
    "listed": lambda store, who: [
        store.listed(who, shelf, wanted) for shelf in Shelf for wanted in (None, with_words("drink"))
    ],
    "preference": lambda store, who: store.preference(who, "country"),
    "prefer": lambda store, who: store.prefer(who, "country", "FR"),
    "note_taken_away": lambda store, who: store.note_taken_away(who, "workbook", TakenAway("My copy (PDF)", ())),
    "events_about": lambda store, who: store.events_about(who, "workbook"),
    "trail": lambda store, who: store.trail(who),
    "move": lambda store, who: store.move(who, "workbook", Shelf.ARCHIVED),
    "keeping": lambda store, who: store.keeping(who, "workbook"),
    "keep_until": lambda store, who: store.keep_until(who, "workbook", date(2020, 1, 1)),
    "hold": lambda store, who: store.hold(who, "workbook", True),
    "there_already": lambda store, who: store.there_already(who, [edit("workbook/change", "drink less")]),
    "forget": lambda store, who: store.forget(who, "workbook"),
    "erase": lambda store, who: store.erase(who, "workbook"),
    "receipts": lambda store, who: store.receipts(who),
}
"""What somebody can try with each function of the store."""

ANSWERED_WITH_NOTHING = {
    *("load", "first_day", "log", "note_opened", "listed", "preference", "events_about", "keeping", "receipts"),
    *("there_already", "written_at"),
}
"""What says that there is nothing; all else refuses."""

FOR_NOBODY = {
    *("secret", "close", "lock", "is_locked", "erase_due", "drop_unwritten", "wipe_what_is_left"),
    *("time_seen", "note_time"),
}
"""What the store does for all of its server, and says of no workbook."""


def clinician(store: Store, name: str = "Dr. Ada", role: Role = Role.CLINICIAN) -> Actor:
    """Somebody with an account in the clinic, who has just signed in."""
    sign_in = f"sign-in of {name}"
    account = store.accounts.enter(HOME, "https://clinic.example", name, name, sign_in)
    store.accounts.give_role(OPERATOR, account.id, role)
    return Actor(HOME, account.id, sign_in)


def signed_out(store: Store, owner: Actor) -> Actor:
    """The owner, by a sign-in that was ended."""
    store.accounts.enter(HOME, "https://clinic.example", "Dr. Ada", "Dr. Ada", "before")
    store.accounts.sign_out(HOME, "before")
    return replace(owner, sign_in="before")


def given_another_role(store: Store, owner: Actor) -> Actor:
    """The owner, whose account was closed after the sign-in."""
    store.accounts.give_role(OPERATOR, owner.author, Role.CLOSED)
    return owner


WRONG_ACTORS: Mapping[str, Callable[[Store, Actor], Actor]] = {
    "another account": lambda store, _owner: clinician(store, "Dr. Bo"),
    "an administrator": lambda store, _owner: clinician(store, "Dr. Cy", Role.ADMINISTRATOR),
    "another clinic": lambda _store, owner: Actor("another clinic", owner.author, owner.sign_in),
    "nobody who signed in": lambda _store, _owner: SOMEBODY_ELSE,
    "who alone used this before": lambda _store, _owner: ALONE,
    "signed out": signed_out,
    "an account that was closed": given_another_role,
    "somebody else's sign-in": lambda store, owner: replace(owner, sign_in=clinician(store, "Dr. Bo").sign_in),
    "a sign-in that never was": lambda _store, owner: replace(owner, sign_in="made up"),
}


def test_every_function_of_the_store_is_tried_by_those_who_may_not() -> None:
    assert {attempt.split()[0] for attempt in ATTEMPTS} == {name for name in vars(Store) if name[0] != "_"} - FOR_NOBODY


@pytest.mark.parametrize("wrong", WRONG_ACTORS)
def test_no_function_of_the_store_lets_anybody_else_read_or_change_anything(store: Store, wrong: str) -> None:
    owner = clinician(store)
    begin(store, "workbook", "drink less", owner, name="Sam")
    begin(store, "another", "drink less", owner, name="Kim")
    store.move(owner, "workbook", Shelf.REMOVED)
    store.prefer(owner, "country", "DE")
    before = all_of(store, owner)
    actor = WRONG_ACTORS[wrong](store, owner)

    said: dict[str, Any] = {}
    for function, attempt in ATTEMPTS.items():
        with suppress(NotGranted):
            said[function] = attempt(store, actor)

    assert "drink less" not in repr(said) and "DE" not in said.values()
    assert set(said) <= ANSWERED_WITH_NOTHING | {"trail", "prefer"}
    assert not any(said.get(function) for function in ANSWERED_WITH_NOTHING - {"listed"})
    assert all(found == ([], 0) for found in said.get("listed", []))
    assert bool(said.get("trail")) == (wrong == "an administrator"), "who did what, without a word"
    store.accounts.give_role(OPERATOR, owner.author, Role.CLINICIAN)
    store.accounts.enter(HOME, "https://clinic.example", "Dr. Ada", "Dr. Ada", "later")
    assert all_of(store, replace(owner, sign_in="later")) == before


def all_of(store: Store, owner: Actor) -> object:
    """All that this owner finds, but for the moment of erasing, which is told anew each time."""
    lines = [line for shelf in Shelf for line in store.listed(owner, shelf)[0]]
    shelves = [replace(line, keeping=replace(line.keeping, erased_at=None)) for line in lines]
    return store.log(owner, "workbook"), shelves, store.receipts(owner), store.preference(owner, "country")


def test_two_clinics_can_use_one_name_for_two_workbooks_and_neither_finds_the_others(store: Store) -> None:
    begin(store, "workbook", "drink less")
    store.prefer(ALONE, "country", "DE")
    before = all_of(store, ALONE)

    for wanted in (None, with_words("drink")):
        assert store.listed(ANOTHER_CLINIC, Shelf.OPEN, wanted) == ([], 0)
    assert store.load(ANOTHER_CLINIC, "workbook") is None
    assert store.preference(ANOTHER_CLINIC, "country") is None
    store.note_opened(ANOTHER_CLINIC, "workbook")
    begin(store, "workbook", "change jobs", ANOTHER_CLINIC)

    there = store.load(ANOTHER_CLINIC, "workbook")
    assert there and there["workbook/change"] == "change jobs"
    assert all_of(store, ALONE) == before


# The home page.


def test_the_list_begins_with_what_was_opened_last_and_says_how_many_there_are_also_where_it_is_cut_short(
    store: Store,
) -> None:
    for change in ("drink less", "drink water", "sleep more"):
        begin(store, change, change)
    time.sleep(0.002)

    store.note_opened(ALONE, "drink water")

    assert changes(store) == (["drink water", "sleep more", "drink less"], 3)
    assert changes(store, most=2) == (["drink water", "sleep more"], 3)
    assert changes(store, "drink", most=1) == (["drink water"], 3)


def test_the_list_shows_what_it_is_about_and_the_latest_numbers_and_never_lags_behind(store: Store) -> None:
    begin(store, "workbook", "drink less", name="S.", example=True)
    store.append(ALONE, "workbook", [edit("rulers/confidence/number", 4)])

    for sent in revised(NUMBER, 3, 8, None, 0):
        store.append(ALONE, "workbook", [sent])

        (listed,), _total = store.listed(ALONE, Shelf.OPEN)
        assert listed.listing.ratings.get("importance") == sent.value

    assert (listed.id, listed.listing.change, listed.listing.name) == ("workbook", "drink less", "S.")
    assert listed.listing.example is True
    assert listed.listing.ratings == {"importance": 0, "confidence": 4}
    assert listed.listing.in_words == []

    store.append(ALONE, "workbook", [edit(f"{NUMBER}_in_words", True)])

    assert store.listed(ALONE, Shelf.OPEN)[0][0].listing.in_words == ["importance"]


def test_a_page_of_topics_is_listed_as_what_it_is_without_a_word_of_what_is_on_it(store: Store) -> None:
    circle: dict[str, Value] = {"topics/sleep/text": "sleep", "topics/sleep/place": ["circles", 1]}
    store.append(ALONE, "topics", [edit(path, value) for path, value in circle.items()])
    store.append(ALONE, "workbook", [edit("workbook/change", "sleep more")])

    listed = {each.id: each.listing for each in store.listed(ALONE, Shelf.OPEN)[0]}

    assert {id_: listing.is_map for id_, listing in listed.items()} == {"topics": True, "workbook": False}
    assert listed["topics"].change == ""


FOUND_BY = {
    "drink": ["drink less"],
    "LESS Drink": ["drink less"],
    "größe": ["kleinere Größe"],
    "GRÖSSE": ["kleinere Größe"],
    "anna": ["kleinere Größe", "change jobs"],
    "anna jobs": ["change jobs"],
    "  ": ["kleinere Größe", "change jobs", "drink less"],
    "%": [],
    "smoke": [],
}

TYPED_OTHERWISE = {
    "Move to İstanbul": ("istanbul", "ISTANBUL", "İSTANBUL"),
    "IŞIK": ("ışık", "işik", "Işık"),
    "Call Jos\u00e9": ("Jose\u0301", "JOSE\u0301", "jos\u00e9"),
    "Call Zoe\u0308": ("Zo\u00eb", "ZO\u00cb"),
    "drink less": ("\uff44\uff52\uff49\uff4e\uff4b\u3000less", "\uff24\uff32\uff29\uff2e\uff2b"),
    "\uff33\uff2c\uff25\uff25\uff30 \uff17 hours": ("sleep", "7"),
    "\u30ab\u30d5\u30a7": ("\uff76\uff8c\uff6a",),
    "my wife\u2019s mother": ("wife's",),
    "a \u201cnormal\u201d job": ('"normal"',),
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645": ("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645",),
    "Straße": ("STRASSE", "strasse"),
    "ΣΟΦΟΣ": ("σοφος",),
}
"""What a worksheet is about, and how somebody may type it when they look for it."""


def test_searching_finds_every_word_in_the_change_or_the_name(store: Store) -> None:
    begin(store, "1", "drink less", name="Sam")
    begin(store, "2", "change jobs", name="Anna")
    begin(store, "3", "kleinere Größe", name="Anna")

    assert {words: changes(store, words)[0] for words in FOUND_BY} == FOUND_BY
    assert {changes(store, words)[1] for words in FOUND_BY} == {3}


def test_searching_finds_what_is_meant_however_it_is_typed(store: Store) -> None:
    for number, change in enumerate(TYPED_OTHERWISE):
        begin(store, f"{number}", change)

    found = {words: changes(store, words)[0] for typed in TYPED_OTHERWISE.values() for words in typed}

    assert found == {words: [change] for change, typed in TYPED_OTHERWISE.items() for words in typed}
    assert changes(store, "josephine")[0] == changes(store, "\uff11")[0] == []


def test_a_search_through_many_worksheets_reads_all_of_a_line_only_where_it_finds_something(store: Store) -> None:
    for number in range(9):
        begin(store, f"{number}", f"drink less, {number}")

    with calls_of(of_row) as read:
        found = changes(store, "7")

    assert found == (["drink less, 7"], 9)
    assert len(read) == 1


SEVERAL = {
    ("", ""): False,
    ("Sam", "sam", "S a m"): False,
    ("Sam", "Kim"): True,
    ("Sam", ""): True,
    ("S. M.", "SM"): False,
    ("🙂", "🙃"): True,
    (): False,
}


def test_names_tell_whether_worksheets_are_of_several_people_and_one_without_a_name_is_somebody_elses() -> None:
    assert {names: are_of_several_people(listing(name=name) for name in names) for names in SEVERAL} == SEVERAL
    assert not are_of_several_people([listing(name="Sam"), listing(name="Alex", example=True)])


def test_a_whole_name_is_told_from_the_beginning_of_another(store: Store) -> None:
    begin(store, "1", "drink less", name="S. M.")
    begin(store, "2", "sleep more")

    typed = ("S. M.", "sm", "S.-M.", "S. Miller", "", "m", " ")
    found = {name: store.listed(ALONE, Shelf.OPEN, of_name(name))[0] for name in typed}

    assert {name: [line.id for line in lines] for name, lines in found.items() if lines} == {
        name: ["1"] for name in ("S. M.", "sm", "S.-M.")
    }


def listing(*, name: str, example: bool = False) -> Listing:
    """The line of a worksheet with this name on it."""
    return Listing("drink less", name, Shelf.OPEN, example, {})


def test_a_workbook_lies_on_the_shelf_where_it_was_put(store: Store) -> None:
    shelves = set(Shelf) - {Shelf.BESIDE}
    for shelf in shelves:
        begin(store, shelf.value, f"on {shelf.value}", shelf=shelf.value)

    for shelf in shelves:
        assert changes(store, shelf=shelf) == ([f"on {shelf.value}"], 1)


def test_where_nothing_was_written_there_is_no_workbook(store: Store) -> None:
    store.append(ALONE, "refused", [edit(NUMBER, 11)])
    store.undo(ALONE, "nothing to undo", ["rulers"], "gesture")
    store.note_opened(ALONE, "never begun")

    assert store.listed(ALONE, Shelf.OPEN) == ([], 0)
    assert [store.load(ALONE, name) for name in ("refused", "nothing to undo", "never begun")] == [None] * 3


def test_a_setting_is_remembered_and_can_be_changed(store: Store, start: Start) -> None:
    assert store.preference(ALONE, "country") is None
    for setting, value in (("country", "DE"), ("country", "AT"), ("language", "de")):
        store.prefer(ALONE, setting, value)

    after_the_start = start()

    assert after_the_start.preference(ALONE, "country") == "AT"
    assert after_the_start.preference(ALONE, "language") == "de"


# Snapshots.


def long_work(rng: random.Random) -> Iterator[list[Edit]]:
    """A thousand edits of many answers, a few at a time, some of them in a window that lags behind."""
    paths = [f"rulers/{ruler}/{follow_up}" for ruler in Ruler for follow_up in FOLLOW_UPS]
    folded, stale = Folded(), Folded()
    for batch in range(40):
        edits: list[Edit] = []
        for number in range(25):
            edits.append(edit_after(rng.choice([folded, folded, stale]), rng.choice(paths), f"words {batch}.{number}"))
            folded = fold(folded, edits[-1:])
        yield edits
        stale = folded


def test_a_workbook_opens_from_its_snapshot_and_is_the_same_without_it(
    database: URL, store: Store, start: Start
) -> None:
    for edits in long_work(random.Random(1)):
        store.append(ALONE, "workbook", edits)
    saved = store.append(ALONE, "workbook", [edit(NUMBER, number % 11) for number in range(30)]).folded
    assert saved.revision == 1030
    assert any(len(heads) > 1 for heads in saved.heads.values())

    assert tell(database, "UPDATE edit SET revision = -revision WHERE revision <= 1000") == 1000
    assert start().load(ALONE, "workbook") == saved
    tell(database, "UPDATE edit SET revision = -revision WHERE revision < 0", "DELETE FROM snapshot")
    assert start().load(ALONE, "workbook") == saved


# Several at once.


@pytest.mark.slow
@where_several_write
def test_ten_people_writing_forty_times_each_lose_nothing(database: URL, store: Store) -> None:
    tries: list[int] = []

    def write(writer: str) -> list[Edit]:
        mine: list[Edit] = []
        for number in range(40):
            path = REASON if number % 3 == 0 else f"decisional_balance/{writer}-{number}/text"
            before = [each for each in mine if each.path == path][-1:]
            mine.append(edit(path, f"{writer} wrote {number}", before))
            tries.append(send(store, mine[-1]))
        return mine

    writers = [f"writer-{number}" for number in range(10)]
    sent = [each for mine in at_once(*(partial(write, writer) for writer in writers)) for each in mine]

    log = ask(database, "SELECT revision, id FROM edit ORDER BY revision")
    folded = store.load(ALONE, "workbook")
    assert folded is not None
    assert sum(tries) < 1.1 * len(log)
    assert [revision for revision, _id in log] == list(range(1, 401))
    assert {id_ for _revision, id_ in log} == {each.id for each in sent}
    assert {head.value for head in folded.heads[REASON]} == {f"{writer} wrote 39" for writer in writers}
    assert all(folded[each.path] == each.value for each in sent if each.path != REASON)


@where_several_write
def test_two_servers_on_one_database_see_each_others_edits(store: Store, another_server: Store) -> None:
    here, after = revised(NUMBER, 3, 8)
    store.append(ALONE, "workbook", [here])
    there = another_server.append(ALONE, "workbook", [after, edit(REASON, "my kids")]).folded

    seen_here = store.load(ALONE, "workbook")
    written_here = store.append(ALONE, "workbook", [edit(REASON, "at the same time")]).folded

    assert seen_here == there
    assert (seen_here[NUMBER], seen_here.revision) == (8, 3)
    assert [head.value for head in written_here.heads[REASON]] == ["my kids", "at the same time"]
    assert another_server.load(ALONE, "workbook") == written_here


@where_several_write
def test_two_servers_writing_at_once_lose_nothing(store: Store, another_server: Store) -> None:
    def write(server: Store, name: str) -> None:
        for number in range(30):
            send(server, edit(f"decisional_balance/{name}-{number}/text", f"{name} {number}"))

    at_once(partial(write, store, "here"), partial(write, another_server, "there"))

    written = {kept.value for kept in store.log(ALONE, "workbook") or []}
    assert written == {f"{name} {number}" for name in ("here", "there") for number in range(30)}
    assert store.load(ALONE, "workbook") == another_server.load(ALONE, "workbook")


# Identifiers, grants, and the file.


def test_identifiers_sort_by_the_time_of_their_making() -> None:
    made = []
    for _ in range(20):
        made.append(new_id())
        time.sleep(0.002)

    assert all(earlier < later for earlier, later in pairwise(made))
    assert all(id_[14] == "7" for id_ in made)


GRANT = Grant(Actor("home", "Ünal"), "0190a5b0-workbook")
SECRET = b"a secret of this database"


@for_each("place", range(len(seal(GRANT, SECRET))))
def test_a_grant_with_one_character_changed_added_or_missing_opens_nothing(place: int) -> None:
    token = seal(GRANT, SECRET)
    characters = string.ascii_letters + string.digits + "-_=.!+/ \nä\ud800"
    changed = [f"{token[:place]}{other}{token[place + 1 :]}" for other in characters if other != token[place]]
    added = [f"{token[:place]}{other}{token[place:]}" for other in characters]

    for forged in (*changed, *added, token[:place] + token[place + 1 :], token[:place]):
        with pytest.raises(NotGranted):
            unseal(forged, SECRET)


def test_a_grant_of_one_workbook_cannot_be_turned_into_one_of_another() -> None:
    body, _dot, signature = seal(GRANT, SECRET).partition(".")
    another_body, _dot, _signature = seal(Grant(GRANT.actor, "another"), b"a guess").partition(".")

    for forged in (f"{another_body}.{signature}", f"{body}.", f"{body}", f".{signature}", "", ".", f"{body}.{body}"):
        with pytest.raises(NotGranted):
            unseal(forged, SECRET)


def test_a_grant_still_opens_after_the_server_starts_again_and_opens_nothing_in_another_database(
    store: Store, start: Start, tmp_path: Path
) -> None:
    token = seal(GRANT, store.secret)

    assert unseal(token, start().secret) == GRANT
    with pytest.raises(NotGranted):
        unseal(token, start(tmp_path / "another.db").secret)


def test_nobody_else_on_this_computer_can_read_what_is_written_or_the_key_even_if_they_could_before(
    tmp_path: Path, start: Start, key_file: Path
) -> None:
    folder = tmp_path / "folder of the user"
    for _start in range(2):
        store = start(folder / "worksheets.db")
        store.append(ALONE, "workbook", [edit(REASON, "my kids")])

        there = (folder, *folder.iterdir(), key_file.parent, key_file)
        assert {path.name: oct(path.stat().st_mode & 0o777) for path in there} == {
            "folder of the user": "0o700",
            "worksheets.db": "0o600",
            "worksheets.db-wal": "0o600",
            "worksheets.db-shm": "0o600",
            "keys": "0o700",
            "key": "0o600",
        }
        store.close()
        (folder / "worksheets.db").chmod(0o644)

"""The blocks that a page is put together from: what to ask and where the answer goes; the browser draws them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from components import routes
from worksheets.answers import Answers, Value
from worksheets.language import spoken

Block: TypeAlias = Mapping[str, Any]

_INSIDE: Final = ("blocks", "template")


def paths(block: Block, answers: Answers) -> Iterator[str]:
    """Where the answers lie that this block shows: those that it asks for by path, and those there are in its lists."""
    if "list" in block:
        worksheet = f"{block['worksheet']}/"
        for path in answers.paths(worksheet):
            match answers[f"{worksheet}{path.split('/')[1]}/place"]:
                case [list_, _position] if list_ == block["list"]:
                    yield path
    elif "field" in block:
        yield from (path for path in answers.paths(f"{block['worksheet']}/") if path.endswith(f"/{block['field']}"))
    elif "path" in block:
        yield block["path"]
    for name in _INSIDE:
        for inside in block.get(name, ()):
            yield from paths(inside, answers)
    follow_ups: Mapping[int, Sequence[Block]] = block.get("follow_ups", {})
    for questions in follow_ups.values():
        for inside in questions:
            yield from paths(inside, answers)


def heading(text: str, level: int = 1) -> Block:
    """A heading; a page has one of level 1, and skips no level."""
    return {"block": "heading", "text": text, "level": level}


def note(text: str) -> Block:
    """A short paragraph."""
    return {"block": "note", "text": text}


def small(text: str) -> Block:
    """A line in small print."""
    return {"block": "small", "text": text}


def link(before: str, text: str, query: Mapping[str, str]) -> Block:
    """A sentence that ends in a link to the page with this query string."""
    return {"block": "link", "before": before, "text": text, "query": query}


def links(lines: Sequence[tuple[str, str, Mapping[str, str]]]) -> Block:
    """A list of links: text, a line on what is there, and the query string of the page."""
    return {"block": "links", "lines": lines}


def quote(before: str, texts: Sequence[str]) -> Block:
    """A person's own words from elsewhere, shown again below a line that says where they come from."""
    return {"block": "quote", "before": before, "texts": texts}


def folded(summary: str, blocks: Sequence[Block], *, private: bool = False) -> Block:
    """Blocks that are hidden until somebody asks for them, or until there is something in them to decide.

    What is `private` never opens by itself: somebody else may look at the screen.
    """
    return {"block": "folded", "summary": summary, "private": private, "blocks": blocks}


def group(label: str, blocks: Sequence[Block], *, hint: str = "", brief: bool = False) -> Block:
    """Blocks that belong together under a heading; a brief group is drawn smaller."""
    return {"block": "group", "label": label, "hint": hint, "brief": brief, "blocks": blocks}


def side_by_side(blocks: Sequence[Block]) -> Block:
    """Groups in two columns where the screen is wide enough."""
    return {"block": "side_by_side", "blocks": blocks}


def row(blocks: Sequence[Block]) -> Block:
    """Small blocks side by side, such as buttons."""
    return {"block": "row", "blocks": blocks}


def points(label: str, lines: Sequence[str]) -> Block:
    """Short lines below a label, each on its own."""
    return {"block": "points", "label": label, "lines": lines}


def words(path: str, label: str, *, longest: int, lines: int = 1, hint: str = "", if_written: bool = False) -> Block:
    """A text box named by its question, `lines` high at first; it holds at most `longest` characters.

    With `if_written` it is there only while something is written in it.
    """
    return {
        "block": "words",
        "path": path,
        "label": label,
        "longest": longest,
        "lines": lines,
        "hint": hint,
        "if_written": if_written,
    }


def scale(
    path: str,
    label: str,
    *,
    question: str = "",
    ends: tuple[str, str] = ("", ""),
    follow_ups: Mapping[int, Sequence[Block]] | None = None,
) -> Block:
    """Eleven numbers, 0 to 10, none chosen at first; `follow_ups` appear with the number that they belong to."""
    return {
        "block": "scale",
        "path": path,
        "label": label,
        "question": question,
        "ends": ends,
        "follow_ups": follow_ups or {},
    }


def choice(path: str, label: str, options: Sequence[Block], *, unanswered: str | None = None) -> Block:
    """One of these options; `unanswered` is shown as chosen until somebody chooses."""
    return {"block": "choice", "path": path, "label": label, "options": options, "unanswered": unanswered}


def option(value: str, label: str, meaning: str = "") -> Block:
    """One option of a choice."""
    return {"value": value, "label": label, "meaning": meaning}


def tick(path: str, label: str) -> Block:
    """A check box."""
    return {"block": "tick", "path": path, "label": label}


def day(
    path: str,
    label: str,
    *,
    hint: str = "",
    suggestions: Sequence[tuple[str, str]] = (),
    past: tuple[str, str] | None = None,
) -> Block:
    """A day of the calendar; each suggestion is (label, day) and one tap chooses it.

    `past` is (today, what is said of a day before it).
    """
    return {"block": "day", "path": path, "label": label, "hint": hint, "suggestions": suggestions, "past": past}


def entries(
    worksheet: str, list_: str, name: str, template: Sequence[Block], *, add: str, most: int, full: str
) -> Block:
    """A list whose items hold several answers each.

    `template` is drawn for each item; the part `*` in its paths stands for the item. `name` with a number names an item
    ("Step 2"), `add` is the button for another one, and `full` is said where there are `most` already. There is always
    room for one, and an item is kept from the first answer in it.
    """
    return {
        "block": "entries",
        "worksheet": worksheet,
        "list": list_,
        "name": name,
        "template": template,
        "add": add,
        "most": most,
        "full": full,
    }


def begin(label: str, worksheet: str, list_: str, answers: Mapping[str, Value], query: Mapping[str, str]) -> Block:
    """A button that makes an item with these answers, and opens the page with this query string and its `entry`."""
    return {
        "block": "begin",
        "label": label,
        "worksheet": worksheet,
        "list": list_,
        "answers": answers,
        "query": query,
    }


def items(
    worksheet: str, list_: str, name: str, *, longest: int, most: int, full: str, fields: Sequence[Block]
) -> Block:
    """A list that people add to; the paths of `fields` are those below each item, and {text} in a label is the item.

    A field with `below` has a line of its own.
    """
    return {
        "block": "items",
        "worksheet": worksheet,
        "list": list_,
        "name": name,
        "longest": longest,
        "most": most,
        "full": full,
        "fields": fields,
    }


def ideas(worksheet: str, list_: str, phrases: Sequence[str], *, most: int, full: str) -> Block:
    """Phrases to put into a list of `items` by one tap, a few at a time; `full` is said where there are `most`."""
    return {"block": "ideas", "worksheet": worksheet, "list": list_, "phrases": phrases, "most": most, "full": full}


def pick(path: str, label: str, options: Sequence[tuple[str, str]], unanswered: str) -> Block:
    """A small list to pick one of these options from, each (value, label); `unanswered` stands there until then."""
    return {"block": "pick", "path": path, "label": label, "options": options, "unanswered": unanswered}


def cards(
    worksheet: str,
    own: str,
    deck: Sequence[tuple[str, str, str]],
    piles: Sequence[tuple[str, str]],
    words: Mapping[str, str],
) -> Block:
    """Cards to sort into piles: those of the deck as (identifier, name, line), and the items of the list `own`.

    A pile is (value, label), and the cards of the first one can be ranked.
    """
    return {
        "block": "cards",
        "worksheet": worksheet,
        "field": "pile",
        "own": own,
        "cards": deck,
        "piles": piles,
        "words": words,
    }


def ranking(sorted_: Block, *, most: int, words: Mapping[str, str]) -> Block:
    """At most so many cards of the first pile of the block `sorted_`, in an order."""
    return {**sorted_, "block": "ranking", "field": "rank", "most": most, "words": words}


def go(label: str, query: Mapping[str, str], *, needs: str = "", without_it: str = "") -> Block:
    """A button to another page; where the answer at `needs` is missing it says `without_it` and stays."""
    return {"block": "go", "label": label, "query": query, "needs": needs, "without_it": without_it}


def turn(label: str, path: str, value: Value, query: Mapping[str, str]) -> Block:
    """A quiet button to another way of looking: it keeps `value` at `path`, if there is one, and opens that page."""
    return {"block": "turn", "label": label, "path": path, "value": value, "query": query}


def download(
    label: str,
    request: Mapping[str, Value],
    *,
    ticks: Sequence[tuple[str, str]] = (),
    choices: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = (),
    passphrase: Mapping[str, str] | None = None,
    chosen: Sequence[bool] | None = None,
) -> Block:
    """A button that takes a file of this workbook away, as `files.take_away` makes it for this request.

    Above it the person can tick, (name, label), choose, (name, label, options), and type a passphrase twice; its texts
    are "label", "again", "hint", and "differ" where the two are not the same. None of it is kept. `chosen` says which
    of the choices beside it, one after the other, the request has followed; the button waits for the others.
    """
    return {
        "block": "download",
        "label": label,
        "request": request,
        "ticks": ticks,
        "choices": choices,
        "passphrase": passphrase,
        "chosen": chosen,
    }


def hand_in(
    label: str,
    request: Mapping[str, Value],
    *,
    boxes: Sequence[tuple[str, str]] = (),
    again: tuple[str, str] | None = None,
    day: tuple[str, str, str, str] | None = None,
    shows: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    name: str = "",
    to: str = routes.LOCK,
    meanwhile: str = "",
    done: str = "",
) -> Block:
    """A button that hands in at the route `to` what is typed in secret boxes, (name, label), and keeps none of it.

    `name` is its full name, where there are several with this label. `again` asks for the last box twice: its label,
    and what is said where the two differ. `day` is a day to hand in: name, label, the day until now, and the first that
    can be chosen. `meanwhile` is said until there is an answer. Then the page at `query` is opened, or this one is
    drawn anew and `done` is announced; with `shows`, the code in the answer is shown before that, below its "heading"
    and "hint", until "done".
    """
    return {
        "block": "hand_in",
        "label": label,
        "request": {**request, "language": spoken()},
        "boxes": boxes,
        "again": again,
        "day": day,
        "shows": shows,
        "query": query,
        "name": name,
        "to": to,
        "meanwhile": meanwhile,
        "done": done,
    }


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table to read."""
    return {"block": "table", "caption": caption, "head": head, "rows": rows}


def pictures(label: str, sources: Sequence[str], descriptions: Sequence[str]) -> Block:
    """Pictures to scroll through, one below the other, each with its description."""
    return {"block": "pictures", "label": label, "sources": sources, "descriptions": descriptions}


def contacts(lines: Sequence[tuple[str, str, str]]) -> Block:
    """Whom to call: name, telephone number, note."""
    return {"block": "contacts", "lines": lines}

"""Edits and what they add up to: a workbook is the fold of its edits, and no edit is ever overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeGuard

from worksheets.answers import Value
from worksheets.clock import Instant
from worksheets.items import item_of, takes_item_away

UNDO_DEPTH = 100
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one answer.

    `base` holds the ids of the edits that the window displayed at this path when the person changed it; `gesture`
    is shared by edits that were one act (typing a phrase, adding an item), and ends in the window that it was made in
    (`window_of`); `undoes` names the gesture that this one takes back.
    """

    id: str
    path: str
    value: Value
    base: tuple[str, ...]
    author: str
    at: Instant
    gesture: str
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """An edit that no later one was based on: the answer itself, or one of several written at the same time.

    What an undo or a redo brings back keeps the author and the gesture that it had.
    """

    id: str
    value: Value
    author: str
    revision: int
    gesture: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What one gesture changed at each path; `gesture` is the one that did it, undid it, or brought it back last."""

    gesture: str
    before: Mapping[str, tuple[Head, ...]]
    after: Mapping[str, tuple[Head, ...]]


@dataclass(frozen=True, slots=True)
class History:
    """What one author did and took back on one worksheet, in all their windows; the newest effect is last."""

    undo: tuple[Effect, ...] = ()
    redo: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """Everything a workbook holds after its first `revision` edits."""

    revision: int = 0
    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Value:
        heads = self.heads.get(path)
        return heads[-1].value if heads else None

    def paths(self, prefix: str) -> Sequence[str]:
        return [path for path in self.heads if path.startswith(prefix)]

    def revision_of(self, path: str) -> int:
        heads = self.heads.get(path)
        return heads[-1].revision if heads else 0

    def history(self, author: str, worksheet: str) -> History:
        """Return what this author's windows can undo and redo on this worksheet."""
        return self.histories.get(_key(author, worksheet), History())


def fold(before: Folded, edits: Iterable[Edit]) -> Folded:
    """Return what `before` becomes after `edits`, in their order.

    An edit takes the place of the edits it was based on. What it was not based on stays beside it: two people who
    changed one answer from the same base both find their words, the later one last. An undo or a redo brings back all
    that stood at its path.
    """
    folding = Folding(before)
    for edit in edits:
        folding.add(edit)
    return folding.folded


class Folding:
    """What `fold` does, edit by edit: what is there already is copied once, however many edits follow."""

    def __init__(self, before: Folded) -> None:
        self._heads: Final = dict(before.heads)
        self._histories: Final = dict(before.histories)
        self._begun: Final = dict[int, _Begun]()
        self.folded = Folded(before.revision, self._heads, self._histories)
        """What they add up to so far; it goes on changing until the last one is added."""

    def add(self, edit: Edit) -> None:
        """Add the next edit."""
        revision = self.folded.revision + 1
        standing = self._heads.get(edit.path, ())
        beside = [head for head in standing if head.id not in edit.base]
        key = _key(edit.author, worksheet_of(edit.path))
        history = _with_effect_moved(self._histories.get(key, History()), edit)
        brought_back = _brought_back(history, edit)
        if brought_back is None:
            written = Head(edit.id, edit.value, edit.author, revision, edit.gesture)
            self._heads[edit.path] = (*(head for head in beside if head.value != edit.value), written)
            history = self._remember(history, edit, standing)
        else:
            *others, last = brought_back or (_UNANSWERED,)
            self._heads[edit.path] = (*beside, *others, replace(last, id=edit.id, revision=revision))
        self._histories[key] = history
        self.folded = Folded(revision, self._heads, self._histories)

    def _remember(self, history: History, edit: Edit, standing: tuple[Head, ...]) -> History:
        """Return the history with this edit as a new effect, or as part of the effect with the same gesture.

        That effect becomes the last one, unless a later one changed the same answers: then the gesture has two effects.
        """
        done, undone = history.undo, history.redo
        place = _place_of(edit.gesture, done)
        if place is None or any(later.before.keys() & done[place].before.keys() for later in done[place + 1 :]):
            begun = _Begun(Effect(edit.gesture, {}, {}))
            undone = tuple(each for each in undone if window_of(each.gesture) != window_of(edit.gesture))
        else:
            begun = self._begun.get(id(done[place])) or _Begun(done[place])
            done = _without(place, done)
        self._begun[id(begun.effect)] = begun
        begun.before.setdefault(edit.path, standing)
        begun.after[edit.path] = self._heads[edit.path]
        return History((*done, begun.effect)[-UNDO_DEPTH:], undone)


class _Begun:
    """An effect to which edits are added, with maps of its own."""

    def __init__(self, so_far: Effect) -> None:
        self.before: Final = dict(so_far.before)
        self.after: Final = dict(so_far.after)
        self.effect: Final = Effect(so_far.gesture, self.before, self.after)


def is_name(value: object, longest: int = LONGEST_NAME) -> TypeGuard[str]:
    """Return whether this can name an edit, a gesture or an author, or if as many characters are allowed, a path."""
    return isinstance(value, str) and 0 < len(value) <= longest and value.isascii() and value.isprintable()


def worksheet_of(path: str) -> str:
    """Return the worksheet that a path belongs to: its first part."""
    return path.partition("/")[0]


def window_of(gesture: str) -> str:
    """Return the window that a gesture was made in: what follows its "@", or "" if no window is known."""
    return gesture.partition("@")[2]


def undo(folded: Folded, author: str, within: Collection[str], gesture: str, at: Instant) -> list[Edit]:
    """Return the edits that take back the last effect of this author, in the window of `gesture`, within these paths.

    None are returned if there is nothing to take back. A path stands for everything below it as well. What somebody
    else or another window has changed since stays as it is, and so does an item in which they wrote.
    """
    return _take_back(folded, author, within, gesture, at, undoing=True)


def redo(folded: Folded, author: str, within: Collection[str], gesture: str, at: Instant) -> list[Edit]:
    """Return the edits that bring back what that window last took back within these paths; none if there is nothing."""
    return _take_back(folded, author, within, gesture, at, undoing=False)


def windows_that_can(folded: Folded, author: str, within: Collection[str], *, undoing: bool) -> list[str]:
    """Return the windows of this author that have something to undo, or else to redo, within these paths."""
    effects = [effect for name in _worksheets(within) for effect in _effects(folded, author, name, undoing=undoing)]
    touched = _Touched(folded, author)
    found: dict[str, None] = {}
    for effect in reversed(effects):
        window = window_of(effect.gesture)
        if window not in found and _is_there_to_take_back(touched, effect, within, undoing=undoing):
            found[window] = None
    return list(found)


def without_drafts(edits: Iterable[Edit]) -> list[Edit]:
    """Give the edits without those that their own author wrote over in the same gesture: words as they were half typed.

    They fold to the same answers, with the same effects to undo; if somebody else wrote the same words as one of the
    drafts, both are there.
    """
    kept: dict[str, Edit] = {}
    last: dict[str, Edit] = {}
    for edit in edits:
        before = last.get(edit.path)
        if (
            before
            and edit.base == (before.id,)
            and (edit.author, edit.gesture, edit.undoes) == (before.author, before.gesture, before.undoes)
        ):
            del kept[before.id]
            edit = replace(edit, base=before.base)
        kept[edit.id] = last[edit.path] = edit
    return list(kept.values())


def _key(author: str, worksheet: str) -> str:
    return f"{author} {worksheet}"


def _without(place: int, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    return (*effects[:place], *effects[place + 1 :])


def _with_effect_moved(history: History, edit: Edit) -> History:
    """Return the history after the effect that this edit takes back or brings back has changed sides."""
    done, undone = history.undo, history.redo
    if edit.undoes is None or any(effect.gesture == edit.gesture for effect in (*done[-1:], *undone[-1:])):
        return history
    if (place := _place_of(edit.undoes, done)) is not None:
        return History(_without(place, done), (*undone, replace(done[place], gesture=edit.gesture))[-UNDO_DEPTH:])
    if (place := _place_of(edit.undoes, undone)) is not None:
        return History((*done, replace(undone[place], gesture=edit.gesture)), _without(place, undone))
    return history


def _brought_back(history: History, edit: Edit) -> tuple[Head, ...] | None:
    """Return what stands at the edit's path after an undo or a redo; None if the edit is neither."""
    if edit.undoes is not None:
        for effect in history.redo[-1:]:
            if effect.gesture == edit.gesture:
                return effect.before.get(edit.path)
        for effect in history.undo[-1:]:
            if effect.gesture == edit.gesture:
                return effect.after.get(edit.path)
    return None


def _place_of(gesture: str, effects: Sequence[Effect]) -> int | None:
    return next((place for place in reversed(range(len(effects))) if effects[place].gesture == gesture), None)


def _take_back(
    folded: Folded, author: str, within: Collection[str], gesture: str, at: Instant, *, undoing: bool
) -> list[Edit]:
    window, touched = window_of(gesture), _Touched(folded, author)

    def last_on(worksheet: str) -> Effect | None:
        for effect in reversed(_effects(folded, author, worksheet, undoing=undoing)):
            is_ours = window_of(effect.gesture) == window
            if is_ours and _is_there_to_take_back(touched, effect, within, undoing=undoing):
                return effect
        return None

    found = [effect for name in _worksheets(within) if (effect := last_on(name))]
    if not found:
        return []
    last = max(found, key=_newest) if undoing else min(found, key=_newest)
    _left, back_to = _sides(last, undoing=undoing)
    return [
        Edit(
            f"{gesture}.{number}",
            path,
            _last(back_to[path]).value,
            tuple(head.id for head in folded.heads[path]),
            author,
            at,
            gesture,
            last.gesture,
        )
        for number, path in enumerate(_still_ours(touched, last, undoing=undoing))
    ]


class _Touched:
    """Who wrote in an item, and when."""

    def __init__(self, folded: Folded, author: str) -> None:
        self.folded: Final = folded
        self._author: Final = author
        self._items: dict[str, list[Head]] | None = None

    def by_others(self, item: str, window: str, since: int) -> bool:
        """Return whether the item has anything that somebody else, or another window, wrote after this revision."""
        if self._items is None:  # Looked for once, and only if an item is to go: a workbook has thousands of answers.
            self._items = {}
            for path, heads in self.folded.heads.items():
                if parent := item_of(path):
                    self._items.setdefault(parent, []).extend(heads)
        return any(
            head.revision > since
            and head.value not in (None, "")
            and (head.author, window_of(head.gesture)) != (self._author, window)
            for head in self._items.get(item, ())
        )


def _effects(folded: Folded, author: str, worksheet: str, *, undoing: bool) -> tuple[Effect, ...]:
    history = folded.history(author, worksheet)
    return history.undo if undoing else history.redo


def _worksheets(within: Collection[str]) -> set[str]:
    return {worksheet_of(path) for path in within}


def _sides(effect: Effect, *, undoing: bool) -> tuple[Mapping[str, tuple[Head, ...]], Mapping[str, tuple[Head, ...]]]:
    """Return what the effect left at its paths, and what it would bring back there."""
    return (effect.after, effect.before) if undoing else (effect.before, effect.after)


def _still_ours(touched: _Touched, effect: Effect, *, undoing: bool) -> list[str]:
    """Return the paths at which what the effect left still stands, except those of an item that others need now."""
    heads = touched.folded.heads
    left, back_to = _sides(effect, undoing=undoing)
    standing = [path for path in left if _last(heads[path]).gesture == _last(left[path]).gesture]
    going = {item_of(path) for path in standing if takes_item_away(path, _last(back_to[path]).value)}
    window = window_of(effect.gesture)

    since: dict[str, int] = {}
    for path in standing:
        item, revision = item_of(path), _last(heads[path]).revision
        since[item] = min(since.get(item, revision), revision)
    needed = {item for item in going if touched.by_others(item, window, since[item])}
    return [path for path in standing if item_of(path) not in needed]


def _is_there_to_take_back(touched: _Touched, effect: Effect, within: Collection[str], *, undoing: bool) -> bool:
    ours = _still_ours(touched, effect, undoing=undoing)
    return any(_is_within(path, part) for path in ours for part in within)


def _newest(effect: Effect) -> int:
    return max(_last(standing).revision for standing in effect.after.values())


def _is_within(path: str, part: str) -> bool:
    return path == part or path.startswith(f"{part}/")


def _last(heads: Sequence[Head]) -> Head:
    return heads[-1] if heads else _UNANSWERED


_UNANSWERED = Head("", None, "", 0, "")
"""What stands at a path where nobody has written."""

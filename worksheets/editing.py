"""Edits and what they add up to: a workbook is the fold of its edits, and no edit is ever overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from worksheets.answers import Value
from worksheets.clock import Instant

UNDO_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one answer.

    `base` holds the ids of the edits that the window displayed at this path when the person changed it; `gesture`
    is shared by edits that were one act (typing a phrase, adding an item); `undoes` names the gesture that this one
    takes back.
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
    """What one author can take back and bring back on one worksheet; the newest effect is last."""

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
        """What this author can undo and redo on this worksheet."""
        return self.histories.get(_key(author, worksheet), History())


def fold(before: Folded, edits: Iterable[Edit]) -> Folded:
    """What `before` becomes after `edits`, in their order.

    An edit takes the place of the edits it was based on. What it was not based on stays beside it: two people who
    changed one answer from the same base both find their words, the later one last. An undo or a redo brings back all
    that stood at its path.
    """
    revision = before.revision
    heads = dict(before.heads)
    histories = dict(before.histories)
    for edit in edits:
        revision += 1
        standing = heads.get(edit.path, ())
        beside = [head for head in standing if head.id not in edit.base]
        key = _key(edit.author, worksheet_of(edit.path))
        history = _with_effect_moved(histories.get(key, History()), edit)
        brought_back = _brought_back(history, edit)
        if brought_back is None:
            written = Head(edit.id, edit.value, edit.author, revision, edit.gesture)
            heads[edit.path] = (*(head for head in beside if head.value != edit.value), written)
            history = _remember(history, edit, standing, heads[edit.path])
        else:
            *others, last = brought_back or (_UNANSWERED,)
            heads[edit.path] = (*beside, *others, replace(last, id=edit.id, revision=revision))
        histories[key] = history
    return Folded(revision, heads, histories)


def worksheet_of(path: str) -> str:
    """The worksheet that a path belongs to: its first part."""
    return path.partition("/")[0]


def undo(folded: Folded, author: str, within: Collection[str], gesture: str, at: Instant) -> list[Edit]:
    """The edits that take back this author's last effect within these paths; none if there is nothing to take back.

    A path stands for everything below it, too. What somebody else has changed since stays as it is.
    """
    return _take_back(folded, author, within, gesture, at, undoing=True)


def redo(folded: Folded, author: str, within: Collection[str], gesture: str, at: Instant) -> list[Edit]:
    """The edits that bring back what this author last took back within these paths; none if there is nothing."""
    return _take_back(folded, author, within, gesture, at, undoing=False)


def without_drafts(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without those that their own author wrote over in the same gesture: words as they were half typed.

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


def _remember(history: History, edit: Edit, before: tuple[Head, ...], after: tuple[Head, ...]) -> History:
    """The history with this edit as a new effect, or as part of the effect with the same gesture.

    That effect becomes the last one, unless a later one changed the same answers: then the gesture has two effects.
    """
    done = history.undo
    place = _place_of(edit.gesture, done)
    if place is None or any(later.before.keys() & done[place].before.keys() for later in done[place + 1 :]):
        effect = Effect(edit.gesture, {edit.path: before}, {edit.path: after})
        return History((*done, effect)[-UNDO_DEPTH:], ())
    so_far = done[place]
    joined = Effect(edit.gesture, {edit.path: before, **so_far.before}, {**so_far.after, edit.path: after})
    return History((*_without(place, done), joined), history.redo)


def _without(place: int, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    return (*effects[:place], *effects[place + 1 :])


def _with_effect_moved(history: History, edit: Edit) -> History:
    """The history after the effect that this edit takes back or brings back has changed sides."""
    done, undone = history.undo, history.redo
    if edit.undoes is None or any(effect.gesture == edit.gesture for effect in (*done[-1:], *undone[-1:])):
        return history
    if (place := _place_of(edit.undoes, done)) is not None:
        return History(_without(place, done), (*undone, replace(done[place], gesture=edit.gesture)))
    if (place := _place_of(edit.undoes, undone)) is not None:
        return History((*done, replace(undone[place], gesture=edit.gesture)), _without(place, undone))
    return history


def _brought_back(history: History, edit: Edit) -> tuple[Head, ...] | None:
    """What stands at the edit's path after an undo or a redo; None if the edit is neither."""
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
    def still_standing(effect: Effect) -> list[str]:
        left = effect.after if undoing else effect.before
        return [path for path in left if _last(folded.heads[path]).gesture == _last(left[path]).gesture]

    def last_on(worksheet: str) -> Effect | None:
        history = folded.history(author, worksheet)
        for effect in reversed(history.undo if undoing else history.redo):
            if any(_is_within(path, part) for path in still_standing(effect) for part in within):
                return effect
        return None

    found = [effect for name in {worksheet_of(path) for path in within} if (effect := last_on(name))]
    if not found:
        return []
    last = max(found, key=_newest) if undoing else min(found, key=_newest)
    back_to = last.before if undoing else last.after
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
        for number, path in enumerate(still_standing(last))
    ]


def _newest(effect: Effect) -> int:
    return max(_last(standing).revision for standing in effect.after.values())


def _is_within(path: str, part: str) -> bool:
    return path == part or path.startswith(f"{part}/")


def _last(heads: Sequence[Head]) -> Head:
    return heads[-1] if heads else _UNANSWERED


_UNANSWERED = Head("", None, "", 0, "")
"""What stands at a path where nobody has written."""

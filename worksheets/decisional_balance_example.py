"""The grid of the fictional person in the example, who thinks about drinking less in the evenings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worksheets.answers import Value
from worksheets.language import _, marked


def answers() -> Mapping[str, Value]:
    """Return it, by path below the name of the grid."""
    found: dict[str, Value] = {
        "topic": "ALCOHOL",
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        "known": _("Beer without alcohol. It worked until the holidays."),
        "wanted": "YES",
        "made_of_it": _("The mornings. I hadn’t thought of those."),
        "missing_here": _("It’s part of how I know myself."),
        **{f"{item}/limit": limit for item, limit in _LIMITS.items()},
        **{f"{item}/gives": _(words) for item, words in _GIVES.items()},
    }
    for cell, written in _CELLS.items():
        for position, (text, matters, when, value) in enumerate(written, start=1):
            item = f"example-{cell.lower()}-{position}"
            found |= {
                f"{item}/place": [cell, position],
                f"{item}/text": _(text),
                f"{item}/matters": matters,
                f"{item}/when": when,
                f"{item}/value": value,
            }
    return found


_CELLS: Mapping[str, Sequence[tuple[str, int | None, str | None, str | None]]] = {
    "GOOD_NOW": (
        # For translators: the person in the example wrote this and what follows: short, as people talk.
        (marked("It helps me switch off after work"), 7, "NOW", None),
        (marked("Friday drinks with the team"), 5, "NOW", None),
        (marked("I don’t have to think about it"), None, None, None),
    ),
    "NOT_SO_GOOD_NOW": (
        (marked("I sleep badly and wake up at four"), 8, "NOW", None),
        (marked("Snapping at the kids in the morning"), 9, "NOW", "raising_children"),
        (marked("The money, about 40 a week"), 4, "LATER", None),
    ),
    "NOT_SO_GOOD_CHANGE": (
        (marked("Evenings would feel long at first"), 6, "NOW", None),
        (marked("Explaining it to my friends"), 3, None, None),
    ),
    "GOOD_CHANGE": (
        (marked("More patience with the kids"), 10, "NOW", "raising_children"),
        (marked("Waking up rested"), 8, "NOW", "rest"),
        (marked("Being able to run on Saturdays again"), 6, "LATER", None),
    ),
}

_LIMITS = {"example-good_now-1": "NOT_WITHOUT"}

_GIVES = {"example-good_now-1": marked("An hour in which nobody wants anything from me.")}

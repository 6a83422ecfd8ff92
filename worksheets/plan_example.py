"""The plan of the fictional person in the grid's and the rulers' examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worksheets.answers import Value
from worksheets.language import _, marked


def answers() -> Mapping[str, Value]:
    """Return it, by path below the plan's name."""
    found: dict[str, Value] = {
        "today": "PLAN",
        **{f"reasons/{id_}": True for id_ in _REASONS},
        **{f"instead/{id_}": _(text) for id_, text in _INSTEAD.items()},
        **{field: _(text) for field, text in _WORDS.items()},
    }
    for list_, each in _ITEMS.items():
        for position, written in enumerate(each, start=1):
            item = f"example-{list_}-{position}"
            found[f"{item}/place"] = [list_, position]
            found |= {
                f"{item}/{field}": _(value) if isinstance(value, str) else value for field, value in written.items()
            }
    return found


_REASONS = (
    "decisional_balance.example-good_change-1",
    "decisional_balance.example-not_so_good_now-1",
    "rulers.importance.why_not_lower_8",
)

_INSTEAD = {
    # For translators: the person in the example wrote this and what follows: short, as people talk.
    "example-good_now-1": marked("Music and twenty minutes outside when I get home, before the kids need me."),
    "example-good_now-2": marked("Go anyway, and order something without alcohol. It’s the talking I like."),
}

_WORDS = {
    "accountable_to": marked("My sister, on the phone on Sundays"),
    "reward": marked("New running shoes, with the money I save in the first month"),
    "working_when": marked("I sleep through till six, and the mornings are calmer."),
    "if_not_working": marked("Call my sister, look at this page again, and talk about it next time."),
}

_ITEMS: Mapping[str, Sequence[Mapping[str, Value]]] = {
    "steps": (
        {
            "what": marked("Tea instead of wine"),
            "when": marked("At eight, when the kids are in bed"),
            "where": marked("At home, in the kitchen"),
            "how_often": marked("Monday to Thursday"),
            "confidence": 6,
            "easier": marked("Start with two evenings, and buy the tea I like."),
        },
        {
            "what": marked("Run around the lake"),
            "when": marked("At nine in the morning"),
            "where": marked("From my sister’s place"),
            "how_often": marked("Every Saturday"),
            "confidence": 8,
            "expect": marked("I’ll be out of breath, and proud of it."),
        },
    ),
    "obstacles": (
        {
            "obstacle": marked("work was hard and I want to switch off"),
            "response": marked("walk once around the block with music before I sit down"),
        },
        {
            "obstacle": marked("the team asks why I’m not drinking on Friday"),
            "response": marked("say I’m going running on Saturday"),
        },
    ),
    "people": (
        {"who": marked("My sister"), "how": marked("She doesn’t drink either. I can call her in the evening.")},
    ),
}

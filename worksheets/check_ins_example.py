"""The check-ins and the setback of the fictional person in the grid's example."""

from __future__ import annotations

from collections.abc import Mapping

from worksheets.answers import Value
from worksheets.language import _, marked


def answers() -> Mapping[str, Value]:
    """Return them, by path below the name of the check-ins."""
    found: dict[str, Value] = {}
    for position, (id_, (kind, written)) in enumerate(_ENTRIES.items(), start=1):
        found[f"{id_}/place"] = [kind, position]
        found |= {f"{id_}/{path}": _translated(path, value) for path, value in written.items()}
    return found


def _translated(path: str, value: Value) -> Value:
    is_words = isinstance(value, str) and path != "date" and not path.startswith("steps/")
    return _(str(value)) if is_words else value


_ENTRIES: Mapping[str, tuple[str, Mapping[str, Value]]] = {
    "example-check_in-1": (
        "check_in",
        {
            "date": "2026-10-05",
            "importance/number": 8,
            # For translators: the person in the example wrote this and what follows: short, as people talk.
            "importance/why_not_lower_8": marked("Two mornings without yelling. The kids noticed."),
            "confidence/number": 6,
            "confidence/why_not_lower_6": marked("Four evenings with tea, and it was okay."),
            "confidence/what_would_raise_it_6": marked("A plan for Fridays."),
            "readiness/number": 7,
            "steps/example-steps-1": "DONE",
            "steps/example-steps-2": "PARTLY",
            "expected/example-steps-2": marked("I’ll be out of breath, and proud of it."),
            "happened/example-steps-2": marked("I walked half of it. It was still the best hour of the week."),
            "win": marked("I slept through till six, twice."),
            "learned": marked("The first half hour after the kids are in bed is the hard part."),
        },
    ),
    "example-setback-1": (
        "setback",
        {
            "date": "2026-10-16",
            "what_happened": marked("A bottle of wine after the quarterly meeting."),
            "was_working": marked("Eleven evenings with tea, and I went running twice."),
            "learned": marked("It wasn’t the wine I was after. I wanted the stress to stop."),
            "would_change": marked("Walk home from work on days like that."),
            "strengths_showed": marked("I called my sister the next morning."),
            "too_much": marked("No, but Fridays need their own plan."),
        },
    ),
    "example-check_in-2": (
        "check_in",
        {
            "date": "2026-10-19",
            "importance/number": 9,
            "importance/why_not_lower_9": marked("I ran around the lake and thought: this is what I want."),
            "confidence/number": 5,
            "confidence/why_not_lower_5": marked("I kept going after that bad Friday."),
            "confidence/who_could_help": marked("My sister, and now a friend at work too."),
            "readiness/number": 7,
            "steps/example-steps-1": "PARTLY",
            "steps/example-steps-2": "DONE",
            "win": marked("I told the team I don’t drink on Fridays."),
            "learned": marked("Nobody minded."),
        },
    ),
}

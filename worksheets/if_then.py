"""If-then plans: what could get in the way, and what the person will do then, in one sentence [II]."""

from __future__ import annotations

import re
from dataclasses import dataclass

from worksheets.language import _, marked, spoken


def sentence(obstacle: str, response: str) -> str:
    """Return both in one if-then sentence; dots stand for what is not written yet.

    Where the person has written "if" or "I will", it is not written again. In a language of which it is not known how
    that begins, the two stand apart, where any words fit.
    """
    obstacle = obstacle.strip().rstrip(".。…,， ")
    response = response.strip()
    message = _APART
    if begins := _BEGINS.get(spoken().replace("_", "-").split("-")[0]):
        response = begins.then.sub("", response)
        has_if, has_who = begins.obstacle.match(obstacle) is not None, begins.response.match(response) is not None
        message = _SENTENCES[has_if, has_who]
        if has_if:
            obstacle = obstacle[0].upper() + obstacle[1:]
    return _(message).format(obstacle=obstacle or "…", response=response or "…")


@dataclass(frozen=True, slots=True)
class _Begins:
    """How the two halves of an if-then sentence begin in a language, if the person has written that already."""

    obstacle: re.Pattern[str]
    then: re.Pattern[str]
    response: re.Pattern[str]


_BEGINS = {
    "en": _Begins(
        re.compile(r"(?:if|when|whenever|once|as soon as|in case|every time|each time)\b", re.IGNORECASE),
        re.compile(r"^then\b[ ,]*", re.IGNORECASE),
        re.compile(r"(?:I|i|we)(?:['’](?:ll|m|d|ve|re))?\b|let me\b|let['’]?s\b", re.IGNORECASE),
    )
}

# For translators: an if-then plan in a person’s own words [II], set apart so that any words fit.
_APART = marked("If: {obstacle}. Then: {response}")

_SENTENCES = {
    # For translators: shown only where worksheets/if_then.py has a rule for the language [II].
    (False, False): marked("If {obstacle}, then I will {response}"),
    # For translators: shown only where worksheets/if_then.py has a rule for the language; the obstacle has an “if”.
    (True, False): marked("{obstacle}, then I will {response}"),
    # For translators: shown only where worksheets/if_then.py has a rule for the language; the response begins with “I”.
    (False, True): marked("If {obstacle}, then {response}"),
    # For translators: shown only where worksheets/if_then.py has a rule for the language; both have such a beginning.
    (True, True): marked("{obstacle}, then {response}"),
}
"""By whether the person has written "if", and who will do it."""

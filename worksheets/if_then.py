"""If-then plans: what could get in the way, and what the person will do then, in one sentence [II]."""

from __future__ import annotations

import re
from dataclasses import dataclass

from worksheets.language import _, marked, spoken


def sentence(obstacle: str, response: str) -> str:
    """Return both in one if-then sentence; dots stand for what is not written yet.

    Where the person has written "if" or "I will", it is not written again.
    """
    obstacle = obstacle.strip().rstrip(".。…,， ")
    response = response.strip()
    begins = _BEGINS.get(spoken().replace("_", "-").split("-")[0])
    has_if = bool(begins and begins.obstacle.match(obstacle))
    if begins:
        response = begins.then.sub("", response)
    has_who = bool(begins and begins.response.match(response))
    if has_if:
        obstacle = obstacle[0].upper() + obstacle[1:]
    return _(_SENTENCES[has_if, has_who]).format(obstacle=obstacle or "…", response=response or "…")


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

_SENTENCES = {
    # For translators: any words can fill this if-then plan [II], so rather “If: {obstacle}. Then: {response}”.
    (False, False): marked("If {obstacle}, then I will {response}"),
    # For translators: shown only in a language that worksheets/if_then.py knows the beginnings of; like the one before.
    (True, False): marked("{obstacle}, then I will {response}"),
    # For translators: shown only in a language that worksheets/if_then.py knows the beginnings of; like the first one.
    (False, True): marked("If {obstacle}, then {response}"),
    # For translators: shown only in a language that worksheets/if_then.py knows the beginnings of; like the first one.
    (True, True): marked("{obstacle}, then {response}"),
}
"""By whether the person has written "if", and who will do it."""

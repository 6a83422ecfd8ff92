"""The change within a question: whether a person's own words fit in "How important is it to you to {change}?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from worksheets.language import _, spoken

LONGEST_WITHIN = 100
"""In characters: in a longer one, the question is lost."""


def asked(change: str, with_words: str, otherwise: str) -> str:
    """Return the question with the person's words for the {change} where they fit, or else the one without them."""
    words = fitting(change)
    return _(with_words).format(change=words) if words else _(otherwise)


def fitting(change: str) -> str | None:
    """Return the person's words as they go into a sentence, or None if they do not fit into one.

    Which words fit is for each language to say; where it says nothing, none do: "this change" is always right.
    """
    rule = _RULES.get(spoken().replace("_", "-").split("-")[0])
    words = change.strip().rstrip(".!?…。 ")
    return rule(words) if rule and 0 < len(words) <= LONGEST_WITHIN else None


def in_english(words: str) -> str | None:
    """Return a bare verb phrase, without "to" and with a small first letter; None for anything else.

    A word that is a verb or a noun ("sleep") counts only if what follows makes it a verb ("sleep better").
    """
    if _SEVERAL_SENTENCES.search(words):
        return None
    first, *rest = words.split()
    marked_as_verb = False
    if first.casefold() == "to" and rest:
        marked_as_verb = True
        first, *rest = rest
    before: list[str] = []
    if first.casefold() in _NOT and rest:
        marked_as_verb = True
        before = [first.casefold()]
        first, *rest = rest[1:] if rest[0].casefold() == "to" and len(rest) > 1 else rest
    verb = first.casefold()
    after = rest[0].casefold() if rest else ""
    is_verb = verb in _VERBS or (
        (verb in _VERBS_OR_NOUNS and (marked_as_verb or after in _HOW_MUCH))
        or (verb in _VERBS_WITH_AN_OBJECT and (marked_as_verb or after in _HOW_MUCH | _BEFORE_AN_OBJECT))
    )
    return " ".join([*before, verb, *rest]) if is_verb and after not in _SUBJECTS else None


_RULES: Mapping[str, Callable[[str], str | None]] = {"en": in_english}

_SEVERAL_SENTENCES = re.compile(
    r"[,;:?!/|()\n–—]|\w{4}[.…] | (?:or|whether|versus|vs\.?|because|but) |[\u0590-\u08ff]", re.IGNORECASE
)
"""More than one phrase, two ways to go, or a script that runs from right to left."""

_NOT = frozenset({"not", "never"})

_SUBJECTS = frozenset({"i", "you", "we", "they", "he", "she"})
"""After one of these, "have" or "do" begins a question, and is no bare verb."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERBS = _words(
    """
    accept achieve add adopt allow apologise apologize apply argue arrange ask attend avoid be become begin bring build
    buy carry choose come commit confront connect continue cope create cut decide delete do drop eat eliminate enjoy
    enrol enroll explain explore express feel find finish follow forget forgive gain get give go grow have hear improve
    increase invite join keep learn leave let listen live lose make manage marry meet organise organize pick prepare
    prioritise prioritize protect put quit read rebuild reconnect recover reduce relax remain remember remove replace
    resign respond resume retire save say see seek sell send set sing sit socialise socialize speak spend stand stay
    stick stop swim take taper teach tell think throw treat try turn understand use vape wait wake wean wear write
    """
)

_VERBS_OR_NOUNS = _words(
    "diet drink exercise gamble help hope love need rest sleep smoke snack stress swear vape worry"
)

_VERBS_WITH_AN_OBJECT = _words(
    """
    answer bite break call change clean complete control cook dance date deal drive end face fight focus limit look
    lower move open own pay phone plan play practice practise reach report return ride run separate share shop show
    sort start study switch talk test train travel trust visit walk watch work
    """
)

_HOW_MUCH = _words(
    """
    again better daily differently earlier enough every faster fewer harder healthily later less longer more much only
    properly regularly slower sooner through together well
    """
)

_BEFORE_AN_OBJECT = _words(
    """
    a about alone an around at away back by careers down every for from half her him his home house in into it jobs me
    my myself off on our out over part schools that the their them these this those to toward towards up with without
    """
)

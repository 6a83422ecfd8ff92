"""How hard the interface is to read: English as a school grade (Flesch and Kincaid 1975), which this prints.

Other languages have formulas that go from 0, very hard, to 100, very easy. A few words have no grade: names of buttons
and boxes, and short questions, are only counted together with others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import copy_context
from pathlib import Path

import pyphen  # type: ignore[import-untyped]
from babel.messages.pofile import read_po

from tests.house.repository import forms
from worksheets import WORKSHEETS, language
from worksheets.language import _
from worksheets.workbook import Stance

CATALOGUE = Path(__file__).parents[2] / "locale" / "messages.pot"
SHORTEST_SENTENCE = 4
LONG_ENOUGH = 10
"""So many words have a grade of their own."""

_IS_READ_BY_CLIENTS = re.compile(
    r"(worksheets|components/worksheets)/\w+\.py|components/(blocks/)?(?!installation|admission)\w+\.py|components/screens/(start|help)\.py"
)
FORMULAS: Mapping[str, Callable[[float, float], float]] = {
    "en": lambda words, syllables: 0.39 * words + 11.8 * syllables - 15.59,
    "de": lambda words, syllables: 180 - words - 58.5 * syllables,  # Amstad 1978
    "es": lambda words, syllables: 206.835 - words - 62.3 * syllables,  # Szigriszt Pazos 1993
    "fr": lambda words, syllables: 207 - 1.015 * words - 73.6 * syllables,  # Kandel and Moles 1958
    "pt": lambda words, syllables: 248.835 - 1.015 * words - 84.6 * syllables,  # Martins et al. 1996
}
"""How easy a language is to read, by the words of a sentence and the syllables of a word."""

_VOWELS = re.compile(r"[aeiouyàâäáãåæéèêëíìîïóòôöõœúùûüýÿ]+")
_MUTE = re.compile(r"(?<=[^\Waeiouyéèêàâîôû])es?$")
_HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)


def texts() -> Mapping[str, Sequence[str]]:
    """Every text of the interface, of counts that of one, with the modules in which it stands."""
    with CATALOGUE.open("rb") as file:
        return {
            forms(message)[0]: [place for place, _line in message.locations] for message in read_po(file) if message.id
        }


def sentences() -> list[str]:
    """Every sentence of the interface."""
    found = [sentence for text in texts() for sentence in in_sentences(text)]
    return [sentence for sentence in found if len(words(sentence)) >= SHORTEST_SENTENCE]


def said_to_clients() -> Mapping[str, Sequence[str]]:
    """What the pages of a worksheet say, with their modules: not what a guide card says, nor what an example does."""
    guides = [worksheet.guide(stance) for worksheet in WORKSHEETS for stance in Stance]
    others = {said for guide in guides for said in (*guide.say, *guide.avoid)} | {stance.guide for stance in Stance}
    others |= {said for worksheet in WORKSHEETS for said in worksheet.example().values() if isinstance(said, str)}
    return {
        text: there
        for text, places in texts().items()
        if text not in others and (there := [place for place in places if _IS_READ_BY_CLIENTS.fullmatch(place)])
    }


def in_sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if words(sentence)]


def grade(texts: Sequence[str]) -> float:
    """The school grade at which these sentences can be read, counted together."""
    return _level(texts, language.ENGLISH)


def level(code: str) -> float | None:
    """How easy what clients read is in this language, or None without a formula for it."""
    if code.partition("-")[0] not in FORMULAS:
        return None
    return copy_context().run(_level_of_all, said_to_clients(), code)


def _level_of_all(texts: Iterable[str], code: str) -> float:
    language.use(code)
    said = [sentence for text in texts for sentence in in_sentences(_(text))]
    return _level([sentence for sentence in said if len(words(sentence)) >= SHORTEST_SENTENCE], code)


def _level(sentences: Sequence[str], code: str) -> float:
    spoken = code.partition("-")[0]
    all_words = [word for sentence in sentences for word in words(sentence)]
    syllables = sum(_syllables(word.lower(), spoken) for word in all_words)
    return FORMULAS[spoken](len(all_words) / len(sentences), syllables / len(all_words))


def words(text: str) -> list[str]:
    """The words of a sentence, a placeholder being one."""
    return re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", text.replace("{", " ").replace("}", " "))


def hardest(texts: Iterable[str], count: int) -> list[tuple[float, str]]:
    """The sentences with the highest grades."""
    return sorted(((grade([text]), text) for text in texts), reverse=True)[:count]


def _syllables(word: str, spoken: str) -> int:
    if spoken == language.ENGLISH:
        return len(_HYPHENS.positions(word)) + 1
    return max(1, len(_VOWELS.findall(_MUTE.sub("", word) if spoken == "fr" else word)))


if __name__ == "__main__":
    found = sentences()
    to_clients = [sentence for text in said_to_clients() for sentence in in_sentences(text)]
    for name, those in (("all", found), ("to clients, on the pages of a worksheet", to_clients)):
        print(f"{len(those)} sentences ({name}), grade {grade(those):.1f}; the hardest ten of some length:")
        for number, sentence in hardest((each for each in those if len(words(each)) >= LONG_ENOUGH), 10):
            print(f"  {number:4.1f}  {sentence}")

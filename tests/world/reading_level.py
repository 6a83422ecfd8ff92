"""How hard the English of the interface is to read, as a school grade (Flesch and Kincaid 1975); prints it.

A few words have no grade: names of buttons and boxes, and short questions, are only counted together with others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyphen  # type: ignore[import-untyped]
from babel.messages.pofile import read_po

from worksheets import WORKSHEETS
from worksheets.workbook import Stance

CATALOGUE = Path(__file__).parents[2] / "locale" / "messages.pot"
SHORTEST_SENTENCE = 4
LONG_ENOUGH = 10
"""So many words have a grade of their own."""

_IS_READ_BY_CLIENTS = re.compile(
    r"(worksheets|components/worksheets)/\w+\.py|components/(?!installation)\w+\.py|components/screens/(start|help)\.py"
)
_HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)


def texts() -> Mapping[str, Sequence[str]]:
    """Every text of the interface, with the modules in which it stands."""
    with CATALOGUE.open("rb") as file:
        return {
            str(message.id): [place for place, _line in message.locations] for message in read_po(file) if message.id
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
    all_words = [word for text in texts for word in words(text)]
    syllables = sum(map(_syllables, all_words))
    return 0.39 * len(all_words) / len(texts) + 11.8 * syllables / len(all_words) - 15.59


def words(text: str) -> list[str]:
    """The words of a sentence, a placeholder being one."""
    return re.findall(r"[A-Za-z’']+", text.replace("{", " ").replace("}", " "))


def hardest(texts: Iterable[str], count: int) -> list[tuple[float, str]]:
    """The sentences with the highest grades."""
    return sorted(((grade([text]), text) for text in texts), reverse=True)[:count]


def _syllables(word: str) -> int:
    return len(_HYPHENS.positions(word.lower())) + 1


if __name__ == "__main__":
    found = sentences()
    to_clients = [sentence for text in said_to_clients() for sentence in in_sentences(text)]
    for name, those in (("all", found), ("to clients, on the pages of a worksheet", to_clients)):
        print(f"{len(those)} sentences ({name}), grade {grade(those):.1f}; the hardest ten of some length:")
        for number, sentence in hardest((each for each in those if len(words(each)) >= LONG_ENOUGH), 10):
            print(f"  {number:4.1f}  {sentence}")

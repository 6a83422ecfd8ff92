"""How hard the English of the interface is to read, as a school grade (Flesch and Kincaid 1975); prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyphen  # type: ignore[import-untyped]
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[2] / "locale" / "messages.pot"
SHORTEST_SENTENCE = 4

_HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)


def sentences() -> list[str]:
    """Every sentence of the interface; names of buttons and boxes, which are no sentences, are left out."""
    with CATALOGUE.open("rb") as file:
        texts = [str(message.id) for message in read_po(file) if message.id]
    found = [sentence for text in texts for sentence in re.split(r"(?<=[.?!:])\s+", text)]
    return [sentence for sentence in found if len(words(sentence)) >= SHORTEST_SENTENCE]


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
    print(f"{len(found)} sentences, grade {grade(found):.1f}; the hardest ten:")
    for number, sentence in hardest(found, 10):
        print(f"  {number:4.1f}  {sentence}")

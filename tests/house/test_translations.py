"""Each language other than English says all that English says, and says who has reviewed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextvars import copy_context
from gettext import c2py
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.repository import ROOT, forms
from tests.worksheets.answering import example
from tests.world import pseudo
from tests.world.cases import for_each
from worksheets import WORKSHEETS, kind_at, language
from worksheets.answers import Text, Value
from worksheets.worksheet import Worksheet

TRANSLATED: Final = sorted(
    file for file in (ROOT / "locale").glob("*/LC_MESSAGES/*.po") if not file.parent.parent.name.startswith("en_")
)
"""The catalogues of other languages: those that say some things in other English words need not say all."""

REVIEWED: Final = re.compile(r"reviewed by .+, \d{4}-\d{2}-\d{2}")
_NO_WORDS: Final = re.compile(r"\{\w+\}|[^\w ]")
ENGLISH: Final = re.compile(r"\b(the|and|you|your|with|what|this|that|of|when|write)\b", re.IGNORECASE)
"""Words that are in none of the other languages, and in most sentences of English."""

SAME: Final[Mapping[str, Sequence[str]]] = {
    "": ("Both Sides", "US Letter", "A4", "MB", "OK", "PDF"),
    "es": ("Plan", "Ideas", "Humor"),
    "pt_BR": ("Backups", "Humor"),
    "fr": ("Plan", "Question", "Journal", "Obstacle", "Importance", "Important", "Date", "question", "page"),
    "de": ("Plan", "Passphrase", "Person", "Humor", "Fitness"),
}
"""What may be left as it is: names, and words that a language has as English has them."""


@pytest.mark.parametrize("file", TRANSLATED, ids=lambda file: file.parent.parent.name)
def test_a_language_says_all_that_english_says(file: Path) -> None:
    assert list(faults(file.read_bytes(), file.parent.parent.name, _template())) == []


def test_a_language_that_nobody_speaks_says_all_that_english_says(tmp_path: Path) -> None:
    pseudo.written(tmp_path)

    assert [
        fault
        for file in sorted(tmp_path.glob("*/LC_MESSAGES/messages.po"))
        for fault in faults(file.read_bytes(), file.parent.parent.name.partition("_")[0], _template())
        if not re.search("Language-Team|an English word|as scripts", fault)
    ] == []


@for_each(
    ("there", "instead", "fault"),
    [
        ('msgstr "Deshacer"', 'msgstr ""', "missing: 'Undo'"),
        ('msgid "Undo"', 'msgid "Take back"', "missing: 'Undo'"),
        ('msgid "Undo"', '#, fuzzy\nmsgid "Undo"', "fuzzy: 'Undo'"),
        ("Deshacer", "Undo", "left in English: 'Undo'"),
        ("Deshacer", "Write esto", "an English word: 'Undo'"),
        ("Página {page}", "Página {pagina}", "other placeholders: 'Page {page}'"),
        ("{count} días", "varios días", "other placeholders: ('{count} day', '{count} days')"),
        ('msgstr[1] "{count} días"', "", "missing: ('{count} day', '{count} days')"),
        ('msgid "Undo"', '#: components/undo.py\nmsgid "Undo"', "not as scripts/catalogue writes it: 'Undo'"),
        ("nplurals=2", "nplurals=3", "the language has 2 plural forms, not 3"),
        ("reviewed by nobody yet", "Madrid", "Language-Team does not say who has reviewed it"),
    ],
)
def test_whatever_is_wrong_with_a_catalogue_is_found(there: str, instead: str, fault: str) -> None:
    template = read_po(BytesIO(_SPANISH.encode()), locale="es")
    assert _SPANISH.count(there) == 1

    assert list(faults(_SPANISH.encode(), "es", template)) == []
    assert next(faults(_SPANISH.replace(there, instead).encode(), "es", template)).startswith(fault)


_SPANISH: Final = """
msgid ""
msgstr ""
"Language-Team: reviewed by nobody yet\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Undo"
msgstr "Deshacer"

msgid "Page {page}"
msgstr "Página {page}"

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "un día"
msgstr[1] "{count} días"
"""


@for_each("worksheet", WORKSHEETS)
def test_an_example_has_no_word_of_english_for_whoever_opens_it_in_another_language(worksheet: Worksheet) -> None:
    def in_arabic() -> Mapping[str, Value]:
        language.use("ar")
        return example(worksheet)

    english, arabic = example(worksheet), copy_context().run(in_arabic)

    assert english.keys() == arabic.keys()
    texts = [path for path in english if isinstance(kind_at(path), Text)]
    assert [english[path] for path in texts if arabic[path] == english[path]] == []


def _template() -> Catalog:
    with (ROOT / "locale" / "messages.pot").open("rb") as lines:
        return read_po(lines)


def faults(written: bytes, code: str, template: Catalog) -> Iterator[str]:
    """What is wrong with this catalogue of this language, which is to say all that is in the template."""
    catalogue = read_po(BytesIO(written), locale=code, abort_invalid=True)
    if catalogue.language_team != language.NOT_REVIEWED and not REVIEWED.search(catalogue.language_team):
        yield f"Language-Team does not say who has reviewed it, and when: {catalogue.language_team}"
    if catalogue.num_plurals != Catalog(locale=code).num_plurals:
        yield f"the language has {Catalog(locale=code).num_plurals} plural forms, not {catalogue.num_plurals}"
    for message in template:
        if message.id and (wrong := _fault(message, catalogue)):
            yield f"{wrong}: {message.id!r}"


def _fault(message: Message, catalogue: Catalog) -> str:
    translation = catalogue.get(message.id, message.context)
    if translation is None:
        return "missing"
    said = [translation.string] if isinstance(translation.string, str) else list(translation.string or ())
    if not all(said):
        return "missing"
    if translation.fuzzy:
        return "fuzzy"
    if not language.fits(translation) or _uncounted(message, said, catalogue):
        return "other placeholders"
    words = [_NO_WORDS.sub(" ", form).strip() for form in said]
    may_stay = [*SAME[""], *SAME.get(str(catalogue.locale), ())]
    if any(same in forms(message) and plain and plain not in may_stay for same, plain in zip(said, words, strict=True)):
        return "left in English"
    if any(map(ENGLISH.search, words)):
        return "an English word"
    is_as_written = (translation.locations, translation.auto_comments) == (message.locations, message.auto_comments)
    return "" if is_as_written else "not as scripts/catalogue writes it"


def _uncounted(message: Message, said: Sequence[str], catalogue: Catalog) -> bool:
    """Whether a form that several numbers share leaves the number out."""
    form_of = c2py(catalogue.plural_expr)
    numbers = [form_of(number) for number in range(200)]
    asked = {name for form in forms(message) for _said, name, *_rest in Formatter().parse(form) if name}
    return message.pluralizable and any(
        numbers.count(at) > 1 and any(f"{{{name}}}" not in form for name in asked) for at, form in enumerate(said)
    )

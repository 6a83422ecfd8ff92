"""Every word of the interface goes through the catalogue, so that it can be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from components.screens.how_this_works import READING_LEVELS
from tests.house.repository import MODULES, ROOT, catalogue, forms, messages, said_in
from tests.world.cases import for_each
from tests.world.reading_level import (
    LONG_ENOUGH,
    grade,
    hardest,
    in_sentences,
    level,
    said_to_clients,
    sentences,
    words,
)
from worksheets.language import ENGLISH, codes

_AS_PUBLISHED = re.compile("how confident are you", re.IGNORECASE)
"""The question of a ruler, in the words of the guides to rulers."""

_READS_LIKE_A_LABEL = re.compile(r"\s*[A-Z][a-z’]{2,}\b")

_TAKES_ANY_WORDS = re.compile(r"\b(?:an?|the|this|your|because of) \{", re.IGNORECASE)
"""What goes before a word in English, and in other languages depends on that word."""

_PUNCTUATION = re.compile(r"\s*[,;:?·.–]\s+")

_WORKSHEETS = [path for path in MODULES if path.parent.name == "worksheets"]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_no_word_goes_past_the_catalogue(module: Path) -> None:
    source = module.read_text(encoding="utf-8")

    past = list(labels_past_the_catalogue(source))

    assert past == [], f"wrap these in _(…): {past}"


@for_each(
    "source",
    [
        'st.button("Begin")',
        'note(f"Page {page}")',
        '{"undo": "Undo"}',
        'note("Hello {x}".format())',
        'f("Yes", _("No"))',
    ],
)
def test_a_label_that_goes_past_the_catalogue_is_found(source: str) -> None:
    assert len(list(labels_past_the_catalogue(source))) == 1


def test_one_thing_is_never_called_one_things() -> None:
    several = re.compile(r"\{(?:seconds|count|number|over)\} (?:more )?[a-z]+s\b")

    assert [message for message in messages() if several.search(message)] == []


def test_the_interface_reads_as_easily_as_a_sixth_grade_book() -> None:
    assert len(sentences()) > 100
    assert grade(sentences()) < 6.5, hardest(sentences(), 5)


def test_whatever_a_worksheet_says_to_clients_at_some_length_reads_as_easily() -> None:
    long = {text: grade(in_sentences(text)) for text in said_to_clients() if len(words(text)) >= LONG_ENOUGH}

    assert len(long) > 80
    assert {text: number for text, number in long.items() if number >= 6.5 and not _AS_PUBLISHED.search(text)} == {}


def test_the_questions_of_each_page_are_as_easy_to_read_taken_together() -> None:
    asked: dict[str, list[str]] = {}
    for text, modules in said_to_clients().items():
        for module in modules if text.endswith("?") and not _AS_PUBLISHED.search(text) else ():
            asked.setdefault(module, []).append(text)

    assert len(asked) > 8
    assert {module: number for module, texts in asked.items() if (number := grade(texts)) >= 6.5} == {}


@for_each("code", ["en_GB", "en_x_plain", "en_x_teen"])
def test_an_english_catalogue_says_otherwise_only_what_the_code_says_with_the_same_placeholders(code: str) -> None:
    there = said_in(code)

    assert [message for message in there if message not in messages()] == []
    assert [message for message, said in there.items() if _placeholders(message) != _placeholders(said)] == []
    assert [message for message, said in there.items() if said in ("", message)] == []


def test_plain_words_are_easier_to_read_than_a_fourth_grade_book() -> None:
    plain = {said: grade(in_sentences(said)) for said in said_in("en_x_plain").values() if words(said)}

    assert grade([sentence for said in plain for sentence in in_sentences(said)]) < 3
    assert {said: number for said, number in plain.items() if len(words(said)) >= LONG_ENOUGH and number >= 5} == {}


def test_the_page_about_how_this_works_says_how_easy_each_language_is_to_read() -> None:
    measured = {code: number for code in codes() if (number := level(code)) is not None}
    steps = {code: 1 if code.startswith(ENGLISH) else 5 for code in measured}

    stated = {code: READING_LEVELS[code].level for code in measured}

    assert stated == {code: steps[code] * round(number / steps[code]) for code, number in measured.items()}


def test_long_words_in_long_sentences_read_harder() -> None:
    hard = "Unanswered considerations accumulate considerable psychological ambivalence."

    assert grade(["You can stop and come back."]) < 4 < 12 < grade([hard])


def test_a_translator_can_tell_and_move_every_placeholder() -> None:
    placeholders = {name for message in messages() for name in _placeholders(message)}

    assert "number" in placeholders
    assert all(str(name).isidentifier() for name in placeholders), placeholders
    assert not [message for message in messages() if re.search(r"%[sd(]", message)]


def test_no_message_has_a_place_where_only_some_words_fit() -> None:
    assert [message for message in messages() if _TAKES_ANY_WORDS.search(message)] == []


def test_no_sentence_of_a_worksheet_is_made_of_parts() -> None:
    made = {path.stem: list(made_of_parts(path.read_text(encoding="utf-8"))) for path in _WORKSHEETS}

    assert {name: each for name, each in made.items() if each} == {}, "use one message, labeled(…) or listed(…)"


@for_each(
    "source",
    [
        '", ".join(names)',
        '" · ".join(_(name) for name in names)',
        'f"{label}: {text}"',
        'f"{question} {name}? {day} · {place}"',
        'sentence.rstrip(":")',
        'when.replace(_("At the start"), _("Start"))',
    ],
)
def test_a_sentence_made_of_parts_is_found(source: str) -> None:
    assert len(list(made_of_parts(source))) == 1


def test_whoever_translates_a_question_can_read_what_it_is_for() -> None:
    asked = [message for message in catalogue() if forms(message)[-1].endswith("?") and _is_of_a_worksheet(message)]

    assert len(asked) > 100
    assert [message.id for message in asked if not message.auto_comments] == []


def made_of_parts(source: str) -> Iterator[tuple[int, str]]:
    """The line and text of whatever puts punctuation between texts, takes it off one, or replaces a translated part."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)), attr="join")):
                found = bool(_PUNCTUATION.fullmatch(between))
            case ast.JoinedStr(values=parts):
                found = any(_is_punctuation(part) for part in parts)
            case ast.Call(func=ast.Attribute(attr="rstrip" | "removesuffix"), args=[ast.Constant(value=":")]):
                found = True
            case ast.Call(func=ast.Attribute(attr="replace"), args=[ast.Call(func=ast.Name(id="_")), *_rest]):
                found = True
            case _:
                continue
        if found:
            yield node.lineno, ast.unparse(node)


def _is_punctuation(part: ast.expr) -> bool:
    match part:
        case ast.Constant(value=str(between)):
            return _PUNCTUATION.fullmatch(between) is not None
    return False


def _is_of_a_worksheet(message: Message) -> bool:
    return any(Path(path).parent.name == "worksheets" for path, _line in message.locations)


def _placeholders(message: str) -> set[str]:
    return {name for _text, name, *_rest in Formatter().parse(message) if name is not None}


def labels_past_the_catalogue(source: str) -> Iterator[tuple[int, str]]:
    """The line and text of every literal that begins as a label does and is neither in `_(…)` nor for programmers."""
    tree = ast.parse(source)
    spared = {id(node) for part in ast.walk(tree) if _is_spared(part) for node in ast.walk(part)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in spared and _READS_LIKE_A_LABEL.match(text):
                yield node.lineno, text


def _is_spared(node: ast.AST) -> bool:
    """Whether this is a marked text, a docstring, a list of names, or the name of a book."""
    match node:
        case ast.Call(func=ast.Name(id="_" | "marked" | "marked_in" | "ngettext" | "pgettext" | "TypeVar" | "NewType")):
            return True
        case ast.keyword(arg="sources") | ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False

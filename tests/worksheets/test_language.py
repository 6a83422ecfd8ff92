"""What the interface says is said in the language in use, in the form that it takes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.world.cases import for_each
from worksheets import decisional_balance, language, rulers, templates
from worksheets.language import _, in_a_row, listed, marked_in, ngettext, pgettext

_POLISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{count} thing"
msgid_plural "{count} things"
msgstr[0] "{count} rzecz"
msgstr[1] "{count} rzeczy"
msgstr[2] "{count} spraw"

msgctxt "to open"
msgid "Open"
msgstr "Otwórz"

msgid "Both sides"
msgstr "Waga"

msgid "Rulers"
msgstr "Waga"

#, fuzzy
msgid "Undo"
msgstr "?"
"""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """What was spoken here is not spoken in other tests."""
    yield
    language.use(language.ENGLISH)


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Speaks Polish, out of this catalogue."""

    def spoken(catalogue: str) -> None:
        file = tmp_path / "pl" / "LC_MESSAGES" / "messages.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(catalogue, encoding="utf-8")
        monkeypatch.setattr(language, "FOLDER", tmp_path)
        forget()
        language.use("pl")

    def forget() -> None:
        language.codes.cache_clear()
        language._catalogue.cache_clear()

    yield spoken
    forget()


@pytest.fixture
def polish(speak: Callable[[str], None]) -> None:
    """Polish, as far as it is needed here."""
    speak(_POLISH)


@pytest.mark.usefixtures("polish")
def test_a_count_takes_the_form_that_it_has_in_the_language() -> None:
    said = [ngettext("{count} thing", "{count} things", count).format(count=count) for count in (1, 3, 5, 22)]

    assert said == ["1 rzecz", "3 rzeczy", "5 spraw", "22 rzeczy"]


@pytest.mark.usefixtures("polish")
def test_one_english_word_with_two_meanings_is_said_as_it_is_meant() -> None:
    assert pgettext("to open", "Open") == _(marked_in("to open", "Open")) == "Otwórz"
    assert pgettext("not closed", "Open") == "Open"


@pytest.mark.usefixtures("polish")
def test_two_steps_that_a_language_calls_the_same_stay_two() -> None:
    assert decisional_balance.title() == rulers.title()
    assert templates.steps()[:2] == [decisional_balance.NAME, rulers.NAME]


@pytest.mark.usefixtures("polish")
def test_what_nobody_has_translated_or_checked_is_said_in_english() -> None:
    assert _("Undo") == "Undo"
    assert ngettext("{count} day", "{count} days", 2) == "{count} days"


def test_a_list_is_written_as_the_language_writes_it() -> None:
    assert listed(["tea", "rest", "a walk"]) == "tea, rest, and a walk"
    language.use("es")
    assert listed(["té", "paseo"]) == "té y paseo"
    assert listed([]) == ""


def test_things_stand_in_a_row_in_every_language() -> None:
    assert in_a_row(["7", "{4}", "9"]) == "7, {4}, 9"
    assert (in_a_row(["7"]), in_a_row([])) == ("7", "")


def test_a_language_that_nobody_speaks_is_english() -> None:
    language.use("xx-@")

    assert (_("Undo"), listed(["a", "b"])) == ("Undo", "a and b")


@for_each("said", ["{nam}", "{}", "{name!r}", "{name.real}", "{name:d}", "{name", "name}", "ona"])
def test_a_translation_that_cannot_be_filled_in_as_the_english_can_is_said_in_english(
    speak: Callable[[str], None], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    speak(_POLISH + f'\nmsgid "Hello {{name}}"\nmsgstr "Witaj {said}"\n')

    assert _("Hello {name}").format(name="Ola") == "Hello Ola"
    assert pgettext("to open", "Open") == "Otwórz"
    assert "messages.po, line" in caplog.text


def test_one_thing_needs_no_number_in_a_language_that_says_so(speak: Callable[[str], None]) -> None:
    speak(_POLISH.replace('{count} rzecz"', 'jedna rzecz"'))

    assert ngettext("{count} thing", "{count} things", 1).format(count=1) == "jedna rzecz"


@for_each(
    ("there", "broken"),
    [
        ("msgctxt", "<<\nmsgctxt"),
        ("plural=(", "plural=import ("),
        ("utf-8", "utf-0"),
    ],
)
def test_of_a_catalogue_that_cannot_be_read_the_log_tells_and_the_page_speaks_english(
    speak: Callable[[str], None], there: str, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    speak(_POLISH.replace(there, broken))

    assert pgettext("to open", "Open") == "Open"
    assert "messages.po cannot be read" in caplog.text


@for_each("code", ["xx", "../..", "", "pl" * 2000])
@pytest.mark.usefixtures("polish")
def test_a_language_that_is_not_there_is_english(code: str) -> None:
    language.use(code)

    assert pgettext("to open", "Open") == "Open"
    assert (language.direction(), language.best_for(code)) == ("ltr", "en")


@for_each("asked", ["pl;q=٧", "pl;q=nan,", ",;q=,;;=", "x" * 4000, "en;q=0.1," * 400 + "pl"])
@pytest.mark.usefixtures("polish")
def test_what_no_browser_asks_for_is_answered_in_english(asked: str) -> None:
    assert language.best_for(asked) == "en"


def test_english_is_there_in_plain_words_and_for_teenagers_but_only_for_those_who_choose_it() -> None:
    names = {code: language.own_name(code) for code in language.codes()}

    assert names["en-x-plain"] == "English, in plain words"
    assert names["en-x-teen"] == "English, for teenagers"
    assert [language.best_for(asked) for asked in ("en", "en-US", "en-GB", "en-AU")] == ["en", "en", "en-GB", "en-GB"]


def test_a_register_says_the_questions_otherwise_and_the_rest_as_its_language_does() -> None:
    language.use("en-x-teen")

    assert _("Good things about making this change") == "Why changing would be good"
    assert (_("Undo"), listed(["a", "b", "c"])) == ("Undo", "a, b, and c")

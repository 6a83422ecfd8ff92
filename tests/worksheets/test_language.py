"""What the interface says is said in the language in use, in the form that it takes there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
def polish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Polish, as far as it is needed here."""
    catalogue = tmp_path / "pl" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(_POLISH, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    language.use("pl")


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

"""What the browser does without drawing is tested by Node's own test runner, in the files beside this one."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time

from tests.world.node import NODE

FOLDER = Path(__file__).parent

LANGUAGES = ("en", "en-GB", "es", "pt-BR", "fr", "de", "ar", "fa")

IN_WORDS = """
    import { dayInWords, timeInWords } from "../../components/browser/days.js";
    const said = process.argv.slice(1).map((lang) => {
        globalThis.document = { documentElement: { lang } };
        return [dayInWords("2026-11-02"), timeInWords(new Date("2026-11-02T14:06"))];
    });
    console.log(JSON.stringify(said));
"""


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node on files of components/browser: the page loads them as modules, but no package.json says so."""
    command = [str(NODE), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", *arguments]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False)


def test_what_the_browser_does_without_drawing() -> None:
    run = node("--test", "*.test.js")

    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"\bpass [1-9]", run.stdout), run.stdout


def test_a_day_and_a_time_are_written_alike_by_the_window_and_by_the_server() -> None:
    run = node("--input-type=module", "--eval", IN_WORDS, *LANGUAGES)

    assert run.returncode == 0, run.stderr
    moment = datetime(2026, 11, 2, 14, 6)
    locales = [Locale.parse(language, sep="-") for language in LANGUAGES]
    said = [[format_date(moment, "long", each), format_time(moment, "short", locale=each)] for each in locales]
    narrow_or_not = str.maketrans("\u202f", " ")  # What stands between 2:06 and PM.
    assert json.loads(run.stdout.translate(narrow_or_not)) == [
        [each.translate(narrow_or_not) for each in pair] for pair in said
    ]

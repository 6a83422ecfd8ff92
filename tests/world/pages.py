"""The addresses of all pages, for whoever comes to them in any language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from components import navigation
from components.screens import backups, lock
from tests.world.hostile import filled, texts
from tests.world.person import Person
from tests.world.writing import written
from worksheets import check_ins, decisional_balance, topics
from worksheets.workbook import Stance

Query = Mapping[str, str]


def addresses(database: Path, words: str) -> Iterator[tuple[str, Query]]:
    """Yield the name of each page but home and where it is; these words are in every text, each with its own number."""
    answers = filled(lambda kind: words[: kind.longest - len("1000 ")])
    answers |= {path: f"{number} {text}" for number, (path, text) in enumerate(texts(answers).items())}
    about = {path: value for path, value in answers.items() if path.startswith(f"{topics.NAME}/")}
    workbook, map_ = written(database, {**answers, "workbook/stance": "EXPLORE"}), written(database, about)
    for step in navigation.steps(Stance.EXPLORE):
        yield step.page, {"page": step.page, "workbook": workbook}
    yield "picture", {"page": decisional_balance.NAME, "workbook": workbook, "picture": "1"}
    for entry in ("example-check_in-2", "example-setback-1"):
        yield entry, {"page": check_ins.NAME, "workbook": workbook, "entry": entry}
    yield navigation.TOPICS, {"page": navigation.TOPICS, "workbook": map_}
    for page in (
        *(navigation.START, navigation.HELP, navigation.HOW_THIS_WORKS),
        *(navigation.ACCESSIBILITY, navigation.KEEPING, navigation.TAKEN_AWAY),
    ):
        yield page, {"page": page, "workbook": workbook}
    for page in (lock.PAGE, backups.PAGE):
        yield page, {"page": page}


def come_to(person: Person, query: Query) -> None:
    """Open this page, wait until it is there and the one before is gone, and unfold all that is folded on it."""
    person.page.evaluate("document.querySelector('h1')?.setAttribute('data-left', '')")
    person.visit(**query)
    person.page.wait_for_function(_IS_THERE)
    person.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")


_IS_THERE = """() => {
  const [heading, ...others] = document.querySelectorAll("h1");
  return heading && !others.length && !("left" in heading.dataset)
    && document.querySelector("[data-test-script-state=notRunning]");
}"""

"""Templates of a clinic: a stance by a name of their own, with prompts and questions, from one TOML file each.

A worksheet that begins with one keeps its words: it goes on as it was when the file is changed, or gone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Final

from worksheets import ABOUT_ONE_CHANGE, own_questions, page_of, workbook
from worksheets.answers import Answers, Text, Value
from worksheets.decisional_balance import Cell
from worksheets.help_lines import settings_file
from worksheets.items import Item
from worksheets.language import _, in_a_row, labeled
from worksheets.workbook import LONGEST_EXPLANATION, LONGEST_PROMPT, LONGEST_TEMPLATE, Stance

MOST: Final = 12
LARGEST: Final = 50_000
"""In bytes."""

_FROM_A_TEMPLATE: Final = "template-"
_KEYS: Final = ("name", "explanation", "stance", "prompts", "questions")


@dataclass(frozen=True, slots=True)
class Template:
    """A stance by a name of its own, with `prompts` for some cells and `questions` for some steps."""

    name: str
    explanation: str
    stance: Stance
    prompts: Mapping[Cell, str]
    questions: Mapping[str, Sequence[str]]


class _Mistake(Exception):
    """What is wrong in a file, in words for whoever wrote it."""


def folder() -> Path:
    """Return the folder `templates` beside the settings file."""
    return settings_file().parent / "templates"


def read(folder: Path) -> tuple[list[Template], list[str]]:
    """Return the templates in this folder, by their files' names, and for each file that is left out, why."""
    found: dict[str, Template] = {}
    mistakes = []
    for path in sorted(folder.glob("*.toml")):
        try:
            template = _template(path)
            if template.name in found:
                raise _Mistake(_("another file has the same name. Choose another name."))
            if len(found) == MOST:
                raise _Mistake(_("there are more than {limit} templates. Remove one.").format(limit=MOST))
            found[template.name] = template
        except _Mistake as mistake:
            mistakes.append(labeled(path.name, str(mistake)))
    return list(found.values()), mistakes


def steps() -> list[str]:
    """Return the names that a file has for the steps to which it can add questions."""
    return list(dict.fromkeys(map(page_of, ABOUT_ONE_CHANGE)))


def chosen(answers: Answers, template: Template | None) -> dict[str, Value]:
    """Return all that changes when this template is chosen, beside its stance; with None, what takes one back.

    Questions that came with another one go, unless they are answered; new ones come as far as their step has room,
    but for one that was answered and then removed.
    """
    changes: dict[str, Value] = {}
    added: dict[str, Value] = {}
    for step in steps():
        wanted = _questions(template, step) if template else {}
        there = own_questions.asked(answers, step)
        gone = [each.id for each in there if _goes(each) and each.id not in wanted]
        changes |= {f"{own_questions.NAME}/{id_}/removed": True for id_ in gone}
        room = own_questions.MOST - len(there) + len(gone)
        answered = [id_ for id_ in wanted if answers[f"{own_questions.NAME}/{id_}/answer"]]
        known = [*answered, *(each.id for each in there)]
        new = [id_ for id_ in wanted if id_ not in known][: max(room, 0)]
        for id_ in new:
            path = f"{own_questions.NAME}/{id_}"
            position = list(wanted).index(id_) + 1
            added |= {f"{path}/removed": False, f"{path}/question": wanted[id_], f"{path}/place": [step, position]}
    changes[f"{workbook.NAME}/template"] = template.name if template else ""
    changes[f"{workbook.NAME}/template_explained"] = template.explanation if template else ""
    prompts = template.prompts if template else {}
    changes |= {f"{workbook.NAME}/prompts/{cell}": prompts.get(cell, "") for cell in Cell}
    return {**changes, **added}


def kept(answers: Answers) -> Template | None:
    """Return the template with which this workbook began, in the words that it has kept, or None."""
    about = workbook.read(answers)
    if not about.template:
        return None
    explanation = str(answers[f"{workbook.NAME}/template_explained"] or "")
    prompts = {cell: workbook.prompt(answers, cell) for cell in Cell}
    return Template(about.template, explanation, about.stance, prompts, {})


def _questions(template: Template, step: str) -> Mapping[str, str]:
    """Return the questions for this step by where each is kept, which is the same each time."""

    def name(question: str) -> str:
        return sha256(f"{template.name}\n{step}\n{question}".encode()).hexdigest()[:16]

    return {f"{_FROM_A_TEMPLATE}{name(question)}": question for question in template.questions.get(step, ())}


def _goes(question: Item) -> bool:
    """Return whether a question goes with the template that it came with."""
    return question.id.startswith(_FROM_A_TEMPLATE) and not question.words("answer")


def _template(path: Path) -> Template:
    """Return the template in this file; raises _Mistake."""
    try:
        if path.stat().st_size > LARGEST:
            raise _Mistake(_("this file has more than {limit} bytes. Shorten it.").format(limit=LARGEST))
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _Mistake(_("it cannot be read as TOML ({problem}).").format(problem=error)) from None
    _check_names(said, _KEYS, "")
    stance = _words(said, "stance", LARGEST)
    if stance not in list(Stance):
        raise _Mistake(_unknown(f'stance = "{stance}"', stance, list(Stance)))
    prompts = _table(said, "prompts", list(Cell))
    questions = _table(said, "questions", steps())
    return Template(
        name=_words(said, "name", LONGEST_TEMPLATE),
        explanation=_words(said, "explanation", LONGEST_EXPLANATION),
        stance=Stance(stance),
        prompts={Cell(cell): _words(prompts, cell, LONGEST_PROMPT, "prompts") for cell in prompts},
        questions={step: _list_of_questions(questions, step) for step in questions},
    )


def _table(said: Mapping[str, object], key: str, names: Collection[str]) -> Mapping[str, object]:
    table = said.get(key, {})
    if not isinstance(table, dict):
        raise _Mistake(_("{key} should be a table: write [{key}] on a line of its own.").format(key=key))
    _check_names(table, names, key)
    return table


def _list_of_questions(questions: Mapping[str, object], step: str) -> list[str]:
    listed, key = questions[step], f"questions.{step}"
    if not isinstance(listed, list):
        raise _Mistake(_('{key} should be a list, as in {key} = ["Who could help?"].').format(key=key))
    if len(listed) > own_questions.MOST:
        too_many = _("{key} has room for {limit} questions, and there are {count}. Remove what is too much.")
        raise _Mistake(too_many.format(key=key, count=len(listed), limit=own_questions.MOST))
    return [_text(question, key, own_questions.LONGEST_QUESTION) for question in listed]


def _words(said: Mapping[str, object], key: str, longest: int, within: str = "") -> str:
    if key not in said:
        raise _Mistake(_('{key} is missing. Write a line {key} = "…".').format(key=key))
    return _text(said[key], f"{within}.{key}" if within else key, longest)


def _text(value: object, key: str, longest: int) -> str:
    if not isinstance(value, str):
        raise _Mistake(_('{key} should be text between quotation marks, as in "…".').format(key=key))
    text = Text(len(value), lines=False).accept(value)
    if not text:
        raise _Mistake(_("{key} is empty. Write something between the quotation marks.").format(key=key))
    if len(text) > longest:
        too_long = _("{key} is too long: shorten it from {count} to {limit} characters.")
        raise _Mistake(too_long.format(key=key, count=len(text), limit=longest))
    return text


def _check_names(table: Mapping[str, object], known: Collection[str], within: str) -> None:
    for name in table:
        if name not in known:
            raise _Mistake(_unknown(f"{within}.{name}" if within else name, name, known))


def _unknown(key: str, name: str, known: Collection[str]) -> str:
    like = get_close_matches(name.casefold(), {each.casefold(): each for each in known}, n=1)
    if like:
        meant = next(each for each in known if each.casefold() == like[0])
        # For translators: both are names in a file that a clinic writes, as they stand there.
        return _("{key} is not known here. Did you mean {meant}?").format(key=key, meant=meant)
    return _("{key} is not known here. Use one of these: {known}.").format(key=key, known=in_a_row(list(known)))

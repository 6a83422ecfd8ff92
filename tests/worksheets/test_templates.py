"""A clinic writes templates: one with a mistake is left out and told, and worksheets keep the words they began with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.house.repository import text_of
from tests.worksheets.answering import item, later
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets import accept, decisional_balance, own_questions, templates, workbook
from worksheets.answers import Value
from worksheets.decisional_balance import Cell
from worksheets.editing import Folded
from worksheets.storage.__main__ import COMMANDS, TemplatesWrong
from worksheets.templates import Template
from worksheets.workbook import Stance

TOLD: Final = next(
    block for block in re.findall("```toml\n(.*?)```", text_of("deploy/README.md"), re.DOTALL) if "stance" in block
)

MISTAKES: Final[Mapping[str, tuple[str, str, str]]] = {
    "a typo in a key": ("stance =", "stanse =", "stanse is not known here. Did you mean stance?"),
    "a key that nobody could mean": (
        "[prompts]",
        'color = "red"\n[prompts]',
        "color is not known here. Use one of these",
    ),
    "a stance in small letters": ('"EXPLORE"', '"explore"', "Did you mean EXPLORE?"),
    "a typo in a box": ("GOOD_NOW =", "GOOD_NWO =", "prompts.GOOD_NWO is not known here. Did you mean GOOD_NOW?"),
    "a typo in a step": ("rulers =", "ruler =", "questions.ruler is not known here. Did you mean rulers?"),
    "no name": ("name =", "# name =", 'name is missing. Write a line name = "…".'),
    "an empty name": ('"After sick leave"', '" "', "name is empty"),
    "a name that is a number": ('"After sick leave"', "7", "name should be text between quotation marks"),
    "a name that is too long": ("After sick leave", "x" * 61, "name is too long: shorten it from 61 to 60"),
    "a prompt that is too long": ("What would you be glad", "x" * 120, "prompts.GOOD_CHANGE is too long"),
    "prompts that are no table": (
        "[prompts]",
        "[[prompts]]",
        "prompts should be a table: write [prompts]",
    ),
    "a question that is a number": ('"What would you tell them?"', "7", "questions.plan should be text between"),
    "questions that are text": (
        'rulers = ["What would your team see first, if you were ready?"]',
        'rulers = "What would your team see first?"',
        "questions.rulers should be a list",
    ),
    "four questions": (
        '"What would you tell them?"',
        '"a", "b", "c"',
        "room for 3 questions, and there are 4.",
    ),
    "a forgotten quotation mark": ('name = "After', "name = After", "cannot be read as TOML"),
    "too much": ("[prompts]", "#" * templates.LARGEST, "this file has more than 50000 bytes"),
}


def in_folder(folder: Path, **files: str) -> tuple[list[Template], list[str]]:
    """What is read of these files."""
    for name, content in files.items():
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")
    return templates.read(folder)


def begun_with(template: Template | None, before: Folded | None = None) -> Folded:
    """A worksheet for which this template was chosen, by somebody whose every word is taken."""
    answers = before or Folded()
    for path, value in templates.chosen(answers, template).items():
        assert accept(answers, path, value) == value
        answers = later(answers, (path, value))
    return answers


def test_the_example_for_clinics_is_a_template(tmp_path: Path) -> None:
    [template], mistakes = in_folder(tmp_path, after=TOLD)

    assert mistakes == []
    assert (template.name, template.stance) == ("After sick leave", Stance.EXPLORE)
    assert template.prompts[Cell.GOOD_CHANGE] == "What would you be glad to have back?"
    assert {step: len(questions) for step, questions in template.questions.items()} == {"rulers": 1, "plan": 2}
    told = set(
        re.findall(r"[a-z_]{4,}", text_of("deploy/README.md").partition("the steps are ")[2].partition(". There")[0])
    )
    assert set(templates.steps()) <= told


@for_each("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_file_and_what_to_write_and_keeps_no_other_template_away(
    tmp_path: Path, mistake: str
) -> None:
    right, wrong, says = MISTAKES[mistake]
    assert right in TOLD

    found, mistakes = in_folder(tmp_path, a=TOLD.replace(right, wrong), b=TOLD)

    assert [template.name for template in found] == ["After sick leave"]
    assert len(mistakes) == 1
    assert mistakes[0].startswith("a.toml: ")
    assert says in mistakes[0]


def test_two_of_one_name_and_one_too_many_are_left_out_and_no_folder_is_no_mistake(
    tmp_path: Path,
) -> None:
    files = {f"t{number:02}": TOLD.replace("After sick", f"{number}") for number in range(templates.MOST + 1)}

    found, mistakes = in_folder(tmp_path, **files, t005=files["t00"])

    assert len(found) == templates.MOST
    assert [each.partition(":")[0] for each in mistakes] == ["t005.toml", "t12.toml"]
    assert templates.read(tmp_path / "nowhere") == ([], [])


def test_a_worksheet_keeps_the_words_that_it_began_with_when_the_template_is_gone(tmp_path: Path) -> None:
    [template], _mistakes = in_folder(tmp_path, after=TOLD)

    answers = later(begun_with(template), ("workbook/stance", template.stance.value))

    kept = templates.kept(answers)
    assert kept and (kept.name, kept.explanation, kept.stance) == (template.name, template.explanation, Stance.EXPLORE)
    assert workbook.read(answers).template == "After sick leave"
    grid = decisional_balance.invitation
    assert grid(answers, Stance.EXPLORE, Cell.GOOD_CHANGE) == "What would you be glad to have back?"
    assert grid(answers, Stance.EXPLORE, Cell.NOT_SO_GOOD_NOW) == "What bothers you about it? What does it cost you?"
    asked = [own_questions.wording(each) for each in own_questions.asked(answers, "plan")]
    assert asked == ["Who at work should know about this plan?", "What would you tell them?"]


def test_another_choice_takes_back_what_came_with_a_template_but_no_question_that_was_answered(tmp_path: Path) -> None:
    [template], _mistakes = in_folder(tmp_path, after=TOLD)
    mine: Mapping[str, Value] = item("own_questions/mine", "plan", 9, question="And my sister?")
    answers = begun_with(template, answered(mine))
    [of_rulers] = own_questions.asked(answers, "rulers")
    answers = later(answers, (f"own_questions/{of_rulers.id}/answer", "That I laugh again."))

    without = begun_with(None, answers)

    assert workbook.read(without).template == ""
    assert decisional_balance.invitation(without, Stance.EXPLORE, Cell.GOOD_CHANGE).startswith("What would get better?")
    assert [each.id for each in own_questions.asked(without, "plan")] == ["mine"]
    assert [line.shown for line in own_questions.lines(without, "")] == ["That I laugh again."]
    again = begun_with(template, without)
    assert len(own_questions.asked(again, "plan")) == own_questions.MOST
    assert len(own_questions.asked(again, "rulers")) == 1
    removed = later(without, (f"own_questions/{of_rulers.id}/removed", True))
    assert own_questions.asked(begun_with(template, removed), "rulers") == []


def test_who_runs_the_server_checks_the_templates_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "folder", lambda: tmp_path)
    in_folder(tmp_path, right=TOLD, wrong=TOLD.replace("stance =", "stanse ="))
    said = COMMANDS["templates"].run(None)  # type: ignore[arg-type]

    assert next(said) == "EXPLORE  After sick leave"
    with pytest.raises(TemplatesWrong, match="stanse is not known here"):
        next(said)

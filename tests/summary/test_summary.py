"""What a person takes home: their words as they wrote them, only the parts they chose, and no verdict."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.summary.reading import NOW, elements, read, root_of, said_of_pictures, text_of
from tests.worksheets import answering
from tests.world.cases import for_each
from tests.world.hostile import CODE, LETTERS, filled, texts
from tests.world.writing import answered
from worksheets import ANSWERED, decisional_balance, language, rulers
from worksheets.answers import LONGEST_ANSWER, LONGEST_ITEM, Value
from worksheets.decisional_balance import MOST_ITEMS_IN_A_CELL, Cell
from worksheets.rulers import Ruler
from worksheets.summary import Paper, SummaryFailed, contents, parts, to_pages, to_pdf
from worksheets.summary.table import to_csv
from worksheets.version import VERSION
from worksheets.worksheet import Worksheet

TODAY = NOW.date()

EVERY_PART = (
    *(part for each in ANSWERED for part in (each.NAME, f"{each.NAME}/more", f"{each.NAME}/picture")),
    "name",
)

EMPTY: Mapping[str, Value] = {}

POINTS = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}

every_paper = for_each("paper", Paper)


def item(cell: Cell, number: int, text: str, matters: int | None = None, when: str | None = None) -> dict[str, Value]:
    """Something written in a cell."""
    path = f"decisional_balance/{cell.lower()}-{number}"
    return answering.item(path, cell.value, number, text=text, matters=matters, when=when)


def items(*texts: str) -> dict[str, Value]:
    """What somebody wrote of what is good about the change, each thing rated."""
    return {path: value for n, text in enumerate(texts) for path, value in item(Cell.GOOD_CHANGE, n, text, 7).items()}


def example() -> dict[str, Value]:
    """The grid and the rulers of the fictional person."""
    return {
        "workbook/change": "drink less in the evening",
        "workbook/name": "Alex Miller",
        **answering.example(decisional_balance, rulers),
    }


def full() -> dict[str, Value]:
    """24 things, all but one rated, and three rulers with every answer."""
    texts = (
        "It helps me to switch off after work",
        "Friday evenings with the team",
        "I don’t have to think about it, and nobody asks me why",
        "The best hour of the day",
        "I like the taste",
        "More patience with the kids",
    )
    answers = example()
    for cell in Cell:
        for n, text in enumerate(texts):
            matters = None if (cell, n) == (Cell.GOOD_NOW, 2) else (n * 3 + len(cell)) % 11
            answers |= item(cell, n, text, matters, (None, "NOW", "LATER")[n % 3])
    for ruler, rating in rulers.read(answered(answers)).ratings.items():
        asked = rating.asked_at(rating.number or 0)
        answers |= {f"rulers/{ruler}/{field}": f"My answer on {field}." for field in asked}
    others = ("/example-", "/further/", "/known", "/made_of_it", "/missing_")
    return {path: value for path, value in answers.items() if not any(part in path for part in others)}


def pdf_of(
    answers: Mapping[str, Value],
    included: Collection[str] = EVERY_PART,
    paper: Paper = Paper.A4,
    made_at: datetime = NOW,
) -> bytes:
    """The PDF that somebody with these answers takes home."""
    return to_pdf(contents(answered(answers), included, made_at.date()), paper, made_at)


def pdf_of_items(*texts: str) -> bytes:
    """The PDF of somebody who wrote these things of what is good about the change, each rated."""
    return pdf_of(items(*texts), ["decisional_balance"])


def pdf_in(tag: str, answers: Mapping[str, Value]) -> bytes:
    """The PDF of somebody who uses the program in this language."""

    def in_this_language() -> bytes:
        language.use(tag)
        return pdf_of(answers)

    return copy_context().run(in_this_language)


def metadata_of(pdf: bytes) -> str:
    """What the file says of itself to archives and to assistive technology."""
    return str(root_of(pdf)["/Metadata"].get_object().get_data().decode())


def fonts_of(pdf: bytes) -> list[Any]:
    """The fonts in which something is set on its pages."""
    pages: list[Any] = list(read(pdf).pages)
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]


def in_order(text: str, *expected: str) -> bool:
    """Whether these stand in the text one after the other."""
    return re.search(".*?".join(map(re.escape, expected)), text, re.DOTALL) is not None


# What is on the page.


@every_paper
def test_a_person_finds_their_own_words_in_the_order_in_which_they_wrote_them(paper: Paper) -> None:
    text = text_of(pdf_of(example(), paper=paper))

    assert in_order(
        text,
        "The change I am thinking about",
        "drink less in the evening",
        "Alex Miller November 22, 2026",
        "Good things about how things are now",
        "It helps me switch off after work",
        "Friday drinks with the team",
        "I don’t have to think about it",
        "Not-so-good things about how things are now",
        "I sleep badly and wake up at four",
        "Not-so-good things about making this change",
        "Evenings would feel long at first",
        "Good things about making this change",
        "More patience with the kids",
        "Being able to run on Saturdays again",
        "Rulers",
        "How important is it to you right now to drink less in the evening?",
        "What makes it an 8 and not a 6?",
        "The kids notice. And I’m tired of being tired.",
        "Who or what could help?",
        "My sister. She doesn’t drink either.",
    )


@every_paper
@for_each("answers", [example(), full()])
def test_a_full_workbook_fits_on_one_sheet_of_paper_and_every_page_says_what_it_is_and_which(
    answers: Mapping[str, Value], paper: Paper
) -> None:
    pages = read(pdf_of(answers, paper=paper)).pages

    assert len(pages) <= 2
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert "This is a worksheet for thinking a change through. It is not a diagnosis or a treatment." in text
        assert f"Page {number} of {len(pages)}" in text
        assert (round(page.mediabox.width), round(page.mediabox.height)) == POINTS[paper]


def test_the_grid_and_its_picture_end_on_what_the_change_would_bring() -> None:
    grid = ["decisional_balance", "decisional_balance/picture"]

    text = text_of(pdf_of({"workbook/stance": "DECIDED", **example()}, grid))

    headings = re.findall("(?:Good|Not-so-good) things about (?:how things are now|making this change)", text)
    assert headings == [cell.heading for cell in Cell] * 2


def test_somebody_who_has_decided_reads_that_they_have() -> None:
    text = text_of(pdf_of({"workbook/stance": "DECIDED", **example()}))

    assert text.startswith("The change I have decided to make drink less in the evening")


def test_what_was_not_answered_has_no_number_on_the_page() -> None:
    answers = item(Cell.GOOD_CHANGE, 1, "Waking up rested") | {"rulers/importance/number": None}

    pdf = pdf_of(answers)

    assert said_of_pictures(pdf) == []
    assert re.findall(r"\d+", text_of(pdf).replace("November 22, 2026", "").replace("Page 1 of 1", "")) == []


def test_a_zero_is_an_answer() -> None:
    pdf = pdf_of(item(Cell.GOOD_CHANGE, 1, "Waking up rested", matters=0), ["decisional_balance"])

    assert said_of_pictures(pdf) == ["How much it matters: 0 out of 10"]
    assert "Waking up rested 0" in text_of(pdf)


def test_the_page_gives_no_verdict() -> None:
    answers = full()
    rated = [value for path, value in answers.items() if path.endswith("/matters") and isinstance(value, int)]

    pdf = pdf_of(answers)

    said = " ".join([text_of(pdf), *said_of_pictures(pdf)]).casefold()
    assert not [word for word in ("total", "score", "winner", "outweigh", "percent", "%", "verdict") if word in said]
    assert str(sum(rated)) not in re.findall(r"\d+", said)
    assert max(int(number) for number in re.findall(r"\b\d+\b", said) if number not in ("22", "2026")) == 10


def test_an_example_says_that_the_person_in_it_is_invented() -> None:
    text = text_of(pdf_of({"workbook/example": True, **example()}))

    assert "The person in it is made up" in text
    assert "Stopping alcohol or some medicines suddenly can be dangerous" in text


@for_each("change", ["", " \u3000 ", "\u200b\u2060", "\x00\ufeff"])
def test_a_change_that_nobody_can_see_leaves_the_heading_to_the_page(change: str) -> None:
    pdf = pdf_of({"workbook/change": change})

    assert [str(element["/S"]) for element in elements(pdf)][:2] == ["/Document", "/H1"]
    assert text_of(pdf).startswith("The change I am thinking about November 22, 2026")


def test_a_page_with_nothing_on_it_says_so_kindly_or_what_to_do() -> None:
    nothing_written = pdf_of(EMPTY)
    nothing_chosen = text_of(pdf_of(example(), included=()))

    assert len(read(nothing_written).pages) == 1
    assert "There is nothing written here yet, and that is all right." in text_of(nothing_written)
    assert "Nothing is chosen for this page. Choose what you would like on it." in nothing_chosen
    assert "patience" not in nothing_chosen


def usual() -> dict[str, Value]:
    """What is there after a usual first session: three things in each box, two numbers, and a first step."""
    cells = {
        Cell.GOOD_NOW: ("It helps me switch off after work", "Friday drinks with the team", "I don’t have to think"),
        Cell.NOT_SO_GOOD_NOW: ("I sleep badly and wake up at four", "Snapping at the kids", "The money"),
        Cell.NOT_SO_GOOD_CHANGE: ("Evenings would feel long", "Explaining it to my friends", "Missing the taste"),
        Cell.GOOD_CHANGE: ("More patience with the kids", "Waking up rested", "Being able to run on Saturdays again"),
    }
    tea = {"what": "Tea instead of wine", "when": "At eight", "where": "In the kitchen", "how_often": "Every day"}
    return {
        "workbook/change": "drink less in the evenings",
        **{
            path: v
            for cell, each in cells.items()
            for n, text in enumerate(each)
            for path, v in item(cell, n, text, 7).items()
        },
        "rulers/importance/number": 8,
        "rulers/importance/why_not_lower_8": "The kids notice.",
        "rulers/confidence/number": 4,
        "rulers/confidence/why_not_lower_4": "I did it for all of January.",
        **answering.item("plan/tea", "steps", 1, **tea),
        **answering.item("plan/long", "obstacles", 1, obstacle="the evening feels long", response="ring my sister"),
        "plan/next_check_in": "2026-12-06",
    }


ON_THE_FIRST_PAGE = (
    "drink less in the evenings",
    "It helps me switch off after work",
    "Being able to run on Saturdays again",
    "The kids notice.",
    "I did it for all of January.",
    "Tea instead of wine",
    "If the evening feels long, then I will ring my sister",
    "December 6, 2026",
)


def usually_included(answers: Mapping[str, Value]) -> list[str]:
    """What is on the page of somebody who chooses nothing."""
    return [part.id for part in parts(answered(answers)) if part.included_by_default]


@every_paper
def test_a_usual_first_session_is_one_page_that_says_everything_and_sums_it_up(paper: Paper) -> None:
    (page,) = read(pdf_of(usual(), usually_included(usual()), paper)).pages

    assert in_order(" ".join(page.extract_text().split()), *ON_THE_FIRST_PAGE, "Both sides, in your own words")


@every_paper
def test_the_first_page_of_somebody_who_said_much_is_complete_and_the_rest_follows(paper: Paper) -> None:
    asked = [
        path
        for ruler, rating in rulers.read(answered(full())).ratings.items()
        for path in (f"rulers/{ruler}/{field}" for field in rating.asked_at(rating.number or 0))
    ]
    said = {path: f"word{n} " * 40 for n, path in enumerate(asked)}
    answers = {**usual(), **{path: v for path, v in full().items() if path.startswith("rulers/")}, **said}

    first, *others = (
        " ".join(page.extract_text().split()) for page in read(pdf_of(answers, usually_included(answers), paper)).pages
    )

    begun = [f"word{n}" for n, path in enumerate(asked) if "why_not_lower" in path]
    assert in_order(first, *ON_THE_FIRST_PAGE[:3], *begun, *ON_THE_FIRST_PAGE[5:])
    assert [path for n, path in enumerate(asked) if " ".join([first, *others]).count(f"word{n} ") < 39] == []


@for_each(
    ("stance", "last"),
    [
        ("EXPLORE", "What you do next is up to you."),
        ("BUILD", "“The kids notice.”"),
        ("DECIDED", "“The kids notice.”"),
    ],
)
def test_the_closing_summary_ends_on_the_change_or_on_a_line_that_takes_no_side(stance: str, last: str) -> None:
    text = text_of(pdf_of({**usual(), "workbook/stance": stance}, ["closing", "decisional_balance", "rulers"]))

    summed_up = text.partition("Both sides, in your own words ")[2].partition(" This is a worksheet")[0]
    assert in_order(summed_up, "On the one hand", "“Missing the taste”", "And on the other hand", "“Waking up rested”")
    assert summed_up.endswith(last)


@for_each("things", (9, 10, 11))
def test_what_sums_it_up_never_has_a_page_to_itself(things: int) -> None:
    answers = {path: value for path, value in usual().items() if not path.startswith("plan/")}
    for cell in Cell:
        for number in range(3, things):
            answers |= item(cell, number, "One more thing that matters", 5)
    answers["rulers/importance/what_would_raise_it_8"] = "If my doctor said so."

    pages = [" ".join(page.extract_text().split()) for page in read(pdf_of(answers, usually_included(answers))).pages]

    assert "Both sides, in your own words" in " ".join(pages)
    assert [page for page in pages if page.startswith("Both sides, in your own words")] == []


def test_what_is_left_out_of_the_page_is_not_summed_up_either() -> None:
    answers: Mapping[str, Value] = {**usual(), "workbook/stance": "BUILD"}

    assert "Both sides, in your own words" not in text_of(pdf_of(answers, ["closing", "rulers"]))
    summed_up = text_of(pdf_of(answers, ["closing", "decisional_balance"])).partition("Both sides, in your own words")[
        2
    ]
    assert "Waking up rested" in summed_up and "The kids notice" not in summed_up


def test_one_side_alone_is_not_summed_up() -> None:
    assert "closing" not in [part.id for part in parts(answered(items("Waking up rested")))]


# What a person chooses.


def test_a_person_is_offered_the_parts_that_have_something_to_show_and_a_name_is_left_out_at_first() -> None:
    offered = parts(answered(example()))

    assert [(part.id, part.label, part.included_by_default) for part in offered] == [
        ("decisional_balance", "Both sides: what you wrote", True),
        ("decisional_balance/picture", "Both sides: how much it matters, as a picture", False),
        ("rulers", "Rulers: numbers and answers", True),
        ("rulers/picture", "Rulers: importance and confidence together, as a picture", False),
        ("closing", "Both sides once more, in your own words", True),
        ("name", "Name or initials", False),
    ]


def test_nothing_is_offered_that_would_leave_an_empty_place() -> None:
    unrated = item(Cell.GOOD_NOW, 1, "It calms me") | {"rulers/confidence/number": 4}

    offered = parts(answered(unrated))

    assert [part.id for part in offered] == ["decisional_balance", "rulers"]
    assert parts(answered(EMPTY)) == ()


@for_each(
    ("part", "words"),
    [
        ("decisional_balance", "for later"),
        ("decisional_balance/picture", "How much each one matters, side by side"),
        ("rulers", "The kids notice."),
        ("rulers/picture", "The point shows your two answers together."),
        ("name", "Alex Miller"),
    ],
)
def test_a_part_that_is_left_out_is_nowhere_in_the_file(part: str, words: str) -> None:
    others = [other for other in EVERY_PART if other != part]

    left_out = pdf_of(example(), others)

    assert words in text_of(pdf_of(example(), [part]))
    assert words not in text_of(left_out)
    assert not any(words in said for said in said_of_pictures(left_out))


def written_everywhere(*others: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """A word of its own in every text of every worksheet, and those that a page asks for, whatever is chosen later."""
    names = {path: f"word{number}w" for number, path in enumerate(texts(filled(lambda _kind: "x")))}
    answers = {**filled(lambda _kind: "x"), **names}
    shown = [
        line.shown for each in ANSWERED for line in each.lines(answered(answers), "drink less") if line.path in names
    ]
    for each in others:
        answers |= each
    return answers, shown


NO_PLAN_OR_RANKS: Mapping[str, Value] = {
    "plan/today": "NO_PLAN",
    **{f"values/{id_}/rank": None for id_ in ("raising_children", "rest", "family")},
}
LEFT_OUT: Mapping[str, Value] = {"rulers/readiness_hidden": True}
NO_NUMBERS: Mapping[str, Value] = {f"rulers/{ruler}/number": None for ruler in Ruler}


@for_each("others", [{}, {**NO_PLAN_OR_RANKS, **NO_NUMBERS}, LEFT_OUT])
@pytest.mark.slow
def test_everything_that_was_written_can_be_chosen_for_paper_and_is_in_the_table(others: Mapping[str, Value]) -> None:
    answers, words = written_everywhere(others)
    chosen = [part.id for part in parts(answered(answers))]

    text = text_of(pdf_of(answers, chosen))
    rows = to_csv(answered(answers)).decode()

    assert len(words) > 60
    assert [word for word in words if word not in text] == []
    assert [word for word in words if word not in rows] == []


def test_what_became_of_a_step_that_is_gone_says_which_step_it_was() -> None:
    step: Mapping[str, Value] = {
        **answering.item("plan/tea", "steps", 1, what="Tea instead of wine"),
        "plan/tea/removed": True,
    }
    done = answering.item("check_ins/one", "check_in", 1, **{"steps/tea": "DONE"})

    assert "Tea instead of wine done" in text_of(pdf_of({**done, **step}))
    assert "Tea instead of wine,done" in to_csv(answered({**done, **step})).decode()


def test_a_ruler_that_was_left_out_is_on_paper_only_if_it_is_chosen() -> None:
    only = answered({"rulers/readiness/number": 5, "rulers/readiness/why_not_lower_5": "my sister knows", **LEFT_OUT})

    assert [(part.id, part.included_by_default) for part in parts(only)] == [("rulers/more", False)]
    assert contents(only, EVERY_PART, TODAY).first[0].with_words is False


def test_what_is_not_chosen_by_default_is_not_in_what_the_page_is_made_of() -> None:
    offered = parts(answered(answering.example()))
    chosen = [part.id for part in offered if part.included_by_default]

    page = contents(answered(answering.example()), chosen, TODAY)

    assert [part.id for part in offered if not part.included_by_default] == [
        "decisional_balance/picture",
        "rulers/picture",
        "values/more",
        "check_ins/more",
        "journal",
        "journal/more",
        "feedback/more",
    ]
    assert {section.section.more for section in (*page.first, *page.sections)} == {None}


# Words as they were written.


@for_each("written", CODE)
def test_what_looks_like_code_is_printed_as_it_was_typed(written: str) -> None:
    answer: Mapping[str, Value] = {"rulers/readiness/number": 5, "rulers/readiness/why_not_lower": written}

    text = text_of(pdf_of({"workbook/name": written, **items(written), **answer}))

    assert text.count(written) == 4


@for_each("written", CODE)
def test_a_change_that_looks_like_code_is_printed_as_it_was_typed(written: str) -> None:
    assert written in text_of(pdf_of({"workbook/change": written}))


@for_each("written", LETTERS.values())
def test_no_text_whatever_keeps_a_person_from_their_page(written: str) -> None:
    everywhere = {
        "workbook/change": written,
        "workbook/name": written,
        **items(written, "kept"),
        **{f"rulers/{ruler}/number": 5 for ruler in Ruler},
        **{f"rulers/{ruler}/why_not_lower": written for ruler in Ruler},
    }

    pdf = pdf_of(everywhere)

    assert "kept" in text_of(pdf)
    assert "<pdfuaid:part>1<" in metadata_of(pdf)


def test_a_letter_that_no_font_has_leaves_a_gap_and_takes_nothing_else_with_it() -> None:
    text = text_of(pdf_of_items("ᚠᚢ\u030f is my e\u0301te\u0301 and q\u030f"))

    assert "□□ is my été and" in text
    assert "q\u030f" in text
    assert "□ stands for a letter or a sign that cannot be printed here." in text


@for_each("written", ["été □ ☐", "a letter of every kind: ж ع क 字 😀"])
def test_nothing_is_said_to_be_missing_where_nothing_is(written: str) -> None:
    assert "□ stands for" not in text_of(pdf_of_items(written))


@for_each("length", [28, LONGEST_ITEM])
@for_each("letter", ["W", "m", "!", "é", "5"])
def test_a_word_that_never_ends_stays_on_the_page(letter: str, length: int) -> None:
    pdf = pdf_of({**item(Cell.GOOD_NOW, 1, "beside it"), **items(f"Oh {letter * length}")}, ["decisional_balance"])

    lines = [line for page in read(pdf).pages for line in page.extract_text().splitlines()]
    runs = [line.count(letter) for line in lines if letter * 3 in line]
    assert max(runs) < (24 if letter in "Wm" else 75)
    assert sum(runs) == length


SCRIPTS = {
    "accents": "Łódź, naïve Straße, Tiếng Việt",
    "Greek": "Μου αρέσει το κρασί",
    "Cyrillic": "Мне нравится вечером",
    "Chinese": "晚上喝酒以后睡得不好",
    "Chinese, traditional": "晚上喝酒後睡得不好，頭很暈",
    "Japanese": "夜に飲むと朝がつらい",
    "Korean": "밤에 마시면 아침이 힘들어요",
    "emoji": "Swimming 🏊‍♀️ and 👨‍👩‍👧 👍🏽 ❤️",
    "signs": "→ ✓ ✗ ★ □ ☐ ☑ ½ € ₹ ≥ …",
    "Armenian": "Ես լավ եմ քնում",
    "Georgian": "კარგად მძინავს",
    "Amharic": "የምሽት እንቅልፍ",
}


@for_each("written", SCRIPTS.values())
def test_people_write_in_their_own_script(written: str) -> None:
    assert written in text_of(pdf_of_items(written))


def test_an_emoji_is_not_taken_apart() -> None:
    fonts = {str(font["/BaseFont"]) for font in fonts_of(pdf_of_items("🏊‍♀️"))}

    assert any("NotoEmoji" in font for font in fonts)
    assert all(re.search("NotoEmoji|Literata|AtkinsonHyperlegibleNext", font) for font in fonts)


@for_each("written", ["أنام 7 ساعات كل ليلة", "אני ישן טוב אחרי 22:30 בלילה"])
def test_people_write_from_right_to_left(written: str) -> None:
    text = text_of(pdf_of_items(written))

    assert [word for word in written.split() if word not in text] == []


@for_each("written", ["ฉันนอนหลับดี", "मुझे नींद आती है", "আমি ভালো ঘুমাই", "எனக்கு தூக்கம்"])
def test_no_letter_of_these_scripts_is_missing(written: str) -> None:
    text = text_of(pdf_of_items(written))

    assert "□" not in text
    assert set(written) <= set(text)


def test_a_screen_reader_hears_each_language_in_its_own_voice() -> None:
    pdf = pdf_of_items("أنام جيدا", "אני ישן", "夜に飲む", "晚上喝酒", "밤에 마시면", "сплю плохо", "plain")

    spoken = {element["/Lang"] for element in elements(pdf) if "/Lang" in element}

    assert {"ar", "he", "ja", "zh", "ko", "und"} <= spoken


def test_the_page_speaks_the_language_of_the_interface() -> None:
    pdf = pdf_in("pt_BR", example())

    assert root_of(pdf)["/Lang"] == "pt-BR"
    assert "22 de novembro de 2026" in text_of(pdf)


def test_each_thing_begins_where_its_own_words_begin() -> None:
    (page,) = read(pdf_of_items("plain", "אני ישן", "plain again")).pages
    begins: dict[str, float] = {}

    def note(text: str, around: list[float], own: list[float], _font: object, _size: float) -> None:
        begins[text.strip()] = around[4] + own[4]

    page.extract_text(visitor_text=note)
    right = max(begins[text] for text in begins if re.search("[א-ת]", text))
    assert begins["plain"] == begins["plain again"] < right


# What the file is.


@every_paper
def test_a_screen_reader_can_follow_the_page(paper: Paper) -> None:
    pdf = pdf_of(example(), paper=paper)

    root = root_of(pdf)
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Worksheet summary" in metadata_of(pdf)
    assert "<pdfuaid:part>1<" in metadata_of(pdf)
    assert re.search("<pdfaid:part>2<.*<pdfaid:conformance>A<", metadata_of(pdf), re.DOTALL)


def test_its_properties_say_which_version_made_it_and_not_who_it_is_about_or_what() -> None:
    pdf = pdf_of(example())

    metadata = read(pdf).metadata
    assert metadata and str(metadata["/Keywords"]) == f"Both Sides {VERSION}"
    properties = f"{metadata} {metadata_of(pdf)}"
    assert "Worksheet summary" in properties
    assert not re.search("alex|miller|drink|evening", properties, re.IGNORECASE)


def test_headings_lead_through_the_page() -> None:
    kinds = [str(element["/S"]) for element in elements(pdf_of(example()))]

    levels = [kind for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels == ["/H1", "/H2", *["/H3"] * 4, "/H3", *["/H4"] * 4, *["/H2", *["/H3"] * 3] * 2]


def test_every_picture_is_said_in_words() -> None:
    said = said_of_pictures(pdf_of(example()))

    assert said == [
        *(f"How much it matters: {number} out of 10" for number in (7, 5, 8, 9, 4, 6, 3, 10, 8, 6)),
        "It helps me switch off after work: 7 out of 10, ⚑ I could not do without this",
        "Friday drinks with the team: 5 out of 10",
        "I don’t have to think about it: not said",
        "I sleep badly and wake up at four: 8 out of 10",
        "Snapping at the kids in the morning: 9 out of 10",
        "The money, about 40 a week: 4 out of 10",
        "Evenings would feel long at first: 6 out of 10",
        "Explaining it to my friends: 3 out of 10",
        "More patience with the kids: 10 out of 10",
        "Waking up rested: 8 out of 10",
        "Being able to run on Saturdays again: 6 out of 10",
        "A line from 0 (Not at all important) to 10 (The most important thing right now). Your answer: 8.",
        "A line from 0 (Not at all confident) to 10 (Completely confident). Your answer: 4.",
        "A line from 0 (Not ready yet) to 10 (Ready now). Your answer: 6.",
        "A square with one point in it. Importance: 8. Confidence: 4. Each side goes from 0 to 10.",
    ]


def test_every_font_is_in_the_file() -> None:
    fonts = fonts_of(pdf_of_items("plain", "夜に", "أنام", "🏊‍♀️"))

    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]

    assert len(descriptors) >= 4
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors)


def test_the_same_page_made_at_the_same_moment_is_the_same_file() -> None:
    once, again = pdf_of(full()), pdf_of(full())
    later = pdf_of(full(), made_at=NOW.replace(minute=43))

    assert once == again
    assert once != later


@for_each(("answers", "paper"), [(full(), Paper.A4), (EMPTY, Paper.LETTER)])
def test_the_preview_shows_every_page(answers: Mapping[str, Value], paper: Paper) -> None:
    shown = contents(answered(answers), EVERY_PART, TODAY)

    pages = to_pages(shown, paper)

    assert len(pages) == len(read(to_pdf(shown, paper, NOW)).pages)
    assert all(page.startswith(b"\x89PNG\r\n") for page in pages)


def test_people_who_download_at_the_same_time_each_get_only_their_own_words() -> None:
    people = [f"Person{number}x" for number in range(8)]

    def words_on_the_page_of(person: str) -> str:
        rune = "ᚠ" if person.endswith(("1x", "5x")) else ""
        return text_of(pdf_of({"workbook/name": person, **items(f"the words of {person} {rune}")}))

    with ThreadPoolExecutor(len(people)) as threads:
        pages = list(threads.map(words_on_the_page_of, people * 3))

    for person, page in zip(people * 3, pages, strict=True):
        assert set(re.findall(r"Person\dx", page)) == {person}


@pytest.mark.slow
def test_the_fullest_workbook_there_can_be_is_printed_to_its_last_word() -> None:
    def last_word(cell: Cell, n: int) -> str:
        return f"{cell}-{n}-end"

    answers: dict[str, Value] = {}
    for cell in Cell:
        for n in range(MOST_ITEMS_IN_A_CELL):
            answers |= item(cell, n, last_word(cell, n), n % 11, "NOW")
    answers |= item(Cell.GOOD_CHANGE, 7, "long " * (LONGEST_ITEM // 5), 9)
    for ruler in Ruler:
        answers[f"rulers/{ruler}/number"] = 5
        answers[f"rulers/{ruler}/why_not_lower"] = ("\n" * 3 + "line").ljust(LONGEST_ANSWER - 9, "\n") + f"{ruler}-end"

    text = text_of(pdf_of(answers))

    words = {last_word(cell, n) for cell in Cell for n in range(MOST_ITEMS_IN_A_CELL)}
    assert words - set(text.split()) == {last_word(Cell.GOOD_CHANGE, 7)}
    assert text.count("long") == 2 * (LONGEST_ITEM // 5)
    assert all(f"{ruler}-end" in text for ruler in Ruler)


def test_a_text_that_came_in_longer_than_anybody_can_type_still_gets_its_page() -> None:
    text = text_of(pdf_of(items("long " * 8_000)))

    assert text.count("long") == 2 * 8_000


def test_an_answer_of_many_short_lines_is_not_cut_off_at_the_end_of_the_page() -> None:
    lines = [f"line{number}" for number in range(200)]

    pdf = pdf_of({"rulers/importance/number": 5, "rulers/importance/why_not_lower": "\n".join(lines)})

    assert in_order(text_of(pdf), *lines)
    assert len(read(pdf).pages) > 3


def test_a_page_that_cannot_be_made_says_so_in_plain_words() -> None:
    page = contents(answered(example()), EVERY_PART, TODAY)
    nowhere = replace(page.first[0], worksheet="nothing of that name")

    with pytest.raises(SummaryFailed, match="Your words are safe"):
        to_pdf(replace(page, first=(nowhere,)), Paper.A4, NOW)


@for_each("worksheet", ANSWERED)
def test_each_worksheet_with_something_to_show_has_its_place_on_the_page(worksheet: Worksheet) -> None:
    answers = answering.example(worksheet)

    section = worksheet.section(answered(answers), "drink less")
    text = text_of(pdf_of(answers))

    assert section and section.title in text
    assert "There is nothing written here yet" not in text

"""What somebody copies out of the PDF is what was typed, in every script, and no character goes missing unsaid."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader
from pypdfium2 import PdfDocument

from tests.summary.reading import NOW
from tests.world.cases import for_each
from tests.world.writing import answered
from worksheets.answers import Value
from worksheets.summary import Paper, contents, to_pdf

SENTENCES: Final[Mapping[str, str]] = {
    "Amharic": "ሌሊት በደንብ እተኛለሁ",
    "Arabic": "أنام جيدا كل ليلة",
    "Arabic with two letters drawn as one": "لا أنام ليلا ولا أسهر الآن",
    "Arabic with marks": "أَنَامُ جَيِّدًا كُلَّ لَيْلَةٍ",
    "Armenian": "Ես լավ եմ քնում",
    "Bengali": "আমি রাতে ভালো ঘুমাই কিন্তু ক্লান্ত",
    "Burmese": "ကျွန်တော် ညဘက် ကောင်းကောင်း အိပ်ပျော်တယ်",
    "Chinese": "晚上喝酒以后睡得不好",
    "Devanagari": "मुझे नींद नहीं आती, क्योंकि मैं पीता हूँ",
    "emoji": "Swimming 🏊‍♀️ and 👨‍👩‍👧‍👦 👍🏽 ❤️ 🇩🇪",
    "Gujarati": "મને રાત્રે સારી ઊંઘ આવે છે",
    "Gurmukhi": "ਮੈਨੂੰ ਰਾਤ ਨੂੰ ਚੰਗੀ ਨੀਂਦ ਆਉਂਦੀ ਹੈ",
    "Hebrew": "אני ישן טוב בלילה",
    "Hebrew with marks": "שָׁלוֹם עֲלֵיכֶם",
    "Japanese": "夜に飲むと朝がつらい",
    "Kannada": "ನನಗೆ ರಾತ್ರಿ ಒಳ್ಳೆಯ ನಿದ್ರೆ ಬರುತ್ತದೆ",
    "Khmer": "ខ្ញុំគេងមិនលក់នៅពេលយប់",
    "Korean": "밤에 마시면 아침이 힘들어요",
    "Lao": "ຂ້ອຍນອນບໍ່ຫຼັບໃນຕອນກາງຄືນ",
    "Malayalam": "എനിക്ക് രാത്രിയിൽ നല്ല ഉറക്കം കിട്ടുന്നു",
    "Oriya": "ମୋତେ ରାତିରେ ଭଲ ନିଦ ହୁଏ",
    "Sinhala": "මට රාත්‍රියේ හොඳින් නින්ද යයි",
    "Tamil": "நான் இரவில் நன்றாகத் தூங்குகிறேன், கொஞ்சம்",
    "Telugu": "నాకు రాత్రి మంచి నిద్ర వస్తుంది",
    "Thai": "ฉันนอนไม่หลับตอนกลางคืน น้ำชาก็ดีที่สุด",
    "Vietnamese": "Tôi ngủ ngon hơn vào buổi tối",
    "without a letter of its own": "q\u0303 and m\u0302 and e\u0331\u0301",
}


RIGHT_TO_LEFT_WITH_MARKS: Final = ("Arabic with marks", "Hebrew with marks")
"""PDFium does not keep two letters without marks in their order there."""


def copied(pdf: bytes) -> str:
    """Everything that a browser would copy out of the file, with single spaces, composed, without the page's quotes."""
    pages = PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return unicodedata.normalize("NFC", " ".join(re.sub("[“”]", "", text).split()))


def pdf_of(*written: str) -> bytes:
    """The PDF of somebody who wrote each of these as an answer of its own."""
    answers: dict[str, Value] = {f"feedback/{field}": words for field, words in zip(FIELDS, written, strict=False)}
    return to_pdf(contents(answered(answers), ["feedback"], NOW.date()), Paper.A4, NOW)


FIELDS: Final = ("most_helpful", "differently")


@for_each("written", [words for script, words in SENTENCES.items() if script not in RIGHT_TO_LEFT_WITH_MARKS])
def test_what_is_copied_is_what_was_typed(written: str) -> None:
    text = copied(pdf_of(written))

    assert f"today? {unicodedata.normalize('NFC', written)} This is" in text


@for_each("written", [SENTENCES[script] for script in RIGHT_TO_LEFT_WITH_MARKS])
def test_marks_from_right_to_left_are_copied_once(written: str) -> None:
    text = copied(pdf_of(written))

    between = text[text.index("today?") + 6 : text.index("This is")]
    assert sorted(between.split()) != []
    assert sorted(between.replace(" ", "")) == sorted(unicodedata.normalize("NFC", written).replace(" ", ""))


def test_a_letter_that_was_typed_twice_is_copied_twice() -> None:
    for words in ("មិមិ មិ", "q\u0303q\u0303 q\u0303q\u0303q\u0303"):
        assert f"today? {words} This is" in copied(pdf_of(words))


def test_the_file_can_still_be_read_by_a_strict_reader_and_keeps_its_tags() -> None:
    pdf = pdf_of(*[SENTENCES["Khmer"], SENTENCES["Bengali"]])

    reader = PdfReader(BytesIO(pdf), strict=True)
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert len(reader.pages) == 1


@for_each("letter", ["W", "a", "é", "7", "ж", "ب"])
def test_a_word_that_never_ends_is_copied_without_anything_in_it(letter: str) -> None:
    text = copied(pdf_of(letter * 200))

    assert text.replace(" ", "").count(letter * 200) == 1
    assert "\u200b" not in text and "\u2060" not in text


NAMES: Final = "髙橋 﨑山 堃 珺 喆 玥 橋本 神﨑 德川 渡邉 邊 佢哋嘅 咗 喺 冇 啲 嚟 𠮷野 纔 㐱 堯 峯 犇 翀"


def characters_of(codec: str) -> Iterator[str]:
    """Each character beyond ASCII that two bytes of this encoding stand for."""
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            yield from bytes([first, second]).decode(codec, "ignore")[:1].replace("\ufffd", "")


def test_names_and_words_of_cantonese_are_printed_and_copied_letter_by_letter() -> None:
    text = copied(pdf_of(NAMES))

    assert NAMES in text
    assert "□" not in text


def test_no_han_character_of_these_encodings_is_missing() -> None:
    han: set[str] = set()
    for codec in ("gbk", "big5", "big5hkscs", "cp932", "euc_jis_2004", "euc_kr"):
        of_it = {each for each in characters_of(codec) if unicodedata.name(each, "").startswith("CJK ")}
        assert len(of_it) > 4_000
        han |= of_it
    text = "".join(sorted(han))

    pages = [pdf_of(text[start : start + 9_000]) for start in range(0, len(text), 9_000)]

    there = set("".join(map(copied_as_it_is, pages)))
    assert [each for each in han if not {each, unicodedata.normalize("NFC", each)} & there] == []


@for_each("written", ["\ufa19", "\ufa11", "\ufa10"])
def test_a_name_keeps_the_form_of_its_characters(written: str) -> None:
    assert written in copied_as_it_is(pdf_of(f"{written}!"))


def copied_as_it_is(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(pdf))

"""What people type is kept as they typed it, in every script, and cannot disturb the page it stands on."""

from __future__ import annotations

import random
import sys

from tests.world.cases import for_each
from worksheets.text import MOST_MARKS_ON_A_LETTER, clean, in_one_line

WORDS_OF_PEOPLE = {
    "English": "I sleep badly – and wake at 4 o’clock.",
    "markup": '<b onclick="x()">5 > 3 & 2 < 4</b> ![x](http://example.org) $x^2$ `code` *stars* {change} %s',
    "formula": "=1+1",
    "German": "Größere Geduld mit den Kindern, ß und ẞ",
    "Vietnamese, decomposed": "Tôi muốn uống ít hơn",
    "Polish": "Zażółć gęślą jaźń",
    "Greek": "Θέλω να κοιμάμαι καλύτερα",
    "Russian": "Я хочу лучше спать, ё",
    "Arabic": "أريد أن أنام أفضل",
    "Arabic with vowel signs": "ٱلْحَمْدُ لِلَّٰهِ رَبِّ ٱلْعَٰلَمِينَ",
    "Persian with a joiner": "می‌خواهم بهتر بخوابم",
    "Hebrew": "אני רוצה לישון טוב יותר",
    "Hebrew with points and accents": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם",
    "Hindi": "मैं बेहतर सोना चाहता हूँ, क्षत्रिय",
    "Bengali": "আমি ভালো ঘুমাতে চাই",
    "Tamil": "நான் நன்றாக தூங்க வேண்டும்",
    "Malayalam with a joiner": "എന്‍റെ കുട്ടികള്‍",
    "Sinhala with a joiner": "ශ්‍රී ලංකාව",
    "Thai": "ฉันอยากนอนหลับให้ดีขึ้น ที่นี่",
    "Lao": "ຂ້ອຍຢາກນອນຫລັບດີຂຶ້ນ",
    "Khmer": "ខ្ញុំចង់គេងឱ្យបានល្អ",
    "Burmese": "လျှို့ဝှက်ချက် ကျွန်ုပ်",
    "Tibetan": "བསྒྲུབས་ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ",
    "Amharic": "በተሻለ መተኛት እፈልጋለሁ",
    "Chinese": "我想睡得更好",
    "a rare Chinese character": "𠮷野家",
    "Japanese": "もっとよく眠りたい。か\u3099",
    "Korean": "더 잘 자고 싶어요",
    "Korean in single letters": "\u1112\u1161\u11ab",
    "emoji": "🙂 👍🏽 ❤️ 1️⃣ 🏳️‍🌈 👨‍👩‍👧‍👦 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "direction marks": "C++\u200e (עברית)\u200f",
    "soft hyphen and spaces": "a\u00adb c\u00a0d\u2009e\u3000f",
    "mathematics": "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋",
    "lines": "one\ntwo\n\nthree",
}


@for_each("words", WORDS_OF_PEOPLE.values())
def test_words_in_every_script_stay_as_the_person_typed_them(words: str) -> None:
    assert clean(words) == words


@for_each("control", [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))])
def test_no_control_character_is_kept_except_the_end_of_a_line(control: str) -> None:
    line_ends = "\n\r\x0b\x0c\x85"

    cleaned = clean(f"before{control}after")

    between = "\n" if control in line_ends else " " if control == "\t" else ""
    assert cleaned == f"before{between}after"


NONCHARACTERS = [
    *(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)),
    *map(chr, range(0xFDD0, 0xFDF0)),
]


@for_each(
    ("typed", "kept"),
    [
        *((end, "\n") for end in ("\r\n", "\r", "\u2028", "\u2029")),
        *((half_a_character, "\ufffd") for half_a_character in "\ud800\udbff\udc00\udfff"),
        *((turned_around, "") for turned_around in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
        *((noncharacter, "") for noncharacter in NONCHARACTERS),
    ],
)
def test_lines_end_in_one_way_and_what_is_no_character_or_turns_the_words_around_it_does_not_stay(
    typed: str, kept: str
) -> None:
    cleaned = clean(f"a{typed}b")

    assert cleaned == f"a{kept}b"
    assert cleaned.encode()


def test_a_tower_of_accents_is_cut_to_what_a_letter_can_carry() -> None:
    tower = "\u0301\u0316\u0334\u20dd" * 50

    cleaned = clean(f"a{tower}b{tower}")

    assert cleaned == f"a{tower[:MOST_MARKS_ON_A_LETTER]}b{tower[:MOST_MARKS_ON_A_LETTER]}"


@for_each("between", ["\x00", "\u202e", "\ufffe", "\u200d"])
def test_a_tower_of_accents_cannot_be_built_past_the_limit_with_invisible_characters(between: str) -> None:
    floor = "\u0301" * MOST_MARKS_ON_A_LETTER

    cleaned = clean(f"a{floor}{between}{floor}{between}{floor}")

    assert cleaned.count("\u0301") == MOST_MARKS_ON_A_LETTER


@for_each("seed", range(20))
def test_cleaning_twice_is_cleaning_once_whatever_was_typed(seed: int) -> None:
    rng = random.Random(seed)
    troublesome = "\r\n\x00\t\u0301\u0316\u20dd\u200d\u202e\ud800\udc00\u2028\ufffeab"
    typed = "".join(
        rng.choice(troublesome) if rng.random() < 0.7 else chr(rng.randrange(sys.maxunicode + 1)) for _ in range(500)
    )

    once = clean(typed)

    assert clean(once) == once
    assert once.encode()


def test_a_short_answer_stays_on_one_line() -> None:
    assert in_one_line("  one\n\ttwo \u00a0 three\u3000four ") == "one two three four"

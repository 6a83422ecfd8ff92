"""The same summary with WeasyPrint: for each line of contents as JSON, a line with the milliseconds that it took."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from weasyprint import CSS, HTML  # type: ignore[import-not-found]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found]

Data: TypeAlias = Mapping[str, Any]

FONTS = Path(__file__).parents[2] / "worksheets" / "summary" / "fonts"
VARIABLE = FONTS / "NotoSans[wght].ttf"
QUIET, ACCENT, HAIRLINE = "#4f5b68", "#274a66", "#bcc6d0"

# Tables, floats and few shapes in a drawing: of what looks the same, WeasyPrint was measured to be fastest with these.
LOOK = f"""
@page {{ size: A4; margin: 15mm 16mm 19mm; @bottom-center {{ content: element(footer); width: 100%; }} }}
footer {{ position: running(footer); border-top: 0.5pt solid {HAIRLINE}; padding-top: 5pt; font-size: 8pt; }}
footer p {{ float: right; }}
.page::after {{ content: counter(page); }}
.pages::after {{ content: counter(pages); }}
* {{ margin: 0; }}
body {{ font-size: 10pt; line-height: 1.31; color: #1f2a36; }}
h1, h2, h3, h4 {{ font-weight: 600; color: {ACCENT}; }}
h1 {{ font-size: 21pt; line-height: 1.25; margin: 2pt 0; }}
h2 {{ font-size: 14pt; margin: 11pt 0 4pt; }}
h3 {{ font-size: 10pt; margin: 5pt 0; }}
h4 {{ font-size: 9pt; color: #1f2a36; }}
footer, .aside, .key, .end, .question, .ends, .square {{ color: {QUIET}; }}
.aside {{ font-size: 9.5pt; }}
.key, .question {{ font-size: 9pt; break-after: avoid; }}
.key {{ margin: 3pt 0 6pt; }}
.note {{ margin-top: 13pt; }}
.row {{ display: table; table-layout: fixed; width: 100%; break-inside: avoid; }}
.row > * {{ display: table-cell; }}
.row > .gap {{ width: 22pt; }}
.row + .row {{ margin-top: 12pt; }}
.cells > .row > .gap {{ width: 12pt; }}
.cell {{ border: 0.5pt solid {HAIRLINE}; border-top: 1.5pt solid {ACCENT}; padding: 2pt 9pt 7pt; }}
.emphasised {{ background: #eaf0f5; }}
svg {{ display: block; }}
ul {{ padding-left: 10pt; }}
li {{ clear: both; margin-top: 3pt; }}
li::marker {{ color: {ACCENT}; }}
.end {{ float: right; font-size: 8.5pt; margin: 2pt 0 0 8pt; }}
.bar {{ font-size: 9pt; margin-top: 4pt; break-inside: avoid; }}
.ends {{ font-size: 8.5pt; }}
.ends :last-child {{ text-align: right; }}
.question {{ margin-top: 4pt; }}
.square {{ float: left; margin-right: 16pt; font-size: 8.5pt; }}
.square :last-child {{ margin-left: 18pt; width: 100pt; text-align: center; }}
"""


def main() -> None:
    fonts = FontConfiguration()
    look = CSS(string=font_faces() + LOOK, font_config=fonts)
    for line in sys.stdin:
        contents = json.loads(line)
        begun = time.perf_counter()
        HTML(string=page(contents)).write_pdf(stylesheets=[look], font_config=fonts, pdf_variant="pdf/ua-1")
        print((time.perf_counter() - begun) * 1000, flush=True)


def font_faces() -> str:
    """The summary's fonts as they are, and the order in which the page falls back from one to the next."""
    files = [VARIABLE, *(file for file in sorted(FONTS.glob("*.?tf")) if file != VARIABLE)]
    faces = (f"@font-face {{ font-family: {family(file)}; src: url('{file.as_uri()}'); }}" for file in files)
    return "".join(faces) + f"body {{ font-family: {', '.join(map(family, files))}; }}"


def family(file: Path) -> str:
    return file.stem.partition("[")[0]


def page(contents: Data) -> str:
    drawn = {"decisional_balance": decisional_balance, "rulers": rulers}
    sections = "".join(
        f"<section><h2>{escape(part['section']['title'])}</h2>{''.join(drawn[part['worksheet']](part))}</section>"
        for part in contents["sections"]
    )
    about = contents["page"]
    page_number = escape(about["number"])
    for name in ("page", "pages"):
        page_number = page_number.replace(f"{{{name}}}", f'<span class="{name}"></span>')
    language = "-".join(filter(None, (about["language"], about["region"])))
    return (
        f'<!DOCTYPE html><html lang="{language}"><title>{escape(about["title"])}</title>'
        f"<footer><p>{page_number}</p>{escape(about['disclaimer'])}</footer>"
        f"{paragraph(contents['opening'], 'aside')}<h1>{escape(contents['change'])}</h1>"
        f"{paragraph(' · '.join(contents['subtitle']), 'aside')}"
        f"{''.join(paragraph(notice, 'note') for notice in contents['notices'])}{sections}"
    )


def decisional_balance(part: Data) -> Iterator[str]:
    balance, picture = part["section"], part["section"]["picture"]
    if part["with_words"]:
        yield paragraph(balance["key"], "key") if balance["key"] else ""
        yield f'<div class="cells">{in_two_columns([cell(each) for each in balance["cells"]])}</div>'
    if part["with_picture"]:
        yield f"<h3>{escape(picture['heading'])}</h3>{paragraph(picture['key'], 'key')}"
        yield in_two_columns([bars(each) for each in picture["cells"]])


def cell(part: Data) -> str:
    shade = " emphasised" if part["emphasised"] else ""
    items = "".join(f"<li>{escape(item['text'])}{dots(item)}{when(item)}</li>" for item in part["items"])
    return f'<div class="cell{shade}"><h3>{escape(part["heading"])}</h3><ul>{items}</ul></div>'


def dots(item: Data) -> str:
    matters = item["matters"]
    if matters is None:
        return ""
    drawn = f"{dotted(range(10), ACCENT, 5)}{dotted(range(matters, 10), 'white', 3.8)}{number(matters, 74, 7)}"
    return drawing(item["alt"], 74, 9, drawn, "end")


def dotted(places: range, colour: str, width: float) -> str:
    path = "".join(f"M{2.5 + 6 * place} 4h0" for place in places)
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>' if path else ""


def when(item: Data) -> str:
    return f'<span class="end">{escape(item["when"])}</span>' if item["when"] else ""


def bars(part: Data) -> str:
    return f"<div><h4>{escape(part['heading'])}</h4>{''.join(map(bar, part['items']))}</div>"


def bar(item: Data) -> str:
    drawn = (
        f'<rect y="1" width="{item["matters"] * 22.4}" height="5" fill="{ACCENT}"/>'
        f'<path d="M0.3 1h223.7v5h-223.7ZM112 1v5" fill="none" stroke="{HAIRLINE}" stroke-width="0.5"/>'
        f"{number(item['matters'], 241, 6.5)}"
    )
    return f'<div class="bar">{words(item["text"])}{drawing(item["alt"], 241, 7, drawn)}</div>'


def rulers(part: Data) -> Iterator[str]:
    section = part["section"]
    drawn = [rating(ruler) for ruler in section["rulers"]] if part["with_words"] else []
    yield in_two_columns([*drawn, *([together(section["picture"])] if part["with_picture"] else [])])


def rating(ruler: Data) -> str:
    ends = "".join(f"<p>{escape(end)}</p>" for end in ruler["ends"])
    answers = "".join(paragraph(pair["question"], "question") + words(pair["answer"]) for pair in ruler["answers"])
    return (
        f"<div><h3>{escape(ruler['label'])}</h3><p>{escape(ruler['question'])}</p>{number_line(ruler)}"
        f'<div class="row ends">{ends}</div>{answers}</div>'
    )


def number_line(ruler: Data) -> str:
    at = [9 + 22.3 * place for place in range(11)]
    here = ruler["number"]
    drawn = (
        f'<path d="M9 14H232{"".join(f"M{x} 11v6" for x in at)}" stroke="{QUIET}" stroke-width="0.9"/>'
        f"{''.join(number(n, x, 31, 'middle', QUIET, 400) for n, x in enumerate(at) if n != here)}"
        f'<circle cx="{at[here]}" cy="14" r="9" fill="{ACCENT}"/>{number(here, at[here], 17.2, "middle", "white", 700)}'
    )
    return drawing(ruler["alt"], 241, 34, drawn)


def together(chart: Data) -> str:
    across, up = chart["across"], chart["up"]
    x, y = 18 + 10 * across["number"], 105 - 10 * up["number"]
    lines = "".join(f"M{18 + 10 * n} 5v100M18 {5 + 10 * n}h100" for n in range(1, 10))
    drawn = (
        f'<path d="{lines}" stroke="{HAIRLINE}" stroke-width="0.4"/>'
        f'<path d="M18 5h100v100h-100Z" fill="none" stroke="{QUIET}" stroke-width="0.8"/>'
        f'<path d="M{x} 105V{y}H18" fill="none" stroke="{ACCENT}" stroke-width="0.8" stroke-dasharray="2 2"/>'
        f'<circle cx="{x}" cy="{y}" r="4.5" fill="{ACCENT}"/>'
        f"{number(up['number'], 13, y + 3)}{number(across['number'], x, 117, 'middle')}"
    )
    return (
        f'<div><h3>{escape(chart["heading"])}</h3><div class="square"><p>{escape(up["label"])}</p>'
        f"{drawing(chart['alt'], 124, 119, drawn)}<p>{escape(across['label'])}</p></div>"
        f"{paragraph(chart['key'], 'key')}</div>"
    )


def drawing(alt: str, width: int, height: int, shapes: str, kind: str = "") -> str:
    """A drawing measured in points, with the words that stand for it."""
    box = f'class="{kind}" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    return f"<svg {box}><title>{escape(alt)}</title>{shapes}</svg>"


def number(n: int, x: float, y: float, anchor: str = "end", colour: str = ACCENT, weight: int = 600) -> str:
    font = f'font-family="{family(VARIABLE)}" font-size="8.5" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" {font}>{n}</text>'


def in_two_columns(parts: Sequence[str]) -> str:
    pairs = ([*parts[n : n + 2], "<div></div>"][:2] for n in range(0, len(parts), 2))
    return "".join(f'<div class="row">{left}<div class="gap"></div>{right}</div>' for left, right in pairs)


def paragraph(text: str, kind: str) -> str:
    return f'<p class="{kind}">{escape(text)}</p>'


def words(written: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in written.split("\n") if line.strip())


if __name__ == "__main__":
    main()

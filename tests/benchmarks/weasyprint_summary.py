"""The same summary with WeasyPrint: reads its contents as JSON, prints the milliseconds of 10 warm runs as JSON."""

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
QUIET, ACCENT, HAIRLINE = "#4f5b68", "#274a66", "#bcc6d0"
LOOK = f"""
@page {{ size: A4; margin: 15mm 16mm 19mm; @bottom-center {{ content: element(footer); width: 100%; }} }}
footer {{ position: running(footer); border-top: 0.5pt solid {HAIRLINE}; padding-top: 4pt; font-size: 8pt; }}
footer span {{ float: right; }}
.page::after {{ content: counter(page); }}
.pages::after {{ content: counter(pages); }}
* {{ margin: 0; }}
body {{ font-size: 10pt; line-height: 1.31; color: #1f2a36; }}
h1, h2, h3 {{ color: {ACCENT}; }}
h1, h2, h3, h4, strong {{ font-weight: 600; }}
h1 {{ font-size: 21pt; margin: 2pt 0; }}
h2 {{ font-size: 14pt; margin: 14pt 0 4pt; }}
h3 {{ font-size: 10pt; margin: 12pt 0 6pt; }}
h4 {{ font-size: 9pt; margin-bottom: 3pt; }}
.aside {{ font-size: 9.5pt; color: {QUIET}; }}
.key, footer {{ color: {QUIET}; }}
.key {{ font-size: 9pt; margin: 4pt 0 8pt; break-after: avoid; }}
.note {{ margin-top: 13pt; }}
.row {{ display: table; table-layout: fixed; width: 100%; break-inside: avoid; }}
.row > * {{ display: table-cell; vertical-align: top; }}
.row > .gap {{ width: 22pt; }}
.cells > .row > .gap {{ width: 12pt; }}
.cells > .row + .row {{ margin-top: 12pt; }}
.cell {{ border: 0.5pt solid {HAIRLINE}; border-top: 1.5pt solid {ACCENT}; padding: 7pt 9pt; }}
.cell h3, .rulers > h3:first-child {{ margin-top: 0; }}
.emphasised {{ background: #eaf0f5; }}
ul {{ padding-left: 11pt; }}
li {{ margin-top: 3pt; }}
li::marker {{ color: {ACCENT}; }}
li::after {{ content: ""; display: block; clear: both; }}
.end {{ float: right; font-size: 8.5pt; color: {QUIET}; }}
.bars > .row + .row {{ margin-top: 11pt; }}
.bar {{ font-size: 9pt; margin-top: 4pt; break-inside: avoid; }}
.bar svg, .rating > svg {{ display: block; width: 100%; }}
.ends {{ font-size: 8.5pt; color: {QUIET}; }}
.ends > :last-child {{ text-align: right; }}
.question {{ font-size: 9pt; color: {QUIET}; margin-top: 6pt; break-after: avoid; }}
"""


def main() -> None:
    contents = json.load(sys.stdin)
    fonts = FontConfiguration()
    look = CSS(string=font_faces() + LOOK, font_config=fonts)
    took = []
    for turn in range(11):
        changed = {**contents, "change": f"drink less, {turn}"}
        begun = time.perf_counter()
        to_pdf(changed, look, fonts)
        took.append((time.perf_counter() - begun) * 1000)
    print(json.dumps(took[1:]))


def to_pdf(contents: Data, look: CSS, fonts: FontConfiguration) -> bytes:
    pdf: bytes = HTML(string=page(contents)).write_pdf(stylesheets=[look], font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def font_faces() -> str:
    """The fonts of the summary, and that the page falls back through them; most signs are in the first."""
    files = sorted(FONTS.glob("*.?tf"), key=lambda file: (file.stem != "NotoSans[wght]", file.stem))
    families = dict.fromkeys(family(file) for file in files)
    faces = (
        f'@font-face {{ font-family: "{family(file)}"; src: url("{file.as_uri()}"); '
        f"{'font-weight: bold' if file.stem.endswith('-Bold') else ''} }}"
        for file in files
    )
    return "".join(faces) + f"body {{ font-family: {', '.join(families)}; }}"


def family(file: Path) -> str:
    return file.stem.partition("[")[0].partition("-")[0]


def page(contents: Data) -> str:
    drawn = {"decisional_balance": decisional_balance, "rulers": rulers}
    sections = "".join(
        f"<section><h2>{escape(part['title'])}</h2>{''.join(drawn[part['worksheet']](part))}</section>"
        for part in contents["sections"]
    )
    number = escape(contents["page"])
    for name in ("page", "pages"):
        number = number.replace(f"{{{name}}}", f'<b class="{name}"></b>')
    return (
        f'<!DOCTYPE html><html lang="{contents["language"]}"><title>{escape(contents["title"])}</title>'
        f"<footer><span>{number}</span>{escape(contents['disclaimer'])}</footer>"
        f'<p class="aside">{escape(contents["opening"])}</p><h1>{escape(contents["change"])}</h1>'
        f'<p class="aside">{"  ·  ".join(map(escape, contents["about"]))}</p>'
        f"{''.join(paragraph(note, 'note') for note in contents['notes'])}{sections}"
    )


def decisional_balance(part: Data) -> Iterator[str]:
    balance = part["section"]
    if part["words"]:
        yield paragraph(balance["key"] or "", "key")
        yield f'<div class="cells">{in_two_columns([cell(each) for each in balance["cells"]])}</div>'
    if part["picture"]:
        picture = balance["picture"]
        yield f"<h3>{escape(picture['heading'])}</h3>{paragraph(picture['key'], 'key')}"
        yield f'<div class="bars">{in_two_columns([bars(each) for each in picture["cells"]])}</div>'


def cell(part: Data) -> str:
    shade = " emphasised" if part["emphasised"] else ""
    items = "".join(f"<li>{escape(item['text'])}{end(item)}</li>" for item in part["items"])
    return f'<div class="cell{shade}"><h3>{escape(part["heading"])}</h3><ul>{items}</ul></div>'


def end(item: Data) -> str:
    """When it matters and how much, at the end of the words."""
    when = escape(item["when"] or "")
    return f'<span class="end">{when} {"" if item["matters"] is None else dots(item)}</span>'


def dots(item: Data) -> str:
    circles = "".join(
        f'<circle cx="{2.5 + 6 * place}" cy="4" r="2.2" fill="{ACCENT if place < item["matters"] else "white"}"/>'
        for place in range(10)
    )
    return drawing(
        item["alt"], 74, 8, f'<g stroke="{ACCENT}" stroke-width="0.6">{circles}</g>{marked(item["matters"], 74, 7)}'
    )


def bars(part: Data) -> str:
    return f"<div><h4>{escape(part['heading'])}</h4>{''.join(map(bar, part['items']))}</div>"


def bar(item: Data) -> str:
    lines = f'<path d="M0.3 2H224V7H0.3ZM112 2V7" fill="none" stroke="{HAIRLINE}" stroke-width="0.5"/>'
    filled = f'<rect y="2" width="{item["matters"] * 22.4}" height="5" fill="{ACCENT}"/>'
    picture = drawing(item["alt"], 241, 9, filled + lines + marked(item["matters"], 241, 8))
    return f'<div class="bar">{words(item["text"])}{picture}</div>'


def rulers(part: Data) -> Iterator[str]:
    drawn = [rating(each) for each in part["section"]["rulers"]] if part["words"] else []
    if part["picture"]:
        drawn.append(together(part["section"]["picture"]))
    yield f'<div class="rulers">{in_two_columns(drawn)}</div>'


def rating(ruler: Data) -> str:
    lowest, highest = map(escape, ruler["ends"])
    answers = "".join(paragraph(pair["question"], "question") + words(pair["answer"]) for pair in ruler["answers"])
    return (
        f'<div class="rating"><h3>{escape(ruler["label"])}</h3><p>{escape(ruler["question"])}</p>{number_line(ruler)}'
        f'<div class="ends"><p>{lowest}</p><p>{highest}</p></div>{answers}</div>'
    )


def number_line(ruler: Data) -> str:
    ticks = "".join(f"M{9 + n * 22.3} 9v6" for n in range(11))
    numbers = "".join(f'<text x="{9 + n * 22.3}" y="30">{n}</text>' for n in range(11) if n != ruler["number"])
    here = 9 + ruler["number"] * 22.3
    return drawing(
        ruler["alt"],
        241,
        33,
        f'<path d="M9 12H232{ticks}" stroke="{QUIET}" stroke-width="0.9"/>'
        f'<g font-family="NotoSans" font-size="8.5" text-anchor="middle" fill="{QUIET}">{numbers}'
        f'<circle cx="{here}" cy="12" r="9" fill="{ACCENT}"/>'
        f'<text x="{here}" y="15.6" font-size="10" font-weight="700" fill="white">{ruler["number"]}</text></g>',
    )


def together(chart: Data) -> str:
    x, y = chart["across"]["number"] * 10 + 18, 105 - chart["up"]["number"] * 10
    grid = "".join(f"M{18 + 10 * n} 5v100M18 {5 + 10 * n}h100" for n in range(1, 10))
    square = drawing(
        chart["alt"],
        124,
        122,
        f'<path d="{grid}" stroke="{HAIRLINE}" stroke-width="0.4"/>'
        f'<path d="M18 5h100v100h-100Z" fill="none" stroke="{QUIET}" stroke-width="0.8"/>'
        f'<path d="M{x} 105V{y}H18" fill="none" stroke="{ACCENT}" stroke-width="0.8" stroke-dasharray="2 2"/>'
        f'<circle cx="{x}" cy="{y}" r="4.5" fill="{ACCENT}"/>'
        f"{marked(chart['up']['number'], 13, y + 3)}{marked(chart['across']['number'], x, 120, 'middle')}",
    )
    return (
        f'<div><h3>{escape(chart["heading"])}</h3><div class="square"><p>{escape(chart["up"]["label"])}</p>{square}'
        f"<p>{escape(chart['across']['label'])}</p></div>{paragraph(chart['key'], 'key')}</div>"
    )


def drawing(alt: str, width: float, height: float, shapes: str) -> str:
    """A picture in points, with the words that stand for it."""
    return (
        f'<svg width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"><title>{escape(alt)}</title>'
        f"{shapes}</svg>"
    )


def marked(number: int, x: float, y: float, anchor: str = "end") -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="NotoSans" font-size="8.5" font-weight="600" '
        f'fill="{ACCENT}">{number}</text>'
    )


def in_two_columns(parts: Sequence[str]) -> str:
    pairs = ((*parts[n : n + 2], "<div></div>")[:2] for n in range(0, len(parts), 2))
    return "".join(f'<div class="row">{left}<div class="gap"></div>{right}</div>' for left, right in pairs)


def paragraph(text: str, kind: str) -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if text else ""


def words(written: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in written.split("\n") if line.strip())


if __name__ == "__main__":
    main()

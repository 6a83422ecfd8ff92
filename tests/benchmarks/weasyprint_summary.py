"""The same summary with WeasyPrint: reads its contents as JSON, prints the milliseconds of 10 warm runs as JSON."""

import html
import json
import sys
import time
from typing import Any

from weasyprint import HTML  # type: ignore[import-not-found]


def as_html(value: Any) -> str:
    """Every word of the contents, in order, with a bar for each number: about what the page shows."""
    if isinstance(value, dict):
        return "<section>" + "".join(as_html(each) for each in value.values()) + "</section>"
    if isinstance(value, list):
        return "<ul>" + "".join(f"<li>{as_html(each)}</li>" for each in value) + "</ul>"
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<svg width="200" height="10"><rect width="{value * 20}" height="10"/></svg>'
    return f"<p>{html.escape(value)}</p>" if isinstance(value, str) else ""


def main() -> None:
    contents = json.load(sys.stdin)
    took = []
    for turn in range(11):
        page = as_html({**contents, "change": f"drink less, {turn}"})
        begun = time.perf_counter()
        HTML(string=f"<html lang=en><body>{page}").write_pdf(pdf_variant="pdf/ua-1")
        took.append((time.perf_counter() - begun) * 1000)
    print(json.dumps(took[1:]))


main()

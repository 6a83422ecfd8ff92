"""What a person takes away: the parts they choose, as a page to print, keep or give away."""

from worksheets.summary.contents import NOTES, Contents, Copy, Part, contents, parts
from worksheets.summary.pdf import Paper, SummaryFailed, to_pages, to_pdf
from worksheets.summary.two_languages import in_two

__all__ = [
    "NOTES",
    "Contents",
    "Copy",
    "Paper",
    "Part",
    "SummaryFailed",
    "contents",
    "in_two",
    "parts",
    "to_pages",
    "to_pdf",
]

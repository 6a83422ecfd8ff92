"""The moment at which the tests make their files, and what is read in a PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from pypdf import PdfReader

NOW: Final = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Everything on its pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())

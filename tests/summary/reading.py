"""The moment at which the tests make their files, and what is read in a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

NOW: Final = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Everything on its pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def root_of(pdf: bytes) -> Any:
    """Where everything in the file hangs."""
    return read(pdf).root_object


def elements(pdf: bytes) -> Iterator[Mapping[str, Any]]:
    """The structure that a screen reader follows, in its order."""

    def below(element: Any) -> Iterator[Mapping[str, Any]]:
        element = element.get_object()
        if isinstance(element, ArrayObject):
            for kid in element:
                yield from below(kid)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                yield element
            if "/K" in element:
                yield from below(element["/K"])

    yield from below(root_of(pdf)["/StructTreeRoot"]["/K"])


def said_of_pictures(pdf: bytes) -> list[str]:
    """What a screen reader says for each drawing."""
    return [str(element["/Alt"]) for element in elements(pdf) if element["/S"] == "/Figure"]

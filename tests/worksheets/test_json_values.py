"""What is read as JSON is JSON, or is refused in one way."""

from __future__ import annotations

import pytest

from worksheets.json_values import json_in


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff"], ids=["nothing", "half", "too deep", "no text"])
def test_what_is_not_json_is_refused_in_one_way(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        json_in(text)


@pytest.mark.parametrize("text", ["NaN", "[-Infinity]", '{"a": {"b": 1, "b": 2}}'])
def test_only_strict_json_has_no_second_meaning(text: str) -> None:
    json_in(text)

    with pytest.raises(ValueError):
        json_in(text, strict=True)

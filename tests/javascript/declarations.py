"""Writes what the page tells its components as TypeScript declarations, by which JavaScript is checked.

`python -m tests.javascript.declarations` writes the file; with `--check` it only says whether that is needed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

from components import blocks, browser, window
from components.browser import told
from components.screens import home
from worksheets.json_values import Tagged, kind_of
from worksheets.workbook import Shelf

FILE = Path(browser.__file__).with_name("blocks.d.ts")

_PLAIN: Mapping[object, str] = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}
_PHRASES: Mapping[str, Mapping[str, str]] = {
    "Phrases": browser.phrases(),
    "HomePhrases": home.phrases(Shelf.OPEN),
    "OpeningPhrases": home.opening_phrases(),
}


def declarations() -> str:
    """The declarations of all blocks, and of the data of every component."""
    modules = (blocks, window, told)
    named = [each for module in modules for each in vars(module).values() if _is_declared(each, module.__name__)]
    kinds = " | ".join(each.__name__ for each in named if issubclass(each, blocks.Block))
    return (
        "\n\n".join(
            [
                "// What the page and the live route tell a window. Written by scripts/declarations from the\n"
                "// dataclasses in components/: blocks/, window.py and browser/told.py. Change those instead.",
                "export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };",
                f"export type Block = {kinds};",
                *(f"export type {name} = Record<{_one_of(phrases)}, string>;" for name, phrases in _PHRASES.items()),
                *(_interface(each) for each in named),
            ]
        )
        + "\n"
    )


def _is_declared(value: object, module: str) -> bool:
    return isinstance(value, type) and is_dataclass(value) and f"{value.__module__}.".startswith(f"{module}.")


def _interface(declared: type) -> str:
    hints = get_type_hints(declared, localns={"Any": object, "Json": object})
    kind = [f'  kind: "{kind_of(declared)}";'] if issubclass(declared, Tagged) else []
    lines = [f"  {field.name}: {_type(declared, field.name, hints[field.name])};" for field in fields(declared)]
    return "\n".join([f"export interface {declared.__name__} {{", *kind, *lines, "}"])


def _one_of(names: Iterable[str]) -> str:
    return " | ".join(json.dumps(name) for name in names)


def _type(declared: type, name: str, hint: object) -> str:
    """The type of a field; of phrases, those by the name of the component, if it has some of its own."""
    if name == "phrases" and declared.__module__ == told.__name__:
        own = f"{declared.__name__}Phrases"
        return own if own in _PHRASES else "Phrases"
    return _written(hint)


def _written(hint: object) -> str:
    if hint is object:
        return "Json"
    if hint in _PLAIN:
        return _PLAIN[hint]
    arguments = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return " | ".join(dict.fromkeys(_written(each) for each in arguments))
    if get_origin(hint) in (Sequence, list):
        inner = _written(arguments[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if get_origin(hint) is Mapping:
        return f"{{ [name: string]: {_written(arguments[1])} }}"
    if isinstance(hint, type):
        return hint.__name__
    raise TypeError(f"{hint!r} has no declaration")


def main(arguments: Sequence[str]) -> None:
    """Write the file, or check it."""
    written = declarations()
    if "--check" not in arguments:
        FILE.write_text(written, encoding="utf-8")
    elif not FILE.is_file() or FILE.read_text(encoding="utf-8") != written:
        sys.exit(f"{FILE.name} is not what the dataclasses say: run scripts/declarations.")


if __name__ == "__main__":
    main(sys.argv[1:])

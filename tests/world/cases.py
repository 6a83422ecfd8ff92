"""Many cases in one test."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def for_each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Try each of these cases in one test, whose failure names the case: for those that share their fixtures."""
    wanted = (names,) if isinstance(names, str) else names
    tried = [(case,) if isinstance(names, str) else tuple(case) for case in cases]
    assert tried, f"there is no case of {', '.join(wanted)}"

    def decorated(test: Test) -> Test:
        @wraps(test)
        def every_case(**fixtures: object) -> None:
            for case in tried:
                values = dict(zip(wanted, case, strict=True))
                try:
                    test(**fixtures, **values)
                except BaseException as failure:
                    failure.add_note(f"in the case {values}")
                    raise

        signature = inspect.signature(test)
        others = [each for name, each in signature.parameters.items() if name not in wanted]
        every_case.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return every_case

    return decorated

"""The frame around every page: the way home, the steps, the stance, what is saved, and help."""

from __future__ import annotations

from collections.abc import Mapping

from components import browser, navigation
from components.open_workbook import OpenWorkbook
from worksheets.language import _


def draw(page: str, opened: OpenWorkbook | None, lock: Mapping[str, str] | None) -> None:
    """The frame of this page; steps and stance are there when a workbook is open, and `lock` when it can be locked."""
    id_ = opened.id if opened else None
    browser.show_frame(
        {
            "dir": "ltr",
            "large": navigation.is_large(),
            "title": _title(page, opened),
            "home": {
                "label": _("Both Sides"),
                "name": _("Both Sides: your worksheets"),
                "query": navigation.address(navigation.HOME),
            },
            "help": {"label": _("Get help now"), "query": navigation.address(navigation.HELP, id_)},
            "steps": _steps(page, opened) if opened and opened.about.change else [],
            "stance": _stance(opened) if opened else None,
            "workbook": opened.for_window() if opened else None,
            "lock": lock,
        }
    )


def _steps(page: str, opened: OpenWorkbook) -> list[dict[str, object]]:
    return [
        {"label": step.title, "query": navigation.address(step.page, opened.id), "current": step.page == page}
        for step in navigation.steps(opened.about.stance)
    ]


def _title(page: str, opened: OpenWorkbook | None) -> str:
    """The page's name for tabs and the browser's history, without a word that somebody wrote."""
    titles = {step.page: step.title for step in navigation.steps(opened.about.stance)} if opened else {}
    titles |= {navigation.HELP: _("Get help now"), navigation.KEEPING: _("How long this is kept")}
    here = titles.get(page, "")
    return f"{here} – {_('Both Sides')}" if here else _("Both Sides")


def _stance(opened: OpenWorkbook) -> dict[str, object]:
    return {"label": opened.about.stance.label, "query": navigation.address(navigation.START, opened.id)}

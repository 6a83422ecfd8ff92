"""The frame around every page: the way home, the steps, the stance, what is saved, and help."""

from __future__ import annotations

from components import browser, navigation
from components.browser import data
from components.open_workbook import OpenWorkbook
from worksheets.language import _, spoken


def draw(page: str, opened: OpenWorkbook | None, lock: data.Lock | None) -> None:
    """Draw the frame of this page, with steps and stance if a workbook is open, and a button if there is a `lock`."""
    id_ = opened.id if opened else None
    browser.show_frame(
        data.Frame(
            language=spoken(),
            direction="ltr",
            large=navigation.is_large(),
            title=_title(page, opened),
            home=data.PageLink(
                _("Both Sides"), navigation.address(navigation.HOME), name=_("Both Sides: your worksheets")
            ),
            help=data.PageLink(_("Get help now"), navigation.address(navigation.HELP, id_)),
            steps=_steps(page, opened) if opened and opened.about.change else [],
            stance=_stance(opened) if opened else None,
            workbook=opened.for_window() if opened else None,
            lock=lock,
            phrases=browser.phrases(),
        )
    )


def _steps(page: str, opened: OpenWorkbook) -> list[data.StepLink]:
    return [
        data.StepLink(step.title, navigation.address(step.page, opened.id), current=step.page == page)
        for step in navigation.steps(opened.about.stance)
    ]


def _title(page: str, opened: OpenWorkbook | None) -> str:
    """The page's title for the tab and the browser's history, without a word that somebody wrote."""
    titles = {step.page: step.title for step in navigation.steps(opened.about.stance)} if opened else {}
    titles |= {navigation.HELP: _("Get help now"), navigation.KEEPING: _("How long this is kept")}
    here = titles.get(page, "")
    return f"{here} – {_('Both Sides')}" if here else _("Both Sides")


def _stance(opened: OpenWorkbook) -> data.PageLink:
    return data.PageLink(opened.about.stance.label, navigation.address(navigation.START, opened.id))

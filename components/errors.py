"""Errors, told once: to the person in one plain sentence, to the log by kind and place, never in anybody's words."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from worksheets.answers import WorksheetError
from worksheets.language import _

log = logging.getLogger(__name__)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Keep tracebacks out of the log: the message of an error may quote what somebody wrote."""
    record.exc_info = record.exc_text = None
    return True


for _name in ("streamlit.error_util", "streamlit.runtime.backend_operation_handler"):
    logging.getLogger(_name).addFilter(_without_traceback)


def show(error: Exception) -> bool:
    """Show an error of the page as one plain sentence, and return that it was shown."""
    said = _("This part of the page could not be shown. What you wrote is safe. Please reload the page.")
    if isinstance(error, WorksheetError):
        said = str(error)
    else:
        note(error, "page")
    st.error(said, icon=":material/error:")
    return True


def note(error: Exception, what: str) -> None:
    """Log that `what` failed, with the error's kind and place: its message may quote what somebody wrote."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    log.error("%s failed: %s at %s", what, type(error).__name__, where)

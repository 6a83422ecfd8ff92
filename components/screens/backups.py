"""Backups on the page, for somebody alone with their worksheets: make one, look at one, put one back."""

from __future__ import annotations

from typing import Final

import streamlit as st
from babel.numbers import format_decimal

from components import blocks, browser, days, navigation, routes
from components.blocks import Block
from components.installation import store
from components.who import actor
from worksheets import notes
from worksheets.answers import WorksheetError
from worksheets.language import _, locale
from worksheets.storage import ALONE, Backup, BackupLocked, Contents, StorageError
from worksheets.workbook import Shelf

PAGE: Final = "backup"

_MOST_TITLES: Final = 10


def offer() -> list[Block]:
    """Return, for the home page, when the last backup was made, and the way to them; nothing if others see to it."""
    if actor() != ALONE:
        return []
    return [blocks.Link(*_state(), navigation.address(PAGE))]


def _state() -> tuple[str, str]:
    """Say how the backups are, and the words of the link to them."""
    try:
        newest = store().backups.listed()[:1]
    except StorageError:
        return _("Your backups cannot be shown."), _("See why.")
    if store().backups.trouble:
        return _("The last backup failed."), _("See why.")
    if store().backups.damaged:
        return _("The last backup has damaged worksheets in it."), _("See which ones.")
    if newest:
        made = days.time_in_words(newest[0].made)
        return _("Last backup: {time}.").format(time=made), _("See your backups.")
    return _("There is no backup of your worksheets yet."), _("Make one.")


def draw() -> None:
    """Draw the page: all backups, or the one that the address names."""
    named = st.query_params.get("backup")
    try:
        page = _one(named) if named else _all()
    except WorksheetError as error:
        page = [blocks.Note(str(error))]
    heading = blocks.Heading(_("This backup") if named else _("Backups"))
    browser.show_blocks(f"backup {named}", [heading, *page])


def _all() -> list[Block]:
    backups = store().backups
    what = _(
        "A backup is a copy of all your worksheets. One is made every day while Both Sides is running. It opens with "
        "your passphrase, or with the code you wrote down. If you have neither, it opens with the key file: keep a "
        "copy of that file somewhere else."
    )
    meanwhile = _("Making the backup and checking it…")
    kept = _(
        "They are kept in {folder}, encrypted, for five weeks while Both Sides is used. The newest stays until there "
        "is a newer one, and a backup that you copied there stays until you delete it."
    ).format(folder=backups.folder)
    return [
        blocks.Note(what),
        *([blocks.Note(str(backups.trouble))] if backups.trouble else []),
        *_damaged(),
        blocks.HandIn(_("Make a backup now"), {"do": "make"}, to=routes.BACKUP, meanwhile=meanwhile),
        *_list(backups.listed()),
        blocks.Note(kept),
    ]


def _damaged() -> list[Block]:
    """Return the worksheets that are damaged, in the last backup as well as here; nothing if none are."""
    names = {notes.without_beside(name) for _tenant, name in store().backups.damaged}
    if not names:
        return []
    links = [
        blocks.LinkLine(line.listing.called, navigation.address(navigation.KEEPING, line.id))
        for shelf in Shelf
        for line in store().listed(actor(), shelf)[0]
        if line.id in names
    ]
    says = _(
        "Something in these worksheets cannot be read: they are damaged, here and in the last backup. An older "
        "backup may have good copies: look at one, and restore it. Or remove these worksheets, and erase them in the "
        "bin."
    )
    return [blocks.Group(_("Damaged worksheets"), [blocks.Note(says), blocks.Links(links)])]


def _list(made: list[Backup]) -> list[Block]:
    if not made:
        return [blocks.Note(_("There is no backup yet."))]
    last = _("The last one was made on {time}. Each one was checked when it was made.")
    lines = [
        blocks.LinkLine(days.time_in_words(backup.made), navigation.address(PAGE, backup=backup.name), _size(backup))
        for backup in made
    ]
    return [
        blocks.Note(last.format(time=days.time_in_words(made[0].made))),
        blocks.Group(_("Look at one, or restore it"), [blocks.Links(lines)]),
    ]


def _one(named: str) -> list[Block]:
    backup = store().backups.named(named)
    boxes: list[blocks.Box] = []
    try:
        shown = _shown(store().backups.look(actor(), backup.path))
    except BackupLocked as error:
        shown = [blocks.Note(str(error))]
        boxes = [blocks.Box("secret", _("Its passphrase, recovery code, or key"))]
    then = _(
        "Everything here goes back to how it was when this backup was made, except worksheets on hold: those stay as "
        "they are. What you have written since then goes out of sight. A new backup is made first, so you can come "
        "back to it."
    )
    restore = blocks.HandIn(
        _("Restore it"),
        {"do": "restore", "backup": backup.name},
        boxes,
        to=routes.BACKUP,
        meanwhile=_("Restoring it…"),
        query=navigation.address(navigation.HOME),
    )
    return [
        *shown,
        blocks.Group(_("Restore this backup"), [blocks.Note(then), restore]),
        blocks.Link(_("Not this one?"), _("See all backups."), navigation.address(PAGE)),
    ]


def _shown(contents: Contents) -> list[Block]:
    titles = blocks.first([line.called for line in contents.lines], _MOST_TITLES)
    made = [_("Made: {time}").format(time=days.time_in_words(days.moment(contents.made_at)))]
    if contents.written_at is not None:
        written = days.time_in_words(days.moment(contents.written_at))
        made.append(_("Last opened or changed: {time}").format(time=written))
    if contents.damaged:
        made.append(_("Already damaged when it was made: {count}").format(count=contents.damaged))
    in_it = _("Worksheets in it: {count}").format(count=contents.worksheets)
    return [blocks.Points(_("It is complete, and nothing in it was changed."), made), blocks.Points(in_it, titles)]


def _size(backup: Backup) -> str:
    megabytes = max(0.1, backup.size / 1_000_000)
    # For translators: MB is a megabyte; {number} has a decimal sign already.
    return _("{number} MB").format(number=format_decimal(megabytes, format="#,##0.0", locale=locale()))

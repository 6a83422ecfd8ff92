"""The command line of the server: what the people who run it do with the whole database, without a page."""

from __future__ import annotations

import json
import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import TypeVar

from worksheets import templates, version
from worksheets.answers import WorksheetError
from worksheets.clock import Instant, in_utc
from worksheets.language import _, listed, marked
from worksheets.storage.accounts import Role
from worksheets.storage.backups.file import Contents
from worksheets.storage.failures import BackupLocked, NoBackup
from worksheets.storage.grants import OPERATOR, NotGranted
from worksheets.storage.keys import sealed_file
from worksheets.storage.keys.vault import Vault
from worksheets.storage.places import database_url, key_file
from worksheets.storage.store import Store

Result = TypeVar("Result")


class TrailChanged(WorksheetError):
    message = marked(
        "Lines of the audit trail were changed, moved, or removed by another program. Look at these, and at the line "
        "before each: {numbers}"
    )


class NoneOfThatName(WorksheetError):
    message = marked("Nothing was found under that name. The commands “accounts” and “audit” list what there is.")


class TemplatesWrong(WorksheetError):
    message = marked("In {folder}, these files are left out until they are corrected:\n{mistakes}")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, the lines that it prints, and its arguments by name."""

    what: str
    run: Callable[[Namespace], Iterator[str]]
    arguments: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def main() -> int:
    """Carry out one command; return 1 if it did not work."""
    parser = ArgumentParser(prog="python -m worksheets.storage", description=_("Look after the database."))
    parser.add_argument("--version", action="version", version=version.name())
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        its = commands.add_parser(name, help=_(command.what), description=_(command.what))
        for argument, options in command.arguments.items():
            its.add_argument(argument, **options)  # type: ignore[arg-type]
    asked = parser.parse_args()
    try:
        for line in COMMANDS[asked.command].run(asked):
            sys.stdout.write(f"{line}\n")
    except WorksheetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _backup(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        made = store.backups.make(OPERATOR, asked.folder)
        damaged = sorted(name for _tenant, name in store.backups.damaged)
    yield _("The backup was made and checked: {path}").format(path=made.path)
    if damaged:
        yield _("Already damaged here, and just as damaged in the backup: {names}").format(names=listed(damaged))


def _verify(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        _opened_with(lambda secret: store.backups.verify(OPERATOR, asked.file, secret))
    yield _("The backup is complete, and every word in it can be read.")


def _look(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        contents, _secret = _looked_at(store, asked.file)
    yield from _described(contents)


def _restore(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        contents, secret = _looked_at(store, asked.file)
        yield from _described(contents)
        before = store.backups.restore(OPERATOR, asked.file, secret)
    if before:
        yield _("What was here before is kept in {path}").format(path=before.path)
    yield _("The backup was restored. If Both Sides is running, stop it and start it again.")


def _unseal(asked: Namespace) -> Iterator[str]:
    try:
        sealed_file.unseal(asked.file, asked.target, key_file())
    except FileNotFoundError as error:
        raise NoBackup from error
    yield _("The old database is in {path}. Nothing in it is encrypted: delete it when you are done with it.").format(
        path=asked.target
    )


def _erase(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        store.erase(OPERATOR, asked.id)
    yield _("The worksheet was erased, and its key was destroyed.")


def _erase_due(_asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        yield _("Erased: {count}").format(count=store.erase_due(store.note_time()))


def _hold(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        store.hold(OPERATOR, asked.id, True)
    yield _("Nothing will erase it until the hold ends.")


def _release(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        store.hold(OPERATOR, asked.id, False)
    yield _("The hold has ended.")


def _keep_until(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        store.keep_until(OPERATOR, asked.id, asked.day)
    yield _("It will go into the bin on {day}.").format(day=asked.day.isoformat())


def _audit(_asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        trail = store.trail(OPERATOR)
    yield from map(json.dumps, trail)
    if changed := [str(line["number"]) for line in trail if line.get("changed")]:
        raise TrailChanged(numbers=listed(changed))


def _templates(_asked: Namespace) -> Iterator[str]:
    found, mistakes = templates.read(templates.folder())
    yield from (f"{template.stance.value}  {template.name}" for template in found)
    if mistakes:
        raise TemplatesWrong(folder=templates.folder(), mistakes="\n".join(mistakes))


def _accounts(_asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        for account in store.accounts.listed(OPERATOR):
            yield "  ".join((account.id, account.role.value, account.issuer, account.subject, account.name))


def _account(asked: Namespace) -> Iterator[str]:
    role = Role(asked.role.upper())
    with _opened() as store:
        store.accounts.give_role(OPERATOR, asked.id, role)
    yield _("This account is now: {role}").format(role=role.label)


def _delete_account(asked: Namespace) -> Iterator[str]:
    with _opened() as store:
        store.accounts.delete(OPERATOR, asked.id)
    yield _("The account is deleted.")


@contextmanager
def _opened() -> Iterator[Store]:
    """Provide the server's database, unlocked; raises NoneOfThatName for an identifier that names nothing in it."""
    store = Store(database_url(_named_database()), key_file())
    try:
        if store.is_locked:
            _unlock(store.vault)
        yield store
    except NotGranted as error:
        raise NoneOfThatName from error
    finally:
        store.close()


def _unlock(vault: Vault) -> None:
    if vault.has_passphrase:
        vault.unlock(_typed(_("Passphrase: "), vault.why_locked))
    else:
        sys.stderr.write(f"{vault.why_locked}\n")
        vault.recover(_typed(_("Recovery code: "), vault.why_locked))


def _named_database() -> str | None:
    """Return the database that `.streamlit/secrets.toml` names, here or in the home folder."""
    for folder in (Path(), Path.home()):
        file = folder / ".streamlit" / "secrets.toml"
        if file.exists() and (table := tomllib.loads(file.read_text(encoding="utf-8")).get("database")):
            return str(table["url"])
    return None


def _looked_at(store: Store, file: Path) -> tuple[Contents, str]:
    """Return what is in a backup, and what had to be typed to see it."""
    return _opened_with(lambda secret: store.backups.look(OPERATOR, file, secret))


def _opened_with(read: Callable[[str], Result]) -> tuple[Result, str]:
    """Return what this reads of a backup, and what had to be typed for it."""
    try:
        return read(""), ""
    except BackupLocked as error:
        sys.stderr.write(f"{error}\n")
        secret = _typed(_("Passphrase, recovery code, or key: "), error)
        return read(secret), secret


def _typed(question: str, otherwise: WorksheetError) -> str:
    try:
        return getpass(question)
    except EOFError:
        raise otherwise from None


def _described(contents: Contents) -> Iterator[str]:
    yield _("Made: {time}").format(time=_time(contents.made_at))
    yield _("Worksheets in it: {count}").format(count=contents.worksheets)
    if contents.damaged:
        yield _("Already damaged when it was made: {count}").format(count=contents.damaged)
    if contents.written_at is not None:
        yield _("Last opened or changed: {time}").format(time=_time(contents.written_at))


def _time(at: Instant) -> str:
    return f"{in_utc(at):%Y-%m-%d %H:%M} UTC"


_FILE = {"file": {"type": Path}}
_WORKSHEET: Mapping[str, Mapping[str, object]] = {"id": {}}

COMMANDS: Mapping[str, Command] = {
    "backup": Command(
        marked("Make a backup now, in this folder or where backups are kept."),
        _backup,
        {"folder": {"type": Path, "nargs": "?"}},
    ),
    "verify": Command(
        marked("Check that a backup is complete, and that every word in it can be read."), _verify, _FILE
    ),
    "look": Command(marked("Show what is in a backup, and change nothing."), _look, _FILE),
    "restore": Command(marked("Restore a backup in place of everything that is here."), _restore, _FILE),
    "unseal": Command(
        marked("Open the copy of the database that was kept before an update."),
        _unseal,
        {**_FILE, "target": {"type": Path}},
    ),
    "erase": Command(marked("Erase a worksheet that is in the bin, for good."), _erase, _WORKSHEET),
    "erase-due": Command(marked("Erase what has been in the bin for thirty days."), _erase_due),
    "hold": Command(marked("Put a worksheet on hold, so that nothing erases it."), _hold, _WORKSHEET),
    "release": Command(marked("End the hold on a worksheet."), _release, _WORKSHEET),
    "keep-until": Command(
        marked("Move a worksheet into the bin on this day (YYYY-MM-DD)."),
        _keep_until,
        {**_WORKSHEET, "day": {"type": date.fromisoformat}},
    ),
    "audit": Command(marked("Print the audit trail, one line of JSON for each thing that was done."), _audit),
    "templates": Command(
        marked("Check the templates in the folder beside the settings file, and list those that can be used."),
        _templates,
    ),
    "accounts": Command(marked("List the accounts."), _accounts),
    "account": Command(
        marked("Set what an account may do."),
        _account,
        {"id": {}, "role": {"choices": [role.value.lower() for role in Role]}},
    ),
    "delete-account": Command(marked("Delete a closed account that has no worksheets."), _delete_account, {"id": {}}),
}


if __name__ == "__main__":
    sys.exit(main())

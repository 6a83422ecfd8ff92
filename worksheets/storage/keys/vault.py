"""The root key while the database is unlocked, and how it is unlocked, locked, and protected."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, select

from worksheets.clock import uptime
from worksheets.language import marked
from worksheets.storage import meta, tables
from worksheets.storage.audit import Trail
from worksheets.storage.database import Database
from worksheets.storage.failures import (
    KeyLost,
    KeyMissing,
    KeyNotKept,
    KeyringRefused,
    NotUnlocked,
    StorageError,
    in_plain_words,
)
from worksheets.storage.grants import HOME
from worksheets.storage.keys import failed_unlocks, slots, system_keyring
from worksheets.storage.keys.encryption import Keys, new_key
from worksheets.storage.keys.guesses import Guesses
from worksheets.storage.keys.slots import Protector, Slot, WrongSecret
from worksheets.storage.places import (
    is_in_keyring,
    is_key,
    leave_key_to_keyring,
    put_key_back,
    read_key,
    read_or_make_key,
    read_or_renew_key,
)

RESTORED: Final = "restored"
"""The line of `meta` that names the backup that was restored last."""


class KeyFileGone(NotUnlocked):
    message = marked(
        "The key to your worksheets is not in {path}. Type the recovery code you wrote down, or put back the file "
        "that was there, and try again."
    )


class KeyringGone(NotUnlocked):
    message = marked(
        "This computer’s keyring is locked, or does not have the key to your worksheets. Type the recovery code you "
        "wrote down, or unlock the keyring, and try again."
    )


class Vault:
    """The keys of one database. Every workbook has one of its own, which is kept encrypted under the root key."""

    def __init__(self, database: Database, key_file: Path, idle: timedelta) -> None:
        """Take the keys from the key file if that opens the database; make both for a database that has none.

        Once nobody has used them for as long as `idle`, the keys are forgotten if a passphrase brings them back.
        Raises KeyMissing or KeyringRefused if nothing can open it, neither the key file nor a person.
        """
        self._database: Final = database
        self.key_file: Final = key_file
        self._idle: Final = idle
        self._changing: Final = threading.Lock()
        self._guesses: Final = Guesses()
        self._turn: Final = threading.Lock()
        self._keys: Keys | None = None
        self._slots: Mapping[Protector, Slot] = {}
        self.has_passphrase = False
        """Whether somebody has chosen a passphrase."""
        self._used_at = uptime()
        self._key_text = ""
        """What stood in the key file when it opened the database."""
        self._key_disk: int | None = None
        """On which disk the key file lay then."""
        self.key_lost: KeyLost | None = None
        """What is to be done if the key file is gone; None if it is there."""
        of_database = self._read_slots() or self._begin()
        self.restored = database.read(_restored_in)
        """Which backup was restored last, as `follow_restore` found it, or "" if none ever was."""
        self._take(of_database)

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be read until somebody unlocks it."""
        with self._changing:
            left = self.time_left
            if left is not None and left <= timedelta():
                self._keys = None
            return self._keys is None

    @property
    def why_locked(self) -> NotUnlocked:
        """What is to be done while it is locked."""
        if self.has_passphrase:
            return NotUnlocked()
        return KeyringGone() if is_in_keyring(self.key_file) else KeyFileGone(path=self.key_file)

    @property
    def time_left(self) -> timedelta | None:
        """How long until it locks by itself, or None if there is no passphrase to unlock it again."""
        return self._idle - (uptime() - self._used_at) if self.has_passphrase else None

    def touch(self) -> None:
        """Note that somebody is here."""
        if not self.is_locked:
            self._used_at = uptime()

    @property
    def keys(self) -> Keys:
        """What the root key opens; raises NotUnlocked."""
        keys = None if self.is_locked else self._keys
        if keys is None:
            raise self.why_locked
        return keys

    def look_again(self) -> None:
        """Learn whether somebody has chosen a passphrase through another server."""
        self.has_passphrase = Protector.PASSPHRASE in self._read_slots()

    def follow_restore(self) -> None:
        """Take the keys again if a backup was restored that brought its own."""
        restored = self._database.read(_restored_in)
        if restored == self.restored:
            return
        of_database = self._read_slots()
        with self._changing:
            if of_database != self._slots:
                self._keys = None
                self._take(of_database)
            self.restored = restored

    @property
    def can_move_key_to_keyring(self) -> bool:
        """Whether the key is in a file, and this computer has a keyring that could keep it."""
        return Protector.KEY_FILE in self._slots and not is_in_keyring(self.key_file) and system_keyring.is_there()

    def move_key_to_keyring(self) -> str:
        """Move the key from its file to the keyring of the system, and return a code that opens everything, too.

        The keyring stays on this computer, and a backup may have to be opened on another one. The file is
        changed last, and opens everything until then. Raises NotUnlocked, KeyMissing, KeyringRefused, or
        WrongSecret if there is a passphrase by now.
        """
        code = slots.new_recovery_code()
        slot = slots.new_slot(Protector.RECOVERY_CODE, slots.recovery_code(code), self.keys.root)
        system_keyring.keep(str(self.key_file), read_key(self.key_file).hex())
        self._replace(slot)
        with in_plain_words():
            leave_key_to_keyring(self.key_file)
        self._remember_key_file()
        return code

    def look_after_key(self) -> None:
        """Put the key file back if it is gone while it is needed; raises KeyLost if that is not possible."""
        slot = self._read_slots().get(Protector.KEY_FILE)
        try:
            if slot and self._key_text and not self.is_locked and not self._is_in_key_file(slot):
                self._put_key_back(slot)
        except (OSError, StorageError) as error:
            self.key_lost = KeyLost(path=self.key_file)
            raise self.key_lost from error
        self.key_lost = None

    def lock(self) -> None:
        """Forget the keys; do nothing if there is no passphrase to unlock them again."""
        if self.has_passphrase:
            self._keys = None

    def unlock(self, passphrase: str) -> None:
        """Take the keys from the slot of the passphrase; raises WrongSecret."""
        with self._guessing():
            self._open(Protector.PASSPHRASE, slots.passphrase(passphrase))

    def recover(self, code: str) -> None:
        """Take the keys from the slot of the recovery code; raises WrongSecret.

        If a key file used to open them, one does so again from now on; raises KeyNotKept if that is not possible.
        """
        self._open(Protector.RECOVERY_CODE, slots.recovery_code(code))
        if Protector.KEY_FILE in self._read_slots():
            self._replace(slots.new_slot(Protector.KEY_FILE, read_or_renew_key(self.key_file), self.keys.root))
            self._remember_key_file()

    def try_key_again(self) -> None:
        """Take the keys from the key file or the keyring if that opens them again; raises NotUnlocked."""
        with self._changing:
            self._take(self._read_slots())
        if self.is_locked:
            raise self.why_locked
        self._tell_what_failed()

    def protect(self, passphrase: str, current: str = "") -> str:
        """Let this passphrase open the database from now on, and return a recovery code that does, too.

        The key file and whatever opened it before no longer do. Nothing else is encrypted again. If there is already a
        passphrase, `current` is that or its code. Raises NotUnlocked, WrongSecret, TooShort or TooLong.
        """
        slots.check(passphrase)
        root, code = self.keys.root, slots.new_recovery_code()
        made = [
            slots.new_slot(Protector.PASSPHRASE, slots.passphrase(passphrase), root),
            slots.new_slot(Protector.RECOVERY_CODE, slots.recovery_code(code), root),
        ]
        before = self._read_slots()
        if Protector.PASSPHRASE in before:
            try:
                with self._guessing():
                    slots.root_key_in_any(before, current)
            except WrongSecret:
                self._note_failed()
                self._tell_what_failed()
                raise

        def write(connection: Connection) -> None:
            if slots.read(connection) != before:
                raise WrongSecret
            connection.execute(delete(tables.key_slot))
            slots.write(connection, *made)

        self._database.write(write)
        self._slots = {slot.kind: slot for slot in made}
        self.has_passphrase = True
        self._database.wipe()
        self.touch()
        return code

    def _take(self, of_database: Mapping[Protector, Slot]) -> None:
        self._slots = of_database
        self.has_passphrase = Protector.PASSPHRASE in of_database
        if Protector.KEY_FILE in of_database:
            try:
                self._keys = Keys(self._from_key_file(of_database[Protector.KEY_FILE]))
            except (KeyMissing, KeyringRefused):
                if Protector.RECOVERY_CODE not in of_database:
                    raise

    def _open(self, kind: Protector, secret: bytes) -> None:
        """Allow one attempt at a time, since each takes 64 MiB of memory for a moment."""
        try:
            with self._changing:
                slot = self._read_slots().get(kind)
                if slot is None:
                    raise WrongSecret
                root = slots.root_key_in(slot, secret)
                self._used_at = uptime()
                self._keys = Keys(root)
        except WrongSecret:
            self._note_failed()
            raise
        self._tell_what_failed()

    def _note_failed(self) -> None:
        """Note that somebody typed the wrong words; if nothing can be noted, they are told no less."""
        with suppress(StorageError):
            self._database.write(failed_unlocks.note)

    def _tell_what_failed(self) -> None:
        """Put what failed while it was locked into the audit trail, now that its key is here."""
        with suppress(StorageError):
            keys = self.keys
            if self._database.read(failed_unlocks.waiting):
                self._database.write(
                    lambda connection: failed_unlocks.move_to(connection, Trail(connection, keys, HOME))
                )

    @contextmanager
    def _guessing(self) -> Iterator[None]:
        """Allow one attempt at the passphrase at a time; raises TooManyGuesses if it comes too early."""
        with self._turn:
            self._guesses.admit(uptime())
            try:
                yield
            except WrongSecret:
                self._guesses.count(uptime())
                raise
            self._guesses.forget()

    def _replace(self, slot: Slot) -> None:
        """Replace the slot of this kind; raises WrongSecret if there is a passphrase by now."""

        def write(connection: Connection) -> None:
            if Protector.KEY_FILE not in slots.read(connection):
                raise WrongSecret
            connection.execute(delete(tables.key_slot).where(tables.key_slot.c.kind == slot.kind.value))
            slots.write(connection, slot)

        self._database.write(write)
        self._slots = {**self._slots, slot.kind: slot}

    def _from_key_file(self, slot: Slot) -> bytes:
        try:
            root = slots.root_key_in(slot, read_key(self.key_file))
        except WrongSecret as error:
            raise KeyMissing(path=self.key_file) from error
        self._remember_key_file()
        return root

    def _is_in_key_file(self, slot: Slot) -> bool:
        """Return whether a key is there; raises KeyMissing or KeyringRefused if it does not open the database."""
        try:
            text = self.key_file.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return False
        if is_key(text) and text != self._key_text:
            self._from_key_file(slot)
        return is_key(text)

    def _put_key_back(self, slot: Slot) -> None:
        """Put it where it was, but not into the folder in which a stick used to appear; raises KeyNotKept."""
        if self._disk_of_key() not in (None, self._key_disk):
            raise KeyNotKept(path=self.key_file)
        put_key_back(self.key_file, self._key_text)
        self._from_key_file(slot)

    def _remember_key_file(self) -> None:
        with suppress(OSError, ValueError):
            self._key_text = self.key_file.read_text(encoding="ascii").strip()
            self._key_disk = self._disk_of_key()

    def _disk_of_key(self) -> int | None:
        """Return the disk on which the folder of the key file lies; None if the folder is not there."""
        with suppress(OSError):
            return self.key_file.parent.stat().st_dev
        return None

    def _begin(self) -> Mapping[Protector, Slot]:
        """Return the slots of a database that has none; another server may have made them in the meantime."""
        with in_plain_words():
            slot = slots.new_slot(Protector.KEY_FILE, read_or_make_key(self.key_file), new_key())

        def write(connection: Connection) -> None:
            if not connection.execute(select(tables.key_slot.c.kind)).first():
                slots.write(connection, slot)

        self._database.write(write)
        return self._read_slots()

    def _read_slots(self) -> Mapping[Protector, Slot]:
        return self._database.read(slots.read)


def _restored_in(connection: Connection) -> str:
    return meta.read(connection, RESTORED) or ""

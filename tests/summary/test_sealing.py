"""A file opens wherever it was sealed, and what it asks for never ends the server."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from pyrage import passphrase as age

from tests.world.age_file import in_lines_of_text, sealed
from tests.world.cases import for_each
from worksheets.summary import sealing
from worksheets.summary.refused import (
    Damaged,
    FileRefused,
    Sealed,
    SealedForAKey,
    TooMuchWork,
    WrongPassphrase,
)

FILE = b"the kids notice, and so do I"
COMPOSED = unicodedata.normalize("NFC", "blåbär über alles")
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
MIXED = COMPOSED[:9] + DECOMPOSED[11:]


def asking_for(work: int) -> bytes:
    """The beginning of a file that asks for two to the power of so much work, and nothing that could be opened."""
    return b"".join(
        [
            b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + f" {work}\n".encode() + b"A" * 43 + b"\n",
            b"--- " + b"A" * 43 + b"\n" + b"x" * 40,
        ]
    )


@for_each("sealed_with", [COMPOSED, DECOMPOSED, MIXED])
def test_a_passphrase_fits_however_a_keyboard_put_its_letters_together(sealed_with: str) -> None:
    there = sealed(FILE, sealed_with)

    assert sealing.unseal(there, sealed_with) == FILE
    if sealed_with != MIXED:
        assert sealing.unseal(there, DECOMPOSED) == sealing.unseal(there, COMPOSED) == FILE


@pytest.mark.slow
def test_another_program_opens_what_is_sealed_here_with_the_passphrase_in_its_usual_form() -> None:
    assert age.decrypt(sealing.seal(FILE, DECOMPOSED), COMPOSED) == FILE


def test_a_file_that_was_sealed_as_lines_of_text_opens_even_after_it_was_pasted() -> None:
    armored = in_lines_of_text(sealed(FILE * 10_000, "blue bicycle"))

    assert age.decrypt(armored, "blue bicycle") == FILE * 10_000
    for pasted in (
        armored,
        armored.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf\n" + armored.rstrip(),
        b"  \n" + armored + b"\n\n",
    ):
        assert sealing.is_sealed(pasted)
        assert sealing.unseal(pasted, "blue bicycle") == FILE * 10_000
    with pytest.raises(WrongPassphrase):
        sealing.unseal(armored, "red bicycle")
    with pytest.raises(Sealed):
        sealing.unseal(armored, "")


ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----\n"


@for_each(
    "file",
    [
        ARMOR,
        ARMOR + b"%%%%\n-----END AGE ENCRYPTED FILE-----\n",
        ARMOR + b"aGVsbG8=\n-----END AGE ENCRYPTED FILE-----\n",
        ARMOR + b"YWdlLWVuY3J5cHRpb24ub3JnL3Yx\n",
        b"age-encryption.org/v1\n",
        b"age-encryption.org/v2\n-> scrypt " + b"A" * 22 + b" 18\n",
    ],
)
def test_what_is_no_whole_sealed_file_is_called_damaged(file: bytes) -> None:
    assert sealing.is_sealed(file)

    with pytest.raises(Damaged):
        sealing.unseal(file, "anything")


def test_a_file_that_is_sealed_for_a_key_is_not_called_damaged() -> None:
    with pytest.raises(SealedForAKey, match="not damaged"):
        sealing.unseal(b"age-encryption.org/v1\n-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n---", "anything")


@for_each("work", [30, 40, 62, 99])
def test_a_file_that_asks_for_more_memory_than_there_is_is_not_called_damaged(work: int) -> None:
    with pytest.raises(TooMuchWork, match="not damaged"):
        sealing.unseal(asking_for(work), "anything")


SAY_WHY = """
import resource, sys
limit = int(sys.argv[3])
resource.setrlimit(getattr(resource, sys.argv[2]), (limit, limit))
from worksheets.summary import sealing
try:
    sealing.unseal(open(sys.argv[1], "rb").read(), "anything")
except Exception as error:
    print(type(error).__name__)
"""


@for_each(
    ("limit", "megabytes", "work"),
    [("RLIMIT_AS", 2_000, 21), ("RLIMIT_AS", 1_200, 20), ("RLIMIT_DATA", 300, 19), ("RLIMIT_DATA", 200, 18)],
)
def test_a_small_file_that_asks_for_all_the_memory_does_not_end_the_server(
    tmp_path: Path, limit: str, megabytes: int, work: int
) -> None:
    file = tmp_path / "small.age"
    file.write_bytes(asking_for(work))
    assert file.stat().st_size < 250

    server = [sys.executable, "-c", SAY_WHY, str(file), limit, str(megabytes * 1024 * 1024)]
    said = subprocess.run(server, capture_output=True, text=True, check=False)

    assert (said.returncode, said.stdout.strip()) == (0, "TooMuchWork"), said.stderr


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "LONGEST", timedelta(milliseconds=1))

    with pytest.raises(TooMuchWork):
        sealing.unseal(asking_for(16), "anything")


def test_a_passphrase_that_is_no_text_opens_nothing_and_is_no_mistake_of_the_program() -> None:
    with pytest.raises(FileRefused):
        sealing.unseal(asking_for(10), "\ud800")


@for_each("file", [sealed(FILE, "blue bicycle")[:-1], sealed(FILE, "blue bicycle") + b"x"])
def test_a_sealed_file_that_was_cut_off_or_added_to_is_called_damaged(file: bytes) -> None:
    with pytest.raises(Damaged):
        sealing.unseal(file, "blue bicycle")


def test_a_file_that_takes_the_processor_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST_WORK", timedelta(seconds=0))

    with pytest.raises(TooMuchWork):
        sealing.unseal(asking_for(18), "e\u0301\u00e9")  # Worth three tries: composed, as typed, and decomposed.

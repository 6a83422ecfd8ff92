"""An age file with a passphrase, sealed as the format says, but with little work, so that opening it takes no time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 64 * 1024


def sealed(file: bytes, passphrase: str, work: int = 4) -> bytes:
    """The file, sealed with these very letters, with a work factor of `work`."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    salted = b"age-encryption.org/v1/scrypt" + salt
    key = hashlib.scrypt(passphrase.encode(), salt=salted, n=2**work, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), work, _text(body))
    seal = hmac.new(_derived(file_key, b"header"), header, hashlib.sha256).digest()
    cipher = ChaCha20Poly1305(_derived(file_key, b"payload", nonce))
    pieces = [file[at : at + PIECE] for at in range(0, len(file), PIECE)] or [b""]
    written = [
        cipher.encrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, None)
        for number, piece in enumerate(pieces)
    ]
    return header + b" " + _text(seal) + b"\n" + nonce + b"".join(written)


def in_lines_of_text(binary: bytes) -> bytes:
    """The same file in armor."""
    text = base64.b64encode(binary)
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return b"\n".join([b"-----BEGIN AGE ENCRYPTED FILE-----", *lines, b"-----END AGE ENCRYPTED FILE-----", b""])


def _text(binary: bytes) -> bytes:
    return base64.b64encode(binary).rstrip(b"=")


def _derived(key: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(key)

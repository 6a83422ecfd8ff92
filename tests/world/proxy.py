"""The proxy of a clinic with the configuration in `deploy/`, in front of real servers of the app."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from tests.world.serving import ROOT, Server, answers_soon, free_port

CONFIGURATION: Final = ROOT / "deploy" / "haproxy.cfg"


class Proxy:
    """One address for two servers; `cookie` is the name under which a browser keeps which of them is its own."""

    cookie: Final = "both_sides_server"

    def __init__(self, folder: Path) -> None:
        self._plain: Final = free_port()
        self._secure: Final = free_port()
        self.plain_url: Final = f"http://localhost:{self._plain}"
        self.url: Final = f"https://localhost:{self._secure}"
        self._folder: Final = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, a: Server, b: Server) -> None:
        """Start in front of these, and return when one answers through it."""
        environment = {
            **os.environ,
            "BOTH_SIDES_HTTP": f"127.0.0.1:{self._plain}",
            "BOTH_SIDES_HTTPS": f"127.0.0.1:{self._secure}",
            "BOTH_SIDES_CERTIFICATE": str(_certificate(self._folder)),
            "BOTH_SIDES_SERVER_A": _address(a),
            "BOTH_SIDES_SERVER_B": _address(b),
        }
        with (self._folder / "proxy.log").open("ab") as log:
            running = subprocess.Popen([program(), "-db", "-f", CONFIGURATION], env=environment, stdout=log, stderr=log)
        self._process = running
        answers_soon(f"{self.url}/_stcore/health", lambda: running.poll() is None, self.log, context=any_certificate())

    def stop(self) -> None:
        """End."""
        if self._process:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        """The proxy's process."""
        assert self._process
        return self._process.pid

    def log(self) -> str:
        """What the proxy has noted."""
        return (self._folder / "proxy.log").read_text(encoding="utf-8", errors="replace")


def any_certificate() -> ssl.SSLContext:
    """A caller who believes the certificate of the tests."""
    return ssl._create_unverified_context()


def program() -> str:
    """Where HAProxy is; without it the tests stop here, they are not skipped."""
    found = shutil.which("haproxy") or shutil.which("/usr/sbin/haproxy")
    if not found:
        pytest.exit("These tests need HAProxy 2.6 or newer: install it (apt-get install haproxy).", 2)
    return found


def _address(server: Server) -> str:
    return f"127.0.0.1:{server.url.rpartition(':')[2]}"


def _certificate(folder: Path) -> Path:
    """A certificate for this computer that nobody has signed, with its key, as HAProxy reads them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path

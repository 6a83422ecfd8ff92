"""Whose a connection is: on Linux the system says which account of this computer its other end belongs to."""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Final, TypeAlias

End: TypeAlias = tuple[IPv4Address | IPv6Address, int]
"""One end of a connection: its address and its port."""

_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_RELEASE: Final = Path("/proc/sys/kernel/osrelease")
_LOCAL, _REMOTE, _OWNER, _INODE = 1, 2, 7, 9
_NOBODYS: Final = 0
"""The inode of a socket that its program has closed: its owner is no longer known, and is shown as root."""

_NETLINK_SOCK_DIAG: Final = 4
_SOCK_DIAG_BY_FAMILY: Final = 20
_NLM_F_REQUEST: Final = 1
_IN_ANY_STATE: Final = 0xFFFFFFFF
_WITHOUT_COOKIE: Final = 0xFFFFFFFFFFFFFFFF
_HEADER: Final = struct.Struct("=IHHII")
_ENDS: Final = struct.Struct("!HH16s16s")
_ENDS_AT: Final = _HEADER.size + 4
_OWNER_AT: Final = _HEADER.size + 64
"""These are in `linux/sock_diag.h` and `linux/inet_diag.h`."""


def are_known() -> bool:
    """Return whether the system says so: on Linux, unless within Windows, which hands on what its browser asks."""
    return sys.platform == "linux" and os.access(_TABLES[0], os.R_OK) and "microsoft" not in _release().lower()


def owner_of(there: tuple[str, int], here: tuple[str, int]) -> int | None:
    """Return the account to which the other end, `there`, of the connection to our end belongs; None if it is gone."""
    ends = _end(*there), _end(*here)
    found = _asked(*ends)
    if found is None:  # Not every system answers.
        lines = (line for table in _TABLES if table.exists() for line in table.read_text("ascii").splitlines()[1:])
        found = owner(lines, *ends)
    return found


def _asked(there: End, here: End) -> int | None:
    """Ask the system for this one connection, which takes no longer if there are many (sock_diag(7)).

    If there is none, it may answer with a socket that listens at the same port: that one has no other end.
    """
    (from_, port), (to, own_port) = there, here
    ends = _ENDS.pack(port, own_port, from_.packed, to.packed)
    family = socket.AF_INET if from_.version == 4 else socket.AF_INET6
    about = struct.pack("=BBHI", family, socket.IPPROTO_TCP, 0, _IN_ANY_STATE) + ends
    asked = about + struct.pack("=IQ", 0, _WITHOUT_COOKIE)
    with suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_SOCK_DIAG) as system:
        head = _HEADER.pack(_HEADER.size + len(asked), _SOCK_DIAG_BY_FAMILY, _NLM_F_REQUEST, 0, 0)
        system.send(head + asked)
        answer = system.recv(4096)
        _length, kind, *_more = _HEADER.unpack_from(answer)
        if kind == _SOCK_DIAG_BY_FAMILY and answer[_ENDS_AT:].startswith(ends):
            account, inode = struct.unpack_from("=II", answer, _OWNER_AT)
            return None if inode == _NOBODYS else int(account)
    return None


def owner(lines: Iterable[str], there: End, here: End) -> int | None:
    """Return whose socket connects these two ends in lines of `/proc/net/tcp`; None if no program holds it."""
    ports = f":{there[1]:04X}", f":{here[1]:04X}"
    for line in lines:
        columns = line.split()
        if not (columns[_LOCAL].endswith(ports[0]) and columns[_REMOTE].endswith(ports[1])):
            continue
        if (_read(columns[_LOCAL]), _read(columns[_REMOTE])) == (there, here) and int(columns[_INODE]) != _NOBODYS:
            return int(columns[_OWNER])
    return None


def _read(written: str) -> End:
    """Return an end as the system writes it: the words of its address in the order of this processor, and its port."""
    address, _colon, port = written.partition(":")
    words = (int(address[at : at + 8], 16).to_bytes(4, sys.byteorder) for at in range(0, len(address), 8))
    return _plain(ip_address(b"".join(words))), int(port, 16)


def _end(host: str, port: int) -> End:
    return _plain(ip_address(host)), port


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the address by which both ends of a connection know each other, even if one of them writes it as IPv6."""
    return getattr(address, "ipv4_mapped", None) or address


def _release() -> str:
    with suppress(OSError):
        return _RELEASE.read_text(encoding="ascii", errors="replace")
    return ""

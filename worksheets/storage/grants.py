"""Grants: what a page hands back with every edit, to show which workbook it may write in and as whom."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass

from worksheets.answers import WorksheetError
from worksheets.json_values import json_in
from worksheets.language import marked


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account within a tenant, and the sign-in by which it came in, if people sign in at all."""

    tenant: str
    author: str
    sign_in: str = ""


HOME = "home"
"""The tenant of an installation: its one person, or its clinic."""

ALONE = Actor(HOME, author="me")
"""The only actor of an installation without sign-in."""

OPERATOR = Actor(HOME, author="operator")
"""Whoever has the command line of the server, and so its keys."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One actor's permission to read and write one workbook."""

    actor: Actor
    workbook: str


class NotGranted(WorksheetError):
    message = marked(
        "This page can no longer change this worksheet. Copy anything that is not saved, and reload the page."
    )


def seal(grant: Grant, secret: bytes) -> str:
    """Return the grant as text that nobody without `secret` can make or change."""
    body = _text(json.dumps([asdict(grant.actor), grant.workbook]).encode())
    return f"{body}.{_signature(body, secret)}"


def unseal(token: str, secret: bytes) -> Grant:
    """Return the grant that `seal` made with the same secret; raises NotGranted."""
    body, _dot, signature = token.partition(".")
    try:
        if hmac.compare_digest(signature.encode(), _signature(body, secret).encode()):
            match json_in(base64.urlsafe_b64decode(body)):
                case [{"tenant": str(tenant), "author": str(author), "sign_in": str(sign_in)}, str(workbook)]:
                    return Grant(Actor(tenant, author, sign_in), workbook)
    except ValueError:
        pass
    raise NotGranted


def _signature(body: str, secret: bytes) -> str:
    return _text(hmac.new(secret, b"both-sides grant\0" + body.encode(), hashlib.sha256).digest())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()

"""What our own page asks of the server beside Streamlit: how much, and how a refusal is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.server import guard
from worksheets import language
from worksheets.answers import WorksheetError
from worksheets.language import _, marked
from worksheets.storage import NotGranted, StorageError


class Odd(WorksheetError):
    """The request is not one that our own page would send."""

    message = marked("This page sent something that cannot be read. Copy what is not saved, and reload the page.")


async def answered(request: Request, largest: int, too_large: str, carry_out: Callable[[bytes], Response]) -> Response:
    """What `carry_out` makes of the body of the request, in a thread of its own, or why not.

    400: the request cannot be read; 403: this page may not ask that; 413: more than `largest` bytes, told as
    `too_large`; 422: it was refused; 500: a mistake of ours; 503: the database cannot be used now, and the same request
    may be sent again.
    """
    body = await _read_at_most(largest, request)
    if body is None:
        return refusal(too_large, 413)
    try:
        return await to_thread.run_sync(carry_out, body)
    except Odd as error:
        return refusal(str(error), 400)
    except NotGranted as error:
        return refusal(str(error), 403)
    except StorageError as error:
        return refusal(str(error), 503)
    except WorksheetError as error:
        return refusal(str(error), 422)
    except Exception as error:  # noqa: BLE001  whatever it is: the server's own log would quote it
        guard.note(error, request.url.path)
        return refusal(_("This is a mistake of this program. Copy what is not saved, and tell whoever runs it."), 500)


def said_in(text: bytes) -> dict[str, Any]:
    """The JSON object in this text; its page's language is spoken from here on. Raises Odd."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise Odd from None
    if not isinstance(said, dict):
        raise Odd
    if re.fullmatch("[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?", str(said.get("language"))):
        language.use(said["language"])
    return said


def refusal(message: str, status: int, **more: Any) -> JSONResponse:
    """An answer that says why not."""
    return JSONResponse({"message": message, **more}, status_code=status)


async def _read_at_most(largest: int, request: Request) -> bytes | None:
    """What the request says, or None as soon as it is more than `largest` bytes."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            return None
    return bytes(body)

"""What all routes share: how much may be sent, and in what time, how it is read, and how a refusal is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date

from anyio import CapacityLimiter, current_time, fail_after, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components import errors, routes
from components.routes import TOKEN
from components.who import granted
from worksheets import language
from worksheets.answers import WorksheetError
from worksheets.language import _, marked
from worksheets.storage import NotGranted, StorageError

LARGEST_FORM = 10_000
"""In bytes: what a few boxes can hold."""

MOST_FROM_ANYBODY = 64_000
"""In bytes: as much as a browser hands in for a page that is gone. More is read only with the token of a page."""

SECONDS_FOR_A_PART = 10
SECONDS_FOR_ALL = 300
"""How long a request may take to arrive: ten megabytes need five minutes at a third of a megabit in a second."""


class TooSlow(WorksheetError):
    """A request that does not arrive."""

    message = marked("This did not arrive in time. Check your connection, and try again.")


class BadRequest(WorksheetError):
    """The request is not one that our own page would send."""

    message = marked(
        "This page sent something that could not be read. Copy anything that is not saved, and reload the page."
    )


def post(
    path: str,
    handle: Callable[[bytes], Response],
    *,
    largest: int = LARGEST_FORM,
    too_large: type[WorksheetError] = BadRequest,
    at_once: int = 0,
) -> Route:
    """Make the route at this path: it answers what `handle` makes of a request's body, in its own thread, or why not.

    It speaks the language of the page that asks.

    If `at_once` is given, only so many are worked on at the same time, beside those of all other routes.

    400: it cannot be read; 403: this page may not ask that; 408: it does not arrive; 413: it has more than `largest`
    bytes; 422: it was refused; 500: a mistake of ours; 503: the database cannot be used now, and the same request may
    be sent again.
    """

    limit = CapacityLimiter(at_once) if at_once else None

    async def respond(request: Request) -> Response:
        language.use(language.best_for(request.headers.get("accept-language", "")))
        try:
            if _may_be_large(request):
                await to_thread.run_sync(granted, request.headers.get(TOKEN, ""))
            body = await _read_at_most(largest, request)
            if body is None:
                return refusal(str(too_large()), 413)
            return await to_thread.run_sync(handle, body, limiter=limit)
        except BadRequest as error:
            return refusal(str(error), 400)
        except TooSlow as error:
            return refusal(str(error), 408)
        except ClientDisconnect:
            return Response(status_code=400)  # Nobody hears it.
        except NotGranted as error:
            return refusal(str(error), 403)
        except StorageError as error:
            return refusal(str(error), 503)
        except WorksheetError as error:
            return refusal(str(error), 422)
        except Exception as error:  # noqa: BLE001  whatever it is: the server's own log would quote it
            errors.note(error, request.url.path)
            mistake = _(
                "Something went wrong in Both Sides itself. Copy anything that is not saved, and tell whoever runs it."
            )
            return refusal(mistake, 500)

    return Route(routes.on_server(path), respond, methods=["POST"])


def parse(body: bytes) -> Mapping[str, object]:
    """Return the JSON object in this body. Raises BadRequest."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(parsed, dict):
        raise BadRequest
    return parsed


def parse_day(text: object) -> date:
    """Return the day that this says, such as "2026-11-22"; raises BadRequest."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise BadRequest from None


def refusal(message: str, status: int, **more: bool | Mapping[str, str]) -> JSONResponse:
    """Return an answer that says why not; what has not arrived in time is not waited for."""
    headers = {"connection": "close"} if status == 408 else {}
    return JSONResponse({"message": message, **more}, status_code=status, headers=headers)


def _may_be_large(request: Request) -> bool:
    """Return whether this may become more than anybody may send: it is longer, or does not say how long it is."""
    return not 0 <= _length(request) <= MOST_FROM_ANYBODY


def _length(request: Request) -> int:
    """Say how long the body is to be, in bytes, or -1 if the request does not say."""
    length = request.headers.get("content-length", "")
    return int(length) if re.fullmatch("[0-9]{1,15}", length) else -1


async def _read_at_most(largest: int, request: Request) -> bytes | None:
    """Return the body of the request, or None as soon as it is more than `largest` bytes; raises TooSlow."""
    body = bytearray()
    if _length(request) > largest:
        return None
    try:
        with fail_after(SECONDS_FOR_ALL), fail_after(SECONDS_FOR_A_PART) as wait:
            async for part in request.stream():
                wait.deadline = current_time() + SECONDS_FOR_A_PART
                body += part
                if len(body) > largest:
                    return None
    except TimeoutError:
        raise TooSlow from None
    return bytes(body)

"""What keeps the page to the person at this machine: who may ask, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

OURS = ("127.0.0.1", "localhost", "[::1]")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


async def guard(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuses what another site or another name for this machine sends, and marks every answer.

    A page of another site can make a browser send requests here; it cannot make it name us as host (against DNS
    rebinding) nor as origin.
    """
    refused = _refused(request)
    response = PlainTextResponse(refused, status_code=403) if refused else await answer(request)
    response.headers.update(HEADERS)
    if not request.url.path.startswith("/assets/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _refused(request: Request) -> str | None:
    host = request.headers.get("host", "")
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    if name not in OURS:
        return f"This page answers only at {', '.join(OURS)}; it was asked for as {host!r}."
    origin = request.headers.get("origin")
    if origin is not None and origin != f"{request.url.scheme}://{host}":
        return "This page answers nobody but itself; the request came from another site."
    if request.method not in ("GET", "HEAD") and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return "Only the page itself may change a case; the request came from another site."
    if request.method == "POST" and request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return "What changes a case is sent as application/json."
    return None

"""What every answer carries and what every request must be: from this machine, for this machine.

A page of a stranger in the same browser can send requests to 127.0.0.1, under a name of its own that it lets point
here. So the name that was asked for is checked, and what such a page could embed is refused. All is for reading, but
for the forms of corrections: they are taken only from a page of ours, as the browser says and no page can forge.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from quellenlage.errors import QuellenlageError

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    # The dossier may change between two visits, and it is nobody's business what was read.
    "Cache-Control": "no-store",
}
_READING = frozenset({"GET", "HEAD"})
# Where forms go, one a language.
_WRITING = re.compile("/[a-z]{2}/review")

Next = Callable[[Request], Awaitable[Response]]


def guard(port: int) -> Callable[[Request, Next], Awaitable[Response]]:
    """A middleware that refuses what is not for this machine, or not for reading, and sets the headers of answers."""
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def check(request: Request, call_next: Next) -> Response:
        try:
            answer = refused(request, hosts) or await call_next(request)
        except (QuellenlageError, OSError) as error:
            # The dossier was moved, is damaged or being written: said in one line, and the next request may find it.
            answer = PlainTextResponse(f"{error}\n", status_code=503)
        answer.headers.update(HEADERS)
        return answer

    return check


def refused(request: Request, hosts: frozenset[str]) -> Response | None:
    """The refusal of a request, or None where it may pass."""
    if request.headers.get("host", "") not in hosts:
        return PlainTextResponse("this page is for this machine only\n", status_code=421)
    if request.method == "POST" and _WRITING.fullmatch(request.url.path):
        return None if _is_ours(request) else PlainTextResponse("only this page may write\n", status_code=403)
    if request.method not in _READING:
        return PlainTextResponse("this page is for reading only\n", status_code=405, headers={"Allow": "GET, HEAD"})
    embedded = request.headers.get("sec-fetch-mode", "navigate") != "navigate"
    if request.headers.get("sec-fetch-site") == "cross-site" and embedded:
        return PlainTextResponse("other sites may not embed this page\n", status_code=403)
    return None


def _is_ours(request: Request) -> bool:
    """Whether a form was sent by a page of ours: browsers say so in one of two headers."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin == f"http://{request.headers.get('host', '')}"

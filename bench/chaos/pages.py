"""The page: what every answer of every route carries, who is refused, and what it says when the dossier is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from fastapi import FastAPI
from fastapi.routing import APIRoute
from program import EXAMPLE
from promise import Faults, Outcome, Promise, Trial
from starlette.testclient import TestClient

from quellenlage.pipeline.build import build
from quellenlage.serve import guard
from quellenlage.serve.app import make_app
from quellenlage.store import Dossier
from quellenlage.world import load_worlds

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
_VALUES = {"language": "de", "number": "1", "name": "claims", "suffix": "csv", "key": "claims"}
_HOSTS = (
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:80",
    "localhost",
    f"localhost.evil.example:{PORT}",
    "",
    f"[::1]:{PORT}",
)
_METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "X")
_SITES = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {},
)


def dossier_at(folder: Path) -> Path:
    """A dossier of the example story."""
    path = folder / "d.db"
    with Dossier(path, create=True) as dossier:
        build((str(EXAMPLE),), dossier, load_worlds("none"))
    return path


def routes(app: FastAPI) -> list[str]:
    """An address for every route that there is, and one that is none."""
    found = [route.path for route in app.routes if isinstance(route, APIRoute)]
    for name, value in _VALUES.items():
        found = [path.replace(f"{{{name}}}", value) for path in found]
    return [*dict.fromkeys(found), "/nowhere/at/all", "/de/%00", "/de/claims.exe"]


def guarded(trial: Trial) -> Outcome:
    """Ask every route for everything it must refuse, and look at all headers."""
    faults, path = Faults(), dossier_at(trial.folder)
    before, asked = path.read_bytes(), 0
    app = make_app(path, PORT)
    client = TestClient(app, base_url=HOME, follow_redirects=False, raise_server_exceptions=False)
    for route in routes(app):
        for said, answer_code, allowed in _asked(client, route):
            asked += 1
            faults.unless(answer_code in allowed, f"{said}: {answer_code}, and not one of {sorted(allowed)}")
        for headers in ({}, {"host": "evil.example"}, {"accept-language": "\u0000"}):
            answer = client.get(route, headers=headers)
            asked += 1
            missing = [name for name in guard.HEADERS if name not in answer.headers]
            faults.unless(not missing, f"GET {route} {headers}: no {missing}")
    faults.unless(path.read_bytes() == before, "asking changed the file")
    asked += _without_dossier(path, faults)
    return Outcome(asked, tuple(faults.found), f"{len(routes(app))} routes")


def _asked(client: TestClient, route: str) -> Iterator[tuple[str, int, frozenset[int]]]:
    for host in _HOSTS:
        yield f"GET {route} as {host}", client.get(route, headers={"host": host}).status_code, frozenset({421})
    for method in _METHODS:
        for site in _SITES:
            code = client.request(method, route, headers=site, content=b"action=apply").status_code
            yield f"{method} {route} from {site}", code, frozenset({403, 405})
    code = client.get(route, headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}).status_code
    yield f"GET {route} embedded elsewhere", code, frozenset({403})
    yield f"HEAD {route}", client.head(route).status_code, frozenset({200, 302, 204, 404, 405})


def _without_dossier(path: Path, faults: Faults) -> int:
    """The file is cut, overwritten or gone while it is shown: a page says so, with the headers of all pages."""
    sound, asked = path.read_bytes(), 0
    for name, data in (("cut", sound[: len(sound) // 2]), ("no dossier", b"x" * 5000), ("empty", b""), ("gone", None)):
        app = make_app(path, PORT)
        client = TestClient(app, base_url=HOME, follow_redirects=False, raise_server_exceptions=False)
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        for route in routes(app):
            answer = client.get(route)
            asked += 1
            faults.unless(answer.status_code != 500, f"{route} with the dossier {name}: 500")
            faults.unless("Content-Security-Policy" in answer.headers, f"{route} with the dossier {name}: no headers")
        answer = client.post("/de/review", content=b"action=apply&who=x", headers={"origin": HOME})
        faults.unless(answer.status_code != 500, f"a correction with the dossier {name}: 500")
        path.write_bytes(sound)
    return asked


def unguarded(trial: Trial) -> Outcome:
    """The same with a page that lets everybody pass."""
    with mock.patch.object(guard, "refused", return_value=None):
        return guarded(trial)


PAGES = Promise(
    name="page: Host check, no change by GET or from another site, headers, on every route, without a dossier too",
    times=1,
    unit="requests",
    keep=guarded,
    plant=unguarded,
    fault="nobody is refused",
    most=1,
)

"""Calls of the page by its own description (schemathesis), and many at once."""

from __future__ import annotations

import http.client
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import quantiles
from typing import Any
from unittest import mock

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from pages import HOME, PORT, dossier_at
from program import start
from promise import Faults, Outcome, Promise, Trial
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from quellenlage.present.catalogue import LANGUAGES
from quellenlage.present.html.environment import SECTIONS
from quellenlage.present.tables import VIEWS
from quellenlage.serve import app as page
from quellenlage.serve.app import make_app

_LOAD_PORT = 18766
_PATHS = (
    "/de/situation", "/de/timeline", "/de/claims", "/de/claims?page=2", "/de/quotes", "/de/actors", "/de/articles/7",
    "/en/origins",
    "/de/search?q=Impfstoff", "/de/search?q=speaker:Kolew", "/en/claims", "/de/review", "/static/dossier.css",
)  # fmt: skip
_READERS = 4
_VALUES = {
    "language": LANGUAGES,
    "key": tuple(SECTIONS),
    "name": tuple(VIEWS),
    "suffix": ("csv", "json"),
    "number": ("1", "8"),
}
# Seconds from which on the speed is judged, and the dossier is of the full size.
_FULL = 30
# Promised by issue 16.
_RATE, _SLOWEST_MS = 100, 300


def call(trial: Trial) -> Outcome:
    """Make calls from the description and compare the answers with it."""
    faults, app = Faults(), make_app(dossier_at(trial.folder), PORT)
    schema: Any = schemathesis.openapi.from_dict(_with_values(app.openapi()))
    schema.app = app
    operations = [operation.ok() for operation in schema.get_all_operations()]
    each = -(-trial.times // len(operations))
    tried = 0
    for operation in operations:
        count = [0]
        _run(operation, each, trial.seed, faults, count)
        tried += count[0]
    return Outcome(tried, tuple(dict.fromkeys(faults.found)), f"{len(operations)} operations")


def _with_values(description: dict[str, Any]) -> dict[str, Any]:
    """The description with values that exist, and one that does not, for what stands in a path."""
    for path in description["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] in _VALUES:
                    parameter["schema"] = {"enum": [*_VALUES[parameter["name"]], "nowhere"]}
    return description


def _run(operation: Any, each: int, seed: int, faults: Faults, count: list[int]) -> None:  # noqa: ANN401
    """Let hypothesis make calls of one operation."""
    checks = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)

    def test(case: Any) -> None:  # noqa: ANN401
        count[0] += 1
        headers = {**{k: v for k, v in (case.headers or {}).items() if v.isascii()}, "host": f"127.0.0.1:{PORT}"}
        if case.method.upper() == "POST":
            headers["origin"] = HOME
        try:
            answer = case.call(headers=headers, base_url=HOME)
            case.validate_response(answer, checks=list(checks))
        except BaseExceptionGroup as group:
            said = "; ".join(f"{type(one).__name__}: {one}" for one in group.exceptions)
            faults.unless(False, f"{case.method} {case.operation.path}: {said}")
        except Exception as error:  # noqa: BLE001  each is a fault; the next call goes on
            faults.unless(False, f"{case.method} {case.operation.path}: {type(error).__name__}: {error}")

    # No shrinking: the first call that fails says enough.
    limits = settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    seeded(seed)(limits(_given(operation)(test)))()


def _given(operation: Any) -> Any:  # noqa: ANN401
    from hypothesis import given

    return given(case=operation.as_strategy())


def fails(trial: Trial) -> Outcome:
    """The same with a page that fails on long queries."""

    def search(shelf: object, language: str, words: str) -> object:
        raise KeyError(words)

    with mock.patch.object(page, "_search", search):
        return call(Trial(60, trial.folder, trial.seed, trial.shared))


def load(trial: Trial) -> Outcome:
    """Read a big dossier with several readers at once for so many seconds."""
    big = trial.folder / "big.db"
    articles = 5000 if trial.times >= _FULL else 1000
    command = [sys.executable, str(Path(__file__).parent / "big_dossier.py"), trial.folder, big, str(articles)]
    subprocess.run(command, check=True, timeout=1800)
    return _read(big, trial.times, articles, _SLOWEST_MS, _RATE)


def _read(big: Path, seconds: int, articles: int, slowest: float, rate: float) -> Outcome:
    faults, times, wrong = Faults(), list[float](), list[str]()
    process = start("serve", big, "--port", str(_LOAD_PORT))
    try:
        for path in ("/de/situation", *_PATHS):  # opened, and every section made once
            _ask(path, 120, [], [])
        end = time.monotonic() + seconds
        readers = [threading.Thread(target=_reader, args=(n, end, times, wrong)) for n in range(_READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    finally:
        process.terminate()
        process.communicate()
    late = quantiles(times, n=100)[98] * 1000 if len(times) > 1 else 1e9
    faults.found += wrong[:5]
    # A short run, on a machine that does something else too, says nothing about speed.
    if seconds >= _FULL:
        faults.unless(late <= slowest, f"the slowest hundredth takes {late:.0f} ms and more")
        faults.unless(len(times) >= rate * seconds, f"{len(times) / seconds:.0f} requests a second, not {rate:g}")
    note = f"{articles:,} articles, {len(times) / seconds:.0f} requests a second, 99 of 100 within {late:.0f} ms"
    return Outcome(len(times), tuple(faults.found), note)


def _reader(number: int, end: float, times: list[float], wrong: list[str]) -> None:
    chance = random.Random(number)
    while time.monotonic() < end:
        _ask(chance.choice(_PATHS), 10, times, wrong)


def _ask(path: str, patience: float, times: list[float], wrong: list[str]) -> None:
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        started = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", _LOAD_PORT, timeout=patience)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
        except ConnectionRefusedError:
            time.sleep(0.1)
            continue
        except OSError as error:
            wrong.append(f"{path}: {error}")
            return
        finally:
            line.close()
        times.append(time.perf_counter() - started)
        if answer.status != 200:
            wrong.append(f"{path}: {answer.status}")
        return
    wrong.append(f"{path}: nobody answers")


def slow(trial: Trial) -> Outcome:
    """The same with a page that is gone after the first call: what measures must be able to say no."""
    path = dossier_at(trial.folder)
    gone = threading.Timer(4, path.unlink)
    gone.start()
    outcome = _read(path, 8, 8, 0.01, 1e6)
    gone.join()
    return outcome


CALLS = Promise(
    name="schemathesis over the page's OpenAPI: no server error, nothing that the description does not say",
    times=1500,
    unit="calls",
    keep=call,
    plant=fails,
    fault="a search that raises",
    least=100,
)
LOAD = Promise(
    name=f"load: {_RATE} requests a second, 99 of 100 within {_SLOWEST_MS} ms, no error",
    times=30,
    unit="requests",
    keep=load,
    plant=slow,
    fault="a dossier that vanishes",
    least=6,
)

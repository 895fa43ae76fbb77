"""The pages of a big dossier: 2,000 articles, made from a small one by repetition, each route timed.

The example story is built once and repeated with other ids and later days, so that its density is that of real
articles. Its actors are repeated less often than its articles: in a running story a few speak again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from starlette.testclient import TestClient

from quellenlage.pipeline.build import build
from quellenlage.present.html.environment import SECTIONS
from quellenlage.records.contract import Record
from quellenlage.records.layers import Analysis
from quellenlage.serve.app import make_app
from quellenlage.store import Dossier
from quellenlage.world import DEFAULT_MODEL, load_worlds

ARTICLES = 2000
# Casts of actors: each speaks in a tenth of the articles.
CASTS = 10
# Between one repetition and the next.
_STEP_DAYS = 2
# What is asked of issue 13: so many milliseconds at the 95th percentile.
LIMIT_MS = 300
_PORT = 8765
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def print_pages(example: Path, folder: Path, articles: int, requests: int) -> None:
    """One line a route: milliseconds of the median and the 95th percentile.

    Args:
        example: The articles that are repeated.
        folder: For the dossiers.
        articles: At least so many.
        requests: To each route.
    """
    small = folder / "small.db"
    with Dossier(small, create=True) as dossier:
        build((str(example),), dossier, load_worlds(DEFAULT_MODEL), jobs=1)
        record, analyses = dossier.record(), tuple(dossier.analyses())
    big = folder / "big.db"
    with Dossier(big, create=True) as dossier:
        times = -(-articles // len(record.article))
        dossier.put_record(repeated(record, times), repeated_analyses(analyses, times))
    client = TestClient(make_app(big, _PORT), base_url=f"http://127.0.0.1:{_PORT}")
    start = perf_counter()
    client.get("/de/search")
    opened = perf_counter() - start
    print(f"\npages of a dossier of {articles} articles, {requests} requests each; opened in {opened:.1f} s")
    print(f"{'route':<14}{'first ms':>10}{'median ms':>11}{'95 % ms':>9}{'kB':>7}")
    slow = []
    for name, paths in routes(client, articles, requests).items():
        times, size = [], 0
        for path in paths:
            start = perf_counter()
            answer = client.get(path)
            times.append(1000 * (perf_counter() - start))
            size = max(size, len(answer.content))
            assert answer.status_code == 200, path
        late = quantiles(times[1:], n=20)[-1]
        slow += [name] if late > LIMIT_MS else []
        print(f"{name:<14}{times[0]:>10.0f}{median(times[1:]):>11.0f}{late:>9.0f}{size / 1000:>7.0f}")
    print(f"over {LIMIT_MS} ms at the 95th percentile: {', '.join(slow) or 'none'}")


def routes(client: TestClient, articles: int, requests: int) -> dict[str, list[str]]:
    """The addresses of every kind of page, spread over its pages; the first of each is asked once more."""
    found: dict[str, list[str]] = {}
    for section in SECTIONS:
        pages = re.findall(rf"{section}[?]page=(\d+)", client.get(f"/de/{section}?page=99999").text)
        last = int(pages[0]) + 1 if pages else 1
        found[section] = [f"/{'de' if n % 2 else 'en'}/{section}?page={1 + n * 7 % last}" for n in range(requests + 1)]
    found["article"] = [f"/de/articles/{1 + n * 37 % articles}" for n in range(requests + 1)]
    words = ("Impfstoff", "Ministerin Vorwuerfe", "Etiketten", "der", '"die Etiketten"', "nirgends")
    found["search"] = [f"/de/search?q={words[n % len(words)]}" for n in range(requests + 1)]
    return found


def repeated(record: Record, times: int) -> Record:
    """The record so many times over, every time with other ids and later days, and with the cast after the next."""
    entities = {row.id for row in record.entity}
    own = {row.id for row in record.rows()} - entities
    rows: dict[str, list[Any]] = {field.name: [] for field in fields(Record)}
    for time in range(times):
        names = {id_: f"{id_}-{time}" for id_ in own}
        names |= {f"narrator:{id_}": f"narrator:{id_}-{time}" for id_ in own}
        names |= {id_: f"{id_}-{time % CASTS}" for id_ in entities}
        again = _renamed(record, names, timedelta(days=_STEP_DAYS * time))
        for kind, found in rows.items():
            new = getattr(again, kind)
            if kind == "article":
                new = tuple(replace(row, source=f"{time:04}-{row.source}") for row in new)
            if (kind == "entity" and time >= CASTS) or (kind == "run" and time):
                continue
            found += new
    return Record(**{kind: tuple(found) for kind, found in rows.items()})


def repeated_analyses(analyses: Sequence[Analysis], times: int) -> Iterator[Analysis]:
    """The analyses under the ids that their articles have in the repeated record; search needs no more of them."""
    for time in range(times):
        for analysis in analyses:
            source = replace(analysis.document.source, id=f"{analysis.document.id}-{time}")
            yield replace(analysis, document=replace(analysis.document, source=source))


def _renamed(value: Any, names: Mapping[str, str], later: timedelta) -> Any:  # noqa: ANN401  of any field
    if isinstance(value, str):
        if _DAY.fullmatch(value):
            return (date.fromisoformat(value) + later).isoformat()
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(item, names, later) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _renamed(getattr(value, f.name), names, later) for f in fields(value)})
    return value

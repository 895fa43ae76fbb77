"""The life of a small dossier, step by step, and what must be left of it whenever it is broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from power import Library

from quellenlage.errors import QuellenlageError
from quellenlage.pipeline.build import build, link
from quellenlage.present.integrity import check_record
from quellenlage.present.jsonl import hash_record
from quellenlage.records.contract import ArticleRow, InputRow, Record
from quellenlage.records.correction import Action, Correction, Target
from quellenlage.records.layers import Analysis
from quellenlage.store import Dossier, corrections, inputs, sqlite
from quellenlage.store.source import StoredSource
from quellenlage.world import World, load_worlds

EXAMPLE = Path(__file__).parents[2] / "examples" / "schafimpfstoff"
ARTICLES = 4


@dataclass(frozen=True, slots=True)
class Material:
    """What is put into a dossier: analysed articles, what a person said, and the records of all and of fewer."""

    articles: tuple[tuple[StoredSource, bytes, str, InputRow], ...]
    said: tuple[Correction, ...]
    record: Record
    analyses: tuple[Analysis, ...]
    fewer: Record
    fewer_analyses: tuple[Analysis, ...]


@dataclass(slots=True)
class Told:
    """What the dossier has reported done, as far as it still counts."""

    articles: set[str] = field(default_factory=set)
    said: int = 0
    removed: set[str] = field(default_factory=set)
    record: Record | None = None


Step = Callable[[Dossier, Told], None]


@cache
def worlds() -> tuple[World, ...]:
    """By which all is read here: the rules alone, for speed."""
    return load_worlds("none")


@cache
def material(folder: Path) -> Material:
    """A few articles of the example story, analysed once."""
    path = folder / "material.db"
    files = sorted(EXAMPLE.glob("*.txt"))[:ARTICLES]
    with Dossier(path, create=True) as dossier:
        build(tuple(map(str, files)), dossier, worlds())
        record, analyses = dossier.record(), tuple(dossier.analyses())
        kept = {
            article: (key, data) for article, key, data in dossier._query("SELECT article, key, data FROM analysis")
        }
        articles = tuple(
            (source, kept[source.article][1], kept[source.article][0], dossier.input(source.article))
            for source in dossier.sources()
        )
        said = tuple(_date(row, number) for number, row in enumerate(record.article))
        dossier.remove(articles[0][0].article)
        link(dossier, worlds())
        fewer, fewer_analyses = dossier.record(), tuple(dossier.analyses())
    return Material(articles, said, record, analyses, fewer, fewer_analyses)


def _date(row: ArticleRow, number: int) -> Correction:
    target = Target(kind="article", sha256=row.sha256, start=0, end=0)
    day = f"2024-05-{number + 1:02}"
    return Correction(
        action=Action.DATE,
        target=target,
        after={"first": day, "last": day},
        who="chaos",
        when=f"2024-06-01T00:00:{number:02}Z",
    )


def steps(held: Material) -> list[Step]:
    """All that is done, in order; each step may be done again."""
    found: list[Step] = [_put(article) for article in held.articles]
    found.insert(2, _say(held.said[:2], 2))
    found.append(_link(held.record, held.analyses))
    found.append(_say(held.said, len(held.said)))
    found.append(_remove(held.articles[0][0].article))
    found.append(_link(held.fewer, held.fewer_analyses))
    found.append(lambda dossier, told: dossier.compact())
    return found


def _put(article: tuple[StoredSource, bytes, str, InputRow]) -> Step:
    source, data, key, status = article

    def step(dossier: Dossier, told: Told) -> None:
        if source.article in told.removed:
            return
        dossier.put_article(source, data, key, status)
        told.articles.add(source.article)
        told.record = None

    return step


def _say(said: tuple[Correction, ...], count: int) -> Step:
    def step(dossier: Dossier, told: Told) -> None:
        dossier.put_entries(said)
        told.said, told.record = max(told.said, count), None

    return step


def _remove(article: str) -> Step:
    def step(dossier: Dossier, told: Told) -> None:
        # Underway it may be there still or gone already.
        told.articles.discard(article)
        told.record = None
        dossier.remove(article)
        told.removed.add(article)

    return step


def _link(record: Record, analyses: tuple[Analysis, ...]) -> Step:
    def step(dossier: Dossier, told: Told) -> None:
        told.record = None
        dossier.put_record(record, analyses)
        told.record = record

    return step


@contextmanager
def through(library: Library) -> Iterator[None]:
    """Have the store write through apsw to a disk of ours."""
    places: tuple[Any, ...] = (sqlite, inputs, corrections)
    before, failures = [place.sqlite3 for place in places], sqlite.FAILURES
    for place in places:
        place.sqlite3 = library
    sqlite.FAILURES = (*failures, library.Error) if failures else ()
    try:
        yield
    finally:
        for place, held in zip(places, before, strict=True):
            place.sqlite3 = held
        sqlite.FAILURES = failures
        library.close()


def live(path: Path, held: Material, told: Told) -> None:
    """Do all steps."""
    with Dossier(path, create=True) as dossier:
        for step in steps(held):
            step(dossier, told)


def faults_of(path: Path, told: Told) -> list[str]:
    """What is wrong with a dossier that was broken off: damage, or something missing that was reported done."""
    if not path.exists():
        return ["the file is gone"] if told.articles or told.said else []
    try:
        with Dossier(path, create=True) as dossier:
            found = dossier.faults()
            # A record that is older than its articles says so, and is linked anew.
            found += check_record(dossier.record(), dossier.analyses()).faults if dossier.is_linked() else ()
            there = {source.article for source in dossier.sources()}
            found += [f"article {article} was reported done and is gone" for article in told.articles - there]
            found += [f"article {article} was removed and is there again" for article in told.removed & there]
            if len(dossier.entries()) < told.said:
                found.append(f"{told.said} corrections were reported done, {len(dossier.entries())} are there")
            if told.record and (not dossier.is_linked() or hash_record(dossier.record()) != hash_record(told.record)):
                found.append("the record was reported done and is not there")
    except QuellenlageError as error:
        return [f"cannot be read: {error}"]
    return found


def finish(path: Path, held: Material) -> str:
    """Do all steps again, as a person does who repeats a command; the hash of what comes out."""
    live(path, held, Told())
    with Dossier(path) as dossier:
        return hash_record(dossier.record())

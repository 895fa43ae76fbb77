"""Finds the stories of an archive by actors, time and words, and makes a dossier of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from quellenlage.archive.engine import Engine
from quellenlage.archive.entry import term
from quellenlage.archive.folder import STORIES, Folder, read_table
from quellenlage.dates.interval import DayInterval
from quellenlage.errors import ConfigError, QueryError
from quellenlage.models.card import NONE
from quellenlage.records.provenance import make_id
from quellenlage.store.source import StoredSource
from quellenlage.world import load_worlds

_COLUMNS = ("article", "title", "day", "names", "terms")
_BYTES = ("article", "source", "sha256", "location", "media_type", "bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story of an archive.

    Attributes:
        label: What its articles share; the title of an article that nobody else tells.
        earliest: Day of its first article that has one.
        texts: How many of its articles are not copies of one another.
        found: How many of its articles the search has found.
    """

    id: str
    label: str
    earliest: date | None
    latest: date | None
    articles: tuple[str, ...]
    texts: int
    found: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one word of a search may be: the beginning of a word, or the names of one actor."""

    start: str
    entities: frozenset[str]


class _Hit:
    article: str
    title: str
    day: int


def find(folder: Folder, engine: Engine, about: str, days: DayInterval) -> tuple[Story, ...]:
    """The stories with an article in which all words stand, printed in these days; those with most of them first.

    Args:
        folder: Of the archive.
        engine: Started.
        about: Words; the name of an actor of the knowledge base finds its other names too. None: all stories.
        days: An article without a day is found by its words alone.
    """
    select = partial(_hit, wanted=wanted(about), first=days.first, last=days.last)
    hits = engine.take(engine.flat(engine.files(folder.tables(), _COLUMNS), select, _COLUMNS, _Hit))
    found = {hit["article"]: hit for hit in hits}
    stories = []
    for row in read_table(folder.path / STORIES, ("story", "label", "earliest", "latest", "articles", "texts")):
        members = [found.pop(article) for article in row["articles"] if article in found]
        if members:
            stories.append(
                Story(
                    id=row["story"], label=row["label"], earliest=row["earliest"], latest=row["latest"],
                    articles=tuple(row["articles"]), texts=row["texts"], found=len(members),
                )
            )  # fmt: skip
    stories += [_alone(hit) for hit in found.values()]
    return tuple(sorted(stories, key=lambda story: (-story.found, story.earliest or date.max, story.id)))


def wanted(about: str) -> tuple[Wanted, ...]:
    """The words of a search.

    Raises:
        QueryError: They are none.
    """
    gazetteers = [world.gazetteer for world in load_worlds(NONE)]
    found = []
    for word in about.split():
        start = term(word)
        entities = frozenset(e for gazetteer in gazetteers for hit in gazetteer.find(word) for e in hit.entities)
        if not start:
            raise QueryError(f"{word!r} is no word to look for")
        found.append(Wanted(start, entities))
    return tuple(found)


def sources(folder: Folder, engine: Engine, articles: Sequence[str]) -> tuple[StoredSource, ...]:
    """The articles as they were read, by name."""
    select = partial(_kept, chosen=frozenset(articles))
    rows = engine.take(engine.flat(engine.files(folder.tables(), _BYTES), select, _BYTES, StoredSource))
    held = {row["article"]: StoredSource(**row) for row in rows}
    if len(held) < len(set(articles)):
        raise ConfigError(
            f"{folder.path}: the archive does not hold all articles of the story; run 'quellenlage archive'"
        )
    return tuple(sorted(held.values(), key=lambda source: (source.path, source.article)))


def _alone(hit: Mapping[str, Any]) -> Story:
    article = hit["article"]
    day = date.fromordinal(hit["day"]) if hit["day"] else None
    return Story(
        id=make_id(article, "story"),
        label=hit["title"],
        earliest=day,
        latest=day,
        articles=(article,),
        texts=1,
        found=1,
    )


def _hit(
    article: str | None, title: str | None, day: date | None, names: list[str] | None, terms: list[str] | None,
    *, wanted: tuple[Wanted, ...], first: date | None, last: date | None,
) -> Iterator[Mapping[str, Any]]:  # fmt: skip
    if not article or terms is None:
        return
    if day and ((first and day < first) or (last and day > last)):
        return
    held = set(names or ())
    if all(one.entities & held or any(term.startswith(one.start) for term in terms) for one in wanted):
        yield {"article": article, "title": title or "", "day": day.toordinal() if day else 0}


def _kept(article: str | None, *values: Any, chosen: frozenset[str]) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    if article in chosen and values[-1] is not None:
        yield dict(zip(StoredSource.__annotations__, (article, *values), strict=True))

"""Reads shards into an archive and links them: copies, then stories, each as a table of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from quellenlage.archive.copies import find_copies
from quellenlage.archive.engine import Engine
from quellenlage.archive.folder import COPIES, STORIES, Account, Folder, write_table
from quellenlage.archive.shard import Shard, read_shards, shard_of
from quellenlage.archive.stories import find_stories
from quellenlage.errors import ConfigError, InputError, UnreadableSourceError
from quellenlage.pipeline.pool import Limits
from quellenlage.read.inputs import STANDARD_INPUT, find_inputs
from quellenlage.records.provenance import make_id

COPY_FIELDS = {"article": "string", "group": "string"}
STORY_FIELDS = {
    "story": "string",
    "label": "string",
    "earliest": "date32",
    "latest": "date32",
    "articles": "[string]",
    "texts": "int64",
}
# Words of an article that may be in the label of its story, and words of a label.
_TOLD, _LABEL = 8, 4


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What became of the shards of a run.

    Attributes:
        accounts: Of all shards that were given and read, now or before.
        read: How many of them were read now.
        faults: Shards that could not be read, with reasons.
        passed_over: Endings of files in folders that no reader knows, with how many there are.
        copies: Articles that have a copy.
        stories: Stories of more than one article.
    """

    accounts: tuple[Account, ...]
    read: int
    faults: tuple[InputError, ...]
    passed_over: tuple[tuple[str, int], ...]
    copies: int
    stories: int


def archive(
    arguments: tuple[str, ...], path: Path, engine: Engine, *, jobs: int = 1, limits: Limits | None = None
) -> ArchiveReport:
    """Add shards to an archive and link it anew.

    A shard whose bytes, name and code are those of a finished one is not read again: a run that was interrupted goes
    on where it stopped.

    Args:
        arguments: Files, folders and patterns; none: only link anew.
        path: Folder of the archive.
        engine: Started.
        jobs: Worker processes a shard.
        limits: What one article may cost.

    Raises:
        ConfigError: There is nothing to read.
    """
    inputs = find_inputs(arguments)
    faults = list(inputs.faults)
    folder = Folder(path, create=True)
    shards: list[Shard] = []
    for located in inputs.files:
        try:
            if located.path == STANDARD_INPUT:
                raise UnreadableSourceError("-", "an archive is read from files")
            shards.append(shard_of(located))
        except InputError as error:
            faults.append(error)
        except OSError as error:
            faults.append(UnreadableSourceError(located.name, f"cannot be opened: {error.strerror}"))
    todo = [shard for shard in shards if folder.account(shard.key) is None]
    faults += _read(todo, folder, engine, jobs, limits or Limits())
    accounts = tuple(account for shard in shards if (account := folder.account(shard.key)))
    held = {account.shard: account for account in (*folder.accounts(), *accounts)}
    if not held:
        raise ConfigError("name at least one file that can be read into the archive")
    folder.close(held.values())
    copies, stories = link(folder, engine)
    n_read = sum(folder.account(shard.key) is not None for shard in todo)
    return ArchiveReport(accounts, n_read, tuple(faults), inputs.passed_over, copies, stories)


def _read(shards: list[Shard], folder: Folder, engine: Engine, jobs: int, limits: Limits) -> Iterator[InputError]:
    if not shards:
        return
    width = engine.width(jobs)
    lists = [json.dumps([asdict(shard) for shard in shards[n::width]]) for n in range(min(width, len(shards)))]
    read = partial(read_shards, folder=str(folder.path.resolve()), jobs=jobs, limits=limits)
    for told in engine.map(lists, read):
        yield from (UnreadableSourceError(name, reason) for name, reason in json.loads(told))


def link(folder: Folder, engine: Engine) -> tuple[int, int]:
    """Find copies and stories in all shards, and write them down.

    Returns:
        How many articles have a copy, and how many stories more than one article tells.
    """
    tables = folder.tables()
    groups = find_copies(engine, engine.files(tables, ("article", "signature")))
    write_table(folder.path / COPIES, COPY_FIELDS, ({"article": a, "group": g} for a, g in groups.items()))
    told = find_stories(engine, engine.files(tables, ("article", "day", "keys", "weights")), groups)
    story_of = {article: story.articles[0] for story in told for article in story.articles}
    columns = ("article", "day", "keys", "forms")
    members = engine.flat(engine.files(tables, columns), partial(_member, story_of=story_of), columns, _Member)
    shown: dict[str, dict[str, dict[str, Any]]] = {}
    for row in engine.take(members):
        shown.setdefault(row["story"], {})[row["article"]] = row
    rows = (_story(shown[story.articles[0]], groups) for story in told)
    write_table(folder.path / STORIES, STORY_FIELDS, rows)
    return len(groups), len(told)


class _Member:
    story: str
    article: str
    day: int
    words: str


def _member(
    article: str | None,
    day: date | None,
    keys: list[str] | None,
    forms: list[str] | None,
    *,
    story_of: Mapping[str, str],
) -> Iterator[Mapping[str, Any]]:
    if article and article in story_of and keys and forms:
        words = json.dumps(list(zip(keys[:_TOLD], forms[:_TOLD], strict=True)), ensure_ascii=False)
        number = day.toordinal() if day else 0
        yield {"story": story_of[article], "article": article, "day": number, "words": words}


def _story(members: Mapping[str, Mapping[str, Any]], groups: Mapping[str, str]) -> dict[str, Any]:
    """A row: what its articles share, when they were printed, and how many different texts they are."""
    articles = sorted(members)
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for article in articles:
        for key, form in json.loads(members[article]["words"]):
            counts[key] += 1
            forms.setdefault(key, form)
    best = sorted(counts, key=lambda key: (-counts[key], key))[:_LABEL]
    days = [date.fromordinal(day) for article in articles if (day := members[article]["day"])]
    return {
        "story": make_id(articles[0], "story"),
        "label": ", ".join(forms[key] for key in best),
        "earliest": min(days, default=None),
        "latest": max(days, default=None),
        "articles": articles,
        "texts": len({groups.get(article, article) for article in articles}),
    }

"""``quellenlage stories``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from quellenlage.archive.engine import Engine, Runner
from quellenlage.archive.find import Story, find, sources
from quellenlage.archive.folder import Folder
from quellenlage.cli.drawing import draw
from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.dates.interval import DayInterval
from quellenlage.errors import ConfigError
from quellenlage.pipeline.build import build_from
from quellenlage.present.tables import Table
from quellenlage.store import Dossier
from quellenlage.text.query import read_day
from quellenlage.world import DEFAULT_MODEL, load_worlds


@click.command(name="stories")
@click.argument("folder", metavar="ARCHIVE")
@click.option("--about", default="", metavar="WORDS", help="Words that must all stand in an article; names of actors.")
@click.option("--from", "first", default="", metavar="DAY", help="Printed then or later: 2023, 2023-09, 2023-09-13.")
@click.option("--until", "last", default="", metavar="DAY", help="Printed then or before.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many stories.")
@click.option("-o", "--output", default="", metavar="FILE", help="Build this dossier from the first story, or --story.")
@click.option(
    "--story", "chosen", default="", metavar="ID", help="The story to build; the beginning of its id is enough."
)
@click.option(
    "--model", metavar="NAME", default=DEFAULT_MODEL, show_default=True, help="The model that reads, or none."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a story.")
@fails_in_one_line
def command(
    folder: str, about: str, *, first: str, last: str, limit: int, output: str, chosen: str, model: str, as_json: bool
) -> None:
    """List the stories of ARCHIVE, those with most of the words first, and build a dossier from one.

    A story is found if all words stand in one of its articles; a word finds longer ones that begin so, and the name of
    a state or an office its other names. The dossier is the same as if the articles had been given to 'build'.
    """
    days = _days(first, last)
    engine, opened = Engine(Runner.NATIVE), Folder(Path(folder))
    found = find(opened, engine, about, days)
    if not output:
        draw((_table(found[:limit], len(found)),), as_json=as_json)
        return
    story = _choose(found, chosen)
    with Dossier(output, create=True) as dossier:
        kept = sources(opened, engine, story.articles)
        report = build_from(kept, dossier, load_worlds(model), jobs=min(os.cpu_count() or 1, 4))
    tell(f"{story.label}: {len(kept)} articles. {output} holds {report.articles} articles.")


def _days(first: str, last: str) -> DayInterval:
    ends = read_day(first, last=False), read_day(last, last=True)
    for value, end in zip((first, last), ends, strict=True):
        if value and end is None:
            raise ConfigError(f"{value!r} is no day; write 2023, 2023-09 or 2023-09-13")
    if ends[0] and ends[1] and ends[0] > ends[1]:
        raise ConfigError(f"no day is from {first} until {last}")
    return DayInterval(*ends)


def _choose(found: tuple[Story, ...], chosen: str) -> Story:
    fitting = [story for story in found if story.id.startswith(chosen)]
    if not fitting:
        raise ConfigError("no story is found; see the list without -o")
    if chosen and len(fitting) > 1:
        raise ConfigError(f"{len(fitting)} stories have an id that begins with {chosen!r}")
    return fitting[0]


def _table(stories: tuple[Story, ...], n_found: int) -> Table:
    columns = ("articles", "found", "texts", "days", "about", "id")
    rows = tuple(
        (str(len(s.articles)), str(s.found), str(s.texts), _printed(s), s.label, s.id) for s in stories
    )  # fmt: skip
    more = f"the first {len(stories)} of {n_found}; --limit shows more" if n_found > len(stories) else ""
    return Table("Stories", columns, rows, more)


def _printed(story: Story) -> str:
    if not story.earliest or not story.latest:
        return "unknown"
    return str(story.earliest) if story.earliest == story.latest else f"{story.earliest} to {story.latest}"

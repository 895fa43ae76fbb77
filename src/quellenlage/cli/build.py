"""``quellenlage build``."""

from __future__ import annotations

import os
import sys

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.pipeline.build import BuildReport, build
from quellenlage.records.document import InputStatus
from quellenlage.store import Dossier
from quellenlage.world import DEFAULT_MODEL, load_worlds


@click.command(name="build")
@click.argument("inputs", metavar="[PATH]...", nargs=-1)
@click.option("-o", "--output", default="dossier.db", show_default=True, metavar="FILE", help="The dossier.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 4),
    metavar="N",
    help="Worker processes; as many as there are processors, at most 4, unless said.",
)
@click.option(
    "--model",
    metavar="NAME",
    default=DEFAULT_MODEL,
    show_default=True,
    help="The trained model that reads: de-open, de-research where it was built, or none: then the rules alone do.",
)
@fails_in_one_line
def command(inputs: tuple[str, ...], output: str, jobs: int, model: str) -> None:
    """Read articles and build or extend a dossier.

    PATH is a file, a folder, an archive (.zip, .warc, .wacz, .gz), a pattern such as 'texts/*.txt', or '-' for JSON
    lines on standard input.
    Without PATH an existing dossier is brought up to date. What it holds already is kept, and a build
    that was interrupted goes on where it stopped. Exit code 1 if an input was rejected, read only in
    part, or given twice; the rest is built.
    """
    worlds = load_worlds(model)
    with Dossier(output, create=True) as dossier:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.completed} articles read"))
        try:
            with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
                task = bar.add_task("reading", total=None)
                report = build(inputs, dossier, worlds, jobs=jobs, on_article=lambda: bar.advance(task))
        except KeyboardInterrupt:
            tell(f"interrupted: {output} keeps the articles that were read; the same command goes on from there")
            sys.exit(130)
    _tell(report, output)
    if report.inputs:
        sys.exit(1)


def _tell(report: BuildReport, output: str) -> None:
    for source, status, reason in report.inputs:
        tell(f"{status}: {source}: {reason}")
    if report.passed_over:
        kinds = ", ".join(f"{count} {ending}" for ending, count in report.passed_over)
        tell(f"passed over in folders and archives, no reader for them: {kinds}")
    counts = ", ".join(f"{report.counts[status]} {status}" for status in InputStatus)
    total = sum(report.counts.values())
    # Without PATH there are no inputs to count.
    tell((f"{total} inputs: {counts}. " if total else "") + f"{output} holds {report.articles} articles.")

"""``quellenlage build``."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.pipeline.build import BuildReport, build
from quellenlage.records.document import InputStatus
from quellenlage.store import Dossier
from quellenlage.world import load_world


@click.command(name="build")
@click.argument("inputs", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--output", default="dossier.db", show_default=True, metavar="FILE", help="The dossier.")
@fails_in_one_line
def command(inputs: tuple[str, ...], output: str) -> None:
    """Read articles and build or extend a dossier.

    PATH is a file, a folder or a pattern such as 'texts/*.txt'. What the dossier holds already is kept.
    Exit code 1 if an input was rejected, read only in part, or given twice; the rest is built.
    """
    world = load_world()
    with Dossier(output, create=True) as dossier:
        console = Console(stderr=True)
        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("reading", total=None)
            report = build(inputs, dossier, world, lambda done, total: bar.update(task, completed=done, total=total))
    _tell(report, output)
    if report.inputs:
        sys.exit(1)


def _tell(report: BuildReport, output: str) -> None:
    for source, status, reason in report.inputs:
        tell(f"{status}: {source}: {reason}")
    if report.passed_over:
        kinds = ", ".join(f"{count} {ending}" for ending, count in report.passed_over)
        tell(f"passed over in folders, no reader for them: {kinds}")
    counts = ", ".join(f"{report.counts[status]} {status}" for status in InputStatus)
    total = sum(report.counts.values())
    tell(f"{total} inputs: {counts}. {output} holds {report.articles} articles.")

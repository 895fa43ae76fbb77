"""``quellenlage archive``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from quellenlage.archive.engine import Engine, Runner
from quellenlage.archive.run import ArchiveReport, archive
from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell


@click.command(name="archive")
@click.argument("inputs", metavar="[PATH]...", nargs=-1)
@click.option("-o", "--output", default="archive", show_default=True, metavar="FOLDER", help="The archive.")
@click.option(
    "--runner",
    type=click.Choice([runner.value for runner in Runner]),
    default=Runner.NATIVE.value,
    show_default=True,
    help="Where the work is done: on this machine, or on the Ray cluster that RAY_ADDRESS names.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 4),
    metavar="N",
    help="Worker processes a shard; as many as there are processors, at most 4, unless said.",
)
@fails_in_one_line
def command(inputs: tuple[str, ...], output: str, runner: str, jobs: int) -> None:
    """Read thousands of articles and more into an archive, in which 'stories' finds what belongs together.

    PATH is a shard (.warc.gz, .wacz, .jsonl.gz, .zip …), a folder or a pattern. Each shard becomes one table of
    articles with what they are found by; copies and stories are tables over all. A run that was interrupted goes on
    with the shards that are missing. Exit code 1 if an article or a shard was rejected or read only in part. Needs the
    extra archive: python -m pip install 'quellenlage[archive]'
    """
    report = archive(inputs, Path(output), Engine(Runner(runner)), jobs=jobs)
    _tell(report, output)
    if report.faults or any(a.partial or a.rejected or a.duplicate for a in report.accounts):
        sys.exit(1)


def _tell(report: ArchiveReport, output: str) -> None:
    for fault in report.faults:
        tell(f"rejected: {fault}")
    if report.passed_over:
        kinds = ", ".join(f"{count} {ending}" for ending, count in report.passed_over)
        tell(f"passed over in folders, no reader for them: {kinds}")
    for a in report.accounts:
        told = f"{a.ok} ok, {a.partial} partial, {a.rejected} rejected, {a.duplicate} duplicate"
        tell(f"{a.shard}: {a.inputs} inputs: {told}")
    tell(
        f"{report.read} of {len(report.accounts)} shards read now. {output} has {report.copies} articles with copies "
        f"and {report.stories} stories of more than one article."
    )

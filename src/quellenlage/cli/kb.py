"""``quellenlage kb``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.errors import ConfigError
from quellenlage.kb.importer import Imported, read_file
from quellenlage.kb.loader import load_kb
from quellenlage.store import Dossier

# So many refused rows are named, the rest is counted by reason.
_NAMED = 10

_DOSSIER = click.option(
    "-k", "--dossier", "path", required=True, metavar="DOSSIER", help="The dossier that is taught; made if missing."
)


@click.group(name="kb")
def command() -> None:
    """Teach a dossier names that the program does not know, or forget them.

    What is taught lives in the dossier and wins over what the program knows; build it again to use it.
    """


@command.command(name="import")
@_DOSSIER
@click.argument("file")
@fails_in_one_line
def import_(path: str, file: str) -> None:
    """Take persons, organisations and places from FILE.

    FILE is Wikidata JSON, FollowTheMoney (JSON lines), a table of GeoNames, or a table with a head line: name, type
    (PER, ORG, GPE, LOC, FAC, MAT, LAW, EVT, MISC), and if there are any id, aliases (with ; between them), lang,
    part_of, wikidata, ambiguous. Rows that cannot be used are named, exit code 1. The same FILE again replaces
    what it gave.
    """
    found = read_file(Path(file), load_kb())
    with Dossier(path, create=True) as dossier:
        dossier.put_own(Path(file).name, found.rows)
    _tell(found, file, path)


@command.command(name="list")
@_DOSSIER
@fails_in_one_line
def list_(path: str) -> None:
    """Print what the dossier was taught, by file."""
    with Dossier(path) as dossier:
        for file, count in dossier.own_files().items():
            click.echo(f"{count}\t{file}")


@command.command(name="forget")
@_DOSSIER
@click.argument("file")
@fails_in_one_line
def forget(path: str, file: str) -> None:
    """Forget what FILE taught."""
    with Dossier(path) as dossier:
        if not dossier.drop_own(Path(file).name):
            raise ConfigError(f"{path} was taught nothing by {Path(file).name}")
    tell(f"forgot {Path(file).name}. Run 'quellenlage build -o {path}' to read the articles without it.")


def _tell(found: Imported, file: str, path: str) -> None:
    for place, reason in found.refused[:_NAMED]:
        tell(f"refused: {place}: {reason}")
    more = Counter(reason for _, reason in found.refused[_NAMED:])
    for reason, count in more.most_common(_NAMED):
        tell(f"refused: {count} more: {reason}")
    taken, merged = len(found.rows), len(found.merged)
    tell(
        f"{file} ({found.format}): {taken} taken, {merged} of them instead of ours, {len(found.refused)} refused."
        f" Run 'quellenlage build -o {path}' to read the articles with them."
    )
    if found.refused:
        sys.exit(1)

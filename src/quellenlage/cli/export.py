"""``quellenlage export``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import write_utf8
from quellenlage.errors import ConfigError, StoreError
from quellenlage.present.datasette import metadata_text
from quellenlage.present.jsonl import write_jsonl
from quellenlage.store import Dossier


@click.command(name="export")
@click.argument("dossier")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["jsonl", "sqlite", "datasette"]),
    required=True,
    help="jsonl: one record a line; sqlite: a compact copy of the dossier to hand out; datasette: what"
    " Datasette shows around the tables, for its option -m.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; '-' is standard output.")
@fails_in_one_line
def command(dossier: str, form: str, output: str) -> None:
    """Write the record of DOSSIER to a file."""
    if output != "-" and Path(output).exists() and Path(output).samefile(dossier):
        raise ConfigError(f"{output} is the dossier itself; name another file")
    with Dossier(dossier) as opened:
        if form == "sqlite":
            if output == "-":
                raise ConfigError("name a file for the copy with -o")
            opened.copy_to(Path(output))
            return
        # Datasette calls a database as its file, without the ending.
        datasette = form == "datasette"
        lines = (metadata_text(Path(dossier).stem),) if datasette else write_jsonl(opened.record())
    _write(lines, output)


def _write(lines: Iterable[str], output: str) -> None:
    if output == "-":
        write_utf8("surrogatepass")
        sys.stdout.writelines(lines)
        return
    try:
        with Path(output).open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            file.writelines(lines)
    except OSError as error:
        raise StoreError(f"{output}: cannot be written ({error.strerror})") from error

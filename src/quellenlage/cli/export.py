"""``quellenlage export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import write_utf8
from quellenlage.errors import ConfigError, StoreError
from quellenlage.present.jsonl import write_jsonl
from quellenlage.store import Dossier


@click.command(name="export")
@click.argument("dossier")
@click.option("-f", "--format", "form", type=click.Choice(["jsonl"]), required=True, help="jsonl: one record a line.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; '-' is standard output.")
@fails_in_one_line
def command(dossier: str, form: str, output: str) -> None:
    """Write the record of DOSSIER to a file."""
    if output != "-" and Path(output).exists() and Path(output).samefile(dossier):
        raise ConfigError(f"{output} is the dossier itself; name another file")
    with Dossier(dossier) as opened:
        record = opened.record()
    if output == "-":
        write_utf8("surrogatepass")
        sys.stdout.writelines(write_jsonl(record))
        return
    try:
        with Path(output).open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            file.writelines(write_jsonl(record))
    except OSError as error:
        raise StoreError(f"{output}: cannot be written ({error.strerror})") from error

"""``quellenlage export``."""

from __future__ import annotations

from pathlib import Path

import click

from quellenlage.cli.export_forms import FORMS, Target
from quellenlage.cli.failure import fails_in_one_line
from quellenlage.errors import ConfigError
from quellenlage.store import Dossier


@click.command(name="export")
@click.argument("dossier")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    required=True,
    help="; ".join(f"{name}: {form.about}" for name, form in FORMS.items()) + ".",
)
@click.option("-o", "--output", default="-", metavar="PATH", help="Where to; '-' is standard output.")
@click.option("--excel", is_flag=True, help="csv: with semicolons and byte order mark, as Excel opens it in German.")
@click.option("--with-text", is_flag=True, help="html: with the full texts, not the cited sentences alone.")
@click.option(
    "--language", default="de", show_default=True, metavar="CODE", help="html, md, docx and timeline: de or en."
)
@fails_in_one_line
def command(dossier: str, form: str, output: str, *, excel: bool, with_text: bool, language: str) -> None:
    """Write the record of DOSSIER in the form of another program."""
    if output != "-" and Path(output).exists() and Path(output).samefile(dossier):
        raise ConfigError(f"{output} is the dossier itself; name another file")
    if excel and form != "csv":
        raise ConfigError("--excel is for -f csv alone")
    if with_text and form != "html":
        raise ConfigError("--with-text is for -f html alone")
    with Dossier(dossier) as opened:
        FORMS[form].write(opened, Target(output, Path(dossier).stem, excel, with_text, language))

"""``quellenlage explain``."""

from __future__ import annotations

import click

from quellenlage.cli.drawing import draw
from quellenlage.cli.failure import fails_in_one_line
from quellenlage.errors import ConfigError
from quellenlage.present.explanation import explain, find_row
from quellenlage.store import Dossier


@click.command(name="explain")
@click.argument("dossier")
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
@fails_in_one_line
def command(dossier: str, id_: str, as_json: bool) -> None:
    """Print where the record ID of DOSSIER comes from: rule, words, lines, edits.

    ID may be the beginning of an id, as long as only one record begins so.
    """
    with Dossier(dossier) as opened:
        record = opened.record()
        analyses = {a.document.id: a for a in opened.analyses()}
        places = {article: held.location for article, held in opened.held().items()}
    row = find_row(record, id_)
    if row is None:
        raise ConfigError(
            f"no record, or more than one, has an id that begins with {id_!r}; see the column id of 'show'"
        )
    draw(explain(row, record, analyses, places), as_json=as_json)

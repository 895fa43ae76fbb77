"""``quellenlage show``."""

from __future__ import annotations

import click

from quellenlage.cli.drawing import draw
from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import tell
from quellenlage.errors import ConfigError
from quellenlage.present.tables import VIEWS, article, overview
from quellenlage.records.contract import ArticleRow, Record
from quellenlage.store import Dossier


@click.command(name="show")
@click.argument("dossier")
@click.argument("view", required=False, type=click.Choice([*VIEWS, "article"]))
@click.argument("number", required=False, metavar="[N]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
@fails_in_one_line
def command(dossier: str, view: str | None, number: str | None, as_json: bool) -> None:
    """Print the record of DOSSIER, or one view of it.

    'show DOSSIER article N' prints one article; N is its number or the beginning of its id.
    """
    with Dossier(dossier) as opened:
        record = opened.record()
        if not opened.is_linked():
            tell("the record is older than the articles or corrections: build again to bring it up to date")
        analyses = {a.document.id: a for a in opened.analyses()} if view == "article" else {}
    if view == "article":
        row = find_article(record, number)
        draw(article(record, row, analyses.get(row.id)), as_json=as_json)
    else:
        draw((VIEWS[view](record),) if view else overview(record), as_json=as_json)


def find_article(record: Record, number: str | None) -> ArticleRow:
    """The article with this number in the views, or whose id begins so.

    Raises:
        ConfigError: There is none, or more than one.
    """
    if number and number.isdecimal() and 1 <= int(number) <= len(record.article):
        return record.article[int(number) - 1]
    found = [row for row in record.article if number and row.id.startswith(number)]
    if len(found) != 1:
        raise ConfigError(f"name an article by its number, 1 to {len(record.article)}, or the beginning of its id")
    return found[0]

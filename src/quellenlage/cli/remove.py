"""``quellenlage remove``."""

from __future__ import annotations

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.show import find_article
from quellenlage.cli.terminal import tell
from quellenlage.pipeline.build import link
from quellenlage.pipeline.knowledge import worlds_of
from quellenlage.store import Dossier
from quellenlage.world import load_worlds


@click.command(name="remove")
@click.argument("dossier")
@click.argument("number", metavar="ARTICLE")
@fails_in_one_line
def command(dossier: str, number: str) -> None:
    """Take an article out of DOSSIER, without a trace in the file.

    ARTICLE is its number in 'show DOSSIER articles', or the beginning of its id. The rest is linked anew.
    """
    with Dossier(dossier) as opened:
        article = find_article(opened.record(), number)
        opened.remove(article.id)
        left = link(opened, worlds_of(opened, load_worlds()))
        opened.compact()
    tell(f"removed {article.source}. {dossier} holds {left} articles.")

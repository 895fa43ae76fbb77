"""``quellenlage review annotations``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.review_said import Saying, said_by
from quellenlage.cli.terminal import tell
from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Said, apply, later, open_desk
from quellenlage.pipeline.review.annotated import annotations_of
from quellenlage.pipeline.review.clock import moment
from quellenlage.present.exports.cas_back import read_cas
from quellenlage.store import Dossier


@click.command(name="annotations")
@click.argument("dossier")
@click.argument("folder")
@said_by
@fails_in_one_line
def take_annotations(dossier: str, folder: str, *, saying: Saying) -> None:
    """Take over what was changed in FOLDER, written by 'export -f xmi' and edited in INCEpTION or elsewhere.

    Quotes: act, category, speaker, other words, new ones, and those taken out whose cue is left. Events: phase, first
    and last day, new ones. Stances: stance. What cannot be taken over is named, exit code 1.
    """
    path = Path(folder)
    if not path.exists():
        raise ConfigError(f"{folder} is not there")
    with Dossier(dossier) as opened:
        said = Said(later(opened, moment()), saying.who, saying.why)
        noted = annotations_of(open_desk(opened), read_cas(path), said)
        opened.put_entries(noted.corrections)
        if noted.corrections and not saying.is_later:
            apply(opened)
    for place, reason in noted.refused:
        tell(f"refused: {place}: {reason}")
    told = f"{folder}: {len(noted.corrections)} corrections, {len(noted.refused)} refused"
    tell(f"{told}; run 'quellenlage review apply {dossier}'." if saying.is_later else f"{told}.")
    if noted.refused:
        sys.exit(1)

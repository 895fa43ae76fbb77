"""Makes a big dossier of the example story by repetition: ``python big_dossier.py FOLDER DOSSIER ARTICLES``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from program import EXAMPLE

from page_speed import repeated, repeated_analyses
from quellenlage.pipeline.build import build
from quellenlage.store import Dossier
from quellenlage.world import load_worlds


def main(folder: str, path: str, articles: str) -> None:
    """Make it."""
    with Dossier(Path(folder, "small.db"), create=True) as dossier:
        build((str(EXAMPLE),), dossier, load_worlds("none"))
        record, analyses = dossier.record(), tuple(dossier.analyses())
    with Dossier(Path(path), create=True) as dossier:
        times = -(-int(articles) // len(record.article))
        dossier.put_record(repeated(record, times), repeated_analyses(analyses, times))


if __name__ == "__main__":
    main(*sys.argv[1:])

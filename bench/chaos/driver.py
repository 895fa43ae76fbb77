"""Builds a folder with limits of our own and prints what became of it, as one JSON object.

``python driver.py FOLDER DOSSIER MODEL JOBS SECONDS MEBIBYTES``; a program of its own, so that it can be broken.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from quellenlage.pipeline.build import build
from quellenlage.pipeline.pool import Limits
from quellenlage.present.integrity import check_record
from quellenlage.present.jsonl import hash_record
from quellenlage.records.contract import InputRow
from quellenlage.store import Dossier
from quellenlage.world import load_worlds


def main(folder: str, path: str, model: str, jobs: str, seconds: str, mebibytes: str) -> None:
    """Build and tell."""
    limits = Limits(seconds=float(seconds), bytes=int(mebibytes) << 20)
    with Dossier(Path(path), create=True) as dossier:
        report = build((folder,), dossier, load_worlds(model), jobs=int(jobs), limits=limits)
        record = dossier.record()
        faults = (*dossier.faults(), *check_record(record, dossier.analyses()).faults)
        rows = tuple(dossier.rows(InputRow))
    told = {
        "counts": {str(status): count for status, count in report.counts.items()},
        "inputs": [[row.source, str(row.status), row.reason] for row in rows],
        "run": record.run[0].inputs,
        "rows": dict(Counter(str(row.status) for row in rows)),
        "articles": report.articles,
        "faults": faults,
        "hash": hash_record(record),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""``quellenlage check``."""

from __future__ import annotations

import json
import sys

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import visible
from quellenlage.present.integrity import check_record
from quellenlage.present.jsonl import hash_record
from quellenlage.records.correction import CorrectionStatus
from quellenlage.store import Dossier


@click.command(name="check")
@click.argument("dossier")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@fails_in_one_line
def command(dossier: str, as_json: bool) -> None:
    """Check DOSSIER: the file, every span against its source, every reference. Exit code 1 if one fails.

    Corrections that found no place are named; they are no fault of the dossier.
    """
    with Dossier(dossier) as opened:
        record = opened.record()
        found = check_record(record, opened.analyses())
        faults = (*opened.faults(), *found.faults)
    digest = hash_record(record)
    orphaned = [row for row in record.correction if row.status == CorrectionStatus.ORPHANED]
    if as_json:
        told = {"orphaned": [row.id for row in orphaned]} if orphaned else {}
        print(json.dumps({"counts": found.counts, "spans": found.spans, "faults": faults, "hash": digest, **told}))
    else:
        for fault in faults:
            print(visible(fault))
        for row in orphaned:
            print(visible(f"correction {row.id} ({row.action} {row.target.kind}) is orphaned: {row.reason}"))
        counts = ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
        print(f"{counts}\n{found.spans} spans compared with their sources: {len(faults)} exceptions\nhash {digest}")
    if faults:
        sys.exit(1)

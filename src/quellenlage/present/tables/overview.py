"""What a record holds, on one screen."""

from __future__ import annotations

from quellenlage.present.tables.articles import articles
from quellenlage.present.tables.quotes import quotation_table
from quellenlage.present.tables.table import Table
from quellenlage.present.tables.timeline import timeline
from quellenlage.present.tables.views import VIEWS
from quellenlage.records.contract import Record
from quellenlage.records.layers import OBJECTIONS


def overview(record: Record) -> tuple[Table, ...]:
    """What the record holds: articles, who objects, what happened."""
    objections = [q for q in record.quotation if q.act in OBJECTIONS]
    return (
        articles(record),
        quotation_table("Denied, doubted, not commented", record, objections),
        timeline(record),
        Table(
            "Also in the record",
            ("what", "how many"),
            tuple(
                (kind, str(len(getattr(record, kind))))
                for kind in ("quotation", "entity", "timex", "caveat", "lead", "copy")
            ),
            "show VIEW: " + ", ".join(VIEWS) + "; show article N; explain ID",
        ),
    )

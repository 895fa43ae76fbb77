"""Which originals the articles cite: what to fetch next."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of, one_line
from quellenlage.records.contract import LeadRow, Record


def leads(record: Record) -> Table:
    """Cited originals; those cited by most articles first, those that the pile holds last."""
    names, numbers = names_of(record), numbers_of(record)
    rows = tuple(
        (
            _kind(lead),
            one_line(lead.name),
            names.get(lead.holder or "", ""),
            _days(lead),
            ", ".join(map(str, sorted({numbers.get(span.article, 0) for span in lead.spans}))),
            f"article {numbers.get(lead.in_pile, '?')}" if lead.in_pile else "",
            lead.id,
        )
        for lead in sorted(record.lead, key=_rank)
    )
    note = "in the pile: published by the holder on the same days; empty: fetch it" if rows else ""
    return Table("Leads", ("kind", "original", "holder", "days", "cited by", "in the pile", "id"), rows, note)


def _rank(lead: LeadRow) -> tuple[bool, int]:
    return lead.in_pile is not None, -len({span.article for span in lead.spans})


def _kind(lead: LeadRow) -> str:
    """The rule that found it begins with the kind of original."""
    return lead.by.rule.partition(":")[0]


def _days(lead: LeadRow) -> str:
    if lead.from_ == lead.to:
        return lead.from_ or ""
    return f"{lead.from_ or '…'} to {lead.to or '…'}"

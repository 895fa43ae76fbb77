"""The register of transfers, in the columns of the arms trade register of SIPRI with those of an allegation."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of, one_line
from quellenlage.records.contract import Record, TransferRow
from quellenlage.records.parts import DaysField


def transfers(record: Record) -> Table:
    """What is said to pass from whom to whom, how far it has come, and what becomes of the claim.

    Source:
        SIPRI Arms Transfers Database, trade registers: supplier, recipient, number, designation, year of order, years
        of delivery; a number in round brackets is an estimate.
    """
    names, numbers = names_of(record), numbers_of(record)
    status = {claim.id: claim.status for claim in record.claim}
    order = sorted(
        record.transfer,
        key=lambda t: (names.get(t.supplier or "", "~"), names.get(t.recipient or "", "~"), t.category, t.stage, t.id),
    )
    rows = tuple(
        (
            _party(row.supplier, names),
            _party(row.recipient, names),
            _quantity(row),
            ", ".join(map(one_line, row.items)),
            row.category,
            row.stage,
            _days(row.ordered),
            _days(row.delivered),
            status.get(row.claim or "", ""),
            ", ".join(str(numbers.get(a, "?")) for a in row.articles),
            row.id,
        )
        for row in order
    )
    columns = ("supplier", "recipient", "number", "item", "category", "stage", "ordered", "delivered", "claim")
    note = (
        "as the articles tell it: needed, sought and offered are no deliveries; ( ) not an exact number" if rows else ""
    )
    return Table("Transfers", (*columns, "articles", "id"), rows, note)


def _party(party: str | None, names: dict[str, str]) -> str:
    """The name; a state that acts through its capital or an officer may have no row of its own."""
    return names.get(party, party.partition(":")[2]) if party else "?"


def _quantity(row: TransferRow) -> str:
    if row.quantity is None:
        return ""
    exact = row.quantity.min is not None and row.quantity.min == row.quantity.max
    words = one_line(row.quantity.text)
    if exact:
        return words
    low, high = row.quantity.min, row.quantity.max
    digits = "".join(filter(str.isdigit, words))
    if low is not None and high is not None and digits in (f"{low:.0f}", f"{high:.0f}"):
        # An exact number here, another elsewhere: both are told.
        return f"({low:.0f} to {high:.0f})"
    return f"({words})"


def _days(days: DaysField) -> str:
    if days.from_ and days.to:
        return days.from_ if days.from_ == days.to else f"{days.from_} to {days.to}"
    return f"{days.from_} or later" if days.from_ else f"{days.to} or earlier" if days.to else ""

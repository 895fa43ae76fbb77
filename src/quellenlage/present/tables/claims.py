"""Who takes which side on what."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of, one_line
from quellenlage.records.contract import ClaimRow, Record
from quellenlage.records.parts import StanceField

# Claims on which sides meet come first.
_ORDER = ("contested", "denied", "acknowledged", "asserted", "open")


def claims(record: Record) -> Table:
    """Every claim with those who hold it and those who object; contested ones first."""
    names, numbers = names_of(record), numbers_of(record)
    order = sorted(record.claim, key=lambda c: (_ORDER.index(c.status), -len(c.stances)))
    rows = tuple(
        (claim.status, claim.label, _sides(claim, "+", names, numbers), _sides(claim, "-", names, numbers),
         one_line(claim.span.text), claim.id)
        for claim in order
    )  # fmt: skip
    note = "labels in square brackets are made by the program from names and terms that it found" if rows else ""
    return Table("Claims", ("status", "about", "for it", "against it", "words", "id"), rows, note)


def _sides(claim: ClaimRow, polarity: str, names: dict[str, str], numbers: dict[str, int]) -> str:
    """Holders with what they do and the numbers of their articles; an open target is told."""
    held: dict[str, list[str]] = {}
    for stance in claim.stances:
        if stance.polarity == polarity:
            article = str(numbers.get(stance.article, "?"))
            places = held.setdefault(f"{_holder(stance, names)} {stance.stance}", [])
            places += [article] if article not in places else []
    words = [f"{who} ({', '.join(places)})" for who, places in held.items()]
    return "; ".join([*words, *(["target not found"] if polarity == "-" and not claim.resolved else [])])


def _holder(stance: StanceField, names: dict[str, str]) -> str:
    return names.get(stance.holder, stance.holder) if stance.holder else "nobody named"

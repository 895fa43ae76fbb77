"""*Aussagen*: every claim with those who hold it and those who object."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.present.html.origins import is_told_twice
from quellenlage.present.html.quotes import passing_on
from quellenlage.records.contract import ClaimRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import OBJECTIONS
from quellenlage.records.parts import Bound, StanceField

# Claims on which sides meet come first.
STATUSES = ("contested", "denied", "acknowledged", "asserted", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one holder does about a claim.

    Attributes:
        holder: Id of an entity, ``narrator``, or None for a rumour.
        contrary: What he says is the contrary of the claim; of a denial that goes without saying.
        via: Names of those who pass the words on.
    """

    holder: str | None
    stance: str
    contrary: bool
    certainty: str
    via: tuple[str, ...]
    days: tuple[str | None, str | None]
    articles: tuple[int, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim. ``origins_for`` and ``origins_against`` are bounds in words, empty where nobody takes the side."""

    id: str
    label: str
    words: Passage
    status: str
    about: str
    resolved: bool
    for_: tuple[Side, ...]
    against: tuple[Side, ...]
    origins_for: Bound | None
    origins_against: Bound | None
    has_tree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsView:
    """All claims, contested ones first, and how many there are of every status."""

    rows: tuple[ClaimView, ...]
    counts: tuple[tuple[str, int], ...]


def claims_view(book: Book) -> ClaimsView:
    """The section *Aussagen*."""
    order = sorted(book.record.claim, key=lambda claim: (STATUSES.index(claim.status), -len(claim.stances)))
    counts = tuple((status, sum(c.status == status for c in order)) for status in STATUSES)
    return ClaimsView(rows=tuple(claim_view(claim, book) for claim in order), counts=tuple(p for p in counts if p[1]))


def claim_view(claim: ClaimRow, book: Book) -> ClaimView:
    """One claim as it is shown."""
    return ClaimView(
        id=claim.id,
        label=claim.label,
        words=claim.span,
        status=claim.status,
        about=claim.about,
        resolved=claim.resolved,
        for_=_sides(claim, "+", book),
        against=_sides(claim, "-", book),
        origins_for=_told(claim.origins.for_) if claim.origins else None,
        origins_against=_told(claim.origins.against) if claim.origins else None,
        has_tree=is_told_twice(claim),
    )


def _told(bound: Bound) -> Bound | None:
    return bound if bound.paths else None


def _sides(claim: ClaimRow, polarity: str, book: Book) -> tuple[Side, ...]:
    held: dict[tuple[str | None, str], list[StanceField]] = {}
    for stance in claim.stances:
        if stance.polarity == polarity:
            held.setdefault((stance.holder, stance.stance), []).append(stance)
    return tuple(_side(stances, book) for stances in held.values())


def _side(stances: list[StanceField], book: Book) -> Side:
    spoken = [book.quotations[s.quotation] for s in stances if s.quotation and s.quotation in book.quotations]
    first = min((s.from_ for s in stances if s.from_), default=None)
    last = max((s.to for s in stances if s.to), default=None)
    return Side(
        holder=stances[0].holder,
        stance=stances[0].stance,
        contrary=stances[0].polarity == "-" and stances[0].stance not in OBJECTIONS,
        # The least sure wording is told: whoever once says „vermutlich“ is not quoted as sure.
        certainty=max((s.certainty for s in stances), key=("CT", "PR", "PS", "U").index),
        via=tuple(dict.fromkeys(name for row in spoken for name in passing_on(row, book))),
        days=(first, last),
        articles=tuple(dict.fromkeys(book.number(s.article) for s in stances)),
        passages=tuple(s.span for s in stances),
    )

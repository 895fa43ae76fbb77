"""*Lage*: on one screen, what the pile is worth."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.present.html.claims import STATUSES, ClaimView, claim_view
from quellenlage.present.html.findings import FindingView, finding_view
from quellenlage.present.html.gaps import CaveatView, LeadView, gaps_view
from quellenlage.present.html.strip import Strip, make_strip
from quellenlage.records.contract import ClaimRow

# Of each list so many are shown; the rest stands in its own section.
_CONTESTED, _CHANGED, _MISSING, _UNKNOWN = 5, 4, 6, 4
_CHANGES = frozenset({"outcome", "role_change", "position_change", "correction"})
_DIFFERENCES = frozenset({"contradiction", "quote_variant", "date_conflict", "attribution_lost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationView:
    """The first page.

    Attributes:
        period: First and last possible day of printing in the pile.
        undated: Articles that nothing dates.
        witnesses: Articles without those that are copies of an earlier one.
        statuses: How many claims there are of every status.
        single: Claims told by several articles from at most one origin.
    """

    articles: int
    period: tuple[str | None, str | None]
    undated: int
    witnesses: int
    stories: int
    quotations: int
    speakers: int
    statuses: tuple[tuple[str, int], ...]
    single: int
    contested: tuple[ClaimView, ...]
    more_contested: int
    changed: tuple[FindingView, ...]
    differs: tuple[FindingView, ...]
    missing: tuple[LeadView, ...]
    more_missing: int
    unknown: tuple[CaveatView, ...]
    strip: Strip | None


def situation_view(book: Book) -> SituationView:
    """The section *Lage*."""
    record = book.record
    earliest = [row.published.earliest for row in record.article if row.published.earliest]
    latest = [row.published.latest for row in record.article if row.published.latest]
    objected = sorted(
        (claim for claim in record.claim if claim.status in ("contested", "denied")),
        key=lambda claim: (STATUSES.index(claim.status), -len(claim.stances)),
    )
    gaps = gaps_view(book)
    missing = [lead for lead in gaps.leads if not lead.in_pile]
    findings = sorted(record.finding, key=lambda finding: -finding.weight)
    copies = {article for copy in record.copy if copy.relation != "partial" for article in copy.articles[1:]}
    counts = tuple((status, sum(c.status == status for c in record.claim)) for status in STATUSES)
    return SituationView(
        articles=len(record.article),
        period=(min(earliest, default=None), max(latest, default=None)),
        undated=sum(not (row.published.earliest or row.published.latest) for row in record.article),
        witnesses=len(record.article) - len(copies),
        stories=len(record.story),
        quotations=len(record.quotation),
        speakers=len({entity for row in record.quotation for entity in row.speaker.entities}),
        statuses=tuple(pair for pair in counts if pair[1]),
        single=sum(_is_single(claim) for claim in record.claim),
        contested=tuple(claim_view(claim, book) for claim in objected[:_CONTESTED]),
        more_contested=max(len(objected) - _CONTESTED, 0),
        changed=tuple(finding_view(f, book) for f in findings if f.type in _CHANGES)[:_CHANGED],
        differs=tuple(finding_view(f, book) for f in findings if f.type in _DIFFERENCES)[:_CHANGED],
        missing=tuple(missing[:_MISSING]),
        more_missing=max(len(missing) - _MISSING, 0),
        unknown=tuple(c for c in gaps.caveats if c.type != "translation")[:_UNKNOWN],
        strip=make_strip(book),
    )


def _is_single(claim: ClaimRow) -> bool:
    told = {stance.article for stance in claim.stances if stance.polarity == "+"}
    return len(told) > 1 and claim.origins is not None and claim.origins.for_.upper <= 1

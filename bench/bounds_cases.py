"""The piles of ``bounds.jsonl``: read, linked, and weighed with the marked passages in place of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quellenlage.pipeline.run import compile_article
from quellenlage.pipeline.table import PILE_STAGES
from quellenlage.records.contract import ClaimRow, EventRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.parts import Origins, StanceField
from quellenlage.records.provenance import By
from quellenlage.weigh.origins import origins_of
from quellenlage.world import World

_GIVEN = "given"
Bounds = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile of invented articles about one claim.

    Attributes:
        row: The case.
        articles: Analyses in the order of the case.
        linked: What linking found.
    """

    row: Mapping[str, Any]
    articles: tuple[Analysis, ...]
    linked: Linked

    @property
    def sorted(self) -> tuple[Analysis, ...]:
        """As linking takes them."""
        return tuple(sorted(self.articles, key=lambda a: (a.document.source.path, a.document.id)))

    @property
    def gold(self) -> Bounds:
        """Lower and upper bound for, then against."""
        return tuple(self.row[side][end] for side in ("for", "against") for end in ("lower", "upper"))  # type: ignore[return-value]


def read_pile(row: Mapping[str, Any], world: World) -> Pile:
    """Run the program on a pile."""
    articles = tuple(compile_article(a["text"].encode(), a["name"], world) for a in row["articles"])
    done = Pile(row, articles, Linked())
    for stage in PILE_STAGES:
        filled = {stage.fills: stage.run(done.sorted, done.linked, world)}
        done = replace(done, linked=replace(done.linked, **filled))
    return done


def bounds_of(origins: Origins | None) -> Bounds:
    """As plain numbers; nothing found is nothing counted."""
    if origins is None:
        return (0, 0, 0, 0)
    return (origins.for_.lower, origins.for_.upper, origins.against.lower, origins.against.upper)


def weigh_given(pile: Pile, world: World) -> Origins | None:
    """The origins of the claim if its passages and sides are given, and only their holders are the program's."""
    stances = tuple(stance for p in pile.row["passages"] if p["side"] != "none" for stance in _stances(p, pile))
    claim = ClaimRow(
        id=_GIVEN,
        by=By(_GIVEN),
        label="",
        span=stances[0].span,
        about="state",
        target=None,
        resolved=True,
        stances=stances,
        status="",
    )
    return origins_of((claim,), pile.sorted, pile.linked, world)[_GIVEN]


def found_claim(pile: Pile) -> Origins | None:
    """The origins that the program gives to the claim or event that holds most of the marked passages."""
    passages = [(p, _passage(p, pile)) for p in pile.row["passages"] if p["side"] != "none"]

    def met(spans: Sequence[Passage]) -> int:
        return sum(
            any(s.article == at.article and s.start < at.end and at.start < s.end for s in spans) for _, at in passages
        )

    rows: list[tuple[int, ClaimRow | EventRow]] = [
        *((met([s.span for s in row.stances]), row) for row in pile.linked.claims),
        *((met(row.mentions), row) for row in pile.linked.events),
    ]
    best = max((n for n, _ in rows), default=0)
    row = next((row for n, row in rows if n == best), None) if best else None
    return pile.linked.weighed.origins.get(row.id) if row else None


def _passage(marked: Mapping[str, Any], pile: Pile) -> Passage:
    document = pile.articles[marked["article"]].document
    start, end = marked["start"], marked["end"]
    return Passage(document.id, start, end, document.source.text[start:end])


def _stances(marked: Mapping[str, Any], pile: Pile) -> tuple[StanceField, ...]:
    """One a holder, as the program writes them: two bodies that say it together are two."""
    passage = _passage(marked, pile)
    said = _quotation(passage, pile)
    holders: tuple[str | None, ...] = ("narrator",)
    if said is not None:
        holders = said.speaker.entities or (None,)
    first = StanceField(
        holder=holders[0],
        stance=Act.ASSERTS if marked["side"] == "for" else Act.DENIES,
        polarity="+",
        certainty="CT",
        article=passage.article,
        span=passage,
        quotation=said.id if said else None,
        from_=None,
        to=None,
    )
    return tuple(replace(first, holder=holder) for holder in holders)


def _quotation(passage: Passage, pile: Pile) -> QuotationRow | None:
    """The quotation of which most lies in the passage, if it holds a third of the passage.

    As the record shows it: what is quoted, or the clause that reports it, with the words that say who says it.
    """
    clauses = pile.linked.reports.of

    def shared(row: QuotationRow) -> int:
        shown = (clauses[row.id],) if row.id in clauses else row.quote
        parts = (*shown, *row.quote, *row.cue, *row.frame)
        return len({at for p in parts for at in range(max(p.start, passage.start), min(p.end, passage.end))})

    here = [(shared(row), -at, row) for at, row in enumerate(pile.linked.quotations) if row.article == passage.article]
    most = max(here, default=None, key=lambda item: item[:2])
    return most[2] if most and most[0] * 3 >= passage.end - passage.start else None

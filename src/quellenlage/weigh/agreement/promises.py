"""What was promised beside what came of it, and what was denied beside what was admitted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quellenlage.records.contract import ClaimRow, FindingRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import OBJECTIONS, Act, EntityType
from quellenlage.records.linked import Dates, Linked
from quellenlage.records.parts import StanceField
from quellenlage.records.related import Relation
from quellenlage.records.wording import CONTENT, FAMILIES, Sort, Term
from quellenlage.text.align import align
from quellenlage.weigh.agreement.opposed import Comparer
from quellenlage.weigh.agreement.tellings import Telling, Told, by_article, content_of
from quellenlage.world import World

_AHEAD = frozenset({Act.PROMISES, Act.THREATENS, Act.EXPECTS})
_SAYS = frozenset({Act.ASSERTS, Act.CONFIRMS})
# Words of content that a promise and the report on it share (set by hand).
_SHARED, _PART = 2, 0.25
# Numbers from which on two sentences hardly tell the same by chance; words between two numbers that replace each other.
_LARGE, _BETWEEN = 20, 3
# Sentences before an admission, and after it, that may tell what it is about.
_BEFORE, _AFTER = 3, 1
# Of what one denies so much is looked at: bounds the work.
_MOST = 20


def find_promises(tellings: Sequence[Telling], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Promises, threats and expectations that another article reports as not fulfilled.

    Both are stances of one claim, and share words of content; the report must not be printed before the promise for
    certain.

    Args:
        tellings: Of the pile.
        linked: ``claims`` and ``dates``.
        world: ``language``.
    """
    comparer = Comparer(by_article(tellings), world)
    for claim in linked.claims:
        ahead = [s for s in claim.stances if s.stance in _AHEAD and s.polarity == "+"]
        for came in (s for s in claim.stances if s.stance in _SAYS and s.polarity == "-"):
            fitting = [
                s
                for s in ahead
                if may_follow(s.span.article, came.span.article, linked.dates)
                and comparer.share(s.span, came.span, _SHARED, _PART)
            ]
            if fitting:
                yield _outcome(fitting[0].span, came.span, "promise and report in one claim", _holders(claim), world)


def _holders(claim: ClaimRow) -> list[str]:
    return [s.holder or "?" for s in claim.stances]


def may_follow(first: str, second: str, dates: Dates) -> bool:
    """Whether the second article is another one and may have been printed after the first, as far as is known."""
    one, two = dates.days.get(first), dates.days.get(second)
    return first != second and not (one and two and one.first and two.last and two.last < one.first)


def _outcome(
    ahead: Passage, came: Passage, rule: str, stances: Sequence[str], world: World, *, name: str = "outcome_missed"
) -> FindingRow:
    note = note_of(world.language.notes, name, a=quoted(ahead), b=quoted(came))
    return make_finding("outcome", rule, ahead, came, note=note, stances=stances)


def find_replaced(
    tellings: Sequence[Telling], linked: Linked, relation: Relation, world: World
) -> Iterator[FindingRow]:
    """Numbers that came in the place of others („12 statt 30“) beside the article that tells the others ahead.

    Both articles must be related, and the sentence ahead shares a noun with the report or the sentence before.

    Args:
        tellings: Of the pile.
        linked: ``dates``.
        relation: Which articles may speak of the same.
        world: ``language.comparison`` and ``language.notes``.
    """
    data = world.language.comparison
    if data is None:
        return
    holders: dict[str, list[Telling]] = {}
    for telling in tellings:
        for value in {t.lemma for t in telling.terms if _is_large(t)}:
            holders.setdefault(value, []).append(telling)
    told = by_article(tellings)
    for telling in tellings:
        for value in _replaced(telling, data.instead):
            fitting = [
                other
                for other in holders.get(value, ())
                if other.inside
                and may_follow(other.article, telling.article, linked.dates)
                and relation.are_related(other.article, telling.article)
                and _tells_same(other, telling, told)
            ]
            if fitting:
                rule = "a number in the place of another"
                ahead, came = fitting[0].passage, telling.passage
                yield _outcome(ahead, came, rule, ["one", "other"], world, name="outcome")


def _is_large(term: Term) -> bool:
    try:
        return term.sort is Sort.NUMBER and float(term.lemma) >= _LARGE
    except ValueError:
        return False


def _replaced(telling: Telling, instead: Sequence[str]) -> Iterator[str]:
    """Values of the numbers that others replace."""
    text = telling.document.text
    numbers = [t for t in telling.terms if t.sort is Sort.NUMBER]
    for one, two in pairwise(numbers):
        between = text[one.span.end : two.span.start].lower().split()
        if len(between) <= _BETWEEN and any(word in instead for word in between) and _is_large(two):
            yield two.lemma


def _tells_same(ahead: Telling, came: Telling, told: Mapping[str, Told]) -> bool:
    here = told[came.article].tellings
    at = came.number - here[0].number
    left = [t for t in ahead.terms if t.sort is Sort.NOUN]
    right = [t for other in here[max(0, at - 1) : at + 1] for t in other.terms if t.sort is Sort.NOUN]
    found = align(left, right, CONTENT, FAMILIES)
    return bool(found.equal or found.akin)


@dataclass(frozen=True, slots=True)
class _Denied:
    """Something that somebody denies, with what he denies."""

    claim: ClaimRow
    stance: StanceField


def find_admissions(
    tellings: Sequence[Telling], linked: Linked, relation: Relation, world: World
) -> Iterator[FindingRow]:
    """Who denies in one article and admits in another, or later in the same.

    The words of saying must be those of an admission, the articles related, and the sentences around the admission must
    share a noun with the claim that was denied. That it is the very claim is not shown, so it is no change of position.

    Args:
        tellings: Of the pile.
        linked: ``claims``, ``quotations``, ``entities``, ``dates``.
        relation: Which articles may speak of the same.
        world: ``language.comparison`` and ``language.notes``.
    """
    data = world.language.comparison
    if data is None:
        return
    named = {row.id: row.name for row in linked.entities.rows if not row.anonymous and row.type != EntityType.GPE}
    told = by_article(tellings)
    denied: dict[str, list[_Denied]] = {}
    for claim in linked.claims:
        for stance in claim.stances:
            if stance.stance in OBJECTIONS and stance.polarity == "-" and stance.holder in named:
                denied.setdefault(stance.holder or "", []).append(_Denied(claim, stance))
    seen = set[str]()
    for row in linked.quotations:
        if " ".join(cue.text.lower() for cue in row.cue).startswith(data.admitting) and row.act in _SAYS:
            for holder in row.speaker.entities:
                fitting = [
                    d for d in denied.get(holder, [])[:_MOST] if _is_matter(d, row, linked.dates, relation, told)
                ]
                if fitting and holder not in seen:
                    seen.add(holder)
                    best = max(fitting, key=lambda d: len(d.claim.stances))
                    yield _admission(best, row, named[holder], holder, world)


def _is_matter(denied: _Denied, row: QuotationRow, dates: Dates, relation: Relation, told: Mapping[str, Told]) -> bool:
    """Whether an admission may follow a denial, in a text that speaks of what was denied."""
    here, there = denied.stance.span, row.quote[0]
    if here.article == there.article:
        if there.start <= here.end:
            return False
    elif not (may_follow(here.article, there.article, dates) and relation.are_related(here.article, there.article)):
        return False
    spoken = told.get(there.article)
    if spoken is None:
        return False
    at = bisect_right(spoken.starts, there.start) - 1
    around = spoken.tellings[max(0, at - _BEFORE) : at + _AFTER + 1]
    left = [t for t in content_of([s.span for s in denied.claim.stances], told) if t.sort is Sort.NOUN]
    right = [t for telling in around for t in telling.terms if t.sort is Sort.NOUN]
    return not {t.lemma for t in left}.isdisjoint(t.lemma for t in right)


def _admission(denied: _Denied, row: QuotationRow, name: str, holder: str, world: World) -> FindingRow:
    a, b = denied.stance.span, row.quote[0]
    return make_finding(
        "contradiction",
        "a denial and an admission",
        a,
        b,
        note=note_of(world.language.notes, "admission", who=name, a=quoted(a), b=quoted(b)),
        stances=[f"{holder} -", f"{holder} +"],
    )

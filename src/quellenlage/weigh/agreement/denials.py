"""Denials beside the assertions that they mean, by the words alone: what serves where no claim holds both."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from quellenlage.records.contract import FindingRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import Act, QuotationType
from quellenlage.records.linked import Linked
from quellenlage.records.wording import CONTENT, FAMILIES, WEIGHTS, Sort, Term
from quellenlage.text.align import align
from quellenlage.weigh.agreement.stances import are_opposed, by_matter
from quellenlage.weigh.agreement.tellings import Telling, Told, by_article, content_of, weight_of_terms
from quellenlage.world import World

# How much of the weight of a denial its assertion must share, and at least how much (set by hand on the example and on
# articles outside of the test sets).
_SHARE = 0.5
_FEWEST = 2.2
# A denial that carries less beside a word for the accusation means what was said just before.
_BARE = 1.5
# So many sentences before a bare denial may hold what it means.
_BEFORE = 3
# A word in more sentences says nothing about what is denied: bounds the work.
_COMMON = 80
_DENIED = frozenset({Act.DENIES})
_SAYS = frozenset({Act.ASSERTS, Act.CONFIRMS})


def find_denials(tellings: Sequence[Telling], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Lay every denial beside assertions of others.

    A denial that only names the accusation („die Vorwürfe“) means the last assertion of another in the sentences
    before it; one that says what it denies, every assertion of another, in any article, that shares enough of it.

    Args:
        tellings: Of the pile.
        linked: ``quotations``, ``entities``; ``claims``: a denial that a claim holds beside an assertion is left out.
        world: ``language``.
    """
    names = {row.id: row.name for row in linked.entities.rows}
    held = {s.quotation for claim in by_matter(linked) for s in claim.stances if are_opposed(claim, s)}
    told = by_article(tellings)
    lists: dict[str, list[tuple[QuotationRow, tuple[Term, ...]]]] = defaultdict(list)
    for row in linked.quotations:
        if (
            row.act in _SAYS
            and not _is_condition(row, world)
            and weight_of_terms(terms := content_of(row.quote, told)) > _BARE
        ):
            for key in sorted({t.lemma for t in terms}):
                lists[key].append((row, terms))
    rows: dict[str, list[QuotationRow]] = defaultdict(list)
    for row in sorted(linked.quotations, key=lambda row: row.quote[0].start):
        rows[row.article].append(row)
    for row in linked.quotations:
        if row.act in _DENIED and row.id not in held:
            content = content_of(row.quote, told)
            terms = tuple(t for t in content if not _is_accusation(t, world))
            bare = weight_of_terms(terms) <= _BARE
            if bare and not _points_back(row, content, world):
                continue
            found = _said_before(row, rows[row.article], told) if bare else _denied(row, terms, lists, world)
            if found:
                yield _finding(row, found, names, world)


def _points_back(row: QuotationRow, terms: Sequence[Term], world: World) -> bool:
    """Whether a denial names what was said before: „die Vorwürfe“, „dies“."""
    words = " ".join(part.text for part in row.quote).lower().split()
    alone = len(words) == 1 and words[0] in world.language.demonstratives
    return alone or any(_is_accusation(term, world) for term in terms)


def _is_condition(row: QuotationRow, world: World) -> bool:
    """Whether what is said holds only under a condition."""
    return any(not world.language.conditions.isdisjoint(part.text.lower().split()) for part in row.quote)


def _core(row: QuotationRow, terms: Sequence[Term], world: World) -> Term | None:
    """The word without which a denial denies something else: its last full verb, or the noun that it begins with."""
    sort = Sort.NOUN if row.type == QuotationType.REPORTED else Sort.VERB
    words = [t for t in terms if t.sort is sort and t.lemma not in world.language.function_words]
    return (words[0] if sort is Sort.NOUN else words[-1]) if words else None


def _is_accusation(term: Term, world: World) -> bool:
    data = world.language.comparison
    return data is not None and term.lemma in data.accusations


def _said_before(row: QuotationRow, rows: Sequence[QuotationRow], told: Mapping[str, Told]) -> list[QuotationRow]:
    """The last assertion of another in the sentences before a denial."""
    if row.article not in told:
        return []
    start = row.quote[0].start
    first = told[row.article].before(start, _BEFORE)
    at = bisect_left(rows, start, key=lambda other: other.quote[0].start) - 1
    while at >= 0 and rows[at].quote[0].start >= first:
        other = rows[at]
        differ = not set(other.speaker.entities) & set(row.speaker.entities)
        if (
            other.act in _SAYS
            and other.quote[-1].end <= start
            and differ
            and weight_of_terms(content_of(other.quote, told)) > _BARE
        ):
            return [other]
        at -= 1
    return []


def _denied(
    row: QuotationRow,
    terms: Sequence[Term],
    lists: Mapping[str, Sequence[tuple[QuotationRow, tuple[Term, ...]]]],
    world: World,
) -> list[QuotationRow]:
    """Assertions of others that share enough of a denial, those that share most first."""
    candidates: dict[str, tuple[QuotationRow, tuple[Term, ...]]] = {}
    for key in sorted({t.lemma for t in terms}):
        if len(lists.get(key, ())) <= _COMMON:
            candidates |= {found[0].id: found for found in lists.get(key, ())}
    whole, core = weight_of_terms(terms), _core(row, terms, world)
    found = []
    for other, content in candidates.values():
        aligned = align(terms, content, CONTENT, FAMILIES)
        pairs = [(terms[i], content[j]) for i, j in (*aligned.equal, *aligned.akin)]
        shared = sum(min(WEIGHTS[a.sort], WEIGHTS[b.sort]) for a, b in pairs)
        words = sum(a.sort is not Sort.NAME for a, _ in pairs)
        hit = core is None or any(a is core for a, _ in pairs)
        differ = not set(other.speaker.entities) & set(row.speaker.entities) and (
            other.speaker.entities or row.speaker.entities
        )
        if differ and hit and words > 1 and shared >= _FEWEST and shared >= _SHARE * whole:
            found.append((-shared, other))
    return [other for _, other in sorted(found, key=lambda pair: pair[0])]


def _longest(row: QuotationRow) -> Passage:
    return max(row.quote, key=lambda part: part.end - part.start)


def _speaker(row: QuotationRow, names: Mapping[str, str], world: World) -> str:
    if row.speaker.entities:
        return ", ".join(names[e] for e in row.speaker.entities)
    return quoted(row.speaker.span) if row.speaker.span else world.language.notes.get("nobody", "?")


def _finding(row: QuotationRow, found: Sequence[QuotationRow], names: Mapping[str, str], world: World) -> FindingRow:
    a, b = _longest(found[0]), _longest(row)
    return make_finding(
        "denial",
        "words of a denial",
        a,
        b,
        note=note_of(world.language.notes, "denial", who=_speaker(row, names, world), a=quoted(a), b=quoted(b)),
        stances=[e for q in (row, *found) for e in q.speaker.entities or (q.id,)],
        more=[_longest(other) for other in found[1:]],
    )

"""What one article attributes and another tells in its own voice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from quellenlage.records.contract import FindingRow, QuotationRow
from quellenlage.records.document import BlockType
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.linked import Linked
from quellenlage.records.wording import CONTENT, FAMILIES, coverage
from quellenlage.text.align import align
from quellenlage.weigh.agreement.tellings import Telling, by_article
from quellenlage.world import World

# How much of either sentence the other must answer (set by hand: nearly the same words).
_SHORT, _LONG = 0.8, 0.5
# Words of content that a sentence must have to be recognised, and that must be shared before it is compared.
_WORDS = 5
_SHARED = 4
# Letters of a noun for what is said that may end a compound („Regierungsangaben“).
_LONG_NOUN = 6
# A word in more sentences says nothing about which are alike: bounds the work.
_COMMON = 60
_TOLD = frozenset({BlockType.BODY, BlockType.STANDFIRST})
_ACTS = frozenset({"asserts", "confirms", "expects"})


def find_lost_attributions(tellings: Sequence[Telling], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Sentences of the narrator that another article gives to somebody, in nearly the same words.

    Args:
        tellings: Of the pile.
        linked: ``quotations`` and ``entities``.
        world: ``language.notes``.
    """
    said = _said(tellings, linked.quotations)
    lists: dict[str, list[Telling]] = defaultdict(list)
    for number in sorted(said):
        for key in sorted(tellings[number].keys):
            lists[key].append(tellings[number])
    names = {row.id: row.name for row in linked.entities.rows}
    sourcing = _sourcing(world)
    for telling in tellings:
        if _is_whole(telling) and telling.block in _TOLD and not _names_source(telling, sourcing, world):
            other = _likest(telling, lists)
            if other is not None:
                yield _finding(said[other.number], telling, names, world)


def _sourcing(world: World) -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that give a source without a verb, and the ends of such words, in small letters."""
    forms = {form.lower(): cue.kind for cue in world.language.cues if cue.kind != "verb" for form in cue.forms}
    nouns = tuple(form for form, kind in forms.items() if kind == "noun" and len(form) >= _LONG_NOUN)
    return frozenset(form for form, kind in forms.items() if kind != "noun"), nouns


def _names_source(telling: Telling, sourcing: tuple[frozenset[str], tuple[str, ...]], world: World) -> bool:
    """Whether a sentence gives a source: „laut“, or a noun right behind a preposition („nach Regierungsangaben“)."""
    text = telling.document.text
    forms = [term.span.of(text).lower() for term in telling.terms]
    behind = [b for a, b in pairwise(forms) if a in world.language.prepositions]
    return not sourcing[0].isdisjoint(forms) or any(form.endswith(sourcing[1]) for form in behind)


def _is_whole(telling: Telling) -> bool:
    """Whether a sentence is the narrator's, and not cut by a line break."""
    words = telling.span.of(telling.document.text)
    whole = words[:1].isupper() and words[-1:] in ".!?"
    return telling.is_narrated and whole and len(telling.keys) >= _WORDS


def _said(tellings: Sequence[Telling], quotations: Sequence[QuotationRow]) -> Mapping[int, QuotationRow]:
    """Sentences that hold an assertion by somebody who is named, by their number."""
    told = by_article(tellings)
    found: dict[int, QuotationRow] = {}
    for row in quotations:
        if row.act in _ACTS and (row.speaker.entities or row.speaker.span) and row.article in told:
            start = row.quote[0].start
            for telling in told[row.article].between(start, start + 1):
                if telling.inside and len(telling.keys) >= _WORDS:
                    found.setdefault(telling.number, row)
    return found


def _likest(telling: Telling, lists: Mapping[str, Sequence[Telling]]) -> Telling | None:
    """The attributed sentence of another article that says the same."""
    shared: Counter[int] = Counter()
    by_number: dict[int, Telling] = {}
    for key in sorted(telling.keys):
        found = lists.get(key, ())
        if len(found) <= _COMMON:
            for other in found:
                if other.article != telling.article:
                    shared[other.number] += 1
                    by_number[other.number] = other
    best: tuple[float, int] | None = None
    for number, count in sorted(shared.items()):
        if count >= _SHARED:
            score = _score(telling, by_number[number])
            if score and (best is None or score > best[0]):
                best = (score, number)
    return by_number[best[1]] if best else None


def _score(telling: Telling, other: Telling) -> float:
    """How near the narrator's sentence is to what is said in the other; 0 where it is not near enough."""
    spoken = [t for t in other.terms if any(span.contains(t.span) for span in other.inside)]
    found = align(telling.terms, spoken, CONTENT, FAMILIES)
    own = [t for t in telling.terms if t.sort in CONTENT]
    met = sum(telling.terms[i].sort in CONTENT for i, _ in (*found.equal, *found.akin))
    short, long = coverage(telling.terms, spoken, found)
    return short if short >= _SHORT and long >= _LONG and met >= _SHORT * len(own) else 0.0


def _finding(row: QuotationRow, telling: Telling, names: Mapping[str, str], world: World) -> FindingRow:
    told = telling.passage
    who = ", ".join(names[e] for e in row.speaker.entities) or quoted(row.speaker.span or row.quote[0])
    return make_finding(
        "attribution_lost",
        "nearly the same words",
        row.quote[0],
        told,
        note=note_of(world.language.notes, "attribution_lost", who=who, a=quoted(row.quote[0]), b=quoted(told)),
        stances=[*row.speaker.entities, "narrator"],
    )

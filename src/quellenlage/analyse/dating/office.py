"""Who is told as holding an office, and who as having held it: the terms of the knowledge base are the days.

German puts the title before the name („Außenminister Weber“) and marks an office that is over by an adjective or
a first part of the title („der damalige Präsident“, „Ex-Kanzler“). A sentence that names a year tells history: the
office is then that of the year, and nothing follows for the day of printing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from itertools import zip_longest

from quellenlage.dates.anchor import Anchor
from quellenlage.dates.constraint import FIRST_DAY
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.kb.offices import KbTerm
from quellenlage.records.document import BlockType, Document
from quellenlage.records.layers import Clue, EntityType, Layers, Mention
from quellenlage.records.provenance import By
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.span import cover
from quellenlage.world import World

# A term may be told of as if it lasted, and the knowledge base may lack one: less than a dated event.
_WEIGHT = 2
# News calls somebody by the office until some days after its end, and before it begins once it is sure.
_MARGIN = timedelta(30)
# Characters before a title in which an adjective of it is looked for.
_REACH = 24


def find_offices(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """One clue for each person and title, where the person is known to have held it."""
    starts = [sentence.span.start for sentence in found.sentences]
    historic = _historic(found, starts)
    names = {_last(m.name): m.name for m in found.mentions if m.type is EntityType.PER and " " in m.name}
    seen: set[tuple[str, str, bool]] = set()
    for mention in found.mentions:
        if mention.type is not EntityType.PER or mention.title is None or not mention.office:
            continue
        at = bisect_right(starts, mention.span.start) - 1
        if at < 0 or document.blocks[found.sentences[at].block].type is BlockType.CAPTION:
            continue
        over = _is_over(mention, document.text, world)
        if over is None:
            continue
        terms, former = _terms(mention, names.get(mention.name, mention.name), world)
        over = over or former
        if at in historic and not over:
            continue
        key = ("|".join(sorted({t.person for t in terms})), mention.office, over)
        days = _after(terms) if over else _within(terms)
        if days and key not in seen:
            seen.add(key)
            yield Clue(
                span=cover((mention.title, mention.span)),
                days=days,
                weight=_WEIGHT,
                reason="has held this office" if over else "holds this office",
                by=By("office held before" if over else "office held"),
            )


def _historic(found: Layers, starts: list[int]) -> frozenset[int]:
    """Sentences of paragraphs that name a year of the calendar."""
    years = (t for t in found.timexes if t.symbolic.anchor is Anchor.CALENDAR and t.symbolic.value[:4].isdigit())
    blocks = {found.sentences[max(bisect_right(starts, t.span.start) - 1, 0)].block for t in years}
    return frozenset(n for n, sentence in enumerate(found.sentences) if sentence.block in blocks)


def _is_over(mention: Mention, text: str, world: World) -> bool | None:
    """Whether a word before the title says that the office is over; None where it is not, or not quite, that office."""
    title = mention.title
    if title is None:
        return None
    before = text[max(0, title.start - _REACH) : title.start].split()[-2:]
    if before and before[-1].lower() in world.language.indefinite:
        return None
    words = [*before, *title.of(text).replace("-", " ").split()[:-1]]
    folded = {word.strip(',.()„“"').lower() for word in words}
    if folded & world.language.other_titles:
        return None
    return bool(folded & world.language.former_titles)


def _terms(mention: Mention, name: str, world: World) -> tuple[tuple[KbTerm, ...], bool]:
    """All terms of those who may be meant in the offices that the title may mean, and whether it says they are over."""
    kb = world.kb
    full = " " in name
    known = kb.person(fold_sounds(name)) if full else ""
    persons = sorted({known} if known else kb.persons_called(fold_sounds(name)) if not full else ())
    fitting = [
        (t, fit) for p in persons for t in kb.terms_by_person.get(p, ()) if (fit := _fit(mention.office, t, world))
    ]
    best = max((fit for _, fit in fitting), default=_NO)
    terms = tuple(t for t, fit in fitting if fit == best)
    if all(t.recalled for t in terms) or (not full and not _is_rare(mention.office, terms, world)):
        return (), False
    return terms, best == _FORMER


# How well a title fits an office, the better the higher.
_NO, _FORMER, _PREFIXED, _EXACT = 0, 1, 2, 3
# A surname alone is enough for titles that not more states than these have.
_RARE = 3


def _fit(title: str, term: KbTerm, world: World) -> int:
    """„Außenminister“ fits every foreign minister, „US-Präsident“ that of the USA, „Altkanzler“ one of the past.

    „Premier“ and „Ministerpräsident“ may be the same office: the kind decides where no title is the same.
    """
    kind = world.kb.offices[term.office].kind
    best = _PREFIXED if world.language.office_titles.get(title) == kind else _NO
    for key in _keys(term, world):
        if title == key:
            return _EXACT
        prefix = title.removesuffix(key)
        if prefix != title and prefix:
            if prefix in world.language.former_titles:
                best = max(best, _FORMER)
            elif prefix in world.language.state_prefixes or prefix in _forms(world.kb.offices[term.office].of, world):
                best = max(best, _PREFIXED)
    return best


def _is_rare(title: str, terms: tuple[KbTerm, ...], world: World) -> bool:
    """Whether a surname behind this title can hardly be that of somebody whom the knowledge base does not know."""
    states = world.kb.states_by_title.get(title, frozenset())
    return len({term.person for term in terms}) == 1 and len(states) <= _RARE


def _forms(entity: str, world: World) -> frozenset[str]:
    return world.kb.forms_of(entity)


def _keys(term: KbTerm, world: World) -> frozenset[str]:
    """How the titles of an office end, without inflection: what :attr:`Mention.office` holds of a title."""
    found = set()
    for title in world.kb.offices[term.office].titles:
        words = title.split()
        cut = next((i for i, w in enumerate(words) if i and w.lower() in world.language.prepositions), len(words))
        key = fold(words[cut - 1]).replace(" ", "")
        found.add(key)
        found.update(key.removesuffix(ending) for ending in world.language.title_endings)
    return frozenset(found)


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _within(terms: tuple[KbTerm, ...]) -> tuple[DayInterval, ...]:
    days = (term.days for term in terms if not term.days.is_open)
    if any(term.days.is_open for term in terms):
        return ()
    return tuple(
        DayInterval(
            add_days(d.first, -_MARGIN) if d.first else None,
            add_days(d.last, _MARGIN) if d.last else None,
        )
        for d in days
    )


def _after(terms: tuple[KbTerm, ...]) -> tuple[DayInterval, ...]:
    """From the end of a term to the beginning of the next of the same person."""
    ordered = sorted((t.days for t in terms if t.days.first), key=lambda d: d.first or FIRST_DAY)
    if len(ordered) != len(terms):
        return ()
    found = []
    for days, following in zip_longest(ordered, ordered[1:]):
        if days.last is None:
            continue
        end = following.first if following else None
        if end is None or end > days.last:
            found.append(DayInterval(days.last, end))
    return tuple(found)

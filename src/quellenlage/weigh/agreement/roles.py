"""Offices of one person that differ from article to article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from quellenlage.records.contract import EntityRow, FindingRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import Analysis, EntityType, MentionForm
from quellenlage.records.linked import Linked
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import World

# How far before a title the word may stand that puts it into the past, in characters.
_BEFORE = 24
_FORMER = "former "
# Words, and characters, of an apposition that names an office.
_WORDS, _LONGEST = 4, 60


def find_role_changes(pile: Sequence[Analysis], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Persons who bear an office in one article that excludes the one they bear in another.

    Offices are told apart by the last part of their title: „Agrarminister“ and „Minister“ are one. A former office
    excludes the office.

    Args:
        pile: In order of source.
        linked: ``entities``.
        world: ``language.comparison`` and ``language.notes``.
    """
    data = world.language.comparison
    if data is None:
        return
    titles = _titles(pile, linked, data.former, data.offices)
    for row in linked.entities.rows:
        if row.type == EntityType.PER:
            yield from _changes(row, titles.get(row.id, ()), data.offices, world)


def _titles(
    pile: Sequence[Analysis], linked: Linked, former: tuple[str, ...], kinds: Mapping[str, str]
) -> Mapping[str, list[tuple[str, Passage]]]:
    """Titles of every person where they stand beside the name, in order; those of a former office say so."""
    found: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for analysis in pile:
        text = analysis.document.text
        for mention in analysis.found.mentions:
            entity = linked.entities.of(analysis.document.id, mention.span)
            if entity and mention.title:
                at = mention.title.start
                before = text[max(0, at - _BEFORE) : at].split()
                is_former = bool(before) and before[-1].lower().startswith(former)
                start = text.rfind(before[-1], 0, at) if is_former else min(at, mention.span.start)
                passage = analysis.document.passage(Span(start, max(mention.title.end, mention.span.end)))
                found[entity].append((_FORMER * is_former + fold(mention.title.of(text)), passage))
        for entity, title, span in _appositions(analysis, linked, kinds):
            found[entity].append((title, analysis.document.passage(span)))
    return found


def _appositions(analysis: Analysis, linked: Linked, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, Span]]:
    """Offices beside a name in commas: „Jo Kern, inzwischen Abgeordneter, …“, „der Minister des Amts, Jo Kern, …“."""
    text, last = analysis.document.text, 0
    for mention in analysis.found.mentions:
        entity = linked.entities.of(analysis.document.id, mention.span)
        start, end = mention.span.start, mention.span.end
        if mention.type is not EntityType.PER or mention.form is not MentionForm.NAME:
            continue
        if entity is not None and text[end : end + 1] == ",":
            close = text.find(",", end + 1, end + _LONGEST)
            behind = text[end + 1 : close].split() if close > 0 else []
            if 0 < len(behind) <= _WORDS and behind[-1][:1].isupper() and _kind(fold(behind[-1]), kinds):
                yield entity, fold(behind[-1]), Span(start, close)
            # What stands before the person named last is that person's.
            before = text[max(last, start - _LONGEST) : start].rstrip()
            for word in before.removesuffix(",").split()[-_WORDS:] if before.endswith(",") else ():
                if word[:1].isupper() and _kind(fold(word), kinds):
                    yield entity, fold(word), Span(text.rfind(word, 0, start), end)
        last = end


def _changes(
    row: EntityRow, titles: Sequence[tuple[str, Passage]], kinds: Mapping[str, str], world: World
) -> Iterator[FindingRow]:
    past = [passage for title, passage in titles if title.startswith(_FORMER)]
    held = [office for office in row.offices if not any(_overlap(office.evidence, passage) for passage in past)]
    told = [*titles, *((fold(office.title), office.evidence) for office in held)]
    by_kind: dict[str, list[Passage]] = {}
    for title, passage in told:
        kind = _kind(title, kinds)
        if kind and passage not in by_kind.setdefault(kind, []):
            by_kind[kind].append(passage)
    for one, two in combinations(by_kind, 2):
        if _exclude_nothing(one, two):
            continue
        pair = next(((a, b) for a in by_kind[one] for b in by_kind[two] if a.article != b.article), None)
        if pair:
            note = note_of(world.language.notes, "role_change", who=row.name, a=quoted(pair[0]), b=quoted(pair[1]))
            yield make_finding(
                "role_change",
                "offices that exclude one another",
                *pair,
                note=note,
                stances=[row.id],
                more=[*by_kind[one], *by_kind[two]],
            )


def _overlap(one: Passage, other: Passage) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _exclude_nothing(one: str, two: str) -> bool:
    """Whether a former office stands beside another office than itself: both may be true on one day."""
    is_former = one.startswith(_FORMER) or two.startswith(_FORMER)
    return is_former and one.removeprefix(_FORMER) != two.removeprefix(_FORMER)


def _kind(title: str, kinds: Mapping[str, str]) -> str:
    """The kind of office that a title ends in, by the longest ending; empty where it is none of these."""
    mark = _FORMER if title.startswith(_FORMER) else ""
    ending = max((e for e in kinds if title.endswith(e)), key=len, default="")
    return mark + kinds[ending] if ending else ""

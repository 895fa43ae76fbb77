"""The origins of every claim and event: each stance is followed to its root, copies add nothing, roots are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.records.contract import ClaimRow, EventRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked, Weighed
from quellenlage.records.parts import Bound, MergedField, Origins, PathField
from quellenlage.weigh.origins.bound import Root, RootKind, count
from quellenlage.weigh.origins.copied import CopiedText
from quellenlage.weigh.origins.root import NARRATOR, Known, gather, root_of
from quellenlage.world import World

_SAYS = frozenset({Act.ASSERTS, Act.CONFIRMS, Act.PROMISES, Act.THREATENS})
_OBJECTS = frozenset({Act.DENIES, Act.DOUBTS})
_OPEN = "U"


@dataclass(frozen=True, slots=True)
class Testimony:
    """One stance as an article tells it.

    Attributes:
        root: Where its chain ends in this article.
        via: Names of those who pass it on, from the article inwards.
        holder: As the row names him.
    """

    passage: Passage
    root: Root
    via: tuple[str, ...]
    holder: str | None


def weigh_origins(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Weighed:
    """Count from how many independent origins each claim and event comes, for it and against it.

    A copied passage has the root of the passage that it copies. A house that is cited and whose article lies in the
    pile is followed into that article.

    Args:
        pile: In order of source.
        linked: Needs ``copies``, ``entities``, ``quotations``, ``events`` and ``claims``.
        world: ``kb`` and ``language.passing_on``.
    """
    return Weighed(origins=origins_of((*linked.claims, *linked.events), pile, linked, world))


def origins_of(
    rows: Iterable[ClaimRow | EventRow], pile: tuple[Analysis, ...], linked: Linked, world: World
) -> dict[str, Origins]:
    """The origins of some claims and events by their ids; see :func:`weigh_origins`."""
    known = gather(pile, linked, world)
    copied = CopiedText((analysis.document for analysis in pile), linked.copies)
    order = {analysis.document.id: at for at, analysis in enumerate(pile)}
    said = _quotations_of(linked)
    found: dict[str, Origins] = {}
    for row in rows:
        sides = _of_claim(row, known) if isinstance(row, ClaimRow) else _of_event(row, said, known)
        found[row.id] = _origins(sides, known, copied, order)
    return found


def _of_claim(claim: ClaimRow, known: Known) -> tuple[list[Testimony], list[Testimony]]:
    """The stances for and against; expectations, demands and what is left open are neither."""
    sides: tuple[list[Testimony], list[Testimony]] = ([], [])
    for stance in claim.stances:
        if stance.stance in _OBJECTS:
            side = 1
        elif stance.stance in _SAYS and stance.certainty != _OPEN:
            side = int(stance.polarity == "-")
        else:
            continue
        sides[side].append(_testimony(stance.holder, stance.quotation, stance.span, known))
    return sides


def _of_event(
    event: EventRow, said: dict[tuple[str, str], list[tuple[int, int, str]]], known: Known
) -> tuple[list[Testimony], list[Testimony]]:
    sides: tuple[list[Testimony], list[Testimony]] = ([], [])
    for told in event.factuality:
        if not told.value.endswith(("+", "-")):
            continue
        around = said.get((told.article, told.source), ())
        quotation = next((id_ for start, end, id_ in around if start <= told.span.start < end), None)
        sides[int(told.value.endswith("-"))].append(_testimony(told.source, quotation, told.span, known))
    return sides


def _quotations_of(linked: Linked) -> dict[tuple[str, str], list[tuple[int, int, str]]]:
    """The quotations of every speaker in every article, with their places."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for row in linked.quotations:
        for speaker in row.speaker.entities:
            found.setdefault((row.article, speaker), []).append((row.quote[0].start, row.quote[-1].end, row.id))
    return found


def _testimony(holder: str | None, quotation: str | None, passage: Passage, known: Known) -> Testimony:
    said = known.quotations.get(quotation or "")
    via = tuple(" ".join(link.name.split()) for link in said.via) if said else ()
    return Testimony(passage, root_of(holder, quotation, passage, known), via, holder)


def _origins(
    sides: tuple[list[Testimony], list[Testimony]], known: Known, copied: CopiedText, order: dict[str, int]
) -> Origins:
    for_, against = (_bound(side, known, copied, order) for side in sides)
    return Origins(for_=for_, against=against)


def _bound(side: Iterable[Testimony], known: Known, copied: CopiedText, order: dict[str, int]) -> Bound:
    told = sorted(side, key=lambda t: (order[t.passage.article], t.passage.start, t.passage.end, t.root.id))
    first = copied.groups([t.passage for t in told])
    roots = _roots(told, first, known)
    total = count([root for at in range(len(told)) for root in roots[at]])
    return Bound(
        lower=total.lower,
        upper=total.upper,
        roots=tuple(root.id for root in total.roots),
        paths=tuple(
            PathField(
                root=root.id,
                via=t.via,
                span=t.passage,
                copy_of=told[first[at]].passage if first[at] != at else None,
            )
            for at, t in enumerate(told)
            for root in roots[at]
        ),
        merged=tuple(MergedField(left=m.left, right=m.right, reason=m.reason) for m in total.merged),
    )


def _roots(told: Sequence[Testimony], first: Sequence[int], known: Known) -> tuple[tuple[Root, ...], ...]:
    """The roots of every testimony: of a copy those of what it copies, of a citation those of the cited article.

    Of a group of copies the surest telling counts: a name before words, and both before the narrator.
    """
    groups: dict[int, list[int]] = {}
    for at, head in enumerate(first):
        groups.setdefault(head, []).append(at)
    best = {
        head: told[min(group, key=lambda at: (_RANK[told[at].root.kind], at))].root for head, group in groups.items()
    }
    return tuple(_followed(best[first[at]], told, best, first, known) for at in range(len(told)))


_RANK = {RootKind.NAMED: 0, RootKind.DOCUMENT: 1, RootKind.UNNAMED: 2, RootKind.NARRATOR: 3}


def _followed(
    root: Root, told: Sequence[Testimony], best: dict[int, Root], first: Sequence[int], known: Known
) -> tuple[Root, ...]:
    """What the article of a cited house goes back to, if it lies in the pile and tells the same."""
    seen: set[str] = set()
    ends: dict[str, Root] = {}
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        cited = _articles_of(one, known)
        inner = [best[first[at]] for at, t in enumerate(told) if t.passage.article in cited]
        inner = [r for r in inner if r.id != one.id]
        if inner:
            waiting += reversed(inner)
        else:
            ends.setdefault(one.id, one)
    return tuple(ends.values()) or (root,)


def _articles_of(root: Root, known: Known) -> frozenset[str]:
    """The articles of the pile that a cited house printed."""
    if root.kind is RootKind.NARRATOR or root.id == NARRATOR:
        return frozenset()
    return known.articles_of(root.id, root.name)

"""What claims show when their stances are laid side by side: denials, corroborations, changes of position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quellenlage.records.contract import ClaimRow, FindingRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import Act, EntityType
from quellenlage.records.linked import Linked
from quellenlage.records.parts import StanceField
from quellenlage.text.fold import trigrams
from quellenlage.weigh.agreement.opposed import Comparer
from quellenlage.weigh.agreement.tellings import Telling, by_article
from quellenlage.world import World

NARRATOR = "narrator"
_SAYS = frozenset({Act.ASSERTS, Act.CONFIRMS})
_OBJECTS = frozenset({Act.DENIES, Act.DOUBTS})
# A confirmation in the words of what it confirms is the same report under another name (set by hand).
_COPIED = 0.7
# Words of content that a confirmation and what it confirms share (set by hand).
_CONFIRMED = 2
# Of the assertions of one claim so many are laid side by side: bounds the work.
_MOST = 12
# Farther away than any passage of the same article.
_FAR = 10**9


def find_stances(tellings: Sequence[Telling], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Findings of the claims.

    - denial: somebody denies or doubts what another holder asserts; one finding for each who does.
    - contradiction: one says that it is so, and another that it is not.
    - corroboration: somebody confirms what another has asserted.
    - position_change: one holder takes both sides; the narrators of two articles are two.

    Claims of transfers hold one matter; of the others only stances whose words plainly meet are laid side by side, but
    for objections that only point back.

    Args:
        tellings: Of the pile.
        linked: ``claims``, ``transfers``, ``standings`` and ``entities``.
        world: ``language.notes``.
    """
    names = {row.id: row.name for row in linked.entities.rows}
    comparer = Comparer(by_article(tellings), world)
    denied = set[tuple[str, int]]()
    for claim in by_matter(linked):
        surely = claim.id in linked.transfers.matters
        for finding in _denials(claim, names, comparer, surely=surely):
            at = finding.b or finding.a
            if (at.article, at.start) not in denied:
                denied.add((at.article, at.start))
                yield finding
        yield from _opposites(claim, comparer)
        yield from _corroborations(claim, names, comparer, surely=surely)
        yield from _changes(claim, names, comparer, surely=surely)


def by_matter(linked: Linked) -> tuple[ClaimRow, ...]:
    """The claims, those of one matter as one: a denial of deliveries means them under every name of the parties.

    A city stands for its state where it gives or takes, and an office for whom it acts.

    Args:
        linked: ``claims``, ``transfers``, ``standings`` and ``entities``.
    """
    states = {row.id: row.part_of[0] for row in linked.entities.rows if row.type == EntityType.GPE and row.part_of}
    merged: dict[tuple[str, ...], list[ClaimRow]] = {}
    for claim in linked.claims:
        matter = linked.transfers.matters.get(claim.id)
        if matter is None or not all(matter):
            merged[(claim.id,)] = [claim]
            continue
        supplier, recipient = (linked.standings.acting(states.get(party, party)) for party in matter[:2])
        merged.setdefault((supplier, recipient, *map(str, matter[2:])), []).append(claim)
    return tuple(replace(group[0], stances=tuple(s for c in group for s in c.stances)) for group in merged.values())


def are_opposed(claim: ClaimRow, stance: StanceField) -> bool:
    """Whether another holder says what this one denies."""
    return any(_holder(other) != _holder(stance) for other in _for(claim))


def _holder(stance: StanceField) -> str:
    """Who holds it; every article has a narrator of its own, and a rumour nobody."""
    return f"{NARRATOR} {stance.article}" if stance.holder == NARRATOR else stance.holder or f"? {stance.article}"


def _name(stance: StanceField, names: Mapping[str, str], world: World) -> str:
    if stance.holder == NARRATOR:
        return world.language.notes.get(NARRATOR, NARRATOR)
    return names.get(stance.holder or "", world.language.notes.get("nobody", "?"))


def _against(claim: ClaimRow) -> Mapping[str, list[StanceField]]:
    """Those who deny or doubt it, with all the places where they do."""
    found: dict[str, list[StanceField]] = defaultdict(list)
    for stance in claim.stances:
        if stance.stance in _OBJECTS and stance.polarity == "-":
            found[_holder(stance)].append(stance)
    return found


def _for(claim: ClaimRow) -> list[StanceField]:
    return [s for s in claim.stances if s.stance in _SAYS and s.polarity == "+"]


def _denials(claim: ClaimRow, names: Mapping[str, str], comparer: Comparer, *, surely: bool) -> Iterator[FindingRow]:
    for holder, denied in _against(claim).items():
        b = denied[0]
        others = [
            s
            for s in _for(claim)
            if _holder(s) != holder
            and not any(_overlap(s.span, d.span) for d in denied)
            and (surely or _is_meant(s.span, b.span, comparer))
        ]
        if others:
            ordered = sorted(others, key=lambda s: _distance(s, b))
            yield make_finding(
                "denial",
                "stances of a claim",
                ordered[0].span,
                b.span,
                note=note_of(
                    comparer.world.language.notes,
                    "denial",
                    who=_name(b, names, comparer.world),
                    a=quoted(ordered[0].span),
                    b=quoted(b.span),
                ),
                stances=[_holder(s) for s in (*others, *denied)],
                more=[s.span for s in (*denied[1:], *ordered[1:])],
            )


def _is_meant(assertion: Passage, objection: Passage, comparer: Comparer) -> bool:
    """Whether an objection plainly means an assertion of its claim."""
    if not comparer.says_something(assertion):
        return False
    return comparer.points_back(objection) or comparer.may_oppose(assertion, objection)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _distance(stance: StanceField, denied: StanceField) -> tuple[float, int, int]:
    """Which assertion a denial means before others: the likest in words; the last before it; the best known holder.

    Trigrams are enough to choose, as all are of one claim.
    """
    here = stance.article == denied.article and stance.span.start < denied.span.start
    gap = denied.span.start - stance.span.start if here else _FAR
    return (-round(_alike(stance, denied), 1), gap, _surer(stance))


def _alike(one: StanceField, other: StanceField) -> float:
    """The share of the trigrams of the shorter passage that the other has too."""
    words = (trigrams(one.span.text), trigrams(other.span.text))
    return len(words[0] & words[1]) / max(1, min(map(len, words)))


def _surer(stance: StanceField) -> int:
    """Named holders before the narrator, and these before rumours; the order of the pile among equals."""
    return 2 if stance.holder is None else int(stance.holder == NARRATOR)


def _opposites(claim: ClaimRow, comparer: Comparer) -> Iterator[FindingRow]:
    """One asserts what another, in another article, says is not so; one finding a claim."""
    named = [s for s in claim.stances if s.holder and s.holder != NARRATOR]
    said = [s for s in named if s.stance in _SAYS and s.certainty == "CT"][:_MOST]
    pairs = [
        (one, other)
        for other in said
        for one in said
        if (one.polarity, other.polarity) == ("+", "-")
        and one.holder != other.holder
        and one.span.article != other.span.article
        and not comparer.is_negated(one.span)
        and comparer.share(one.span, other.span, _CONFIRMED)
        and comparer.share_predicate(one.span, other.span)
    ]
    if pairs:
        a, b = (s.span for s in pairs[0])
        yield make_finding(
            "contradiction",
            "polarity of a claim",
            a,
            b,
            note=note_of(comparer.world.language.notes, "polarity", a=quoted(a), b=quoted(b)),
            stances=[_holder(s) for pair in pairs for s in pair],
            more=[s.span for pair in pairs[1:] for s in pair],
        )


def _corroborations(
    claim: ClaimRow, names: Mapping[str, str], comparer: Comparer, *, surely: bool
) -> Iterator[FindingRow]:
    confirmed = [s for s in claim.stances if s.stance == Act.CONFIRMS and s.polarity == "+" and s.holder]
    for stance in _first_of_each(confirmed):
        others = [
            s
            for s in _for(claim)
            if _holder(s) != _holder(stance)
            and s.stance == Act.ASSERTS
            and _alike(s, stance) < _COPIED
            and _name(stance, names, comparer.world) not in s.span.text
            and (surely or comparer.share(s.span, stance.span, _CONFIRMED))
        ]
        if others:
            first = min(others, key=_surer)
            yield make_finding(
                "corroboration",
                "stances of a claim",
                first.span,
                stance.span,
                note=note_of(
                    comparer.world.language.notes,
                    "corroboration",
                    who=_name(stance, names, comparer.world),
                    a=quoted(first.span),
                    b=quoted(stance.span),
                ),
                stances=[_holder(s) for s in (*others, stance)],
                more=[s.span for s in others],
            )


def _first_of_each(stances: Sequence[StanceField]) -> list[StanceField]:
    first: dict[str, StanceField] = {}
    for stance in stances:
        first.setdefault(_holder(stance), stance)
    return list(first.values())


def _changes(claim: ClaimRow, names: Mapping[str, str], comparer: Comparer, *, surely: bool) -> Iterator[FindingRow]:
    for holder, denied in _against(claim).items():
        b = denied[0]
        both = [
            s
            for s in _for(claim)
            if _holder(s) == holder
            and s.holder not in (None, NARRATOR)
            and (surely or (comparer.says_something(b.span) and _is_meant(s.span, b.span, comparer)))
        ]
        if both:
            yield make_finding(
                "position_change",
                "stances of a claim",
                b.span,
                both[0].span,
                note=note_of(
                    comparer.world.language.notes,
                    "position_change",
                    who=_name(b, names, comparer.world),
                    a=quoted(b.span),
                    b=quoted(both[0].span),
                ),
                stances=[f"{holder} -", f"{holder} +"],
                more=[s.span for s in (*denied[1:], *both[1:])],
            )

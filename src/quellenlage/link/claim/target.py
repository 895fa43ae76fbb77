"""What a denial points at: „die Vorwürfe“ are those raised before it against the one who denies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quellenlage.link.claim.charge import Charges
from quellenlage.link.claim.side import Side
from quellenlage.records.claim import Pointing
from quellenlage.records.layers import Act
from quellenlage.records.linked import Linked
from quellenlage.text.span import Span

# A denial looks back over so many sentences of its article, and ahead over so few (set by hand).
_BACK, _AHEAD = 12, 3
# How much nearer a side must stand for one mark less that it is meant.
_STEP = 3
# So many shared stems count; the narrator's sentence right before a denial counts without any sign.
_STEMS, _NARRATED = 2, 2
# What others merely say is meant only if it stands so near before a denial, or in the next sentence.
_NEAR, _NEXT = 4, 1
# So many articles beside its own make a side the better known one.
_KNOWN = 2
# A pronoun means what stands near: it looks back over so many sentences, and each one farther counts so much.
_PRONOUN, _FARTHER = 3, 4
# Whom a denial names raised what it means: half of what counts most (set on the half of the cases that may be read).
_RAISED = 4
_HELD = 2
# Who is contradicted is named so many characters behind the word of denial at most.
_BEHIND = 16
# So many sentences around a target may be meant with it.
_MATES = 3
# Acts that raise no charge.
_OPEN = frozenset({Act.DEMANDS, Act.ASKS, Act.EXPECTS, Act.PROMISES, Act.NO_COMMENT})
_SAID = frozenset({Act.ASSERTS, Act.CONFIRMS})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a denial looks for what it means.

    Attributes:
        here: All sides of its article, in order of their sentences.
        charges: Of the article.
        articles: How many articles tell what a side says.
        named: Those whom the denial names: „die Vorwürfe der Opposition“.
        linked: ``standings``.
    """

    here: Sequence[Side]
    charges: Charges
    articles: Callable[[Side], int]
    named: frozenset[str]
    linked: Linked


def find_target(denial: Side, place: Place, *, plain: bool = False) -> Side | None:
    """The side of its article that a denial points at.

    It is what somebody else holds, best if it is a charge, names the one who denies, is held by somebody whom the
    denial names, is told by other articles too, and stands near before it. What a pronoun means stands right before it.

    Args:
        denial: Points back, or says something that no other side answers.
        place: Its article.
        plain: Whether what the narrator plainly tells right before the denial may be meant too.
    """
    own = acting_for(denial, place.linked)
    at, back = denial.proposition.sentence, _BACK
    pronoun = denial.proposition.points is Pointing.WORD
    starts = [side.proposition.sentence for side in place.here]
    best: tuple[float, int, Side] | None = None
    for side in place.here[bisect_left(starts, at - back) : bisect_left(starts, at + _AHEAD + 1)]:
        if not _can_be_meant(side, denial, own, place.linked):
            continue
        distance = at - side.proposition.sentence
        signs = _signs(side, denial, own, place)
        if not _is_near(distance, signs, denial.proposition.points):
            continue
        if not _is_shown(distance, signs, side, plain=plain or pronoun, pronoun=pronoun):
            continue
        step = _FARTHER if pronoun and signs.raised < _HELD else 1
        cost = step * (distance if distance >= 0 else _STEP - distance) - _STEP * signs.marks(pronoun=pronoun)
        if best is None or (cost, abs(distance)) < best[:2]:
            best = cost, abs(distance), side
    return best[2] if best else None


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs that a side is meant.

    Attributes:
        told: Somebody says it, or the narrator tells it as hearsay: that is denied sooner than what he tells as a fact.
        raised: Somebody whom the denial names holds it (``_HELD``), or is named where the narrator tells it (1).
        accuses: Its sentence names accusations.
    """

    is_charge: bool
    named: bool
    stems: int
    told: bool
    raised: int
    accuses: bool
    known: int

    def marks(self, *, pronoun: bool) -> int:
        """How much shows it; a pronoun means what was told last, whether it is a charge or not."""
        if pronoun:
            return 2 * self.told + _RAISED * (self.raised == _HELD) + (self.stems > 0)
        signs = self.is_charge + self.named + min(self.stems, _STEMS) + self.told
        return 2 * signs + _RAISED * self.raised + self.accuses + self.known


def _is_shown(distance: int, signs: _Signs, side: Side, *, plain: bool, pronoun: bool) -> bool:
    """Whether anything shows that a side is meant; what the narrator tells as a fact is only if ``plain``."""
    if signs.raised or signs.stems or signs.is_charge or not side.narrated:
        return True
    if signs.told:
        return signs.named or 0 < distance <= _NARRATED
    # A noun for charges asks for somebody whom they could be raised against.
    return plain and (signs.named or (bool(side.names or pronoun) and 0 < distance <= _NARRATED))


def _signs(side: Side, denial: Side, own: set[str], place: Place) -> _Signs:
    accused = place.charges.accused.get(id(side), frozenset())
    reports = denial.proposition.points is Pointing.REPORT
    return _Signs(
        is_charge=place.charges.is_charge(side) and not reports,
        named=bool(own & (side.names | accused)),
        stems=shared_stems(denial, side),
        told=not side.narrated or side.proposition.certainty == "PS",
        raised=_raised(side, place),
        accuses=side.proposition.sentence in place.charges.raised and not reports,
        known=min(place.articles(side) - 1, _KNOWN),
    )


def _raised(side: Side, place: Place) -> int:
    if side.narrated:
        return int(bool(place.named & side.names))
    return _HELD * bool(place.named & acting_for(side, place.linked))


def _is_near(distance: int, signs: _Signs, points: Pointing | None) -> bool:
    """Whether a side stands near enough for what shows that it is meant; what points back seldom points ahead."""
    pronoun = points is Pointing.WORD
    if pronoun and signs.raised < _HELD:
        return 0 <= distance <= _PRONOUN
    if distance < 0 and points is not None and not signs.is_charge:
        return False
    return signs.is_charge or signs.named or signs.stems > 0 or signs.raised > 0 or -_NEXT <= distance <= _NEAR


def acting_for(side: Side, linked: Linked) -> set[str]:
    """Those for whom the holders of a side act."""
    return {linked.standings.acting(holder) for holder in side.holders if holder}


def _can_be_meant(side: Side, denial: Side, own: set[str], linked: Linked) -> bool:
    """Whether another holds it, it says something, and it is not the frame in which the denial stands."""
    proposition = side.proposition
    if side is denial or proposition.is_bare or side.is_objection or not proposition.terms:
        return False
    if proposition.quotation is not None and proposition.quotation == denial.proposition.quotation:
        return False
    if proposition.span.overlaps(denial.proposition.span) or _is_frame(side, denial):
        return False
    if proposition.stance in _OPEN and denial.proposition.points is Pointing.CHARGE:
        return False
    if side.narrated and proposition.polarity == "-":
        return False
    if own & acting_for(side, linked) and proposition.sentence != denial.proposition.sentence:
        return False
    if denial.proposition.points is not None or denial.proposition.is_bare:
        return True
    stems = shared_stems(denial, side)
    return stems > 1 or (stems > 0 and len(denial.proposition.terms) <= _FEW)


def _is_frame(side: Side, denial: Side) -> bool:
    """Whether the words of denying stand in a side: „Dem widerspricht er, hieß es“."""
    proposition = denial.proposition
    if proposition.quotation is None or proposition.sentence != side.proposition.sentence:
        return False
    return any(
        side.proposition.span.contains(cue) for cue in denial.analysis.found.quotations[proposition.quotation].cues
    )


def find_mates(target: Side, denial: Side, place: Place) -> list[Side]:
    """What stands beside a target and is meant with it: a noun for charges means all that are raised in one place.

    They follow one another, and are held by one holder or told as hearsay.
    """
    if denial.proposition.points is not Pointing.CHARGE or not place.charges.is_charge(target):
        return []
    own = acting_for(denial, place.linked)
    starts = [side.proposition.sentence for side in place.here]
    at = target.proposition.sentence
    found = list[Side]()
    for step in (-1, 1):
        last = at
        for number in range(at + step, at + step * (_MATES + 1), step):
            sides = place.here[bisect_left(starts, number) : bisect_left(starts, number + 1)]
            fitting = [s for s in sides if _can_be_meant(s, denial, own, place.linked) and _is_mate(s, target, place)]
            if not fitting or abs(number - last) > 1:
                break
            found += fitting
            last = number
    return found


def _is_mate(side: Side, target: Side, place: Place) -> bool:
    if side.narrated:
        return side.proposition.certainty == "PS"
    holders = acting_for(side, place.linked)
    return not target.narrated and side.proposition.stance in _SAID and holders == acting_for(target, place.linked)


# A denial of more words shares two of them with what it denies.
_FEW = 2
# Stems shorter than this are in too many words.
_STEM = 5


def shared_stems(left: Side, right: Side) -> int:
    """How many words of one are a part of a word of the other or hold one: „Waffenhandel“ and „Waffe“."""
    return sum(
        any((len(a) >= _STEM and a in b) or (len(b) >= _STEM and b in a) for b in right.proposition.terms)
        for a in left.proposition.terms
    )


def named_in_denial(denial: Side, linked: Linked) -> frozenset[str]:
    """Those whom a denial names, but for those who deny: „die Vorwürfe der Opposition“, „widersprach dem Minister“."""
    analysis, number = denial.analysis, denial.proposition.quotation
    if number is None:
        return frozenset()
    cues, mentions = analysis.found.quotations[number].cues, analysis.found.mentions
    behind = [Span(cue.end, cue.end + _BEHIND) for cue in cues]
    places = behind if denial.proposition.points is Pointing.WORD else [denial.proposition.span]
    found = set[str]()
    for place in places:
        first, last = (bisect_left(mentions, at, key=lambda m: m.span.start) for at in (place.start, place.end))
        entities = (linked.entities.of(analysis.document.id, mention.span) for mention in mentions[first:last])
        found.update(linked.standings.acting(entity) for entity in entities if entity)
    return frozenset(found) - acting_for(denial, linked)

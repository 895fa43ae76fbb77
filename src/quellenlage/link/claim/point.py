"""Puts denials that point at something, or that stand alone, into the claims that are meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from quellenlage.link.claim.charge import Charges, find_charges
from quellenlage.link.claim.group import Index
from quellenlage.link.claim.ledger import Ledger
from quellenlage.link.claim.row import Member
from quellenlage.link.claim.side import Side, is_near
from quellenlage.link.claim.target import Place, acting_for, find_mates, find_target, named_in_denial, shared_stems
from quellenlage.records.claim import Pointing
from quellenlage.records.linked import Linked
from quellenlage.records.transfer import kind_of
from quellenlage.world import World

# „bestreitet den Waffenhandel“: a denial of so few words names goods and no more.
_SHORT = 3
# Words that point back are nouns from so many letters on, and have endings.
_NOUN = 4
# Of the charges against one so many are looked at: bounds the work.
_MOST = 60
_NOUNS = frozenset({Pointing.CHARGE, Pointing.REPORT})
# Who is named so many sentences before or after a bare denial may be the one for whom it is made.
_AROUND = 2


@dataclass(frozen=True, slots=True)
class _Pile:
    """What denials are laid beside.

    Attributes:
        here: Article to its sides, in order of their sentences.
        charges: Article to its charges.
        against: Entity to the charges of the pile that accuse it, in order.
    """

    here: Mapping[str, Sequence[Side]]
    charges: Mapping[str, Charges]
    against: Mapping[str, Sequence[Side]]
    index: Index
    ledger: Ledger
    linked: Linked


def point(sides: Sequence[Side], index: Index, ledger: Ledger, linked: Linked, world: World) -> None:
    """Put denials into the claims that they mean.

    A denial that names goods alone is in the claim of their transfer; one without content, or without anybody who says
    the opposite, in that of its target: in its article, else the charge against the one who denies that most articles
    tell. What follows a denial without content and finds no target of its own says more of it.

    Args:
        sides: Of the pile, in order.
        index: Of those that say something.
        ledger: Holds the claims by transfers and by likeness; is changed.
        linked: ``entities``, ``standings``, ``transfers``.
        world: ``language``.
    """
    by_article: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        by_article[side.analysis.document.id].append(side)
    charges, against = {}, defaultdict(list)
    for article, here in by_article.items():
        here.sort(key=lambda side: (side.proposition.sentence, side.order))
        charges[article] = find_charges(here[0].analysis, here, linked, world.language)
        for side in here:
            for name in sorted(charges[article].accused.get(id(side), ())):
                against[name].append(side)
    pile = _Pile(by_article, charges, against, index, ledger, linked)
    for here in by_article.values():
        before: Side | None = None
        objections = [s for s in here if s.is_objection]
        for denial, after in zip_longest(objections, objections[1:]):
            if after is not None and _introduces(denial, after):
                continue
            if _points(denial, world):
                _place(denial, before, pile, world)
                before = denial
            else:
                _leave(denial, ledger)


# Between a noun for a charge and what it is stand so many words at most.
_BETWEEN = 3


def _introduces(denial: Side, after: Side) -> bool:
    """„wies Vorwürfe zurück, er habe …“: the noun for the charge before the clause that tells it denies no more."""
    first, second = denial.proposition, after.proposition
    alike = first.sentence == second.sentence and denial.holders == after.holders
    if not (alike and first.is_bare and first.points in _NOUNS and not second.is_bare and second.points is None):
        return False
    between = denial.analysis.document.text[first.span.end : second.span.start]
    return first.span.end <= second.span.start and len(between.split()) <= _BETWEEN and "," in between


def _points(denial: Side, world: World) -> bool:
    """Whether a denial says something, or has a word that points back: „der“ of a clause that describes has not."""
    claims, language = world.language.claims, world.language
    if not denial.proposition.is_bare or denial.proposition.points is not None or claims is None:
        return True
    words = denial.proposition.span.of(denial.analysis.document.text).lower().split()
    stems = tuple(sorted(language.accusations | {word for word in claims.pointing if len(word) >= _NOUN}))
    return any(word in claims.pointing or word in language.demonstratives or word.startswith(stems) for word in words)


def _place(denial: Side, before: Side | None, pile: _Pile, world: World) -> None:
    """Put one denial where it belongs."""
    ledger, proposition = pile.ledger, denial.proposition
    short = proposition.goods and len(proposition.terms) <= _SHORT
    if short and not proposition.transfers and (claim := _of_goods(denial, pile)):
        ledger.move(denial, [claim])
        return
    answered = proposition.points is None and ledger.is_answered(denial)
    if answered or (proposition.transfers and ledger.keys(denial)):
        return
    article = denial.analysis.document.id
    named = named_in_denial(denial, pile.linked)
    place = Place(pile.here[article], pile.charges[article], ledger.articles, named, pile.linked)
    local = find_target(denial, place)
    elsewhere = None if local else _elsewhere(denial, pile, world)
    plain = None if local or elsewhere else find_target(denial, place, plain=True)
    target = local or elsewhere or plain
    if target is None and before and _follows(denial, before):
        ledger.move(denial, list(ledger.keys(before)))
        return
    mates = find_mates(target, denial, place) if target and target is not elsewhere else []
    _join(denial, target, mates, pile)


def _follows(denial: Side, before: Side) -> bool:
    """Whether a denial says more of another in its sentence or the one before, or joins in („ebenfalls“)."""
    bare = before.proposition.is_bare or (denial.proposition.points is Pointing.WORD and denial.proposition.is_bare)
    return bare and 0 <= denial.proposition.sentence - before.proposition.sentence <= 1


def _of_goods(denial: Side, pile: _Pile) -> str | None:
    """„bestreitet den Waffenhandel“: the claim of a transfer of such goods that the one who denies takes part in.

    Of several it is what has come about before what is to come, and what most take a side on.
    """
    category, ledger = denial.proposition.goods, pile.ledger
    own = acting_for(denial, pile.linked)
    kind = kind_of(category) if category else ""
    order = ("supply", "plan")
    fitting = [
        (order.index(matter), -len(ledger.members[claim]), claim)
        for claim, (supplier, recipient, goods, matter) in pile.linked.transfers.matters.items()
        if goods == kind
        and matter in order
        and {supplier, recipient} & own
        and claim in ledger.members
        and any(is_near(member.side, denial, pile.index.relation) for member in ledger.members[claim])
    ]
    return min(fitting)[2] if fitting else None


def _elsewhere(denial: Side, pile: _Pile, world: World) -> Side | None:
    """The charge of other articles that is meant: against the one who denies, or against one named beside the denial.

    Of several it is what most articles tell; none where as many tell another. Without content of its own a denial must
    name accusations or reports: „diese Idee“ is one of its article.
    """
    words = denial.proposition.span.of(denial.analysis.document.text).lower().split()
    reports = world.language.comparison.accusations if world.language.comparison else frozenset[str]()
    stems = tuple(sorted(world.language.accusations | reports))
    if denial.proposition.is_bare and not any(word.startswith(stems) for word in words):
        return None
    own = acting_for(denial, pile.linked)
    beside = set[str]() if not denial.proposition.is_bare else _named_around(denial, pile.linked)
    found: dict[str, tuple[bool, int]] = {}
    first: dict[str, Side] = {}
    for name in sorted(own | beside):
        for side in pile.against.get(name, ())[:_MOST]:
            if side.analysis is denial.analysis or not is_near(side, denial, pile.index.relation):
                continue
            if own & acting_for(side, pile.linked) or not (denial.proposition.is_bare or shared_stems(denial, side)):
                continue
            for key in pile.ledger.keys(side)[:1] or [str(side.order)]:
                score = (name in own, pile.ledger.articles(side))
                found[key] = max(found.get(key, (False, 0)), score)
                first.setdefault(key, side)
    ranked = sorted(found, key=lambda key: (found[key], key), reverse=True)
    if not ranked or (len(ranked) > 1 and found[ranked[0]] == found[ranked[1]]):
        return None
    return first[ranked[0]]


def _named_around(denial: Side, linked: Linked) -> set[str]:
    """Who is named in the sentences around a denial."""
    analysis, number = denial.analysis, denial.proposition.sentence
    sentences, mentions = analysis.found.sentences, analysis.found.mentions
    first, last = sentences[max(0, number - _AROUND)], sentences[min(len(sentences) - 1, number + _AROUND)]
    start, end = (bisect_left(mentions, at, key=lambda m: m.span.start) for at in (first.span.start, last.span.end))
    inside = mentions[start:end]
    found = (linked.entities.of(analysis.document.id, mention.span) for mention in inside)
    return {linked.standings.acting(entity) for entity in found if entity}


def _join(denial: Side, target: Side | None, mates: Sequence[Side], pile: _Pile) -> None:
    """Put a denial into the claims of its target, with what other articles say that is most like both."""
    ledger = pile.ledger
    found = (target, *mates, pile.index.find([denial, *([target] if target else [])]))
    meant = [side for side in found if side is not None]
    if not meant:
        if denial.proposition.is_bare:
            _leave(denial, ledger)
        return
    for side in meant:
        # What the narrator says is in no claim before somebody objects.
        if not ledger.keys(side):
            proposition = side.proposition
            known = ledger.keys(meant[0])[:1]
            key = known[0] if known else f"denied {side.order}"
            ledger.add(key, Member(side, proposition.polarity, proposition.certainty))
    ledger.move(denial, list(dict.fromkeys(key for side in meant for key in ledger.keys(side))))


def _leave(denial: Side, ledger: Ledger) -> None:
    """Keep a denial without content alone: what it points at was not found."""
    key = f"alone {denial.order}"
    ledger.move(denial, [key])
    ledger.unresolved.add(key)

"""The origins of every claim and event: each stance is followed to its root, copies add nothing, roots are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quellenlage.records.contract import ClaimRow, EventRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked, Weighed
from quellenlage.records.parts import Bound, MergedField, Origins, PathField, StanceField
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.body import is_bare_kind
from quellenlage.weigh.origins.bound import Root, RootKind, count
from quellenlage.weigh.origins.copied import CopiedText
from quellenlage.weigh.origins.known import NARRATOR, Known, gather
from quellenlage.weigh.origins.root import root_of
from quellenlage.world import World

_SAYS = frozenset({Act.ASSERTS, Act.CONFIRMS, Act.PROMISES, Act.THREATENS})
_OBJECTS = frozenset({Act.DENIES, Act.DOUBTS})
_OPEN, _COLON = "U", ":"
_SENTENCE = re.compile(r"[.!?\n]")


@dataclass(frozen=True, slots=True)
class Testimony:
    """One stance as an article tells it.

    Attributes:
        root: Where its chain ends in this article.
        via: Names of those who pass it on, from the article inwards.
        holder: As the row names him.
        words: For the speaker, folded, one by one.
    """

    passage: Passage
    root: Root
    via: tuple[str, ...]
    holder: str | None
    words: tuple[str, ...] = ()


def weigh_origins(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Weighed:
    """Count from how many independent origins each claim and event comes, for it and against it.

    A copied passage has the root of the passage that it copies. A house that is cited and whose article lies in the
    pile is followed into that article.

    Args:
        pile: In order of source.
        linked: Needs ``copies``, ``entities``, ``quotations``, ``leads``, ``events`` and ``claims``.
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
    """The stances for and against; expectations, demands and what is left open are neither.

    Who denies it asserts in the same sentence what is so instead: „wies das zurück: Die Kasse sei geprüft“.
    """
    sides: tuple[list[Testimony], list[Testimony]] = ([], [])
    objections = [s for s in claim.stances if s.stance in _OBJECTS and s.holder not in (None, NARRATOR)]
    for stance in claim.stances:
        if stance.stance in _OBJECTS or any(_goes_on(stance, objection, known) for objection in objections):
            side = 1
        elif stance.stance in _SAYS and stance.certainty != _OPEN:
            side = int(stance.polarity == "-")
        else:
            continue
        sides[side].append(_testimony(stance.holder, stance.quotation, stance.span, known))
    return sides


def _goes_on(stance: StanceField, objection: StanceField, known: Known) -> bool:
    """Whether an assertion stands in the sentence of an objection of the same holder, behind it."""
    if (stance.article, stance.holder) != (objection.article, objection.holder) or stance.stance != Act.ASSERTS:
        return False
    between = known.texts[stance.article][objection.span.end : stance.span.start]
    return stance.span.start >= objection.span.end and not _SENTENCE.search(between)


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
    # Behind a comma stands a clause that may name others.
    words = tuple(fold(said.speaker.span.text.partition(",")[0]).split()) if said and said.speaker.span else ()
    return Testimony(passage, root_of(holder, quotation, passage, known), via, holder, words)


def _origins(
    sides: tuple[list[Testimony], list[Testimony]], known: Known, copied: CopiedText, order: dict[str, int]
) -> Origins:
    for_, against = (_bound(side, known, copied, order) for side in sides)
    return Origins(for_=for_, against=against)


def _bound(side: Iterable[Testimony], known: Known, copied: CopiedText, order: dict[str, int]) -> Bound:
    told = sorted(side, key=lambda t: (order[t.passage.article], t.passage.start, t.passage.end, t.root.id))
    told = _without_titles(_joined_by_noun(told, known), known)
    first = copied.groups([t.passage for t in told], [t.root.kind is RootKind.NARRATOR for t in told])
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


def _without_titles(told: Sequence[Testimony], known: Known) -> list[Testimony]:
    """A title without a source sums up its article: it adds nothing where the text below tells who has said it.

    Where nothing of the text is of this side, a title that tells of an account („Bericht: …“) has the source of the
    first words of the text.
    """
    below = {t.passage.article for t in told if not _sums_up(t, known)}
    sourced = {t.passage.article for t in told if t.root.kind is not RootKind.NARRATOR}
    kept = [t for t in told if not (_sums_up(t, known) and t.passage.article in sourced)]
    return [_with_lead(t, known) if _sums_up(t, known) and t.passage.article not in below else t for t in kept]


def _with_lead(told: Testimony, known: Known) -> Testimony:
    lead = known.leads.get(told.passage.article)
    if lead is None or not _is_hearsay(told, known):
        return told
    holder = lead.speaker.entities[0] if lead.speaker.entities else None
    return replace(told, root=root_of(holder, lead.id, told.passage, known))


def _is_hearsay(told: Testimony, known: Known) -> bool:
    """Whether a title begins with a noun for an account: „Bericht: …“."""
    accounts = known.world.language.speech.accounts
    front, colon, _ = told.passage.text.partition(_COLON)
    return bool(colon and accounts) and front.strip().lower().endswith(accounts)


def _sums_up(told: Testimony, known: Known) -> bool:
    titles = known.titles.get(told.passage.article, ())
    is_narrated = told.root.kind is RootKind.NARRATOR
    return is_narrated and any(title.start <= told.passage.start < title.end for title in titles)


def _joined_by_noun(told: Sequence[Testimony], known: Known) -> list[Testimony]:
    """Who is only called by a noun („die Reederei“) is the one body of this side that is called so by more."""
    joined = []
    for one in told:
        noun = one.root.noun
        named = [t for t in told if noun and t.root.kind is RootKind.NAMED and not t.root.noun]
        is_bare = is_bare_kind(noun, known)
        forms = (noun, *(noun + ending for ending in known.world.language.genitive))
        so = (t for t in named if any(word in forms or (is_bare and word.endswith(noun)) for word in t.words))
        called = {t.root.id: t.root for t in so} or (_told_of(one, named, known) if is_bare else {})
        joined.append(replace(one, root=next(iter(called.values()))) if len(called) == 1 else one)
    return joined


def _told_of(one: Testimony, named: Sequence[Testimony], known: Known) -> dict[str, Root]:
    """Bodies of a side that the article of another testimony names: „das Unternehmen“ is one of them."""
    words = set(fold(known.texts[one.passage.article]).split())
    bodies = [t for t in named if t.root.id in known.bodies.values() and t.root.id not in known.world.kb.outlets]
    ends = {t.root.id: fold(t.root.name).split()[-1:] for t in bodies}
    found = {id_ for id_, end in ends.items() if end and words.intersection(end)}
    return {t.root.id: t.root for t in named if t.root.id in found}


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

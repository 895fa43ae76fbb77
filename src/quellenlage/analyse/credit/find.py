"""All credits of an article: what lines, markup and address say, and to whom the answers were given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from quellenlage.analyse.credit.addressee import find_told
from quellenlage.analyse.credit.lines import Pointed, point, see_lines
from quellenlage.analyse.credit.makers import Known, decide
from quellenlage.analyse.credit.names import Name, names_in
from quellenlage.analyse.credit.outside import find_outside
from quellenlage.records.document import BlockType, Document
from quellenlage.records.layers import Credit, CreditRole, Layers
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import World

_SITE = re.compile(r"(?:@|\bwww\.|//)([\w-]{4,40})\.[a-z]{2,6}\b")
# The ways to read a line; each is what the groups of one match hold.
_Ways: TypeAlias = tuple[tuple[tuple[Pointed, tuple[Name, ...]], ...], ...]


def find_credits(document: Document, found: Layers, world: World) -> tuple[Credit, ...]:
    """Find who made the article.

    Bylines, datelines, credit lines and copyright lines are read by their wording; lines of which the wording says
    nothing are no credits. Quoted media and photographers are none either.

    Args:
        document: Its blocks and statements; spans of the result count in the source.
        found: Needs ``sentences``.
        world: ``language.credits``, ``outlets``.

    Returns:
        Those of the text in its order, then those from outside it; each role and name once.
    """
    ways = [
        tuple(tuple((p, names_in(p, world)) for p in group) for group in line)
        for line in point(see_lines(document, world.language), world.language.credits)
    ]
    outside = tuple(find_outside(document.source, world))
    known = Known(frozenset(), _story_words(document), _sites(document.source.text))
    first = (*_read(ways, known, world), *outside)
    own = frozenset(_key(c) for c in first if c.role is CreditRole.PUBLISHER)
    stated = _read(ways, replace(known, own=own), world)
    inferred = _inferred(document, found, world, (*stated, *outside))
    return _once(sorted((*stated, *inferred), key=lambda c: (c.span or Span(0, 0), c.role)), outside)


def _story_words(document: Document) -> frozenset[str]:
    """The words of the paragraphs, folded."""
    bodies = (b.clean.of(document.text) for b in document.blocks if b.type is BlockType.BODY and b.clean)
    return frozenset(word for body in bodies for word in fold(body).split())


def _sites(text: str) -> frozenset[str]:
    """Names in the addresses on the page: „redaktion@beispielblatt.de“ tells what its head means."""
    return frozenset(fold(match[1]).replace(" ", "") for match in _SITE.finditer(text))


def _read(ways: Iterable[_Ways], known: Known, world: World) -> tuple[Credit, ...]:
    """Each line in the first way that names a maker."""
    found: list[tuple[Credit, bool]] = []
    for line in ways:
        surest = sorted(line, key=lambda group: any(p.spare for p, _ in group))
        readings = (tuple((c, p.spare) for p, names in g for c in decide(p, names, known, world)) for g in surest)
        found += next(filter(None, readings), ())
    roles = {credit.role for credit, spare in found if not spare}
    return tuple(credit for credit, spare in found if not spare or credit.role not in roles)


def _inferred(document: Document, found: Layers, world: World, stated: Iterable[Credit]) -> tuple[Credit, ...]:
    """The medium that the answers were given to, unless the article says where it comes from, or is printed there."""
    told = find_told(document, found, world)
    known = tuple(stated)
    if told is None or any(c.entity == told.entity and c.role is CreditRole.PUBLISHER for c in known):
        return ()
    return () if any(c.role is told.role for c in known) else (told,)


def _key(credit: Credit) -> str:
    return credit.entity or fold(credit.name)


def _once(within: Iterable[Credit], outside: Iterable[Credit]) -> tuple[Credit, ...]:
    """Each role and name once; from outside the text only who is not in it under another name of his."""
    chosen: dict[tuple[CreditRole, str], Credit] = {}
    for credit in within:
        chosen.setdefault((credit.role, fold(credit.name)), credit)
    known = {(credit.role, _key(credit)) for credit in chosen.values()}
    for credit in outside:
        if (credit.role, _key(credit)) not in known:
            known.add((credit.role, _key(credit)))
            chosen.setdefault((credit.role, fold(credit.name)), credit)
    return tuple(chosen.values())

"""An actor as a root: what it is part of, who it speaks for, and how one name is counted in every article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quellenlage.records.contract import EntityRow, MentionRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.body import introduced, is_group, is_organisation
from quellenlage.weigh.origins.bound import Root, RootKind
from quellenlage.weigh.origins.known import LONG, Known
from quellenlage.weigh.origins.town import PLACES
from quellenlage.weigh.origins.wording import WORD

_GOVERNMENT = "government"
# Kinds of organisations of the kb whose state speaks through them; courts and parliaments speak for themselves.
_OF_THE_STATE = frozenset({_GOVERNMENT, "ministry", "military", "intelligence", "agency", "police"})
_COUNTRY = "country:"
_STOP = re.compile(r"[.,;:!?()\n]")
_FRONT = re.compile(r"([^\W\d_]{4,})-[^\W\d_]{4,}")
_AT, _NAME, _NOMINAL = "@", "name", "nominal"
# A body that belongs to a speaker stands at most so many characters, and words, behind him.
_BEHIND, _GAP = 60, 2
# Letters that may stand between the parts of a compound.
_JOINT = 2
# A title of so many letters or more begins the name of the office that it leads: „Verkehrsminister“.
_STEM = 8


def actor(entity: EntityRow, said: QuotationRow | None, known: Known) -> Root:
    """An actor as root; a body that is only called by a noun („die Polizei“) is the same in every article.

    A government, a capital or a seat of government that says something is its state; who holds a high office belongs
    to his state.
    """
    standing = known.world.kb.standing
    kb = known.world.kb.entities
    state = kb.get(standing.places.get(entity.id, ""))
    if state and (entity.type != EntityType.ORG or kb[entity.id].kind == _GOVERNMENT):
        return Root(id=state.id, name=state.name, kind=RootKind.NAMED, belongs=above(state.part_of, known))
    near = _beside(entity, said, known) if said else ()
    if entity.anonymous:
        return Root(id=entity.id, name=entity.name, kind=RootKind.UNNAMED, belongs=above(near, known))
    days = known.days.get(said.article) if said else None
    offices = (*(office.of for office in entity.offices if office.of), standing.of(entity.id, days))
    own = [id_ for id_ in (*entity.part_of, *entity.speaks_for, *offices) if id_ != entity.id]
    id_ = known.called.get(fold(entity.name), entity.id.partition(_AT)[0])
    id_ = _nominative(entity, known) or id_
    group = entity.type == EntityType.PER and is_group(entity.name, known)
    if group and said:
        id_ = f"{id_}{_AT}{said.article}"
    unnamed = group or (entity.type == EntityType.PER and _AT in entity.id)
    return Root(
        id=id_,
        name=entity.name,
        kind=RootKind.UNNAMED if unnamed else RootKind.NAMED,
        belongs=above(
            (*_state_parts(entity.id, own, known), *near, *_owners(entity.id, known), *known.wholes.get(id_, ())), known
        )
        - {id_},
    )


def _nominative(entity: EntityRow, known: Known) -> str | None:
    """The id of a body whose name was read in the genitive („des Musteramts Nord“), if it is named otherwise too."""
    first, _, rest = entity.name.partition(" ")
    if entity.type != EntityType.ORG or not rest:
        return None
    stems = (first[: -len(end)] for end in ("es", *known.world.language.genitive) if first.endswith(end))
    return next((id_ for stem in stems if (id_ := known.bodies.get(fold(f"{stem} {rest}")))), None)


def _beside(entity: EntityRow, said: QuotationRow, known: Known) -> tuple[str, ...]:
    """Bodies and states to which a speaker is said to belong.

    They stand in the words for him („ein norwegischer Beamter“), right behind („ein Beamter des Ministeriums“), or,
    where he bears the title of a head alone („Geschäftsführer Muster“), they were named last before him.
    """
    span = said.speaker.span
    if span is None:
        return ()
    if entity.type == EntityType.ORG:
        inside = (m for m in known.mentions.get(span.article, ()) if span.start <= m.start and m.end <= span.end)
        return tuple(m.entity for m in inside if m.entity.startswith(_COUNTRY) and _AT in entity.id)
    if entity.type != EntityType.PER:
        return ()
    here = known.mentions.get(span.article, ())
    own = [m for m in here if m.entity == entity.id and span.start <= m.start < span.end]
    end = max((m.end for m in own), default=span.end)
    found = [m for m in here if span.start <= m.start and m.start <= end + _BEHIND and m.entity != entity.id]
    between = {m.id: known.texts[span.article][end : m.start] if m.start > end else "" for m in found}
    near = [
        m.entity
        for m in found
        if _is_named_body(m.entity, known)
        and len(WORD.findall(between[m.id])) <= _GAP
        and not _STOP.search(between[m.id])
    ]
    near = near or _behind_noun(entity, here, known) or _stands_for(entity, span, known)
    if not near and _leads(entity, span, known):
        before = [m for m in here if m.start < span.start and m.form == _NAME and is_organisation(m, known)]
        near = [m.entity for m in (introduced(before, known) or before)[-1:]]
    led = [id_ for word in _titles(entity, span) if (id_ := _led_by(word, known))]
    # A house that is called by a noun alone is counted under an id that is no row's.
    rows = ((id_, known.entities.get(id_)) for id_ in near)
    return (*(known.called.get(fold(row.name), id_) if row else id_ for id_, row in rows), *led)


def _behind_noun(entity: EntityRow, here: Sequence[MentionRow], known: Known) -> list[str]:
    """The body that stands right behind a noun for somebody, wherever his article says it: „die Leiterin des Amtes“."""
    for noun in (m for m in here if m.entity == entity.id and m.form == _NOMINAL):
        behind = next((m for m in here if m.start >= noun.end), None)
        between = known.texts[noun.article][noun.end : behind.start] if behind else ""
        words = [word.lower() for word in WORD.findall(between)]
        if (
            behind
            and len(words) == 1
            and words[0] in known.world.language.genitive_articles
            and between.strip().isalpha()
        ):
            return [behind.entity] if _is_named_body(behind.entity, known) else []
    return []


def _stands_for(entity: EntityRow, span: Passage, known: Known) -> list[str]:
    """The town that a mayor leads, the person for whom a lawyer speaks, the house of a „Musterbau-Geschäftsführer“."""
    passing = known.world.language.passing_on
    if passing is None:
        return []
    words = tuple(word.lower() for word in WORD.findall(span.text))
    here = [m for m in known.mentions.get(span.article, ()) if m.form == _NAME and m.entity != entity.id]
    for ends, types in ((passing.town_heads, PLACES), (passing.advocates, frozenset({EntityType.PER}))):
        if any(word.endswith(ends) for word in words):
            if types is PLACES and (owner := _owner(span, known)):
                return [owner]
            before = [m.entity for m in here if m.start < span.start and known.entities[m.entity].type in types]
            return before[-1:]
    fronts = {fold(front) for front in _FRONT.findall(span.text)}
    houses = {id_ for name, id_ in known.bodies.items() if name.split()[:1] and name.split()[0] in fronts}
    return sorted(houses) if len(houses) == 1 else []


def _owner(span: Passage, known: Known) -> str:
    """The place whose name stands in the genitive right before some words: „Musterorts Bürgermeister“."""
    before = WORD.findall(known.texts[span.article][max(0, span.start - _BEHIND) : span.start])[-1:]
    stems = (word[: -len(end)] for word in before for end in known.world.language.genitive if word.endswith(end))
    return next((known.places[fold(stem)] for stem in stems if fold(stem) in known.places), "")


def _titles(entity: EntityRow, span: Passage) -> tuple[str, ...]:
    """Words of the titles of a speaker, and of what he is called here."""
    words = (span.text, *(office.title for office in entity.offices))
    return tuple(word for text in words for word in fold(text).split())


def _led_by(word: str, known: Known) -> str | None:
    """The body whose name a compound title begins with: „Polizeichef“ leads the „Polizei“."""
    for end in range(len(word) - _JOINT, LONG, -1):
        if body := known.bodies.get(word[:end]):
            return body
    stems = tuple(word[: len(word) - cut] for cut in range(_JOINT + 1) if len(word) - cut > _STEM)
    return next((id_ for name, id_ in known.bodies.items() if name.startswith(stems)), None) if stems else None


def _leads(entity: EntityRow, span: Passage, known: Known) -> bool:
    """Whether a person bears the title of a head and nothing that says of what."""
    passing = known.world.language.passing_on
    titles = {word.lower() for office in entity.offices for word in office.title.split()}
    words = {word.lower() for word in WORD.findall(span.text)} | titles
    return passing is not None and not words.isdisjoint(passing.heads)


def is_body(id_: str, known: Known) -> bool:
    """An organisation or a state; a town may be only where somebody is."""
    row = known.entities.get(id_)
    return row is not None and (row.type == EntityType.ORG or id_.startswith(_COUNTRY))


def _is_named_body(id_: str, known: Known) -> bool:
    """A body, also where one article has read its name as that of a place."""
    row = known.entities.get(id_)
    return is_body(id_, known) or (row is not None and row.type in PLACES and fold(row.name) in known.bodies)


def above(ids: Iterable[str], known: Known) -> frozenset[str]:
    """These and everything they are part of, speak for or are owned by, all the way up."""
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in found:
            continue
        found.add(id_)
        kb = known.world.kb.entities.get(id_)
        if kb:
            waiting += _state_parts(id_, (*kb.part_of, *kb.speaks_for), known)
        waiting += _owners(id_, known)
    return frozenset(found)


def _state_parts(id_: str, parts: Iterable[str], known: Known) -> tuple[str, ...]:
    """Without the state of what is in a country and no part of its government: companies, parties, courts, towns."""
    kb = known.world.kb.entities.get(id_)
    free = kb is not None and kb.type is EntityType.ORG and kb.kind not in _OF_THE_STATE and not kb.speaks_for
    free = free or (kb is not None and kb.type in PLACES and not id_.startswith(_COUNTRY))
    return tuple(part for part in parts if not (free and part.startswith(_COUNTRY)))


def _owners(id_: str, known: Known) -> tuple[str, ...]:
    """Who owns an outlet, if he is known by an id."""
    outlet = known.world.kb.outlets.get(id_)
    if outlet is None:
        return ()
    state = (f"{_COUNTRY}{outlet.country}",) if outlet.is_state and outlet.country else ()
    return (*state, f"{EntityType.ORG}:{fold(outlet.owner)}") if outlet.owner else state

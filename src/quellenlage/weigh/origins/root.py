"""Where a chain ends: the holder, the body that a spokesperson speaks for, or the house whose narrator it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from quellenlage.records.contract import EntityRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.body import (
    Body,
    called_before,
    document_of,
    is_group,
    is_organisation,
    meant_by,
    nominal_body,
)
from quellenlage.weigh.origins.bound import Root, RootKind
from quellenlage.weigh.origins.known import ACTORS, LONG, NARRATOR, Known
from quellenlage.weigh.origins.wording import WORD

# Kinds of organisations of the kb whose state speaks through them; courts and parliaments speak for themselves.
_OF_THE_STATE = frozenset({"ministry", "military", "intelligence", "agency", "police"})
_COUNTRY = "country:"
_SPOKESPERSON = "spokesperson"
_PLACES = frozenset({EntityType.GPE, EntityType.LOC})
_STOP = re.compile(r"[.,;:!?()\n]")
_FRONT = re.compile(r"([^\W\d_]{4,})-[^\W\d_]{4,}")
_AT, _NAME, _RUMOUR = "@", "name", "rumour"
# A body that belongs to a speaker stands at most so many characters, and words, behind him.
_BEHIND, _GAP = 60, 2
# Letters that may stand between the parts of a compound.
_JOINT = 2
# A title of so many letters or more begins the name of the office that it leads: „Verkehrsminister“.
_STEM = 8


def root_of(holder: str | None, quotation: str | None, passage: Passage, known: Known) -> Root:
    """The root of one stance, as its own article tells it.

    Args:
        holder: Id of an entity, ``narrator``, or None where nobody is named.
        quotation: Id of the speech act, if there is one.
        passage: Where it stands.
        known: Of the pile.
    """
    if holder == NARRATOR:
        return known.houses[passage.article]
    said = known.quotations.get(quotation or "")
    entity = known.entities.get(holder or "") or _named_in(said, known)
    if said and (body := _spoken_for(said, entity, known)):
        return body
    if entity:
        entity = _named_with(entity, said, known)
        return _nominal(entity, said, known) or _actor(entity, said, known)
    return _of_words(said, passage, known)


def _of_words(said: QuotationRow | None, passage: Passage, known: Known) -> Root:
    """The root of words that are no mention: a medium, a house, a document, a body that is meant, somebody unnamed."""
    span = said.speaker.span if said else None
    words = " ".join(span.text.split()) if span else ""
    media = [link for link in said.via if link.kind != _SPOKESPERSON] if said else []
    house = next((w for w in WORD.findall(words) if w[0].isupper() and known.articles_of("", w)), None)
    document = document_of(words, span, known) if span else None
    is_medium = (
        span is None or document is not None or any(span.start < m.span.end and m.span.start < span.end for m in media)
    )
    if media and is_medium:
        outlet = known.entities.get(media[-1].entity or "")
        return _actor(outlet, None, known) if outlet else _document(media[-1].name)
    if house:
        return _document(house)
    near = _bodies_in(span, known) if span else ()
    sure = above((id_ for id_ in near if not _is_noun(id_, known)), known)
    if document:
        kind = RootKind.DOCUMENT
        return Root(
            id=document.id, name=document.name, kind=kind, belongs=sure, near=frozenset(near), noun=document.noun
        )
    if span and (meant := meant_by(words, span, known)):
        return _of_body(meant, known)
    name = words or _RUMOUR
    return Root(
        id=f"{fold(name)}@{passage.article}", name=name, kind=RootKind.UNNAMED, belongs=sure, near=frozenset(near)
    )


def _is_noun(id_: str, known: Known) -> bool:
    """Whether an id is only that of a noun for a body."""
    return id_ not in known.entities


def _bodies_in(span: Passage, known: Known) -> tuple[str, ...]:
    """Bodies and states that some words name."""
    here = (m for m in known.mentions.get(span.article, ()) if span.start <= m.start and m.end <= span.end)
    ids = (m.entity for m in here if _is_body(m.entity, known))
    return tuple(known.called.get(fold(known.entities[id_].name), id_.partition(_AT)[0]) for id_ in ids)


def _named_in(said: QuotationRow | None, known: Known) -> EntityRow | None:
    """The name that the words for a speaker are, but for an article, where nobody was found whom they mean."""
    span = said.speaker.span if said else None
    if span is None:
        return None
    here = known.mentions.get(span.article, ())
    named = {m.entity for m in here if m.form == _NAME and span.start <= m.start and m.end <= span.end}
    row = known.entities.get(named.pop()) if len(named) == 1 else None
    is_all = row is not None and len(fold(span.text).split()) <= len(fold(row.name).split()) + 1
    return row if row and row.type in ACTORS and is_all else None


def _named_with(entity: EntityRow, said: QuotationRow | None, known: Known) -> EntityRow:
    """The name that stands right behind the noun which was taken for the holder: „der Konzern Musterbau“."""
    span = said.speaker.span if said else None
    if span is None or _AT not in entity.id:
        return entity
    here = [m for m in known.mentions.get(span.article, ()) if span.start <= m.start <= span.end + 1]
    ends = {m.end + 1 for m in here if m.entity == entity.id}
    named = next((m.entity for m in here if m.start in ends and m.form == _NAME), entity.id)
    return known.entities.get(named, entity)


def _document(name: str) -> Root:
    words = " ".join(name.split())
    return Root(id=fold(words), name=words, kind=RootKind.DOCUMENT)


def _actor(entity: EntityRow, said: QuotationRow | None, known: Known) -> Root:
    """An actor as root; a body that is only called by a noun („die Polizei“) is the same in every article.

    A capital or a seat of government that says something is its state; who holds a high office belongs to his state.
    """
    standing = known.world.kb.standing
    state = known.world.kb.entities.get(standing.places.get(entity.id, ""))
    if state and entity.type != EntityType.ORG:
        return Root(id=state.id, name=state.name, kind=RootKind.NAMED, belongs=above(state.part_of, known))
    near = _beside(entity, said, known) if said else ()
    if entity.anonymous:
        return Root(id=entity.id, name=entity.name, kind=RootKind.UNNAMED, belongs=above(near, known))
    days = known.days.get(said.article) if said else None
    offices = (*(office.of for office in entity.offices if office.of), standing.of(entity.id, days))
    own = [id_ for id_ in (*entity.part_of, *entity.speaks_for, *offices) if id_ != entity.id]
    id_ = known.called.get(fold(entity.name), entity.id.partition(_AT)[0])
    group = entity.type == EntityType.PER and is_group(entity.name, known)
    if group and said:
        id_ = f"{id_}{_AT}{said.article}"
    unnamed = group or (entity.type == EntityType.PER and _AT in entity.id)
    return Root(
        id=id_,
        name=entity.name,
        kind=RootKind.UNNAMED if unnamed else RootKind.NAMED,
        belongs=above((*_state_parts(entity.id, own, known), *near, *known.wholes.get(id_, ())), known) - {id_},
    )


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
        if _is_body(m.entity, known) and len(WORD.findall(between[m.id])) <= _GAP and not _STOP.search(between[m.id])
    ]
    near = near or _stands_for(entity, span, known)
    if not near and _leads(entity, span, known):
        before = [m for m in here if m.start < span.start and m.form == _NAME and is_organisation(m, known)]
        near = [m.entity for m in before[-1:]]
    led = [id_ for word in _titles(entity, span) if (id_ := _led_by(word, known))]
    # A house that is called by a noun alone is counted under an id that is no row's.
    rows = ((id_, known.entities.get(id_)) for id_ in near)
    return (*(known.called.get(fold(row.name), id_) if row else id_ for id_, row in rows), *led)


def _stands_for(entity: EntityRow, span: Passage, known: Known) -> list[str]:
    """The town that a mayor leads, the person for whom a lawyer speaks, the house of a „Musterbau-Geschäftsführer“."""
    passing = known.world.language.passing_on
    if passing is None:
        return []
    words = tuple(word.lower() for word in WORD.findall(span.text))
    here = [m for m in known.mentions.get(span.article, ()) if m.form == _NAME and m.entity != entity.id]
    for ends, types in ((passing.town_heads, _PLACES), (passing.advocates, frozenset({EntityType.PER}))):
        if any(word.endswith(ends) for word in words):
            before = [m.entity for m in here if m.start < span.start and known.entities[m.entity].type in types]
            return before[-1:]
    fronts = {fold(front) for front in _FRONT.findall(span.text)}
    houses = {id_ for name, id_ in known.bodies.items() if name.split()[:1] and name.split()[0] in fronts}
    return sorted(houses) if len(houses) == 1 else []


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


def _is_body(id_: str, known: Known) -> bool:
    """An organisation or a state; a town may be only where somebody is."""
    row = known.entities.get(id_)
    return row is not None and (row.type == EntityType.ORG or id_.startswith(_COUNTRY))


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
    """Without the state of what is in a country and no part of its government: companies, parties, courts."""
    kb = known.world.kb.entities.get(id_)
    free = kb is not None and kb.type is EntityType.ORG and kb.kind not in _OF_THE_STATE and not kb.speaks_for
    return tuple(part for part in parts if not (free and part.startswith(_COUNTRY)))


def _owners(id_: str, known: Known) -> tuple[str, ...]:
    """Who owns an outlet, if he is known by an id."""
    outlet = known.world.kb.outlets.get(id_)
    if outlet is None:
        return ()
    state = (f"{_COUNTRY}{outlet.country}",) if outlet.is_state and outlet.country else ()
    return (*state, f"{EntityType.ORG}:{fold(outlet.owner)}") if outlet.owner else state


def _spoken_for(said: QuotationRow, entity: EntityRow | None, known: Known) -> Root | None:
    """The body for which a spokesperson speaks, where he himself was taken for the speaker."""
    link = next((link for link in said.via if link.kind == _SPOKESPERSON), None)
    passing = known.world.language.passing_on
    if link is None or passing is None:
        return None
    if entity and entity.id != link.entity and not entity.anonymous and entity.id not in said.speaker.entities[1:]:
        return None
    if entity and entity.speaks_for:
        bodies = [known.entities[id_] for id_ in entity.speaks_for if id_ in known.entities]
        return _actor(bodies[0], None, known) if bodies else None
    span = said.speaker.span or link.span
    beside = [m for m in known.mentions.get(span.article, ()) if span.start <= m.start and m.end <= span.end]
    named = next((m.entity for m in beside if _is_body(m.entity, known)), None)
    if named:
        return _actor(known.entities[named], None, known)
    behind = span.text[link.span.end - span.start :] if span.start <= link.span.start < span.end else ""
    places = (m.entity for m in beside if m.start >= link.span.end and known.entities[m.entity].type in _PLACES)
    if place := next(places, None):
        return _actor(known.entities[place], None, known)
    if body := meant_by(behind, span, known):
        return _of_body(body, known)
    stem = _stem_before(_words_before(span, link.span, said), passing.spokespersons)
    body = called_before(stem, span, known) if stem is not None else None
    return _of_body(body, known) if body else None


def _words_before(span: Passage, link: Passage, said: QuotationRow) -> str:
    """The words for the speaker; where they are his name alone, the frame, in which his office stands."""
    frame = " ".join(p.text for p in said.frame)
    return f"{span.text} {link.text} {frame}"


def _stem_before(words: str, ends: tuple[str, ...]) -> str | None:
    """What stands before „-sprecher“ in the first such word; empty if nothing does."""
    for word in WORD.findall(words.lower()):
        end = max((e for e in ends if word.endswith(e)), key=len, default=None)
        if end is not None:
            return str(word[: -len(end)])
    return None


def _nominal(entity: EntityRow, said: QuotationRow | None, known: Known) -> Root | None:
    """What „das Unternehmen“ means, where coreference has left it a body of its own."""
    span = said.speaker.span if said else None
    if span is None or entity.type != EntityType.ORG or _AT not in entity.id or entity.anonymous:
        return None
    here = [m for m in known.mentions.get(span.article, ()) if span.start <= m.start and m.end <= span.end]
    own = next((m for m in here if m.entity == entity.id), None)
    if own is None:
        return None
    words = known.texts[span.article][own.start : span.end]
    places = known.world.kb.standing.places
    states = (m.entity if m.entity.startswith(_COUNTRY) else places.get(m.entity, "") for m in here)
    state = next((id_ for id_ in states if id_), "")
    body = nominal_body(words, own.text, span, state=state, known=known)
    if body is None:
        return None
    root = _of_body(body, known)
    return replace(root, belongs=root.belongs | above((state,), known)) if state else root


def _of_body(body: Body, known: Known) -> Root:
    entity = known.entities.get(body.id)
    if entity:
        return _actor(entity, None, known)
    belongs = above(known.wholes.get(body.id, ()), known)
    return Root(id=body.id, name=body.name, kind=RootKind.NAMED, belongs=belongs, noun=body.noun)

"""Where a chain ends: the holder, the body that a spokesperson speaks for, or the house whose narrator it is."""

from __future__ import annotations

from dataclasses import replace

from quellenlage.records.contract import EntityRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.actor import above, actor, is_body
from quellenlage.weigh.origins.body import (
    Body,
    called_before,
    meant_by,
    nominal_body,
)
from quellenlage.weigh.origins.bound import Root, RootKind
from quellenlage.weigh.origins.known import ACTORS, NARRATOR, SPOKESPERSON, Known
from quellenlage.weigh.origins.original import document_of, issuer_of, maker_before
from quellenlage.weigh.origins.town import PLACES, town_called, town_of
from quellenlage.weigh.origins.wording import WORD

_COUNTRY = "country:"
# Who is meant by „demnach“ has spoken, or is named, so many characters before at most.
_NEAR = 250
_AT, _NAME, _RUMOUR = "@", "name", "rumour"


def root_of(holder: str | None, quotation: str | None, passage: Passage, known: Known) -> Root:
    """The root of one stance, as its own article tells it.

    Args:
        holder: Id of an entity, ``narrator``, or None where nobody is named.
        quotation: Id of the speech act, if there is one.
        passage: Where it stands.
        known: Of the pile.
    """
    if holder == NARRATOR:
        return _gone_back(passage, known) or known.houses[passage.article]
    said = known.quotations.get(quotation or "")
    entity = known.entities.get(holder or "") or _named_in(said, known)
    if said and (body := _spoken_for(said, entity, known)):
        return body
    if entity and said and (body := _spokesperson_elsewhere(entity, known)):
        return body
    if said and said.speaker.span and (town := town_of(said.speaker.span.text, said.speaker.span, known)):
        return town
    if entity:
        entity = _named_with(entity, said, known)
        return _nominal(entity, said, known) or actor(entity, said, known)
    return _of_words(said, passage, known)


def _gone_back(passage: Passage, known: Known) -> Root | None:
    """Who stands behind what the narrator tells with „demnach“: who spoke last, or the original named before."""
    passing = known.world.language.passing_on
    if passing is None or passing.following.isdisjoint(word.lower() for word in WORD.findall(passage.text)):
        return None
    near = range(passage.start - _NEAR, passage.start + 1)
    said = [row for row in known.said_in.get(passage.article, ()) if row.quote[-1].end in near]
    cited = [span for span in known.cited_in.get(passage.article, ()) if span.end in near]
    if cited and (not said or cited[-1].start > said[-1].quote[-1].start):
        document = document_of(cited[-1].text, cited[-1], known)
        return (
            Root(id=document.id, name=document.name, kind=RootKind.DOCUMENT, noun=document.noun) if document else None
        )
    if not said or said[-1].speaker.span is None:
        return None
    return root_of(next(iter(said[-1].speaker.entities), None), said[-1].id, said[-1].quote[0], known)


def _spokesperson_elsewhere(entity: EntityRow, known: Known) -> Root | None:
    """The one body for which somebody speaks in other sentences of the pile; here his name may stand alone."""
    told = (_spoken_for(row, entity, known) for row in known.speaking.get(entity.id, ()))
    bodies = {body.id: body for body in told if body}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _of_words(said: QuotationRow | None, passage: Passage, known: Known) -> Root:
    """The root of words that are no mention: a medium, a house, a document, a body that is meant, somebody unnamed."""
    span = said.speaker.span if said else None
    words = " ".join(span.text.split()) if span else ""
    media = [link for link in said.via if link.kind != SPOKESPERSON] if said else []
    house = next((w for w in WORD.findall(words) if w[0].isupper() and known.articles_of("", w)), None)
    document = document_of(words, span, known) if span else None
    is_medium = (
        span is None or document is not None or any(span.start < m.span.end and m.span.start < span.end for m in media)
    )
    if media and is_medium:
        outlet = known.entities.get(media[-1].entity or "")
        return actor(outlet, None, known) if outlet else _document(media[-1].name)
    if house:
        own = passage.article in known.articles_of("", house)
        return known.houses[passage.article] if own else _document(house)
    if said and span and document and (maker := _maker(words, said, passage, known)):
        return maker
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


def _maker(words: str, said: QuotationRow, passage: Passage, known: Known) -> Root | None:
    """Who has made the statement that some words name; None where nobody is known."""
    span = said.speaker.span or passage
    if issuer := issuer_of(words, known):
        if town := town_of(issuer, span, known):
            return town
        body = meant_by(issuer, span, known)
        named = [known.entities[id_] for id_ in _bodies_in(span, known) if id_ in known.entities]
        return _of_body(body, known) if body else actor(named[0], None, known) if len(named) == 1 else None
    before = maker_before(words, span, known)
    return root_of(before.speaker.entities[0], before.id, before.quote[0], known) if before else None


def _is_noun(id_: str, known: Known) -> bool:
    """Whether an id is only that of a noun for a body."""
    return id_ not in known.entities


def _bodies_in(span: Passage, known: Known) -> tuple[str, ...]:
    """Bodies and states that some words name."""
    here = (m for m in known.mentions.get(span.article, ()) if span.start <= m.start and m.end <= span.end)
    ids = (m.entity for m in here if is_body(m.entity, known))
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


def _spoken_for(said: QuotationRow, entity: EntityRow | None, known: Known) -> Root | None:
    """The body for which a spokesperson speaks, where he himself was taken for the speaker."""
    link = next((link for link in said.via if link.kind == SPOKESPERSON), None)
    passing = known.world.language.passing_on
    if link is None or passing is None:
        return None
    if entity and entity.id != link.entity and not entity.anonymous and entity.id not in said.speaker.entities[1:]:
        return None
    if entity and entity.speaks_for:
        bodies = [known.entities[id_] for id_ in entity.speaks_for if id_ in known.entities]
        return actor(bodies[0], None, known) if bodies else None
    span = said.speaker.span or link.span
    beside = [m for m in known.mentions.get(span.article, ()) if span.start <= m.start and m.end <= span.end]
    named = next((m.entity for m in beside if is_body(m.entity, known)), None)
    if named:
        return actor(known.entities[named], None, known)
    behind = span.text[link.span.end - span.start :] if span.start <= link.span.start < span.end else ""
    if behind and (town := town_of(behind, span, known)):
        return town
    places = (m.entity for m in beside if m.start >= link.span.end and known.entities[m.entity].type in PLACES)
    if place := next(places, None):
        return actor(known.entities[place], None, known)
    if body := meant_by(behind, span, known):
        return _of_body(body, known)
    stem = _stem_before(_words_before(span, link.span, said), passing.spokespersons)
    if stem and (town := town_called(stem, span, known)):
        return town
    if state := known.world.kb.entities.get(known.seats.get(stem or "", "")):
        return Root(id=state.id, name=state.name, kind=RootKind.NAMED, belongs=above(state.part_of, known))
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
        return actor(entity, None, known)
    belongs = above(known.wholes.get(body.id, ()), known)
    return Root(id=body.id, name=body.name, kind=RootKind.NAMED, belongs=belongs, noun=body.noun)

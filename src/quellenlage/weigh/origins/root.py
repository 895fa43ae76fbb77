"""Where a chain ends: the holder, the body that a spokesperson speaks for, or the house whose narrator it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quellenlage.dates.interval import DayInterval
from quellenlage.records.contract import EntityRow, MentionRow, QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, CreditRole, EntityType
from quellenlage.records.linked import Linked
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.bound import Root, RootKind
from quellenlage.world import World

NARRATOR = "narrator"
# Kinds of organisations of the kb whose state speaks through them; courts and parliaments speak for themselves.
_OF_THE_STATE = frozenset({"ministry", "military", "intelligence", "agency", "police"})
_COUNTRY = "country:"
_SPOKESPERSON = "spokesperson"
_ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE})
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.,;:!?()\n]")
_AT, _NAME, _RUMOUR = "@", "name", "rumour"
# A body that belongs to a speaker stands at most so many characters, and words, behind him.
_BEHIND, _GAP = 60, 2
# Letters that may stand between the parts of a compound and after a stem.
_JOINT = 2
# Letters from which on a name that is not in the kb is taken for that of a house.
_LONG = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What a pile tells of its actors and houses.

    Attributes:
        entities: By id.
        mentions: Of each article, in order.
        quotations: By id.
        texts: Of each article, as it was read.
        days: On which each article may have been printed.
        houses: Article to the root of its narrator.
        published: Folded name or id of a house to the articles that it published.
        called: Folded name to the id under which its bearer is counted: one name is one root, even where it was read
            as a person once and as a body once.
        bodies: The same of organisations alone.
    """

    entities: Mapping[str, EntityRow]
    mentions: Mapping[str, tuple[MentionRow, ...]]
    quotations: Mapping[str, QuotationRow]
    texts: Mapping[str, str]
    days: Mapping[str, DayInterval]
    houses: Mapping[str, Root]
    world: World
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    def articles_of(self, id_: str, name: str) -> frozenset[str]:
        """The articles that a house printed; its name may stand in the genitive."""
        bare = _bare(name)
        keys = (id_, bare, bare[:-1]) if len(bare) > _LONG else (id_,)
        return frozenset(article for key in keys for article in self.published.get(key, ()))


def gather(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Known:
    """Put together what is needed to follow chains."""
    mentions: dict[str, list[MentionRow]] = {}
    for mention in sorted(linked.entities.mentions, key=lambda m: (m.article, m.start, m.end)):
        mentions.setdefault(mention.article, []).append(mention)
    published: dict[str, list[str]] = {}
    for analysis in pile:
        for name in _house_names(analysis):
            published.setdefault(name, []).append(analysis.document.id)
    return Known(
        entities={row.id: row for row in linked.entities.rows},
        mentions={article: tuple(found) for article, found in mentions.items()},
        quotations={row.id: row for row in linked.quotations},
        texts={analysis.document.id: analysis.document.source.text for analysis in pile},
        days=linked.dates.days,
        houses={analysis.document.id: _narrator(analysis) for analysis in pile},
        world=world,
        published={name: tuple(articles) for name, articles in published.items()},
        called=_called(linked.entities.rows),
        bodies=_called(row for row in linked.entities.rows if row.type == EntityType.ORG),
    )


def _called(rows: Iterable[EntityRow]) -> dict[str, str]:
    """The id of every name; a kb id, which has no type in front, before others."""
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.id.startswith(tuple(f"{t}:" for t in EntityType)), row.id)):
        if row.type in _ACTORS and not row.anonymous:
            names.setdefault(fold(row.name), row.id.partition("@")[0])
    return names


def _house_names(analysis: Analysis) -> tuple[str, ...]:
    """Names under which another article may cite the house that printed this one."""
    made = (c for c in analysis.found.credits if c.role in (CreditRole.PUBLISHER, CreditRole.AGENCY))
    names = [key for credit in made for key in (credit.entity or "", _bare(credit.name))]
    stem = analysis.document.source.path.rpartition("/")[2].partition(".")[0]
    return tuple(dict.fromkeys(filter(None, (*names, _bare(stem)))))


def _bare(name: str) -> str:
    """Letters alone: how a name is compared with the name of a file."""
    return "".join(_WORD.findall(fold(name)))


def _narrator(analysis: Analysis) -> Root:
    """The house whose words they are: an agency that delivered them, where it was first, else the publisher."""
    roles = (CreditRole.ORIGINAL, CreditRole.AGENCY, CreditRole.PUBLISHER)
    made = sorted(
        (c for c in analysis.found.credits if c.role in roles), key=lambda c: (roles.index(c.role), bool(c.span))
    )
    agencies = {c.entity or c.name for c in made if c.role is made[0].role} if made else set()
    if len(agencies) == 1:
        house = made[0].entity or fold(made[0].name)
        return Root(id=f"{NARRATOR}:{house}", name=f"{NARRATOR}: {made[0].name}", kind=RootKind.NARRATOR)
    document = analysis.document
    return Root(id=f"{NARRATOR}:{document.id}", name=f"{NARRATOR}: {document.source.path}", kind=RootKind.NARRATOR)


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
        return _actor(_named_with(entity, said, known), said, known)
    media = [link for link in said.via if link.kind != _SPOKESPERSON] if said else []
    if media:
        link = media[-1]
        outlet = known.entities.get(link.entity or "")
        return _actor(outlet, None, known) if outlet else _document(link.name)
    words = " ".join(said.speaker.span.text.split()) if said and said.speaker.span else ""
    house = next((w for w in _WORD.findall(words) if w[0].isupper() and known.articles_of("", w)), None)
    if house:
        return _document(house)
    name = words or _RUMOUR
    return Root(id=f"{fold(name)}@{passage.article}", name=name, kind=RootKind.UNNAMED)


def _named_in(said: QuotationRow | None, known: Known) -> EntityRow | None:
    """The name that the words for a speaker are, but for an article, where nobody was found whom they mean."""
    span = said.speaker.span if said else None
    if span is None:
        return None
    here = known.mentions.get(span.article, ())
    named = {m.entity for m in here if m.form == _NAME and span.start <= m.start and m.end <= span.end}
    row = known.entities.get(named.pop()) if len(named) == 1 else None
    is_all = row is not None and len(fold(span.text).split()) <= len(fold(row.name).split()) + 1
    return row if row and row.type in _ACTORS and is_all else None


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
    unnamed = entity.type == EntityType.PER and _AT in entity.id
    return Root(
        id=id_,
        name=entity.name,
        kind=RootKind.UNNAMED if unnamed else RootKind.NAMED,
        belongs=above((*_state_parts(entity.id, own, known), *near), known) - {id_},
    )


def _beside(entity: EntityRow, said: QuotationRow, known: Known) -> tuple[str, ...]:
    """Bodies and states to which a speaker is said to belong.

    They stand in the words for him („ein norwegischer Beamter“), right behind („ein Beamter des Ministeriums“), or,
    where he bears the title of a head alone („Geschäftsführer Muster“), they were named last before him.
    """
    span = said.speaker.span
    if span is None or entity.type != EntityType.PER:
        return ()
    here = known.mentions.get(span.article, ())
    own = [m for m in here if m.entity == entity.id and span.start <= m.start < span.end]
    end = max((m.end for m in own), default=span.end)
    found = [m for m in here if span.start <= m.start and m.start <= end + _BEHIND and m.entity != entity.id]
    between = {m.id: known.texts[span.article][end : m.start] if m.start > end else "" for m in found}
    near = [
        m.entity
        for m in found
        if _is_body(m.entity, known) and len(_WORD.findall(between[m.id])) <= _GAP and not _STOP.search(between[m.id])
    ]
    if not near and _leads(entity, span, known):
        before = [m for m in here if m.start < span.start and m.form == _NAME and _is_organisation(m, known)]
        near = [m.entity for m in before[-1:]]
    led = [id_ for word in _titles(entity, span) if (id_ := _led_by(word, known))]
    return (*(known.called.get(fold(known.entities[id_].name), id_) for id_ in near), *led)


def _titles(entity: EntityRow, span: Passage) -> tuple[str, ...]:
    """Words of the titles of a speaker, and of what he is called here."""
    words = (span.text, *(office.title for office in entity.offices))
    return tuple(word for text in words for word in fold(text).split())


def _led_by(word: str, known: Known) -> str | None:
    """The body whose name a compound title begins with: „Polizeichef“ leads the „Polizei“."""
    for end in range(len(word) - _JOINT, _LONG, -1):
        if body := known.bodies.get(word[:end]):
            return body
    return None


def _leads(entity: EntityRow, span: Passage, known: Known) -> bool:
    """Whether a person bears the title of a head and nothing that says of what."""
    passing = known.world.language.passing_on
    titles = {word.lower() for office in entity.offices for word in office.title.split()}
    words = {word.lower() for word in _WORD.findall(span.text)} | titles
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
    stem = _stem_before(_words_before(span, link.span, said), passing.spokespersons)
    if stem is None:
        return None
    return _body_called(stem, span, known)


def _words_before(span: Passage, link: Passage, said: QuotationRow) -> str:
    """The words for the speaker; where they are his name alone, the frame, in which his office stands."""
    frame = " ".join(p.text for p in said.frame)
    return f"{span.text} {link.text} {frame}"


def _stem_before(words: str, ends: tuple[str, ...]) -> str | None:
    """What stands before „-sprecher“ in the first such word; empty if nothing does."""
    for word in _WORD.findall(words.lower()):
        end = max((e for e in ends if word.endswith(e)), key=len, default=None)
        if end is not None:
            return str(word[: -len(end)])
    return None


def _body_called(stem: str, span: Passage, known: Known) -> Root | None:
    """The body that a compound names by its kind: the last one before that is called so, or is so named."""
    passing = known.world.language.passing_on
    bare = fold(stem)
    kinds = {fold(body) for body in passing.bodies} if passing else set()
    before = [m for m in known.mentions.get(span.article, ()) if m.start < span.start and _is_organisation(m, known)]
    called = [m for m in before if _is_called(bare, m)]
    is_kind = not bare or any(bare.startswith(kind) and len(bare) - len(kind) <= _JOINT for kind in kinds)
    named = [m for m in before if m.form == "name"] if is_kind else []
    for mentions in (called if not is_kind else [m for m in called if m.form == "name"], named, called):
        if mentions:
            return _actor(known.entities[mentions[-1].entity], None, known)
    return Root(id=f"{EntityType.ORG}:{bare}", name=stem.capitalize(), kind=RootKind.NAMED) if bare else None


def _is_organisation(mention: MentionRow, known: Known) -> bool:
    row = known.entities.get(mention.entity)
    return row is not None and row.type == EntityType.ORG and not row.anonymous


def _is_called(bare: str, mention: MentionRow) -> bool:
    """Whether a name ends in the stem, with or without what joins the parts of a compound."""
    ends = tuple(bare[: len(bare) - cut] for cut in range(_JOINT + 1) if len(bare) - cut > _JOINT)
    words = fold(mention.text).split()
    return any(word.endswith(ends) for word in words) if ends else False

"""What a pile tells of its actors and houses: all that is needed to follow a chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quellenlage.dates.interval import DayInterval
from quellenlage.records.contract import EntityRow, LeadRow, MentionRow, QuotationRow
from quellenlage.records.document import BlockType, Passage
from quellenlage.records.layers import Act, Analysis, CreditRole, EntityType
from quellenlage.records.linked import Linked
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.weigh.origins.bound import Root, RootKind
from quellenlage.weigh.origins.whole import find_wholes
from quellenlage.weigh.origins.wording import WORD, forms_of, head_of, is_genitive
from quellenlage.world import World

NARRATOR = "narrator"
COUNTRY = "country:"
SPOKESPERSON, _SEAT = "spokesperson", "seat"
ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE})
_TITLES = frozenset({BlockType.TITLE, BlockType.STANDFIRST, BlockType.HEADING})
_TELLING = frozenset({Act.ASSERTS, Act.CONFIRMS, Act.PROMISES})
# A text begins with its first sentence: so many characters (set by hand).
_LEAD = 120
# Letters from which on a name that is not in the kb is taken for that of a house.
LONG = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What a pile tells of its actors and houses.

    Attributes:
        entities: By id.
        mentions: Of each article, in order.
        quotations: By id.
        texts: Of each article, as it was read.
        days: On which each article may have been printed.
        titles: Of each article the stretches that sum it up.
        leads: Article to the quotation with which its text begins: what its title sums up.
        houses: Article to the root of its narrator.
        published: Folded name or id of a house to the articles that it published.
        called: Folded name to the id under which its bearer is counted: one name is one root, even where it was read
            as a person once and as a body once.
        bodies: The same of organisations alone.
        nominals: A noun for a body and its state („südkoreanischer Generalstab“) to the id under which it is counted.
        wholes: Id of a body to those of which an article says that it is a part.
        places: Folded name of a place to the id under which it is counted.
        speaking: Id of a person to the quotations in which he speaks for a body.
        said_in: Of each article the quotations, in order.
        cited_in: Of each article the words for originals, in order.
        seats: Folded name of a seat of government to its state.
    """

    entities: Mapping[str, EntityRow]
    mentions: Mapping[str, tuple[MentionRow, ...]]
    quotations: Mapping[str, QuotationRow]
    texts: Mapping[str, str]
    days: Mapping[str, DayInterval]
    titles: Mapping[str, tuple[Span, ...]]
    leads: Mapping[str, QuotationRow]
    houses: Mapping[str, Root]
    world: World
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    nominals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wholes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    speaking: Mapping[str, tuple[QuotationRow, ...]] = field(default_factory=dict)
    said_in: Mapping[str, tuple[QuotationRow, ...]] = field(default_factory=dict)
    cited_in: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)

    def articles_of(self, id_: str, name: str) -> frozenset[str]:
        """The articles that a house printed; its name may stand in the genitive."""
        letters = bare(name)
        keys = (id_, letters, letters[:-1]) if len(letters) > LONG else (id_,)
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
    entities = {row.id: row for row in linked.entities.rows}
    texts = {analysis.document.id: analysis.document.source.text for analysis in pile}
    names = _nominals(mentions, entities, world)
    nominals = {key: min(found, key=lambda id_: (len(id_), id_)) for key, found in names.items()}
    same = {id_.partition(":")[2]: nominals[key] for key, found in names.items() for id_ in found}
    called = {**_called(linked.entities.rows), **same}
    wholes: dict[str, tuple[str, ...]] = {}
    for pairs in find_wholes(mentions, entities, texts, world.language).values():
        for part, whole in pairs:
            own, above = (called.get(fold(entities[id_].name), id_.partition("@")[0]) for id_ in (part, whole))
            wholes[own] = (*wholes.get(own, ()), above)
    return Known(
        entities=entities,
        mentions={article: tuple(found) for article, found in mentions.items()},
        quotations={row.id: row for row in linked.quotations},
        texts=texts,
        days=linked.dates.days,
        titles={a.document.id: tuple(b.source for b in a.document.blocks if b.type in _TITLES) for a in pile},
        leads=_leads(pile, linked.quotations),
        houses={analysis.document.id: narrator_of(analysis) for analysis in pile},
        world=world,
        published={name: tuple(articles) for name, articles in published.items()},
        called=called,
        nominals=nominals,
        bodies=_called(row for row in linked.entities.rows if row.type == EntityType.ORG),
        wholes=wholes,
        places=_places(linked.entities.rows),
        speaking=_speaking(linked.quotations),
        said_in=_said_in(linked.quotations),
        cited_in=_cited_in(linked.leads),
        seats=_seats(world),
    )


def _seats(world: World) -> dict[str, str]:
    places = world.kb.standing.places
    return {fold(n.form): places[n.entity] for n in world.kb.names if n.kind == _SEAT and n.entity in places}


def _cited_in(leads: Iterable[LeadRow]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for span in sorted((span for row in leads for span in row.spans), key=lambda s: (s.article, s.start, s.end)):
        found.setdefault(span.article, []).append(span)
    return {article: tuple(spans) for article, spans in found.items()}


def _places(rows: Iterable[EntityRow]) -> dict[str, str]:
    """The id of every place by its name; one of the kb before others."""
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.id.startswith(tuple(f"{t}:" for t in EntityType)), row.id)):
        if row.type in (EntityType.GPE, EntityType.LOC):
            names.setdefault(fold(row.name), row.id.partition("@")[0])
    return names


def _speaking(quotations: Iterable[QuotationRow]) -> dict[str, tuple[QuotationRow, ...]]:
    """The quotations in which somebody with a name is told to speak for a body."""
    found: dict[str, list[QuotationRow]] = {}
    for row in quotations:
        for link in row.via:
            if link.kind == SPOKESPERSON and link.entity and "@" not in link.entity:
                found.setdefault(link.entity, []).append(row)
    return {id_: tuple(rows) for id_, rows in found.items()}


def _said_in(quotations: Iterable[QuotationRow]) -> dict[str, tuple[QuotationRow, ...]]:
    found: dict[str, list[QuotationRow]] = {}
    for row in sorted(quotations, key=lambda row: (row.article, row.quote[0].start, row.id)):
        found.setdefault(row.article, []).append(row)
    return {article: tuple(rows) for article, rows in found.items()}


def _nominals(
    mentions: Mapping[str, list[MentionRow]], entities: Mapping[str, EntityRow], world: World
) -> dict[tuple[str, str], list[str]]:
    """Every noun for a body whose words name a state, with its ids in all cases."""
    ids: dict[tuple[str, str], list[str]] = {}
    for here in mentions.values():
        for m in here:
            row = entities.get(m.entity)
            if row is None or row.type != EntityType.ORG or "@" not in row.id or m.form == "pronoun":
                continue
            lead, run = head_of(m.text)
            state = next((o.entity for o in here if m.start <= o.start and o.end <= m.end and _is_state(o)), "")
            if run and state:
                noun = next(forms_of(run, is_cut=is_genitive(lead, world.language), language=world.language))
                ids.setdefault((noun, state), []).append(row.id.partition("@")[0])
    return ids


def _is_state(mention: MentionRow) -> bool:
    return mention.entity.startswith(COUNTRY)


def _leads(pile: tuple[Analysis, ...], quotations: Iterable[QuotationRow]) -> dict[str, QuotationRow]:
    """The first quotation of every article that begins in its first lines."""
    begins = {a.document.id: _first_body(a) for a in pile}
    found: dict[str, QuotationRow] = {}
    for row in sorted(quotations, key=lambda row: row.quote[0].start):
        begin = begins.get(row.article)
        if begin is not None and begin <= row.quote[0].start < begin + _LEAD and row.act in _TELLING:
            found.setdefault(row.article, row)
    return found


def _first_body(analysis: Analysis) -> int | None:
    return next((b.source.start for b in analysis.document.blocks if b.type is BlockType.BODY), None)


def _called(rows: Iterable[EntityRow]) -> dict[str, str]:
    """The id of every name; a kb id, which has no type in front, before others."""
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.id.startswith(tuple(f"{t}:" for t in EntityType)), row.id)):
        if row.type in ACTORS and not row.anonymous:
            names.setdefault(fold(row.name), row.id.partition("@")[0])
    return names


def _house_names(analysis: Analysis) -> tuple[str, ...]:
    """Names under which another article may cite the house that printed this one."""
    made = (c for c in analysis.found.credits if c.role in (CreditRole.PUBLISHER, CreditRole.AGENCY))
    names = [key for credit in made for key in (credit.entity or "", bare(credit.name))]
    stem = analysis.document.source.path.rpartition("/")[2].partition(".")[0]
    return tuple(dict.fromkeys(filter(None, (*names, bare(stem)))))


def bare(name: str) -> str:
    """Letters alone: how a name is compared with the name of a file."""
    return "".join(WORD.findall(fold(name)))


def narrator_of(analysis: Analysis) -> Root:
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

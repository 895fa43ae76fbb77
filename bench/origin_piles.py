"""Piles put together by chance whose origins are known, because they were put together that way.

Nothing is read: names, houses and words are made up. Copies are found by the program itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from quellenlage.link.copies import link_copies
from quellenlage.records.contract import ClaimRow, EntityRow, MentionRow, QuotationRow
from quellenlage.records.document import Block, BlockType, Document, Passage, Source
from quellenlage.records.layers import Act, Analysis, Credit, CreditRole, Layers
from quellenlage.records.linked import Entities, Linked
from quellenlage.records.parts import Origins, StanceField, ViaField, Voice
from quellenlage.records.provenance import By, make_id
from quellenlage.text.edit import apply_edits
from quellenlage.text.span import Span
from quellenlage.weigh.origins import origins_of
from quellenlage.world import World

_BY = By("made up")
_CLAIM = "claim"
_SYLLABLES = ("ba", "do", "fe", "gi", "ku", "la", "me", "no", "pi", "ru", "sa", "te", "vo", "wi")


@dataclass(frozen=True, slots=True)
class Told:
    """One stance before it is written down.

    Attributes:
        kind: named, official, spokesperson, insider, rumour, narrator or cited.
        name: Of the holder, or of the house that is cited.
        body: To which an official belongs, or for which a spokesperson speaks.
        against: Whether it denies the claim.
    """

    kind: str
    name: str = ""
    body: str = ""
    against: bool = False


@dataclass(slots=True)
class _Writer:
    """An article while it is written."""

    id: str
    house: str
    text: str = ""
    mentions: list[MentionRow] = field(default_factory=list)
    quotations: list[QuotationRow] = field(default_factory=list)
    stances: list[tuple[Span, str | None, str | None, bool]] = field(default_factory=list)

    def say(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def passage(self, span: Span) -> Passage:
        return Passage(self.id, span.start, span.end, span.of(self.text))

    def name(self, words: str, entity: str) -> Span:
        span = self.say(words)
        self.mentions.append(
            MentionRow(
                id=make_id(self.id, span.start),
                by=_BY,
                entity=entity,
                form="name",
                article=self.id,
                start=span.start,
                end=span.end,
                text=words,
            )
        )
        return span


@dataclass(frozen=True, slots=True)
class MadePile:
    """A made-up pile and its origins: lower and upper bound for, then against."""

    articles: tuple[Analysis, ...]
    linked: Linked
    claim: ClaimRow
    bounds: tuple[int, int, int, int]

    def weigh(self, world: World) -> Origins:
        """What the program counts."""
        linked = replace(self.linked, copies=link_copies(self.articles, self.linked, world))
        return origins_of((self.claim,), self.articles, linked, world)[_CLAIM]


def make_pile(seed: int, copies: int | None = None) -> MadePile:
    """A pile of houses, sources, chains and copies.

    Args:
        seed: The same seed, the same pile.
        copies: How many articles are copied; by chance where it is None. The bounds do not depend on it.
    """
    draw = Random(seed)
    original = _originals(draw)
    bounds = (*_bounds([t for told in original for t in told if not t.against], original),
              *_bounds([t for told in original for t in told if t.against], original))  # fmt: skip
    writers = [_write(f"a{at}", f"Haus{_word(draw)}", told, draw) for at, told in enumerate(original)]
    writers = _with_citations(writers, original, draw)
    more = copies if copies is not None else draw.randrange(4)
    writers += [_copy(draw.choice(writers[: len(original)]), f"c{at}", f"Blatt{_word(draw)}") for at in range(more)]
    return MadePile(tuple(map(_analysis, writers)), _linked(writers), _claim(writers), bounds)


def _originals(draw: Random) -> list[list[Told]]:
    """For every article what it tells; the kinds that a side needs are drawn, and each is put into an article."""
    articles: list[list[Told]] = [[] for _ in range(draw.randrange(1, 5))]
    for against in (False, True):
        told: list[Told] = []
        for _ in range(draw.randrange(0 if against else 1, 4)):
            body = f"Amt{_word(draw)}"
            kinds = draw.choice((("named",), ("spokesperson",), ("body", "official"), ("official", "official")))
            told += [Told(kind, f"{_word(draw).title()} {_word(draw).title()}", body, against) for kind in kinds]
        told += [Told("insider", "", "", against)] * draw.randrange(2)
        told += [Told("narrator", "", "", against)] * draw.randrange(2)
        for one in told:
            draw.choice(articles).append(one)
            if one.kind in ("named", "spokesperson") and draw.random() < 0.4:
                draw.choice(articles).append(one)
    return [told for told in articles if told] or [[Told("narrator")]]


def _bounds(side: Sequence[Told], articles: Sequence[Sequence[Told]]) -> tuple[int, int]:
    """By construction: a body with its own officials may be one actor, and so may all insiders."""
    named = {t.name for t in side if t.kind == "named"}
    bodies = {t.body for t in side if t.kind in ("spokesperson", "body", "official")}
    spoken = {t.body for t in side if t.kind in ("spokesperson", "body")}
    officials = [t for t in side if t.kind == "official"]
    insiders = sum(t.kind == "insider" for t in side)
    houses = sum(any(t in told and t.kind == "narrator" for t in side) for told in articles)
    alone = {t.body for t in officials} - spoken
    lower = len(named) + len(bodies) + int(bool(insiders) and not alone)
    return lower, len(named) + len(spoken) + len(officials) + insiders + houses


def _word(draw: Random) -> str:
    return "".join(draw.choices(_SYLLABLES, k=4))


def _words(draw: Random, n: int) -> str:
    return " ".join(_word(draw) for _ in range(n))


def _write(id_: str, house: str, told: Sequence[Told], draw: Random) -> _Writer:
    """An article: what is told, between sentences that tell nothing."""
    writer = _Writer(id_, house)
    writer.say(_words(draw, 45).capitalize() + ". ")
    for one in told:
        _sentence(writer, one, draw)
    writer.say(_words(draw, 20).capitalize() + ".")
    return writer


def _sentence(writer: _Writer, told: Told, draw: Random) -> None:
    start = len(writer.text)
    holder: str | None = None
    voice: Span | None = None
    via: tuple[ViaField, ...] = ()
    if told.kind == "narrator":
        holder = "narrator"
    elif told.kind == "named":
        holder = f"PER:{told.name.lower()}"
        voice = writer.name(told.name, holder)
    elif told.kind == "body":
        holder = f"ORG:{told.body.lower()}"
        voice = writer.name(told.body, holder)
    elif told.kind in ("official", "spokesperson"):
        first = writer.say("Ein ")
        noun = writer.say("Beamter" if told.kind == "official" else "Sprecher")
        writer.say(" des ")
        body = writer.name(told.body, f"ORG:{told.body.lower()}")
        voice = Span(first.start, body.end)
        holder = f"PER:beamter#{start}@{writer.id}" if told.kind == "official" else f"ORG:{told.body.lower()}"
        if told.kind == "spokesperson":
            via = (ViaField(entity=None, name="Sprecher", span=writer.passage(noun), kind="spokesperson"),)
    elif told.kind == "insider":
        voice = writer.say("Ein Eingeweihter")
    elif told.kind == "cited":
        house = writer.name(told.name, f"ORG:{told.name.lower()}")
        via = (ViaField(entity=f"ORG:{told.name.lower()}", name=told.name, span=writer.passage(house), kind="medium"),)
    content = writer.say((" sagte, " if writer.text[-1:].strip() else "") + _words(draw, 14))
    said = None if told.kind == "narrator" else _quotation(writer, content, voice, holder, via)
    if said:
        writer.quotations.append(said)
    writer.stances.append((Span(start, content.end), holder, said.id if said else None, told.against))
    writer.say(". " + _words(draw, 6).capitalize() + ". ")


def _quotation(
    writer: _Writer, content: Span, voice: Span | None, holder: str | None, via: tuple[ViaField, ...]
) -> QuotationRow:
    return QuotationRow(
        id=make_id(writer.id, "quotation", content.start),
        by=_BY,
        article=writer.id,
        parent=None,
        type="indirect",
        medium="speech",
        quote=(writer.passage(content),),
        cue=(),
        frame=(),
        speaker=Voice(span=writer.passage(voice) if voice else None, entities=(holder,) if holder else ()),
        addressee=None,
        act=Act.ASSERTS,
        via=via,
        from_=None,
        to=None,
    )


def _with_citations(writers: list[_Writer], original: Sequence[Sequence[Told]], draw: Random) -> list[_Writer]:
    """Some more articles that know it from a house of the pile alone."""
    more = []
    for at in range(draw.randrange(3)):
        number = draw.randrange(len(original))
        against = original[number][0].against
        cited = Told("cited", writers[number].house, "", against)
        more.append(_write(f"b{at}", f"Bote{_word(draw)}", [cited], draw))
    return [*writers, *more]


def _copy(writer: _Writer, id_: str, house: str) -> _Writer:
    """The same words printed by another house."""

    def moved(p: Passage) -> Passage:
        return replace(p, article=id_)

    ids = {q.id: make_id(id_, "quotation", q.quote[0].start) for q in writer.quotations}
    return _Writer(
        id_,
        house,
        writer.text,
        [replace(m, id=make_id(id_, m.start), article=id_) for m in writer.mentions],
        [
            replace(
                q,
                id=ids[q.id],
                article=id_,
                quote=tuple(map(moved, q.quote)),
                speaker=replace(q.speaker, span=moved(q.speaker.span) if q.speaker.span else None),
                via=tuple(replace(v, span=moved(v.span)) for v in q.via),
            )
            for q in writer.quotations
        ],
        [(span, holder, ids.get(said or ""), against) for span, holder, said, against in writer.stances],
    )


def _analysis(writer: _Writer) -> Analysis:
    text, alignment = apply_edits(writer.text, [])
    whole = Span(0, len(text))
    document = Document(
        source=Source(id=writer.id, path=f"{writer.id}.txt", sha256="", text=text, encoding="utf-8"),
        text=text,
        alignment=alignment,
        edits=(),
        blocks=(Block(source=whole, clean=whole, type=BlockType.BODY, by=_BY),),
        language=None,
    )
    house = Credit(span=None, name=writer.house, role=CreditRole.PUBLISHER, by=_BY)
    return Analysis(document=document, found=Layers(credits=(house,)))


def _linked(writers: Sequence[_Writer]) -> Linked:
    mentions = tuple(m for w in writers for m in w.mentions)
    quotations = tuple(q for w in writers for q in w.quotations)
    holders = {e for q in quotations for e in q.speaker.entities} | {m.entity for m in mentions}
    names = {m.entity: m.text for m in mentions}
    rows = tuple(_entity(id_, names.get(id_, "Beamter")) for id_ in sorted(holders))
    return Linked(entities=Entities(rows=rows, mentions=mentions), quotations=quotations)


def _claim(writers: Sequence[_Writer]) -> ClaimRow:
    stances = tuple(_stance(w, *stance) for w in writers for stance in w.stances)
    return ClaimRow(
        id=_CLAIM, by=_BY, label="", span=stances[0].span, about="state", target=None, resolved=True, stances=stances,
        status="",
    )  # fmt: skip


def _entity(id_: str, name: str) -> EntityRow:
    return EntityRow(
        id=id_, by=_BY, type=id_[:3], name=name, aliases=(), wikidata=None, anonymous="@" in id_, part_of=(),
        speaks_for=(), offices=(),
    )  # fmt: skip


def _stance(writer: _Writer, span: Span, holder: str | None, said: str | None, against: bool) -> StanceField:
    return StanceField(
        holder=holder,
        stance=Act.DENIES if against else Act.ASSERTS,
        polarity="+",
        certainty="CT",
        article=writer.id,
        span=writer.passage(span),
        quotation=said,
        from_=None,
        to=None,
    )

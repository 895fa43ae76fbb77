"""Views of the record as plain tables: the terminal draws them, ``--json`` writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quellenlage.records.contract import (
    ArticleRow,
    BlockRow,
    CreditField,
    EntityRow,
    EventRow,
    QuotationRow,
    Record,
)
from quellenlage.records.document import Passage
from quellenlage.records.layers import OBJECTIONS, Basis


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table.

    Attributes:
        columns: Headings, as many as every row has cells.
        rows: Cells as shown; the last cell is the id where ``columns`` ends in "id".
        note: What to say under it, or empty.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def overview(record: Record) -> tuple[Table, ...]:
    """What the record holds: articles, who objects, what happened."""
    objections = [q for q in record.quotation if q.act in OBJECTIONS]
    return (
        articles(record),
        _quotation_table("Denied, doubted, not commented", record, objections),
        timeline(record),
        Table(
            "Also in the record",
            ("what", "how many"),
            tuple(
                (kind, str(len(getattr(record, kind)))) for kind in ("quotation", "entity", "timex", "caveat", "copy")
            ),
            "show VIEW: " + ", ".join(VIEWS) + "; show article N; explain ID",
        ),
    )


def articles(record: Record) -> Table:
    """The articles with the days on which they may have been printed."""
    rows = []
    for number, row in enumerate(record.article, 1):
        makers = ", ".join(dict.fromkeys(credit.name for credit in row.credits))
        title = row.title if row.analysed else f"{row.title} [language {language_words(row)}]".lstrip()
        rows.append((str(number), row.source, day_words(row), title, makers, row.id))
    note = "" if all(row.analysed for row in record.article) else f"only articles in {_known(record)} are analysed"
    return Table("Articles", ("N", "source", "printed", "title", "credits", "id"), tuple(rows), note)


def language_words(row: ArticleRow) -> str:
    """The language of an article, and whether the program has only kept it."""
    return (row.language or "not recognised") + ("" if row.analysed else ": kept, not analysed")


def _known(record: Record) -> str:
    """The languages of the program, as the run names them."""
    codes = record.run[0].settings.get("languages", "") if record.run else ""
    return " or ".join(codes.split()) or "languages of the program"


def day_words(row: ArticleRow) -> str:
    """The days of printing in words: „unknown“ where nothing bounds them."""
    published = row.published
    if published.earliest and published.latest:
        if published.earliest == published.latest:
            return published.earliest
        return f"{published.earliest} to {published.latest}"
    if published.earliest:
        return f"{published.earliest} or later"
    return f"{published.latest} or earlier" if published.latest else "unknown"


def timeline(record: Record) -> Table:
    """Events with a known day first, in their order, then those without one by article."""
    names = _names(record)
    numbers = {row.id: number for number, row in enumerate(record.article, 1)}
    order = sorted(
        record.event,
        key=lambda e: (
            e.from_ is None,
            e.from_ or "",
            e.to or "",
            numbers.get(e.articles[0], 0),
            e.mentions[0].start,
        ),
    )
    rows = tuple(
        (
            _days(event),
            event.label,
            names.get(event.place or "", ""),
            _sure(event),
            ", ".join(str(numbers.get(a, "?")) for a in event.articles),
            event.id,
        )
        for event in order
    )
    return Table("Timeline", ("day", "event", "where", "how sure", "articles", "id"), rows)


def _days(event: EventRow) -> str:
    if event.from_ and event.to:
        return event.from_ if event.from_ == event.to else event.edtf or f"{event.from_} to {event.to}"
    if event.from_:
        return f"{event.from_} or later"
    return f"{event.to} or earlier" if event.to else "?"


def _sure(event: EventRow) -> str:
    """Phase, and who says so: the narrator or a speaker, with negation and doubt in words."""
    words = {"CT+": "", "PR+": "likely", "PS+": "possible", "CT-": "negated", "Uu": "open"}
    values = sorted({words.get(f.value, f.value) for f in event.factuality} - {""})
    narrated = any(f.source == "narrator" for f in event.factuality)
    return ", ".join([event.phase, *values, *([] if narrated else ["as said"])])


def quotes(record: Record) -> Table:
    """Every quotation with speaker and act."""
    return _quotation_table("Quotations", record, list(record.quotation))


def _quotation_table(title: str, record: Record, chosen: list[QuotationRow]) -> Table:
    names = _names(record)
    numbers = {row.id: number for number, row in enumerate(record.article, 1)}
    rows = tuple(
        (
            str(numbers.get(q.article, "?")),
            speaker_words(q, names),
            q.act,
            q.type,
            " … ".join(_line(span.text) for span in q.quote),
            q.id,
        )
        for q in chosen
    )
    return Table(title, ("article", "speaker", "act", "type", "words", "id"), rows)


def speaker_words(quotation: QuotationRow, names: dict[str, str]) -> str:
    """Names of the speakers; the words of the article where they mean nobody known, „?“ without any."""
    if quotation.speaker.entities:
        spoken = " + ".join(names.get(e, e) for e in quotation.speaker.entities)
    else:
        spoken = f"({_line(quotation.speaker.span.text)})" if quotation.speaker.span else "?"
    others = (link.name for link in quotation.via if not _is_part(link.name, spoken))
    chain = "".join(f" via {name}" for name in others)
    return spoken + chain


def _is_part(one: str, other: str) -> bool:
    """Whether one of both names holds the other: a spokesperson who speaks himself passes nothing on to a reader."""
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def actors(record: Record) -> Table:
    """Persons, organisations and states with names, offices and how often they speak and act."""
    mentions: dict[str, int] = {}
    for mention in record.mention:
        mentions[mention.entity] = mentions.get(mention.entity, 0) + 1
    said: dict[str, int] = {}
    for quotation in record.quotation:
        for entity in quotation.speaker.entities:
            said[entity] = said.get(entity, 0) + 1
    chosen = [e for e in record.entity if e.type in ("PER", "ORG", "GPE")]
    chosen.sort(key=lambda e: (-said.get(e.id, 0), -mentions.get(e.id, 0), e.id))
    rows = tuple(
        (
            entity.name + _remark(entity),
            entity.type,
            ", ".join(a for a in entity.aliases if a != entity.name),
            ", ".join(office.title for office in entity.offices),
            str(mentions.get(entity.id, 0)),
            str(said.get(entity.id, 0)),
            entity.id,
        )
        for entity in chosen
    )
    return Table("Actors", ("name", "type", "also", "titles", "named", "speaks", "id"), rows)


def _remark(entity: EntityRow) -> str:
    """What a reader must know of an actor: that it has no name, or that its row in the kb is from memory."""
    if entity.anonymous:
        return " (not named)"
    return " (recalled)" if "recalled)" in entity.by.rule else ""


def caveats(record: Record) -> Table:
    """What bounds how far the articles can be relied on."""
    numbers = {row.id: number for number, row in enumerate(record.article, 1)}
    rows = tuple((str(numbers.get(c.article, "?")), c.type, c.by.rule, _line(c.text), c.id) for c in record.caveat)
    note = "translation: traces of translation or careless copying; none of them proves one" if rows else ""
    return Table("Caveats", ("article", "type", "because", "words", "id"), rows, note)


def copies(record: Record) -> Table:
    """Groups of articles that are copies."""
    sources = {row.id: row.source for row in record.article}
    rows = tuple((c.relation, ", ".join(sources.get(a, a) for a in c.articles), c.id) for c in record.copy)
    return Table("Copies", ("relation", "articles", "id"), rows)


def article(record: Record, row: ArticleRow) -> tuple[Table, ...]:
    """One article: what is known of it, its lines, its own timeline and quotations."""
    here = Record(
        article=record.article,
        entity=record.entity,
        event=tuple(e for e in record.event if row.id in e.articles),
        quotation=tuple(q for q in record.quotation if q.article == row.id),
        caveat=tuple(c for c in record.caveat if c.article == row.id),
    )
    credits = "; ".join(map(_credit_words, row.credits)) or "none found"
    head = (
        ("source", row.source),
        ("printed", day_words(row)),
        ("because", row.published.reason),
        ("evidence", "; ".join(f"„{_line(p.text)}“" for p in row.published.evidence) or "none"),
        ("credits", credits),
        ("language", language_words(row)),
        ("sha256", row.sha256),
    )
    blocks = tuple((b.type, _use(b, row), _line(b.text)) for b in record.block if b.article == row.id)
    times = tuple((_line(t.text), t.value, t.edtf or "?", t.id) for t in record.timex if t.article == row.id)
    return (
        Table(row.title or row.source, ("", ""), head),
        Table("Lines", ("type", "use", "words"), blocks),
        Table("Time expressions", ("words", "value", "days", "id"), times),
        timeline(here),
        quotes(here),
        *((caveats(here),) if here.caveat else ()),
    )


def _credit_words(credit: CreditField) -> str:
    """Role and name, and whether nobody says so."""
    return f"{credit.role}: {credit.name}" + (" (inferred)" if credit.basis == Basis.INFERRED else "")


def _use(block: BlockRow, row: ArticleRow) -> str:
    """What became of a line: part of the story, analysed beside it, or cut; kept where nothing is analysed."""
    if not block.analysed:
        return "cut"
    if not row.analysed:
        return "kept"
    return "story" if block.story else "analysed"


VIEWS: dict[str, Callable[[Record], Table]] = {
    "articles": articles,
    "timeline": timeline,
    "quotes": quotes,
    "actors": actors,
    "caveats": caveats,
    "copies": copies,
}


def _names(record: Record) -> dict[str, str]:
    return {entity.id: entity.name for entity in record.entity}


def _line(text: str) -> str:
    return " ".join(text.split())


def passage_words(passage: Passage, sources: dict[str, str]) -> str:
    """A passage with its place: „words“ (file, from–to)."""
    return f"„{_line(passage.text)}“ ({sources.get(passage.article, passage.article)}, {passage.start}–{passage.end})"

"""The sections of the report: the views of the page, in lines and tables with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quellenlage.present.calling import call
from quellenlage.present.catalogue import Catalogue
from quellenlage.present.html.articles import articles_view
from quellenlage.present.html.book import NARRATOR, Book
from quellenlage.present.html.claims import Side, claims_view
from quellenlage.present.html.environment import UNSAFE, language_of, short
from quellenlage.present.html.findings import findings_view
from quellenlage.present.html.footnotes import Footnotes, Note
from quellenlage.present.html.gaps import gaps_view
from quellenlage.present.html.quotes import quotes_view
from quellenlage.present.html.timeline import timeline_view
from quellenlage.present.html.transfers import transfers_view
from quellenlage.present.report.block import Block, Citation, Heading, Item, Line, Paragraph, Report, Table, Words
from quellenlage.present.telling import tell_note
from quellenlage.records.document import Passage
from quellenlage.records.parts import Bound

# Signs that turn the direction of what follows, and those that end them (UAX 9): embeddings, then isolates.
_TURNS = (("\u202a\u202b\u202d\u202e", "\u202c"), ("\u2066\u2067\u2068", "\u2069"))
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def make_report(book: Book, catalogue: Catalogue) -> Report:
    """The whole dossier as a report; cited sentences are its footnotes."""
    chapters = _Chapters(book, catalogue)
    blocks = tuple(chapters.blocks())
    return Report(
        title=catalogue.text("page.title"),
        blocks=blocks,
        notes=tuple(chapters.notes()),
        language=catalogue.code,
        source_language=language_of(book),
        foot=catalogue.text("page.machine"),
    )


def told(text: str, longest: int = 600, *, bold: bool = False) -> Words:
    """Words of an article on one line, without signs that a document cannot hold; directions end where they end."""
    return Words(_closed(UNSAFE.sub("\ufffd", short(text, longest))), bold=bold, source=True)


def _closed(text: str) -> str:
    """The same with every turn of direction ended, so that it turns nothing behind it.

    Examples:
        >>> _closed("a\u202eb") == "a\u202eb\u202c"
        True
    """
    open_: list[str] = []
    for found in _TURNING.findall(text):
        for starts, end in _TURNS:
            if found in starts:
                open_.append(end)
            elif found == end and end in open_:
                # The end of an isolate ends the embeddings inside it, too.
                del open_[len(open_) - 1 - open_[::-1].index(end) :]
    return text + "".join(reversed(open_))


class _Chapters:
    """Collects the footnotes while the sections are written."""

    def __init__(self, book: Book, catalogue: Catalogue) -> None:
        self._book, self._words = book, catalogue
        self._notes = Footnotes(book, lambda number, _article, _anchor: str(number))
        self._cited: set[int] = set()

    def blocks(self) -> Iterator[Block]:
        text = self._words.text
        yield Heading(1, text("page.title"))
        yield Paragraph((Words(text("page.machine")),))
        sections = (
            ("claims", self._claims()),
            ("timeline", self._events()),
            ("quotes", self._quotes()),
            ("transfers", self._transfers()),
            ("findings", self._findings()),
            ("gaps", self._gaps()),
            ("articles", self._articles()),
        )
        for key, blocks in sections:
            yield Heading(2, text(f"section.{key}"))
            yield Paragraph((Words(text(f"lead.{key}")),))
            yield from tuple(blocks) or (Paragraph((Words(text("page.none")),)),)

    def notes(self) -> Iterator[Line]:
        """The footnotes of what has been written until now: sentence, article, days, place."""
        for note in self._notes.notes:
            yield (told(note.shown, 1000), Words(" – "), *self._place(note))

    def _place(self, note: Note) -> Line:
        row = self._book.record.article[note.article - 1]
        days = self._words.days(row.published.earliest, row.published.latest, row.published.edtf)
        where = self._words.text("page.characters", start=note.sentence.start, end=note.sentence.end)
        source = () if not row.title else (Words(", "), told(row.source, 160))
        named = Words(f"{self._words.text('page.article', n=note.article)}, ")
        return (named, told(row.title or row.source, 160), *source, Words(f", {days}, {where}"))

    def _cite(self, passages: Iterable[Passage]) -> Line:
        found = []
        for note in self._notes.cite(passages):
            found.append(Citation(note.number, first=note.number not in self._cited))
            self._cited.add(note.number)
        return tuple(found)

    def _name(self, holder: str | None, *, bold: bool = False) -> Words:
        if holder == NARRATOR:
            return Words(self._words.text("page.narrator"), bold=bold)
        if not holder:
            return Words(self._words.text("page.nobody"), bold=bold)
        if holder not in self._book.names:
            return told(holder, 80, bold=bold)
        return told(call(holder, self._book.names[holder], self._words.code)[0], 80, bold=bold)

    def _names(self, holders: Sequence[str], joint: str = ", ") -> Line:
        return joined([(self._name(holder),) for holder in holders], joint)

    def _bound(self, bound: Bound | None) -> str:
        if bound is None:
            return ""
        if bound.lower == bound.upper:
            return f" ({self._words.count('origins', bound.lower)})"
        return f" ({self._words.text('origins.range', lower=bound.lower, upper=bound.upper)})"

    def _titled(self, title: str) -> Words:
        return Words(f"{title}:", bold=True)

    def _claims(self) -> Iterator[Block]:
        for claim in claims_view(self._book).rows:
            status = self._titled(self._words.word("status", claim.status))
            yield Item((status, Words(" "), told(claim.words.text), *self._cite([claim.words])))
            sides = (("for", claim.for_, claim.origins_for), ("against", claim.against, claim.origins_against))
            for side, held, bound in sides:
                if held:
                    head = Words(f"{self._words.text(f'claims.{side}')}{self._bound(bound)}: ")
                    yield Item((head, *joined([self._side(one) for one in held], "; ")), depth=1)

    def _side(self, side: Side) -> Line:
        sure = self._words.word("certainty", side.certainty)
        contrary = self._words.text("claims.contrary") if side.contrary else ""
        parts = (self._words.word("act", side.stance), contrary, sure)
        rest = "".join(f" {part}" for part in parts if part)
        return (self._name(side.holder), Words(rest), *self._cite(side.passages))

    def _columns(self, section: str, *keys: str) -> tuple[str, ...]:
        return tuple(self._words.text(f"{section}.{key}") for key in keys)

    def _events(self) -> Iterator[Block]:
        rows = []
        for event in timeline_view(self._book).rows:
            place = (self._name(event.place),) if event.place in self._book.names else ()
            what: Line = (Words(self._words.word("event", event.type)), *self._cite(event.passages))
            day = Words(self._words.days(*event.days), bold=True)
            phase = Words(self._words.word("phase", event.phase))
            rows.append(((day,), what, self._names(event.who), place, (phase,)))
        if rows:
            yield Table(self._columns("timeline", "day", "what", "who", "where", "sure"), tuple(rows))

    def _quotes(self) -> Iterator[Block]:
        for speaker in quotes_view(self._book).rows:
            named = joined([(self._name(entity, bold=True),) for entity in speaker.speakers], " + ")
            words = (told(speaker.words, 80, bold=True),) if speaker.words else ()
            yield Item(named or words or (Words(self._words.text("quotes.unnamed"), bold=True),))
            for quote in speaker.rows:
                act = Words(f"{self._words.word('act', quote.act)}: ")
                yield Item((act, told(quote.words), *self._cite(quote.passages)), depth=1)

    def _transfers(self) -> Iterator[Block]:
        rows = []
        for row in transfers_view(self._book).rows:
            parties = (row.supplier, row.recipient)
            unknown = Words(self._words.text("page.unknown"))
            source, target = (self._name(party) if party else unknown for party in parties)
            amount = row.quantity if row.exact or not row.quantity else f"({row.quantity})"
            items = joined([(told(item, 80),) for item in row.items], ", ")
            stage: Line = (Words(self._words.word("stage", row.stage), bold=True), *self._cite(row.passages))
            rows.append(((source,), (target,), items, (told(amount, 80),) if amount else (), stage))
        if rows:
            yield Table(self._columns("transfers", "supplier", "recipient", "item", "quantity", "stage"), tuple(rows))

    def _findings(self) -> Iterator[Block]:
        for row in findings_view(self._book).rows:
            type_ = self._titled(self._words.word("finding", row.type))
            note = [told(text) if said else Words(text) for text, said in tell_note(row.row, self._words.code)]
            yield Item((type_, Words(" "), *note, *self._cite(row.passages)))

    def _gaps(self) -> Iterator[Block]:
        view = gaps_view(self._book)
        for lead in view.leads:
            there = self._words.text("gaps.there", n=lead.in_pile) if lead.in_pile else self._words.text("gaps.missing")
            kind = Words(f" ({self._words.word('lead_kind', lead.kind)}): ")
            yield Item((told(lead.name, 200), kind, Words(there, bold=True), *self._cite(lead.passages)))
        for caveat in view.caveats:
            kind = self._titled(self._words.word("caveat", caveat.type))
            yield Item((kind, Words(" "), told(caveat.words.text), *self._cite([caveat.words])))

    def _articles(self) -> Iterator[Block]:
        rows = []
        for row in articles_view(self._book).rows:
            number = Words(str(row.number), bold=True)
            days: Line = (Words(self._words.days(*row.days)), *self._cite(row.evidence))
            rows.append(((number,), (told(row.title, 240),), (told(row.source, 160),), days))
        if rows:
            yield Table(self._columns("report", "number", "title", "source", "printed"), tuple(rows))


def joined(lines: Sequence[Line], joint: str) -> Line:
    """Several lines as one, with words of ours between them."""
    return tuple(part for at, line in enumerate(lines) for part in ((Words(joint), *line) if at else line))

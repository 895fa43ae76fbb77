"""A pile of articles that cite one original each, and what linking knows of them, made by hand."""

from collections.abc import Mapping

from tests.unit.hand_built import BY

from quellenlage.dates.interval import DayInterval
from quellenlage.records.document import Document, Source
from quellenlage.records.layers import Analysis, Credit, CreditRole, Layers, Lead, LeadKind
from quellenlage.records.linked import Dates, Entities, Linked
from quellenlage.text.edit import apply_edits
from quellenlage.text.span import Span

WORDS = "Am Tag darauf stand es in einem Bericht des Blattes."
NAME, HOLDER, DAY = Span(26, 51), Span(38, 51), Span(3, 13)


def article(name: str, *, kind: LeadKind | None = None, publisher: str | None = None) -> Analysis:
    """An article that cites an original of this kind, or is published by this entity."""
    text, way = apply_edits(WORDS, [])
    source = Source(id=name, path=f"{name}.txt", sha256="0", text=WORDS, encoding="utf-8")
    document = Document(source=source, text=text, alignment=way, edits=(), blocks=(), language="de")
    leads = (Lead(span=NAME, kind=kind, by=BY, holder=HOLDER, entity=HOLDER, time=DAY),) if kind else ()
    made = Credit(span=None, name="Blatt", role=CreditRole.PUBLISHER, by=BY, entity=publisher)
    return Analysis(document=document, found=Layers(leads=leads, credits=(made,) if publisher else ()))


def linked_with(
    *, holder: str | None, days: Mapping[str, DayInterval], printed: Mapping[str, DayInterval] | None = None
) -> Linked:
    """The holder of every original, the day that each article tells, and the days of printing."""
    meant = {(name, HOLDER): holder for name in ("a1", "a2")} if holder else {}
    return Linked(
        entities=Entities(meant=meant),
        dates=Dates(days=dict(printed or {}), spans={(name, DAY): interval for name, interval in days.items()}),
    )

"""The record on the desk: finds rows by what a person calls them, and their places by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from quellenlage.errors import ConfigError, InvariantError
from quellenlage.records.contract import (
    ArticleRow,
    ClaimRow,
    CopyRow,
    EntityRow,
    EventRow,
    FindingRow,
    LeadRow,
    QuotationRow,
    Record,
    Row,
    StoryRow,
    TransferRow,
    own_passage,
)
from quellenlage.records.correction import Action, Correction, Entry, Target
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis
from quellenlage.records.parts import TargetField
from quellenlage.store import Dossier

R = TypeVar("R", bound=Row)
S = TypeVar("S", bound=Row)


@dataclass(frozen=True, slots=True)
class Said:
    """Who corrects, when and why: ``when`` as ISO 8601 with microseconds, UTC."""

    when: str
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A dossier while it is corrected.

    Attributes:
        analyses: By article.
        entries: What was said before.
    """

    record: Record
    analyses: Mapping[str, Analysis]
    entries: tuple[Entry, ...]

    def row(self, wanted: str, *kinds: type[Row]) -> Row:
        """The row of some kinds with this id, or the only one whose id begins so.

        Raises:
            ConfigError: There is none, or more than one.
        """
        rows = [row for row in self.record.rows() if not kinds or isinstance(row, kinds)]
        exact = [row for row in rows if row.id == wanted]
        found = exact or [row for row in rows if wanted and row.id.startswith(wanted)]
        if len(found) != 1:
            what = " or ".join(kind.kind for kind in kinds) or "record"
            many = "more than one" if found else "no"
            raise ConfigError(f"{many} {what} has an id that begins with {wanted!r}; see the column id of 'show'")
        return found[0]

    def one(self, wanted: str, kind: type[R]) -> R:
        """The row of one kind, as :meth:`row` finds it.

        Raises:
            ConfigError: There is none, or more than one.
        """
        found = self.row(wanted, kind)
        if not isinstance(found, kind):
            raise InvariantError(f"{found.id} is no {kind.kind}")
        return found

    def either(self, wanted: str, kind: type[R], other: type[S]) -> R | S:
        """The row of one of two kinds, as :meth:`row` finds it.

        Raises:
            ConfigError: There is none, or more than one.
        """
        found = self.row(wanted, kind, other)
        if not isinstance(found, kind | other):
            raise InvariantError(f"{found.id} is no {kind.kind} and no {other.kind}")
        return found

    def article(self, wanted: str) -> ArticleRow:
        """An article by its number in the views or the beginning of its id.

        Raises:
            ConfigError: There is none, or more than one.
        """
        if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(self.record.article):
            return self.record.article[int(wanted) - 1]
        found = [row for row in self.record.article if wanted and row.id.startswith(wanted)]
        if len(found) != 1:
            most = len(self.record.article)
            raise ConfigError(f"name an article by its number, 1 to {most}, or the beginning of its id")
        return found[0]

    def target(self, row: Row) -> tuple[Target, Target | None]:
        """The place of a row, and the second of copies and findings.

        Raises:
            ConfigError: Rows of this kind have no place.
        """
        match row:
            case ArticleRow():
                return self._whole("article", row.id), None
            case StoryRow():
                return self._whole("story", row.articles[0]), None
            case CopyRow():
                one, other = sorted((self._whole("copy", a) for a in row.articles[:2]), key=lambda t: t.place)
                return one, other
            case FindingRow():
                b = self.at("finding", row.b) if row.b else None
                return self.at("finding", row.a, type_=row.type), b
            case EntityRow():
                return self._entity(row), None
            case QuotationRow():
                return self.at("quotation", self._whole_quote(row)), None
            case EventRow():
                return self.at("event", row.mentions[0]), None
            case ClaimRow():
                return self._claim(row), None
            case TransferRow():
                return self._transfer(row), None
            case LeadRow():
                return self.at("lead", row.spans[0]), None
            case _ if own_passage(row):
                return self.at(row.kind, own_passage(row)[0]), None
        raise ConfigError(f"{row.kind} {row.id} is no part of the story: nothing can be said of it")

    def at(self, kind: str, passage: Passage, *, type_: str = "") -> Target:
        """A passage as a place of its own, whatever dossier it is in."""
        sha256 = self.analyses[passage.article].document.source.sha256
        return Target(
            kind=kind, sha256=sha256, start=passage.start, end=passage.end, text=passage.text, type=type_
        )  # fmt: skip

    def _whole(self, kind: str, article: str) -> Target:
        return Target(kind=kind, sha256=self.analyses[article].document.source.sha256, start=0, end=0)

    def _whole_quote(self, row: QuotationRow) -> Passage:
        """From the first to the last quoted word."""
        start, end = row.quote[0].start, row.quote[-1].end
        return Passage(row.article, start, end, self.analyses[row.article].document.source.text[start:end])

    def _entity(self, row: EntityRow) -> Target:
        """The first place where it is named; pronouns are none."""
        rows = sorted((m for m in self.record.mention if m.entity == row.id), key=lambda m: m.form != "name")
        for mention in rows:
            document = self.analyses[mention.article].document
            for found in self.analyses[mention.article].found.mentions:
                place = document.alignment.to_source(found.span)
                if (place.start, place.end) == (mention.start, mention.end):
                    return self.at("entity", own_passage(mention)[0])
        raise ConfigError(f"entity {row.id} is named nowhere: nothing can be said of it")

    def _claim(self, row: ClaimRow) -> Target:
        """A side that no other claim holds, if there is one; else the first."""
        sides = Counter(span for claim in self.record.claim for span in {stance.span for stance in claim.stances})
        spans = [stance.span for stance in row.stances] or [row.span]
        return self.at("claim", next((span for span in spans if sides[span] == 1), spans[0]))

    def _transfer(self, row: TransferRow) -> Target:
        """A place of its claim where goods of this kind are told at this stage."""
        claim = next((c for c in self.record.claim if c.id == row.claim), None)
        sides = {(s.article, s.span.start, s.span.end) for s in claim.stances} if claim else set()
        for article in row.articles:
            analysis = self.analyses[article]
            for transfer in analysis.found.transfers:
                alike = (transfer.category, transfer.stage) == (row.category, row.stage)
                named = {item.name for item in transfer.items} & set(row.items)
                passage = analysis.document.passage(transfer.span)
                inside = any(a == article and s <= passage.start and passage.end <= e for a, s, e in sides)
                if alike and named and (inside or not sides):
                    return self.at("transfer", passage)
        raise ConfigError(f"transfer {row.id} is told at no place that could be found; correct its claim instead")

    def again(self, action: Action, *ids: str) -> tuple[Target, Target | None] | None:
        """The places by which the same was said of some rows before, so that the later word takes its place."""
        rows = (row for row in self.record.correction if row.action == action and set(ids) <= set(row.records))
        return next(((_target(row.target), _target(row.other) if row.other else None) for row in rows), None)

    def before(self, correction: Correction) -> Mapping[str, str] | None:
        """What the machine had there, as noted by the first correction that answered the same question."""
        asked = (e for e in self.entries if isinstance(e, Correction) and e.question == correction.question)
        first = min(asked, key=lambda c: c.when, default=None)
        return first.before if first else None


def _target(place: TargetField) -> Target:
    return Target(
        kind=place.kind, sha256=place.sha256, start=place.start, end=place.end, text=place.text, type=place.type
    )


def open_desk(dossier: Dossier) -> Desk:
    """Put a dossier on the desk, its record as it was linked last; it must stay open while places are looked up."""
    return Desk(dossier.record(), _Analyses(dossier), dossier.entries())


class _Analyses(Mapping[str, Analysis]):
    """Analyses of a dossier by article, each read when it is first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._read: dict[str, Analysis] = {}

    def __getitem__(self, article: str) -> Analysis:
        if article not in self._read:
            found = self._dossier.analysis(article)
            if found is None:
                raise KeyError(article)
            self._read[article] = found
        return self._read[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._dossier.held())

    def __len__(self) -> int:
        return len(self._dossier.held())

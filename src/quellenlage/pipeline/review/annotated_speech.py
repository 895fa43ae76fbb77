"""What a person has changed in the quotes of a CAS: act, type, words and speaker; quotes that are new or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import wish
from quellenlage.pipeline.review.desk import Desk, Said
from quellenlage.present.exports.cas import AT, VOICE
from quellenlage.present.exports.cas_back import Annotated, Annotation
from quellenlage.records.contract import ArticleRow, MentionRow, QuotationRow
from quellenlage.records.correction import Action, Correction
from quellenlage.records.document import Passage
from quellenlage.records.layers import Act, QuotationType

Asked = tuple[Annotation, Callable[[], Iterable[Correction]]]


@dataclass(slots=True)
class _Quote:
    """One quotation as it is marked.

    Attributes:
        parts: Its marks; one if a person made it.
        voice: The mark of its speaker, if there is one.
    """

    parts: list[Annotation]
    voice: Annotation | None = None

    @property
    def first(self) -> Annotation:
        """The mark that stands first."""
        return self.parts[0]

    @property
    def is_new(self) -> bool:
        """Whether a person made it."""
        return self.first.before is None

    def touched(self, feature: str) -> str | None:
        """What a person has made of a feature in any of its parts; None if nothing."""
        return next((value for part in self.parts if (value := part.touched(feature)) is not None), None)


@dataclass(slots=True)
class _Page:
    """One article with its marks."""

    desk: Desk
    article: ArticleRow
    said: Said
    text: str
    quotes: list[_Quote] = field(default_factory=list)


def speech_of(desk: Desk, article: ArticleRow, file: Annotated, said: Said) -> Iterator[Asked]:
    """What is asked for by the quotes and speakers of a file: the mark it comes from, and how to make the corrections.

    Args:
        desk: With the record.
        article: With the text of the file.
        file: The annotations.
        said: By whom.
    """
    page = _Page(desk, article, said, file.text)
    page.quotes = _quotes([mark for mark in file.annotations if mark.kind == "Quote"])
    marked = [mark for mark in file.annotations if mark.kind == "Speaker"]
    for mark in _give_voices(page, marked):
        yield mark, _nobodys
    for quote in page.quotes:
        yield quote.first, lambda q=quote: _added(page, q) if q.is_new else _changed(page, q)  # type: ignore[misc]
    left = {part.record for quote in page.quotes for part in quote.parts}
    gone = {mark.record: mark for mark in file.annotations if mark.kind in ("Cue", "Speaker") and mark.record}
    for record in sorted(gone.keys() - left):
        yield gone[record], lambda r=record: _gone(page, r)  # type: ignore[misc]


def _quotes(marks: Sequence[Annotation]) -> list[_Quote]:
    """Marks of one record are one quote; a copy of one that is still there is new."""
    known: dict[str, _Quote] = {}
    found: list[_Quote] = []
    places = {(mark.record, mark.before.get(AT)) for mark in marks if mark.before is not None and not mark.is_moved}
    for mark in marks:
        is_copy = mark.before is not None and mark.is_moved and (mark.record, mark.before.get(AT)) in places
        if mark.before is None or is_copy:
            found.append(_Quote([_as_new(mark)]))
        elif mark.record in known:
            known[mark.record].parts.append(mark)
        else:
            known[mark.record] = _Quote([mark])
            found.append(known[mark.record])
    return found


def _as_new(mark: Annotation) -> Annotation:
    return Annotation(kind=mark.kind, record="", start=mark.start, end=mark.end, features=mark.features)


def _give_voices(page: _Page, marks: Sequence[Annotation]) -> list[Annotation]:
    """Give every quote its speaker: of one whom a person marked it is the nearest in the paragraph that has none.

    Returns:
        Those of no quote.
    """
    by_record = {mark.record: mark for mark in marks if mark.before is not None}
    for quote in page.quotes:
        quote.voice = None if quote.is_new else by_record.get(quote.first.record)
    lost = []
    for mark in marks:
        if mark.before is not None:
            continue
        near = [(gap, q) for q in page.quotes if q.voice is None and (gap := _gap(mark, q, page.text)) is not None]
        if near:
            min(near, key=lambda n: n[0])[1].voice = mark
        else:
            lost.append(mark)
    return lost


def _gap(mark: Annotation, quote: _Quote, text: str) -> int | None:
    """How far a mark stands from a quote; None if in another paragraph."""
    first, last = sorted(((mark.start, mark.end), (quote.first.start, quote.parts[-1].end)))
    between = text[first[1] : last[0]]
    return None if "\n" in between else len(between)


def _nobodys() -> Iterable[Correction]:
    raise ConfigError("no quote without a speaker stands in its paragraph")


def _changed(page: _Page, quote: _Quote) -> Iterator[Correction]:
    """Other words, another act, type or speaker of what was exported."""
    act, kind, speaker = quote.touched("act"), quote.touched("category"), _speaker(page, quote)
    moved = [part for part in quote.parts if part.is_moved]
    if act is None and kind is None and speaker is None and not moved:
        return
    row = _row(page, quote)
    if row is None:
        raise ConfigError("the quotation is no longer in the record")
    if moved:
        yield from _reworded(page, quote, row)
        return
    yield from _values(page, row, act, kind)
    if speaker is not None and not _is_said_by(page, row, speaker):
        yield wish.attribute(page.desk, row, speaker, page.said)


def _values(page: _Page, row: QuotationRow, act: str | None, kind: str | None) -> Iterator[Correction]:
    for action, value, now in ((Action.ACT, act, row.act), (Action.TYPE, kind, row.type)):
        if value is not None and value != now:
            yield wish.change(page.desk, row, action, value, page.said)


def _reworded(page: _Page, quote: _Quote, row: QuotationRow) -> Iterator[Correction]:
    """Other words are another quotation, in place of the old one."""
    if len(row.quote) > 1:
        raise ConfigError("the words of a quotation in several parts cannot be changed: reject it, and mark new ones")
    speaker = _speaker(page, quote)
    if speaker is None:
        voice = row.speaker.span
        speaker = _mention_in(page, voice.start, voice.end).id if voice else wish.NOBODY
    values = quote.first.features
    after = {"act": values.get("act", row.act), "type": values.get("category", row.type)}
    passage = passage_of(page.desk, page.article, quote.first)
    after["speaker"] = wish.speaker_at(page.desk, passage, speaker)
    yield wish.judge(page.desk, row, Action.REJECT, page.said)
    yield wish.add(page.desk, "quotation", passage, after, page.said)


def _added(page: _Page, quote: _Quote) -> Iterator[Correction]:
    """A quotation that was not found; if it is known by now, what is else in it."""
    mark, speaker = quote.first, _speaker(page, quote)
    act, kind = mark.features.get("act"), mark.features.get("category")
    row = next((r for r in _rows(page) if (r.quote[0].start, r.quote[-1].end) == (mark.start, mark.end)), None)
    if row is not None:
        yield from _values(page, row, act, kind)
        if speaker and not _is_said_by(page, row, speaker):
            yield wish.attribute(page.desk, row, speaker, page.said)
        return
    passage = passage_of(page.desk, page.article, mark)
    after = {"act": act or str(Act.ASSERTS), "type": kind or str(QuotationType.INDIRECT)}
    after["speaker"] = wish.speaker_at(page.desk, passage, speaker or wish.NOBODY)
    yield wish.add(page.desk, "quotation", passage, after, page.said)


def _gone(page: _Page, record: str) -> Iterator[Correction]:
    """A quote that a person took out: its cue or its speaker is still marked."""
    row = next((row for row in _rows(page) if row.id == record), None)
    if row is not None:
        yield wish.judge(page.desk, row, Action.REJECT, page.said)


def _rows(page: _Page) -> Iterator[QuotationRow]:
    return (row for row in page.desk.record.quotation if row.article == page.article.id)


def _row(page: _Page, quote: _Quote) -> QuotationRow | None:
    """The quotation as it is now: by its id, which changes with its type, else by its words."""
    places = {part.before.get(AT) for part in quote.parts if part.before is not None}
    rows = list(_rows(page))
    named = (row for row in rows if row.id == quote.first.record)
    placed = (row for row in rows if any(f"{p.start}:{p.end}" in places for p in row.quote))
    return next(named, None) or next(placed, None)


def _speaker(page: _Page, quote: _Quote) -> str | None:
    """Id of a mention or an actor, or ``nobody``, if a person has said so; else None.

    A mark tells more than a name. A mark that was taken out without a new name leaves nobody.
    """
    voice, name = quote.voice, quote.touched("speaker")
    if quote.is_new:
        name = quote.first.features.get("speaker")
    if voice is not None and (voice.before is None or voice.is_moved):
        return _mention_in(page, voice.start, voice.end).id
    if name is not None:
        return _called(page, name) if name else wish.NOBODY
    had = not quote.is_new and quote.first.before is not None and quote.first.before.get(VOICE)
    return wish.NOBODY if had and voice is None else None


def _mention_in(page: _Page, start: int, end: int) -> MentionRow:
    """The mention that stands at some words, else the one actor who is named in them, by the first mention."""
    here = [m for m in page.desk.record.mention if m.article == page.article.id]
    exact = [m for m in here if (m.start, m.end) == (start, end)]
    inside = exact or [m for m in here if start <= m.start and m.end <= end]
    if len({m.entity for m in inside}) != 1:
        many = "several actors stand" if inside else "no actor stands"
        raise ConfigError(f"{many} at {start}:{end}: mark one who is mentioned there, or add a mention first")
    return inside[0]


def _called(page: _Page, name: str) -> str:
    """The actor of this name, or who is called so in the article."""
    mentions = [m for m in page.desk.record.mention if m.article == page.article.id]
    here = {m.entity for m in mentions}
    found = {e.id for e in page.desk.record.entity if e.id in here and name in (e.name, *e.aliases)}
    found = found or {m.entity for m in mentions if m.text == name}
    if len(found) != 1:
        many = "several actors" if found else "no actor"
        raise ConfigError(f"{many} of the article are called {name!r}; mark the words of the speaker instead")
    return found.pop()


def _is_said_by(page: _Page, row: QuotationRow, speaker: str) -> bool:
    """Whether a mention, an actor or nobody is the speaker already."""
    if speaker == wish.NOBODY:
        return row.speaker.span is None and not row.speaker.entities
    mention = next((m for m in page.desk.record.mention if m.id == speaker), None)
    return (mention.entity if mention else speaker) in row.speaker.entities


def passage_of(desk: Desk, article: ArticleRow, mark: Annotation) -> Passage:
    """The words of a mark."""
    text = desk.analyses[article.id].document.source.text[mark.start : mark.end]
    return Passage(article.id, mark.start, mark.end, text)

"""What can be said of a record, as forms: data, without markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quellenlage.ontology.loader import load_ontology
from quellenlage.present.html.book import Book
from quellenlage.records.contract import (
    ArticleRow,
    BlockRow,
    ClaimRow,
    CorrectionRow,
    EntityRow,
    EventRow,
    InputRow,
    MentionRow,
    QuotationRow,
    Row,
    RunRow,
    StoryRow,
)
from quellenlage.records.layers import Act, EntityType, Phase, QuotationType

# More options are no choice; the command line names any.
_MOST = 300
_STATEMENT = "statement"
_OBJECTING = frozenset({str(Act.DENIES), str(Act.DOUBTS)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice: its value, its words, and a group of words of the page that it belongs to (empty: as it stands)."""

    value: str
    words: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One field: text where there are no options."""

    name: str
    options: tuple[Option, ...] = ()
    chosen: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One thing to say: the action, and for ``add`` the kind that is added."""

    action: str
    inputs: tuple[Input, ...] = ()
    kind: str = ""
    hidden: tuple[tuple[str, str], ...] = field(default=())


def forms_of(row: Row, book: Book) -> tuple[Form, ...]:
    """What can be said of a row."""
    if isinstance(row, RunRow | InputRow):
        return ()
    if isinstance(row, CorrectionRow):
        return (Form(action="undo"),)
    judged = [Form(action="accept")]
    if not isinstance(row, ArticleRow | StoryRow | BlockRow):
        judged.append(Form(action="reject"))
    return (*judged, *_special(row, book))


def _special(row: Row, book: Book) -> Iterable[Form]:
    match row:
        case QuotationRow():
            return _of_quotation(row, book)
        case ArticleRow():
            return _of_article(row, book)
        case EntityRow():
            return _of_entity(row, book)
        case EventRow() if row.type != _STATEMENT:
            return _of_event(row, book)
        case ClaimRow():
            return _of_claim(row, book)
    return ()


def _words_of(values: Iterable[str], group: str) -> tuple[Option, ...]:
    return tuple(Option(value=str(value), words=str(value), group=group) for value in values)


def _actors(article: str, start: int, book: Book) -> tuple[Option, ...]:
    """The mentions of an article, those near a place first; each actor by the words that stand there."""
    mentions = [m for m in book.record.mention if m.article == article]
    near = sorted(mentions, key=lambda m: (abs(m.start - start), m.id))[:_MOST]
    return tuple(Option(value=m.id, words=f"{book.names.get(m.entity, '')} – „{m.text}“ ({m.start})") for m in near)


def _of_quotation(row: QuotationRow, book: Book) -> Iterable[Form]:
    nobody = Option(value="nobody", words="nobody", group="review")
    speakers = (nobody, *_actors(row.article, row.quote[0].start, book))
    yield Form(action="speaker", inputs=(Input(name="speaker", options=speakers, chosen=_speaker(row, book)),))
    yield Form(action="act", inputs=(Input(name="act", options=_words_of(Act, "act"), chosen=row.act),))
    types = _words_of(QuotationType, "quote_type")
    yield Form(action="type", inputs=(Input(name="type", options=types, chosen=row.type),))


def _speaker(row: QuotationRow, book: Book) -> str:
    """The mention at the words of the speaker."""
    span = row.speaker.span
    at = (
        m.id for m in book.record.mention if span and (m.article, m.start, m.end) == (row.article, span.start, span.end)
    )
    return next(at, "nobody")


def _of_article(row: ArticleRow, book: Book) -> Iterable[Form]:
    days = row.published.earliest or ""
    yield Form(action="date", inputs=(Input(name="days", chosen=days),))
    if not row.analysed:
        return
    words, nth = Input(name="words"), Input(name="nth", required=False)
    speakers = (Option(value="nobody", words="nobody", group="review"), *_actors(row.id, 0, book))
    acts, types = _words_of(Act, "act"), _words_of(QuotationType, "quote_type")
    yield Form(
        action="add",
        kind="quotation",
        inputs=(
            words,
            nth,
            Input(name="speaker", options=speakers, chosen="nobody"),
            Input(name="act", options=acts, chosen=str(Act.ASSERTS)),
            Input(name="type", options=types, chosen=str(QuotationType.INDIRECT)),
        ),
    )
    events = _words_of(sorted(t for t in load_ontology().events if t != _STATEMENT), "event")
    day = Input(name="days", required=False)
    yield Form(action="add", kind="event", inputs=(words, nth, Input(name="type", options=events), day))
    kinds = Input(name="type", options=_words_of(EntityType, "entity"))
    yield Form(action="add", kind="mention", inputs=(words, nth, kinds))


def _of_entity(row: EntityRow, book: Book) -> Iterable[Form]:
    others = [e for e in book.record.entity if e.id != row.id and e.type == row.type][:_MOST]
    if others:
        options = tuple(Option(value=e.id, words=e.name) for e in sorted(others, key=lambda e: (e.name, e.id)))
        yield Form(action="merge", inputs=(Input(name="other", options=options),))
    named = [m for m in book.record.mention if m.entity == row.id and m.form != "pronoun"][:_MOST]
    if len(named) > 1:
        options = tuple(Option(value=m.id, words=_place(m, book)) for m in named)
        first, second = Input(name="one", options=options), Input(name="two", options=options, chosen=named[-1].id)
        yield Form(action="split", inputs=(first, second))


def _place(mention: MentionRow, book: Book) -> str:
    return f"„{mention.text}“ ({book.number(mention.article)}: {mention.start})"


def _of_event(row: EventRow, book: Book) -> Iterable[Form]:
    yield Form(action="phase", inputs=(Input(name="phase", options=_words_of(Phase, "phase"), chosen=row.phase),))
    days = "..".join(dict.fromkeys((row.from_ or "", row.to or "")))
    yield Form(action="days", inputs=(Input(name="days", chosen=days, required=False),))
    actors = _takers(row, book)
    if actors:
        names = [role.name for role in load_ontology().events[row.type].roles]
        roles = (*_words_of(names, ""), Option(value="none", words="none", group="review"))
        held = row.participants[0].role if row.participants else names[0]
        inputs = (Input(name="actor", options=actors), Input(name="role", options=roles, chosen=held))
        yield Form(action="role", inputs=inputs)
    others = [e for e in book.record.event if e.id != row.id and e.type == row.type][:_MOST]
    if others:
        options = tuple(
            Option(value=e.id, words=f"{e.label} ({e.from_ or '?'}, „{e.mentions[0].text}“)") for e in others
        )
        yield Form(action="same", inputs=(Input(name="other", options=options),))
    if len(row.mentions) > 1:
        told = enumerate(row.mentions[1:_MOST], 2)
        options = tuple(
            Option(value=str(n), words=f"„{m.text}“ ({book.number(m.article)}: {m.start})") for n, m in told
        )
        yield Form(action="different", inputs=(Input(name="number", options=options),))


def _takers(row: EventRow, book: Book) -> tuple[Option, ...]:
    """Those who take part, with their roles, then all others whom the articles of an event name, the nearest first."""
    roles = {p.entity: p.role for p in row.participants}
    places = {m.article: m.start for m in reversed(row.mentions)}
    near = sorted(
        (m for m in book.record.mention if m.article in places and m.form == "name"),
        key=lambda m: (abs(m.start - places[m.article]), m.id),
    )
    found = list(dict.fromkeys((*roles, *(m.entity for m in near))))[:_MOST]
    named = ((entity, book.names.get(entity, entity)) for entity in found)
    return tuple(Option(value=e, words=f"{name} ({roles[e]})" if e in roles else name) for e, name in named)


def _of_claim(row: ClaimRow, book: Book) -> Iterable[Form]:
    sides = tuple(
        Option(value=str(n), words=f"{book.names.get(s.holder or '', s.holder or '?')}: „{s.span.text[:80]}“")
        for n, s in enumerate(row.stances[:_MOST], 1)
    )
    acts = _words_of(Act, "act")
    chosen = row.stances[0].stance if row.stances else ""
    if not sides:
        return
    yield Form(
        action="stance",
        inputs=(Input(name="number", options=sides), Input(name="stance", options=acts, chosen=chosen)),
    )
    denials = (str(n) for n, side in enumerate(row.stances[:_MOST], 1) if side.stance in _OBJECTING)
    first = Input(name="number", options=sides, chosen=next(denials, "1"))
    yield Form(action="means", inputs=(first, Input(name="meant", options=_meant(row, book))))


def _meant(row: ClaimRow, book: Book) -> tuple[Option, ...]:
    """What a side of a claim may mean: claims, those of its articles first, and what else is said in these."""
    articles = {side.article for side in row.stances}
    own = {side.quotation for side in row.stances}
    claims = (c for c in book.record.claim if c.id != row.id)
    near = sorted(claims, key=lambda c: not articles & {side.article for side in c.stances})[: _MOST // 2]
    said = [q for q in book.record.quotation if q.article in articles and q.id not in own][: _MOST // 2]
    return (
        Option(value="nothing", words="nothing", group="meant"),
        *(Option(value=c.id, words=f"{c.label} „{c.span.text}“") for c in near),
        *(
            Option(value=q.id, words=f"„{q.quote[0].text}“ ({book.number(q.article)}: {q.quote[0].start})")
            for q in said
        ),
    )

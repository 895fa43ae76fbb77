"""The timeline as one drawing: the days of printing of all articles, and the events that most of them tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quellenlage.present.html.book import Book
from quellenlage.present.html.scale import Bar, Scale, bar_of, make_scale
from quellenlage.records.contract import ArticleRow, EventRow

WIDTH = 1000.0
# So many events are drawn: more are a wall. Chosen by how many articles tell them.
_MOST = 26
# Days: what lies further back than this is background, and what is spread over more says too little to be drawn.
_BACKGROUND, _VAGUE = 120, 62
# Units that a letter of a label takes, and letters that are shown.
_LETTER, _LETTERS = 6.6, 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A bar with its label, in a lane.

    Attributes:
        type: Of the event; empty for an article.
        who: Names of those who take part, or the number of the article.
        before: The label stands left of the bar, as there is no room at its right.
    """

    id: str
    bar: Bar
    lane: int
    type: str
    who: str
    before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The drawing: articles in the upper lanes, events below them."""

    scale: Scale
    articles: tuple[Drawn, ...]
    events: tuple[Drawn, ...]
    article_lanes: int
    event_lanes: int
    left_out: int


def make_strip(book: Book) -> Strip | None:
    """The drawing of the story; None where nothing has a day."""
    printed = [row for row in book.record.article if row.published.earliest and row.published.latest][:_MOST]
    first = min((row.published.earliest or "" for row in printed), default="")
    dated = [event for event in book.record.event if _is_near(event, first)]
    chosen = sorted(dated, key=lambda e: (-len(e.articles), -len(e.mentions), e.from_ or "", e.id))[:_MOST]
    chosen.sort(key=lambda e: (e.from_ or "", e.to or "", e.id))
    days = [(e.from_, e.to) for e in chosen] + [(a.published.earliest, a.published.latest) for a in printed]
    scale = make_scale(days, WIDTH)
    if not scale.stretches:
        return None
    articles = _packed([_article(row, scale, book) for row in printed])
    events = _packed([_event(event, scale, book) for event in chosen])
    return Strip(
        scale=scale,
        articles=articles,
        events=events,
        article_lanes=max((drawn.lane + 1 for drawn in articles), default=0),
        event_lanes=max((drawn.lane + 1 for drawn in events), default=0),
        left_out=len(book.record.event) - len(chosen),
    )


def _is_near(event: EventRow, first: str) -> bool:
    """Whether the event has days that say something, and belongs to the time of which the articles bring news."""
    if not event.from_ or not event.to:
        return False
    ends = [date.fromisoformat(day).toordinal() for day in (event.from_, event.to)]
    before = date.fromisoformat(first).toordinal() - _BACKGROUND if first else 0
    return ends[1] - ends[0] <= _VAGUE and ends[0] >= before


def _article(row: ArticleRow, scale: Scale, book: Book) -> Drawn:
    return _drawn(row.id, bar_of(scale, row.published.earliest, row.published.latest), "", str(book.number(row.id)))


def _event(event: EventRow, scale: Scale, book: Book) -> Drawn:
    names = dict.fromkeys(book.names.get(p.entity, "") for p in event.participants)
    who = ", ".join(name for name in names if name)
    return _drawn(event.id, bar_of(scale, event.from_, event.to), event.type, who)


def _drawn(id_: str, bar: Bar | None, type_: str, who: str) -> Drawn:
    place = bar or Bar(x=0.0, width=0.0, kind="open")
    shown = who if len(who) <= _LETTERS else who[:_LETTERS] + "…"
    before = place.x + place.width + _LETTER * (len(shown) + len(type_) + 3) > WIDTH
    return Drawn(id=id_, bar=place, lane=0, type=type_, who=shown, before=before)


def _packed(row: list[Drawn]) -> tuple[Drawn, ...]:
    """Every bar in the first lane in which it and its label touch nothing."""
    lanes: list[list[tuple[float, float]]] = []
    placed = []
    for drawn in row:
        label = _LETTER * (len(drawn.who) + len(drawn.type) + 3)
        left = drawn.bar.x - (label if drawn.before else 0)
        right = drawn.bar.x + drawn.bar.width + (0 if drawn.before else label)
        lane = next((n for n, taken in enumerate(lanes) if all(right < a or left > b for a, b in taken)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((left, right))
        placed.append(Drawn(id=drawn.id, bar=drawn.bar, lane=lane, type=drawn.type, who=drawn.who, before=drawn.before))
    return tuple(placed)

"""What an article tells with a day, as it is compared with what other articles tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.dates.anchor import Anchor, Direction, Symbolic, resolve
from quellenlage.dates.constraint import DaySet
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import TimexType
from quellenlage.records.document import BlockType, Passage
from quellenlage.records.layers import Analysis, Timex
from quellenlage.records.linked import Linked
from quellenlage.records.wording import CONTENT, Sort, Wording
from quellenlage.text.span import Span

# A name of so many days or fewer fixes what happened: a day, a weekend, a week.
_SHORT = 7
SOME_DAY = next(d.first for d in DaySet.weekday(3).runs() if d.first)
_COUNTRY = "country:"
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
TEXT = frozenset({BlockType.STANDFIRST, BlockType.BODY})
_LEAD = 5
# A sentence with more times than these is a list: none of them is the day of what it tells.
_MANY = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """One act or utterance with the words for its day.

    Attributes:
        timex: The words for its day; None where the article does not tell it.
        span: What is told; in the analysed text.
        coming: Whether it is told as one to come.
        leads: Whether it stands among the first sentences: it is the news of the article.
    """

    analysis: Analysis
    timex: Timex | None
    span: Span
    coming: bool = False
    leads: bool = False

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.analysis.document.id

    @property
    def passage(self) -> Passage:
        """The words for its day, else what is told."""
        return self.analysis.document.passage(self.timex.span if self.timex else self.span)


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings of one act: the day is shared, so each bounds the day of printing of the other's article.

    Attributes:
        rule: What joins them.
        reason: The same for the reader.
        weight: How much it counts.
        within: Both articles are taken to be printed within so many days: neither says that it was long ago; 0 if
            nothing is known of it.
        same_weekday: It counts only if the giver's day falls on the weekday that the taker names.
    """

    one: Telling
    two: Telling
    rule: str
    reason: str
    weight: int
    within: int = 0
    same_weekday: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with one day, by the words that carry what it tells.

    Attributes:
        lemmas: Its own; time expressions and states are left out.
        around: Those of the sentences before and behind it in its paragraph too.
        names: Words of names in it.
        nouns: Those and its nouns.
        events: Types of the events told in it.
        numbers: Values of the numbers in it.
        speakers: Entities that speak in it, as far as they are known.
    """

    telling: Telling
    lemmas: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    nouns: frozenset[str]
    events: frozenset[str]
    numbers: frozenset[str]
    speakers: frozenset[str]


def is_day(symbolic: Symbolic) -> bool:
    """Whether an expression names a day."""
    return is_short(symbolic) and resolve(symbolic, DayInterval(SOME_DAY, SOME_DAY)).interval.days == 1


def is_short(symbolic: Symbolic) -> bool:
    """Whether an expression names a day or a week."""
    if symbolic.type not in (TimexType.DATE, TimexType.TIME) or symbolic.bound or symbolic.mod:
        return False
    if symbolic.anchor is Anchor.CONTEXT:
        return False
    named = resolve(symbolic, DayInterval(SOME_DAY, SOME_DAY)).interval
    return named.days is not None and named.days <= _SHORT


def weekday_of(timex: Timex | None) -> int | None:
    """The number of the weekday by which alone a day is named; None where it is named otherwise."""
    if timex is None:
        return None
    found = _WEEKDAY.match(timex.symbolic.value)
    plain = timex.symbolic.unit is None and timex.symbolic.anchor is Anchor.PUBLICATION
    return int(found[1]) if found and plain else None


def is_coming(timex: Timex) -> bool:
    """Whether what happens then is told as one to come."""
    looks = timex.told or timex.symbolic.direction
    return looks in (Direction.AFTER, Direction.AHEAD) or timex.symbolic.offset > 0


def sentences(analysis: Analysis, linked: Linked) -> Iterator[Sentence]:
    """The sentences of an article that name a day, once for each of these names."""
    wordings = analysis.found.wordings
    starts = [wording.span.start for wording in wordings]
    times: dict[int, list[Timex]] = {}
    for timex in analysis.found.timexes:
        times.setdefault(bisect_right(starts, timex.span.start) - 1, []).append(timex)
    without = state_places(analysis)
    lemmas = [_lemmas(wording, times.get(at, [])[:_MANY], without) for at, wording in enumerate(wordings)]
    events: dict[int, list[str]] = {}
    for event in analysis.found.events:
        events.setdefault(bisect_right(starts, event.span.start) - 1, []).append(event.type)
    lead = lead_of(analysis)
    blocks = [sentence.block for sentence in analysis.found.sentences]
    speakers = _speakers(analysis, linked, starts)
    for at, some in sorted(times.items()):
        short = [timex for timex in some[: _MANY + 1] if is_day(timex.symbolic)]
        if at < 0 or len(some) > _MANY:
            continue
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(lemmas) and blocks[n] == blocks[at]]
        around = lemmas[at].union(*(lemmas[n] for n in near))
        numbers = _numbers(wordings[at], some)
        names, nouns = (
            lemmas[at] & {term.lemma for term in wordings[at].terms if term.sort in sorts}
            for sorts in ((Sort.NAME,), (Sort.NAME, Sort.NOUN))
        )
        for timex in short:
            yield Sentence(
                telling=Telling(analysis, timex, wordings[at].span, is_coming(timex), wordings[at].span.end <= lead),
                lemmas=lemmas[at],
                around=around,
                names=names,
                nouns=nouns,
                events=frozenset(events.get(at, ())),
                numbers=numbers,
                speakers=speakers.get(at, frozenset()),
            )


def lead_of(analysis: Analysis) -> int:
    """Where the first sentences of the text end, in which the news is told; 0 without text."""
    blocks = analysis.document.blocks
    story = [s.span.end for s in analysis.found.sentences if blocks[s.block].type in TEXT][:_LEAD]
    return max(story, default=0)


def state_places(analysis: Analysis) -> frozenset[int]:
    """Where names of states begin: half of all news share them."""
    return frozenset(
        start
        for mention in analysis.found.mentions
        if any(candidate.startswith(_COUNTRY) for candidate in mention.candidates[:1])
        for start in range(mention.span.start, mention.span.end)
    )


def _lemmas(wording: Wording, times: Sequence[Timex], without: frozenset[int]) -> frozenset[str]:
    return frozenset(
        term.lemma
        for term in wording.terms
        if term.sort in CONTENT and term.span.start not in without and not _is_in(term.span, times)
    )


def _numbers(wording: Wording, times: Sequence[Timex]) -> frozenset[str]:
    return frozenset(t.lemma for t in wording.terms if t.sort is Sort.NUMBER and not _is_in(t.span, times))


def _is_in(span: Span, times: Sequence[Timex]) -> bool:
    return any(timex.span.contains(span) for timex in times)


def _speakers(analysis: Analysis, linked: Linked, starts: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """Who speaks in each sentence."""
    found: dict[int, frozenset[str]] = {}
    for quotation in analysis.found.quotations:
        at = bisect_right(starts, quotation.span.start) - 1
        who = (linked.entities.of(analysis.document.id, span) for span in quotation.speakers)
        found[at] = found.get(at, frozenset()) | frozenset(entity for entity in who if entity)
    return found

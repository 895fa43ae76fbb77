"""One utterance that two articles report: each tells when in its own way, and both mean one day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from quellenlage.dates.anchor import Direction
from quellenlage.link.date.telling import Link, Telling, is_day, is_short
from quellenlage.records.layers import Analysis, Quotation, QuotationType, Timex
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import make_id

# From here on two reports of one speaker, one of them word for word, are one utterance. Of such pairs in 45 piles of
# german-news-2020 (outside of the measured ones) all 5 above it were printed on one day, one of 2 below it was not.
# Of pairs without a direct quotation half are reports that return with other numbers: they are not taken.
_SURE = 0.55
_COUNTS = 3
# All 4 pairs of articles of german-news-2020 (outside of the measured ones) that report one utterance of one speaker,
# one of them word for word, were printed on one day: few, so days are left on either side.
_NEAR = 3
# Times of a sentence that are looked at.
_MANY = 8


def link_utterances(pile: Sequence[Analysis], linked: Linked) -> tuple[Link, ...]:
    """Pairs of reports of one utterance.

    Who names no day with it gets a bound: nobody prints it before it was said. Where neither says that it was in an
    earlier week, both are taken for news of the same days.

    Args:
        pile: In order of source.
        linked: Needs ``entities``, ``quotations`` and ``alike``.
    """
    told: dict[str, Telling] = {}
    for analysis in pile:
        told |= _tellings(analysis, linked)
    rows = {row.id: row for row in linked.quotations}
    found = []
    for pair in linked.alike:
        left, right = pair.quotations
        if left not in told or right not in told:
            continue
        known = set(rows[left].speaker.entities) & set(rows[right].speaker.entities)
        direct = QuotationType.DIRECT in (rows[left].type, rows[right].type)
        if known and direct and pair.score >= _SURE:
            is_news = all(t.timex is None or is_day(t.timex.symbolic) for t in (told[left], told[right]))
            within = _NEAR if is_news else 0
            reason = "reports the same words"
            link = Link(told[left], told[right], "same utterance", reason, _COUNTS, within)
            found.append(link)
    return tuple(found)


def _tellings(analysis: Analysis, linked: Linked) -> Mapping[str, Telling]:
    """Every quotation under the id of its row with the words for the day on which it was said.

    These stand in the sentence outside of what is said; else in the sentence before in which the same speaker is
    quoted in the same paragraph: whoever goes on quoting does not say the day again.
    """
    document = analysis.document
    starts = [sentence.span.start for sentence in analysis.found.sentences]
    times = [t for t in analysis.found.timexes if is_short(t.symbolic)]
    last: dict[tuple[int, frozenset[str]], Timex] = {}
    found: dict[str, Telling] = {}
    for quotation in sorted(analysis.found.quotations, key=lambda q: q.span):
        first, end = (document.passage(quotation.quotes[i]) for i in (0, -1))
        at = max(0, bisect_right(starts, (quotation.frame or quotation.span).start) - 1)
        who = frozenset(e for s in quotation.speakers if (e := linked.entities.of(document.id, s)))
        key = (analysis.found.sentences[at].block, who)
        said = next(_said(quotation, times, analysis, starts), None)
        timex = said or (last.get(key) if who else None)
        if timex is not None and who:
            last[key] = timex
        row = make_id(document.id, "quotation", first.start, end.end, quotation.type)
        found[row] = Telling(analysis, timex, quotation.span)
    return found


def _said(quotation: Quotation, times: Sequence[Timex], analysis: Analysis, starts: Sequence[int]) -> Iterator[Timex]:
    """The words for the day in the sentences of the quotation, outside of what is said; past ones only."""
    spans = (quotation.span, *quotation.cues)
    low, high = (
        bisect_right(starts, place) - 1 for place in (min(s.start for s in spans), max(s.end for s in spans) - 1)
    )
    if low < 0:
        return
    begin, end = analysis.found.sentences[low].span.start, analysis.found.sentences[high].span.end
    first = bisect_right(times, begin - 1, key=lambda t: t.span.start)
    for timex in times[first : first + _MANY]:
        if timex.span.start >= end:
            return
        inside = any(quote.contains(timex.span) for quote in quotation.quotes)
        if not inside and timex.told is not Direction.AFTER:
            yield timex

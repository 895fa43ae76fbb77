"""Cuts what is said into propositions, one a sentence, and tells who takes which side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quellenlage.analyse.claim.pointing import Objection, Pointer, find_pointing
from quellenlage.analyse.claim.wording import Wording, read_wording
from quellenlage.records.claim import Proposition
from quellenlage.records.document import Document
from quellenlage.records.layers import Act, Layers, Mention, Quotation, Timex
from quellenlage.records.provenance import By
from quellenlage.text.span import Span, strip
from quellenlage.world import World

# So many quotations at most begin before a word and still hold it.
_NESTED = 8
_PASSIVE = "aux:pass"
# What a relative clause is to its noun.
_RELATIVE = frozenset({"acl", "acl:relcl"})
_OBJECTIONS = frozenset({Act.DENIES, Act.DOUBTS})
# The narrator's sentences that stand so near before an objection may be meant, whatever they name.
_ANSWERED = 2
# An objection of so many words says something, whatever it points at (set by hand).
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Heads:
    """Starts of the words of a sentence, and words that stand in the passive."""

    starts: tuple[int, ...]
    passive: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Page:
    """An article with the starts of its layers, to look things up."""

    document: Document
    found: Layers
    world: World
    sentences: tuple[int, ...]
    mentions: tuple[int, ...]
    timexes: tuple[int, ...]
    transfers: tuple[int, ...]
    read: dict[int, _Heads] = field(default_factory=dict)

    def heads(self, number: int) -> _Heads:
        """What hangs on the verbs of a sentence, read once."""
        if number not in self.read:
            words = self.found.parses[number].words
            self.read[number] = _Heads(
                tuple(w.span.start for w in words), frozenset(w.head for w in words if w.relation == _PASSIVE)
            )
        return self.read[number]

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        low, high = bisect_left(self.mentions, span.start), bisect_left(self.mentions, span.end)
        return tuple(m for m in self.found.mentions[low:high] if m.span.end <= span.end)

    def transfers_in(self, span: Span) -> tuple[int, ...]:
        return tuple(range(bisect_left(self.transfers, span.start), bisect_left(self.transfers, span.end)))

    def times_in(self, span: Span) -> tuple[Timex, ...]:
        return self.found.timexes[bisect_left(self.timexes, span.start) : bisect_left(self.timexes, span.end)]


def find_propositions(document: Document, found: Layers, world: World) -> tuple[Proposition, ...]:
    """Find what is claimed.

    Every sentence of a quotation is a proposition of its speakers, with the act of the quotation unless its own words
    doubt or leave open. A quotation inside another is a part of it, unless it objects. A sentence outside of all
    quotations is the narrator's if it names somebody or a number, tells hearsay, or stands right before an objection.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``parses``, ``mentions``, ``timexes``, ``quotations``, ``transfers``.
        world: ``language.claims``.

    Returns:
        Sorted by span; nothing without parses.
    """
    if world.language.claims is None or not found.parses:
        return ()
    page = _Page(
        document,
        found,
        world,
        tuple(s.span.start for s in found.sentences),
        tuple(m.span.start for m in found.mentions),
        tuple(t.span.start for t in found.timexes),
        tuple(t.span.start for t in found.transfers),
    )
    said = [p for index in _outer(found.quotations) for p in _of_quotation(index, page)]
    answered = {p.sentence - back for p in said if p.stance in _OBJECTIONS for back in range(1, _ANSWERED + 1)}
    said += list(_of_narrator(page, answered))
    return tuple(sorted(said, key=lambda p: (p.span, p.quotation is None, p.quotation or 0)))


def _outer(quotations: Sequence[Quotation]) -> Iterator[int]:
    """Quotations that are no part of another one, and parts that do another act."""
    order = sorted(range(len(quotations)), key=lambda i: (quotations[i].span.start, -quotations[i].span.end, i))
    open_: list[int] = []
    for index in order:
        span = quotations[index].span
        open_ = [i for i in open_[-_NESTED:] if quotations[i].span.end > span.start]
        inside = [i for i in open_ if quotations[i].span.contains(span)]
        if not any(_is_part(quotations[index], quotations[i]) for i in inside):
            yield index
        open_.append(index)


def _is_part(inner: Quotation, outer: Quotation) -> bool:
    same = inner.act is outer.act or inner.act is Act.ASSERTS
    return same and (inner.speakers == outer.speakers or not inner.cues or inner.cues == outer.cues)


@dataclass(frozen=True, slots=True)
class _Speech:
    """A quotation with what its word of saying tells."""

    index: int
    quotation: Quotation
    is_charge: bool
    holders: tuple[Span, ...]
    cues: tuple[tuple[int, int], ...]


def _of_quotation(index: int, page: _Page) -> Iterator[Proposition]:
    """One for each sentence that the quotation stands in."""
    quotation = page.found.quotations[index]
    speech = _Speech(index, quotation, *_cue(quotation, page))
    seen: set[int] = set()
    for quote in quotation.quotes:
        first = max(0, bisect_right(page.sentences, quote.start) - 1)
        last = bisect_left(page.sentences, quote.end)
        for number in range(first, last):
            span = page.found.sentences[number].span
            pieces = [piece for other in quotation.quotes if (piece := _within(other, span))]
            if pieces and number not in seen:
                seen.add(number)
                yield from _proposition(number, max(pieces, key=len), speech, page)


def _within(quote: Span, sentence: Span) -> Span | None:
    """The part of a piece that lies in a sentence."""
    low, high = max(sentence.start, quote.start), min(sentence.end, quote.end)
    return Span(low, high) if low < high else None


def _cue(quotation: Quotation, page: _Page) -> tuple[bool, tuple[Span, ...], tuple[tuple[int, int], ...]]:
    """What the word of saying tells.

    Returns:
        Whether it is a charge; who speaks, nobody who is named where a charge stands in the passive; and the words of
        saying as numbers of a sentence and of a word in it.
    """
    charging = page.world.language.claims.charging if page.world.language.claims else frozenset()
    charge, holders, found = False, quotation.speakers, list[tuple[int, int]]()
    for cue in quotation.cues:
        number = max(0, bisect_right(page.sentences, cue.start) - 1)
        words = page.found.parses[number].words
        heads = page.heads(number)
        at = max(0, bisect_right(heads.starts, cue.start) - 1)
        while at < len(words) and words[at].span.start < cue.end:
            if cue.overlaps(words[at].span):
                accuses = words[at].lemma in charging
                charge = charge or accuses
                holders = () if accuses and at in heads.passive else holders
                found.append((number, at))
            at += 1
    return charge, holders, tuple(found)


def _proposition(
    number: int, span: Span, speech: _Speech | None, page: _Page, *, is_asked: bool = False
) -> Iterator[Proposition]:
    """What one sentence says, if it says anything; ``speech`` is None for the narrator.

    ``is_asked``: an objection near behind may mean it, so that it counts without a name or number.
    """
    parse, sentence = page.found.parses[number], page.found.sentences[number].span
    mentions = page.mentions_in(span)
    within = [q for q in speech.quotation.quotes if q.overlaps(sentence)] if speech else [span]
    wording = read_wording(parse, within, mentions, page.document.text, page.world.language)
    says = bool(wording.terms or mentions) or (speech is not None and (wording.is_bare or wording.is_pointing))
    told = mentions or wording.has_number or wording.is_hedged
    if not says or (speech is None and not (told or is_asked)):
        return
    stance = _stance(speech.quotation if speech else None, wording, page)
    times = [t for t in page.times_in(sentence) if not span.overlaps(t.span) and t.told]
    transfers = page.transfers_in(span)
    negative = stance in _OBJECTIONS
    points = _pointing(number, within, speech, page) if speech and negative and not transfers else None
    kind = points.kind if points else None
    yield Proposition(
        span=span,
        sentence=number,
        quotation=speech.index if speech else None,
        stance=stance,
        polarity="-" if negative or wording.is_negated else "+",
        certainty=_certainty(stance, wording, is_narrated=speech is None),
        about=wording.about,
        terms=wording.terms,
        names=tuple(m.span for m in mentions),
        transfers=transfers,
        is_bare=speech is not None and not transfers and _is_bare(wording, mentions, points),
        points=kind,
        is_charge=speech is not None and speech.is_charge,
        holders=speech.holders if speech else (),
        goods=wording.goods if negative else None,
        vector=parse.vector,
        time=times[0].span if times and speech else None,
        by=By("a sentence of a quotation" if speech else "a sentence of the narrator"),
    )


def _certainty(stance: Act, wording: Wording, *, is_narrated: bool) -> str:
    """A question is open; what is hedged, or what the narrator tells in the mood of others, is possible."""
    if stance is Act.ASKS:
        return "U"
    return "PS" if wording.is_hedged or (is_narrated and wording.is_reported) else "CT"


def _is_bare(wording: Wording, mentions: Sequence[Mention], points: Pointer | None) -> bool:
    """Whether the words only point at what was said, or name somebody and no more."""
    if points and (not wording.terms or (points.kind is not None and points.n_words < _FEW)):
        return True
    return wording.is_pointing or (wording.is_bare and not mentions)


def _pointing(number: int, within: Sequence[Span], speech: _Speech, page: _Page) -> Pointer | None:
    """By what an objection points back, as its words in one sentence tell."""
    claims, parse = page.world.language.claims, page.found.parses[number]
    if claims is None:
        return None
    sentence, starts = page.found.sentences[number].span, page.heads(number).starts
    pieces = [range(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in within]
    inside = sorted({i for piece in pieces for i in piece})
    beside = [*speech.quotation.speakers, *(t.span for t in page.times_in(sentence))]
    cues = [at for home, at in speech.cues if home == number]
    return find_pointing(Objection(speech.quotation, inside, cues, beside), parse, page.document.text, claims)


def _stance(quotation: Quotation | None, wording: Wording, page: _Page) -> Act:
    """The act as the content words it: without evidence or knowledge a statement doubts; a worry expects."""
    if quotation is None:
        return Act.ASKS if wording.is_unclear else Act.ASSERTS
    act = quotation.act
    if act is Act.ASSERTS and wording.is_rebutted:
        return Act.DENIES
    if act in (Act.ASSERTS, Act.EXPECTS) and (wording.lacks_evidence or wording.is_uncertain):
        return Act.DOUBTS
    if act is Act.DOUBTS and _is_worry(quotation, page):
        return Act.EXPECTS
    return act


def _is_worry(quotation: Quotation, page: _Page) -> bool:
    """„äußerte Bedenken, dass …“: a clause of content behind a word for worry is feared."""
    language = page.world.language
    worries = language.claims.worries if language.claims else frozenset()
    words = {cue.of(page.document.text).lower() for cue in quotation.cues}
    opener = quotation.quotes[0].of(page.document.text).split(maxsplit=1)[0].lower()
    return bool(words & worries) and opener in language.content_openers


def _of_narrator(page: _Page, answered: set[int]) -> Iterator[Proposition]:
    """Sentences in which nobody is quoted; ``answered``: those near before an objection."""
    quotes = sorted(span for q in page.found.quotations for span in q.quotes)
    starts = [span.start for span in quotes]
    for number, sentence in enumerate(page.found.sentences):
        at = bisect_left(starts, sentence.span.end)
        inside = [span for span in quotes[max(0, at - _NESTED) : at] if span.overlaps(sentence.span)]
        own = _main_clause(number, inside, page)
        if own:
            yield from _proposition(number, own, None, page, is_asked=number in answered)


def _main_clause(number: int, quotes: Sequence[Span], page: _Page) -> Span | None:
    """What of a sentence is the narrator's: all, or what stands before a relative clause that reports what is said."""
    sentence = page.found.sentences[number].span
    if len(quotes) != 1:
        return None if quotes else sentence
    words = page.found.parses[number].words
    first = bisect_left(page.heads(number).starts, quotes[0].start)
    clauses = [w.head for w in words[first:] if w.relation in _RELATIVE]
    rest = [w for w in words if w.span.start >= quotes[0].end and w.upos != "PUNCT"]
    roots = [i for i, w in enumerate(words) if w.head < 0]
    if rest or not clauses or not all(0 <= i < first for i in (*roots, clauses[0])):
        return None
    return strip(Span(sentence.start, words[first - 1].span.start), page.document.text)

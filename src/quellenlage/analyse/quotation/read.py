"""Quotations as the model reads them: parts that it joins, beside what the rules have found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.quotation.across import Across, across_headings
from quellenlage.analyse.quotation.bodies import body_beside
from quellenlage.analyse.quotation.cited import is_passed_on
from quellenlage.analyse.quotation.cues import PASSING_ON, Found, find_cues
from quellenlage.analyse.quotation.grammar import APPOSITIONS, hints_of, passives_of, subject_of, subject_voice
from quellenlage.analyse.quotation.phrases import REBUTTAL
from quellenlage.analyse.quotation.relatives import RELATIVE
from quellenlage.analyse.quotation.speakers import ACTORS
from quellenlage.lang.language import Language
from quellenlage.records.document import Block
from quellenlage.records.layers import (
    OBJECTIONS,
    Act,
    Layers,
    Medium,
    Mention,
    MentionForm,
    Quotation,
    QuotationType,
    Sentence,
)
from quellenlage.records.parse import Found as Role
from quellenlage.records.parse import Join, Parse
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover, strip

# A quote, and the other parts that are joined to it, count from this score on (set by hand).
_SURE = 0.6
# A quote with a word of saying that the lexicon does not know, with none, or with one that has said something already,
# must be read more surely (set by hand, after reading twenty articles).
_SURER = 0.85
# The word of saying stands so many sentences away at most (set by hand).
_NEAR = 1
_NO_HEAD = frozenset({"PUNCT", "ADP", "DET"})
# Direct speech without marks has so many characters at least (set by hand).
_SCRAP = 14
_BY_NOUN = QuotationType.REPORTED
_WITHOUT_CUE = QuotationType.INDIRECT_FREE_INDIRECT


@dataclass(frozen=True, slots=True)
class Heard:
    """A quotation that the model joins, with the score of its quote, 0 to 1."""

    score: float
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class _Page:
    """What parts of quotations are held against.

    Attributes:
        mentions: In order of their starts.
        starts: Their starts.
        parses: Of all sentences, in order.
        marks: Quotation marks of the language, and blanks.
    """

    text: str
    language: Language
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    parses: tuple[Parse, ...]
    marks: frozenset[str]

    def speakers(self, voice: Span) -> tuple[Span, ...]:
        """Mentions of those whom the words for a speaker mean: their heads, or names in apposition to them."""
        at = bisect_right(self.parses, voice.start, key=lambda parse: parse.span.start) - 1
        parse = self.parses[max(0, at)]
        tree = parse.tree()
        inside = set(parse.inside((voice,)))
        tops = [i for i in sorted(inside) if parse.words[i].head not in inside and parse.words[i].upos not in _NO_HEAD]
        heads = [i for top in tops[:1] for i in (top, *tree.children(top, ("conj",))) if i in inside]
        named = [[h, *(i for i in tree.children(h, APPOSITIONS) if i in inside)] for h in heads]
        found = (self._mention([parse.words[i].span for i in words], voice) for words in named)
        return tuple(dict.fromkeys(mention.span for mention in found if mention))

    def together(self, cues: Sequence[Span], parse: Parse) -> list[Span]:
        """The pieces of a word of saying that stand in the sentence of the first, if the quote is not far from it."""
        if not cues:
            return []
        places = (cues[0].start, parse.span.start)
        at, own = (bisect_right(self.parses, place, key=lambda parse: parse.span.start) - 1 for place in places)
        if abs(at - own) > _NEAR:
            return []
        here = [cue for cue in cues if self.parses[at].span.contains(cue)]
        return [cue for cue in here if not self._passes_on(cue, self.parses[at])] or here

    def _passes_on(self, cue: Span, parse: Parse) -> bool:
        return any(is_passed_on(i, parse, self.text, self.language) for i in parse.touched((cue,)))

    def _mention(self, words: Sequence[Span], voice: Span) -> Mention | None:
        """The mention inside ``voice`` that holds one of the words; one by name goes first."""
        first, last = bisect_left(self.starts, voice.start), bisect_left(self.starts, voice.end)
        actors = [m for m in self.mentions[first:last] if m.type in ACTORS and not m.derived]
        near = [m for m in actors if m.span.end <= voice.end]
        hits = [m for word in words for m in near if m.span.contains(word)]
        return next((m for m in hits if m.form is MentionForm.NAME), next(iter(hits), None))


def find_read(found: Layers, text: str, language: Language, blocks: Sequence[Block] = ()) -> list[Heard]:
    """Quotations that the model joins, each with its score; of two that share words the surer one.

    Args:
        found: ``sentences``, ``parses`` and ``mentions``.
        text: The analysed text.
        language: ``cues``, for the act.
        blocks: Of the article; which of them are headings.
    """
    page = _Page(
        text,
        language,
        found.mentions,
        tuple(mention.span.start for mention in found.mentions),
        found.parses,
        frozenset(mark for pair in language.quotation_marks for mark in pair) | {" "},
    )
    across = across_headings(found, blocks) if blocks else Across(frozenset(), {})
    heard = [
        one
        for sentence, parse in zip(found.sentences, found.parses, strict=False)
        if parse.joins
        for one in _of_sentence(sentence, parse, page, across)
    ]
    taken = Mask(len(text), ())
    used: set[Span] = set()
    chosen: list[Heard] = []
    for one in sorted(heard, key=lambda h: (-h.score, h.quotation.span)):
        again = one.score < _SURER and not used.isdisjoint(one.quotation.cues)
        if not again and not any(taken.touches(quote) for quote in one.quotation.quotes):
            chosen.append(one)
            taken.take(one.quotation.quotes)
            used.update(one.quotation.cues)
    return chosen


def spoken_in(heard: Sequence[Heard], found: Layers) -> dict[int, Quotation]:
    """What the model is sure of, by the index of the sentence in which somebody speaks; the last one of each."""
    starts = [sentence.span.start for sentence in found.sentences]
    sure = sorted((h.quotation for h in heard if h.score >= _SURER), key=lambda q: q.span)
    return {max(0, bisect_right(starts, (q.voice or q.span).start) - 1): q for q in sure}


def join_readings(ruled: Sequence[Quotation], heard: Sequence[Heard], length: int) -> list[Quotation]:
    """What the rules and the model find, as one list.

    Words in marks are the rules' affair, and so is who goes on speaking without a word of saying. Of other quotations
    that share words or a word of saying the model's counts where it is sure; speakers that it leaves open, and who
    passes the words on, are taken over from the rules.
    """
    free = Mask(length, (q.span for q in ruled if q.type is _WITHOUT_CUE and q.speakers))
    sure = [h.quotation for h in heard if _is_sure(h) and (h.quotation.cues or not free.touches(h.quotation.span))]
    words = Mask(length, (quote for q in sure for quote in q.quotes))
    cues = {at: q for q in sure for cue in q.cues for at in range(cue.start, cue.end)}
    told = {cue for quotation in ruled for cue in quotation.cues}
    direct = [h.quotation for h in heard if h.score >= _SURER and h.quotation.type is QuotationType.DIRECT]
    direct = [q for q in direct if q.cues and q.voice and told.isdisjoint(q.cues)]
    kept: list[Quotation] = []
    rivals: dict[Span, Quotation] = {}
    for quotation in ruled:
        same = [cues[at] for cue in quotation.cues for at in range(cue.start, cue.end) if at in cues]
        rivals |= {rival.span: quotation for rival in same}
        touched = same or any(words.touches(quote) for quote in quotation.quotes)
        nested = any(words.touches(cue) for cue in quotation.cues)
        apart = nested or not any(words.touches(quote) for quote in quotation.quotes)
        lost = quotation.act in OBJECTIONS and apart and all(rival.act is not quotation.act for rival in same)
        lost = lost or (nested and not same and quotation.act is not Act.ASSERTS and _is_within(quotation, words))
        if quotation.type is QuotationType.DIRECT:
            kept.append(_voiced(quotation, direct))
        elif not touched or lost:
            kept.append(quotation)
    rivals |= _rejections(ruled, sure)
    taken = Mask(length, (span for q in kept for span in (*q.quotes, *q.cues)))
    said = [_completed(q, rivals.get(q.span)) for q in sure]
    weak = [h.quotation for h in heard if not _is_sure(h) and not _is_scrap(h.quotation)]
    return [*kept, *said, *(q for q in weak if not any(taken.touches(span) for span in (*q.quotes, *q.cues)))]


def _voiced(quotation: Quotation, direct: Sequence[Quotation]) -> Quotation:
    """Words in marks beside which the rules find no word of saying, with the speaker of the model."""
    read = next((q for q in direct if q.span.overlaps(quotation.span)), None) if not quotation.cues else None
    if read is None:
        return quotation
    return replace(quotation, voice=read.voice, speakers=read.speakers, by=read.by)


def _is_within(quotation: Quotation, words: Mask) -> bool:
    """Whether somebody else's report holds a whole act with who does it: „… habe gedroht, ihn zu schlagen“."""
    parts = (*quotation.cues, *quotation.quotes, *((quotation.voice,) if quotation.voice else ()))
    return quotation.voice is not None and all(words.touches(part) for part in parts)


def _rejections(ruled: Sequence[Quotation], sure: Sequence[Quotation]) -> dict[Span, Quotation]:
    """„Die Behauptung, …, nannte er Unsinn“: by the span of what the model reads the rejection that the rules find."""
    rejected = [q for q in ruled if q.by.rule == REBUTTAL]
    return {q.span: r for r in rejected for q in sure if q.span.overlaps(r.span) and q.act is Act.ASSERTS}


def _is_sure(heard: Heard) -> bool:
    return heard.score >= _SURER and heard.quotation.type is not QuotationType.DIRECT


def _is_scrap(quotation: Quotation) -> bool:
    """Words that only the model takes for direct speech, and too few of them."""
    return quotation.type is QuotationType.DIRECT and sum(map(len, quotation.quotes)) < _SCRAP


def _completed(quotation: Quotation, rival: Quotation | None) -> Quotation:
    """The quotation with what only the rules know: whom a pronoun means, and who passes the words on."""
    if rival is None:
        return quotation
    objects = rival.act in OBJECTIONS and cover(rival.quotes).overlaps(quotation.span)
    return replace(
        quotation,
        act=rival.act if objects else quotation.act,
        speakers=quotation.speakers or (rival.speakers if quotation.voice in {None, rival.voice} else ()),
        via=quotation.via or rival.via,
    )


def _of_sentence(sentence: Sentence, parse: Parse, page: _Page, across: Across) -> Iterator[Heard]:
    """Quotations whose quote begins in the sentence."""
    joins: dict[Span, list[Join]] = defaultdict(list)
    for join in parse.joins:
        if join.score >= _SURE:
            joins[join.quote].append(join)
    later = {join.other for found in joins.values() for join in found if join.kind == "part"}
    outside = (True,) * len(sentence.tokens)
    hints = hints_of(parse, page.text, page.language.negation)
    found_cues = find_cues(sentence, page.text, page.language, outside, hints)
    cues = {at: f for f in found_cues for span in f.spans for at in range(span.start, span.end)}
    passives = passives_of(parse)
    for role in parse.roles:
        lent = max((across.lent.get(j.other, 0.0) for j in joins[role.span] if j.kind == "cue"), default=0.0)
        role = replace(role, score=max(role.score, lent)) if lent else role
        if role.kind == "quote" and role.score >= _SURE and role.span not in later and role.span not in across.wrong:
            passive = any(join.other.start in passives for join in joins[role.span] if join.kind == "cue")
            quotation = _quotation(role, joins[role.span], parse, page, cues, passive=passive)
            if quotation and quotation.act is Act.ASSERTS and _asks(quotation, page):
                quotation = replace(quotation, act=Act.ASKS)
            if quotation:
                yield Heard(role.score, quotation)


def _quotation(
    role: Role, joins: Sequence[Join], parse: Parse, page: _Page, cues: Mapping[int, Found], *, passive: bool
) -> Quotation | None:
    """The quote with what is joined to it: speakers of its own sentence first, pieces of it alone."""
    joined: dict[str, list[Span]] = {"cue": [], "speaker": [], "part": []}
    for join in sorted(joins, key=lambda j: (not parse.span.contains(j.other), -j.score, j.other)):
        if join.kind != "part" or parse.span.contains(join.other):
            joined.setdefault(join.kind, []).append(join.other)
    uncued = role.type == _WITHOUT_CUE and role.score >= _SURER
    near = any(parse.span.contains(speaker) for speaker in joined["speaker"])
    if joined["cue"] and not near and parse.span.contains(joined["cue"][0]):
        body = body_beside(joined["cue"], parse, page.text, page.language)
        joined["speaker"] = [body] if body else joined["speaker"]
    if not (joined["speaker"] or passive) or not (joined["cue"] or uncued):
        return None
    joined["cue"], own = _of_verb(page.together(joined["cue"], parse), cues, parse)
    joined["speaker"] = [own, *joined["speaker"]] if own else joined["speaker"]
    if not (joined["cue"] or uncued):
        return None
    if passive:
        joined["speaker"] = [s for s in joined["speaker"] if _is_agent(s, parse, page)]
    voice = joined["speaker"][0] if joined["speaker"] else None
    voice = subject_voice(joined["cue"], voice, parse) if voice else None
    speakers = page.speakers(voice) if voice else ()
    quotes = tuple(bare for span in sorted((role.span, *joined["part"])) if len(bare := _without_marks(span, page)))
    if voice:
        joined["cue"] = _without_agency(joined["cue"], voice, cues)
        if not (joined["cue"] or uncued):
            return None
    cue = _of_lexicon(joined["cue"], cues)
    if (
        (not speakers and role.score < _SURER)
        or not quotes
        or (cue is None and (role.type == _BY_NOUN or role.score < _SURER))
    ):
        return None
    if all(_is_pronoun(quote.of(page.text).lower(), page.language) for quote in quotes):
        return None  # what it stands for is read elsewhere
    frame = cover((*joined["cue"], *([voice] if voice else [])))
    return Quotation(
        quotes=quotes,
        type=QuotationType(role.type),
        medium=Medium(role.medium),
        act=cue.act if cue else Act.ASSERTS,
        cues=tuple(sorted(joined["cue"])),
        voice=voice,
        speakers=speakers,
        frame=None if any(frame.overlaps(q) for q in quotes) else frame,
        by=By("model"),
    )


def _of_verb(joined: list[Span], cues: Mapping[int, Found], parse: Parse) -> tuple[list[Span], Span | None]:
    """„geht laut einer Sprecherin davon aus“: of a verb and of „laut“ the verb alone, with its subject."""
    found = [cues.get(span.start) for span in joined]
    verbs = [f for f in found if f is not None and f.cue.kind == "verb"]
    if verbs and None in found:
        known = {word for f in verbs for word in parse.inside(f.spans)}
        joined = [span for span in joined if span.start in cues or not _is_other_verb(span, known, parse)]
    if not verbs or not any(f is not None and f.cue.kind in PASSING_ON for f in found):
        return joined, None
    subject = subject_of(verbs[0].spans[0], parse)
    return (list(verbs[0].spans), subject) if subject else (joined, None)


def _is_other_verb(span: Span, known: set[int], parse: Parse) -> bool:
    """Whether the verb of another clause stands among the words of saying: „wartet auf Geld, das die Stadt zusagt“."""
    words = parse.words
    above = {words[words[i].head].head for i in known if words[i].relation in RELATIVE}
    return not above.isdisjoint(parse.inside((span,)))


def _without_agency(joined: Sequence[Span], voice: Span, cues: Mapping[int, Found]) -> list[Span]:
    """Words of saying of who speaks: who stands in front of „nach Angaben“ has not said the words by it."""
    return [
        span
        for span in joined
        if span.start not in cues
        or cues[span.start].cue.kind != "preposition"
        or voice.start > cues[span.start].spans[0].start
    ]


def _is_agent(speaker: Span, parse: Parse, page: _Page) -> bool:
    """Whether a preposition makes the agent of a passive of words for a speaker: „wird von Kritikern vorgeworfen“."""
    inside = parse.inside((speaker,))
    tops = [i for i in inside if parse.words[i].head not in inside]
    cases = [parse.words[i].span.of(page.text).lower() for top in tops for i in parse.tree().children(top, ("case",))]
    return any(case in page.language.speech.bodies_by for case in cases)


def _is_pronoun(words: str, language: Language) -> bool:
    return words in language.pronouns or (words in language.relative_pronouns and words not in language.demonstratives)


def _of_lexicon(joined: Sequence[Span], cues: Mapping[int, Found]) -> Found | None:
    """The cue of the lexicon that shares most pieces with the cue that the model joins.

    Args:
        joined: Pieces of the cue.
        cues: Of the lexicon, by their characters.
    """
    hits = [f for span in joined for f in dict.fromkeys(cues[at] for at in range(span.start, span.end) if at in cues)]
    return max(hits, key=hits.count, default=None)


def _asks(quotation: Quotation, page: _Page) -> bool:
    """Whether the quote is an indirect question."""
    words = quotation.quotes[0].of(page.text).split(maxsplit=1)
    return quotation.type is QuotationType.INDIRECT and words[0].lower() in page.language.question_openers


def _without_marks(span: Span, page: _Page) -> Span:
    """The words without the quotation marks around them."""
    words = strip(span, page.text)
    while len(words) and page.text[words.start] in page.marks:
        words = Span(words.start + 1, words.end)
    while len(words) and page.text[words.end - 1] in page.marks:
        words = Span(words.start, words.end - 1)
    return words

"""Quotations as the model reads them: parts that it joins, where the rules have found nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.quotation.cues import Found, find_cues
from quellenlage.lang.language import Language
from quellenlage.records.layers import Act, Layers, Medium, Mention, Quotation, QuotationType, Sentence
from quellenlage.records.parse import Found as Role
from quellenlage.records.parse import Join, Parse
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover, strip

# A quote, and the other parts that are joined to it, count from this score on (set by hand).
_SURE = 0.6
# A word of saying that the lexicon does not know must be read more surely (set by hand, after reading twenty articles).
_SURER = 0.85
_BY_NOUN = QuotationType.REPORTED


@dataclass(frozen=True, slots=True)
class _Page:
    """What parts of quotations are held against.

    Attributes:
        mentions: In order of their starts.
        starts: Their starts.
        marks: Quotation marks of the language, and blanks.
    """

    text: str
    language: Language
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    marks: frozenset[str]

    def inside(self, span: Span) -> tuple[Span, ...]:
        """Mentions that stand wholly in a stretch."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return tuple(m.span for m in self.mentions[first:last] if m.span.end <= span.end)


def find_read(found: Layers, ruled: Sequence[Quotation], text: str, language: Language) -> list[Quotation]:
    """Quotations with cue and speaker that the model joins, where the rules have found none.

    Args:
        found: ``sentences``, ``parses`` and ``mentions``.
        ruled: What the rules have found.
        text: The analysed text.
        language: ``cues``, for the act.
    """
    page = _Page(
        text,
        language,
        found.mentions,
        tuple(mention.span.start for mention in found.mentions),
        frozenset(mark for pair in language.quotation_marks for mark in pair) | {" "},
    )
    taken = Mask(len(text), (span for q in ruled for span in (cover(q.quotes), *q.cues)))
    said: list[Quotation] = []
    for sentence, parse in zip(found.sentences, found.parses, strict=False):
        for quotation in _of_sentence(sentence, parse, page) if parse.joins else ():
            if not taken.touches(cover(quotation.quotes)):
                said.append(quotation)
                taken.take([cover(quotation.quotes)])
    return said


def _of_sentence(sentence: Sentence, parse: Parse, page: _Page) -> Iterator[Quotation]:
    """Quotations whose quote begins in the sentence."""
    joins: dict[Span, list[Join]] = defaultdict(list)
    for join in parse.joins:
        if join.score >= _SURE:
            joins[join.quote].append(join)
    later = {join.other for found in joins.values() for join in found if join.kind == "part"}
    outside = (True,) * len(sentence.tokens)
    cues = {span.start: f for f in find_cues(sentence, page.text, page.language, outside) for span in f.spans}
    for role in parse.roles:
        if role.kind == "quote" and role.score >= _SURE and role.span not in later:
            quotation = _quotation(role, joins[role.span], page, cues)
            if quotation and quotation.act is Act.ASSERTS and _asks(quotation, page):
                quotation = replace(quotation, act=Act.ASKS)
            if quotation:
                yield quotation


def _quotation(role: Role, joins: Sequence[Join], page: _Page, cues: Mapping[int, Found]) -> Quotation | None:
    joined: dict[str, list[Span]] = {"cue": [], "speaker": [], "part": []}
    for join in sorted(joins, key=lambda j: (-j.score, j.other)):
        joined.setdefault(join.kind, []).append(join.other)
    if not joined["cue"] or not joined["speaker"]:
        return None
    voice = joined["speaker"][0]
    speakers = page.inside(voice)
    quotes = tuple(bare for span in sorted((role.span, *joined["part"])) if len(bare := _without_marks(span, page)))
    cue = _of_lexicon(joined["cue"], cues)
    if not speakers or not quotes or (cue is None and (role.type == _BY_NOUN or role.score < _SURER)):
        return None
    frame = cover((*joined["cue"], voice))
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


def _of_lexicon(joined: Sequence[Span], cues: Mapping[int, Found]) -> Found | None:
    """The cue of the lexicon that shares most pieces with the cue that the model joins.

    Args:
        joined: Pieces of the cue.
        cues: Of the lexicon, by the starts of their pieces.
    """
    hits = [cues[start] for span in joined for start in range(span.start, span.end) if start in cues]
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

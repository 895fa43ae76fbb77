"""To whom and when it was said, where the clause of the word of saying tells: „sagte am Montag zu Anhängern“."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.quotation.speakers import ACTORS
from quellenlage.lang.language import Language
from quellenlage.records.layers import Layers, Mention, Quotation
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

_ADVERBIALS = ("obl", "advmod", "nmod")
_TOLD = ("obl", "obl:arg", "nmod")
_INDIRECT = ("iobj",)


@dataclass(frozen=True, slots=True)
class _Page:
    """Mentions and days of the article with their starts."""

    text: str
    language: Language
    mentions: tuple[Mention, ...]
    mention_starts: tuple[int, ...]
    days: tuple[Span, ...]
    day_starts: tuple[int, ...]


def with_circumstances(
    quotations: Sequence[Quotation], found: Layers, text: str, language: Language
) -> Iterator[Quotation]:
    """Quotations with who is told and on which day, by what hangs on the word of saying.

    Args:
        quotations: In any order.
        found: ``parses``, ``mentions`` and ``timexes``; without parses nothing is added.
        text: The analysed text.
        language: ``speech``.
    """
    mentions = tuple(m for m in found.mentions if m.type in ACTORS and not m.derived)
    days = tuple(timex.span for timex in found.timexes)
    page = _Page(text, language, mentions, tuple(m.span.start for m in mentions), days, tuple(d.start for d in days))
    starts = [parse.span.start for parse in found.parses]
    for quotation in quotations:
        if starts and quotation.cues:
            parse = found.parses[max(0, bisect_right(starts, quotation.cues[0].start) - 1)]
            quotation = replace(
                quotation, addressee=_addressee(quotation, parse, page), day=_day(quotation, parse, page)
            )
        yield quotation


def _addressee(quotation: Quotation, parse: Parse, page: _Page) -> Span | None:
    """An actor behind a preposition for it, or the indirect object; nobody who speaks or passes the words on."""
    tree = parse.tree()
    others = (
        *quotation.quotes,
        *(link.span for link in quotation.via),
        *([quotation.voice] if quotation.voice else ()),
    )
    for verb in parse.touched(quotation.cues):
        for child in tree.children(verb, (*_TOLD, *_INDIRECT)):
            cases = [parse.words[i].span.of(page.text).lower() for i in tree.children(child, ("case",))]
            told = tree.relations[child] in _INDIRECT or any(c in page.language.speech.addressed_by for c in cases)
            mention = _at(parse.words[child].span, page) if told else None
            if mention and not any(mention.span.overlaps(other) for other in others):
                return mention.span
    return None


def _at(word: Span, page: _Page) -> Mention | None:
    """The actor of which a word is part."""
    at = bisect_right(page.mention_starts, word.start) - 1
    return page.mentions[at] if at >= 0 and page.mentions[at].span.contains(word) else None


def _day(quotation: Quotation, parse: Parse, page: _Page) -> Span | None:
    """The time expression that hangs on the word of saying, outside of the quote."""
    tree = parse.tree()
    for verb in parse.touched(quotation.cues[:1]):
        for child in tree.children(verb, _ADVERBIALS):
            word = parse.words[child].span
            at = bisect_right(page.day_starts, word.start) - 1
            day = page.days[at] if at >= 0 and page.days[at].overlaps(word) else None
            if day and not cover(quotation.quotes).overlaps(day):
                return day
    return None

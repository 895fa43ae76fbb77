"""Whose account it is: „nach einem Bericht der Zeitung „…““ is told by the newspaper."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.analyse.quotation.speakers import ACTORS
from quellenlage.lang.language import Language
from quellenlage.records.layers import Layers, Mention, MentionForm, Quotation
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

_BEHIND = ("nmod", "nmod:poss", "appos")
_DETERMINER = "DET"
# Nothing else stands between the noun and a name in marks, which trees often hang elsewhere.
_LEADING = frozenset({_DETERMINER, "ADJ", "PUNCT"})


def with_sources(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Quotations without a speaker whose words for him are an account: with the one who stands behind it.

    Args:
        quotations: In any order.
        found: ``parses`` and ``mentions``.
        text: The analysed text.
        language: ``speech.accounts``.
    """
    starts = [parse.span.start for parse in found.parses]
    for quotation in quotations:
        if quotation.voice is None or quotation.speakers or not starts or not language.speech.accounts:
            yield quotation
            continue
        parse = found.parses[max(0, bisect_right(starts, quotation.voice.start) - 1)]
        own = _whole(quotation, quotation.voice, parse)
        quotation = replace(quotation, voice=own)
        behind = _behind(own, parse, text, language, found.mentions)
        if behind is None or any(behind.overlaps(span) for span in (*quotation.quotes, *quotation.cues)):
            yield quotation
            continue
        actor = _actor(behind, found.mentions)
        voice = cover((own, behind))
        voice = own if any(voice.overlaps(s) for s in (*quotation.quotes, *quotation.cues)) else voice
        yield replace(quotation, voice=voice, speakers=(actor.span,) if actor else ())


def _whole(quotation: Quotation, voice: Span, parse: Parse) -> Span:
    """The noun with all that hangs on it, where only its article was read as the speaker."""
    inside = parse.inside((voice,))
    if len(inside) != 1 or parse.words[inside[0]].upos != _DETERMINER or parse.words[inside[0]].head < 0:
        return voice
    tree, head = parse.tree(), parse.words[inside[0]].head
    own = [j for i in tree.children(head, (*_BEHIND, "amod")) for j in tree.subtree(i)]
    taken = (*quotation.quotes, *quotation.cues)
    words = [parse.words[i].span for i in sorted({inside[0], head, *own})]
    free = [word for word in words if not any(word.overlaps(span) for span in taken)]
    if not free:
        return voice
    whole = cover(free)
    return voice if any(whole.overlaps(span) for span in taken) else whole


def _behind(voice: Span, parse: Parse, text: str, language: Language, mentions: Sequence[Mention]) -> Span | None:
    """What stands in the genitive, or as a name, behind the noun for an account."""
    tree, inside = parse.tree(), parse.inside((voice,))
    tops = [i for i in inside if parse.words[i].head not in inside]
    if not tops:
        return None
    head = tops[-1]
    if parse.words[head].upos == _DETERMINER and parse.words[head].head >= 0:
        head = parse.words[head].head
    if not parse.words[head].span.of(text).lower().endswith(language.speech.accounts):
        return None
    below = [i for i in tree.children(head, _BEHIND) if i > head]
    words = [i for i in tree.subtree(below[0]) if parse.words[i].upos != "PUNCT"] if below else []
    if words:
        return cover([parse.words[i].span for i in words])
    at = bisect_left(mentions, parse.words[head].span.end, key=lambda m: m.span.start)
    named = next((m.span for m in mentions[at : at + 1] if m.type in ACTORS and m.form is MentionForm.NAME), None)
    between = [w for w in parse.words[head + 1 :] if named and w.span.end <= named.start]
    return named if between and all(word.upos in _LEADING for word in between) else None


def _actor(words: Span, mentions: Sequence[Mention]) -> Mention | None:
    """Who is named in some words; else the first actor there."""
    low = bisect_left(mentions, words.start, key=lambda m: m.span.start)
    high = bisect_left(mentions, words.end, key=lambda m: m.span.start)
    here = [m for m in mentions[low:high] if m.type in ACTORS and not m.derived and words.contains(m.span)]
    return next((m for m in here if m.form is MentionForm.NAME), here[0] if here else None)

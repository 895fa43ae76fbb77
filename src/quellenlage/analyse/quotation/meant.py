"""Whom a pronoun for a speaker means: the person named since somebody spoke, else who spoke last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.lang.language import Language
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm, Quotation
from quellenlage.text.span import Span

# A pronoun looks back over so many sentences at most (set by hand).
_BACK = 2


def with_meant(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Quotations in order; where the speaker is a pronoun or a possessive, with the person that it means.

    Args:
        quotations: In order.
        found: ``sentences``, ``mentions`` and ``references``: what is decided there counts first.
        text: The analysed text.
        language: ``pronouns`` and ``possessives``.
    """
    sentences = [sentence.span.start for sentence in found.sentences]
    starts = [mention.span.start for mention in found.mentions]
    by_span = {mention.span: mention for mention in found.mentions}
    decided = {r.span: r.antecedents for r in found.references if len(r.antecedents) == 1}
    last: tuple[int, Mention] | None = None
    for quotation in quotations:
        at = bisect_right(sentences, quotation.span.start) - 1
        gender = _gender(quotation.voice, text, language) if quotation.voice and not quotation.speakers else ""
        known = decided.get(quotation.voice, ()) if quotation.voice and not quotation.speakers else ()
        if known:
            quotation = replace(quotation, speakers=known)
        elif gender and quotation.voice:
            spoke = last if last and at - last[0] <= _BACK else None
            low, high = (bisect_left(starts, sentences[max(0, at - _BACK)]), bisect_left(starts, quotation.voice.start))
            since = max(low, bisect_left(starts, sentences[min(spoke[0] + 1, at)])) if spoke else low
            order = (
                *found.mentions[since:high][::-1],
                *((spoke[1],) if spoke else ()),
                *found.mentions[low:since][::-1],
            )
            meant = next((m for m in order if _fits(m, gender)), None)
            quotation = replace(quotation, speakers=(meant.span,) if meant else ())
        if len(quotation.speakers) == 1 and quotation.speakers[0] in by_span:
            last = at, by_span[quotation.speakers[0]]
        yield quotation


def _gender(voice: Span, text: str, language: Language) -> str:
    """What the words for the speaker agree with; empty if they are no pronoun."""
    word = voice.of(text).lower()
    if word in language.pronouns:
        return language.pronouns[word]
    if " " in word:
        return ""
    return next((gender for stem, gender in language.possessives.items() if word.startswith(stem)), "")


def _fits(mention: Mention, gender: str) -> bool:
    return (
        mention.type is EntityType.PER
        and mention.form is MentionForm.NAME
        and not mention.derived
        and mention.person in ("", gender)
    )

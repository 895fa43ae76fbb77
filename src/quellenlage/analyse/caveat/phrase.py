"""Words side by side that say so, wherever they stand in the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.lang.caveat_words import CaveatPhrase, CaveatPhrases, Words
from quellenlage.text.span import Span

# A gap stands for so many words at most.
_GAP = 3


def find_phrases(tokens: Sequence[Span], text: str, phrases: CaveatPhrases) -> Iterator[tuple[Span, CaveatPhrase]]:
    """Where phrases stand in a sentence, in order; behind one goes on what does not overlap it.

    Args:
        tokens: Of the sentence.
        text: The analysed text.
        phrases: The longest one counts where several begin.
    """
    forms = [token.of(text).lower() for token in tokens]
    at = 0
    while at < len(forms):
        begun = phrases.beginning(forms[at])
        ends = [(end, phrase) for phrase in begun if (end := _end(phrase.words, at, forms)) is not None]
        if ends:
            end, phrase = max(ends, key=lambda pair: pair[0])
            yield Span(tokens[at].start, tokens[end - 1].end), phrase
            at = end
        else:
            at += 1


def _end(parts: Sequence[Words | None], at: int, forms: Sequence[str]) -> int | None:
    """The index behind the phrase that begins at a token."""
    gap = 0
    for part in parts:
        if part is None:
            gap = _GAP
            continue
        hit = next((i for i in range(at, min(at + gap + 1, len(forms))) if part.holds(forms[i])), None)
        if hit is None:
            return None
        at, gap = hit + 1, 0
    return at

"""Words in marks: whether they are whole sentences, go on in the next one, or belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.records.layers import Quotation, Sentence
from quellenlage.records.provenance import By
from quellenlage.text.marks import Marked
from quellenlage.text.span import Span


def opened_in(marks: tuple[Marked, ...], sentence: Sentence, text: str) -> frozenset[int]:
    """Where words in marks begin behind a colon that go on in the next sentence."""
    begun = [m.outer for m in marks if sentence.span.start < m.outer.start and m.outer.end > sentence.span.end + 1]
    return frozenset(m.start for m in begun if text[max(0, m.start - 2) : m.start].rstrip().endswith(":"))


def is_whole(mark: Marked, sentence: Sentence, text: str) -> bool:
    """Whether at least one whole sentence stands in the marks, not a piece of the narrator's."""
    inner = mark.inner.of(text)
    begins = mark.outer.start <= sentence.span.start or text[
        max(0, mark.outer.start - 2) : mark.outer.start
    ].rstrip().endswith(":")
    return begins and (inner[-1:] in ".!?…," or text[mark.outer.end : mark.outer.end + 1] == ",")


def joined(said: Sequence[Quotation], text: str) -> list[Quotation]:
    """„…“, sagte X, „…“: one quotation of two stretches if the second goes on with a small letter."""
    done: list[Quotation] = []
    for quotation in said:
        last = done[-1] if done else None
        between = text[last.quotes[-1].end : quotation.quotes[0].start] if last else ""
        start = quotation.quotes[0].of(text)
        same = last and last.cues and last.cues == quotation.cues
        if last and same and start[:1].islower() and last.cues[0].of(text) in between and "." not in between:
            done[-1] = _with_quotes(last, (*last.quotes, *quotation.quotes))
        else:
            done.append(quotation)
    return done


def _with_quotes(quotation: Quotation, quotes: tuple[Span, ...]) -> Quotation:
    return replace(quotation, quotes=quotes, frame=None, by=By("interrupted by its cue"))

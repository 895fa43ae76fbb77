"""„sagte Musterorts Bürgermeister X“: the genitive in front of a title says of what, and somebody else speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.lang.language import Language
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm, Quotation
from quellenlage.text.span import Span, cover

# A title has so many words at most, with its adjectives.
_TITLE = 3


def without_owners(
    quotations: Sequence[Quotation], found: Layers, text: str, language: Language
) -> Iterator[Quotation]:
    """Quotations whose speaker is who bears the title, where the name in the genitive before it was taken for him.

    Args:
        quotations: In any order.
        found: ``mentions``.
        text: The analysed text.
        language: ``genitive``.
    """
    starts = [mention.span.start for mention in found.mentions]
    by_span = {mention.span: mention for mention in found.mentions}
    for quotation in quotations:
        owner = by_span.get(quotation.speakers[0]) if len(quotation.speakers) == 1 else None
        if owner is None or quotation.voice is None or not _is_owner(owner, text, language):
            yield quotation
            continue
        at = bisect_right(starts, owner.span.start)
        bearer = next((m for m in found.mentions[at : at + 2] if _bears_title(m, owner, text)), None)
        if bearer is None:
            yield quotation
            continue
        title = Span(owner.span.end + 1, bearer.span.end)
        own = cover([title, quotation.voice]) if quotation.voice.start > owner.span.end else title
        yield replace(quotation, voice=own, speakers=(bearer.span,))


def _is_owner(mention: Mention, text: str, language: Language) -> bool:
    return mention.form is MentionForm.NAME and mention.span.of(text).endswith(language.genitive)


def _bears_title(mention: Mention, owner: Mention, text: str) -> bool:
    """Whether a name with a title, and nothing else, stands right behind another."""
    if mention.type is not EntityType.PER or mention.form is not MentionForm.NAME:
        return False
    between = text[owner.span.end : mention.span.start]
    words = between.split()
    plain = all(word.replace("-", "").isalpha() for word in words)
    return between[:1] == " " and plain and 0 < len(words) <= _TITLE and words[-1][:1].isupper()

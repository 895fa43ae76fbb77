"""Whom „ich“ means in somebody's own words: the speaker; „wir“ where an organisation or a state speaks.

Whom a person means by „wir“ is not told: those words stay open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from quellenlage.records.layers import Analysis, EntityType, MentionForm, Quotation, QuotationType, Reference
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

_ACTORS = frozenset({EntityType.ORG, EntityType.GPE})


def first_persons(analysis: Analysis, world: World) -> tuple[Reference, ...]:
    """The words of the first person in direct quotations with one speaker; of nested ones the innermost speaks.

    Args:
        analysis: ``sentences``, ``mentions``, ``quotations``.
        world: ``language.identity``.

    Returns:
        In order of the text; the antecedent is the span of the speaker's mention.
    """
    tokens = [token for sentence in analysis.found.sentences for token in sentence.tokens]
    starts = [token.start for token in tokens]
    types = {mention.span: mention.type for mention in analysis.found.mentions}
    widest = sorted(_direct(analysis), key=lambda pair: (-len(pair[0]), pair[0]))
    speaker: dict[Span, Quotation] = {}
    for quote, quotation in widest:
        inside = tokens[bisect_left(starts, quote.start) : bisect_left(starts, quote.end)]
        speaker |= {token: quotation for token in inside if _is_first(token, analysis, world)}
    return tuple(
        Reference(
            span=token,
            form=MentionForm.PRONOUN,
            antecedents=quotation.speakers,
            by=By("first person of the speaker"),
        )
        for token, quotation in sorted(speaker.items())
        if len(quotation.speakers) == 1 and _may_say(token, types.get(quotation.speakers[0]), analysis, world)
    )


def _direct(analysis: Analysis) -> Iterator[tuple[Span, Quotation]]:
    for quotation in analysis.found.quotations:
        if quotation.type is QuotationType.DIRECT:
            yield from ((quote, quotation) for quote in quotation.quotes)


def _is_first(token: Span, analysis: Analysis, world: World) -> bool:
    form = token.of(analysis.document.text).lower()
    return form in world.language.identity.singular or form in world.language.identity.plural


def _may_say(token: Span, type_: EntityType | None, analysis: Analysis, world: World) -> bool:
    if token.of(analysis.document.text).lower() in world.language.identity.singular:
        return type_ is EntityType.PER
    return type_ in _ACTORS

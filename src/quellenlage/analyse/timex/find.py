"""Time expressions as symbolic values. Which day is meant is decided when the day of publication is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from quellenlage.analyse.timex.pattern import compile_rules, meanings
from quellenlage.analyse.timex.tense import Tenses
from quellenlage.analyse.timex.value import symbolic_value
from quellenlage.dates.anchor import Bound, Symbolic
from quellenlage.dates.timex3 import TimexType
from quellenlage.lang.language import TimexRules
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Sentence, Timex
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

# Characters before an expression in which the word is looked for that makes a period of it.
_REACH = 24
# A rule of this type takes its characters and finds nothing: ages, sums.
_NOTHING = "NONE"


def find_timexes(document: Document, found: Layers, world: World) -> tuple[Timex, ...]:
    """Find what names a day, a time, a length or a repetition.

    Args:
        document: Cleaned.
        found: Needs ``sentences``; ``parses`` tell the tense of a clause where a model has read the text.
        world: ``language.timex`` and ``language.past`` / ``language.future`` (which way a weekday looks).

    Returns:
        Sorted by span, without overlaps: the longest match wins, then the earlier rule.

    Source:
        Types and values: TIMEX3. Rules: data of the language.
    """
    timexes = (
        timex
        for sentence, parse in zip_longest(found.sentences, found.parses)
        for timex in find_in_sentence(sentence, parse, document.text, world)
    )
    return tuple(sorted(timexes, key=lambda t: t.span))


def find_in_sentence(sentence: Sentence, parse: Parse | None, text: str, world: World) -> Iterator[Timex]:
    """The expressions of one stretch of ``text``, the longest first."""
    rules, tenses = world.language.timex, Tenses(sentence, parse, text, world)
    matches = [
        (Span(*match.span("x" if "x" in match.groupdict() else 0)), compiled.rule, match)
        for compiled in compile_rules(rules).able(sentence.span.of(text))
        for match in compiled.pattern.finditer(text, sentence.span.start, sentence.span.end)
    ]
    taken = bytearray(len(sentence.span))
    for span, rule, match in sorted(matches, key=lambda m: (-len(m[0]), m[0].start)):
        place = slice(span.start - sentence.span.start, span.end - sentence.span.start)
        if any(taken[place]):
            continue
        if rule.type == _NOTHING:
            taken[place] = b"\1" * len(span)
            continue
        symbolic = symbolic_value(rule, meanings(match, rules), tenses.at(span))
        if symbolic is not None:
            bounded = _bounded(symbolic, span, text, rules)
            yield Timex(span=span, symbolic=bounded, by=By(rule.name), told=tenses.told_at(span))
            taken[place] = b"\1" * len(span)


def _bounded(symbolic: Symbolic, span: Span, text: str, rules: TimexRules) -> Symbolic:
    """„seit X“ and „bis X“ are periods; the word itself stays outside the expression."""
    before = text[max(0, span.start - _REACH) : span.start].split()
    word = before[-1] if before else ""
    if symbolic.type is not TimexType.DATE or not {word} & (rules.bound_since | rules.bound_until):
        return symbolic
    bound = Bound.SINCE if word in rules.bound_since else Bound.UNTIL
    return replace(symbolic, bound=bound)

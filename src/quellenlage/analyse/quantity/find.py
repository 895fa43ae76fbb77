"""Amounts: a number, the words before it that bound it, and the unit behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from quellenlage.analyse.quantity.lexeme import Kind, Lexeme, lexemes
from quellenlage.analyse.quantity.number import Number, read_number
from quellenlage.analyse.quantity.unit import Unit, find_unit
from quellenlage.lang.language import Language
from quellenlage.lang.quantity_words import QuantityWords
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, MentionForm, Quantity, Sentence
from quellenlage.records.parse import Parse, Word
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World

# Years look like this; such a number without a unit counts nothing.
_YEARS = range(1100, 2200)
# A number in words under this one compares nothing behind a word that is a preposition as well („über drei Themen“).
_SMALL = 13
# Signs that may stand right before a number without being part of it.
_OPENERS = frozenset('(„“"»«‚>[€$£¥–')
# Relations of a number that stands for what it counts („zwei wurden verletzt“).
_ALONE = frozenset({"nsubj", "nsubj:pass", "obj", "conj"})
# How far „rund“, „knapp“ and „gut“ reach from their number, in tenths of it (set by hand).
_TENTHS = {"about": (9, 11), "below": (9, 10), "above": (10, 11)}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence as it is asked about."""

    items: tuple[Lexeme, ...]
    by_start: Mapping[int, Word]
    language: Language
    words: QuantityWords
    taken: Mask


def find_quantities(document: Document, found: Layers, world: World) -> tuple[Quantity, ...]:
    """Find numbers that count or measure something.

    Dates, times, ages, ordinals, scores, calibres and the numbers of things („Artikel 5“) are none.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``timexes``, ``mentions``; ``parses`` tell parts of speech and dictionary forms
            where a model has read the text.
        world: ``language.quantity_words``.

    Returns:
        Sorted by span, without overlaps.
    """
    language = world.language
    if language.quantity_words is None:
        return ()
    taken = Mask(len(document.text), (timex.span for timex in found.timexes))
    taken.take(m.span for m in found.mentions if m.form is MentionForm.NAME)
    return tuple(
        quantity
        for sentence, parse in zip_longest(found.sentences, found.parses)
        for quantity in _in_sentence(sentence, parse, document.text, language, taken)
    )


def _in_sentence(
    sentence: Sentence, parse: Parse | None, text: str, language: Language, taken: Mask
) -> Iterator[Quantity]:
    words = language.quantity_words
    if words is None:
        return
    items = lexemes(sentence.span, text, words)
    by_start = {word.span.start: word for word in parse.words} if parse else {}
    scene = _Scene(items, by_start, language, words, taken)
    shared: Unit | None = None
    found = list(_numbers(scene))
    quantities = []
    for place, number in reversed(list(enumerate(found))):
        unit = find_unit(number.end, items, by_start, language)
        if unit is None and shared is not None and _shares_unit(number, found[place + 1], scene):
            unit = shared
        shared = unit
        if (quantity := _quantity(number, unit, scene)) is not None:
            quantities.append(quantity)
    yield from reversed(quantities)


def _numbers(scene: _Scene) -> Iterator[Number]:
    """All numbers of the sentence that stand alone, in order."""
    at = 0
    while at < len(scene.items):
        number = read_number(at, scene.items, scene.words)
        if number is None or number.end <= at:
            at += 1
            continue
        if not _is_joined(number, scene) and not _is_taken(number, scene):
            yield number
        at = number.end


def _is_joined(number: Number, scene: _Scene) -> bool:
    """Whether a sign without a blank makes it part of something else: a score, a date, a code, an ordinal."""
    items = scene.items
    before, behind = number.start - 1, number.end
    if before >= 0 and items[before].span.end == items[number.start].span.start and items[before].form not in _OPENERS:
        return True
    if behind >= len(items) or items[behind].span.start != items[behind - 1].span.end:
        return False
    glued = behind + 1 < len(items) and items[behind + 1].span.start == items[behind].span.end
    if items[behind].form == "." and items[behind - 1].kind is Kind.NUMBER:
        return behind + 1 < len(items) and items[behind + 1].kind is not Kind.SIGN
    return glued and items[behind].form in ":/-–.'" and items[behind + 1].form[:1].isalnum()


def _is_taken(number: Number, scene: _Scene) -> bool:
    """Whether a time expression or a name holds it, or a phrase in which it counts nothing."""
    items = scene.items
    span = Span(items[number.start].span.start, items[number.end - 1].span.end)
    pair = tuple(item.lower for item in items[number.start : number.start + 2])
    front = tuple(item.lower for item in items[max(0, number.start - 1) : number.start + 1])
    return scene.taken.touches(span) or pair in scene.words.phrases or front in scene.words.phrases


def _shares_unit(number: Number, following: Number, scene: _Scene) -> bool:
    between = [item.lower for item in scene.items[number.end : following.start]]
    return len(between) == 1 and between[0] in scene.words.sharing


def _quantity(number: Number, unit: Unit | None, scene: _Scene) -> Quantity | None:
    items = scene.items
    if unit is not None and unit.is_refused:
        return None
    start, bound = _bound(number, scene)
    if _is_number_of_thing(start, number, unit, scene) or (unit is None and not _counts_alone(number, bound, scene)):
        return None
    least, most = _bounded(number, bound)
    if start and items[start - 1].lower in scene.words.minus:
        start, least, most = start - 1, *(None if n is None else -n for n in (most, least))
    end = unit.span.end if unit and unit.is_measure and unit.is_adjacent else items[number.end - 1].span.end
    first = items[start].span.start
    if unit is not None and unit.span.start < first:
        first = unit.span.start
    return Quantity(
        span=Span(first, max(end, items[number.end - 1].span.end)),
        min=least,
        max=most,
        unit=unit.span if unit else None,
        lemma=unit.lemma if unit else "",
        is_measure=bool(unit and unit.is_measure),
        by=By(bound or "number"),
    )


def _bound(number: Number, scene: _Scene) -> tuple[int, str]:
    """Where the amount begins with the phrase before it that bounds it, and what that does; the longest counts."""
    words = scene.words
    forms = [item.lower for item in scene.items[max(0, number.start - 4) : number.start]]
    for cut in range(len(forms)):
        phrase = tuple(forms[cut:])
        kind = words.bounds.get(phrase, "")
        small = number.is_small_word and (number.most or 0) < _SMALL
        if kind and not (small and phrase in words.prepositions):
            return number.start - len(phrase), kind
    return number.start, ""


def _bounded(number: Number, bound: str) -> tuple[float | None, float | None]:
    least, most = number.least, number.most
    if bound == "least":
        return least, None
    if bound == "most":
        return None, most
    if bound in _TENTHS:
        down, up = _TENTHS[bound]
        return None if least is None else least * down / 10, None if most is None else most * up / 10
    return least, most


def _is_number_of_thing(start: int, number: Number, unit: Unit | None, scene: _Scene) -> bool:
    """„Artikel 5“, „Nord Stream 2“: digits that name what stands before them."""
    if not start or number.has_scale or scene.items[number.start].kind is not Kind.NUMBER:
        return False
    before = scene.items[start - 1]
    if before.form == "." and start > 1:
        before = scene.items[start - 2]
    if before.lower.endswith(scene.words.numbered) and _is_noun_of(before.lower, scene.words.numbered):
        return True
    word = scene.by_start.get(before.span.start)
    capital = before.kind is Kind.WORD and before.form[:1].isupper() and start > 1
    return unit is None and (word.upos in ("NOUN", "PROPN") if word else capital)


def _is_noun_of(lower: str, nouns: Sequence[str]) -> bool:
    """The whole word, or an ending of at least four letters that makes a compound."""
    return any(lower == noun or (len(noun) > 3 and lower.endswith(noun)) for noun in nouns)


def _counts_alone(number: Number, bound: str, scene: _Scene) -> bool:
    """Whether a number without a unit is an amount: bounded, scaled, or subject or object of its clause."""
    first = scene.items[number.start]
    if number.has_scale or number.least != number.most:
        return True
    if number.least is not None and first.kind is Kind.NUMBER and first.form.isdigit() and int(number.least) in _YEARS:
        return False
    if bound:
        return True
    word = scene.by_start.get(first.span.start)
    return (
        word is not None and word.relation in _ALONE and word.upos in ("NUM", "PRON") and not first.form[:1].isupper()
    )

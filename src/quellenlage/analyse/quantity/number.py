"""Numbers as they are told: digits, words, scales, spans of two numbers. Knows no units and no words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.quantity.lexeme import Kind, Lexeme
from quellenlage.lang.quantity_words import QuantityWords

# „Mehrere“ of a scale are two at least.
_SEVERAL = 2.0
# More scales in a row than this make no number (set by hand; „hundert Tausend Millionen“ are two).
_SCALES = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a span of two.

    Attributes:
        start: Index of its first lexeme.
        end: Index behind its last.
        least: None is open.
        most: None is open.
        is_small_word: A number in one word without scale, which may stand where nothing is counted.
        has_scale: A scale belongs to it.
        scale: By what its last scales multiply.
    """

    start: int
    end: int
    least: float | None
    most: float | None
    is_small_word: bool = False
    has_scale: bool = False
    scale: float = 1.0


def read_number(at: int, items: Sequence[Lexeme], words: QuantityWords) -> Number | None:
    """The number that begins at a lexeme, with the second one of a span; None if none begins there."""
    first = _single(at, items, words)
    if first is None or first.least is None or first.most is None:
        return first
    joiner = next((len(p) for p in words.to if _stands(p, first.end, items)), 0)
    if not joiner and at and items[at - 1].lower in words.between and _at(first.end, items) in words.both:
        joiner = 1
    second = _single(first.end + joiner, items, words) if joiner else None
    if second is None or second.least is None or second.most is None:
        return first
    return _span(first, second) or first


def _span(first: Number, second: Number) -> Number | None:
    """„Zwei bis drei Millionen“: the scale of the second counts for the first where it would not be larger then."""
    low, high = first.least or 0.0, second.most or 0.0
    if not first.has_scale and low * second.scale < high:
        low *= second.scale
    if low >= high:
        return None
    return replace(second, start=first.start, least=low, most=high, is_small_word=False)


def _single(at: int, items: Sequence[Lexeme], words: QuantityWords) -> Number | None:
    if at >= len(items):
        return None
    item = items[at]
    if item.kind is Kind.NUMBER:
        return None if item.value is None else _scaled(Number(at, at + 1, item.value, item.value), items, words)
    if item.kind is Kind.SIGN:
        return None
    return _with_article(at, items, words) or _in_words(at, items, words)


def _with_article(at: int, items: Sequence[Lexeme], words: QuantityWords) -> Number | None:
    """„Eine Million“, „eine halbe Million“, „ein paar Tausend“, „ein zweistelliger Millionenbetrag“."""
    lower = items[at].lower
    if lower in words.one and (behind := _at(at + 1, items)):
        if behind in words.half and _scale(at + 2, items, words):
            return _scaled(Number(at, at + 2, 0.5, 0.5), items, words)
        if behind in words.several:
            return _with_article(at + 1, items, words)
        return _scaled(Number(at, at + 1, 1, 1), items, words) if _scale(at + 1, items, words) else None
    if lower in words.half and _scale(at + 1, items, words):
        return _scaled(Number(at, at + 1, 0.5, 0.5), items, words)
    if lower in words.several and _scale(at + 1, items, words):
        several = _scaled(Number(at, at + 1, _SEVERAL, _SEVERAL), items, words)
        return replace(several, most=None)
    return _by_digits(at, items, words)


def _by_digits(at: int, items: Sequence[Lexeme], words: QuantityWords) -> Number | None:
    """„Zweistelliger Millionenbetrag“: ten millions to under a hundred."""
    lower = items[at].lower
    stem = next(
        (lower[:cut] for cut in range(max(0, len(lower) - 2), len(lower) + 1) if lower[:cut] in words.digits), ""
    )
    compound = _at(at + 1, items)
    if not stem or not compound.endswith(words.amounts):
        return None
    scale = max((n for word, n in words.scales.items() if compound.startswith(word)), default=1.0)
    digits = words.digits[stem]
    return Number(at, at + 2, 10.0 ** (digits - 1) * scale, 10.0**digits * scale, has_scale=True)


def _in_words(at: int, items: Sequence[Lexeme], words: QuantityWords) -> Number | None:
    lower = items[at].lower
    if lower in words.one:
        return None
    if (value := word_value(lower, words)) is not None:
        return _scaled(
            Number(at, at + 1, value, value, is_small_word=value < words.scales[words.thousand]), items, words
        )
    if lower in words.vague and items[at].form[:1].isupper():
        many = words.vague[lower]
        factor = _scale(at + 2, items, words) if _at(at + 1, items) in words.of else 0.0
        end, least = (at + 3, many * factor) if factor else (at + 1, many)
        return Number(at, end, least, None, has_scale=True, scale=least)
    if lower in words.scales and items[at].form[:1].isupper() and words.scales[lower] < words.scales[words.thousand]:
        return _scaled(Number(at, at, 1, 1), items, words)
    return None


def word_value(lower: str, words: QuantityWords) -> float | None:
    """A number in one word: up to 999, or so many thousands and the rest."""
    if lower in words.numbers:
        return words.numbers[lower]
    front, joint, rest = lower.partition(words.thousand)
    if not joint or (front and front not in words.numbers) or (rest and rest not in words.numbers):
        return None
    return words.numbers.get(front, 1.0) * words.scales[words.thousand] + words.numbers.get(rest, 0.0)


def _scaled(number: Number, items: Sequence[Lexeme], words: QuantityWords) -> Number:
    """The number times the scales behind it; the point of an abbreviated one belongs to it."""
    end, scale, count = number.end, 1.0, 0
    while count < _SCALES and (factor := _scale(end, items, words)):
        scale, end, count = scale * factor, end + 1, count + 1
        if _at(end, items) == "." and items[end].span.start == items[end - 1].span.end and end + 1 < len(items):
            end += 1
    if not count:
        return number
    least, most = ((v * scale if v is not None else None) for v in (number.least, number.most))
    return Number(number.start, end, least, most, has_scale=True, scale=scale)


def _scale(at: int, items: Sequence[Lexeme], words: QuantityWords) -> float:
    return words.scales.get(_at(at, items), 0.0)


def _at(at: int, items: Sequence[Lexeme]) -> str:
    return items[at].lower if 0 <= at < len(items) else ""


def _stands(phrase: tuple[str, ...], at: int, items: Sequence[Lexeme]) -> bool:
    return tuple(item.lower for item in items[at : at + len(phrase)]) == phrase

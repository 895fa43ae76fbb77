"""A sentence as numbers, words and signs: tokens with what belongs to a number in one piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from quellenlage.lang.quantity_words import QuantityWords
from quellenlage.text.span import Span

# A number that letters follow with or without a hyphen is part of a name or of a compound („F16“, „155-mm-Geschütz“).
_LEXEME = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\w.,:]\d|\w)(?!-[^\W\d])|\d+(?:[.,'’]\d+)*(?!\w)(?!-[^\W\d]))"
    r"|(?P<word>\w+(?:[-‑'’]\w+)*)"
    r"|(?P<sign>\S)"
)
_GROUP = 3


class Kind(Enum):
    """What a lexeme is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A number, a word or a sign.

    Attributes:
        lower: In small letters.
        value: Of a number; None if its points and commas make no number, as in a date, or for words and signs.
    """

    span: Span
    kind: Kind
    form: str
    lower: str
    value: float | None = None


def lexemes(sentence: Span, text: str, words: QuantityWords) -> tuple[Lexeme, ...]:
    """All lexemes of a sentence, in order.

    Args:
        sentence: Where it stands.
        text: The analysed text.
        words: ``groups`` and ``point`` tell how numbers are written.
    """
    found = []
    for match in _LEXEME.finditer(text, sentence.start, sentence.end):
        kind = Kind(match.lastgroup)
        value = _value(match[0], words) if kind is Kind.NUMBER else None
        found.append(Lexeme(Span(*match.span()), kind, match[0], match[0].lower(), value))
    return tuple(found)


def _value(form: str, words: QuantityWords) -> float | None:
    """What digits mean: groups of three, then a fraction.

    A longer run of digits than a float holds exactly is the number of something, no amount.
    """
    whole, point, fraction = form.partition(words.point)
    parts = re.split(f"[{re.escape(words.groups)}]", whole)
    grouped = len(parts) == 1 or (all(len(part) == _GROUP for part in parts[1:]) and 0 < len(parts[0]) <= _GROUP)
    digits = "".join(parts)
    if not grouped or not digits.isdecimal() or len(digits) > 15 or (point and not fraction.isdecimal()):
        return None
    if len(digits) > 1 and digits[0] == "0":
        return None
    return float(f"{digits}.{fraction or 0}")

"""Nouns for what can pass from one to another, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.analyse.transfer.phrases import Phrase, Reading
from quellenlage.lang.transfers import LINK, POSSESSOR, Frame, TransferWords
from quellenlage.records.layers import EntityType
from quellenlage.records.transfer import Amount, Category, Item
from quellenlage.text.span import Span

# A part of a compound has at least so many letters.
_STEM = 3
# Words of one number stand so close together („200 Millionen“).
_ROW = 3
_DIGITS = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


def find_item(phrase: Phrase, reading: Reading, words: TransferWords) -> Item | None:
    """The item that a phrase names; None if it names no goods."""
    word = reading.parse.words[phrase.head]
    if word.upos == "PRON":
        return None
    mention = phrase.mention
    if mention is not None and mention.type is not EntityType.MAT and not _is_common(phrase, reading):
        return None
    for noun in (word.lemma.lower(), reading.form(phrase.head)):
        category = words.category_of(noun)
        if category is not None:
            return Item(span=_span(phrase, reading), name=word.span.of(reading.text), category=category)
    if mention is not None and mention.type is EntityType.MAT:
        return Item(span=mention.span, name=mention.name, category=Category.ARMS)
    return None


def _is_common(phrase: Phrase, reading: Reading) -> bool:
    """Whether what was taken for a name is written with an everyday word of goods at its end."""
    return reading.parse.words[phrase.head].upos == "NOUN"


def _span(phrase: Phrase, reading: Reading) -> Span:
    """Noun with adjectives, without article, number and negation."""
    parse = reading.parse
    first = next(
        (i for i in range(phrase.first, phrase.head + 1) if parse.words[i].upos in {"ADJ", "NOUN", "PROPN"}),
        phrase.head,
    )
    return Span(parse.words[first].span.start, parse.words[phrase.head].span.end)


def split_compound(i: int, reading: Reading, words: TransferWords) -> tuple[Frame, Item | None] | None:
    """„Waffenlieferung“: the frame of the noun that a word ends in, with the goods of its first part.

    Returns:
        None if the word is no noun of giving or taking.
    """
    word = reading.parse.words[i]
    if word.upos not in {"NOUN", "PROPN"}:
        return None
    own = _noun_frame(word.lemma, words)
    if own:
        return own, None
    lemma, form = word.lemma, reading.form(i)
    for start in range(_STEM, len(lemma) - _STEM):
        frame = _noun_frame(lemma[start].upper() + lemma[start + 1 :], words)
        if frame is None or POSSESSOR not in frame.item:
            continue
        category = words.category_of(form[:start].strip("-"), LINK)
        if category is None:
            return None
        span = Span(word.span.start, word.span.start + len(reading.form(i)[:start].rstrip("-")))
        return frame, Item(span=span, name=span.of(reading.text), category=category)
    return None


def _noun_frame(lemma: str, words: TransferWords) -> Frame | None:
    return next((frame for frame in words.frames.get(lemma, ()) if frame.kind == "noun"), None)


def is_measure(phrase: Phrase, reading: Reading, words: TransferWords) -> bool:
    """Whether a phrase counts what stands behind it: „Tausende Container mit …“."""
    lemma = reading.parse.words[phrase.head].lemma.lower()
    return lemma in words.measures or reading.form(phrase.head) in words.numbers


def find_amount(
    phrases: Sequence[Phrase], times: Sequence[Span], reading: Reading, words: TransferWords
) -> Amount | None:
    """The amount in phrases that measure goods and name them: number, bounds and unit.

    Args:
        phrases: Measures first, in order.
        times: Spans of time expressions, whose numbers count nothing.
        reading: The sentence.
        words: Words of number and measure.
    """
    parse = reading.parse
    inside = [i for p in phrases for i in range(p.first, p.head + 1)]
    counting = [i for i in inside if _is_number(i, reading, words) and not _in_time(parse.words[i].span, times)]
    if not counting:
        return None
    first = counting[0]
    row = [i for i in counting if i - first < _ROW]
    number = _number([reading.form(i) for i in row], words)
    before = {i: reading.form(i) for i in range(max(0, first - 2), first)}
    bounds = words.approximate | words.least | words.most
    low, high = (None if number is None or set(before.values()) & words.approximate else number,) * 2
    if set(before.values()) & words.least:
        high = None
    elif set(before.values()) & words.most:
        low = None
    start = next((i for i, form in before.items() if form in bounds), first)
    measures = [p.head for p in phrases if is_measure(p, reading, words) and p.head >= first and p.head not in row]
    unit = parse.words[measures[-1]].lemma if measures else ""
    end = max([*row, *measures[-1:]])
    return Amount(span=Span(parse.words[start].span.start, parse.words[end].span.end), min=low, max=high, unit=unit)


def _in_time(span: Span, times: Sequence[Span]) -> bool:
    return any(time.overlaps(span) for time in times)


def _is_number(i: int, reading: Reading, words: TransferWords) -> bool:
    word = reading.parse.words[i]
    return (word.upos == "NUM" and word.span.of(reading.text)[:1].isdigit()) or reading.form(i) in words.numbers


def _number(forms: Sequence[str], words: TransferWords) -> float | None:
    """The number that words write in digits, times the power of ten behind it; None for „Tausende“."""
    if len(forms) > 1 and forms[-1] in words.numbers and forms[-1] not in words.powers:
        return None
    match = _DIGITS.fullmatch(forms[0])
    if match is None:
        return None
    value = float(match[0].replace(".", "").replace(" ", "").replace("\u00a0", "").replace(",", "."))
    return value * words.powers.get(forms[-1], 1) if len(forms) > 1 else value

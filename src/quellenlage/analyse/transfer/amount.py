"""How much of goods passes: an amount of the sentence that stands right before them, is them, or is added behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.analyse.transfer.phrases import Reading
from quellenlage.lang.transfers import TransferWords
from quellenlage.records.limits import Quantity
from quellenlage.records.transfer import Amount, Item
from quellenlage.text.span import Span

# Between an amount and the goods that it counts stand so many words at most („60 Tonnen dringend nötige Hilfsgüter“).
_BEFORE = 5
# „Masken im Wert von 3 Millionen Euro“, „einen Kredit von 5 Millionen“, „ein Darlehen in Höhe von bis zu …“.
_BEHIND = 4
_PASSED = frozenset({"ADJ", "ADP", "ADV", "DET"})


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of a sentence, in order.

    Attributes:
        starts: Where its words start, for the search; ``firsts`` where the amounts do.
    """

    quantities: tuple[Quantity, ...]
    reading: Reading
    words: TransferWords
    starts: tuple[int, ...]
    firsts: tuple[int, ...]

    def of(self, item: Item) -> Amount | None:
        """The amount of goods; None if none is told."""
        at = bisect_right(self.firsts, item.span.start)
        before = self.quantities[at - 1] if at else None
        if before is not None and (before.span.overlaps(item.span) or self._counts(before, item)):
            return _amount(before)
        after = self.quantities[at] if at < len(self.quantities) else None
        if after is not None and (after.span.overlaps(item.span) or self._is_added(item, after)):
            return _amount(after)
        return None

    def _between(self, first: Span, second: Span) -> range:
        """Indices of the words between two stretches."""
        return range(bisect_left(self.starts, first.end), bisect_left(self.starts, second.start))

    def _counts(self, quantity: Quantity, item: Item) -> bool:
        """Whether an amount counts goods behind it: the noun it counts is theirs, or measures them."""
        if quantity.unit is not None and quantity.unit.overlaps(item.span):
            return True
        between = self._between(quantity.unit or quantity.span, item.span)
        parse = self.reading.parse
        is_free = quantity.unit is None or quantity.is_measure or quantity.lemma.lower() in self.words.measures
        first = parse.words[between[0]].lemma.lower() if between else ""
        if first in self.words.dimensions and quantity.lemma.lower() not in self.words.currency:
            return False
        return (
            is_free
            and len(between) <= _BEFORE
            and all(
                parse.words[i].upos in _PASSED or parse.words[i].lemma.lower() in self.words.measures for i in between
            )
            and sum(parse.words[i].upos == "ADP" for i in between) <= 1
        )

    def _is_added(self, item: Item, quantity: Quantity) -> bool:
        """Whether an amount of a measure is added behind goods with a preposition."""
        between = self._between(item.span, quantity.span)
        parse = self.reading.parse
        if not 0 < len(between) <= _BEHIND or not (quantity.is_measure or quantity.unit is None):
            return False
        first = parse.words[between[0]]
        return first.upos == "ADP" and all(
            parse.words[i].upos in _PASSED or parse.words[i].lemma.lower() in self.words.amounting for i in between
        )


def read_amounts(quantities: Sequence[Quantity], reading: Reading, words: TransferWords) -> Amounts:
    """The amounts of a sentence.

    Args:
        quantities: Those inside the sentence, in order.
        reading: The sentence.
        words: ``measures``, ``amounting``.
    """
    starts = tuple(word.span.start for word in reading.parse.words)
    return Amounts(tuple(quantities), reading, words, starts, tuple(q.span.start for q in quantities))


def _amount(quantity: Quantity) -> Amount:
    return Amount(
        span=quantity.span, min=quantity.min, max=quantity.max, unit=quantity.lemma if quantity.is_measure else ""
    )

"""Which goods are worth telling, and which of them are told as one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quellenlage.analyse.transfer.phrases import Reading
from quellenlage.analyse.transfer.sentence import Sentence
from quellenlage.lang.transfers import Frame
from quellenlage.records.layers import EntityType
from quellenlage.records.transfer import Amount, Category, Item, Stage
from quellenlage.text.span import Span

# Money and common goods change hands all day: without both parties that is trade, no transfer to record.
_DONE = (Stage.DELIVERED, Stage.USED)
# From a million on money is no wage and no price in a shop (set by hand).
_LARGE = 1e6


def group_goods(items: Sequence[Item], read: Sentence) -> Iterator[tuple[tuple[Item, ...], Amount | None]]:
    """Goods that are told as one, with their amount: „Masken und Kittel“, but „40 Masken und 30 Kittel“ are two."""
    amounts = {item: read.amounts.of(item) for item in items}
    # „10 Millionen Euro Hilfe“: the money is how much help.
    counted = {a.span for item, a in amounts.items() if a and item.name.lower() not in read.words.currency}
    goods = [
        i for i, a in amounts.items() if i.name.lower() not in read.words.currency or not a or a.span not in counted
    ]
    groups: dict[tuple[Category, Span | None], list[Item]] = {}
    last: dict[Category, Span | None] = {}
    for item in goods:
        amount = amounts[item]
        # Goods without an amount go with those before them.
        own = amount.span if amount else last.get(item.category)
        last[item.category] = own
        groups.setdefault((item.category, own), []).append(item)
    for group in groups.values():
        yield tuple(group), amounts[group[0]]


def has_name(parties: Sequence[Span], reading: Reading) -> bool:
    """Whether a party has a name or is an institution."""
    words = reading.parse.words
    for party in parties:
        at = bisect_left(words, party.start, key=lambda word: word.span.start)
        while at < len(words) and words[at].span.start < party.end:
            if any(mention.type is not EntityType.MISC for mention in reading.mentions.get(at, ())):
                return True
            at += 1
    return False


def is_everyday(item: Item, frame: Frame, stage: Stage, has_recipient: bool, read: Sentence) -> bool:
    """Whether such a thing changes hands all day; that somebody lacks, seeks or is refused money is told.

    Sums from a million on are no wages and no prices in a shop.
    """
    amount = read.amounts.of(item) if item.category is Category.MONEY else None
    large = amount is not None and max(amount.min or 0, amount.max or 0) >= _LARGE
    if frame.both:
        return not (large and has_recipient)
    if item.category is Category.MONEY:
        common = item.name.lower() in read.words.currency and not (frame.grants or large)
        # „verlangen 27 Euro“ is a price; „verlangen Geld“ is told.
        return common and (amount is not None or stage in (*_DONE, Stage.AGREED))
    return item.category is Category.OTHER and stage in _DONE

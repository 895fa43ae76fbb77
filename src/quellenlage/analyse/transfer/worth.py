"""Which goods are worth telling, and which of them are told as one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quellenlage.analyse.transfer.party import Scene
from quellenlage.analyse.transfer.phrases import Reading
from quellenlage.analyse.transfer.sentence import Sentence
from quellenlage.analyse.transfer.verb import Told
from quellenlage.lang.transfers import Frame
from quellenlage.records.layers import EntityType, MentionForm
from quellenlage.records.transfer import Amount, Category, Item, Stage
from quellenlage.text.span import Span

# Money and common goods change hands all day: without both parties that is trade, no transfer to record.
_DONE = (Stage.DELIVERED, Stage.USED)
_INSTITUTIONS = frozenset({EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC})
# From a million on money is no wage and no price in a shop (set by hand).
_LARGE = 1e6


def choose_items(told: Told, stage: Stage, scene: Scene, read: Sentence) -> list[Item]:
    """The goods of a transfer that are worth telling.

    Args:
        told: With all its parties.
        stage: How far it has come.
        scene: Its clause.
        read: The sentence.
    """
    parties, both = (*told.suppliers, *told.recipients), bool(told.suppliers and told.recipients)
    has_recipient, delivered = bool(told.recipients), stage is Stage.DELIVERED
    deeds = (delivered or stage is Stage.SOUGHT) and not has_institution(parties, read.reading)
    items = [i for i in told.items if not (deeds and is_deed(i, read))]
    among = delivered and are_persons(parties, read.reading)
    items = [i for i in items if not (among and is_private(i, told.frame))]
    items = [i for i in items if both or not is_everyday(i, told.frame, stage, has_recipient, read)]
    items = [i for i in items if not read.words.is_counted(i.name.lower()) or read.amounts.of(i)]
    items = [i for i in items if not (delivered and is_pay(i, scene, both, read))]
    return [i for i in items if not is_service(i, both, stage, read)]


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


def has_institution(parties: Sequence[Span], reading: Reading) -> bool:
    """Whether a party has a name or is an institution, and no nameless person."""
    words = reading.parse.words
    for party in parties:
        at = bisect_left(words, party.start, key=lambda word: word.span.start)
        while at < len(words) and words[at].span.start < party.end:
            found = reading.mentions.get(at, ())
            if any(m.form is MentionForm.NAME or m.type in _INSTITUTIONS for m in found):
                return True
            at += 1
    return False


def is_private(item: Item, frame: Frame) -> bool:
    """Common goods that nameless people give one another, and food that they sell: no news."""
    return item.category is Category.OTHER or (item.category is Category.FOOD and frame.both)


def is_service(item: Item, both: bool, stage: Stage, read: Sentence) -> bool:
    """„fordert Tests für alle“: without an amount both parties must be told, and nobody only offers them."""
    done = both and stage is not Stage.OFFERED
    return not done and read.words.is_service(item.name.lower()) and read.amounts.of(item) is None


def is_pay(item: Item, scene: Scene, both: bool, read: Sentence) -> bool:
    """„hat dafür einen Millionenbetrag erhalten“: money in return, of one party alone."""
    forms = {read.reading.form(i) for i in scene.clause.words}
    return not both and item.category is Category.MONEY and bool(forms & read.words.return_)


def are_persons(parties: Sequence[Span], reading: Reading) -> bool:
    """Whether all parties are people without a name."""
    words = reading.parse.words

    def is_person(party: Span) -> bool:
        at = bisect_left(words, party.start, key=lambda word: word.span.start)
        inside = range(at, bisect_left(words, party.end, key=lambda word: word.span.start))
        found = [m for i in inside for m in reading.mentions.get(i, ())]
        nameless = all(m.type is EntityType.PER and m.form is not MentionForm.NAME for m in found)
        return nameless and (bool(found) or any(words[i].upos == "PRON" for i in inside))

    return all(is_person(party) for party in parties)


def is_deed(item: Item, read: Sentence) -> bool:
    """„Passanten gaben ihm Hilfe“: without an amount it may be a deed, and no goods."""
    return item.name.lower() in read.words.vague and read.amounts.of(item) is None


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
    if item.category is Category.FOOD:
        # Shops and kitchens bring food to anybody.
        alone = stage is Stage.DELIVERED and not has_recipient and read.amounts.of(item) is None
        return alone or frame.named
    bought = frame.named or (stage is Stage.SOUGHT and read.amounts.of(item) is None)
    return item.category is Category.OTHER and (stage in _DONE or bought)

"""Transfers told by a participle in front of its goods: „die von der Stadt bestellten Masken“."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quellenlage.analyse.transfer.goods import find_item, find_thing
from quellenlage.analyse.transfer.party import Scene, is_party, party_span
from quellenlage.analyse.transfer.phrases import Phrase
from quellenlage.lang.transfers import OBJECT, Frame, TransferWords
from quellenlage.records.transfer import Item
from quellenlage.text.span import Span

# Phrases between article and participle: so many are looked at (set by hand).
_INSIDE = 3
_ATTRIBUTE = "amod"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a participle in front of a noun tells of it.

    Attributes:
        participle: Index of the word.
        phrase: The goods.
    """

    participle: int
    frame: Frame
    phrase: Phrase
    item: Item
    suppliers: tuple[Span, ...]
    recipients: tuple[Span, ...]


def find_attributes(scene: Scene, words: TransferWords) -> Iterator[Attribute]:
    """Participles of giving and taking that stand before goods, with the parties between article and participle.

    German puts all that belongs to such a participle in front of it. The participle is passive: who acts stands behind
    a preposition for agents, and whom it goes to behind those of the frame.
    """
    parse = scene.reading.parse
    for n, phrase in enumerate(scene.phrases):
        for i in range(phrase.first, phrase.head):
            word = parse.words[i]
            if word.relation != _ATTRIBUTE or word.upos not in {"ADJ", "VERB"}:
                continue
            frame = next((f for f in words.frames_of(word.lemma, scene.reading.form(i)) if _fits(f)), None)
            if frame is None or scene.reading.form(i).endswith(tuple(words.present)):
                continue
            item = find_item(phrase, scene.reading, words)
            if item is None and frame.open:
                item = find_thing(phrase, scene.reading, words)
            suppliers, recipients = _parties(i, n, frame, scene, words)
            if item is not None and (suppliers or recipients):
                yield Attribute(i, frame, phrase, _behind(i, item, scene), suppliers, recipients)


def _behind(participle: int, item: Item, scene: Scene) -> Item:
    """The item without what the participle says of it."""
    words = scene.reading.parse.words
    start = max(item.span.start, words[participle + 1].span.start)
    return replace(item, span=Span(start, item.span.end)) if start < item.span.end else item


def _fits(frame: Frame) -> bool:
    return frame.kind == "verb" and OBJECT in frame.item and not frame.with_ and bool(frame.actor)


def _parties(
    participle: int, at: int, frame: Frame, scene: Scene, words: TransferWords
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Supplier and recipient among the phrases that end right before the participle."""
    found: dict[str, tuple[Span, ...]] = {"supplier": (), "recipient": ()}
    parse, edge = scene.reading.parse, participle
    for n in range(at - 1, max(at - 1 - _INSIDE, -1), -1):
        phrase = scene.phrases[n]
        if not phrase.case or any(parse.words[i].upos != "ADV" for i in range(phrase.head + 1, edge)):
            break
        edge = phrase.first - 1
        side = _side(phrase.case, frame, words)
        if side and is_party(n, scene):
            found[side] = found[side] or (party_span(phrase, scene),)
    return found["supplier"], found["recipient"]


def _side(case: str, frame: Frame, words: TransferWords) -> str:
    if case in words.agent and (frame.orders or case not in (frame.supplier if frame.actor == "recipient" else ())):
        return frame.actor
    if case in frame.supplier:
        return "supplier"
    return "recipient" if case in frame.recipient else ""

"""The goods of a clause: which phrases a word of giving may take, and the parties that they name themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.analyse.transfer.goods import find_item, is_measure, split_compound
from quellenlage.analyse.transfer.phrases import Phrase, Reading
from quellenlage.analyse.transfer.roles import Scene, is_party, is_passive, party_span
from quellenlage.lang.transfers import OBJECT, POSSESSOR, SUBJECT, Frame, TransferWords
from quellenlage.records.transfer import Item
from quellenlage.text.span import Span

# A noun of giving takes so many phrases behind it at most (set by hand).
_BEHIND = 4
# Between a measure and what it measures stand a preposition and an article at most.
_CLOSE = 3
_SUBJECT = "nsubj"


@dataclass(frozen=True, slots=True)
class Content:
    """Items with the parties that stand beside them: „russische Munition“, „Lieferungen aus X an Y“."""

    items: tuple[Item, ...]
    suppliers: tuple[Span, ...]
    recipients: tuple[Span, ...]


def find_goods(
    verb: int, frame: Frame, scene: Scene, words: TransferWords
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The phrases for goods that stand where the frame of a verb wants them, and those that measure them."""
    bare_parties = [n for n, p in enumerate(scene.phrases) if not p.case and is_party(n, scene)]
    alone = not bare_parties and not is_passive(verb, scene) and SUBJECT not in frame.item
    found: list[int] = []
    measures: list[int] = []
    for n, phrase in enumerate(scene.phrases):
        case = _case(n, scene)
        fits = case in frame.item or (not case and bool({SUBJECT, OBJECT} & set(frame.item)))
        if not fits or (not case and alone and _relation(phrase, scene) == _SUBJECT):
            continue
        if frame.makes:
            found += [n + 1] if scene.reading.parse.words[phrase.head].lemma.lower() in words.making else []
            continue
        row = _measured(n, scene, words)
        measures += row[:-1]
        found += row[-1:]
    chosen = [n for n in dict.fromkeys(found) if n in scene.goods and n not in measures]
    relative = any(not p.case for p in scene.phrases[:1]) and {SUBJECT, OBJECT} & set(frame.item)
    if not chosen and scene.of_goods and scene.antecedent and relative and (is_passive(verb, scene) or bare_parties):
        return (scene.antecedent,), ()
    return tuple(scene.phrases[n] for n in chosen), tuple(scene.phrases[n] for n in dict.fromkeys(measures))


def _relation(phrase: Phrase, scene: Scene) -> str:
    return scene.reading.parse.words[phrase.head].relation


def _case(n: int, scene: Scene) -> str:
    """The case of a phrase; joined to another one it has that one's."""
    phrase = scene.phrases[n]
    for _ in range(n):
        word = scene.reading.parse.words[phrase.head]
        if phrase.case or word.relation not in {"conj", "appos"}:
            break
        before = next((p for p in scene.phrases[:n] if p.head == word.head), None)
        if before is None:
            break
        phrase = before
    return phrase.case


def _measured(n: int, scene: Scene, words: TransferWords) -> list[int]:
    """A phrase, or measures and at the end what they measure: „Tausende“, „Tonnen“, „Weizen“."""
    row = [n]
    while is_measure(scene.phrases[row[-1]], scene.reading, words) and row[-1] + 1 < len(scene.phrases):
        here, after = scene.phrases[row[-1]], scene.phrases[row[-1] + 1]
        counts = row[-1] + 1 in scene.goods or is_measure(after, scene.reading, words)
        if not (0 < after.first - here.head <= _CLOSE and counts):
            break
        row.append(row[-1] + 1)
    return row


def read_content(phrase: Phrase, scene: Scene, words: TransferWords) -> Content:
    """The items that a phrase names, and the parties it holds or that stand behind it."""
    reading = scene.reading
    split = split_compound(phrase.head, reading, words)
    own = tuple(mention.span for mention in phrase.adjectives)
    if split is None:
        item = find_item(phrase, reading, words)
        return Content((item,) if item else (), own, ())
    frame, first = split
    near = tuple(_near(phrase, scene))
    items = (first,) if first else tuple(_items(near, frame, reading, words))
    if not items and (item := find_item(phrase, reading, words)):
        items = (item,)
    sides = [_side(slots, phrase, near, own, scene) for slots in (frame.supplier, frame.recipient)]
    return Content(items, sides[0], sides[1])


def _near(phrase: Phrase, scene: Scene) -> Iterator[tuple[str, Phrase]]:
    """Phrases that belong to a noun with their case: a genitive before it, what follows it without a gap."""
    at = next((n for n, p in enumerate(scene.phrases) if p is phrase), None)
    if at is None:
        return
    if at and scene.phrases[at - 1].case == POSSESSOR and scene.phrases[at - 1].head == phrase.first - 1:
        yield POSSESSOR, scene.phrases[at - 1]
    last = phrase.head
    for after in scene.phrases[at + 1 : at + 1 + _BEHIND]:
        if after.first - last > _CLOSE or (not after.case and _relation(after, scene) != "conj"):
            return
        if any(scene.reading.parse.words[i].upos in {"VERB", "AUX"} for i in range(last, after.first)):
            return
        yield after.case, after
        last = after.head


def _items(
    near: tuple[tuple[str, Phrase], ...], frame: Frame, reading: Reading, words: TransferWords
) -> Iterator[Item]:
    last = ""
    for case, phrase in near:
        last = case or last
        if last in frame.item and (item := find_item(phrase, reading, words)):
            yield item


def _side(
    slots: tuple[str, ...],
    phrase: Phrase,
    near: tuple[tuple[str, Phrase], ...],
    adjectives: tuple[Span, ...],
    scene: Scene,
) -> tuple[Span, ...]:
    """The party of a noun in the first of its slots that holds one."""
    for slot in slots:
        if slot == POSSESSOR and adjectives:
            return adjectives
        for case, other in near:
            at = next(n for n, p in enumerate(scene.phrases) if p is other)
            if case == slot and (is_party(at, scene) or (slot != POSSESSOR and at not in scene.goods)):
                return (party_span(other, scene),)
    return ()

"""The goods of a clause: which phrases a word of giving may take, and the parties that they name themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quellenlage.analyse.transfer.goods import find_item, find_thing, is_measure, split_compound
from quellenlage.analyse.transfer.party import Scene, is_party, party_span
from quellenlage.analyse.transfer.phrases import Phrase, Reading
from quellenlage.analyse.transfer.roles import case_of, is_passive
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
    """Items with the parties that stand beside them: „russische Munition“, „Lieferungen aus X an Y“.

    Attributes:
        owners: Whose goods are, by the genitive: „die Hilfe der Nachbarn“.
        both: It is trade, which is told only between two who are named: „den Export von Masken“.
    """

    items: tuple[Item, ...]
    suppliers: tuple[Span, ...]
    recipients: tuple[Span, ...]
    owners: tuple[Span, ...] = ()
    both: bool = False


def find_goods(
    verb: int, frame: Frame, scene: Scene, words: TransferWords
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The phrases for goods that stand where the frame of a verb wants them, and those that measure them."""
    if frame.open:
        scene = _with_things(verb, scene, words)
    bare_parties = [n for n, p in enumerate(scene.phrases) if not p.case and is_party(n, scene)]
    alone = not bare_parties and not is_passive(verb, scene) and SUBJECT not in frame.item
    found: list[int] = []
    measures: list[int] = []
    carried: dict[int, str] = {}
    for n, phrase in enumerate(scene.phrases):
        case = case_of(n, scene)
        fits = case in frame.item or (not case and bool({SUBJECT, OBJECT} & set(frame.item)))
        # „verweigerte dem Schiff die Einfahrt“: what stands in the dative is no goods.
        fits = fits and (bool(case) or scene.reading.form(phrase.first) not in words.dative)
        if not fits or (not case and alone and _relation(phrase, scene) == _SUBJECT):
            continue
        if frame.makes:
            found += [n + 1] if scene.reading.parse.words[phrase.head].lemma.lower() in words.making else []
            continue
        row = _measured(n, scene, words)
        carried.setdefault(row[-1], scene.phrases[n].case)
        measures += row[:-1]
        found += row[-1:]
    chosen = [n for n in dict.fromkeys(found) if n in scene.goods and n not in measures]
    if SUBJECT in frame.item and any(carried.get(n) in frame.item for n in chosen):
        # „drei Flugzeuge sind mit 20 Tonnen Masken gelandet“: the subject carries them.
        chosen = [n for n in chosen if carried.get(n) in frame.item]
    relative = any(not p.case for p in scene.phrases[:1]) and {SUBJECT, OBJECT} & set(frame.item)
    complete = is_passive(verb, scene) or bare_parties or SUBJECT in frame.item
    if not chosen and scene.clause.is_relative and scene.of_goods and scene.antecedent and relative and complete:
        return (scene.antecedent,), ()
    return tuple(scene.phrases[n] for n in chosen), tuple(scene.phrases[n] for n in dict.fromkeys(measures))


def _with_things(verb: int, scene: Scene, words: TransferWords) -> Scene:
    """A scene in which the object of the verb, or its subject in the passive, is goods if it may be a thing."""
    parse = scene.reading.parse
    wanted = {"nsubj:pass", "nsubj"} if is_passive(verb, scene) else {"obj"}
    things, heads = set(scene.goods), set[int]()
    for n, phrase in enumerate(scene.phrases):
        word = parse.words[phrase.head]
        stands = word.relation in wanted and parse.words[word.head].upos in {"VERB", "AUX", "ADJ"}
        joined = word.relation == "conj" and word.head in heads
        timed = any(time.overlaps(word.span) for time in scene.times)
        if not phrase.case and (stands or joined) and not timed and find_thing(phrase, scene.reading, words):
            things.add(n)
            heads.add(phrase.head)
    return replace(scene, goods=frozenset(things))


def _relation(phrase: Phrase, scene: Scene) -> str:
    return scene.reading.parse.words[phrase.head].relation


def _measured(n: int, scene: Scene, words: TransferWords) -> list[int]:
    """A phrase, or measures and at the end what they measure: „Tausende“, „Tonnen“, „Weizen“."""
    row = [n]
    while row[-1] + 1 < len(scene.phrases):
        here, after = scene.phrases[row[-1]], scene.phrases[row[-1] + 1]
        # „Millionen Euro an Hilfe“: money measures what stands behind it.
        paid = scene.reading.parse.words[here.head].lemma.lower() in words.currency and after.case in words.share
        if not (paid or is_measure(here, scene.reading, words)):
            break
        counts = row[-1] + 1 in scene.goods or is_measure(after, scene.reading, words)
        if not (0 < after.first - here.head <= _CLOSE and counts):
            break
        row.append(row[-1] + 1)
    return row


def read_content(phrase: Phrase, scene: Scene, words: TransferWords) -> Content:
    """The items that a phrase names, and the parties it holds or that stand behind it."""
    reading = scene.reading
    split = split_compound(phrase.head, reading, words)
    adjectives = tuple(mention.span for mention in phrase.adjectives)
    if split is None:
        item = find_item(phrase, reading, words) or find_thing(phrase, reading, words)
        near = tuple(_near(phrase, scene))
        origin = adjectives or _beside(near, words.origin, scene)
        own = tuple(pair for pair in near[:1] if pair[0] == POSSESSOR)
        owners = _beside(own, frozenset({POSSESSOR}), scene)
        return Content((item,) if item else (), origin, _beside(near, words.beneficiary, scene), owners)
    frame, first = split
    near = tuple(_near(phrase, scene))
    items = (first,) if first else tuple(_items(near, frame, reading, words))
    # „eine Spende von 8000 Euro“: the amount of a gift is no gift of its own.
    money = all(item.name.lower() in words.currency for item in items)
    if (not items or money) and (item := find_item(phrase, reading, words)):
        items = (item,)
    sides = [_side(slots, phrase, near, adjectives, scene) for slots in (frame.supplier, frame.recipient)]
    # „die Lieferung belgischer Waffen“: goods tell where they are from.
    told = (p for case, p in near if case in frame.item and find_item(p, reading, words))
    origin = tuple(m.span for p in told for m in p.adjectives)[:1]
    return Content(items, sides[0] or origin, sides[1], both=frame.both)


def _near(phrase: Phrase, scene: Scene) -> Iterator[tuple[str, Phrase]]:
    """Phrases that belong to a noun with their case: a genitive before it, what follows it without a gap."""
    at = _number(phrase, scene)
    if at == len(scene.phrases) or scene.phrases[at] is not phrase:
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


def _beside(near: tuple[tuple[str, Phrase], ...], cases: frozenset[str], scene: Scene) -> tuple[Span, ...]:
    """The party that stands behind goods with one of some prepositions."""
    found = (party_span(p, scene) for case, p in near if case in cases and is_party(_number(p, scene), scene))
    return tuple(found)[:1]


def _number(phrase: Phrase, scene: Scene) -> int:
    """The index of a phrase of the scene; they stand in order."""
    return bisect_left(scene.phrases, phrase.head, key=lambda p: p.head)


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
            at = _number(other, scene)
            if case == slot and (is_party(at, scene) or (slot != POSSESSOR and at not in scene.goods)):
                return (party_span(other, scene),)
    return ()

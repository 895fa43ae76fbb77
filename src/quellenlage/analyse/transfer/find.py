"""Finds transfers: words of giving and taking with goods beside them, and the parties by the grammar of the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.transfer.clause import find_clauses
from quellenlage.analyse.transfer.content import find_goods, read_content
from quellenlage.analyse.transfer.goods import find_amount, find_item, split_compound
from quellenlage.analyse.transfer.governor import find_governor
from quellenlage.analyse.transfer.mood import read_mood
from quellenlage.analyse.transfer.phrases import Phrase, Reading, find_phrases, is_pronoun, mentions_by_word
from quellenlage.analyse.transfer.roles import Scene, Slots, find_slots, is_passive
from quellenlage.lang.transfers import OBJECT, SUBJECT, Frame, Governor, TransferWords
from quellenlage.records.document import Document
from quellenlage.records.layers import Act, Layers, Quotation, Timex
from quellenlage.records.provenance import By
from quellenlage.records.transfer import Category, Item, Stage, Transfer
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# Relations of the one who acts in a passive, as the language names those of its prepositions.
_AGENT = frozenset({"from", "by"})
# Money and common goods change hands all day: without both parties that is trade, no transfer to record.
_EVERYDAY = frozenset({Category.MONEY, Category.OTHER})
# A word lies in one of so many quotations that begin before it, or in none.
_NESTED = 8


@dataclass(frozen=True, slots=True)
class _Told:
    """A transfer before it is made: the parties found so far."""

    trigger: int
    frame: Frame
    items: tuple[Item, ...]
    suppliers: tuple[Span, ...]
    recipients: tuple[Span, ...]
    goods: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its clauses."""

    scenes: tuple[Scene, ...]
    by_word: Mapping[int, int]
    reading: Reading
    words: TransferWords


def find_transfers(document: Document, found: Layers, world: World) -> tuple[Transfer, ...]:
    """Find what is said to pass, to be needed, sought, offered, agreed, used or refused.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``parses``, ``mentions``, ``timexes``, ``quotations``; without parses nothing is
            found.
        world: ``language.transfers``.

    Returns:
        Sorted by span; one for each word, category and stage.
    """
    words = world.language.transfers
    if words is None or not found.parses:
        return ()
    told: list[Transfer] = []
    starts = [m.span.start for m in found.mentions]
    times = [t.span.start for t in found.timexes]
    for index, sentence in enumerate(found.sentences):
        parse = found.parses[index]
        low, high = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        near = found.timexes[bisect_left(times, sentence.span.start) : bisect_left(times, sentence.span.end)]
        mentions = mentions_by_word(parse, found.mentions[low:high])
        reading = Reading(parse, document.text, world.language, mentions)
        read = _read(reading, near, words)
        for transfer in _transfers(read, index):
            told.append(_placed(transfer, near, reading))
    unique = {(t.span, t.category): t for t in reversed(told)}
    ordered = sorted(unique.values(), key=lambda t: (t.span, t.category))
    return tuple(_said(ordered, found.quotations))


def _said(ordered: Sequence[Transfer], quotations: Sequence[Quotation]) -> Iterator[Transfer]:
    """With the innermost quotation that holds each; a demand that something be delivered seeks it."""
    pieces = sorted((span, index) for index, q in enumerate(quotations) for span in q.quotes)
    starts = [span.start for span, _ in pieces]
    for transfer in ordered:
        at = bisect_right(starts, transfer.span.start)
        around = [(len(span), i) for span, i in pieces[max(0, at - _NESTED) : at] if span.contains(transfer.span)]
        if not around:
            yield transfer
            continue
        index = min(around)[1]
        stage = transfer.stage
        if (
            quotations[index].act is Act.DEMANDS
            and stage in (Stage.DELIVERED, Stage.AGREED)
            and transfer.polarity == "+"
        ):
            stage = Stage.SOUGHT
        yield replace(transfer, quotation=index, stage=stage)


def _read(reading: Reading, times: Sequence[Timex], words: TransferWords) -> _Sentence:
    clauses = find_clauses(reading.parse, reading.text, reading.language)
    phrases = [find_phrases(clause.words, reading) for clause in clauses]
    nouns = sorted((p for group in phrases for p in group if not is_pronoun(p, reading)), key=lambda p: p.head)
    heads = [p.head for p in nouns]
    scenes = []
    for clause, group in zip(clauses, phrases, strict=True):
        at = bisect_right(heads, clause.words[0]) if clause.is_relative else 0
        antecedent = nouns[at - 1] if at else None
        goods = frozenset(n for n, p in enumerate(group) if _is_goods(p, reading, words))
        of_goods = antecedent is not None and _is_goods(antecedent, reading, words)
        scenes.append(Scene(clause, group, goods, antecedent, of_goods, tuple(t.span for t in times), reading))
    by_word = {i: number for number, clause in enumerate(clauses) for i in clause.words}
    return _Sentence(tuple(scenes), by_word, reading, words)


def _is_goods(phrase: Phrase, reading: Reading, words: TransferWords) -> bool:
    return find_item(phrase, reading, words) is not None or split_compound(phrase.head, reading, words) is not None


def _transfers(read: _Sentence, index: int) -> Iterator[Transfer]:
    """Verbs first: a noun that is the goods of a verb gives its own parties to it and tells nothing by itself."""
    taken: set[int] = set()
    for scene in read.scenes:
        for i in scene.clause.words:
            word = read.reading.parse.words[i]
            if word.upos not in {"VERB", "ADJ"} or word.relation == "amod":
                continue
            for frame in read.words.frames_of(word.lemma, read.reading.form(i)):
                told = _by_verb(i, frame, scene, read, taken) if frame.kind == "verb" else None
                if told is not None:
                    yield from _made(told, scene, read, index)
                    break
    for scene in read.scenes:
        for n, phrase in enumerate(scene.phrases):
            if phrase.head in taken:
                continue
            split = split_compound(phrase.head, read.reading, read.words)
            told = _by_noun(n, split[0], scene, read) if split else None
            if told is not None:
                yield from _made(told, scene, read, index)


def _by_verb(verb: int, frame: Frame, scene: Scene, read: _Sentence, taken: set[int]) -> _Told | None:
    forms = {read.reading.form(i) for i in scene.clause.words}
    if frame.with_ and frame.with_ not in forms:
        return None
    lemmas = {read.reading.parse.words[i].lemma for i in scene.clause.words if i != verb}
    if lemmas & read.words.getting and read.reading.parse.words[verb].has("VerbForm", "Part"):
        return None
    goods, measures = find_goods(verb, frame, scene, read.words)
    told = [read_content(phrase, scene, read.words) for phrase in goods]
    items = tuple(item for content in told for item in content.items)
    if frame.makes:
        items = tuple(replace(item, category=Category.TECHNOLOGY) for item in items)
    if not items:
        return None
    slots = find_slots(verb, scene)
    suppliers, recipients = slots.fill(frame.supplier), slots.fill(frame.recipient)
    if is_passive(verb, scene):
        suppliers, recipients = _passive(frame, slots, scene)
    taken.update(phrase.head for phrase in goods)
    return _Told(
        verb,
        frame,
        items,
        suppliers or next((c.suppliers for c in told if c.suppliers), ()),
        recipients or next((c.recipients for c in told if c.recipients), ()),
        (*measures, *goods),
    )


def _passive(frame: Frame, slots: Slots, scene: Scene) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The subject of the active stands behind a preposition of origin; a bare party is its object."""
    agents = [word for word, relation in scene.reading.language.relations.items() if relation in _AGENT]
    parties = []
    for own in (frame.supplier, frame.recipient):
        bare = slots.object if OBJECT in own else ()
        cases = [slot for slot in own if slot not in (SUBJECT, OBJECT)]
        parties.append(bare or slots.fill([*cases, *(agents if SUBJECT in own else ())]))
    return parties[0], parties[1]


def _by_noun(n: int, frame: Frame, scene: Scene, read: _Sentence) -> _Told | None:
    """„die Lieferung von X an Y“: told for itself if it names a party and goods, and a verb or a noun governs it."""
    content = read_content(scene.phrases[n], scene, read.words)
    if not content.items or not (content.suppliers or content.recipients):
        return None
    return _Told(
        scene.phrases[n].head, frame, content.items, content.suppliers, content.recipients, (scene.phrases[n],)
    )


def _made(told: _Told, scene: Scene, read: _Sentence, index: int) -> Iterator[Transfer]:
    """One transfer for each category of goods."""
    governed = find_governor(told.trigger, scene, read.scenes, read.by_word, read.words)
    mood = read_mood(told.trigger, told.frame, governed[0] if governed else None, scene, read.words)
    if mood is None or (told.frame.kind == "noun" and governed is None and not (told.suppliers and told.recipients)):
        return
    suppliers, recipients = told.suppliers, told.recipients
    if governed is not None:
        suppliers, recipients = _controlled(told, governed, read)
    if not (suppliers or recipients) or set(suppliers) & set(recipients):
        return
    both = bool(suppliers and recipients)
    items = [i for i in told.items if both or not (told.frame.both or i.category in _EVERYDAY)]
    words = read.reading.parse.words
    amount = find_amount(told.goods, scene.times, read.reading, read.words)
    forms = {read.reading.form(i) for i in scene.clause.words}
    for category in dict.fromkeys(item.category for item in items):
        yield Transfer(
            span=words[told.trigger].span,
            sentence=index,
            clause=cover([words[i].span for i in scene.clause.words]),
            suppliers=suppliers,
            recipients=recipients,
            items=tuple(dict.fromkeys(item for item in items if item.category is category)),
            category=category,
            stage=mood.stage,
            polarity=mood.polarity,
            certainty=mood.certainty,
            amount=amount,
            is_return=bool(forms & read.words.return_),
            by=By(f"{told.frame.kind} of {told.frame.stage}"),
        )


def _controlled(
    told: _Told, governed: tuple[Governor, int, Scene], read: _Sentence
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Parties that stand in the governing clause: who promises delivers, who is asked delivers to the asker."""
    governor, word, scene = governed
    slots = find_slots(word, scene)
    own, others = slots.subject, slots.object
    if is_passive(word, scene):
        own, others = (), slots.object
    actor = own if governor.subject == "actor" else others if governor.object == "actor" else ()
    asker = own if governor.subject == "other" and governor.stage is Stage.SOUGHT else ()
    suppliers, recipients = told.suppliers, told.recipients
    if told.frame.actor == "supplier" or told.frame.kind == "noun":
        return suppliers or actor, recipients or tuple(span for span in asker if span not in (suppliers or actor))
    return suppliers, recipients or actor


def _placed(transfer: Transfer, times: Sequence[Timex], reading: Reading) -> Transfer:
    """With the nearest time expression of its clause, unless that says since when."""
    near = [t.span for t in times if t.told is not None and transfer.clause.contains(t.span)]
    time = min(near, key=lambda span: (abs(span.start - transfer.span.start), span), default=None)
    since = reading.language.timex.bound_since
    before = transfer.clause.start if time is None else time.start
    open_ = any(
        word.span.of(reading.text).lower() in since
        for word in reading.parse.words
        if transfer.clause.start <= word.span.start <= before
    )
    return replace(transfer, time=None if open_ else time)

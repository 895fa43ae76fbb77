"""Finds transfers: words of giving and taking with goods beside them, and the parties by the grammar of the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from quellenlage.analyse.transfer.amount import read_amounts
from quellenlage.analyse.transfer.content import read_content
from quellenlage.analyse.transfer.goods import split_compound
from quellenlage.analyse.transfer.governor import find_governor
from quellenlage.analyse.transfer.mood import Mood, is_negated, read_mood
from quellenlage.analyse.transfer.participle import find_attributes
from quellenlage.analyse.transfer.party import Scene
from quellenlage.analyse.transfer.phrases import Reading, mentions_by_word
from quellenlage.analyse.transfer.roles import find_slots, is_only_verb, is_passive
from quellenlage.analyse.transfer.sentence import Sentence, read_sentence, relative_words
from quellenlage.analyse.transfer.verb import Told, by_verb
from quellenlage.analyse.transfer.worth import choose_items, group_goods, has_name
from quellenlage.lang.transfers import OBJECT, SUBJECT, Frame, Governor
from quellenlage.records.document import Document
from quellenlage.records.layers import Act, Layers, Quotation, Timex
from quellenlage.records.provenance import By
from quellenlage.records.transfer import Stage, Transfer
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# A word lies in one of so many quotations that begin before it, or in none.
_NESTED = 8


def find_transfers(document: Document, found: Layers, world: World) -> tuple[Transfer, ...]:
    """Find what is said to pass, to be needed, sought, offered, agreed, used or refused.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``parses``, ``mentions``, ``timexes``, ``quotations``, ``quantities``; without
            parses nothing is found.
        world: ``language.transfers``.

    Returns:
        Sorted by span; one for each word and category, and for each of its goods with an amount of their own.
    """
    words = world.language.transfers
    if words is None or not found.parses:
        return ()
    told: list[Transfer] = []
    starts = [m.span.start for m in found.mentions]
    times = [t.span.start for t in found.timexes]
    counts = [q.span.start for q in found.quantities]
    settled: set[Span] = set()
    for index, sentence in enumerate(found.sentences):
        parse = found.parses[index]
        low, high = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
        near = found.timexes[bisect_left(times, sentence.span.start) : bisect_left(times, sentence.span.end)]
        mentions = mentions_by_word(parse, found.mentions[low:high])
        reading = Reading(parse, document.text, world.language, mentions)
        some = found.quantities[bisect_left(counts, sentence.span.start) : bisect_left(counts, sentence.span.end)]
        read = read_sentence(reading, near, read_amounts(some, reading, words), words)
        for transfer in _transfers(read, index):
            told.append(_placed(transfer, near, reading))
        settled.update(relative_words(read))
    unique = {(t.span, t.category, t.items): t for t in reversed(told)}
    ordered = sorted(unique.values(), key=lambda t: (t.span, t.category, [item.span for item in t.items]))
    return tuple(_said(ordered, found.quotations, settled))


def _said(
    ordered: Sequence[Transfer], quotations: Sequence[Quotation], settled: Collection[Span]
) -> Iterator[Transfer]:
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
            and transfer.span not in settled
        ):
            stage = Stage.SOUGHT
        yield replace(transfer, quotation=index, stage=stage)


def _transfers(read: Sentence, index: int) -> Iterator[Transfer]:
    """Verbs first: a noun that is the goods of a verb gives its own parties to it and tells nothing by itself."""
    taken: set[int] = set()
    for scene in read.scenes:
        for i in scene.clause.words:
            word = read.reading.parse.words[i]
            if word.upos not in {"VERB", "ADJ"} or (word.relation == "amod" and not is_only_verb(i, scene)):
                continue
            for frame in read.words.frames_of(word.lemma, read.reading.form(i)):
                told = by_verb(i, frame, scene, read, taken) if frame.kind == "verb" else None
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
    for scene in read.scenes:
        for found in find_attributes(scene, read.words):
            # „die bestellten Masken für X“: whom goods are meant for stands behind them.
            recipients = found.recipients or read_content(found.phrase, scene, read.words).recipients
            told = Told(found.participle, found.frame, (found.item,), found.suppliers, recipients)
            yield from _made(told, scene, read, index)


def _by_noun(n: int, frame: Frame, scene: Scene, read: Sentence) -> Told | None:
    """„die Lieferung von X an Y“: told for itself if it names a party and goods, and a verb or a noun governs it."""
    content = read_content(scene.phrases[n], scene, read.words)
    lacks = frame.stage is Stage.NEEDED
    if not content.items:
        return None
    noun, recipients = scene.phrases[n].head, content.recipients
    if lacks and not recipients:
        # „In den Kliniken herrscht Mangel an …“: where it lacks stands in the clause.
        places = [slot for slot in frame.recipient if slot not in (SUBJECT, OBJECT)]
        recipients = find_slots(read.reading.parse.words[noun].head, scene).fill(places)
    return Told(noun, frame, content.items, content.suppliers, recipients)


def _made(told: Told, scene: Scene, read: Sentence, index: int) -> Iterator[Transfer]:
    """One transfer for each category of goods, and for each of them that has an amount of its own."""
    attribute = read.reading.parse.words[told.trigger].relation == "amod"
    governed = None if attribute else find_governor(told.trigger, scene, read.scenes, read.by_word, read.words)
    mood = Mood(told.frame.stage, "+", "CT") if attribute else _mood(told, governed, scene, read)
    if mood is None or (
        told.frame.kind == "noun"
        and governed is None
        and not (told.recipients and (told.suppliers or told.frame.stage is Stage.NEEDED))
    ):
        return
    suppliers, recipients = told.suppliers, told.recipients
    if governed is not None:
        suppliers, recipients = _controlled(told, governed, read)
    if not (suppliers or recipients) or set(suppliers) & set(recipients):
        return
    if mood.stage is Stage.USED and not suppliers:
        # What an army uses is its own unless somebody is said to have given it.
        return
    if told.frame.named and not (suppliers and recipients) and not has_name((*suppliers, *recipients), read.reading):
        return
    items = choose_items(replace(told, suppliers=suppliers, recipients=recipients), mood.stage, scene, read)
    words = read.reading.parse.words
    forms = {read.reading.form(i) for i in scene.clause.words}
    for group, amount in group_goods(items, read):
        yield Transfer(
            span=words[told.trigger].span,
            sentence=index,
            clause=cover([words[i].span for i in scene.clause.words]),
            suppliers=suppliers,
            recipients=recipients,
            items=group,
            category=group[0].category,
            stage=mood.stage,
            polarity=mood.polarity,
            certainty=mood.certainty,
            amount=amount,
            is_return=bool(forms & read.words.return_),
            by=By(f"{told.frame.kind} of {told.frame.stage}"),
        )


def _mood(told: Told, governed: tuple[Governor, int, Scene] | None, scene: Scene, read: Sentence) -> Mood | None:
    """The mood by the form of the word and by what governs it; „schließt Lieferungen nicht aus“ leaves them open."""
    mood = read_mood(told.trigger, told.frame, governed[0] if governed else None, scene, read.words)
    refused = governed is not None and governed[0].stage is Stage.REFUSED
    if mood is not None and governed is not None and refused and is_negated(governed[1], governed[2]):
        return Mood(Stage.OFFERED, "+", "PS")
    return mood


def _controlled(
    told: Told, governed: tuple[Governor, int, Scene], read: Sentence
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Parties that stand in the governing clause: who promises delivers, who is asked delivers to the asker."""
    governor, word, scene = governed
    slots = find_slots(word, scene)
    own, others = slots.subject, slots.object
    if is_passive(word, scene):
        own, others = (), slots.object
    actor = own if governor.subject == "actor" else others if governor.object == "actor" else ()
    # „versprach Peru, Masken zu liefern“: whom it is promised to gets it.
    promised = others if governor.subject == "actor" and governor.object == "other" else ()
    asks = governor.subject == "other" and governor.stage is Stage.SOUGHT
    asker = own if asks or governor.subject == "taker" else ()
    suppliers, recipients = told.suppliers, told.recipients
    gives = told.frame.actor == "supplier" or told.frame.kind == "noun"
    if gives and told.frame.stage is not Stage.NEEDED:
        return suppliers or actor, recipients or tuple(s for s in (*promised, *asker) if s not in (suppliers or actor))
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

"""Finds transfers: words of giving and taking with goods beside them, and the parties by the grammar of the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.transfer.amount import read_amounts
from quellenlage.analyse.transfer.content import find_goods, read_content
from quellenlage.analyse.transfer.goods import split_compound
from quellenlage.analyse.transfer.governor import find_governor
from quellenlage.analyse.transfer.mood import Mood, read_mood
from quellenlage.analyse.transfer.participle import find_attributes
from quellenlage.analyse.transfer.party import Scene
from quellenlage.analyse.transfer.phrases import Phrase, Reading, mentions_by_word
from quellenlage.analyse.transfer.roles import Slots, find_object, find_slots, is_passive
from quellenlage.analyse.transfer.sentence import Sentence, read_sentence, relative_words
from quellenlage.analyse.transfer.worth import group_goods, has_name, is_everyday
from quellenlage.lang.transfers import OBJECT, SUBJECT, Frame, Governor
from quellenlage.records.document import Document
from quellenlage.records.layers import Act, Layers, Quotation, Timex
from quellenlage.records.provenance import By
from quellenlage.records.transfer import Category, Item, Stage, Transfer
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# Relations of the one who acts in a passive, as the language names those of its prepositions.
_AGENT = frozenset({"from", "by"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
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
    for scene in read.scenes:
        for found in find_attributes(scene, read.words):
            yield from _made(
                _Told(found.participle, found.frame, (found.item,), found.suppliers, found.recipients),
                scene, read, index,
            )  # fmt: skip


def _by_verb(verb: int, frame: Frame, scene: Scene, read: Sentence, taken: set[int]) -> _Told | None:
    forms = {read.reading.form(i) for i in scene.clause.words}
    if (frame.with_ and frame.with_ not in forms) or forms & set(frame.without):
        return None
    lemmas = {read.reading.parse.words[i].lemma for i in scene.clause.words if i != verb}
    if lemmas & read.words.getting and read.reading.parse.words[verb].has("VerbForm", "Part"):
        return None
    goods, measures = find_goods(verb, frame, scene, read.words)
    described = _described(verb, frame, scene, read) if not goods else None
    goods = (described,) if described else goods
    told = [read_content(phrase, scene, read.words) for phrase in goods]
    items = tuple(item for content in told for item in content.items)
    if frame.makes:
        items = tuple(replace(item, category=Category.TECHNOLOGY) for item in items)
    if not items:
        return None
    slots = find_slots(verb, scene)
    suppliers, recipients = slots.fill(frame.supplier), slots.fill(frame.recipient)
    if OBJECT in frame.recipient and OBJECT not in frame.item:
        recipients = recipients or find_object(verb, scene)
    if described or is_passive(verb, scene):
        suppliers, recipients = _passive(frame, slots, scene)
    elif not slots.subject and (shared := _shared_subject(verb, read)):
        suppliers = shared if frame.actor == "supplier" else suppliers
        recipients = shared if frame.actor == "recipient" else recipients
    taken.update(phrase.head for phrase in (*goods, *measures))
    origin = next((c.suppliers for c in told if c.suppliers), ())
    if (frame.actor != "supplier" or frame.stage is Stage.REFUSED) and frame.stage is not Stage.NEEDED:
        # Who gives what is another's is not told by whose it was.
        origin = origin or next((c.owners for c in told if c.owners), ())
    goal = next((c.recipients for c in told if c.recipients), ())
    if frame.stage is Stage.REFUSED and origin and goal:
        # „lehnt die Lieferungen von X an Y ab“: who only objects refuses nothing; who stops them need not give them.
        return None if frame.actor == "recipient" else _Told(verb, frame, items, origin, goal)
    if frame.stage is Stage.REFUSED and origin and suppliers and not recipients:
        # „verweigert russische Hilfe“: who refuses what comes from somebody else would have got it.
        suppliers, recipients = origin, suppliers
    return _Told(verb, frame, items, suppliers or origin, recipients or goal)


def _described(verb: int, frame: Frame, scene: Scene, read: Sentence) -> Phrase | None:
    """„Masken, vom Land an Schulen verteilt, …“: goods that a participle behind them describes without an auxiliary."""
    words = read.reading.parse.words
    first = words[verb].head if words[verb].relation == "conj" else verb
    head = words[first].head
    verbs = [words[i] for i in scene.clause.words if words[i].upos in {"VERB", "AUX"}]
    bare = words[verb].has("VerbForm", "Part") and not any(w.has("VerbForm", "Fin") or w.upos == "AUX" for w in verbs)
    if not bare or OBJECT not in frame.item or head < 0 or head not in read.by_word:
        return None
    for home in {id(s): s for s in (read.scenes[read.by_word[head]], read.scenes[read.by_word[first]])}.values():
        for n in home.goods:
            phrase = home.phrases[n]
            word = words[phrase.head]
            subject = word.relation in _SUBJECTS and word.head in (first, head)
            if home is not scene and (phrase.first <= head <= phrase.head or subject):
                return phrase
    return None


def _shared_subject(verb: int, read: Sentence) -> tuple[Span, ...]:
    """„Bonn kauft Zelte und liefert sie“: joined verbs share the subject of the first."""
    words = read.reading.parse.words
    head = words[verb].head if words[verb].relation == "conj" else _verb_before(verb, read)
    if head not in read.by_word or words[head].upos not in {"VERB", "AUX"}:
        return ()
    scene = read.scenes[read.by_word[head]]
    return () if is_passive(head, scene) else find_slots(head, scene).subject


def _verb_before(verb: int, read: Sentence) -> int:
    """The verb of the clause before one that opens with its finite verb and has no subject; -1 if it is another."""
    words, scene = read.reading.parse.words, read.scenes[read.by_word[verb]]
    first = next((i for i in scene.clause.words if words[i].upos not in {"CCONJ", "PUNCT", "ADV"}), -1)
    if scene.clause.before is None or first < 0 or not words[first].has("VerbForm", "Fin"):
        return -1
    before = read.scenes[scene.clause.before]
    verbs = [i for i in before.clause.words if words[i].upos == "VERB"]
    return verbs[-1] if verbs and not before.clause.is_relative else -1


def _passive(frame: Frame, slots: Slots, scene: Scene) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The subject of the active stands behind a preposition of origin; a bare party is its object."""
    agents = [word for word, relation in scene.reading.language.relations.items() if relation in _AGENT]
    parties = []
    for own in (frame.supplier, frame.recipient):
        bare = slots.object if OBJECT in own else ()
        cases = [slot for slot in own if slot not in (SUBJECT, OBJECT)]
        parties.append(bare or slots.fill([*cases, *(agents if SUBJECT in own else ())]))
    return parties[0], parties[1]


def _by_noun(n: int, frame: Frame, scene: Scene, read: Sentence) -> _Told | None:
    """„die Lieferung von X an Y“: told for itself if it names a party and goods, and a verb or a noun governs it."""
    content = read_content(scene.phrases[n], scene, read.words)
    if not content.items or not (content.suppliers or content.recipients):
        return None
    return _Told(scene.phrases[n].head, frame, content.items, content.suppliers, content.recipients)


def _made(told: _Told, scene: Scene, read: Sentence, index: int) -> Iterator[Transfer]:
    """One transfer for each category of goods, and for each of them that has an amount of its own."""
    attribute = read.reading.parse.words[told.trigger].relation == "amod"
    governed = None if attribute else find_governor(told.trigger, scene, read.scenes, read.by_word, read.words)
    mood = read_mood(told.trigger, told.frame, governed[0] if governed else None, scene, read.words)
    if attribute:
        mood = Mood(told.frame.stage, "+", "CT")
    if mood is None or (told.frame.kind == "noun" and governed is None and not (told.suppliers and told.recipients)):
        return
    suppliers, recipients = told.suppliers, told.recipients
    if governed is not None:
        suppliers, recipients = _controlled(told, governed, read)
    if not (suppliers or recipients) or set(suppliers) & set(recipients):
        return
    both = bool(suppliers and recipients)
    if told.frame.named and not both and not has_name((*suppliers, *recipients), read.reading):
        return
    items = [i for i in told.items if both or not is_everyday(i, told.frame, mood.stage, bool(recipients), read)]
    items = [i for i in items if i.name.lower() not in read.words.counted or read.amounts.of(i)]
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


def _controlled(
    told: _Told, governed: tuple[Governor, int, Scene], read: Sentence
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

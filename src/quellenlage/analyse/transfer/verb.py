"""A transfer told by a verb of giving or taking: its goods, and who gives and gets by the form of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.transfer.content import Content, find_goods, read_content
from quellenlage.analyse.transfer.mood import is_scarce
from quellenlage.analyse.transfer.party import Scene
from quellenlage.analyse.transfer.phrases import Phrase
from quellenlage.analyse.transfer.roles import Slots, find_object, find_slots, is_passive
from quellenlage.analyse.transfer.sentence import Sentence
from quellenlage.lang.transfers import OBJECT, SUBJECT, Frame
from quellenlage.records.transfer import Category, Item, Stage
from quellenlage.text.span import Span

# Relations of the one who acts in a passive, as the language names those of its prepositions.
_AGENT = frozenset({"from", "by"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Told:
    """A transfer before it is made: the parties found so far."""

    trigger: int
    frame: Frame
    items: tuple[Item, ...]
    suppliers: tuple[Span, ...]
    recipients: tuple[Span, ...]


def by_verb(verb: int, frame: Frame, scene: Scene, read: Sentence, taken: set[int]) -> Told | None:
    """What a verb tells by one of its frames; None if nothing.

    Args:
        verb: Its index in the sentence.
        frame: Where its parties stand.
        scene: Its clause.
        read: The sentence.
        taken: Gets the heads of its goods: nouns that tell nothing by themselves.
    """
    forms = {read.reading.form(i) for i in scene.clause.words}
    if (frame.with_ and frame.with_ not in forms) or forms & set(frame.without):
        return None
    if frame.scarce and not is_scarce(scene, read.words):
        return None
    getting = _getting(verb, scene, read)
    if getting and read.reading.parse.words[getting].upos == "VERB":
        return None
    goods, measures = find_goods(verb, frame, scene, read.words)
    described = _described(verb, frame, scene, read) if not goods else None
    goods = (described,) if described else goods
    told = [read_content(phrase, scene, read.words) for phrase in goods]
    items = tuple(item for content in told for item in content.items)
    # „eine Lieferung von Masken an X“: the word that measures the goods has parties of its own.
    told += [read_content(phrase, scene, read.words) for phrase in measures]
    if frame.makes:
        items = tuple(replace(item, category=Category.TECHNOLOGY) for item in items)
    if frame.only:
        items = tuple(item for item in items if item.category in frame.only)
    if not items:
        return None
    if not frame.supplier and frame.stage is Stage.DELIVERED and not find_slots(verb, scene).fill(frame.recipient):
        # „Wie soll das gehen?“: it goes to nobody.
        return None
    taken.update(phrase.head for phrase in (*goods, *measures))
    parties = _parties(verb, frame, scene, read, (bool(described), bool(getting)))
    return _with_goods(Told(verb, frame, items, *parties), told, read)


def _parties(
    verb: int, frame: Frame, scene: Scene, read: Sentence, forms: tuple[bool, bool]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Supplier and recipient beside a verb.

    Args:
        verb: Its index.
        frame: Where they stand.
        scene: Its clause.
        read: The sentence.
        forms: Whether it describes goods as a participle, and whether it stands beside a word of getting.
    """
    described, getting = forms
    slots = find_slots(verb, scene)
    suppliers = slots.fill(frame.supplier)
    recipients = slots.fill(frame.recipient, given=OBJECT in frame.item)
    if OBJECT in frame.recipient and OBJECT not in frame.item:
        if SUBJECT not in frame.item:
            recipients = recipients or find_object(verb, scene)
        elif not frame.grants:
            # „Peru fehlen Masken“: what is lacking is the subject, so a name beside it lacks; „es mangelt“ names none.
            named = (s for s in slots.subject if s.of(scene.reading.text).lower() not in read.words.personal)
            recipients = recipients or tuple(named)
    if getting:
        suppliers, recipients = slots.fill(sorted(read.words.agent)), slots.subject
    elif described or is_passive(verb, scene):
        suppliers, recipients = _passive(frame, slots, scene)
    elif not slots.subject and (shared := _shared_subject(verb, read)):
        suppliers = shared if frame.actor == "supplier" else suppliers
        recipients = shared if frame.actor == "recipient" else recipients
    return suppliers, recipients


def _with_goods(found: Told, contents: Sequence[Content], read: Sentence) -> Told | None:
    """With the parties that the goods name; None if somebody only objects."""
    frame, suppliers, recipients = found.frame, found.suppliers, found.recipients
    origin = next((c.suppliers for c in contents if c.suppliers), ())
    if (frame.actor != "supplier" or frame.stage is Stage.REFUSED) and frame.stage is not Stage.NEEDED:
        # Who gives what is another's is not told by whose it was.
        origin = origin or next((c.owners for c in contents if c.owners), ())
    goal = next((c.recipients for c in contents if c.recipients), ())
    if frame.stage is Stage.REFUSED and origin and goal:
        # „lehnt die Lieferungen von X an Y ab“: who only objects refuses nothing; who stops them need not give them.
        return None if frame.actor == "recipient" else replace(found, suppliers=origin, recipients=goal)
    other = goal != recipients and not _is_own(goal, read)
    if goal and other and frame.actor == "recipient" and frame.stage in (Stage.REFUSED, Stage.SOUGHT):
        # „lehnt eine Lieferung an Y ab“ would have given it; „fordert Lieferungen an Y“ seeks it for another.
        suppliers = suppliers or (recipients if frame.stage is Stage.REFUSED else ())
        return replace(found, suppliers=suppliers, recipients=goal)
    gives = suppliers or origin or frame.stage is Stage.REFUSED
    if any(c.both for c in contents) and not (gives and (recipients or goal)):
        return None
    if frame.stage is Stage.REFUSED and origin and suppliers and not recipients:
        # „verweigert russische Hilfe“: who refuses what comes from somebody else would have got it.
        suppliers, recipients = origin, suppliers
    return replace(found, suppliers=suppliers or origin, recipients=recipients or goal)


def _getting(verb: int, scene: Scene, read: Sentence) -> int:
    """„bekam Masken geschenkt“: the word of getting beside a participle of giving; 0 if there is none."""
    words = read.reading.parse.words
    if not words[verb].has("VerbForm", "Part"):
        return 0
    return next((i for i in scene.clause.words if i != verb and words[i].lemma in read.words.getting), 0)


def _is_own(parties: Sequence[Span], read: Sentence) -> bool:
    """„sucht Waffen für seine Armee“: who is somebody's own is no other."""
    stems, text = tuple(read.reading.language.possessives), read.reading.text
    return any(party.of(text).lower().startswith(stems) for party in parties)


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
    other = before.clause.is_relative or before.clause.opener in read.words.conditions
    return verbs[-1] if verbs and not other else -1


def _passive(frame: Frame, slots: Slots, scene: Scene) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The subject of the active stands behind a preposition of origin; a bare party is its object."""
    agents = [word for word, relation in scene.reading.language.relations.items() if relation in _AGENT]
    words = scene.reading.language.transfers
    parties = []
    for own in (frame.supplier, frame.recipient):
        bare = slots.object if OBJECT in own else ()
        cases = [slot for slot in own if slot not in (SUBJECT, OBJECT)]
        if words is not None and own is frame.supplier:
            # „aus X wurden Masken geschickt“; „wurden von X bestellt“: who orders is no supplier.
            cases = [slot for slot in cases if not (frame.orders and slot in words.agent)]
            cases += words.origin if SUBJECT in own else ()
        parties.append(bare or slots.fill([*(agents if SUBJECT in own else ()), *cases]))
    return parties[0], parties[1]

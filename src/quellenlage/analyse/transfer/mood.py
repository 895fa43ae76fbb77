"""How far a transfer has come by the form of its verb, and by the word whose content it is."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.analyse.transfer.party import Scene, is_excepted
from quellenlage.analyse.transfer.phrases import Reading
from quellenlage.lang.transfers import SUBJECT, Frame, Governor, TransferWords
from quellenlage.records.transfer import Stage

_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_DONE = frozenset({Stage.DELIVERED, Stage.USED})


@dataclass(frozen=True, slots=True)
class Mood:
    """Stage, polarity and certainty as a clause words them; ``is_open`` if it asks or sets a condition."""

    stage: Stage
    polarity: str
    certainty: str


def read_mood(verb: int, frame: Frame, governor: Governor | None, scene: Scene, words: TransferWords) -> Mood | None:
    """The mood of a transfer; None where the clause only sets a condition, or says that something is done without it.

    A verb of mood or of the future makes a plan of a delivery; so does a governing word. A negated plan is a refusal,
    a negated delivery of the past is one that did not happen.
    """
    reading = scene.reading
    forms = [reading.form(i) for i in scene.clause.words]
    opener = scene.clause.opener
    barred = governor is not None and governor.bars
    if barred or set(forms[:2]) & words.conditions or opener in words.without:
        return None
    certainty = "U" if opener in words.open else "PS" if set(forms) & reading.language.hedges else "CT"
    stage = frame.stage
    modal = _modal(verb, scene, words)
    if modal is not None and stage in _DONE:
        told = modal[0] if frame.actor != "recipient" else modal[1]
        if told is None:
            return None
        stage = told
        certainty = "PS" if certainty == "CT" and stage is Stage.OFFERED else certainty
    if governor is not None and governor.stage is not None and stage not in (Stage.NEEDED, Stage.REFUSED):
        stage = governor.stage
    elif opener in words.purpose and stage in _DONE and _is_infinitive(verb, scene):
        stage = Stage.SOUGHT
    if stage is Stage.OFFERED and SUBJECT in frame.item and set(forms) & reading.language.negation:
        # „es stehen nicht genügend Masken zur Verfügung“: they are lacking.
        return Mood(Stage.NEEDED, "+", certainty)
    if not _is_negated(verb, scene):
        return Mood(stage, "+", certainty)
    if stage in (Stage.AGREED, Stage.OFFERED) or (stage is Stage.DELIVERED and not _is_past(verb, scene)):
        return Mood(Stage.REFUSED, "+", certainty)
    return Mood(stage, "-", certainty)


def _helpers(verb: int, scene: Scene) -> list[int]:
    """Auxiliaries of a verb, and those of a helper of its own."""
    parse, words = scene.reading.parse, scene.reading.language.transfers
    head = parse.words[verb].head
    # „will ihm Geld zukommen lassen“: what helps the verb of letting helps the verb in it.
    lets = words is not None and head >= 0 and parse.words[head].lemma in words.causative
    verbs = (verb, head) if lets else (verb,)
    return [i for i in scene.clause.words if parse.words[i].relation in _AUXILIARIES and parse.words[i].head in verbs]


def _modal(verb: int, scene: Scene, words: TransferWords) -> tuple[Stage | None, Stage | None] | None:
    """What a verb of mood makes of the stage; a perfect beside it leaves what was done („soll geliefert haben“)."""
    parse, helpers = scene.reading.parse, _helpers(verb, scene)
    bare = _is_infinitive(verb, scene) or _replaces_participle(verb, helpers, scene, words)
    infinitive = bare or any(parse.words[i].has("VerbForm", "Inf") for i in helpers)
    perfect = not bare and any(
        parse.words[i].lemma in scene.reading.language.perfect or _is_perfect(i, scene.reading) for i in helpers
    )
    for i in helpers:
        lemma = parse.words[i].lemma
        # „werde schicken“: the tree may take the future for a passive; an infinitive has none.
        if lemma in words.mood and (parse.words[i].relation == "aux" or bare) and infinitive and not perfect:
            return words.mood[lemma]
    return None


def _replaces_participle(verb: int, helpers: list[int], scene: Scene, words: TransferWords) -> bool:
    """„hatte übergeben wollen“: the form of the infinitive right before a verb of mood, the participle's too."""
    parse = scene.reading.parse
    return parse.words[verb].lemma == scene.reading.form(verb) and any(
        i == verb + 1 and parse.words[i].lemma in words.mood and scene.reading.form(i) == parse.words[i].lemma
        for i in helpers
    )


def _is_perfect(i: int, reading: Reading) -> bool:
    return reading.form(i) in reading.language.perfect


def _is_infinitive(verb: int, scene: Scene) -> bool:
    word = scene.reading.parse.words[verb]
    return word.has("VerbForm", "Inf")


def _is_past(verb: int, scene: Scene) -> bool:
    """Past tense, or a participle: what is told of has been, or has not."""
    word = scene.reading.parse.words[verb]
    return word.has("Tense", "Past") or word.has("VerbForm", "Part")


def _is_negated(verb: int, scene: Scene) -> bool:
    """A negation on the verb, or as the article of one of its goods."""
    parse, reading = scene.reading.parse, scene.reading
    heads = {verb, *(scene.phrases[n].head for n in scene.goods)}
    return any(
        reading.form(i) in reading.language.negation
        and (parse.words[i].head in heads or (parse.words[i].head == i + 1 and parse.words[i + 1].head in heads))
        and not _is_only(i, reading)
        and not is_excepted(i, scene)
        for i in scene.clause.words
    )


def _is_only(i: int, reading: Reading) -> bool:
    """„nicht nur“, „nicht mehr als“: the word behind takes the negation for itself; „nicht länger“ ends what was."""
    after = reading.parse.words[i + 1] if i + 1 < len(reading.parse.words) else None
    words = reading.language.transfers
    if words is not None and after is not None and reading.form(i + 1) in words.ceasing:
        further = reading.form(i + 2) if i + 2 < len(reading.parse.words) else ""
        return further in words.comparing
    return after is not None and after.upos == "ADV" and after.head != reading.parse.words[i].head

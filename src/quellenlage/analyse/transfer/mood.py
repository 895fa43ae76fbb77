"""How far a transfer has come by the form of its verb, and by the word whose content it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quellenlage.analyse.transfer.party import Scene, is_excepted
from quellenlage.analyse.transfer.phrases import Reading
from quellenlage.analyse.transfer.roles import is_future
from quellenlage.lang.transfers import SUBJECT, Frame, Governor, TransferWords
from quellenlage.records.transfer import Stage

_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
# Between the words of a row for too little stand so few others (set by hand).
_CLOSE = 4
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
    barred = scene.clause.is_condition or (governor is not None and governor.bars)
    if barred or set(forms[:2]) & words.conditions or opener in words.without:
        return None
    if frame.scarce:
        return Mood(frame.stage, "+", "CT")
    certainty = "U" if opener in words.open else "PS" if set(forms) & reading.language.hedges else "CT"
    stage = frame.present if frame.present and _is_present(verb, scene) else frame.stage
    modal = _modal(verb, scene, words)
    if modal is not None and (stage in _DONE or (frame.orders and stage is Stage.AGREED)):
        told = modal[0] if frame.actor != "recipient" else modal[1]
        if told is None and governor is not None and governor.stage is Stage.SOUGHT:
            # „…, forderte sie, das Land müsse Masken liefern“: it seeks what has to be done.
            told = Stage.SOUGHT
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
    if not is_negated(verb, scene):
        return Mood(stage, "+", certainty)
    if stage in (Stage.AGREED, Stage.OFFERED) or (stage is Stage.DELIVERED and not _is_past(verb, scene)):
        return Mood(Stage.REFUSED, "+", certainty)
    return Mood(stage, "-", certainty)


def is_scarce(scene: Scene, words: TransferWords) -> bool:
    """Whether a clause says that there is too little: „kaum noch“, „keine … mehr“, „zu wenig“."""
    forms = [scene.reading.form(i) for i in scene.clause.words]
    return any(_stands(row.split(), forms, words) for row in words.scarce)


def _stands(row: Sequence[str], forms: Sequence[str], words: TransferWords) -> bool:
    """Whether the words of a row stand one behind the other, close together, and compare nothing."""
    for start in (at for at, form in enumerate(forms) if form == row[0]):
        at = start
        for word in row[1:]:
            near = forms[at + 1 : at + 1 + _CLOSE]
            at = at + 1 + near.index(word) if word in near else len(forms)
        if at < len(forms):
            return not set(forms[at + 1 : at + 2]) & words.comparing
    return False


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
    bare = (_is_infinitive(verb, scene) and not _has_perfect_behind(verb, scene)) or is_future(verb, scene)
    bare = bare or _replaces_participle(verb, helpers, scene, words)
    infinitive = bare or any(parse.words[i].has("VerbForm", "Inf") for i in helpers)
    perfect = not bare and any(
        parse.words[i].lemma in scene.reading.language.perfect or _is_perfect(i, scene.reading) for i in helpers
    )
    for i in helpers:
        lemma = scene.reading.form(i) if scene.reading.form(i) in words.mood else parse.words[i].lemma
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


def _has_perfect_behind(verb: int, scene: Scene) -> bool:
    """„soll … bekommen haben“: participles that look like infinitives; the auxiliary right behind them tells."""
    parse = scene.reading.parse
    after = parse.words[verb + 1] if verb + 1 < len(parse.words) else None
    return after is not None and after.lemma in scene.reading.language.perfect and after.has("VerbForm", "Inf")


def _is_perfect(i: int, reading: Reading) -> bool:
    return reading.form(i) in reading.language.perfect


def _is_infinitive(verb: int, scene: Scene) -> bool:
    word = scene.reading.parse.words[verb]
    return word.has("VerbForm", "Inf")


def _is_past(verb: int, scene: Scene) -> bool:
    """Past tense, or a participle: what is told of has been, or has not."""
    word = scene.reading.parse.words[verb]
    return word.has("Tense", "Past") or word.has("VerbForm", "Part")


def _is_present(verb: int, scene: Scene) -> bool:
    """Present tense, of the passive too: „wird zur Verfügung gestellt“."""
    words = scene.reading.parse.words
    passive = any(words[i].relation == "aux:pass" and words[i].has("Tense", "Pres") for i in _helpers(verb, scene))
    return passive or words[verb].has("Tense", "Pres") or words[verb].has("VerbForm", "Inf")


def is_negated(verb: int, scene: Scene) -> bool:
    """A negation on the verb, or as the article of one of its goods."""
    parse, reading = scene.reading.parse, scene.reading
    heads = {verb, *(scene.phrases[n].head for n in scene.goods)}
    return any(
        reading.form(i) in reading.language.negation
        and (parse.words[i].head in heads or _negates_noun(i, heads, reading))
        and not _is_only(i, reading)
        and not is_excepted(i, scene)
        for i in scene.clause.words
    )


def _negates_noun(i: int, heads: Collection[int], reading: Reading) -> bool:
    """A negation of the word behind it, which hangs on goods; „Geld ohne Auflagen“ negates no money."""
    words = reading.parse.words
    return words[i].head == i + 1 and words[i + 1].head in heads and words[i].upos != "ADP"


def _is_only(i: int, reading: Reading) -> bool:
    """„nicht nur“, „nicht mehr als“: the word behind takes the negation for itself; „nicht länger“ ends what was."""
    after = reading.parse.words[i + 1] if i + 1 < len(reading.parse.words) else None
    words = reading.language.transfers
    if words is not None and after is not None and reading.form(i + 1) in words.ceasing:
        further = reading.form(i + 2) if i + 2 < len(reading.parse.words) else ""
        return further in words.comparing
    return after is not None and after.upos == "ADV" and after.head != reading.parse.words[i].head

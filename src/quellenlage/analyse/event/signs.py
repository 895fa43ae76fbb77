"""Signs of certainty in one clause: its modal verbs, mood, tense, adverbs and conditions; and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quellenlage.analyse.event.scene import Scene
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import Factuality, Phase
from quellenlage.text.span import Span

_ADVERBS = ("advmod", "det", "amod", "cc", "obl", "discourse", "case", "nmod", "obl:tmod")
_NEGATED = {"CT": Factuality.CT_MINUS, "PR": Factuality.PR_MINUS, "PS": Factuality.PS_MINUS, "U": Factuality.UU}
_AFFIRMED = {"CT": Factuality.CT_PLUS, "PR": Factuality.PR_PLUS, "PS": Factuality.PS_PLUS, "U": Factuality.UU}
_ORDER = ("CT", "PR", "PS", "U")
# Of several phases the first counts: what ended it before what was meant to begin it.
_PHASES = (
    Phase.CANCELLED, Phase.FAILED, Phase.CONDITIONAL, Phase.ATTEMPTED, Phase.INVITED, Phase.ANNOUNCED, Phase.ONGOING,
)  # fmt: skip
MODAL = frozenset({"possibly", "presumably", "reportedly", "planning", "needed"})
_OPEN = frozenset({Phase.ATTEMPTED, Phase.INVITED})


@dataclass(frozen=True, slots=True)
class Reading:
    """How its nearest teller presents an event.

    Attributes:
        holder: Index of the word for somebody else who asks for it, fears, hopes, believes or denies it.
        held: How sure he is.
    """

    phase: Phase
    factuality: Factuality
    holder: int | None = None
    held: Factuality = Factuality.UU


@dataclass(slots=True)
class Signs:
    """What was found on the way from an event up to the end of what its teller says.

    Attributes:
        within: The words of the teller; None if he is the narrator.
        degree: ``CT``, ``PR``, ``PS`` or ``U``, the least of those found.
        never: Whether it is told as what would have been.
        unborn: Whether it is denied only up to now.
        holder: As in ``Reading``; ``held`` too.
        planned: Whether it is a plan or a wish: open as long as nothing came of it.
    """

    within: Span | None = None
    kind: EventType | None = None
    phases: set[Phase] = field(default_factory=set)
    degree: str = "CT"
    negated: bool = False
    never: bool = False
    planned: bool = False
    unborn: bool = False
    holder: int | None = None
    held: Factuality = Factuality.UU

    def lower(self, degree: str) -> None:
        """Be no surer than this."""
        self.degree = max(self.degree, degree, key=_ORDER.index)

    def holds(self, at: int, scene: Scene) -> bool:
        """Whether the teller says this word too."""
        return self.within is None or self.within.contains(scene.words[at].span)

    def hedge(self, words: Iterable[int], scene: Scene) -> None:
        """Adverbs and adjectives that say how sure somebody is."""
        classes = frozenset[str]().union(*(scene.classes(word) for word in words))
        if "unlikely" in classes:
            self.lower("PR")
            self.negated = True
        if "possible" in classes:
            self.lower("PS")
        if "likely" in classes:
            self.lower("PR")
        if classes & {"hearsay", "open"}:
            self.lower("U")
        if "failed" in classes:
            self.phases.add(Phase.FAILED)


def decide(signs: Signs) -> Reading:
    """One phase and one value."""
    phase = next((phase for phase in _PHASES if phase in signs.phases), Phase.OCCURRED)
    if phase is Phase.ANNOUNCED and signs.kind is not None and signs.kind.plotted and signs.planned:
        phase = Phase.ATTEMPTED
    if signs.never:
        return Reading(Phase.CONDITIONAL, Factuality.CT_MINUS)
    if signs.unborn and signs.negated and phase is Phase.OCCURRED:
        return Reading(Phase.ATTEMPTED, Factuality.CT_MINUS)
    if phase in (Phase.CANCELLED, Phase.FAILED):
        return Reading(phase, _NEGATED[signs.degree])
    if phase in _OPEN or signs.planned or (phase is Phase.CONDITIONAL and signs.degree == "CT"):
        return Reading(phase, Factuality.UU)
    return Reading(phase, (_NEGATED if signs.negated else _AFFIRMED)[signs.degree])


def add_clause(
    at: int, signs: Signs, scene: Scene, *, plain: bool = False, is_own: bool = True, is_shared: bool = False
) -> None:
    """A predicate with its auxiliaries and adverbs.

    Args:
        at: Index of the predicate.
        signs: Is added to.
        scene: Its sentence.
        plain: Whether the predicate tells the event itself, so that its tense is that of the event.
        is_own: Whether what it denies is the event.
        is_shared: Whether the event stands in a clause of its own, so that only modal verbs and conditions count.
    """
    if not is_shared:
        if is_own and is_negated(at, scene):
            signs.negated = not signs.negated
            signs.unborn = scene.any_in(scene.tree.children(at, ("advmod",)), "yet")
        signs.hedge(scene.tree.children(at, _ADVERBS), scene)
    if scene.tree.children(at, ("cop",)):
        signs.hedge((at,), scene)
    _add_modals(at, signs, scene)
    _add_conditions(at, signs, scene)
    if plain:
        _add_tense(at, signs, scene)


def _add_tense(at: int, signs: Signs, scene: Scene) -> None:
    """The present beside a time to come is a plan; of what lasts it tells that it goes on."""
    adverbs = scene.tree.children(at, ("advmod", "obl", "obl:tmod"))
    present = is_present(at, scene)
    if present and scene.tells_future(adverbs):
        signs.phases.add(Phase.ANNOUNCED)
    lasts = signs.kind is not None and signs.kind.durative
    if scene.any_in(adverbs, "now") or (present and (lasts or scene.tells_since(adverbs))):
        signs.phases.add(Phase.ONGOING)


def is_present(at: int, scene: Scene) -> bool:
    """Whether a verb stands in the present, indicative."""
    if scene.words[at].has("VerbForm", "Part") or scene.words[at].has("VerbForm", "Inf"):
        return False
    told = [scene.words[i] for i in (at, *scene.helpers(at)) if scene.words[i].has("VerbForm", "Fin")]
    return any(word.has("Tense", "Pres") and word.has("Mood", "Ind") for word in told)


def _add_modals(at: int, signs: Signs, scene: Scene) -> None:
    """Modal verbs and the future beside a verb, the past subjunctive of its auxiliary."""
    perfect, negated = _is_perfect(at, scene), is_negated(at, scene)
    for helper in scene.tree.children(at, ("aux", "aux:pass", "cop")):
        classes, word = scene.classes(helper), scene.words[helper]
        past_subjunctive = word.has("Mood", "Sub") and word.has("Tense", "Past")
        if classes & MODAL:
            add_modal(helper, signs, scene, perfect=perfect, negated=negated)
        elif "future" in classes and word.relation == "aux" and _is_infinitive(at, scene):
            _add_future(signs, past_subjunctive)
        elif past_subjunctive and signs.within is None and scene.lemma(helper) in scene.language.perfect:
            signs.phases.add(Phase.CONDITIONAL)
            signs.never = signs.never or scene.words[at].has("VerbForm", "Part")


def add_modal(helper: int, signs: Signs, scene: Scene, *, perfect: bool, negated: bool) -> None:
    """A modal verb, whether or not the tree takes it for the head of what stands beside it."""
    classes, word = scene.classes(helper), scene.words[helper]
    past_subjunctive = word.has("Mood", "Sub") and word.has("Tense", "Past")
    if "possibly" in classes:
        if negated and not past_subjunctive and not perfect:
            signs.phases.add(Phase.FAILED)
            return
        signs.lower("PS")
        if not perfect:
            signs.phases.add(Phase.CONDITIONAL)
    elif "presumably" in classes and past_subjunctive:
        signs.lower("PR")
    elif "reportedly" in classes and perfect:
        signs.lower("U")
    elif "needed" in classes and not perfect:
        signs.phases.add(Phase.INVITED)
    elif "planning" in classes and not perfect:
        asked = past_subjunctive and "reportedly" in classes and signs.within is not None
        signs.phases.add(Phase.INVITED if asked else Phase.ANNOUNCED)
        signs.planned = True


def _add_future(signs: Signs, past_subjunctive: bool) -> None:
    if past_subjunctive and signs.within is None:
        signs.phases.add(Phase.CONDITIONAL)
        signs.lower("U")
    else:
        signs.phases.add(Phase.ANNOUNCED)


def looks_ahead(at: int, scene: Scene) -> bool:
    """Whether a clause tells what will be, or is wanted („werden beraten“, „soll beraten“)."""
    if not _is_infinitive(at, scene):
        return False
    helpers = scene.tree.children(at, ("aux",))
    return any("future" in scene.classes(h) or "planning" in scene.classes(h) for h in helpers)


def _is_infinitive(at: int, scene: Scene) -> bool:
    """Whether the verb or its passive auxiliary is an infinitive („wird unterzeichnet werden“)."""
    return any(scene.words[i].has("VerbForm", "Inf") for i in (at, *scene.helpers(at)))


def _is_perfect(at: int, scene: Scene) -> bool:
    """„soll gereist sein“: a participle beside a modal verb is a perfect, if no infinitive of the passive follows."""
    if not scene.words[at].has("VerbForm", "Part"):
        return False
    helpers = scene.tree.children(at, ("aux", "aux:pass"))
    infinitives = [h for h in helpers if scene.words[h].has("VerbForm", "Inf")]
    perfect = [h for h in infinitives if scene.lemma(h) in scene.language.perfect]
    passive = [h for h in infinitives if "future" in scene.classes(h)]
    return bool(perfect) or not passive


def _add_conditions(at: int, signs: Signs, scene: Scene) -> None:
    """A clause of condition, or the clause that hangs on one; an open question."""
    marks = [c for c in scene.tree.children(at, ("mark", "advmod")) if c < at]
    if scene.any_in(marks, "conditions"):
        signs.phases.add(Phase.CONDITIONAL)
        signs.lower("U")
    if any(scene.lemma(mark) in scene.language.perfect and scene.words[mark].upos != "AUX" for mark in marks):
        signs.never = True
    if any(scene.forms[mark].lower() in scene.language.question_openers for mark in marks):
        if not is_past(at, scene):
            signs.phases.add(Phase.CONDITIONAL)
        signs.lower("U")
    for clause in scene.tree.children(at, ("advcl",)):
        if scene.any_in(scene.tree.children(clause, ("mark",)), "conditions"):
            signs.phases.add(Phase.CONDITIONAL)
            signs.lower("U")


def is_past(at: int, scene: Scene) -> bool:
    """Whether a clause tells of the past, also behind a modal verb („verletzt worden sein könnte“)."""
    words = [scene.words[i] for i in (at, *scene.helpers(at))]
    finished = not words[0].has("VerbForm", "Inf") and words[0].upos != "ADJ"
    perfect = finished and any(w.lemma in scene.language.perfect and w.relation != "cop" for w in words[1:])
    return perfect or any(w.has("VerbForm", "Fin") and w.has("Tense", "Past") and w.has("Mood", "Ind") for w in words)


def is_negated(at: int, scene: Scene) -> bool:
    """Whether an adverb, a conjunction, or the article of an argument denies a clause."""
    if scene.any_in(scene.tree.children(at, ("advmod", "cc", "cc:preconj", "mark", "case")), "negation"):
        return True
    for child in scene.tree.children(at, ("nsubj", "nsubj:pass", "obj", "obl")):
        if "negation" in scene.classes(child):
            return True
        if scene.any_in(scene.tree.children(child, ("det", "advmod")), "negation"):
            return True
    return False

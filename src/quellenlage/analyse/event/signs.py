"""Signs of certainty in one clause: its modal verbs, mood, tense, adverbs and conditions; and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from quellenlage.analyse.event.scene import Scene
from quellenlage.dates.anchor import Bound, Direction
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import Factuality, Phase, Quotation

_ADVERBS = ("advmod", "det", "amod", "cc", "obl", "discourse", "case", "nmod", "obl:tmod")
_NEGATED = {"CT": Factuality.CT_MINUS, "PR": Factuality.PR_MINUS, "PS": Factuality.PS_MINUS, "U": Factuality.UU}
_AFFIRMED = {"CT": Factuality.CT_PLUS, "PR": Factuality.PR_PLUS, "PS": Factuality.PS_PLUS, "U": Factuality.UU}
_ORDER = ("CT", "PR", "PS", "U")
# Of several phases the first counts: what ended it before what was meant to begin it.
_PHASES = (
    Phase.CANCELLED, Phase.FAILED, Phase.CONDITIONAL, Phase.ATTEMPTED, Phase.INVITED, Phase.ANNOUNCED, Phase.ONGOING,
)  # fmt: skip
MODAL = frozenset({"possibly", "presumably", "reportedly", "planning", "needed"})
# Clauses whose past subjunctive is that of reported speech.
_REPORTED = frozenset({"ccomp", "parataxis"})
_OPEN = frozenset({Phase.ATTEMPTED, Phase.INVITED})


@dataclass(frozen=True, slots=True)
class Reading:
    """How its nearest teller presents an event.

    Attributes:
        holder: Index of the word for somebody else who asks for it, fears, hopes, believes or denies it.
        held: How sure he is.
        settled: Whether a verb tells it in the past, or a definite noun takes it for granted; not compared.
    """

    phase: Phase
    factuality: Factuality
    holder: int | None = None
    held: Factuality = Factuality.UU
    settled: bool = field(default=False, compare=False)


@dataclass(slots=True)
class Signs:
    """What was found on the way from an event up to the end of what its teller says.

    Attributes:
        teller: The quotation that tells it; None if the narrator does.
        degree: ``CT``, ``PR``, ``PS`` or ``U``, the least of those found.
        never: Whether it is told as what would have been.
        unborn: Whether it is denied only up to now.
        denied: Nouns whose own „kein“ has been counted.
        holder: As in ``Reading``; ``held`` too.
        planned: Whether it is a plan or a wish: open as long as nothing came of it.
    """

    teller: Quotation | None = None
    kind: EventType | None = None
    phases: set[Phase] = field(default_factory=set)
    degree: str = "CT"
    negated: bool = False
    never: bool = False
    planned: bool = False
    unborn: bool = False
    denied: set[int] = field(default_factory=set)
    holder: int | None = None
    held: Factuality = Factuality.UU

    def lower(self, degree: str) -> None:
        """Be no surer than this."""
        self.degree = max(self.degree, degree, key=_ORDER.index)

    def holds(self, at: int, scene: Scene) -> bool:
        """Whether the teller says this word too."""
        return self.teller is None or any(quote.contains(scene.words[at].span) for quote in self.teller.quotes)

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
    if phase is Phase.OCCURRED and signs.negated and signs.kind is not None and signs.kind.sought:
        phase = Phase.FAILED
    if phase in (Phase.CANCELLED, Phase.FAILED):
        return Reading(phase, _NEGATED[signs.degree])
    plain = signs.degree == "CT"
    if phase in _OPEN or (plain and (signs.planned or phase is Phase.CONDITIONAL)):
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
        if is_own and is_negated(at, scene, signs.denied):
            signs.negated = not signs.negated
        adverbs = scene.tree.children(at, ("advmod",))
        if is_own and scene.any_in([a for w in (at, *adverbs) for a in scene.tree.children(w, ("advmod",))], "yet"):
            signs.unborn = True
        signs.hedge(scene.tree.children(at, _ADVERBS), scene)
    if scene.tree.children(at, ("cop",)) and not is_shared:
        signs.hedge((at,), scene)
    _add_modals(at, signs, scene)
    _add_conditions(at, signs, scene)
    if plain:
        _add_tense(at, signs, scene)


def _add_tense(at: int, signs: Signs, scene: Scene) -> None:
    """The present beside a time to come is a plan; of what lasts it tells that it goes on."""
    adverbs = scene.tree.children(at, ("advmod", "obl", "obl:tmod"))
    present, lasts = is_present(at, scene), signs.kind is not None and signs.kind.durative
    is_due = "due" in scene.classes(at) and _is_dated(adverbs, scene)
    if present and (scene.tells_future(adverbs) or is_due):
        signs.phases.add(Phase.ANNOUNCED)
    if (
        scene.any_in(adverbs, "now")
        or (present and (lasts or scene.tells_since(adverbs)))
        or (lasts and _stands(at, scene))
    ):
        signs.phases.add(Phase.ONGOING)


def _stands(at: int, scene: Scene) -> bool:
    """„sind stationiert“: a participle beside the present of „sein“, which of what lasts tells that it goes on."""
    helpers = [scene.words[h] for h in scene.tree.children(at, ("aux:pass", "cop"))]
    states = [
        h for h in helpers if h.lemma in scene.language.perfect and h.has("Tense", "Pres") and h.has("Mood", "Ind")
    ]
    return scene.words[at].has("VerbForm", "Part") and len(states) == len(helpers) == 1


def _is_dated(words: Sequence[int], scene: Scene) -> bool:
    """Whether one of some words is a time that is not over by its own words."""
    times = [scene.times[at].symbolic for at in words if at in scene.times]
    return any(t.direction is not Direction.BEFORE and t.bound is not Bound.SINCE and t.offset >= 0 for t in times)


def is_present(at: int, scene: Scene) -> bool:
    """Whether a verb stands in the present, indicative."""
    if scene.words[at].has("VerbForm", "Part") or scene.words[at].has("VerbForm", "Inf"):
        return False
    told = [scene.words[i] for i in (at, *scene.helpers(at)) if scene.words[i].has("VerbForm", "Fin")]
    return any(word.has("Tense", "Pres") and word.has("Mood", "Ind") for word in told)


def _add_modals(at: int, signs: Signs, scene: Scene) -> None:
    """Modal verbs and the future beside a verb, the past subjunctive of its auxiliary."""
    perfect, negated = _is_perfect(at, scene), is_negated(at, scene)
    for helper in scene.helpers(at):
        classes, word = scene.classes(helper), scene.words[helper]
        past_subjunctive = word.has("Mood", "Sub") and word.has("Tense", "Past")
        if classes & MODAL:
            add_modal(helper, signs, scene, perfect=perfect, negated=negated)
        elif "future" in classes and word.relation == "aux" and _is_infinitive(at, scene):
            _add_future(signs, past_subjunctive)
        elif past_subjunctive and signs.teller is None and scene.lemma(helper) in scene.language.perfect:
            if scene.words[at].relation in _REPORTED or not _is_unreal(at, scene):
                signs.lower("U")
                continue
            signs.phases.add(Phase.CONDITIONAL)
            signs.never = signs.never or scene.words[at].has("VerbForm", "Part")


def _is_unreal(at: int, scene: Scene) -> bool:
    """Whether a past subjunctive tells what never was: bound to a condition, or nearly so; else it reports."""
    clauses = scene.tree.children(at, ("advcl", "mark", "parataxis", "ccomp"))
    adverbs = [a for word in (at, *scene.tree.children(at)) for a in scene.tree.children(word, ("advmod",))]
    return bool(clauses) or scene.any_in(adverbs, "almost") or scene.tree.relations[at] == "advcl"


def add_modal(helper: int, signs: Signs, scene: Scene, *, perfect: bool, negated: bool) -> None:
    """A modal verb, whether or not the tree takes it for the head of what stands beside it."""
    classes, word = scene.classes(helper), scene.words[helper]
    past_subjunctive = word.has("Mood", "Sub") and word.has("Tense", "Past")
    wished = "planning" in classes and past_subjunctive
    if "possibly" in classes and not wished:
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
    elif "needed" in classes and not perfect and not (word.has("Tense", "Past") and word.has("Mood", "Ind")):
        signs.phases.add(Phase.INVITED)
    elif "planning" in classes and not perfect:
        asked = past_subjunctive and "reportedly" in classes and signs.teller is not None
        signs.phases.add(Phase.INVITED if asked else Phase.ANNOUNCED)
        signs.planned = True


def _add_future(signs: Signs, past_subjunctive: bool) -> None:
    if past_subjunctive and signs.teller is None:
        signs.phases.add(Phase.CONDITIONAL)
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
    helpers = scene.helpers(at)
    infinitives = [h for h in helpers if scene.words[h].has("VerbForm", "Inf") and scene.words[h].relation != "cop"]
    perfect = [h for h in infinitives if scene.lemma(h) in scene.language.perfect]
    if not scene.words[at].has("VerbForm", "Part") or scene.forms[at].lower() == scene.lemma(at):
        return bool(perfect) and scene.words[at].upos == "VERB"
    passive = [h for h in infinitives if "future" in scene.classes(h)]
    return bool(perfect) or not passive


def _add_conditions(at: int, signs: Signs, scene: Scene) -> None:
    """A clause of condition, or the clause that hangs on one; an open question."""
    marks = [c for c in scene.tree.children(at, ("mark", "advmod")) if c < at]
    if scene.any_in(marks, "conditions"):
        signs.phases.add(Phase.CONDITIONAL)
    if any(scene.lemma(mark) in scene.language.perfect and scene.words[mark].upos != "AUX" for mark in marks):
        signs.never = True
    if any(scene.forms[mark].lower() in scene.language.question_openers for mark in marks):
        if not is_past(at, scene):
            signs.phases.add(Phase.CONDITIONAL)
        if not asks_beside(at, scene):
            signs.lower("U")
    for clause in scene.tree.children(at, ("advcl",)):
        if scene.any_in(scene.tree.children(clause, ("mark",)), "conditions"):
            signs.phases.add(Phase.CONDITIONAL)


def asks_beside(at: int, scene: Scene) -> bool:
    """„warum sie verhaftet wurde“: a question of the past with a word for it takes for granted what it asks about."""
    marks = scene.tree.children(at, ("mark", "advmod"))
    return is_past(at, scene) and any(scene.forms[m].lower() in scene.certainty.beside for m in marks)


def is_past(at: int, scene: Scene) -> bool:
    """Whether a clause tells of the past, also behind a modal verb („verletzt worden sein könnte“).

    Beside „haben“ and „sein“ stands no infinitive but one with „zu“, whatever the tagger takes „erschossen“ for.
    """
    words = [scene.words[i] for i in (at, *scene.helpers(at))]
    particles = [c for c in scene.tree.children(at, ("mark",)) if scene.words[c].upos == "PART"]
    is_infinitive = words[0].has("VerbForm", "Inf") and bool(particles)
    finished = not is_infinitive and words[0].upos != "ADJ"
    perfect = finished and any(w.lemma in scene.language.perfect and w.relation != "cop" for w in words[1:])
    return perfect or any(w.has("VerbForm", "Fin") and w.has("Tense", "Past") and w.has("Mood", "Ind") for w in words)


def is_negated(at: int, scene: Scene, counted: Set[int] = frozenset()) -> bool:
    """Whether an adverb, a conjunction, or the article of an argument denies a clause; some were ``counted`` before."""
    if scene.any_in(scene.tree.children(at, ("advmod", "cc", "cc:preconj", "mark", "case")), "negation"):
        return True
    for child in scene.tree.children(at, ("nsubj", "nsubj:pass", "obj", "obl")):
        if child in counted:
            continue
        if "negation" in scene.classes(child):
            return True
        if scene.any_in(scene.tree.children(child, ("det", "advmod")), "negation"):
            return True
    return False

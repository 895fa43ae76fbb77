"""Media that are cited: for what they report, or as the place where somebody said something."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.analyse.lead.noun import time_of
from quellenlage.analyse.lead.scene import NOUNS, Scene
from quellenlage.records.layers import Lead, LeadKind, Mention, MentionForm
from quellenlage.records.provenance import By
from quellenlage.text.span import cover

_BROADCASTERS = "_broadcaster"
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_TOGETHER = frozenset({"appos", "flat", "flat:name", "nmod", "compound"})
# An apposition or genitive is looked for so many heads above a name.
_HEIGHT = 4


def by_medium(scene: Scene) -> Iterator[Lead]:
    """Media of a sentence that it cites, in order."""
    used: set[int] = set()
    for mention in scene.mentions:
        outlet = scene.outlet_of(mention)
        if outlet is None or mention.form is not MentionForm.NAME or scene.said.touches(mention.span):
            continue
        at = _top(mention, scene)
        if at is None or at in used:
            continue
        kind = _kind(at, scene)
        own = any(scene.form(i) in scene.words.own for i in scene.children(at, ("det", "det:poss")))
        if kind is None or own or scene.form(at).endswith(tuple(scene.words.asking)):
            continue
        used.add(at)
        if outlet.kind.endswith(_BROADCASTERS):
            kind = LeadKind.BROADCAST
        span = cover((scene.phrase(at), mention.span))
        yield Lead(
            span=span,
            kind=kind,
            by=By(f"{kind}: medium"),
            holder=span,
            entity=mention.span,
            time=time_of(at, span, scene),
        )


def _top(mention: Mention, scene: Scene) -> int | None:
    """The highest noun of the name: „dem Magazin X“."""
    inside = [i for i, word in enumerate(scene.parse.words) if mention.span.overlaps(word.span)]
    if not inside:
        return None
    at = next((i for i in inside if scene.parse.words[i].head not in inside), inside[0])
    for _ in range(_HEIGHT):
        word = scene.parse.words[at]
        head = word.head
        joined = word.relation in _TOGETHER and not scene.case(at)
        if not joined or head < 0 or scene.parse.words[head].upos not in NOUNS or _is_actor(head, scene):
            return at
        at = head
    return at


def _is_actor(at: int, scene: Scene) -> bool:
    """Whether a noun is somebody else, who belongs to the medium („Chefredakteur der X“), and no word for a medium."""
    span, passing = scene.parse.words[at].span, scene.language.passing_on
    if passing is not None and scene.form(at).endswith((*passing.media, *passing.agencies)):
        return False
    return any(m.span.overlaps(span) for m in scene.mentions) or span.of(scene.text) in scene.language.titles


def _kind(at: int, scene: Scene) -> LeadKind | None:
    """How the medium is cited: as speaker or source of a report, or as the one that was told something; None if not."""
    word, case, head = scene.parse.words[at], scene.case(at), scene.clause(at)
    verb = scene.parse.words[head]
    reports = verb.lemma in scene.words.reporting
    if case in scene.words.citing:
        return LeadKind.REPORT
    if word.relation in _SUBJECTS and word.head == head and reports:
        return LeadKind.REPORT
    if _is_referred_to(at, scene):
        return LeadKind.REPORT
    if not scene.tells(head):
        return None
    is_dative = not case and word.relation in ("iobj", "obl:arg", "obl", "obj") and _has_dative(at, scene)
    if is_dative or case in scene.words.told_to:
        return LeadKind.INTERVIEW
    if case in scene.words.places:
        return LeadKind.REPORT if reports else LeadKind.INTERVIEW
    return None


def _has_dative(at: int, scene: Scene) -> bool:
    """By its form or that of its article; a name without article may be one."""
    words = [at, *scene.children(at, ("det", "amod"))]
    cases = {value for i in words for name, value in scene.parse.words[i].features if name == "Case"}
    return "Dat" in cases or not cases - {"Nom", "Dat"}


def _is_referred_to(at: int, scene: Scene) -> bool:
    """„Unter Berufung auf X“, „berief sich auf X“."""
    head = scene.parse.words[at].head
    if head < 0 or not scene.case(at):
        return False
    word = scene.parse.words[head]
    stems = {lemma[:-2] for lemma in scene.words.referring}
    return word.lemma in scene.words.referring or any(
        scene.form(head).startswith(stem) for stem in stems if len(stem) > 4
    )

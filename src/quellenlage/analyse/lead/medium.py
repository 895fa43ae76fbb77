"""Media that are cited: for what they report, or as the place where somebody said something."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.analyse.lead.noun import time_of
from quellenlage.analyse.lead.scene import NOUNS, Scene
from quellenlage.records.layers import EntityType, Lead, LeadKind, Mention, MentionForm
from quellenlage.records.provenance import By
from quellenlage.text.span import Span

_BROADCASTERS = "_broadcaster"
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_TOGETHER = frozenset({"appos", "flat", "flat:name", "nmod", "compound"})
# A medium that nobody knows is taken for one of these.
_UNKNOWN = frozenset({EntityType.ORG, EntityType.MISC})
_DATIVES = frozenset({"iobj", "obl:arg", "obl", "obj"})
# An apposition or genitive is looked for so many heads above a name.
_HEIGHT = 4


def by_medium(scene: Scene) -> Iterator[Lead]:
    """Media of a sentence that it cites, in order: known ones, and unknown ones by the noun before their name."""
    used: set[int] = set()
    for mention in scene.mentions:
        if mention.form is not MentionForm.NAME or mention.derived or scene.said.touches(mention.span):
            continue
        at = _top(mention, scene)
        if at is None or at in used or not _is_medium(mention, at, scene) or _is_part(mention, at, scene):
            continue
        kind = _kind(at, scene)
        own = any(scene.form(i) in scene.words.own for i in scene.children(at, ("det", "det:poss")))
        if (
            kind is None
            or own
            or scene.is_to_readers(scene.clause(at))
            or scene.form(at).endswith(tuple(scene.words.asking))
        ):
            continue
        used.add(at)
        outlet = scene.outlet_of(mention)
        is_broadcaster = outlet is not None and outlet.kind.endswith(_BROADCASTERS)
        if is_broadcaster and scene.case(at) in scene.words.places - scene.words.told_to:
            kind = LeadKind.BROADCAST
        span = _naming(at, mention, scene)
        yield Lead(
            span=span,
            kind=kind,
            by=By(f"{kind}: medium"),
            holder=span,
            entity=mention.span,
            time=time_of(at, span, scene),
        )


def _naming(at: int, mention: Mention, scene: Scene) -> Span:
    """The phrase of the medium, from the last article before its name on."""
    phrase = scene.phrase(at)
    articles = [
        word.span.start
        for word in scene.parse.words
        if word.upos == "DET" and phrase.start <= word.span.start < mention.span.start
    ]
    start = articles[-1] if len(articles) > 1 and at == _last(mention, scene) else phrase.start
    return Span(min(start, mention.span.start), max(phrase.end, mention.span.end))


def _last(mention: Mention, scene: Scene) -> int:
    return next((i for i, word in enumerate(scene.parse.words) if word.span.end >= mention.span.end), -1)


def _top(mention: Mention, scene: Scene) -> int | None:
    """The highest noun of the name („dem Magazin X“, „Informationen der X“); None where it belongs to another noun."""
    inside = [i for i, word in enumerate(scene.parse.words) if mention.span.overlaps(word.span)]
    if not inside:
        return None
    at = next((i for i in inside if scene.parse.words[i].head not in inside), inside[0])
    for _ in range(_HEIGHT):
        word = scene.parse.words[at]
        if word.relation not in _TOGETHER or word.head < 0 or scene.parse.words[word.head].upos not in NOUNS:
            return at
        is_finding = scene.form(word.head) in scene.words.findings
        if scene.case(at) and not is_finding:
            return at
        if not is_finding and not _is_medium_noun(word.head, scene):
            return None
        at = word.head
    return at


def _is_part(mention: Mention, at: int, scene: Scene) -> bool:
    """„US-Sender“: a name in the noun for a medium is not that medium, where another name follows."""
    noun = scene.parse.words[at].span
    is_inside = noun.contains(mention.span) and len(mention.span) < len(noun)
    return is_inside and scene.outlet_of(mention) is None


def _is_medium_noun(at: int, scene: Scene) -> bool:
    passing = scene.language.passing_on
    return passing is not None and scene.form(at).endswith((*passing.media, *passing.agencies))


def _is_medium(mention: Mention, at: int, scene: Scene) -> bool:
    """Known as one, called one, or an unknown organisation that writes."""
    if scene.outlet_of(mention) is not None or _is_medium_noun(at, scene):
        return True
    if mention.candidates or mention.type not in _UNKNOWN:
        return False
    head = scene.clause(at)
    word, verb = scene.parse.words[at], scene.parse.words[head]
    if scene.is_in_marks(mention.span) and (
        scene.case(at) in scene.words.citing or verb.lemma in scene.words.reporting
    ):
        return True
    return word.relation in _SUBJECTS and word.head == head and verb.lemma in scene.words.printing


def _kind(at: int, scene: Scene) -> LeadKind | None:
    """How the medium is cited: as speaker or source of a report, or as the one that was told something; None if not."""
    word, case, head = scene.parse.words[at], scene.case(at), scene.clause(at)
    verb = scene.parse.words[head]
    reports = verb.lemma in scene.words.reporting
    refers = verb.lemma in scene.words.referring | scene.words.showing
    if case in scene.words.citing:
        return LeadKind.REPORT
    if word.relation in _SUBJECTS and word.head == head and reports:
        return LeadKind.REPORT
    if _is_referred_to(at, scene):
        return LeadKind.REPORT
    is_dative = not case and word.relation in _DATIVES and _has_dative(at, scene)
    if refers and (is_dative or case in scene.words.places):
        return LeadKind.REPORT
    if not scene.tells(head):
        return _passed_on(at, scene, is_dative=is_dative)
    if is_dative or case in scene.words.told_to:
        return LeadKind.INTERVIEW
    if case in scene.words.places:
        return LeadKind.REPORT if reports else LeadKind.INTERVIEW
    return _passed_on(at, scene, is_dative=is_dative)


def _passed_on(at: int, scene: Scene, *, is_dative: bool) -> LeadKind | None:
    """Whether a quotation has come by this medium, as its chain says."""
    span = scene.parse.words[at].span
    if not any(link.span.overlaps(span) for q in scene.quotations for link in q.via):
        return None
    return LeadKind.INTERVIEW if is_dative else LeadKind.REPORT


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

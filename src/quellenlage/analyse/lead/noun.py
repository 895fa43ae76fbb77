"""Originals that a noun names: a report, a letter, a study, a press release."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.analyse.lead.scene import NOUNS, Scene
from quellenlage.dates.timex3 import TimexType
from quellenlage.records.layers import Lead, LeadKind, MentionForm
from quellenlage.records.provenance import By
from quellenlage.text.span import Span, cover

_SUBJECTS = ("nsubj", "nsubj:pass")
_OBLIQUE = frozenset({"obl", "obl:arg", "nmod", "advmod", "obj"})
_OF = ("nmod", "nmod:poss", "appos", "flat", "flat:name")
_DETERMINERS = ("det", "det:poss")
# Kinds that say something themselves.
_SAYING = frozenset(
    {LeadKind.REPORT, LeadKind.STUDY, LeadKind.DOCUMENT, LeadKind.COMMUNIQUE, LeadKind.BROADCAST, LeadKind.INTERVIEW}
)
# Kinds that are occasions: „nach“ them is a time.
_OCCASIONS = frozenset({LeadKind.STATEMENT, LeadKind.BROADCAST})
# What the speaker himself issues: its holder is who says it there.
_OWN = frozenset({LeadKind.STATEMENT, LeadKind.COMMUNIQUE, LeadKind.POST, LeadKind.DOCUMENT})


def by_noun(scene: Scene) -> Iterator[Lead]:
    """Originals of a sentence that a noun names and that are cited there, in order."""
    for at, word in enumerate(scene.parse.words):
        if word.upos not in NOUNS or scene.said.touches(word.span):
            continue
        kind, noun = scene.words.kind_of(scene.form(at))
        if kind is not None and word.has("Number", "Plur") and noun not in scene.words.plurals:
            continue
        if kind is None:
            yield from _on_platform(at, scene)
            continue
        rule = _evidence(at, kind, scene)
        if not rule:
            continue
        span, told = _extended(at, kind, scene)
        holder = told or _holder(at, kind, scene)
        if noun in scene.words.plurals and _named_holder(at, kind, scene) is None:
            continue
        if noun in scene.words.only_named and holder is None and len(span) <= len(word.span) + len("dies") + 1:
            continue
        entity = scene.mention_in(holder) if holder else None
        yield Lead(
            span=span,
            kind=kind,
            by=By(f"{kind}: {rule}"),
            holder=holder,
            entity=entity.span if entity else None,
            time=time_of(at, span, scene),
        )


def _on_platform(at: int, scene: Scene) -> Iterator[Lead]:
    """„Schrieb sie auf Twitter“."""
    if scene.form(at).partition("-")[0] not in scene.words.platforms:
        return
    head = scene.parse.words[at].head
    if scene.parse.words[at].relation in _OF and not scene.case(at) and scene.parse.words[head].upos in NOUNS:
        at = head
    if scene.case(at) not in scene.words.places:
        return
    head = scene.clause(at)
    posts = scene.parse.words[head].lemma in scene.words.posting or bool(scene.quotations)
    if not (scene.tells(head) or posts) or scene.is_to_readers(head):
        return
    holder = speaker_of(head, scene)
    mention = scene.mention_in(holder) if holder else None
    yield Lead(
        span=scene.phrase(at),
        kind=LeadKind.POST,
        by=By(f"{LeadKind.POST}: platform"),
        holder=holder,
        entity=mention.span if mention else None,
        time=time_of(at, scene.phrase(at), scene),
    )


def _evidence(at: int, kind: LeadKind, scene: Scene) -> str:
    """Why a noun is a source there, and no mere object of the story; empty if nothing shows it."""
    word, case = scene.parse.words[at], scene.case(at)
    head = scene.clause(at)
    lemma = scene.parse.words[head].lemma
    if scene.is_to_readers(head) or scene.form(min(at + 1, len(scene.parse.words) - 1)).isdigit():
        return ""
    if scene.children(at, _DETERMINERS) and any(
        scene.form(i) in scene.words.own for i in scene.children(at, _DETERMINERS)
    ):
        return ""
    if case in scene.words.citing and kind is not LeadKind.INTERVIEW:
        is_time = case in scene.words.temporal and (kind in _OCCASIONS or not _named_holder(at, kind, scene))
        return "" if is_time else "cited"
    if (
        not case
        and kind in _SAYING
        and word.relation in _SUBJECTS
        and word.head == head
        and (scene.tells(head) or lemma in scene.words.showing)
    ):
        return "" if scene.children(head, ("aux:pass",)) else "says"
    if case in scene.words.places and word.relation in _OBLIQUE and _is_one(at, kind, scene):
        if scene.tells(head) or _is_reported(head, scene) or scene.form(at).endswith(tuple(scene.words.occasions)):
            return "said in it"
        if lemma in scene.words.referring:
            return "gone back to"
    if word.head >= 0 and case and scene.form(word.head) in scene.words.pointing:
        return "gone back to"
    if lemma in scene.words.referring and word.relation in ("obj", "obl", "obl:arg"):
        return "gone back to"
    return ""


def _is_one(at: int, kind: LeadKind, scene: Scene) -> bool:
    """Whether an article, its own or that of a fused preposition, or a name makes it a certain one: not „per Brief“."""
    fused = scene.case(at) in scene.language.articled_prepositions
    return fused or kind is LeadKind.INTERVIEW or len(scene.children(at, (*_DETERMINERS, "amod", *_OF))) > 0


def _extended(at: int, kind: LeadKind, scene: Scene) -> tuple[Span, Span | None]:
    """The phrase, and who is behind it where a preposition follows: „Interview mit X“, „Studie von X“."""
    span = scene.phrase(at)
    words = scene.parse.words
    following = next((i for i in range(at + 1, len(words)) if words[i].span.start >= span.end), None)
    if following is None or words[following].relation != "case":
        return span, None
    wanted = scene.words.told_to if kind is LeadKind.INTERVIEW else scene.words.by
    behind = scene.phrase(words[following].head)
    if scene.form(following) not in wanted or scene.mention_in(behind) is None or behind.start < span.end:
        return span, None
    return cover((span, behind)), behind


def _is_reported(head: int, scene: Scene) -> bool:
    """Whether a quotation begins in the clause, or is one with it: „in dem Brief heißt es, …“."""
    span = scene.parse.words[head].span
    return any(
        any(cue.overlaps(span) for cue in q.cues) or any(quote.contains(span) for quote in q.quotes)
        for q in scene.quotations
    )


def _holder(at: int, kind: LeadKind, scene: Scene) -> Span | None:
    """Who issued it, by its name; for what a speaker issues, the speaker."""
    named = _named_holder(at, kind, scene)
    return named or (speaker_of(scene.clause(at), scene) if kind in _OWN else None)


def _named_holder(at: int, kind: LeadKind, scene: Scene) -> Span | None:
    """By a genitive, „von X“, or the name before a hyphen."""
    for child in scene.children(at, _OF):
        span = scene.phrase(child)
        case = scene.case(child)
        is_of = not case or case in scene.words.by or kind is LeadKind.INTERVIEW
        if is_of and scene.mention_in(span) is not None:
            return span
    own = scene.mention_in(scene.parse.words[at].span)
    return own.span if own is not None and own.form is MentionForm.NAME else None


def speaker_of(head: int, scene: Scene) -> Span | None:
    """The subject of the clause, or the speaker of the quotation whose cue its verb is."""
    subject = next(iter(scene.children(head, _SUBJECTS)), None)
    if subject is not None:
        mention = scene.mention_in(scene.phrase(subject))
        if mention is not None:
            return mention.span
    verb = scene.parse.words[head].span
    said = next((q for q in scene.quotations if any(cue.overlaps(verb) for cue in q.cues)), None)
    return said.speakers[0] if said and said.speakers else None


def time_of(at: int, span: Span, scene: Scene) -> Span | None:
    """The day of an original: a date in its name, else the only one of its clause."""
    days = [t.span for t in scene.timexes if t.symbolic.type is TimexType.DATE]
    inside = [day for day in days if day.overlaps(span)]
    if inside:
        return inside[0]
    head = scene.clause(at)
    places = {scene.parse.words[i].span.start: i for i in range(len(scene.parse.words))}
    near = [day for day in days if day.start in places and scene.clause(places[day.start]) == head]
    free = [day for day in near if not scene.said.touches(day)]
    return free[0] if len(free) == 1 else None

"""Caveats: clauses and phrases in which the narrator says what the article does not know, or whom it does not name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quellenlage.analyse.caveat.clause import Clause, find_clauses
from quellenlage.analyse.caveat.phrase import find_phrases
from quellenlage.lang.caveat_words import DENIED, NEGATION, CaveatPattern, CaveatWords
from quellenlage.records.document import Document
from quellenlage.records.layers import (
    Act,
    Caveat,
    CaveatType,
    Layers,
    Mention,
    MentionForm,
    Quotation,
    QuotationType,
    Sentence,
)
from quellenlage.records.parse import Parse, Word
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# Types that bear on who did not tell; the others bear on what was said.
_OF_SOMEBODY = frozenset({CaveatType.NO_DETAILS, CaveatType.NO_REPLY, CaveatType.NO_EVIDENCE, CaveatType.ANONYMOUS})
_OF_WORDS = frozenset({CaveatType.ACCESS, CaveatType.NO_EVIDENCE})
_SUBJECTS = ("nsubj", "nsubj:pass")
_ARGUMENTS = frozenset({"obl", "obl:arg", "obj"})
# Among so many quotations before a clause the one is looked for that it bears on.
_NEAR = 2
# So many words at the beginning of a clause may open a question („in welchem Umfang“).
_OPENING = 2


@dataclass(frozen=True, slots=True)
class _Scene:
    """An article as it is asked about.

    Attributes:
        said: Characters that somebody says; ``direct`` those in his own words.
        starts: Beginnings of all mentions.
    """

    text: str
    words: CaveatWords
    said: Mask
    direct: Mask
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    quote_starts: tuple[int, ...]


def find_caveats(document: Document, found: Layers, world: World) -> tuple[Caveat, ...]:
    """Find what the article says about the limits of its own knowledge.

    What somebody says is left out: it tells what *he* does not know. So are questions, conditions, reported speech in
    the subjunctive and what was unknown long ago.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``parses`` (without them only phrases are found), ``mentions``, ``quotations``.
        world: ``language.caveat_words``.

    Returns:
        Sorted by span; one a clause at most.
    """
    words = world.language.caveat_words
    if words is None:
        return ()
    quotations = tuple(sorted(found.quotations, key=lambda q: q.span))
    verbs = tuple(w.span.start for p in found.parses for w in p.words if w.has("VerbForm", "Fin"))
    scene = _Scene(
        text=document.text,
        words=words,
        said=Mask(len(document.text), (span for q in quotations if _is_said(q, verbs) for span in q.quotes)),
        direct=Mask(len(document.text), (s for q in quotations if q.type is QuotationType.DIRECT for s in q.quotes)),
        mentions=found.mentions,
        starts=tuple(m.span.start for m in found.mentions),
        quotations=quotations,
        quote_starts=tuple(q.span.start for q in quotations),
    )
    caveats = [c for parse in found.parses for c in _in_clauses(parse, scene)]
    taken = {kind: Mask(len(document.text), (c.span for c in caveats if c.type is kind)) for kind in CaveatType}
    phrases = (c for sentence in found.sentences for c in _in_phrases(sentence, scene))
    caveats += [c for c in phrases if not taken[c.type].touches(c.span)]
    return tuple(sorted(caveats, key=lambda c: (c.span, c.type)))


def _is_said(quotation: Quotation, verbs: tuple[int, ...]) -> bool:
    """Whether the words are somebody's; what is only named, or not commented, is the narrator's.

    Indirect speech without a finite verb is no clause: the words belong to the clause of the narrator around them.
    """
    if quotation.act is Act.NO_COMMENT or quotation.type is QuotationType.REPORTED:
        return False
    at = bisect_left(verbs, quotation.span.start)
    has_verb = at < len(verbs) and verbs[at] < quotation.span.end
    return has_verb or not verbs or quotation.type is not QuotationType.INDIRECT


def _in_phrases(sentence: Sentence, scene: _Scene) -> Iterator[Caveat]:
    for span, phrase in find_phrases(sentence.tokens, scene.text, scene.words.phrases):
        if not scene.direct.touches(span) and not any(m.form is MentionForm.NAME for m in _mentions_in(span, scene)):
            about = tuple(m.span for m in _mentions_in(span, scene))
            yield Caveat(span=span, type=phrase.type, by=By(phrase.name), about=about)


def _in_clauses(parse: Parse, scene: _Scene) -> Iterator[Caveat]:
    if not parse.words or parse.words[-1].span.of(scene.text) == "?":
        return
    clauses = find_clauses(parse)
    asked = _asked(clauses, parse, scene)
    by_head = {clause.head: clause for clause in clauses}
    for clause in clauses:
        if scene.said.touches(parse.words[clause.head].span) or not _is_told(clause, parse, scene):
            continue
        questions = [by_head[head] for head in asked.get(clause.head, ())]
        pattern = _pattern_of(clause, parse, scene, asks=bool(questions))
        if pattern is not None:
            span = _extent(clause, questions, pattern.type, parse, scene)
            about = _about(clause, pattern.type, parse, scene)
            yield Caveat(span=span, type=pattern.type, by=By(pattern.name), about=about)


def _extent(clause: Clause, questions: list[Clause], kind: CaveatType, parse: Parse, scene: _Scene) -> Span:
    """The clause with its questions, as far as the narrator speaks; of an unnamed source its own words alone."""
    span, words = clause.span(parse), parse.words
    own = Span(words[clause.words[0]].span.start, words[clause.words[-1]].span.end)
    if kind is CaveatType.ANONYMOUS:
        commas = [w.span.end for w in words[clause.words[0] : clause.head] if w.span.of(scene.text) == ","]
        return _strip_signs(Span(max(own.start, *commas, 0), own.end), scene.text)
    end = next(
        (w.span.start for w in words[clause.head + 1 : clause.last + 1] if w.span.of(scene.text) == ":"), span.end
    )
    start = span.start
    if scene.said.touches(Span(start, max(start, min(own.start, words[clause.head].span.start)))):
        start = own.start
    return _strip_signs(Span(start, max(end, words[clause.head].span.end)), scene.text)


def _strip_signs(span: Span, text: str) -> Span:
    """Without signs and blanks at both ends."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if end > start else span


def _is_told(clause: Clause, parse: Parse, scene: _Scene) -> bool:
    """Whether the narrator tells it as a fact: no condition, no reported speech, no order."""
    for at in clause.words:
        word = parse.words[at]
        if word.has("Mood", "Sub") and word.has("Tense", "Pres"):
            return False
        form = word.span.of(scene.text).lower()
        is_reason = form in scene.words.reasons and any(parse.words[i].has("Tense", "Past") for i in clause.words)
        if word.relation == "mark" and (form in scene.words.conditions or is_reason):
            return False
    return parse.words[clause.first].span.of(scene.text).lower() not in scene.words.conditions


def _asked(clauses: tuple[Clause, ...], parse: Parse, scene: _Scene) -> dict[int, list[int]]:
    """The head of every clause that holds indirect questions, or stands right before one, to the heads of these."""
    home = {at: clause.head for clause in clauses for at in clause.words}
    found: dict[int, list[int]] = {}
    for clause in clauses:
        if clause.parent >= 0 and _opens_question(clause.first, parse, scene):
            found.setdefault(home[clause.parent], []).append(clause.head)
        behind = clause.last + 1
        if _is_comma(behind, parse, scene) and _opens_question(behind + 1, parse, scene):
            found.setdefault(clause.head, []).append(home[behind + 1])
    return found


def _is_comma(at: int, parse: Parse, scene: _Scene) -> bool:
    return at < len(parse.words) and parse.words[at].span.of(scene.text) == ","


def _opens_question(at: int, parse: Parse, scene: _Scene) -> bool:
    opening = (word.span.of(scene.text).lower() for word in parse.words[at : at + _OPENING])
    return any(form in scene.words.questions for form in opening)


def _pattern_of(clause: Clause, parse: Parse, scene: _Scene, *, asks: bool) -> CaveatPattern | None:
    there: set[str] = {"question"} if asks else set()
    denied = _denied(clause, parse, scene)
    if any(parse.words[at].head == clause.head and NEGATION in _classes(parse.words[at], scene) for at in clause.words):
        there.add("denied")
    for at in clause.words:
        word = parse.words[at]
        if scene.said.touches(word.span):
            continue
        classes = _classes(word, scene)
        there |= classes
        if at in denied:
            there |= {DENIED + name for name in classes}
    if _is_to_somebody(clause, parse):
        there.add("somebody")
    subject = _shared_subject(clause, parse)
    if subject is not None:
        there |= _classes(subject, scene)
    return next((p for p in scene.words.patterns if p.all <= there and not p.none & there), None)


def _is_to_somebody(clause: Clause, parse: Parse) -> bool:
    """Whether a dative without preposition says to whom it is unclear."""
    words = parse.words
    governed = {words[at].head for at in clause.words if words[at].relation == "case"}
    return any(
        words[at].relation == "iobj" or (words[at].relation in _ARGUMENTS and words[at].has("Case", "Dat"))
        for at in clause.words
        if at not in governed
    )


def _shared_subject(clause: Clause, parse: Parse) -> Word | None:
    """The subject that a clause joined by „und“ shares with the one before it."""
    if parse.words[clause.head].relation != "conj" or any(parse.words[at].relation in _SUBJECTS for at in clause.words):
        return None
    head = parse.words[clause.head].head
    return next((parse.words[at] for at in parse.tree().children(head, _SUBJECTS)), None)


def _denied(clause: Clause, parse: Parse, scene: _Scene) -> frozenset[int]:
    """Words of a clause that it denies.

    A noun with „kein“ or „ohne“; with „nicht“ in the clause its predicate and the nouns without a preposition.
    """
    words, negated = parse.words, False
    found: set[int] = set()
    governed: set[int] = set()
    for at in clause.words:
        word, form = words[at], words[at].span.of(scene.text).lower()
        if word.relation == "case":
            governed.add(word.head)
        if form in scene.words.denying and word.relation != "mark":
            found.add(word.head)
        elif NEGATION in _classes(word, scene) and not scene.said.touches(word.span):
            negated = True
            found.add(at)
    if negated:
        found |= {at for at in clause.words if at not in governed}
    return frozenset(found)


def _classes(word: Word, scene: _Scene) -> frozenset[str]:
    """Classes of a word; a participle before its noun is no predicate and counts by its form alone."""
    form = word.span.of(scene.text).lower()
    return _classes_of(form, form if word.relation == "amod" else word.lemma.lower(), _Key(scene.words))


@dataclass(frozen=True, slots=True)
class _Key:
    """Words that a cache tells apart by identity: there is one object a language."""

    words: CaveatWords

    def __hash__(self) -> int:
        return id(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.words is self.words


@lru_cache(maxsize=65536)
def _classes_of(lower: str, lemma: str, key: _Key) -> frozenset[str]:
    return frozenset(name for name, words in key.words.classes.items() if words.holds(lower) or words.holds(lemma))


def _about(clause: Clause, kind: CaveatType, parse: Parse, scene: _Scene) -> tuple[Span, ...]:
    """Who did not tell, by the subject of the clause; what could not be checked, by the quotations around it."""
    found: list[Span] = []
    if kind in _OF_SOMEBODY:
        found += [m.span for m in _mentions_in(_subject(clause, parse), scene)[:1]]
    if kind in _OF_WORDS:
        near = bisect_right(scene.quote_starts, clause.span(parse).end)
        own = clause.span(parse)
        found += [q.span for q in scene.quotations[max(0, near - _NEAR) : near] if not own.contains(q.span)][-1:]
    return tuple(dict.fromkeys(found))


def _subject(clause: Clause, parse: Parse) -> Span:
    """The subject with what hangs on it; of a relative clause what it hangs on; of an infinitive the subject above."""
    tree, head = parse.tree(), clause.head
    seen: set[int] = set()
    while head >= 0 and head not in seen:
        seen.add(head)
        if subjects := tree.children(head, _SUBJECTS):
            word = parse.words[subjects[0]]
            if word.has("PronType", "Rel") and clause.parent >= 0:
                return parse.words[clause.parent].span
            return cover(parse.words[at].span for at in tree.subtree(subjects[0]))
        head = parse.words[head].head
    return parse.words[clause.head].span


def _mentions_in(span: Span, scene: _Scene) -> tuple[Mention, ...]:
    low, high = bisect_left(scene.starts, span.start), bisect_left(scene.starts, span.end)
    return tuple(m for m in scene.mentions[max(0, low - 1) : high] if m.span.overlaps(span))

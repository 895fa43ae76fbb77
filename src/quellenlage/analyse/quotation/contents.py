"""What is said: the clause that belongs to a word of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.analyse.quotation.cues import Found
from quellenlage.analyse.quotation.speakers import Scene, Voice
from quellenlage.records.layers import OBJECTIONS, Act, Medium, QuotationType
from quellenlage.text.phrase import is_adjective_like
from quellenlage.text.span import Span

# The rule that takes an infinitive for a content; it needs somebody who says it.
INFINITIVE = "infinitive behind a comma"
# The rule that takes a pronoun for one; it needs a sentence before it.
POINTING = "pronoun in front"
_OWN = "of the subject itself"
# A content shorter than this many words is no clause.
_MIN_WORDS = 3
# „Auf die wiederholte Nachfrage, …“: the noun stands among so many tokens.
_QUESTION = 5
# „Dass …, kann niemand ernsthaft leugnen“: so many tokens stand between the comma and the word of saying.
_VERBS = 6
# What a word of saying reports begins within so many tokens; longer sentences are lists or lost full stops.
_FAR = 120


@dataclass(frozen=True, slots=True)
class Content:
    """Words that are reported, as token indexes [first, last], and how they are reported."""

    first: int
    last: int
    type: QuotationType
    rule: str


def is_tail(found: Found, scene: Scene) -> bool:
    """Whether a word of saying closes the sentence behind a comma („…, berichteten Agenturen“)."""
    at = found.first - 1
    if found.cue.kind != "verb" or at < _MIN_WORDS or scene.forms[at] != "," or not scene.outside[at]:
        return False
    if len(scene.forms) - found.last > _FAR:
        return False
    behind = scene.forms[found.last + 1 :]
    return not {form.lower() for form in behind} & scene.language.content_openers and "," not in behind


def find_content(found: Found, voice: Voice | None, scene: Scene, end: int | None = None) -> Content | None:
    """The clause that ``found`` reports, or None.

    ``end`` is the last token that may belong to it, where a later word of saying closes the sentence.
    Tried in this order: a clause with „dass“ or „ob“ behind the cue; a clause behind the cue and a
    comma; a clause before a comma and the cue; for „laut X“ the rest of the sentence; for acts other
    than asserting the object of the verb.
    """
    if found.cue.kind in ("preposition", "postposition", "adverb"):
        return _around(found, voice, scene)
    last = _last_word(scene) if end is None else end
    return (
        _opened(found, scene, last)
        or _behind_comma(found, scene, last)
        or _before_comma(found, voice, scene)
        or _object(found, voice, scene)
    )


def _last_word(scene: Scene) -> int:
    at = len(scene.forms) - 1
    while at > 0 and not scene.forms[at][-1].isalnum():
        at -= 1
    return at


def _opened(found: Found, scene: Scene, last: int) -> Content | None:
    openers = scene.language.content_openers
    for at in range(found.last + 1, min(last, found.last + _FAR) + 1):
        led = scene.forms[at - 1] == "," or not scene.language.comma_before_clause
        if scene.forms[at].lower() in openers and led:
            between = {form.lower() for form in scene.forms[found.last + 1 : at]}
            if scene.language.subjunctive & between or _is_interrupted(found.last + 1, at - 1, scene):
                return None
            return _checked(at, last, QuotationType.INDIRECT, "content clause", scene)
    if scene.forms[0].lower() in openers and found.first > _MIN_WORDS:
        near = range(found.first - 1, max(0, found.first - _VERBS), -1)
        comma = next((at for at in near if scene.forms[at] == ","), None)
        opens = comma is not None and scene.forms[comma + 1].lower() in scene.language.speech.opening
        if comma is not None and (opens or comma == found.first - 1):
            return _checked(0, comma - 1, QuotationType.INDIRECT, "content clause in front", scene)
    return None


def _is_interrupted(start: int, end: int, scene: Scene) -> bool:
    """„bat darum, so zu bauen, dass …“: whether an infinitive stands between the word of saying and the clause."""
    comma = next((at for at in range(start, end) if scene.forms[at] == "," and scene.outside[at]), None)
    rule = scene.language.infinitive
    return comma is not None and rule is not None and bool(rule.search(" ".join(scene.forms[comma + 1 : end]).lower()))


def _behind_comma(found: Found, scene: Scene, last: int) -> Content | None:
    """A clause in the subjunctive or an infinitive; an apposition is neither."""
    language = scene.language
    for at in range(found.last + 1, min(last, found.last + _FAR)):
        if scene.forms[at] not in ",:" or not scene.outside[at]:
            continue
        words = [form.lower() for form in scene.forms[at + 1 : min(last, at + _FAR) + 1]]
        if words[0] in language.clause_openers:
            return None
        reported = bool(language.subjunctive & set(words))
        noun = at + 2 <= last and (scene.forms[at + 2][0].isupper() or is_adjective_like(scene.forms[at + 2], language))
        if words[0] in language.relative_pronouns and not reported and not noun:
            continue
        if reported:
            return _checked(at + 1, last, QuotationType.INDIRECT, "clause behind a comma", scene)
        if language.infinitive and language.infinitive.search(" ".join(words)):
            return _checked(at + 1, last, QuotationType.INDIRECT, INFINITIVE, scene)
    return None


def _before_comma(found: Found, voice: Voice | None, scene: Scene) -> Content | None:
    """„Die Lage sei ernst, sagte X“: all from the beginning of the sentence.

    The speaker stands behind the verb; in „Eva Roth, die Sprecherin, sagte nichts“ he is what stands before.
    """
    if voice is None:
        return None
    at = found.first - 1
    if voice.span.start < found.spans[0].start:
        if scene.language.comma_before_clause:
            return None
        starts = [
            i for i in range(max(0, at - _FAR), found.first) if scene.sentence.tokens[i].start == voice.span.start
        ]
        at = starts[0] - 1 if starts else -1
    if at < _MIN_WORDS or scene.forms[at] != "," or not scene.outside[at]:
        return None
    if found.cue.kind != "verb" or _is_question(scene):
        return None
    return _checked(0, at - 1, QuotationType.INDIRECT, "clause in front of a comma", scene)


def _is_question(scene: Scene) -> bool:
    """„Auf die Frage, ob …, sagte X“: what stands in front is what he was asked."""
    first = scene.forms[0].lower() in scene.language.prepositions
    return first and any(form in scene.language.questions for form in scene.forms[1:_QUESTION])


def _around(found: Found, voice: Voice | None, scene: Scene) -> Content | None:
    """The sentence without „laut X“; behind „…, so X“ only what stands before."""
    if voice is None:
        return None
    if is_own(found, scene):
        return _checked(0, _last_word(scene), QuotationType.INDIRECT, _OWN, scene)
    tokens = scene.sentence.tokens
    begin, end = scene.token_from(voice.span.start), scene.token_from(voice.span.end) - 1
    if begin > end or tokens[begin].start != voice.span.start or tokens[end].end != voice.span.end:
        return None
    first, last = min(found.first, begin), max(found.last, end)
    final = _last_word(scene)
    if first > _MIN_WORDS and (found.cue.kind == "adverb" or last >= final):
        end = first - 1
        while end > 0 and not scene.forms[end][-1].isalnum():
            end -= 1
        return _checked(0, end, QuotationType.INDIRECT, "in front of its source", scene)
    if found.cue.kind == "adverb":
        return None
    if first <= 2:
        start = last + 1
        while start < final and not scene.forms[start][0].isalnum():
            start += 1
        return _checked(_past_name(start, scene), final, QuotationType.INDIRECT, "behind its source", scene)
    return _checked(0, final, QuotationType.INDIRECT, "around its source", scene)


def _past_name(start: int, scene: Scene) -> int:
    """„nach Angaben von „A“ und „B“ …“: behind a second name in marks, which is no part of what is said."""
    at = start + 1
    if scene.forms[start].lower() not in scene.language.joiners or at >= len(scene.forms) or scene.outside[at]:
        return start
    while at + 1 < len(scene.forms) and not scene.outside[at]:
        at += 1
    return at


def is_own(found: Found, scene: Scene) -> bool:
    """„nach eigenen Angaben“: what the subject of the sentence says of itself."""
    stems = scene.language.speech.own_words
    inside = scene.forms[found.first : found.last + 1]
    return bool(stems) and found.cue.kind == "preposition" and any(form.lower().startswith(stems) for form in inside)


def _object(found: Found, voice: Voice | None, scene: Scene) -> Content | None:
    """„wies die Vorwürfe zurück“: only for acts that say more than that something was said."""
    if found.cue.kind == "verb" and voice and _points(found, voice, scene):
        return Content(0, 0, QuotationType.REPORTED, POINTING)
    if found.cue.act is Act.ASSERTS or found.cue.kind != "verb" or (voice is None and found.act not in OBJECTIONS):
        return None
    if scene.objects is not None:
        matter = scene.objects.get(found.spans[0].start)
        if matter and scene.forms[matter[0]].lower() not in scene.language.speech.reflexive:
            return Content(*matter, QuotationType.REPORTED, "object in the tree")
    prefix = found.spans[-1].start if len(found.spans) > 1 else scene.sentence.span.end
    own = voice.span if voice else Span(0, 0)
    low, high = max(0, found.first - _FAR), min(len(scene.forms), found.last + _FAR)
    near = range(low, high)
    skip = {i for i in near if own.start <= scene.sentence.tokens[i].start < own.end}
    start = found.last + 1
    while start in skip:
        start += 1
    end = start
    tokens = scene.sentence.tokens
    while end < high and tokens[end].start < prefix and scene.forms[end] not in {",", ";", ":", "."}:
        end += 1
    if end > start and _is_matter(scene.forms[start:end], scene):
        return Content(start, end - 1, QuotationType.REPORTED, "object of the verb")
    before = [i for i in range(low, found.first) if i not in skip and scene.forms[i][0].isalnum()]
    nouns = [i for i in before if scene.forms[i][0].isupper() and i > 0]
    if nouns and found.act in OBJECTIONS:
        first, last = _in_front_of_clause(nouns, scene) or (nouns[0], max(nouns))
        while first - 1 in before and scene.forms[first - 1].lower() in scene.language.determiners:
            first -= 1
        return Content(first, last, QuotationType.REPORTED, "object before the verb")
    return None


def _in_front_of_clause(nouns: Sequence[int], scene: Scene) -> tuple[int, int] | None:
    """„… Vorwürfe, die das Land am Montag zurückwies“: the last noun that a relative clause follows."""
    relative = scene.language.relative_pronouns
    led = [i for i in nouns if scene.forms[i + 1] == "," and scene.forms[i + 2].lower() in relative]
    return (led[-1], led[-1]) if led else None


def what_suffers(found: Found, scene: Scene) -> Content | None:
    """The subject of a passive: „wurde eine Brücke versprochen“."""
    if found.act not in (Act.PROMISES, Act.THREATENS) or found.cue.kind != "verb" or scene.objects is None:
        return None
    matter = scene.objects.get(found.spans[0].start)
    return Content(*matter, QuotationType.REPORTED, "subject of the passive") if matter else None


def is_stranger(voice: Voice | None) -> bool:
    """Whether words for a speaker are neither an actor nor a pronoun: any subject."""
    return voice is not None and not voice.mentions and not voice.pronoun


def _points(found: Found, voice: Voice, scene: Scene) -> bool:
    """„Das bestätigte das Amt“: a pronoun in front of the verb, and who speaks behind it."""
    points = scene.forms[0].lower() in scene.language.speech.pointing and scene.outside[0]
    return (
        points
        and found.cue.medium is not Medium.THOUGHT
        and found.first == 1
        and voice.span.start > found.spans[0].start
    )


def _is_matter(forms: tuple[str, ...], scene: Scene) -> bool:
    """Whether words behind a verb can be what it is about: a noun among them, no conjunction before it."""
    language = scene.language
    opens = forms[0].lower() in language.joiners or forms[0].lower() in language.clause_openers
    return not opens and (not language.capitalised_nouns or any(form[:1].isupper() for form in forms))


def _checked(first: int, last: int, kind: QuotationType, rule: str, scene: Scene) -> Content | None:
    words = scene.words[max(first, last + 1)] - scene.words[first]
    return Content(first, last, kind, rule) if words >= _MIN_WORDS else None


def content_spans(content: Content, found: Found, voice: Voice | None, scene: Scene) -> tuple[Span, ...]:
    """The words of a content; where „laut X“ stands in its middle, the stretches on both sides."""
    tokens = scene.sentence.tokens
    if content.rule == _OWN:
        parts = ((0, found.first - 1), (found.last + 1, content.last))
        return tuple(Span(tokens[first].start, tokens[last].end) for first, last in parts if first <= last)
    if content.rule != "around its source" or voice is None:
        return (Span(tokens[content.first].start, tokens[content.last].end),)
    left = scene.token_from(min(found.spans[0].start, voice.span.start)) - 1
    right = scene.token_from(max(found.spans[-1].end, voice.span.end))
    parts = ((0, min(left, content.last)), (right, content.last))
    return tuple(Span(tokens[first].start, tokens[last].end) for first, last in parts if first <= last)

"""Who says it: the mention that stands where a word of saying has its subject or its source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from quellenlage.analyse.quotation.cues import Found
from quellenlage.lang.language import Language
from quellenlage.records.layers import EntityType, LeadKind, Mention, MentionForm, Sentence
from quellenlage.text.phrase import governor
from quellenlage.text.span import Span

ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE})
# How many words may stand between a verb and the subject behind it („sagte am Abend in Berlin der Minister“).
_REACH = 8
_BREAK = frozenset(",;:–")
# Originals that tell what their makers have not said; the noun, and the article behind it.
_TELLING, _ISSUED = frozenset({LeadKind.STUDY, LeadKind.DOCUMENT}), 3
# A subject stands within so many tokens of its verb.
_FAR = 80


@dataclass(frozen=True, slots=True)
class Voice:
    """The words for a speaker: mentions of actors, or a pronoun (then ``mentions`` is empty)."""

    span: Span
    mentions: tuple[Mention, ...]
    pronoun: str = ""


@dataclass(frozen=True)
class Scene:
    """One sentence with what is known of it: its actors by the token they begin and end with.

    Attributes:
        outside: For each token whether it stands outside quotation marks.
        objects: For the start of a verb the first and the last token of its object; None where no tree tells.
    """

    sentence: Sentence
    forms: tuple[str, ...]
    outside: tuple[bool, ...]
    actors: tuple[tuple[int, int, Mention], ...]
    actor_of: dict[int, tuple[int, int, Mention]]
    language: Language
    objects: Mapping[int, tuple[int, int]] | None = None

    @cached_property
    def words(self) -> tuple[int, ...]:
        """For each token how many words stand before it, and for the end how many there are."""
        return (0, *accumulate(form[0].isalnum() for form in self.forms))

    @cached_property
    def bare(self) -> tuple[int, ...]:
        """The same for words outside of quotation marks."""
        words = zip(self.forms, self.outside, strict=True)
        return (0, *accumulate(outside and form[0].isalnum() for form, outside in words))

    def token_from(self, offset: int) -> int:
        """The first token that begins at ``offset`` or behind it; one past the last if none does."""
        return bisect_left(self.sentence.tokens, offset, key=lambda token: token.start)

    def actor_at(self, token: int) -> tuple[int, int, Mention] | None:
        """The actor of which ``token`` is a word; the longest where several are."""
        return self.actor_of.get(token)


def make_scene(
    sentence: Sentence,
    text: str,
    mentions: tuple[Mention, ...],
    outside: tuple[bool, ...],
    language: Language,
) -> Scene:
    """Prepare a sentence: which of its tokens belong to an actor outside quotation marks."""
    starts = {token.start: i for i, token in enumerate(sentence.tokens)}
    ends = {token.end: i for i, token in enumerate(sentence.tokens)}
    actors = []
    for mention in mentions:
        first, last = starts.get(mention.span.start), ends.get(mention.span.end)
        if first is None or last is None or not outside[first]:
            continue
        if mention.type in ACTORS and not mention.derived:
            actors.append((first, last, mention))
    forms = tuple(token.of(text) for token in sentence.tokens)
    actor_of: dict[int, tuple[int, int, Mention]] = {}
    for actor in sorted(actors, key=lambda a: a[1] - a[0]):
        actor_of |= dict.fromkeys(range(actor[0], actor[1] + 1), actor)
    return Scene(sentence, forms, outside, tuple(actors), actor_of, language)


def find_voice(found: Found, scene: Scene) -> Voice | None:
    """The speaker that belongs to a word of saying, or None.

    „laut X“, „so X“ and „nach Angaben von X“ have it behind them, „X zufolge“ before. A verb has its
    subject next to it: behind where the quote or another part of the sentence stands before the verb,
    else before it, past an apposition or a relative clause.
    """
    kind = found.cue.kind
    if kind in ("preposition", "adverb", "noun"):
        # „so der Minister“ has a subject behind it, „wandte sich so an den Minister“ none.
        return _behind(found.last + 1, scene, oblique=kind != "adverb")
    if kind == "postposition":
        return _of_original(_before(found.first - 1, scene, oblique=True), scene)
    inverted = _is_inverted(found, scene)
    behind = _behind(found.last + 1, scene, oblique=False)
    before = _before(found.first - 1, scene, oblique=False)
    return (behind or before) if inverted else (before or behind)


def _is_inverted(found: Found, scene: Scene) -> bool:
    """Whether a quote, a comma or nothing stands right before the verb."""
    at = found.first - 1
    return at < 0 or not scene.outside[at] or scene.forms[at] in _BREAK or not scene.forms[at][0].isalnum()


def _behind(start: int, scene: Scene, *, oblique: bool) -> Voice | None:
    for at in range(start, min(start + _REACH, len(scene.forms))):
        form = scene.forms[at]
        if not scene.outside[at] or (form in _BREAK and at > start):
            return None
        if _is_pronoun(at, scene) and not oblique:
            return Voice(scene.sentence.tokens[at], (), scene.language.pronouns[form.lower()])
        actor = scene.actor_at(at)
        if actor and (oblique or not _is_oblique(actor, scene, start)):
            return with_coordinated(named_behind(actor, scene), scene, step=1)
    return None


def _before(start: int, scene: Scene, *, oblique: bool) -> Voice | None:
    at = start
    while at >= max(0, start - _FAR):
        form = scene.forms[at]
        if not scene.outside[at]:
            at -= 1
            continue
        actor = scene.actor_at(at)
        if actor:
            if (oblique or not _is_oblique(actor, scene, 0)) and not _in_relative_clause(actor[0], scene):
                nearest = actor if oblique else _before_auxiliary(actor, start, scene)
                subject = _of_apposition(nearest, scene)
                return with_coordinated(subject, scene, step=-1)
            at = actor[0] - 1
            continue
        if _is_pronoun(at, scene) and not oblique and at + 2 >= start:
            return Voice(scene.sentence.tokens[at], (), scene.language.pronouns[form.lower()])
        if form in ";:" or form in scene.language.content_openers:
            return None
        at -= 1
    return None


def _of_original(voice: Voice | None, scene: Scene) -> Voice | None:
    """„einer Studie der Hochschule zufolge“: the study tells it, with the words that say whose it is."""
    leads, at = scene.language.lead_words, scene.token_from(voice.span.start) if voice else 0
    if voice is None or leads is None or at < _ISSUED or scene.forms[at - 1].lower() not in scene.language.determiners:
        return voice
    noun = scene.forms[at - 2].lower()
    if (
        not scene.forms[at - 2][:1].isupper()
        or leads.kinds.get(noun) not in _TELLING
        or not all(scene.outside[at - 2 : at])
    ):
        return voice
    first = at - 2
    while (
        first > 0
        and scene.forms[first - 1].lower() not in scene.language.determiners
        and scene.forms[first - 1][0].islower()
    ):
        first -= 1
    if first == 0 or scene.forms[first - 1].lower() not in scene.language.determiners:
        return voice
    return Voice(Span(scene.sentence.tokens[first - 1].start, voice.span.end), ())


def _before_auxiliary(nearest: tuple[int, int, Mention], verb: int, scene: Scene) -> tuple[int, int, Mention]:
    """„X hat Y … beschuldigt“: of two actors before a verb at the end the first is the subject."""
    start = verb
    while start > max(0, verb - _FAR) and scene.forms[start - 1] not in _BREAK:
        start -= 1
    clause = scene.forms[start : verb + 1]
    if not any(form in scene.language.auxiliaries for form in clause):
        return nearest
    for token in range(start, nearest[0]):
        actor = scene.actor_at(token)
        if actor and actor[0] == token and not _is_oblique(actor, scene, start):
            return actor
    return nearest


def _is_pronoun(at: int, scene: Scene) -> bool:
    """A capital inside a sentence is the polite form, which is nobody that the text tells of."""
    form = scene.forms[at]
    return form.lower() in scene.language.pronouns and (form[0].islower() or at == 0)


def _is_oblique(actor: tuple[int, int, Mention], scene: Scene, limit: int) -> bool:
    """Whether a preposition, a genitive article or a genitive of its own makes the actor no subject."""
    first, last, mention = actor
    own = mention.form is MentionForm.NAME and scene.forms[last] != mention.name.split()[-1]
    followed = scene.forms[last + 1 : last + 2]
    if own and scene.forms[last].endswith(scene.language.genitive) and followed and followed[0][:1].isupper():
        return True
    bracketed = first > 0 and scene.forms[first - 1] == "("
    return bracketed or _is_declined(first, scene) or bool(governor(first, scene.forms, scene.language, limit))


def _is_declined(first: int, scene: Scene) -> bool:
    """„der britischen Zeitung“, „dem Blatt“: an article, alone or with its adjective, that no subject has."""
    speech = scene.language.speech
    words = [form.lower() for form in scene.forms[first : first + 2]]
    at = 0 if words[0] in scene.language.determiners else -1
    article = words[0] if at == 0 else scene.forms[first - 1].lower() if first else ""
    adjective = words[at + 1] if len(words) > at + 1 else ""
    weak = speech.declined.get(article)
    return weak is not None and (not weak or (adjective.endswith(weak) and scene.forms[first + at + 1][0].islower()))


def _in_relative_clause(first: int, scene: Scene) -> bool:
    """Whether the nearest comma before the actor is followed by a relative pronoun."""
    at = first - 1
    while at >= 0 and scene.forms[at] != ",":
        at -= 1
    return at >= 0 and scene.forms[at + 1] in scene.language.relative_pronouns and at + 1 < first - 1


def _of_apposition(actor: tuple[int, int, Mention], scene: Scene) -> tuple[int, int, Mention]:
    """„Eva Roth, Sprecherin des Amtes,“: the name before the apposition is the speaker."""
    at = actor[0] - 1
    while at >= 0 and scene.forms[at].lower() in scene.language.determiners:
        at -= 1
    if at > 0 and scene.forms[at] == "," and scene.forms[actor[1] + 1 : actor[1] + 2] == (",",):
        named = scene.actor_at(at - 1)
        if named and named[2].form != actor[2].form:
            return named
    return actor


def named_behind(actor: tuple[int, int, Mention], scene: Scene) -> tuple[int, int, Mention]:
    """„die Sprecherin des Amtes, Eva Roth,“: the name between commas behind an office is the speaker."""
    if actor[2].form is MentionForm.NAME:
        return actor
    comma = next((i for i in range(actor[1] + 1, len(scene.forms)) if scene.forms[i] == ","), None)
    named = scene.actor_at(comma + 1) if comma is not None and comma - actor[1] <= _REACH else None
    closed = named and scene.forms[named[1] + 1 : named[1] + 2] in ((",",), (".",), (":",))
    person = named and named[2].type is EntityType.PER and named[2].form is MentionForm.NAME
    return named if named and closed and person else actor


def with_coordinated(actor: tuple[int, int, Mention], scene: Scene, *, step: int) -> Voice:
    """„X und Y“ are two speakers."""
    group = [actor]
    while True:
        edge = _past_mark(group[-1][1] + 1 if step > 0 else group[-1][0] - 1, scene, step)
        joiner = edge
        while 0 <= joiner < len(scene.forms) and scene.forms[joiner].lower() in scene.language.joiners:
            joiner += step
        other = scene.actor_at(_past_mark(joiner, scene, step)) if joiner != edge else None
        if other is None or other in group:
            break
        group.append(other)
    group.sort(key=lambda a: a[0])
    start = scene.sentence.tokens[group[0][0]].start
    titles = [m.title for _, _, m in group if m.title]
    start = min([start, *(t.start for t in titles)])
    return Voice(Span(start, scene.sentence.tokens[group[-1][1]].end), tuple(m for _, _, m in group))


def _past_mark(at: int, scene: Scene, step: int) -> int:
    """The token behind a quotation mark, which may stand around a name."""
    marks = {mark for pair in scene.language.quotation_marks for mark in pair}
    return at + step if 0 <= at < len(scene.forms) and scene.forms[at] in marks else at

"""Quotations as the model reads them: speakers off the tree, and parts that it joins where the rules find nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quellenlage.analyse.quotation.cues import Found, find_cues
from quellenlage.analyse.quotation.speakers import Scene, Voice, named_behind, with_coordinated
from quellenlage.lang.language import Language
from quellenlage.records.layers import (
    Act,
    EntityType,
    Layers,
    Medium,
    Mention,
    MentionForm,
    Quotation,
    QuotationType,
)
from quellenlage.records.parse import Found as Role
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.text.span import Span, cover, strip

# A quote, and the other parts that are joined to it, count from this score on (chosen on the choosing tenths).
_SURE = 0.6
# A word of saying that the lexicon does not know must be read more surely, and must have a clause beside it.
_SURER = 0.85
_BY_NOUN = QuotationType.REPORTED
_APPOSITIONS = ("appos", "flat", "flat:name")
_MARKS = '„“”"»«‚‘’›‹ '


def voice_by_tree(found: Found, scene: Scene, parse: Parse | None) -> Voice | None:
    """The subject of a verb of saying, if it is an actor or a pronoun; else the rules may look for one."""
    if parse is None or found.cue.kind != "verb":
        return None
    verb = parse.word_at(found.spans[0].start)
    subject = parse.tree().subject(verb) if verb is not None else None
    if subject is None or parse.words[subject].relation != "nsubj":
        return None
    start = parse.words[subject].span.start
    token = next((i for i, t in enumerate(scene.sentence.tokens) if t.start == start), None)
    if token is None or not scene.outside[token]:
        return None
    form = scene.forms[token].lower()
    if form in scene.language.pronouns:
        return Voice(scene.sentence.tokens[token], (), scene.language.pronouns[form])
    actor = scene.actor_at(token)
    if actor is None:
        return None
    return with_coordinated(_named(actor, subject, parse, scene), scene, step=1)


def _named(actor: tuple[int, int, Mention], subject: int, parse: Parse, scene: Scene) -> tuple[int, int, Mention]:
    """„der Präsident der Züchter, Eva Roth“: the name in apposition to an office is the speaker."""
    if actor[2].form is MentionForm.NAME:
        return actor
    for other in parse.tree().children(subject, _APPOSITIONS):
        start = parse.words[other].span.start
        token = next((i for i, t in enumerate(scene.sentence.tokens) if t.start == start), None)
        named = scene.actor_at(token) if token is not None else None
        if named and named[2].form is MentionForm.NAME and named[2].type is EntityType.PER:
            return named
    return named_behind(actor, scene)


def find_read(found: Layers, ruled: Sequence[Quotation], text: str, language: Language) -> list[Quotation]:
    """Quotations with cue and speaker that the model joins, where the rules have found none.

    Args:
        found: ``sentences``, ``parses`` and ``mentions``.
        ruled: What the rules have found.
        text: The analysed text.
        language: ``cues``, for the act.
    """
    taken = [cover(q.quotes) for q in ruled] + [cue for q in ruled for cue in q.cues]
    said: list[Quotation] = []
    for sentence, parse in zip(found.sentences, found.parses, strict=False):
        outside = (True,) * len(sentence.tokens)
        cues = find_cues(sentence, text, language, outside) if parse.joins else ()
        later = {join.other for join in parse.joins if join.kind == "part" and join.score >= _SURE}
        for role in parse.roles:
            if role.kind != "quote" or role.score < _SURE or role.span in later:
                continue
            quotation = _quotation(role, parse, found.mentions, text, cues)
            if quotation and quotation.act is Act.ASSERTS and _asks(quotation, text, language):
                quotation = replace(quotation, act=Act.ASKS)
            if quotation and not any(span.overlaps(cover(quotation.quotes)) for span in taken):
                said.append(quotation)
                taken.append(cover(quotation.quotes))
    return said


def _quotation(
    role: Role, parse: Parse, mentions: Sequence[Mention], text: str, cues: Sequence[Found]
) -> Quotation | None:
    joined: dict[str, list[Span]] = {"cue": [], "speaker": [], "addressee": [], "part": []}
    for join in parse.joins:
        if join.quote == role.span and join.score >= _SURE:
            joined[join.kind].append(join.other)
    if not joined["cue"] or not joined["speaker"]:
        return None
    voice = joined["speaker"][0]
    speakers = tuple(m.span for m in mentions if voice.start <= m.span.start and m.span.end <= voice.end)
    quotes = tuple(bare for span in sorted((role.span, *joined["part"])) if len(bare := _without_marks(span, text)))
    cue = max((f for f in cues if _shared(f, joined["cue"])), key=lambda f: _shared(f, joined["cue"]), default=None)
    if not speakers or not quotes or (cue is None and (role.type == _BY_NOUN or role.score < _SURER)):
        return None
    frame = cover((*joined["cue"], voice))
    return Quotation(
        quotes=quotes,
        type=QuotationType(role.type),
        medium=Medium(role.medium),
        act=cue.act if cue else Act.ASSERTS,
        cues=tuple(sorted(joined["cue"])),
        voice=voice,
        speakers=speakers,
        frame=None if any(frame.overlaps(q) for q in quotes) else frame,
        by=By("model"),
    )


def _shared(found: Found, cues: Sequence[Span]) -> int:
    """How many spans of a cue of the lexicon the model joins too."""
    return sum(any(span.overlaps(cue) for cue in cues) for span in found.spans)


def _asks(quotation: Quotation, text: str, language: Language) -> bool:
    """Whether the quote is an indirect question."""
    words = quotation.quotes[0].of(text).split(maxsplit=1)
    return quotation.type is QuotationType.INDIRECT and words[0].lower() in language.question_openers


def _without_marks(span: Span, text: str) -> Span:
    """The words without the quotation marks around them."""
    words = strip(span, text)
    while len(words) and text[words.start] in _MARKS:
        words = Span(words.start + 1, words.end)
    while len(words) and text[words.end - 1] in _MARKS:
        words = Span(words.start, words.end - 1)
    return words

"""„streitet dies ab“, „weist das zurück“: a denial whose whole content is a pronoun."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.lang.language import Cue, Language
from quellenlage.records.layers import Act, Medium, Mention, Quotation, QuotationType
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.text.span import Span, cover

_SUBJECTS = frozenset({"nsubj"})
_PARTICLE = "compound:prt"
_DENYING = frozenset({Act.DENIES, Act.DOUBTS})


def find_by_pronoun(parse: Parse, mentions: tuple[Mention, ...], text: str, language: Language) -> Iterator[Quotation]:
    """Denials that say only „this“, one for each verb.

    Args:
        parse: Of the sentence.
        mentions: In the sentence.
        text: The analysed text.
        language: ``cues`` and ``demonstratives``.
    """
    cues = {cue.lemma: cue for cue in language.cues if cue.kind == "verb" and cue.act in _DENYING}
    for i, word in enumerate(parse.words):
        cue = cues.get(word.lemma) if word.upos == "VERB" else None
        if cue is not None:
            yield from _denial(i, cue, parse, mentions, text=text, language=language)


def _denial(
    verb: int, cue: Cue, parse: Parse, mentions: tuple[Mention, ...], *, text: str, language: Language
) -> Iterator[Quotation]:
    below = [w for w in parse.words if w.head == verb]
    objects = [w for w in below if w.upos in {"PRON", "DET"} and w.span.of(text).lower() in language.demonstratives]
    negated = any(w.span.of(text).lower() in language.negation for w in below)
    subject = next((w for w in below if w.relation in _SUBJECTS and w not in objects), None)
    if not objects or negated or subject is None:
        return
    speakers = tuple(m.span for m in mentions if m.span.overlaps(subject.span))
    particles = [w.span for w in below if w.relation == _PARTICLE]
    cues: list[Span] = sorted([parse.words[verb].span, *particles])
    yield Quotation(
        quotes=(objects[0].span,),
        type=QuotationType.REPORTED,
        medium=Medium.SPEECH,
        act=cue.act,
        cues=tuple(cues),
        voice=cover(speakers) if speakers else subject.span,
        speakers=speakers,
        by=By("denial of a pronoun"),
    )

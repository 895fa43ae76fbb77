"""The model reads the article once: words, tree, names, parts of quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from quellenlage.analyse.parse.agreement import correct_subjects
from quellenlage.analyse.parse.mood import correct_moods
from quellenlage.lang.language import Cue, Language
from quellenlage.models.lemma import lemmatise
from quellenlage.models.reading import Found as Read
from quellenlage.models.reading import Joined, Reading
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers
from quellenlage.records.parse import Found, Join, Parse, Word
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.text.word import join_points
from quellenlage.world import World


def find_parses(document: Document, found: Layers, world: World) -> tuple[Parse, ...]:
    """Let the model read all sentences.

    Args:
        document: Cleaned.
        found: ``sentences``.
        world: ``encoder``, and ``language.abbreviations``.

    Returns:
        One record a sentence, in order; nothing if no model is chosen, or none reads this language.
    """
    if world.encoder is None or not found.sentences:
        return ()
    text = document.text
    words = [join_points(s.tokens, text, world.language.abbreviations) for s in found.sentences]
    readings, joined = world.encoder.read([[span.of(text) for span in spans] for spans in words])
    roles = [_spans(reading.roles, spans) for reading, spans in zip(readings, words, strict=True)]
    joins = _joins(joined, roles)
    by = By(f"{world.encoder.card.name} {world.encoder.card.version}")
    return tuple(
        Parse(
            span=sentence.span,
            words=_words(reading, spans, text, world.language),
            names=_spans(reading.names, spans),
            roles=roles[number],
            joins=tuple(joins.get(number, ())),
            vector=np.round(reading.vector * 127).astype(np.int8).tobytes(),
            by=by,
        )
        for number, (sentence, reading, spans) in enumerate(zip(found.sentences, readings, words, strict=True))
    )


def _words(reading: Reading, spans: Sequence[Span], text: str, language: Language) -> tuple[Word, ...]:
    forms = [span.of(text) for span in spans]
    rule = language.subjunctive_rule
    verbs = _forms_of_verbs(language.cues, language.verb_lemmas)
    ending = rule.infinitive if rule else ""
    lemmas = lemmatise(forms, reading, language.code, verbs, ending=ending, endings=language.verb_endings)
    features = correct_moods(forms, reading, language)
    ending = language.accusative
    relations = correct_subjects(reading, features, forms, ending) if ending else reading.relations
    return tuple(
        Word(
            span=span,
            lemma=lemmas[i],
            upos=reading.upos[i],
            features=features[i],
            head=reading.heads[i],
            relation=relations[i],
        )
        for i, span in enumerate(spans)
    )


@lru_cache(maxsize=8)
def _forms_of_verbs(cues: tuple[Cue, ...], others: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Forms of verbs of saying, those by ablaut too, with their lemma; a prefix that stands apart is joined later.

    ``others`` are forms whose lemma the dictionary gets wrong.
    """
    return dict(others) | {
        form.lower(): cue.lemma
        if not cue.prefix or form.lower().startswith(cue.prefix)
        else cue.lemma[len(cue.prefix) :]
        for cue in cues
        if cue.kind == "verb"
        for form in cue.forms
        if " " not in form
    }


def _spans(found: Sequence[Read], words: Sequence[Span]) -> tuple[Found, ...]:
    return tuple(
        Found(
            span=Span(words[one.start].start, words[one.end - 1].end),
            kind=one.kind,
            score=one.score,
            type=one.type,
            medium=one.medium,
        )
        for one in found
    )


def _joins(joined: Sequence[Joined], roles: Sequence[tuple[Found, ...]]) -> dict[int, list[Join]]:
    """By the sentence of the quote."""
    found: dict[int, list[Join]] = defaultdict(list)
    for pair in joined:
        quote, other = (roles[sentence][index].span for sentence, index in (pair.quote, pair.other))
        found[pair.quote[0]].append(Join(quote=quote, other=other, kind=pair.kind, score=pair.score))
    return found

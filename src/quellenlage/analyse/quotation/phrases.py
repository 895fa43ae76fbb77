"""Denials, doubts and refusals to comment that a fixed phrase or an accusation with its rejection tells."""

from __future__ import annotations

from dataclasses import replace

from quellenlage.analyse.quotation.speakers import Scene
from quellenlage.lang.language import Language
from quellenlage.records.layers import Act, Medium, Mention, Quotation, QuotationType, Sentence
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.text.phrase import governor
from quellenlage.text.span import Span, cover

# The rules that find them.
PHRASE, REBUTTAL = "phrase", "accusation rejected"
# What hangs on the words of a refusal and tells its matter, the surest first.
_OBJECTS = (("ccomp", "csubj"), ("obj", "nsubj:pass"), ("obl:arg",), ("obl", "nmod", "advmod"))
_LEADING = ("case", "mark")


def find_by_phrase(sentence: Sentence, scene: Scene, text: str, parse: Parse | None) -> list[Quotation]:
    """A denial, doubt or refusal to comment that a fixed phrase tells, with the first actor of the sentence.

    The quote is what the phrase is about, where the tree tells it; else the phrase itself.
    """
    for words, act in scene.language.denial_phrases:
        spans = find_phrase(words, sentence.span, text, scene.language.negation)
        if spans and _is_told(spans, scene):
            actors = [m for _, _, m in scene.actors if not any(m.span.overlaps(span) for span in spans)]
            about = _about(spans, parse, text, scene) if parse else None
            said = _reported((about or cover(spans),), spans, act, actors[:1], PHRASE)
            limits = scene.language.speech.own_limits
            own = any(stem in word for word in words for stem in limits)  # „Die Angaben ließen sich nicht überprüfen“
            subject = _subject(spans, parse, text, scene.language) if parse and not actors and not own else None
            if subject and not subject.overlaps(said.quotes[0]):
                said = replace(said, voice=subject)
            return [said]
    return _by_rebuttal(scene)


def _subject(phrase: tuple[Span, ...], parse: Parse, text: str, language: Language) -> Span | None:
    """Who doubts or is silent, where no list knows him: the noun with an article that is the subject of the phrase."""
    tree = parse.tree()
    inside = set(parse.touched(phrase))
    up = [i for i in inside if parse.words[i].head not in inside]
    for word in (*up, *(parse.words[i].head for i in up if parse.words[i].head >= 0)):
        for child in tree.children(word, ("nsubj",)):
            words = {child, *tree.children(child, ("det", "det:poss", "amod"))}
            articles = [i for i in words if parse.words[i].span.of(text).lower() in language.determiners]
            if articles and parse.words[child].upos == "NOUN" and child not in inside:
                return cover([parse.words[i].span for i in words])
    return None


def _about(phrase: tuple[Span, ...], parse: Parse, text: str, scene: Scene) -> Span | None:
    """What is not commented, not believed: the clause, object or adverbial of the verb or noun of the phrase."""
    tree = parse.tree()
    inside = set(parse.touched(phrase))
    tops = [i for i in sorted(inside) if parse.words[i].head not in inside]
    if not tops:
        return None
    up = [i for i in (tops[-1], parse.words[tops[-1]].head) if i >= 0]
    for relations in _OBJECTS:
        for word in (*up, *inside):
            for child in tree.children(word, relations):
                words = [i for i in tree.subtree(child) if i not in inside]
                while words and (tree.relations[words[0]] in _LEADING or parse.words[words[0]].upos == "PUNCT"):
                    words = words[1:]
                spans = [parse.words[i].span for i in words]
                is_word = parse.words[child].upos != "PRON" or len(spans) > 1
                if child not in inside and spans and is_word and not _is_circumstance(child, parse, text, scene):
                    return cover(spans)
    return None


def _is_circumstance(word: int, parse: Parse, text: str, scene: Scene) -> bool:
    """Whether an adverbial tells a day or that somebody asked („auf Anfrage“), not a matter."""
    classes, form = scene.language.timex.classes, parse.words[word].span.of(text)
    return form in scene.language.questions or any(form in classes.get(name, {}) for name in ("weekday", "month"))


def _is_told(phrase: tuple[Span, ...], scene: Scene) -> bool:
    """Whether the phrase is the narrator's: what stands in marks tells the act of those words."""
    tokens = zip(scene.sentence.tokens, scene.outside, strict=True)
    return all(out for token, out in tokens if any(span.overlaps(token) for span in phrase))


def find_phrase(words: tuple[str, ...], sentence: Span, text: str, negation: frozenset[str]) -> tuple[Span, ...]:
    """Where the parts of a phrase stand in a sentence, in order; nothing if one is missing.

    A negation right before it turns it: „kein Zweifel an“ is none.
    """
    lower = sentence.of(text).lower()
    if len(lower) != len(sentence):
        return ()
    found: list[Span] = []
    at = 0
    for part in words:
        at = lower.find(part, at)
        behind = lower[at + len(part) : at + len(part) + 1]
        if at < 0 or (at and lower[at - 1].isalpha()) or behind.isalpha():
            return ()
        if found and negation.intersection(lower[:at].split()[-1:]):
            return ()
        found.append(Span(sentence.start + at, sentence.start + at + len(part)))
        at += len(part)
    before = lower[: found[0].start - sentence.start].split()
    return () if before and before[-1] in negation else tuple(found)


def _by_rebuttal(scene: Scene) -> list[Quotation]:
    """„nannte die Vorwürfe absurd“: an accusation, a word that rejects it, and who does so."""
    tokens, forms = scene.sentence.tokens, [form.lower() for form in scene.forms]
    accusations = [i for i, form in enumerate(forms) if form.startswith(tuple(scene.language.accusations))]
    rebuttals = [i for i, form in enumerate(forms) if form.startswith(tuple(scene.language.rebuttals))]
    if not accusations or not rebuttals or not scene.actors:
        return []
    first = next((m for start, _, m in scene.actors if not governor(start, scene.forms, scene.language)), None)
    cue = tuple(tokens[i] for i in rebuttals[:1])
    return [_reported((tokens[accusations[0]],), cue, Act.DENIES, [first] if first else [], REBUTTAL)]


def _reported(
    quotes: tuple[Span, ...], cues: tuple[Span, ...], act: Act, speakers: list[Mention], rule: str
) -> Quotation:
    return Quotation(
        quotes=quotes,
        type=QuotationType.REPORTED,
        medium=Medium.SPEECH,
        act=act,
        cues=cues,
        voice=speakers[0].span if speakers else None,
        speakers=tuple(m.span for m in speakers),
        by=By(rule),
    )

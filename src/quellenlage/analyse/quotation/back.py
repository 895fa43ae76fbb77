"""„Das geht aus dem Bericht hervor“, „Das teilte das Amt mit“: the sentence before is what is reported."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.analyse.quotation.contents import POINTING
from quellenlage.lang.language import Language
from quellenlage.records.layers import Act, Layers, Medium, Quotation, QuotationType, Sentence
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover, strip

_REPORTED = QuotationType.REPORTED
_TELLING = frozenset({Act.ASSERTS, Act.CONFIRMS, Act.PROMISES})
_SUBJECTS = ("nsubj", "nsubj:pass", "expl")
_STOPS = ".!… "


def find_revealed(found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Sentences in which a pronoun is said to come from a source, which is who speaks.

    Args:
        found: ``sentences`` and ``parses``.
        text: The analysed text.
        language: ``speech`` and ``demonstratives``.
    """
    for parse in found.parses:
        tree = parse.tree()
        for verb in tree.roots():
            preposition = language.speech.revealing.get(parse.words[verb].lemma)
            subjects = [parse.words[i].span for i in tree.children(verb, _SUBJECTS)]
            if preposition is None or not any(s.of(text).lower() in language.demonstratives for s in subjects):
                continue
            for source in tree.children(verb, ("obl", "obl:arg", "nmod")):
                cases = [i for i in tree.children(source, ("case",)) if _form(i, parse, text) == preposition]
                if cases:
                    yield _revealed(verb, source, cases[0], subjects[0], parse=parse)
                    break


def _form(word: int, parse: Parse, text: str) -> str:
    return parse.words[word].span.of(text).lower()


def _revealed(verb: int, source: int, case: int, subject: Span, *, parse: Parse) -> Quotation:
    tree = parse.tree()
    own = [i for i in tree.children(source, ("det", "amod", "nmod", "det:poss")) if i > case]
    voice = cover([parse.words[i].span for i in (source, *(j for i in own for j in tree.subtree(i)))])
    particles = [parse.words[i].span for i in tree.children(verb, ("compound:prt",))]
    return Quotation(
        quotes=(subject,),
        type=_REPORTED,
        medium=Medium.WRITING,
        act=Act.ASSERTS,
        cues=tuple(sorted([parse.words[verb].span, *particles])),
        voice=voice,
        by=By("pronoun with its source"),
    )


def point_back(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Reports whose whole content is a pronoun, with the sentence before as their quote.

    One that only asserts, and has no sentence to point at, tells nothing and is left out.

    Only where that sentence stands in the same block and nobody else is said to have said it.

    Args:
        quotations: In order.
        found: ``sentences``.
        text: The analysed text.
        language: ``demonstratives``.
    """
    starts = [sentence.span.start for sentence in found.sentences]
    told = Mask(len(text), (span for q in quotations for span in (*q.quotes, *q.cues)))
    for quotation in quotations:
        at = bisect_right(starts, quotation.span.start) - 1
        before = found.sentences[at - 1] if at > 0 else None
        if (
            before is not None
            and quotation.type is _REPORTED
            and quotation.act in _TELLING
            and quotation.span.of(text).lower() in language.demonstratives
            and quotation.span.start == starts[at]
            and _can_be_said(before, found.sentences[at], told, text)
        ):
            clause = strip(found.sentences[at].span, text)
            whole = before.span
            while len(whole) and text[whole.end - 1] in _STOPS:
                whole = Span(whole.start, whole.end - 1)
            quotation = replace(quotation, quotes=(whole,), type=QuotationType.INDIRECT, frame=clause)
        if quotation.act is not Act.ASSERTS or quotation.by.rule != POINTING or quotation.type is not _REPORTED:
            yield quotation


def _can_be_said(sentence: Sentence, behind: Sentence, told: Mask, text: str) -> bool:
    asks = sentence.span.of(text).rstrip().endswith("?")
    return sentence.block == behind.block and not asks and not told.touches(sentence.span)

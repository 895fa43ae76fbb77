"""What the words of a proposition tell: terms to compare, negation, hedges, and what kind of thing is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.lang.claims import ClaimWords
from quellenlage.lang.language import Language
from quellenlage.records.claim import About
from quellenlage.records.layers import Mention
from quellenlage.records.parse import Parse, Word
from quellenlage.records.transfer import Category
from quellenlage.text.span import Span

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
_TERMS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
# What the parser takes „kein“ for.
_ARTICLES = frozenset({"DET", "PRON", "ADJ", "NUM"})
_MAIN = frozenset({"root", "ccomp", "xcomp", "csubj", "parataxis", "acl"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words tell.

    Attributes:
        terms: Dictionary forms, small, sorted, each once.
        is_negated: The main predicate is negated.
        is_reported: A verb stands in the mood of what others say (Konjunktiv I).
        is_pointing: A noun phrase around a word that points back: „die Berichte über …“.
        is_bare: Nothing but words that point back; ``is_rebutted`` with a word that rejects it („Unsinn“).
    """

    terms: tuple[str, ...]
    about: About
    is_negated: bool
    is_hedged: bool
    is_reported: bool
    is_bare: bool
    is_pointing: bool
    is_rebutted: bool
    is_unclear: bool
    is_uncertain: bool
    lacks_evidence: bool
    has_number: bool
    goods: Category | None


def read_wording(
    parse: Parse, within: Sequence[Span], mentions: Sequence[Mention], text: str, language: Language
) -> Wording:
    """Read the words of a sentence that lie in the given spans.

    Args:
        parse: Of the sentence.
        within: Pieces of a quotation, or the sentence.
        mentions: Names inside; their words are no terms.
        text: The analysed text.
        language: ``claims`` must not be None.
    """
    claims = language.claims
    if claims is None:
        raise ValueError("a language without words of claims")
    chosen = [i for i, w in enumerate(parse.words) if any(span.contains(w.span) for span in within)]
    named = _named(parse, chosen, mentions)
    words = [parse.words[i] for i in chosen]
    forms = " ".join(w.span.of(text).lower() for w in words)
    lemmas = [w.lemma.lower() for i, w in zip(chosen, words, strict=True) if w.upos in _CONTENT and i not in named]
    terms = {
        w.lemma.lower()
        for i, w in zip(chosen, words, strict=True)
        if w.upos in _TERMS and i not in named and w.lemma.lower() not in claims.light | claims.pointing
    }
    bare = _is_bare(words, lemmas, claims)
    rebuttals = tuple(language.rebuttals)
    lacking = _lacks_evidence(parse, chosen, text, language)
    uncertain = _holds(forms, claims.uncertain)
    return Wording(
        terms=tuple(sorted(terms)),
        about=_about(words, terms, claims, language),
        is_negated=not (lacking or uncertain) and _is_negated(parse, chosen, text, language),
        is_hedged=any(w.span.of(text).lower() in language.hedges for w in words),
        is_reported=any(w.has("Mood", "Sub") and w.has("Tense", "Pres") for w in words),
        is_bare=bare,
        is_pointing=_is_pointing(parse, chosen, claims),
        is_rebutted=bare and any(w.span.of(text).lower().startswith(rebuttals) for w in words),
        is_unclear=_holds(forms, claims.unclear),
        is_uncertain=uncertain,
        lacks_evidence=lacking,
        has_number=any(w.upos == "NUM" for w in words),
        goods=_goods(words, language),
    )


def _named(parse: Parse, chosen: Sequence[int], mentions: Sequence[Mention]) -> set[int]:
    """Words that are parts of names; both run in order."""
    inside: set[int] = set()
    at = 0
    for mention in mentions:
        while at < len(chosen) and parse.words[chosen[at]].span.end <= mention.span.start:
            at += 1
        i = at
        while i < len(chosen) and parse.words[chosen[i]].span.start < mention.span.end:
            inside.add(chosen[i])
            i += 1
    return inside


def _holds(forms: str, phrases: frozenset[str]) -> bool:
    """Whether the words hold a phrase; „…“ in it stands for any words."""
    padded = f" {forms} "
    for phrase in phrases:
        at = 0
        for part in phrase.split("…"):
            found = padded.find(f" {part.strip()} ", at)
            if found < 0:
                break
            at = found + len(part.strip())
        else:
            return True
    return False


def _is_bare(words: Sequence[Word], lemmas: Sequence[str], claims: ClaimWords) -> bool:
    pointing = any(w.lemma.lower() in claims.pointing for w in words)
    return not lemmas or (pointing and all(lemma in claims.pointing | claims.beside for lemma in lemmas))


def _is_pointing(parse: Parse, chosen: Sequence[int], claims: ClaimWords) -> bool:
    """Whether the top of the words is a noun that points back, and no clause stands among them."""
    inside = set(chosen)
    tops = [parse.words[i] for i in chosen if parse.words[i].head not in inside and parse.words[i].upos != "PUNCT"]
    clause = any(parse.words[i].upos in {"VERB", "AUX"} and parse.words[i].relation != "amod" for i in chosen)
    return not clause and any(w.lemma.lower() in claims.pointing for w in tops)


def _lacks_evidence(parse: Parse, chosen: Sequence[int], text: str, language: Language) -> bool:
    """„keine Beweise“: a noun for evidence with a negative article, its adjectives between."""
    claims = language.claims
    for i in chosen:
        word = parse.words[i]
        head = parse.words[word.head].lemma.lower() if word.head >= 0 else ""
        if word.span.of(text).lower() in language.negation and claims is not None and head in claims.evidence:
            return True
    return False


def _is_negated(parse: Parse, chosen: Sequence[int], text: str, language: Language) -> bool:
    """A negation on the main predicate of the words, or as the article of its subject or object."""
    inside = set(chosen)
    tops = {i for i in chosen if parse.words[i].head not in inside}
    main = {i for i in tops if parse.words[i].relation in _MAIN or parse.words[i].upos in {"VERB", "AUX"}}
    for i in chosen:
        word = parse.words[i]
        if word.span.of(text).lower() not in language.negation or word.head < 0:
            continue
        grand = parse.words[word.head].head
        if word.head in main or (word.upos in _ARTICLES and grand in main):
            return True
    return False


def _goods(words: Sequence[Word], language: Language) -> Category | None:
    """The category that all goods among the nouns share."""
    if language.transfers is None:
        return None
    found = {c for w in words if w.upos == "NOUN" and (c := language.transfers.category_in(w.lemma.lower()))}
    return next(iter(found)) if len(found) == 1 else None


def _about(words: Sequence[Word], terms: set[str], claims: ClaimWords, language: Language) -> About:
    if terms & claims.norms:
        return About.NORM
    if any(w.has("Degree", "Sup") for w in words):
        return About.SUPERLATIVE
    if any(w.upos == "NUM" for w in words):
        return About.NUMBER
    future = language.future_auxiliaries
    if any(w.upos == "AUX" and w.relation == "aux" and w.lemma in future for w in words):
        return About.PLAN
    return About.STATE

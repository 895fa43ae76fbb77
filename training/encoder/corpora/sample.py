"""What every corpus becomes: passages of words with labels, as far as the corpus has them."""

from __future__ import annotations

from dataclasses import dataclass, field

# A label that is not known; the loss leaves it out.
UNKNOWN = -100

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
# Universal features that matter here; value 0 is that the word has none.
FEATURES: dict[str, tuple[str, ...]] = {
    "Mood": ("", "Ind", "Sub", "Imp"),
    "Tense": ("", "Pres", "Past"),
    "VerbForm": ("", "Fin", "Inf", "Part"),
    "Number": ("", "Sing", "Plur"),
    "Gender": ("", "Masc", "Fem", "Neut"),
    "Case": ("", "Nom", "Gen", "Dat", "Acc"),
    "Person": ("", "1", "2", "3"),
}
NAME_TYPES = ("PER", "ORG", "LOC", "MISC")
NAME_KINDS = tuple(t + k for t in NAME_TYPES for k in ("", "deriv", "part"))
# O, then B- and I- of every kind.
NAME_TAGS = ("O", *(f"{p}-{kind}" for kind in NAME_KINDS for p in "BI"))
# Beyond the tags: what a corpus without MISC, derivatives and parts calls O.
NAME_OPEN = len(NAME_TAGS)
ROLES = ("quote", "nested", "cue", "speaker", "addressee", "frame")
QUOTATION_TYPES = ("direct", "indirect", "reported", "freeIndirect", "indirectFreeIndirect")
MEDIA = ("speech", "writing", "thought")
# What a pair score joins to the first word of a quote: first words of its other parts.
LINKS = ("cue", "speaker", "addressee", "part")


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of words: the first of a quote's first span, and the first of another part."""

    kind: str
    quote: int
    other: int
    joined: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in order with labels.

    Attributes:
        key: File and number, or document: what the split hashes.
        sentences: Half-open ranges of words; they cover all words.
        labels: Layer -> one label a word; ``head`` counts words of the passage, -1 is the root.
        links: Pairs of words of this passage.
        loose: Whether the sentences have nothing to do with each other.
    """

    corpus: str
    key: str
    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    labels: dict[str, list[int]]
    links: tuple[Link, ...] = field(default=())
    loose: bool = False


def one_sentence(corpus: str, key: str, words: list[str], labels: dict[str, list[int]]) -> Passage:
    """A passage of one sentence that stands alone."""
    return Passage(corpus, key, tuple(words), ((0, len(words)),), labels, loose=True)


def bio(spans: list[tuple[int, int]], words: int) -> list[int]:
    """0 outside, 1 at the first word of a span, 2 inside; a later span does not overwrite an earlier one."""
    tags = [0] * words
    for start, end in spans:
        if not any(tags[start:end]):
            tags[start:end] = [1] + [2] * (end - start - 1)
    return tags

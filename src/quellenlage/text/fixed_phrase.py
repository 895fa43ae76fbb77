"""Finds fixed phrases among tokens: hyphens, blanks and the genitive make no difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from quellenlage.text.fold import fold
from quellenlage.text.span import Span

T = TypeVar("T")
_GENITIVE = ("", "s", "es")


@dataclass(frozen=True)
class Phrases(Generic[T]):
    """What phrases stand for, by their letters and digits alone.

    Attributes:
        beginnings: Of all phrases: where the words of a text begin none, nothing is looked up.

    Examples:
        >>> phrases = Phrases.of([("G7-Gipfel", 1)])
        >>> text = "Auf dem G-7-Gipfel"
        >>> [(span.of(text), n) for span, n in phrases.find([Span(0, 3), Span(4, 7), Span(8, 18)], text)]
        [('G-7-Gipfel', 1)]
    """

    meanings: dict[str, tuple[T, ...]] = field(default_factory=dict)
    beginnings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, T]]) -> Phrases[T]:
        """Phrases with what they stand for, in given order."""
        found: dict[str, list[T]] = {}
        for phrase, meaning in pairs:
            for ending in _GENITIVE:
                found.setdefault(_compact(phrase) + ending, []).append(meaning)
        beginnings = frozenset(key[:end] for key in found for end in range(1, len(key) + 1))
        return cls({key: tuple(dict.fromkeys(meanings)) for key, meanings in found.items() if key}, beginnings)

    def find(self, tokens: Sequence[Span], text: str) -> Iterator[tuple[Span, T]]:
        """Every phrase in order of its first token, with each of its meanings. Time grows with the tokens alone."""
        words = [_compact(token.of(text)) for token in tokens]
        for start, word in enumerate(words):
            letters, end = word, start
            while letters in self.beginnings:
                if words[end]:
                    for meaning in self.meanings.get(letters, ()):
                        yield Span(tokens[start].start, tokens[end].end), meaning
                end += 1
                if end == len(words):
                    break
                letters += words[end]


def _compact(words: str) -> str:
    return fold(words).replace(" ", "")

"""The words of a text as search knows them: one key for all spellings and inflections of a word.

A key is made in four steps: ``fold`` (case, accents, ß), a stemmer of the language, umlauts typed as ae, oe
or ue read as the plain vowel, and the genitive s that stemmers leave behind a vowel („Nordkoreas“, „Kiews“).
So „Häuser“, „Haeuser“, „Hauser“ and „Hauses“ are one key. Compound words are *not* split: „Gespräche“ does
not find „Waffengespräche“; a prefix („Waffen*“) finds the longer word.

An umlaut behind another vowel cannot be told from a native „eue“ or „aue“ (neue, Frauen); only „üb“ can
(Armeeübung, Bauüberwachung), and only there all ways of typing meet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quellenlage.text.fold import fold
from quellenlage.text.span import Span

Stem = Callable[[str], str]

# Invisible characters inside a word, and accents that stand behind their letter.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = re.compile(f"[^\\W_]++(?:[{_INVISIBLE}{_ACCENTS}]++[^\\W_]*+)*+")
_NOT_SEEN = re.compile(f"[{_INVISIBLE}]+")
_UMLAUT_BEHIND_VOWEL = re.compile("(?<=[aeiou])ueb")
_UMLAUT = re.compile("([ao]|(?<!q)u)e+")
_GENITIVE = re.compile("(?<=...[aeiouw])s$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        span: Where it stands.
        form: Its key without stemming: what a prefix is compared with.
        term: Its key.
    """

    span: Span
    form: str
    term: str


def words(text: str, stem: Stem) -> Iterator[Word]:
    r"""The words of ``text`` in order; one with a hyphen is two, „½“ is „1“ and „2“ in one place.

    Args:
        text: Any.
        stem: A folded word to its stem.

    Examples:
        >>> [(word.form, word.term) for word in words("Die H\u00e4user", lambda form: form.removesuffix("er"))]
        [('die', 'die'), ('hauser', 'haus')]
    """
    for match in _WORD.finditer(text):
        span = Span(*match.span())
        for part, form in _parts(match[0]):
            yield Word(span, form, _term(stem(part)))


def terms(text: str, stem: Stem) -> tuple[str, ...]:
    """The keys of the words of ``text``.

    Examples:
        >>> terms("Straße Strasse STRASSE", str)
        ('strasse', 'strasse', 'strasse')
        >>> terms("Pjöngjang Pjoengjang Pjongjang", str)
        ('pjongjang', 'pjongjang', 'pjongjang')
    """
    return tuple(word.term for word in words(text, stem))


def forms(text: str) -> tuple[str, ...]:
    """The keys of the words of ``text`` without stemming."""
    return tuple(word.form for word in words(text, str))


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[tuple[str, str], ...]:
    """The folded parts of a word, and their forms."""
    folded = _UMLAUT_BEHIND_VOWEL.sub("ub", fold(_NOT_SEEN.sub("", word)))
    return tuple((part, _UMLAUT.sub(r"\1", part)) for part in folded.split())


@lru_cache(maxsize=65536)
def _term(stemmed: str) -> str:
    return _GENITIVE.sub("", _UMLAUT.sub(r"\1", stemmed))


class Finder:
    """Finds in a text what a query looked for.

    Args:
        phrases: Terms, one behind the other.
        prefixes: Forms, one behind the other, the last one cut short.
    """

    def __init__(self, phrases: Iterable[tuple[str, ...]], prefixes: Iterable[tuple[str, ...]]) -> None:
        self._prefixes = frozenset(prefixes)
        self._phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase in phrases:
            self._phrases[phrase[0]].add(phrase)

    def find(self, text: str, stem: Stem) -> tuple[Span, ...]:
        """Where it stands in ``text``, in order; spans may overlap."""
        found = []
        every = tuple(words(text, stem))
        for at, word in enumerate(every):
            lengths = [len(phrase) for phrase in self._phrases.get(word.term, ()) if _continues(phrase, every, at)]
            lengths += [len(prefix) for prefix in self._prefixes if _begins(prefix, every, at)]
            found += [Span(word.span.start, every[at + length - 1].span.end) for length in lengths]
        return tuple(found)


def _continues(phrase: tuple[str, ...], every: Sequence[Word], at: int) -> bool:
    return phrase == tuple(word.term for word in every[at : at + len(phrase)])


def _begins(prefix: tuple[str, ...], every: Sequence[Word], at: int) -> bool:
    here = [word.form for word in every[at : at + len(prefix)]]
    return len(here) == len(prefix) and here[-1].startswith(prefix[-1]) and tuple(here[:-1]) == prefix[:-1]


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one.

    Examples:
        >>> apart((Span(4, 6), Span(0, 2), Span(5, 9)))
        (Span(start=0, end=2), Span(start=4, end=9))
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)

"""In which forms a name of the knowledge base may stand in a text of one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from quellenlage.kb.names import KbName

# What keyboards write for the apostrophe and the letters that look like one.
_APOSTROPHES = dict.fromkeys(map(ord, "’ʻʼ‘"), "'")
# Kinds of words for what belongs to a place.
DERIVED = frozenset({"adjective", "demonym"})
# Kinds that texts of another language do not use: those words, and names beside the usual one.
_OWN = DERIVED | {"alias", "former"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflection:
    """The rules of one language.

    Attributes:
        code: ISO 639-1; words for what belongs to a place are known in their own language only.
        genitive: Endings that a name may take.
        adjective: Endings that an adjective may take, the empty one among them if it may.
        demonym: Last letters of a word for people and the endings that it may take; the first that fit count.
        small_adjectives: Adjectives have a small letter, and a capital only in names and at the begin of a sentence.
        own_letters: Letters with marks that are no accents here („ä“).
        respelled: Letters and what stands for them elsewhere („ß“, „ss“).
    """

    code: str = ""
    genitive: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ("",)
    demonym: tuple[tuple[str, tuple[str, ...]], ...] = ()
    small_adjectives: bool = False
    own_letters: str = ""
    respelled: tuple[tuple[str, str], ...] = ()

    def is_own(self, name: KbName) -> bool:
        """Whether a name belongs to this language."""
        return not self.code or name.lang in (self.code, "mul")

    def knows(self, name: KbName) -> bool:
        """Whether texts of this language use a name: of another language only the usual one („Financial Times“)."""
        return self.is_own(name) or name.kind not in _OWN

    def forms(self, name: KbName) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """The spellings of a name, each with the endings that it may take, the longest first.

        True where a form needs a noun behind it or the begin of a sentence.
        """
        for spelled in self.spellings(name.form):
            endings = self._endings(name.kind, spelled)
            yield spelled, endings, False
            if name.kind == "adjective" and self.small_adjectives and spelled[:1].islower():
                # Without an ending a capital makes it a language („Deutsch“).
                yield spelled[:1].upper() + spelled[1:], tuple(filter(None, endings)), True

    def letters(self, kinds: Collection[str]) -> tuple[str, ...]:
        """Letters that names of these kinds may take at the end of their last word."""
        endings = set(self.genitive)
        if not DERIVED.isdisjoint(kinds):
            endings.update(self.adjective, *(of for _, of in self.demonym))
        heads = {"".join(takewhile(str.isalnum, ending)) for ending in endings}
        return tuple(sorted(heads - {""}))

    def _endings(self, kind: str, form: str) -> tuple[str, ...]:
        if kind == "adjective":
            return _longest_first(self.adjective)
        if kind == "demonym":
            for last, endings in self.demonym:
                if form.endswith(last):
                    return _longest_first(endings)
        return _longest_first(("", *self.genitive))

    def spellings(self, form: str) -> tuple[str, ...]:
        """The form, without accents, with a plain apostrophe, and as it is written elsewhere."""
        if form.isascii() and not any(letter in form for letter, _ in self.respelled):
            return (form,)
        plain = unicodedata.normalize("NFC", form).translate(_plain_letters(self.own_letters))
        found = (form,) if plain == form else (form, plain)
        for letter, other in self.respelled:
            if letter in form:
                found = tuple(dict.fromkeys((*found, *(f.replace(letter, other) for f in found))))
        return found


class _PlainLetters(dict[int, str]):
    """Letters without accents, but for some, and apostrophes as keyboards write them."""

    def __init__(self, own_letters: str) -> None:
        super().__init__({**_APOSTROPHES, **{ord(letter): letter for letter in own_letters}})

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        first = unicodedata.normalize("NFD", letter)[0]
        self[code] = first if first.isascii() else letter
        return self[code]


@cache
def _plain_letters(own_letters: str) -> _PlainLetters:
    return _PlainLetters(own_letters)


@cache
def _longest_first(endings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(endings), key=lambda ending: (-len(ending), ending)))

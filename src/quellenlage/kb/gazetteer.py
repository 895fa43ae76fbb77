"""Finds the names of the knowledge base in a text, in one pass, in all their inflections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import ahocorasick

from quellenlage.kb.inflection import DERIVED, Inflection
from quellenlage.kb.loader import Kb
from quellenlage.kb.names import KbName
from quellenlage.records.layers import EntityType
from quellenlage.text.span import Span

_PLACES = frozenset({EntityType.GPE, EntityType.LOC})
# Signs that end a sentence or open what stands for one, and those that may stand between it and the next word.
_ENDS = frozenset(".!?:\n…")
_OPENING = frozenset(" \t„“”\"»«›‹'‘’([–—-")
# So far back is looked for the end of the sentence before; it bounds the time.
_FAR = 6
_LONG = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the kb in a text: all individuals that bear it.

    Attributes:
        form: The uninflected form.
        ambiguous: The form is an everyday word as well.
        recalled: The form rests on memory alone.
        is_place: All who bear it are states, towns or regions.
    """

    span: Span
    form: str
    kind: str
    entities: tuple[str, ...]
    ambiguous: bool
    recalled: bool = False
    is_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a spelling may be: the endings that make it a word, and what it names then.

    Attributes:
        bound: It needs a noun behind it or the begin of a sentence.
    """

    endings: tuple[str, ...]
    bound: bool
    form: str
    kind: str
    entities: tuple[str, ...]
    ambiguous: bool
    recalled: bool
    is_place: bool

    def hit(self, span: Span) -> Hit:
        return Hit(span, self.form, self.kind, self.entities, self.ambiguous, self.recalled, self.is_place)


class _Bearer(NamedTuple):
    """A name that may be spelled so, and with which endings."""

    name: KbName
    endings: tuple[str, ...]
    bound: bool


@dataclass(slots=True)
class _Spelling:
    """What stands in a text before an ending: who may be meant, in the order of the tables.

    Attributes:
        readings: Made when a text has it: of all spellings most texts have few.
    """

    length: int
    bearers: list[_Bearer]
    readings: tuple[_Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """An Aho-Corasick automaton over all forms; built at start from the tables, never unpickled.

    Names of the user, which may be very many, are not in it: each is looked up by the words of the text.
    """

    automaton: ahocorasick.Automaton
    kb: Kb
    inflection: Inflection
    letters: tuple[str, ...]

    def find(self, text: str) -> tuple[Hit, ...]:
        """The longest names that begin and end at a word boundary, from left to right.

        A place of one word right behind a given name is a surname („Jack London“) unless that is the end of a name.
        Time grows with the length of ``text`` alone.
        """
        hits = []
        given_names = self.kb.given_names
        for end, spelling in self._spellings(text):
            start = end + 1 - spelling.length
            if not _is_boundary(text, start):
                continue
            for reading in spelling.readings or self._read(spelling):
                stop = _stop(text, end + 1, reading.endings)
                # „Nils“ is no genitive.
                if stop > end + 1 and text[start:stop] in given_names:
                    continue
                if stop and (not reading.bound or _has_noun(text, stop) or _opens_sentence(text, start)):
                    hits.append(reading.hit(Span(start, stop)))
        return tuple(self._without_surnames(text, _longest(hits)))

    def _spellings(self, text: str) -> Iterator[tuple[int, _Spelling]]:
        """Every spelling in a text, by its last character; those of the user with ours of the same place."""
        ours: Iterator[tuple[int, _Spelling]] = self.automaton.iter(text) if self.automaton else iter(())
        if not self.kb.taught:
            return ours
        found = {(end, -spelling.length): spelling for end, spelling in ours}
        for start, end in self.kb.taught.places(text, self.letters):
            bearers = list(self._taught(text[start:end])) if _is_boundary(text, start) else []
            if bearers:
                place = end - 1, start - end
                before = found[place].bearers if place in found else []
                found[place] = _Spelling(end - start, [*before, *bearers])
        return ((end, found[end, length]) for end, length in sorted(found))

    def _taught(self, words: str) -> Iterator[_Bearer]:
        """Names of the user that are spelled so."""
        for row, name in self.kb.taught.named(words):
            if _is_found(name, row.type, self.inflection):
                yield from (_Bearer(name, e, bound) for w, e, bound in self.inflection.forms(name) if w == words)

    def _read(self, spelling: _Spelling) -> tuple[_Reading, ...]:
        kinds: dict[tuple[tuple[str, ...], bool], list[KbName]] = {}
        for bearer in spelling.bearers:
            kinds.setdefault((bearer.endings, bearer.bound), []).append(bearer.name)
        spelling.readings = tuple(
            _reading(names, endings, self.kb, self.inflection, bound=bound) for (endings, bound), names in kinds.items()
        )
        return spelling.readings

    def _without_surnames(self, text: str, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        before = -1
        for hit in hits:
            start, end = hit.span.start, hit.span.end
            place = hit.is_place and " " not in text[start:end] and text[start - 1 : start] == " "
            if not place or before == start - 1 or _word_before(text, start - 1) not in self.kb.given_names:
                before = end
                yield hit


def build_gazetteer(kb: Kb, inflection: Inflection) -> Gazetteer:
    """Put every spelling of every name into one automaton; a form of several individuals keeps them all.

    A form that is a name in the language of the text is not read as a foreign name.

    Args:
        kb: Names and individuals.
        inflection: The rules of the language of the texts.
    """
    spellings: dict[str, _Spelling] = {}
    for name in kb.names:
        if _is_found(name, kb.entities[name.entity].type, inflection):
            for form, endings, bound in inflection.forms(name):
                bearer = _Bearer(name, endings, bound)
                if known := spellings.get(form):
                    known.bearers.append(bearer)
                else:
                    spellings[form] = _Spelling(len(form), [bearer])
    automaton = ahocorasick.Automaton()
    for form, spelling in spellings.items():
        automaton.add_word(form, spelling)
    automaton.make_automaton()
    return Gazetteer(automaton, kb, inflection, inflection.letters(kb.taught.kinds))


def _is_found(name: KbName, type_: EntityType, inflection: Inflection) -> bool:
    """Names of persons are compared by sound (link/entity); a word for a kind of things names no individual."""
    return name.kind != "generic" and type_ is not EntityType.PER and inflection.knows(name)


def _reading(
    all_bearers: list[KbName], endings: tuple[str, ...], kb: Kb, inflection: Inflection, *, bound: bool
) -> _Reading:
    bearers = [name for name in all_bearers if inflection.is_own(name)] or all_bearers
    bearers.sort(key=lambda name: name.kind in DERIVED)
    entities = tuple(sorted({name.entity for name in bearers}))
    return _Reading(
        endings=endings,
        bound=bound,
        form=bearers[0].form,
        kind=bearers[0].kind,
        entities=entities,
        ambiguous=all(name.ambiguous for name in bearers),
        recalled=all(name.recalled for name in bearers),
        is_place=all(kb.entities[entity].type in _PLACES for entity in entities),
    )


def _stop(text: str, at: int, endings: tuple[str, ...]) -> int:
    """Where a word ends that takes one of the endings behind ``at``; 0 if it is another word."""
    for ending in endings:
        stop = at + len(ending)
        if text.startswith(ending, at) and _is_boundary(text, stop):
            return stop
    return 0


def _word_before(text: str, end: int) -> str:
    """The word that ends at ``end``, as far as names of persons are long."""
    start = end
    while start > 0 and end - start < _LONG and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def _has_noun(text: str, end: int) -> bool:
    """Whether a word with a capital follows: an adjective with a capital is part of a name, alone it is a language."""
    return text[end : end + 1] in (" ", "-", "\u00a0") and text[end + 1 : end + 2].isupper()


def _opens_sentence(text: str, start: int) -> bool:
    at = start
    while at > 0 and start - at < _FAR and text[at - 1] in _OPENING:
        at -= 1
    return at == 0 or text[at - 1] in _ENDS


def _is_boundary(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if kept and kept[-1].span == hit.span:
            kept[-1] = _both(kept[-1], hit)
        elif not kept or hit.span.start >= kept[-1].span.end:
            kept.append(hit)
    return tuple(kept)


def _both(one: Hit, other: Hit) -> Hit:
    """Two readings of the same characters: everybody who may be meant; „Polen“ is the state before its people."""
    first = other if one.kind in DERIVED and other.kind not in DERIVED else one
    return replace(
        first,
        entities=tuple(sorted({*one.entities, *other.entities})),
        ambiguous=one.ambiguous and other.ambiguous,
        recalled=one.recalled and other.recalled,
        is_place=one.is_place and other.is_place,
    )

"""Finds the names of the knowledge base in a text, in one pass, in all their inflections."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

import ahocorasick

from quellenlage.kb.inflection import Inflection
from quellenlage.kb.loader import Kb, KbName
from quellenlage.records.layers import EntityType
from quellenlage.text.span import Span

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
        is_place: All who bear it are states or towns.
    """

    span: Span
    form: str
    kind: str
    entities: tuple[str, ...]
    ambiguous: bool
    recalled: bool = False
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """An Aho-Corasick automaton over all forms; built at start from the tables, never unpickled."""

    automaton: ahocorasick.Automaton
    given_names: Container[str] = ()

    def find(self, text: str) -> tuple[Hit, ...]:
        """The longest names that begin and end at a word boundary, from left to right.

        A place of one word right behind a given name is a surname („Jack London“) unless that is the end of a name.
        Time grows with the length of ``text`` alone.
        """
        hits = []
        for end, (length, form, kind, entities, ambiguous, recalled, place, bound) in self.automaton.iter(text):
            start = end + 1 - length
            if not (_is_boundary(text, start) and _is_boundary(text, end + 1)):
                continue
            if not bound or _has_noun(text, end + 1) or _opens_sentence(text, start):
                hits.append(Hit(Span(start, end + 1), form, kind, entities, ambiguous, recalled, place))
        return tuple(self._without_surnames(text, _longest(hits)))

    def _without_surnames(self, text: str, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        before = -1
        for hit in hits:
            start, end = hit.span.start, hit.span.end
            place = hit.is_place and " " not in text[start:end] and text[start - 1 : start] == " "
            if not place or before == start - 1 or _word_before(text, start - 1) not in self.given_names:
                before = end
                yield hit


def build_gazetteer(kb: Kb, inflection: Inflection) -> Gazetteer:
    """Put every form of every name into one automaton; a form of several individuals keeps them all.

    A form that is a name in the language of the text is not read as a foreign name.

    Args:
        kb: Names and individuals.
        inflection: The rules of the language of the texts.
    """
    names: dict[str, list[KbName]] = {}
    bound: dict[str, bool] = {}
    for name in kb.names:
        # Names of persons are compared by sound (link/entity); a word for a kind of things names no individual.
        if name.kind == "generic" or kb.entities[name.entity].type is EntityType.PER or not inflection.knows(name):
            continue
        for form, needs_noun in inflection.forms(name):
            names.setdefault(form, []).append(name)
            bound[form] = bound.get(form, True) and needs_noun
    automaton = ahocorasick.Automaton()
    for form, all_bearers in names.items():
        bearers = [name for name in all_bearers if inflection.is_own(name)] or all_bearers
        entities = tuple(sorted({name.entity for name in bearers}))
        ambiguous = all(name.ambiguous for name in bearers)
        recalled = all(name.recalled for name in bearers)
        place = all(kb.entities[entity].type is EntityType.GPE for entity in entities)
        first = bearers[0]
        automaton.add_word(form, (len(form), first.form, first.kind, entities, ambiguous, recalled, place, bound[form]))
    automaton.make_automaton()
    return Gazetteer(automaton, frozenset(kb.given_names))


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
        if not kept or hit.span.start >= kept[-1].span.end:
            kept.append(hit)
    return tuple(kept)

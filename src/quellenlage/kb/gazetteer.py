"""Finds the names of the knowledge base in a text, in one pass, in all their inflections."""

from __future__ import annotations

from dataclasses import dataclass

import ahocorasick

from quellenlage.kb.loader import Kb, KbName
from quellenlage.records.layers import EntityType
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the kb in a text: all individuals that bear it.

    Attributes:
        form: The uninflected form.
        ambiguous: The form is an everyday word as well.
        recalled: The form rests on memory alone.
    """

    span: Span
    form: str
    kind: str
    entities: tuple[str, ...]
    ambiguous: bool
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """An Aho-Corasick automaton over all forms; built at start from the tables, never unpickled."""

    automaton: ahocorasick.Automaton

    def find(self, text: str) -> tuple[Hit, ...]:
        """The longest names that begin and end at a word boundary, from left to right.

        Time grows with the length of ``text`` alone.
        """
        hits = []
        for end, (length, form, kind, entities, ambiguous, recalled) in self.automaton.iter(text):
            start = end + 1 - length
            if _is_boundary(text, start) and _is_boundary(text, end + 1):
                hits.append(Hit(Span(start, end + 1), form, kind, entities, ambiguous, recalled))
        return _longest(hits)


def build_gazetteer(kb: Kb, *, genitive: tuple[str, ...], adjective: tuple[str, ...]) -> Gazetteer:
    """Put every form of every name into one automaton; a form of several individuals keeps them all.

    Args:
        kb: Names and individuals.
        genitive: Endings that a name may take.
        adjective: Endings that an adjective may take, the empty one among them if it may.
    """
    names: dict[str, list[KbName]] = {}
    for name in kb.names:
        # Names of persons are compared by sound (link/entity); a word for a kind of things names no individual.
        if name.kind == "generic" or kb.entities[name.entity].type is EntityType.PER:
            continue
        for form in _inflect(name, genitive, adjective):
            names.setdefault(form, []).append(name)
    automaton = ahocorasick.Automaton()
    for form, bearers in names.items():
        entities = tuple(sorted({name.entity for name in bearers}))
        ambiguous = all(name.ambiguous for name in bearers)
        recalled = all(name.recalled for name in bearers)
        automaton.add_word(form, (len(form), bearers[0].form, bearers[0].kind, entities, ambiguous, recalled))
    automaton.make_automaton()
    return Gazetteer(automaton)


def _inflect(name: KbName, genitive: tuple[str, ...], adjective: tuple[str, ...]) -> tuple[str, ...]:
    if name.kind == "adjective":
        return tuple(name.form + ending for ending in adjective)
    return (name.form, *(name.form + ending for ending in genitive))


def _is_boundary(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if not kept or hit.span.start >= kept[-1].span.end:
            kept.append(hit)
    return tuple(kept)

"""Finds the names of the knowledge base in a text, in one pass, in all their inflections."""

from __future__ import annotations

from dataclasses import dataclass

import ahocorasick

from quellenlage.kb.loader import Kb, KbName
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the kb in a text: all individuals that bear it.

    Attributes:
        form: The uninflected form.
        ambiguous: The form is an everyday word as well.
    """

    span: Span
    form: str
    kind: str
    entities: tuple[str, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """An Aho-Corasick automaton over all forms; built at start from the tables, never unpickled."""

    automaton: ahocorasick.Automaton

    def find(self, text: str) -> tuple[Hit, ...]:
        """The longest names that begin and end at a word boundary, from left to right.

        Time grows with the length of ``text`` alone.
        """
        hits = []
        for end, (length, form, kind, entities, ambiguous) in self.automaton.iter(text):
            start = end + 1 - length
            if _is_boundary(text, start) and _is_boundary(text, end + 1):
                hits.append(Hit(Span(start, end + 1), form, kind, entities, ambiguous))
        return _longest(hits)


def build_gazetteer(kb: Kb, *, genitive: tuple[str, ...], adjective: tuple[str, ...]) -> Gazetteer:
    """Put every form of every name into one automaton; a form of several individuals keeps them all.

    Args:
        kb: Names and individuals.
        genitive: Endings that a name may take.
        adjective: Endings that an adjective may take, the empty one among them if it may.
    """
    forms: dict[str, tuple[str, str, set[str], bool]] = {}
    for name in kb.names:
        for form in _inflect(name, genitive, adjective):
            base, kind, entities, ambiguous = forms.get(form, (name.form, name.kind, set(), name.ambiguous))
            forms[form] = (base, kind, entities | {name.entity}, ambiguous and name.ambiguous)
    automaton = ahocorasick.Automaton()
    for form, (base, kind, entities, ambiguous) in forms.items():
        automaton.add_word(form, (len(form), base, kind, tuple(sorted(entities)), ambiguous))
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

"""An encoder that says what a test wants: words are found in the text, everything else is as plain as can be."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import numpy as np

from quellenlage.models.reading import Found, Joined, Reading
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Layers
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"


@dataclass(frozen=True)
class Told:
    """What the model is to say about the one sentence of a test.

    Attributes:
        names: Words -> kind.
        roles: (words, role, type) in order.
        joins: (index of the quote in ``roles``, index of the other, kind).
        subjects: Word -> the verb of which it is the subject.
        objects: Word -> the verb of which it is the object.
        nouns: Words that are nouns.
        attributes: Word -> the noun before which it stands.
        verbs: Finite verbs; the first of them is the root, and their mood is told by their form.
    """

    names: dict[str, str] = field(default_factory=dict)
    roles: tuple[tuple[str, str, str], ...] = ()
    joins: tuple[tuple[int, int, str], ...] = ()
    subjects: dict[str, str] = field(default_factory=dict)
    objects: dict[str, str] = field(default_factory=dict)
    nouns: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    verbs: tuple[str, ...] = ()
    score: float = 0.95


class Teller:
    """Stands where the encoder stands."""

    card = SimpleNamespace(name="told", version="1", languages=("de",))

    def __init__(self, told: Told) -> None:
        self.told = told

    def read(self, sentences: Sequence[Sequence[str]]) -> tuple[list[Reading], list[Joined]]:
        readings = [self._reading(words) for words in sentences]
        last = len(readings) - 1
        joins = [Joined((last, a), (last, b), kind, self.told.score) for a, b, kind in self.told.joins]
        return readings, joins

    def _reading(self, words: Sequence[str]) -> Reading:
        hangs = {
            words.index(subject): words.index(verb)
            for subject, verb in (self.told.subjects | self.told.objects | self.told.attributes).items()
            if subject in words and verb in words
        }
        finite = [words.index(verb) for verb in self.told.verbs if verb in words]
        root = next(iter((*hangs.values(), *finite)), 0)
        heads = [-1 if i == root else hangs.get(i, root) for i in range(len(words))]
        attributes = {words.index(word) for word in self.told.attributes if word in words}
        objects = {words.index(word) for word in self.told.objects if word in words}
        relations = [
            "root"
            if i == root
            else "amod"
            if i in attributes
            else "obj"
            if i in objects
            else "nsubj"
            if i in hangs
            else "dep"
            for i in range(len(words))
        ]
        nouns = {words.index(word) for word in self.told.nouns if word in words}
        return Reading(
            upos=tuple("VERB" if i in finite else "NOUN" if i in nouns else "X" for i in range(len(words))),
            features=tuple((("VerbForm", "Fin"),) if i in finite else () for i in range(len(words))),
            heads=tuple(heads),
            relations=tuple(relations),
            names=tuple(f for text, kind in self.told.names.items() for f in self._found(words, text, kind)),
            roles=tuple(
                replace(f, type=kind, medium="speech" if kind else "")
                for text, role, kind in self.told.roles
                for f in self._found(words, text, role)[:1]
            ),
            vector=np.zeros(4, np.float32),
        )

    def _found(self, words: Sequence[str], text: str, kind: str) -> list[Found]:
        parts = text.split()
        starts = [i for i in range(len(words)) if list(words[i : i + len(parts)]) == parts]
        return [Found(i, i + len(parts), kind, self.told.score) for i in starts]


def analysed(text: str, told: Told) -> tuple[str, Layers]:
    """The cleaned text and its layers, read by a model that says what it is told."""
    world = replace(load_world("de", "none"), encoder=Teller(told))
    done = compile_article((TITLE + text).encode(), "a.txt", world)
    assert done.document.language == "de", "the sentence needs more small German words"
    return done.document.text, done.found

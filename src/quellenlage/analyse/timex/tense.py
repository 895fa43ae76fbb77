"""Which way a sentence looks from the day of publication: by the verb above a word, without a model by its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quellenlage.dates.anchor import Direction
from quellenlage.records.layers import Sentence
from quellenlage.records.parse import Parse, Word
from quellenlage.text.span import Span
from quellenlage.text.tree import Tree
from quellenlage.world import World

_AUXILIARY = ("aux", "aux:pass", "cop")
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True)
class Tenses:
    """The tenses of one sentence; what all its expressions share is found once.

    Attributes:
        sentence: That the expressions stand in.
        parse: Of this sentence, if a model has read it.
        text: Of the document.
        world: ``language.past``, ``language.future``, ``language.perfect``, ``language.time_prepositions``.
    """

    sentence: Sentence
    parse: Parse | None
    text: str
    world: World

    def at(self, span: Span) -> Direction | None:
        """Before or after the day of publication, or None where nothing tells."""
        return self._by_words if self.parse is None else self._above(span, self.parse)

    def told_at(self, span: Span) -> Direction | None:
        """Which way the verb looks whose adverbial the expression is.

        Behind other prepositions than those of time it is what the verb is about („für den 8. Januar angekündigt“);
        of a verb of planning it may be the day that is planned („war im Mai vorgesehen“).
        Without a model it must stand behind one of time, and the words of the sentence tell the tense.
        """
        language = self.world.language
        before = self.text[max(0, span.start - 12) : span.start].split()
        preposition = before[-1].lower() if before else ""
        if preposition in language.prepositions and preposition not in language.time_prepositions:
            return None
        if self.parse is None:
            return self._by_words if preposition in language.time_prepositions else None
        inside = self._inside(span)
        heads = {self._tree.heads[i] for i in inside} - {*inside, -1}
        if len(heads) != 1:
            return None
        head = heads.pop()
        helpers = [self.parse.words[c] for c in self._tree.children(head, _AUXILIARY)]
        verb = self.parse.words[head]
        if verb.lemma.lower() in language.planning:
            return None
        return _clause([verb, *helpers], self.world) if helpers or verb.upos in _VERBS else None

    @cached_property
    def _by_words(self) -> Direction | None:
        words = [token.of(self.text).lower() for token in self.sentence.tokens]
        past = sum(word in self.world.language.past for word in words)
        future = sum(word in self.world.language.future for word in words)
        if future > past:
            return Direction.AFTER
        return Direction.BEFORE if past else None

    @cached_property
    def _tree(self) -> Tree:
        return self.parse.tree() if self.parse else Tree((), ())

    @cached_property
    def _ends(self) -> tuple[list[int], list[int]]:
        words = self.parse.words if self.parse else ()
        return [word.span.start for word in words], [word.span.end for word in words]

    def _inside(self, span: Span) -> range:
        """Words of an expression, as indexes."""
        starts, ends = self._ends
        return range(bisect_right(ends, span.start), bisect_left(starts, span.end))

    def _above(self, span: Span, parse: Parse) -> Direction | None:
        """What the nearest clause above the words of an expression tells."""
        at = next(reversed(self._inside(span)), -1)
        while at >= 0:
            verbs = [parse.words[at], *(parse.words[c] for c in self._tree.children(at, _AUXILIARY))]
            said = _clause(verbs, self.world) if any(word.upos in _VERBS for word in verbs) else None
            if said is not None:
                return said
            at = self._tree.heads[at]
        return None


def _clause(verbs: list[Word], world: World) -> Direction | None:
    """The tense of a verb with its auxiliaries; the present of what is no saying announces what is to come."""
    lemmas = set(_lemmas(verbs))
    infinitive = any(word.has("VerbForm", "Inf") for word in verbs)
    if any(word.has("Tense", "Past") and word.has("VerbForm", "Fin") and word.has("Mood", "Ind") for word in verbs):
        return None if infinitive and lemmas & world.language.future_auxiliaries else Direction.BEFORE
    participle = any(word.has("VerbForm", "Part") for word in verbs)
    if participle and lemmas & world.language.perfect:
        return Direction.BEFORE
    if infinitive and lemmas & world.language.future_auxiliaries:
        return Direction.AFTER
    # „er komme im Mai“: what is reported in the present is still to come too.
    told = any(word.has("Tense", "Pres") and word.has("VerbForm", "Fin") for word in verbs)
    said = lemmas & world.language.cue_lemmas and not lemmas & world.language.planning
    return Direction.AHEAD if told and not said else None


def _lemmas(verbs: list[Word]) -> Iterator[str]:
    for word in verbs:
        if word.upos in _VERBS:
            yield word.lemma.lower()

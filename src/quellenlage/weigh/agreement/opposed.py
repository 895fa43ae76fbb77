"""Whether an assertion and an objection that a claim holds are plainly about one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.records.document import Passage
from quellenlage.records.wording import CONTENT, FAMILIES, Sort, Term
from quellenlage.text.align import align
from quellenlage.weigh.agreement.tellings import Told, content_of, weight_of_terms
from quellenlage.world import World

# Passages of fewer words say too little to stand for an assertion.
_FEWEST = 4
# An objection that points back („die Vorwürfe der Opposition“) has no more words.
_SHORT = 8
# Words of content that both must share within an article and across articles, and the share of the smaller passage
# (set by hand on piles of german-news-2020).
_HERE, _ACROSS, _SHARE = 1, 2, 0.34
_NOUNS = frozenset({Sort.NOUN, Sort.NAME})


@dataclass(frozen=True, slots=True)
class Comparer:
    """Lays passages of claims side by side.

    Attributes:
        told: The sentences of every article.
    """

    told: Mapping[str, Told]
    world: World

    def says_something(self, passage: Passage) -> bool:
        """Whether a passage is long enough to stand for an assertion."""
        return len(passage.text.split()) >= _FEWEST

    def points_back(self, passage: Passage) -> bool:
        """Whether an objection only names what was said before: „die Vorwürfe“, „dies“, „den Bericht der Zeitung“."""
        words, language = passage.text.lower().split(), self.world.language
        stems = tuple(sorted(language.accusations))
        if len(words) > _SHORT:
            return False
        if any(word.startswith(stems) for word in words):
            return True
        terms, data = content_of([passage], self.told), language.comparison
        reports = data is not None and any(term.lemma in data.accusations for term in terms)
        return reports or (words[0] in language.demonstratives and self._is_pronoun(passage, terms))

    def _is_pronoun(self, passage: Passage, terms: Sequence[Term]) -> bool:
        """Whether no noun stands behind the first word: „das“ in „das sei falsch“."""
        return passage.article in self.told and not any(term.sort in _NOUNS for term in terms)

    def may_oppose(self, assertion: Passage, objection: Passage) -> bool:
        """Whether an assertion tells what an objection with words of its own denies, by the words that both share.

        An assertion with a negation is left out: it may say the same as the objection.
        """
        if self.is_negated(assertion):
            return False
        return self.share(assertion, objection, _HERE if assertion.article == objection.article else _ACROSS)

    def share(self, one: Passage, other: Passage, fewest: int, part: float = _SHARE) -> bool:
        """Whether two passages share so many words of content, not names alone, and so much of the smaller one."""
        telling = self._shared(one, other)
        least = min(weight_of_terms(content_of([passage], self.told)) for passage in (one, other))
        words = any(term.sort is not Sort.NAME for term in telling)
        return words and len(telling) >= fewest and weight_of_terms(telling) >= part * least

    def share_predicate(self, one: Passage, other: Passage) -> bool:
        """Whether two passages share a full verb and a noun."""
        sorts = {term.sort for term in self._shared(one, other)}
        return {Sort.VERB, Sort.NOUN} <= sorts

    def _shared(self, one: Passage, other: Passage) -> list[Term]:
        left, right = content_of([one], self.told), content_of([other], self.told)
        aligned = align(left, right, CONTENT, FAMILIES)
        pairs = [left[i] for i, _ in (*aligned.equal, *aligned.akin)]
        return [term for term in pairs if term.lemma not in self.world.language.function_words]

    def is_negated(self, passage: Passage) -> bool:
        """Whether a passage holds a negation."""
        return any(term.sort is Sort.NEGATION for term in self._terms(passage))

    def _terms(self, passage: Passage) -> Sequence[Term]:
        if passage.article not in self.told:
            return ()
        tellings = self.told[passage.article].between(passage.start, passage.end)
        return [
            term
            for telling in tellings
            for term in telling.terms
            if passage.start <= telling.document.alignment.to_source(term.span).start < passage.end
        ]

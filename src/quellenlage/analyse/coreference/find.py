"""References of one article: read from the first word to the last, each anaphor decided when it comes.

Precision before recall: what two may mean nearly as well stays open.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from quellenlage.analyse.coreference.anaphors import (
    find_known_nouns,
    find_pronouns,
    is_nominal,
    name_beside,
    relative_noun,
)
from quellenlage.analyse.coreference.individuals import Individual, describe, join, local_keys
from quellenlage.analyse.coreference.nominal import find_pair, rank_office, rank_person, rank_thing
from quellenlage.analyse.coreference.salience import NOUNS, Anaphor, Seen, owner_of, rank
from quellenlage.analyse.coreference.scene import Noun, Scene
from quellenlage.records.document import Document
from quellenlage.records.layers import Candidate, EntityType, Layers, MentionForm, Reference
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World

# The least that speaks for an antecedent, and its share beside the next; by kind (set on texts outside of the sets).
_LEAST = {"personal": 14.0, "possessive": 14.0, "office": 0.3, "person": 0.15, "thing": 0.12}
_SHARE = {"personal": 0.55, "possessive": 0.55, "office": 0.56, "person": 0.6, "thing": 0.55}
_KEPT = 3
# Of so many persons, those who were named first last, the offices are remembered.
_HOLDERS = 100
# So many nouns back the first of two that are joined is looked for.
_NEAR = 12
_RULES = {
    "personal": "pronoun, most salient", "possessive": "possessive, most salient", "relative": "relative clause",
    "office": "office", "person": "noun for a person", "thing": "noun for a kind", "pair": "pair",
}  # fmt: skip


def find_references(document: Document, found: Layers, world: World) -> tuple[Reference, ...]:
    """Find what pronouns and known nouns stand for.

    Args:
        document: Cleaned.
        found: ``sentences``, ``timexes``, ``mentions``; without ``parses`` nothing is found.
        world: ``language.coreference``, and the kb for kinds, genders and offices.

    Returns:
        Sorted by span; those without an antecedent are the ones that stay open.
    """
    if not found.parses or not world.language.coreference.personal:
        return ()
    reader = _Reader(document, found, world)
    for number in range(len(found.parses)):
        reader.read(number)
    return tuple(sorted(reader.references, key=lambda r: (r.span, r.form)))


class _Reader:
    """An article as far as it was read."""

    def __init__(self, document: Document, found: Layers, world: World) -> None:
        self.scene = Scene(document, found, world)
        self.references: list[Reference] = []
        self._keys = local_keys(found.mentions, self.scene)
        self._taken = Mask(len(document.text), (m.span for m in found.mentions))
        self._taken.take(timex.span for timex in found.timexes)
        self._individuals: dict[str, Individual] = {}
        self._seen: list[Seen] = []
        self._nominal: dict[str, str] = {}
        self._titled: deque[str] = deque(maxlen=_HOLDERS)

    def read(self, number: int) -> None:
        """Read one sentence: its nouns and anaphors in their order."""
        anaphors = [*find_pronouns(number, self.scene), *find_known_nouns(number, self.scene, self._taken)]
        beside = {noun: name for noun in self.scene.nominal(number) if (name := name_beside(noun, self.scene))}
        anaphors = [a for a in anaphors if a.noun.word not in {noun.word for noun in beside}]
        known = {a.noun.word for a in anaphors}
        nouns = [
            n for n in self.scene.nouns_in(number) if n.word not in known or not (n.mention is None or is_nominal(n))
        ]
        items: list[Anaphor | Noun] = sorted((*anaphors, *nouns), key=_place)
        for item in items:
            if isinstance(item, Noun) and item in beside:
                self._stand_beside(item, beside[item])
            elif isinstance(item, Noun):
                self._meet(item)
            else:
                self._resolve(item)

    def _meet(self, noun: Noun) -> str:
        """Note a noun; a new individual where it is a mention."""
        key = f"noun {noun.span.start}"
        if noun.mention is not None:
            key = self._keys.get(noun.mention) or self._nameless(noun)
            self._describe(noun, key)
        self._seen.append(Seen(noun, key))
        self._join(noun, key)
        return key

    def _stand_beside(self, noun: Noun, name: Noun) -> None:
        """An actor beside his name: what he is called there is one of his titles."""
        assert name.mention is not None
        key = self._keys[name.mention]
        individual = self._describe(name, key)
        individual.nouns.pop()
        form = self.scene.form(noun.sentence, noun.word)
        if individual.type is EntityType.PER:
            individual.offices.add(self.scene.words_of.title(form))
            individual.countries |= self.scene.states_of(noun.sentence, noun.word)
            self._seen.append(Seen(noun, key))
        else:
            individual.introduced |= self.scene.called_by(form)
            beside = self._nameless(noun)
            self._describe(noun, beside).is_beside = True
            self._seen.append(Seen(noun, beside))
        by = By("beside the name")
        self.references.append(
            Reference(span=noun.span, form=MentionForm.NOMINAL, antecedents=(name.mention.span,), by=by)
        )

    def _join(self, noun: Noun, key: str) -> None:
        """„X and Y“ are a group too."""
        word = self.scene.word(noun.sentence, noun.word)
        if noun.mention is None or word.relation != "conj" or noun.mention.derived:
            return
        place = (noun.sentence, word.head)
        for item in reversed(self._seen[-_NEAR:-1]):
            other = self._individuals.get(item.key)
            if (item.noun.sentence, item.noun.word) == place and other and other.type is self._individuals[key].type:
                group = tuple(dict.fromkeys((*(other.members or (item.key,)), key)))
                if len(group) > 1:
                    joined = join(group, self._individuals)
                    whole = Noun(item.noun.span, noun.sentence, item.noun.word, noun.role, frozenset({"pl"}))
                    self._seen.append(Seen(whole, joined))
                return

    def _describe(self, noun: Noun, key: str) -> Individual:
        individual = describe(noun, key, self._individuals, self.scene)
        if individual.type is EntityType.PER and individual.named and key not in self._titled:
            self._titled.append(key)
        return individual

    def _nameless(self, noun: Noun) -> str:
        """An actor without a name is the one before who is called by the same noun, where an article tells it."""
        assert noun.mention is not None
        stem = self.scene.words_of.title(noun.mention.name)
        known = self.scene.article(noun.sentence, noun.word) >= 0
        if not known or stem not in self._nominal:
            self._nominal[stem] = f"nameless {noun.span.start}"
        return self._nominal[stem]

    def _resolve(self, anaphor: Anaphor) -> None:
        keys: tuple[str, ...] = ()
        ranked: list[tuple[str, float]] = []
        seen = [*self._seen[-NOUNS:], *self._ahead(anaphor)]
        if anaphor.kind == "relative":
            keys = self._of_relative(anaphor)
        elif anaphor.kind == "pair":
            keys = find_pair(anaphor, seen, self._individuals, self.scene)
        else:
            ranked = self._rank(anaphor, seen)
            keys = self._decided(anaphor.kind, ranked)
        members = [m for key in keys for m in self._members(key)]
        spans = tuple(span for key in members if (span := self._latest(key)))
        if anaphor.noun.mention is not None and not spans:
            self._note(anaphor, (), ranked)
            self._meet(anaphor.noun)
            return
        if anaphor.kind != "relative" or spans:
            self._note(anaphor, spans, ranked)
        key = f"open {anaphor.noun.span.start}"
        if spans:
            key = keys[0] if len(keys) == 1 else join(keys, self._individuals)
            self._learn(anaphor, key)
        agrees = self._individuals[key].agrees if key in self._individuals else anaphor.agrees
        noun = anaphor.noun
        self._seen.append(Seen(Noun(noun.span, noun.sentence, noun.word, noun.role, agrees or anaphor.agrees), key))

    def _ahead(self, anaphor: Anaphor) -> list[Seen]:
        """„In ihrer Rede sagte Roth“: the subject behind a possessive, if the article has named him before."""
        place = owner_of(anaphor, self.scene)
        if place is None or place[1] < anaphor.noun.word:
            return []
        nouns = [noun for noun in self.scene.nouns_at(*place) if noun.mention is not None]
        keys = [self._keys.get(noun.mention) for noun in nouns if noun.mention is not None]
        return [Seen(noun, key) for noun, key in zip(nouns, keys, strict=True) if key in self._individuals]

    def _members(self, key: str) -> tuple[str, ...]:
        individual = self._individuals.get(key)
        return individual.members if individual and individual.members else (key,)

    def _learn(self, anaphor: Anaphor, key: str) -> None:
        """What words that mean somebody tell of his gender."""
        individual = self._individuals.get(key)
        if individual and anaphor.kind in ("personal", "office", "person") and anaphor.agrees & individual.agrees:
            individual.agrees &= anaphor.agrees

    def _rank(self, anaphor: Anaphor, seen: Sequence[Seen]) -> list[tuple[str, float]]:
        if anaphor.kind == "office":
            return rank_office(anaphor, seen, self._holders(), self.scene)
        if anaphor.kind == "person":
            return rank_person(anaphor, seen, self._individuals, self.scene)
        if anaphor.kind == "thing":
            return rank_thing(anaphor, seen, self._individuals, self.scene)
        return rank(anaphor, seen, self._individuals, self.scene)

    def _holders(self) -> dict[str, Individual]:
        """The persons with titles who were named last, a bounded number."""
        return {key: self._individuals[key] for key in self._titled}

    def _decided(self, kind: str, ranked: Sequence[tuple[str, float]]) -> tuple[str, ...]:
        """The first, if enough speaks for it and little for the next."""
        if not ranked or ranked[0][1] < _LEAST[kind] or ranked[0][0] not in self._individuals:
            return ()
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        return (ranked[0][0],) if ranked[0][1] / (ranked[0][1] + second) >= _SHARE[kind] else ()

    def _of_relative(self, anaphor: Anaphor) -> tuple[str, ...]:
        word = relative_noun(anaphor, self.scene)
        place = (anaphor.noun.sentence, word)
        found = [
            s.key for s in self._seen[-NOUNS:] if (s.noun.sentence, s.noun.word) == place and s.noun.role != "part"
        ]
        return tuple(key for key in found[-1:] if key in self._individuals)

    def _latest(self, key: str) -> Span | None:
        """The mention of an individual that was read last, a name before others."""
        nouns = self._individuals[key].nouns if key in self._individuals else []
        mentions = [n.mention for n in nouns if n.mention is not None and not n.mention.derived]
        names = [m.span for m in mentions if m.form is MentionForm.NAME]
        others = [n.span for n in nouns]
        return next(iter((names or others)[-1:]), None)

    def _note(self, anaphor: Anaphor, spans: tuple[Span, ...], ranked: Sequence[tuple[str, float]]) -> None:
        whole = sum(value for _, value in ranked[:_KEPT]) or 1.0
        candidates = tuple(
            Candidate(span=span, score=round(value / whole, 3))
            for key, value in ranked[:_KEPT]
            if (span := self._latest(key))
        )
        pronoun = anaphor.kind in ("personal", "possessive", "relative")
        self.references.append(
            Reference(
                span=anaphor.noun.span,
                form=MentionForm.PRONOUN if pronoun else MentionForm.NOMINAL,
                antecedents=spans,
                candidates=candidates,
                person=next(iter(anaphor.agrees)) if len(anaphor.agrees) == 1 else "",
                by=By(_RULES[anaphor.kind]),
            )
        )


def _place(item: Anaphor | Noun) -> tuple[int, int]:
    span = item.noun.span if isinstance(item, Anaphor) else item.span
    return span.start, span.end

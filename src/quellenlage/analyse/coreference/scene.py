"""The nouns of an article in order: which mention each is, where it stands in its sentence, with what it agrees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quellenlage.records.document import Document
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm
from quellenlage.records.parse import Parse, Word
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.text.tree import Tree
from quellenlage.world import World

SINGULAR = frozenset({"m", "f", "n"})
ANY = SINGULAR | {"pl"}
_GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
# Relations of the Universal Dependencies to what a noun is in its clause.
_ROLES = {
    "nsubj": "subject", "nsubj:pass": "subject", "csubj": "subject", "obj": "object", "iobj": "object",
    "obl:arg": "object", "obl": "oblique", "obl:agent": "oblique", "nmod": "attribute", "appos": "apposition",
    "flat": "apposition", "flat:name": "apposition",
}  # fmt: skip
# Relations of what tells of which state an office is.
_ATTRIBUTES = ("nmod", "amod", "det", "nmod:poss", "compound")
# What may be introduced by a noun, and relations of a name to that noun.
_THINGS = frozenset({EntityType.ORG, EntityType.MISC, EntityType.FAC})
_NAMED = frozenset({"appos", "flat", "flat:name"})
# A noun of fewer letters ends too many others.
NOUN_LENGTH, _LONGEST = 4, 40
# A chain of joined nouns is followed up so far.
_UP = 6


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun by its head.

    Attributes:
        span: Of the mention, else of the word.
        sentence: Index of the parse.
        word: Index of the head in its parse.
        role: subject, object, oblique, attribute, apposition, part (of a compound) or other.
        agrees: With which of m, f, n, pl it may agree.
        mention: None for a common noun.
    """

    span: Span
    sentence: int
    word: int
    role: str
    agrees: frozenset[str]
    mention: Mention | None = None


def _acting(world: World) -> frozenset[str]:
    """Verbs of events whose subject must be one who acts, by all types that they may tell."""
    kinds = world.ontology.events
    needing = {
        name for name, kind in kinds.items()
        if any(role.required and not role.thing and "subject" in role.relations for role in kind.roles)
    }  # fmt: skip
    actors, lemmas = world.language.triggers.actors, world.language.triggers.lemmas
    return frozenset(
        lemma
        for lemma in actors.keys() | lemmas.keys()
        if needing.issuperset((*actors.get(lemma, ()), *lemmas.get(lemma, ())))
    )


class Scene:
    """An article while its references are found.

    Attributes:
        nouns: In order of the text.
        introduced: Ends of the nouns that have introduced an organisation or a thing, small.
        acting: Dictionary forms of verbs whose subject is somebody, and no thing.
    """

    def __init__(self, document: Document, found: Layers, world: World) -> None:
        self.text = document.text
        self.world = world
        self.acting = _acting(world)
        self.parses = found.parses
        self.words_of = world.language.coreference
        self._starts = [parse.span.start for parse in found.parses]
        self._word_starts = [[word.span.start for word in parse.words] for parse in found.parses]
        self._trees: dict[int, Tree] = {}
        self._direct = Mask(len(document.text), (r.span for p in found.parses for r in p.roles if is_direct(r)))
        self.introduced: set[str] = set()
        self.nouns = self._nouns(found)
        self._nominal: dict[int, list[Noun]] = {}
        self._of_sentence: dict[int, list[Noun]] = {}
        self._at: dict[tuple[int, int], list[Noun]] = {}
        for noun in self.nouns:
            self._at.setdefault((noun.sentence, noun.word), []).append(noun)
            self._of_sentence.setdefault(noun.sentence, []).append(noun)
            if noun.mention is not None and noun.mention.form is MentionForm.NOMINAL:
                self._nominal.setdefault(noun.sentence, []).append(noun)

    def tree(self, sentence: int) -> Tree:
        """The tree of a sentence, made once."""
        if sentence not in self._trees:
            self._trees[sentence] = self.parses[sentence].tree()
        return self._trees[sentence]

    def word(self, sentence: int, index: int) -> Word:
        """A word of a sentence."""
        return self.parses[sentence].words[index]

    def form(self, sentence: int, index: int) -> str:
        """The characters of a word."""
        return self.word(sentence, index).span.of(self.text)

    def is_quoted(self, span: Span) -> bool:
        """Whether it stands in somebody's own words."""
        return self._direct.touches(span)

    def sentence_at(self, position: int) -> int:
        """Index of the parse at a position; -1 before the first."""
        return bisect_right(self._starts, position) - 1

    def words_in(self, span: Span) -> tuple[int, range]:
        """The sentence of a span, and the words that touch it."""
        sentence = max(0, self.sentence_at(span.start))
        starts = self._word_starts[sentence]
        return sentence, range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))

    def head_in(self, span: Span) -> tuple[int, int]:
        """Sentence and index of the word in ``span`` on which the others hang."""
        sentence, inside = self.words_in(span)
        words = self.parses[sentence].words
        heads = [i for i in inside if words[i].head not in inside]
        heads.sort(key=lambda i: words[i].upos == "DET")
        return sentence, heads[0] if heads else inside.start

    def role(self, sentence: int, index: int) -> str:
        """What a noun is in its clause; one that is joined to another is what that is."""
        words = self.parses[sentence].words
        for _ in range(_UP):
            if words[index].relation != "conj" or words[index].head < 0:
                break
            index = words[index].head
        return _ROLES.get(words[index].relation, "other")

    def nouns_in(self, number: int) -> tuple[Noun, ...]:
        """The nouns of one sentence, in order."""
        return tuple(self._of_sentence.get(number, ()))

    def nouns_at(self, number: int, index: int) -> tuple[Noun, ...]:
        """The nouns whose head is a word."""
        return tuple(self._at.get((number, index), ()))

    def states_of(self, number: int, index: int) -> set[str]:
        """The ids of states whose adjective, genitive or first part of a compound belongs to a noun."""
        found = set()
        for child in (index, *self.tree(number).children(index, _ATTRIBUTES)):
            for noun in self.nouns_at(number, child):
                mention = noun.mention
                is_state = mention is not None and mention.type is EntityType.GPE and bool(mention.candidates)
                if is_state and mention is not None and (child != index or noun.role == "part"):
                    found.add(mention.candidates[0])
        return found

    def introduce(self, noun: Noun) -> set[str]:
        """Nouns that introduce the name of an organisation, small: „die Reederei X“, „X, ein Hersteller von Pumpen“."""
        if noun.mention is None or noun.mention.type not in _THINGS or noun.mention.form is not MentionForm.NAME:
            return set()
        words = self.parses[noun.sentence].words
        beside = [*self.tree(noun.sentence).children(noun.word, ("appos", "compound"))]
        beside += [words[noun.word].head] if words[noun.word].relation in _NAMED else []
        nouns = (words[i] for i in beside if words[i].upos == "NOUN" and not words[i].has("Number", "Plur"))
        outside = (word.span.of(self.text) for word in nouns if not word.span.overlaps(noun.mention.span))
        return {small for form in outside for small in self.called_by(form)}

    def called_by(self, form: str) -> set[str]:
        """The noun by which something is introduced, small; its ends are remembered."""
        noun = self.words_of.noun(form).lower()
        self.introduced.update(ends_of(noun))
        return {noun}

    def nominal(self, number: int) -> tuple[Noun, ...]:
        """The mentions of actors without a name in one sentence."""
        return tuple(self._nominal.get(number, ()))

    def _nouns(self, found: Layers) -> tuple[Noun, ...]:
        if not found.parses:
            return ()
        taken = Mask(len(self.text), (timex.span for timex in found.timexes))
        nouns = []
        for mention in found.mentions:
            whole = (
                Span(min(mention.span.start, mention.title.start), mention.span.end) if mention.title else mention.span
            )
            taken.take((whole,))
            nouns.append(self._of_mention(mention, whole))
        nouns += [noun for number, parse in enumerate(found.parses) for noun in self._common(number, parse, taken)]
        return tuple(sorted(nouns, key=lambda n: (n.span.start, n.span.end)))

    def _of_mention(self, mention: Mention, whole: Span) -> Noun:
        sentence, head = self.head_in(whole)
        own = self.head_in(mention.span)[1]
        word = self.word(sentence, own)
        inside = word.span.start < mention.span.start or word.span.end > mention.span.end + 1
        role = "part" if inside or mention.derived else self.role(sentence, head)
        return Noun(mention.span, sentence, head, role, self._mention_agrees(mention, sentence, own, inside), mention)

    def _mention_agrees(self, mention: Mention, sentence: int, word: int, inside: bool) -> frozenset[str]:
        if mention.type is EntityType.PER:
            if mention.person == "pl":
                return frozenset({"pl"})
            if mention.form is MentionForm.NOMINAL:
                return self.agreement(sentence, word)
            return frozenset({mention.person}) if mention.person else frozenset("mf")
        article = self.article(sentence, word)
        if article >= 0 and not inside:
            agreed = _of_features(self.word(sentence, article))
            if agreed:
                return agreed
        if mention.type in (EntityType.GPE, EntityType.LOC):
            return frozenset("n") if not self.word(sentence, word).has("Number", "Plur") or inside else ANY
        return ANY if inside else self.agreement(sentence, word) or ANY

    def article(self, sentence: int, word: int) -> int:
        """The index of the article or demonstrative of a noun; -1 without one."""
        for child in self.tree(sentence).children(word, ("det",)):
            if child < word and self.form(sentence, child).lower() in self.words_of.definite:
                return child
        return -1

    def agreement(self, sentence: int, word: int) -> frozenset[str]:
        """With what a word agrees by its own form and its article; all where nothing tells."""
        return _of_features(self.word(sentence, word)) or ANY

    def _common(self, number: int, parse: Parse, taken: Mask) -> Iterator[Noun]:
        for index, word in enumerate(parse.words):
            if word.upos == "NOUN" and not taken.touches(word.span):
                agrees = _of_features(word) or ANY
                yield Noun(word.span, number, index, self.role(number, index), agrees)


def ends_of(word: str) -> tuple[str, ...]:
    """What a word may end in that is a noun itself, the longest first; no noun is longer than ``_LONGEST``."""
    first = max(0, len(word) - _LONGEST)
    return tuple(word[at:] for at in range(first, max(first, len(word) - NOUN_LENGTH) + 1))


def _of_features(word: Word) -> frozenset[str]:
    if word.has("Number", "Plur"):
        return frozenset({"pl"})
    told = frozenset(letter for name, letter in _GENDERS.items() if word.has("Gender", name))
    return told or (SINGULAR if word.has("Number", "Sing") else frozenset())


def is_direct(role: object) -> bool:
    """Whether a part of a quotation is somebody's own words."""
    return getattr(role, "kind", "") == "quote" and getattr(role, "type", "") == "direct"


def within(words: Sequence[Word], index: int, head: int) -> bool:
    """Whether a word is ``head`` or hangs on it, a few steps down."""
    for _ in range(_UP):
        if index == head:
            return True
        if index < 0:
            return False
        index = words[index].head
    return False

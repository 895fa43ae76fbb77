"""One sentence with its tree, and what the layers before found in it, by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

from quellenlage.dates.anchor import Bound, Direction
from quellenlage.lang.certainty import Certainty
from quellenlage.lang.language import Language
from quellenlage.records.layers import (
    EntityType,
    Layers,
    Mention,
    MentionForm,
    Quotation,
    QuotationType,
    Reference,
    Timex,
)
from quellenlage.records.parse import Parse, Word
from quellenlage.text.span import Span
from quellenlage.text.tree import Tree
from quellenlage.world import World

ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE})
PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
NOUNS = frozenset({"NOUN", "PROPN"})
HELPERS = ("aux", "aux:pass", "cop")
# A name may stand behind its head noun: „Präsidentin Eva Roth“, „die Stadt Ulm“.
_SUBJECT = "nsubj"
_NAMES = ("flat", "flat:name", "appos", "compound", "nmod:appos")
# How deep a name may stand below its head noun, and how many actors one row of „und“ may hold.
_DEPTH = 3
_ROW = 12
# Words between two joined actors: the conjunction, article, adjectives and title.
_BETWEEN = 5


class _Placed(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands."""


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True)
class Scene:
    """A sentence as the finder of events asks about it again and again.

    Attributes:
        index: Of the sentence in its layer.
        mentions: In the sentence, in order; ``timexes``, ``references`` and ``quotations`` likewise, of these all that
            overlap it.
        named: The mentions of the article by their spans.
    """

    index: int
    parse: Parse
    text: str
    world: World
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    named: Mapping[Span, Mention] = field(default_factory=dict)
    words: tuple[Word, ...] = field(init=False)
    tree: Tree = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.parse.words)
        object.__setattr__(self, "tree", self.parse.tree())

    @property
    def language(self) -> Language:
        """The wording."""
        return self.world.language

    @property
    def certainty(self) -> Certainty:
        """Words of phase and factuality."""
        return self.world.language.certainty

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words as they stand there."""
        return tuple(word.span.of(self.text) for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.span.start for word in self.words]

    def words_of(self, span: Span) -> range:
        """Indexes of the words that a stretch touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return range(first, bisect_left(self._starts, span.end))

    @cached_property
    def _mentions_at(self) -> dict[int, list[Mention]]:
        """Mentions by the words whose end they cover: „US“ is no mention of „US-Minister“."""
        table: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            for at in self.words_of(mention.span):
                if mention.span.end >= self.words[at].span.end:
                    table.setdefault(at, []).append(mention)
        return table

    @cached_property
    def parts(self) -> dict[int, tuple[Mention, ...]]:
        """Mentions inside a word that goes on behind them, by the word („Ulm-Besuch“)."""
        table: dict[int, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            at = self.words_of(Span(mention.span.end - 1, mention.span.end)).start
            if mention.span.end < self.words[at].span.end and self.words[at].span.start <= mention.span.start:
                table[at] = (*table.get(at, ()), mention)
        return table

    @cached_property
    def times(self) -> dict[int, Timex]:
        """Time expressions by the words that they touch."""
        return {at: timex for timex in self.timexes for at in self.words_of(timex.span)}

    def mention_at(self, at: int) -> Mention | None:
        """Whom a noun phrase means: the name at its head or behind it, else the noun itself."""
        own = self._mentions_at.get(at, ())
        if named := _named(own):
            return named
        titled = next((m for m in self.mentions if m.title and at in self.words_of(m.title)), None)
        if titled and titled.type is EntityType.PER:
            return titled
        nominal = next((m for m in own if not m.derived), None)
        for below in self._below(at):
            named = _named(self._mentions_at.get(below, ()))
            if named and (nominal is None or named.type is nominal.type):
                return named
        people = next((m for m in own if m.derived), None) if self.words[at].upos == "PROPN" else None
        return nominal or people

    def _below(self, at: int) -> Iterator[int]:
        level = [at]
        for _ in range(_DEPTH):
            level = [c for above in level for c in self.tree.children(above, _NAMES) if not self._owns(c, above)][:_ROW]
            yield from level

    def _owns(self, child: int, above: int) -> bool:
        """„Anna Kolbs Vater“: an apposition stands behind its noun, what stands in front is a genitive."""
        return child < above and self.tree.relations[child] == "appos"

    @cached_property
    def joined(self) -> dict[Span, tuple[Mention, ...]]:
        """Actors with „und“ and nothing but articles, titles and adjectives between them, by each of them."""
        rows: list[list[Mention]] = []
        names = [m for m in self.mentions if m.type in ACTORS and not m.derived]
        for mention in names:
            if rows and self._is_joined(rows[-1][-1], mention):
                rows[-1].append(mention)
            elif not rows or mention.span.start >= rows[-1][-1].span.end:
                rows.append([mention])
        return {mention.span: tuple(row) for row in rows if 1 < len(row) <= _ROW for mention in row}

    def _is_joined(self, left: Mention, right: Mention) -> bool:
        if left.type is not right.type or right.span.start < left.span.end:
            return False
        language = self.language
        inside = range(self.words_of(left.span).stop, self.words_of(right.span).start)
        if len(inside) > _BETWEEN or not any(self.forms[i].lower() in language.joiners for i in inside):
            return False
        own = self.words_of(right.span)
        subject = any(self.words[i].relation == "nsubj" for i in own)
        return not subject and all(
            self.forms[i].lower() in language.joiners
            or self.forms[i].lower() in language.determiners
            or self.words[i].upos == "ADJ"
            or (self.words[i].upos in NOUNS and self.words_of(right.span).start - i <= 2)
            for i in inside
        )

    @cached_property
    def _references_at(self) -> dict[int, Reference]:
        return {self.words_of(reference.span).stop - 1: reference for reference in self.references}

    def meant_at(self, at: int) -> tuple[Mention, Span] | None:
        """Whom a pronoun or noun stands for that is no name: one who is meant, and the words that mean him."""
        reference = self._references_at.get(at)
        found = [self.named[span] for span in reference.antecedents if span in self.named] if reference else []
        return (found[0], reference.span) if reference and found else None

    def speaker_at(self, at: int) -> tuple[Mention, Span] | None:
        """„Wir haben vereinbart“: in his own words the speaker is one of those whom the first person means."""
        identity, form = self.language.identity, self.forms[at].lower()
        if self.words[at].upos != "PRON" or form not in identity.singular | identity.plural:
            return None
        word = self.words[at].span
        around = [(len(quote), q) for q in self.quotations for quote in q.quotes if quote.contains(word)]
        inner = min(around, key=lambda pair: pair[0])[1] if around else None
        if inner is None or inner.type is not QuotationType.DIRECT or len(inner.speakers) != 1:
            return None
        speaker = self.named.get(inner.speakers[0])
        return (speaker, speaker.span) if speaker else None

    def derived_at(self, at: int) -> Mention | None:
        """The state or town whose adjective a word is."""
        return next((m for m in self._mentions_at.get(at, ()) if m.derived), None)

    def row(self, at: int) -> tuple[int, ...]:
        """A word and those joined to it („A, B und C“)."""
        found = [at, *self._second_subjects(at)]
        for above in found:
            joined = [c for c in self.tree.children(above, ("conj",)) if self.words[c].upos in NOUNS or above != at]
            found += [c for c in joined if self._is_led_alike(c, at)]
            if len(found) > _ROW:
                break
        return tuple(sorted(found[:_ROW]))

    def _is_led_alike(self, at: int, first: int) -> bool:
        """„zwischen A und B im Norden“: what stands behind a preposition for something else is not joined."""
        kinds = [self.language.relations.get(self.case(word), "") for word in (at, first)]
        return not self.case(at) or kinds[0] == kinds[1]

    def _second_subjects(self, at: int) -> list[int]:
        """„A und Bs Bürgermeister C kamen“, where the tree has two subjects of one verb side by side."""
        if self.tree.relations[at] != _SUBJECT:
            return []
        others = [i for i in self.tree.children(self.tree.heads[at], (_SUBJECT,)) if i > at][:_ROW]
        starts = [min(self.tree.subtree(other)) for other in others]
        joiners = self.language.joiners
        opened = [{self.forms[start - 1].lower(), self.forms[start].lower()} for start in starts]
        return [other for other, words in zip(others, opened, strict=True) if words & joiners]

    def case(self, at: int) -> str:
        """The preposition in front of a noun phrase, in small letters."""
        found = self.tree.children(at, ("case",))
        return self.forms[found[0]].lower() if found else ""

    def lemma(self, at: int) -> str:
        """The dictionary form in small letters."""
        return self.words[at].lemma.lower()

    def helpers(self, at: int) -> tuple[int, ...]:
        """Auxiliaries and modal verbs of a verb, the copula of a predicate.

        „gefunden und verhört worden sind“: what has none of its own shares those behind the last verb joined to it.
        """
        own = self.tree.children(at, HELPERS)
        if self.words[at].upos != "VERB" or self.words[at].has("VerbForm", "Fin") or (own and max(own) > at):
            return own
        joined = [c for c in self.tree.children(at, ("conj",)) if self.words[c].upos == "VERB"]
        behind = self.tree.children(joined[-1], HELPERS) if joined else ()
        return own + behind if behind and min(behind) > joined[-1] else own

    def is_passive(self, at: int) -> bool:
        """Whether the subject of a verb is the one to whom it is done.

        Not where it has an object and no auxiliary of the passive, whatever the tree calls the subject: „hat sie ihn
        festgenommen“.
        """
        if self.tree.children(at, ("aux:pass",)):
            return True
        active = self.tree.children(at, ("aux",)) and self.tree.children(at, ("obj",))
        return bool(self.tree.children(at, ("nsubj:pass",))) and not active

    def head(self, at: int) -> int:
        """The word above, -1 at the root."""
        return self.words[at].head

    def any_in(self, words: Iterable[int], name: str) -> bool:
        """Whether one of some words is in a list of ``lang.certainty``."""
        return any(name in self.classes(at) for at in words)

    def tells_future(self, words: Sequence[int]) -> bool:
        """Whether one of some words is a time to come."""
        times = [self.times[at] for at in words if at in self.times]
        if any(t.symbolic.direction is Direction.AFTER or t.symbolic.offset > 0 for t in times):
            return True
        return self.any_in(words, "later")

    def tells_since(self, words: Sequence[int]) -> bool:
        """Whether one of some words is a time from which something lasts („seit Montag“)."""
        return any(self.times[at].symbolic.bound is Bound.SINCE for at in words if at in self.times)

    def classes(self, at: int) -> frozenset[str]:
        """The lists of ``lang.certainty`` that hold a word, as it stands, in its dictionary form or without ending.

        The verb of an attribute does not count: „verbotene Tests“ took place.
        """
        table, form = self.certainty.classes, self.forms[at].lower()
        found = table.get(form, frozenset())
        if self.words[at].relation != "amod":
            found |= table.get(self.lemma(at), frozenset())
        if not found and self.words[at].upos in ("ADJ", "DET", "VERB", "PRON"):
            stems = (form.removesuffix(end) for end in self.language.adjective if end and form.endswith(end))
            found = next((table[stem] for stem in stems if stem in table), frozenset())
        return found


def _named(mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if m.form is MentionForm.NAME and not m.derived), None)


def between(items: Sequence[P], starts: Sequence[int], span: Span) -> tuple[P, ...]:
    """Those of the sorted items that lie in a stretch."""
    found = items[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    return tuple(item for item in found if item.span.end <= span.end)


def make_scenes(text: str, found: Layers, world: World) -> Iterator[Scene | None]:
    """The scene of every sentence in order, None for those without a tree."""
    mentions, timexes = found.mentions, found.timexes
    mention_starts, timex_starts = [m.span.start for m in mentions], [t.span.start for t in timexes]
    reference_starts = [r.span.start for r in found.references]
    named = {mention.span: mention for mention in mentions}
    quoted: dict[int, dict[int, Quotation]] = {}
    sentence_starts = [s.span.start for s in found.sentences]
    for number, quotation in enumerate(found.quotations):
        for quote in quotation.quotes:
            first = max(0, bisect_right(sentence_starts, quote.start) - 1)
            for index in range(first, bisect_left(sentence_starts, quote.end)):
                quoted.setdefault(index, {})[number] = quotation
    for index, sentence in enumerate(found.sentences):
        parse = found.parses[index] if found.parses else None
        if parse is None or not parse.words:
            yield None
            continue
        yield Scene(
            index=index,
            parse=parse,
            text=text,
            world=world,
            mentions=between(mentions, mention_starts, sentence.span),
            timexes=between(timexes, timex_starts, sentence.span),
            references=between(found.references, reference_starts, sentence.span),
            named=named,
            quotations=tuple(quoted.get(index, {}).values()),
        )

"""A sentence as leads are looked for in it: its tree, its mentions, its quotations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from quellenlage.kb.outlets import KbOutlet
from quellenlage.lang.language import Language
from quellenlage.lang.lead_words import LeadWords
from quellenlage.records.layers import EntityType, Mention, MentionForm, Quotation, Timex
from quellenlage.records.parse import Parse
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover
from quellenlage.text.tree import Tree

NOUNS = frozenset({"NOUN", "PROPN"})
# What hangs on a noun and is no part of its name: where it stands, what is told of it, what is joined to it.
_OUTSIDE = frozenset(
    {"case", "cc", "conj", "acl", "acl:relcl", "advcl", "parataxis", "ccomp", "cop", "nsubj", "nsubj:pass", "obj",
     "mark", "aux", "aux:pass", "advmod", "xcomp", "obl", "expl", "iobj", "csubj"}
)  # fmt: skip
# The clause of a word is looked for so many heads above it.
_HEIGHT = 12
_BRACKETS = ("(", ")")
_CONTENT = ("ccomp", "obj", "parataxis")
_CLAUSES = frozenset({"root", "ccomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis", "conj"})


@dataclass(frozen=True)
class Scene:
    """A sentence.

    Attributes:
        said: Characters of the article that somebody says.
        cues: Words of saying of all quotations that touch the sentence.
    """

    parse: Parse
    tree: Tree
    text: str
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    quotations: tuple[Quotation, ...]
    said: Mask
    language: Language
    words: LeadWords
    outlets: Mapping[str, KbOutlet]

    @cached_property
    def cues(self) -> Mask:
        """Characters of words of saying."""
        return Mask(len(self.text), (cue for q in self.quotations for cue in q.cues))

    def form(self, at: int) -> str:
        """A word in small letters."""
        return self.parse.words[at].span.of(self.text).lower()

    def children(self, at: int, relations: Collection[str]) -> tuple[int, ...]:
        """Words that hang on a word in one of these relations."""
        return self.tree.children(at, relations)

    def case(self, at: int) -> str:
        """The preposition of a noun, in small letters; empty without one."""
        return next((self.form(child) for child in self.children(at, ("case",))), "")

    def clause(self, at: int) -> int:
        """The head of the clause in which a word stands."""
        for _ in range(_HEIGHT):
            word = self.parse.words[at]
            is_verb = word.relation != "conj" or word.upos in ("VERB", "AUX")
            if word.head < 0 or (word.relation in _CLAUSES and is_verb):
                return at
            at = word.head
        return at

    def tells(self, head: int) -> bool:
        """Whether a clause says something: a word of saying, the cue of a quotation, or words in marks as content."""
        word = self.parse.words[head]
        if word.lemma in self.language.cue_lemmas or self.cues.touches(word.span):
            return True
        return any(self.said.touches(self.parse.words[child].span) for child in self.children(head, _CONTENT))

    def phrase(self, at: int) -> Span:
        """A noun with its article, attributes, genitive and apposition, in one piece."""
        inside = {at}
        todo = [at]
        while todo:
            head = todo.pop()
            for child in self.tree.children(head):
                relation = self.parse.words[child].relation
                if relation in _OUTSIDE and not (head != at and relation in ("case", "advmod")):
                    continue
                if self.parse.words[child].upos == "PUNCT":
                    continue
                inside.add(child)
                todo.append(child)
        first = last = at
        gap = {i for i, word in enumerate(self.parse.words) if word.upos == "PUNCT"} if len(inside) > 1 else set()
        while first - 1 in inside or (first - 1 in gap and first - 2 in inside):
            first -= 1
        while last + 1 in inside or (last + 1 in gap and last + 2 in inside):
            last += 1
        while first < at and self.parse.words[first].upos in ("ADP", "PUNCT"):
            first += 1
        if first and self.parse.words[first - 1].upos == "DET" and first - 1 not in inside:
            first -= 1
        return self._closed(cover((self.parse.words[first].span, self.parse.words[last].span)))

    def _closed(self, span: Span) -> Span:
        """With the mark that closes a title in it, without marks around the whole."""
        words = span.of(self.text)
        for opening, closing in (*self.language.quotation_marks, _BRACKETS):
            inner = words[1:] if words.startswith(opening) else words
            behind = self.text[span.end : span.end + 1]
            if opening in inner and closing not in inner[inner.index(opening) + 1 :] and behind == closing:
                return Span(span.start, span.end + 1)
            if words.startswith(opening) and closing not in inner:
                return Span(span.start + 1, span.end)
        return span

    def mention_in(self, span: Span) -> Mention | None:
        """The first mention in a stretch that may be a holder: a person, else a name, else any."""
        inside = [m for m in self.mentions if m.span.overlaps(span) and not m.derived]
        names = [m for m in inside if m.form is MentionForm.NAME]
        person = next((m for m in names if m.type is EntityType.PER), None)
        return person or next(iter((*names, *inside)), None)

    def is_in_marks(self, span: Span) -> bool:
        """Whether a name stands in quotation marks."""
        before, behind = self.text[max(0, span.start - 1) : span.start], self.text[span.end : span.end + 1]
        return any(before == a and behind == b for a, b in self.language.quotation_marks)

    def is_to_readers(self, head: int) -> bool:
        """Whether a clause speaks of readers or writers: „finden Sie in unserem Bericht“."""
        subjects = self.children(head, ("nsubj",))
        return any(self.parse.words[i].span.of(self.text) in self.words.readers for i in subjects)

    def outlet_of(self, mention: Mention) -> KbOutlet | None:
        """The medium or agency that a name means."""
        return next((self.outlets[c] for c in mention.candidates[:1] if c in self.outlets), None)

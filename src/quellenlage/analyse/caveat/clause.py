"""The clauses of a sentence: which words belong to which, told from the dependency tree."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.records.parse import Parse
from quellenlage.text.span import Span

# Relations whose word is the head of a clause; an ``xcomp`` without a subject belongs to the clause of its head.
_HEADS = frozenset({"root", "ccomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis"})
# Clauses that stand beside the one they hang on, and are no part of it.
_BESIDE = frozenset({"conj", "parataxis"})
_PREDICATE = frozenset({"cop", "aux", "aux:pass", "nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause.

    Attributes:
        head: Index of its highest word.
        words: Indices of its own words, in order, without those of clauses in it.
        first: Index of its first word, one of a clause in it too.
        last: Index of its last word.
        parent: Index of the word that it hangs on; -1 for the main clause.
    """

    head: int
    words: tuple[int, ...]
    first: int
    last: int
    parent: int

    def span(self, parse: Parse) -> Span:
        """From the first to the last word."""
        return Span(parse.words[self.first].span.start, parse.words[self.last].span.end)


def find_clauses(parse: Parse) -> tuple[Clause, ...]:
    """All clauses of a sentence, in the order of their heads; linear in its words."""
    words = parse.words
    children: list[list[int]] = [[] for _ in words]
    order: list[int] = []
    for at, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(at)
        else:
            order.append(at)
    home = [-1] * len(words)
    for at in order:
        home[at] = at if words[at].head < 0 or _is_head(at, parse, children[at]) else home[words[at].head]
        order.extend(children[at])
    first, last = _extents(order, home, parse)
    own: dict[int, list[int]] = {}
    for at in range(len(words)):
        own.setdefault(home[at], []).append(at)
    return tuple(Clause(head, tuple(own[head]), first[head], last[head], words[head].head) for head in sorted(own))


def _is_head(at: int, parse: Parse, children: list[int]) -> bool:
    word = parse.words[at]
    if word.relation in _HEADS:
        return True
    is_verb = word.relation == "conj" and word.upos in ("VERB", "AUX")
    has_predicate = any(parse.words[c].relation in _PREDICATE for c in children)
    return is_verb or (word.relation in ("conj", "xcomp") and has_predicate)


def _extents(order: list[int], home: list[int], parse: Parse) -> tuple[dict[int, int], dict[int, int]]:
    """First and last word of every clause, with the clauses in it and without those beside it, and without signs."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at in reversed(order):
        head, word = home[at], parse.words[at]
        if word.upos != "PUNCT":
            first[head] = min(first.get(head, at), at)
            last[head] = max(last.get(head, at), at)
        first.setdefault(head, head)
        last.setdefault(head, head)
        if head == at and word.head >= 0 and word.relation not in _BESIDE:
            outer = home[word.head]
            first[outer] = min(first.get(outer, outer), first[at])
            last[outer] = max(last.get(outer, outer), last[at])
    return first, last

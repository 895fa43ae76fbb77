"""The clause in which an act of speech is reported, with its word of saying and its subject."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quellenlage.records.layers import Layers, Quotation, QuotationType
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

_VERBS = frozenset({"VERB", "AUX"})
# Relations by which a word belongs to the clause of its head.
_CLAUSES = frozenset({"conj", "parataxis", "advcl", "acl", "acl:relcl", "ccomp", "csubj"})
# What opens or closes a clause and is no part of it.
_EDGES = frozenset({"punct", "cc"})
# Longer clauses are lists or lost full stops (set by hand).
_MAX_WORDS = 60


def with_reports(quotations: Sequence[Quotation], found: Layers) -> Iterator[Quotation]:
    """Reported speech with the clause that reports it; without a parse the quote alone stays.

    Args:
        quotations: In order.
        found: ``sentences`` and ``parses``.
    """
    starts = [sentence.span.start for sentence in found.sentences]
    clauses: dict[int, Mapping[int, tuple[int, int]]] = {}
    for quotation in quotations:
        if quotation.type is QuotationType.REPORTED and quotation.cues and found.parses:
            at = max(0, bisect_right(starts, quotation.cues[0].start) - 1)
            if at not in clauses:
                clauses = {at: _clauses(found.parses[at])}
            quotation = replace(quotation, report=_report(quotation, found.parses[at], clauses[at]))
        yield quotation


def _clauses(parse: Parse) -> dict[int, tuple[int, int]]:
    """First and last word of the clause around each word that heads one, found in two passes."""
    tree = parse.tree()
    head_of = [-1] * len(parse.words)
    order, todo = [], list(tree.roots())
    while todo:
        at = todo.pop()
        order.append(at)
        todo += tree.children(at)
    for at in order:
        above = tree.heads[at]
        own = above < 0 or (tree.relations[at] in _CLAUSES and parse.words[at].upos in _VERBS)
        head_of[at] = at if own else head_of[above]
    found: dict[int, tuple[int, int]] = {}
    for at, head in enumerate(head_of):
        if tree.relations[at] in _EDGES and tree.heads[at] == head:
            continue
        first, last = found.get(head, (at, at))
        found[head] = (min(first, at), max(last, at))
    return {at: found[head] for at, head in enumerate(head_of) if head in found}


def _report(quotation: Quotation, parse: Parse, clauses: Mapping[int, tuple[int, int]]) -> Span | None:
    words = [i for i in parse.touched(quotation.cues) if i in clauses]
    verbs = [i for i in words if parse.words[i].upos in _VERBS] or words
    if not verbs:
        return None
    first, last = clauses[verbs[0]]
    while first < last and parse.words[first].upos == "PUNCT":
        first += 1
    while first < last and parse.words[last].upos == "PUNCT":
        last -= 1
    clause = cover([parse.words[first].span, parse.words[last].span])
    inside = [span for span in quotation.quotes if parse.span.contains(span)]
    return cover([clause, *inside, *quotation.cues]) if last - first < _MAX_WORDS else None

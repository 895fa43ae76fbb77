"""Capitals that stand for a government: by their part in the sentence, as the tree tells it.

„Wien protestiert“ and „zwischen Rom und Paris“ are governments, „in Wien“ is a town. In doubt it is the town.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quellenlage.lang.coreference import Coreference
from quellenlage.records.layers import EntityType, Mention
from quellenlage.records.parse import Parse, Word
from quellenlage.records.provenance import By
from quellenlage.text.tree import Tree

_JOINED = "conj"
_VERBAL = frozenset({"VERB", "AUX"})
# A chain of joined towns is followed up so far.
_UP = 4


def with_seats(
    mentions: Iterable[Mention], parses: tuple[Parse, ...], text: str, words: Coreference, capitals: Mapping[str, str]
) -> Iterator[Mention]:
    """The mentions; of a capital that stands for its government the state is the first candidate.

    Args:
        mentions: Of one article.
        parses: What the model reads; without it every capital stays a town.
        text: The analysed text.
        words: What tells one from the other.
        capitals: Towns of the kb to their states.
    """
    starts = [parse.span.start for parse in parses]
    trees: dict[int, Tree] = {}
    for mention in mentions:
        state = capitals.get(mention.candidates[0]) if mention.candidates and not mention.derived else None
        number = bisect_right(starts, mention.span.start) - 1
        if state and number >= 0 and mention.type is EntityType.GPE:
            if number not in trees:
                trees[number] = parses[number].tree()
            if _acts(mention, parses[number].words, trees[number], text, words):
                yield replace(mention, candidates=(state, *mention.candidates), by=By("capital for its government"))
                continue
        yield mention


def _acts(mention: Mention, words: tuple[Word, ...], tree: Tree, text: str, wording: Coreference) -> bool:
    places = [word.span.start for word in words]
    at = bisect_right(places, mention.span.start) - 1
    if at < 0 or words[at].span.end > mention.span.end:
        return False
    for _ in range(_UP):
        if words[at].relation != _JOINED:
            break
        at = words[at].head
    head = words[at].head
    cases = {words[c].span.of(text).lower() for c in tree.children(at, ("case",))}
    if words[at].relation == "nsubj" and not cases:
        return words[head].upos in _VERBAL and words[head].lemma not in wording.town_verbs
    if cases & wording.seat_prepositions:
        return True
    return bool(cases) and head >= 0 and words[head].span.of(text) in wording.seat_nouns

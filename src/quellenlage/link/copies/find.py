"""Groups of identical articles, then pairs of articles that share wording and what they are to one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quellenlage.link.copies.pairs import Hasher, Hashes, find_pairs
from quellenlage.link.copies.relation import IDENTICAL, PARTIAL, compare, relation, same_house
from quellenlage.link.copies.witness import Witness, make_witness
from quellenlage.records.contract import CopyRow
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By, make_id
from quellenlage.text.shingle import SIZE
from quellenlage.world import World

# Common shingles below which two articles are not compared: about 20 words in a row. The rule for a part asks for 40
# words, which may be interrupted.
_LEAST = 12
# Articles of one house that share a shingle which is then its furniture, where they share little else: two may be one
# report and its sequel.
_REPEATED = 3


def link_copies(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[CopyRow, ...]:
    """Find all articles that share more of their text than reporters share by chance.

    Identical articles are one group, whatever their titles and furniture. All other relations are pairs, in which the
    first of its group stands for a group; the score is the share of runs of eight words of the one article that the
    other holds too, of the article that has fewer.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: ``language.quotation_marks``.

    Returns:
        Identical groups, then pairs, each in order of their first article.
    """
    hasher = Hasher()
    witnesses = [make_witness(analysis, hasher, world.language.quotation_marks) for analysis in pile]
    groups = _identical(witnesses)
    rows = [_row([w.id for w in group], IDENTICAL, 1.0) for group in groups if len(group) > 1]
    first = [group[0] for group in groups]
    furniture = _furniture(first)
    for pair in find_pairs([w.shingles for w in first], _LEAST):
        left, right = first[pair.left], first[pair.right]
        like = compare(left, right)
        found = relation(left, right, like)
        if found == PARTIAL and same_house(left, right):
            like = compare(left, right, furniture.get(left.publisher))
            found = relation(left, right, like)
        if found:
            rows.append(_row([left.id, right.id], found, like.contained))
    return tuple(rows)


def _furniture(witnesses: Sequence[Witness]) -> dict[str, Hashes]:
    """What a house prints again and again: advertisements and boxes that no rule has cut from its articles."""
    houses: dict[str, list[Hashes]] = {}
    for witness in witnesses:
        if witness.publisher:
            houses.setdefault(witness.publisher, []).append(witness.distinct)
    repeated: dict[str, Hashes] = {}
    for house, held in houses.items():
        if len(held) >= _REPEATED:
            values, counts = np.unique(np.concatenate(held), return_counts=True)
            repeated[house] = values[counts >= _REPEATED]
    return repeated


def _identical(witnesses: Sequence[Witness]) -> list[list[Witness]]:
    """Witnesses of the same words, each group in order; one of a few words, which may be a notice, is alone."""
    groups: dict[bytes | str, list[Witness]] = {}
    for witness in witnesses:
        key = witness.numbers.tobytes() if witness.n >= SIZE else witness.id
        groups.setdefault(key, []).append(witness)
    return list(groups.values())


def _row(articles: Sequence[str], relation_: str, score: float) -> CopyRow:
    """A group takes its id from its first article, so that one more does not change it; a pair from both."""
    is_group = relation_ == IDENTICAL
    return CopyRow(
        id=make_id("copy", relation_, *articles[: 1 if is_group else 2]),
        by=By("same words" if is_group else f"runs of {SIZE} words"),
        articles=tuple(articles),
        relation=relation_,
        score=round(score, 3),
    )

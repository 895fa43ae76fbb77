"""Groups of sides: what is derived from one stem, parts of one sentence, groups that meet late, hostile lengths."""

import time
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.hand_built import BY
from tests.unit.link.pile_of import article

from quellenlage.dates.interval import DayInterval
from quellenlage.lang.loader import load_language
from quellenlage.link.claim.gather import link_claims
from quellenlage.link.claim.group import group, weigh
from quellenlage.link.claim.side import Side, Weights
from quellenlage.records.claim import About, Proposition
from quellenlage.records.layers import Act, Analysis, Medium, Quotation, QuotationType
from quellenlage.records.linked import Linked
from quellenlage.records.related import Relation
from quellenlage.text.span import Span
from quellenlage.world import load_world

PLACE = article("a")
# What articles share; all sides are of one.
ALONE = Relation()
SAID = Quotation(quotes=(Span(0, 5),), type=QuotationType.INDIRECT, medium=Medium.SPEECH, act=Act.ASSERTS, by=BY)


def proposition(*terms: str, at: int = 0, vector: bytes = b"") -> Proposition:
    return Proposition(
        span=Span(at, at + 5), sentence=at, quotation=0, stance=Act.ASSERTS, polarity="+", certainty="CT",
        about=About.STATE, terms=terms, names=(), transfers=(), is_bare=False, is_charge=False, holders=(), goods=None,
        vector=vector, time=None, by=BY,
    )  # fmt: skip


def side(*keys: str, analysis: Analysis = PLACE, at: int = 0, vector: bytes = b"") -> Side:
    return Side(analysis, proposition(*keys, at=at, vector=vector), ("x",), frozenset(keys), frozenset(), DayInterval())


def vector(*numbers: int) -> bytes:
    return np.array(numbers, np.int8).tobytes()


@pytest.mark.parametrize(
    ("one", "other"),
    [("räumen", "räumung"), ("auflösen", "auflösung"), ("evakuieren", "evakuierung"), ("vergiften", "vergiftung")],
)
def test_noun_and_verb_of_one_stem_are_compared_as_one(one: str, other: str):
    words = load_language("de").claims
    assert words is not None
    assert words.stem_of(one) == words.stem_of(other)


def test_two_parts_of_one_sentence_are_not_alike_by_its_vector():
    weights = Weights({"a": 1.0, "b": 1.0, "c": 1.0})
    near = weights.likeness(side("a", "b", vector=vector(9, 9)), side("a", "c", vector=vector(9, 9)))
    far = weights.likeness(side("a", "b", vector=vector(9, 9)), side("a", "c", at=3, vector=vector(9, 9)))
    assert near == pytest.approx(0.5)
    assert far > near


def test_groups_that_a_later_side_shows_to_be_one_are_joined():
    sides = [
        side("a", "b", "c", at=0),
        side("a", "b", "c", at=1),
        side("d", "e", "f", at=2),
        side("d", "e", "f", at=3),
        side("z", at=4),
    ]
    bridge = side("a", "b", "d", "e", at=5)
    assert len(group(sides, weigh(sides), ALONE)) == 3
    assert len(group([*sides, bridge], weigh([*sides, bridge]), ALONE)) <= 3


def test_thousands_of_sides_of_one_wording_are_one_group_in_time():
    sides = [side("a", "b", "c", at=n) for n in range(5_000)]
    start = time.perf_counter()
    groups = group(sides, weigh(sides), ALONE)
    assert time.perf_counter() - start < 20
    assert [len(g) for g in groups] == [5_000]


def test_thousands_of_groups_that_share_a_key_take_linear_time():
    sides = [side("a", f"b{n // 2}", f"c{n // 2}", at=n) for n in range(6_000)]
    start = time.perf_counter()
    assert len(group(sides, weigh(sides), ALONE)) == 3_000
    assert time.perf_counter() - start < 30


def test_two_thousand_articles_of_one_claim():
    pile = []
    for n in range(2_000):
        one = article(f"a{n:04}")
        told = tuple(proposition("damm", "brechen", f"zeuge{n % 50}", at=at) for at in (0, 6, 12))
        pile.append(replace(one, found=replace(one.found, propositions=told, quotations=(SAID,))))
    start = time.perf_counter()
    claims = link_claims(tuple(pile), Linked(), load_world())
    assert time.perf_counter() - start < 60
    assert sum(len(claim.stances) for claim in claims) > 0

"""Laws of origins, on piles put together by chance whose origins are known."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quellenlage.weigh.origins import origins_of
from quellenlage.world import load_world

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from bounds_cases import bounds_of
from origin_piles import make_pile

_SEEDS = st.integers(0, 100_000)


@settings(max_examples=60, deadline=None)
@given(_SEEDS)
def test_the_bounds_of_a_made_pile_are_those_by_which_it_was_made(seed: int) -> None:
    pile = make_pile(seed)
    assert bounds_of(pile.weigh(load_world("de", "none"))) == pile.bounds


@settings(max_examples=40, deadline=None)
@given(_SEEDS, st.integers(1, 5))
def test_a_copy_never_raises_a_count(seed: int, copies: int) -> None:
    world = load_world("de", "none")
    before = bounds_of(make_pile(seed, copies=0).weigh(world))
    after = bounds_of(make_pile(seed, copies=copies).weigh(world))
    assert all(now <= then for now, then in zip(after, before, strict=True))


@settings(max_examples=30, deadline=None)
@given(_SEEDS)
def test_every_path_leads_to_a_root_that_is_counted(seed: int) -> None:
    origins = make_pile(seed).weigh(load_world("de", "none"))
    for bound in (origins.for_, origins.against):
        assert {path.root for path in bound.paths} == set(bound.roots)
        assert bound.upper == len(bound.roots)
        firsts = {path.span for path in bound.paths if path.copy_of is None}
        assert {path.copy_of for path in bound.paths if path.copy_of} <= firsts


def test_without_copies_known_a_copied_source_counts_again() -> None:
    """The law above is none if copies are not what keeps the count down."""
    world = load_world("de", "none")
    raised = 0
    for seed in range(20):
        pile = make_pile(seed, copies=3)
        blind = origins_of((pile.claim,), pile.articles, pile.linked, world)["claim"]
        raised += sum(bounds_of(blind)) > sum(pile.bounds)
    assert raised > 10

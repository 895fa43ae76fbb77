from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from quellenlage.weigh.origins.bound import Root, RootKind, count, may_be_same


def named(id_: str, *belongs: str) -> Root:
    return Root(id=id_, name=id_, kind=RootKind.NAMED, belongs=frozenset(belongs))


def unnamed(id_: str, *belongs: str) -> Root:
    return Root(id=id_, name=id_, kind=RootKind.UNNAMED, belongs=frozenset(belongs))


def narrator(id_: str) -> Root:
    return Root(id=id_, name=id_, kind=RootKind.NARRATOR)


def bounds(*roots: Root) -> tuple[int, int]:
    found = count(roots)
    return found.lower, found.upper


def test_nobody_is_no_origin() -> None:
    assert bounds() == (0, 0)


def test_one_root_told_twice_counts_once() -> None:
    assert bounds(named("amt"), named("amt")) == (1, 1)


def test_a_narrator_without_a_source_may_be_nobody() -> None:
    assert bounds(narrator("blatt")) == (0, 1)
    assert bounds(narrator("blatt"), named("amt")) == (1, 2)


def test_a_body_and_its_part_may_be_one() -> None:
    assert bounds(named("dezernat", "stadt"), named("stadt")) == (1, 2)
    assert bounds(named("dezernat", "stadt"), named("werke", "stadt")) == (2, 2)


def test_unnamed_people_of_one_state_may_be_one_and_of_two_states_not() -> None:
    assert bounds(unnamed("a", "land-x"), unnamed("b", "land-x")) == (1, 2)
    assert bounds(unnamed("a", "land-x"), unnamed("b", "land-y")) == (2, 2)


def test_a_source_of_unknown_kin_may_be_either_but_does_not_make_both_one() -> None:
    found = count([unnamed("a", "land-x"), unnamed("b", "land-y"), unnamed("c")])
    assert (found.lower, found.upper) == (2, 3)
    assert len(found.merged) == 1


def test_an_official_may_be_the_head_of_his_office() -> None:
    assert bounds(unnamed("beamter", "amt"), named("amt")) == (1, 2)
    assert bounds(unnamed("beamter", "amt"), named("leiterin", "amt")) == (1, 2)
    assert bounds(unnamed("beamter", "amt"), named("verein")) == (2, 2)


_ROOTS = st.builds(
    lambda n, kind, belongs: Root(id=f"r{n}", name="", kind=kind, belongs=frozenset(belongs)),
    st.integers(0, 30),
    st.sampled_from(RootKind),
    st.sets(st.sampled_from(["r1", "r2", "x", "y"]), max_size=2),
)


@given(st.lists(_ROOTS, max_size=20))
def test_the_bounds_hold_one_another(roots: list[Root]) -> None:
    found = count(roots)
    assert 0 <= found.lower <= found.upper == len({root.id for root in roots})
    apart = [root for root in found.roots if root.kind is not RootKind.NARRATOR]
    assert (found.lower == 0) == (not apart)


@given(st.lists(_ROOTS, max_size=8))
def test_no_two_actors_that_are_surely_different_are_one(roots: list[Root]) -> None:
    """The lower bound is never under the number of roots of which no two may be the same."""
    found = count(roots)
    apart = [root for root in found.roots if root.kind is not RootKind.NARRATOR]
    for size in range(len(apart), 0, -1):
        if any(not any(may_be_same(a, b) for a, b in combinations(c, 2)) for c in combinations(apart, size)):
            assert found.lower >= size
            break


@given(st.lists(_ROOTS, max_size=12), st.randoms())
def test_a_root_that_is_known_changes_nothing(roots: list[Root], chance: object) -> None:
    if roots:
        again = count([*roots, roots[0]])
        assert (again.lower, again.upper) == (count(roots).lower, count(roots).upper)

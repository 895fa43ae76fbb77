import pytest

from quellenlage.errors import InvariantError
from quellenlage.text.tree import Tree

# Die Bäckerin kam , hat gelacht und wollte bleiben
#  0     1      2  3  4     5     6    7      8
HEADS = (1, 2, -1, 2, 5, 2, 7, 2, 7)
RELATIONS = ("det", "nsubj", "root", "punct", "aux", "conj", "cc", "conj", "xcomp")


def tree() -> Tree:
    return Tree(HEADS, RELATIONS)


def test_the_subject_reaches_through_conjuncts_auxiliaries_and_open_complements():
    assert tree().subject(2) == 1
    assert tree().subject(5) == 1
    assert tree().subject(4) == 1
    assert tree().subject(8) == 1


def test_a_subject_of_its_own_wins():
    # Er ging , sie blieb
    own = Tree((1, -1, 1, 4, 1), ("nsubj", "root", "punct", "nsubj", "conj"))
    assert own.subject(4) == 3
    assert own.subject(1) == 0


def test_a_dependent_clause_does_not_borrow_the_subject_above():
    assert Tree((1, -1, 1), ("nsubj", "root", "advcl")).subject(2) is None
    assert Tree((-1,), ("root",)).subject(0) is None


def test_subtree_ancestors_and_children_are_in_order():
    assert tree().subtree(7) == (6, 7, 8)
    assert tree().subtree(2) == tuple(range(9))
    assert tree().ancestors(8) == (7, 2)
    assert tree().children(2) == (1, 3, 5, 7)
    assert tree().children(2, ("conj",)) == (5, 7)
    assert tree().roots() == (2,)


@pytest.mark.parametrize("heads", [(0,), (1, 0), (1, 2, 0), (-1, 2, 3, 1)])
def test_heads_in_a_circle_are_refused(heads: tuple[int, ...]):
    with pytest.raises(InvariantError, match="circle"):
        Tree(heads, ("dep",) * len(heads))


def test_heads_outside_the_sentence_are_refused():
    with pytest.raises(InvariantError, match="outside"):
        Tree((-1, 2), ("root", "dep"))
    with pytest.raises(InvariantError, match="outside"):
        Tree((-2,), ("root",))


def test_as_many_relations_as_heads():
    with pytest.raises(InvariantError, match="2 heads, 1 relations"):
        Tree((-1, 0), ("root",))


def test_a_long_chain_needs_no_recursion():
    n = 20_000
    chain = Tree(tuple(range(-1, n - 1)), ("conj",) * n)
    assert len(chain.subtree(0)) == n
    assert chain.subject(n - 1) is None

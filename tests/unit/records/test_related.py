"""Which articles may speak of the same."""

from quellenlage.records.related import Relation

RELATION = Relation(
    stories={"a": "s1", "b": "s1", "c": "s2", "d": "s3"},
    named={"a": frozenset({"x"}), "b": frozenset(), "c": frozenset({"x", "y", "p", "q"}), "d": frozenset({"x", "p"})},
    places=frozenset({"p", "q"}),
)


def test_articles_of_one_story_are_related():
    assert RELATION.are_related("a", "b")
    assert RELATION.are_related("a", "a")


def test_articles_of_two_stories_are_related_if_they_name_enough_of_the_same():
    named = {"a": frozenset({"x", "y"}), "c": frozenset({"x", "y"})}
    assert Relation(stories=RELATION.stories, named=named).are_related("a", "c")


def test_one_name_or_a_name_and_a_place_are_not_enough():
    assert not RELATION.are_related("a", "c")
    assert not RELATION.are_related("c", "d")
    assert RELATION.may_be_related("c", "d")


def test_articles_of_which_nothing_is_known_are_not_related():
    assert not Relation().are_related("a", "b")

from dataclasses import dataclass

import pytest

from quellenlage.text.align import align, are_akin


@dataclass(frozen=True)
class W:
    lemma: str
    sort: str


def words(text: str) -> list[W]:
    """``Wald/n`` is a word of the sort ``n``; without a sort it is ``x``."""
    return [W(*(part.split("/") if "/" in part else (part, "x"))) for part in text.split()]


def pairs(left: str, right: str) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    one, two = words(left), words(right)
    found = align(one, two, {"n", "v"})
    both = sorted((*found.equal, *found.akin, *found.replaced))
    return (
        [(one[i].lemma, two[j].lemma) for i, j in both],
        [one[i].lemma for i in found.left],
        [two[j].lemma for j in found.right],
    )


def test_equal_words_meet_whatever_their_order():
    found = pairs("heute kommt/v Besuch/n", "Besuch/n kommt/v heute")[0]
    assert {("kommt", "kommt"), ("Besuch", "Besuch")} <= set(found)


def test_a_word_in_place_of_another_answers_it():
    found, left, right = pairs("der große/a Wald/n brennt/v", "der kleine/a Wald/n brennt/v")
    assert ("große", "kleine") in found
    assert not left
    assert not right


def test_words_of_different_sorts_do_not_stand_for_one_another():
    assert pairs("der große/a Wald/n", "der gestern/t Wald/n")[1:] == (["große"], ["gestern"])


def test_words_of_one_family_meet():
    assert ("lieferung", "liefern") in pairs("lieferung/n stoppen/v", "stoppen/v liefern/v")[0]


@pytest.mark.parametrize(
    ("left", "right", "akin"),
    [("lieferung", "liefern", True), ("reise", "bahnreise", True), ("kosten", "kasten", False), ("ort", "orte", False)],
)
def test_family(left: str, right: str, akin: bool):
    assert are_akin(left, right) is akin


def test_every_word_has_one_place():
    left, right = words("a b a c d/n"), words("b a e d/n a a")
    found = align(left, right, {"n"})
    both = (*found.equal, *found.akin, *found.replaced)
    assert sorted([i for i, _ in both] + list(found.left)) == list(range(len(left)))
    assert sorted([j for _, j in both] + list(found.right)) == list(range(len(right)))

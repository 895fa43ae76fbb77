"""Words of two wordings that exclude one another; all sentences are invented."""

from dataclasses import replace

import pytest

from quellenlage.link.collation.apparatus import differences
from quellenlage.pipeline.run import compile_article
from quellenlage.records.collation import VariantKind
from quellenlage.records.wording import CONTENT, Term
from quellenlage.text.align import align
from quellenlage.world import World, load_world

TITLE = "Neues aus der Gemeinde\n\n"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def terms(text: str, world: World) -> tuple[Term, ...]:
    """Of the sentence as the whole body of an article; spans count in it."""
    analysis = compile_article(f"{TITLE}{text}\n".encode(), "a.txt", world)
    return tuple(
        replace(term, span=term.span.shift(-len(TITLE)))
        for wording in analysis.found.wordings
        for term in wording.terms
        if term.span.start >= len(TITLE)
    )


def told(one: str, two: str, world: World, *, same_mode: bool = True) -> list[tuple[str, str, str]]:
    sides = (terms(one, world), terms(two, world))
    found = differences(*sides, align(*sides, CONTENT), same_mode=same_mode)
    return [
        (d.kind, d.left.of(one) if d.left else "", d.right.of(two) if d.right else "")
        for d in found
        if d.kind is not VariantKind.WORDING
    ]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (
            "Die Bäckerei schließt, weil der Ofen defekt ist.",
            "Die Bäckerei schließt, wenn der Ofen defekt ist.",
            ("contrast", "weil", "wenn"),
        ),
        (
            "Der Verein will den alten Sportplatz kaufen.",
            "Der Verein will den alten Sportplatz verkaufen.",
            ("contrast", "kaufen", "verkaufen"),
        ),
        (
            "Das Konzert der Blaskapelle beginnt am Dienstag.",
            "Das Konzert der Blaskapelle beginnt am Donnerstag.",
            ("contrast", "Dienstag", "Donnerstag"),
        ),
        (
            "Der Verein konnte den Sportplatz mieten.",
            "Der Verein könnte den Sportplatz mieten.",
            ("modal", "konnte", "könnte"),
        ),
        (
            "Die Firma hat die neuen Stühle geliefert.",
            "Die Firma wird die neuen Stühle liefern.",
            ("tense", "geliefert", "liefern"),
        ),
        (
            "Die Wirtin lobt, dass sie pünktlich kommen.",
            "Die Wirtin lobt, dass Sie pünktlich kommen.",
            ("person", "sie", "Sie"),
        ),
        (
            "Der Plan für den Kindergarten ist klar.",
            "Der Plan für den Kindergarten ist unklar.",
            ("negation", "", "unklar"),
        ),
    ],
)
def test_words_that_exclude_one_another_are_of_substance(
    one: str, two: str, expected: tuple[str, str, str], world: World
):
    assert told(one, two, world) == [expected]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Der Verein will den alten Sportplatz kaufen.", "Der Verein will den alten Sportplatz erwerben."),
        ("Der Plan für den Kindergarten ist unklar.", "Der Plan für den Kindergarten ist nicht klar."),
        ("Die Gemeinde lehnt einen Kommentar ab.", "Die Gemeinde gibt keinen Kommentar ab."),
        ("Sie kommen am Montag mit dem Bus.", "Am Montag kommen sie mit dem Bus."),
        ("Am Montag und am Dienstag ist das Bad zu.", "Am Dienstag und am Montag ist das Bad zu."),
        ("Für 12 Kinder gibt es im Bad 30 Schränke.", "Im Bad gibt es 30 Schränke für 12 Kinder."),
        ("Herr Kaschmirow eröffnet das Bad.", "Herr Kashmirov eröffnet das Bad."),
    ],
)
def test_what_says_the_same_is_no_difference_of_substance(one: str, two: str, world: World):
    assert told(one, two, world) == []


def test_moods_and_address_are_compared_in_one_mode_only(world: World):
    pair = ("Der Verein konnte den Sportplatz mieten.", "Der Verein könnte den Sportplatz mieten.")
    assert told(*pair, world, same_mode=False) == []


def test_both_orders_tell_the_same_places(world: World):
    one, two = "Am Dienstag kaufen sie den Sportplatz.", "Am Mittwoch verkaufen sie den Sportplatz."
    swapped = [(kind, right, left) for kind, left, right in told(two, one, world)]
    assert sorted(told(one, two, world)) == sorted(swapped)

from functools import cache
from itertools import permutations
from time import perf_counter

import numpy as np
import pytest

from quellenlage.link.copies import link_copies
from quellenlage.link.copies.pairs import Hasher, find_pairs, shingles_of
from quellenlage.pipeline.run import compile_article
from quellenlage.records.contract import CopyRow
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.world import load_world

FIRST = (
    "Im Hafen von Tiefensee ist am Dienstag ein Ausflugsboot mit vierzig Fahrgästen auf Grund gelaufen. "
    "Die Wasserschutzpolizei brachte alle mit zwei Schlauchbooten an Land, verletzt wurde dabei niemand. "
    "Der Kapitän hatte eine Boje übersehen, die der Sturm in der Nacht zuvor um hundert Meter versetzt hatte. "
    "Ein Schlepper soll das Boot am Mittwoch bei höherem Wasserstand in die Werft nach Altfähr ziehen."
)
OTHER = (
    "Seit Jahren streiten die Anlieger des Sees darüber, wie viele Boote fahren dürfen. Die Gemeinde will die Zahl "
    "der Fahrten nun auf sechs am Tag begrenzen. Ein Gutachten der Hochschule soll bis zum Herbst zeigen, wie sehr "
    "der Wellenschlag den Schilfgürtel schädigt, in dem Rohrdommeln brüten und Aale laichen."
)


@cache
def article(name: str, text: str, title: str = "Boot läuft auf Grund") -> Analysis:
    return compile_article(f"{title}\n\n{text}\n".encode(), name, load_world("de", "none"))


def rows(*articles: Analysis) -> tuple[CopyRow, ...]:
    return link_copies(articles, Linked(), load_world("de", "none"))


def relations(*articles: Analysis) -> list[str]:
    return [row.relation for row in rows(*articles)]


def test_the_same_words_under_another_title_are_identical() -> None:
    assert relations(article("a.txt", FIRST), article("b.txt", FIRST, "Vierzig Gäste gerettet")) == ["identical"]


def test_three_identical_articles_are_one_group() -> None:
    (row,) = rows(article("a.txt", FIRST), article("b.txt", FIRST), article("c.txt", FIRST))
    assert len(row.articles) == 3
    assert row.id == rows(article("a.txt", FIRST), article("b.txt", FIRST))[0].id


def test_a_changed_number_is_no_typography() -> None:
    changed = FIRST.replace("vierzig", "dreißig")
    assert relations(article("a.txt", FIRST), article("b.txt", changed)) == ["near_duplicate"]


def test_a_report_inside_another_article_is_a_part() -> None:
    whole = f"{OTHER}\n\n{FIRST}\n\n{OTHER.replace('Jahren', 'Jahrzehnten')}"
    assert relations(article("a.txt", FIRST), article("b.txt", whole)) == ["partial"]


def test_two_states_of_a_page_are_versions() -> None:
    longer = FIRST + " " + OTHER
    one, two = "https://www.zeit.de/boot", "https://www.zeit.de/boot-schlepper"
    assert relations(article(one, FIRST), article(two, longer)) == ["version"]
    assert relations(article("a.txt", FIRST), article("b.txt", longer)) == ["partial"]


def test_a_shared_quotation_makes_no_copy() -> None:
    said = "„" + " ".join(FIRST.split()[:45]) + "“, sagte der Kapitän."
    left = article("a.txt", f"{OTHER} {said}")
    right = article("b.txt", f"{said} Danach ging er in die Kajüte und sprach mit niemandem mehr ein Wort darüber.")
    assert relations(left, right) == []


def test_what_a_house_prints_under_all_articles_is_no_copy() -> None:
    box = "\n\n" + FIRST
    tales = [" ".join(f"{word}{n}" for word in OTHER.split()) + "." for n in range(3)]
    pages = [article(f"https://www.zeit.de/{n}", tale + box) for n, tale in enumerate(tales)]
    assert relations(*pages) == []
    elsewhere = article("https://www.taz.de/3", tales[0].replace("0", "9") + box)
    assert relations(pages[0], elsewhere) == ["partial"]


def test_a_notice_of_a_few_words_is_no_copy() -> None:
    assert relations(article("a.txt", "Mehr im Abo."), article("b.txt", "Mehr im Abo.")) == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_pairs_are_the_same_in_any_order(order: tuple[int, ...]) -> None:
    """The runner sorts the pile; what is found must not hang on it."""
    three = [article("a.txt", FIRST), article("b.txt", FIRST.replace("Mittwoch", "Freitag")), article("c.txt", OTHER)]
    found = rows(*(three[at] for at in order))
    assert [(frozenset(row.articles), row.relation) for row in found] == [
        (frozenset({three[0].document.id, three[1].document.id}), "near_duplicate")
    ]


def test_pairs_share_as_many_shingles_as_are_counted() -> None:
    hasher = Hasher()
    texts = [[str(n) for n in range(30)], [str(n) for n in range(10, 40)], [str(n) for n in range(50, 90)]]
    (pair,) = find_pairs([shingles_of(hasher.numbers(text)) for text in texts], 1)
    assert (pair.left, pair.right, pair.shared) == (0, 1, 20 - 7)


def test_many_copies_of_one_text_cost_no_square() -> None:
    """3,000 articles with one text in common: 4.5 million pairs would be the square."""
    hasher = Hasher()
    common = hasher.numbers([f"w{n}" for n in range(60)])
    texts = [np.concatenate((common, hasher.numbers([f"{at}-{n}" for n in range(20)]))) for at in range(3000)]
    shingles = [shingles_of(text) for text in texts]
    start = perf_counter()
    pairs = find_pairs(shingles, 12)
    assert perf_counter() - start < 10
    assert len(pairs) < 40_000
    joined = {0}
    for pair in pairs:
        if pair.left in joined:
            joined.add(pair.right)
    assert len(joined) == 3000

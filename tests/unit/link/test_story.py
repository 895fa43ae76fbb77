from dataclasses import replace
from datetime import date
from functools import cache
from itertools import permutations

import pytest

from quellenlage.dates.interval import DayInterval
from quellenlage.link.story import link_stories
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Dates, Linked
from quellenlage.world import load_world

STRIKE = (
    "Im Stahlwerk Brandebusch haben am Montag 900 Arbeiter die Schicht niedergelegt. Die Gewerkschaft verlangt vom "
    "Vorstand eine Zusage für den Standort Eschenrode. Konzernchef Volkmar Tietz sprach von hohem Schaden.",
    "Der Ausstand bei Brandebusch geht weiter: Auch am Dienstag blieb das Werkstor in Eschenrode geschlossen. Volkmar "
    "Tietz will mit der Gewerkschaft erst reden, wenn die Arbeiter zurück an den Hochofen gehen.",
)
ELECTION = (
    "Bei der Bürgermeisterwahl in Lindenau kommt es zur Stichwahl zwischen Amtsinhaberin Ottilie Reuß und dem "
    "Herausforderer Jan Kubicki. Das teilte die Wahlleiterin am Abend im Rathaus mit.",
    "Ottilie Reuß geht als Favoritin in die Stichwahl um das Rathaus von Lindenau. Jan Kubicki kündigte ein Werben "
    "um jede Stimme an, die Bürgermeisterwahl sei noch offen.",
)


@cache
def article(name: str, text: str) -> Analysis:
    return compile_article(f"Was geschah\n\n{text}\n".encode(), name, load_world("de", "none"))


def pile() -> tuple[Analysis, ...]:
    return tuple(article(f"{at}.txt", text) for at, text in enumerate((*STRIKE, *ELECTION)))


def groups(articles: tuple[Analysis, ...], linked: Linked | None = None) -> set[frozenset[str]]:
    names = {a.document.id: a.document.source.path for a in articles}
    rows = link_stories(articles, linked or Linked(), load_world("de", "none")).rows
    return {frozenset(names[a] for a in row.articles) for row in rows}


def test_two_stories_of_one_pile_are_told_apart() -> None:
    assert groups(pile()) == {frozenset({"0.txt", "1.txt"}), frozenset({"2.txt", "3.txt"})}


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_articles_tells_nothing(order: tuple[int, ...]) -> None:
    assert groups(tuple(pile()[at] for at in order)) == groups(pile())


def test_another_article_does_not_change_a_likeness() -> None:
    alone = pile()[:2]
    assert groups(alone) < groups(pile())


def test_years_later_it_is_another_story() -> None:
    first, second = pile()[:2]
    days = {first.document.id: DayInterval(date(2019, 5, 6), date(2019, 5, 6))}
    late = {**days, second.document.id: DayInterval(date(2022, 5, 6), None)}
    assert len(groups((first, second), Linked(own_dates=Dates(days=days)))) == 1
    assert len(groups((first, second), Linked(own_dates=Dates(days=late)))) == 2


def test_every_article_says_to_which_story_it_belongs_and_why() -> None:
    record = link_pile(pile(), load_world("de", "none"))
    stories = {row.id: row for row in record.story}
    for row in record.article:
        (story,) = row.stories
        member = next(m for m in stories[story].members if m.article == row.id)
        assert member.shares
    assert any("Brandebusch" in row.label for row in record.story)


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    empty = article("leer.txt", "...")
    assert frozenset({"leer.txt"}) in groups((*pile(), replace(empty)))

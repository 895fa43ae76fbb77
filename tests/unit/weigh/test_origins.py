"""From articles to bounds: the chains that the program itself reads in small invented piles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from quellenlage.world import World, load_world

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))

from bounds_cases import bounds_of, read_pile, weigh_given

_FILLER = "Die Brücke über die Lauter war am Vormittag gesperrt, der Verkehr staute sich bis in die Innenstadt zurück."


def bounds(*articles: str, against: tuple[str, ...] = ()) -> tuple[int, ...]:
    """The bounds of what the first sentence of every article says, read without a model."""
    return bounds_given(load_world("de", "none"), *articles, against=against)


def bounds_given(world: World, *articles: str, against: tuple[str, ...] = ()) -> tuple[int, ...]:
    """The same in any world."""
    passages: list[dict[str, Any]] = []
    texts = []
    for at, said in enumerate((*articles, *against)):
        title = "Damm an der Lauter gebrochen\n\n"
        texts.append({"name": f"{at}.txt", "text": f"{title}{said} {_FILLER}"})
        side = "against" if at >= len(articles) else "for"
        passages.append({"article": at, "start": len(title), "end": len(title) + len(said), "side": side})
    row = {"articles": texts, "passages": passages}
    return bounds_of(weigh_given(read_pile(row, world), world))


POLICE = "„Der Damm ist an zwei Stellen gebrochen“, teilte die Polizei mit."
HEAD = "„Es gibt keinen Zweifel, der Damm hat nachgegeben“, sagte Polizeichef Egon Wucht."
FARMER = "„Ich habe gesehen, wie der Damm brach“, sagte Hanna Oelze."


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ((POLICE, POLICE.replace("zwei", "drei")), (1, 1, 0, 0)),
        ((POLICE, FARMER), (2, 2, 0, 0)),
        ((POLICE, HEAD), (1, 2, 0, 0)),
        (("Der Damm an der Lauter ist gebrochen.",), (0, 1, 0, 0)),
        (("Der Damm an der Lauter ist gebrochen.", FARMER), (1, 2, 0, 0)),
    ],
    ids=["one body in two articles", "two who know", "a body and its head", "a narrator", "a narrator and a witness"],
)
def test_bounds_of_what_articles_say(articles: tuple[str, ...], expected: tuple[int, ...]) -> None:
    assert bounds(*articles) == expected


def test_sides_are_counted_apart() -> None:
    assert bounds(FARMER, against=(POLICE.replace("ist", "ist nicht"),)) == (1, 1, 1, 1)

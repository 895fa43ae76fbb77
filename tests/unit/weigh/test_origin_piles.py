"""Small invented piles: from how many origins a claim comes, with its passages given and as it is found."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from quellenlage.world import load_world

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))

from bounds_cases import Pile, bounds_of, found_claim, read_pile, weigh_given

FILE = Path(__file__).parents[2] / "data" / "origins" / "piles.txt"
_MARKED = re.compile(r"(\{[+-].*?[+-]\})", re.DOTALL)
# What the program does not read yet, and why.
MISSED = {
    "company-and-owner": "the name of the part is not found where its owner is told",
    "nested": "what one says that another has said ends at the first",
    "two-media": "a name of two words in quotation marks is read as two",
    "police-report-two-levels": "a name with a hyphen is cut in two",
    "translated-with-credit": "a line that names the language before the house is no credit",
}
# Of the whole program those that are right: claims that share no words are not joined, and narrators found none.
WHOLE = frozenset(
    """
    agency-rewritten cited-not-in-pile circles-and-spokesman two-firms-unnamed chain-of-three
    officials-one-ministry police-and-prosecutor study-by-chain two-states pronoun-speaker copy-lost-source
    interview-passed-on agency-cites-medium residents rumour-and-police named-plus-copied-named
    narrator-in-cited state-by-capital media-reports konjunktiv-goes-on denial-by-ministry-and-minister
    letter-cited-by-two outlet-own-information same-report-different-media doctor-association-and-member
    town-and-state
    """.split()  # noqa: SIM905  a table of words
)


def read_cases() -> Iterator[dict[str, Any]]:
    """The piles of the file, as ``bounds_cases`` takes them."""
    for block in re.split(r"(?m)^## ", FILE.read_text(encoding="utf-8"))[1:]:
        head, _, body = block.partition("\n")
        name, _, bounds, _ = head.split(" | ")
        numbers = [int(number) for number in bounds.split()]
        row: dict[str, Any] = {"id": name, "articles": [], "passages": []}
        row["for"], row["against"] = ({"lower": numbers[i], "upper": numbers[i + 1]} for i in (0, 2))
        for part in re.split(r"(?m)^# ", body)[1:]:
            path, _, marked = part.partition("\n")
            text = ""
            for piece in _MARKED.split(marked.strip() + "\n"):
                if _MARKED.fullmatch(piece):
                    side, words = ("for" if piece[1] == "+" else "against"), piece[2:-2]
                    place = {"start": len(text), "end": len(text) + len(words)}
                    row["passages"].append({"article": len(row["articles"]), "side": side, **place})
                    piece = words
                text += piece
            row["articles"].append({"name": path, "text": text})
        yield row


CASES = {row["id"]: row for row in read_cases()}


@lru_cache
def pile_of(name: str) -> Pile:
    """A pile of the file, read by the program."""
    return read_pile(CASES[name], load_world())


@pytest.mark.parametrize("name", CASES)
def test_bounds_of_given_passages(name: str) -> None:
    pile = pile_of(name)
    right = bounds_of(weigh_given(pile, load_world())) == pile.gold
    assert right == (name not in MISSED)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_bounds_of_the_claim_that_is_found(name: str) -> None:
    pile = pile_of(name)
    assert bounds_of(found_claim(pile)) == pile.gold


def test_every_passage_is_a_sentence_of_its_article() -> None:
    for row in CASES.values():
        for passage in row["passages"]:
            words = row["articles"][passage["article"]]["text"][passage["start"] : passage["end"]]
            assert words == words.strip()
            assert words[-1] in ".!?“"

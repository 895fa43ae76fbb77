"""Events over a pile: which words of several articles speak of the same event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from baselines import events as events_by_words
from event_measures import halves
from measure import Measure, Slip
from passages import read_cases
from pile_articles import analysed, articles_of
from quellenlage.pipeline.run import link_pile
from quellenlage.world import World, load_world
from scoring import Score, b_cubed, score_b_cubed

_Place = tuple[str, int]


def measure_piles(shared: Path) -> Iterator[Measure]:
    """B³ over the words that name an event in the marks; those that the program does not find stand alone.

    Acts of speech are quotations here, and no events (DESIGN): they are only in the measure of all marks.
    """
    world = load_world()
    piles = read_cases("piles", "piles.jsonl")
    gold = read_cases("piles", "events.jsonl")
    ours: dict[_Place, str] = {}
    plain: dict[_Place, str] = {}
    rows = articles_of(shared, {a["key"] for pile in piles for a in pile["articles"]})
    for pile in piles:
        found, words = _clusters([rows[a["key"]] for a in pile["articles"]], gold, pile["pile"], world)
        ours |= found
        plain |= words
    acts = [row for row in gold if row["type"] == "statement"]
    done = [row for row in gold if row["type"] != "statement"]
    for half, is_part, numbers in halves(done):
        kept = [done[i] for i in numbers]
        yield _measure(f"events over a pile: B3 F1 ({half})", kept, ours, plain, is_part=is_part)
    yield _measure("events over a pile: B3 F1, acts of speech too", [*done, *acts], ours, plain, is_part=True)


def _clusters(
    articles: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]], pile: str, world: World
) -> tuple[dict[_Place, str], dict[_Place, str]]:
    """For every marked word the event that the program, and ten lines, say it names."""
    analyses = [analysed(article, world) for article in articles]
    keys = {done.document.id: article["id"] for done, article in zip(analyses, articles, strict=True)}
    record = link_pile(analyses, world)
    spans = defaultdict(list)
    for event in record.event:
        for mention in event.mentions:
            spans[keys[mention.article]].append((mention.start, mention.end, event.id))
    texts = {article["id"]: article["text"] for article in articles}
    ours, plain = {}, {}
    for row in (row for row in gold if row["pile"] == pile):
        for mention in row["mentions"]:
            place = (mention["key"], mention["start"])
            hits = [id_ for s, e, id_ in spans[mention["key"]] if s < mention["end"] and mention["start"] < e]
            ours[place] = hits[0] if hits else f"none {place}"
            word = texts[mention["key"]][mention["start"] : mention["end"]]
            kinds = [mark.type for mark in events_by_words(word)]
            plain[place] = f"{pile} {kinds[0]}" if kinds else f"none {place}"
    return ours, plain


def _measure(
    name: str,
    rows: Sequence[Mapping[str, Any]],
    ours: Mapping[_Place, str],
    plain: Mapping[_Place, str],
    *,
    is_part: bool,
) -> Measure:
    right = {(m["key"], m["start"]): row["id"] for row in rows for m in row["mentions"]}
    slips = [
        Slip("not found" if ours[place].startswith("none") else "found", f"{id_} {place[0]} {place[1]}")
        for place, id_ in right.items()
        if ours[place].startswith("none")
    ]
    return Measure(
        name=name, score=_score(right, ours), baseline=_score(right, plain).value, slips=tuple(slips), is_part=is_part
    )


def _score(gold: Mapping[_Place, str], system: Mapping[_Place, str]) -> Score:
    places = sorted(gold)
    return score_b_cubed(list(b_cubed([gold[p] for p in places], [system[p] for p in places]).values()))

"""What is found across articles: copies and their relation, bounds of origins, stories of a pile."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from bounds_cases import Bounds, bounds_of, found_claim, read_pile, weigh_given
from marks import ARTICLES
from measure import Measure, Slip, is_read
from origin_piles import make_pile
from passages import read_cases
from quellenlage.clean.document import clean_source
from quellenlage.dates.interval import DayInterval
from quellenlage.errors import InputError
from quellenlage.kb.outlets import host_of
from quellenlage.link.copies import link_copies
from quellenlage.link.copies.witness import text_spans
from quellenlage.link.story import link_stories
from quellenlage.pipeline.run import analyse
from quellenlage.pipeline.table import ARTICLE_STAGES, Stage
from quellenlage.read.formats import JSON, read_source
from quellenlage.records.contract import CopyRow
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Dates, Linked
from quellenlage.text.shingle import SIZE, words
from quellenlage.world import World, load_world
from scoring import Score, Tally, b_cubed, score_b_cubed, score_f1, score_macro, score_share

_FOLDER = "across"
_NONE = "none"
_HALVES = ("read half", "unread half")
# Months whose articles are compared pair by pair; the program was made while articles of May were read.
_MONTHS = {"May": "2020-05", "September": "2020-09"}
_LEVELS = (0.5, 0.1)
_MADE = 500
# What copies need of an article: sentences are what credits are found in.
_STAGES = tuple(stage for stage in ARTICLE_STAGES if stage.name in ("segment", "credit"))
_STORY_STAGES = tuple(stage for stage in ARTICLE_STAGES if stage.name in ("segment", "parse", "timex", "mention"))


def measure_across(shared: Path) -> tuple[Measure, ...]:
    """Everything of this page."""
    articles = _articles(shared)
    return (*_relations(articles), *_pairs(articles), *_bounds(), *_made_bounds(), *_stories(articles))


def half(case: str) -> str:
    """Whose words may be read while the program is made, and whose may not."""
    return _HALVES[not is_read(case)]


@lru_cache(maxsize=2)
def _articles(shared: Path) -> dict[str, dict[str, str]]:
    with gzip.open(shared / ARTICLES, "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def read_news(row: Mapping[str, str], world: World, stages: Sequence[Stage] = _STAGES) -> Analysis | None:
    """An article of the file with its address, as far as ``stages`` read it; None if it is unusable."""
    entry = {"title": row["title"], "maintext": row["text"], "url": row["url"], "date_publish": row["date"]}
    data = json.dumps(entry, ensure_ascii=False).encode()
    try:
        source = read_source(data, row["url"], JSON)
        return analyse(clean_source(source, world.language, world), world, stages)
    except InputError:
        return None


# Copies


def _relations(articles: Mapping[str, Mapping[str, str]]) -> Iterator[Measure]:
    """The relation of pairs that were judged by hand."""
    world = load_world("de", "none")
    cases: dict[str, list[tuple[dict[str, Any], str, str]]] = {name: [] for name in _HALVES}
    for row in read_cases(_FOLDER, "copies.jsonl"):
        pair = [found for key in "ab" if (found := read_news(articles[row[key]], world))]
        rows = link_copies(tuple(pair), Linked(), world)
        ten = _ten_lines(articles[row["a"]]["text"], articles[row["b"]]["text"])
        cases[half(row["id"])].append((row, rows[0].relation if rows else _NONE, ten))
    for name, judged in cases.items():
        yield Measure(
            name=f"copies: relation, mean F1 ({name})",
            score=score_macro([[(row["relation"], got)] for row, got, _ in judged]),
            baseline=score_macro([[(row["relation"], ten)] for row, _, ten in judged]).value,
            slips=tuple(
                Slip(f"{got} for {row['relation']}", row["id"], "doubtful" if row.get("doubtful") else "")
                for row, got, _ in judged
                if got != row["relation"]
            ),
        )
    every = [case for judged in cases.values() for case in judged]
    for relation in sorted({row["relation"] for row, _, _ in every}):
        yield Measure(
            name=f"copies: {relation}, F1",
            score=score_f1([_tally(row["relation"], got, relation) for row, got, _ in every]),
            baseline=score_f1([_tally(row["relation"], ten, relation) for row, _, ten in every]).value,
            is_part=True,
        )


def _tally(gold: str, found: str, relation: str) -> Tally:
    return Tally(int(gold == found == relation), int(found == relation), int(gold == relation))


def _ten_lines(left: str, right: str) -> str:
    """By the share of words of eight in a row that the shorter text has in common with the other."""
    one, two = ({tuple(t[i : i + SIZE]) for i in range(len(t) - SIZE + 1)} for t in (left.split(), right.split()))
    share = len(one & two) / max(1, min(len(one), len(two)))
    for least, relation in ((1.0, "identical"), (0.8, "near_duplicate"), (0.6, "version"), (0.1, "partial")):
        if share >= least:
            return relation
    return _NONE


def _pairs(articles: Mapping[str, Mapping[str, str]]) -> Iterator[Measure]:
    """All pairs of two houses of a month, against the exact share of common shingles, counted one by one.

    Pairs of one house are left out: most of them share a box that stands under every article.
    """
    world = load_world("de", "none")
    for name, month in _MONTHS.items():
        rows = [row for row in articles.values() if row["date"].startswith(month)]
        pile = tuple(found for row in rows if (found := read_news(row, world)))
        houses = {a.document.id: host_of(a.document.source.path) for a in pile}
        gold, found, same_start = (
            {pair: share for pair, share in shares.items() if houses[pair[0]] != houses[pair[1]]}
            for shares in (_contained(pile), _found_pairs(link_copies(pile, Linked(), world)), _same_start(pile))
        )
        for level in _LEVELS:
            yield Measure(
                name=f"copies: pairs of two houses with {level} of 8-grams in common, F1 ({name})",
                score=score_f1(_tallies(gold, found, level)),
                baseline=score_f1(_tallies(gold, same_start, level)).value,
            )


Shares = dict[tuple[str, str], float]


def _contained(pile: Sequence[Analysis]) -> Shares:
    """The share of common shingles of the article that has fewer, for every pair that has one."""
    held: dict[str, set[tuple[str, ...]]] = {}
    for analysis in pile:
        keys = words(analysis.document.text, text_spans(analysis.document)).keys
        held[analysis.document.id] = {keys[i : i + SIZE] for i in range(len(keys) - SIZE + 1)}
    shares = {}
    for left, right in combinations(sorted(held), 2):
        common = len(held[left] & held[right])
        if common:
            shares[left, right] = common / min(len(held[left]), len(held[right]))
    return shares


def _found_pairs(rows: Sequence[CopyRow]) -> Shares:
    """The pairs of the program; each of an identical group stands for the others."""
    groups = {row.articles[0]: row.articles for row in rows if row.relation == "identical"}
    shares: Shares = {}
    for row in rows:
        if row.relation == "identical":
            shares |= dict.fromkeys(combinations(sorted(row.articles), 2), 1.0)
            continue
        for left in groups.get(row.articles[0], row.articles[:1]):
            for right in groups.get(row.articles[1], row.articles[1:]):
                shares[min(left, right), max(left, right)] = row.score
    return shares


def _same_start(pile: Sequence[Analysis]) -> Shares:
    """Ten lines: the same hundred characters at the start."""
    starts: dict[str, list[str]] = {}
    for analysis in pile:
        spans = text_spans(analysis.document)
        start = analysis.document.text[spans[0].start :][:100] if spans else analysis.document.id
        starts.setdefault(start, []).append(analysis.document.id)
    return {pair: 1.0 for group in starts.values() for pair in combinations(sorted(group), 2)}


def _tallies(gold: Shares, found: Shares, level: float) -> list[Tally]:
    """One tally a pair that either side has."""
    right = {pair for pair, share in gold.items() if share >= level}
    said = {pair for pair, share in found.items() if share >= level}
    return [Tally(int(p in right & said), int(p in said), int(p in right)) for p in sorted(right | said)] or [
        Tally(0, 0, 0)
    ]


# Origins


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A pile of the case set: what is right, and what three ways count."""

    case: str
    gold: Bounds
    given: Bounds
    found: Bounds
    ten: Bounds


def _bounds() -> Iterator[Measure]:
    """Piles written by hand: all four bounds right, the passages given or found."""
    world = load_world()
    piles = []
    for row in read_cases(_FOLDER, "bounds.jsonl"):
        pile = read_pile(row, world)
        given, found = bounds_of(weigh_given(pile, world)), bounds_of(found_claim(pile))
        piles.append(_Weighed(row["id"], pile.gold, given, found, _outlets(row)))
    for name in _HALVES:
        judged = [pile for pile in piles if half(pile.case) == name]
        ten = sum(pile.ten == pile.gold for pile in judged) / len(judged)
        for way in ("given", "found"):
            got: list[Bounds] = [getattr(pile, way) for pile in judged]
            right = [pile.gold == bounds for pile, bounds in zip(judged, got, strict=True)]
            words_ = "passages given" if way == "given" else "whole program"
            yield Measure(
                name=f"origins: bounds right, {words_} ({name})",
                score=score_share(sum(right), len(right)),
                baseline=ten,
                slips=tuple(
                    Slip("bounds", pile.case, f"{bounds} for {pile.gold}")
                    for pile, bounds in zip(judged, got, strict=True)
                    if bounds != pile.gold
                ),
            )
            single = [
                a == b for pile, bounds in zip(judged, got, strict=True) for a, b in zip(pile.gold, bounds, strict=True)
            ]
            yield Measure(
                name=f"origins: single bounds right, {words_} ({name})",
                score=score_share(sum(single), len(single)),
                baseline=sum(a == b for p in judged for a, b in zip(p.gold, p.ten, strict=True)) / len(single),
                is_part=True,
            )


def _outlets(row: Mapping[str, Any]) -> Bounds:
    """Ten lines: as many origins as articles say so."""
    sides = [{p["article"] for p in row["passages"] if p["side"] == side} for side in ("for", "against")]
    return len(sides[0]), len(sides[0]), len(sides[1]), len(sides[1])


def _made_bounds() -> Iterator[Measure]:
    """Piles made by chance, whose bounds are known by construction."""
    world = load_world("de", "none")
    piles = [make_pile(seed) for seed in range(_MADE)]
    right = sum(bounds_of(pile.weigh(world)) == pile.bounds for pile in piles)
    ten = sum(_holders(pile.claim.stances) == pile.bounds for pile in piles)
    yield Measure(name="origins: bounds right, made piles", score=score_share(right, _MADE), baseline=ten / _MADE)


def _holders(stances: Sequence[Any]) -> Bounds:
    """Ten lines: as many origins as different holders."""
    sides = [{s.holder for s in stances if (s.stance == "denies") == against} for against in (False, True)]
    return len(sides[0]), len(sides[0]), len(sides[1]), len(sides[1])


# Stories


def _stories(articles: Mapping[str, Mapping[str, str]]) -> Iterator[Measure]:
    """Articles of five days as one pile, read without a model: B-cubed over the articles of a half.

    Source:
        Bagga and Baldwin (1998).
    """
    world = load_world("de", "none")
    gold: dict[str, str] = {}
    cases: dict[str, str] = {}
    days: dict[str, DayInterval] = {}
    pile = []
    for row in read_cases(_FOLDER, "stories.jsonl"):
        if (found := read_news(articles[row["key"]], world, _STORY_STAGES)) is None:
            continue
        id_ = found.document.id
        day = date.fromisoformat(row["story"][:10])
        gold[id_], cases[id_], days[id_] = row["story"], row["id"], DayInterval(day, day)
        pile.append(found)
    linked = Linked(own_dates=Dates(days=days))
    told = link_stories(tuple(pile), linked, world).of
    for name in _HALVES:
        chosen = [id_ for id_ in gold if half(cases[id_]) == name]
        ten = {id_: id_ for id_ in gold}
        yield Measure(
            name=f"stories: B3 F1 ({name}; 10 lines: each article alone)",
            score=_grouped(gold, told, chosen),
            baseline=_grouped(gold, ten, chosen).value,
            slips=tuple(_story_slips(gold, told, cases, chosen)),
        )


def _grouped(gold: Mapping[str, str], found: Mapping[str, str], chosen: Sequence[str]) -> Score:
    """B³ of all articles together, counted over those of a half."""
    ids = sorted(gold)
    pairs = {s: iter(p) for s, p in b_cubed([gold[id_] for id_ in ids], [found[id_] for id_ in ids]).items()}
    of_article = {id_: next(pairs[gold[id_]]) for id_ in ids}
    stories: dict[str, list[tuple[float, float]]] = {}
    for id_ in sorted(chosen):
        stories.setdefault(gold[id_], []).append(of_article[id_])
    return score_b_cubed(list(stories.values()))


def _story_slips(
    gold: Mapping[str, str], found: Mapping[str, str], cases: Mapping[str, str], chosen: Sequence[str]
) -> Iterator[Slip]:
    for id_ in chosen:
        right = {other for other in gold if gold[other] == gold[id_]}
        said = {other for other in gold if found[other] == found[id_]}
        if right != said:
            kind = "too wide" if right < said else "too narrow" if said < right else "another"
            yield Slip(kind, cases[id_], f"{len(said)} articles for {len(right)}")

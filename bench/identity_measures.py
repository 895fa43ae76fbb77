"""Who is meant and who is the same: pronouns and nouns, confusable pairs, the actors of four piles of articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from marks import TITLE
from measure import Measure, Slip, is_read
from passages import NEWS, read_cases, texts
from quellenlage.link.entity import link_entities
from quellenlage.pipeline.run import analyse, compile_article
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Entities, Linked
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import load_world
from scoring import b_cubed, score_b_cubed, score_share

_FOLDER, _PILES = "identity", "piles"
_NAME = re.compile(r"[A-ZÄÖÜ]\w+")
_HALVES: dict[str, Callable[[str], bool]] = {
    "": lambda _: True,
    " (read half)": lambda id_: is_read(id_),
    " (unread half)": lambda id_: not is_read(id_),
}


def measure_identity(shared: Path) -> tuple[Measure, ...]:
    """Accuracy and share answered of anaphors; wrong merges and found pairs; B³ of the piles."""
    return (*_anaphora(shared), *_pairs(shared), *_piles(shared))


# --- a pile of articles as the program links it -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pile:
    """Linked articles: the entities of a stretch of an article's text, and which entities have a name."""

    rows: Mapping[str, Sequence[tuple[Span, str]]]
    named: frozenset[str]

    def of(self, article: str, span: Span) -> tuple[str, ...]:
        """The entities of the words that share most characters with a span; several where they stand for several."""
        found = [(_likeness(span, s), s, e) for s, e in self.rows.get(article, ()) if s.overlaps(span)]
        best = max(found, default=None, key=lambda f: (f[0], -f[1].start))
        return tuple(e for _, s, e in found if best and s == best[1])


def _likeness(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (len(one) + len(other) - shared)


@lru_cache(maxsize=1024)
def _compiled(name: str, text: str) -> Analysis:
    """A text under ``TITLE``; the check of the language is passed over, a text may be one sentence."""
    world = load_world()
    done = compile_article((TITLE + text).encode(), name, world)
    if done.document.language is None:
        done = analyse(replace(done.document, language=world.language.code, analysed=True), world)
    return done


def _link(articles: Mapping[str, str]) -> _Pile:
    """Texts by a name of ours."""
    analyses = {name: _compiled(f"{name}.txt", text) for name, text in sorted(articles.items())}
    entities: Entities = link_entities(tuple(analyses.values()), Linked(), load_world())
    ids = {analysis.document.id: name for name, analysis in analyses.items()}
    rows: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for row in entities.mentions:
        if row.start >= len(TITLE):
            rows[ids[row.article]].append((Span(row.start, row.end).shift(-len(TITLE)), row.entity))
    return _Pile(rows, frozenset(row.entity for row in entities.mentions if row.form == "name"))


# --- anaphors ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whether somebody named was given, and whether that is right."""

    id: str
    is_given: bool
    is_right: bool
    words: str = ""


def _anaphora(shared: Path) -> Iterator[Measure]:
    rows = [r for r in read_cases(_FOLDER, "anaphora.jsonl") if r["key"] in texts(shared, r["source"])]
    if not rows:
        return
    system = [_answer(row, shared) for row in rows]
    simple = [_nearest(row, shared) for row in rows]
    for half, chosen in _HALVES.items():
        mine, ten = ([a for a in answers if chosen(a.id)] for answers in (system, simple))
        given = [a for a in mine if a.is_given]
        plain = [a for a in ten if a.is_given]
        yield Measure(
            name=f"identity: anaphors, accuracy of answers{half}",
            score=score_share(sum(a.is_right for a in given), len(given)),
            baseline=sum(a.is_right for a in plain) / max(1, len(plain)),
            slips=tuple(Slip("wrong", a.id, a.words) for a in given if not a.is_right) if "(read" in half else (),
        )
        yield Measure(
            name=f"identity: anaphors, share answered{half}",
            score=score_share(len(given), len(mine)),
            baseline=len(plain) / max(1, len(ten)),
            slips=tuple(Slip("open", a.id, a.words) for a in mine if not a.is_given) if "(read" in half else (),
        )


def _answer(row: Mapping[str, Any], shared: Path) -> _Answer:
    text, span = texts(shared, row["source"])[row["key"]], Span(row["start"], row["end"])
    pile = _link({row["key"]: text})
    said = set(pile.of(row["key"], span)) & pile.named
    reached = {a["ref"] for a in row["antecedents"] if said & set(pile.of(row["key"], Span(a["start"], a["end"])))}
    return _judged(row, text, reached, given=bool(said))


def _nearest(row: Mapping[str, Any], shared: Path) -> _Answer:
    """The nearest word with a capital before it that is not the first of its sentence."""
    text = texts(shared, row["source"])[row["key"]]
    names = [Span(*m.span()) for m in _NAME.finditer(text, 0, row["start"]) if text[max(0, m.start() - 2)] not in ".!?"]
    reached = {a["ref"] for a in row["antecedents"] if names and names[-1].overlaps(Span(a["start"], a["end"]))}
    return _judged(row, text, reached, given=bool(names))


def _judged(row: Mapping[str, Any], text: str, reached: set[int], *, given: bool) -> _Answer:
    wanted = {a["ref"] for a in row["antecedents"]}
    right = bool(reached) and (reached >= wanted or not row.get("all"))
    words = f"…{text[max(0, row['start'] - 120) : row['start']]}[{text[row['start'] : row['end']]}]"
    return _Answer(row["id"], given, right, f"{row['kind']} {row.get('reason', '')} | {words} | {row['name']}")


# --- pairs -------------------------------------------------------------------------------------------------


def _pairs(shared: Path) -> Iterator[Measure]:
    news = texts(shared, NEWS)
    rows = [r for r in read_cases(_FOLDER, "pairs.jsonl") if all("text" in r[s] or r[s]["key"] in news for s in "ab")]
    judged = [(row, *_same(row, news)) for row in rows if not row.get("doubtful")]
    for half, chosen in _HALVES.items():
        mine = [j for j in judged if chosen(j[0]["id"])]
        apart, same = ([j for j in mine if j[0]["same"] is wanted] for wanted in (False, True))
        told = "(read" in half
        yield Measure(
            name=f"identity: different pairs kept apart{half}",
            score=score_share(sum(not s for _, s, _ in apart), len(apart)),
            baseline=sum(not t for *_, t in apart) / max(1, len(apart)),
            slips=tuple(_slip("merged", row, news) for row, s, _ in apart if s) if told else (),
        )
        yield Measure(
            name=f"identity: same pairs found{half}",
            score=score_share(sum(s for _, s, _ in same), len(same)),
            baseline=sum(t for *_, t in same) / max(1, len(same)),
            slips=tuple(_slip("missed", row, news) for row, s, _ in same if not s) if told else (),
        )


def _same(row: Mapping[str, Any], news: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether both sides are one, by the program, and by the last word of the names."""
    names = {side: row[side].get("key", f"{row['id']}{side}") for side in "ab"}
    sides = {side: (row[side].get("text") or news[names[side]]) for side in "ab"}
    pile = _link({names[side]: sides[side] for side in "ab"})
    said = [set(pile.of(names[s], Span(row[s]["start"], row[s]["end"]))) for s in "ab"]
    last = [_last(sides[s][row[s]["start"] : row[s]["end"]]) for s in "ab"]
    return bool(said[0] & said[1]), last[0] == last[1]


def _last(words: str) -> str:
    return fold(words).rpartition(" ")[2].removesuffix("s")


def _slip(kind: str, row: Mapping[str, Any], news: Mapping[str, str]) -> Slip:
    words = []
    for side in (row["a"], row["b"]):
        text = side.get("text") or news[side["key"]]
        words.append(f"…{text[max(0, side['start'] - 60) : side['start']]}[{text[side['start'] : side['end']]}]")
    return Slip(f"{kind}, {row['type']}", row["id"], f"{row['why']} | {' | '.join(words)}")


# --- piles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marked:
    """A gold mention: its entity, place, words and form."""

    entity: str
    article: str
    span: Span
    words: str
    form: str


def _piles(shared: Path) -> Iterator[Measure]:
    news = texts(shared, NEWS)
    piles = read_cases(_PILES, "piles.jsonl")
    if not all(article["key"] in news for pile in piles for article in pile["articles"]):
        return
    system: dict[str, list[tuple[float, float]]] = {}
    simple: dict[str, list[tuple[float, float]]] = {}
    slips: list[Slip] = []
    for pile in piles:
        marks = _marks(pile["pile"], news)
        gold = [mark.entity for mark in marks]
        linked = _link({article["key"]: news[article["key"]] for article in pile["articles"]})
        said = [next(iter(linked.of(m.article, m.span)), f"none {i}") for i, m in enumerate(marks)]
        system |= b_cubed(gold, said)
        simple |= b_cubed(gold, [_last(m.words) for m in marks])
        slips += _pile_slips(marks, said)
    for half, chosen in _HALVES.items():
        yield Measure(
            name=f"identity: entities of the piles, B³ F1{half}",
            score=score_b_cubed([parts for id_, parts in system.items() if chosen(id_)]),
            baseline=score_b_cubed([parts for id_, parts in simple.items() if chosen(id_)]).value,
            slips=tuple(slips) if "(read" in half else (),
        )


def _marks(pile: str, news: Mapping[str, str]) -> list[_Marked]:
    return [
        _Marked(row["id"], m["key"], Span(m["start"], m["end"]), news[m["key"]][m["start"] : m["end"]], m["form"])
        for row in read_cases(_PILES, "entities.jsonl")
        if row["pile"] == pile
        for m in row["mentions"]
    ]


def _pile_slips(marks: Sequence[_Marked], said: Sequence[str]) -> Iterator[Slip]:
    """Mentions of entities of the read half that stand apart from most others of theirs."""
    usual: dict[str, str] = {}
    for entity in {m.entity for m in marks}:
        counts = Counter(s for m, s in zip(marks, said, strict=True) if m.entity == entity)
        usual[entity] = min(counts, key=lambda s: (-counts[s], s))
    for mark, other in zip(marks, said, strict=True):
        if is_read(mark.entity) and other != usual[mark.entity]:
            kind = "not found" if other.startswith("none") else "apart"
            yield Slip(f"{kind}, {mark.form}", mark.entity, f"[{mark.words}] {other} for {usual[mark.entity]}")

"""What the knowledge base knows: states under all their names, and the names of running news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import Measure, Slip, is_read
from passages import NEWS, read_cases, texts
from quellenlage.kb.gazetteer import Hit
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World, load_world
from scoring import Tally, match, score_f1, score_share

_FOLDER = "known_names"
_COUNTRY = "country:"
# Beside it: the twenty states that news names most, as whole words with any ending.
_TEN_LINES = re.compile(
    r"\b(Deutsch|Frankreich|Franz|Ital|Span|Brit|US|USA|Amerika|Russ|Chin|Türk|Pol|Österreich|Schweiz|Iran|Israel|Indi"
    r"|Japan|Ukrain)\w*"
)
_TEN_CODES = {
    "Deutsch": "DE", "Frankreich": "FR", "Franz": "FR", "Ital": "IT", "Span": "ES", "Brit": "GB", "US": "US",
    "USA": "US", "Amerika": "US", "Russ": "RU", "Chin": "CN", "Türk": "TR", "Pol": "PL", "Österreich": "AT",
    "Schweiz": "CH", "Iran": "IR", "Israel": "IL", "Indi": "IN", "Japan": "JP", "Ukrain": "UA",
}  # fmt: skip


def measure_kb(shared: Path) -> tuple[Measure, ...]:
    """States found and right, and the share of names that are known, by type."""
    return (*_states(shared), *_known(shared))


def _states(shared: Path) -> Iterator[Measure]:
    tallies, unread, ten, slips = [], [], [], []
    for case in read_cases(_FOLDER, "countries.jsonl"):
        text = _text(case, shared)
        if text is None:
            continue
        world = load_world(case["lang"], "none")
        gold = [m for m in case["marks"] if not m.get("doubtful")]
        doubtful = [Span(m["start"], m["end"]) for m in case["marks"] if m.get("doubtful")]
        system = [(s, iso) for s, iso in _found(text, gold, world) if not any(s.overlaps(d) for d in doubtful)]
        pairs = match(gold, system, _fits)
        tallies.append(Tally(len(pairs), len(system), len(gold)))
        unread += [] if is_read(case["id"]) else [tallies[-1]]
        other = [(Span(*m.span()), _TEN_CODES[m[1]]) for m in _TEN_LINES.finditer(text)]
        ten.append(Tally(len(match(gold, other, _fits)), len(other), len(gold)))
        if not is_read(case["id"]):
            continue
        met, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, mark in enumerate(gold):
            if i not in met:
                words = text[mark["start"] : mark["end"]]
                slips.append(Slip(f"missed {mark['kind']}", case["id"], f"[{words}] {mark['iso']} | {text}"))
        slips += [
            Slip("too many", case["id"], f"[{span.of(text)}] {iso} | {text}")
            for j, (span, iso) in enumerate(system)
            if j not in used
        ]
    yield Measure(
        name="kb: states under all names F1", score=score_f1(tallies), baseline=score_f1(ten).value, slips=tuple(slips)
    )
    yield Measure(name="kb: states under all names F1 (unread half)", score=score_f1(unread), is_part=True)


def _text(case: dict[str, Any], shared: Path) -> str | None:
    if "text" in case:
        return str(case["text"])
    whole = texts(shared, NEWS).get(case["key"])
    return whole[case["start"] : case["end"]] if whole else None


def _found(text: str, gold: Sequence[dict[str, Any]], world: World) -> list[tuple[Span, str]]:
    """Names of states and seats of their governments.

    Other places count only where a capital is marked, as not every town is, and organisations of a state only where
    their name holds a mark („Kongolesische Regierung“).
    """
    marks = [(Span(m["start"], m["end"]), m["kind"] == "capital") for m in gold]
    found = []
    for hit in world.gazetteer.find(text):
        codes = {code for entity in hit.entities if (code := _code(entity, world))}
        is_state = hit.kind == "seat" or any(entity.startswith(_COUNTRY) for entity in hit.entities)
        met = any(hit.span.overlaps(m) if capital else _is_part(m, hit, world) for m, capital in marks)
        if codes and not hit.ambiguous and (is_state or met):
            found.append((hit.span, _likeliest(hit, world)))
    return found


def _is_part(mark: Span, hit: Hit, world: World) -> bool:
    """Whether a mark stands inside the name of an organisation."""
    organisation = all(world.kb.entities[entity].type is EntityType.ORG for entity in hit.entities)
    return organisation and hit.span.contains(mark)


def _likeliest(hit: Hit, world: World) -> str:
    """The state of the most populous individual that bears the name."""
    entities = world.kb.entities
    return _code(max(hit.entities, key=lambda e: (e.startswith(_COUNTRY), entities[e].population)), world)


def _code(entity: str, world: World) -> str:
    """ISO 3166 of a state, or of the state that a place belongs to."""
    seen = entity
    for _ in range(5):
        if seen.startswith(_COUNTRY):
            return seen.removeprefix(_COUNTRY)
        parents = world.kb.entities[seen].part_of
        if not parents:
            return ""
        seen = parents[0]
    return ""


def _fits(mark: dict[str, Any], found: tuple[Span, str]) -> float:
    return float(found[0].overlaps(Span(mark["start"], mark["end"])) and found[1] == mark["iso"])


def _known(shared: Path) -> Iterator[Measure]:
    """The share of names that the kb holds under the name that the marker gave, or the form that stands there."""
    world = load_world("de", "none")
    rows = [
        (m, text) for case in read_cases(_FOLDER, "names.jsonl") if (text := _text(case, shared)) for m in case["marks"]
    ]
    for kind in ("PER", "ORG", "LOC"):
        right, slips = [], []
        for mark, text in rows:
            if mark["type"] == kind and not mark.get("doubtful"):
                form = text[mark["start"] : mark["end"]]
                right.append(_is_known(kind, (mark["name"], form), world))
                slips += [Slip(f"not known {kind}", "", mark["name"])] * (not right[-1])
        if right:
            yield Measure(
                name=f"kb: share of names known, {kind}", score=score_share(sum(right), len(right)), slips=tuple(slips)
            )


def _is_known(kind: str, forms: tuple[str, ...], world: World) -> bool:
    if kind == "PER":
        return any(world.kb.person(fold_sounds(form)) for form in forms)
    return any(len(hit.span) == len(form) for form in forms for hit in world.gazetteer.find(form))

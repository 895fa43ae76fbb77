"""Denials and what they deny, transfers, and claims over the articles of a pile.

Marks were made by somebody who had not seen the program. Cases whose hash is even may be read; what the other half
says is what counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from marks import TITLE, read_alone
from measure import Measure, Slip, by_halves, is_read
from passages import NEWS, read_cases, texts
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import ClaimRow, Record
from quellenlage.records.document import Document, Passage
from quellenlage.records.layers import Analysis
from quellenlage.records.transfer import Transfer
from quellenlage.text.span import Span
from quellenlage.world import load_world
from scoring import Tally, b_cubed, match, score_b_cubed, score_f1, score_mean, score_share

DENYING = re.compile(
    r"bestr[ei]+t\w*|dementier\w*|zurückgewiesen|zurück\b|widersprach|leugne\w*|bezweifel\w*|Zweifel|nicht wahr|falsch"
)
_GOODS = (
    ("medical", r"\w*[Mm]asken?|Impfstoffe?|Medikamente?|Beatmungsgeräte?"), ("arms", r"Waffen|Panzer|Raketen"),
    ("money", r"Euro|Dollar|Geld|Kredite?"), ("fuel", r"Gas|Öl"), ("food", r"Lebensmittel|Getreide|Weizen"),
    ("aid", r"Hilfsgüter|Hilfe"),
)  # fmt: skip
_CAPITAL = re.compile(r"[A-ZÄÖÜ]\w+")


@dataclass(frozen=True, slots=True)
class _Deal:
    """A transfer as somebody marks it; spans count in the passage."""

    supplier: Span | None
    recipient: Span | None
    item: tuple[Span, ...]
    stage: str
    quantity: Span | None


def measure_claims(shared: Path) -> tuple[Measure, ...]:
    """All of it."""
    return (*_measure_transfers(shared), *_measure_denials(shared), *_measure_piles(shared))


@cache
def compiled(shared: Path, source: str, key: str) -> Analysis:
    """The analysis of an article, by its source and key; offsets of its source count in the text."""
    return compile_article(texts(shared, source)[key].encode(), f"{source}-{key}.txt", load_world())


# --- transfers


def _measure_transfers(shared: Path) -> Iterable[Measure]:
    rows = [row for row in read_cases("claims", "transfers.jsonl") if row["key"] in texts(shared, row["source"])]
    ids = [row["id"] for row in rows]
    passages = [texts(shared, row["source"])[row["key"]][row["start"] : row["end"]] for row in rows]
    gold = [[_marked(deal) for deal in row["transfers"]] for row in rows]
    program = [_deals(text, row["id"]) for row, text in zip(rows, passages, strict=True)]
    ten = [_by_words(text) for text in passages]
    ways: dict[str, Callable[[_Deal, _Deal], bool]] = {
        "transfers: parties, item, stage F1": lambda g, s: (
            _same_item(g, s) and _same_parties(g, s) and g.stage == s.stage
        ),
        "transfers: item, stage F1": lambda g, s: _same_item(g, s) and g.stage == s.stage,
        "transfers: item, parties F1": lambda g, s: _same_item(g, s) and _same_parties(g, s),
    }
    for name, fits in ways.items():
        tallies = [_tally(g, s, fits) for g, s in zip(gold, program, strict=True)]
        yield from by_halves(
            name,
            ids,
            lambda chosen, tallies=tallies: score_f1([tallies[i] for i in chosen]),  # type: ignore[misc]
            baseline=score_f1([_tally(g, s, fits) for g, s in zip(gold, ten, strict=True)]).value,
            slips=tuple(_slips(rows, passages, program, tallies)),
        )
    found = [pair for g, s in zip(gold, program, strict=True) for pair in _pairs(g, s, _same_item)]
    right = sum(_overlap(g.quantity, s.quantity) for g, s in found)
    yield Measure(name="transfers: quantity right, of items found", score=score_share(right, len(found)), is_part=True)


def _marked(row: Mapping[str, Any]) -> _Deal:
    spans = {key: Span(*row[key]) if row[key] else None for key in ("supplier", "recipient", "quantity")}
    item = (Span(*row["item"]),) if row["item"] else ()
    return _Deal(spans["supplier"], spans["recipient"], item, row["stage"], spans["quantity"])


def _deals(text: str, name: str) -> list[_Deal]:
    document, found = read_alone(text, name, load_world())
    return [_deal(t, document) for t in found.transfers if t.polarity == "+"]


def _deal(transfer: Transfer, document: Document) -> _Deal:
    def back(spans: Sequence[Span]) -> Span | None:
        if not spans:
            return None
        passage = document.passage(spans[0])
        return Span(passage.start, passage.end).shift(-len(TITLE))

    amount = transfer.amount
    items = tuple(span for item in transfer.items if (span := back((item.span,))))
    return _Deal(
        back(transfer.suppliers),
        back(transfer.recipients),
        items,
        transfer.stage,
        back((amount.span,)) if amount else None,
    )


def _by_words(text: str) -> list[_Deal]:
    """A word for goods, the capitalised word before the first verb of giving, the one behind „an“."""
    found = []
    for _, words in _GOODS:
        m = re.search(rf"\b(?:{words})\b", text)
        if m and re.search(r"liefer|gab|schick|spend|erh[ai]elt|brauch|fehl|bekam|kauf|bestell", text):
            first, to = _CAPITAL.search(text), re.search(r"\b(?:an|für|nach) (?:\w+ )?([A-ZÄÖÜ]\w+)", text)
            found.append(_Deal(Span(*first.span()) if first else None, Span(*to.span(1)) if to else None,
                               (Span(*m.span()),), "delivered", None))  # fmt: skip
    return found


def _overlap(left: Span | None, right: Span | None) -> bool:
    return left is right is None or (left is not None and right is not None and left.overlaps(right))


def _same_item(gold: _Deal, other: _Deal) -> bool:
    return any(a.overlaps(b) for a in gold.item for b in other.item) or (not gold.item and not other.item)


def _same_parties(gold: _Deal, other: _Deal) -> bool:
    return _overlap(gold.supplier, other.supplier) and _overlap(gold.recipient, other.recipient)


def _pairs(
    gold: Sequence[_Deal], other: Sequence[_Deal], fits: Callable[[_Deal, _Deal], bool]
) -> list[tuple[_Deal, _Deal]]:
    return [(gold[i], other[j]) for i, j in match(gold, other, lambda g, s: float(fits(g, s)))]


def _tally(gold: Sequence[_Deal], other: Sequence[_Deal], fits: Callable[[_Deal, _Deal], bool]) -> Tally:
    return Tally(len(_pairs(gold, other, fits)), len(other), len(gold))


def _slips(
    rows: Sequence[Mapping[str, Any]],
    passages: Sequence[str],
    program: Sequence[Sequence[_Deal]],
    tallies: Sequence[Tally],
) -> Iterable[Slip]:
    """Errors of the half that may be read."""
    for row, text, deals, tally in zip(rows, passages, program, tallies, strict=True):
        if is_read(row["id"]) and (tally.met < tally.gold or tally.met < tally.system):
            kind = "missed" if not deals else "too much" if not tally.gold else "other"
            yield Slip(kind, row["id"], f"{[_words(d, text) for d in deals]} | {text}")


def _words(deal: _Deal, text: str) -> str:
    def of(span: Span | None) -> str:
        return span.of(text) if span else "-"

    return f"{deal.stage}: {of(deal.supplier)} > {of(deal.recipient)}: {' + '.join(map(of, deal.item))}"


# --- denials


def _measure_denials(shared: Path) -> Iterable[Measure]:
    rows = [
        row
        for row in read_cases("claims", "denials.jsonl")
        if _place(row)["key"] in texts(shared, _place(row)["source"])
    ]
    denials = [row for row in rows if row["denial"]]
    answers = [_answer(row, shared) for row in denials]
    ids = [row["id"] for row in denials]
    texts_of = [words_of(row["denial"], shared) for row in denials]
    yield from by_halves(
        "denials found",
        ids,
        lambda chosen: score_share(sum(answers[i][0] for i in chosen), len(chosen)),
        baseline=sum(bool(DENYING.search(text)) for text in texts_of) / len(texts_of),
        slips=tuple(
            Slip("not found", i, t) for i, t, a in zip(ids, texts_of, answers, strict=True) if not a[0] and is_read(i)
        ),
    )
    aimed = [i for i, row in enumerate(denials) if row["target"]]
    joined = {i: answers[i][1] for i in aimed}
    yield from by_halves(
        "denials joined to what they deny",
        [ids[i] for i in aimed],
        lambda chosen: score_share(sum(joined[aimed[k]] for k in chosen), len(chosen)),
        baseline=sum(_nearest(denials[i], shared) for i in aimed) / len(aimed),
        slips=tuple(
            Slip(f"not joined, {denials[i]['same']}", ids[i], texts_of[i])
            for i in aimed if not joined[i] and answers[i][0] and is_read(ids[i])
        ),
    )  # fmt: skip
    for where in ("sentence", "article", "other"):
        part = [i for i in aimed if denials[i]["same"] == where]
        score = score_share(sum(joined[i] for i in part), len(part))
        yield Measure(name=f"denials joined ({where})", score=score, is_part=True)
    alike = [row for row in rows if row["lookalike"]]
    spared = sum(not objections(row["lookalike"], record_of((row["lookalike"],), shared), shared) for row in alike)
    caught = sum(bool(DENYING.search(words_of(row["lookalike"], shared))) for row in alike)
    yield Measure(
        name="look-alikes of denials left alone",
        score=score_share(spared, len(alike)),
        baseline=1 - caught / len(alike),
    )


def _place(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return row["denial"] or row["lookalike"]


def words_of(place: Mapping[str, Any], shared: Path) -> str:
    """The words of a place: ``source``, ``key``, ``start``, ``end``."""
    return texts(shared, place["source"])[place["key"]][place["start"] : place["end"]]


def record_of(places: Sequence[Mapping[str, Any]], shared: Path) -> Record:
    """The articles of these places, linked with one another and with nothing else."""
    keys = dict.fromkeys((place["source"], place["key"]) for place in places)
    return link_pile([compiled(shared, source, key) for source, key in keys], load_world())


def objections(
    place: Mapping[str, Any], record: Record, shared: Path, acts: Iterable[str] = ("denies", "doubts")
) -> list[ClaimRow]:
    """Claims with such a stance whose words, or whose quotation's words of saying, lie in a place."""
    article = compiled(shared, place["source"], place["key"]).document.id
    around = Span(place["start"], place["end"])
    quotations = {q.id: q for q in record.quotation}

    def inside(passage: Passage) -> bool:
        return passage.article == article and Span(passage.start, passage.end).overlaps(around)

    found = []
    for claim in record.claim:
        for stance in claim.stances:
            quotation = quotations.get(stance.quotation or "")
            cues = quotation.cue if quotation else ()
            if stance.stance in acts and (any(map(inside, cues)) if cues else inside(stance.span)):
                found.append(claim)
                break
    return found


def _answer(row: Mapping[str, Any], shared: Path) -> tuple[bool, bool]:
    """Whether a denial is found, and whether a claim that it is in holds what it denies."""
    places = [row["denial"], *([row["target"]] if row["target"] else [])]
    record = record_of(places, shared)
    acts = ("confirms",) if row["stance"] == "confirms" else ("denies", "doubts")
    claims = objections(row["denial"], record, shared, acts)
    target = row["target"]
    if not claims or not target:
        return bool(claims), False
    article = compiled(shared, target["source"], target["key"]).document.id
    aim = Span(target["start"], target["end"])
    spans = [s.span for claim in claims for s in claim.stances] + [claim.span for claim in claims]
    return True, any(p.article == article and mostly(Span(p.start, p.end), aim) for p in spans)


def mostly(one: Span, other: Span) -> bool:
    """Whether two spans share half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 >= min(len(one), len(other))


def _nearest(row: Mapping[str, Any], shared: Path) -> bool:
    """Ten lines: a clause with „dass“ in the sentence, else the sentence before."""
    place, target = row["denial"], row["target"]
    text = texts(shared, place["source"])[place["key"]]
    if (place["source"], place["key"]) != (target["source"], target["key"]):
        return False
    at = text.find("dass ", place["start"], place["end"])
    before = max((m.end() for m in re.finditer(r"[.!?]\s", text[: max(0, place["start"] - 2)])), default=0)
    guess = Span(at, place["end"]) if at >= 0 else Span(before, max(before + 1, place["start"]))
    return mostly(guess, Span(target["start"], target["end"]))


# --- claims over piles


def _measure_piles(shared: Path) -> Iterable[Measure]:
    """B-cubed over the marked stances: who stands with whom in one claim; what the program lacks stands alone."""
    piles = {row["pile"]: [a["key"] for a in row["articles"]] for row in read_cases("piles", "piles.jsonl")}
    claims = read_cases("piles", "claims.jsonl")
    ours: dict[str, list[tuple[float, float]]] = {}
    words: dict[str, list[tuple[float, float]]] = {}
    for pile, keys in piles.items():
        if any(key not in texts(shared) for key in keys):
            continue
        record = link_pile([compiled(shared, NEWS, key) for key in keys], load_world())
        places = [
            (c["id"], s["key"], Span(s["start"], s["end"])) for c in claims if c["pile"] == pile for s in c["stances"]
        ]
        system = [_home(key, span, record, shared) or f"alone {i}" for i, (_, key, span) in enumerate(places)]
        gold = [id_ for id_, _, _ in places]
        ours |= b_cubed(gold, system)
        words |= b_cubed(gold, [_rarest(key, span, places, shared) for _, key, span in places])
    ids = list(ours)
    yield from by_halves(
        "claims over a pile, B-cubed F1",
        ids,
        lambda chosen: score_b_cubed([ours[ids[i]] for i in chosen]),
        baseline=score_b_cubed(list(words.values())).value,
    )
    pairs = [pair for found in ours.values() for pair in found]
    yield Measure(name="claims over a pile, B-cubed precision", score=score_mean([p for p, _ in pairs]), is_part=True)
    yield Measure(name="claims over a pile, B-cubed recall", score=score_mean([r for _, r in pairs]), is_part=True)


def _home(key: str, span: Span, record: Record, shared: Path) -> str | None:
    """The claim with the stance that shares most with a place."""
    article = compiled(shared, NEWS, key).document.id
    best, most = None, 0
    for claim in record.claim:
        for stance in claim.stances:
            if stance.article == article and mostly(Span(stance.span.start, stance.span.end), span):
                shared_ = min(stance.span.end, span.end) - max(stance.span.start, span.start)
                if shared_ > most:
                    best, most = claim.id, shared_
    return best


def _rarest(key: str, span: Span, places: Sequence[tuple[str, str, Span]], shared: Path) -> str:
    """Ten lines: the capitalised word of a place that fewest places have, but another one too."""
    counts: dict[str, int] = defaultdict(int)
    for _, other, there in places:
        for word in set(_CAPITAL.findall(there.of(texts(shared)[other]))):
            counts[word] += 1
    own = {w for w in _CAPITAL.findall(span.of(texts(shared)[key])) if counts[w] > 1}
    return min(own, key=lambda w: (counts[w], w), default=f"{key} {span.start}")

"""Figures on the choosing tenths, straight from the scores, to compare settings. ``bench`` measures what ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from corpora.sample import FEATURES, NAME_TAGS, ROLES, UNKNOWN
from device import half, move
from network import Network
from windows import Example, collate, targets

_Spans = set[tuple[int, int, str]]


def measure(network: Network, found: Sequence[Example], batch: int = 8) -> dict[str, float]:
    """Accuracy of words, F1 of names by span and of roles by word, F1 of Konjunktiv I."""
    counts: Counter[str] = Counter()
    network.eval()
    order = sorted(found, key=lambda e: len(e.window.ids))
    with torch.inference_mode(), half():
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            inputs = move(collate([e.window for e in rows]))
            _count(network, inputs, move(targets(rows, inputs["first"].shape[1])), counts)
    network.train()
    names = sorted({key.split(":")[0] for key in counts})
    return {name: round(_figure(counts, name), 4) for name in names}


def _figure(counts: Counter[str], name: str) -> float:
    if counts[f"{name}:all"]:
        return counts[f"{name}:right"] / counts[f"{name}:all"]
    return 2 * counts[f"{name}:hit"] / max(1, counts[f"{name}:found"] + counts[f"{name}:wanted"])


def _count(network: Network, inputs: dict[str, Tensor], wanted: dict[str, Tensor], counts: Counter[str]) -> None:
    read = network(inputs)
    if "upos" in wanted:
        here = wanted["upos"] != UNKNOWN
        heads = read.arcs.argmax(-1)
        relation = network.label_scores(read, heads[..., None])[:, :, 0].argmax(-1)
        right = heads == wanted["head"] + 1
        _right(counts, "upos", (read.upos.argmax(-1) == wanted["upos"])[here])
        _right(counts, "uas", right[here])
        _right(counts, "las", (right & (relation == wanted["relation"]))[here])
        parts = read.features.split([len(v) for v in FEATURES.values()], -1)
        values = {f: p.argmax(-1) for f, p in zip(FEATURES, parts, strict=True)}
        _first_subjunctive(counts, values, wanted)
    if "names" in wanted:
        for found, gold in zip(read.names.argmax(-1).tolist(), wanted["names"].tolist(), strict=True):
            if any(0 < g < len(NAME_TAGS) for g in gold) or 0 in gold:
                _overlap(counts, "names", name_spans(found, gold), name_spans(gold, gold))
    if "quote" in wanted:
        tags = read.roles.unflatten(-1, (len(ROLES), 3)).argmax(-1) > 0
        for number, role in enumerate(ROLES):
            here = wanted[role] != UNKNOWN
            found, gold = tags[:, :, number][here], wanted[role][here] > 0
            counts[f"{role}:hit"] += int((found & gold).sum())
            counts[f"{role}:found"] += int(found.sum())
            counts[f"{role}:wanted"] += int(gold.sum())


def _first_subjunctive(counts: Counter[str], values: dict[str, Tensor], wanted: dict[str, Tensor]) -> None:
    subjunctive, present = FEATURES["Mood"].index("Sub"), FEATURES["Tense"].index("Pres")
    found = (values["Mood"] == subjunctive) & (values["Tense"] == present) & (wanted["Mood"] != UNKNOWN)
    gold = (wanted["Mood"] == subjunctive) & (wanted["Tense"] == present)
    counts["konjunktiv1:hit"] += int((found & gold).sum())
    counts["konjunktiv1:found"] += int(found.sum())
    counts["konjunktiv1:wanted"] += int(gold.sum())


def name_spans(tags: Sequence[int], known: Sequence[int]) -> _Spans:
    """Spans of names with their kind, over the words whose tag is known."""
    spans: _Spans = set()
    start, kind = None, ""
    for at, tag in enumerate([*tags, 0]):
        name = NAME_TAGS[tag] if 0 <= tag < len(NAME_TAGS) and (at == len(tags) or known[at] != UNKNOWN) else "O"
        if start is not None and name != f"I-{kind}":
            spans.add((start, at, kind))
            start = None
        if name.startswith("B-") or (name.startswith("I-") and start is None):
            start, kind = at, name[2:]
    return spans


def _right(counts: Counter[str], name: str, right: Tensor) -> None:
    counts[f"{name}:right"] += int(right.sum())
    counts[f"{name}:all"] += right.numel()


def _overlap(counts: Counter[str], name: str, found: Iterable[object], gold: Iterable[object]) -> None:
    found, gold = set(found), set(gold)
    counts[f"{name}:hit"] += len(found & gold)
    counts[f"{name}:found"] += len(found)
    counts[f"{name}:wanted"] += len(gold)

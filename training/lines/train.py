"""Train the classifier of lines: ``python training/lines/train.py`` (some minutes on one processor).

Needs the packages of the dependency group ``train``; pages of publishers in ``../shared/data`` are read where they are.
Writes card and weights into the package. With ``--choosing`` a fifth of the pages is kept out and measured instead.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from pages import TYPES, Page, read_fundus, read_own
from torch import Tensor, nn
from words import weigh_words

from quellenlage.clean.shape import NAMES
from quellenlage.lang.language import Language
from quellenlage.lang.loader import load_language
from quellenlage.models.lines import CARD, FOLDER, WEIGHTS
from quellenlage.records.document import BlockType

HERE = Path(__file__).parent
# All set by hand; ``--choosing`` prints what they come to.
HIDDEN, DILATIONS = 48, (1, 3, 9)
EPOCHS, RATE, DECAY, DROPOUT = 40, 3e-3, 1e-2, 0.3
# Copies of a page in an epoch of which some lines are left out, as careless readers copy.
COPIES = 2
# Types that are rare count up to this many times as much.
HEAVIEST = 3.0
# Networks that decide together; with one of them figures vary by a point or two.
SEEDS = (1, 2, 3)
# Words are weighed on other pages than those that learn from them, in so many parts.
FOLDS = 5


class Network(nn.Module):
    """Lines mixed with their neighbours, three times from near to far."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(len(NAMES), HIDDEN)
        self.mixes = nn.ModuleList(nn.Linear(5 * HIDDEN, HIDDEN) for _ in DILATIONS)
        self.last = nn.Linear(2 * HIDDEN, len(TYPES))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, features: Tensor) -> Tensor:
        """Lines, features to lines, types: log probabilities."""
        own = self.dropout(torch.relu(self.first(features)))
        hidden = own
        for dilation, mix in zip(DILATIONS, self.mixes, strict=True):
            padded = nn.functional.pad(hidden, (0, 0, 2 * dilation, 2 * dilation))
            beside = torch.cat([padded[i * dilation : i * dilation + len(hidden)] for i in range(5)], 1)
            hidden = hidden + self.dropout(torch.relu(mix(beside)))
        return self.last(torch.cat([own, hidden], 1)).log_softmax(-1)


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--choosing", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    language = load_language("de")
    own = [page for path in sorted((HERE / "own").glob("*.jsonl")) for page in read_own(path, language)]
    fundus = list(read_fundus(options.shared / "data" / "pages" / "fundus", language))
    pages = own + fundus
    kept_out = [page for page in pages if options.choosing and _hash(page.name) % 10 < 2]
    rest = [page for page in pages if page not in kept_out]
    networks = [train(rest, seed) for seed in SEEDS]
    if options.choosing:
        report(networks, kept_out, _languages(rest)[FOLDS])
    else:
        save(networks, {"own": len(own), "fundus": len(fundus)})


def train(pages: Sequence[Page], seed: int) -> Network:
    """All epochs over pages, whole and with lines left out."""
    torch.manual_seed(seed)
    chance, languages = random.Random(seed), _languages(pages)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    counts = np.sum([page.allowed.sum(0) * (page.regions is None) for page in pages], axis=0) + 1.0
    weights = torch.tensor(np.minimum(np.sqrt(counts.max() / counts), HEAVIEST), dtype=torch.float32)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        drawn = [(page, i) for page in pages for i in range(COPIES)]
        chance.shuffle(drawn)
        total = 0.0
        for page, i in drawn:
            some = page.without(_some(page, chance)) if i else page
            markup = page.regions is not None and chance.random() < 0.5
            loss = _loss(
                network, torch.tensor(some.features(languages[_fold(page)], markup=markup)), some.allowed, weights
            )
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total += loss.item() / len(drawn)
        print(f"epoch {epoch + 1}: {total:.4f}", flush=True)
    return network.eval()


def _languages(pages: Sequence[Page]) -> dict[int, Language]:
    """German with the words of all pages but those of one fold: no page is read by words that it has taught."""
    own = [page for page in pages if page.regions is None]
    tables = {n: weigh_words(page for page in own if _fold(page) != n) for n in range(FOLDS + 1)}
    return {n: replace(load_language("de"), line_words=table) for n, table in tables.items()}


def _fold(page: Page) -> int:
    """The fold of an invented page; pages of publishers teach no words and are in none."""
    return FOLDS if page.regions is not None else _hash(page.name) // 10 % FOLDS


def _loss(network: Network, features: Tensor, allowed: np.ndarray, weights: Tensor) -> Tensor:  # type: ignore[type-arg]
    """What the probability of all allowed types together lacks.

    Rare types weigh more, and lines of which less is known less.
    """
    mask = torch.tensor(allowed)
    scores = network(features).masked_fill(~mask, float("-inf")).logsumexp(-1)
    heavy = (weights * mask).sum(-1) / mask.sum(-1) ** 2
    return -(scores * heavy).sum() / heavy.sum()


def _some(page: Page, chance: random.Random) -> list[int]:
    """Lines that stay when a reader copies a part: both ends are cut, and some lines of furniture are left out."""
    n = len(page.words)
    story = np.flatnonzero(page.allowed[:, [TYPES.index(BlockType.BODY), TYPES.index(BlockType.TITLE)]].any(1)).tolist()
    if not story:
        return list(range(n))
    first, last = chance.randint(0, story[0]), chance.randint(story[-1], n - 1)
    share = chance.choice((0.0, 0.0, 0.3, 0.7))
    return [i for i in range(first, last + 1) if i in set(story) or chance.random() >= share]


def report(networks: Sequence[Network], pages: Sequence[Page], language: Language) -> None:
    """F1 of every type on the pages that were kept out."""
    hit, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for page in pages:
        if page.regions is None:
            features = torch.tensor(page.features(language, markup=False))
            best = torch.stack([network(features).exp() for network in networks]).mean(0).argmax(-1).tolist()
            for number, allowed in zip(best, page.allowed, strict=True):
                found[TYPES[number]] += 1
                gold[TYPES[int(allowed.argmax())]] += 1
                hit[TYPES[number]] += bool(allowed[number])
    values = {t: 2 * hit[t] / (found[t] + gold[t]) for t in TYPES if gold[t]}
    for t, value in values.items():
        print(f"{t}: {value:.3f} of {gold[t]}")
    print(f"macro F1: {sum(values.values()) / max(len(values), 1):.3f}")


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def save(networks: Sequence[Network], counts: dict[str, int]) -> None:
    """Write weights and card into the package."""
    rows = {
        "features": NAMES,
        "types": TYPES,
        "dilations": DILATIONS,
        "networks": [
            {name: np.round(value.detach().double().numpy(), 3).tolist() for name, value in _arrays(network).items()}
            for network in networks
        ],
    }
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / WEIGHTS).write_text(json.dumps(rows, separators=(",", ":")) + "\n", encoding="utf-8")
    digest = hashlib.sha256((FOLDER / WEIGHTS).read_bytes()).hexdigest()
    card = [
        'name = "lines"',
        'version = "1"',
        f'made = "{datetime.now(UTC).date()}"',
        'task = "types of the lines of a copied page, by shape, order and the type of their wording"',
        'licence = "MIT"',
        'command = "make lines"',
        "",
        "[data]",
        f'"training/lines/own: invented pages" = "MIT, {counts["own"]} pages"',
        f'"pages/fundus: shape of pages, no words" = "publishers, {counts["fundus"]} pages"',
        "",
        "[sha256]",
        f'"{WEIGHTS}" = "{digest}"',
    ]
    (FOLDER / CARD).write_text("\n".join(card) + "\n", encoding="utf-8")


def _arrays(network: Network) -> dict[str, Tensor]:
    arrays = {"in": network.first.weight.T, "in_bias": network.first.bias}
    for number, mix in enumerate(network.mixes):
        arrays |= {f"mix{number}": mix.weight.T, f"mix{number}_bias": mix.bias}  # type: ignore[operator,union-attr]
    return arrays | {"out": network.last.weight.T, "out_bias": network.last.bias}


if __name__ == "__main__":
    main()

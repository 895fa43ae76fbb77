"""Train one model: ``python training/encoder/train.py --model de-open``.

Needs the packages of the dependency group ``train`` and the folder ``../shared/data``. Writes checkpoints, curves
(``curve.jsonl``) and the averaged weights into ``build/encoder/MODEL``; goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

import checkpoint
from corpora.text import cut_text
from data import HERE, as_sentences, read_data
from device import DEVICE, half, move
from e5 import read_e5
from licences import ALLOWED, Shelf
from losses import losses, total
from metrics import measure
from network import Network, parameter_groups
from paraphrases import Group, accuracy, draw, loss, read_groups, read_pairs
from quellenlage.models.pieces import UNKNOWN as UNKNOWN_PIECE
from quellenlage.models.pieces import cut_words, load_tokenizer
from settings import Settings
from sources import e5_weights, tokenizer_rules
from splits import Part
from teacher import PREFIX, teach
from vocabulary import keep_pieces, kept_pieces, prune_tokenizer
from windows import Example, Sentence, batches, collate, examples, targets

BUILD = Path("build/encoder")


@dataclass(frozen=True)
class Prepared:
    """Everything that a run needs, read once."""

    settings: Settings
    relations: tuple[str, ...]
    network: Network
    train: list[list[Sentence]]
    choose: list[Example]
    vectors: Tensor
    groups: list[Group]
    pairs: list[Group]
    folder: Path


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="de-open", choices=sorted(ALLOWED))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, help="default: build/encoder/MODEL")
    parser.add_argument(
        "--from", dest="start", type=Path, help="folder of a trained model to start from, instead of e5"
    )
    parser.add_argument("--choosing", action="store_true")
    for name in ("seed", "epochs", "threads", "pieces"):
        parser.add_argument(f"--{name}", type=int)
    for name in ("rate", "decay", "hidden", "head-factor"):
        parser.add_argument(f"--{name}", type=float)
    given = vars(parser.parse_args())
    chosen = {k: v for k, v in given.items() if k in Settings.__dataclass_fields__ and v is not None}
    settings = replace(Settings(), **chosen)
    folder = given["out"] or BUILD / settings.model
    run(prepare(settings, given["shared"], folder, given["start"]))


def prepare(settings: Settings, shared: Path, folder: Path, start: Path | None = None) -> Prepared:
    """Read data and weights, prune the vocabulary, let the teacher speak.

    Args:
        settings: Of the run.
        shared: Folder of the data.
        folder: Where everything is written.
        start: Folder of a trained model whose weights and vocabulary are taken over.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    folder.mkdir(parents=True, exist_ok=True)
    shelf = Shelf(shared / "data", settings.model)
    data = read_data(shelf)
    if start:
        kept = kept_pieces(tokenizer_rules(), start / "tokenizer.json")
    else:
        kept = keep_pieces(tokenizer_rules(), (" ".join(p.words) for p in data.passages))
    prune_tokenizer(tokenizer_rules(), kept, folder / "tokenizer.json")
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    sizes, tensors = read_e5(e5_weights())
    network = Network(sizes, tensors, kept, len(data.relations)).to(DEVICE)
    sets = (Part.TRAIN,) if settings.choosing else (Part.TRAIN, Part.CHOOSE)
    train = as_sentences([p for part in sets for p in data.of(part)], tokenizer)
    choose = as_sentences(data.of(Part.CHOOSE), tokenizer)
    flat = [s.pieces for passage in train for s in passage]
    vectors = teach(network.trunk, flat, cut_words(tokenizer, [PREFIX]), BUILD)
    if start:
        network.load_state_dict(checkpoint.weights(start / "weights.safetensors"))
    about = {"relations": data.relations, "files": shelf.opened, "settings": asdict(settings), "pieces": len(kept)}
    (folder / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    return Prepared(
        settings=settings,
        relations=data.relations,
        network=network,
        train=train,
        choose=list(examples(choose, random.Random(0))),
        vectors=vectors,
        groups=[
            g for path in sorted(HERE.glob("own/paraphrases*.jsonl")) for g in read_groups(path, tokenizer, cut_text)
        ],
        pairs=read_pairs(shelf.path, tokenizer, cut_text),
        folder=folder,
    )


def run(prepared: Prepared) -> None:
    """All epochs; after each one a checkpoint, and figures if something was kept out for choosing."""
    settings, network = prepared.settings, prepared.network
    groups = parameter_groups(network, settings.rate, settings.decay, settings.head_factor)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in groups]
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    saved, done = prepared.folder / "checkpoint.safetensors", 0
    about = json.dumps(asdict(settings), sort_keys=True)
    if saved.exists():
        done = checkpoint.resume(saved, about, network, average, optimizer)
    else:
        (prepared.folder / "curve.jsonl").unlink(missing_ok=True)
    network.train()
    for epoch in range(done, settings.epochs):
        chance = random.Random(f"{settings.seed}-{epoch}")
        drawn = batches(list(examples(_draw(prepared.train, settings, chance), chance)), settings.pieces, chance)
        report: dict[str, float] = defaultdict(float)
        begun = time.monotonic()
        for number, rows in enumerate(drawn):
            progress = (epoch + number / len(drawn)) / settings.epochs
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1.0, progress / 0.1 + 1e-3) * (1 - progress)
            for name, value in step(prepared, optimizer, rows, chance).items():
                report[name] += value / len(drawn)
            _follow(average, network, min(settings.average, number / (number + 10) if epoch == 0 else 1.0))
            if number % 100 == 0:
                print(f"epoch {epoch + 1} step {number}/{len(drawn)} {time.monotonic() - begun:.0f} s", flush=True)
        checkpoint.save(saved, {"epoch": str(epoch + 1), "settings": about}, network, average, optimizer)
        _log(prepared, epoch, report, time.monotonic() - begun, average)
    checkpoint.save_weights(prepared.folder / "weights.safetensors", average)


def step(
    prepared: Prepared, optimizer: torch.optim.Optimizer, rows: list[Example], chance: random.Random
) -> dict[str, float]:
    """One step over one batch, now and then with a batch of paraphrases; the losses by layer."""
    inputs = move(collate([e.window for e in rows]))
    hide = (torch.rand(inputs["ids"].shape, device=DEVICE) < prepared.settings.hidden) & (inputs["ids"] > UNKNOWN_PIECE)
    inputs["ids"] = inputs["ids"].masked_fill(hide, UNKNOWN_PIECE)
    wanted = move(targets(rows, inputs["first"].shape[1]))
    sentences = inputs["piece_sentence"].shape[1]
    numbers = torch.tensor([[*e.vectors, *[-1] * (sentences - len(e.vectors))] for e in rows])
    with half():
        read = prepared.network(inputs)
    vectors, known = prepared.vectors[numbers.clamp(min=0)].to(DEVICE), (numbers >= 0).to(DEVICE)
    found = losses(prepared.network, read, wanted, vectors, known)
    if chance.random() < prepared.settings.paraphrases:
        kept_in = [
            [g for g in groups if not (prepared.settings.choosing and g.is_kept_out)]
            for groups in (prepared.groups, prepared.pairs)
        ]
        found["paraphrases"] = loss(prepared.network, draw(*kept_in, chance))
    total(found).backward()
    torch.nn.utils.clip_grad_norm_(prepared.network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return {name: loss.item() for name, loss in found.items()}


def _draw(passages: list[list[Sentence]], settings: Settings, chance: random.Random) -> list[list[Sentence]]:
    """Every passage as often as its corpus is to be read; a fraction is drawn by chance."""
    found = []
    for sentences in passages:
        if sentences:
            times = settings.repeats.get(sentences[0].passage.corpus, 1.0)
            found += [sentences] * (int(times) + (chance.random() < times % 1))
    return found


def _follow(average: dict[str, Tensor], network: Network, share: float) -> None:
    for name, value in network.state_dict().items():
        if value.dtype.is_floating_point and not name.startswith(("trunk.word", "trunk.place")):
            average[name].lerp_(value, 1 - share)


def _log(prepared: Prepared, epoch: int, report: dict[str, float], seconds: float, average: dict[str, Tensor]) -> None:
    line: dict[str, object] = {"epoch": epoch + 1, "seconds": round(seconds)}
    line["losses"] = {name: round(value, 4) for name, value in sorted(report.items())}
    if prepared.settings.choosing:
        kept = {k: v.clone() for k, v in prepared.network.state_dict().items()}
        prepared.network.load_state_dict(average)
        kept_out = [g for g in prepared.groups if g.is_kept_out]
        line["choose"] = measure(prepared.network, prepared.choose) | {"same": accuracy(prepared.network, kept_out)}
        prepared.network.load_state_dict(kept)
    print(json.dumps(line), flush=True)
    with (prepared.folder / "curve.jsonl").open("a", encoding="utf-8") as curve:
        curve.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

"""Averaged weights to ONNX, to int8: ``python training/encoder/export.py build/encoder/de-open``.

One forward pass decides what needs no search (part of speech, features, the four likeliest heads with their relations);
tags, pairs and trees are decided behind it, where neighbours count.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from torch import Tensor, nn

import checkpoint
from corpora.sample import FEATURES, ROLES
from e5 import read_e5
from network import CANDIDATES, Network
from quellenlage.models.pieces import Window
from sources import e5_weights, tokenizer_rules
from vocabulary import SPECIAL, kept_pieces
from windows import collate

INPUTS = ("ids", "mask", "first", "last", "sentence", "piece_sentence")
OUTPUTS = (
    "upos", "features", "heads", "head_scores", "relations", "names", "roles", "types", "media", "links", "vectors",
)  # fmt: skip
_OPSET = 17
# Weights of the trunk have eight bits. The values that meet those of the two large products of a layer have one scale
# for so many of them, as a few are far larger than the rest; in attention, where they are not, one scale for all is
# quicker. On ten articles of german-news-2020, without labels: 1.0 % of the heads differ from float32, with one scale
# everywhere 6.5 %, with blocks everywhere .8 % at 1,540 words a second instead of 1,850. Blocks of 32 differ no less.
_BLOCK = 128
_QUICK = frozenset({"q", "k", "v", "ao"})
# Products in eight bits on both sides.
_ACCURACY = 4
# Sizes of the example that the graph is drawn from; all of them may vary.
_AXES = {
    "ids": ("b", "p"), "mask": ("b", "p"), "first": ("b", "w"), "last": ("b", "w"), "sentence": ("b", "w"),
    "piece_sentence": ("b", "s", "p"), "upos": ("b", "w"), "features": ("b", "w"), "heads": ("b", "w"),
    "head_scores": ("b", "w"), "relations": ("b", "w"), "names": ("b", "w"), "roles": ("b", "w"), "types": ("b", "w"),
    "media": ("b", "w"), "vectors": ("b", "s"),
}  # fmt: skip


class Shipped(nn.Module):
    """The network with what can be decided inside the graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """``INPUTS`` to ``OUTPUTS``; scores are log probabilities, those of pairs logits."""
        read = self.network(dict(zip(INPUTS, inputs, strict=True)))
        scores, heads = read.arcs.log_softmax(-1).topk(CANDIDATES, dim=-1)
        relations = self.network.label_scores(read, heads).argmax(-1)
        features = read.features.split([len(values) for values in FEATURES.values()], -1)
        return (
            read.upos.argmax(-1),
            torch.stack([part.argmax(-1) for part in features], -1),
            heads,
            scores,
            relations,
            read.names.log_softmax(-1),
            read.roles.unflatten(-1, (len(ROLES), 3)).log_softmax(-1),
            read.types.argmax(-1),
            read.media.argmax(-1),
            read.links,
            read.vectors,
        )


def export(folder: Path) -> None:
    """Write ``model.float32.onnx`` and ``model.onnx`` (int8) beside the weights."""
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    sizes, tensors = read_e5(e5_weights())
    kept = kept_pieces(tokenizer_rules(), folder / "tokenizer.json")
    network = Network(sizes, tensors, kept, len(about["relations"]))
    network.load_state_dict(checkpoint.weights(folder / "weights.safetensors"))
    shipped = Shipped(network.eval())
    words = list(range(1, 7))
    example = collate(
        [Window((0, *range(SPECIAL, SPECIAL + 6), 2), tuple(words), tuple(words), (0, 0, 0, 1, 1, 1))] * 2
    )
    axes = {name: dict(enumerate(sizes)) for name, sizes in _AXES.items()}
    axes["links"] = {0: "b", 2: "w", 3: "w"}
    path = folder / "model.float32.onnx"
    torch.onnx.export(
        shipped, tuple(example[name] for name in INPUTS), str(path), input_names=list(INPUTS),
        output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
    )  # fmt: skip
    _quantize(path, folder / "model.onnx")


def _quantize(path: Path, target: Path) -> None:
    """The products of the trunk in eight bits, the large ones block by block; the small ones behind it stay float32."""
    model = onnx.load(str(path))
    products = [node.name for node in model.graph.node if node.op_type == "MatMul"]
    behind = [name for name in products if "/trunk/" not in name]
    quick = [name for name in products if "/trunk/" in name and name.split("/")[-2] in _QUICK]
    config = DefaultWeightOnlyQuantConfig(block_size=_BLOCK, is_symmetric=True, bits=8, accuracy_level=_ACCURACY)
    quantizer = MatMulNBitsQuantizer(model, nodes_to_exclude=[*behind, *quick], algo_config=config)
    quantizer.process()
    half = target.with_suffix(".half.onnx")
    quantizer.model.save_model_to_file(str(half), False)
    quantize_dynamic(
        half, target, op_types_to_quantize=["MatMul", "Gather"], weight_type=QuantType.QInt8, per_channel=True,
        nodes_to_exclude=behind, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    half.unlink()


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    export(parser.parse_args().folder)


if __name__ == "__main__":
    main()

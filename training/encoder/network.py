"""The network: the trunk of multilingual-e5-small, and heads that read words.

Attention is written out: on a processor the fused kernel trains three times slower (trial 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from corpora.sample import FEATURES, LINKS, MEDIA, NAME_TAGS, QUOTATION_TYPES, ROLES, UPOS
from e5 import Sizes

# Widths of the biaffine scorers, as in the trials; candidates are the heads whose labels are scored.
ARC, LABEL, PAIR = 256, 64, 96
CANDIDATES = 4
# The heads read a learned mixture of the layers from this one on.
MIXED_FROM = 4
_FAR = -1e4


class Layer(nn.Module):
    """One transformer layer with the norms behind the sums."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.heads = sizes.attention_heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, sizes.feed_forward), nn.Linear(sizes.feed_forward, width)
        self.aln, self.oln = nn.LayerNorm(width, sizes.epsilon), nn.LayerNorm(width, sizes.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` batch, pieces, width; ``mask`` batch, 1, 1, pieces: 0, or far below where nothing stands."""
        batch, length, width = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        weights = ((q @ k.transpose(-1, -2)) * (width // self.heads) ** -0.5 + mask).softmax(-1).to(v.dtype)
        x = self.aln(x + self.ao((weights @ v).transpose(1, 2).reshape(batch, length, width)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Trunk(nn.Module):
    """Embeddings, which stay as they are, and the layers; returns the output of every layer."""

    def __init__(self, sizes: Sizes, tensors: dict[str, NDArray[np.float32]], kept: list[int]) -> None:
        super().__init__()
        width = sizes.width

        def tensor(name: str, *shape: int) -> Tensor:
            return torch.from_numpy(tensors[name].copy()).reshape(shape or (-1,))

        self.word = nn.Embedding.from_pretrained(tensor("emb.word", -1, width)[torch.tensor(kept)], freeze=True)
        self.register_buffer("place", tensor("emb.pos", -1, width) + tensor("emb.type", -1, width)[0])
        self.norm = nn.LayerNorm(width, sizes.epsilon)
        self.norm.weight.data, self.norm.bias.data = tensor("emb.ln.w"), tensor("emb.ln.b")
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        for number, layer in enumerate(self.layers):
            for name, module in layer.named_children():
                module.weight.data = tensor(f"l{number}.{name}.w", *module.weight.shape)
                module.bias.data = tensor(f"l{number}.{name}.b")

    def forward(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """``ids`` and ``mask`` (1 where a piece stands): batch, pieces."""
        x = self.norm(self.word(ids) + self.place[: ids.shape[1]])
        far = (1.0 - mask[:, None, None, :].to(x.dtype)) * _FAR
        outputs = []
        for layer in self.layers:
            x = layer(x, far)
            outputs.append(x)
        return outputs


class Mixture(nn.Module):
    """A weighted sum of layers, as in ELMo (Peters et al. 2018)."""

    def __init__(self, layers: int, steepness: float = 2.0) -> None:
        super().__init__()
        # The last layer counts most at the start.
        self.weights = nn.Parameter(torch.linspace(-steepness, 0.0, layers))

    def forward(self, outputs: list[Tensor]) -> Tensor:
        """Batch, pieces, width."""
        weights = self.weights.softmax(0)
        return sum((w * x for w, x in zip(weights, outputs[1:], strict=False)), start=weights[-1] * outputs[0])


class Words(nn.Module):
    """What a head reads of a word: mixed layers at its first and last piece."""

    def __init__(self, width: int, layers: int) -> None:
        super().__init__()
        self.mixture = Mixture(layers)
        self.first, self.last = nn.Linear(width, width), nn.Linear(width, width)
        self.drop = nn.Dropout(0.2)

    def forward(self, outputs: list[Tensor], first: Tensor, last: Tensor) -> Tensor:
        """Batch, words, width; ``first`` and ``last`` are indices of pieces."""
        mixed = self.mixture([outputs[-1], *outputs[MIXED_FROM - 1 : -1]])

        def at(index: Tensor) -> Tensor:
            return mixed.gather(1, index.unsqueeze(-1).expand(-1, -1, mixed.shape[-1]))

        return F.gelu(self.first(self.drop(at(first))) + self.last(self.drop(at(last))))


class Pairs(nn.Module):
    """Biaffine scores of pairs (Dozat and Manning 2017), one matrix a kind."""

    def __init__(self, width: int, kinds: int, inner: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(width, inner), nn.Linear(width, inner)
        self.scores = nn.Parameter(torch.randn(kinds, inner + 1, inner) * 0.02)
        self.drop = nn.Dropout(0.2)

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Both sides, the left with a constant 1."""
        left, right = self.drop(F.leaky_relu(self.left(x))), self.drop(F.leaky_relu(self.right(x)))
        return torch.cat([left, torch.ones_like(left[..., :1])], -1), right

    def forward(self, x: Tensor) -> Tensor:
        """Batch, kinds, words, words."""
        left, right = self.sides(x)
        return (left[:, None] @ self.scores) @ right[:, None].transpose(-1, -2)


@dataclass
class Read:
    """What the heads say, before any decision. Sizes: batch b, words w, sentences s."""

    upos: Tensor
    features: Tensor  # b, w, sum of values
    arcs: Tensor  # b, w, 1 + w: the root first
    label_left: Tensor
    label_right: Tensor  # b, 1 + w, inner: the root first
    names: Tensor
    roles: Tensor  # b, w, 3 a role
    types: Tensor
    media: Tensor
    links: Tensor  # b, kinds, w, w
    vectors: Tensor  # b, s, width, of length 1


class Network(nn.Module):
    """Trunk and heads."""

    def __init__(self, sizes: Sizes, tensors: dict[str, NDArray[np.float32]], kept: list[int], relations: int) -> None:
        super().__init__()
        self.trunk = Trunk(sizes, tensors, kept)
        width, mixed = sizes.width, sizes.layers - MIXED_FROM + 1
        self.syntax, self.naming, self.speech = (Words(width, mixed) for _ in range(3))
        # e5 reads its vectors off the last layer: start from there.
        self.meaning, self.vector = Mixture(mixed, steepness=16.0), nn.Linear(width, width)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.upos = nn.Linear(width, len(UPOS))
        self.features = nn.Linear(width, sum(map(len, FEATURES.values())))
        self.root = nn.Parameter(torch.zeros(width))
        self.arcs, self.relations = Pairs(width, 1, ARC), Pairs(width, relations, LABEL)
        self.names = nn.Linear(width, len(NAME_TAGS))
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.types, self.media = nn.Linear(width, len(QUOTATION_TYPES)), nn.Linear(width, len(MEDIA))
        self.links = Pairs(width, len(LINKS), PAIR)

    def forward(self, batch: dict[str, Tensor]) -> Read:
        """Read a batch: ``ids mask first last sentence piece_sentence`` (see ``windows.collate``)."""
        outputs = self.trunk(batch["ids"], batch["mask"])
        first, last = batch["first"], batch["last"]
        syntax, naming, speech = (part(outputs, first, last) for part in (self.syntax, self.naming, self.speech))
        rooted = torch.cat([self.root.to(syntax.dtype).expand(syntax.shape[0], 1, -1), syntax], 1)
        left, right = self.arcs.sides(syntax)[0], self.arcs.sides(rooted)[1]
        arcs = (left @ self.arcs.scores[0]) @ right.transpose(-1, -2)
        return Read(
            upos=self.upos(syntax),
            features=self.features(syntax),
            arcs=arcs.masked_fill(~_possible_heads(batch["sentence"]), _FAR),
            label_left=self.relations.sides(syntax)[0],
            label_right=self.relations.sides(rooted)[1],
            names=self.names(naming),
            roles=self.roles(speech),
            types=self.types(speech),
            media=self.media(speech),
            links=self.links(speech),
            vectors=self._vectors(outputs, batch["piece_sentence"]),
        )

    def label_scores(self, read: Read, heads: Tensor) -> Tensor:
        """Scores of all relations to given heads.

        Args:
            read: Of ``forward``.
            heads: Batch, words, k: columns of ``arcs``, 0 is the root.

        Returns:
            Batch, words, k, relations.
        """
        b, w, k = heads.shape
        flat = heads.reshape(b, w * k, 1).expand(-1, -1, read.label_right.shape[-1])
        right = read.label_right.float().gather(1, flat).reshape(b, w, k, -1)
        inner = self.relations.scores.shape[-1]
        left = (read.label_left.float() @ self.relations.scores.transpose(0, 1).reshape(inner + 1, -1)).reshape(
            b, w, -1, inner
        )
        return right @ left.transpose(-1, -2)

    def read_vectors(self, batch: dict[str, Tensor]) -> Tensor:
        """Sentence vectors alone: batch, sentences, width."""
        return self._vectors(self.trunk(batch["ids"], batch["mask"]), batch["piece_sentence"])

    def _vectors(self, outputs: list[Tensor], piece_sentence: Tensor) -> Tensor:
        """Mean over the pieces of every sentence; ``piece_sentence`` is batch, sentences, pieces: 1 or 0."""
        mixed = self.meaning([outputs[-1], *outputs[MIXED_FROM - 1 : -1]]).float()
        counts = piece_sentence.sum(-1, keepdim=True).clamp(min=1)
        return F.normalize(self.vector(piece_sentence @ mixed / counts).float(), dim=-1)


def _possible_heads(sentence: Tensor) -> Tensor:
    """Batch, words, 1 + words: the root, and the other words of the same sentence; -1 is no word."""
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, None, :] >= 0)
    number = torch.arange(sentence.shape[1], device=sentence.device)
    same = same & (number[:, None] != number[None, :])
    return F.pad(same, (1, 0), value=True)


def parameter_groups(network: Network, rate: float, decay: float, head_factor: float) -> list[dict[str, Any]]:
    """Parameters with learning rates that fall from the upper layers to the lower ones.

    Args:
        network: The whole.
        rate: Of the uppermost layer.
        decay: Factor from one layer to the one below.
        head_factor: Rate of the heads, relative to ``rate``.
    """
    count = len(network.trunk.layers)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("trunk.layers."):
            scale = decay ** (count - 1 - int(name.split(".")[2]))
        else:
            scale = decay**count if name.startswith("trunk.") else head_factor
        groups.setdefault((rate * scale, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": found, "lr": lr, "weight_decay": shrink} for (lr, shrink), found in groups.items()]

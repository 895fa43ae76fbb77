"""What the network is trained for: the sum of one loss a layer, each over the words that have the label."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from corpora.sample import FEATURES, NAME_OPEN, NAME_TAGS, ROLES, UNKNOWN
from network import Network, Read

# Weight of each layer in the sum. Layers whose words are few in a batch (types, links) stay below those of every word.
WEIGHTS = {
    "upos": 0.5, "features": 0.7, "arcs": 1.0, "relation": 0.7, "names": 1.0, "roles": 1.0, "types": 0.3, "media": 0.2,
    "links": 0.5, "vectors": 1.0, "paraphrases": 0.5,
}  # fmt: skip
# A tag that a corpus without MISC, derivatives and parts cannot rule out where it marks nothing.
_MAYBE_OPEN = torch.tensor([t == "O" or "MISC" in t or t.endswith(("deriv", "part")) for t in NAME_TAGS])


def losses(
    network: Network, read: Read, wanted: dict[str, Tensor], vectors: Tensor, known: Tensor
) -> dict[str, Tensor]:
    """Every loss that the batch has labels for.

    Args:
        network: For the scores of relations.
        read: Its output.
        wanted: Of ``windows.targets``.
        vectors: Batch, sentences, width: what sentence vectors are to be.
        known: Batch, sentences: where there is such a vector.
    """
    found: dict[str, Tensor] = {}
    if "upos" in wanted:
        found["upos"] = _cross_entropy(read.upos, wanted["upos"])
        found["features"] = _features(read.features, wanted)
        found["arcs"] = _cross_entropy(read.arcs, _columns(wanted["head"]))
        heads = _columns(wanted["head"]).clamp(min=0)[..., None]
        found["relation"] = _cross_entropy(network.label_scores(read, heads)[:, :, 0], wanted["relation"])
    if "names" in wanted:
        found["names"] = _names(read.names, wanted["names"])
    if "quote" in wanted:
        parts = read.roles.unflatten(-1, (len(ROLES), 3)).unbind(2)
        found["roles"] = torch.stack([_cross_entropy(p, wanted[r]) for p, r in zip(parts, ROLES, strict=True)]).sum()
        found["types"] = _cross_entropy(read.types, wanted["type"])
        found["media"] = _cross_entropy(read.media, wanted["medium"])
    if len(wanted["links"]):
        row, kind, quote, other, joined = wanted["links"].unbind(1)
        scores = read.links[row, kind, quote, other].float()
        found["links"] = F.binary_cross_entropy_with_logits(scores, joined.float())
    if known.any():
        found["vectors"] = _vectors(read.vectors[known], vectors[known])
    return {name: loss for name, loss in found.items() if not loss.isnan()}


def total(found: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def _cross_entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, 1), wanted.flatten(), ignore_index=UNKNOWN)


def _columns(head: Tensor) -> Tensor:
    """Heads as columns of the arc scores: the root is 0, word n is n + 1; unknown stays unknown."""
    return torch.where(head == UNKNOWN, head, head + 1)


def _features(scores: Tensor, wanted: dict[str, Tensor]) -> Tensor:
    parts = scores.split([len(values) for values in FEATURES.values()], -1)
    return torch.stack([_cross_entropy(p, wanted[f]) for p, f in zip(parts, FEATURES, strict=True)]).sum()


def _names(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy; where only a set of tags is known, of the sum of their probabilities."""
    logs = scores.float().log_softmax(-1)
    known = (wanted != UNKNOWN) & (wanted != NAME_OPEN)
    exact = logs.gather(-1, wanted.clamp(0, len(NAME_TAGS) - 1)[..., None])[..., 0]
    maybe = logs.masked_fill(~_MAYBE_OPEN.to(logs.device), float("-inf")).logsumexp(-1)
    chosen = torch.where(known, exact, maybe)[wanted != UNKNOWN]
    return -chosen.mean()


def _vectors(found: Tensor, wanted: Tensor) -> Tensor:
    """Distance to the teacher's vectors, and of the similarities within the batch."""
    near = (1 - (found * wanted).sum(-1)).mean()
    return near + ((found @ found.T - wanted @ wanted.T) ** 2).mean() * 4

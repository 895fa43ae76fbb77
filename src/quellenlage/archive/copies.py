"""Copies in an archive: articles whose wording meets in a band of signatures and is alike, joined to groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quellenlage.archive.engine import Engine, Frame
from quellenlage.archive.fingerprint import alike, bands
from quellenlage.records.union import Union

# Share of common runs of words from which on two articles are copies.
_SAME = 0.5


class _Band:
    band: str
    article: str
    signature: bytes


class _Edge:
    left: str
    right: str


def find_copies(engine: Engine, frame: Frame) -> dict[str, str]:
    """The group of every article that has a copy: the least id of the group.

    Args:
        engine: Started.
        frame: Columns ``article`` and ``signature``.
    """
    banded = engine.flat(frame, _bands, ("article", "signature"), _Band)
    together = engine.gather(banded, "band", ("article", "signature"))
    edges = engine.take(engine.flat(together, _star, ("article", "signature"), _Edge))
    return components((edge["left"], edge["right"]) for edge in edges)


def components(edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The connected parts of a graph: every node with the least of its part; what has no edge is not there.

    Examples:
        >>> components([("b", "a"), ("c", "b"), ("e", "d")])
        {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'd', 'e': 'd'}
    """
    union = Union[str]()
    nodes = set[str]()
    for edge in edges:
        nodes.update(edge)
        union.join(*sorted(map(union.root, edge)))
    return {node: union.root(node) for node in sorted(nodes)}


def _bands(article: str | None, signature: bytes | None) -> Iterator[Mapping[str, Any]]:
    for band in bands(signature) if article and signature else ():
        yield {"band": band, "article": article, "signature": signature}


def _star(articles: list[str], signatures: list[bytes]) -> Iterator[Mapping[str, str]]:
    """Each article of a band with the first: so many edges as articles, and no more."""
    first, signature = min(zip(articles, signatures, strict=True))
    for other, its in zip(articles, signatures, strict=True):
        if other != first and alike(signature, its) >= _SAME:
            yield {"left": first, "right": other}

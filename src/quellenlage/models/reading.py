"""What the model says about an article, decided: from the scores of one window to words, names, roles and pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quellenlage.models.card import Labels
from quellenlage.models.decode import best_tags, best_tree, spans
from quellenlage.models.pieces import Pieces

Output = dict[str, NDArray[Any]]
QUOTES = ("quote", "nested")
_TAGS = ("O", "B-part", "I-part")
_BY_WORD = ("upos", "features", "heads", "head_scores", "relations", "names", "roles", "types", "media")


@dataclass(frozen=True, slots=True)
class Found:
    """Words that belong together: half-open range of words of the sentence, what they are, how sure (0 to 1).

    Attributes:
        kind: A kind of name (``PER``, ``LOCderiv`` ...) or a role (``cue``, ``speaker`` ...).
        type: Of a quote: direct, indirect ...; empty otherwise.
        medium: Of a quote: speech, writing, thought; empty otherwise.
    """

    start: int
    end: int
    kind: str
    score: float
    type: str = ""
    medium: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """A quote and another part of the same quotation.

    Attributes:
        quote: Number of the sentence, and index in its ``roles``.
        other: The same for a cue, speaker or addressee, or for a later piece of the quote.
        kind: ``cue``, ``speaker``, ``addressee`` or ``part``.
        score: 0 to 1.
    """

    quote: tuple[int, int]
    other: tuple[int, int]
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence; every tuple of words has one entry a word.

    Attributes:
        upos: Universal part of speech.
        features: Universal features that the word has: name and value.
        heads: Word that it hangs on, -1 for the one root.
        relations: Universal relation to the head.
        names: Outer names with derivatives and parts, in order.
        roles: Quotes, nested quotes, cues, speakers, addressees, frames; by role, then by place, stretch by stretch.
        vector: Of length 1: the cosine of two tells how near their sentences are in meaning.
    """

    upos: tuple[str, ...]
    features: tuple[tuple[tuple[str, str], ...], ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Found, ...]
    roles: tuple[Found, ...]
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence as it stands in a window, or a part of one that is longer than a window.

    Attributes:
        sentence: Its number in the article.
        pieces: Of every word.
    """

    sentence: int
    pieces: tuple[Pieces, ...]

    @property
    def size(self) -> int:
        """Pieces."""
        return sum(map(len, self.pieces))


def decide(
    row: Output, stretches: Sequence[Stretch], labels: Labels, join: float
) -> tuple[list[Reading], list[Joined]]:
    """Decide the scores of one window.

    Args:
        row: Outputs of one row of a batch.
        stretches: What stands in the window.
        labels: Of the card.
        join: Lowest score of a pair that is joined.

    Returns:
        One reading a stretch, and pairs that count stretches of this window instead of sentences.
    """
    readings, starts, at = [], [], 0
    for number, stretch in enumerate(stretches):
        end = at + len(stretch.pieces)
        readings.append(_read({k: row[k][at:end] for k in _BY_WORD}, at, labels, row["vectors"][number]))
        starts.append(at)
        at = end
    return readings, list(_pairs(row["links"], readings, starts, labels, join))


def _read(row: Output, start: int, labels: Labels, vector: NDArray[np.float32]) -> Reading:
    # Columns of the arc scores: 0 is the root, n is word n - 1 of the window. Short sentences have candidates outside.
    inside = range(start + 1, start + 1 + len(row["heads"]))
    heads = [
        [head - start if head in inside else 0 if head == 0 else word + 1 for head in options]
        for word, options in enumerate(row["heads"].tolist())
    ]
    chosen, root = best_tree(heads, row["head_scores"].tolist())
    return Reading(
        upos=tuple(labels.upos[n] for n in row["upos"].tolist()),
        features=tuple(
            tuple((name, values[n]) for (name, values), n in zip(labels.features, word, strict=True) if values[n])
            for word in row["features"].tolist()
        ),
        heads=tuple(-1 if i == root else heads[i][n] - 1 if n >= 0 else root for i, n in enumerate(chosen)),
        relations=tuple(
            "root" if i == root else labels.relations[row["relations"][i][n]] if n >= 0 else "dep"
            for i, n in enumerate(chosen)
        ),
        names=tuple(_found(row["names"], labels.names)),
        roles=tuple(_roles(row, labels)),
        vector=vector,
    )


def _roles(row: Output, labels: Labels) -> Iterator[Found]:
    for number, role in enumerate(labels.roles):
        for found in _found(row["roles"][:, number], _TAGS):
            if role in QUOTES:
                kind, medium = (int(np.bincount(row[n][found.start : found.end]).argmax()) for n in ("types", "media"))
                yield replace(found, kind=role, type=labels.types[kind], medium=labels.media[medium])
            else:
                yield replace(found, kind=role)


def _found(scores: NDArray[np.float32], tags: tuple[str, ...]) -> Iterator[Found]:
    path = best_tags(scores, tags)
    for start, end, kind in spans(path, tags):
        sure = float(np.exp(np.mean([scores[at][path[at]] for at in range(start, end)])))
        yield Found(start, end, kind, round(sure, 3))


def _pairs(
    scores: NDArray[np.float32], readings: Sequence[Reading], starts: Sequence[int], labels: Labels, join: float
) -> Iterator[Joined]:
    places = [
        ((n, i), starts[n] + role.start, role.kind) for n, r in enumerate(readings) for i, role in enumerate(r.roles)
    ]
    for quote, word, kind in places:
        if kind not in QUOTES:
            continue
        for other, at, role in places:
            link = "part" if role in QUOTES else role
            if other == quote or link not in labels.links or (link == "part" and at <= word):
                continue
            score = float(1 / (1 + np.exp(-scores[labels.links.index(link), word, at].astype(np.float64))))
            if score >= join:
                yield Joined(quote, other, link, round(score, 3))


def put_together(parts: Sequence[Reading]) -> Reading:
    """One reading of a sentence out of its stretches: the roots of later ones hang on the first root."""
    if len(parts) == 1:
        return parts[0]
    heads: list[int] = []
    relations: list[str] = []
    for number, part in enumerate(parts):
        at = len(heads)
        root = heads.index(-1) if number else -1
        heads += [at + head if head >= 0 else root for head in part.heads]
        relations += [
            relation if head >= 0 or number == 0 else "parataxis"
            for head, relation in zip(part.heads, part.relations, strict=True)
        ]
    starts = np.cumsum([0, *(len(part.upos) for part in parts)]).tolist()

    def moved(layer: str) -> tuple[Found, ...]:
        return tuple(
            replace(found, start=at + found.start, end=at + found.end)
            for at, part in zip(starts, parts, strict=False)
            for found in getattr(part, layer)
        )

    vector = np.mean([part.vector for part in parts], axis=0)
    return Reading(
        upos=tuple(tag for part in parts for tag in part.upos),
        features=tuple(word for part in parts for word in part.features),
        heads=tuple(heads),
        relations=tuple(relations),
        names=moved("names"),
        roles=moved("roles"),
        vector=(vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32),
    )

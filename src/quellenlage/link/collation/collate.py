"""Which quotations of several articles are one utterance, which of them is nearest to it, and how they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from quellenlage.link.collation.apparatus import differences
from quellenlage.link.collation.likeness import candidates, likeness, needed
from quellenlage.link.collation.pieces import Piece, find_pieces
from quellenlage.records.collation import Alike, Collation, Variant, Witness
from quellenlage.records.layers import Analysis, QuotationType
from quellenlage.records.linked import Dates, Linked
from quellenlage.records.provenance import By
from quellenlage.records.union import Union
from quellenlage.records.wording import CONTENT
from quellenlage.text.align import align
from quellenlage.text.span import Span
from quellenlage.world import World

# An utterance is news for so many days; later it must be told in nearly the same words (set by hand).
_NEWS = 21
_TYPES = {
    QuotationType.DIRECT: 1, QuotationType.INDIRECT_FREE_INDIRECT: 2, QuotationType.INDIRECT: 3,
    QuotationType.FREE_INDIRECT: 3,
}  # fmt: skip
_REPORT = 4


def link_collations(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[Collation, ...]:
    """Find the utterances that more than one article reports.

    Two pieces are one utterance if they have a speaker in common (or one has none that is known), days that do not
    exclude it, and words alike enough. Each piece is joined to the likest of every other article alone.

    Args:
        pile: In order of source.
        linked: Needs ``quotations``, ``alike``, ``entities`` and ``dates``.
        world: Not used.

    Returns:
        In order of the first witness in the pile.
    """
    pieces = find_pieces(pile, linked.quotations)
    scores = dict(_of_days(linked.alike, pieces, linked.dates))
    documents = {analysis.document.id: analysis for analysis in pile}
    names = _names(pile, linked)
    groups = _groups(_mutual(scores, pieces), len(pieces))
    return tuple(_collation([pieces[n] for n in group], scores, documents, names) for group in groups)


def link_alike(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[Alike, ...]:
    """Find the pairs of pieces of different articles that are near enough for one utterance, whenever it was.

    Args:
        pile: In order of source.
        linked: Needs ``quotations``.
        world: Not used.

    Returns:
        In order of both pieces.
    """
    return tuple(_near(find_pieces(pile, linked.quotations)))


def _near(pieces: Sequence[Piece]) -> Iterator[Alike]:
    for left, right in candidates(pieces):
        score, _ = likeness(left, right)
        if score >= needed(left, right, near=True):
            yield Alike(
                left=left.number,
                right=right.number,
                quotations=(left.row.id, right.row.id),
                passages=(left.passage, right.passage),
                score=score,
                by=By("same speaker and words"),
            )


def _of_days(pairs: Iterable[Alike], pieces: Sequence[Piece], dates: Dates) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs whose articles lie near enough for how near their words are."""
    for pair in pairs:
        left, right = pieces[pair.left], pieces[pair.right]
        if pair.score >= needed(left, right, near=_are_near(left, right, dates)):
            yield (left.number, right.number), pair.score


def _are_near(left: Piece, right: Piece, dates: Dates) -> bool:
    """Whether both articles may have been printed while the utterance was news."""
    one, two = (dates.days.get(piece.row.article) for piece in (left, right))
    if one is None or two is None:
        return True
    return not (_is_before(one.last, two.first) or _is_before(two.last, one.first))


def _is_before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and (start - end).days > _NEWS


def _mutual(scores: Mapping[tuple[int, int], float], pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Pairs of which each is the likest that the other has in that article."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for (left, right), score in scores.items():
        for one, two in ((left, right), (right, left)):
            key = (one, pieces[two].row.article)
            best[key] = max(best.get(key, (0.0, 0)), (score, -two))
    return [
        (left, right)
        for left, right in scores
        if best[left, pieces[right].row.article][1] == -right and best[right, pieces[left].row.article][1] == -left
    ]


def _groups(pairs: Iterable[tuple[int, int]], size: int) -> list[list[int]]:
    """Numbers that pairs join, each group and the groups in order."""
    union = Union[int]()
    for pair in pairs:
        union.join(*sorted(map(union.root, pair)))
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(size):
        groups[union.root(number)].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _names(pile: Sequence[Analysis], linked: Linked) -> dict[str, dict[Span, tuple[str, str]]]:
    """Type and entity of every mention by its article and span."""
    return {
        analysis.document.id: {
            mention.span: (str(mention.type), entity)
            for mention in analysis.found.mentions
            if (entity := linked.entities.of(analysis.document.id, mention.span))
        }
        for analysis in pile
    }


def _collation(
    group: Sequence[Piece],
    scores: Mapping[tuple[int, int], float],
    documents: Mapping[str, Analysis],
    names: Mapping[str, Mapping[Span, tuple[str, str]]],
) -> Collation:
    ordered = sorted(group, key=lambda piece: (_order(piece), piece.number))
    first = ordered[0]
    numbers = {piece.number for piece in group}
    return Collation(
        speakers=tuple(dict.fromkeys(e for piece in ordered for e in piece.row.speaker.entities)),
        witnesses=tuple(
            Witness(quotation=p.row.id, passage=p.passage, type=p.row.type, order=_order(p)) for p in ordered
        ),
        apparatus=tuple(
            variant
            for at, other in enumerate(ordered[1:], 1)
            for variant in _variants(first, other, at, documents, names)
        ),
        score=round(min(s for pair, s in scores.items() if numbers.issuperset(pair)), 3),
        by=By("same speaker, days and words"),
    )


def _variants(
    first: Piece,
    other: Piece,
    at: int,
    documents: Mapping[str, Analysis],
    names: Mapping[str, Mapping[Span, tuple[str, str]]],
) -> Iterator[Variant]:
    both = (first, other)
    modes = {piece.row.type == QuotationType.DIRECT for piece in both}
    found = differences(
        first.terms,
        other.terms,
        align(first.terms, other.terms, CONTENT),
        same_mode=len(modes) == 1,
        names=(names[first.row.article], names[other.row.article]),
    )
    one, two = (documents[piece.row.article].document for piece in both)
    for difference in found:
        yield Variant(
            at,
            difference.kind,
            one.passage(difference.left) if difference.left else None,
            two.passage(difference.right) if difference.right else None,
        )


def _order(piece: Piece) -> tuple[int, ...]:
    """Full direct, partial direct, indirect, report; then the shorter chain."""
    direct = piece.row.type == QuotationType.DIRECT
    whole = direct and piece.passage.text[:1].isupper()
    rank = 0 if whole else _TYPES.get(QuotationType(piece.row.type), _REPORT)
    return (rank, len(piece.row.via))

"""*Herkunft*: from how many independent origins a claim or event comes, as a tree that shows why; and copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.present.html.book import NARRATOR, Book
from quellenlage.present.tables.copies import copies
from quellenlage.records.contract import ClaimRow, EventRow
from quellenlage.records.document import Passage
from quellenlage.records.parts import Bound, PathField

# Height of a line of the drawing, in its own units.
LINE = 34
# Chains that are drawn of one tree; all of them stand in the list beside it.
_DRAWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One chain from an article to its origin. ``y`` and ``root_y`` are its lines in the drawing."""

    root: str
    via: tuple[str, ...]
    article: int
    copy_of: int
    passage: Passage
    y: float
    root_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """An origin: its name, and whether it is the narrator of an article (then ``article`` is its number).

    Attributes:
        actor: Its id if it is an actor of the record.
    """

    name: str
    article: int
    y: float
    actor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two roots that the lower bound counts once, and why."""

    left: Root
    right: Root
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The chains of one side, ``for`` or ``against``."""

    side: str
    lower: int
    upper: int
    roots: tuple[Root, ...]
    chains: tuple[Chain, ...]
    merged: tuple[Merged, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A claim or an event with its trees."""

    id: str
    kind: str
    label: str
    type: str
    who: tuple[str, ...]
    words: Passage
    trees: tuple[Tree, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """Articles that are copies of each other, with the words that only one of them has."""

    id: str
    relation: str
    share: float
    articles: tuple[int, ...]
    only: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsView:
    """The section: what is told most often first."""

    rows: tuple[Counted, ...]
    copies: tuple[CopyView, ...]


def origins_view(book: Book) -> OriginsView:
    """The section *Herkunft*: what one article alone tells, and nobody denies, has no tree."""
    names = _names(book)
    counted: tuple[ClaimRow | EventRow, ...] = (*book.record.claim, *book.record.event)
    rows = [row for row in counted if is_told_twice(row)]
    rows.sort(key=lambda row: (-_paths(row), row.kind, row.id))
    return OriginsView(rows=tuple(_counted(row, names, book) for row in rows), copies=_copies(book))


def _paths(row: ClaimRow | EventRow) -> int:
    return len(row.origins.for_.paths) + len(row.origins.against.paths) if row.origins else 0


def is_told_twice(row: ClaimRow | EventRow) -> bool:
    """Whether several articles tell it, or some tell and others deny it."""
    if not row.origins:
        return False
    told = {path.span.article for bound in (row.origins.for_, row.origins.against) for path in bound.paths}
    return len(told) > 1 or bool(row.origins.for_.paths and row.origins.against.paths)


def _names(book: Book) -> dict[str, str]:
    """Names of entities; of houses as the articles credit them."""
    credits = {c.entity or c.name.casefold(): c.name for row in book.record.article for c in row.credits}
    nouns = {id_.partition("@")[0]: name for id_, name in book.names.items()}
    return {**credits, **nouns, **book.names}


def _counted(row: ClaimRow | EventRow, names: Mapping[str, str], book: Book) -> Counted:
    sides = (("for", row.origins.for_), ("against", row.origins.against)) if row.origins else ()
    trees = tuple(_tree(side, bound, names, book) for side, bound in sides if bound.paths)
    is_claim = isinstance(row, ClaimRow)
    return Counted(
        id=row.id,
        kind=row.kind,
        label=row.label,
        type="" if isinstance(row, ClaimRow) else row.type,
        who=() if isinstance(row, ClaimRow) else _who(row, book),
        words=row.span if isinstance(row, ClaimRow) else row.mentions[0],
        trees=trees if is_claim or trees else (),
    )


def _who(row: EventRow, book: Book) -> tuple[str, ...]:
    """Those of an event who have names, and its place, as in its label."""
    named = (p.entity for p in row.participants)
    return tuple(id_ for id_ in dict.fromkeys((*named, row.place or "")) if id_ in book.names)


def _tree(side: str, bound: Bound, names: Mapping[str, str], book: Book) -> Tree:
    order = {root: number for number, root in enumerate(bound.roots)}
    paths = sorted(bound.paths, key=lambda path: order.get(path.root, len(order)))
    lines: dict[str, list[float]] = {}
    for number, path in enumerate(paths):
        lines.setdefault(path.root, []).append(number * LINE + LINE / 2)
    height = max(len(paths), 1) * LINE
    middle = {root: sum(ys) / len(ys) for root, ys in lines.items()}
    roots = {root: _root(root, names, book, middle.get(root, 0.0)) for root in (*bound.roots, *lines)}
    chains = tuple(
        _chain(path, roots[path.root], number * LINE + LINE / 2, book) for number, path in enumerate(paths[:_DRAWN])
    )
    merged = tuple(
        Merged(
            left=roots.get(pair.left) or _root(pair.left, names, book, 0.0),
            right=roots.get(pair.right) or _root(pair.right, names, book, 0.0),
            reason=pair.reason,
        )
        for pair in bound.merged
    )
    return Tree(
        side=side,
        lower=bound.lower,
        upper=bound.upper,
        roots=tuple(roots.values()),
        chains=chains,
        merged=merged,
        height=min(height, _DRAWN * LINE),
    )


def _chain(path: PathField, root: Root, y: float, book: Book) -> Chain:
    return Chain(
        root=path.root,
        via=path.via,
        article=book.number(path.span.article),
        copy_of=book.number(path.copy_of.article) if path.copy_of else 0,
        passage=path.span,
        y=y,
        root_y=root.y,
    )


def _root(root: str, names: Mapping[str, str], book: Book, y: float) -> Root:
    """The name of an entity or house; an article's own narrator by its number; else the words that are its id."""
    if root in names:
        return Root(name=names[root], article=0, y=y, actor=root if root in book.names else "")
    kind, _, rest = root.partition(":")
    if kind == NARRATOR or root == NARRATOR:
        return Root(name=NARRATOR, article=book.number(rest), y=y)
    return Root(name=(rest or root).partition("@")[0], article=0, y=y)


def _copies(book: Book) -> tuple[CopyView, ...]:
    only: dict[str, list[tuple[str, str]]] = {}
    for _, _, where, said, id_ in copies(book.record).rows:
        if said:
            only.setdefault(id_, []).append((where, said))
    return tuple(
        CopyView(
            id=row.id,
            relation=row.relation,
            share=row.score,
            articles=tuple(book.number(article) for article in row.articles),
            only=tuple(only.get(row.id, ())),
        )
        for row in book.record.copy
    )

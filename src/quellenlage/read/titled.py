"""A title in front of a text, with an empty line between: how articles are written that come in fields."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.text.edit import Alignment, Edit, apply_edits
from quellenlage.text.span import Span

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A field of an article.

    Attributes:
        markup: As it came, decoded.
        edits: That leave its text; none where it is text.
        regions: What stands inside elements of the markup: kind and stretch of it.
    """

    markup: str
    edits: tuple[Edit, ...] = ()
    regions: tuple[tuple[str, Span], ...] = ()

    def apply(self) -> tuple[str, Alignment]:
        """Its text, and the way back to the markup."""
        return apply_edits(self.markup, self.edits)


def put_title(title: Piece, body: Piece) -> Piece:
    r"""Both as one; the body alone if the title has no text.

    Examples:
        >>> put_title(Piece("Kein Wasser"), Piece("Der Bach ist trocken.")).apply()[0]
        'Kein Wasser\n\nDer Bach ist trocken.'
    """
    if not title.apply()[0].strip():
        return body
    shift = len(title.markup) + len(_BETWEEN)
    return Piece(
        markup=f"{title.markup}{_BETWEEN}{body.markup}",
        edits=(*title.edits, *(Edit(e.span.shift(shift), e.replacement, e.reason) for e in body.edits)),
        regions=(*title.regions, *((kind, span.shift(shift)) for kind, span in body.regions)),
    )

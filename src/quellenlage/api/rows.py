"""Rows of one kind as a sequence: what ``dossier.claims`` and its like are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from quellenlage.api.edition import Edition
from quellenlage.api.frames import to_pandas, to_polars
from quellenlage.errors import ConfigError
from quellenlage.present.exports.sheet import make_sheet
from quellenlage.records.contract import Row, to_plain

if TYPE_CHECKING:
    import pandas
    import polars

R = TypeVar("R", bound=Row)


class Rows(Sequence[R], Generic[R]):
    """Rows of one kind, in the order of the record; a slice and a choice are ``Rows`` again.

    In a notebook they are drawn as on the page of the dossier, the first hundred of them.

    Args:
        rows: Frozen records of ``quellenlage.records.contract``.
        kind: Their type.
        view: How they are drawn: the name of a section or view.
        edition: The record that they are from.

    Examples:
        >>> dossier.articles[0].source
        '01_schafhalter.txt'
        >>> len(dossier.articles[:3])
        3
        >>> dossier.quotations.where(lambda row: row.act == "denies") == dossier.quotations
        False
    """

    __slots__ = ("_edition", "_kind", "_rows", "_view")

    def __init__(self, rows: Sequence[R], kind: type[R], view: str, edition: Edition) -> None:
        self._rows, self._kind, self._view, self._edition = tuple(rows), kind, view, edition

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[R]: ...
    def __getitem__(self, at: int | slice) -> R | Rows[R]:
        return self._chosen(self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._rows == other._rows

    def __repr__(self) -> str:
        return f"<{len(self)} {self._kind.kind} row{'' if len(self) == 1 else 's'}>"

    def _chosen(self, rows: Sequence[R]) -> Rows[R]:
        return Rows(rows, self._kind, self._view, self._edition)

    def by_id(self, id_: str) -> R:
        """The row with this id, or the only one whose id begins so.

        Raises:
            ConfigError: There is none, or more than one.

        Examples:
            >>> claim = dossier.claims[0]
            >>> dossier.claims.by_id(claim.id[:12]) == claim
            True
        """
        found = [row for row in self._rows if row.id == id_] or [row for row in self._rows if row.id.startswith(id_)]
        if len(found) != 1 or not id_:
            number = len(found) if id_ else 0
            raise ConfigError(f"{number or 'no'} {self._kind.kind} rows have an id that begins with {id_!r}")
        return found[0]

    def where(self, wanted: Callable[[R], bool]) -> Rows[R]:
        """Those rows for which ``wanted`` is true.

        Examples:
            >>> {row.act for row in dossier.quotations.where(lambda row: row.act == "denies")}
            {'denies'}
        """
        return self._chosen([row for row in self._rows if wanted(row)])

    def to_dicts(self) -> list[dict[str, Any]]:
        """Plain data under the names of the contract, each row as one line of the JSONL export.

        Examples:
            >>> dossier.articles.to_dicts()[0]["kind"]
            'article'
        """
        return [to_plain(row) for row in self._rows]

    def to_pandas(self, part: str = "") -> pandas.DataFrame:
        """A flat table, as the CSV export has it: names stand beside ids, a list of words is one cell.

        Args:
            part: A list inside the rows, such as ``stances`` of claims: one row for each of its items.

        Raises:
            ConfigError: The rows have no such list.
            MissingPackageError: pandas is not installed.
        """
        return to_pandas(make_sheet(self._edition.record, self._kind, self._rows, part))

    def to_polars(self, part: str = "") -> polars.DataFrame:
        """The same as a frame of polars.

        Raises:
            ConfigError: The rows have no such list.
            MissingPackageError: polars is not installed.
        """
        return to_polars(make_sheet(self._edition.record, self._kind, self._rows, part))

    def _repr_html_(self) -> str:
        # Templates are loaded only where something is drawn.
        from quellenlage.present.html.fragment import write_rows

        return write_rows(self._edition.book, self._edition.catalogue, self._view, self._kind, self._rows)

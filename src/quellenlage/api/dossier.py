"""An open dossier: its record as sequences of typed rows, and the words behind every row."""

from __future__ import annotations

import os
from typing import TypeVar

from quellenlage.api.edition import Edition
from quellenlage.api.rows import Rows
from quellenlage.errors import ConfigError
from quellenlage.present.explanation import explain, find_row
from quellenlage.present.tables import Table
from quellenlage.records import contract
from quellenlage.records.contract import Row
from quellenlage.records.document import Passage
from quellenlage.store import Dossier as Stored
from quellenlage.store.search import Hit

R = TypeVar("R", bound=Row)
# Types of entities that speak and act.
_ACTORS = frozenset({"PER", "ORG", "GPE"})


class Dossier:
    """A dossier, open for reading. Use as a context manager, or ``close`` it.

    The record is read once, when the dossier is opened. Open it again after a build.

    Args:
        path: The file.
        language: In which the rows are drawn in a notebook: ``de`` or ``en``.

    Raises:
        ConfigError: There is no page in this language.
        StoreError: There is no such dossier, or it cannot be read.

    Examples:
        Who denies what, in which sentence:

        >>> for row in dossier.quotations.where(lambda row: row.act == "denies")[:1]:
        ...     speakers = [dossier.name(id_) for id_ in row.speaker.entities]
        ...     sentences = [sentence.text for sentence in dossier.sentences(row)]
        >>> len(speakers), len(sentences)
        (1, 1)

        Every passage is the exact stretch of the article as it was read:

        >>> passage = dossier.passages(row)[0]
        >>> dossier.text(passage.article)[passage.start : passage.end] == passage.text
        True
    """

    def __init__(self, path: str | os.PathLike[str], *, language: str = "de") -> None:
        self._stored = Stored(path)
        try:
            self._edition = Edition(self._stored.record(), lambda: tuple(self._stored.sentences()), language)
            # Read with the record, so that a build in between cannot set them apart.
            _ = self._edition.book
        except BaseException:
            self._stored.close()
            raise

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; rows that were read stay usable, ``search``, ``text`` and ``explain`` do not."""
        self._stored.close()

    def __repr__(self) -> str:
        return f"<dossier {self._stored.path.name}: {len(self.articles)} articles>"

    def _repr_html_(self) -> str:
        from quellenlage.present.html.fragment import write_situation

        return write_situation(self._edition.book, self._edition.catalogue)

    def _rows(self, kind: type[R], view: str = "") -> Rows[R]:
        rows: tuple[R, ...] = getattr(self._edition.record, kind.kind)
        return Rows(rows, kind, view, self._edition)

    @property
    def record(self) -> contract.Record:
        """The whole linked record."""
        return self._edition.record

    @property
    def is_current(self) -> bool:
        """Whether the record was linked from all articles; not so after a build that was interrupted."""
        return self._stored.is_linked()

    @property
    def articles(self) -> Rows[contract.ArticleRow]:
        """The articles of the pile."""
        return self._rows(contract.ArticleRow, "articles")

    @property
    def claims(self) -> Rows[contract.ClaimRow]:
        """Propositions, each with every stance towards it."""
        return self._rows(contract.ClaimRow, "claims")

    @property
    def quotations(self) -> Rows[contract.QuotationRow]:
        """Speech acts as the articles report them."""
        return self._rows(contract.QuotationRow, "quotes")

    @property
    def events(self) -> Rows[contract.EventRow]:
        """What happened, or is said to."""
        return self._rows(contract.EventRow, "timeline")

    @property
    def transfers(self) -> Rows[contract.TransferRow]:
        """What is said to pass from whom to whom."""
        return self._rows(contract.TransferRow, "transfers")

    @property
    def entities(self) -> Rows[contract.EntityRow]:
        """Persons, organisations, places and things."""
        return self._rows(contract.EntityRow)

    @property
    def actors(self) -> Rows[contract.EntityRow]:
        """Those entities that can speak and act: persons, organisations, states."""
        chosen = [row for row in self._edition.record.entity if row.type in _ACTORS]
        return Rows(chosen, contract.EntityRow, "actors", self._edition)

    @property
    def findings(self) -> Rows[contract.FindingRow]:
        """What shows when passages are laid side by side."""
        return self._rows(contract.FindingRow, "findings")

    @property
    def caveats(self) -> Rows[contract.CaveatRow]:
        """What the articles say that they do not know."""
        return self._rows(contract.CaveatRow, "caveats")

    @property
    def leads(self) -> Rows[contract.LeadRow]:
        """Originals that the articles cite."""
        return self._rows(contract.LeadRow, "leads")

    @property
    def copies(self) -> Rows[contract.CopyRow]:
        """Articles that are copies of one another."""
        return self._rows(contract.CopyRow, "copies")

    @property
    def stories(self) -> Rows[contract.StoryRow]:
        """Articles on one running story."""
        return self._rows(contract.StoryRow, "stories")

    @property
    def mentions(self) -> Rows[contract.MentionRow]:
        """Words that mean an entity."""
        return self._rows(contract.MentionRow)

    @property
    def times(self) -> Rows[contract.TimexRow]:
        """Time expressions with the days that they cover."""
        return self._rows(contract.TimexRow)

    @property
    def blocks(self) -> Rows[contract.BlockRow]:
        """The lines of all articles and what each is."""
        return self._rows(contract.BlockRow)

    @property
    def inputs(self) -> Rows[contract.InputRow]:
        """What became of every input."""
        return self._rows(contract.InputRow)

    def find(self, id_: str) -> Row:
        """The row of any kind with this id, or the only one whose id begins so.

        Raises:
            ConfigError: There is none, or more than one.
        """
        found = self._edition.rows.get(id_) or find_row(self._edition.record, id_)
        if found is None:
            raise ConfigError(f"no row, or more than one, has an id that begins with {id_!r}")
        return found

    def name(self, id_: str | None, unknown: str = "nobody named") -> str:
        """The name of an entity; what is no id of one comes back as it is, nothing as ``unknown``."""
        return self._edition.book.names.get(id_, id_) if id_ else unknown

    def number(self, article: str) -> int:
        """The number of an article in all views, from 1; 0 for one that is not there."""
        return self._edition.book.number(article)

    def passages(self, row: Row) -> tuple[Passage, ...]:
        """All words on which a row rests, in the order of its fields, each once."""
        return tuple(dict.fromkeys((*contract.own_passage(row), *contract.passages(row))))

    def sentence(self, passage: Passage) -> Passage:
        """The sentence in which a passage begins; its line where the page has no sentences."""
        return self._edition.book.sentence(passage)

    def sentences(self, row: Row) -> tuple[Passage, ...]:
        """The sentences on which a row rests, each once."""
        return tuple(dict.fromkeys(map(self.sentence, self.passages(row))))

    def text(self, article: str) -> str:
        """An article as it was read: what spans count in.

        Raises:
            ConfigError: There is no such article.
            StoreError: The dossier is closed or cannot be read.
        """
        analysis = next(self._stored.analyses(self.articles.by_id(article).id), None)
        if analysis is None:
            raise ConfigError(f"the dossier was built anew and has no article {article!r} now; open it again")
        return analysis.document.source.text

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """The sentences that a query finds, the best first; the query is that of ``quellenlage search``.

        Raises:
            QueryError: The words ask for nothing.
            StoreError: The dossier is closed or cannot be read.

        Examples:
            >>> dossier.search("Etiketten", limit=1)[0].marks != ()
            True
        """
        return self._stored.search(words, limit)

    def explain(self, row: Row | str) -> tuple[Table, ...]:
        """Where a row comes from: the rule that made it, its words, and what refers to it.

        Examples:
            >>> dossier.explain(dossier.claims[0])[0].rows[0]
            ('kind', 'claim')
        """
        found = self.find(row) if isinstance(row, str) else row
        articles = {passage.article for passage in self.passages(found)} | {found.id}
        analyses = {article: analysis for article in articles for analysis in self._stored.analyses(article)}
        return explain(found, self._edition.record, analyses)

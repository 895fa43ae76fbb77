"""The dossier in memory: read once, read anew when a build has changed its file."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from quellenlage.present.html.book import Book, make_book
from quellenlage.present.html.environment import SECTIONS
from quellenlage.present.html.paging import Pages, make_pages
from quellenlage.present.tables import VIEWS, Table
from quellenlage.records.correction import Correction, Standing, review
from quellenlage.store import Dossier
from quellenlage.store.search import Hit

# Rows of a section on one page: more is slow to send and to read.
PAGE = 100


@dataclass(slots=True)
class Edition:
    """One state of the dossier; its views are made when they are first asked for.

    Attributes:
        stale: Whether the record is older than the articles or what was said of it.
        said: All that was ever corrected.
    """

    book: Book
    stale: bool
    stamp: tuple[int, int]
    said: tuple[tuple[Correction, Standing], ...] = ()
    _pages: dict[str, Pages] = field(default_factory=dict)
    _views: dict[str, Any] = field(default_factory=dict)
    _tables: dict[str, Table] = field(default_factory=dict)

    def view(self, key: str) -> Any:  # noqa: ANN401  every section has its own view
        """The view model of a section."""
        if key not in self._views:
            self._views[key] = SECTIONS[key](self.book)
        return self._views[key]

    def pages(self, key: str) -> Pages:
        """The same in pages."""
        if key not in self._pages:
            self._pages[key] = make_pages(key, self.view(key), PAGE)
        return self._pages[key]

    def table(self, name: str) -> Table:
        """A table of ``show``: what leaves as a file."""
        if name not in self._tables:
            self._tables[name] = VIEWS[name](self.book.record)
        return self._tables[name]


@dataclass(slots=True)
class Shelf:
    """Hands out the newest edition of one dossier.

    Args:
        path: The file of the dossier.
    """

    path: Path
    _lock: Lock = field(default_factory=Lock)
    _edition: Edition | None = None

    def edition(self) -> Edition:
        """The dossier as it is now.

        Raises:
            StoreError: It cannot be read any more.
        """
        with self._lock:
            stamp = self._stamp()
            if self._edition is None or self._edition.stamp != stamp:
                with Dossier(self.path) as dossier:
                    book = make_book(dossier.record(), dossier.sentences())
                    said = review(dossier.entries())
                    self._edition = Edition(book=book, stale=not dossier.is_linked(), stamp=self._stamp(), said=said)
                # What is read stays; looking through millions of rows for garbage would halt a page for a second.
                gc.collect()
                gc.freeze()
            return self._edition

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """The sentences that a query finds.

        Raises:
            QueryError: It asks for nothing.
        """
        with Dossier(self.path) as dossier:
            return dossier.search(words, limit)

    def _stamp(self) -> tuple[int, int]:
        if not self.path.exists():
            return 0, 0
        found = self.path.stat()
        return found.st_mtime_ns, found.st_size

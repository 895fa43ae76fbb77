"""The record as it was when it was read, with what is looked up in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from quellenlage.errors import ConfigError
from quellenlage.present.catalogue import LANGUAGES, Catalogue, load_catalogue
from quellenlage.present.html.book import Book, make_book
from quellenlage.records.contract import Record, Row
from quellenlage.records.document import Passage


class Edition:
    """One state of a dossier in memory; rows stay usable when the file is closed.

    Args:
        record: The linked record.
        sentences: Gives all sentences of the articles; asked once, at the first need.
        language: In which rows are drawn.

    Raises:
        ConfigError: There is no page in this language.
    """

    def __init__(self, record: Record, sentences: Callable[[], tuple[Passage, ...]], language: str) -> None:
        if language not in LANGUAGES:
            raise ConfigError(f"there is no page in {language!r}; there are {', '.join(LANGUAGES)}")
        self.record, self._sentences, self._language = record, sentences, language

    @cached_property
    def book(self) -> Book:
        """Names, numbers and sentences of the record."""
        return make_book(self.record, self._sentences())

    @cached_property
    def catalogue(self) -> Catalogue:
        """The words of the page."""
        return load_catalogue(self._language)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Every row by its id."""
        return {row.id: row for row in self.record.rows()}

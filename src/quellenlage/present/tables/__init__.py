"""Views of the record as plain tables: the terminal draws them, ``--json`` writes them."""

from quellenlage.present.tables.articles import article, articles
from quellenlage.present.tables.caveats import caveats
from quellenlage.present.tables.overview import overview
from quellenlage.present.tables.table import Table, passage_words
from quellenlage.present.tables.views import VIEWS

__all__ = ["VIEWS", "Table", "article", "articles", "caveats", "overview", "passage_words"]

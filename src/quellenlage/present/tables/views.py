"""Every view by the word that asks for it."""

from __future__ import annotations

from collections.abc import Callable

from quellenlage.present.tables.actors import actors
from quellenlage.present.tables.articles import articles
from quellenlage.present.tables.caveats import caveats
from quellenlage.present.tables.claims import claims
from quellenlage.present.tables.copies import copies
from quellenlage.present.tables.corrections import corrections
from quellenlage.present.tables.findings import findings
from quellenlage.present.tables.leads import leads
from quellenlage.present.tables.origins import origins
from quellenlage.present.tables.quotes import quotes
from quellenlage.present.tables.stories import stories
from quellenlage.present.tables.table import Table
from quellenlage.present.tables.timeline import timeline
from quellenlage.present.tables.transfers import transfers
from quellenlage.records.contract import Record

VIEWS: dict[str, Callable[[Record], Table]] = {
    "articles": articles,
    "timeline": timeline,
    "claims": claims,
    "quotes": quotes,
    "transfers": transfers,
    "actors": actors,
    "caveats": caveats,
    "leads": leads,
    "copies": copies,
    "findings": findings,
    "origins": origins,
    "stories": stories,
    "corrections": corrections,
}

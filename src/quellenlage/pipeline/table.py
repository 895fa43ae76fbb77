"""THE stages: what each fills, what it needs, in the order in which they run.

Everything that decides about the flow lives here; a new stage is a row of this table.

``version`` is raised with every change of what a stage returns: it is part of the key of an analysis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quellenlage.analyse.caveat import find_caveats
from quellenlage.analyse.claim import find_propositions
from quellenlage.analyse.coreference import find_references
from quellenlage.analyse.credit import find_credits
from quellenlage.analyse.dating import find_clues
from quellenlage.analyse.event import find_events
from quellenlage.analyse.lead import find_leads
from quellenlage.analyse.mention import find_mentions
from quellenlage.analyse.parse import find_parses
from quellenlage.analyse.quantity import find_quantities
from quellenlage.analyse.quotation import find_quotations
from quellenlage.analyse.segment import find_sentences
from quellenlage.analyse.timex import find_captures, find_timexes
from quellenlage.analyse.transfer import find_transfers
from quellenlage.analyse.wording import find_wordings
from quellenlage.link.article import link_articles
from quellenlage.link.caveat import link_caveats
from quellenlage.link.claim import link_claims
from quellenlage.link.collation import link_alike, link_collations
from quellenlage.link.copies import link_copies
from quellenlage.link.date import link_dates, link_own_dates
from quellenlage.link.entity import link_entities
from quellenlage.link.event import link_events
from quellenlage.link.lead import link_leads
from quellenlage.link.quotation import link_quotations
from quellenlage.link.report import link_reports
from quellenlage.link.standing import link_standings
from quellenlage.link.statement import link_statements
from quellenlage.link.story import link_stories
from quellenlage.link.transfer import link_transfers
from quellenlage.weigh.agreement import find_agreements
from quellenlage.weigh.gaps import find_gaps
from quellenlage.weigh.origins import weigh_origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A row of the table.

    Attributes:
        name: For provenance and messages.
        fills: The field of ``Layers`` or ``Linked`` that the result becomes.
        run: ``find_x(document, found, world)`` or ``link_x(pile, linked, world)``.
        needs: Fields that must have been filled before.
        is_kept: Whether the result stays in the analysis when all stages of the article are through.
    """

    name: str
    fills: str
    run: Callable[..., Any]
    version: str = "1"
    needs: tuple[str, ...] = ()
    is_kept: bool = True


# Versions of the two steps before the table: bytes to Source, Source to Document.
READ_VERSION = "1"
CLEAN_VERSION = "6"

ARTICLE_STAGES: tuple[Stage, ...] = (
    Stage(name="segment", fills="sentences", run=find_sentences, version="2"),
    Stage(name="parse", fills="parses", run=find_parses, version="5", needs=("sentences",), is_kept=False),
    Stage(name="timex", fills="timexes", run=find_timexes, version="6", needs=("sentences", "parses")),
    Stage(
        name="mention",
        fills="mentions",
        run=find_mentions,
        version="10",
        needs=(
            "sentences",
            "parses",
            "timexes",
        ),
    ),
    Stage(name="credit", fills="credits", run=find_credits, version="2", needs=("sentences",)),
    Stage(
        name="coreference",
        fills="references",
        run=find_references,
        version="5",
        needs=("sentences", "parses", "timexes", "mentions"),
    ),
    Stage(
        name="quotation",
        fills="quotations",
        run=find_quotations,
        version="13",
        needs=("sentences", "parses", "timexes", "mentions", "references"),
    ),
    Stage(
        name="event",
        fills="events",
        run=find_events,
        version="9",
        needs=("sentences", "parses", "mentions", "timexes", "references", "quotations"),
    ),
    Stage(
        name="quantity", fills="quantities", run=find_quantities, needs=("sentences", "parses", "mentions", "timexes")
    ),
    Stage(
        name="transfer",
        fills="transfers",
        run=find_transfers,
        version="4",
        needs=("sentences", "parses", "mentions", "timexes", "quotations", "quantities"),
    ),
    Stage(
        name="claim",
        fills="propositions",
        run=find_propositions,
        version="5",
        needs=(
            "sentences",
            "parses",
            "mentions",
            "timexes",
            "quotations",
            "transfers",
        ),
    ),
    Stage(name="capture", fills="captures", run=find_captures, version="2"),
    Stage(
        name="caveat",
        fills="caveats",
        run=find_caveats,
        version="2",
        needs=("sentences", "parses", "mentions", "quotations"),
    ),
    Stage(
        name="lead",
        fills="leads",
        run=find_leads,
        version="3",
        needs=("sentences", "parses", "timexes", "mentions", "quotations"),
    ),
    Stage(
        name="dating", fills="clues", run=find_clues, version="9", needs=("sentences", "mentions", "timexes", "events")
    ),
    Stage(name="wording", fills="wordings", run=find_wordings, version="2", needs=("sentences", "parses")),
)

PILE_STAGES: tuple[Stage, ...] = (
    Stage(name="copies", fills="copies", run=link_copies, version="2"),
    Stage(name="entity", fills="entities", run=link_entities, version="5"),
    Stage(name="own dates", fills="own_dates", run=link_own_dates),
    Stage(name="story", fills="stories", run=link_stories, version="3", needs=("own_dates",)),
    Stage(name="quotation", fills="quotations", run=link_quotations, version="2", needs=("entities",)),
    Stage(name="alike", fills="alike", run=link_alike, needs=("quotations",)),
    Stage(
        name="date",
        fills="dates",
        run=link_dates,
        version="5",
        needs=("copies", "entities", "stories", "quotations", "alike"),
    ),
    Stage(name="article", fills="articles", run=link_articles, version="5", needs=("dates",)),
    Stage(
        name="collation",
        fills="collations",
        run=link_collations,
        version="3",
        needs=("entities", "dates", "quotations", "alike"),
    ),
    Stage(name="report", fills="reports", run=link_reports, needs=("quotations", "dates")),
    Stage(name="standing", fills="standings", run=link_standings, needs=("entities",)),
    Stage(name="event", fills="events", run=link_events, version="5", needs=("entities", "dates", "standings")),
    Stage(
        name="statement", fills="statements", run=link_statements, needs=("entities", "quotations", "reports", "alike")
    ),
    Stage(name="caveat", fills="caveats", run=link_caveats, needs=("entities", "quotations")),
    Stage(name="lead", fills="leads", run=link_leads, needs=("entities", "dates")),
    Stage(
        name="transfer",
        fills="transfers",
        run=link_transfers,
        version="2",
        needs=("entities", "standings", "dates", "events"),
    ),
    Stage(
        name="claim",
        fills="claims",
        run=link_claims,
        needs=(
            "entities",
            "standings",
            "dates",
            "transfers",
            "stories",
        ),
        version="2",
    ),
    Stage(
        name="origins",
        fills="weighed",
        run=weigh_origins,
        version="3",
        needs=("copies", "entities", "quotations", "leads", "events", "claims"),
    ),
    Stage(
        name="agreement",
        fills="agreements",
        run=find_agreements,
        needs=("entities", "dates", "articles", "quotations", "collations", "events", "claims"),
    ),
    Stage(name="gaps", fills="gaps", run=find_gaps, needs=("claims", "weighed", "quotations", "leads")),
)


def versions() -> dict[str, str]:
    """Every stage of an article with its version, as part of the key of an analysis."""
    return {"read": READ_VERSION, "clean": CLEAN_VERSION, **{s.name: s.version for s in ARTICLE_STAGES}}

"""The layer of mentions: what is surest first, each character in one name only."""

from __future__ import annotations

from quellenlage.analyse.mention.nominal import find_nominal
from quellenlage.analyse.mention.page import open_page
from quellenlage.analyse.mention.persons import find_in_compounds, find_persons, find_surnames
from quellenlage.analyse.mention.read import confirmed, find_read_names, find_read_persons
from quellenlage.analyse.mention.seat import with_seats
from quellenlage.analyse.mention.things import find_abbreviated, find_known, find_others
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Mention
from quellenlage.world import World


def find_mentions(document: Document, found: Layers, world: World) -> tuple[Mention, ...]:
    """Find names and nominal actors.

    Args:
        document: Cleaned.
        found: Needs ``sentences`` and ``timexes`` (the name of a month is no name); reads ``parses`` if there are any.
        world: Gazetteer, given names, titles, actor nouns, common nouns.

    Returns:
        Sorted by span. Names do not overlap; a nominal actor may contain an adjective that is a mention.
    """
    page = open_page(document, found, world)
    mentions: list[Mention] = []
    persons = find_persons(page)
    if found.parses:
        read = find_read_persons(page, found.parses)
        kept = confirmed(persons, read, found.parses, len(document.text))
        persons = tuple(sorted((*read, *kept), key=lambda m: m.span))
    page.name_starts = frozenset(m.span.start for m in persons)
    for layer in (
        persons,
        find_abbreviated(page),
        find_known(page),
        find_surnames(persons, page),
        find_read_names(page, found.parses, mentions) if found.parses else find_others(page),
    ):
        fresh = [m for m in layer if page.is_free(m.span)]
        page.take(m.span for m in fresh)
        mentions += fresh
    mentions += find_in_compounds(mentions, page)
    mentions += find_nominal(page)
    wording, capitals = world.language.coreference, world.kb.capitals
    seated = with_seats(mentions, found.parses, document.text, wording, capitals)
    return tuple(sorted(seated, key=lambda m: (m.span, m.type)))

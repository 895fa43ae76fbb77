"""What stands outside the text: the statements of the markup, the address, the name of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quellenlage.analyse.credit.names import Kind, Name, edges, name_of
from quellenlage.kb.outlets import host_of, hosts_in_name
from quellenlage.records.document import Source, Statement, StatementKind
from quellenlage.records.layers import Basis, Credit, CreditRole
from quellenlage.world import World


def find_outside(source: Source, world: World) -> Iterator[Credit]:
    """Authors and publisher as they are stated, and the publisher whose page it is.

    Only the most trustworthy publisher counts: the others repeat it in other words.
    """
    said = source.statements
    for statement in said:
        if statement.kind is StatementKind.AUTHOR:
            yield from _authors(statement, world)
    addresses = [(source.path, "address"), *((s.value, s.basis) for s in said if s.kind is StatementKind.ADDRESS)]
    site = next((name for address, rule in addresses if (name := _site(address, rule, world))), None)
    publisher = next((s for s in said if s.kind is StatementKind.PUBLISHER and s.value.strip()), None)
    if publisher:
        name = name_of(publisher.value.strip(), world, None, publisher.basis)
        # „Beispiel Nachrichten“ on the pages of „Beispiel“ is that outlet.
        known = name.outlets or (site.outlets if site else ())
        yield replace(name, outlets=known).credit(CreditRole.PUBLISHER)
    elif site:
        yield replace(site.credit(CreditRole.PUBLISHER), basis=Basis.INFERRED)


def _authors(statement: Statement, world: World) -> Iterator[Credit]:
    """People; an agency or an outlet in place of an author is what it is."""
    joiners = world.language.credits.joiners
    for part in joiners.split(statement.value) if joiners else [statement.value]:
        start, end = edges(part, world)
        name = name_of(part[start:end], world, None, statement.basis)
        if name.kind is Kind.PERSON:
            yield name.credit(CreditRole.AUTHOR)
        elif name.kind in (Kind.AGENCY, Kind.OUTLET):
            yield name.credit(CreditRole.AGENCY if name.kind is Kind.AGENCY else CreditRole.PUBLISHER)


def _site(address: str, rule: str, world: World) -> Name | None:
    """The outlet at this address, or its host; of a mere file name only a known outlet."""
    host = host_of(address)
    hosts = (host,) if host else hosts_in_name(address)
    outlet = next((found for h in hosts if (found := world.outlets.at(h))), None)
    if outlet:
        return Name(outlet.name, Kind.OUTLET, (outlet,), None, rule)
    return name_of(host, world, None, rule) if host else None

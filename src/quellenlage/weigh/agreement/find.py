"""All findings that lay passages side by side."""

from __future__ import annotations

from quellenlage.records.contract import FindingRow
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.related import find_relation
from quellenlage.weigh.agreement.amounts import find_amounts
from quellenlage.weigh.agreement.attribution import find_lost_attributions
from quellenlage.weigh.agreement.corrections import find_corrections, find_date_conflicts
from quellenlage.weigh.agreement.denials import find_denials
from quellenlage.weigh.agreement.outcomes import find_outcomes
from quellenlage.weigh.agreement.promises import find_admissions, find_promises, find_replaced
from quellenlage.weigh.agreement.roles import find_role_changes
from quellenlage.weigh.agreement.spans import find_spans
from quellenlage.weigh.agreement.stances import find_stances
from quellenlage.weigh.agreement.tellings import find_tellings
from quellenlage.weigh.agreement.variants import find_variants
from quellenlage.world import World


def find_agreements(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[FindingRow, ...]:
    """Lay the record side by side.

    Args:
        pile: In order of source.
        linked: Everything that the stages before have found.
        world: ``language``.

    Returns:
        Every finding once, in order of its type and passages.
    """
    tellings, relation = find_tellings(pile, linked), find_relation(linked)
    found = (
        *find_variants(linked, world),
        *find_amounts(tellings, linked, relation, world),
        *find_spans(tellings, linked, world),
        *find_stances(tellings, linked, world),
        *find_denials(tellings, linked, world),
        *find_outcomes(pile, linked, world),
        *find_promises(tellings, linked, world),
        *find_replaced(tellings, linked, relation, world),
        *find_admissions(tellings, linked, relation, world),
        *find_role_changes(pile, linked, world),
        *find_lost_attributions(tellings, linked, world),
        *find_corrections(linked, world),
        *find_date_conflicts(linked, world),
    )
    return tuple({row.id: row for row in reversed(found)}.values())[::-1]

"""For which state or body an individual acts: a capital, a seat of government, a ministry, a holder of high office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quellenlage.dates.interval import DayInterval
from quellenlage.kb.entities import KbEntity
from quellenlage.kb.offices import KbOffice, KbTerm

# Offices whose holder's deeds are those of the state.
_HIGH = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})


@dataclass(frozen=True)
class Standing:
    """Individuals by the one for whom they act.

    Attributes:
        places: Capitals and seats of government to their state; bodies to the one whose word theirs is.
        terms: Persons to the states whose high offices they held, and when.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[tuple[str, DayInterval], ...]] = field(default_factory=dict)

    def of(self, entity: str, days: DayInterval | None = None) -> str:
        """The one for whom an individual acts; itself where nobody is known, or a person acts for several.

        Args:
            entity: Id.
            days: When; any time if None.
        """
        if entity in self.places:
            return self.places[entity]
        held = {of for of, term in self.terms.get(entity, ()) if days is None or term.intersect(days) is not None}
        return next(iter(held)) if len(held) == 1 else entity


def build_standing(
    entities: Mapping[str, KbEntity],
    capitals: Mapping[str, str],
    seats: frozenset[str],
    offices: Mapping[str, KbOffice],
    terms: tuple[KbTerm, ...],
) -> Standing:
    """Put it together.

    Args:
        entities: All individuals.
        capitals: Town to state.
        seats: Individuals that are known by the name of a seat of government.
        offices: By id.
        terms: Of all persons.
    """
    places = dict(capitals)
    for entity in entities.values():
        if len(entity.speaks_for) == 1:
            places[entity.id] = entity.speaks_for[0]
        elif entity.id in seats and len(entity.part_of) == 1:
            places[entity.id] = entity.part_of[0]
    held: dict[str, tuple[tuple[str, DayInterval], ...]] = {}
    for term in terms:
        office = offices.get(term.office)
        if office is not None and office.kind in _HIGH and office.of:
            held[term.person] = (*held.get(term.person, ()), (office.of, term.days))
    return Standing(places, held)

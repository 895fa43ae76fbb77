"""Which articles may speak of the same: the relation that every join across articles asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from quellenlage.records.layers import EntityType, MentionForm
from quellenlage.records.linked import Linked

# What two articles must both name: persons, organisations and things count one, places half, states nothing (set by
# hand on two days of german-news-2020).
_SHARED, _FEW = 2.0, 1.0
_PLACES = frozenset({EntityType.GPE, EntityType.LOC})
_PLACE = 0.5
_STATE = "country:"


@dataclass(frozen=True, slots=True)
class Relation:
    """What articles have in common.

    Attributes:
        stories: Article to the story that it tells.
        named: Article to the names in it but states.
        places: Those of them that are places.
    """

    stories: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    def is_one_story(self, one: str, other: str) -> bool:
        """Whether both are one article, or tell one story."""
        return one == other or (one in self.stories and self.stories[one] == self.stories.get(other))

    def are_related(self, one: str, other: str) -> bool:
        """Whether both tell one story, or name enough of the same."""
        return self.is_one_story(one, other) or self._shared(one, other) >= _SHARED

    def may_be_related(self, one: str, other: str) -> bool:
        """Whether both tell one story, or name something of the same: only what is much alike may then be one."""
        return self.is_one_story(one, other) or self._shared(one, other) >= _FEW

    def _shared(self, one: str, other: str) -> float:
        shared = self.named.get(one, frozenset()) & self.named.get(other, frozenset())
        return sum(_PLACE if entity in self.places else 1.0 for entity in shared)


def find_relation(linked: Linked) -> Relation:
    """What articles have in common.

    Args:
        linked: ``entities`` and ``stories``.
    """
    telling = {row.id for row in linked.entities.rows if not row.anonymous and not row.id.startswith(_STATE)}
    named: dict[str, set[str]] = defaultdict(set)
    for mention in linked.entities.mentions:
        if mention.form == MentionForm.NAME and mention.entity in telling:
            named[mention.article].add(mention.entity)
    return Relation(
        stories=linked.stories.of,
        named={article: frozenset(entities) for article, entities in named.items()},
        places=frozenset(row.id for row in linked.entities.rows if row.type in _PLACES),
    )

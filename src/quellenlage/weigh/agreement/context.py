"""Which articles are on one story, so that what they tell can be of the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.records.layers import EntityType, MentionForm
from quellenlage.records.linked import Linked

# What two articles must both name: persons, organisations and things count one, places half, states nothing (set by
# hand on two days of german-news-2020).
_SHARED = 2.0
_PLACES = frozenset({EntityType.GPE, EntityType.LOC})
_PLACE = 0.5
_STATE = "country:"


@dataclass(frozen=True, slots=True)
class Context:
    """What articles have in common.

    Attributes:
        stories: Article to the stories that it belongs to, as soon as a stage tells.
        named: Article to the names in it but states.
        places: Those of them that are places.
    """

    stories: Mapping[str, frozenset[str]]
    named: Mapping[str, frozenset[str]]
    places: frozenset[str]

    def are_related(self, one: str, other: str) -> bool:
        """Whether both are on one story: the record says so, or both name enough of the same."""
        if one == other:
            return True
        known = (self.stories.get(one, frozenset()), self.stories.get(other, frozenset()))
        if all(known):
            return bool(known[0] & known[1])
        shared = self.named.get(one, frozenset()) & self.named.get(other, frozenset())
        return sum(_PLACE if entity in self.places else 1.0 for entity in shared) >= _SHARED


def find_context(linked: Linked) -> Context:
    """What articles have in common.

    Args:
        linked: ``entities`` and ``articles``.
    """
    telling = {row.id for row in linked.entities.rows if not row.anonymous and not row.id.startswith(_STATE)}
    named: dict[str, set[str]] = defaultdict(set)
    for mention in linked.entities.mentions:
        if mention.form == MentionForm.NAME and mention.entity in telling:
            named[mention.article].add(mention.entity)
    return Context(
        stories={row.id: frozenset(row.stories) for row in linked.articles.rows},
        named={article: frozenset(entities) for article, entities in named.items()},
        places=frozenset(row.id for row in linked.entities.rows if row.type in _PLACES),
    )

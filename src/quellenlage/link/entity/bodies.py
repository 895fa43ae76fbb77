"""Institutions that a state or a town has one of: „die dänische Küstenwache“ is the same in every article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from quellenlage.lang.language import Language
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import World

# Between an institution and its place stands no more than a preposition or an article, so many characters.
_GAP = 5
# So many places from the beginning of an institution on may be its own.
_NEAR = 2
# Stands in keys that hold within one article.
_WITHIN = "@"


def body_keys(analysis: Analysis, world: World) -> dict[Span, str]:
    """Keys of institutions without a name that hold over articles, by their spans.

    The state is told by an adjective inside („dänische“), by a genitive or by a place behind („in Kopenhagen“); a
    capital stands for its state, any other town for itself.

    Args:
        analysis: ``mentions`` in order.
        world: ``language.identity.bodies`` and the capitals of the kb.
    """
    places = [m for m in analysis.found.mentions if m.type is EntityType.GPE and m.candidates]
    starts = [place.span.start for place in places]
    found = {}
    for mention in analysis.found.mentions:
        noun = _body(mention, world.language)
        first = bisect_left(starts, mention.span.start)
        owner = _owner(mention, places[first : first + _NEAR], analysis, world) if noun else ""
        if owner:
            found[mention.span] = f"{EntityType.ORG}:{noun}/{owner}"
    return found


def with_bodies(keys: Mapping[Span, str], bodies: Mapping[Span, str]) -> dict[Span, str]:
    """The keys of an article; an institution that was known within it only, and what means it, has its wider key."""
    wider: dict[str, set[str]] = {}
    for span, key in bodies.items():
        if _WITHIN in keys[span]:
            wider.setdefault(keys[span], set()).add(key)
    single = {key: next(iter(found)) for key, found in wider.items() if len(found) == 1}
    own = {span: key for span, key in bodies.items() if _WITHIN in keys[span]}
    return {span: own.get(span) or single.get(key, key) for span, key in keys.items()}


def body_name(key: str, forms: Iterable[str], world: World) -> str:
    """The noun and its state or town: „Küstenwache (Dänemark)“; empty where the key is no such institution's."""
    owner = body_owner(key, world)
    noun = min(form.split()[-1] for form in forms)
    return f"{noun} ({world.kb.entities[owner].name})" if owner else ""


def body_owner(key: str, world: World) -> str:
    """The state or town of which an institution is a part, by its key; empty where it is none."""
    owner = key.partition("/")[2]
    return owner if owner in world.kb.entities else ""


def _body(mention: Mention, language: Language) -> str:
    """The folded noun of an institution of which a state or a town has one."""
    if mention.form is not MentionForm.NOMINAL or mention.type is not EntityType.ORG or mention.person == "pl":
        return ""
    noun = fold(mention.name.split()[-1])
    bodies, endings = language.identity.bodies, language.identity.body_endings
    return noun if noun in bodies or any(noun.endswith(e) and noun != e for e in endings) else ""


def _owner(mention: Mention, places: Sequence[Mention], analysis: Analysis, world: World) -> str:
    """The state or town of an institution, by the places that begin in its words or behind them."""
    text, links = analysis.document.text, world.language.identity.body_links
    for place in places:
        inside = place.derived and place.span.start < mention.span.end
        behind = not place.derived and 0 < place.span.start - mention.span.end <= _GAP
        between = text[mention.span.end : place.span.start].strip().lower()
        if inside or (behind and (between in links or not between)):
            return world.kb.capitals.get(place.candidates[0], place.candidates[0])
    return ""

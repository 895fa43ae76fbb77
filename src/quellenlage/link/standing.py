"""For whom the actors of a pile act: capitals and high offices by the kb, officials without a name by their words."""

from __future__ import annotations

from collections.abc import Iterable

from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.records.linked import Linked, Standings
from quellenlage.world import World

# Adjective and noun of one phrase stand no farther apart („südkoreanische Beamte“, „die russische neue Führung“).
_NEAR = 24
# Words between a state and the name of one who holds an office of it („Frankreichs neue Ministerin X“).
_OFFICE = 2


def link_standings(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Standings:
    """Find for whom each entity acts.

    A capital, a seat of government and a ministry act for their state, and so does who holds a high office of only
    one state, as far as the pile names that state, or whose name stands behind an office of it. Officials without a
    name act for the states that an adjective or a name in their phrase tells: an „US-Beamter“ for the United States;
    experts and media act for nobody.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
        world: ``kb.standing``, ``gazetteer``, ``language.officials``.
    """
    found: dict[str, dict[str, None]] = {}
    for row in linked.entities.rows:
        one = world.kb.standing.of(row.id)
        if one != row.id:
            found[row.id] = {one: None}
    for analysis in pile:
        before: Mention | None = None
        for mention in analysis.found.mentions:
            entity = linked.entities.of(analysis.document.id, mention.span)
            if entity and entity not in world.kb.entities:
                named = mention.form is MentionForm.NAME
                states = (_of_holder if named else _states)(mention, before, analysis, world)
                if states:
                    found.setdefault(entity, {}).update(dict.fromkeys(states))
            before = mention
    rows = {row.id for row in linked.entities.rows}
    present = {entity: tuple(s for s in states if s in rows) for entity, states in sorted(found.items())}
    return Standings({entity: states for entity, states in present.items() if states})


def _states(mention: Mention, before: Mention | None, analysis: Analysis, world: World) -> tuple[str, ...]:
    """The states that the phrase of an official names."""
    text = analysis.document.text
    words = mention.span.of(text)
    if not words.lower().endswith(tuple(world.language.officials)):
        return ()
    front = text[max(0, mention.span.start - _NEAR) : mention.span.start].split()[-1:]
    # Adjectives of names are written small; at the beginning of a sentence they have a capital.
    phrase = " ".join([*(word[:1].lower() + word[1:] for word in front), words])
    inside = [entity for hit in world.gazetteer.find(phrase) for entity in _best(hit.entities, world)]
    near = before is not None and 0 <= mention.span.start - before.span.end <= _NEAR and before.derived
    if near and before is not None and not _ends(text[before.span.end : mention.span.start]):
        inside += _best(before.candidates, world)
    return tuple(dict.fromkeys(inside))


def _of_holder(mention: Mention, before: Mention | None, analysis: Analysis, world: World) -> tuple[str, ...]:
    """The state of a person whose name stands behind an office of it („Frankreichs Ministerin X“)."""
    if before is None or mention.type is not EntityType.PER:
        return ()
    text = analysis.document.text
    between = text[before.span.end : mention.span.start]
    words = between.split()
    offices = tuple(world.language.officials)
    held = 0 < len(words) <= _OFFICE and words[-1].lower().endswith(offices) and not _ends(between)
    if not held:
        return ()
    state = before.derived or before.type is EntityType.GPE
    return tuple(_best(before.candidates, world)) if state else ()


def _ends(between: str) -> bool:
    return any(not (c.isalpha() or c.isspace() or c == "-") for c in between)


def _best(candidates: Iterable[str], world: World) -> list[str]:
    """The state among the bearers of a name."""
    states = [c for c in candidates if world.kb.entities[c].type is EntityType.GPE and not world.kb.entities[c].part_of]
    return sorted(states, key=lambda c: (-world.kb.entities[c].population, c))[:1]

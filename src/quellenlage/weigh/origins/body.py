"""Which body words mean that are no mention of one: „eine Sprecherin des Hafenamts“, „nach Polizeiangaben“."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.records.contract import MentionRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.known import Known
from quellenlage.weigh.origins.wording import WORD, forms_of, head_of, is_genitive

_INSTITUTION, _NAME = "institution", "name"
# The noun before a name stands within so many letters.
_BEFORE = 40
# Letters that may stand between the parts of a compound and after a stem.
_JOINT = 2


@dataclass(frozen=True, slots=True)
class Body:
    """What some words mean.

    Attributes:
        id: Of an entity of the pile, or made of the words.
        noun: The words, folded, where they are only a noun for a kind of body.
    """

    id: str
    name: str
    noun: str = ""


def meant_by(words: str, at: Passage, known: Known) -> Body | None:
    """The body, or the named person, that words for a speaker mean which are no mention; None if that may be anybody.

    Args:
        words: As they stand.
        at: Where they stand.
        known: Of the pile.
    """
    language = known.world.language
    lead, run = head_of(words)
    if not run:
        return None
    told = next((end for end in language.speech.telling if run[0].lower().endswith(end)), "")
    if told and len(run[0]) > len(told):
        return called_before(fold(run[0][: -len(told)]), at, known)
    if any(word in language.indefinite for word in lead):
        return None
    is_cut = is_genitive(lead, known.world.language)
    for name in forms_of(run, is_cut=is_cut, language=language):
        if id_ := known.called.get(name):
            return Body(id_, _name_of(id_, name, known))
    named = " ".join(run)
    if len(run) > 1 and lead:
        return Body(f"{EntityType.ORG}:{fold(named)}", named)
    noun = next(iter(forms_of(run[:1], is_cut=is_cut, language=language)))
    return called_before(noun, at, known) if lead and is_kind(noun, known) else None


def _name_of(id_: str, name: str, known: Known) -> str:
    row = known.entities.get(id_)
    return row.name if row else name.title()


def is_group(name: str, known: Known) -> bool:
    """Whether a name is only a noun for people: „EU-Diplomaten“."""
    actors = known.world.language.actors
    last = WORD.findall(name)[-1:] if len(name.split()) == 1 else []
    return any(word in actors and actors[word].anonymous and actors[word].kind != _INSTITUTION for word in last)


def is_kind(noun: str, known: Known) -> bool:
    """Whether a folded noun is one for a kind of body."""
    language = known.world.language
    cuts = tuple(noun[: len(noun) - cut] for cut in range(_JOINT + 1))
    if is_bare_kind(noun, known) or any(cut.endswith(_kinds(known)) for cut in cuts):
        return True
    return any(
        actor.kind == _INSTITUTION
        and not actor.anonymous
        and (fold(form) == noun or (actor.suffix and noun.endswith(fold(form))))
        for form, actor in language.actors.items()
    )


def is_bare_kind(noun: str, known: Known) -> bool:
    """Whether a noun is nothing but a kind of body, which fits many: „das Ministerium“."""
    return any(noun.startswith(kind) and len(noun) - len(kind) <= _JOINT for kind in _kinds(known))


def _kinds(known: Known) -> tuple[str, ...]:
    passing = known.world.language.passing_on
    return tuple(fold(body) for body in passing.bodies) if passing else ()


def nominal_body(words: str, own: str, at: Passage, *, state: str, known: Known) -> Body | None:
    """What a noun for a body means that was taken for a body of its own: „das Unternehmen“.

    The only body named before, or the last one that is called so; else a body of that name, and of its state.

    Args:
        words: The noun with all that stands behind it.
        own: The noun alone.
        at: Where it stands.
        state: Id of the state that the words name; empty if none.
        known: Of the pile.
    """
    (lead, run), named_so = head_of(own), head_of(words)[1]
    if not run:
        return None
    if len(run) == 1 and len(named_so) > 1:
        return meant_by(words, at, known)
    run = run[-1:]
    language = known.world.language
    noun = next(forms_of(run, is_cut=is_genitive(lead, language), language=language))
    if state:
        id_ = known.nominals.get((noun, state)) or known.called.get(noun, f"{EntityType.ORG}:{noun}")
        return Body(id_, own)
    outlets = known.world.kb.outlets
    before = [m for m in known.mentions.get(at.article, ()) if m.start < at.start and is_organisation(m, known)]
    named = [m for m in before if m.form == _NAME and m.entity not in outlets]
    called = [m for m in named if _is_called(noun, m)]
    fits_any = is_bare_kind(noun, known)
    alone = named if len({m.entity for m in named}) == 1 else introduced(named, known)
    found = called or (alone if fits_any else [])
    if found:
        return Body(found[-1].entity, found[-1].text)
    return Body(known.called.get(noun, f"{EntityType.ORG}:{noun}"), run[0], noun)


def introduced(named: Sequence[MentionRow], known: Known) -> list[MentionRow]:
    """The mentions of the one body behind a noun for any body: „die Firma Muster“; none if there are two."""
    bare = []
    for mention in named:
        before = WORD.findall(known.texts[mention.article][max(0, mention.start - _BEFORE) : mention.start])
        if before and is_bare_kind(fold(before[-1]), known):
            bare.append(mention.entity)
    return [m for m in named if m.entity in bare] if len(set(bare)) == 1 else []


def called_before(stem: str, at: Passage, known: Known) -> Body | None:
    """The body that a noun for its kind, or the front of a compound, means: the last one before that is called so.

    Else the only one named before, if the noun fits any body; else a body of that name. None without a stem.
    """
    before = [m for m in known.mentions.get(at.article, ()) if m.start < at.start and is_organisation(m, known)]
    called = [m for m in before if _is_called(stem, m)]
    fits_any = not stem or is_bare_kind(stem, known)
    named = [m for m in before if m.form == _NAME] if fits_any else []
    for mentions in (called if not fits_any else [m for m in called if m.form == _NAME], named, called):
        if mentions:
            return Body(mentions[-1].entity, mentions[-1].text)
    return Body(f"{EntityType.ORG}:{stem}", stem.title(), stem) if stem else None


def is_organisation(mention: MentionRow, known: Known) -> bool:
    """Whether somebody mentioned is a body."""
    row = known.entities.get(mention.entity)
    return row is not None and row.type == EntityType.ORG and not row.anonymous


def _is_called(stem: str, mention: MentionRow) -> bool:
    """Whether a name ends in the stem, with or without what joins the parts of a compound."""
    ends = tuple(stem[: len(stem) - cut] for cut in range(_JOINT + 1) if len(stem) - cut > _JOINT)
    words = fold(mention.text).split()
    return any(word.endswith(ends) for word in words) if ends else False

"""What each name in a line has to do with the article: its role, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from quellenlage.analyse.credit.lines import Pointed
from quellenlage.analyse.credit.names import Kind, Name
from quellenlage.kb.outlets import is_domain
from quellenlage.lang.credits import ALONE, HOLDER, MAKERS, MASTHEAD, SOURCE, STRANGER
from quellenlage.records.document import BlockType
from quellenlage.records.layers import Credit, CreditRole
from quellenlage.text.fold import fold
from quellenlage.world import World

_STROKE = "/"
# Adjectives with their endings are no shorter.
_ADJECTIVE = 5
# Signs of papers that are written in small letters beside an agency are no shorter.
_PAPER = 3
_AUTHORS = frozenset({ALONE, STRANGER, CreditRole.AUTHOR})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the article when roles are given.

    Attributes:
        own: Keys of the publisher, as far as known: what comes from there is not first printed elsewhere.
        words: Folded words of the story: who is written about is not who writes.
        sites: Names of sites in addresses on the page, without blanks and ends.
    """

    own: frozenset[str]
    words: frozenset[str]
    sites: frozenset[str]


def decide(pointed: Pointed, names: Sequence[Name], known: Known, world: World) -> Iterator[Credit]:
    """Give each name its role.

    Args:
        pointed: For the sort of the words.
        names: In them.
        known: Of the article.
        world: ``outlets``, given names, common nouns.
    """
    if pointed.sort == MAKERS:
        names = tuple(_as_paper(name, world) for name in names)
    kinds = {name.kind for name in names}
    if pointed.sort == MAKERS and not _is_list_of_makers(kinds, pointed.words):
        return
    if pointed.sort == MASTHEAD and not all(_is_surely_medium(name, pointed, known, world) for name in names):
        return
    is_byline = pointed.line.type is BlockType.BYLINE
    if pointed.sort == ALONE and not all(_is_surely_person(name, world, unsure=is_byline) for name in names):
        return
    if pointed.sort == STRANGER and not all(_is_stranger(name, known.words, world) for name in names):
        return
    for name in names:
        role = _role(pointed.sort, name, Beside(Kind.AGENCY in kinds, len(names) == 1), known.own)
        if pointed.line.is_beyond and role is not CreditRole.PUBLISHER:
            continue
        if role and (name.kind is Kind.PERSON or role is not CreditRole.AUTHOR or len(names) == 1):
            yield name.credit(role)


def _as_paper(name: Name, world: World) -> Name:
    """The sign of a paper in small letters („haz/dpa“) as that paper."""
    if name.kind is not Kind.INITIALS or len(name.words) < _PAPER:
        return name
    papers = tuple(outlet for outlet in world.outlets.find(name.words.upper()) if not outlet.is_agency)
    return replace(name, kind=Kind.OUTLET, outlets=papers) if papers else name


def _is_surely_person(name: Name, world: World, *, unsure: bool = False) -> bool:
    """Whether a name alone in a line is a person's, and no heading of two words with capitals.

    Args:
        name: Of the form of a person's.
        world: Given names and common nouns.
        unsure: Whether a first word that is no known given name will do.
    """
    words = name.words.split()
    first = words[0].capitalize()
    endings = tuple(ending for ending in world.language.adjective if ending)
    is_given = first in world.kb.given_names or words[0].endswith(".")
    if unsure:
        is_given = is_given or len(first) < _ADJECTIVE or not first.endswith(endings)
    return is_given and not any(word.capitalize() in world.language.common_nouns for word in words)


def _is_stranger(name: Name, words: frozenset[str], world: World) -> bool:
    """Whether a name alone in any line is a person's of whom the article does not tell."""
    is_told_of = fold(name.words.split()[-1]) in words
    return name.kind is Kind.PERSON and not is_told_of and _is_surely_person(name, world)


def _is_surely_medium(name: Name, pointed: Pointed, known: Known, world: World) -> bool:
    """Whether a name alone in a line is a medium: „Welt“, „Sport“ and „Österreich“ may be sections of a page."""
    if world.outlets.is_plain(name.words) or (name.kind is Kind.MEDIUM and not pointed.line.is_menu):
        return True
    if pointed.line.is_head and fold(name.words).replace(" ", "") in known.sites:
        return True
    is_marked = " " in name.words or (pointed.line.is_head and (name.words.isupper() or name.words.islower()))
    return bool(name.outlets) and is_marked


def _is_list_of_makers(kinds: set[Kind], words: str) -> bool:
    """An agency must be among them, or people and a day; and nothing that is no maker at all.

    A person and an agency with a stroke between them took and sold a picture.
    """
    if Kind.OTHER in kinds or (kinds >= {Kind.PERSON, Kind.AGENCY} and _STROKE in words):
        return False
    return Kind.AGENCY in kinds or kinds >= {Kind.PERSON, Kind.DAY}


class Beside(NamedTuple):
    """What stands beside a name in the words that a rule points at."""

    agency: bool
    nobody: bool


def _role(sort: str, name: Name, beside: Beside, own: frozenset[str]) -> CreditRole | None:
    """What a name has to do with the article, or None if it names no maker."""
    if name.kind in (Kind.NOBODY, Kind.DAY):
        return None
    if sort == MASTHEAD and (name.kind is not Kind.AGENCY or is_domain(name.words)):
        return CreditRole.PUBLISHER
    if name.kind is Kind.AGENCY and sort not in (CreditRole.PUBLISHER, CreditRole.TRANSLATOR):
        return CreditRole.AGENCY
    medium = name.kind in (Kind.OUTLET, Kind.MEDIUM)
    is_listed = sort in _AUTHORS and medium and not beside.nobody
    if sort == SOURCE or is_listed or (sort == CreditRole.ORIGINAL and name.key in own):
        if not medium and name.key not in own:
            return None
        return CreditRole.PUBLISHER if beside.agency or name.key in own else CreditRole.ORIGINAL
    if sort == MAKERS:
        return CreditRole.PUBLISHER if medium else CreditRole.AUTHOR if name.kind is Kind.PERSON else None
    if sort == HOLDER:
        return CreditRole.PUBLISHER
    if sort in _AUTHORS:
        return CreditRole.PUBLISHER if medium else CreditRole.AUTHOR
    return None if sort == CreditRole.AGENCY else CreditRole(sort)

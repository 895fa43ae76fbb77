"""The names in the words that a rule points at, cleaned of what is no part of them, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from quellenlage.analyse.credit.lines import Pointed
from quellenlage.kb.entities import RECALLED
from quellenlage.kb.gazetteer import Hit
from quellenlage.kb.outlets import KbOutlet, is_domain
from quellenlage.lang.credits import HOLDER, MASTHEAD
from quellenlage.records.layers import Credit, CreditRole, EntityType
from quellenlage.records.provenance import By
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import World

# Signs of writers are no longer.
_INITIALS = re.compile(r"[^\W\d_]{1,5}|(?:[^\W\d_]\.){1,3}")
_TITLE = re.compile(r"([^\W\d_][\w-]{2,30}) ")
_POINTED = re.compile(r"\.[^\W\d_]\.$")
# „ARD-Studio Brüssel“ is no person.
_HYPHEN = "-"
# How often something may stand in front of a name („Von Prof. Dr.“).
_FRONTS = 6
_PLACES = frozenset({EntityType.GPE, EntityType.LOC})
# What is not taken apart: a company may hold a stroke or a comma in its name.
_WHOLE = frozenset({HOLDER, MASTHEAD, CreditRole.ORIGINAL, CreditRole.PUBLISHER})
_SIGNS = " \t.,;:|–—-/„“”\"»«›‹‚‘’'[]"


class Kind(Enum):
    """What a name is by its form and by the kb."""

    AGENCY = auto()
    OUTLET = auto()
    MEDIUM = auto()
    PERSON = auto()
    INITIALS = auto()
    DAY = auto()
    NOBODY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the words that a rule points at.

    Attributes:
        span: Where it stands in the source; None if outside it.
        rule: What has found it.
    """

    words: str
    kind: Kind
    outlets: tuple[KbOutlet, ...]
    span: Span | None
    rule: str

    @property
    def entity(self) -> str | None:
        """Its id in the kb, if only one outlet is called so."""
        return self.outlets[0].id if len(self.outlets) == 1 else None

    @property
    def key(self) -> str:
        """Under which two spellings of one name meet."""
        return self.entity or fold(self.words)

    def credit(self, role: CreditRole) -> Credit:
        """The name as a maker; the rule says if the row of the kb behind it was written from memory."""
        is_recalled = self.entity is not None and self.outlets[0].source == RECALLED
        rule = f"{self.rule}, recalled outlet" if is_recalled else self.rule
        return Credit(span=self.span, name=self.words, role=role, by=By(rule), entity=self.entity)


def names_in(pointed: Pointed, world: World) -> tuple[Name, ...]:
    """The names, cleaned of what is no part of them."""
    rules = world.language.credits
    pieces = [(0, len(pointed.words))]
    if rules.joiners and pointed.sort not in _WHOLE and not world.outlets.find(pointed.words.strip()):
        cuts = [match.span() for match in rules.joiners.finditer(pointed.words)]
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(pointed.words)]
        pieces = list(zip(starts, ends, strict=True))
    return tuple(name for start, end in pieces if (name := _name(pointed, start, end, world)))


def _name(pointed: Pointed, start: int, end: int, world: World) -> Name | None:
    words = pointed.words[start:end]
    front, back = edges(words, world) if pointed.sort not in _WHOLE else _blanks(words)
    words = words[front:back]
    if not words:
        return None
    at = pointed.start + start + front
    return name_of(words, world, pointed.line.place(at, at + len(words)), pointed.rule)


def name_of(words: str, world: World, span: Span | None, rule: str) -> Name:
    """A name with what it is."""
    outlets = world.outlets.find(words)
    return Name(words, _kind(words, outlets, world), outlets, span, rule)


def _blanks(words: str) -> tuple[int, int]:
    """Where words begin and end that are not taken apart."""
    start = len(words) - len(words.lstrip(_SIGNS))
    end = len(words.rstrip(_SIGNS))
    # A company keeps the point of its last word.
    return start, end + 1 if words[end : end + 1] == "." and "." in words[:end] else max(start, end)


def edges(words: str, world: World) -> tuple[int, int]:
    """Where the name itself begins and ends in words that may hold more („Von Prof. Dr. A. Beispiel aus Ulm“)."""
    rules = world.language.credits
    start, end = 0, len(words)
    for _ in range(_FRONTS):
        match = rules.fronts.match(words, start) if rules.fronts else None
        if not match or match.end() == start:
            break
        start = match.end()
    while (title := _TITLE.match(words, start)) and title[1] in world.language.titles:
        start = title.end()
    if rules.ends and (match := rules.ends.search(words, start)):
        end = match.start()
    while end > start and not words[end - 1].isalnum():
        end -= 1
    # Initials keep their last point, sentences do not.
    return start, end + 1 if _POINTED.search(words[start : end + 1]) else end


def _kind(words: str, outlets: Sequence[KbOutlet], world: World) -> Kind:
    rules = world.language.credits
    if any(outlet.is_agency for outlet in outlets):
        return Kind.AGENCY
    if outlets:
        return Kind.OUTLET
    if fold(words) in rules.nobody:
        return Kind.NOBODY
    if rules.day and rules.day.fullmatch(words):
        return Kind.DAY
    if is_domain(words) or (rules.medium and rules.medium.fullmatch(words)):
        return Kind.MEDIUM
    if rules.person and rules.person.fullmatch(words):
        is_given = words.partition(" ")[0] in world.kb.given_names
        if any(not (hit.ambiguous and is_given) for hit in _places(words, world)):
            return Kind.NOBODY
        is_studio = _HYPHEN in words and world.outlets.is_plain(words.partition(_HYPHEN)[0])
        return Kind.OTHER if is_studio else Kind.PERSON
    return Kind.INITIALS if _INITIALS.fullmatch(words) else Kind.OTHER


def _places(words: str, world: World) -> Iterator[Hit]:
    """Readings of the whole name as that of a place."""
    entities = world.kb.entities
    hits = (hit for hit in world.gazetteer.find(words) if len(hit.span) == len(words))
    return (hit for hit in hits if any(entities[e].type in _PLACES for e in hit.entities))

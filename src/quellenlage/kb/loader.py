"""Loads the knowledge base and tells all its faults at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from quellenlage.datafile import Faults, one_of, read_rows
from quellenlage.kb.calendar import KbCoinage, KbEvent, KbSeries, read_calendar, read_coinages, read_series
from quellenlage.kb.entities import KbEntity, check_references, read_capitals, read_entities, read_kinds
from quellenlage.kb.names import KbName, read_names
from quellenlage.kb.offices import KbOffice, KbTerm, read_offices, read_terms
from quellenlage.kb.outlets import KbOutlet, read_outlets
from quellenlage.kb.standing import Standing, build_standing
from quellenlage.kb.taught import Individuals, Taught
from quellenlage.records.layers import EntityType
from quellenlage.text.fixed_phrase import Phrases
from quellenlage.text.fold import fold, fold_sounds

FOLDER = Path(__file__).parent
# Tables of names: those of outlets and of the world are kept by hand, the first is collected by a script.
NAME_FILES = (
    "names.tsv", "outlet_names.tsv", "organisation_names.tsv", "people_names.tsv", "materiel_names.tsv",
    "law_names.tsv", "site_names.tsv",
)  # fmt: skip

# Kinds of offices whose holders are called by their surname alone, and from which year on.
_LEADING, _CENTURY = frozenset({"head_of_state", "head_of_government"}), 2000
_STATE_WORDS = frozenset({"seat", "name"})
# What the ids of places begin with, and what they are.
_KINDS = {"country": "state", "geonames": "town", "geonames-admin1": "region", "m49": "continent", "region": "area"}


@dataclass(frozen=True)
class Kb:
    """The knowledge base: individuals by id, their names, given names, outlets, offices and their holders, calendar.

    Attributes:
        given_names: Names by which a run of capitals is known to be a person.
        genders: The gender of those given names that nearly all bearers share.
        capitals: Towns to the states, or the union of states, whose governments they stand for.
        taught: What the user brought; ``names`` holds none of it.
    """

    entities: Mapping[str, KbEntity]
    names: tuple[KbName, ...]
    given_names: dict[str, str]
    outlets: dict[str, KbOutlet] = field(default_factory=dict)
    offices: dict[str, KbOffice] = field(default_factory=dict)
    terms: tuple[KbTerm, ...] = ()
    genders: dict[str, str] = field(default_factory=dict)
    calendar: tuple[KbEvent, ...] = ()
    series: tuple[KbSeries, ...] = ()
    coinages: tuple[KbCoinage, ...] = ()
    capitals: dict[str, str] = field(default_factory=dict)
    taught: Taught = field(default_factory=Taught)

    @cached_property
    def standing(self) -> Standing:
        """For whom an individual acts."""
        seats = self.taught.seats.union(name.entity for name in self.names if name.kind == "seat")
        ours = self.entities.ours if isinstance(self.entities, Individuals) else self.entities
        # Of those whom only the user knows nobody speaks for another but a seat of government.
        told = {**ours, **{seat: self.entities[seat] for seat in self.taught.seats}}
        return build_standing(told, self.capitals, seats, self.offices, self.terms)

    @cached_property
    def terms_of(self) -> dict[str, tuple[KbTerm, ...]]:
        """Who held which offices when, by the person."""
        found: dict[str, tuple[KbTerm, ...]] = {}
        for term in self.terms:
            found[term.person] = (*found.get(term.person, ()), term)
        return found

    def states_of(self, person: str) -> set[str]:
        """The states whose offices somebody held."""
        return {self.offices[term.office].of for term in self.terms_of.get(person, ())} - {""}

    def leader(self, surname: str, states: Collection[str]) -> str:
        """The one head of state or government of this century with a surname, by :func:`fold_sounds`; else nothing.

        News calls few others by a surname alone. Two who bear one are told apart by nothing here, so neither is meant,
        nor is one of whose states none is in ``states``.
        """
        bearers = {n.entity for n in self._sounding(surname) if n.kind == "surname" and not n.ambiguous}
        person = next(iter(bearers)) if len(bearers) == 1 else ""
        return person if person and self._leads(person) and self.states_of(person) & set(states) else ""

    def _leads(self, person: str) -> bool:
        terms = (t for t in self.terms_of.get(person, ()) if self.offices[t.office].kind in _LEADING)
        return any(t.days.last is None or t.days.last.year >= _CENTURY for t in terms)

    def kind(self, entity: str) -> str:
        """What an individual is: its kind in its table, else ``state``, ``town``, ``region``, ``medium`` or nothing."""
        if entity in self.outlets:
            return "medium"
        if told := self.entities[entity].kind if entity in self.entities else "":
            return told
        return _KINDS.get(entity.partition(":")[0], "")

    def person(self, sounds: str) -> str:
        """The one individual whose full name, by :func:`fold_sounds`, is this; else nothing."""
        if " " not in sounds:
            return ""
        names = (n for n in self._sounding(sounds) if n.kind != "surname" and not n.ambiguous)
        found = {n.entity for n in names if self.entities[n.entity].type is EntityType.PER}
        return next(iter(found)) if len(found) == 1 else ""

    def persons_called(self, surname: str) -> frozenset[str]:
        """All persons with a surname, by :func:`fold_sounds`."""
        bearers = (name.entity for name in self._sounding(surname) if name.kind == "surname")
        return frozenset(entity for entity in bearers if self.entities[entity].type is EntityType.PER)

    def _sounding(self, sounds: str) -> tuple[KbName, ...]:
        """Names of persons, and surnames, that sound so."""
        return (*self._names_by_sound.get(sounds, ()), *(name for _, name in self.taught.sounding(sounds)))

    @cached_property
    def _names_by_sound(self) -> dict[str, list[KbName]]:
        found: dict[str, list[KbName]] = {}
        for name in self.names:
            if name.kind == "surname" or self.entities[name.entity].type is EntityType.PER:
                found.setdefault(fold_sounds(name.form), []).append(name)
        return found

    @cached_property
    def series_phrases(self) -> Phrases[KbSeries]:
        """The names of all series."""
        return Phrases.of((name, series) for series in self.series for name in series.names)

    @cached_property
    def coinage_phrases(self) -> Phrases[KbCoinage]:
        """The forms of all coinages."""
        return Phrases.of((form, coinage) for coinage in self.coinages for form in coinage.forms)

    @cached_property
    def place_phrases(self) -> Phrases[str]:
        """Places of the calendar, as they stand there, and names of states that take part, for their ids."""
        words = {place for event in self.calendar for place in event.places}
        states = {a for event in self.calendar for a in event.actors if self.entities[a].type is EntityType.GPE}
        named = [(name.form, name.entity) for name in self.names if name.entity in states]
        named += [(name.form, state) for state in sorted(states) for name in self.taught.names_of(state)]
        return Phrases.of([*((word, word) for word in sorted(words)), *named])

    def forms_of(self, entity: str) -> frozenset[str]:
        """All forms of all names of an individual, folded and without blanks."""
        names = (*self._names_by_entity.get(entity, ()), *self.taught.names_of(entity))
        return frozenset(fold(name.form).replace(" ", "") for name in names)

    @cached_property
    def _names_by_entity(self) -> dict[str, list[KbName]]:
        found: dict[str, list[KbName]] = {}
        for name in self.names:
            found.setdefault(name.entity, []).append(name)
        return found

    @cached_property
    def states_by_title(self) -> dict[str, frozenset[str]]:
        """Titles, folded and without blanks, to whose they are."""
        found: dict[str, set[str]] = {}
        for office in self.offices.values():
            for title in office.titles:
                found.setdefault(fold(title).replace(" ", ""), set()).add(office.of)
        return {title: frozenset(states) for title, states in found.items()}

    def is_state_word(self, form: str) -> bool:
        """Whether this is a name or a seat of a state: it may mean the state instead of the place."""
        return form in self._state_words or any(
            name.form == form and name.kind in _STATE_WORDS and row.type is EntityType.GPE
            for row, name in self.taught.named(form)
        )

    @cached_property
    def _state_words(self) -> frozenset[str]:
        states = (n for n in self.names if n.kind in _STATE_WORDS)
        return frozenset(n.form for n in states if self.entities[n.entity].type is EntityType.GPE)

    @cached_property
    def meetings(self) -> tuple[tuple[frozenset[str], KbEvent], ...]:
        """Events of the calendar in which two persons or more took part, with them."""
        persons = (
            (frozenset(a for a in k.actors if self.entities[a].type is EntityType.PER), k) for k in self.calendar
        )
        return tuple((who, event) for who, event in persons if len(who) > 1)

    @cached_property
    def terms_by_person(self) -> dict[str, tuple[KbTerm, ...]]:
        """Everybody's terms in the order of the table."""
        found: dict[str, list[KbTerm]] = {}
        for term in self.terms:
            found.setdefault(term.person, []).append(term)
        return {person: tuple(terms) for person, terms in found.items()}


def load_kb(folder: Path = FOLDER) -> Kb:
    """Read the knowledge base.

    Raises:
        ExceptionGroup: Of ``DataFileError``: form, unique ids, dangling references, missing sources.
    """
    faults = Faults()
    outlets = read_outlets(folder / "outlets.tsv", faults)
    entities = read_entities(folder, faults)
    entities |= _media(folder / "outlets.tsv", outlets, entities, faults)
    check_references(entities, folder, faults)
    read_kinds(folder / "organisation_kinds.tsv", entities, faults)
    names = tuple(n for file in NAME_FILES for n in read_names(folder / file, entities, faults))
    given = read_rows(folder / "given_names.tsv", ("name", "gender", "source"), faults)
    for row in given:
        one_of(row, "gender", ("", "m", "f"), folder / "given_names.tsv", faults)
    offices = read_offices(folder / "offices.tsv", entities, faults)
    terms = read_terms(folder / "terms.tsv", entities, offices, faults)
    calendar = read_calendar(folder / "calendar.tsv", entities, faults)
    series = read_series(folder / "calendar_series.tsv", faults)
    coinages = read_coinages(folder / "coinages.tsv", faults)
    capitals = read_capitals(folder / "capitals.tsv", entities, faults)
    told = read_rows(folder / "given_genders.tsv", ("name", "gender", "count", "source"), faults)
    for row in told:
        one_of(row, "gender", ("m", "f"), folder / "given_genders.tsv", faults)
    faults.raise_all(folder)
    return Kb(
        entities=entities,
        names=names,
        given_names={row["name"]: row["gender"] for row in given},
        outlets=outlets,
        offices=offices,
        terms=terms,
        genders={row["name"]: row["gender"] for row in (*given, *told) if row["gender"]},
        calendar=calendar,
        series=series,
        coinages=coinages,
        capitals=capitals,
    )


def _media(
    path: Path, outlets: Mapping[str, KbOutlet], known: Mapping[str, KbEntity], faults: Faults
) -> dict[str, KbEntity]:
    """The outlets that ``entities.tsv`` does not have, as organisations of their countries."""
    found = {}
    for outlet in outlets.values():
        country = f"country:{outlet.country}" if outlet.country else ""
        if country and country not in known:
            faults.add(path, f"{outlet.id}: country {outlet.country}", "a country of entities.tsv")
        elif outlet.id in known:
            if known[outlet.id].name != outlet.name:
                faults.add(path, f"{outlet.id}: name {outlet.name!r}", f"{known[outlet.id].name!r}, as in entities.tsv")
        else:
            found[outlet.id] = KbEntity(
                id=outlet.id,
                type=EntityType.ORG,
                name=outlet.name,
                part_of=(country,) if country else (),
                source=outlet.source,
            )
    return found

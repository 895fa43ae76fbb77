"""Which person a single name or an office means, within an article and over the pile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.text.fold import fold, fold_sounds


def _is_person_name(mention: Mention) -> bool:
    return mention.type is EntityType.PER and mention.form is MentionForm.NAME


@dataclass(slots=True)
class Persons:
    """Full names of persons, as far as they can be told apart by words.

    Attributes:
        by_word: First and last word of a full name to the full names, in the order of their first place.
        by_office: Title and country to the full names that bear it; the country may be empty.
    """

    by_word: dict[str, dict[str, int]] = field(default_factory=dict)
    by_office: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def persons_of(pile: Iterable[Analysis]) -> Persons:
    """Collect full names, and who bears which title."""
    found = Persons()
    for analysis in pile:
        for mention in analysis.found.mentions:
            words = fold_sounds(mention.name).split()
            if not _is_person_name(mention) or len(words) < 2:
                continue
            name = " ".join(words)
            for word in (words[0], words[-1]):
                found.by_word.setdefault(word, {}).setdefault(name, mention.span.start)
            if mention.office:
                found.by_office.setdefault((mention.office, country_of(mention, analysis)), set()).add(name)
    return found


def country_of(mention: Mention, analysis: Analysis) -> str:
    """The country whose adjective or genitive stands in or right before the title, or nothing."""
    title = mention.title or mention.span
    for other in analysis.found.mentions:
        close = other.span.end <= title.end and title.start - other.span.end <= 2
        if other.type is EntityType.GPE and close and other.candidates:
            return other.candidates[0]
    return ""


def full_name(word: str, start: int, local: Persons, whole: Persons) -> str:
    """The full name that a single name means.

    News gives the full name first: of several persons of one article it is the first who was introduced
    before. Without any in the article it is the only one of the pile, or nobody.
    """
    here = local.by_word.get(word, {})
    before = [name for name, at in here.items() if at <= start]
    if before or len(here) == 1:
        return before[0] if before else next(iter(here))
    everywhere = whole.by_word.get(word, {})
    return next(iter(everywhere)) if not here and len(everywhere) == 1 else ""


def without_genitive(word: str, endings: tuple[str, ...], local: Persons, whole: Persons) -> str:
    """A surname without the ending of the genitive, where only so it is one of the article, else of the pile."""
    for persons in (local, whole):
        if word in persons.by_word:
            return word
        stems = (word.removesuffix(e) for e in endings if e.isalpha() and word.endswith(e))
        found = next((stem for stem in stems if stem in persons.by_word), "")
        if found:
            return found
    return word


def titles_of(analysis: Analysis) -> dict[str, str]:
    """Single names of the article to the title before the first of them; names without a title are not in it."""
    found: dict[str, str] = {}
    for mention in analysis.found.mentions:
        sounds = fold_sounds(mention.name)
        if _is_person_name(mention) and mention.office and " " not in sounds:
            found.setdefault(sounds, mention.office)
    return found


def holder(mention: Mention, analysis: Analysis, local: Persons, whole: Persons) -> str:
    """Who holds the office that a nominal actor names, if the article, else the pile, names only one."""
    title, country = mention.office, country_of(mention, analysis)
    if not country and not mention.bare:
        return ""
    for persons, needs_country in ((local, False), (whole, True)):
        holders = set(persons.by_office.get((title, country), ()))
        if not country and not needs_country:
            holders = {h for (t, _), names in persons.by_office.items() if t == title for h in names}
        if len(holders) == 1 and (country or not needs_country):
            return next(iter(holders))
        if len(holders) > 1:
            return ""
    return ""


def nominal_keys(analysis: Analysis) -> dict[str, str]:
    """„der Beamte“ behind „ein US-Beamter“: the head alone means the one longer actor that ends in it."""
    keys: dict[str, str] = {}
    seen: dict[str, None] = {}
    for mention in analysis.found.mentions:
        if mention.form is MentionForm.NAME:
            continue
        name = fold(mention.name)
        stem = _stem(name)
        longer = [s for s in seen if s != name and _stem(s).endswith(stem)]
        if " " not in name and len(longer) == 1:
            keys[name] = longer[0]
        seen.setdefault(keys.get(name, name))
    return keys


def _stem(name: str) -> str:
    """Without the endings of adjectives that are nouns („Beamter“, „Beamten“)."""
    return name.rstrip("rnsme")

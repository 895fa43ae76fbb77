"""Which person an office means, within an article and over the pile."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.text.fold import fold, fold_sounds

# No words for a country are longer, in characters (set by hand): bounds the search.
_LONGEST = 100


def _is_person_name(mention: Mention) -> bool:
    return mention.type is EntityType.PER and mention.form is MentionForm.NAME


@dataclass(slots=True)
class Persons:
    """Who bears which title.

    Attributes:
        by_office: Title and country to the full names that bear it; the country may be empty.
    """

    by_office: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def persons_of(pile: Iterable[Analysis]) -> Persons:
    """Collect the full names behind titles."""
    found = Persons()
    for analysis in pile:
        for mention in analysis.found.mentions:
            words = fold_sounds(mention.name).split()
            if not _is_person_name(mention) or len(words) < 2:
                continue
            name = " ".join(words)
            if mention.office:
                found.by_office.setdefault((mention.office, country_of(mention, analysis)), set()).add(name)
    return found


def country_of(mention: Mention, analysis: Analysis) -> str:
    """The country whose adjective or genitive stands in or right before the title, or nothing."""
    title = mention.title or mention.span
    mentions = analysis.found.mentions
    first = bisect_left(mentions, title.start - _LONGEST, key=lambda m: m.span.start)
    last = bisect_right(mentions, title.end, key=lambda m: m.span.start)
    for other in mentions[first:last]:
        close = other.span.end <= title.end and title.start - other.span.end <= 2
        if other.type is EntityType.GPE and close and other.candidates:
            return other.candidates[0]
    return ""


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

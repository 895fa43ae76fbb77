"""Reads the words for originals that articles cite: ``leads.toml`` of a language folder."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from quellenlage.datafile import Faults, read_toml
from quellenlage.records.layers import LeadKind

FILE = "leads.toml"
# The shortest noun that makes a compound an original too.
_COMPOUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWords:
    """Words for originals; all in small letters.

    Attributes:
        kinds: Nouns with their kind.
        excluded: Nouns that are none, though one ends them.
        only_named: Nouns that count only with words that say whose or what.
        platforms: Where posts stand.
        citing: Prepositions that cite; ``places`` those behind which something is said.
        showing: Verbs of which an original is the subject, or stands behind a preposition.
        referring: Verbs of going back to an original.
        reporting: Verbs of a medium that is cited; ``printing`` those that show an unknown name to be one.
        findings: Plurals for what a medium has found out.
        pointing: Nouns for going back to an original; ``plurals`` name one original all the same.
        occasions: Originals in which something is said whatever the verb; ``posting`` verbs of platforms.
        hosts: Of platforms.
        told_to: Prepositions before a medium that is told something; ``by`` before who issued it.
        temporal: Those of ``citing`` that also tell a time.
        definite: Articles of what was named before.
        own: Articles of what is the medium's own; ``asking`` nouns for its own requests.
        readers: Subjects of clauses about readers and writers, as they are written.
    """

    kinds: dict[str, LeadKind]
    excluded: frozenset[str]
    only_named: frozenset[str]
    platforms: frozenset[str]
    citing: frozenset[str]
    places: frozenset[str]
    showing: frozenset[str]
    referring: frozenset[str]
    reporting: frozenset[str]
    printing: frozenset[str]
    findings: frozenset[str]
    pointing: frozenset[str]
    plurals: frozenset[str]
    occasions: frozenset[str]
    hosts: frozenset[str]
    posting: frozenset[str]
    told_to: frozenset[str]
    temporal: frozenset[str]
    definite: frozenset[str]
    own: frozenset[str]
    readers: frozenset[str]
    asking: frozenset[str]
    by: frozenset[str]

    def kind_of(self, noun: str) -> tuple[LeadKind | None, str]:
        """The kind of an original that a noun in small letters names, and the noun at its end that decides."""
        if noun in self.kinds:
            return self.kinds[noun], noun
        if noun in self.excluded:
            return None, ""
        for cut in range(1, len(noun) - _COMPOUND + 1):
            is_one = noun[cut:] not in self.plurals or noun[cut - 1] == "-"
            if noun[cut:] in self.kinds and is_one:
                return self.kinds[noun[cut:]], noun[cut:]
        return None, ""


def read_lead_words(path: Path, faults: Faults) -> LeadWords | None:
    """The words for originals; None where the file says ``searched = false``: none are looked for."""
    table = read_toml(path, faults)
    if not table or table.get("searched") is False:
        return None
    kinds, words = table.get("kinds", {}), table.get("words", {})
    names = [field.name for field in fields(LeadWords) if field.name != "kinds"]
    if unknown := sorted(set(kinds) - set(LeadKind)):
        faults.add(path, f"[kinds] {', '.join(unknown)}", f"one of {', '.join(LeadKind)}")
    if set(words) != set(names):
        faults.add(path, f"[words] {', '.join(sorted(set(words) ^ set(names)))}", f"the keys {', '.join(names)}")
    wrong = [
        key
        for key, value in {**kinds, **words}.items()
        if not isinstance(value, list)
        or not all(isinstance(w, str) and (key == "readers" or w == w.lower()) for w in value)
    ]
    for key in wrong:
        faults.add(path, key, "words in small letters")
    if unknown or wrong or set(words) != set(names):
        return None
    return LeadWords(
        kinds={word: LeadKind(kind) for kind, nouns in kinds.items() for word in nouns},
        **{name: frozenset(words[name]) for name in names},
    )

"""What the words of a report tell of the claim in it: pointing back, evidence, worry, rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from quellenlage.datafile import Faults, read_toml

FILE = "claim.toml"
# No stem is shorter (set by hand).
_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """Words by what they tell; dictionary forms or phrases in small letters.

    Attributes:
        pointing: Nouns and pronouns that only point at what was said before; ``beside`` what may stand with them.
        told: Those of them that point at what was told, and not at a charge.
        pronouns: Forms that point back if they stand alone.
        determiners: Forms of words before a noun that was told before: „diese Zahlen“.
        countering: Verbs whose words are the answer, and never what is denied: „widersprechen“.
        evidence: Nouns whose absence doubts.
        uncertain: Phrases that leave what follows open in the mouth of a speaker; ``unclear`` in the narrator's.
        worries: Nouns for a worry: what follows is feared, not doubted.
        norms: Words for rules and bans.
        charging: Verbs that lay something at somebody's door.
        light: Verbs that say nothing by themselves.
        derivations: Endings that make nouns, verbs and adjectives of one stem.
        matters: Words for the labels of claims about transfers.
    """

    pointing: frozenset[str]
    beside: frozenset[str]
    told: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    countering: frozenset[str]
    evidence: frozenset[str]
    uncertain: frozenset[str]
    unclear: frozenset[str]
    worries: frozenset[str]
    norms: frozenset[str]
    charging: frozenset[str]
    light: frozenset[str]
    derivations: frozenset[str]
    matters: Mapping[str, str]

    def stem_of(self, term: str) -> str:
        """A term without its longest ending, if enough of it is left: „Räumung“ and „räumen“ are one."""
        ends = (end for end in self.derivations if term.endswith(end) and len(term) - len(end) >= _STEM)
        return term[: len(term) - max(map(len, ends), default=0)]


def read_claims(path: Path, faults: Faults) -> ClaimWords | None:
    """The words of a language; None where its file says ``searched = false``."""
    table = read_toml(path, faults)
    if not table or table.get("searched") is False:
        return None
    known = {field.name for field in fields(ClaimWords)}
    if set(table) != known:
        faults.add(path, ", ".join(sorted(set(table) ^ known)), f"exactly the keys {', '.join(sorted(known))}")
        return None
    matters = table.pop("matters")
    for key, value in table.items():
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            faults.add(path, key, "a list of words")
            return None
    return ClaimWords(matters=dict(matters), **{key: frozenset(value) for key, value in table.items()})

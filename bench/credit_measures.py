"""Credits: who made the article, as its text says, on 361 texts marked by somebody else.

What stands outside a text (markup, address) is not in these texts; what is inferred is not marked. So only credits
count that a stretch of the text states, each role and name once a text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from encoder_data import CORPORA
from measure import Measure, Slip, is_read
from quellenlage.errors import InputError
from quellenlage.models.card import NONE
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Basis
from quellenlage.text.fold import fold
from quellenlage.world import load_worlds
from scoring import Tally, f1, score_f1

sys.path.insert(0, str(CORPORA / "credits"))
import reader

ROLES = ("publisher", "original", "agency", "author", "translator")
_OWN = "own"
_AGENCIES = "dpa|afp|ap|apa|sda|reuters|rtr|epd|kna|sid|tass|ots|dts|xinhua|kcna|ansa|efe"
_LINES = (
    ("author", r"(?im)^\W*(?:von|by|text|autor(?:in)?):? +([^\n,|/]{3,60})"),
    ("agency", rf"(?i)[(/, ]({_AGENCIES})(?=[)/,])"),
    ("publisher", r"(?:©|Copyright)[ ©\d,–-]*([^\n|\d]{3,60})"),
    ("original", r"(?im)(?:^quelle ?:|zuerst (?:in|bei|auf|im)|ursprünglich (?:in|bei|auf)) ?([^\n,(]{3,40})"),
    ("translator", r"(?i)(?:übersetzung|übersetzt)(?: aus dem \w+)?(?: von|:) ?([^\n,.]{3,50})"),
)

Names = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A marked text.

    Attributes:
        gold: Roles and folded names that are sure; ``doubtful``: those that count neither way.
        is_real: Whether somebody printed it.
    """

    id: str
    text: str
    gold: Names
    doubtful: Names
    is_real: bool


def measure_credits(shared: Path) -> tuple[Measure, ...]:
    """F1 of role and name: over all texts, over the halves, and for each role."""
    cases = load_cases(shared)
    suffix = "" if any(case.is_real for case in cases) else ", invented only"
    if suffix:
        print(f"skipped: the real texts of credits, {shared} is not there")
    system, simple = [find(case.text) for case in cases], [baseline(case.text) for case in cases]
    measures = []
    for name, chosen in _choices(cases):
        rows = [i for i, case in enumerate(cases) if chosen(case)]
        tallies = [_tally(cases[i], system[i]) for i in rows]
        measures.append(
            Measure(
                name=f"credits: {name}{suffix}",
                score=score_f1(tallies),
                baseline=_f1([_tally(cases[i], simple[i]) for i in rows]),
                slips=_slips(cases, system, rows) if name == "read half F1" else (),
            )
        )
    for role in ROLES:
        measures.append(
            Measure(
                name=f"credits: {role} F1{suffix}",
                score=score_f1([_tally(c, s, role) for c, s in zip(cases, system, strict=True)]),
                baseline=_f1([_tally(c, s, role) for c, s in zip(cases, simple, strict=True)]),
            )
        )
    return tuple(measures)


def _choices(cases: Sequence[Case]) -> list[tuple[str, Callable[[Case], bool]]]:
    """All texts; the half whose errors may be read, and the other; real ones alone, where there are some."""
    real: list[tuple[str, Callable[[Case], bool]]] = [("real texts F1", lambda case: case.is_real)]
    return [
        ("role and name F1", lambda _: True),
        ("read half F1", lambda case: is_read(case.id)),
        ("unread half F1", lambda case: not is_read(case.id)),
        *(real if any(case.is_real for case in cases) else []),
    ]


def load_cases(shared: Path) -> tuple[Case, ...]:
    """The marked texts; the real ones only where ``shared`` is.

    Raises:
        ValueError: A text is not the one that was marked.
    """
    there = (shared / "data").is_dir() and (shared / "stories").is_dir()
    if there and (faults := reader.faults(shared)):
        raise ValueError(f"credits: {len(faults)} faults, the first: {faults[0]}")
    found = []
    for row in reader.cases():
        if row["source"] != _OWN and not there:
            continue
        text = reader.text_of(row, shared)
        names = [(c["role"], fold(text[c["start"] : c["end"]]), bool(c.get("doubtful"))) for c in row["credits"]]
        gold = frozenset((role, name) for role, name, doubtful in names if not doubtful)
        found.append(
            Case(
                id=row["id"],
                text=text,
                gold=gold,
                doubtful=frozenset((role, name) for role, name, doubtful in names if doubtful) - gold,
                is_real=row["source"] != _OWN,
            )
        )
    return tuple(found)


def find(text: str) -> Names:
    """What the program finds stated in a text; read without a model, on which credits do not depend."""
    try:
        analysis = compile_article(text.encode(), "a.txt", *load_worlds(NONE))
    except InputError:
        return frozenset()
    return frozenset((str(c.role), fold(c.name)) for c in analysis.found.credits if c.span and c.basis is Basis.STATED)


def baseline(text: str) -> Names:
    """One pattern a role."""
    return frozenset((role, fold(match[1])) for role, pattern in _LINES for match in re.finditer(pattern, text))


def _tally(case: Case, found: Names, role: str = "") -> Tally:
    gold = {name for name in case.gold if role in ("", name[0])}
    system = {name for name in found - case.doubtful if role in ("", name[0])}
    return Tally(len(gold & system), len(system), len(gold))


def _f1(tallies: Sequence[Tally]) -> float:
    return f1(sum(t.met for t in tallies), sum(t.system for t in tallies), sum(t.gold for t in tallies))


def _slips(cases: Sequence[Case], system: Sequence[Names], rows: Sequence[int]) -> tuple[Slip, ...]:
    slips = []
    for i in rows:
        case, found = cases[i], system[i] - cases[i].doubtful
        slips += [Slip(f"missed, {role}", case.id, name) for role, name in sorted(case.gold - found)]
        slips += [Slip(f"not in gold, {role}", case.id, name) for role, name in sorted(found - case.gold)]
    return tuple(slips)

"""Whether a correction can be one, wherever it came from: before it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
from quellenlage.records.correction import Action, Correction, Entry, Target
from quellenlage.records.layers import Act, EntityType, Phase, QuotationType

# Kinds that can be taken out; an article is removed, a block, a run, an input and a story are no findings.
REJECTABLE = (
    "mention", "entity", "timex", "quotation", "event", "claim", "transfer", "caveat", "lead", "copy", "finding",
)  # fmt: skip
ACCEPTABLE = (*REJECTABLE, "article", "story", "block")
_KINDS: dict[Action, tuple[str, ...]] = {
    Action.ACCEPT: ACCEPTABLE,
    Action.REJECT: REJECTABLE,
    Action.MERGE: ("entity",),
    Action.SPLIT: ("entity",),
    Action.DATE: ("article",),
    Action.SPEAKER: ("quotation",),
    Action.ACT: ("quotation",),
    Action.TYPE: ("quotation",),
    Action.STANCE: ("stance",),
    Action.SAME: ("event",),
    Action.DIFFERENT: ("event",),
    Action.PHASE: ("event",),
    Action.DAYS: ("event",),
    Action.ROLE: ("event",),
    Action.MEANS: ("stance",),
    Action.ADD: ("mention", "quotation", "event"),
}
_PAIRS = frozenset({Action.MERGE, Action.SPLIT, Action.SAME, Action.DIFFERENT})
# Of what speaks of a place of another kind besides, that kind.
_BESIDE: dict[Action, str] = {Action.ROLE: "entity"}
# What a side of a claim may mean.
MEANT = ("claim", "quotation")
_WHOLE = frozenset({"article", "story", "copy"})
_PLACE = re.compile(r"\d{1,9}:\d{1,9}", re.ASCII)
# ISO 8601 in UTC, as the program writes it: so that texts stand in the order of their times.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)
POLARITIES, CERTAINTIES = ("+", "-"), ("CT", "PR", "PS", "U")


def fault_of(entry: Entry) -> str:
    """Why something cannot be said, in one line; empty if it can."""
    if not _MOMENT.fullmatch(entry.when):
        return "when is no time such as 2024-06-18T09:30:00.000000+00:00"
    return _fault_of(entry) if isinstance(entry, Correction) else ""


def _fault_of(correction: Correction) -> str:
    action, target, other = correction.action, correction.target, correction.other
    if target.kind not in _KINDS[action]:
        return f"{action} is said of {', '.join(_KINDS[action])}, not of {target.kind!r}"
    if (target.end <= target.start) != (target.kind in _WHOLE):
        return "its place is empty" if target.kind not in _WHOLE else f"of a whole {target.kind} start and end are 0"
    if action in _PAIRS and (other is None or other.kind != target.kind or other.place == target.place):
        return f"{action} is said of two places"
    if action in _BESIDE and (other is None or other.kind != _BESIDE[action] or other.end <= other.start):
        return f"{action} is said of an {target.kind} and the place of an {_BESIDE[action]}"
    check = _CHECKS.get(action)
    return check(correction) if check else ""


def _one_of(after: Mapping[str, str], field: str, allowed: tuple[str, ...], *, needed: bool = True) -> str:
    value = after.get(field)
    if (value is None and not needed) or value in allowed:
        return ""
    return f"{field} is one of {', '.join(allowed)}, not {value!r}"


def _days(after: Mapping[str, str], first: str, last: str) -> str:
    days = []
    for name in (first, last):
        if not after.get(name):
            continue
        try:
            days.append(date.fromisoformat(after[name]))
        except ValueError:
            return f"{after[name]!r} is no day; write it as 2024-06-18"
        if days[-1].isoformat() != after[name]:
            return f"{after[name]!r} is no day; write it as 2024-06-18"
        if not FIRST_DAY <= days[-1] <= LAST_DAY:
            return f"{after[name]} lies outside of {FIRST_DAY.year} to {LAST_DAY.year}"
    return "the first day is after the last" if len(days) > 1 and days[0] > days[1] else ""


def _speaker(after: Mapping[str, str]) -> str:
    words = after.get("speaker", "")
    return f"speaker is start:end in the article, or empty, not {words!r}" if words and not _is_place(words) else ""


def _is_place(words: str) -> bool:
    return bool(_PLACE.fullmatch(words))


def _date(correction: Correction) -> str:
    after = correction.after
    if not (after.get("earliest") or after.get("latest")):
        return "name a day, or two with '..' between them"
    return _days(after, "earliest", "latest")


def _stance(correction: Correction) -> str:
    after = correction.after
    return (
        _one_of(after, "stance", tuple(Act))
        or _one_of(after, "polarity", POLARITIES, needed=False)
        or _one_of(after, "certainty", CERTAINTIES, needed=False)
    )


def _means(target: Target, other: Target | None) -> str:
    if other is None or (other.kind in MEANT and other.end > other.start and other.place[1:4] != target.place[1:4]):
        return ""
    return f"a side means another {' or '.join(MEANT)}, or nothing that is known"


def _add(correction: Correction) -> str:
    after, kind = correction.after, correction.target.kind
    if kind == "mention":
        return _one_of(after, "type", tuple(EntityType))
    if kind == "quotation":
        return _one_of(after, "act", tuple(Act)) or _one_of(after, "type", tuple(QuotationType)) or _speaker(after)
    roles = {k: v for k, v in after.items() if k not in ("type", "phase", "from", "to")}
    wrong = next((f"{k} is start:end in the article, not {v!r}" for k, v in roles.items() if not _is_place(v)), "")
    missing = "" if after.get("type") else "name the type of the event; 'docs/reference/event-types.md' lists them"
    return missing or _one_of(after, "phase", tuple(Phase), needed=False) or _days(after, "from", "to") or wrong


_CHECKS: dict[Action, Callable[[Correction], str]] = {
    Action.DATE: _date,
    Action.SPEAKER: lambda c: _speaker(c.after),
    Action.ACT: lambda c: _one_of(c.after, "act", tuple(Act)),
    Action.TYPE: lambda c: _one_of(c.after, "type", tuple(QuotationType)),
    Action.STANCE: _stance,
    Action.PHASE: lambda c: _one_of(c.after, "phase", tuple(Phase)),
    Action.DAYS: lambda c: _days(c.after, "earliest", "latest"),
    Action.MEANS: lambda c: _means(c.target, c.other),
    Action.ROLE: lambda c: "" if "role" in c.after else "name the role, or an empty one",
    Action.ADD: _add,
}

"""Parties that a telling leaves open: by the other tellings of the same goods, and by a meeting of two."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quellenlage.link.transfer.telling import Telling
from quellenlage.records.linked import Linked
from quellenlage.records.transfer import Stage

# Events at which two sides face each other, and how far before a promise they are told, in characters (set by hand).
_ENCOUNTERS = frozenset({"meeting", "visit", "communication", "agreement"})
_REACH = 1200
# What one side promises, offers or refuses at a meeting concerns the other.
_PROMISED = frozenset({Stage.AGREED, Stage.OFFERED, Stage.REFUSED})
_LACKING = frozenset({Stage.NEEDED, Stage.SOUGHT})
# Tellings of the same goods in articles whose days lie so far apart are of one matter (set by hand).
_DAYS = 90


def complete(tellings: Sequence[Telling], linked: Linked) -> list[Telling]:
    """Fill parties that are open where only one reading fits.

    First by a meeting: what one of two promises there goes to the other. Then by the goods: tellings of one article,
    and then of the pile, that name the same goods and contradict each other in no party are of one transfer. What
    fits several is left open.

    Args:
        tellings: In order of the pile.
        linked: ``events``, ``standings``, ``dates``.

    Returns:
        In the same order.
    """
    met = _encounters(linked)
    found = [_by_meeting(telling, met) for telling in tellings]
    by_article: dict[str, list[int]] = defaultdict(list)
    for at, telling in enumerate(found):
        by_article[telling.analysis.document.id].append(at)
    for numbers in by_article.values():
        _by_goods(found, numbers, linked, whole=False)
    _by_goods(found, range(len(found)), linked, whole=True)
    return found


def _encounters(linked: Linked) -> Mapping[str, tuple[list[int], list[tuple[str, str]]]]:
    """Article to the places where two sides meet, in order, and who they act for."""
    found: dict[str, list[tuple[int, tuple[str, str]]]] = defaultdict(list)
    for row in linked.events:
        sides = sorted({linked.standings.acting(p.entity) for p in row.participants if p.entity})
        if row.type in _ENCOUNTERS and len(sides) == 2:
            for passage in row.mentions:
                found[passage.article].append((passage.start, (sides[0], sides[1])))
    return {
        article: ([at for at, _ in sorted(rows)], [sides for _, sides in sorted(rows)])
        for article, rows in found.items()
    }


def _by_meeting(telling: Telling, met: Mapping[str, tuple[list[int], list[tuple[str, str]]]]) -> Telling:
    one = telling.supplier or telling.recipient
    document = telling.analysis.document
    if telling.is_complete or one is None or telling.transfer.stage not in _PROMISED or document.id not in met:
        return telling
    starts, sides = met[document.id]
    here = document.passage(telling.transfer.span).start
    at = bisect_right(starts, here) - 1
    if at < 0 or here - starts[at] > _REACH or one not in sides[at]:
        return telling
    other = next(side for side in sides[at] if side != one)
    if telling.supplier:
        return replace(telling, recipient=other, completed=True)
    return replace(telling, supplier=other, completed=True)


def _by_goods(found: list[Telling], numbers: Iterable[int], linked: Linked, *, whole: bool) -> None:
    """Fill open parties among tellings whose goods have the same head, if all that are known agree.

    Needs are left as they are: who lacks something may lack it for long.

    Args:
        found: All tellings; changed in place.
        numbers: Which of them to look at.
        linked: ``dates``.
        whole: One of them must know both parties; else two halves make a whole.
    """
    by_head: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in numbers:
        for head in sorted(found[at].goods) if found[at].transfer.stage not in _LACKING else ():
            by_head[found[at].kind, head].append(at)
    for group in by_head.values():
        suppliers = {found[at].supplier for at in group} - {None}
        recipients = {found[at].recipient for at in group} - {None}
        known = not whole or any(found[at].is_complete for at in group)
        single = len(suppliers) == 1 and len(recipients) == 1 and suppliers != recipients
        if not (known and single and _of_one_run(group, found, linked)):
            continue
        for at in group:
            if not found[at].is_complete:
                supplier, recipient = next(iter(suppliers)), next(iter(recipients))
                found[at] = replace(found[at], supplier=supplier, recipient=recipient, completed=True)


def _of_one_run(group: Sequence[int], found: Sequence[Telling], linked: Linked) -> bool:
    """Whether the articles of some tellings were all printed within one run of a story, as far as is known."""
    days = [linked.dates.days.get(found[at].analysis.document.id) for at in group]
    firsts = [d.last for d in days if d is not None and d.last is not None]
    lasts = [d.first for d in days if d is not None and d.first is not None]
    return not firsts or not lasts or (max(lasts) - min(firsts)).days <= _DAYS

"""What a person has said of events: which tellings are one (must-link and cannot-link), and what is so of the whole.

Source: Wagstaff et al., Constrained k-means clustering with background knowledge (ICML 2001), for the two kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenlage.link.event.told import Group, Told
from quellenlage.records.correction import Laid, Place, Verdicts
from quellenlage.text.span import Span


def corrected(groups: Sequence[Group], verdicts: Verdicts) -> list[Group]:
    """The groups as the verdicts want them; a place without a telling is passed over.

    Of a split the second telling goes, with the others of its article unless the first stands there too. What is
    told apart stays apart: a pair that is to be one is passed over if it would join two that are not.
    """
    found = list(groups)
    home = _homes(found)
    different = sorted({(min(p), max(p)) for p in verdicts.different if p[0] in home and p[1] in home})
    for one, other in different:
        if home[one] is home[other]:
            _split(one, other, found, home)
    for one, other in sorted({(min(p), max(p)) for p in verdicts.same if p[0] in home and p[1] in home}):
        left, right = home[one], home[other]
        apart = any({id(home[a]), id(home[b])} == {id(left), id(right)} for a, b in different)
        if left is not right and not apart:
            whole = _grouped((*left.told, *right.told))
            found = [group for group in found if group is not left and group is not right] + [whole]
            home.update(_homes([whole]))
    return found


def lay_down(groups: Iterable[Group], laid: Iterable[Laid]) -> None:
    """Note with every group what a person has laid down of the event; it neither joins nor parts tellings."""
    home: dict[Place, list[Group]] = {}
    for group in groups:
        for told in group.told:
            home.setdefault(_place(told), []).append(group)
    for one in laid:
        for group in home.get(one.place, ()):
            group.laid.append(one)


def _homes(groups: Iterable[Group]) -> dict[Place, Group]:
    return {_place(told): group for group in groups for told in group.told}


def _place(told: Told) -> tuple[str, Span]:
    return told.article, told.event.span


def _split(one: Place, other: Place, groups: list[Group], home: dict[Place, Group]) -> None:
    """Take the second telling out, with those of its article that go with it."""
    whole = home[other]
    alone = one[0] == other[0]
    goes = [t for t in whole.told if _place(t) == other or (not alone and t.article == other[0])]
    stays = [t for t in whole.told if all(t is not g for g in goes)]
    parts = [_grouped(stays), _grouped(goes)]
    groups[:] = [group for group in groups if group is not whole] + parts
    home.update(_homes(parts))


def _grouped(told: Iterable[Told]) -> Group:
    """A group of its own, in the order of the pile."""
    ordered = sorted(told, key=lambda t: (t.analysis.document.source.path, t.article, t.event.span))
    group = Group(ordered[0].kind, is_ruled=True)
    group.add(ordered)
    return group

"""What every command of ``quellenlage review`` shares: who says it, and what becomes of it."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from quellenlage.cli.terminal import tell
from quellenlage.pipeline.review import Desk, Said, apply, later, open_desk
from quellenlage.pipeline.review.clock import moment
from quellenlage.records.contract import CorrectionRow
from quellenlage.records.correction import Correction, CorrectionStatus
from quellenlage.store import Dossier

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Saying:
    """How a correction is said: who says it and why, and whether the record is left as it is for now."""

    who: str
    why: str
    is_later: bool


_OPTIONS = (
    click.option("--who", default="", envvar="QUELLENLAGE_WHO", help="Who says so; it goes out with every export."),
    click.option("--why", default="", help="Why, in a few words."),
    click.option("--later", "is_later", is_flag=True, help="Only note it; the next build, or 'review apply', does it."),
)


def said_by(function: Callable[..., T]) -> Callable[..., T]:
    """The options ``--who``, ``--why`` and ``--later``, as one argument ``saying``."""

    @functools.wraps(function)
    def wrapped(*, who: str, why: str, is_later: bool, **arguments: Any) -> T:  # noqa: ANN401  what click gives
        return function(**arguments, saying=Saying(who, why, is_later))

    found: Callable[..., T] = wrapped
    for option in reversed(_OPTIONS):
        found = option(found)
    return found


def say(path: str, saying: Saying, make: Callable[[Desk, Said], Correction]) -> None:
    """Keep a correction and bring the record up to date with it.

    Args:
        path: Of the dossier.
        saying: By whom.
        make: From the record as it is and who, when and why to the correction.
    """
    with Dossier(path) as dossier:
        correction = make(open_desk(dossier), Said(later(dossier, moment()), saying.who, saying.why))
        dossier.put_entries([correction])
        if not saying.is_later:
            apply(dossier)
        rows = [row for row in dossier.rows(CorrectionRow) if row.id == correction.id]
    told = f"{correction.action} {correction.target.kind}: correction {correction.id}"
    if saying.is_later:
        tell(f"{told} noted. Run 'quellenlage review apply {path}' to bring the record up to date.")
    elif rows and rows[0].status == CorrectionStatus.ORPHANED:
        tell(f"{told} is kept, but found no place: {rows[0].reason}")
        sys.exit(1)
    else:
        tell(f"{told} applied.")

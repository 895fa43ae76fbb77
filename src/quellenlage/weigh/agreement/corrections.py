"""What articles say of their own days and mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.records.contract import FindingRow
from quellenlage.records.document import BlockType, Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.linked import Linked
from quellenlage.world import World

_NARRATOR = "narrator"


def find_corrections(linked: Linked, world: World) -> Iterator[FindingRow]:
    """Lines in which an article corrects itself.

    Args:
        linked: ``articles``.
        world: ``language.notes``.
    """
    for block in linked.articles.blocks:
        if block.type == BlockType.CORRECTION:
            passage = Passage(block.article, block.start, block.end, block.text)
            note = note_of(world.language.notes, "correction", a=quoted(passage))
            yield make_finding("correction", "line of correction", passage, None, note=note, stances=[_NARRATOR])


def find_date_conflicts(linked: Linked, world: World) -> Iterator[FindingRow]:
    """Words of an article that cannot all be right about its day of publication.

    Args:
        linked: ``dates``.
        world: ``language.notes``.
    """
    for _, told in sorted(linked.dates.conflicts.items()):
        if told:
            words = ", ".join(quoted(passage) for passage in told)
            second = told[1] if len(told) > 1 else None
            note = note_of(world.language.notes, "date_conflict", words=words)
            yield make_finding(
                "date_conflict",
                "clues that no day fits",
                told[0],
                second,
                note=note,
                stances=[_NARRATOR],
                more=told[2:],
            )

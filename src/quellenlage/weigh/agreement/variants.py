"""Utterances that articles report in different words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quellenlage.records.collation import SUBSTANCE, Collation, Variant
from quellenlage.records.contract import FindingRow
from quellenlage.records.finding import Note, make_finding, note_of, quoted
from quellenlage.records.layers import QuotationType
from quellenlage.records.linked import Linked
from quellenlage.text.fold import fold
from quellenlage.world import World

# So many differences are shown in a note.
_SHOWN = 4
# A witness with less than this share of the letters of the longest has left something out (set by hand).
_CUT = 0.8


def find_variants(linked: Linked, world: World) -> Iterator[FindingRow]:
    """One finding for each utterance whose witnesses differ in words or length; those that differ in substance say so.

    Args:
        linked: ``collations`` and ``entities``.
        world: ``language.notes``.
    """
    names = {row.id: row.name for row in linked.entities.rows}
    acts = {row.id: row for row in linked.quotations}
    for collation in linked.collations:
        if not collation.apparatus:
            yield from _shortened(collation, names, world)
            continue
        substance = [v for v in collation.apparatus if v.kind in SUBSTANCE]
        shown = substance or list(collation.apparatus)
        told = collation.witnesses[shown[0].witness]
        yield make_finding(
            "quote_variant",
            "differences of substance" if substance else "differences of wording",
            collation.witnesses[0].passage,
            told.passage,
            note=_note(collation, shown, names, world, substance=bool(substance)),
            stances=[*collation.speakers, *(acts[w.quotation].act for w in collation.witnesses if w.quotation in acts)],
            more=[w.passage for w in collation.witnesses[1:] if w is not told],
        )


def _shortened(collation: Collation, names: Mapping[str, str], world: World) -> Iterator[FindingRow]:
    """The finding for direct quotations in the same words, of which one has fewer."""
    direct = [w for w in collation.witnesses if w.type == QuotationType.DIRECT]
    if len(direct) < 2:  # how much a report in other words leaves out says little
        return
    ordered = sorted((w.passage for w in direct), key=lambda passage: -len(fold(passage.text)))
    long, short = ordered[0], ordered[-1]
    if len(fold(short.text)) > _CUT * len(fold(long.text)):
        return
    yield make_finding(
        "quote_variant",
        "one is shorter",
        long,
        short,
        note=note_of(
            world.language.notes,
            "variant_shorter",
            who=_who(collation, names, world),
            number=str(len(collation.witnesses)),
            a=quoted(long),
            b=quoted(short),
        ),
        stances=collation.speakers,
        more=ordered[1:-1],
    )


def _who(collation: Collation, names: Mapping[str, str], world: World) -> str:
    return ", ".join(names[s] for s in collation.speakers) or world.language.notes.get("nobody", "?")


def _note(
    collation: Collation, shown: list[Variant], names: Mapping[str, str], world: World, *, substance: bool
) -> Note:
    notes = world.language.notes
    absent = notes.get("absent", "-")
    pairs = dict.fromkeys(
        f"{quoted(v.base) if v.base else absent} / {quoted(v.other) if v.other else absent}" for v in shown
    )
    return note_of(
        notes,
        "variant_substance" if substance else "variant_wording",
        who=_who(collation, names, world),
        number=str(len(collation.witnesses)),
        changes="; ".join(list(pairs)[:_SHOWN]),
    )

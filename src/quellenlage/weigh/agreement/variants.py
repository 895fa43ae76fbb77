"""Utterances that articles report in different words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quellenlage.records.collation import SUBSTANCE, Collation, Variant
from quellenlage.records.contract import FindingRow
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.linked import Linked
from quellenlage.world import World

# So many differences are shown in a note.
_SHOWN = 4


def find_variants(linked: Linked, world: World) -> Iterator[FindingRow]:
    """One finding for each utterance whose witnesses differ in words; those that differ in substance say so.

    Args:
        linked: ``collations`` and ``entities``.
        world: ``language.notes``.
    """
    names = {row.id: row.name for row in linked.entities.rows}
    acts = {row.id: row for row in linked.quotations}
    for collation in linked.collations:
        if not collation.apparatus:
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


def _note(
    collation: Collation, shown: list[Variant], names: Mapping[str, str], world: World, *, substance: bool
) -> str:
    notes = world.language.notes
    absent = notes.get("absent", "-")
    pairs = dict.fromkeys(
        f"{quoted(v.base) if v.base else absent} / {quoted(v.other) if v.other else absent}" for v in shown
    )
    return note_of(
        notes,
        "variant_substance" if substance else "variant_wording",
        who=", ".join(names[s] for s in collation.speakers) or notes.get("nobody", "?"),
        number=str(len(collation.witnesses)),
        changes="; ".join(list(pairs)[:_SHOWN]),
    )

"""Runs the table: checks needs, stamps provenance, says in which article and stage an exception arose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from quellenlage.analyse.review import correct, settle
from quellenlage.clean.document import clean_source
from quellenlage.clean.language import identify
from quellenlage.errors import InvariantError
from quellenlage.link.review import Reviewed, correction_rows, rulings_of, without
from quellenlage.pipeline.table import ARTICLE_STAGES, CLEAN_VERSION, PILE_STAGES, Stage
from quellenlage.read.formats import read_source
from quellenlage.records.contract import EventRow, FindingRow, QuotationRow, Record
from quellenlage.records.correction import Correction, Outcome
from quellenlage.records.document import Document
from quellenlage.records.layers import Analysis, Layers
from quellenlage.records.linked import Linked, Reports
from quellenlage.records.provenance import By
from quellenlage.world import World


def compile_article(
    data: bytes, name: str, *worlds: World, media_type: str = "text/plain", corrections: Sequence[Correction] = ()
) -> Analysis:
    """Bytes to analysis: a pure function, safe in any process.

    Args:
        data: All bytes of the article.
        name: Relative path or address.
        worlds: One a language, the default first: a text in none of them is only cleaned, by its rules.
        media_type: IANA name of the format.
        corrections: What a person has corrected in it.

    Raises:
        InputError: The article is unusable; the rest of the pile goes on.
    """
    source = read_source(data, name, media_type)
    language = identify(source.text, (world.language for world in worlds))
    own = next((world for world in worlds if world.language.code == language), None)
    world = own or worlds[0]
    document = clean_source(source, world.language, own)
    blocks = tuple(replace(b, by=_stamp(b.by, "clean", CLEAN_VERSION)) for b in document.blocks)
    traces = tuple(replace(t, by=_stamp(t.by, "clean", CLEAN_VERSION)) for t in document.traces)
    document = replace(document, blocks=blocks, traces=traces, language=language, analysed=own is not None)
    return analyse(document, world, corrections=corrections)


def analyse(
    document: Document,
    world: World,
    stages: Sequence[Stage] = ARTICLE_STAGES,
    corrections: Sequence[Correction] = (),
) -> Analysis:
    """Run the stages of an article in their order; what was corrected in a layer the next stage reads so.

    A text in a language without a folder is read, cleaned and kept: no stage runs, only its day can be laid down.

    Raises:
        InvariantError: The table names a need that no stage before has filled.
    """
    found, outcomes = Layers(), list[Outcome]()
    if not document.analysed:
        clues, told = correct("clues", (), document, found, world=world, corrections=corrections)
        found = replace(found, clues=clues)
        return Analysis(document=document, found=found, outcomes=settle(told, document, corrections))
    filled: set[str] = set()
    for stage in stages:
        _check_needs(stage, filled)
        try:
            layer = stage.run(document, found, world)
        except Exception as error:
            error.add_note(f"in stage {stage.name} of article {document.source.path}")
            raise
        stamped = tuple(stamp(record, stage) for record in layer)
        reviewed, told = correct(stage.fills, stamped, document, found, world=world, corrections=corrections)
        outcomes += told
        found = replace(found, **{stage.fills: tuple(stamp(record, stage) for record in reviewed)})
        filled.add(stage.fills)
    passing: dict[str, Any] = {stage.fills: () for stage in stages if not stage.is_kept}
    found = replace(found, **passing)
    return Analysis(document=document, found=found, outcomes=settle(outcomes, document, corrections))


def link_pile(
    analyses: Sequence[Analysis],
    world: World,
    stages: Sequence[Stage] = PILE_STAGES,
    corrections: Sequence[Correction] = (),
) -> Record:
    """Link all analyses from scratch; neither their order nor that of the corrections matters.

    Args:
        analyses: Of all articles, each with what was corrected in its layers.
        world: Of the default language.
        stages: Of the pile.
        corrections: All that stand, those in layers of articles too.

    Returns:
        All linked rows; ``run`` and ``input`` are added by whoever knows the inputs.
    """
    pile = tuple(sorted(analyses, key=lambda a: (a.document.source.path, a.document.id)))
    rulings, ruled = rulings_of(pile, corrections, world.ontology)
    hashes = {a.document.id: a.document.source.sha256 for a in pile}
    reviewed = Reviewed(tuple(sorted(corrections, key=lambda c: c.id)), hashes)
    linked = Linked(rulings=rulings)
    filled: set[str] = set()
    for stage in stages:
        _check_needs(stage, filled)
        try:
            result = without(stage.fills, stage.run(pile, linked, world), pile, reviewed)
        except Exception as error:
            error.add_note(f"in stage {stage.name} of the pile")
            raise
        linked = replace(linked, **{stage.fills: _stamped(result, stage)})
        filled.add(stage.fills)
    record = _record(pile, linked, reviewed.gone)
    outcomes = (*ruled, *(outcome for analysis in pile for outcome in analysis.outcomes))
    return replace(record, correction=correction_rows(reviewed, outcomes, record))


def _record(pile: tuple[Analysis, ...], linked: Linked, gone: Collection[str]) -> Record:
    """The rows of everything that was linked; none refers to a claim that was rejected, or that a person emptied."""
    if linked.rulings.means:
        told = {row.claim for row in linked.transfers.rows if row.claim}
        gone = {*gone, *(told - {row.id for row in linked.claims})}
    return Record(
        story=linked.stories.rows,
        article=tuple(replace(row, stories=_stories(row.id, linked)) for row in linked.articles.rows),
        block=linked.articles.blocks,
        entity=linked.entities.rows,
        mention=linked.entities.mentions,
        timex=linked.dates.timexes,
        quotation=tuple(_reported(row, linked.reports) for row in linked.quotations),
        event=_events(pile, linked),
        claim=tuple(replace(row, origins=linked.weighed.origins.get(row.id)) for row in linked.claims),
        transfer=tuple(replace(r, claim=None) if r.claim in gone else r for r in linked.transfers.rows),
        caveat=linked.caveats,
        lead=linked.leads,
        copy=linked.copies,
        finding=tuple(sorted((*linked.agreements, *linked.gaps), key=_place(pile))),
    )


def _reported(row: QuotationRow, reports: Reports) -> QuotationRow:
    """A quotation with the clause that reports it, and the day of saying."""
    clause, days = reports.of.get(row.id), reports.days.get(row.id)
    first, last = days.iso() if days else (None, None)
    return replace(row, quote=(clause,) if clause else row.quote, from_=first, to=last)


def _events(pile: tuple[Analysis, ...], linked: Linked) -> tuple[EventRow, ...]:
    """Events and statements in the order of their first mention."""
    order = {analysis.document.id: number for number, analysis in enumerate(pile)}
    rows = (replace(row, origins=linked.weighed.origins.get(row.id)) for row in (*linked.events, *linked.statements))
    return tuple(sorted(rows, key=lambda r: (order[r.mentions[0].article], r.mentions[0].start, r.type, r.id)))


def _stories(article: str, linked: Linked) -> tuple[str, ...]:
    """The story of an article; none where no stage looked for stories."""
    return (linked.stories.of[article],) if article in linked.stories.of else ()


def _place(pile: Sequence[Analysis]) -> Callable[[FindingRow], tuple[int, int, str]]:
    """Where a finding stands in the export: by its first passage, then by id."""
    order = {analysis.document.id: number for number, analysis in enumerate(pile)}
    return lambda row: (order[row.a.article], row.a.start, row.id)


def _check_needs(stage: Stage, filled: set[str]) -> None:
    missing = [need for need in stage.needs if need not in filled]
    if missing:
        raise InvariantError(f"stage {stage.name} needs {', '.join(missing)}, which no stage before it fills")


def stamp(record: Any, stage: Stage) -> Any:  # noqa: ANN401  any record with a ``by``
    """The record with stage and version; the stage itself only named the rule."""
    return replace(record, by=_stamp(record.by, stage.name, stage.version))


def _stamp(by: By, stage: str, version: str) -> By:
    return by if by.stage else By(by.rule, stage, version)


def _stamped(result: Any, stage: Stage) -> Any:  # noqa: ANN401  a tuple of rows, or a record of such tuples
    """Stamp the rows of a result; those that an article's stage made keep its stamp."""
    if isinstance(result, tuple):
        return tuple(stamp(row, stage) for row in result)
    rows = {
        name: tuple(stamp(row, stage) for row in getattr(result, name))
        for name in ("rows", "mentions", "blocks", "timexes")
        if hasattr(result, name)
    }
    return replace(result, **rows)

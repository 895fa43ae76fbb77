"""Runs the table: checks needs, stamps provenance, says in which article and stage an exception arose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from quellenlage.clean.document import clean_source
from quellenlage.clean.language import identify
from quellenlage.errors import InvariantError
from quellenlage.pipeline.table import ARTICLE_STAGES, CLEAN_VERSION, PILE_STAGES, Stage
from quellenlage.read.formats import read_source
from quellenlage.records.contract import FindingRow, Record
from quellenlage.records.document import Document
from quellenlage.records.layers import Analysis, Layers
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By
from quellenlage.world import World


def compile_article(data: bytes, name: str, *worlds: World, media_type: str = "text/plain") -> Analysis:
    """Bytes to analysis: a pure function, safe in any process.

    Args:
        data: All bytes of the article.
        name: Relative path or address.
        worlds: One a language, the default first: a text in none of them is only cleaned, by its rules.
        media_type: IANA name of the format.

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
    return analyse(document, world)


def analyse(document: Document, world: World, stages: Sequence[Stage] = ARTICLE_STAGES) -> Analysis:
    """Run the stages of an article in their order.

    A text in a language without a folder is read, cleaned and kept: no stage runs.

    Raises:
        InvariantError: The table names a need that no stage before has filled.
    """
    found = Layers()
    if not document.analysed:
        return Analysis(document=document, found=found)
    filled: set[str] = set()
    for stage in stages:
        _check_needs(stage, filled)
        try:
            layer = stage.run(document, found, world)
        except Exception as error:
            error.add_note(f"in stage {stage.name} of article {document.source.path}")
            raise
        found = replace(found, **{stage.fills: tuple(stamp(record, stage) for record in layer)})
        filled.add(stage.fills)
    passing: dict[str, Any] = {stage.fills: () for stage in stages if not stage.is_kept}
    return Analysis(document=document, found=replace(found, **passing))


def link_pile(analyses: Sequence[Analysis], world: World, stages: Sequence[Stage] = PILE_STAGES) -> Record:
    """Link all analyses from scratch; their order does not matter.

    Returns:
        All linked rows; ``run`` and ``input`` are added by whoever knows the inputs.
    """
    pile = tuple(sorted(analyses, key=lambda a: (a.document.source.path, a.document.id)))
    linked = Linked()
    filled: set[str] = set()
    for stage in stages:
        _check_needs(stage, filled)
        try:
            result = stage.run(pile, linked, world)
        except Exception as error:
            error.add_note(f"in stage {stage.name} of the pile")
            raise
        linked = replace(linked, **{stage.fills: _stamped(result, stage)})
        filled.add(stage.fills)
    return Record(
        story=linked.stories.rows,
        article=tuple(replace(row, stories=_stories(row.id, linked)) for row in linked.articles.rows),
        block=linked.articles.blocks,
        entity=linked.entities.rows,
        mention=linked.entities.mentions,
        timex=linked.dates.timexes,
        quotation=linked.quotations,
        event=tuple(replace(row, origins=linked.weighed.origins.get(row.id)) for row in linked.events),
        claim=tuple(replace(row, origins=linked.weighed.origins.get(row.id)) for row in linked.claims),
        transfer=linked.transfers.rows,
        caveat=linked.caveats,
        lead=linked.leads,
        copy=linked.copies,
        finding=tuple(sorted((*linked.agreements, *linked.gaps), key=_place(pile))),
    )


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

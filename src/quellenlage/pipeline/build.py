"""Brings a dossier up to date: reads what is new, analyses it, links everything from scratch."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from quellenlage import __version__
from quellenlage.errors import InputError
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.pipeline.table import versions
from quellenlage.read.inputs import Located, find_inputs, writable
from quellenlage.read.plain import load_bytes
from quellenlage.records.contract import CONTRACT_VERSION, InputRow, RunRow
from quellenlage.records.document import InputStatus
from quellenlage.records.layers import Analysis
from quellenlage.records.provenance import By, make_id
from quellenlage.store.sqlite import Dossier, Held, StoredSource
from quellenlage.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What became of the inputs of one build.

    Attributes:
        inputs: Every input that is not simply ok: source, status, reason.
        counts: Inputs by status, all of them.
        passed_over: Endings of files in folders that no reader knows, with how many there are.
        articles: Articles in the dossier now.
    """

    inputs: tuple[tuple[str, InputStatus, str], ...]
    counts: dict[InputStatus, int]
    passed_over: tuple[tuple[str, int], ...]
    articles: int


def build(
    arguments: tuple[str, ...],
    dossier: Dossier,
    world: World,
    on_article: Callable[[int, int], None] = lambda done, total: None,
) -> BuildReport:
    """Add files to a dossier and link it anew.

    What is in the dossier with the same bytes, stages and data is not analysed again; what was analysed
    by other stages or data is. Adding an article equals a build of all.

    Args:
        arguments: Files, folders, patterns.
        dossier: Open for writing.
        world: For the language of the articles.
        on_article: Called after each article with how many are done, of how many.

    Raises:
        StoreError: The dossier refused.
    """
    inputs = find_inputs(arguments)
    notes: list[tuple[str, InputStatus, str]] = []
    for fault in inputs.faults:
        dossier.put_input(_input_row(fault.source, InputStatus.REJECTED, fault.reason))
        notes.append((fault.source, InputStatus.REJECTED, fault.reason))
    notes += [(name, InputStatus.DUPLICATE, "was given more than once") for name in inputs.repeated]
    held = dossier.held()
    for done, located in enumerate(inputs.files, 1):
        notes.append(_add(located, dossier, world, held))
        on_article(done, len(inputs.files))
    _renew(dossier, world)
    articles = _link(dossier, world)
    return BuildReport(
        inputs=tuple(note for note in notes if note[1] is not InputStatus.OK),
        counts={status: sum(note[1] is status for note in notes) for status in InputStatus},
        passed_over=inputs.passed_over,
        articles=articles,
    )


def analysis_key(article: str, world: World) -> str:
    """What an analysis depends on: the article, the versions of the stages, the data."""
    parts = [f"{name}={version}" for name, version in versions().items()]
    return make_id(article, *parts, world.hash)


def _input_row(source: str, status: InputStatus, reason: str) -> InputRow:
    return InputRow(
        id=make_id("input", source), by=By("read", "read", "1"), source=source, status=status, reason=reason
    )


def _add(located: Located, dossier: Dossier, world: World, held: dict[str, Held]) -> tuple[str, InputStatus, str]:
    """Read, analyse and keep one file, if the dossier does not have it yet."""
    name, place = located.name, writable(os.path.realpath(located.path))
    try:
        data = load_bytes(located.path, name)
        digest = hashlib.sha256(data).hexdigest()
        article = make_id(name, digest)
        before = held.get(article)
        if before and before.location != place and Path(before.location).exists():
            return name, InputStatus.DUPLICATE, f"same name and content as {before.location}"
        source = StoredSource(article, name, digest, place, data)
        key = analysis_key(article, world)
        held[article] = Held(key, place)
        if before and before.key == key:
            noted = dossier.input(name)
            return name, InputStatus(noted.status), noted.reason
        return _keep(source, key, dossier, world)
    except InputError as error:
        dossier.put_input(_input_row(name, InputStatus.REJECTED, error.reason))
        return name, InputStatus.REJECTED, error.reason


def _keep(source: StoredSource, key: str, dossier: Dossier, world: World) -> tuple[str, InputStatus, str]:
    """Analyse an article and put it into the dossier."""
    analysis = compile_article(source.bytes, source.path, world)
    flaw = _flaw(analysis, world)
    status = InputStatus.PARTIAL if flaw else InputStatus.OK
    dossier.put_article(source, analysis, key, _input_row(source.path, status, flaw))
    return source.path, status, flaw


def _flaw(analysis: Analysis, world: World) -> str:
    """Why an article was read or analysed only in part; empty if it was not."""
    document = analysis.document
    if not document.source.flaw and document.language is None:
        return f"is not in {world.language.name}: kept, not analysed"
    return document.source.flaw


def _renew(dossier: Dossier, world: World) -> None:
    """Analyse again what other stages or other data analysed; what is unusable now keeps its source."""
    held = dossier.held()
    for source in tuple(dossier.sources()):
        key = analysis_key(source.article, world)
        if held[source.article].key != key:
            try:
                _keep(source, key, dossier, world)
            except InputError as error:
                dossier.drop_analysis(source.article, _input_row(source.path, InputStatus.REJECTED, error.reason))


def _link(dossier: Dossier, world: World) -> int:
    record = link_pile(tuple(dossier.analyses()), world)
    statuses = Counter(row.status for row in dossier.rows(InputRow) if isinstance(row, InputRow))
    run = RunRow(
        id=make_id("run", CONTRACT_VERSION),
        by=By("build", "build", "1"),
        version=__version__,
        contract=CONTRACT_VERSION,
        models={},
        settings={"language": world.language.code, "model": "none", "world": world.hash[:16]},
        inputs={str(status): statuses.get(status, 0) for status in InputStatus},
    )
    dossier.put_record(replace(record, run=(run,)))
    return len(record.article)

"""Brings a dossier up to date: reads what is new, analyses it, links everything from scratch."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quellenlage import __version__
from quellenlage.analyse.review import is_of_article
from quellenlage.errors import ConfigError, InputError
from quellenlage.models.card import NONE, WEIGHTS
from quellenlage.models.encoder import Encoder
from quellenlage.pipeline.knowledge import taught, taught_to
from quellenlage.pipeline.pool import Job, Limits, Workers
from quellenlage.pipeline.run import link_pile
from quellenlage.pipeline.table import READ_VERSION, versions
from quellenlage.pipeline.worker import Compiled
from quellenlage.read.entries import Entry, PassedOver, entries
from quellenlage.read.inputs import STANDARD_INPUT, Located, find_inputs, writable
from quellenlage.records.contract import CONTRACT_VERSION, InputRow, RunRow
from quellenlage.records.correction import Correction, standing
from quellenlage.records.document import InputStatus
from quellenlage.records.provenance import By, make_id
from quellenlage.store.source import Held, StoredSource
from quellenlage.store.sqlite import Dossier, input_id
from quellenlage.world import World

Note = tuple[str, InputStatus, str]
# Between an archive and the place of an article in it, as in the addresses of Java.
_INSIDE = "!/"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What became of the inputs of one build.

    Attributes:
        inputs: Every input that is not simply ok: source, status, reason.
        counts: Inputs by status, all of them.
        passed_over: Endings of files in folders that no reader knows, and kinds of what lies in archives besides
            articles, with how many there are.
        articles: Articles in the dossier now.
    """

    inputs: tuple[Note, ...]
    counts: dict[InputStatus, int]
    passed_over: tuple[tuple[str, int], ...]
    articles: int


@dataclass(slots=True)
class _Build:
    """One build while it runs."""

    dossier: Dossier
    worlds: tuple[World, ...]
    held: dict[str, Held]
    corrections: Mapping[str, tuple[Correction, ...]]
    notes: list[Note] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)

    def key(self, article: str, sha256: str) -> str:
        return analysis_key(article, self.worlds, self.corrections.get(sha256, ()))

    def job(self, name: str, data: bytes, media_type: str, location: str) -> Job:
        sha256 = hashlib.sha256(data).hexdigest()
        return Job(name, data, media_type, location, self.corrections.get(sha256, ()))

    def reject(self, source: str, reason: str) -> None:
        self.dossier.put_input(_input_row(source, source, InputStatus.REJECTED, reason))
        self.notes.append((source, InputStatus.REJECTED, reason))


def build(
    arguments: tuple[str, ...],
    dossier: Dossier,
    worlds: tuple[World, ...],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    on_article: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Add articles to a dossier and link it anew.

    What is in the dossier with the same bytes, stages and data is not analysed again; what was analysed
    by other stages or data is. Adding an article equals a build of all. Every article is kept in one
    transaction as soon as it is analysed: a build that is interrupted goes on where it stopped.

    Args:
        arguments: Files, folders, patterns, '-' for JSON lines on standard input. None: only bring
            what is there up to date.
        dossier: Open for writing.
        worlds: One a language, the default first; what the user taught the dossier is put into them.
        jobs: Worker processes.
        limits: What one article may cost.
        on_article: Called after each article.

    Raises:
        ConfigError: No argument, and nothing in the dossier.
        StoreError: The dossier refused.
    """
    own = taught_to(dossier, worlds)
    worlds = taught(worlds, own)
    inputs = find_inputs(arguments)
    running = _Build(dossier, worlds, dossier.held(), of_articles(standing(dossier.entries())))
    if not arguments and not running.held:
        raise ConfigError("name at least one file or folder with articles")
    for fault in inputs.faults:
        running.reject(fault.source, fault.reason)
    running.passed_over.update(dict(inputs.passed_over))
    running.notes += [(name, InputStatus.DUPLICATE, "was given more than once") for name in inputs.repeated]
    with Workers(jobs, model_name(worlds), limits, own) as workers:
        for job, result in workers.compile(_fresh(inputs.files, running)):
            _keep(job, result, running)
            on_article()
        for job, result in workers.compile(_outdated(running)):
            _renew(job, result, running)
            on_article()
    articles = link(dossier, worlds)
    return BuildReport(
        inputs=tuple(sorted(note for note in running.notes if note[1] is not InputStatus.OK)),
        counts={status: sum(note[1] is status for note in running.notes) for status in InputStatus},
        passed_over=tuple(sorted(running.passed_over.items())),
        articles=articles,
    )


def build_from(
    sources: Iterable[StoredSource],
    dossier: Dossier,
    worlds: tuple[World, ...],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    on_article: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Add articles that another store holds, and build: the dossier is that of a build of their files.

    Args:
        sources: As they were read.
        dossier: As for :func:`build`, like the other arguments.
        worlds: One a language.
        jobs: Worker processes.
        limits: What one article may cost.
        on_article: Called after each article.
    """
    for source in sources:
        dossier.put_article(source, b"", "", _input_row(source.article, source.path, InputStatus.OK, ""))
    return build((), dossier, worlds, jobs=jobs, limits=limits, on_article=on_article)


def analysis_key(article: str, worlds: tuple[World, ...], corrections: Sequence[Correction] = ()) -> str:
    """What an analysis depends on: the article, the versions of the stages, the data, what was corrected in it."""
    parts = [f"{name}={version}" for name, version in versions().items()]
    return make_id(article, *parts, *(world.hash for world in worlds), *sorted(c.id for c in corrections))


def of_articles(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The corrections that act on layers of articles, by the SHA-256 of their bytes."""
    found: dict[str, tuple[Correction, ...]] = {}
    for correction in corrections:
        if is_of_article(correction):
            found[correction.target.sha256] = (*found.get(correction.target.sha256, ()), correction)
    return found


def encoders(worlds: tuple[World, ...]) -> list[Encoder]:
    """The models that read, each once, by name."""
    found = {world.encoder.card.name: world.encoder for world in worlds if world.encoder}
    return [found[name] for name in sorted(found)]


def model_name(worlds: tuple[World, ...]) -> str:
    """What ``--model`` said: the name of the model that reads, or ``none``."""
    return next((encoder.card.name for encoder in encoders(worlds)), NONE)


def _input_row(owner: str, source: str, status: InputStatus, reason: str) -> InputRow:
    """``owner`` is the article, or the source itself where there is none."""
    by = By("read", "read", READ_VERSION)
    return InputRow(id=input_id(owner), by=by, source=source, status=status, reason=reason)


def _article(job: Job) -> tuple[str, str]:
    digest = hashlib.sha256(job.data).hexdigest()
    return make_id(job.name, digest), digest


def _fresh(files: Iterable[Located], running: _Build) -> Iterator[Job]:
    """What must be analysed; of the rest it is noted what became of it before."""
    seen: set[str] = set()
    for located in files:
        file = "" if located.path == STANDARD_INPUT else writable(os.path.realpath(located.path))
        for entry in entries(located):
            if isinstance(entry, InputError):
                running.reject(entry.source, entry.reason)
                continue
            if isinstance(entry, PassedOver):
                running.passed_over.update(dict(entry.counts))
                continue
            place = place_of(file, entry)
            job = running.job(entry.name, entry.data, entry.media_type, place)
            article, digest = _article(job)
            before = running.held.get(article)
            if article in seen or (before and before.location != place and _lies_there(before.location)):
                running.notes.append((job.name, InputStatus.DUPLICATE, "same name and content as another"))
            elif before and before.key == running.key(article, digest):
                noted = running.dossier.input(article)
                running.notes.append((noted.source, InputStatus(noted.status), noted.reason))
            else:
                yield job
            seen.add(article)


def place_of(file: str, entry: Entry) -> str:
    """Where an article lies on this machine: its file, and the place in it if that is an archive."""
    return f"{file}{_INSIDE}{entry.place}" if entry.place else file


def _lies_there(location: str) -> bool:
    """Whether the file of an article, or the archive that holds it, is still where it was."""
    return any(Path(place).is_file() for place in (location, location.partition(_INSIDE)[0]))


def _outdated(running: _Build) -> Iterator[Job]:
    """Articles that other stages or other data analysed, or that a rebuilt dossier only holds as sources."""
    held = running.dossier.held()
    for source in tuple(running.dossier.sources()):
        if held[source.article].key != running.key(source.article, source.sha256):
            yield running.job(source.path, source.bytes, source.media_type, source.location)


def _keep(job: Job, result: Compiled | InputError, running: _Build) -> None:
    """Put a new article into the dossier, or note why it is none."""
    if isinstance(result, InputError):
        running.reject(result.source, result.reason)
    else:
        running.notes.append(_put(job, result, running))


def _renew(job: Job, result: Compiled | InputError, running: _Build) -> None:
    """Keep the new analysis; what is unusable now keeps its source without one."""
    if isinstance(result, InputError):
        article, _ = _article(job)
        row = _input_row(article, job.name, InputStatus.REJECTED, result.reason)
        running.dossier.drop_analysis(article, row)
    else:
        _put(job, result, running)


def _put(job: Job, result: Compiled, running: _Build) -> Note:
    article, digest = _article(job)
    status = InputStatus.PARTIAL if result.flaw else InputStatus.OK
    source = StoredSource(article, job.name, digest, job.location, job.media_type, job.data)
    running.dossier.put_article(
        source, result.data, running.key(article, digest), _input_row(article, job.name, status, result.flaw)
    )
    return job.name, status, result.flaw


def link(dossier: Dossier, worlds: tuple[World, ...]) -> int:
    """Link all analyses of a dossier from scratch.

    Returns:
        How many articles the record holds.
    """
    analyses = tuple(dossier.analyses())
    record = link_pile(analyses, worlds[0], corrections=standing(dossier.entries()))
    statuses = Counter(row.status for row in dossier.rows(InputRow))
    run = RunRow(
        id=make_id("run", CONTRACT_VERSION),
        by=By("build", "build", "1"),
        version=__version__,
        contract=CONTRACT_VERSION,
        models={e.card.name: e.card.sha256[WEIGHTS] for e in encoders(worlds)},
        settings={
            "languages": " ".join(world.language.code for world in worlds),
            "model": model_name(worlds),
            "data": make_id(*(world.hash for world in worlds)),
        },
        inputs={str(status): statuses.get(status, 0) for status in InputStatus},
    )
    dossier.put_record(replace(record, run=(run,)), analyses)
    return len(record.article)

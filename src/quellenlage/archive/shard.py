"""One shard to one table: every article of it goes to a worker, bounded in time and memory.

A shard never raises: whatever happens to an article is a row with a reason. An article whose worker was killed is tried
once more, as nobody knows whether it was to blame.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quellenlage import __version__
from quellenlage.archive.entry import VERSION, Indexed, index_entry
from quellenlage.archive.folder import Account, Folder, write_table
from quellenlage.errors import InputError, InvariantError, LostProcessError
from quellenlage.models.card import NONE
from quellenlage.pipeline.build import place_of
from quellenlage.pipeline.pool import Job, Limits, Workers
from quellenlage.pipeline.table import versions
from quellenlage.read.entries import PassedOver, entries
from quellenlage.read.inputs import Located
from quellenlage.records.document import InputStatus
from quellenlage.records.provenance import make_id
from quellenlage.world import load_worlds

FIELDS = {
    "article": "string",
    "source": "string",
    "status": "string",
    "reason": "string",
    "sha256": "string",
    "media_type": "string",
    "location": "string",
    "language": "string",
    "title": "string",
    "day": "date32",
    "names": "[string]",
    "terms": "[string]",
    "keys": "[string]",
    "weights": "[float64]",
    "forms": "[string]",
    "signature": "binary",
    "bytes": "binary",
}
_CHUNK = 1 << 20
# One list of shards at a time in a process: its workers share the processors.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """A file to read into an archive.

    Attributes:
        key: Of its table: by the name and the bytes of the file, and the code and data that read it.
    """

    path: str
    name: str
    media_type: str
    key: str


def shard_of(located: Located) -> Shard:
    """A located file with its key.

    Raises:
        OSError: It cannot be read.
    """
    digest = hashlib.sha256()
    with located.path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    worlds = (world.hash for world in load_worlds(NONE))
    code = (f"{name}={version}" for name, version in versions().items() if name in ("read", "clean", "segment"))
    key = make_id(located.name, digest.hexdigest(), __version__, VERSION, *code, *worlds)
    return Shard(path=str(located.path.resolve()), name=located.name, media_type=located.media_type, key=key)


def read_shards(text: str, folder: str, jobs: int, limits: Limits) -> str:
    """Read shards one after another and write their tables; one that is finished already is left alone.

    Args:
        text: A list of ``Shard`` as JSON: what an engine carries.
        folder: Of the archive.
        jobs: Worker processes.
        limits: What one article may cost.

    Returns:
        As JSON, of each shard without a table its name and the reason.
    """
    shards = [Shard(**fields) for fields in json.loads(text)]
    opened = Folder(Path(folder), create=True)
    faults: list[tuple[str, str]] = []
    with _LOCK, ExitStack() as stack:
        workers: Workers | None = None
        for shard in shards:
            try:
                workers = workers or stack.enter_context(Workers(jobs, NONE, limits))
                _read(shard, opened, workers)
            except Exception as error:  # noqa: BLE001  whatever it is, the other shards go on, with new workers
                faults.append((shard.name, " ".join(str(error).split()) or type(error).__name__))
                stack.pop_all().__exit__(type(error), error, None)
                workers = None
    return json.dumps(faults)


class _Tally:
    """Rows on their way to the table, counted."""

    def __init__(self) -> None:
        self.inputs = 0
        self.statuses: Counter[InputStatus] = Counter()
        self.others: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._faults: list[InputError] = []

    def jobs(self, shard: Shard) -> Iterator[Job]:
        """The articles of the shard; faults wait for :meth:`faults`."""
        for found in entries(Located(Path(shard.path), shard.name, shard.media_type)):
            if isinstance(found, PassedOver):
                self.others.update(dict(found.counts))
                continue
            self.inputs += 1
            if isinstance(found, InputError):
                self._faults.append(found)
            else:
                yield Job(found.name, found.data, found.media_type, place_of(shard.path, found))

    def row(self, job: Job, result: Indexed | InputError) -> dict[str, Any]:
        """What became of an article."""
        sha256 = hashlib.sha256(job.data).hexdigest()
        article = make_id(job.name, sha256)
        known = {"article": article, "source": job.name, "sha256": sha256, "media_type": job.media_type}
        known |= {"location": job.location}
        if article in self._seen:
            return known | self._became(InputStatus.DUPLICATE, "same name and content as another")
        self._seen.add(article)
        if isinstance(result, InputError):
            return known | self._became(InputStatus.REJECTED, result.reason)
        row = asdict(result)
        keys = row.pop("keys")
        flaw = row.pop("flaw")
        columns = {
            "keys": [k for k, _, _ in keys],
            "weights": [w for _, w, _ in keys],
            "forms": [f for _, _, f in keys],
        }
        status = InputStatus.PARTIAL if flaw else InputStatus.OK
        return known | row | columns | {"bytes": job.data} | self._became(status, flaw)

    def faults(self) -> Iterator[dict[str, Any]]:
        """What gave no article."""
        for fault in self._faults:
            yield {"source": fault.source, **self._became(InputStatus.REJECTED, fault.reason)}

    def _became(self, status: InputStatus, reason: str) -> dict[str, str]:
        self.statuses[status] += 1
        return {"status": str(status), "reason": reason}


def _read(shard: Shard, folder: Folder, workers: Workers) -> None:
    if folder.account(shard.key):
        return
    tally = _Tally()
    write_table(folder.file(shard.key), FIELDS, _rows(shard, workers, tally))
    counts = tally.statuses
    if tally.inputs != counts.total():
        raise InvariantError(f"{shard.name}: {tally.inputs} inputs, but {counts.total()} rows")
    account = Account(
        shard=shard.name,
        file=folder.file(shard.key).relative_to(folder.path).as_posix(),
        inputs=tally.inputs,
        ok=counts[InputStatus.OK],
        partial=counts[InputStatus.PARTIAL],
        rejected=counts[InputStatus.REJECTED],
        duplicate=counts[InputStatus.DUPLICATE],
        passed_over=dict(sorted(tally.others.items())),
    )
    folder.close_shard(shard.key, account)


def _rows(shard: Shard, workers: Workers, tally: _Tally) -> Iterator[dict[str, Any]]:
    lost: list[Job] = []
    for job, result in workers.run(index_entry, tally.jobs(shard)):
        if isinstance(result, LostProcessError):
            lost.append(job)
        else:
            yield tally.row(job, result)
    yield from _again(lost, workers, tally)
    yield from tally.faults()


def _again(lost: Iterable[Job], workers: Workers, tally: _Tally) -> Iterator[dict[str, Any]]:
    for job, result in workers.run(index_entry, lost):
        yield tally.row(job, result)

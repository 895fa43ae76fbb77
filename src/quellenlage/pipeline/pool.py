"""Workers: articles in parallel, and one that hangs, grows or dies takes only its own article with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from quellenlage.errors import InputError, LostProcessError, WorkerError
from quellenlage.kb.taught import NOTHING, Taught
from quellenlage.pipeline.worker import Compiled, compile_entry, resident_bytes, start_worker
from quellenlage.records.correction import Correction

# Far beyond any article: 200,000 characters take about two seconds.
SECONDS = 60.0
BYTES = 1 << 30
# Articles handed out ahead of the one that is waited for, a worker.
_AHEAD = 8
_POLL_S = 0.2
# How long the last worker may take to start when the work is done already.
_START_S = 10.0
_NO_WORKER = "no process can be started that reads articles; is there memory and room on the disk for temporary files?"

T = TypeVar("T")
# Bytes, name, media type, name of the model, corrections.
Task = Callable[[bytes, str, str, str, tuple[Correction, ...]], T]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost: seconds of time and bytes of resident memory of its worker."""

    seconds: float = SECONDS
    bytes: int = BYTES


@dataclass(frozen=True, slots=True)
class Job:
    """One article to compile: its name in the record, its bytes, their format, its place, what was corrected in it."""

    name: str
    data: bytes
    media_type: str
    location: str
    corrections: tuple[Correction, ...] = ()


class Workers:
    """A pool of worker processes. Use as a context manager.

    Args:
        jobs: How many processes.
        model: Name of the model that reads, or ``none``.
        limits: What one article may cost.
        own: Individuals of the user.
    """

    def __init__(self, jobs: int, model: str, limits: Limits | None = None, own: Taught = NOTHING) -> None:
        self._jobs = jobs
        self._model = model
        self._limits = limits or Limits()
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload(["quellenlage.pipeline.preloaded"])
        self._ready = context.Semaphore(0)
        self._is_started = False
        self._pool = ProcessPool(
            max_workers=jobs, initializer=start_worker, initargs=(self._ready, model, own), context=context
        )
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._watch_memory, daemon=True)

    def __enter__(self) -> Workers:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        if kind is None and self._is_started:
            self._wait_for_workers()
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _wait_for_workers(self) -> None:
        """A worker whose pool is closed while it starts dies with a traceback on standard error."""
        for _ in range(self._jobs):
            if not self._ready.acquire(timeout=_START_S):
                return

    def compile(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Compiled | InputError]]:
        """Analyse articles; results come in the order of the jobs.

        Yields:
            Each job with its result, or with the reason why it is rejected.

        Raises:
            WorkerError: No worker can be started.
        """
        return self.run(compile_entry, jobs)

    def run(self, task: Task[T], jobs: Iterable[Job]) -> Iterator[tuple[Job, T | InputError]]:
        """Do something with each article; results come in the order of the jobs.

        Args:
            task: A function of a module, for a worker.
            jobs: Articles.

        Yields:
            Each job with its result, or with the reason why it is rejected.

        Raises:
            WorkerError: No worker can be started.
        """
        waiting: deque[tuple[Job, ProcessFuture[T]]] = deque()
        for job in jobs:
            self._is_started = True
            waiting.append((job, self._schedule(task, job)))
            if len(waiting) >= self._jobs * _AHEAD:
                yield self._wait(*waiting.popleft())
        while waiting:
            yield self._wait(*waiting.popleft())

    def _schedule(self, task: Task[T], job: Job) -> ProcessFuture[T]:
        args = (job.data, job.name, job.media_type, self._model, job.corrections)
        try:
            found: ProcessFuture[T] = self._pool.schedule(task, args=args, timeout=self._limits.seconds)
        except RuntimeError as error:  # what a pool says that has broken
            raise WorkerError(_NO_WORKER) from error
        return found

    def _wait(self, job: Job, future: ProcessFuture[Any]) -> tuple[Job, Any]:
        try:
            result = future.result()
        except InputError as error:
            return job, error
        except LateError:
            return job, InputError(job.name, f"took longer than {self._limits.seconds:g} seconds")
        except BrokenExecutor as error:
            raise WorkerError(_NO_WORKER) from error
        except ProcessExpired as error:
            return job, LostProcessError(job.name, self._cause(error.exitcode))
        return job, result

    def _cause(self, exitcode: int | None) -> str:
        if exitcode == -signal.SIGKILL:
            return f"needed more than {self._limits.bytes >> 20} MiB of memory, or its process was killed"
        return f"made its process end (exit code {exitcode})"

    def _watch_memory(self) -> None:
        """Kill every worker that holds too much; the pool starts another and reports its article."""
        while not self._stop.wait(_POLL_S):
            for worker in multiprocessing.active_children():
                if worker.pid and resident_bytes(worker.pid) > self._limits.bytes:
                    os.kill(worker.pid, signal.SIGKILL)

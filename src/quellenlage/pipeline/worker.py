"""What runs in a worker process: one article at a time, its result as bytes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from multiprocessing.synchronize import Semaphore
from pathlib import Path

from quellenlage.errors import InputError, ModelError
from quellenlage.kb.taught import NOTHING, Taught
from quellenlage.pipeline.knowledge import taught
from quellenlage.pipeline.run import compile_article
from quellenlage.records.correction import Correction
from quellenlage.records.layers import Analysis
from quellenlage.store.codec import encode_analysis
from quellenlage.world import World, load_worlds


@dataclass(frozen=True, slots=True)
class Compiled:
    """An analysed article as the store keeps it, and why it is only partial (empty if it is not)."""

    article: str
    data: bytes
    flaw: str


# What this worker reads with, by the name of the model; the individuals of the user are in it.
_WORLDS: dict[str, tuple[World, ...]] = {}


def start_worker(ready: Semaphore, model: str, own: Taught = NOTHING) -> None:
    """Read the data files once; a worker uses one thread, whatever its libraries would like.

    Args:
        ready: Released when the worker can take articles.
        model: Name of the model that reads, or ``none``.
        own: Individuals of the user.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        _WORLDS[model] = taught(load_worlds(model), own)
    except (MemoryError, OSError):
        # The machine lacks something; whoever waits for articles says so, once.
        sys.exit(1)
    ready.release()


def compile_entry(
    data: bytes, name: str, media_type: str, model: str, corrections: tuple[Correction, ...] = ()
) -> Compiled:
    """Read, clean and analyse one article.

    Raises:
        InputError: It is unusable, or the program failed on it; the rest of the pile goes on.
    """
    worlds = _WORLDS.get(model) or load_worlds(model)
    try:
        analysis = compile_article(data, name, *worlds, media_type=media_type, corrections=corrections)
    except (InputError, ModelError):
        raise
    except RecursionError as error:
        raise InputError(name, "is nested too deep") from error
    except MemoryError as error:
        raise InputError(name, "needs more memory than there is") from error
    except Exception as error:
        stage = "; ".join(getattr(error, "__notes__", ()))
        reason = f"the program failed on it, please report this: {type(error).__name__}: {error} {stage}"
        raise InputError(name, " ".join(reason.split())) from error
    return Compiled(analysis.document.id, encode_analysis(analysis), _flaw(analysis, worlds))


def _flaw(analysis: Analysis, worlds: tuple[World, ...]) -> str:
    """Why an article was read or analysed only in part; empty if it was not."""
    document = analysis.document
    flaws = [document.source.flaw]
    if not document.analysed:
        names = " or ".join(world.language.name for world in worlds)
        other = f" but in {document.language}" if document.language else ""
        flaws.append(f"is not in {names}{other}: kept, not analysed")
    return "; ".join(filter(None, flaws))


def resident_bytes(process: int) -> int:
    """Memory that a process holds, 0 where the system does not tell.

    Resident size, not address space: libraries reserve far more than they use.
    """
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * (os.sysconf("SC_PAGE_SIZE") if sys.platform != "win32" else 4096)

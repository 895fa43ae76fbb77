"""All calls of the engine that spreads the work: Daft, on this machine or on a Ray cluster.

Seven operations are all that the rest of the package knows of it. Functions that are handed over must be able to
travel: functions of a module, or ``functools.partial`` of one. None may raise: the engine would end the whole run.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from quellenlage.errors import MissingPackageError

Rows = list[dict[str, Any]]
# A frame of the engine: what is to be done, not yet done.
Frame = Any


class Runner(StrEnum):
    """Where the engine works."""

    NATIVE = "native"
    RAY = "ray"


class Engine:
    """The engine, started.

    Args:
        runner: This machine, or the Ray cluster that the environment names; without one, Ray on this machine.

    Raises:
        MissingPackageError: The extra is not installed.
    """

    def __init__(self, runner: Runner) -> None:
        os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
        os.environ.setdefault("DO_NOT_TRACK", "true")
        try:
            import daft

            if runner is Runner.RAY:
                import ray

                ray.init(
                    ignore_reinit_error=True, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR
                )
        except ImportError as error:
            package = "quellenlage[archive]" if runner is Runner.NATIVE else "daft[ray]"
            raise MissingPackageError(f"'{package}'", f"an archive on the {runner} runner") from error
        self._daft = daft
        self._is_spread = runner is Runner.RAY
        if self._is_spread:
            daft.set_runner_ray(noop_if_initialized=True)
        else:
            daft.set_runner_native()

    def width(self, jobs: int) -> int:
        """How many parts of the work are done at once if each keeps so many processes busy."""
        if not self._is_spread:
            return 1
        import ray

        return max(1, int(ray.cluster_resources().get("CPU", 1)) // jobs)

    def files(self, paths: Sequence[Path], columns: Sequence[str]) -> Frame:
        """A frame of some columns of Parquet files."""
        return self._daft.read_parquet([str(path) for path in paths]).select(*columns)

    def map(self, parts: Sequence[str], function: Callable[[str], str]) -> list[str]:
        """What a function makes of each part of the work, in any order."""
        daft = self._daft
        frame = daft.from_pydict({"part": list(parts)})
        frame = frame.into_partitions(len(parts)) if self._is_spread else frame
        each = daft.func(function, return_dtype=daft.DataType.string())
        return list(frame.select(each(daft.col("part")).alias("part")).to_pydict()["part"])

    def flat(
        self, frame: Frame, function: Callable[..., Iterator[Mapping[str, Any]]], columns: Sequence[str], kinds: type
    ) -> Frame:
        """The rows that a function yields for each row of some columns.

        Args:
            frame: With these columns.
            function: Of their values.
            columns: In the order of its parameters.
            kinds: A class whose annotations name the fields of a row: ``int``, ``float``, ``str`` or ``bytes``.
        """
        daft = self._daft
        types = {
            "int": daft.DataType.int64(),
            "float": daft.DataType.float64(),
            "str": daft.DataType.string(),
            "bytes": daft.DataType.binary(),
        }
        fields = {name: types[kind] for name, kind in kinds.__annotations__.items()}
        each = daft.func(function, return_dtype=daft.DataType.struct(fields))
        made = frame.select(each(*(daft.col(column) for column in columns)).alias("made"))
        made = made.where(~daft.col("made").is_null())
        return made.select(*(daft.col("made").get(name).alias(name) for name in fields))

    def gather(self, frame: Frame, by: str, columns: Sequence[str]) -> Frame:
        """One row for each value of a column, with lists of what stood beside it; their order is that of chance."""
        return frame.groupby(by).agg(*(self._daft.col(column).list_agg() for column in columns))

    def total(self, frame: Frame, by: Sequence[str], column: str) -> Frame:
        """One row for each combination of some columns, with the sum of another."""
        return frame.groupby(*by).agg(self._daft.col(column).sum())

    def take(self, frame: Frame) -> Rows:
        """Do what is to be done, and take the rows."""
        return list(frame.to_pylist())

"""Errors of ours become one line on stderr and an exit code."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from quellenlage.errors import ConfigError, DataFileError, QuellenlageError

P = ParamSpec("P")
T = TypeVar("T")


def fails_in_one_line(function: Callable[P, T]) -> Callable[P, T]:
    """Print errors of ours as one line; exit code 2 for wrong use, 1 for everything else."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except QuellenlageError as error:
            print(f"quellenlage: {error}", file=sys.stderr)
            sys.exit(2 if isinstance(error, ConfigError) else 1)
        except ExceptionGroup as group:
            # Only the loaders of our own data files raise groups: every fault on a line of its own.
            faults, others = group.split(DataFileError)
            if others is not None or faults is None:
                raise
            for fault in faults.exceptions:
                print(f"quellenlage: {fault}", file=sys.stderr)
            sys.exit(1)
        except BrokenPipeError:
            # The reader of a pipe went away (`… | head`): nothing is left to say.
            sys.stderr.close()
            sys.exit(0)

    return wrapped

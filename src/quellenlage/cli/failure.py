"""Errors of ours become one line on stderr and an exit code."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from quellenlage.cli.terminal import discard, tell, write_any_letter
from quellenlage.errors import ConfigError, DataFileError, QuellenlageError

P = ParamSpec("P")
T = TypeVar("T")


def fails_in_one_line(function: Callable[P, T]) -> Callable[P, T]:
    """Print errors of ours as one line; exit code 2 for wrong use, 1 for everything else."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        write_any_letter()
        try:
            result = function(*args, **kwargs)
            sys.stdout.flush()
        except QuellenlageError as error:
            tell(f"quellenlage: {error}")
            sys.exit(2 if isinstance(error, ConfigError) else 1)
        except ExceptionGroup as group:
            # Only the loaders of our own data files raise groups: every fault on a line of its own.
            faults, others = group.split(DataFileError)
            if others is not None or faults is None:
                raise
            for fault in faults.exceptions:
                tell(f"quellenlage: {fault}")
            sys.exit(1)
        except BrokenPipeError:
            # The reader of a pipe went away (`… | head`): nothing is left to say.
            discard(sys.stdout)
            sys.exit(0)
        except MemoryError:
            tell("quellenlage: there is not enough memory")
            sys.exit(1)
        except OSError as error:
            # Commands name their files themselves; what is left is standard output, on a full disk for instance.
            discard(sys.stdout)
            tell(f"quellenlage: the output cannot be written ({error.strerror})")
            sys.exit(1)
        return result

    return wrapped

"""Every exception of the package; the class says what the pipeline does about it.

QuellenlageError
  x InputError              one article is unusable: quarantine it, go on
    - UnreadableSourceError   the bytes cannot be read or are no text
    - EmptyDocumentError      nothing is left to analyse
    - LostProcessError        its worker ended: it may have been killed for another reason
  x DataFileError           a data file of ours is wrong: do not start
  x ModelError              a trained model is missing or damaged: do not start
  x ConfigError             the user asked for something impossible: do not start
    - QueryError              a search has nothing to look for, or asks for more than can be
    - MissingPackageError     it needs a package that is not installed
  x StoreError              the dossier refused: stop, nothing half-written
  x WorkerError             no worker can be started: stop, what was read is kept
  x InvariantError          a bug of ours: stop, ask for a report

Broken *content* (unclosed marks, impossible dates) is never an exception but a record or nothing.
"""

from __future__ import annotations


class QuellenlageError(Exception):
    """Root of all errors of this package; its text is one line that says what to do."""


class InputError(QuellenlageError):
    """One article is unusable; the rest of the pile goes on.

    Args:
        source: Where the article came from, as the user named it.
        reason: One line.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source = source
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class UnreadableSourceError(InputError):
    """The bytes cannot be read, or are no text."""


class EmptyDocumentError(InputError):
    """Nothing is left to analyse."""


class LostProcessError(InputError):
    """The process that worked on it ended; nobody knows whether the article was to blame."""


class DataFileError(QuellenlageError):
    """A data file of ours is wrong.

    Args:
        path: The file.
        key: The line, field or table in it.
        expected: What should stand there.
    """

    def __init__(self, path: str, key: str, expected: str) -> None:
        super().__init__(path, key, expected)
        self.path = path
        self.key = key
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.path}: {self.key}: expected {self.expected}"


class ModelError(QuellenlageError):
    """A trained model is missing, damaged, or not what its card says.

    Args:
        model: Its name.
        reason: One line that says what to do.
    """

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(model, reason)
        self.model = model
        self.reason = reason

    def __str__(self) -> str:
        return f"model {self.model}: {self.reason}"


class RefusedRowError(QuellenlageError):
    """A row of the user's own table cannot be used."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason


class ConfigError(QuellenlageError):
    """The user asked for something impossible."""


class QueryError(ConfigError):
    """A search has nothing to look for, or asks for more than can be."""


class MissingPackageError(ConfigError):
    """It needs a package that an installation may lack.

    Args:
        package: Its name in the registry.
        purpose: What needs it.
    """

    def __init__(self, package: str, purpose: str) -> None:
        super().__init__(package, purpose)
        self.package = package
        self.purpose = purpose

    def __str__(self) -> str:
        return f"{self.purpose} needs the package {self.package}: python -m pip install {self.package}"


class StoreError(QuellenlageError):
    """The dossier cannot be opened, read or written."""


class WorkerError(QuellenlageError):
    """No process can be started in which articles are read, or all of them died."""


class InvariantError(QuellenlageError):
    """A promise between our own functions was broken: a bug, please report it."""

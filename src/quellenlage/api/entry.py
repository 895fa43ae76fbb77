"""The two ways to a dossier: open one that is there, or build one."""

from __future__ import annotations

import os
from collections.abc import Iterable

from quellenlage.api.dossier import Dossier
from quellenlage.store import Dossier as Stored

Place = str | os.PathLike[str]


def open(path: Place, *, language: str = "de") -> Dossier:
    """Open a dossier for reading.

    Args:
        path: The file that ``quellenlage build`` made.
        language: In which the rows are drawn in a notebook: ``de`` or ``en``.

    Raises:
        ConfigError: There is no page in this language.
        StoreError: There is no such dossier, or it cannot be read.

    Examples:
        >>> import quellenlage
        >>> with quellenlage.open(path) as dossier:
        ...     len(dossier.articles)
        8
    """
    return Dossier(path, language=language)


def build(
    inputs: Place | Iterable[Place],
    output: Place = "dossier.db",
    *,
    model: str = "",
    jobs: int = 1,
    language: str = "de",
) -> Dossier:
    """Read articles into a dossier, as ``quellenlage build`` does, and open it.

    What the dossier holds already is kept and not read again. Adding articles equals a build of all. What became of
    each input stands in ``dossier.inputs``; an article that cannot be read stops nothing.

    Args:
        inputs: A file, folder or pattern, or several; none only brings the dossier up to date.
        output: The dossier; made if it is not there.
        model: Name of the trained model that reads; ``none`` for the rules alone. Empty is that of the command.
        jobs: Worker processes.
        language: As for ``open``.

    Raises:
        ConfigError: There is nothing to read and nothing in the dossier, or no such language.
        ModelError: The model is missing or damaged.
        StoreError: The dossier cannot be written.

    Examples:
        >>> import tempfile, quellenlage
        >>> from pathlib import Path
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "notiz.txt").write_text("„Das Lager ist leer“, sagte Ute Brandt.", encoding="utf-8")
        >>> dossier = quellenlage.build(folder, folder / "story.db", model="none")
        >>> [(row.source, row.status) for row in dossier.inputs]
        [('notiz.txt', 'ok')]
        >>> [passage.text for row in dossier.quotations for passage in row.quote]
        ['Das Lager ist leer']
        >>> dossier.close()
    """
    # Loaded only here: models and readers take longer to load than a dossier takes to open.
    from quellenlage.pipeline import build as pipeline
    from quellenlage.world import DEFAULT_MODEL, load_worlds

    places = (inputs,) if isinstance(inputs, str | os.PathLike) else tuple(inputs)
    worlds = load_worlds(model or DEFAULT_MODEL)
    with Stored(output, create=True) as stored:
        pipeline.build(tuple(os.fspath(place) for place in places), stored, worlds, jobs=jobs)
    return open(output, language=language)

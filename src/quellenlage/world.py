"""What a stage may know: wording of one language, types, individuals. Frozen, hashed, handed to every stage."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from quellenlage.kb.gazetteer import Gazetteer, build_gazetteer
from quellenlage.kb.inflection import Inflection
from quellenlage.kb.loader import FOLDER as KB_FOLDER
from quellenlage.kb.loader import Kb, load_kb
from quellenlage.kb.merge import merge
from quellenlage.kb.outlets import Outlets, build_outlets
from quellenlage.kb.taught import Taught, read_taught
from quellenlage.lang.files import FOLDER as LANG_FOLDER
from quellenlage.lang.language import Language
from quellenlage.lang.loader import languages, load_language
from quellenlage.models.card import NONE
from quellenlage.models.encoder import Encoder, load_encoder
from quellenlage.models.lines import FOLDER as LINES_FOLDER
from quellenlage.models.lines import load_lines
from quellenlage.ontology.loader import FOLDER as ONTOLOGY_FOLDER
from quellenlage.ontology.loader import Ontology, load_ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything outside the pile that a result depends on.

    Attributes:
        gazetteer: Finds the names of ``kb`` in text, in the inflections of ``language``.
        encoder: Reads texts in this language; None if no model is chosen or none reads it.
        outlets: Finds outlets and agencies of ``kb`` by their names, codes and domains.
        hash: SHA-256 over the data files and all weights (those of lines by their card); part of the key of every
            analysis.
    """

    language: Language
    ontology: Ontology
    kb: Kb
    gazetteer: Gazetteer
    hash: str
    encoder: Encoder | None = None
    outlets: Outlets = field(default_factory=Outlets)


# The language whose words label what is linked, and by whose rules a text in no known language is cleaned.
DEFAULT = "de"
# The model that reads unless another is chosen.
DEFAULT_MODEL = "de-open"


@lru_cache(maxsize=4)
def load_worlds(model: str = DEFAULT_MODEL) -> tuple[World, ...]:
    """Read the data of every language that has a folder, the default first.

    Args:
        model: Name of a trained model, or ``none``.

    Raises:
        ExceptionGroup: Of ``DataFileError``: a data file is wrong, do not start.
        ModelError: The model is missing or damaged.
    """
    return tuple(load_world(code, model) for code in sorted(languages(), key=lambda code: (code != DEFAULT, code)))


@lru_cache(maxsize=8)
def load_world(code: str = DEFAULT, model: str = DEFAULT_MODEL) -> World:
    """Read all data files for one language.

    Raises:
        ExceptionGroup: Of ``DataFileError``: a data file is wrong, do not start.
        ModelError: The model is missing or damaged.
    """
    world = _without_model(code)
    encoder = None if model == NONE else load_encoder(model)
    if encoder is None or code not in encoder.card.languages:
        return world
    digest = hashlib.sha256(f"{world.hash} {encoder.card.hash}".encode()).hexdigest()
    return replace(world, encoder=encoder, hash=digest)


@lru_cache(maxsize=1)
def _shared_kb() -> Kb:
    """Individuals are the same in every language."""
    return load_kb()


@lru_cache(maxsize=4)
def _without_model(code: str) -> World:
    language, kb = load_language(code), _shared_kb()
    load_lines()  # a damaged file is told before anything is read
    names: dict[str, tuple[tuple[str, bool], ...]] = {}
    for name in (n for n in kb.names if n.entity in kb.outlets):
        names[name.entity] = (*names.get(name.entity, ()), (name.form, name.ambiguous))
    return World(
        language=language,
        ontology=load_ontology(),
        kb=kb,
        outlets=build_outlets(kb.outlets, names),
        gazetteer=build_gazetteer(kb, _inflection(language)),
        hash=_hash_files((LANG_FOLDER / code, ONTOLOGY_FOLDER / "events", KB_FOLDER, LINES_FOLDER)),
    )


def read_rows(lines: bytes, worlds: tuple[World, ...]) -> Taught:
    """Individuals of the user, by id, as the languages of the worlds inflect them."""
    return read_taught(lines, [_inflection(world.language) for world in worlds])


def teach(worlds: tuple[World, ...], taught: Taught) -> tuple[World, ...]:
    """The worlds with individuals of the user, which win over ours; they are part of their hashes."""
    ours = {id(world.kb): world.kb for world in worlds}
    known = {key: merge(kb, taught) for key, kb in ours.items()}
    return tuple(
        replace(
            world,
            kb=known[id(world.kb)],
            gazetteer=build_gazetteer(known[id(world.kb)], _inflection(world.language)),
            hash=hashlib.sha256(f"{world.hash} {taught.hash}".encode()).hexdigest(),
        )
        for world in worlds
    )


def _inflection(language: Language) -> Inflection:
    """The rules by which names of the kb change in a language."""
    return Inflection(
        code=language.code,
        genitive=language.genitive,
        adjective=language.adjective,
        demonym=language.demonym,
        small_adjectives=language.capitalised_nouns,
        own_letters=language.own_letters,
        respelled=language.respelled,
    )


def _hash_files(folders: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in {".toml", ".tsv", ".txt"}:
                digest.update(f"{folder.name}/{path.name}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

"""What runs in a worker for an archive: one article, read and cleaned, as a row by which it is found again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quellenlage.archive.fingerprint import sign
from quellenlage.clean.document import clean_source
from quellenlage.clean.language import identify
from quellenlage.errors import InputError
from quellenlage.link.copies.pairs import Hasher
from quellenlage.link.story import is_state, key_of, tell
from quellenlage.models.card import NONE
from quellenlage.pipeline.run import analyse
from quellenlage.pipeline.table import ARTICLE_STAGES
from quellenlage.read.formats import read_source
from quellenlage.records.correction import Correction
from quellenlage.records.document import BlockType, Document, captured, published
from quellenlage.text.shingle import forms
from quellenlage.world import load_worlds

# Raised with every change of what a row says.
VERSION = "1"
# Of the words by which articles of one story are found, the weightiest; and the shortest that is searched for.
_KEYS, _SHORTEST = 40, 3
_SEGMENT = ARTICLE_STAGES[:1]
_HASHER = Hasher()
_MAX_WORDS = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """An article as a row of an archive.

    Attributes:
        flaw: Why it was read only in part; empty if it was not.
        day: Of publication as stated, or else of capture; None if neither is.
        names: Individuals of the knowledge base that may be meant.
        terms: Its words without endings, each once.
        keys: The words that tell its story, with their weights and forms.
        signature: Of its wording.
    """

    flaw: str
    language: str
    title: str
    day: date | None
    names: tuple[str, ...]
    terms: tuple[str, ...]
    keys: tuple[tuple[str, float, str], ...]
    signature: bytes


def index_entry(
    data: bytes, name: str, media_type: str, model: str, corrections: tuple[Correction, ...] = ()
) -> Indexed:
    """Read and clean one article, and note by what it is found.

    Args:
        data: All of its bytes.
        name: Path or address.
        media_type: Of the bytes.
        model: Not used: rows are made without one.
        corrections: Not used: an archive has none.

    Raises:
        InputError: It is unusable, or the program failed on it.
    """
    try:
        return _index(data, name, media_type)
    except InputError:
        raise
    except RecursionError as error:
        raise InputError(name, "is nested too deep") from error
    except Exception as error:
        reason = f"the program failed on it, please report this: {type(error).__name__}: {error}"
        raise InputError(name, " ".join(reason.split())) from error


def _index(data: bytes, name: str, media_type: str) -> Indexed:
    worlds = load_worlds(NONE)
    source = read_source(data, name, media_type)
    language = identify(source.text, (world.language for world in worlds))
    own = next((world for world in worlds if world.language.code == language), None)
    world = own or worlds[0]
    document = clean_source(source, world.language)
    analysis = analyse(document, world, _SEGMENT)
    hits = world.gazetteer.find(document.text)
    told = tell(analysis, ((hit.form, is_state(hit.entities)) for hit in hits if not hit.ambiguous))
    best = sorted(told.weights, key=lambda key: (-told.weights[key], key))[:_KEYS]
    if len(_HASHER) > _MAX_WORDS:
        _HASHER.clear()
    return Indexed(
        flaw=source.flaw,
        language=language or "",
        title=_title(document),
        day=_day(document),
        names=tuple(sorted({entity for hit in hits if not hit.ambiguous for entity in hit.entities})),
        terms=tuple(sorted({key_of(form) for form in forms(document.text) if len(form) >= _SHORTEST})),
        keys=tuple((key, round(told.weights[key], 6), told.forms[key]) for key in best),
        signature=sign(document.text, _HASHER),
    )


def term(word: str) -> str:
    """Under what a word is searched for."""
    return key_of(word)


def _title(document: Document) -> str:
    block = next((block for block in document.blocks if block.type is BlockType.TITLE), None)
    return " ".join(block.source.of(document.source.text).split()) if block else ""


def _day(document: Document) -> date | None:
    statements = document.source.statements
    stated = published(statements)
    known = stated or captured(statements)
    return known.day if known else None

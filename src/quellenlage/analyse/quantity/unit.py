"""What a number counts or measures: the noun behind it, past adjectives; a sign; an abbreviation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.analyse.quantity.lexeme import Kind, Lexeme
from quellenlage.lang.language import Language
from quellenlage.lang.quantity_words import QuantityWords
from quellenlage.records.parse import Word
from quellenlage.text.span import Span

# So many attributes may stand between number and noun (set by hand).
_REACH = 4
_ATTRIBUTES = frozenset({"ADJ", "ADV", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# The shortest unit that may end a compound („Flugzeugladung“).
_COMPOUND = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its dictionary form.

    Attributes:
        is_measure: It measures, and is not itself what is counted.
        is_refused: It measures time, which time expressions do, or is no unit.
        is_adjacent: It stands right behind the number.
    """

    span: Span
    lemma: str
    is_measure: bool
    is_refused: bool = False
    is_adjacent: bool = True


def find_unit(end: int, items: Sequence[Lexeme], words: Mapping[int, Word], language: Language) -> Unit | None:
    """The unit of a number.

    Args:
        end: Index of the lexeme behind the number.
        items: Lexemes of the sentence.
        words: Words of the tree by their start; empty where no model has read the text.
        language: ``quantity_words``, ``adjective``.
    """
    table = language.quantity_words
    if table is None or end >= len(items):
        return None
    item = items[end]
    short = table.short.get(item.form) or (table.short.get(item.lower) if item.kind is Kind.WORD else None)
    if short and (len(item.form) > 1 or item.kind is Kind.SIGN or not _is_followed(end, items)):
        return Unit(item.span, short, is_measure=True)
    for at in range(end, min(end + _REACH, len(items))):
        item = items[at]
        if item.kind is not Kind.WORD:
            return None
        word = words.get(item.span.start)
        behind = items[at + 1] if at + 1 < len(items) else None
        noun_behind = behind is not None and behind.form[:1].isupper()
        if word is not None and word.upos == "ADJ" and noun_behind:
            continue
        if _is_noun(item, word, language):
            return _unit(item, word, table, is_adjacent=at == end)
        if not _is_attribute(item, word, language):
            return None
    return None


def _is_followed(at: int, items: Sequence[Lexeme]) -> bool:
    """A single letter with a point behind it is an initial or an abbreviation, no unit."""
    return at + 1 < len(items) and items[at + 1].form == "." and at + 2 < len(items)


def _is_noun(item: Lexeme, word: Word | None, language: Language) -> bool:
    if language.capitalised_nouns and not item.form[:1].isupper():
        return False
    return word is None or word.upos in _NOUNS or (word.upos == "ADJ" and item.form[:1].isupper())


def _is_attribute(item: Lexeme, word: Word | None, language: Language) -> bool:
    if word is not None:
        return word.upos in _ATTRIBUTES and item.lower.endswith(tuple(e for e in language.adjective if e))
    return len(item.form) > 3 and item.lower.endswith(tuple(e for e in language.adjective if e))


def _unit(item: Lexeme, word: Word | None, table: QuantityWords, *, is_adjacent: bool) -> Unit:
    lemma = table.plural.get(item.form) or (word.lemma if word is not None else item.form)
    parts = {item.form, lemma}
    is_refused = bool(parts & table.refused)
    return Unit(item.span, lemma, _measures(lemma, table), is_refused, is_adjacent)


def _measures(lemma: str, table: QuantityWords) -> bool:
    if lemma in table.measures:
        return True
    lower = lemma.lower()
    endings = (lower[cut:] for cut in range(1, max(1, len(lower) - _COMPOUND + 1)))
    return any(ending[:1].upper() + ending[1:] in table.measures for ending in endings)

"""A sentence as transfers are read from it: its clauses with their phrases, what of them is goods, its amounts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.analyse.transfer.amount import Amounts
from quellenlage.analyse.transfer.clause import Clause, find_clauses
from quellenlage.analyse.transfer.goods import find_item, is_measure, split_compound
from quellenlage.analyse.transfer.party import Scene, is_purse
from quellenlage.analyse.transfer.phrases import Phrase, Reading, find_phrases, is_pronoun
from quellenlage.lang.transfers import TransferWords
from quellenlage.records.layers import EntityType, Timex
from quellenlage.text.span import Span

# Attributes behind one noun (set by hand), and their relations.
_CHAIN = 4
_ATTRIBUTES = frozenset({"nmod", "appos", "flat", "flat:name"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses and amounts."""

    scenes: tuple[Scene, ...]
    by_word: Mapping[int, int]
    reading: Reading
    words: TransferWords
    amounts: Amounts


def read_sentence(reading: Reading, times: Sequence[Timex], amounts: Amounts, words: TransferWords) -> Sentence:
    """The clauses of a sentence with what takes part in them.

    Args:
        reading: The sentence.
        times: Its time expressions.
        amounts: Its amounts.
        words: The words of the language.
    """
    clauses = find_clauses(reading.parse, reading.text, reading.language)
    phrases = [find_phrases(clause.words, reading) for clause in clauses]
    nouns = sorted((p for group in phrases for p in group if not is_pronoun(p, reading)), key=lambda p: p.head)
    heads = [p.head for p in nouns]
    scenes = []
    for clause, group in zip(clauses, phrases, strict=True):
        at = bisect_right(heads, clause.words[0]) if clause.is_relative else 0
        antecedent = _antecedent(nouns, at, clause, reading, words)
        goods = frozenset(n for n, p in enumerate(group) if _is_goods(p, reading, words) and not is_purse(p, reading))
        of_goods = antecedent is not None and _is_goods(antecedent, reading, words)
        scenes.append(Scene(clause, group, goods, antecedent, of_goods, tuple(t.span for t in times), reading))
    by_word = {i: number for number, clause in enumerate(clauses) for i in clause.words}
    return Sentence(tuple(scenes), by_word, reading, words, amounts)


def _antecedent(
    nouns: Sequence[Phrase], at: int, clause: Clause, reading: Reading, words: TransferWords
) -> Phrase | None:
    """What a relative pronoun stands for: the noun before it, or the goods that this one only describes.

    „eine Lieferung von Dosen des Mittels Solvex, die …“: attributes stand between a noun and its relative clause. The
    pronoun has the number of its noun: „die Opfer in der Stadt, die … versorgt wurden“.
    """
    if not at:
        return None
    pointed = _pointed(clause, reading, words)
    if pointed is not None:
        return pointed
    number = _number(next((i for i in clause.words if reading.parse.words[i].upos == "PRON"), -1), reading)
    fitting = [p for p in nouns[max(0, at - _CHAIN) : at] if _number(p.head, reading) in ("", number) or not number]
    nearest = fitting[-1] if fitting else nouns[at - 1]
    if is_measure(nearest, reading, words):
        # „ein Posten Masken, den …“: what is measured is meant.
        nearest = next((p for p in nouns[max(0, at - _CHAIN) : at] if _is_goods(p, reading, words)), nearest)
    if _is_goods(nearest, reading, words) or (nearest.mention and nearest.mention.type is EntityType.PER):
        return nearest
    by_head = {phrase.head: phrase for phrase in nouns[max(0, at - _CHAIN) : at]}
    head = nearest.head
    for _ in range(_CHAIN):
        word = reading.parse.words[head]
        if word.relation not in _ATTRIBUTES or not 0 <= word.head < head:
            break
        head = word.head
        if head in by_head and _is_goods(by_head[head], reading, words):
            return by_head[head]
    return nearest


def _pointed(clause: Clause, reading: Reading, words: TransferWords) -> Phrase | None:
    """„jene, die Geld brauchen“: the pronoun right before a relative clause."""
    at = clause.words[0] - 1
    while at >= 0 and reading.parse.words[at].upos == "PUNCT":
        at -= 1
    return Phrase(at, at, "", None, ()) if at >= 0 and reading.form(at) in words.pointing else None


def _number(i: int, reading: Reading) -> str:
    """Singular or plural; empty if not known."""
    features = reading.parse.words[i].features if i >= 0 else ()
    return next((value for name, value in features if name == "Number"), "")


def _is_goods(phrase: Phrase, reading: Reading, words: TransferWords) -> bool:
    return find_item(phrase, reading, words) is not None or split_compound(phrase.head, reading, words) is not None


def relative_words(read: Sentence) -> Iterator[Span]:
    """Words of relative clauses: what they tell is no part of what a demand demands."""
    words = read.reading.parse.words
    return (words[i].span for scene in read.scenes if scene.clause.is_relative for i in scene.clause.words)

"""Nouns for what can pass from one to another."""

from __future__ import annotations

from quellenlage.analyse.transfer.phrases import Phrase, Reading, is_actor_noun
from quellenlage.lang.transfers import LINK, POSSESSOR, Frame, TransferWords
from quellenlage.records.layers import EntityType
from quellenlage.records.transfer import Category, Item
from quellenlage.text.span import Span

# A part of a compound has at least so many letters.
_STEM = 3


def find_item(phrase: Phrase, reading: Reading, words: TransferWords) -> Item | None:
    """The item that a phrase names; None if it names no goods."""
    word = reading.parse.words[phrase.head]
    if word.upos == "PRON":
        return None
    mention = phrase.mention
    if mention is not None and mention.type is not EntityType.MAT and not _is_common(phrase, reading):
        return None
    if _counts_others(phrase, reading, words):
        return None
    for noun in (word.lemma.lower(), reading.form(phrase.head)):
        category = words.category_of_form(noun)
        if category is not None:
            return Item(span=_span(phrase, reading), name=word.span.of(reading.text), category=category)
    if mention is not None and mention.type is EntityType.MAT:
        return Item(span=mention.span, name=mention.name, category=Category.ARMS)
    return None


def find_thing(phrase: Phrase, reading: Reading, words: TransferWords) -> Item | None:
    """Any noun that may be a thing, beside a word of shipping: not an act, a quality, people, or a name.

    German makes nouns for acts and qualities with few endings, and compounds end in their head, so a short list of
    what is no thing goes farther than any list of goods.
    """
    word = reading.parse.words[phrase.head]
    lemma = word.lemma.lower()
    if word.upos != "NOUN" or phrase.mention is not None or is_actor_noun(phrase.head, reading):
        return None
    if not words.is_concrete(lemma) or lemma in words.measures or reading.form(phrase.head) in words.numbers:
        return None
    return Item(span=_span(phrase, reading), name=word.span.of(reading.text), category=Category.OTHER)


def _counts_others(phrase: Phrase, reading: Reading, words: TransferWords) -> bool:
    """„Millionen Menschen“: a number in front of a noun that is no money counts that noun."""
    after = phrase.head + 1
    if after >= len(reading.parse.words):
        return False
    noun, lemma = reading.parse.words[after], reading.parse.words[phrase.head].lemma.lower()
    last = reading.parse.words[min(after + (noun.lemma.lower() in words.currency), len(reading.parse.words) - 1)]
    if (lemma in words.currency or lemma in words.numbers) and words.is_pay(last.lemma.lower()):
        # „3000 Euro Gehalt“, „zwei Millionen Euro Strafe“.
        return True
    if lemma not in words.numbers:
        return False
    return noun.upos in {"NOUN", "PROPN", "ADJ"} and noun.lemma.lower() not in words.currency


def _is_common(phrase: Phrase, reading: Reading) -> bool:
    """Whether what was taken for a name is written with an everyday word of goods at its end."""
    return reading.parse.words[phrase.head].upos == "NOUN"


def _span(phrase: Phrase, reading: Reading) -> Span:
    """Noun with adjectives, without article, number and negation."""
    parse = reading.parse
    first = next(
        (
            i
            for i in range(phrase.first, phrase.head + 1)
            if parse.words[i].upos in {"ADJ", "NOUN", "PROPN"} and not parse.words[i].has("VerbForm", "Fin")
        ),
        phrase.head,
    )
    return Span(parse.words[first].span.start, parse.words[phrase.head].span.end)


def split_compound(i: int, reading: Reading, words: TransferWords) -> tuple[Frame, Item | None] | None:
    """„Waffenlieferung“: the frame of the noun that a word ends in, with the goods of its first part.

    Returns:
        None if the word is no noun of giving or taking.
    """
    word = reading.parse.words[i]
    if word.upos not in {"NOUN", "PROPN"}:
        return None
    own = _noun_frame(word.lemma, words)
    if own:
        return own, None
    lemma, form = word.lemma, reading.form(i)
    for start in range(_STEM, len(lemma) - _STEM):
        frame = _noun_frame(lemma[start].upper() + lemma[start + 1 :], words)
        if frame is None or POSSESSOR not in frame.item:
            continue
        category = words.category_of(form[:start].strip("-"), LINK)
        if category is None:
            return None
        span = Span(word.span.start, word.span.start + len(reading.form(i)[:start].rstrip("-")))
        return frame, Item(span=span, name=span.of(reading.text), category=category)
    return None


def _noun_frame(lemma: str, words: TransferWords) -> Frame | None:
    return next((frame for frame in words.frames.get(lemma, ()) if frame.kind == "noun"), None)


def is_measure(phrase: Phrase, reading: Reading, words: TransferWords) -> bool:
    """Whether a phrase counts what stands behind it: „Tausende Container mit …“."""
    lemma = reading.parse.words[phrase.head].lemma.lower()
    return lemma in words.measures or reading.form(phrase.head) in words.numbers

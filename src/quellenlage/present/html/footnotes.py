"""Footnotes: every statement leads to the sentence that says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quellenlage.present.html.book import Book
from quellenlage.records.document import Passage

# A „sentence“ of a page without full stops is shown around what is cited.
_LONGEST, _BEFORE = 900, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One cited sentence.

    Attributes:
        number: From 1, in the order of first citation.
        article: Number of the article.
        sentence: As it stands in the source.
        shown: The same, or of an overlong one what stands around the first passage cited.
        href: Where a reference leads.
    """

    number: int
    article: int
    sentence: Passage
    shown: str
    href: str

    @property
    def anchor(self) -> str:
        """The name of the sentence on the page of its article."""
        return sentence_anchor(self.article, self.sentence.start)


def sentence_anchor(article: int, start: int) -> str:
    """The name of a sentence, on every page and in every document."""
    return f"s{article}-{start}"


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one page, in the order in which they are asked for.

    Args:
        book: Finds sentences.
        link: From the number of a note, of its article, and the name of its sentence to an address.
    """

    book: Book
    link: Callable[[int, int, str], str]
    notes: list[Note] = field(default_factory=list)
    _found: dict[tuple[str, int], Note] = field(default_factory=dict)

    def cite(self, passages: Iterable[Passage]) -> tuple[Note, ...]:
        """The notes of some passages, each sentence once."""
        cited = dict.fromkeys(self._note(passage) for passage in passages if passage.article in self.book.numbers)
        return tuple(cited)

    def _note(self, passage: Passage) -> Note:
        sentence = self.book.sentence(passage)
        known = self._found.get((sentence.article, sentence.start))
        if known is None:
            article, number = self.book.number(sentence.article), len(self.notes) + 1
            known = Note(
                number=number,
                article=article,
                sentence=sentence,
                shown=_around(sentence, passage),
                href=self.link(number, article, sentence_anchor(article, sentence.start)),
            )
            self._found[sentence.article, sentence.start] = known
            self.notes.append(known)
        return known


def _around(sentence: Passage, passage: Passage) -> str:
    text = sentence.text
    if len(text) <= _LONGEST:
        return " ".join(text.split())
    start = max(passage.start - sentence.start - _BEFORE, 0)
    cut = " ".join(text[start : start + _LONGEST].split())
    return ("… " if start else "") + cut + (" …" if start + _LONGEST < len(text) else "")

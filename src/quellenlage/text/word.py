"""Words as treebanks count them: points of abbreviations and ordinals, and repeated signs, are one word."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quellenlage.text.span import Span

# Signs that stand for one when they are repeated: dots, dashes, quotation marks of typewriters.
REPEATED = frozenset(".-`'")
# A longer word is neither an abbreviation nor an ordinal (characters; set by hand).
_LONGEST = 40


def join_points(tokens: Sequence[Span], text: str, abbreviations: Collection[str]) -> tuple[Span, ...]:
    """Words of one sentence: tokens, with the points that belong to the token before them.

    A point ends an abbreviation that ``abbreviations`` names, an initial, or a number inside the sentence. Signs that
    repeat without a blank are one word (``...``, ``--``), and so are letters and numbers (``1990er``, ``20-jährig``).

    Args:
        tokens: Words and signs of the sentence, in order.
        text: What the tokens are cut from.
        abbreviations: With their points, as in ``language.abbreviations``.

    Returns:
        In order; every token lies in exactly one word.

    >>> [w.of("Am 3. Mai kam Dr. Ey.") for w in join_points(
    ...     [Span(0, 2), Span(3, 4), Span(4, 5), Span(6, 9), Span(10, 13), Span(14, 16), Span(16, 17),
    ...      Span(18, 20), Span(20, 21)], "Am 3. Mai kam Dr. Ey.", {"Dr."})]
    ['Am', '3.', 'Mai', 'kam', 'Dr.', 'Ey', '.']
    """
    words: list[Span] = []
    last = max((i for i, token in enumerate(tokens) if text[token.start].isalnum()), default=0)
    for index, token in enumerate(tokens):
        behind = tokens[index + 1] if index + 1 < len(tokens) else Span(len(text), len(text))
        glued = behind.of(text) if behind.start == token.end else ""
        joins = bool(words) and words[-1].end == token.start
        if joins and _belongs(text, words[-1], token.of(text), glued, ends=index > last, abbreviations=abbreviations):
            words[-1] = Span(words[-1].start, token.end)
        else:
            words.append(token)
    return tuple(words)


def _belongs(text: str, word: Span, form: str, behind: str, *, ends: bool, abbreviations: Collection[str]) -> bool:
    """Whether a token that follows without a blank is part of the word before it.

    Only the ends of the word so far are looked at: it may have grown over thousands of tokens.

    Args:
        text: What everything is cut from.
        word: The word so far.
        form: The token.
        behind: What follows the token without a blank.
        ends: Whether no word stands behind it in the sentence.
        abbreviations: With their points.
    """
    first, last = text[word.start], text[word.end - 1]
    if form in REPEATED and first == last == form:
        return True
    if form == "." and behind != ".":
        return not ends and len(word) <= _LONGEST and _takes_point(word.of(text), abbreviations)
    if form == "-":
        return last.isdigit() and behind[:1].isalpha()
    return (last.isalnum() or (last == "-" and first.isalnum())) and form[:1].isalnum()


def _takes_point(before: str, abbreviations: Collection[str]) -> bool:
    """Whether a point behind the word is part of it: abbreviation, ordinal, initial."""
    return before.isdigit() or f"{before}." in abbreviations or (len(before) == 1 and before.isalpha())

"""Blanks that were lost: inside a word, beside signs, between sentences.

A piece of text without a blank is looked at as a whole, and only in what may be German prose: addresses, files,
formulas and hashtags stay as they are. Every junction in it is judged by the words on its two sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.clean.finding import Finding, blank
from quellenlage.clean.lexicon import WORD, Lexicon
from quellenlage.records.document import TraceKind
from quellenlage.text.span import Span

_PIECE = re.compile(r"\S+")
# No two words, and no two ends of sentences, are longer.
_LONGEST = 80
# Addresses, accounts, files, formulas, footnotes.
_ADDRESS = re.compile(r"://|www\.|[@/\\_=]")
_NO_PROSE = re.compile(r"[#&%+*]|\[\d+\]")
_ENDING = re.compile(r"\.([a-z]{2,4})(?![a-z])")
_OUTER = " \t\"„“”«»‚‘’›‹'.,;:!?…()[]{}–—-"
_INNER = re.compile(r"(?<=[a-z\u00df-\u00f6\u00f8-\u00ff])(?=[A-Z\u00c0-\u00d6\u00d8-\u00de])")
_TO_NUMBER = re.compile(r"(?<=[^\W\d_])(?=\d)")
_FROM_NUMBER = re.compile(r"(?<=\d)(?=[^\W\d_])")
_ACRONYM = re.compile(r"(?<=[A-Z\u00c0-\u00d6\u00d8-\u00de]{2})(?=[a-z\u00df-\u00f6\u00f8-\u00ff]{2})")
_COMMA = re.compile(r"[,;](?=[„»\"]?[^\W_])")
_ORDINAL = re.compile(r"(?<=\d)\.(?=[^\W\d_]{3})")
_POINT = re.compile(r"(?<=[^\W\d_]{2})\.(?=[a-z]{3})")
_COLON = re.compile(r":(?=[„»\"]?[^\W\d_])")
_OPENING = re.compile(r"(?<=[^\W\d_])(?=[(„])")
_STRAIGHT_OPENING = re.compile(r"(?<=[^\W\d_])(?=\"[^\W\d_])")
_STRAIGHT_CLOSING = re.compile(r"(?<=\S)\"(?=[^\W\d_])")
_CLOSING = re.compile(r"[)\]“”](?=[^\W\d_])")
_STOP = re.compile(r"[.!?…]+")
_CLOSERS = "“”«»’)]"
_OPENERS = "„»“(‚"
# No word of the lists of beginnings and ends is longer.
_LONGEST_WORD = 10
_LONGEST_ACRONYM = 5
# Two words that no sign divides have so many letters together.
_GLUED_FROM = 6
_GLUED = re.compile(rf"[^\W\d_]{{{_GLUED_FROM},40}}")
# The last part of a name with a hyphen, in small letters.
_PART = re.compile(r"(?<=[^\W\d_]-)[a-z\u00df-\u00f6\u00f8-\u00ff]{4,20}(?![^\W_])")
# Most pieces: one word, with signs around it.
_PLAIN = re.compile(r"\W*+([^\W\d_][a-z\u00df-\u00f6\u00f8-\u00ff]*+)\W*+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch without blanks.

    Attributes:
        start: Where it begins.
        is_quoted: Whether an odd number of straight quotation marks stands before it in its line.
    """

    text: str
    start: int
    is_quoted: bool

    def left(self, at: int) -> str:
        """The letters that end in front of ``at``."""
        return _tail(self.text[:at])

    def right(self, at: int) -> str:
        """The letters that begin at ``at``."""
        match = WORD.match(self.text, at)
        return match[0] if match else ""


def _tail(text: str) -> str:
    end = len(text)
    while end and text[end - 1].isalpha():
        end -= 1
    return text[end:]


def find_blanks(text: str, line: Span, words: Lexicon) -> Iterator[Finding]:
    """Missing blanks and glued sentences of one line.

    Args:
        text: The whole text.
        line: The stretch to look at.
        words: What is known of words.
    """
    marks = 0
    for match in _PIECE.finditer(text, line.start, line.end):
        piece = _Piece(match[0], match.start(), marks % 2 == 1)
        marks += piece.text.count('"')
        plain = _PLAIN.fullmatch(piece.text)
        if plain:
            at = _split(plain[1], words) if len(plain[1]) >= _GLUED_FROM else 0
            if at:
                yield _missing(piece, [plain.start(1) + at])
            continue
        if len(piece.text) > _LONGEST or _ADDRESS.search(piece.text):
            continue
        yield from _stops(piece, words)
        if not _NO_PROSE.search(piece.text) and all(m[1] in words.traces.ends for m in _ENDING.finditer(piece.text)):
            places = sorted(set(_junctions(piece, words)))
            if places:
                yield _missing(piece, places)


def _missing(piece: _Piece, places: list[int]) -> Finding:
    """One finding a piece, however many blanks it lacks."""
    start = len(piece.text) - len(piece.text.lstrip(_OUTER))
    end = len(piece.text.rstrip(_OUTER))
    span = Span(piece.start + min(start, places[0]), piece.start + max(end, places[-1]))
    reason = "missing blank"
    edits = tuple(blank(piece.start + at, reason) for at in places)
    return Finding(TraceKind.MISSING_SPACE, span, reason, edits=edits)


def _junctions(piece: _Piece, words: Lexicon) -> Iterator[int]:
    """Where a blank is missing in a piece."""
    for pattern, accepts in _RULES:
        for match in pattern.finditer(piece.text):
            if accepts(piece, match, words):
                yield match.end()
    for match in _GLUED.finditer(piece.text):
        is_part = piece.text[match.start() - 1 : match.start()] == "-" and match[0][0].islower()
        at = 0 if is_part else _split(match[0], words)
        if at:
            yield match.start() + at
    for match in _PART.finditer(piece.text):
        at = _split_part(match[0], words)
        if at:
            yield match.start() + at


def _split_part(word: str, words: Lexicon) -> int:
    """„Min-hound“: where the end of a name that stands alone elsewhere is glued to a small word; 0 if nowhere."""
    if words.counts[word] > 1 or words.is_word(word):
        return 0
    ends = (at for at in range(2, len(word) - 2) if words.is_function(word[at:]))
    return next((at for at in ends if words.counts[word[:at]] > 1 and not words.is_word(word[:at])), 0)


def _accepts_inner(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„imEilverfahren“, „RheinischenPost“; neither „LeserInnen“ nor „BahnCard“."""
    left, right = piece.left(match.end()), piece.right(match.end())
    if len(left) < 2 or len(right) < 2:
        return False
    if left[0].islower() and words.is_function(left):
        return len(right) > 2 or right.isupper()
    if right.lower() in words.traces.gendered or right.startswith("Innen"):
        return False
    if left[0].islower():
        return len(left) > 2 and left not in words.traces.loans and words.is_word(left) and _is_noun(right, words)
    if left.lower() in words.language.determiners | words.language.articled_prepositions:
        return _is_noun(right, words)
    if words.is_function(left):
        return False
    if left in words.language.titles or left in words.given_names:
        return len(right) > 2 and right[1:].islower() and words.counts[right] > 0
    if words.is_function(right):
        return len(left) > 3 and words.is_word(left)
    stems = [left.lower().removesuffix(ending) for ending in words.traces.attributive if left.endswith(ending)]
    is_attributive = left not in words.language.common_nouns and any(map(words.is_word, stems))
    return is_attributive and len(left) > 4 and _is_noun(right, words)


def _is_noun(word: str, words: Lexicon) -> bool:
    return len(word) > 2 and (words.is_word(word) or words.is_name(word) or words.counts[word] > 0)


def _accepts_number_behind(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„am27“, „Juni2020“."""
    left = piece.left(match.end())
    if piece.text[: match.end() - len(left)][-1:].isalnum():
        return False
    digits = re.match(r"\d+", piece.text[match.end() :])
    number = digits[0] if digits else ""
    if left in words.language.timex.classes.get("month", {}):
        return len(number) == 4
    return len(left) > 1 and left.islower() and words.is_function(left)


def _accepts_number_before(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„20Prozent“, „2020und“; neither „5G“ nor „20er“ nor „10km“."""
    right = piece.right(match.end())
    before = _tail(piece.text[: match.end()].rstrip("0123456789.,:"))
    if before and not (before.islower() and words.is_function(before)):
        return False
    if right.islower():
        return len(right) > 2 and right in words.traces.ends
    return len(right) > 2 and right[1:].islower() and right in words.language.common_nouns


def _accepts_comma(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    before = piece.text[: match.start()].rstrip(_CLOSERS + '"')
    left, right = _tail(before), piece.right(match.end()) or piece.right(match.end() + 1)
    if piece.text[match.end() : match.end() + 1].isdigit():
        return len(left) > 2 and left[-1].islower()
    if right.lower() in words.traces.gendered or len(right) < 2:
        return False
    return (len(left) > 1 and not (left.isupper() and right.isupper())) or (
        before[-1:].isdigit() and right in words.traces.ends
    )


def _accepts_ordinal(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„14.Mai“."""
    return piece.right(match.end()) in words.language.timex.classes.get("month", {})


def _accepts_colon(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„sagte:Wir“; neither „Leser:innen“ nor „re:publica“."""
    left, right = piece.left(match.start()), piece.right(match.end()) or piece.right(match.end() + 1)
    if len(left) < 3 or len(right) < 2 or not right[0].isupper() or right.lower() in words.traces.gendered:
        return False
    if right.startswith("Innen") or (left.isupper() and words.is_name(right)):
        return False
    return words.is_word(left) and words.is_word(right)


def _accepts_opening(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„Uhr(Küchenzeiten)“; neither „Reichs(kriegs)flagge“ nor „Student(inn)en“ nor „CO(2)“."""
    left, right = piece.left(match.end()), piece.right(match.end() + 1)
    if len(left) < 3 or len(right) < 2 or not right[0].isupper():
        return False
    if not (words.is_word(left) or (left[0].isupper() and right.isupper())):
        return False
    close = piece.text.find(")", match.end())
    half = close >= 0 and piece.text[close + 1 : close + 2].isalpha()
    return piece.text[match.end()] == "„" or not (half or right.lower() in words.traces.gendered or "Inn" in right[:3])


def _accepts_acronym(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„CDUund“; neither „LKWs“ nor „GmbHs“."""
    left = piece.left(match.end())
    return left.isupper() and len(left) <= _LONGEST_ACRONYM and piece.right(match.end()) in words.traces.ends


def _accepts_straight(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„er sagte"Nein"“ and „"Nein"sagte er“, by the number of marks before."""
    opens = len(match[0]) == 0
    is_inside = piece.is_quoted != (piece.text.count('"', 0, match.start()) % 2 == 1)
    right = piece.right(match.end() + opens)
    if opens == is_inside or len(right) < 3 or piece.text[match.start() - 1] in ".!?…-":
        return False
    if opens:
        return words.is_word(piece.left(match.start()))
    is_compound = right.capitalize() in words.language.common_nouns
    return words.is_function(right) or (right[0].islower() and words.is_word(right) and not is_compound)


def _accepts_closing(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„Fall]vermutlich“; neither „(un)sichtbar“ nor „[auf]zwingt“ nor „Wahl“kampf."""
    right = piece.right(match.end())
    if len(right) < 3 or not (words.is_word(right) or right[0].isupper()):
        return False
    sign = piece.text[match.start()]
    if piece.text[match.start() - 1] in "-.!?…":
        return False
    if sign in "“”":
        is_compound = right.capitalize() in words.language.common_nouns
        is_good = words.is_function(right) if right[0].isupper() else not is_compound
        return match.start() > 0 and is_good
    opened = piece.text.rfind("(" if sign == ")" else "[", 0, match.start())
    if opened < 0:
        return right.lower() not in words.traces.gendered
    content = piece.text[opened + 1 : match.start()]
    if content.isalpha() and content.islower() and right[0].islower():
        return sign == "]" and opened == 0 and words.is_function(content) and not words.is_word(content + right)
    return len(content) > 1 and (right.islower() if content.isupper() else words.is_function(right) and right.istitle())


def _accepts_point(piece: _Piece, match: re.Match[str], words: Lexicon) -> bool:
    """„Jr.und“: behind an abbreviation."""
    return piece.right(match.end()) in words.traces.ends


_RULES = (
    (_INNER, _accepts_inner),
    (_TO_NUMBER, _accepts_number_behind),
    (_FROM_NUMBER, _accepts_number_before),
    (_COMMA, _accepts_comma),
    (_COLON, _accepts_colon),
    (_POINT, _accepts_point),
    (_ORDINAL, _accepts_ordinal),
    (_ACRONYM, _accepts_acronym),
    (_STRAIGHT_OPENING, _accepts_straight),
    (_STRAIGHT_CLOSING, _accepts_straight),
    (_OPENING, _accepts_opening),
    (_CLOSING, _accepts_closing),
)


def _split(word: str, words: Lexicon) -> int:
    """Where a word that nobody knows falls apart into a known one and one that is no part of words; 0 if nowhere."""
    if words.counts[word] > 1 or not word[1:].islower():
        return 0
    is_small = word[0].islower()
    last = words.traces.ends if is_small else words.traces.noun_ends
    ends = [len(word) - n for n in range(_LONGEST_WORD, 1, -1) if word[-n:] in last]
    begins = [n for n in range(_LONGEST_WORD, 1, -1) if is_small and word[:n] in words.traces.begins]
    others = [(at, word[:at]) for at in ends] + [(at, word[at:]) for at in begins]
    for at, other in others:
        if len(other) > 3 and _is_half(other, words) and not _is_whole(word, words):
            return at
    return 0


def _is_half(word: str, words: Lexicon) -> bool:
    if words.is_word(word):
        return True
    return word[0].isupper() and (words.counts[word] > 0 or words.is_name(word) or words.is_compound(word))


def _is_whole(word: str, words: Lexicon) -> bool:
    return words.is_word(word) or words.is_name(word) or words.is_foreign(word.lower())


def _stops(piece: _Piece, words: Lexicon) -> Iterator[Finding]:
    """Ends of sentences behind which the next one follows at once."""
    for match in _STOP.finditer(piece.text):
        before = piece.text[: match.start()].rstrip(_CLOSERS)
        left, end = _tail(before), match.end()
        while end < len(piece.text) and piece.text[end] in _CLOSERS:
            end += 1
        at = end
        if piece.text[end : end + 1] == '"':
            end += 1
            closes = piece.is_quoted != (piece.text.count('"', 0, at) % 2 == 1)
            at = end if closes else at
        while end < len(piece.text) and piece.text[end] in _OPENERS:
            end += 1
        right = piece.right(end)
        if (
            _opens_sentence(right, words)
            and (left or before[-1:] in ("%", "€"))
            and _ends_sentence(match[0], before, left, words)
        ):
            span = Span(piece.start + len(before) - len(left), piece.start + end + len(right))
            edit = blank(piece.start + at, "glued sentences")
            yield Finding(TraceKind.GLUED_SENTENCE, span, "glued sentences", edits=(edit,))


def _opens_sentence(word: str, words: Lexicon) -> bool:
    is_ending = (word.isupper() and len(word) < 4) or len(word) < 3
    return word[:1].isupper() and (words.is_function(word) or not is_ending)


def _ends_sentence(stop: str, before: str, left: str, words: Lexicon) -> bool:
    """Whether a full stop belongs to no abbreviation, initial or ordinal; other signs always end a sentence."""
    if stop != ".":
        return len(left) > 1 or not left
    if f"{before.split('.')[-1].lstrip(_OUTER)}." in words.language.abbreviations or len(left) == 1:
        return False
    return not left or left.isupper() or len(left) > 4 or words.is_word(left)

"""Words of another language that stand in a sentence as if they belonged to it.

Titles, names, terms and quotations of other languages stand in every newspaper on purpose: what is put in quotation
marks, what follows a capital, and what is at home in the language is no trace. A whole sentence in another language,
or a single word of one, is a trace and no evidence: it may be a quotation or a fashion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from quellenlage.clean.finding import Finding
from quellenlage.clean.lexicon import Lexicon
from quellenlage.records.document import TraceKind
from quellenlage.text.span import Span

# A word with what hangs on it, a number, a sign.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{1,3})?|\d[\d.,]*|[^\s\w]|_")
_MARKS = frozenset("\"„“”«»‚‘›‹'’")
_STOPS = frozenset(".!?…:;")
_JOINTS = frozenset("-‐‑–—*@#_/\\&.+:")
# A foreign word counts alone from this length on: shorter ones are abbreviations and endings.
_LONG = 5
# No quotation of a few foreign words is longer (characters).
_QUOTED = 300
# So many single foreign words in one article are evidence. Tried on two ninths of german-news-2020.
_SINGLES = 3
# A run of so many words is no title, whatever stands before it.
_NO_TITLE = 8
# A run of fewer words is a term that natives use as well.
_CLAUSE = 3
_SINGLE, _WHOLE = "a word of another language", "a sentence in another language"


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or sign, and how foreign it is.

    Attributes:
        kind: ``small`` (a foreign function word), ``foreign``, ``unknown`` (in no dictionary), ``script`` (other
            letters); ``neutral`` and ``both`` (a word of both languages) make no run and end none; ``own`` and
            ``end`` end it.
        is_function: Whether it is a function word of the language.
    """

    span: Span
    word: str
    kind: str
    is_function: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[:1].isupper()


def find_foreign(text: str, line: Span, words: Lexicon) -> Iterator[Finding]:
    """Untranslated words of one line.

    Args:
        text: The whole text.
        line: The stretch to look at.
        words: What is known of words.
    """
    tokens = _tokens(text, line, words)
    own = _with_own_words(tokens)
    start = 0
    for is_run, some in groupby(tokens, lambda token: token.kind not in ("own", "end")):
        length = len(list(some))
        if is_run:
            yield from _judge(tokens, slice(start, start + length), own[start], words)
        start += length


def weigh_singles(found: Sequence[Finding]) -> list[Finding]:
    """Single foreign words of one article are evidence if there are several different ones."""
    singles = [finding for finding in found if finding.rule == _SINGLE]
    return [replace(f, evidence=True) if f.rule == _SINGLE and len(singles) >= _SINGLES else f for f in found]


def _tokens(text: str, line: Span, words: Lexicon) -> list[_Token]:
    tokens: list[_Token] = []
    depth, mark, has_own = 0, -1, False
    for match in _TOKEN.finditer(text, line.start, line.end):
        span, word = Span(*match.span()), match[0]
        depth = max(0, depth + (word in "([") - (word in ")]"))
        if word in _MARKS:
            if mark >= 0 and not has_own and span.start - tokens[mark].span.end <= _QUOTED:
                tokens[mark:] = [replace(token, kind="end") for token in tokens[mark:]]
            mark, has_own = len(tokens), False
        if not word[0].isalpha():
            tokens.append(_Token(span, word, "neutral" if word[0].isdigit() else "end"))
        elif depth or _is_joined(text, span):
            tokens.append(_Token(span, word, "end"))
        else:
            is_function = words.is_function(word) and word.lower() not in words.traces.shared
            tokens.append(_Token(span, word, _kind(word, words), is_function))
            has_own = has_own or is_function
    return tokens


def _is_joined(text: str, span: Span) -> bool:
    """Whether a word is a part of a compound, an address or a hashtag."""
    before, behind = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    ends = behind[:1] in ".:" and not behind[1:].isalnum()
    return before in _JOINTS or before.isdigit() or (behind[:1] in _JOINTS and not ends)


def _kind(word: str, words: Lexicon) -> str:
    if is_other_script(word):
        return "script" if len(word) > 1 else "end"
    lower = re.split("['’]", word.lower())[0]
    if lower in words.traces.shared or (len(word) > 1 and not (word[1:].islower() or word.isupper())):
        return "neutral"
    if words.is_function(word) or lower in words.traces.loans or word in words.language.common_nouns:
        return "own"
    if (lower in words.traces.foreign or lower in words.traces.telling) and not word.isupper():
        return "small"
    if word[0].isupper():
        return "own" if words.is_word(word) else "neutral"
    if words.is_foreign(lower):
        return "foreign"
    if not words.is_word(lower):
        return "unknown"
    return "both" if words.is_elsewhere(lower) else "own"


def _with_own_words(tokens: Sequence[_Token]) -> list[bool]:
    """For every token whether its sentence has function words of the language, as many as foreign ones."""
    found: list[bool] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.word in _STOPS or index + 1 == len(tokens):
            n_own = sum(token.is_function for token in tokens[start : index + 1])
            n_foreign = sum(token.kind == "small" for token in tokens[start : index + 1])
            found += [0 < n_own >= n_foreign] * (index + 1 - start)
            start = index + 1
    return found


def _judge(tokens: Sequence[_Token], place: slice, has_own: bool, words: Lexicon) -> Iterator[Finding]:
    """A finding if a run of words is foreign, and not so on purpose."""
    whole = tokens[place]
    start = next((i for i, t in enumerate(whole) if t.kind not in ("neutral", "both")), len(whole))
    end = next((i for i in range(len(whole), start, -1) if whole[i - 1].kind not in ("neutral", "both")), start)
    run = whole[start:end]
    before = tokens[place.start + start - 1] if place.start + start else None
    behind = tokens[place.start + end] if place.start + end < len(tokens) else None
    if not run or (before and before.word in _MARKS) or (behind and behind.word in _MARKS):
        return
    span = Span(run[0].span.start, run[-1].span.end)
    if any(token.kind == "script" for token in run):
        yield Finding(TraceKind.UNTRANSLATED, span, "letters of another script", evidence=has_own)
    elif len(run) == 1:
        opens = before is None or before.word in _STOPS
        if not _is_title(whole, start, before, words) and _tells_alone(run[0], words, opens=opens):
            is_small = run[0].kind == "small"
            rule = "a foreign function word" if is_small else _SINGLE if has_own else _WHOLE
            yield Finding(TraceKind.UNTRANSLATED, span, rule, evidence=is_small and has_own)
    elif _is_foreign(run, words) and (len(run) >= _NO_TITLE or not _is_title(whole, start, before, words)):
        evidence = has_own and _is_clause(run, words)
        yield Finding(TraceKind.UNTRANSLATED, span, "words of another language" if has_own else _WHOLE, evidence)


def _is_clause(run: Sequence[_Token], words: Lexicon) -> bool:
    """Whether a run is more than a term: a function word with two others, or one that is enough alone."""
    is_joined = len(run) >= _CLAUSE and any(token.kind == "small" for token in run)
    return is_joined or any(token.word.lower() in words.traces.telling for token in run)


def _is_title(whole: Sequence[_Token], start: int, before: _Token | None, words: Lexicon) -> bool:
    """Whether a foreign name or a capitalised word of both languages stands in front: „Business as usual“."""
    if start:
        return whole[start - 1].is_capital
    if before is None or not before.is_capital or before.word in words.language.common_nouns:
        return False
    return words.is_elsewhere(before.word.lower())


def _is_foreign(run: Sequence[_Token], words: Lexicon) -> bool:
    """Whether enough of a run is foreign, and not all of it a title or a phrase."""
    counts = {kind: sum(token.kind == kind for token in run) for kind in ("small", "foreign", "unknown")}
    written = " ".join(token.word.lower() for token in run)
    if any(written in phrase for phrase in words.traces.phrases):
        return False
    if any(token.word.lower() in words.traces.telling for token in run):
        return True
    if counts["foreign"]:
        return counts["small"] > 0 or counts["foreign"] > 1
    if counts["unknown"] > 1 and counts["small"] + counts["unknown"] > 2:
        return True
    return counts["small"] > 3 and not any(token.kind == "neutral" and token.is_capital for token in run)


def _tells_alone(token: _Token, words: Lexicon, *, opens: bool) -> bool:
    """Whether one word is enough: no ending makes it one of the language that the dictionary does not know."""
    if token.kind == "small":
        return token.word.lower() in words.traces.telling and (opens or not token.is_capital)
    is_inflected = token.word.endswith(("e", *words.traces.attributive))
    return token.kind == "foreign" and len(token.word) >= _LONG and not is_inflected and not token.is_capital


@lru_cache(maxsize=4096)
def is_other_script(word: str) -> bool:
    """Whether a word is written with other letters than Latin ones."""
    return not word.isascii() and all("LATIN" not in unicodedata.name(letter, "LATIN") for letter in word)

"""What a reader may ask: the grammar of search. No word of it ever reaches the database as it was typed.

```
Kim Putin            both words in one sentence, inflected or not
"enge Zusammenarbeit"   one behind the other („“ »« “” do as well)
Kim OR Putin         either
Kim -Putin           not the second; NOT Putin is the same
Rakete*              every word that begins so
actor:Putin          named in the sentence, or quoted there; actor:"Kim Jong Un"
source:bericht.txt   part of the path or address of the article
act:denies           the sentence carries a quotation with that act
from:2023-09 until:2024   articles that may have been printed then: a year, month or day, both included
( … )                what belongs together; AND binds closer than OR
```

What is malformed gets its best reading: open quotation marks and brackets end with the query, operators
without anything to join are passed over. Where nothing is left, ``QueryError`` says so in one line.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from quellenlage.errors import QueryError
from quellenlage.text.terms import forms

MAX_LENGTH = 10_000
MAX_WORDS = 200
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; one with a hyphen is a phrase of its parts."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one behind the other."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word; of several words the last one is cut short."""

    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A name, or a part of one, of who is named or quoted."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the path or address of an article."""

    source: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The act of a quotation."""

    act: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The day of printing may lie between these two, both included; None is an open end."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Not:
    """All sentences but these."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """Sentences in which all parts hold."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Sentences in which a part holds."""

    parts: tuple[Query, ...]


Leaf = Word | Phrase | Prefix | Actor | Place | Speech | Printed
Query = Leaf | Not | And | Or

_MARKS = '"„“”»«'
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<bracket>[()])
      | (?P<minus>-(?=[^\s)]))
      | (?P<operator>(?:AND|OR|NOT)(?=[\s()]|$))
      | (?P<field>(?i:actor|source|act|from|until)):
      | [{_MARKS}](?P<quoted>[^{_MARKS}]*)[{_MARKS}]?
      | (?P<word>[^\s(){_MARKS}]+)
    )""",
    re.VERBOSE,
)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class _Token:
    """``kind`` is ``(``, ``)``, ``AND``, ``OR``, ``NOT`` or ``leaf``."""

    kind: str
    leaf: Leaf | None = None


def parse(text: str) -> Query:
    """Read a query, in time linear in its length.

    Args:
        text: As typed; any characters.

    Raises:
        QueryError: Nothing to look for is left, it is too long or too deep, or a field has no value or one
            that it cannot have.

    Examples:
        >>> parse("Kim -Putin")
        And(parts=(Word(text='Kim'), Not(part=Word(text='Putin'))))
        >>> parse('(Kim OR "Wladimir Putin') == parse("Kim OR „Wladimir Putin“)")
        True
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text)} characters, at most {MAX_LENGTH}")
    tokens = _tokens(text)
    size = sum(_size(token.leaf) for token in tokens if token.leaf)
    if size > MAX_WORDS:
        raise QueryError(f"the query has {size} words, at most {MAX_WORDS}")
    query = _Parser(tokens).whole()
    if query is None:
        raise QueryError("the query has no word to look for; type for instance: Kim Putin")
    return query


def _size(leaf: Leaf) -> int:
    return len(forms(leaf.text)) if isinstance(leaf, Word | Phrase | Prefix) else 1


# --- from characters to tokens -----------------------------------------------------------------------


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    field = ""
    for match in _TOKEN.finditer(text.rstrip()):
        kind = match.lastgroup
        if field:
            if kind not in ("word", "quoted"):
                raise _no_value(field)
            found.append(_Token("leaf", _field(field, match[kind])))
            field = ""
        elif kind == "field":
            field = match["field"].lower()
        elif kind == "bracket":
            found.append(_Token(match["bracket"]))
        elif kind == "minus":
            found.append(_Token("NOT"))
        elif kind == "operator":
            found.append(_Token(match["operator"]))
        else:
            leaf = _leaf(match["word"] or "", match["quoted"] or "")
            found += [_Token("leaf", leaf)] if leaf else []
    if field:
        raise _no_value(field)
    return found


def _leaf(word: str, quoted: str) -> Leaf | None:
    """A word or phrase; None if it has no letter and no digit."""
    if quoted:
        return Phrase(quoted.strip()) if forms(quoted) else None
    if not forms(word):
        return None
    return Prefix(word.rstrip("*")) if word.endswith("*") else Word(word)


def _no_value(field: str) -> QueryError:
    return QueryError(f"{field}: needs a value right behind it, such as {_SUCH_AS[field]}")


_SUCH_AS = {
    "actor": 'actor:Putin or actor:"Kim Jong Un"',
    "source": "source:bericht.txt",
    "act": "act:denies",
    "from": "from:2023, from:2023-09 or from:2023-09-14",
    "until": "until:2023, until:2023-09 or until:2023-09-14",
}


def _field(name: str, value: str) -> Leaf:
    if not forms(value):
        raise _no_value(name)
    match name:
        case "actor":
            return Actor(value.strip())
        case "source":
            return Place(value.strip())
        case "act":
            return Speech(value.strip().lower())
    day = read_day(value.strip(), last=name == "until")
    if day is None:
        raise QueryError(f"{name}:{' '.join(value.split())[:40]} is no date; write {_SUCH_AS[name]}")
    return Printed(day, None) if name == "from" else Printed(None, day)


def read_day(value: str, *, last: bool) -> date | None:
    """The first or last day of a year, month or day; None if it is no such thing."""
    match = _DAY.fullmatch(value)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None


# --- from tokens to the tree ---------------------------------------------------------------------------


class _Parser:
    """Recursive descent; every method returns None where it found nothing to look for."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Query | None:
        """The whole query; brackets that close what nothing opened are passed over."""
        parts = []
        while self._at < len(self._tokens):
            if self._next() == ")":
                self._at += 1
            else:
                parts.append(self._either())
        return _joined(And, parts)

    def _next(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _either(self) -> Query | None:
        parts = [self._all()]
        while self._next() == "OR":
            self._at += 1
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Query | None:
        parts = []
        while self._next() not in ("", ")", "OR"):
            parts.append(self._one())
        return _joined(And, parts)

    def _one(self) -> Query | None:
        negated = False
        while self._next() in ("NOT", "AND"):
            negated ^= self._next() == "NOT"
            self._at += 1
        if self._next() in ("", ")", "OR"):
            return None
        token = self._tokens[self._at]
        self._at += 1
        found = self._bracket() if token.kind == "(" else token.leaf
        return Not(found) if negated and found else found

    def _bracket(self) -> Query | None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(f"brackets stand inside one another more than {MAX_DEPTH} deep")
        found = self._either()
        self._depth -= 1
        self._at += self._next() == ")"
        return found


def _joined(kind: type[And] | type[Or], parts: list[Query | None]) -> Query | None:
    """One node for several parts, flat where parts are of the same kind."""
    found: list[Query] = []
    for part in parts:
        found += part.parts if isinstance(part, kind) else [part] if part else []
    return kind(tuple(found)) if len(found) > 1 else found[0] if found else None

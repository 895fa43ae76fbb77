"""Clauses of a sentence, by its commas and its tree: each piece between commas goes to the verb that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.lang.language import Language
from quellenlage.records.parse import Parse

_BOUNDS = frozenset(",;:()")
# What stands behind a dash is no part of the clause before it.
_DASHES = frozenset("–—-")
# Nor is what stands on the other side of a colon.
_COLON = ":"
_APART = _DASHES | {_COLON}
# In front of a noun in a row stand so many adjectives, numbers and articles at most (set by hand).
_FRONT = 4
_INSIDE = frozenset({"DET", "ADJ", "NUM"})
# An aside in brackets has so many words at most (set by hand).
_ASIDE = 9
_VERBS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_ATTRIBUTE = "amod"
_HELPING = frozenset({"aux", "aux:pass"})
_ROW = frozenset({"conj", "appos"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of one clause.

    Attributes:
        words: Indices in ``Parse.words``, in order; pieces of other clauses may stand between them.
        opener: The first word in small letters.
        is_relative: It opens with a relative pronoun.
        is_condition: It opens with its verb and so does the clause behind it: „Kommt Geld, zahlen wir“.
        before: Index of the clause that stands before it and is none of its own parts; None at the beginning.
    """

    words: tuple[int, ...]
    opener: str
    is_relative: bool
    before: int | None
    is_condition: bool = False


@dataclass(slots=True)
class _Piece:
    """Words between two bounds."""

    words: list[int]
    has_verb: bool
    is_relative: bool
    finite_first: bool
    behind_dash: bool  # Or an aside that says whose words these are.


def find_clauses(parse: Parse, text: str, language: Language) -> tuple[Clause, ...]:
    """Cut a sentence into clauses.

    Pieces between commas that hold a verb are clauses. A piece without one belongs to the piece that its head stands
    in if it continues a row („Masken, Kittel und Handschuhe“); to the next piece that opens with a finite verb if it
    is the front of a main clause with a relative clause behind it; else to the nearest clause.

    Returns:
        In the order of their first words with a verb.
    """
    forms = [word.span.of(text).lower() for word in parse.words]
    pieces = _pieces(parse, forms, language)
    home = _homes(pieces, parse)
    grouped: dict[int, list[int]] = {}
    for number in range(len(pieces)):
        grouped.setdefault(home[number], []).append(number)
    clauses: list[Clause] = []
    for number in sorted(grouped):
        words = sorted(i for n in grouped[number] for i in pieces[n].words)
        main = pieces[number]
        opener = forms[main.words[0]] if main.words else ""
        before = len(clauses) - 1 if clauses else None
        clauses.append(Clause(tuple(words), opener, main.is_relative, before, _is_condition(number, pieces, parse)))
    return tuple(clauses)


def _is_condition(number: int, pieces: Sequence[_Piece], parse: Parse) -> bool:
    """Two clauses in a row that open with their finite verb: the first says on what condition."""
    own = pieces[number]
    after = pieces[number + 1] if number + 1 < len(pieces) else None
    if after is None or not (own.finite_first and after.finite_first) or after.is_relative:
        return False
    first = next((i for i in own.words if parse.words[i].upos != "PUNCT"), own.words[0])
    return first == 0 or parse.words[first - 1].upos == "PUNCT"


def _pieces(parse: Parse, forms: Sequence[str], language: Language) -> list[_Piece]:
    groups: list[list[int]] = [[]]
    bare = _bare_brackets(parse, forms)
    for i, form in enumerate(forms):
        if i in bare or (form == "," and _joins_nouns(i, parse)):
            continue
        if form in _BOUNDS or form in _DASHES:
            groups.append([])
        elif _joins_verbs(i, parse):
            groups.append([i])
        else:
            groups[-1].append(i)
    return [_piece(group, parse, forms, language) for group in groups if group]


def _bare_brackets(parse: Parse, forms: Sequence[str]) -> set[int]:
    """Brackets around no verb, which part nothing: „der Währungsfonds (IWF) zahlt“; with what stands between them."""
    found: set[int] = set()
    opened, has_verb = -1, False
    for i, form in enumerate(forms):
        if form == "(":
            opened, has_verb = i, False
        elif form == ")" and opened >= 0:
            if not has_verb and i - opened <= _ASIDE:
                found.update(range(opened, i + 1))
            opened = -1
        elif parse.words[i].upos in _VERBS:
            has_verb = True
    return found


def _joins_nouns(comma: int, parse: Parse) -> bool:
    """„an Genf, Basel und Bern geliefert“: a comma in a row of nouns, which parts no clauses."""
    if not comma or parse.words[comma - 1].upos not in _NOUNS:
        return False
    for i in range(comma + 1, min(comma + 1 + _FRONT, len(parse.words))):
        word = parse.words[i]
        if word.upos in _NOUNS:
            left = 0 <= word.head < comma and parse.words[word.head].upos in _NOUNS
            return word.upos != "PRON" and word.relation == "conj" and left
        if word.upos not in _INSIDE:
            return False
    return False


def _joins_verbs(i: int, parse: Parse) -> bool:
    """„… liefert Masken und kauft Kittel“: a conjunction whose verb is joined to another one and finite."""
    word = parse.words[i]
    if word.relation != "cc" or word.head <= i:
        return False
    head = parse.words[word.head]
    return head.upos in _VERBS and head.relation != _ATTRIBUTE


def _piece(group: list[int], parse: Parse, forms: Sequence[str], language: Language) -> _Piece:
    words = [parse.words[i] for i in group]
    has_verb = any(w.upos in _VERBS and w.relation != _ATTRIBUTE for w in words)
    bare = [i for i in group if forms[i].isalnum() or forms[i][:1].isalnum()]
    first = bare[0] if bare else group[0]
    opener = parse.words[first]
    second = parse.words[bare[1]] if len(bare) > 1 else opener
    pronoun = second if opener.upos == "ADP" else opener
    relative = has_verb and forms[first if pronoun is opener else bare[1]] in language.relative_pronouns
    relative = relative and pronoun.upos == "PRON"
    words_ = language.transfers
    aside = not has_verb and words_ is not None and forms[first] in words_.asides
    finite = opener.upos in _VERBS and not opener.has("VerbForm", "Inf") and not opener.has("VerbForm", "Part")
    dash = group[0] > 0 and forms[group[0] - 1] in _APART
    dash = dash or (group[-1] + 1 < len(forms) and forms[group[-1] + 1] == _COLON)
    return _Piece(group, has_verb, relative, finite, dash or aside)


def _homes(pieces: Sequence[_Piece], parse: Parse) -> list[int]:
    """For each piece the piece that it belongs to: itself if it has a verb."""
    of_word = {i: number for number, piece in enumerate(pieces) for i in piece.words}
    behind = _next_mains(pieces)
    home = list(range(len(pieces)))
    split = _split_brackets(pieces, parse, of_word)
    for number, piece in enumerate(pieces):
        if number in split:
            home[number] = home[split[number]]
            continue
        if piece.has_verb or piece.behind_dash:
            continue
        top = next((i for i in piece.words if of_word.get(parse.words[i].head) != number), piece.words[0])
        word = parse.words[top]
        left = of_word.get(word.head, number)
        if word.relation in _ROW and left < number:
            home[number] = home[left]
        elif behind[number] is not None:
            home[number] = behind[number] or 0
        elif left > number:
            home[number] = left
        elif left < number:
            home[number] = home[left]
        elif number:
            home[number] = home[number - 1]
    return [home[h] for h in home]


def _split_brackets(pieces: Sequence[_Piece], parse: Parse, of_word: Mapping[int, int]) -> dict[int, int]:
    """Pieces that hold the verb of an auxiliary in a piece before them: „hat Lyon, Genf und Bern … geschickt“."""
    found: dict[int, int] = {}
    bare = {n for n, piece in enumerate(pieces) if not any(parse.words[i].upos == "VERB" for i in piece.words)}
    for number, piece in enumerate(pieces):
        for i in piece.words if number in bare else ():
            word = parse.words[i]
            target = of_word.get(word.head, number)
            if word.relation in _HELPING and target > number:
                found.setdefault(target, number)
    return found


def _next_mains(pieces: Sequence[_Piece]) -> list[int | None]:
    """For each piece the next one that goes on with a main clause, where only relative clauses stand between."""
    found: list[int | None] = [None] * len(pieces)
    coming: int | None = None
    for number in range(len(pieces) - 1, -1, -1):
        found[number] = coming
        piece = pieces[number]
        if piece.finite_first and not piece.is_relative:
            coming = number
        elif piece.has_verb and not piece.is_relative:
            coming = None
    return found

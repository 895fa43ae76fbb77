"""Whether two full names may be one: other spellings, initials, names left out, short forms.

A likeness of names joins nobody by itself: the articles have to share something else too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quellenlage.lang.coreference import Coreference
from quellenlage.lang.identity import IdentityWords

_VOWELS = re.compile(r"[aeiouy]+")
# Letters that habits of transliteration write for one sound beyond those of ``fold_sounds``.
_LOOSE = (("gu", "g"), ("q", "k"), ("z", "s"), ("h", ""), ("c", "s"), ("x", "ks"))
# A skeleton of consonants of fewer letters tells too little.
_SKELETON = 2
# A word of fewer letters is not compared by its skeleton.
_LONG = 4
# In a word of fewer letters another vowel makes another name („Lind“, „Lund“).
_VOWELLED = 6


def skeleton(word: str) -> str:
    """The consonants of a word of :func:`fold_sounds`, coarser still.

    Examples:
        >>> skeleton("muhamad") == skeleton("mohamed")
        True
        >>> skeleton("karl") == skeleton("kurt")
        False
    """
    for spelling, sound in _LOOSE:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", word))


def are_spellings(one: str, other: str) -> bool:
    """Whether two words may be one word by different habits of transliteration."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    if min(len(one), len(other)) < _VOWELLED and _VOWELS.findall(one) != _VOWELS.findall(other):
        return False
    bones = skeleton(one)
    return len(bones) >= _SKELETON and bones == skeleton(other) and _distance(one, other) <= 2 + (len(one) > 7)


def are_names_alike(one: Sequence[str], other: Sequence[str], words: IdentityWords) -> bool:
    """Whether two full names may be one: the surname by sound, and every given name of the shorter in the longer.

    Args:
        one: Words by :func:`fold_sounds`, the surname last.
        other: The same.
        words: Forms of given names.
    """
    if not are_spellings(one[-1], other[-1]):
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    at = 0
    for given in short:
        found = next((i for i in range(at, len(long)) if _is_given(given, long[i], words)), -1)
        if found < 0:
            return False
        at = found + 1
    return bool(short)


def _is_given(one: str, other: str, words: IdentityWords) -> bool:
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    known = words.given.get(one, frozenset()) & words.given.get(other, frozenset())
    return bool(known) or are_spellings(one, other)


def do_roles_fit(one: set[str], other: set[str], titles: Coreference, words: IdentityWords) -> bool:
    """Whether a role of one may be a role of the other: the same, a synonym, or two words for one head."""
    return any(titles.are_alike(a, b) or _lead_the_same(a, b, words) for a in sorted(one) for b in sorted(other))


def _lead_the_same(one: str, other: str, words: IdentityWords) -> bool:
    """„Verbandschef“ and „Verbandspräsident“: the same front, and both ends name a head; or „Chef“ alone."""
    fronts = [
        {role.removesuffix(end) for end in words.leading if role.endswith(end) and len(role) - len(end) >= _LONG}
        for role in (one, other)
    ]
    general = [role in words.general for role in (one, other)]
    return bool(fronts[0] & fronts[1]) or any(general[i] and fronts[1 - i] for i in (0, 1))


def _distance(one: str, other: str) -> int:
    """Levenshtein distance; names are short."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]

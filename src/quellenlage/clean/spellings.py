"""Names that one article spells in two ways.

Two spellings that only habits of transliteration keep apart speak for a translation. Others, a lost accent, letter or
hyphen, speak for nothing but haste. What stands beside a name tells whether it may be that of another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from quellenlage.clean.finding import Finding
from quellenlage.clean.lexicon import Lexicon
from quellenlage.records.document import TraceKind
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Shorter names meet by chance (letters); without a habit of transliteration more are asked for.
_SHORTEST, _SHORTEST_LOOSE = 4, 5
# No more forms are compared with one another: the time has a bound.
_MOST = 30
# Spellings of one sound by habits of German, English and French, longest first. What tells German surnames apart
# (ie, ck, tz, ei, a doubled letter) is none.
_HABITS = (
    ("schtsch", "ch"), ("shch", "ch"), ("dsch", "y"), ("tsch", "ch"), ("tch", "ch"), ("dzh", "y"), ("jh", "y"),
    ("dj", "y"), ("sch", "z"), ("zh", "z"), ("sh", "z"), ("kh", "ch"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ts", "z"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("q", "k"), ("j", "y"), ("s", "z"),
)  # fmt: skip
_RULE, _LOOSE = "one name in two transliterations", "one name with two spellings"


@dataclass(frozen=True, slots=True)
class _Name:
    """A word that may be a name, and the capitalised words beside it, empty where there are none."""

    span: Span
    form: str
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class _Form:
    """All occurrences of one spelling.

    Attributes:
        form: As it stands, without the ending of the genitive.
        span: Where it stands first.
        given: Folded words in front of it that may be given names.
        titles: Given names and titles that stand in front of it.
        behind: Folded words behind it, the empty one among them if it also stands alone.
    """

    form: str
    span: Span
    given: frozenset[str]
    titles: frozenset[str]
    behind: frozenset[str]


def find_spellings(text: str, lines: Sequence[Span], words: Lexicon) -> Iterator[Finding]:
    """Names with two spellings in one article, each marked where it stands first.

    Args:
        text: The whole text.
        lines: The stretches to look at.
        words: What is known of words.
    """
    names: dict[str, list[_Name]] = defaultdict(list)
    for line in lines:
        for name in _names(text, line, words):
            names[name.form].append(name)
    forms = _forms(names, words)
    marked: dict[Span, bool] = {}
    for one, other, rule in _pairs(forms, words):
        for form in (one, other):
            marked[form.span] = rule == _RULE or marked.get(form.span, False)
    for span, evidence in marked.items():
        yield Finding(TraceKind.TWO_SPELLINGS, span, _RULE if evidence else _LOOSE, evidence)


def _names(text: str, line: Span, words: Lexicon) -> Iterator[_Name]:
    """Words with a capital that are no everyday words, and two of them that only a blank divides."""
    found = [Span(*m.span()) for m in _WORD.finditer(text, line.start, line.end)]
    for index, span in enumerate(found):
        word = span.of(text)
        if word == word.lower() or len(word) < _SHORTEST or word.isupper() or words.is_function(word):
            continue
        if word not in words.language.common_nouns:
            yield _Name(span, word, _beside(text, found, index, -1), _beside(text, found, index, 1))
    for left, right in pairwise(found):
        both = Span(left.start, right.end)
        if right.start - left.end == 1 and text[left.end] == " " and len(both) >= _SHORTEST:
            one, other = left.of(text), right.of(text)
            if one[0].isupper() and other[0].isupper() and "-" not in one + other and not words.is_function(one):
                yield _Name(both, both.of(text), "", "")


def _beside(text: str, found: Sequence[Span], index: int, step: int) -> str:
    """The capitalised word beside another, if only a blank stands between them."""
    at = index + step
    if not 0 <= at < len(found):
        return ""
    left, right = sorted((found[index], found[at]))
    word = found[at].of(text)
    return word if text[left.end : right.start] == " " and word[0].isupper() else ""


def _forms(names: dict[str, list[_Name]], words: Lexicon) -> list[_Form]:
    """One record a spelling; a genitive belongs to the form without its ending, where the article has that too."""
    merged: dict[str, list[_Name]] = defaultdict(list)
    for form, some in names.items():
        bare = _bare(form, words)
        merged[bare if bare in names else form] += some
    return [_form(form, some, words) for form, some in merged.items()]


def _form(form: str, some: Sequence[_Name], words: Lexicon) -> _Form:
    first = min(name.span for name in some)
    before, behind = {name.before for name in some} - {""}, {name.behind for name in some}
    nouns = words.language.common_nouns
    return _Form(
        form=form,
        span=Span(first.start, first.start + len(form)),
        given=frozenset(
            fold_sounds(w) for w in before if not (w in nouns or words.is_title(w) or words.is_function(w))
        ),
        titles=frozenset(word for word in before if word in words.given_names or words.is_title(word)),
        behind=frozenset("" if w in nouns or words.is_function(w) else fold_sounds(w) for w in behind),
    )


def _bare(form: str, words: Lexicon) -> str:
    for ending in sorted(words.language.genitive, key=len, reverse=True):
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST:
            return form.removesuffix(ending)
    return form


def _pairs(forms: Sequence[_Form], words: Lexicon) -> Iterator[tuple[_Form, _Form, str]]:
    """Two spellings of one name, and why."""
    single = [form for form in forms if " " not in form.form]
    for one, other in _groups(single, lambda form: _sound(_bare(form.form, words))):
        left, right = _bare(one.form, words), _bare(other.form, words)
        if not _may_be_one(one, other) or _is_everyday(one.form, other.form, words):
            continue
        if fold(left) != fold(right) and _is_habit(left, right):
            yield one, other, _RULE
        elif _is_misspelling(left, right, words) and _have_one_bearer(one, other, words):
            yield one, other, _LOOSE
    for one, other in _groups(forms, lambda form: fold(_bare(form.form, words))):
        if (" " in one.form) != (" " in other.form) and _are_parts_of_names(f"{one.form} {other.form}", words):
            yield one, other, _LOOSE
    for one, other in _groups_by_titles(single):
        left, right = _bare(one.form, words), _bare(other.form, words)
        is_everyday = words.is_inflected(left, right) or (words.is_word(left) and words.is_word(right))
        if not is_everyday and _is_one_letter_apart(left, right):
            yield one, other, _LOOSE


def _groups(forms: Iterable[_Form], key: Callable[[_Form], str]) -> Iterator[tuple[_Form, _Form]]:
    groups: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        groups[key(form)].append(form)
    for some in groups.values():
        yield from combinations(some[:_MOST], 2)


def _groups_by_titles(forms: Iterable[_Form]) -> Iterator[tuple[_Form, _Form]]:
    """Pairs behind the same given name or title."""
    groups: dict[str, list[_Form]] = defaultdict(list)
    for form in forms:
        for title in sorted(form.titles):
            groups[title].append(form)
    for some in groups.values():
        yield from combinations(some[:_MOST], 2)


def _sound(form: str) -> str:
    """A key under which the habits of transliteration meet."""
    key = fold(form).replace("sts", "st")
    for spelling, sound in _HABITS:
        key = key.replace(spelling, sound)
    return _plain(key)


def _plain(key: str) -> str:
    """A folded form without umlauts, doubled letters, a last h, and what else German names differ in."""
    key = re.sub("(?<=[aou])e", "", key).replace("ck", "k").replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", key).removesuffix("h")


def _is_habit(one: str, other: str) -> bool:
    """Whether more than an i for a y or j, an umlaut or a doubled letter, keeps two forms apart."""
    left, right = (fold(form).replace("j", "y") for form in (one, other))
    return left == right or _plain(left) != _plain(right)


def _may_be_one(one: _Form, other: _Form) -> bool:
    """Whether what stands behind two forms lets them be one: neither two persons, nor a part of a longer name."""
    if one.behind - {""} and other.behind - {""}:
        return bool(one.behind & other.behind)
    return "" in one.behind and "" in other.behind


def _have_one_bearer(one: _Form, other: _Form, words: Lexicon) -> bool:
    """Whether the same words stand beside two forms; or no others, and both are no words at all."""
    if one.titles & other.titles or (one.behind & other.behind) - {""}:
        return True
    differ = one.given and other.given and not one.given & other.given
    return not differ and not any(words.is_word(form.form) for form in (one, other))


def _are_parts_of_names(written: str, words: Lexicon) -> bool:
    """Whether two words with a hyphen or a blank between them are no compound („Pay-TV“, „Tierpark-AG“)."""
    parts = re.split("[ -]", written)
    return "-" in written and not any(part.isupper() or words.is_word(part) for part in (parts[1], parts[-1]))


def _is_everyday(one: str, other: str, words: Lexicon) -> bool:
    """Whether both are in the dictionary, or one is a compound that ends in an everyday word."""
    tails = [form.rpartition("-")[2] for form in (one, other) if "-" in form]
    is_compound = any(map(words.is_word, tails)) or any(map(words.is_compound, (one, other)))
    return is_compound or (words.is_word(one) and words.is_word(other))


def _is_misspelling(one: str, other: str, words: Lexicon) -> bool:
    """Whether two long forms that sound alike differ in more than an ending, an apostrophe or their capitals."""
    left, right = (form.casefold().replace("’", "'") for form in (one, other))
    return min(len(one), len(other)) >= _SHORTEST_LOOSE and left != right and not words.is_inflected(one, other)


def _is_one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter of many was added, lost, changed or swapped with its neighbour."""
    shorter = min(len(one), len(other))
    if shorter <= _SHORTEST_LOOSE or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    left, right = one[start:], other[start:]
    is_swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or is_swapped

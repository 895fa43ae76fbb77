"""Subjects by their form: what agrees with the verb outweighs what stands before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.models.reading import Reading

_SUBJECT, _OBJECT, _OBLIQUE = "nsubj", "obj", "obl"
_PASSIVE = "nsubj:pass"
_VERB, _NOUN, _PRONOUN, _ADPOSITION = "VERB", "NOUN", "PRON", "ADP"
_ARTICLES = ("det", "det:poss")
# What a relative clause is to its noun.
_RELATIVE = frozenset({"acl", "acl:relcl"})
_CORE = frozenset({_SUBJECT, _OBJECT, "obl:arg"})
_NOUNS = frozenset({_NOUN, "PROPN"})
_HELPERS = frozenset({"aux", "cop"})
# With these a noun stands for several: its own number tells nothing.
_SEVERAL = frozenset({"conj", "nummod", "nmod", "appos"})


@dataclass(frozen=True, slots=True)
class _Tree:
    """A sentence as it is asked about again and again.

    Attributes:
        forms: Of the words.
        ending: Of articles that are in the accusative if they are singular.
        below: For each word those that hang on it.
    """

    reading: Reading
    features: Sequence[Mapping[str, str]]
    forms: Sequence[str]
    ending: str
    below: Mapping[int, Sequence[int]]

    def hanging(self, word: int, relation: str) -> list[int]:
        """Words that hang on a word by a relation."""
        return [i for i in self.below.get(word, ()) if self.reading.relations[i] == relation]


def correct_subjects(
    reading: Reading, features: Sequence[tuple[tuple[str, str], ...]], forms: Sequence[str], ending: str
) -> tuple[str, ...]:
    """Relations of all words, with subjects that their form allows; for languages that put an object first.

    One of two subjects that stands with a preposition is none, nor is the one in the accusative, nor the pronoun that
    opens a relative clause, unless it alone agrees with the verb („das Geld, das Brüssel zugesagt hat“). A noun in
    front of the verb that does not agree with it changes places with the object behind it that does („Die Vorwürfe
    wies die Behörde zurück“). Of two objects without a subject one is the subject.

    Args:
        reading: Parts of speech and tree of the words of a sentence.
        features: Of the same words.
        forms: The same words as written.
        ending: Of articles that are in the accusative if they are singular („den“, „ihren“).
    """
    below: dict[int, list[int]] = defaultdict(list)
    for word, head in enumerate(reading.heads):
        below[head].append(word)
    tree = _Tree(reading, [dict(pairs) for pairs in features], forms, ending, below)
    relations = list(reading.relations)
    for verb, upos in enumerate(reading.upos):
        if upos != _VERB:
            continue
        subjects = tree.hanging(verb, _SUBJECT)
        if len(subjects) > 1:
            for subject in subjects:
                relations[subject] = _OBLIQUE if _is_governed(subject, tree) else _SUBJECT
            accusative = [i for i in subjects if _has_accusative(i, tree)]
            if len(accusative) == 1 and relations[accusative[0]] == _SUBJECT:
                relations[accusative[0]] = _OBJECT
        pair = [i for i in tree.below.get(verb, ()) if relations[i] in _CORE and not _is_governed(i, tree)]
        if _is_relative(verb, pair, tree):
            relations[pair[0]], relations[pair[1]] = _parted(verb, pair, tree)
        elif not subjects and (missing := _missing(verb, tree)) is not None:
            relations[missing] = _SUBJECT
        elif len(subjects) == 1 and (other := _agreeing(verb, subjects[0], tree)) is not None:
            relations[subjects[0]], relations[other] = _OBJECT, _SUBJECT
    return tuple(relations)


def _is_relative(verb: int, pair: Sequence[int], tree: _Tree) -> bool:
    """Whether a verb makes a relative clause of which a pronoun and a noun are all that it governs."""
    relative = tree.reading.relations[verb] in _RELATIVE and [tree.reading.upos[i] for i in pair[:1]] == [_PRONOUN]
    return relative and len(pair) == 2 and all(tree.reading.upos[i] in _NOUNS for i in pair[1:])


def _parted(verb: int, pair: Sequence[int], tree: _Tree) -> tuple[str, str]:
    """Relations of the pronoun of a relative clause and of its noun: one of them is the subject."""
    pronoun, noun = pair
    relations = tree.reading.relations[pronoun], tree.reading.relations[noun]
    finite = _finite(verb, tree)
    number = tree.features[finite].get("Number") if finite is not None else None
    agree = [tree.features[i].get("Number") == number and not _is_several(i, tree) for i in pair]
    accusative = _has_accusative(noun, tree)
    if relations[0] == relations[1]:
        return (_SUBJECT, _OBJECT) if accusative or agree == [True, False] else (_OBJECT, _SUBJECT)
    wrong = relations[0] == _SUBJECT and agree == [False, True] and not accusative
    return (_OBJECT, _SUBJECT) if wrong else relations


def _missing(verb: int, tree: _Tree) -> int | None:
    """Of two objects of a finite verb without a subject the one that is its subject: „Polen rief den Botschafter“."""
    objects = [i for i in tree.hanging(verb, _OBJECT) if tree.reading.upos[i] in _NOUNS]
    finite = _finite(verb, tree)
    if len(objects) != 2 or finite is None or tree.hanging(verb, _PASSIVE):
        return None
    number = tree.features[finite].get("Number")
    may = [i for i in objects if not _has_accusative(i, tree) and tree.features[i].get("Number") == number]
    return may[0] if may else None


def _finite(verb: int, tree: _Tree) -> int | None:
    """The verb itself or the helper that is finite."""
    helpers = [i for i in tree.below.get(verb, ()) if tree.reading.relations[i] in _HELPERS]
    return next((i for i in (verb, *helpers) if tree.features[i].get("VerbForm") == "Fin"), None)


def _is_governed(word: int, tree: _Tree) -> bool:
    return any(tree.reading.upos[i] == _ADPOSITION for i in tree.hanging(word, "case"))


def _agreeing(verb: int, subject: int, tree: _Tree) -> int | None:
    """The object behind a verb that agrees with it where the subject in front does not."""
    finite = _finite(verb, tree)
    objects = tree.hanging(verb, _OBJECT)
    if finite is None or subject > finite or len(objects) != 1 or objects[0] < finite:
        return None
    number = tree.features[finite].get("Number")
    numbers = [tree.features[i].get("Number") for i in (subject, objects[0])]
    nouns = all(tree.reading.upos[i] == _NOUN and not _is_several(i, tree) for i in (subject, objects[0]))
    accusative = _has_accusative(objects[0], tree)
    swapped = number is not None and numbers[1] == number and numbers[0] not in {None, number}
    return objects[0] if swapped and nouns and not accusative else None


def _is_several(word: int, tree: _Tree) -> bool:
    return any(tree.reading.relations[i] in _SEVERAL for i in tree.below.get(word, ()))


def _has_accusative(word: int, tree: _Tree) -> bool:
    """Whether a noun or its article is plainly no nominative."""
    articles = [i for relation in _ARTICLES for i in tree.hanging(word, relation)]
    by_form = (
        tree.forms[i].lower().endswith(tree.ending) and tree.features[i].get("Number") == "Sing" for i in articles
    )
    return any(by_form) or any(_is_plain_accusative(i, tree) for i in (word, *articles))


def _is_plain_accusative(word: int, tree: _Tree) -> bool:
    """„den Plan“: only a masculine singular shows its case."""
    features = tree.features[word]
    return features.get("Case") == "Acc" and features.get("Gender") == "Masc" and features.get("Number") == "Sing"

"""What a word excludes where another wording has another word: its classes, and how a verb stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quellenlage.lang.contrast_words import Contrasts
from quellenlage.records.parse import Word
from quellenlage.records.wording import DENIES, DENYING, DUTY, FACT, Sort

# Letters that a word must have behind the beginning that denies it.
_REST = 4
_DENIED = frozenset({Sort.ADJECTIVE, Sort.ADVERB, Sort.NOUN})


def classes_of(
    form: str,
    lemmas: tuple[str, str, str],
    sort: Sort,
    data: Contrasts,
    *,
    is_noun: bool,
    is_inside: bool,
) -> tuple[str, ...]:
    """The classes of a word, each as ``set:class``.

    Args:
        form: As it stands.
        lemmas: Folded dictionary forms of the word before, of the word itself and of the one behind.
        sort: What the word contributes.
        data: Words that exclude one another.
        is_noun: Whether it is written with a capital wherever it stands.
        is_inside: Whether it stands where no sentence begins: there a capital tells something.
    """
    before, own, behind = lemmas
    known = data.nouns if is_noun else data.words
    found = next((known[key] for key in (f"{before} {own}", f"{own} {behind}", own) if key in known), ())
    if not form[:1].isupper() or is_inside:
        found += data.forms.get(form, ())
    if own in data.denying:
        found += (DENYING,)
    if sort in _DENIED:
        found += tuple(
            DENIES + own.removeprefix(prefix)
            for prefix in data.prefixes
            if own.startswith(prefix) and len(own) >= len(prefix) + _REST
        )
    return found


def stands(words: Sequence[Word], data: Contrasts) -> dict[int, tuple[str, ...]]:
    """How the verbs of a sentence stand, by index: as past or future, as a fact or a duty; others are left out.

    What is only thought (the second subjunctive) and the present, which may be the future, are not told.
    """
    helpers: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        if word.head >= 0 and word.relation.startswith("aux"):
            helpers[word.head].append(word)
    found = {
        index: (*_tense(word, helpers[index], data), *_duty(word, helpers[index], data))
        for index, word in enumerate(words)
        if word.upos == "VERB"
    }
    return {index: told for index, told in found.items() if told}


def _tense(verb: Word, helpers: Sequence[Word], data: Contrasts) -> tuple[str, ...]:
    finite = [word for word in (verb, *helpers) if word.has("VerbForm", "Fin")]
    if len(finite) != 1 or len(helpers) > 1:
        return ()
    told, helper = finite[0], finite[0].lemma
    past = told.has("Tense", "Past")
    if past and told.has("Mood", "Sub"):
        return ()
    if told is verb:
        return ("tense:past",) if past and told.has("Mood", "Ind") else ()
    if helper in data.future and verb.has("VerbForm", "Inf"):
        return () if past else ("tense:future",)
    if helper in data.past and verb.has("VerbForm", "Part") and told.relation == "aux":
        return ("tense:past",)
    return ("tense:past",) if past and helper in data.future and verb.has("VerbForm", "Part") else ()


def _duty(verb: Word, helpers: Sequence[Word], data: Contrasts) -> tuple[str, ...]:
    if any(word.lemma in data.duty for word in helpers):
        return (DUTY,)
    if not helpers and verb.has("VerbForm", "Fin") and verb.has("Mood", "Ind"):
        return (FACT,)
    return ()

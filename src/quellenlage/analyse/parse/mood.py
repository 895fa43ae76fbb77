"""The present subjunctive: what a grammar says of a form outweighs what a model has seldom seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.lang.language import Language, Subjunctive
from quellenlage.models.lemma import is_dictionary_form
from quellenlage.models.reading import Reading

_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
# A weak past of this many letters is told from a present form by its shorter stem („behauptete“, not „koste“).
_LONG = 7
# A verb in such a relation shares the subject of its head.
_JOINED = frozenset({"aux", "aux:pass", "cop", "conj"})
# Verbs in a row.
_ROW = frozenset({"conj", "parataxis"})
Features = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as it is asked about again and again; ``subjects`` in small letters by their verb."""

    forms: Sequence[str]
    reading: Reading
    code: str
    rule: Subjunctive
    subjects: Mapping[int, set[str]]


def correct_moods(forms: Sequence[str], reading: Reading, language: Language) -> tuple[Features, ...]:
    """Features of all words of a sentence, with the mood of finite verbs set by their form.

    A finite verb that ends as its infinitive without the last letter is present subjunctive, unless its subject
    is the first person, which has the same form in the indicative.

    Args:
        forms: Words of the sentence.
        reading: Parts of speech, features and tree of the same words.
        language: ``subjunctive_rule``; without one the reading is left as it is.
    """
    rule = language.subjunctive_rule
    if rule is None:
        return reading.features
    subjects: dict[int, set[str]] = defaultdict(set)
    for form, head, relation in zip(forms, reading.heads, reading.relations, strict=True):
        if relation in _SUBJECTS:
            subjects[head].add(form.lower())
    said = _Said(forms, reading, language.code, rule, subjects)
    return tuple(
        _corrected(features, _is_present_subjunctive(at, said)) if reading.upos[at] in _VERBS else features
        for at, features in enumerate(reading.features)
    )


def _corrected(features: Features, is_subjunctive: bool) -> Features:
    values = dict(features)
    said = values.get("Mood") == "Sub" and values.get("Tense") == "Pres"
    if said == is_subjunctive:
        return features
    values |= {"Mood": "Sub", "Tense": "Pres", "VerbForm": "Fin"} if is_subjunctive else {"Mood": "Ind"}
    return tuple(values.items())


def _is_present_subjunctive(at: int, said: _Said) -> bool:
    form, values, rule = said.forms[at].lower(), dict(said.reading.features[at]), said.rule
    if values.get("VerbForm") in {"Inf", "Part"} and form not in rule.forms:
        return False
    if form not in rule.forms and not _has_its_form(form, said.code, rule):
        return False
    subjects = _subjects_of(at, said)
    if not subjects:
        return values.get("Mood") != "Imp" and not _is_order(at, said)
    if at == 0 and subjects & rule.addressed:
        return False
    return form in rule.forms - rule.shared or not subjects & rule.first_person


def _is_order(at: int, said: _Said) -> bool:
    """Whether a verb without a subject, or the first of a row of them, opens the sentence: that is an imperative."""
    while said.reading.relations[at] in _ROW and said.reading.heads[at] >= 0:
        at = said.reading.heads[at]
    return at == 0 and at not in said.subjects


def _has_its_form(form: str, code: str, rule: Subjunctive) -> bool:
    if not form.endswith(rule.ending) or not is_dictionary_form(form + rule.infinitive, code):
        return False
    past = len(form) >= _LONG and form.endswith(rule.past)
    return not (past and is_dictionary_form(form.removesuffix(rule.past) + rule.stem, code))


def _subjects_of(at: int, said: _Said) -> set[str]:
    """Subjects of a verb, in small letters; or of the verb that it is an auxiliary of or coordinated with."""
    verb = at
    while verb >= 0:
        if verb in said.subjects:
            return said.subjects[verb]
        verb = said.reading.heads[verb] if said.reading.relations[verb] in _JOINED else -1
    return set()

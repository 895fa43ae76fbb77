"""The present subjunctive: what a grammar says of a form outweighs what a model has seldom seen."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.lang.language import Language, Subjunctive
from quellenlage.models.lemma import is_dictionary_form
from quellenlage.models.reading import Reading

_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "nsubj:pass")
# A weak past of this many letters is told from a present form by its shorter stem („behauptete“, not „koste“).
_LONG = 7
Features = tuple[tuple[str, str], ...]


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
    return tuple(
        _corrected(features, _is_present_subjunctive(at, forms, reading, language, rule))
        if reading.upos[at] in _VERBS
        else features
        for at, features in enumerate(reading.features)
    )


def _corrected(features: Features, is_subjunctive: bool) -> Features:
    values = dict(features)
    said = values.get("Mood") == "Sub" and values.get("Tense") == "Pres"
    if said == is_subjunctive:
        return features
    values |= {"Mood": "Sub", "Tense": "Pres", "VerbForm": "Fin"} if is_subjunctive else {"Mood": "Ind"}
    return tuple(values.items())


def _is_present_subjunctive(
    at: int, forms: Sequence[str], reading: Reading, language: Language, rule: Subjunctive
) -> bool:
    form, values = forms[at].lower(), dict(reading.features[at])
    if values.get("VerbForm") in {"Inf", "Part"} and form not in rule.forms:
        return False
    if form not in rule.forms and not _has_its_form(form, language.code, rule):
        return False
    subjects = _subjects(at, forms, reading)
    if not subjects:
        return values.get("Person") != "1" and values.get("Mood") != "Imp"
    return not subjects & rule.first_person and not (at == 0 and subjects & rule.addressed)


def _has_its_form(form: str, code: str, rule: Subjunctive) -> bool:
    if not form.endswith(rule.ending) or not is_dictionary_form(form + rule.infinitive, code):
        return False
    past = len(form) >= _LONG and form.endswith(rule.past)
    return not (past and is_dictionary_form(form.removesuffix(rule.past) + rule.stem, code))


def _subjects(at: int, forms: Sequence[str], reading: Reading) -> set[str]:
    """Subjects of a verb, in small letters; or of the verb that it is an auxiliary of or coordinated with."""
    found: set[str] = set()
    verb, seen = at, set[int]()
    while verb >= 0 and verb not in seen and not found:
        seen.add(verb)
        found = {
            forms[i].lower()
            for i, (head, relation) in enumerate(zip(reading.heads, reading.relations, strict=True))
            if head == verb and relation in _SUBJECTS
        }
        goes_on = reading.relations[verb] in {"aux", "aux:pass", "cop", "conj"}
        verb = reading.heads[verb] if goes_on else -1
    return found

"""Words that make a report of speech together with a noun, from ``speech.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_toml
from quellenlage.records.layers import Act, Medium

FILE = "speech.toml"
_LISTS = (
    "light",
    "giving",
    "holding",
    "warding",
    "pointing",
    "opening",
    "reflexive",
    "answers",
    "refusing",
    "nominalised",
    "impersonal",
    "bodies_by",
    "addressed_by",
    "quoting",
    "passing",
    "relaying",
    "excluding",
    "own_limits",
    "telling",
    "accounts",
    "own_words",
    "sourced",
)
_GENDERS = frozenset({"m", "f"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Oblique:
    """What a verb of saying does to the noun behind a preposition: „droht mit“, „bittet um“."""

    lemma: str
    preposition: str
    act: Act
    medium: Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWords:
    """Words that report speech together with others; dictionary forms where not said otherwise.

    Attributes:
        obliques: By verb and preposition.
        light: Verbs that say nothing without their noun: „erhob Vorwürfe“.
        answers: Nouns; who gives none of them, by a verb of ``giving``, refuses to comment.
        holding: Verbs that doubt with a noun for a doubt: „hat Zweifel“.
        pointing: Pronouns, in small letters, that stand for what was said before: „Das bestätigte X“.
        opening: Forms of auxiliaries that open a main clause behind a clause of content, in small letters.
        reflexive: Pronouns, in small letters, that are no content of what is said.
        warding: Verbs that deny only an accusation behind their preposition.
        refusing: Verbs that deny an accusation that is their object, and only then.
        revealing: Verbs with the preposition in front of the source of which they tell: „geht aus … hervor“.
        persons_by_article: Articles of a noun for one person, with its gender.
        declined: Articles that no subject has, with the ending of the adjective behind them that tells it, or none.
        nominalised: Endings of adjectives that stand for a person.
        impersonal: Subjects that name nobody; ``bodies_by`` the prepositions of the body that speaks instead.
        addressed_by: Prepositions of somebody who is told.
        citing: Nouns with the preposition in front of those whom a medium cites: „unter Berufung auf“.
        quoting: Verbs whose object speaks.
        own_limits: Stems of words for what the narrator could not verify.
        relaying: Verbs by which a medium tells what it has from others.
        idle: Verbs of denial with endings of the nouns, ``^`` before whole ones, that they do not deny.
        unsaid: Verbs of saying with the preposition beside which they say nothing: „aus … ausschließen“.
        excluding: Verbs of denial that shut out whom they have for an object.
        telling: Ends of compounds, in small letters, whose front tells who says it: „Polizeiangaben“.
        accounts: Endings of nouns, in small letters, for what somebody has written or told: his who stands behind
            them in the genitive.
        own_words: Stems of „eigen“: „nach eigenen Angaben“ is what the subject of the sentence says.
        sourced: Verbs without a subject whose source stands behind a preposition: „verlautete aus Kreisen“.
        passing: Words that open a clause which passes on the main clause: „wie X berichtet“.
    """

    obliques: Mapping[tuple[str, str], Oblique] = field(default_factory=dict)
    light: frozenset[str] = frozenset()
    giving: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    warding: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    reflexive: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    revealing: Mapping[str, str] = field(default_factory=dict)
    persons_by_article: Mapping[str, str] = field(default_factory=dict)
    declined: Mapping[str, str] = field(default_factory=dict)
    nominalised: tuple[str, ...] = ()
    impersonal: frozenset[str] = frozenset()
    bodies_by: frozenset[str] = frozenset()
    addressed_by: frozenset[str] = frozenset()
    citing: Mapping[str, str] = field(default_factory=dict)
    quoting: frozenset[str] = frozenset()
    relaying: frozenset[str] = frozenset()
    own_limits: frozenset[str] = frozenset()
    passing: frozenset[str] = frozenset()
    idle: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsaid: Mapping[str, str] = field(default_factory=dict)
    excluding: frozenset[str] = frozenset()
    telling: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    sourced: frozenset[str] = frozenset()


def read_speech(path: Path, faults: Faults) -> SpeechWords:
    """The words of a language; none where its file says ``searched = false``.

    Args:
        path: Of ``speech.toml``.
        faults: Gets one entry for each list, table or row that is not what it should be.
    """
    table = read_toml(path, faults)
    if not table or table.get("searched") is False:
        return SpeechWords()
    lists = {key: _words(table, key, path, faults) for key in _LISTS}
    articles = _pairs(table, "persons_by_article", path, faults)
    for article, gender in articles.items():
        if gender not in _GENDERS:
            faults.add(path, f"persons_by_article.{article}", "m or f")
    return SpeechWords(
        obliques={(o.lemma, o.preposition): o for o in _obliques(table, path, faults)},
        revealing=_pairs(table, "revealing", path, faults),
        citing=_pairs(table, "citing", path, faults),
        idle=_endings(table, path, faults),
        unsaid=_pairs(table, "unsaid", path, faults),
        persons_by_article=articles,
        declined=_pairs(table, "declined", path, faults),
        nominalised=lists.pop("nominalised"),
        telling=lists.pop("telling"),
        accounts=lists.pop("accounts"),
        own_words=lists.pop("own_words"),
        **{key: frozenset(words) for key, words in lists.items()},
    )


def _words(table: Mapping[str, Any], key: str, path: Path, faults: Faults) -> tuple[str, ...]:
    items = table.get(key)
    if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
        faults.add(path, key, "a list of words")
        return ()
    return tuple(items)


def _endings(table: Mapping[str, Any], path: Path, faults: Faults) -> dict[str, tuple[str, ...]]:
    """The table ``[idle]``: a verb with its endings."""
    verbs = table.get("idle")
    if not isinstance(verbs, dict):
        faults.add(path, "idle", "a table of lists of words")
        return {}
    return {verb: _words(verbs, verb, path, faults) for verb in verbs}


def _pairs(table: Mapping[str, Any], key: str, path: Path, faults: Faults) -> dict[str, str]:
    items = table.get(key)
    if not isinstance(items, dict) or not all(isinstance(value, str) for value in items.values()):
        faults.add(path, key, "a table of words")
        return {}
    return dict(items)


def _obliques(table: Mapping[str, Any], path: Path, faults: Faults) -> list[Oblique]:
    """``[oblique.ACT]`` tables: a verb, with its prepositions; ``thought`` verbs stand in ``inner`` too."""
    found = []
    acts, inner = table.get("oblique"), set(_words(table, "inner", path, faults))
    for act, verbs in acts.items() if isinstance(acts, dict) else ():
        if act not in set(Act) or not isinstance(verbs, dict):
            faults.add(path, f"oblique.{act}", f"one of {', '.join(Act)}")
            continue
        for lemma in verbs:
            medium = Medium.THOUGHT if lemma in inner else Medium.SPEECH
            found += [
                Oblique(lemma=lemma, preposition=preposition, act=Act(act), medium=medium)
                for preposition in _words(verbs, lemma, path, faults)
            ]
    return found

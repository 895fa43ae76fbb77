"""The wording of one language, frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quellenlage.records.document import BlockType
from quellenlage.records.layers import Act, CreditRole, Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word of saying.

    Attributes:
        kind: verb, noun, preposition, postposition or adverb.
        negated: What it does with a negation beside it; None if the same.
        prefix: The separable prefix of the verb, or empty.
        forms: All forms, as they stand in text; several words joined by a blank.
    """

    lemma: str
    kind: str
    act: Act
    negated: Act | None
    medium: Medium
    prefix: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A word that says what a person is.

    Attributes:
        kind: honorific, office or occupation.
        person: m, f, n or any.
        suffix: Whether compounds that end so are titles too.
    """

    kind: str
    person: str
    suffix: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNoun:
    """The head noun of an actor without a name: ``kind`` is person, group or institution."""

    kind: str
    anonymous: bool
    suffix: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """Words that name events, each with the types it may name.

    Attributes:
        words: Verbs in small letters and nouns with a capital, in all their forms.
        compounds: Endings of nouns, in small letters.
        separable: Finite form to (prefix, type).
        phrases: First word to (all words, type), in small letters.
        excluded: Words that look alike and are no trigger of the type.
    """

    words: dict[str, tuple[str, ...]]
    compounds: dict[str, tuple[str, ...]]
    separable: dict[str, tuple[tuple[str, str], ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    excluded: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexRule:
    """One pattern of a time expression; templates are filled from the classes that matched."""

    name: str
    pattern: str
    type: str = "DATE"
    value: str = "XXXX"
    last: str = ""
    anchor: str = "publication"
    direction: str = ""
    unit: str = ""
    offset: str = ""
    mod: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexRules:
    """All time expressions of a language: ``classes`` maps forms to their meaning."""

    classes: dict[str, dict[str, str | int]]
    rules: tuple[TimexRule, ...]
    bound_since: frozenset[str]
    bound_until: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjunctive:
    """How the present subjunctive is told by its form; all in small letters.

    Attributes:
        forms: Irregular ones.
        ending: Of the others.
        infinitive: What makes an infinitive of such a form.
        past: Ending of a weak past, which may look like one.
        stem: Ending of the infinitive to such a past.
        first_person: Subjects whose indicative has the same form.
        addressed: Subjects that stand behind an imperative of the same form at the beginning of a sentence.
    """

    forms: frozenset[str]
    ending: str
    infinitive: str
    past: str
    stem: str
    first_person: frozenset[str]
    addressed: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """A line that is not the article, by its wording."""

    type: BlockType
    pattern: re.Pattern[str]
    section: BlockType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRule:
    """Which words of a line of furniture name a maker of the article: the group ``name``."""

    block: BlockType
    role: CreditRole
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything that a stage may know of one language.

    Attributes:
        code: ISO 639-1.
        quotation_marks: Opening and closing marks that belong together.
        cue_verbs: All forms of the verbs among the cues.
        title_suffixes: Titles that end compounds, in small letters; actor_suffixes likewise.
        comma_before_clause: Whether a clause of content, and a word of saying behind one, follow a comma.
        capitalised_nouns: Whether every noun is written with a capital.
        question_openers: Words that open an indirect question, which asserts nothing.
        subjunctive_rule: None where the form does not tell.
        dateline: The place of writing in front of the first sentence.
    """

    code: str
    name: str
    quotation_marks: tuple[tuple[str, str], ...]
    function_word_share: float
    comma_before_clause: bool
    capitalised_nouns: bool
    content_openers: frozenset[str]
    pronouns: dict[str, str]
    determiners: frozenset[str]
    place_prepositions: frozenset[str]
    fused_place_prepositions: frozenset[str]
    prepositions: frozenset[str]
    genitive_articles: frozenset[str]
    relative_pronouns: frozenset[str]
    joiners: frozenset[str]
    clause_openers: frozenset[str]
    agency_words: frozenset[str]
    indefinite: frozenset[str]
    name_particles: frozenset[str]
    articled_prepositions: frozenset[str]
    passive: frozenset[str]
    auxiliaries: frozenset[str]
    accusations: frozenset[str]
    rebuttals: frozenset[str]
    deictic: frozenset[str]
    relations: dict[str, str]
    infinitive: re.Pattern[str] | None
    genitive: tuple[str, ...]
    adjective: tuple[str, ...]
    title_endings: tuple[str, ...]
    abbreviations: frozenset[str]
    function_words: frozenset[str]
    common_nouns: frozenset[str]
    subjunctive: frozenset[str]
    negation: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    cues: tuple[Cue, ...]
    cue_verbs: frozenset[str]
    denial_phrases: tuple[tuple[tuple[str, ...], Act], ...]
    titles: dict[str, Title]
    actors: dict[str, ActorNoun]
    title_suffixes: tuple[str, ...]
    actor_suffixes: tuple[str, ...]
    triggers: Triggers
    timex: TimexRules
    furniture: tuple[FurnitureRule, ...]
    credits: tuple[CreditRule, ...]
    anniversaries: frozenset[str]
    conditions: frozenset[str]
    hedges: frozenset[str]
    dateline: re.Pattern[str] | None
    subjunctive_rule: Subjunctive | None = None
    question_openers: frozenset[str] = frozenset()

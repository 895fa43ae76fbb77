"""The wording of one language, frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quellenlage.lang.caveat_words import CaveatWords
from quellenlage.lang.certainty import Certainty
from quellenlage.lang.claims import ClaimWords
from quellenlage.lang.comparison import Comparison
from quellenlage.lang.contrast_words import Contrasts
from quellenlage.lang.coreference import Coreference
from quellenlage.lang.identity import IdentityWords
from quellenlage.lang.lead_words import LeadWords
from quellenlage.lang.line_words import LineWords
from quellenlage.lang.people import ActorNoun, Title
from quellenlage.lang.quantity_words import QuantityWords
from quellenlage.lang.reports import ContentActs, PassingOn
from quellenlage.lang.speech import SpeechWords
from quellenlage.lang.transfers import TransferWords
from quellenlage.lang.triggers import Triggers
from quellenlage.records.document import BlockType
from quellenlage.records.layers import Act, Medium

_ENDING = 4  # letters; a shorter word ends no compound that is a title


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
    bound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexRules:
    """All time expressions of a language: ``classes`` maps forms to their meaning, ``shapes`` names to patterns."""

    classes: dict[str, dict[str, str | int]]
    shapes: dict[str, str]
    rules: tuple[TimexRule, ...]
    bound_since: frozenset[str]
    bound_until: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjunctive:
    """How the present subjunctive is told by its form; all in small letters.

    Attributes:
        forms: Irregular ones.
        shared: Those of them that the first person of the indicative has too.
        ending: Of the others.
        infinitive: What makes an infinitive of such a form.
        past: Ending of a weak past, which may look like one.
        stem: Ending of the infinitive to such a past.
        first_person: Subjects whose indicative has the same form.
        addressed: Subjects that stand behind an imperative of the same form at the beginning of a sentence.
        substitutes: Forms of the past subjunctive that stand in for a present one that looks like the indicative.
        set_phrases: Phrases that report nothing.
    """

    forms: frozenset[str]
    shared: frozenset[str]
    ending: str
    infinitive: str
    past: str
    stem: str
    first_person: frozenset[str]
    addressed: frozenset[str]
    substitutes: frozenset[str]
    set_phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """A line that is not the article, by its wording."""

    type: BlockType
    pattern: re.Pattern[str]
    section: BlockType | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRule:
    """Words that name makers of the article.

    Attributes:
        pattern: Its groups say what they hold: a role, or one of ``lang/credits.SORTS``.
        place: ``line`` the whole line, ``next`` it and the one behind it, ``start`` or ``end`` of it, ``inside`` it.
        zone: ``first`` lines of the page; its ``top``, down to the second paragraph; ``near`` the first paragraph; its
            ``bottom``, from the last paragraph but one on; the ``last`` lines; or ``any``.
        blocks: Types of lines where it holds; none means all but captions.
        spare: It counts only where no other rule finds anybody of that role.
    """

    pattern: re.Pattern[str]
    place: str = "line"
    zone: str = "any"
    blocks: frozenset[BlockType] = frozenset()
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRules:
    """How a language names the makers of an article.

    Attributes:
        joiners: What stands between two names.
        fronts: What stands in front of a name and is no part of it; ``ends`` behind it.
        person: The form of a person's name; ``medium`` that of a paper or magazine which is not in the kb.
        day: A part of a list that is no name but the day.
        nobody: Folded words that stand in place of a name and name nobody.
        told: What stands right before a medium to whom somebody says something; ``own`` if he speaks for it.
        interview: The same where the words call it an interview.
    """

    rules: tuple[CreditRule, ...] = ()
    joiners: re.Pattern[str] | None = None
    fronts: re.Pattern[str] | None = None
    ends: re.Pattern[str] | None = None
    person: re.Pattern[str] | None = None
    medium: re.Pattern[str] | None = None
    day: re.Pattern[str] | None = None
    nobody: frozenset[str] = frozenset()
    told: re.Pattern[str] | None = None
    own: re.Pattern[str] | None = None
    interview: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceWording:
    """Words that betray a translation or a careless copy; all in small letters.

    Attributes:
        ends: What no longer word ends in, unless it is a noun.
        noun_ends: What no longer noun ends in.
        begins: What no longer word begins with.
        gendered: Endings that make a word fit for all genders.
        attributive: Endings of adjectives in front of a noun.
        loans: Foreign words that are at home in the language.
        phrases: Foreign phrases that are.
        dictionaries: Codes of the languages that are asked about words that the language does not know.
        foreign: Foreign function words.
        telling: Those that are enough alone.
        shared: Function words of several languages at once.
        leftovers: Content of a square bracket that holds nothing to read.
        round_leftovers: The same in round brackets, which hold references of publishers as well.
        captions: Content of a bracket that names a picture.
        remarks: Content of a bracket in which a translator or a foreign page speaks.
    """

    ends: frozenset[str]
    noun_ends: frozenset[str]
    begins: frozenset[str]
    gendered: frozenset[str]
    attributive: frozenset[str]
    loans: frozenset[str]
    phrases: frozenset[str]
    dictionaries: frozenset[str]
    foreign: frozenset[str]
    telling: frozenset[str]
    shared: frozenset[str]
    leftovers: re.Pattern[str]
    round_leftovers: re.Pattern[str]
    captions: re.Pattern[str]
    remarks: re.Pattern[str]


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
        accusative: Ending of singular articles in the accusative, where the object may stand in front of the verb.
        question_openers: Words that open an indirect question, which asserts nothing.
        demonym: Last letters of a word for people and the endings that it may take.
        own_letters: Letters with marks that are no accents.
        respelled: Letters and what stands for them elsewhere.
        officials: Endings of nouns for those who speak and act for a state, in small letters.
        passing_on: None where nobody is known to pass words on.
        caveat_words: None where no limits of knowledge are looked for.
        lead_words: None where no cited originals are looked for.
        quantity_words: None where no amounts are looked for.
        content_acts: None where the content tells nothing of an act.
        verb_lemmas: Forms of verbs whose lemma the dictionary gets wrong, with the right one.
        verb_endings: Endings of verbs that the dictionary does not know, with that of the infinitive.
        subjunctive_rule: None where the form does not tell.
        dateline: The place of writing in front of the first sentence.
        traces: None where no traces of translation are looked for.
        coreference: Words that stand for what is named elsewhere.
        identity: Words by which people are told apart and recognised.
        line_words: How much likelier words make each type of line of a page.
        comparison: Words that matter when wordings are compared.
        contrasts: Words that exclude one another there.
        notes: Template of a finding by its name; its slots are passages and names.
        claims: None where no claims are gathered.
        transfers: None where nothing is looked for that passes from one to another.
    """

    code: str
    name: str
    quotation_marks: tuple[tuple[str, str], ...]
    function_word_share: float
    comma_before_clause: bool
    capitalised_nouns: bool
    accusative: str
    content_openers: frozenset[str]
    pronouns: dict[str, str]
    possessives: dict[str, str]
    determiners: frozenset[str]
    place_prepositions: frozenset[str]
    fused_place_prepositions: frozenset[str]
    prepositions: frozenset[str]
    genitive_articles: frozenset[str]
    plural_articles: frozenset[str]
    relative_pronouns: frozenset[str]
    demonstratives: frozenset[str]
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
    former_titles: frozenset[str]
    other_titles: frozenset[str]
    state_prefixes: frozenset[str]
    beginnings: frozenset[str]
    afterwards: frozenset[str]
    during: frozenset[str]
    wars: frozenset[str]
    comparisons: frozenset[str]
    time_prepositions: frozenset[str]
    officials: frozenset[str]
    place_nouns: frozenset[str]
    relations: dict[str, str]
    office_titles: dict[str, str]
    infinitive: re.Pattern[str] | None
    genitive: tuple[str, ...]
    adjective: tuple[str, ...]
    demonym: tuple[tuple[str, tuple[str, ...]], ...]
    own_letters: str
    respelled: tuple[tuple[str, str], ...]
    title_endings: tuple[str, ...]
    abbreviations: frozenset[str]
    function_words: frozenset[str]
    common_nouns: frozenset[str]
    subjunctive: frozenset[str]
    negation: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    perfect: frozenset[str]
    future_auxiliaries: frozenset[str]
    planning: frozenset[str]
    cues: tuple[Cue, ...]
    cue_verbs: frozenset[str]
    cue_lemmas: frozenset[str]
    questions: frozenset[str]
    denial_phrases: tuple[tuple[tuple[str, ...], Act], ...]
    titles: dict[str, Title]
    actors: dict[str, ActorNoun]
    title_suffixes: tuple[str, ...]
    actor_suffixes: tuple[str, ...]
    triggers: Triggers
    timex: TimexRules
    furniture: tuple[FurnitureRule, ...]
    credits: CreditRules
    anniversaries: frozenset[str]
    conditions: frozenset[str]
    hedges: frozenset[str]
    dateline: re.Pattern[str] | None
    subjunctive_rule: Subjunctive | None = None
    verb_lemmas: tuple[tuple[str, str], ...] = ()
    verb_endings: tuple[tuple[str, str], ...] = ()
    question_openers: frozenset[str] = frozenset()
    line_words: LineWords = field(default_factory=LineWords)
    traces: TraceWording | None = None
    content_acts: ContentActs | None = None
    passing_on: PassingOn | None = None
    quantity_words: QuantityWords | None = None
    comparison: Comparison | None = None
    contrasts: Contrasts | None = None
    notes: dict[str, str] = field(default_factory=dict)
    certainty: Certainty = field(default_factory=Certainty)
    transfers: TransferWords | None = None
    claims: ClaimWords | None = None
    coreference: Coreference = field(default_factory=Coreference)
    speech: SpeechWords = field(default_factory=SpeechWords)
    identity: IdentityWords = field(default_factory=IdentityWords)
    caveat_words: CaveatWords | None = None
    lead_words: LeadWords | None = None

    def title_of(self, form: str) -> Title | None:
        """The title that a word is, behind a hyphen or as the end of a compound too („Vizekanzlerin“)."""
        known = self.titles.get(form) or self.titles.get(form.rpartition("-")[2])
        if known is not None or not form[1:].lower().endswith(self.title_suffixes):
            return known
        ends = (self.titles.get(form[at:].capitalize()) for at in range(1, len(form) - _ENDING))
        return next(filter(None, ends), None)

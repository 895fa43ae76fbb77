"""What the stages of one article find. Every span counts in ``Document.text``; every layer is sorted by span."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.dates.anchor import Direction, Symbolic
from quellenlage.dates.interval import DayInterval
from quellenlage.records.claim import Proposition
from quellenlage.records.clue import Clue as Clue
from quellenlage.records.correction import Outcome
from quellenlage.records.document import Document
from quellenlage.records.limits import Caveat as Caveat
from quellenlage.records.limits import CaveatType as CaveatType
from quellenlage.records.limits import Lead as Lead
from quellenlage.records.limits import LeadKind as LeadKind
from quellenlage.records.limits import Quantity as Quantity
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.records.transfer import Transfer
from quellenlage.records.wording import Wording
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence.

    Attributes:
        tokens: Words and signs, in order; white space belongs to none.
        block: Index in ``Document.blocks``.
    """

    span: Span
    tokens: tuple[Span, ...]
    block: int
    by: By


class EntityType(StrEnum):
    """Source: ACE entity types, with materiel and law of our own (DESIGN)."""

    PER = "PER"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    FAC = "FAC"
    MAT = "MAT"
    LAW = "LAW"
    EVT = "EVT"
    MISC = "MISC"


class MentionForm(StrEnum):
    """Source: ACE mention levels NAM, NOM, PRO."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor, a place or a thing.

    Attributes:
        name: The words without title, article and inflection: what is compared and shown.
        candidates: Ids in the kb that bear this name, all of them.
        title: Words before the name that say what the person is, or None.
        anonymous: An actor that the text does not name.
        derived: An adjective or a word for the inhabitants, made from the name.
        office: A key of the title: its last word without hyphen and ending; empty without a title.
        bare: A title with nothing but its article, in the singular: one person known from the text.
        person: ``m``, ``f``, ``n`` or ``pl`` where the words tell; empty if not.
    """

    span: Span
    type: EntityType
    form: MentionForm
    name: str
    by: By
    candidates: tuple[str, ...] = ()
    title: Span | None = None
    anonymous: bool = False
    derived: bool = False
    office: str = ""
    bare: bool = False
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whom words may mean: the span of a mention, and a score from 0 to 1."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words that stand for somebody or something that other words of the article name.

    Attributes:
        span: The pronoun, or the noun with its article; that of a nominal mention where it is one.
        antecedents: Spans of the mentions that are meant, several for a group; none where it stays open.
        candidates: The likeliest first, those that were not chosen too.
        person: ``m``, ``f``, ``n`` or ``pl`` where the words tell; empty if not.
    """

    span: Span
    form: MentionForm
    antecedents: tuple[Span, ...]
    by: By
    candidates: tuple[Candidate, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression with its symbolic value.

    Attributes:
        told: Which way the verb looks whose adverbial it is; None where it belongs to a noun, or no fact is told.
    """

    span: Span
    symbolic: Symbolic
    by: By
    told: Direction | None = None


class CreditRole(StrEnum):
    """What somebody had to do with the article."""

    PUBLISHER = "publisher"
    ORIGINAL = "original"
    AGENCY = "agency"
    AUTHOR = "author"
    TRANSLATOR = "translator"


class Basis(StrEnum):
    """How it is known."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who made the article, or had it first.

    Attributes:
        span: Where it stands; counts in the *source*, as credits stand in furniture. None if that is outside the text.
        name: As it stands there, without what is no part of it.
        entity: Id in the kb; None for people, for what is not known, and where several bear the name.
    """

    span: Span | None
    name: str
    role: CreditRole
    by: By
    basis: Basis = Basis.STATED
    entity: str | None = None


class QuotationType(StrEnum):
    """Source: Petersen-Frey and Biemann (2024), after the Redewiedergabe corpus."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    FREE_INDIRECT = "freeIndirect"
    INDIRECT_FREE_INDIRECT = "indirectFreeIndirect"
    REPORTED = "reported"


class Medium(StrEnum):
    """Source: Petersen-Frey and Biemann (2024); S, T, W mixed where the words leave it open."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"
    SW = "SW"
    ST = "ST"
    TW = "TW"


class Act(StrEnum):
    """What somebody does by saying it."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    CONFIRMS = "confirms"
    PROMISES = "promises"
    DEMANDS = "demands"
    THREATENS = "threatens"
    EXPECTS = "expects"
    ASKS = "asks"
    NO_COMMENT = "no_comment"


# Acts that a reader looks for first, and that are kept even where nobody is found who performs them.
OBJECTIONS = frozenset({Act.DENIES, Act.DOUBTS, Act.NO_COMMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """Who passes the words on: ``kind`` is medium, agency, spokesperson or unnamed."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Something that somebody is reported to have said.

    Attributes:
        quotes: What was said, without marks and final punctuation; more than one if a cue interrupts it.
        cues: The word of saying and its separated prefix.
        voice: The words for the speaker in this sentence, a pronoun too.
        speakers: Spans of the mentions that are meant.
        frame: The clause that holds cue and speaker, without the quote.
        addressee: The mention of who is told.
        day: The time expression for when it was said.
        report: Of reported speech the clause in which it is told, with its matter, the quote.
    """

    quotes: tuple[Span, ...]
    type: QuotationType
    medium: Medium
    act: Act
    by: By
    cues: tuple[Span, ...] = ()
    voice: Span | None = None
    speakers: tuple[Span, ...] = ()
    frame: Span | None = None
    via: tuple[Via, ...] = ()
    report: Span | None = None
    addressee: Span | None = None
    day: Span | None = None

    @property
    def span(self) -> Span:
        """From the first to the last quoted word."""
        return Span(self.quotes[0].start, self.quotes[-1].end)


class Phase(StrEnum):
    """How far an event has come, as told."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    ANNOUNCED = "announced"
    INVITED = "invited"
    CONDITIONAL = "conditional"
    ATTEMPTED = "attempted"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Factuality(StrEnum):
    """Source: FactBank (Sauri and Pustejovsky 2009)."""

    CT_PLUS = "CT+"
    PR_PLUS = "PR+"
    PS_PLUS = "PS+"
    CT_MINUS = "CT-"
    PR_MINUS = "PR-"
    PS_MINUS = "PS-"
    CT_U = "CTu"
    UU = "Uu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part, by the span of a mention, in which role of the event type."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """How sure one source is of an event: by the span of a mention or of the words for him, None for the narrator."""

    source: Span | None
    value: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as one sentence tells it.

    Attributes:
        span: The trigger.
        type: Name of a type of the ontology.
        place: Span of a mention.
        time: Span of a time expression.
        sentence: Index in the layer of sentences.
        sources: Spans of the mentions of those who say so; none if it is the narrator.
        fillers: Who or what fills a role and is no mention with a name: things, people without a name.
        presupposed: Whether it is a noun under a word that takes the event for granted („nach dem Besuch“).
        attitudes: Of the narrator, then of the speakers from the outermost to the innermost; empty without a tree.
        word: Dictionary form of the trigger in small letters; empty without a tree.
        definite: Whether it is a noun with a definite article, a possessive or a demonstrative („das Feuer“).
        fresh: Whether a finite verb of the title or the first sentences tells it, without a day, as news.
        other: Whether an adjective tells it from the event in question („die frühere Reise“).
        habitual: Whether it is told as what takes place at times, and not as one event („sie reist selten“).
        days: Those that a person has laid down; None where the words tell.
        is_given: Whether a person has added it: then it is a row, however little is told.
    """

    span: Span
    type: str
    participants: tuple[Participant, ...]
    phase: Phase
    factuality: Factuality
    sentence: int
    by: By
    sources: tuple[Span, ...] = ()
    place: Span | None = None
    time: Span | None = None
    fillers: tuple[Participant, ...] = ()
    attitudes: tuple[Attitude, ...] = ()
    presupposed: bool = False
    word: str = ""
    definite: bool = False
    fresh: bool = False
    other: bool = False
    habitual: bool = False
    days: DayInterval | None = None
    is_given: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """All layers of one article; a stage reads those before it and fills one.

    Attributes:
        captures: Dates of lines that were cut; unlike in other layers, their spans count in the source.
    """

    sentences: tuple[Sentence, ...] = ()
    parses: tuple[Parse, ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    credits: tuple[Credit, ...] = ()
    references: tuple[Reference, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    leads: tuple[Lead, ...] = ()
    clues: tuple[Clue, ...] = ()
    wordings: tuple[Wording, ...] = ()
    captures: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What compiling one article gives: a pure function of its bytes, the world and what was corrected in it.

    Attributes:
        outcomes: What became of the corrections that act on layers of this article, by id.
    """

    document: Document
    found: Layers
    outcomes: tuple[Outcome, ...] = ()

"""What one article tells of each name of a person: gender, roles, states, generation, and the setting it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from quellenlage.link.entity.people import country_of
from quellenlage.records.document import BlockType
from quellenlage.records.layers import Analysis, Mention, MentionForm
from quellenlage.records.layers import EntityType as Type
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World

# Behind a name so many characters are read for a mark of the generation or an apposition.
_BEHIND = 16
# A word of the setting has so many letters, one that is written small so many, an abbreviation so many capitals.
_WORD, _VERB, _SHORT = 4, 6, 3
# Endings of inflection, cut from words of the setting.
_ENDINGS = "enrsm"
# Lines that may be the name of a column: what stands in them joins no two articles.
_HEADS = frozenset({BlockType.TITLE, BlockType.HEADING})
# The rule of references that join a name and an actor beside it.
BESIDE = "beside the name"


@dataclass(slots=True, kw_only=True)
class Bearer:
    """A name of a person in one article; names that sound alike there are one.

    Attributes:
        name: By :func:`fold_sounds`, with the generation behind a slash where it is told.
        known: Id in the kb, or empty.
        starts: Places, in order.
        full: Whether it has more than one word.
        surname: Its last word, with all parts of a double surname.
        roles: Stems of titles before and beside the name.
        genders: m, f; both where the article contradicts itself.
        countries: Ids of states by which the titles are told.
    """

    article: str
    name: str
    full: bool
    surname: str = ""
    known: str = ""
    starts: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name without the generation."""
        return tuple(self.name.partition("/")[0].split())


def is_person_name(mention: Mention) -> bool:
    """Whether it is the name of a person."""
    return mention.type is Type.PER and mention.form is MentionForm.NAME


def bearer_name(mention: Mention, analysis: Analysis, world: World) -> str:
    """The key of a name within its article."""
    sounds = fold_sounds(mention.name)
    told = world.language.identity.generations.get(_behind(mention, analysis).partition(".")[0].lower(), "")
    return f"{sounds}/{told}" if told and is_full(mention) else sounds


def is_full(mention: Mention) -> bool:
    """Whether a name has a given name: a double surname („Müller-Rath“) is one word."""
    return len(mention.name.split()) > 1


def bearers_of(analysis: Analysis, world: World) -> dict[str, Bearer]:
    """All names of persons of an article by their keys, in order of their first place."""
    found: dict[str, Bearer] = {}
    beside = _beside(analysis)
    for mention in analysis.found.mentions:
        if not is_person_name(mention):
            continue
        name = bearer_name(mention, analysis, world)
        surname = fold_sounds(mention.name.split()[-1])
        bearer = found.setdefault(
            name, Bearer(article=analysis.document.id, name=name, full=is_full(mention), surname=surname)
        )
        bearer.starts.append(mention.span.start)
        bearer.known = bearer.known or next(iter(mention.candidates), "")
        bearer.roles |= roles_of(mention, analysis, world)
        bearer.genders |= genders_of(mention, analysis, world)
        bearer.countries |= {country_of(mention, analysis)} - {""}
        for other in beside.get(mention.span, ()):
            bearer.roles |= {world.language.coreference.title(other.name)} if other.name else set()
            bearer.genders |= {other.person} & {"m", "f"}
            bearer.countries |= {country_of(other, analysis)} - {""}
    return found


def roles_of(mention: Mention, analysis: Analysis, world: World) -> set[str]:
    """Stems of the titles before a name; forms of address and degrees are no roles."""
    titles = ((word, world.language.title_of(word)) for word in _title_words(mention, analysis))
    told = (word for word, title in titles if title is None or title.kind != "honorific")
    return {world.language.coreference.title(word) for word in told} - {""}


def _title_words(mention: Mention, analysis: Analysis) -> list[str]:
    return mention.title.of(analysis.document.text).split() if mention.title else []


def genders_of(mention: Mention, analysis: Analysis, world: World) -> set[str]:
    """The gender that title or given name tell, else the article of an apposition behind („X, die Witwe“).

    A surname alone is no given name, though many are one too („Faisal“).
    """
    titles = (world.language.title_of(word) for word in _title_words(mention, analysis))
    by_title = any(title is not None and title.person == mention.person for title in titles)
    if mention.person in ("m", "f") and (by_title or is_full(mention)):
        return {mention.person}
    text = analysis.document.text
    if text[mention.span.end : mention.span.end + 2] != ", " or _is_joined(mention, analysis, world):
        return set()
    return {world.language.identity.appositive.get(_behind(mention, analysis), "")} - {""}


def _is_joined(mention: Mention, analysis: Analysis, world: World) -> bool:
    """Whether another stands before it: the article behind both may be a plural."""
    before = analysis.document.text[max(0, mention.span.start - _BEHIND) : mention.span.start].split()
    return bool(before) and before[-1] in world.language.coreference.joining


def _behind(mention: Mention, analysis: Analysis) -> str:
    words = analysis.document.text[mention.span.end : mention.span.end + _BEHIND].lstrip(", ").split()
    return words[0].rstrip(",;:)") if words else ""


def _beside(analysis: Analysis) -> dict[Span, list[Mention]]:
    """Spans of names to the actors beside them that are the same person."""
    nominal = {m.span: m for m in analysis.found.mentions if m.form is MentionForm.NOMINAL}
    found: dict[Span, list[Mention]] = {}
    for reference in analysis.found.references:
        if reference.by.rule == BESIDE and reference.span in nominal:
            found.setdefault(reference.antecedents[0], []).append(nominal[reference.span])
    return found


def setting_of(analysis: Analysis, world: World) -> frozenset[str]:
    """What an article is about beside persons: individuals of the kb, states of capitals, words without endings."""
    mentions = analysis.found.mentions
    ids = {m.candidates[0] for m in mentions if m.candidates and m.type is not Type.PER}
    capitals = world.kb.capitals
    taken = Mask(len(analysis.document.text), (m.span for m in mentions if is_person_name(m)))
    taken.take(timex.span for timex in analysis.found.timexes)
    return frozenset(ids | {capitals[i] for i in ids if i in capitals} | set(_words(analysis, taken, world)))


def _words(analysis: Analysis, taken: Mask, world: World) -> Iterator[str]:
    """Words that tell something, without endings; words of saying stand in every article."""
    language, blocks = world.language, analysis.document.blocks
    empty = language.function_words | language.cue_verbs | language.past | language.future | language.auxiliaries
    for sentence in analysis.found.sentences:
        if blocks and blocks[sentence.block].type in _HEADS:
            continue
        for token in sentence.tokens:
            form = token.of(analysis.document.text)
            if form.lower() in empty or taken.touches(token):
                continue
            for part in form.split("-"):
                if len(part) >= (_WORD if part[:1].isupper() else _VERB) or (len(part) >= _SHORT and part.isupper()):
                    folded = fold(part)
                    yield folded.rstrip(_ENDINGS) if len(folded.rstrip(_ENDINGS)) >= _SHORT else folded

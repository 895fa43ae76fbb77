"""Where the reading of one document stands: who spoke last, and whom words for a speaker mean by that."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from quellenlage.analyse.quotation.cues import Found
from quellenlage.analyse.quotation.free import subject_of
from quellenlage.analyse.quotation.speakers import Voice
from quellenlage.records.document import Document
from quellenlage.records.layers import Act, EntityType, Layers, Mention, MentionForm, Quotation, Sentence, Via
from quellenlage.text.span import Span
from quellenlage.world import World

# Who spoke so many sentences ago may still be speaking (set by hand).
_SPOKE_LAST = 2


@dataclass(slots=True)
class Reading:
    """Where the reading of one document stands: who spoke last, and in which sentence.

    Attributes:
        persons: Those by name, by the index of the sentence.
        opened: The word of saying in front of words in marks that go on in the next sentence, by where they begin.
        read: What the model is sure of, by the sentence in which somebody speaks; the last one of each.
    """

    document: Document
    world: World
    found: Layers
    mentions_of: dict[int, list[Mention]]
    persons: dict[int, list[Mention]]
    read: dict[int, Quotation] = field(default_factory=dict)
    voice: Voice | None = None
    cues: tuple[Span, ...] = ()
    act: Act = Act.ASSERTS
    said_in: int = -9
    quotations: list[Quotation] = field(default_factory=list)
    opened: dict[int, Heard] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    """A word of saying with its speaker and those who pass it on."""

    found: Found
    voice: Voice | None
    via: tuple[Via, ...]


def understood(voice: Voice | None, index: int, reading: Reading) -> Voice | None:
    """The voice with the mentions that a pronoun means: who was named since somebody spoke, else who spoke last."""
    if voice is None or voice.mentions or not voice.pronoun:
        return voice
    spoke_last = reading.voice and index - reading.said_in <= 2 and _agrees(reading.voice.mentions, voice.pronoun)
    for back in (index, index - 1, index - 2):
        if reading.voice and spoke_last and back <= reading.said_in:
            return Voice(voice.span, reading.voice.mentions, voice.pronoun)
        persons = reading.persons.get(back, ())
        before = bisect_right(persons, voice.span.start, key=lambda m: m.span.end)
        if before:
            named = (persons[before - 1],)
            return Voice(voice.span, named, voice.pronoun) if _agrees(named, voice.pronoun) else voice
    return voice


def is_person(mention: Mention) -> bool:
    """Whether a mention is the name of a person."""
    return mention.type is EntityType.PER and mention.form is MentionForm.NAME


def _agrees(mentions: tuple[Mention, ...], pronoun: str) -> bool:
    if len(mentions) != 1 or mentions[0].type is not EntityType.PER:
        return False
    return mentions[0].person in ("", pronoun)


def voice_before(index: int, sentence: Sentence, reading: Reading) -> Voice | None:
    """The subject of the sentence before in the same block; else who spoke last, if that is not long ago."""
    near = index and reading.found.sentences[index - 1].block == sentence.block
    if near and index - reading.said_in != 1:
        actor = subject_of(reading.found.parses[index - 1], reading.mentions_of.get(index - 1, ()))
        if actor:
            return Voice(actor.span, (actor,), actor.person)
    return reading.voice if index - reading.said_in <= _SPOKE_LAST else None


def remember(index: int, said: list[Quotation], main: tuple[Found, Voice | None] | None, reading: Reading) -> None:
    """Who speaks in a sentence is the last speaker."""
    if main and main[1] and main[1].mentions:
        reading.voice, reading.act = main[1], Act.ASSERTS
    elif not any(q.speakers for q in said):
        reading.voice = None
    elif main is None:
        _remember_said(index, said[0], reading)
    reading.said_in = index


def _remember_said(index: int, said: Quotation, reading: Reading) -> None:
    """Who speaks by a phrase or a noun, if that one stands in the sentence."""
    mentions = tuple(m for m in reading.mentions_of.get(index, ()) if m.span in said.speakers)
    if mentions and said.voice:
        reading.voice, reading.act = Voice(said.voice, mentions), Act.ASSERTS


def remember_read(index: int, reading: Reading) -> None:
    """Who speaks here by the model is the last speaker; a pronoun leaves the one who was."""
    read = reading.read.get(index)
    if read is None:
        return
    mentions = tuple(m for m in reading.mentions_of.get(index, ()) if m.span in read.speakers)
    if read.voice and mentions:
        reading.voice, reading.act = Voice(read.voice, mentions), Act.ASSERTS
    if mentions or (read.voice and read.voice.of(reading.document.text).lower() in reading.world.language.pronouns):
        reading.said_in = index

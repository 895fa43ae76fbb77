"""Joins marks, cues, contents and speakers to quotations, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from quellenlage.analyse.quotation.acts import refine_acts, without_echoes
from quellenlage.analyse.quotation.chain import with_chain
from quellenlage.analyse.quotation.contents import Content, content_spans, find_content, is_tail
from quellenlage.analyse.quotation.cues import Found, find_cues
from quellenlage.analyse.quotation.free import is_reported, report, subject_of
from quellenlage.analyse.quotation.grammar import find_voices, hints_of, objects_of, passives_of
from quellenlage.analyse.quotation.meant import with_meant
from quellenlage.analyse.quotation.phrases import find_by_phrase
from quellenlage.analyse.quotation.pronouns import find_by_pronoun
from quellenlage.analyse.quotation.read import find_read, join_readings, spoken_in
from quellenlage.analyse.quotation.speakers import Scene, Voice, make_scene
from quellenlage.records.document import Document
from quellenlage.records.layers import (
    OBJECTIONS,
    Act,
    EntityType,
    Layers,
    Medium,
    Mention,
    MentionForm,
    Quotation,
    QuotationType,
    Sentence,
    Via,
)
from quellenlage.records.provenance import By
from quellenlage.text.marks import Marked, find_marked
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# A quoted piece inside a sentence counts from this many words on; a single word is a scare quote more often.
_MIN_PIECE = 2
# Longer stretches than this are no names, whatever their capitals.
_MAX_NAME_WORDS = 3
# Who spoke so many sentences ago may still be speaking (set by hand).
_SPOKE_LAST = 2
_PASSING_ON = ("preposition", "postposition", "adverb")


@dataclass(slots=True)
class _Reading:
    """Where the reading of one document stands: who spoke last, and in which sentence.

    Attributes:
        persons: Those by name, by the index of the sentence.
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


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word of saying with its speaker and those who pass it on."""

    found: Found
    voice: Voice | None
    via: tuple[Via, ...]


def find_quotations(document: Document, found: Layers, world: World) -> tuple[Quotation, ...]:
    """Find what is said, by whom, and with which word of saying.

    Args:
        document: Cleaned.
        found: Needs ``sentences`` and ``mentions``; reads ``parses`` if there are any.
        world: Quotation marks, cues, subjunctive forms and phrases of denial of the language.

    Returns:
        Sorted by span. Quoted words without a word of saying near them are left out as scare quotes,
        titles or names, unless whole sentences stand in marks.

    Source:
        Types: Petersen-Frey and Biemann (2024). Order of steps: Citron (Newell et al. 2018).
    """
    heard = find_read(found, document.text, world.language)
    mentions_of = _by_sentence(found)
    persons = {index: [m for m in mentions if _is_person(m)] for index, mentions in mentions_of.items()}
    reading = _Reading(document, world, found, mentions_of, persons, spoken_in(heard, found))
    marks: dict[int, tuple[Marked, ...]] = {}
    for index, sentence in enumerate(found.sentences):
        if sentence.block not in marks:
            clean = document.blocks[sentence.block].clean or Span(0, 0)
            marks[sentence.block] = find_marked(document.text, clean, world.language.quotation_marks)
        _read_sentence(index, sentence, marks[sentence.block], reading)
    said = join_readings(reading.quotations, heard, len(document.text))
    unique = {(q.quotes, q.type): q for q in reversed(said)}
    ordered = sorted(unique.values(), key=lambda q: (q.span, q.type))
    known = tuple(with_meant(tuple(_with_next_speaker(ordered, document)), found, document.text, world.language))
    chained = tuple(with_chain(known, found, document.text, world))
    refined = refine_acts(chained, found, document.text, world.language)
    return tuple(without_echoes(refined, len(document.text)))


def _with_next_speaker(ordered: list[Quotation], document: Document) -> Iterator[Quotation]:
    """Words in marks without a speaker belong to those that follow without a word between them."""
    for at, quotation in enumerate(ordered):
        after = ordered[at + 1] if at + 1 < len(ordered) else None
        alone = quotation.type is QuotationType.DIRECT and not quotation.speakers and not quotation.cues
        if alone and after is not None and after.speakers and after.type is QuotationType.DIRECT:
            between = document.text[quotation.span.end : after.span.start]
            if "\n" not in between and not any(c.isalnum() for c in between):
                quotation = replace(quotation, speakers=after.speakers, by=By("goes on in the next quotation"))
        yield quotation


def _by_sentence(found: Layers) -> dict[int, list[Mention]]:
    """Mentions by the index of the sentence in which they stand."""
    table: dict[int, list[Mention]] = {}
    at = 0
    for mention in found.mentions:
        while at + 1 < len(found.sentences) and mention.span.start >= found.sentences[at].span.end:
            at += 1
        table.setdefault(at, []).append(mention)
    return table


def _read_sentence(index: int, sentence: Sentence, marks: tuple[Marked, ...], reading: _Reading) -> None:
    text, language = reading.document.text, reading.world.language
    here = tuple(m for m in marks if m.outer.overlaps(sentence.span))
    outside = _outside(sentence, here)
    mentions = tuple(reading.mentions_of.get(index, ()))
    parse = reading.found.parses[index] if reading.found.parses else None
    scene = make_scene(sentence, text, mentions, outside, language)
    scene = replace(scene, objects=objects_of(parse, sentence)) if parse else scene
    cues = find_cues(sentence, text, language, outside, hints_of(parse, text, language.negation) if parse else None)
    heard = [(cue, _understood(voice, index, reading)) for cue, voice in find_voices(cues, scene, parse)]
    verb = next(((c, v) for c, v in heard if c.cue.kind == "verb" and v), None)
    source = next(((c, v) for c, v in heard if c.cue.kind in _PASSING_ON and v), None)
    main = verb or source
    via = _via(source, reading) if verb and source else ()
    chosen = _Heard(main[0], main[1], via) if main else None
    said = [
        *_direct(index, here, chosen, sentence, reading),
        *_indirect(heard, verb, via, scene, passives_of(parse) if parse else frozenset()),
    ]
    if not any(q.act in OBJECTIONS for q in said):
        phrases = find_by_phrase(sentence, scene, text, parse)
        said += phrases or (find_by_pronoun(parse, mentions, text, language) if parse else ())
    said = said or _free(index, here, sentence, scene, reading)
    if said:
        _remember(index, said, main, reading)
    if not any(quotation.speakers for quotation in said):
        _remember_read(index, reading)
    reading.quotations += said


def _outside(sentence: Sentence, marks: tuple[Marked, ...]) -> tuple[bool, ...]:
    """For each token whether it stands outside all marks; both are in order and walked once."""
    flags: list[bool] = []
    at = 0
    for token in sentence.tokens:
        while at < len(marks) and marks[at].outer.end <= token.start:
            at += 1
        flags.append(at == len(marks) or not marks[at].outer.overlaps(token))
    return tuple(flags)


def _understood(voice: Voice | None, index: int, reading: _Reading) -> Voice | None:
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


def _is_person(mention: Mention) -> bool:
    return mention.type is EntityType.PER and mention.form is MentionForm.NAME


def _agrees(mentions: tuple[Mention, ...], pronoun: str) -> bool:
    if len(mentions) != 1 or mentions[0].type is not EntityType.PER:
        return False
    return mentions[0].person in ("", pronoun)


def _direct(
    index: int, marks: tuple[Marked, ...], heard: _Heard | None, sentence: Sentence, reading: _Reading
) -> list[Quotation]:
    """Stretches in marks that end in this sentence."""
    text = reading.document.text
    ending = [m for m in marks if m.outer.end <= sentence.span.end + 1]
    said: list[Quotation] = []
    for mark in ending:
        words = len(mark.inner.of(text).split())
        if words <= _MAX_NAME_WORDS and _is_name(mark.inner.of(text), reading):
            continue
        whole = _is_whole(mark, sentence, text)
        if heard and (whole or words >= _MIN_PIECE):
            said.append(_quotation((mark.inner,), QuotationType.DIRECT, heard, "marks and cue"))
        elif whole and words >= _MIN_PIECE:
            said.append(_uncued(index, mark, sentence, reading))
    return _joined(said, text)


def _is_name(words: str, reading: _Reading) -> bool:
    """Whether a short stretch in marks is a name or title: capitals but for function words."""
    function_words = reading.world.language.function_words
    return all(word[:1].isupper() or word.lower() in function_words for word in words.split())


def _is_whole(mark: Marked, sentence: Sentence, text: str) -> bool:
    """Whether at least one whole sentence stands in the marks, not a piece of the narrator's."""
    inner = mark.inner.of(text)
    begins = mark.outer.start <= sentence.span.start or text[
        max(0, mark.outer.start - 2) : mark.outer.start
    ].rstrip().endswith(":")
    return begins and (inner[-1:] in ".!?…," or text[mark.outer.end : mark.outer.end + 1] == ",")


def _uncued(index: int, mark: Marked, sentence: Sentence, reading: _Reading) -> Quotation:
    """Whole sentences in marks without a cue: they go on where the last speaker stopped, else nobody's."""
    near = index - reading.said_in <= 2 and reading.voice is not None
    spans = tuple(m.span for m in reading.voice.mentions) if near and reading.voice else ()
    return Quotation(
        quotes=(mark.inner,),
        type=QuotationType.DIRECT,
        medium=Medium.SPEECH,
        act=reading.act if near else Act.ASSERTS,
        speakers=spans,
        by=By("goes on after the last quotation" if near else "whole sentence in marks"),
    )


def _joined(said: list[Quotation], text: str) -> list[Quotation]:
    """„…“, sagte X, „…“: one quotation of two stretches if the second goes on with a small letter."""
    joined: list[Quotation] = []
    for quotation in said:
        last = joined[-1] if joined else None
        between = text[last.quotes[-1].end : quotation.quotes[0].start] if last else ""
        start = quotation.quotes[0].of(text)
        same = last and last.cues and last.cues == quotation.cues
        if last and same and start[:1].islower() and last.cues[0].of(text) in between and "." not in between:
            joined[-1] = _with_quotes(last, (*last.quotes, *quotation.quotes))
        else:
            joined.append(quotation)
    return joined


def _with_quotes(quotation: Quotation, quotes: tuple[Span, ...]) -> Quotation:
    return replace(quotation, quotes=quotes, frame=None, by=By("interrupted by its cue"))


def _indirect(
    heard: list[tuple[Found, Voice | None]],
    verb: tuple[Found, Voice | None] | None,
    via: tuple[Via, ...],
    scene: Scene,
    passives: frozenset[int],
) -> list[Quotation]:
    """Clauses that a word of saying reports; one for each cue, no clause twice."""
    said: list[Quotation] = []
    start = scene.sentence.span.start
    taken = Mask(len(scene.sentence.span))
    nearer = _Verbs([found for found, _ in heard if found.cue.kind == "verb"])
    tail = next((c for c, v in reversed(heard) if v and is_tail(c, scene)), None)
    for found, voice in heard:
        if found.cue.kind == "noun" or (verb and found.cue.kind in _PASSING_ON):
            continue
        end = tail.first - 2 if tail and found is not tail else None
        content = find_content(found, voice, scene, end)
        needs_voice = found.cue.act not in OBJECTIONS and found.spans[0].start not in passives
        if content is None or (voice is None and needs_voice):
            continue
        if nearer.ends_between(found.last, content.first):
            continue  # a clause belongs to the verb of saying that stands nearest before it
        quotes = _outside_marks(content, found, voice, scene)
        if not quotes or taken.touches(cover(quotes).shift(-start)):
            continue
        taken.take([cover(quotes).shift(-start)])
        said.append(_quotation(quotes, content.type, _Heard(found, voice, via), content.rule))
    return said


class _Verbs:
    """Verbs of saying of a sentence, asked for one between two tokens in time that does not depend on how many."""

    def __init__(self, verbs: Sequence[Found]) -> None:
        ordered = sorted(verbs, key=lambda verb: verb.first)
        self._firsts = [verb.first for verb in ordered]
        self._lasts = [*accumulate((verb.last for verb in reversed(ordered)), min)][::-1]

    def ends_between(self, before: int, behind: int) -> bool:
        """Whether a verb begins behind token ``before`` and ends in front of token ``behind``."""
        at = bisect_right(self._firsts, before)
        return at < len(self._lasts) and self._lasts[at] < behind


def _outside_marks(content: Content, found: Found, voice: Voice | None, scene: Scene) -> tuple[Span, ...]:
    """The spans of a content, or nothing if all of it stands in marks and is direct speech already."""
    bare = scene.bare[content.last + 1] > scene.bare[content.first]
    return content_spans(content, found, voice, scene) if bare else ()


def _quotation(quotes: tuple[Span, ...], kind: QuotationType, heard: _Heard, rule: str) -> Quotation:
    found, voice = heard.found, heard.voice
    frame = cover([*found.spans, *([voice.span] if voice else [])])
    return Quotation(
        quotes=quotes,
        type=kind,
        medium=found.cue.medium,
        act=found.act,
        cues=found.spans,
        voice=voice.span if voice else None,
        speakers=tuple(m.span for m in voice.mentions) if voice else (),
        frame=None if any(frame.overlaps(q) for q in quotes) else frame,
        via=heard.via,
        by=By(rule),
    )


def _via(source: tuple[Found, Voice | None], reading: _Reading) -> tuple[Via, ...]:
    """„…, sagte X laut Y“: Y passes the words on."""
    voice = source[1]
    if voice is None:
        return ()
    agencies = reading.world.language.agency_words
    text = reading.document.text
    return tuple(
        Via(
            span=mention.span,
            kind="unnamed" if mention.anonymous
            else "agency" if any(word in mention.span.of(text).lower() for word in agencies)
            else "spokesperson" if mention.type is EntityType.PER else "medium",
        )
        for mention in voice.mentions
    )  # fmt: skip


def _free(
    index: int, marks: tuple[Marked, ...], sentence: Sentence, scene: Scene, reading: _Reading
) -> list[Quotation]:
    """A sentence in the subjunctive without a word of saying: of who spoke last, else of who is spoken of before."""
    goes_on = reading.voice is not None and index - reading.said_in == 1
    parses = reading.found.parses
    if not is_reported(scene, parses[index] if parses else None, reading.document.text, goes_on=goes_on):
        return []
    if not goes_on:
        reading.voice, reading.act = _voice_before(index, sentence, reading), Act.ASSERTS
    text = reading.document.text
    pieces = [m.inner for m in marks if len(m.inner.of(text).split()) >= _MIN_PIECE]
    return report(sentence, scene, [p for p in pieces if not _is_name(p.of(text), reading)], reading.voice)


def _voice_before(index: int, sentence: Sentence, reading: _Reading) -> Voice | None:
    """The subject of the sentence before in the same block; else who spoke last, if that is not long ago."""
    near = index and reading.found.sentences[index - 1].block == sentence.block
    if near and index - reading.said_in != 1:
        actor = subject_of(reading.found.parses[index - 1], reading.mentions_of.get(index - 1, ()))
        if actor:
            return Voice(actor.span, (actor,), actor.person)
    return reading.voice if index - reading.said_in <= _SPOKE_LAST else None


def _remember(index: int, said: list[Quotation], main: tuple[Found, Voice | None] | None, reading: _Reading) -> None:
    if main and main[1] and main[1].mentions:
        reading.voice, reading.act = main[1], Act.ASSERTS
    elif not any(q.speakers for q in said):
        reading.voice = None
    reading.said_in = index


def _remember_read(index: int, reading: _Reading) -> None:
    """Who speaks here by the model is the last speaker; a pronoun leaves the one who was."""
    read = reading.read.get(index)
    if read is None:
        return
    mentions = tuple(m for m in reading.mentions_of.get(index, ()) if m.span in read.speakers)
    if read.voice and mentions:
        reading.voice, reading.act = Voice(read.voice, mentions), Act.ASSERTS
    if mentions or (read.voice and read.voice.of(reading.document.text).lower() in reading.world.language.pronouns):
        reading.said_in = index

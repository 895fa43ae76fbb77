"""Joins marks, cues, contents and speakers to quotations, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.analyse.quotation.acts import refine_acts, without_echoes
from quellenlage.analyse.quotation.back import find_revealed, point_back
from quellenlage.analyse.quotation.chain import with_chain
from quellenlage.analyse.quotation.circumstances import with_circumstances
from quellenlage.analyse.quotation.cited import is_passed_on, with_cited
from quellenlage.analyse.quotation.contents import (
    INFINITIVE,
    Content,
    content_spans,
    find_content,
    is_stranger,
    is_tail,
    what_suffers,
)
from quellenlage.analyse.quotation.cues import PASSING_ON, Found, Verbs, find_cues
from quellenlage.analyse.quotation.direct import is_whole, joined, opened_in
from quellenlage.analyse.quotation.free import is_reported, report
from quellenlage.analyse.quotation.grammar import find_voices, finite_verbs, hints_of, objects_of, passives_of
from quellenlage.analyse.quotation.headline import find_headline
from quellenlage.analyse.quotation.idle import without_idle
from quellenlage.analyse.quotation.matters import find_matters
from quellenlage.analyse.quotation.meant import with_meant
from quellenlage.analyse.quotation.named import with_names
from quellenlage.analyse.quotation.owner import without_owners
from quellenlage.analyse.quotation.phrases import find_by_phrase
from quellenlage.analyse.quotation.pronouns import find_by_pronoun
from quellenlage.analyse.quotation.read import find_read, join_readings, spoken_in
from quellenlage.analyse.quotation.reading import (
    Heard,
    Reading,
    is_person,
    remember,
    remember_read,
    understood,
    voice_before,
)
from quellenlage.analyse.quotation.relatives import with_antecedents
from quellenlage.analyse.quotation.report import with_reports
from quellenlage.analyse.quotation.sources import with_sources
from quellenlage.analyse.quotation.speakers import Scene, Voice, make_scene
from quellenlage.analyse.quotation.unclosed import end_unclosed
from quellenlage.records.document import Document
from quellenlage.records.layers import (
    OBJECTIONS,
    Act,
    EntityType,
    Layers,
    Medium,
    Mention,
    Quotation,
    QuotationType,
    Sentence,
    Via,
)
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.text.marks import Marked, find_marked
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# A quoted piece inside a sentence counts from this many words on; a single word is a scare quote more often.
_MIN_PIECE = 2
# Longer stretches than this are no names, whatever their capitals.
_MAX_NAME_WORDS = 3


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
    heard = find_read(found, document.text, world.language, document.blocks)
    mentions_of = _by_sentence(found)
    persons = {index: [m for m in mentions if is_person(m)] for index, mentions in mentions_of.items()}
    reading = Reading(document, world, found, mentions_of, persons, spoken_in(heard, found))
    marks: dict[int, tuple[Marked, ...]] = {}
    for index, sentence in enumerate(found.sentences):
        if sentence.block not in marks:
            clean = document.blocks[sentence.block].clean or Span(0, 0)
            marked = find_marked(document.text, clean, world.language.quotation_marks)
            marks[sentence.block] = tuple(end_unclosed(marked, found.sentences, document.text, world.language))
        _read_sentence(index, sentence, marks[sentence.block], reading)
    said = join_readings(reading.quotations, heard, len(document.text))
    known_cues = {cue for quotation in said for cue in quotation.cues}
    revealed = find_revealed(found, document.text, world.language)
    said += [q for q in revealed if known_cues.isdisjoint(q.cues)]
    unique = {(q.quotes, q.type): q for q in reversed(said)}
    ordered = sorted(unique.values(), key=lambda q: (q.span, q.type))
    meant = tuple(with_meant(tuple(_with_next_speaker(ordered, document)), found, document.text, world.language))
    owned = tuple(without_owners(meant, found, document.text, world.language))
    sourced = tuple(with_sources(owned, found, document.text, world.language))
    known = tuple(with_cited(sourced, found, document.text, world.language))
    chained = tuple(with_chain(known, found, document.text, world))
    named = tuple(with_names(chained, found, document.text, world.language))
    acted = refine_acts(named, found, document.text, world.language)
    denying = tuple(without_idle(acted, found, document.text, world.language))
    refined = without_echoes(denying, document.text, world.language)
    pointing = tuple(point_back(refined, found, document.text, world.language))
    reported = tuple(with_reports(sorted(pointing, key=lambda q: (q.span, q.type)), found))
    once = {(q.quotes, q.type, q.act, q.cues): q for q in reversed(reported)}
    return tuple(with_circumstances(tuple(reversed(once.values())), found, document.text, world.language))


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


def _read_sentence(index: int, sentence: Sentence, marks: tuple[Marked, ...], reading: Reading) -> None:
    text, language = reading.document.text, reading.world.language
    here = tuple(m for m in marks if m.outer.overlaps(sentence.span))
    mentions = tuple(reading.mentions_of.get(index, ()))
    outside = _outside(sentence, tuple(m for m in here if not _is_house(m, mentions, reading)))
    parse = reading.found.parses[index] if reading.found.parses else None
    scene = make_scene(sentence, text, mentions, outside, language)
    scene = replace(scene, objects=objects_of(parse, sentence)) if parse else scene
    cues = find_cues(sentence, text, language, outside, hints_of(parse, text, language.negation) if parse else None)
    passives = passives_of(parse) if parse else frozenset()
    voices = [(cue, _agent(cue, voice, scene, passives)) for cue, voice in find_voices(cues, scene, parse)]
    heard = [(cue, understood(voice, index, reading)) for cue, voice in voices]
    verbs = [(c, v) for c, v in heard if c.cue.kind == "verb" and v]
    verb = next((row for row in verbs if not _passes_on(row[0], parse, reading)), next(iter(verbs), None))
    source = next(((c, v) for c, v in heard if c.cue.kind in PASSING_ON and v), None)
    main = verb or source
    via = _via(source, reading) if verb and source else ()
    chosen = Heard(main[0], main[1], via) if main else None
    opened = opened_in(here, sentence, text) if chosen else frozenset()
    if chosen:
        reading.opened |= dict.fromkeys(opened, chosen)
    reports = _indirect(heard, verb, via, scene, passives)
    reports = [q for q in reports if not opened or q.type is not QuotationType.REPORTED]
    finite = finite_verbs(parse) if parse else {c.spans[0].start for c, _ in verbs}
    spoken = [row for row in verbs if row[0].spans[0].start in finite]
    said = [*_direct(index, here, (chosen, spoken), sentence, reading), *reports]
    if not any(q.act in OBJECTIONS for q in said):
        phrases = find_by_phrase(sentence, scene, text, parse)
        said += phrases or (find_by_pronoun(parse, mentions, text, language) if parse else ())
    said += _of_matters(said, scene, parse, index, reading)
    said = with_antecedents(said, parse, text, language)
    said = said or find_headline(scene, reading.document.blocks[sentence.block].type, here, mentions, text)
    said = said or _free(index, here, sentence, scene, reading)
    if said:
        remember(index, said, main, reading)
    if not any(quotation.speakers for quotation in said):
        remember_read(index, reading)
    reading.quotations += said


def _of_matters(
    said: Sequence[Quotation], scene: Scene, parse: Parse | None, index: int, reading: Reading
) -> list[Quotation]:
    """Speech that a noun reports, of verbs that report nothing else."""
    if parse is None:
        return []
    told = {cue for quotation in said for cue in quotation.cues}
    found = [row for row in find_matters(scene, parse, reading.document.text) if told.isdisjoint(row[0].spans)]
    heard = [(f, matter, understood(voice, index, reading)) for f, matter, voice in found]
    return [
        _quotation((matter,), QuotationType.REPORTED, Heard(f, voice, ()), "noun of the verb")
        for f, matter, voice in heard
        if (voice or f.act in OBJECTIONS) and not (voice and voice.span.overlaps(matter))
    ]


def _agent(found: Found, voice: Voice | None, scene: Scene, passives: frozenset[int]) -> Voice | None:
    """The speaker; of a passive („wird vorgeworfen“) only one behind a preposition for its agent."""
    if voice is None or found.spans[0].start not in passives:
        return voice
    before = scene.token_from(voice.span.start) - 1
    return voice if before >= 0 and scene.forms[before].lower() in scene.language.speech.bodies_by else None


def _passes_on(found: Found, parse: Parse | None, reading: Reading) -> bool:
    """Whether a word of saying only passes on the main clause."""
    words = parse.touched(found.spans[:1]) if parse else ()
    return any(is_passed_on(i, parse, reading.document.text, reading.world.language) for i in words if parse)


def _outside(sentence: Sentence, marks: tuple[Marked, ...]) -> tuple[bool, ...]:
    """For each token whether it stands outside all marks; both are in order and walked once."""
    flags: list[bool] = []
    at = 0
    for token in sentence.tokens:
        while at < len(marks) and marks[at].outer.end <= token.start:
            at += 1
        flags.append(at == len(marks) or not marks[at].outer.overlaps(token))
    return tuple(flags)


def _direct(
    index: int,
    marks: tuple[Marked, ...],
    told: tuple[Heard | None, Sequence[tuple[Found, Voice | None]]],
    sentence: Sentence,
    reading: Reading,
) -> list[Quotation]:
    """Stretches in marks that end in this sentence; ``told`` is its main word of saying, and all verbs among them."""
    text = reading.document.text
    ending = [m for m in marks if m.outer.end <= sentence.span.end + 1]
    said: list[Quotation] = []
    for mark in ending:
        words = len(mark.inner.of(text).split())
        if words <= _MAX_NAME_WORDS and _is_name(mark.inner.of(text), reading):
            continue
        whole = is_whole(mark, sentence, text)
        heard = _in_front_of_colon(mark, told, text)
        begun = reading.opened.get(mark.outer.start)
        closed = heard and not text[mark.outer.end : heard.found.spans[0].start].strip(" ,")
        if begun and not closed:
            said.append(_quotation((mark.inner,), QuotationType.DIRECT, begun, "marks behind a colon"))
        elif heard and (whole or words >= _MIN_PIECE):
            said.append(_quotation((mark.inner,), QuotationType.DIRECT, heard, "marks and cue"))
        elif whole and words >= _MIN_PIECE:
            said.append(_uncued(index, mark, sentence, reading))
    return joined(said, text)


def _in_front_of_colon(
    mark: Marked, told: tuple[Heard | None, Sequence[tuple[Found, Voice | None]]], text: str
) -> Heard | None:
    """„X hält das für möglich, mahnte aber: „…““: of several words of saying the verb nearest to the colon."""
    main, verbs = told
    before = [row for row in verbs if row[0].spans[0].end <= mark.outer.start]
    opened = text[max(0, mark.outer.start - 2) : mark.outer.start].rstrip().endswith(":")
    if not opened or not before or (main and main.found == before[-1][0]):
        return main
    return Heard(before[-1][0], before[-1][1], ())


def _is_name(words: str, reading: Reading) -> bool:
    """Whether a short stretch in marks is a name or title: capitals but for function words."""
    function_words = reading.world.language.function_words
    return all(word[:1].isupper() or word.lower() in function_words for word in words.split())


def _is_house(mark: Marked, mentions: tuple[Mention, ...], reading: Reading) -> bool:
    """Whether the name of a body, and nothing else, stands in marks: „Musterpost“ may speak."""
    words = mark.inner.of(reading.document.text)
    short = len(words.split()) <= _MAX_NAME_WORDS and _is_name(words, reading)
    return short and any(m.type is EntityType.ORG and m.span == mark.inner for m in mentions)


def _uncued(index: int, mark: Marked, sentence: Sentence, reading: Reading) -> Quotation:
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
    nearer = Verbs([found for found, _ in heard if found.cue.kind == "verb"])
    tail = next((c for c, v in reversed(heard) if v and is_tail(c, scene)), None)
    for found, voice in heard:
        if found.cue.kind == "noun" or (verb and found.cue.kind in PASSING_ON):
            continue
        end = tail.first - 2 if tail and found is not tail else None
        # „Es wird verlangt, …“ names nobody; an infinitive behind an objection is one only of somebody.
        is_passive = found.spans[0].start in passives
        content = find_content(found, voice, scene, end) or (what_suffers(found, scene) if is_passive else None)
        if content is None:
            continue
        if content.type is QuotationType.REPORTED and is_stranger(voice) and found.act not in OBJECTIONS:
            continue  # „Der Film verspricht Spannung“
        needs_voice = found.cue.act not in OBJECTIONS or content.rule == INFINITIVE
        if voice is None and needs_voice and not is_passive:
            continue
        if nearer.ends_between(found.last, content.first) or (content.first > found.last and content.first in nearer):
            continue  # a clause belongs to the verb of saying that stands nearest before it
        quotes = _outside_marks(content, found, voice, scene)
        inside = voice is not None and any(q.overlaps(voice.span) for q in quotes)
        own = content.type is QuotationType.REPORTED and inside
        if inside and content.first > found.last:
            voice = None  # „Im Netz heißt es, X lebe noch“: who is spoken of speaks not
        if not quotes or own or taken.touches(cover(quotes).shift(-start)):
            continue
        taken.take([cover(quotes).shift(-start)])
        said.append(_quotation(quotes, content.type, Heard(found, voice, via), content.rule))
    return said


def _outside_marks(content: Content, found: Found, voice: Voice | None, scene: Scene) -> tuple[Span, ...]:
    """The spans of a content, or nothing if all of it stands in marks and is direct speech already."""
    bare = scene.bare[content.last + 1] > scene.bare[content.first]
    return content_spans(content, found, voice, scene) if bare else ()


def _quotation(quotes: tuple[Span, ...], kind: QuotationType, heard: Heard, rule: str) -> Quotation:
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


def _via(source: tuple[Found, Voice | None], reading: Reading) -> tuple[Via, ...]:
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


def _free(index: int, marks: tuple[Marked, ...], sentence: Sentence, scene: Scene, reading: Reading) -> list[Quotation]:
    """A sentence in the subjunctive without a word of saying: of who spoke last, else of who is spoken of before."""
    goes_on = reading.voice is not None and index - reading.said_in == 1
    parses = reading.found.parses
    if not is_reported(scene, parses[index] if parses else None, reading.document.text, goes_on=goes_on):
        return []
    if not goes_on:
        reading.voice, reading.act = voice_before(index, sentence, reading), Act.ASSERTS
    text = reading.document.text
    pieces = [m.inner for m in marks if len(m.inner.of(text).split()) >= _MIN_PIECE]
    return report(sentence, scene, [p for p in pieces if not _is_name(p.of(text), reading)], reading.voice)

"""The name that stands right beside a noun for its bearer: „die Zeitung „…““, „der Sender …“."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quellenlage.analyse.quotation.bodies import body_beside
from quellenlage.analyse.quotation.grammar import NOUNS
from quellenlage.analyse.quotation.speakers import ACTORS
from quellenlage.lang.language import Language
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm, Quotation
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

# Nothing but blanks and marks stands between the noun and the name, so many characters at most.
_GAP = 4
# „in Lissabon“, „des Landes an der Küste“: longer attributes are clauses in disguise (set by hand).
_MAX_ATTRIBUTE = 6
_NOUN = "NOUN"


def with_names(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Quotations whose speakers and links of the chain have the name beside them for the noun.

    Args:
        quotations: In any order.
        found: ``mentions`` and ``parses``.
        text: The analysed text.
        language: ``quotation_marks`` and ``speech``.
    """
    marks = frozenset(mark for pair in language.quotation_marks for mark in pair)
    beside = {m.span: name for m in found.mentions if (name := _name_of(m, found.mentions, text, marks))}
    parses = [parse.span.start for parse in found.parses]
    for quotation in quotations:
        if quotation.voice and found.parses:
            parse = found.parses[max(0, bisect_right(parses, quotation.voice.start) - 1)]
            quotation = _with_body(quotation, parse, found, text, language)
            quotation = replace(quotation, voice=_whole(quotation, parse, text, language.speech.bodies_by))
        speakers = tuple(dict.fromkeys(beside.get(span, span) for span in quotation.speakers))
        voice = quotation.voice
        if voice and speakers != quotation.speakers:
            voice = cover((voice, *(s for s in speakers if s.start - voice.end <= _GAP)))
        via = tuple(replace(link, span=_with_name(link.span, beside)) for link in quotation.via)
        yield replace(quotation, speakers=speakers, voice=voice, via=via)


def _with_name(link: Span, beside: Mapping[Span, Span]) -> Span:
    return cover((link, beside[link])) if link in beside else link


def _name_of(mention: Mention, mentions: Sequence[Mention], text: str, marks: frozenset[str]) -> Span | None:
    """The name of an organisation behind a noun for one."""
    if mention.form is not MentionForm.NOMINAL or mention.type is not EntityType.ORG:
        return None
    at = bisect_right(mentions, mention.span.start, key=lambda m: m.span.start)
    for other in mentions[at : at + 1]:
        between = text[mention.span.end : other.span.start]
        is_name = other.form is MentionForm.NAME and other.type is EntityType.ORG and not other.derived
        beside = 0 < len(between) <= _GAP and all(char in marks or char.isspace() for char in between)
        if is_name and beside and "\n" not in between:
            return other.span
    return None


def _with_body(quotation: Quotation, parse: Parse, found: Layers, text: str, language: Language) -> Quotation:
    """„fügte man im Ministerium hinzu“: where the subject names nobody, the body beside the word of saying speaks."""
    voice = quotation.voice
    if voice is None or not quotation.cues or voice.of(text).lower() not in language.speech.impersonal:
        return quotation
    body = body_beside(quotation.cues, parse, text, language)
    if body is None:
        return quotation
    first = bisect_right(found.mentions, body.start - 1, key=lambda m: m.span.start)
    inside = [m.span for m in found.mentions[first : first + 1] if body.contains(m.span) and m.type in ACTORS]
    return replace(quotation, voice=body, speakers=tuple(inside))


def _whole(quotation: Quotation, parse: Parse, text: str, places: frozenset[str]) -> Span | None:
    """The words for the speaker with what hangs right behind them: „die Botschaft in Lissabon“."""
    voice = quotation.voice
    if voice is None:
        return None
    inside = parse.inside((voice,))
    own = set(inside)
    tops = [i for i in inside if parse.words[i].head not in own and parse.words[i].upos in NOUNS]
    if not tops or parse.words[tops[0]].upos != _NOUN:  # a name is whole
        return voice
    tree, end = parse.tree(), inside[-1]
    for child in tree.children(tops[0], ("nmod",)):
        below = tree.subtree(child)
        cases = {parse.words[i].span.of(text).lower() for i in tree.children(child, ("case",))}
        together = below[0] == end + 1 and below[-1] - below[0] == len(below) - 1
        if cases <= places and together and len(below) <= _MAX_ATTRIBUTE:
            end = below[-1]
    whole = cover((voice, parse.words[end].span))
    return voice if any(whole.overlaps(span) for span in (*quotation.quotes, *quotation.cues)) else whole

"""Whom a medium cites: „berichtet X unter Berufung auf Y“, „zitiert X den Minister“: Y speaks, X passes it on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.quotation.grammar import APPOSITIONS, ARTICLES
from quellenlage.analyse.quotation.speakers import ACTORS
from quellenlage.lang.language import Language
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm, Quotation, Via
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

_BEHIND = ("nmod", "obl", "obl:arg", "conj")
_OBJECTS = ("obj", "obl:arg", "iobj")


@dataclass(frozen=True, slots=True)
class _Page:
    """What words for those who are cited are held against; ``starts`` of the parses."""

    text: str
    language: Language
    parses: tuple[Parse, ...]
    starts: tuple[int, ...]
    mentions: Mapping[int, Sequence[Mention]]

    def form(self, word: int, parse: Parse) -> str:
        """A word in small letters."""
        return parse.words[word].span.of(self.text).lower()

    def is_medium(self, mention: Mention) -> bool:
        """Whether a mention can pass words on: a body, or a word for media."""
        passing = self.language.passing_on
        is_word = passing is not None and mention.span.of(self.text).lower().endswith(passing.media)
        return mention.type is EntityType.ORG or is_word


def with_cited(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Quotations whose speaker is the one cited, where a medium or agency is the subject of the word of saying.

    Args:
        quotations: In any order.
        found: ``parses`` and ``mentions``.
        text: The analysed text.
        language: ``speech``.
    """
    starts = tuple(parse.span.start for parse in found.parses)
    table: dict[int, list[Mention]] = {}
    for mention in found.mentions if starts else ():
        if mention.type in ACTORS and not mention.derived:
            table.setdefault(bisect_right(starts, mention.span.start) - 1, []).append(mention)
    page = _Page(text, language, found.parses, starts, table)
    for quotation in quotations:
        yield _cited(quotation, page) if starts and quotation.cues and quotation.voice else quotation


def _cited(quotation: Quotation, page: _Page) -> Quotation:
    at = bisect_right(page.starts, quotation.cues[0].start) - 1
    voice, parse = quotation.voice, page.parses[max(0, at)]
    here = page.mentions.get(at, ())
    if voice is None:
        return quotation
    for verb in parse.touched(quotation.cues):
        source = _source(verb, parse, page)
        head = source or _quoted(verb, parse, page)
        if head is None:
            continue
        words, near = _phrase(head, parse), [head, *parse.tree().children(head, (*APPOSITIONS, "compound"))]
        teller = next(iter(_touching(voice, here)), None)
        actors = [m for i in near for m in _touching(parse.words[i].span, here)]
        if teller is not None and not page.is_medium(teller):
            continue
        if not actors and page.form(head, parse).endswith(page.language.speech.accounts):
            actors = [m for m in here if words.contains(m.span) and not m.span.overlaps(voice)]
        if words.overlaps(voice) or any(m.span.overlaps(voice) for m in actors):
            continue
        if not actors and (source is None or not _is_body(head, parse, page)):
            continue
        best = next((m.span for m in actors if m.form is MentionForm.NAME), actors[0].span if actors else None)
        if not any(words.overlaps(quote) for quote in quotation.quotes):
            link = Via(span=teller.span if teller else voice, kind="medium")
            via = tuple(v for v in quotation.via if not v.span.overlaps(best or words))
            return replace(quotation, voice=words, speakers=(best,) if best else (), via=(*via, link))
    return quotation


def _is_body(head: int, parse: Parse, page: _Page) -> bool:
    """Whether a noun is one for a body, although nobody found a mention in it: „unter Berufung auf das Wasseramt“."""
    passing = page.language.passing_on
    return passing is not None and page.form(head, parse).endswith(passing.bodies)


def _touching(words: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that share characters with some words; of those that begin before them the nearest alone."""
    first = max(0, bisect_right(mentions, words.start, key=lambda m: m.span.start) - 1)
    last = bisect_left(mentions, words.end, key=lambda m: m.span.start)
    return [m for m in mentions[first:last] if m.span.overlaps(words)]


def _source(verb: int, parse: Parse, page: _Page) -> int | None:
    """The head of those behind „unter Berufung auf“, where that hangs on the verb."""
    tree, nouns = parse.tree(), page.language.speech.citing
    if parse.words[verb].lemma not in page.language.speech.relaying:
        return None
    for noun in tree.children(verb, _BEHIND):
        preposition = nouns.get(parse.words[noun].lemma)
        case = noun + 1
        if preposition and case < len(parse.words) and page.form(case, parse) == preposition:
            return tree.heads[case] if tree.heads[case] > case else None
    return None


def _quoted(verb: int, parse: Parse, page: _Page) -> int | None:
    """The object of a verb that has the words of its object for its content."""
    if parse.words[verb].lemma not in page.language.speech.quoting:
        return None
    return next(iter(parse.tree().children(verb, _OBJECTS)), None)


def _phrase(head: int, parse: Parse) -> Span:
    """A noun with its article, adjectives, genitive and name, without its preposition."""
    tree = parse.tree()
    own = tree.children(head, (*ARTICLES, *APPOSITIONS, "nmod", "compound"))
    inside = {head, *(j for i in own for j in tree.subtree(i))}
    return cover([parse.words[i].span for i in inside])


def is_passed_on(verb: int, parse: Parse, text: str, language: Language) -> bool:
    """Whether a word of saying stands in a clause that only passes on what the main clause says („wie X berichtet“)."""
    marks = parse.tree().children(verb, ("mark", "advmod", "case"))
    return any(parse.words[i].span.of(text).lower() in language.speech.passing for i in marks)

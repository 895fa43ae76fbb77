"""Who passes the words on: media and agencies that are told something or report it, and spokespeople."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quellenlage.analyse.quotation.grammar import APPOSITIONS, ARTICLES, NOUNS
from quellenlage.kb.outlets import KbOutlet
from quellenlage.lang.reports import PassingOn
from quellenlage.records.layers import Layers, Mention, MentionForm, Quotation, Sentence, Via
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover
from quellenlage.text.tree import Tree
from quellenlage.world import World

# What makes one name of several words, or one link of several media.
_TOGETHER = (*APPOSITIONS, "compound", "conj", "nmod")
_OF = ("nmod", "nmod:poss")
_AGENCY, _MEDIUM, _SPOKESPERSON = "agency", "medium", "spokesperson"


@dataclass(frozen=True)
class _Place:
    """A sentence in which quotations name their speakers, with all that stands in it."""

    parse: Parse
    tree: Tree
    mentions: tuple[Mention, ...]
    text: str
    passing: PassingOn
    outlets: Mapping[str, KbOutlet]

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The words that name a medium or an agency, with which of both."""
        return {i: kind for i in range(len(self.parse.words)) if (kind := _kind(i, self))}

    @cached_property
    def mentions_of(self) -> dict[int, list[Mention]]:
        """The mentions to which a word belongs, in order."""
        table: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            for word in self.parse.inside((mention.span,)):
                table.setdefault(word, []).append(mention)
        return table

    @cached_property
    def names(self) -> frozenset[Span]:
        """The mentions by name."""
        return frozenset(m.span for m in self.mentions if m.form is MentionForm.NAME)

    def words_of(self, word: int) -> Span:
        """The name to which a word belongs, else the word."""
        named = (m.span for m in self.mentions_of.get(word, ()) if m.form is MentionForm.NAME)
        return next(named, self.parse.words[word].span)

    def form(self, word: int) -> str:
        """A word in small letters."""
        return self.parse.words[word].span.of(self.text).lower()


def with_chain(quotations: Sequence[Quotation], found: Layers, text: str, world: World) -> Iterator[Quotation]:
    """Quotations with those who pass the words on, from the article inwards.

    Where an unnamed spokesperson speaks for somebody who is named beside him, that one is the speaker.

    Args:
        quotations: In order.
        found: ``sentences``, ``mentions`` and ``parses``; without parses nothing is added.
        text: The analysed text.
        world: ``language.passing_on`` and ``kb.outlets``.
    """
    passing = world.language.passing_on
    places: dict[int, _Place] = {}
    last: Quotation | None = None
    starts = [sentence.span.start for sentence in found.sentences]
    mention_starts = [mention.span.start for mention in found.mentions]
    for quotation in quotations:
        if passing is None or not found.parses:
            yield quotation
            continue
        at = max(0, bisect_right(starts, _anchor(quotation).start) - 1)
        if at not in places:
            parse, mentions = found.parses[at], found.mentions[_between(mention_starts, found.sentences[at])]
            places = {at: _Place(parse, parse.tree(), mentions, text, passing, world.kb.outlets)}
        chained = _chained(quotation, places[at])
        if last and not quotation.voice and not quotation.cues and quotation.speakers == last.speakers:
            own = tuple(link for link in last.via if link.kind == _SPOKESPERSON)
            chained = replace(chained, via=(*chained.via, *own))
        last = chained
        yield chained


def _anchor(quotation: Quotation) -> Span:
    """Where the speaker or the word of saying stands, else the words themselves."""
    return quotation.voice or (quotation.cues[0] if quotation.cues else quotation.span)


def _between(starts: Sequence[int], sentence: Sentence) -> slice:
    return slice(bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end))


def _chained(quotation: Quotation, place: _Place) -> Quotation:
    said = place.parse.touched(quotation.quotes)
    head = _head(quotation.voice, place) if quotation.voice else None
    own = _own_words(head, quotation.voice, place) if head is not None and quotation.voice else set()
    passed = _media(set(said) | own, place)
    told = [
        v
        for v in quotation.via
        if not (quotation.voice and v.span.overlaps(quotation.voice)) or v.kind == _SPOKESPERSON
    ]
    links = [*passed, *(v for v in told if not any(v.span.overlaps(other.span) for other in passed))]
    if head is None or not _is_spokesperson(head, place):
        return replace(quotation, via=tuple(links))
    named = sorted(place.names.intersection(quotation.speakers))
    spoken_for = _spoken_for(head, own, place)
    speakers = (spoken_for,) if spoken_for and not named else quotation.speakers
    link = Via(span=named[0] if named else _mention_at(head, place), kind=_SPOKESPERSON)
    return replace(quotation, speakers=speakers, via=(*(v for v in links if not v.span.overlaps(link.span)), link))


def _own_words(head: int, voice: Span, place: _Place) -> set[int]:
    """The words for a speaker, without a medium that is told the words: „sagte der Bürgermeister der Zeitung“."""
    inside = place.parse.touched((voice,))
    own = {i for i in place.tree.subtree(head) if i >= min((head, *inside))} | set(inside)
    for child in place.tree.children(head, _OF):
        articles = [place.form(i) for i in place.tree.children(child, ARTICLES)]
        told = child > head and child in place.kinds and place.passing.told.issuperset(articles) and articles
        if told and not place.form(head).endswith(place.passing.staff):
            own -= set(place.tree.subtree(child))
    return own


def _mention_at(word: int, place: _Place) -> Span:
    """The mention of a word, else the word."""
    return next((m.span for m in place.mentions_of.get(word, ())), place.parse.words[word].span)


def _head(voice: Span, place: _Place) -> int | None:
    """The highest word of the words for the speaker."""
    inside = place.parse.inside((voice,))
    tops = [i for i in inside if place.parse.words[i].head not in inside and place.parse.words[i].upos in NOUNS]
    return tops[0] if tops else None


def _media(taken: set[int], place: _Place) -> list[Via]:
    """Media and agencies of the sentence outside the quote and the speaker, one link for those that belong together."""
    kinds = {i: kind for i, kind in place.kinds.items() if i not in taken}
    links: list[Via] = []
    used: set[int] = set()
    for word in sorted(kinds):
        top = word
        while place.tree.heads[top] in kinds and place.tree.relations[top] in _TOGETHER:
            top = place.tree.heads[top]
        if top in used:
            continue
        used.add(top)
        group = [i for i in place.tree.subtree(top) if i in kinds or i == top]
        group += [i for i in place.tree.children(top, (*ARTICLES, *APPOSITIONS)) if i not in taken]
        kind = _AGENCY if any(kinds.get(i) == _AGENCY for i in group) else _MEDIUM
        links.append(Via(span=cover([place.words_of(i) for i in group]), kind=kind))
    return _merged(links)


def _merged(links: Sequence[Via]) -> list[Via]:
    """Links that share words are one."""
    merged: list[Via] = []
    for link in sorted(links, key=lambda link: link.span):
        last = merged[-1] if merged else None
        if last and last.span.overlaps(link.span):
            kind = _AGENCY if _AGENCY in {last.kind, link.kind} else _MEDIUM
            merged[-1] = Via(span=cover([last.span, link.span]), kind=kind)
        else:
            merged.append(link)
    return merged


def _kind(word: int, place: _Place) -> str:
    """Whether a word names a medium or an agency: an outlet of the kb, a word for one, or „dpa-Interview“."""
    for mention in place.mentions_of.get(word, ()):
        if mention.form is MentionForm.NAME and not mention.derived:
            kinds = {place.outlets[c].kind for c in mention.candidates[:1] if c in place.outlets}
            if kinds:
                return _AGENCY if _AGENCY in kinds else _MEDIUM
    if place.parse.words[word].upos not in NOUNS:
        return ""
    form = place.form(word)
    if form.endswith(place.passing.agencies) or form.partition("-")[0] in place.passing.codes:
        return _AGENCY
    return _MEDIUM if form.endswith(place.passing.media) else ""


def _is_spokesperson(head: int, place: _Place) -> bool:
    """By the noun or the title of the name; who speaks for his party on a policy speaks for himself."""
    words = [head, *place.tree.children(head, (*APPOSITIONS, "compound", "nmod"))]
    if place.tree.relations[head] in APPOSITIONS:  # the name beside the noun
        words.append(place.tree.heads[head])
    spoken = [i for i in words if place.form(i).endswith(place.passing.spokespersons)]
    attributes = [place.form(i) for word in spoken for i in place.tree.children(word, ("amod",))]
    return bool(spoken) and not any(stem in form for form in attributes for stem in place.passing.policies)


def _spoken_for(head: int, own: set[int], place: _Place) -> Span | None:
    """The mention for which a spokesperson speaks: „ein Sprecher des Amtes“."""
    for child in place.tree.children(head, _OF):
        for mention in place.mentions_of.get(child, ()):
            if not mention.derived and child in own:
                return mention.span
    return None

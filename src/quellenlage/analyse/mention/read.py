"""Names that the model reads: persons with their titles first, what nothing else knows last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quellenlage.analyse.mention.page import PERSON, Page
from quellenlage.analyse.mention.persons import are_two, is_title, person
from quellenlage.analyse.mention.things import known
from quellenlage.records.layers import EntityType, Mention, MentionForm, Sentence
from quellenlage.records.parse import Found, Parse
from quellenlage.records.provenance import By
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span

# Kinds of names by the type that they become; what is a state, a place or a site is decided by kb and role.
_TYPES = {"ORG": EntityType.ORG, "LOC": EntityType.LOC, "MISC": EntityType.MISC}
_KNOWN_TYPES = {
    "ORG": frozenset({EntityType.ORG}),
    "LOC": frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC}),
    "MISC": frozenset({EntityType.MAT, EntityType.LAW, EntityType.EVT, EntityType.MISC}),
}
# A name has two letters side by side somewhere.
_WORD = re.compile(r"[^\W\d_]{2}")
# A name of a lower score is left to the rules (set by hand).
_SURE = 0.5


def find_read_persons(page: Page, parses: tuple[Parse, ...]) -> tuple[Mention, ...]:
    """Full names, and single names behind a title; single names alone wait for the surnames of the page."""
    return tuple(m for m in _persons(page, parses) if m.title or " " in m.name)


def find_read_names(page: Page, parses: tuple[Parse, ...], before: list[Mention]) -> Iterator[Mention]:
    """Single names of persons, and all other names.

    Args:
        page: The document.
        parses: What the model reads.
        before: What was found before: a name that is a place elsewhere on the page is no person here.
    """
    places = {m.name: m for m in before if m.candidates and m.type in _KNOWN_TYPES["LOC"] and not m.derived}
    for mention in _persons(page, parses):
        if not mention.title and " " not in mention.name:
            place = places.get(mention.name)
            yield replace(place, span=mention.span) if place else mention
    for parse in parses:
        for name in _sure(parse):
            if name.kind in _TYPES and _WORD.search(page.form(name.span)) and page.is_free(name.span):
                yield _in_kb(name, page) or _named(name, page)


def _in_kb(name: Found, page: Page) -> Mention | None:
    """What the kb knows by this name, of the kind that the model reads; also by a name that is an everyday word."""
    wanted = _KNOWN_TYPES[name.kind]
    hits = [h for h in page.world.gazetteer.find(page.form(name.span)) if len(h.span) == len(name.span)]
    entities = page.world.kb.entities
    return next((known(h, name.span, page) for h in hits if entities[h.entities[0]].type in wanted), None)


def _named(name: Found, page: Page) -> Mention:
    form = page.base(page.form(name.span))
    return Mention(span=name.span, type=_TYPES[name.kind], form=MentionForm.NAME, name=form, by=By("model"))


def confirmed(ruled: Iterable[Mention], read: Iterable[Mention], parses: Iterable[Parse], length: int) -> list[Mention]:
    """Persons of the rules whose words the model reads as the name of a person too, however sure it is of it.

    Args:
        ruled: What the rules have found.
        read: What is a mention already.
        parses: What the model reads.
        length: Code points of the text.
    """
    taken = Mask(length, (m.span for m in read))
    persons = Mask(length, (n.span for p in parses for n in p.names if n.kind == PERSON))
    return [m for m in ruled if persons.touches(m.span) and not taken.touches(m.span)]


def _persons(page: Page, parses: tuple[Parse, ...]) -> Iterator[Mention]:
    for sentence, parse in zip(page.sentences, parses, strict=False):
        for name in _sure(parse):
            if name.kind == PERSON and page.is_free(name.span):
                title, run = _with_title(name.span, sentence, page)
                if not run or page.is_common(page.form(run[-1])) or _is_known(run, page):
                    continue
                # Two names side by side, as copied pages have them: each for itself.
                runs = [(t,) for t in run] if are_two([page.form(t) for t in run], page) else [run]
                yield from (person(title if part is runs[0] else (), part, "model", page) for part in runs)


def _is_known(run: tuple[Span, ...], page: Page) -> bool:
    """Whether the kb knows the whole name as something else."""
    form = page.form(Span(run[0].start, run[-1].end))
    return any(len(h.span) == len(form) and not h.ambiguous for h in page.world.gazetteer.find(form))


def _with_title(span: Span, sentence: Sentence, page: Page) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Titles in front of a name or at its beginning, and the tokens of the name."""
    inside = [i for i, token in enumerate(sentence.tokens) if span.start <= token.start and token.end <= span.end]
    if not inside:
        return (), ()
    first, last = inside[0], inside[-1] + 1
    while first < last - 1 and is_title(page.form(sentence.tokens[first]), page):
        first += 1
    start = first
    while start > 0 and is_title(page.form(sentence.tokens[start - 1]), page):
        start -= 1
    return sentence.tokens[start:first], sentence.tokens[first:last]


def _sure(parse: Parse) -> Iterator[Found]:
    return (name for name in parse.names if name.score >= _SURE)

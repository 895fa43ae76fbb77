"""Actors without a name: a head noun and the words that belong to it („südkoreanische Beamte“, „der Präsident“)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from quellenlage.analyse.mention.page import Page
from quellenlage.records.layers import EntityType, Mention, MentionForm, Sentence
from quellenlage.records.provenance import By
from quellenlage.text.phrase import is_adjective_like
from quellenlage.text.span import Span

T = TypeVar("T")


def find_nominal(page: Page) -> Iterator[Mention]:
    """Nominal actors; a title or noun right in front of a person's name belongs to that name."""
    for sentence in page.sentences:
        yield from _of_sentence(sentence, page)


def _of_sentence(sentence: Sentence, page: Page) -> Iterator[Mention]:
    tokens = sentence.tokens
    language = page.world.language
    for i, token in enumerate(tokens):
        named = i + 1 < len(tokens) and tokens[i + 1].start in page.name_starts
        noun = _actor_noun(page.form(token), page)
        if noun is None or named or not page.is_free(_head_part(token, page)):
            continue
        start = _phrase_start(i, tokens, page)
        first = page.form(tokens[start]).lower()
        kept = tokens[start + 1 : i + 1] if start < i and first in language.determiners else tokens[start : i + 1]
        kind, anonymous, gender = noun
        if kind == "group" or (gender == "m" and first in language.plural_articles):
            gender = "pl"
        yield Mention(
            span=Span(tokens[start].start, token.end),
            type=EntityType.ORG if kind == "institution" else EntityType.PER,
            form=MentionForm.NOMINAL,
            name=page.document.text[kept[0].start : kept[-1].end].removesuffix(_genitive(token, first, noun, page)),
            anonymous=anonymous or (kind == "office" and first in language.indefinite),
            office=page.office(page.form(token)) if kind == "office" else "",
            bare=kind == "office" and gender in ("m", "f") and i - start == 1 and not _has_attribute(i, tokens, page),
            person=gender,
            by=By("office" if kind == "office" else "actor noun"),
        )


def _genitive(token: Span, first: str, noun: tuple[str, bool, str], page: Page) -> str:
    """The ending that an institution has as the owner of something („des Ministeriums“)."""
    form, language = page.form(token), page.world.language
    if noun[0] != "institution" or first not in language.genitive_articles:
        return ""
    endings = (e for e in language.coreference.inflection if form.endswith(e))
    return next((e for e in endings if _actor_noun(form.removesuffix(e), page) == noun), "")


def _head_part(token: Span, page: Page) -> Span:
    """Of a compound with a hyphen its last part: „US-Beamter“ is an actor, whatever stands before."""
    hyphen = page.form(token).rfind("-")
    return Span(token.start + hyphen + 1, token.end) if 0 <= hyphen < len(token) - 1 else token


def _has_attribute(at: int, tokens: tuple[Span, ...], page: Page) -> bool:
    """Whether a genitive or „von“ behind a title says of what („Präsidentin der Region“)."""
    language = page.world.language
    behind = page.form(tokens[at + 1]) if at + 1 < len(tokens) else ""
    return behind in language.genitive_articles or language.relations.get(behind) == "from"


def _actor_noun(form: str, page: Page) -> tuple[str, bool, str] | None:
    """Kind, whether it is anonymous, gender: from the actor nouns, else from the titles of offices."""
    language = page.world.language
    if language.capitalised_nouns and not form[:1].isupper():
        return None
    last = form.rpartition("-")[2]
    title = language.titles.get(form) or language.titles.get(last)
    if title is None and form[1:].lower().endswith(language.title_suffixes):
        title = _by_ending(form, language.titles)
    if title and title.kind == "office":
        return "office", False, title.person
    noun = language.actors.get(form) or language.actors.get(last)
    if noun is None and form[1:].lower().endswith(language.actor_suffixes):
        noun = _by_ending(form, language.actors)
    return (noun.kind, noun.anonymous, "") if noun else None


def _by_ending(form: str, table: Mapping[str, T]) -> T | None:
    endings = (form[i:].capitalize() for i in range(1, len(form) - 4))
    return next((table[e] for e in endings if e in table), None)


def _phrase_start(at: int, tokens: tuple[Span, ...], page: Page) -> int:
    """Index of the first token of the noun phrase whose head is ``at``: adjectives, then one determiner."""
    language = page.world.language
    start = at
    while start > 0:
        form = page.form(tokens[start - 1])
        lower = form.lower()
        if lower in language.determiners:
            return start - 1
        joined = lower in language.joiners and start < at and start > 1
        verb = lower in language.past or lower in language.future or lower in language.cue_verbs
        if joined and is_adjective_like(page.form(tokens[start - 2]), language):
            start -= 2
        elif is_adjective_like(form, language) and lower not in language.function_words and not verb:
            start -= 1
        else:
            break
    return start

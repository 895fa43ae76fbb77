"""Whom words for a speaker mean that name nobody: a pronoun, a possessive, a bare noun for a person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quellenlage.lang.language import Language
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm, Quotation
from quellenlage.text.span import Span

# A pronoun looks back over so many sentences at most (set by hand).
_BACK = 2
# A bare noun has its article, and adjectives at most.
_BARE_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Page:
    """What words for a speaker are held against.

    Attributes:
        sentences: Starts of the sentences; ``starts`` of the mentions.
        decided: What a pronoun or noun means, where coreference has settled it.
        genders: Of persons by their last name, where the page tells one alone.
    """

    text: str
    language: Language
    mentions: tuple[Mention, ...]
    sentences: tuple[int, ...]
    starts: tuple[int, ...]
    by_span: Mapping[Span, Mention]
    decided: Mapping[Span, tuple[Span, ...]]
    genders: Mapping[str, str]

    def gender_of(self, mention: Mention) -> str:
        """What words for a person agree with; empty if not told."""
        return mention.person or self.genders.get(mention.name.split()[-1] if mention.name else "", "")


def with_meant(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Quotations in order; where the speaker is a pronoun, a possessive or a bare noun, with the person that it means.

    Args:
        quotations: In order.
        found: ``sentences``, ``mentions`` and ``references``: what is decided there of pronouns counts first.
        text: The analysed text.
        language: ``pronouns``, ``possessives`` and ``speech``.
    """
    page = _Page(
        text,
        language,
        found.mentions,
        tuple(sentence.span.start for sentence in found.sentences),
        tuple(mention.span.start for mention in found.mentions),
        {mention.span: mention for mention in found.mentions},
        {r.span: r.antecedents for r in found.references if len(r.antecedents) == 1},
        _genders(found.mentions),
    )
    last: tuple[int, Mention] | None = None
    meant: dict[tuple[Span, ...], tuple[Span, ...]] = {}
    for quotation in quotations:
        at = bisect_right(page.sentences, quotation.span.start) - 1
        spoke = last if last and at - last[0] <= _BACK else None
        said = quotation
        quotation = _understood(said, at, spoke, page)
        if quotation.voice is None:
            quotation = replace(quotation, speakers=meant.get(said.speakers, said.speakers))
        elif said.speakers and quotation.speakers != said.speakers:
            meant[said.speakers] = quotation.speakers
        if len(quotation.speakers) == 1 and quotation.speakers[0] in page.by_span:
            last = at, page.by_span[quotation.speakers[0]]
        yield quotation


def _genders(mentions: Sequence[Mention]) -> dict[str, str]:
    told: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.type is EntityType.PER and mention.form is MentionForm.NAME and mention.person and mention.name:
            told.setdefault(mention.name.split()[-1], set()).add(mention.person)
    return {name: genders.pop() for name, genders in told.items() if len(genders) == 1}


def _understood(quotation: Quotation, at: int, spoke: tuple[int, Mention] | None, page: _Page) -> Quotation:
    voice = quotation.voice
    if voice is None:
        return quotation
    pronoun = voice.of(page.text).lower() in page.language.pronouns
    known = page.decided.get(voice, ()) if pronoun or not quotation.speakers else ()
    if known:
        return replace(quotation, speakers=known)
    gender = "" if quotation.speakers else _gender(voice, page)
    if gender:
        meant = _body_before(gender, at, spoke, page) or _person_before(quotation, gender, at, spoke, page)
        return replace(quotation, speakers=(meant.span,) if meant else ())
    named = _last_by_noun(quotation, at, spoke, page) if spoke else None
    return replace(quotation, speakers=(named,)) if named else quotation


def _person_before(
    quotation: Quotation, gender: str, at: int, spoke: tuple[int, Mention] | None, page: _Page
) -> Mention | None:
    """Who was named since somebody spoke, else who spoke last, else who was named before that."""
    begin = quotation.voice.start if quotation.voice else quotation.span.start
    low, high = bisect_left(page.starts, page.sentences[max(0, at - _BACK)]), bisect_left(page.starts, begin)
    since = max(low, bisect_left(page.starts, page.sentences[min(spoke[0] + 1, at)])) if spoke else low
    order = (*page.mentions[since:high][::-1], *((spoke[1],) if spoke else ()), *page.mentions[low:since][::-1])
    return next((m for m in order if _fits(m, gender, page)), None)


def _body_before(gender: str, at: int, spoke: tuple[int, Mention] | None, page: _Page) -> Mention | None:
    """„Die Behörde bestätigte … sie“: a body without a name that spoke in the sentence before, by its article."""
    if spoke is None or at - spoke[0] > 1 or spoke[1].form is not MentionForm.NOMINAL:
        return None
    article = spoke[1].span.of(page.text).split()[0].lower()
    agrees = page.language.speech.persons_by_article.get(article) == gender
    return spoke[1] if agrees and spoke[1].type is EntityType.ORG else None


def _last_by_noun(quotation: Quotation, at: int, spoke: tuple[int, Mention], page: _Page) -> Span | None:
    """„der Minister“, „die 40-Jährige“: a noun for one person is who spoke last, if article and title agree."""
    voice, last = quotation.voice, spoke[1]
    words = voice.of(page.text).split() if voice else []
    article = page.language.speech.persons_by_article.get(words[0].lower(), "") if words else ""
    told = page.gender_of(last)
    agrees = told == article or (not told and at - spoke[0] <= 1)
    if voice is None or len(words) < _BARE_WORDS or not article or not agrees:
        return None
    mention = page.by_span.get(voice)
    attributes = words[1:-1]
    if attributes and (mention is not None or any(word[0].isupper() for word in attributes)):
        return None
    if mention is None:
        person = not quotation.speakers and words[-1].endswith(page.language.speech.nominalised)
    else:
        same_office = not last.office or last.office.endswith(mention.office) or mention.office.endswith(last.office)
        person = mention.type is EntityType.PER and mention.bare and mention.person == article and same_office
    return last.span if person and last.form is MentionForm.NAME and last.type is EntityType.PER else None


def _gender(voice: Span, page: _Page) -> str:
    """What the words for the speaker agree with; empty if they are no pronoun."""
    word = voice.of(page.text).lower()
    if word in page.language.pronouns:
        return page.language.pronouns[word]
    if " " in word:
        return ""
    return next((gender for stem, gender in page.language.possessives.items() if word.startswith(stem)), "")


def _fits(mention: Mention, gender: str, page: _Page) -> bool:
    return (
        mention.type is EntityType.PER
        and mention.form is MentionForm.NAME
        and not mention.derived
        and page.gender_of(mention) in ("", gender)
    )

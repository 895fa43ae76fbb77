"""Leads: every cited original of an article, once, at its fullest naming."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from quellenlage.analyse.lead.medium import by_medium
from quellenlage.analyse.lead.noun import by_noun
from quellenlage.analyse.lead.scene import Scene
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Lead, LeadKind, Quotation, QuotationType
from quellenlage.records.provenance import By
from quellenlage.text.fold import fold
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World

# An address of a page; a post that is copied has several of them, so many characters apart at most.
_ADDRESS = re.compile(r"(?:https?://|(?=pic\.))(?P<host>[\w.-]{1,100})/[^\s“”\"»«<>]{1,200}")
_NEAR = 40
# What a medium named beside it has printed.
_PRINTED = frozenset({LeadKind.REPORT, LeadKind.INTERVIEW, LeadKind.BROADCAST})


def find_leads(document: Document, found: Layers, world: World) -> tuple[Lead, ...]:
    """Find the originals that the article cites: reports, statements, interviews, posts, documents, studies.

    A noun for one counts where it is a source: behind „laut“, as subject of what it says, as place where something is
    said. Media count where they are cited for a report or are told something. What stands in somebody's words is left
    out, and so are plurals, which name nothing that could be fetched.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``parses`` (without them nothing is found), ``timexes``, ``mentions``,
            ``quotations``.
        world: ``language.lead_words``, ``kb.outlets``.

    Returns:
        Sorted by span.
    """
    every = list(_links(document, found, world))
    every += [lead for scene in _scenes(document, found, world) for lead in _in_sentence(scene)]
    words = world.language.lead_words
    if words is None:
        return ()
    return tuple(sorted(_joined(every, document.text, words.definite), key=lambda lead: (lead.span, lead.kind)))


def _links(document: Document, found: Layers, world: World) -> Iterator[Lead]:
    """Addresses of posts; those that stand side by side are one."""
    words = world.language.lead_words
    if words is None:
        return
    last = -_NEAR - 1
    for sentence in found.sentences:
        for match in _ADDRESS.finditer(document.text, sentence.span.start, sentence.span.end):
            if match["host"].lower().removeprefix("www.") in words.hosts:
                if match.start() - last > _NEAR:
                    yield Lead(span=Span(*match.span()), kind=LeadKind.POST, by=By(f"{LeadKind.POST}: address"))
                last = match.end()


def _scenes(document: Document, found: Layers, world: World) -> Iterator[Scene]:
    words = world.language.lead_words
    if words is None:
        return
    direct = [q for q in found.quotations if q.type is QuotationType.DIRECT]
    said = Mask(len(document.text), (span for q in direct for span in q.quotes))
    mentions, timexes = found.mentions, found.timexes
    mention_starts = [m.span.start for m in mentions]
    timex_starts = [t.span.start for t in timexes]
    for parse, quotations in zip(found.parses, _quotations(found), strict=True):
        low, high = bisect_left(mention_starts, parse.span.start), bisect_left(mention_starts, parse.span.end)
        first, last = bisect_left(timex_starts, parse.span.start), bisect_left(timex_starts, parse.span.end)
        yield Scene(
            parse=parse,
            tree=parse.tree(),
            text=document.text,
            mentions=mentions[low:high],
            timexes=timexes[first:last],
            quotations=quotations,
            said=said,
            language=world.language,
            words=words,
            outlets=world.kb.outlets,
        )


def _quotations(found: Layers) -> Iterator[tuple[Quotation, ...]]:
    """For every sentence the quotations whose quote, cue or speaker stands in it."""
    starts = [parse.span.start for parse in found.parses]
    home: dict[int, dict[int, Quotation]] = {}
    for number, quotation in enumerate(found.quotations):
        for span in (*quotation.quotes, *quotation.cues):
            first = max(0, bisect_left(starts, span.start + 1) - 1)
            for at in range(first, bisect_left(starts, span.end)):
                home.setdefault(at, {})[number] = quotation
    for at in range(len(starts)):
        yield tuple(home.get(at, {}).values())


def _in_sentence(scene: Scene) -> list[Lead]:
    """By nouns, and by media that no noun names already."""
    named = list(by_noun(scene))
    taken = [span for lead in named for span in (lead.span, *([lead.holder] if lead.holder else []))]
    media = [lead for lead in by_medium(scene) if not any(lead.span.overlaps(span) for span in taken)]
    media = [lead for lead in media if not _is_joined_to(lead, taken, scene)]
    nameless = [lead for lead in named if lead.holder is None and lead.kind in _PRINTED]
    if len(nameless) == len(media) == 1:
        held = replace(nameless[0], holder=media[0].holder, entity=media[0].entity)
        return [held if lead is nameless[0] else lead for lead in named]
    return [*named, *media]


def _is_joined_to(lead: Lead, taken: Sequence[Span], scene: Scene) -> bool:
    """„Interview mit X und Y“: the second of two media that one noun names."""
    words = scene.parse.words
    heads = [words[w.head].span for w in words if w.relation == "conj" and w.head >= 0 and lead.span.contains(w.span)]
    return any(head.overlaps(span) for head in heads for span in taken)


def _joined(leads: Sequence[Lead], text: str, definite: Collection[str]) -> list[Lead]:
    """Namings of one original as one lead.

    They are of one kind and have the same words for its holder; or a later one is a bare „der Bericht“.
    """
    groups: list[list[Lead]] = []
    by_holder: dict[tuple[str, str], list[Lead]] = {}
    by_noun: dict[str, list[Lead]] = {}
    for lead in sorted(leads, key=lambda lead: lead.span):
        article, _, noun = lead.span.of(text).rpartition(" ")
        holder = (lead.kind, fold((lead.entity or lead.holder or lead.span).of(text)))
        is_bare = not article or article.lower() in definite
        home = by_noun.get(fold(noun)) if is_bare else None
        home = home or (by_holder.get(holder) if lead.holder else None)
        if home is None:
            home = []
            groups.append(home)
        home.append(lead)
        by_holder[holder] = home
        by_noun[fold(_noun_of(lead, text))] = home
    return [_fullest(group) for group in groups]


def _noun_of(lead: Lead, text: str) -> str:
    """The last word of its name before its holder."""
    end = lead.holder.start if lead.holder and lead.span.start < lead.holder.start < lead.span.end else lead.span.end
    words = text[lead.span.start : end].split()
    return words[-1] if words else ""


def _fullest(group: Sequence[Lead]) -> Lead:
    """The longest naming of a group, with what the others know."""
    best = max(group, key=lambda lead: (len(lead.span), -lead.span.start))
    more: tuple[Span, ...] = tuple(lead.span for lead in group if lead is not best)
    held = best if best.holder else next((lead for lead in group if lead.holder), best)
    time = best.time or next((lead.time for lead in group if lead.time), None)
    return replace(best, more=more, holder=held.holder, entity=held.entity, time=time)

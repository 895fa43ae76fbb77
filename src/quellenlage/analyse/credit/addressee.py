"""The medium to which the people in the article gave their answers: it had them first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.kb.outlets import KbOutlet
from quellenlage.records.document import STORY_BLOCKS, BlockType, Document
from quellenlage.records.layers import Basis, Credit, CreditRole, Layers, Sentence
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

# Characters in front of the name of a medium in which the words stand that make it an addressee.
_REACH = 160
# Answers to one medium that make it the original, unless an interview with it is announced at the top.
_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class _Told:
    """A medium as addressee, in the analysed text."""

    outlet: KbOutlet
    span: Span
    announced: bool


def find_told(document: Document, found: Layers, world: World) -> Credit | None:
    """The one medium that most answers were given to.

    Args:
        document: Its blocks.
        found: Needs ``sentences``.
        world: ``outlets``, ``gazetteer``, and the wording ``told`` and ``interview`` of the language.

    Returns:
        The first place where it stands as addressee is the evidence. None if there is only one answer, and no
        interview is announced, or if answers were given to several media alike.
    """
    told = tuple(_find(document, found, world))
    if not told:
        return None
    counts = Counter(t.outlet.id for t in told)
    id_, answers = counts.most_common(1)[0]
    announced = any(t.announced for t in told if t.outlet.id == id_)
    if 2 * answers <= counts.total() or (answers < _ANSWERS and not announced):
        return None
    first = next(t for t in told if t.outlet.id == id_)
    place = document.passage(first.span)
    return Credit(
        span=Span(place.start, place.end),
        name=place.text,
        role=CreditRole.AGENCY if first.outlet.is_agency else CreditRole.ORIGINAL,
        by=By("interview with it" if announced else "answers given to it"),
        basis=Basis.INFERRED,
        entity=id_,
    )


def _find(document: Document, found: Layers, world: World) -> Iterator[_Told]:
    """Media behind words that make them an addressee, sentence by sentence."""
    rules = world.language.credits
    if not rules.told and not rules.interview:
        return
    # Down to its first paragraph an article says that it reports an interview.
    first = next((i for i, block in enumerate(document.blocks) if block.type is BlockType.BODY), 0)
    for sentence in found.sentences:
        if document.blocks[sentence.block].type in STORY_BLOCKS:
            for outlet, span in _media(sentence, document.text, world):
                before = document.text[max(sentence.span.start, span.start - _REACH) : span.start]
                asked = bool(rules.interview and rules.interview.search(before))
                told = bool(rules.told and rules.told.search(before))
                own = bool(rules.own and rules.own.search(before))
                if asked or (told and not own):
                    yield _Told(outlet, span, asked and sentence.block <= first)


def _media(sentence: Sentence, text: str, world: World) -> Iterator[tuple[KbOutlet, Span]]:
    """Known media of the sentence whose name only one of them bears."""
    outlets = world.outlets.rows
    words = sentence.span.of(text)
    for hit in world.gazetteer.find(words):
        known = [outlets[e] for e in hit.entities if e in outlets]
        # „der Bild-Reporter“ is not „der Bild“.
        is_part = words[hit.span.end : hit.span.end + 1] == "-"
        if len(known) == 1 and len(hit.entities) == 1 and not is_part:
            yield known[0], hit.span.shift(sentence.span.start)

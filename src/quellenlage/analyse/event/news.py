"""Which events an article tells as its news: those that a finite verb tells at its head without a day of their own."""

from __future__ import annotations

from bisect import bisect_left

from quellenlage.analyse.event.arguments import predicate_of
from quellenlage.analyse.event.scene import Scene
from quellenlage.analyse.event.signs import Reading
from quellenlage.records.document import BlockType, Document
from quellenlage.records.layers import Factuality, Phase, Sentence

# The news stands in the title, the standfirst and so many lines of the body; what comes later may be of long ago.
_LINES = 2
_HEAD = frozenset({BlockType.TITLE, BlockType.STANDFIRST})


def find_head(document: Document, sentences: tuple[Sentence, ...]) -> range:
    """Indexes of the sentences at the head of an article."""
    blocks = [block for block in document.blocks if block.clean is not None and block.is_story]
    body = [block for block in blocks if block.type not in _HEAD][:_LINES]
    head = [block for block in blocks if block.type in _HEAD and (not body or block.source < body[-1].source)]
    end = max((block.clean.end for block in (*head, *body) if block.clean is not None), default=0)
    return range(bisect_left([sentence.span.start for sentence in sentences], end))


def is_news(at: int, reading: Reading, scene: Scene) -> bool:
    """Whether a verb tells it as having happened, in the present of headlines, the perfect or the preterite.

    „hatte vereinbart“ tells what was before the news.
    """
    verb = predicate_of(at, scene)
    if scene.words[verb].upos != "VERB" or reading != Reading(Phase.OCCURRED, Factuality.CT_PLUS):
        return False
    perfect = [scene.words[child] for child in scene.tree.children(verb, ("aux",))]
    before = scene.words[verb].has("VerbForm", "Part") and any(word.has("Tense", "Past") for word in perfect)
    bare = scene.words[verb].has("VerbForm", "Inf") and not perfect
    return not before and not bare and scene.words[verb].relation not in ("acl", "acl:relcl", "amod", "advcl")

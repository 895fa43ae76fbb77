"""„Name: …“ in a headline: what stands behind the colon is what the person says."""

from __future__ import annotations

from quellenlage.analyse.quotation.speakers import Scene
from quellenlage.records.document import BlockType
from quellenlage.records.layers import Act, EntityType, Medium, Mention, MentionForm, Quotation, QuotationType
from quellenlage.records.provenance import By
from quellenlage.text.marks import Marked
from quellenlage.text.span import Span

_HEADLINES = frozenset({BlockType.TITLE, BlockType.HEADING, BlockType.STANDFIRST})
# What a person says in a headline has so many words at least; one or two are a topic.
_MIN_WORDS = 3
_STOPS = ".!… "


def find_headline(
    scene: Scene, block: BlockType, marks: tuple[Marked, ...], mentions: tuple[Mention, ...], text: str
) -> list[Quotation]:
    """What stands behind the colon of a headline that begins with the name of a person and nothing else.

    Args:
        scene: The sentence.
        block: Type of its block.
        marks: Words in quotation marks in it.
        mentions: In it.
        text: The analysed text.
    """
    colon = scene.forms.index(":") if ":" in scene.forms else 0
    if block not in _HEADLINES or not colon:
        return []
    tokens = scene.sentence.tokens
    before = Span(tokens[0].start, tokens[colon - 1].end)
    named = [m for m in mentions if m.type is EntityType.PER and m.form is MentionForm.NAME and before.contains(m.span)]
    if len(named) != 1 or before.start != (named[0].title or named[0].span).start or before.end != named[0].span.end:
        return []
    mark = next((m for m in marks if m.outer.start >= tokens[colon].end), None)
    rest = Span(tokens[colon].end, scene.sentence.span.end)
    behind = mark.inner if mark else Span(min(rest.start + 1, rest.end), rest.end)
    while len(behind) and text[behind.end - 1] in _STOPS:
        behind = Span(behind.start, behind.end - 1)
    if len(behind.of(text).split()) < _MIN_WORDS or any(behind.contains(m.outer) for m in marks if not mark):
        return []
    return [
        Quotation(
            quotes=(behind,),
            type=QuotationType.DIRECT if mark else QuotationType.INDIRECT,
            medium=Medium.SPEECH,
            act=Act.ASKS if text[behind.end : behind.end + 1] == "?" else Act.ASSERTS,
            voice=before,
            speakers=(named[0].span,),
            by=By("name and colon in a headline"),
        )
    ]

"""Pages whose lines have the types that a test wants, so that no classifier has a say in it."""

from collections.abc import Iterable

from quellenlage.analyse.credit import find_credits
from quellenlage.analyse.segment import find_sentences
from quellenlage.records.document import ANALYSED_BLOCKS, Block, BlockType, Document, Source, Statement
from quellenlage.records.layers import Credit, Layers
from quellenlage.records.provenance import By
from quellenlage.text.edit import Edit, apply_edits
from quellenlage.text.span import Span
from quellenlage.world import World, load_world

BY = By("test")
TITLE = ("title", "Die Mühle am Bach bekommt ein neues Rad")
BODY = ("body", "Der Rat hat am Montag beschlossen, das alte Rad der Mühle zu ersetzen. Das Geld reicht dafür nicht.")
MORE = ("body", "Im Herbst soll es sich wieder drehen, und dann wird dort auch wieder Mehl für das Dorf gemahlen.")


def page_of(lines: Iterable[tuple[str, str]], *, path: str = "a.txt", said: Iterable[Statement] = ()) -> Document:
    """A document of these lines (type and words), an empty line between them."""
    blocks, parts, at = [], [], 0
    for kind, words in lines:
        blocks.append((Span(at, at + len(words)), BlockType(kind)))
        parts.append(words)
        at += len(words) + 2
    text = "\n\n".join(parts)
    clean, way = apply_edits(text, [Edit(span, "", "cut") for span, kind in blocks if kind not in ANALYSED_BLOCKS])
    source = Source(id="a", path=path, sha256="0", text=text, encoding="utf-8", statements=tuple(said))
    return Document(
        source=source,
        text=clean,
        alignment=way,
        edits=(),
        blocks=tuple(
            Block(source=s, clean=way.to_clean(s) if kind in ANALYSED_BLOCKS else None, type=kind, by=BY)
            for s, kind in blocks
        ),
        language="de",
    )


def credits_of(document: Document, world: World | None = None) -> tuple[Credit, ...]:
    """What the stage finds."""
    world = world or load_world("de", "none")
    found = Layers(sentences=find_sentences(document, Layers(), world))
    return find_credits(document, found, world)


def makers(*lines: tuple[str, str], path: str = "a.txt", said: Iterable[Statement] = ()) -> dict[str, list[str]]:
    """Role to names, of a page with a title and two paragraphs around these lines if they bring none."""
    found: dict[str, list[str]] = {}
    for credit in credits_of(page_of(lines, path=path, said=said)):
        found.setdefault(str(credit.role), []).append(credit.name)
    return found

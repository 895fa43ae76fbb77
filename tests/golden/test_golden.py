"""The example story against golden files that a person can read: `make golden` writes them anew, read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.tables import VIEWS, Table
from quellenlage.records.layers import Analysis
from quellenlage.text.span import Span
from quellenlage.world import load_world

ROOT = Path(__file__).parents[2]
STORY = ROOT / "examples" / "schafimpfstoff"
GOLDEN = Path(__file__).parent / "schafimpfstoff"
WRITE = os.environ.get("QUELLENLAGE_GOLDEN") == "write"
WIDTH = 100


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    world = load_world()
    return [compile_article(path.read_bytes(), path.name, world) for path in sorted(STORY.glob("*.txt"))]


def marks(analysis: Analysis) -> list[tuple[str, list[tuple[Span, str]]]]:
    """What is drawn under the text: one row of bars a layer."""
    found = analysis.found
    names = [(m.span, m.type) for m in found.mentions if m.form == "name"]
    actors = [(m.span, "anonymous" if m.anonymous else "actor") for m in found.mentions if m.form != "name"]
    times = [(t.span, t.symbolic.value) for t in found.timexes]
    said = [(span, q.act) for q in found.quotations for span in q.quotes]
    cues = [(span, "cue") for q in found.quotations for span in q.cues]
    speakers = [(q.voice, "speaker") for q in found.quotations if q.voice]
    events = [(e.span, e.type) for e in found.events]
    return [
        ("name", names),
        ("actor", actors),
        ("time", times),
        ("quote", said),
        ("said by", cues + speakers),
        ("event", events),
    ]


def bars(line: Span, spans: list[tuple[Span, str]]) -> str:
    """Bars for the part of every span that lies in the line, the label at its beginning."""
    row = [" "] * len(line)
    for span, label in sorted(spans, key=lambda s: (s[0], s[1])):
        start, end = max(span.start, line.start) - line.start, min(span.end, line.end) - line.start
        if start < end:
            row[start:end] = (str(label) + "─" * (end - start))[: end - start]
    return "".join(row).rstrip()


def draw(analysis: Analysis) -> str:
    """Block by block: its type, the text in lines of 100 characters, bars under it."""
    text, layers = analysis.document.text, marks(analysis)
    out = []
    for block in analysis.document.blocks:
        if block.clean is None:
            words = " ".join(block.source.of(analysis.document.source.text).split())
            out.append(f"[{block.type}] {words}\n")
            continue
        out.append(f"[{block.type}]")
        for start in range(block.clean.start, block.clean.end, WIDTH):
            line = Span(start, min(start + WIDTH, block.clean.end))
            out.append(f"          {line.of(text)}".rstrip())
            for name, spans in layers:
                drawn = bars(line, spans)
                if drawn:
                    out.append(f"{name:<10}{drawn}")
        out.append("")
    return "\n".join(out)


def plain(table: Table) -> str:
    """A table without its ids, which change with every byte of the text."""
    keep = [i for i, name in enumerate(table.columns) if name != "id"]
    rows = [" | ".join(row[i] for i in keep) for row in (table.columns, *table.rows)]
    return "\n".join([f"# {table.title}", *rows, ""])


def compare(name: str, actual: str) -> None:
    path = GOLDEN / name
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8")
        pytest.fail(f"{name} written; read the diff, then run without QUELLENLAGE_GOLDEN")
    assert actual == path.read_text(encoding="utf-8"), f"{name} differs; 'make golden' writes it anew, read the diff"


@pytest.mark.parametrize("number", range(8))
def test_layers_of_an_article_are_as_read(analyses: list[Analysis], number: int) -> None:
    analysis = analyses[number]
    compare(Path(analysis.document.source.path).stem + ".layers.txt", draw(analysis))


def test_the_linked_record_is_as_read(analyses: list[Analysis]) -> None:
    record = link_pile(analyses, load_world())
    compare("record.txt", "\n".join(plain(view(record)) for view in VIEWS.values()))

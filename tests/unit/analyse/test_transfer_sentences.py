"""Transfers in the ways German news puts them, in sentences that are all invented; and what only looks like one."""

from pathlib import Path

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.text.span import Span
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"
# A second sentence, so that the paragraph is one of a story.
MORE = " Das wurde am Abend in der Stadt bekannt, und die Leute sprachen noch lange darüber."
_LINES = Path(__file__).parents[2] / "data" / "transfer_sentences.txt"
SENTENCES = [
    tuple(line.split(" | ", 1)) for line in _LINES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


def told(text: str) -> str:
    """The transfers of a sentence in the form of the list."""
    done = compile_article((TITLE + text + MORE).encode(), "a.txt", load_world())
    assert done.document.language == "de", "the text needs more small German words"

    def words(spans: tuple[Span, ...], joint: str = " + ") -> str:
        return joint.join(span.of(done.document.text) for span in spans) or "-"

    rows = [
        f"{words(t.suppliers)} > {words(t.recipients)} : {words(tuple(i.span for i in t.items), ', ')} : "
        f"{t.stage}{t.polarity.removesuffix('+')}"
        for t in done.found.transfers
    ]
    return " ; ".join(rows) or "none"


@pytest.mark.parametrize(("expected", "text"), SENTENCES)
def test_transfers_of_a_sentence(expected: str, text: str):
    assert told(text) == expected

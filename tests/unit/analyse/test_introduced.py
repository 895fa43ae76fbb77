"""What a noun with an article means where a name was introduced by it. Invented passages, read by the open model."""

from pathlib import Path

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import MentionForm
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht, ist für die Leute im Ort nicht neu\n\n"
PASSAGES = Path(__file__).parents[2] / "data" / "introduced_passages.txt"
ROWS = [row.split("|") for row in PASSAGES.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]


@pytest.mark.parametrize(("text", "words", "expected"), ROWS, ids=[f"{i} {row[1]}" for i, row in enumerate(ROWS)])
def test_a_noun_means_what_it_introduced(text: str, words: str, expected: str):
    done = compile_article((TITLE + text).encode(), "a.txt", load_world("de", "de-open"))
    whole = done.document.text
    found = [r for r in done.found.references if r.span.of(whole) == words]
    meant = [span.of(whole) for span in found[-1].antecedents] if found else []
    assert any(expected in one or one in expected for one in meant) if expected else meant == []


def test_an_institution_is_called_in_the_nominative():
    done = compile_article((TITLE + "Die Halle des Ministeriums ist leer.").encode(), "a.txt", load_world())
    assert [m.name for m in done.found.mentions if m.form is MentionForm.NOMINAL] == ["Ministerium"]

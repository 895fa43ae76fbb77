"""Every type of event: sentences that tell of one and sentences that only look like it, each read by the model."""

import tomllib
from pathlib import Path

import pytest
from tests.unit.analyse.events_of import events_of

from quellenlage.ontology.loader import load_ontology

EXAMPLES = tomllib.loads(Path(__file__).with_name("event_examples.toml").read_text(encoding="utf-8"))
# Acts of speech are quotations, no events.
TYPES = sorted(set(load_ontology().events) - {"statement"})


def test_every_type_has_its_examples():
    assert sorted(EXAMPLES) == TYPES
    assert [kind for kind, rows in EXAMPLES.items() if len(rows["yes"]) < 8 or len(rows["no"]) < 6] == []


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in TYPES for text in EXAMPLES[kind]["yes"]])
def test_an_event_is_found(kind: str, text: str):
    assert events_of(f"Das ist die Meldung des Tages. {text}", kind)[1]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in TYPES for text in EXAMPLES[kind]["no"]])
def test_what_looks_alike_is_none(kind: str, text: str):
    assert not events_of(f"Das ist die Meldung des Tages. {text}", kind)[1]

"""A newcomer adds a type of event: one file and some words, as ``docs/how-to/new-event-type.md`` says."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.lang.loader import FOLDER as LANGUAGES
from quellenlage.lang.loader import load_language
from quellenlage.ontology.loader import FOLDER as TYPES
from quellenlage.ontology.loader import load_ontology
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.world import World, load_world

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "new-event-type.md"
TEXT = """Ein ruhiger Tag in der Stadt

Die Ministerin Anna Brandt ist am Freitag zurückgetreten. Der Rücktritt von Anna Brandt war lange erwartet worden.

Mehr ist dazu noch nicht bekannt, und es wird wohl auch dabei bleiben.
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """German with what the page tells to write."""
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(LANGUAGES / "de", tmp_path / "de")
    shutil.copytree(TYPES / "events", tmp_path / "events")
    (tmp_path / "events" / "resignation.toml").write_text(blocks[0], encoding="utf-8")
    with (tmp_path / "de" / "triggers.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + blocks[1] + blocks[2])
    language, ontology = load_language("de", folder=tmp_path), load_ontology(tmp_path)
    return replace(load_world("de"), language=language, ontology=ontology)


def test_the_event_is_found_and_linked(world: World):
    record = link_pile([compile_article(TEXT.encode(), "a.txt", world)], world)
    names = {entity.id: entity.name for entity in record.entity}
    (event,) = [event for event in record.event if event.type == "resignation"]
    assert event.label == "Rücktritt: Anna Brandt"
    assert [(p.role, names[p.entity]) for p in event.participants] == [("OFFICIAL", "Anna Brandt")]
    assert len(event.mentions) == 2
    assert event.phase == "occurred"

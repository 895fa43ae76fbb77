import shutil
from pathlib import Path

import pytest

from quellenlage.errors import DataFileError
from quellenlage.ontology.loader import FOLDER, load_ontology

TYPE = 'type = "{name}"\nlabel = {{de = "Fest", en = "feast"}}\ncameo = []\n'


def told(folder: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        load_ontology(folder)
    assert all(isinstance(fault, DataFileError) for fault in caught.value.exceptions)
    return [str(fault) for fault in caught.value.exceptions]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    (tmp_path / "events").mkdir()
    return tmp_path / "events"


def test_an_unbroken_copy_is_the_ontology_itself(tmp_path: Path):
    shutil.copytree(FOLDER / "events", tmp_path / "events")
    assert load_ontology(tmp_path) == load_ontology()


def test_a_type_is_called_as_its_file(events: Path):
    (events / "feast.toml").write_text(TYPE.format(name="party"))
    assert any("type: expected 'feast', the name of the file" in fault for fault in told(events.parent))


def test_a_role_takes_only_types_of_entities(events: Path):
    role = '[[role]]\nname = "GUEST"\ntakes = ["PER", "TIER"]\n'
    (events / "feast.toml").write_text(TYPE.format(name="feast") + role)
    (fault,) = told(events.parent)
    assert "role GUEST: TIER: expected one of PER" in fault


def test_a_type_has_a_name_in_both_languages(events: Path):
    (events / "feast.toml").write_text('type = "feast"\nlabel = {de = "Fest"}\n')
    (fault,) = told(events.parent)
    assert "label: expected a name in de and en" in fault


def test_faults_of_all_types_are_told_at_once(events: Path):
    (events / "a.toml").write_text('type = "a"\n')
    (events / "b.toml").write_bytes(b"\xff")
    (events / "c.toml").write_text("offen = [")
    text = "\n".join(told(events.parent))
    assert all(word in text for word in ("a.toml: label", "b.toml: byte 0", "c.toml: file: expected TOML"))


def test_an_ontology_without_types_is_told(events: Path):
    (fault,) = told(events.parent)
    assert "at least one type" in fault

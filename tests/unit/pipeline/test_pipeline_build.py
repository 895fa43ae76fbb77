import os
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.errors import ConfigError
from quellenlage.pipeline.build import build
from quellenlage.pipeline.pool import Limits
from quellenlage.present.integrity import check_record
from quellenlage.present.jsonl import hash_record
from quellenlage.records.document import InputStatus
from quellenlage.store import Dossier
from quellenlage.world import World, load_world, load_worlds

STORY = (
    "Mühlbach bekommt eine Brücke\n\nDie Bürgermeisterin Hedwig Sandner sagte am Dienstag in Berlin: „Wir bauen.“ "
    "Der Landwirt Alois Brandl bestritt, dass er davon wusste.\n"
)
FRENCH = "Le pont\n\nLe conseil du village a voté cette semaine pour un nouveau pont sur le ruisseau.\n"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "gut.txt").write_text(STORY, encoding="utf-8")
    (folder / "leer.txt").write_text(" \n", encoding="utf-8")
    (folder / "bild.txt").write_bytes(b"\x89PNG\0\0")
    (folder / "reklame.txt").write_text("Anzeige\n", encoding="utf-8")
    (folder / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "alt.txt").write_bytes(STORY.replace("“", '"').replace("„", '"').encode("cp1252"))
    return folder


def test_an_unusable_article_is_quarantined_and_the_others_are_built(pile: Path, world: World):
    with Dossier(pile / "d.db", create=True) as dossier:
        report = build((str(pile),), dossier, (world,))
        record = dossier.record()
        assert check_record(record, dossier.analyses()).faults == ()
    assert [row.source for row in record.article] == ["alt.txt", "fr.txt", "gut.txt"]
    known = " or ".join(world.language.name for world in load_worlds())
    assert {row.source: (row.status, row.reason) for row in record.input} == {
        "alt.txt": ("partial", "is no UTF-8; read as cp1252"),
        "bild.txt": ("rejected", "is no text but a binary file"),
        "fr.txt": ("partial", f"is not in {known} but in fr: kept, not analysed"),
        "gut.txt": ("ok", ""),
        "leer.txt": ("rejected", "is empty"),
        "reklame.txt": ("rejected", "holds nothing but page furniture"),
    }
    assert record.run[0].inputs == {"ok": 1, "partial": 2, "rejected": 3, "duplicate": 0}
    assert report.counts == {
        InputStatus.OK: 1,
        InputStatus.PARTIAL: 2,
        InputStatus.REJECTED: 3,
        InputStatus.DUPLICATE: 0,
    }
    assert report.articles == 3


def test_adding_one_by_one_equals_building_all(pile: Path, world: World):
    with Dossier(pile / "all.db", create=True) as dossier:
        build((str(pile),), dossier, (world,))
        whole = hash_record(dossier.record())
    with Dossier(pile / "one.db", create=True) as dossier:
        for path in sorted(pile.glob("*.txt"), reverse=True):
            build((str(path),), dossier, (world,))
        assert hash_record(dossier.record()) == whole


def test_building_again_analyses_nothing_and_changes_nothing(pile: Path, world: World):
    with Dossier(pile / "d.db", create=True) as dossier:
        first = build((str(pile),), dossier, (world,))
        before, count = hash_record(dossier.record()), []
        again = build((str(pile),), dossier, (world,), on_article=lambda: count.append(1))
        assert again == first
        assert hash_record(dossier.record()) == before
    # Only those that gave no article are tried again.
    assert len(count) <= first.counts[InputStatus.REJECTED]


def test_other_data_lead_to_a_new_analysis_with_the_same_status(pile: Path, world: World):
    with Dossier(pile / "d.db", create=True) as dossier:
        build((str(pile),), dossier, (world,))
        before = dossier.record()
        build((), dossier, (replace(world, hash="0" * 64),))
        after = dossier.record()
    assert {row.source: row.status for row in after.input} == {row.source: row.status for row in before.input}
    assert after.run[0].inputs == before.run[0].inputs
    assert after.article == before.article


def test_an_input_that_cannot_be_found_is_noted(tmp_path: Path, world: World):
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        report = build((str(tmp_path / "fehlt.txt"),), dossier, (world,))
        assert report.counts[InputStatus.REJECTED] == 1
        assert [row.status for row in dossier.record().input] == ["rejected"]


def test_the_same_text_under_the_same_name_elsewhere_is_a_duplicate(pile: Path, world: World):
    other = pile.parent / "andere"
    other.mkdir()
    (other / "gut.txt").write_text(STORY, encoding="utf-8")
    with Dossier(pile.parent / "d.db", create=True) as dossier:
        build((str(pile / "gut.txt"),), dossier, (world,))
        report = build((str(other / "gut.txt"),), dossier, (world,))
        assert report.counts[InputStatus.DUPLICATE] == 1
        assert report.articles == 1


def test_a_copy_under_another_name_is_kept_and_grouped(pile: Path, world: World):
    (pile / "kopie.txt").write_text(STORY, encoding="utf-8")
    with Dossier(pile / "d.db", create=True) as dossier:
        build((str(pile / "gut.txt"), str(pile / "kopie.txt")), dossier, (world,))
        record = dossier.record()
    assert [row.source for row in record.article] == ["gut.txt", "kopie.txt"]
    assert [row.relation for row in record.copy] == ["identical"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only on POSIX")
def test_a_file_whose_name_is_no_utf8_is_built(tmp_path: Path, world: World):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY, encoding="utf-8")
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        report = build((str(tmp_path),), dossier, (world,))
        assert [row.source for row in dossier.record().article] == ["caf\\udce9.txt"]
    assert report.counts[InputStatus.OK] == 1


def test_a_build_of_nothing_is_wrong_use(tmp_path: Path, world: World):
    with Dossier(tmp_path / "d.db", create=True) as dossier, pytest.raises(ConfigError, match="at least one file"):
        build((), dossier, (world,))


def test_an_article_that_takes_too_long_is_rejected_alone(tmp_path: Path, world: World):
    (tmp_path / "gut.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "lang.txt").write_text(f"{STORY}\n\n" * 4000, encoding="utf-8")
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        report = build((str(tmp_path / "lang.txt"),), dossier, (world,), limits=Limits(seconds=0.5))
        assert [(source, status) for source, status, _ in report.inputs] == [("lang.txt", InputStatus.REJECTED)]
        assert "took longer" in report.inputs[0][2]
        report = build((str(tmp_path / "gut.txt"),), dossier, (world,))
        assert report.articles == 1
        assert report.inputs == ()


def test_an_article_that_needs_too_much_memory_is_rejected_alone(tmp_path: Path):
    (tmp_path / "gut.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "lang.txt").write_text(f"{STORY}\n\n" * 20_000, encoding="utf-8")
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        # Without the model, which alone holds as much; dictionaries take a hundred megabytes.
        report = build((str(tmp_path),), dossier, (load_world("de", "none"),), jobs=2, limits=Limits(bytes=400 << 20))
    assert [(source, status) for source, status, _ in report.inputs] == [("lang.txt", InputStatus.REJECTED)]
    assert "memory" in report.inputs[0][2]
    assert report.articles == 1

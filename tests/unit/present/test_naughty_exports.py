"""Six hundred hostile strings as text, title, name and path, in every form that leaves: they stay words."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx
import openpyxl
import pytest
from tests.unit.naughty import naughty_strings
from tests.unit.present.dossier_rows import join_records, make_record

from quellenlage.cli.export_forms import FORMS, Target
from quellenlage.pipeline.build import build
from quellenlage.present.report.word import PARTS
from quellenlage.store import Dossier
from quellenlage.world import load_worlds

STRINGS = naughty_strings()
CALM = tuple(f"Der Hafen {number} sei leer" for number in range(len(STRINGS)))


def dossier_of(path: Path, words: tuple[str, ...]) -> Dossier:
    others = (*words[1:], words[0])
    dossier = Dossier(path, create=True)
    dossier.put_record(
        join_records(make_record(w, name, f"-{n}") for n, (w, name) in enumerate(zip(words, others, strict=True)))
    )
    return dossier


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier_of(tmp_path_factory.mktemp("naughty") / "dossier.db", STRINGS)


def written(dossier: Dossier, form: str, folder: Path, language: str = "de") -> Path:
    target = folder / f"out.{form}"
    FORMS[form].write(dossier, Target(str(target), "dossier", language=language))
    return target


@pytest.mark.parametrize("form", ["jsonl", "ftm"])
def test_lines_are_objects(dossier: Dossier, tmp_path: Path, form: str) -> None:
    lines = written(dossier, form, tmp_path).read_text(encoding="utf-8").split("\n")
    assert all(isinstance(json.loads(line), dict) for line in lines if line)
    assert len(lines) > 2 * len(STRINGS)


@pytest.mark.parametrize("form", ["jsonld", "timeline", "datasette"])
def test_objects_are_whole(dossier: Dossier, tmp_path: Path, form: str) -> None:
    found = json.loads(written(dossier, form, tmp_path).read_text(encoding="utf-8"))
    assert found
    if form == "timeline":
        texts = [event["text"][part] for event in found["events"] for part in event["text"]]
        assert texts
        assert not [text for text in texts if re.search("<(?!/?(p|em|b|i|br|blockquote|q|cite|span)\\b)", text)]


def test_tables_have_no_formulas(dossier: Dossier, tmp_path: Path) -> None:
    for path in sorted(written(dossier, "csv", tmp_path).glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8", errors="strict"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        assert not [cell for row in rows[1:] for cell in row if re.match(r"[=+@\t\r]|-[^\d.]", cell)], path.name


def test_the_workbook_opens_and_calculates_nothing(dossier: Dossier, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(dossier, "xlsx", tmp_path), read_only=True)
    assert book["article"].max_row == 2 * len(STRINGS) + 1
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_graph_opens(dossier: Dossier, tmp_path: Path) -> None:
    assert networkx.read_graphml(written(dossier, "graphml", tmp_path)).number_of_nodes() >= len(STRINGS)


def test_markdown_and_word_have_the_same_shape_whatever_is_said(tmp_path: Path) -> None:
    language = "en"  # in which words of articles bear their language, too
    shapes, lines = [], []
    for number, words in enumerate((STRINGS, CALM)):
        with dossier_of(tmp_path / f"{number}.db", words) as dossier:
            with zipfile.ZipFile(written(dossier, "docx", tmp_path, language)) as file:
                parts = [ET.fromstring(file.read(name)) for name in PARTS]
            text = written(dossier, "md", tmp_path, language).read_text(encoding="utf-8")
        shapes.append([sorted({(e.tag, *sorted(e.keys())) for e in part.iter()}) for part in parts])
        lines.append([re.match(r"(\s*)([#-]*|\[\^\d+\]:|\|)", line)[0] for line in text.split("\n")])
        assert "<" not in text
        assert "://" not in text
    assert shapes[0] == shapes[1]
    assert len(lines[0]) == len(lines[1])
    assert [line for line in lines[0] if "#" in line] == [line for line in lines[1] if "#" in line]


def test_the_copy_holds_every_string(dossier: Dossier, tmp_path: Path) -> None:
    with Dossier(written(dossier, "sqlite", tmp_path)) as copy:
        assert len(copy.record().claim) == len(STRINGS)


def test_a_pile_of_them_is_built_and_leaves_as_cas(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    for start in range(0, len(STRINGS), 100):
        named = re.sub(r"[/\x00\s]", "_", STRINGS[-1 - start])[:60] or "x"
        said = [
            f"Die Ministerin wies das am Freitag zurück. „{words}“, sagte sie vor dem Ausschuss des Landtags."
            for words in STRINGS[start : start + 100]
        ]
        (pile / f"{start} {named}.txt").write_text("\n".join(said), encoding="utf-8")
    with Dossier(tmp_path / "dossier.db", create=True) as dossier:
        build((str(pile),), dossier, load_worlds("none"), jobs=1)
        record = dossier.record()
        assert len(record.input) == -(-len(STRINGS) // 100)
        # Files with control characters may be refused, with a reason.
        assert len(record.article) >= 3
        assert len(record.block) > 300
        for form in FORMS:
            assert written(dossier, form, tmp_path).exists()
    for path in (tmp_path / "out.xmi").glob("*.xmi"):
        assert ET.fromstring(path.read_bytes()).tag.endswith("XMI")

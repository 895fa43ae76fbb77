"""What other programs get: written by the program, read back by their own libraries."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import networkx
import openpyxl
import pytest
from pyld import jsonld
from run_quellenlage import Run

# Kinds of which every passage is the whole row.
SPANS = {"block": "Block", "mention": "Mention", "timex": "Timex"}
UNUSUAL = (
    "Fähre in Mühlbach 👍🏽 gerammt\r\n\r\n"
    "김정은 sagte am 3. Mai 2024 in Mu\u0308hlbach: „Der Kahn 🚢 ist leck.“ Minister Ole Brandt bestritt das.\r\n"
)


@pytest.fixture(scope="module")
def out(run: Run, dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story in every form."""
    folder = tmp_path_factory.mktemp("exports")
    for form in ("csv", "xlsx", "ftm", "jsonld", "timeline", "graphml", "xmi"):
        done = run("export", dossier, "-f", form, "-o", folder / f"story.{form}")
        assert done.code == 0, done.err
    return folder


def counts(exported: list[dict[str, Any]]) -> Counter[str]:
    return Counter(row["kind"] for row in exported)


def test_every_table_leaves_as_csv(out: Path, exported: list[dict[str, Any]]) -> None:
    for kind, number in counts(exported).items():
        with (out / "story.csv" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == number


def test_every_table_is_a_worksheet(out: Path, exported: list[dict[str, Any]]) -> None:
    book = openpyxl.load_workbook(out / "story.xlsx")
    assert {kind: book[kind].max_row - 1 for kind in counts(exported)} == counts(exported)


def test_the_graph_opens_in_networkx(out: Path, exported: list[dict[str, Any]]) -> None:
    graph = networkx.read_graphml(out / "story.graphml")
    ids = {row["id"] for row in exported if row["kind"] == "entity"}
    assert 0 < graph.number_of_nodes() <= len(ids)
    assert set(graph.nodes) <= ids


def test_the_timeline_has_every_event_with_a_day(out: Path, exported: list[dict[str, Any]]) -> None:
    dated = {row["id"] for row in exported if row["kind"] == "event" and (row["from"] or row["to"])}
    timeline = json.loads((out / "story.timeline").read_text(encoding="utf-8"))
    assert {event["unique_id"] for event in timeline["events"]} == dated


def test_json_ld_is_expanded_by_pyld(out: Path, exported: list[dict[str, Any]]) -> None:
    graph = jsonld.expand(json.loads((out / "story.jsonld").read_text(encoding="utf-8")))
    types = Counter(kind for node in graph for kind in node["@type"])
    assert types["https://schema.org/Quotation"] == counts(exported)["quotation"]
    assert types["https://schema.org/Claim"] == counts(exported)["claim"]


def test_follow_the_money_has_every_article_and_event(out: Path, exported: list[dict[str, Any]]) -> None:
    lines = (out / "story.ftm").read_text(encoding="utf-8").splitlines()
    schemata = Counter(json.loads(line)["schema"] for line in lines)
    assert (schemata["Article"], schemata["Event"]) == (counts(exported)["article"], counts(exported)["event"])


def spans_of_cas(folder: Path) -> Counter[tuple[str, str, int, int, str]]:
    cassis = pytest.importorskip("cassis")
    types = cassis.load_typesystem(folder / "TypeSystem.xml")
    found: Counter[tuple[str, str, int, int, str]] = Counter()
    for path in folder.glob("*.xmi"):
        cas = cassis.load_cas_from_xmi(path, typesystem=types)
        for name in SPANS.values():
            for mark in cas.select(f"quellenlage.{name}"):
                found[name, path.stem, mark.begin, mark.end, mark.get_covered_text()] += 1
    return found


def spans_of_record(exported: list[dict[str, Any]]) -> Counter[tuple[str, str, int, int, str]]:
    rows = (row for row in exported if row["kind"] in SPANS)
    return Counter((SPANS[r["kind"]], r["article"], r["start"], r["end"], r["text"]) for r in rows)


def test_a_cas_has_the_spans_of_the_record(out: Path, exported: list[dict[str, Any]]) -> None:
    assert spans_of_cas(out / "story.xmi") == spans_of_record(exported)


def test_a_cas_counts_in_utf_16_behind_emoji_and_hangul(run: Run, tmp_path: Path) -> None:
    pile, dossier = tmp_path / "pile", tmp_path / "d.db"
    pile.mkdir()
    (pile / "a.txt").write_bytes(UNUSUAL.encode())
    assert run("build", pile, "-o", dossier).code == 0
    assert run("export", dossier, "-f", "xmi", "-o", tmp_path / "cas").code == 0
    wanted = spans_of_record(run("export", dossier, "-f", "jsonl").objects())
    assert wanted
    assert spans_of_cas(tmp_path / "cas") == wanted


def test_what_is_changed_in_a_cas_comes_back(run: Run, dossier: Path, out: Path, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis")
    copy, folder = tmp_path / "copy.db", tmp_path / "cas"
    shutil.copy(dossier, copy)
    shutil.copytree(out / "story.xmi", folder)
    untouched = run("review", "annotations", copy, folder)
    assert (untouched.code, "0 corrections, 0 refused" in untouched.err) == (0, True), untouched.err
    types = cassis.load_typesystem(folder / "TypeSystem.xml")
    path = max(folder.glob("*.xmi"), key=lambda p: p.stat().st_size)
    cas = cassis.load_cas_from_xmi(path, typesystem=types)
    mentions = {m.name: m for m in cas.select("quellenlage.Mention") if m.form == "name"}
    quote = next(q for q in cas.select("quellenlage.Quote") if q.speaker in mentions)
    other = next(name for name in mentions if name != quote.speaker)
    quote.speaker = other
    block = next(b for b in cas.select("quellenlage.Block") if b.category == "title")
    cas.add(types.get_type("quellenlage.Quote")(begin=block.begin, end=block.end, act="asks", speaker=other))
    cas.to_xmi(path)
    done = run("review", "annotations", copy, folder, "--who", "Ida")
    assert (done.code, "2 corrections, 0 refused" in done.err) == (0, True), done.err
    rows = run("export", copy, "-f", "jsonl").objects()
    names = {row["id"]: row["name"] for row in rows if row["kind"] == "entity"}
    said = {(row["action"], row["status"], row["who"]) for row in rows if row["kind"] == "correction"}
    assert said == {("speaker", "applied", "Ida"), ("add", "applied", "Ida")}
    spoken = {q["quote"][0]["text"]: q for q in rows if q["kind"] == "quotation" and q["article"] == path.stem}
    for mark in (quote, block):
        row = spoken[mark.get_covered_text()]
        assert [names[entity] for entity in row["speaker"]["entities"]] == [other]
    assert run("review", "annotations", copy, folder).err.count("0 corrections, 0 refused") == 1
    assert run("review", "annotations", copy, tmp_path / "nowhere").code == 2


def test_a_form_of_several_files_asks_for_a_folder(run: Run, dossier: Path) -> None:
    done = run("export", dossier, "-f", "csv")
    assert (done.code, len(done.lines)) == (2, 1)
    assert "-o" in done.err


def test_excel_is_for_csv_alone(run: Run, dossier: Path) -> None:
    assert run("export", dossier, "-f", "jsonl", "--excel").code == 2

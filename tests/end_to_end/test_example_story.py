"""The way of a user through the example story: build, show, explain, export, check."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from run_quellenlage import Run

from quellenlage.present.tables import VIEWS

# The order of the contract (DESIGN, "The JSONL export").
ORDER = (
    "run", "input", "story", "article", "block", "entity", "mention", "timex", "quotation", "event", "claim",
    "transfer", "caveat", "lead", "copy", "finding", "correction",
)  # fmt: skip
KINDS = ("run", "input", "article", "block", "entity", "mention", "timex", "quotation", "event")
SPAN = {"article", "start", "end", "text"}
Rows = list[dict[str, Any]]


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value, itself included."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)


@pytest.fixture(scope="module")
def texts(exported: Rows, example: Path) -> dict[str, str]:
    """Article id to its source: the decoded file, line ends kept."""
    files = {row["id"]: (example / row["source"]).read_bytes() for row in exported if row["kind"] == "article"}
    return {article: data.decode("utf-8-sig") for article, data in files.items()}


@pytest.mark.parametrize("view", ["", *VIEWS])
def test_every_view_is_drawn_and_is_valid_json(view: str, run: Run, dossier: Path) -> None:
    chosen = [view] if view else []
    drawn = run("show", dossier, *chosen)
    assert (drawn.code, drawn.err) == (0, "")
    assert drawn.out.strip()
    assert all(len(line) <= 140 for line in drawn.out.splitlines()), "wider than promised"
    rows = run("show", dossier, *chosen, "--json")
    assert (rows.code, rows.err) == (0, "")
    assert all(set(row) > {"table"} for row in rows.objects())


def test_an_article_is_shown_by_number_and_by_the_beginning_of_its_id(run: Run, dossier: Path, exported: Rows) -> None:
    articles = [row for row in exported if row["kind"] == "article"]
    for number, row in enumerate(articles, 1):
        if number in (1, len(articles)):
            by_number = run("show", dossier, "article", str(number))
            assert by_number.code == 0
            assert row["source"] in by_number.out
            assert by_number == run("show", dossier, "article", row["id"][:12])


def test_ids_that_are_shown_are_ids_of_the_record(run: Run, dossier: Path, exported: Rows) -> None:
    known = {row["id"] for row in exported}
    shown = [row["id"] for row in run("show", dossier, "--json").objects() if "id" in row]
    assert shown
    assert set(shown) <= known


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_each_kind_is_explained(kind: str, run: Run, dossier: Path, exported: Rows) -> None:
    row = [row for row in exported if row["kind"] == kind][-1]
    done = run("explain", dossier, row["id"])
    assert (done.code, done.err) == (0, "")
    assert row["by"]["stage"] in done.out
    cells = run("explain", dossier, row["id"], "--json").objects()
    made = {cell[""]: cell for cell in cells if cell["table"] == "Made"} if cells else {}
    assert made
    said = json.dumps(cells, ensure_ascii=False)
    assert f'"{row["id"]}"' in said
    assert row["by"]["rule"] in said


def test_the_beginning_of_an_id_is_enough(run: Run, dossier: Path, exported: Rows) -> None:
    ids = [row["id"] for row in exported]
    wanted = next(row["id"] for row in exported if row["kind"] == "event")
    short = next(wanted[:n] for n in range(1, 17) if sum(i.startswith(wanted[:n]) for i in ids) == 1)
    assert run("explain", dossier, short) == run("explain", dossier, wanted)


def test_every_id_finds_its_record(dossier: Path, exported: Rows) -> None:
    from quellenlage.present.explanation import find_row
    from quellenlage.store import Dossier

    with Dossier(dossier) as opened:
        record = opened.record()
    lost = [row["id"] for row in exported if getattr(find_row(record, row["id"]), "kind", None) != row["kind"]]
    assert lost == []


@pytest.mark.parametrize("wanted", ["ffffffffffffffffffff", "", "%", "'; DROP TABLE event; --", "\u202e"])
def test_an_unknown_id_is_wrong_use(wanted: str, run: Run, dossier: Path) -> None:
    done = run("explain", dossier, wanted)
    assert done.code == 2
    assert len(done.lines) == 1
    assert done.out == ""


def test_the_export_is_the_contract(run: Run, dossier: Path, exported: Rows) -> None:
    lines = run("export", dossier, "-f", "jsonl").out.splitlines()
    assert all(line.startswith('{"kind":"') for line in lines)
    assert all(list(row)[:4] == ["kind", "id", "by", "confidence"] for row in exported)
    kinds = [kind for kind, _ in groupby(row["kind"] for row in exported)]
    assert len(kinds) == len(set(kinds)), "kinds are mixed"
    assert kinds == [kind for kind in ORDER if kind in kinds]
    assert exported[0]["kind"] == "run"
    assert {"version", "models", "settings", "inputs"} <= set(exported[0])
    assert set(KINDS) <= set(kinds)
    assert all({"stage", "rule", "version"} <= set(row["by"]) and all(row["by"].values()) for row in exported)
    assert all(row["confidence"] is None or 0 <= row["confidence"] <= 1 for row in exported)


def test_ids_stand_once_a_kind(exported: Rows) -> None:
    double = [key for key, n in Counter((row["kind"], row["id"]) for row in exported).items() if n > 1]
    assert double == []


def test_every_span_is_its_slice_of_the_source(exported: Rows, texts: dict[str, str]) -> None:
    spans = [item for row in exported for item in _walk(row) if set(item) >= SPAN]
    assert len(spans) > 300
    wrong = [s for s in spans if texts[s["article"]][s["start"] : s["end"]] != s["text"] or not s["text"]]
    assert wrong == []
    assert any("\r\n" in text for text in texts.values()), "a file with CRLF belongs to the example"


def test_days_are_iso_and_intervals_run_forward(exported: Rows) -> None:
    days = 0
    for item in (item for row in exported for item in _walk(row)):
        for first, last in (("from", "to"), ("earliest", "latest")):
            if first not in item:
                continue
            ends = [datetime.date.fromisoformat(item[end]) if item[end] else None for end in (first, last)]
            assert all(item[end] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", item[end]) for end in (first, last))
            assert ends[0] is None or ends[1] is None or ends[0] <= ends[1], item
            days += sum(end is not None for end in ends)
    assert days > 20


def test_every_reference_leads_somewhere(exported: Rows) -> None:
    ids: dict[str, set[str]] = {}
    for row in exported:
        ids.setdefault(row["kind"], set()).add(row["id"])
    articles, entities = ids["article"], ids["entity"]
    for row in exported:
        for item in _walk(row):
            assert item.get("article") is None or item["article"] in articles, item
            assert item.get("entity") is None or item["entity"] in entities, item
            assert set(item.get("articles", ())) <= articles
            assert set(item.get("entities", ())) <= entities
        if row["kind"] == "event":
            assert row["place"] is None or row["place"] in entities
            assert row["articles"]
            assert {span["article"] for span in row["mentions"]} == set(row["articles"])
            assert {f["source"] for f in row["factuality"]} <= entities | {"narrator"}
        if row["kind"] == "quotation":
            assert row["parent"] is None or row["parent"] in ids["quotation"]
            assert row["parent"] != row["id"]


def test_nothing_vanishes(exported: Rows, example: Path) -> None:
    inputs = [row for row in exported if row["kind"] == "input"]
    assert sorted(row["source"] for row in inputs) == sorted(path.name for path in example.glob("*.txt"))
    assert sum(exported[0]["inputs"].values()) == len(inputs)
    assert {row["source"] for row in exported if row["kind"] == "article"} == {row["source"] for row in inputs}


def test_every_letter_of_an_article_is_in_one_line_of_it(exported: Rows, texts: dict[str, str]) -> None:
    for article, text in texts.items():
        blocks = sorted((r["start"], r["end"]) for r in exported if r["kind"] == "block" and r["article"] == article)
        assert all(end <= start for (_, end), (start, _) in pairwise(blocks)), "overlap"
        left = list(text)
        for start, end in blocks:
            left[start:end] = [" "] * (end - start)
        assert not "".join(left).strip("\u200b\ufeff\u00ad \r\n\t"), "a line has no type"


def test_the_file_holds_what_standard_output_shows(run: Run, dossier: Path, tmp_path: Path) -> None:
    done = run("export", dossier, "-f", "jsonl", "-o", tmp_path / "record.jsonl")
    assert (done.code, done.out, done.err) == (0, "", "")
    data = (tmp_path / "record.jsonl").read_bytes()
    assert data.decode() == run("export", dossier, "-f", "jsonl").out
    assert b"\r\n" not in data
    checked = run("check", dossier, "--json")
    assert checked.code == 0
    assert json.loads(checked.out)["hash"] == hashlib.sha256(data).hexdigest()


def test_check_says_what_it_compared(run: Run, dossier: Path) -> None:
    done = run("check", dossier)
    assert (done.code, done.err) == (0, "")
    assert re.search(r"^\d+ spans compared with their sources: 0 exceptions$", done.out, re.MULTILINE)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mention SET text = text || 'x' WHERE number = 3",
        "UPDATE quotation SET quote = replace(quote, '\"start\": ', '\"start\": 1') WHERE number = 2",
        "UPDATE mention SET entity = 'nobody' WHERE number = 5",
        "DELETE FROM entity",
        "DROP TABLE event",
        "UPDATE event SET mentions = '{'",
        "UPDATE event SET articles = '[\"nowhere\"]'",
        "UPDATE quotation SET article = 'nowhere'",
        "UPDATE analysis SET data = x'00'",
        "DELETE FROM article WHERE number = 1",
    ],
)
def test_check_finds_a_record_that_was_tampered_with(statement: str, run: Run, dossier: Path, tmp_path: Path) -> None:
    copy = shutil.copy(dossier, tmp_path / "copy.db")
    with sqlite3.connect(copy) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        assert database.execute(statement).rowcount
    database.close()
    done = run("check", copy)
    assert done.code == 1
    assert done.out or done.err
    run("show", copy)  # may fail, but in one line: ``run`` refuses tracebacks


def test_looking_changes_nothing(run: Run, dossier: Path, exported: Rows) -> None:
    before = dossier.read_bytes()
    for command in (
        ("show",),
        ("show", "quotes"),
        ("check",),
        ("export", "-f", "jsonl"),
        ("explain", exported[1]["id"]),
    ):
        assert run(command[0], dossier, *command[1:]).code == 0
    assert dossier.read_bytes() == before
    assert [path.name for path in dossier.parent.iterdir()] == ["dossier.db"], "something was left behind"


def test_nothing_leaves_the_machine(run: Run, example: Path, tmp_path: Path) -> None:
    """A process that must not call anybody builds as well as any other."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n\n"
        "def _refuse(event, arguments):\n"
        "    # Workers talk over local sockets, whose address is a path.\n"
        "    local = len(arguments) > 1 and isinstance(arguments[1], (str, bytes))\n"
        "    far = ('socket.connect', 'socket.bind', 'socket.sendto', 'socket.get', 'urllib.', 'http.', 'ftplib.')\n"
        "    if event.startswith(far) and not (local and event in ('socket.connect', 'socket.bind')):\n"
        "        sys.stderr.write(f'network: {event} {arguments}')\n"
        "        os._exit(99)\n\n"
        "sys.addaudithook(_refuse)\n",
        encoding="utf-8",
    )
    done = run("build", example, "-o", tmp_path / "d.db", env={"PYTHONPATH": str(tmp_path)})
    assert (done.code, len(done.lines)) == (0, 1), done.err
    call = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    tried = subprocess.run(
        [sys.executable, "-c", call], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, check=False
    )
    assert tried.returncode == 99, "the trap does not work"


def test_the_dossier_opens_in_any_sqlite_tool(dossier: Path, exported: Rows) -> None:
    """Tables and columns bear the names of the contract."""
    with sqlite3.connect(f"file:{dossier}?mode=ro", uri=True) as database:
        for kind in KINDS:
            rows = [row for row in exported if row["kind"] == kind]
            columns = [column[1] for column in database.execute(f'PRAGMA table_info("{kind}")')]
            assert set(rows[0]) - {"kind"} <= set(columns)
            assert database.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0] == len(rows)
    database.close()

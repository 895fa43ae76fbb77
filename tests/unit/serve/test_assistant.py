"""What assistants are told: only what the record holds, with exact spans, and nothing is ever written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.hand_built import row_of_every_kind
from tests.unit.present.dossier_rows import make_record, make_small_book

from quellenlage import errors
from quellenlage.pipeline.build import build
from quellenlage.records.contract import passages
from quellenlage.records.document import Passage
from quellenlage.serve import answers
from quellenlage.serve.answers import MOST
from quellenlage.serve.assistant import NAMES, Tools
from quellenlage.store import Dossier
from quellenlage.world import load_worlds

ROOT = Path(__file__).parents[3]
# What a tool needs to be asked.
NEEDED = {"article_sentences": {"article": "1"}, "search": {"query": "Hafen"}, "quotations_of": {"actor": "Sandt"},
          "explain": {"id": "c1"}}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "dossier.db"
    with Dossier(file, create=True) as dossier:
        dossier.put_record(make_record())
    return file


@pytest.fixture
def tools(path: Path) -> Tools:
    return Tools(path)


def ask(tools: Tools, name: str, /, **arguments: Any) -> dict[str, Any]:
    answer: dict[str, Any] = getattr(tools, name)(**{**NEEDED.get(name, {}), **arguments})
    return answer


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every span anywhere in an answer."""
    if isinstance(value, dict):
        if {"article", "start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_of(item)


@pytest.mark.parametrize("name", NAMES)
def test_every_tool_answers_with_the_spans_of_the_record(tools: Tools, name: str) -> None:
    record = make_record()
    known = {(p.start, p.end, p.text) for row in record.rows() for p in passages(row)}
    known |= {(row.start, row.end, row.text) for row in (*record.mention, *record.caveat, *record.block)}
    answer = ask(tools, name)
    assert json.loads(json.dumps(answer)) == answer
    found = list(spans_of(answer))
    assert {(span["start"], span["end"], span["text"]) for span in found} <= known
    assert all(span["text"] in span["sentence"] for span in found)
    if "rows" in answer and name not in ("search", "article_sentences"):
        assert answer["total"] == len(answer["rows"]) > 0
        # An organisation that no article mentions under its name has no place.
        assert all(list(spans_of(row)) for row in answer["rows"] if row.get("mentions") != 0)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("overview", "search", "explain")])
def test_answers_come_in_pages_that_lose_nothing(tools: Tools, name: str) -> None:
    whole = ask(tools, name)["rows"]
    paged = [row for at in range(len(whole)) for row in ask(tools, name, limit=1, offset=at)["rows"]]
    assert paged == whole
    assert ask(tools, name, limit=1)["left"] == len(whole) - 1
    assert ask(tools, name, offset=1000)["rows"] == []
    for wrong in ({"limit": 0}, {"limit": MOST + 1}, {"offset": -1}):
        with pytest.raises(errors.ConfigError, match="limit is from 1 to"):
            ask(tools, name, **wrong)


def test_who_denies_says_what_and_whom_it_is_against(tools: Tools) -> None:
    (row,) = ask(tools, "who_denies")["rows"]
    assert (row["holder"], row["stance"], row["side"]) == ("nobody named", "denies", "against")
    assert row["claim"]["status"] == "contested"
    assert row["via"] == ["Der Hafen sei leer"]
    assert ask(tools, "who_denies", words="HAFEN leer")["total"] == 1
    assert ask(tools, "who_denies", words="Kirche")["total"] == 0
    assert ask(tools, "who_denies", holder="Sandt")["total"] == 0


def test_what_somebody_says_is_found_by_a_part_of_the_name(tools: Tools) -> None:
    assert ask(tools, "quotations_of", actor="sandt")["total"] == 2
    assert [row["act"] for row in ask(tools, "quotations_of", actor="Lena", act="denies")["rows"]] == ["denies"]
    assert ask(tools, "quotations_of", actor="Nobody")["total"] == 0
    assert {row["name"] for row in ask(tools, "find_actors", name="LENA")["rows"]} == {"Lena Sandt", "Lena Sandt AG"}
    assert ask(tools, "list_transfers", party="sandt", stage="offered")["total"] == 1


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [("", "", 1), ("2021-03", "2021-03", 1), ("2021-03-06", "", 1), ("2021-03-07", "", 0), ("", "2021-03-04", 1),
     ("", "2021-03-03", 0), ("2021", "2021", 1), ("2020", "2020", 0), ("2022", "", 0)],
)  # fmt: skip
def test_an_event_is_told_where_it_may_lie(tools: Tools, first: str, last: str, found: int) -> None:
    assert ask(tools, "timeline", first=first, last=last)["total"] == found


def test_what_is_no_value_of_the_record_is_refused_with_those_that_are(tools: Tools) -> None:
    for name, arguments, told in (
        ("list_claims", {"status": "true"}, "there are: contested"),
        ("quotations_of", {"act": "lies"}, "there are: asserts, denies"),
        ("list_transfers", {"stage": "sold"}, "there are: offered"),
        ("timeline", {"type": "war"}, "there are: meeting"),
        ("timeline", {"first": "May"}, "write 2024-05-31"),
        ("list_findings", {"type": "lie"}, "there are: contradiction"),
        ("article_sentences", {"article": "99"}, "1 to 2"),
        ("explain", {"id": "zz"}, "no row"),
        ("search", {"query": ""}, "."),
    ):
        with pytest.raises(errors.ConfigError, match=told):
            ask(tools, name, **arguments)


def test_an_answer_of_every_kind_of_row_is_plain(tmp_path: Path) -> None:
    file = tmp_path / "all.db"
    with Dossier(file, create=True) as dossier:
        dossier.put_record(row_of_every_kind())
    for name in NAMES:
        if name not in ("article_sentences", "search", "explain"):
            json.dumps(ask(Tools(file), name))


def test_the_page_on_assistants_names_every_tool() -> None:
    page = (ROOT / "docs" / "how-to" / "assistants.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(NAMES)


def test_of_many_passages_the_first_are_told_and_the_rest_counted() -> None:
    book = make_small_book()
    many = [Passage("a1", at, at + 1, book.record.block[0].text[at]) for at in range(9)]
    told = answers.rest_on([*many, *many], book)
    assert [span["start"] for span in told["spans"]] == [0, 1, 2, 3, 4, 5]
    assert told["spans_left"] == 3
    assert "spans_left" not in answers.rest_on(many[:6], book)


def test_no_tool_changes_the_dossier(path: Path, tools: Tools) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest(), sorted(path.parent.iterdir())
    for name in NAMES:
        ask(tools, name)
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), sorted(path.parent.iterdir())) == before


def test_spans_are_slices_of_what_was_read(tmp_path: Path) -> None:
    text = "Streit um Deich 🌊\r\n\r\n„Der Deich ist sicher“, sagte Uta Kern. Der Landrat wies das zurück.\r\n"
    (tmp_path / "deich.txt").write_bytes(text.encode())
    with Dossier(tmp_path / "dossier.db", create=True) as dossier:
        build((str(tmp_path / "deich.txt"),), dossier, load_worlds("none"))
    tools = Tools(tmp_path / "dossier.db")
    found = [*spans_of(tools.quotations_of("")), *spans_of(tools.search("Deich")), *spans_of(tools.find_actors())]
    assert len(found) > 3
    assert all(text[span["start"] : span["end"]] == span["text"] for span in found)
    told = tools.explain(tools.quotations_of("")["rows"][0]["id"])
    assert [line[0] for line in told["Made"]][:2] == ["kind", "id"]
    assert all("edit" not in line for line in told["Words"])
    lines = tools.article_sentences("1")["rows"]
    assert all(text[line["start"] : line["end"]] == line["text"] for line in lines)


def test_without_the_package_the_command_says_what_to_install(path: Path) -> None:
    script = "import sys; sys.modules['mcp'] = None; from quellenlage.cli import main; main(prog_name='quellenlage')"
    done = subprocess.run([sys.executable, "-c", script, "mcp", path], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "quellenlage: quellenlage mcp needs the package mcp: python -m pip install mcp\n"


def test_what_is_no_dossier_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quellenlage", "mcp", tmp_path / "gone.db"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "there is no such dossier" in done.stderr


def test_an_assistant_sees_the_tools_and_their_answers(path: Path) -> None:
    anyio, mcp = pytest.importorskip("anyio"), pytest.importorskip("mcp")
    from quellenlage.serve.assistant import make_server

    async def talk() -> None:
        async with mcp.Client(make_server(path)) as client:
            offered = (await client.list_tools()).tools
            assert tuple(tool.name for tool in offered) == NAMES
            assert all(tool.annotations.read_only_hint and tool.description for tool in offered)
            for name in NAMES:
                answer = await client.call_tool(name, NEEDED.get(name, {}))
                assert not answer.is_error, name
                assert answer.structured_content == ask(Tools(path), name)
            refused = await client.call_tool("list_claims", {"status": "true"})
            assert refused.is_error
            assert "there are: contested" in refused.content[0].text

    anyio.run(talk)


def test_the_command_serves_over_standard_input_and_output(path: Path) -> None:
    anyio, mcp = pytest.importorskip("anyio"), pytest.importorskip("mcp")
    server = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "quellenlage", "mcp", str(path)], env={**os.environ, "PYTHONWARNINGS": ""}
    )

    async def talk() -> None:
        with (path.parent / "said.txt").open("w") as said:
            async with mcp.Client(mcp.stdio_client(server, errlog=said)) as client:
                assert "never an instruction" in (client.instructions or "")
                answer = await client.call_tool("who_denies", {})
                assert answer.structured_content["total"] == 1

    anyio.run(talk)
    assert (path.parent / "said.txt").read_text() == ""


def test_halves_of_characters_are_told_by_a_sign(path: Path, tmp_path: Path) -> None:
    from quellenlage.serve.assistant import _whole

    assert _whole({"a": ["x\ud800y", 1, None]}) == {"a": ["x\ufffdy", 1, None]}

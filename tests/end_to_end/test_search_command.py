"""``quellenlage search`` as a reader uses it."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from run_quellenlage import EXAMPLE, PROGRAM, Run


def texts(run: Run, dossier: Path, *query: str) -> list[str]:
    done = run("search", dossier, *query, "--json", "--limit", "10000")
    assert (done.code, done.err) == (0, ""), done.err
    return [hit["text"] for hit in done.objects()]


def test_hits_are_exact_characters_of_the_articles(run: Run, dossier: Path, exported: list[dict[str, Any]]) -> None:
    articles = [row for row in exported if row["kind"] == "article"]
    hits = run("search", dossier, "Impfstoff", "--json").objects()
    assert hits
    for hit in hits:
        source = (EXAMPLE / Path(hit["source"]).name).read_bytes().decode("utf-8-sig")
        assert source[hit["start"] : hit["end"]] == hit["text"]
        assert hit["marks"]
        for mark in hit["marks"]:
            assert source[mark["start"] : mark["end"]] == mark["text"]
            assert mark["text"].lower().startswith("impfstoff")
        row = articles[hit["number"] - 1]
        assert (row["id"], row["source"]) == (hit["article"], hit["source"])
        assert (row["published"]["earliest"], row["published"]["latest"]) == (hit["earliest"], hit["latest"])


@pytest.mark.parametrize(
    "spellings",
    ["Züchter Zuechter Zuchter ZÜCHTER Zu\u0308chter züchtern", "Behörde Behoerde Behorde behörden", "Schaf Schafe"],
)
def test_a_word_typed_in_any_way_finds_the_same(spellings: str, run: Run, dossier: Path) -> None:
    results = [texts(run, dossier, word) for word in spellings.split()]
    assert results[0]
    assert all(result == results[0] for result in results)


def test_a_state_is_found_by_any_of_its_names(run: Run, dossier: Path) -> None:
    found = texts(run, dossier, "Bulgariens")
    assert any("bulgarische" in text and "Bulgarien" not in text for text in found)
    assert not any("bulgarische" in text and "Bulgarien" not in text for text in texts(run, dossier, '"Bulgarien"'))


def test_words_phrases_and_fields(run: Run, dossier: Path) -> None:
    every = texts(run, dossier, "Impfstoff")
    with_moura = texts(run, dossier, "Impfstoff actor:Moura")
    without = texts(run, dossier, "Impfstoff", "-actor:Moura")
    assert sorted(with_moura + without) == sorted(every)
    assert set(texts(run, dossier, "Impfstoff", "OR", "Schafe")) == {*every, *texts(run, dossier, "Schafe")}
    assert set(texts(run, dossier, "(Impfstoff OR Schafe) source:06")) <= set(texts(run, dossier, "source:06"))
    assert set(texts(run, dossier, "Impf*")) >= set(every)
    denials = texts(run, dossier, "act:denies")
    assert 0 < len(denials) < len(texts(run, dossier, "-act:denies"))


def test_what_a_reader_sees(run: Run, dossier: Path) -> None:
    done = run("search", dossier, "Impfstoff", "--limit", "2")
    assert (done.code, done.err) == (0, "")
    assert re.search(r"^\d  0\d_\S+\.txt, \d+–\d+, printed .+$", done.out, re.MULTILINE)
    assert done.out.splitlines()[-1] == "the first 2 hits; --limit shows more"
    assert "\x1b" not in done.out
    every = run("search", dossier, "Impfstoff")
    count = len(texts(run, dossier, "Impfstoff"))
    assert every.out.splitlines()[-1] == f"{count} hits"


def test_a_terminal_shows_the_marks(dossier: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run([PROGRAM, "search", dossier, "Impfstoff"], stdout=theirs, env=environment, check=False)
    os.close(theirs)
    shown = os.read(ours, 1_000_000).decode("utf-8", "replace")
    os.close(ours)
    assert done.returncode == 0
    assert re.search("\x1b\\[[0-9;]+mImpfstoff[a-z]*\x1b\\[0m", shown)


@pytest.mark.parametrize("option", ["", "--json"])
def test_nothing_found_is_no_failure(option: str, run: Run, dossier: Path) -> None:
    done = run("search", dossier, "nirgendwo", *option.split())
    assert (done.code, done.err) == (0, "")
    assert done.out == ("" if option else "no hits\n")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("", "no word to look for"),
        ("OR", "no word to look for"),
        ("🙂", "no word to look for"),
        ("act:leugnet", "there is no act leugnet"),
        ("from:gestern", "from:gestern is no date"),
        ("actor:", "actor: needs a value"),
        ("(" * 500, "deep"),
        ("wort " * 10_000, "at most"),
        ("a b c " * 900, "at most"),
        ("actor:\x1b[31m\x07 act:\x1b[31m", "there is no act"),
    ],
)
def test_wrong_queries_are_told_in_one_line(query: str, word: str, run: Run, dossier: Path) -> None:
    done = run("search", dossier, query)
    assert (done.code, done.out) == (2, "")
    assert len(done.lines) == 1
    assert word in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "query",
    ["-Impfstoff", "--Impfstoff", "- Impfstoff", "-h", "Impfstoff -n", 'Impfstoff "', "NEAR(a b)", "terms:x", "a'; --"],
)
def test_what_looks_like_options_or_operators_is_looked_for(query: str, run: Run, dossier: Path) -> None:
    assert run("search", dossier, *query.split()).code == 0


def test_wrong_use(run: Run, dossier: Path, tmp_path: Path) -> None:
    shutil.copy(dossier, tmp_path / "d.db")
    with closing(sqlite3.connect(tmp_path / "d.db")) as database:
        database.execute("DROP TABLE sentence")
    for arguments, code, word in (
        ((), 2, "DOSSIER"),
        ((dossier,), 2, "WORDS"),
        ((dossier, "x", "--limit", "0"), 2, "--limit"),
        ((tmp_path / "fehlt.db", "x"), 1, "fehlt.db"),
        ((tmp_path / "d.db", "x"), 1, "cannot be searched"),
    ):
        done = run("search", *arguments)
        assert (done.code, done.out) == (code, "")
        assert word in done.err


def test_articles_do_not_command_the_terminal(run: Run, tmp_path: Path) -> None:
    text = "Der Müller sagte am Dienstag, dass die Mühle \x1b[31mRot\x1b]0;T\x07 nicht \x9b2J von dem Bach ist.\n" * 3
    (tmp_path / "a.txt").write_text(text + "Das ist " + "ein langes Wort und " * 200 + "Schluss.\n", encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "d.db").code == 0
    for option in ((), ("--json",)):
        done = run("search", tmp_path / "d.db", "Muehle OR Schluss", *option)
        assert done.code == 0
        assert done.out
        assert not [c for c in done.out if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)]
    shown = run("search", tmp_path / "d.db", "Schluss").out.splitlines()
    assert shown[1].startswith("… ")
    assert shown[1].endswith("Schluss.")
    assert len(shown[1]) < 1100


def test_an_encoding_without_umlauts_is_no_reason_to_fail(run: Run, dossier: Path) -> None:
    for option in ((), ("--json",)):
        done = run("search", dossier, "Züchter", *option, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
        assert (done.code, done.err) == (0, "")
        assert done.out


def test_search_changes_nothing(run: Run, dossier: Path) -> None:
    before = dossier.read_bytes()
    run("search", dossier, "Impfstoff")
    assert dossier.read_bytes() == before


def test_an_article_that_is_added_is_found_and_one_rebuilt_stands_once(run: Run, tmp_path: Path) -> None:
    first, second = sorted(EXAMPLE.glob("*.txt"))[:2]
    run("build", first, "-o", tmp_path / "d.db")
    one = texts(run, tmp_path / "d.db", "NOT nirgendwo")
    run("build", second, "-o", tmp_path / "d.db")
    both = texts(run, tmp_path / "d.db", "NOT nirgendwo")
    run("build", first, second, "-o", tmp_path / "d.db")
    assert texts(run, tmp_path / "d.db", "NOT nirgendwo") == both
    assert len(both) > len(one)
    assert json.loads(run("check", tmp_path / "d.db", "--json").out)["faults"] == []

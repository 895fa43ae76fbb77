"""What a user teaches a dossier: it is used, it is part of the record's data, it can be forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_quellenlage import Run

TEXT = """Die Nebelwerke bauen aus

Die Nebelwerke wollen am Hafen ein neues Werk eröffnen. „Wir freuen uns darauf“, sagte Rune Oldweg am Montag. Die Stadt
hat dem Bau zugestimmt, und die Nachbarn sind zufrieden mit dem Plan, den sie im Winter gesehen haben.
"""
TABLE = "name;type;aliases\nNebelwerke AG;ORG;Nebelwerke\nRuna Oldweg;PER;Rune Oldweg\n"


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "own.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def names(run: Run, dossier: Path) -> set[str]:
    return {
        row["name"] for row in run("export", dossier, "-f", "jsonl", "-o", "-").objects() if row["kind"] == "entity"
    }


def test_what_is_taught_is_used_after_the_next_build_and_can_be_forgotten(run: Run, pile: Path) -> None:
    dossier = pile / "dossier.db"
    run("build", pile / "a.txt", "-o", dossier, "--model", "none")
    before = names(run, dossier)
    done = run("kb", "import", "-k", dossier, pile / "own.csv")
    assert done.code == 0
    assert "2 taken, 0 of them instead of ours, 0 refused" in done.err
    run("build", "-o", dossier, "--model", "none")
    assert {"Nebelwerke AG", "Runa Oldweg"} <= names(run, dossier)
    assert run("kb", "list", "-k", dossier).out == "2\town.csv\n"
    assert run("kb", "forget", "-k", dossier, "own.csv").code == 0
    run("build", "-o", dossier, "--model", "none")
    assert names(run, dossier) == before


def test_a_refused_row_is_named_and_the_rest_is_taken(run: Run, pile: Path) -> None:
    (pile / "own.csv").write_text(TABLE + "Rauh;KINGDOM;\n", encoding="utf-8")
    done = run("kb", "import", "-k", pile / "dossier.db", pile / "own.csv")
    assert done.code == 1
    assert done.lines[0].startswith("refused: Rauh: type 'KINGDOM' is none of")
    assert "2 taken" in done.lines[-1]


@pytest.mark.parametrize("arguments", [("import", "missing.csv"), ("import", "a.txt"), ("forget", "own.csv")])
def test_wrong_use_is_told_in_one_line(run: Run, pile: Path, arguments: tuple[str, str]) -> None:
    dossier = pile / "dossier.db"
    run("kb", "import", "-k", dossier, pile / "own.csv")
    run("kb", "forget", "-k", dossier, "own.csv")
    done = run("kb", arguments[0], "-k", dossier, pile / arguments[1])
    assert done.code == 2
    assert len(done.lines) == 1

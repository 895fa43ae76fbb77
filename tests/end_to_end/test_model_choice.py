"""With a model or without: both make a whole record, and the record says which it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from run_quellenlage import EXAMPLE, Run

import quellenlage


@pytest.fixture(scope="module")
def plain(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("none") / "dossier.db"
    done = run("build", EXAMPLE, "-o", path, "--model", "none")
    assert done.code == 0, done.err
    return path


def test_the_record_says_which_model_read(run: Run, dossier: Path, plain: Path):
    read, ruled = (run("export", path, "-f", "jsonl").objects()[0] for path in (dossier, plain))
    assert (list(read["models"]), read["settings"]["model"]) == (["de-open"], "de-open")
    assert (ruled["models"], ruled["settings"]["model"]) == ({}, "none")


def test_without_a_model_the_rules_make_a_whole_record(run: Run, plain: Path):
    kinds = {row["kind"] for row in run("export", plain, "-f", "jsonl").objects()}
    assert {"article", "mention", "timex", "quotation", "event"} <= kinds
    assert run("check", plain).code == 0


def test_another_choice_reads_every_article_anew(run: Run, plain: Path, dossier: Path, hash_of, tmp_path: Path):
    changed = tmp_path / "dossier.db"
    shutil.copyfile(plain, changed)
    assert run("build", EXAMPLE, "-o", changed).code == 0
    assert hash_of(changed) == hash_of(dossier)


def test_an_unknown_model_is_told_in_one_line(run: Run, tmp_path: Path):
    done = run("build", EXAMPLE, "-o", tmp_path / "x.db", "--model", "de-unknown")
    assert done.code != 0
    assert len(done.lines) == 1
    assert "de-open" in done.err


def test_damaged_weights_are_told_in_one_line(tmp_path: Path):
    package = tmp_path / "quellenlage"
    shutil.copytree(Path(quellenlage.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "models" / "de-open" / "model.onnx").open("r+b") as weights:
        weights.seek(1000)
        weights.write(b"damage")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from quellenlage.cli import main; main()"
    command = [sys.executable, "-c", code, "build", EXAMPLE, "-o", tmp_path / "x.db"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert "model.onnx is damaged" in done.stderr

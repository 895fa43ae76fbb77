"""The page on correcting, command by command; then new articles, another dossier, and everything taken back."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from run_quellenlage import Run

from quellenlage.store import Dossier

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "correct.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What only tells, or brings up to date.
_READING = frozenset({"queue", "list", "mentions", "apply", "export", "import"})
# Articles that come later.
_LATER = 2

HashOf = Callable[[Path], str]


def shown() -> list[list[str]]:
    """The commands of the page, without the name of the program."""
    lines = [line for block in _BLOCK.findall(PAGE.read_text(encoding="utf-8")) for line in block.splitlines()]
    return [shlex.split(line.removeprefix("$ quellenlage ")) for line in lines if line.startswith("$ ")]


@pytest.fixture(scope="module")
def articles(example: Path) -> list[Path]:
    return sorted(example.glob("*.txt"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def corrected(run: Run, articles: list[Path], folder: Path) -> Path:
    """A dossier of most articles after every command of the page; each is only noted, one applies them."""
    path = folder / "dossier.db"
    assert run("build", *articles[:-_LATER], "-o", path).code == 0
    words = placeholders(path)
    for command in shown():
        if command[1] == "undo":
            words["CORRECTION"] = run("review", "list", path, "--json").objects()[0]["id"]
        said = [words.get(word, word) for word in command]
        is_noted = said[1] not in _READING
        done = run(*said, *(["--later"] if is_noted else []), cwd=folder)
        assert done.code == 0, (said, done.err)
    return path


def placeholders(path: Path) -> dict[str, str]:
    """What the words in capitals of the page may stand for."""
    with Dossier(path) as dossier:
        record = dossier.record()
        first = next(a.found.sentences[1] for a in dossier.analyses() if a.document.id == record.article[0].id)
        text = next(a.document for a in dossier.analyses() if a.document.id == record.article[0].id)
    here = [m for m in record.mention if m.article == record.article[0].id and m.form == "name"]
    people = [e.id for e in record.entity if e.type == "PER" and not e.anonymous]
    quotation = next(q for q in record.quotation if q.article == here[0].article and q.type == "direct")
    events = [e for e in record.event if e.type != "statement"]
    told = next(e for e in events if len(e.mentions) > 1)
    others = [e for e in events if e is not told]
    other = next(c for c in record.claim[1:] if all(s.quotation != quotation.id for s in c.stances))
    return {
        "dossier.db": path.name,
        "QUOTATION": quotation.id,
        "MENTION": here[0].id,
        "MENTION2": here[-1].id,
        "ACTOR": people[0],
        "ACTOR2": people[1],
        "EVENT": others[0].id,
        "EVENT2": others[1].id,
        "EVENT3": told.id,
        "CLAIM": record.claim[0].id,
        "CLAIM2": other.id,
        "WORDS": "{}:{}".format(*_ends(text.passage(first.tokens[-2]))),
    }


def _ends(passage: Any) -> tuple[int, int]:
    return passage.start, passage.end


def rows_of(run: Run, path: Path) -> Iterator[dict[str, Any]]:
    done = run("export", path, "-f", "jsonl")
    return (row for row in done.objects() if row["kind"] == "correction")


def test_every_correction_of_the_page_is_applied(run: Run, corrected: Path):
    rows = list(rows_of(run, corrected))
    assert {row["action"] for row in rows} >= {
        "speaker", "act", "type", "stance", "date", "merge", "split", "same", "different", "phase",
        "days", "role", "means", "add", "reject",
    }  # fmt: skip
    assert [row["reason"] for row in rows if row["action"] not in ("reject", "same")] == [""] * sum(
        row["action"] not in ("reject", "same") for row in rows
    )
    listed = run("review", "list", corrected, "--json").objects()
    assert {row["status"] for row in listed} >= {"applied", "undone", "superseded"}


def test_they_outlive_new_articles_and_mean_the_same_in_another_dossier(
    run: Run, corrected: Path, articles: list[Path], folder: Path, hash_of: HashOf
):
    said = {(row["id"], row["action"]) for row in rows_of(run, corrected)}
    assert run("build", *articles[-_LATER:], "-o", corrected).code == 0
    assert {(row["id"], row["action"]) for row in rows_of(run, corrected)} == said
    lines, other = folder / "said.jsonl", folder / "other.db"
    assert run("review", "export", corrected, "-o", lines).code == 0
    # The other way round, twice, before there is any article.
    backwards = "".join(line + "\n" for line in reversed(lines.read_text(encoding="utf-8").splitlines()))
    lines.write_text(backwards + backwards, encoding="utf-8")
    assert run("review", "import", other, lines).code == 0
    assert run("build", *articles, "-o", other).code == 0
    assert hash_of(other) == hash_of(corrected)
    plain = folder / "plain.db"
    assert run("build", *articles, "-o", plain).code == 0
    assert hash_of(plain) != hash_of(corrected)
    for row in run("review", "list", other, "--json").objects():
        if row["status"] != "undone":
            assert run("review", "undo", other, row["id"], "--later").code == 0
    assert run("review", "apply", other).code == 0
    assert hash_of(other) == hash_of(plain)
    assert len(run("review", "list", other, "--json").objects()) >= len(said)


def test_what_was_taken_back_by_mistake_or_written_wrong_is_said_in_one_line(run: Run, corrected: Path, folder: Path):
    path = folder / "wrong.jsonl"
    lines = ["{", '{"kind": "undo"}', json.dumps({"kind": "event"}), '{"kind":"correction","action":"sing"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run("review", "import", corrected, path, "--later")
    assert done.code == 1
    assert sum(line.startswith("refused: wrong.jsonl:") for line in done.lines) == len(lines)
    for words in (("accept", "zzz"), ("undo", "zzz"), ("date", "1", "gestern"), ("speaker", "zzz", "nobody")):
        refused = run("review", words[0], corrected, *words[1:])
        assert (refused.code, len(refused.lines)) == (2, 1), refused.err


def test_an_article_that_leaves_takes_its_words_with_it_and_its_corrections_wait(
    run: Run, articles: list[Path], folder: Path
):
    path = folder / "leaves.db"
    assert run("build", articles[0], articles[1], "-o", path).code == 0
    secret = articles[1].read_text(encoding="utf-8").split("\n\n")[1][:60]
    done = run("review", "add", "mention", path, "2", secret, "--type", "MISC", "--later")
    assert done.code == 0, done.err
    assert run("remove", path, "2").code == 0
    assert secret.encode() not in path.read_bytes()
    told = run("check", path)
    assert told.code == 0
    assert "orphaned: its article is not in the dossier" in told.out
    assert run("build", articles[1], "-o", path).code == 0
    assert "orphaned" not in run("check", path).out

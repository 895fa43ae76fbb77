"""Archives given to the program: every article in them is an input of its own, and leads back to where it lies."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

from run_quellenlage import Run
from tests.unit.archives import answer, page, pdf, warc, zipped

HashOf = Callable[[Path], str]
LINES = ((780, "Der Hafen bekommt einen Kran"), (750, "Das sagte die Leiterin am Montag in Adorf der Presse."))


def test_an_archive_is_built_like_a_pile(run: Run, tmp_path: Path, hash_of: HashOf) -> None:
    data, starts = warc(answer(page(n), f"https://a.example/{n}") for n in range(6))
    broken = bytearray(data)
    broken[starts[3] + 200] ^= 0xFF
    (tmp_path / "crawl.warc.gz").write_bytes(bytes(broken[:-30]))
    members = {"a/1.txt": page(1), "b.pdf": pdf(LINES), "c.png": b"x", "d.zip": zipped({"e.html": page(9)})}
    (tmp_path / "pile.zip").write_bytes(zipped(members))
    done = run("build", tmp_path / "crawl.warc.gz", tmp_path / "pile.zip", "-o", tmp_path / "d.db")
    assert done.code == 1
    *lines, passed, last = done.lines
    assert [line.partition(" (")[0].partition(": a part")[0] for line in lines] == [
        f"rejected: crawl.warc.gz:{starts[3]}: is damaged",
        f"rejected: crawl.warc.gz:{starts[6]}: breaks off: the end of the file is missing",
    ]
    assert passed == "passed over in folders and archives, no reader for them: 1 .png, 1 warcinfo record"
    assert last.startswith("9 inputs: 7 ok, 0 partial, 2 rejected, 0 duplicate. ")
    rows = run("export", tmp_path / "d.db", "-f", "jsonl").objects()
    sources = {row["source"]: row["id"] for row in rows if row["kind"] == "article"}
    crawled = [f"https://a.example/{n}" for n in (0, 1, 3, 4)]
    assert list(sources) == [*crawled, "pile.zip/a/1.txt", "pile.zip/b.pdf", "pile.zip/d.zip/e.html"]
    taken = next(row for row in rows if row["id"] == sources["https://a.example/3"])
    assert taken["captured"]["earliest"] == taken["captured"]["latest"] is not None
    assert taken["published"]["latest"] >= taken["captured"]["latest"], "printed on the day of the crawl or before"
    told = run("explain", tmp_path / "d.db", sources["https://a.example/3"]).out
    assert f"crawl.warc.gz!/offset {starts[4]}" in "".join(told.split("\n")).replace(" " * 8, "")
    again = run("build", tmp_path / "crawl.warc.gz", tmp_path / "pile.zip", "-o", tmp_path / "d.db")
    assert again.lines[-1] == last
    assert hash_of(tmp_path / "d.db")


def test_articles_are_the_same_in_a_folder_and_in_an_archive_of_it(run: Run, tmp_path: Path, example: Path) -> None:
    files = sorted(example.glob("*.txt"))[:3]
    (tmp_path / "a.zip").write_bytes(zipped({path.name: path.read_bytes() for path in files}))
    lines = []
    for given in ([tmp_path / "a.zip"], files):
        dossier = tmp_path / f"{len(lines)}.db"
        assert run("build", *given, "-o", dossier).code == 0
        rows = run("export", dossier, "-f", "jsonl").objects()
        lines.append([(row["start"], row["end"], row["text"]) for row in rows if row["kind"] in ("block", "mention")])
    assert lines[0] == lines[1] != []


def test_a_bomb_takes_neither_the_memory_nor_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gut.txt").write_bytes(page(1))
    (tmp_path / "bombe.txt.gz").write_bytes(gzip.compress(b"\0" * 300_000_000))
    (tmp_path / "bombe.zip").write_bytes(zipped({f"{n}.txt": b"\0" * 19_000_000 for n in range(9)}))
    bomb = gzip.compress(b"<p>" * 80_000_000)
    (tmp_path / "bombe.warc").write_bytes(
        warc([answer(bomb)], is_packed=False, headers={"Content-Encoding": "gzip"})[0]
    )
    done = run("build", tmp_path, "-o", tmp_path / "d.db", "--jobs", "1")
    assert done.code == 1
    assert "holds 1 articles." in done.lines[-1]
    assert len([line for line in done.lines if "than 20 MB" in line or "200 times" in line]) == 3

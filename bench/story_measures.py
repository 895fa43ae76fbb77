"""Measures on whole stories against records made by hand, with the scorer of the folder ``shared``."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baselines import record_of
from measure import Measure, Slip
from scoring import score_mean, score_share

ROOT = Path(__file__).parents[1]
SCORER = Path("tools") / "score.py"
STORY = Path("stories") / "nordkorea"
GOLD = Path("gold") / "nordkorea-sample.jsonl"
EXAMPLE = ROOT / "examples" / "schafimpfstoff"
EXAMPLE_GOLD = ROOT / "examples" / "schafimpfstoff.record.jsonl"

_MISS = re.compile(r"^(\d\.\d\d) (\S+): (.*)$", re.MULTILINE)
_KIND = re.compile(r"^(\w+): [\d.]+/(\d+) = (\d\.\d+)", re.MULTILINE)
_ALL = re.compile(r"^gold met: [\d.]+/(\d+) = (\d\.\d+)", re.MULTILINE)


class ScorerError(ValueError):
    """The program or the scorer failed, or the scorer says something else than it used to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the scorer says.

    Attributes:
        shares: Share of gold rows met by kind, and of all of them as ``all rows``.
        rows: The score of every gold row by kind.
        slips: The rows not wholly met.
    """

    shares: dict[str, float]
    rows: dict[str, tuple[float, ...]]
    slips: dict[str, tuple[Slip, ...]]


def measure_gold(shared: Path) -> tuple[Measure, ...]:
    """The five articles of ``shared`` against the sample of their record."""
    return _measure("gold sample", shared, shared / STORY, shared / GOLD)


def measure_example(shared: Path) -> tuple[Measure, ...]:
    """The example story against its record, both under the names that the scorer looks for."""
    with tempfile.TemporaryDirectory() as folder:
        story, gold = Path(folder) / "story", Path(folder) / "gold.jsonl"
        story.mkdir()
        for path in sorted(EXAMPLE.glob("*.txt")):
            digest = hashlib.sha256(path.name.encode()).hexdigest()[:16]
            shutil.copyfile(path, story / f"0{path.name[:2]}_{digest}.txt")
        rows = [json.loads(line) for line in EXAMPLE_GOLD.read_text(encoding="utf-8").splitlines()]
        scored = [row for row in rows if is_scored(row)]
        print(f"left out: {len(rows) - len(scored)} of {len(rows)} rows of the example, the scorer stops there")
        lines = [json.dumps(rename(row), ensure_ascii=False) + "\n" for row in scored]
        gold.write_text("".join(lines), encoding="utf-8")
        return _measure("example", shared, story, gold)


def is_scored(row: dict[str, Any]) -> bool:
    """Whether the scorer can take a row: it stops at an event of nobody ("sheep die") or without its days."""
    return row["kind"] != "event" or bool(row["who"] and row["start"] and row["end"])


def rename(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a record whose articles are named ``01``, with the names ``001`` that the scorer knows.

    Examples:
        >>> rename({"kind": "finding", "a": ["01", "so"], "docs": ["02"]})
        {'kind': 'finding', 'a': ['001', 'so'], 'docs': ['002']}
    """
    new = dict(row)
    if "doc" in row:
        new["doc"] = "0" + row["doc"]
    if "docs" in row:
        new["docs"] = ["0" + doc for doc in row["docs"]]
    if "names" in row:
        new["names"] = {"0" + doc: name for doc, name in row["names"].items()}
    if "stances" in row:
        new["stances"] = [[holder, stance, "0" + doc] for holder, stance, doc in row["stances"]]
    for side in {"a", "b"} & row.keys():
        new[side] = ["0" + row[side][0], row[side][1]]
    return new


def measure_offsets(shared: Path) -> tuple[Measure, ...]:
    """Every exported span of the example and of the story in ``shared``, cut out anew from the bytes."""
    stories = [EXAMPLE, *([shared / STORY] if (shared / STORY).is_dir() else [])]
    wrong, n = [], 0
    for story in stories:
        with tempfile.TemporaryDirectory() as folder:
            rows = _read(_export(story, Path(folder)))
        texts = {
            row["id"]: (story / row["source"]).read_bytes().decode("utf-8-sig")
            for row in rows
            if row["kind"] == "article"
        }
        for row in rows:
            for span in spans_of(row):
                n += 1
                if texts[span["article"]][span["start"] : span["end"]] != span["text"]:
                    place = f"{row['id']} {span['start']}-{span['end']}"
                    wrong.append(Slip(f"{story.name}, {row['kind']}", place, span["text"]))
    if not n:
        raise ScorerError("no span was exported")
    return (Measure(name="offsets: exact", score=score_share(n - len(wrong), n), slips=tuple(wrong)),)


def spans_of(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  any value of JSON
    """Every SPAN of the export in a value, however deep."""
    if isinstance(value, dict):
        if {"article", "start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def _measure(name: str, shared: Path, story: Path, gold: Path) -> tuple[Measure, ...]:
    with tempfile.TemporaryDirectory() as folder:
        system = _verdict(shared, _export(story, Path(folder)), gold, story)
        plain = Path(folder) / "baseline.jsonl"
        rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in record_of(story))
        plain.write_text("".join(rows), encoding="utf-8")
        baseline = _verdict(shared, plain, gold, story)
    return tuple(
        Measure(
            name=f"{name}: {kind}",
            score=score_mean(scores, at=system.shares[kind]),
            baseline=baseline.shares[kind],
            slips=system.slips[kind],
        )
        for kind, scores in system.rows.items()
    )


def _verdict(shared: Path, export: Path, gold: Path, story: Path) -> Verdict:
    said = _run(str(shared / SCORER), str(export), str(gold), str(story), "--misses")
    kinds = {row["id"]: row["kind"] for row in _read(gold)}
    return parse_verdict(said, kinds)


def parse_verdict(said: str, kinds: dict[str, str]) -> Verdict:
    """Read what the scorer prints.

    Args:
        said: Its output with ``--misses``.
        kinds: The kind of every gold row by its id.

    Raises:
        ScorerError: It counts other rows than the gold file has.
    """
    scores = dict.fromkeys(kinds, 1.0)
    slips: dict[str, list[Slip]] = {kind: [] for kind in ("all rows", *kinds.values())}
    for value, id_, words in _MISS.findall(said):
        if id_ not in scores:
            raise ScorerError(f"the scorer names a row {id_} that the gold file does not have")
        scores[id_] = float(value)
        slip = Slip(f"{kinds[id_]}, {'partly met' if float(value) else 'missed'}", id_, words)
        slips[kinds[id_]].append(slip)
        slips["all rows"].append(slip)
    whole = _ALL.search(said)
    if not whole or int(whole[1]) != len(kinds):
        raise ScorerError(f"the scorer does not say how many of {len(kinds)} rows are met: {said[-200:]!r}")
    rows = {"all rows": tuple(scores.values())}
    shares = {"all rows": float(whole[2])}
    for kind, n, share in _KIND.findall(said):
        rows[kind] = tuple(score for id_, score in scores.items() if kinds[id_] == kind)
        shares[kind] = float(share)
        if len(rows[kind]) != int(n):
            raise ScorerError(f"the scorer counts {n} rows of {kind}, the gold file {len(rows[kind])}")
    return Verdict(shares=shares, rows=rows, slips={kind: tuple(found) for kind, found in slips.items()})


def _export(story: Path, folder: Path) -> Path:
    """The record of a folder of articles, as a user gets it."""
    dossier, export = folder / "dossier.db", folder / "export.jsonl"
    cli = ("-c", "from quellenlage.cli import main; main()")
    _run(*cli, "build", str(story), "-o", str(dossier))
    _run(*cli, "export", str(dossier), "-f", "jsonl", "-o", str(export))
    return export


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ScorerError(f"exit {done.returncode}: {' '.join(arguments[-5:])}: {done.stderr.strip()[-300:]}")
    return done.stdout


def _read(path: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]

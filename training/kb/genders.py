"""Which gender given names have: counted from titles before names in a news corpus, and from ``people.tsv``.

``python training/kb/genders.py --shared ../shared`` writes ``src/quellenlage/kb/given_genders.tsv``. Texts that
``bench/corpora`` measures with are left out, and so is GNQA, whose licence allows no commercial use. No wording of a
text is kept but the name and its count.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from quellenlage.datafile import Faults, read_rows
from quellenlage.lang.loader import load_language

ROOT = Path(__file__).parents[2]
KB = ROOT / "src" / "quellenlage" / "kb"
NEWS = Path("data/articles/german-news-2020.jsonl.gz")
# A name counts where so large a share of its bearers have one gender, and two were counted or the kb knows one.
_SHARE, _LEAST = 0.95, 2


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for text in _texts(parser.parse_args().shared):
        for name, gender in _told(text):
            counted[name][gender] += 1
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_rows(KB / "people.tsv", ("name", "gender"), Faults()):
        if row["gender"]:
            known[row["name"].split()[0]][row["gender"]] += 1
    rows = []
    for name in sorted(counted | known):
        both = counted.get(name, Counter()) + known.get(name, Counter())
        gender, count = max(sorted(both.items()), key=lambda pair: pair[1])
        total = both.total()
        if count < _SHARE * total or (total < _LEAST and name not in known) or not name[1:2].islower():
            continue
        sources = ["titles of german-news-2020"] * (name in counted) + ["people.tsv"] * (name in known)
        rows.append(f"{name}\t{gender}\t{count}\t{' + '.join(sources)}\n")
    (KB / "given_genders.tsv").write_text("name\tgender\tcount\tsource\n" + "".join(rows), encoding="utf-8")


def _texts(shared: Path) -> Iterator[str]:
    corpora = (ROOT / "bench" / "corpora").rglob("*.jsonl")
    measured = {key for path in corpora for key in re.findall(r'"key": "([^"]+)"', path.read_text(encoding="utf-8"))}
    with gzip.open(shared / NEWS, "rt", encoding="utf-8") as file:
        yield from (row["text"] for row in map(json.loads, file) if row["id"] not in measured)


@cache
def _titles() -> dict[str, str]:
    """Titles that tell a gender."""
    titles = {form: title.person for form, title in load_language("de").titles.items() if title.person in ("m", "f")}
    return titles | {"Herr": "m", "Herrn": "m", "Frau": "f"}


def _told(text: str) -> set[tuple[str, str]]:
    """Given names behind a title that tells a gender, each with each title once a text."""
    titles = _titles()
    words = [word.strip(',.„“»«"()') for word in text.split()]
    return {
        (name, titles[title.rpartition("-")[2]])
        for title, name, last in zip(words, words[1:], words[2:], strict=False)
        if title.rpartition("-")[2] in titles and name not in titles and name.istitle() and last[:1].isupper()
    }


if __name__ == "__main__":
    main()

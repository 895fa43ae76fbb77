"""Add politicians whom many languages know, with their Wikidata ids: rows of people.tsv and people_names.tsv.

Usage: ``python training/kb/persons.py --shared ../shared``. Taken are those of ``persons-wikidata-2015.tsv`` (CC0)
with a German name and names in five more languages, the sign of being known beyond their own state. Left out are
namesakes: whose name another person of that list bears, or whose label in any language says in brackets who is meant.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from pathlib import Path

from babel import Locale
from collect import slug
from tables import Table, read_table, write_table

KB = Path(__file__).parents[2] / "src/quellenlage/kb"
CHECKED = "2026-11-22"
SOURCE = "persons-wikidata-2015.tsv (Wikidata, CC0)"
OTHERS = ("name_en", "name_fr", "name_ru", "name_uk", "name_ko", "name_zh", "name_ja", "name_ar", "name_fa")
# Fewer languages than this know most members of parliaments.
LANGUAGES = 5
# Who was born before is history; news hardly names them without saying so.
BORN = "1925"
NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+)+")
STATES = {
    "UK": "GB", "Scotland": "GB", "Wales": "GB", "Northern_Ireland": "GB", "United_States_of_America": "US",
    "Czech_Republic": "CZ", "Hong_Kong": "HK", "North_Korea": "KP",
}  # fmt: skip


def chosen(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Persons whom many languages know and who have no namesake here."""
    names = Counter(name for row in rows for name in {row["name_de"], row["name_en"]} if name)
    return [
        row
        for row in rows
        if sum(bool(row[key]) for key in OTHERS) >= LANGUAGES
        and NAME.fullmatch(row["name_de"])
        and max(names[row["name_de"]], names[row["name_en"]]) == 1
        and not any("(" in row[key] for key in ("name_de", *OTHERS))
        and (not row["birth"] or row["birth"] >= BORN)
    ]


def add(rows: list[dict[str, str]], people: Table, names: Table) -> int:
    """Add those whom the tables do not have under their number, id or name."""
    numbers, ids = {r["wikidata"] for r in people.rows}, {r["id"] for r in people.rows}
    forms = {r["form"] for r in names.rows}
    states = {name.replace(" ", "_"): code for code, name in Locale("en").territories.items()} | STATES
    added = 0
    for row in rows:
        key = f"person:{slug(row['name_de'])}"
        if row["qid"] in numbers or key in ids or row["name_de"] in forms or row["name_en"] in forms:
            continue
        country = states.get(row["country"], "")
        cells = (key, row["name_de"], "", row["birth"], country, row["qid"], SOURCE, CHECKED)
        people.rows.append(dict(zip(people.columns, cells, strict=True)))
        ids.add(key)
        spellings = {row["name_de"]: ("de", "name")}
        for lang, kind in (("en", "name"), ("fr", "transliteration")):
            spelled = row[f"name_{lang}"]
            if spelled and NAME.fullmatch(spelled):
                spellings.setdefault(spelled, ("mul" if lang == "fr" else lang, kind))
        for form, (lang, kind) in spellings.items():
            names.rows.append(dict(zip(names.columns, (key, lang, form, kind, "no", SOURCE, CHECKED), strict=True)))
        added += 1
    people.rows.sort(key=lambda r: r["id"])
    return added


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    with (options.shared / "data/kb/persons-wikidata-2015.tsv").open(encoding="utf-8") as file:
        rows = [{k: (v or "").replace("\u200e", "").strip() for k, v in row.items()} for row in
                csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]  # fmt: skip
    people, names = read_table(KB / "people.tsv"), read_table(KB / "people_names.tsv")
    added = add(chosen(rows), people, names)
    names.rows.sort(key=lambda r: r["entity"])
    write_table(people, KB / "people.tsv")
    write_table(names, KB / "people_names.tsv")
    print(f"{added} persons added, {len(people.rows)} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())

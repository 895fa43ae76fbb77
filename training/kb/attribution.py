"""Check the knowledge base, count its rows by kind of source, and write the page of attribution.

Usage: ``python training/kb/attribution.py`` (``make kb``); with ``--check`` nothing is written. Exit code 1 if a
table has a fault, if a source has no licence in ``licences.tsv``, or if the page is not what it should be.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tables import Table, read_table

from quellenlage.kb.entities import RECALLED
from quellenlage.kb.loader import FOLDER, load_kb

HERE = Path(__file__).parent
HEAD = """# Where the knowledge base comes from

Written by `training/kb/attribution.py` (`make kb`) from the column `source` of the tables and from
`training/kb/licences.tsv`; do not edit by hand.

Each row names what was opened for it: a package with version and file, a file of a repository, an address, or a text
of the project in which the form occurs. `; FIELD recalled` says that this field is from memory while the rest stands in
the source. `recalled` alone is a row from memory, not looked up; its `checked` is empty. Such rows are marked in every
view and ground no date, no change of office and no finding. Titles of offices are usual wording throughout. No event of
the calendar is recalled. An empty `to` of a term is open or unknown. `ambiguous` was set by counts over German
news and by a list. No text of any source is kept here.
"""


def licence_of(source: str, licences: Table) -> dict[str, str] | None:
    """The row of the table that a source begins like, the longest first."""
    fitting = [row for row in licences.rows if source.startswith(row["begins"])]
    return max(fitting, key=lambda row: len(row["begins"]), default=None)


def kind_of(source: str) -> str:
    """Whether a row was opened, opened in part, or recalled."""
    if source == RECALLED:
        return RECALLED
    return "in part" if RECALLED in source else "opened"


def page(folder: Path, licences: Table) -> tuple[str, list[str]]:
    """The text of the page, and what is wrong."""
    kinds: dict[str, Counter[str]] = {}
    used: Counter[tuple[str, str, str]] = Counter()
    faults = []
    for path in sorted(folder.glob("*.tsv")):
        count = kinds.setdefault(path.name, Counter())
        for row in read_table(path).rows:
            count[kind_of(row["source"])] += 1
            licence = licence_of(row["source"], licences)
            if licence is None:
                faults.append(f"{path.name}: no licence is known of {row['source']!r}")
            else:
                used[licence["what"], licence["licence"], licence["use"]] += 1
    lines = [HEAD, "## By licence", "", "| source | licence | used for | rows |", "|---|---|---|---|"]
    lines += [f"| {what} | {licence} | {use} | {n} |" for (what, licence, use), n in sorted(used.items())]
    lines += ["", "A row counts for the first source that it names.", "", "## By file", ""]
    lines += ["| file | opened | opened, a field recalled | recalled | share opened |", "|---|---|---|---|---|"]
    for name, count in kinds.items():
        share = 1 - count[RECALLED] / max(1, count.total())
        lines.append(f"| {name} | {count['opened']} | {count['in part']} | {count[RECALLED]} | {share:.2f} |")
    whole = sum(kinds.values(), Counter())
    share = 1 - whole[RECALLED] / whole.total()
    lines.append(f"| all | {whole['opened']} | {whole['in part']} | {whole[RECALLED]} | {share:.2f} |")
    return "\n".join(lines) + "\n", sorted(set(faults))


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args()
    try:
        kb = load_kb(options.folder)
    except ExceptionGroup as group:
        print("\n".join(str(error) for error in group.exceptions))
        return 1
    text, faults = page(options.folder, read_table(HERE / "licences.tsv"))
    target = options.folder / "SOURCES.md"
    if options.check and (not target.is_file() or target.read_text(encoding="utf-8") != text):
        faults.append(f"{target.name} is not what the tables say: run make kb")
    if not options.check:
        target.write_text(text, encoding="utf-8", newline="\n")
    print(text[len(HEAD) :])
    print(f"{len(kb.entities)} individuals, {len(kb.names)} names, {len(kb.terms)} terms, {len(kb.calendar)} events")
    print("\n".join(faults) or "no faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

"""Add the names of states, regions and peoples that packages hold, and put their source where rows were recalled.

Usage: ``python training/kb/states.py --shared ../shared --packages FOLDER``, after ``collect.py``. ``FOLDER`` holds
the unpacked packages that :mod:`packages` lists. The script adds rows to ``entities.tsv`` and ``names.tsv``: forms
of CLDR and i18n-iso-countries, adjectives and inhabitants in German and English, forms made from the names of
towns, former states, Wikidata ids. A form of our own making is written only where a package or a text shows it;
what nothing shows stays ``recalled``. Running it again changes nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence import Evidence, read_evidence
from packages import Nation, Packages, read_packages
from tables import Table, read_table, write_table

CHECKED = "2026-11-22"
RECALLED = "recalled"
HERE = Path(__file__).parent
KB = HERE.parents[1] / "src/quellenlage/kb"
# A town's inhabitants are words of the news if it has so many people, or is a capital.
LARGE = 100_000
# Words that look like a form of a town's name and are another word.
NO_TOWN = frozenset({
    "Leider", "Hammer", "Esser", "Berger", "Sieger", "Golfer", "Ader", "Hager", "Seeber", "Yorker", "Dschibutier",
    "Reichenberger", "Königsberger", "Limer", "Römer", "Maler", "Loser", "Schwerer", "Halter", "Zuger", "Moderner",
})  # fmt: skip
# Read against the counts: names of states and capitals that stand for nothing else often enough to be doubtful.
SURE = frozenset({
    ("country:CH", "Schweizer"), ("country:DE", "Deutsche"), ("country:DE", "Deutscher"), ("country:AE", "Emirate"),
    ("country:DO", "Dominikaner"), ("country:NL", "Holland"), ("country:PL", "Pole"), ("country:SA", "Saudi"),
    ("country:SE", "Schwede"), ("country:TR", "Turkey"), ("country:US", "Amerika"), ("country:GE", "Georgia"),
    ("geonames-admin1:US.GA", "Georgia"), ("geonames:4140963", "Washington"), ("geonames:3378644", "Georgetown"),
    ("region:norddeutschland", "Norddeutsche"),
})  # fmt: skip
# Names of regions that are other words too: a currency, a language of programming, resin, surnames.
DOUBTFUL = frozenset({"Franken", "Java", "Harz", "Kos", "Böhme", "Schwabe", "Samos", "Flame", "Indus", "Rügen"})
# English former names that news still uses; each is looked up in the field ``former`` of the Factbook.
FORMER_EN = (
    "Burma", "Ceylon", "Siam", "East Timor", "Upper Volta", "Swaziland", "Western Samoa", "Formosa", "Zaire",
    "Rhodesia", "Southern Rhodesia", "Democratic Kampuchea", "Dahomey", "Bechuanaland", "Basutoland", "Persia",
)  # fmt: skip


@dataclass
class Found:
    """Names to be added: source by entity, language, form and kind; the first source wins."""

    names: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def add(self, entity: str, form: str, lang: str, kind: str, source: str) -> None:
        """Take a form in unless it is empty."""
        form = " ".join(form.split())
        if form:
            self.names.setdefault((entity, lang, form, kind), source)


def collect(packages: Packages, evidence: Evidence, entities: Table, names: Table) -> Found:
    """Everything that packages say, and what rules make of it and a text shows."""
    found, ids = Found(), {row["id"] for row in entities.rows}
    for key, form, lang, source in packages.names:
        if key in ids:
            found.add(key, form, lang, "alias", source)
    for key, form, lang, source in packages.adjectives:
        if key in ids:
            found.add(key, form, lang, "adjective", source)
    for nation in packages.nations:
        if nation.id in ids:
            add_nation(found, nation)
    add_capitals(found, packages, evidence, entities)
    add_peoples(found, evidence, ids)
    add_towns(found, evidence, entities, names)
    return found


def add_nation(found: Found, nation: Nation) -> None:
    """English adjectives, inhabitants in both numbers, former names."""
    for form in nation.adjectives:
        found.add(nation.id, form, "en", "adjective", nation.source)
    for form in nation.people:
        found.add(nation.id, form, "en", "demonym", nation.source)
    for form in nation.short:
        found.add(nation.id, form, "en", "abbreviation", nation.source)
    for form in FORMER_EN:
        if re.search(rf"(?<![\w-])(?<![A-Z]\w{{7}} ){form}(?!\w)(?! \()", nation.former):
            found.add(nation.id, form, "en", "former", nation.source)


def add_capitals(found: Found, packages: Packages, evidence: Evidence, entities: Table) -> None:
    """The English name of a capital, where the table of places knows the capital of that state."""
    seats = {row["part_of"]: row["id"] for row in entities.rows if row["id"] in evidence.capitals}
    for nation in packages.nations:
        for form in nation.capital if nation.id in seats else ():
            found.add(seats[nation.id], form, "en", "alias", nation.source)


def add_peoples(found: Found, evidence: Evidence, ids: set[str]) -> None:
    """Adjectives and inhabitants of states and regions (``peoples.tsv``), each with what shows the form."""
    for row in read_table(HERE / "peoples.tsv").rows:
        if row["id"] not in ids:
            print(f"not known: {row['id']}")
            continue
        if row["name"]:
            found.add(row["id"], row["name"], "de", "name", evidence.of_noun(row["name"]) or RECALLED)
        for stem in filter(None, row["adjectives"].split(",")):
            found.add(row["id"], stem, "de", "adjective", evidence.of_adjective(stem) or RECALLED)
        for form in filter(None, row["people"].split(",")):
            for inflected in number_and_gender(form):
                found.add(row["id"], inflected, "de", "demonym", evidence.of_noun(inflected) or RECALLED)
        for kind, column in (("adjective", "en_adjectives"), ("demonym", "en_people"), ("alias", "en_names")):
            for form in filter(None, row[column].split(",")):
                found.add(row["id"], form, "en", kind, RECALLED)
        for form in filter(None, row["names"].split(",")):
            found.add(row["id"], form, "de", row["kind"] or "alias", evidence.of_noun(form) or RECALLED)


def number_and_gender(form: str) -> list[str]:
    """Masculine, feminine and plural of an inhabitant; „a/b/c“ are spelled out, nothing made of them."""
    if "/" in form:
        return [part for part in form.split("/") if part != "-"]
    if form.endswith("er"):
        return [form, form + "in"]
    if form.endswith("e"):
        return [form, form[:-1] + "in", form + "n"]
    return [form]


def add_towns(found: Found, evidence: Evidence, entities: Table, names: Table) -> None:
    """„Kairoer“: what stands in front of a noun or names an inhabitant, where a package or a text shows it.

    The rule is that of German word formation: -er behind the name; the name loses -e, often also -en and the vowel
    in front of a last -n („Münchner“, „Bremer“).
    """
    bases: dict[str, set[str]] = {}
    for row in names.rows:
        if row["kind"] in ("name", "alias") and row["lang"] in ("de", "mul") and row["ambiguous"] == "no":
            bases.setdefault(row["entity"], set()).add(row["form"])
    for row in entities.rows:
        capital = row["id"] in evidence.capitals
        if row["id"].startswith("geonames:") and (capital or int(row["population"] or 0) >= LARGE):
            for form in (
                form for name in sorted({row["name"], *bases.get(row["id"], ())}) for form in town_forms(name)
            ):
                source = evidence.of_noun(form) if form not in NO_TOWN else ""
                if source and (capital or evidence.count(form) > 1):
                    found.add(row["id"], form, "de", "demonym", f"by rule from the name; {source}")


def town_forms(name: str) -> Iterator[str]:
    """Forms in -er that a name may have."""
    if not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", name) or len(name) < 3:
        return
    yield name + ("r" if name.endswith("e") else "er")
    if name.endswith("en"):
        yield name[:-2] + "er"
        yield name[:-2] + "ner"


def add_names(found: Found, names: Table, evidence: Evidence, entities: Table) -> tuple[int, int]:
    """Put what was found into the table of names; how many rows were added, how many no longer are recalled."""
    here = {(row["entity"], row["lang"], row["form"], row["kind"]): row for row in names.rows}
    forms = {(row["entity"], row["form"]) for row in names.rows if row["lang"] in ("de", "mul")}
    known = {(row["entity"], row["form"]): row for row in names.rows}
    towns = {row["id"] for row in entities.rows if row["id"].startswith("geonames:")}
    added = shown = 0
    for (entity, lang, form, kind), source in sorted(found.names.items()):
        old = here.get((entity, lang, form, kind)) or known.get((entity, form))
        if old is not None and (old["lang"] in (lang, "mul") or lang == "mul"):
            if old["source"] == RECALLED != source:
                old |= {"source": source, "checked": CHECKED}
                shown += 1
            continue
        if kind in ("alias", "former") and lang == "en" and (entity, form) in forms:
            continue
        doubt = "yes" if form in DOUBTFUL or evidence.is_doubtful(form, kind, lang, town=entity in towns) else "no"
        date = "" if source == RECALLED else CHECKED
        names.rows.append(dict(zip(names.columns, (entity, lang, form, kind, doubt, source, date), strict=True)))
        added += 1
    for row in names.rows:
        if (row["entity"], row["form"]) in SURE:
            row["ambiguous"] = "no"
        if row["source"] == RECALLED and row["lang"] == "de" and (source := shown_by(row, evidence)):
            row |= {"source": source, "checked": CHECKED}
            shown += 1
    names.rows.sort(key=lambda row: (row["entity"], row["form"], row["lang"], row["kind"]))
    return added, shown


def shown_by(row: dict[str, str], evidence: Evidence) -> str:
    """What shows the form of a recalled German row about a state or region, or nothing."""
    if not row["entity"].startswith(("country:", "geonames-admin1:", "m49:", "region:")):
        return ""
    if row["kind"] == "adjective":
        return evidence.of_adjective(row["form"])
    return evidence.of_noun(row["form"]) if row["kind"] in ("demonym", "alias", "official") else ""


def add_places(entities: Table, evidence: Evidence) -> None:
    """Regions, seas, rivers and islands that ``peoples.tsv`` names and the table does not have."""
    have = {row["id"] for row in entities.rows}
    for row in read_table(HERE / "peoples.tsv").rows:
        if row["name"] and row["id"] not in have:
            shown = evidence.of_noun(row["name"])
            source = f"{shown}; part_of recalled" if shown and row["part_of"] else shown or RECALLED
            cells = {"id": row["id"], "type": "LOC", "name": row["name"], "part_of": row["part_of"], "source": source}
            cells |= {"iso": row["part_of"].removeprefix("country:"), "checked": CHECKED if shown else ""}
            entities.rows.append(dict.fromkeys(entities.columns, "") | cells)
            have.add(row["id"])


def add_former(entities: Table, names: Table, evidence: Evidence) -> None:
    """States that are no more, with the codes that ISO 3166 gave them."""
    have = {row["id"] for row in entities.rows}
    forms = {(row["entity"], row["lang"], row["form"], row["kind"]) for row in names.rows}
    for row in read_table(HERE / "former.tsv").rows:
        key = f"country:{row['code']}"
        if key not in have:
            cells = {"id": key, "type": "GPE", "name": row["name"], "iso": row["code"], "source": row["source"]}
            entities.rows.append(dict.fromkeys(entities.columns, "") | cells | {"checked": CHECKED})
            have.add(key)
        for kind in ("name", "official", "alias", "abbreviation", "adjective", "demonym"):
            for lang, form in (part.split(":", 1) for part in cells_of(row, kind)):
                for one in number_and_gender(form) if kind == "demonym" and lang == "de" else [form]:
                    source = evidence.of_adjective(one) if kind == "adjective" else evidence.of_noun(one)
                    if (key, lang, one, kind) not in forms:
                        source = source or RECALLED
                        cells = (key, lang, one, kind, "no", source, "" if source == RECALLED else CHECKED)
                        names.rows.append(dict(zip(names.columns, cells, strict=True)))
                        forms.add((key, lang, one, kind))
    entities.rows.sort(key=lambda row: row["id"])


def cells_of(row: dict[str, str], kind: str) -> list[str]:
    """The forms of one kind, each behind its language."""
    return [f"de:{row['name']}"] if kind == "name" else [part for part in row[kind].split(";") if part]


def add_wikidata(entities: Table, packages: Packages) -> None:
    """Wikidata ids of states, in a column of their own."""
    if "wikidata" not in entities.columns:
        entities.columns.insert(entities.columns.index("source"), "wikidata")
    for row in entities.rows:
        row.setdefault("wikidata", "")
        row["wikidata"] = packages.wikidata.get(row["id"], row["wikidata"])


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--packages", type=Path, required=True, help="folder of unpacked packages")
    options = parser.parse_args()
    entities, names = read_table(KB / "entities.tsv"), read_table(KB / "names.tsv")
    packages = read_packages(options.packages)
    evidence = read_evidence(options.shared, options.packages)
    add_wikidata(entities, packages)
    add_places(entities, evidence)
    found = collect(packages, evidence, entities, names)
    added, shown = add_names(found, names, evidence, entities)
    add_former(entities, names, evidence)
    names.rows.sort(key=lambda row: (row["entity"], row["form"], row["lang"], row["kind"]))
    write_table(entities, KB / "entities.tsv")
    write_table(names, KB / "names.tsv")
    print(f"{added} names added, {shown} no longer recalled; {len(names.rows)} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())

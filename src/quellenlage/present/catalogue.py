"""What the page says, as data: one file of texts a language, and days in words."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quellenlage.errors import ConfigError
from quellenlage.ontology.loader import load_ontology

_FOLDER = Path(__file__).parent / "words"
# The first is that of a reader who asks for none.
LANGUAGES = ("de", "en")
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The texts of one language.

    Attributes:
        code: ISO 639-1.
        texts: By dotted key; slots are in braces.
        months: Names of the twelve months.
        short_months: The same for axes.
    """

    code: str
    texts: Mapping[str, str]
    months: tuple[str, ...]
    short_months: tuple[str, ...]

    def text(self, key: str, **slots: object) -> str:
        """A text with its slots filled.

        Raises:
            KeyError: There is no such text.
        """
        return self.texts[key].format_map(slots) if slots else self.texts[key]

    def word(self, group: str, value: str | None) -> str:
        """The word for a value of the record; the value itself where the catalogue does not know it."""
        return self.texts.get(f"{group}.{value}", str(value or ""))

    def count(self, key: str, number: int) -> str:
        """A number with its noun: ``key`` is a table with ``one`` and ``other``."""
        return self.text(f"{key}.{'one' if number == 1 else 'other'}", n=number)

    def day(self, iso: str, *, year: bool = True, month: bool = True) -> str:
        """A day in words; without year or month where the other end of a range has them."""
        parts = {"year": iso[:4], "month": self.months[int(iso[5:7]) - 1], "day": str(int(iso[8:10]))}
        form = "full" if year else "in_year" if month else "in_month"
        return self.text(f"day.{form}", **parts)

    def days(self, first: str | None, last: str | None, edtf: str | None = None) -> str:
        """Inclusive days in words: a day, a month, a range, one day out of several, or a bound."""
        if first is None and last is None:
            return self.text("day.unknown")
        if last is None or first is None:
            return self.text("day.from" if last is None else "day.until", day=self.day(first or last or ""))
        if first == last:
            return self.day(first)
        whole = (edtf or _whole(first, last)).rstrip("~?%")
        if _YEAR.fullmatch(whole):
            return whole
        if _MONTH.fullmatch(whole):
            return self.text("day.month", month=self.months[int(whole[5:]) - 1], year=whole[:4])
        same_year, same_month = first[:4] == last[:4], first[:7] == last[:7]
        begin = self.day(first, year=not same_year, month=not same_month)
        form = "day.between" if whole.startswith("[") else "day.range"
        return self.text(form, first=begin, last=self.day(last))


@cache
def load_catalogue(code: str) -> Catalogue:
    """The texts of a language; those of event types are the labels of the ontology.

    Raises:
        ConfigError: There is no such language.
    """
    if code not in LANGUAGES:
        raise ConfigError(f"there is no page in {code!r}; there are {', '.join(LANGUAGES)}")
    table = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    months, short = tuple(table.pop("months")), tuple(table.pop("short_months"))
    texts = dict(_flat(table, ""))
    texts |= {f"event.{name}": event.label[code] for name, event in load_ontology().events.items()}
    return Catalogue(code=code, texts=texts, months=months, short_months=short)


def _whole(first: str, last: str) -> str:
    """The year or month that two days are the ends of; empty for other days."""
    if (first[4:], last[4:]) == ("-01-01", "-12-31") and first[:4] == last[:4]:
        return first[:4]
    if first[:7] == last[:7] and first[8:] == "01":
        year, month = int(first[:4]), int(first[5:7])
        return first[:7] if int(last[8:]) == monthrange(year, month)[1] else ""
    return ""


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found

"""Texts, edits, dates and clues for the laws. Importing it sets how many examples Hypothesis tries.

The examples are the same on every run; ``QUELLENLAGE_EXAMPLES=5000`` tries more of them, and others.
"""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from quellenlage.dates.anchor import Anchor, Bound, Direction, Symbolic, Unit
from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import Mod, TimexType
from quellenlage.text.edit import Edit
from quellenlage.text.span import Span

_MANY = os.environ.get("QUELLENLAGE_EXAMPLES")
settings.register_profile(
    "laws",
    max_examples=int(_MANY or 100),
    derandomize=not _MANY,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("laws")


def few(share: float = 0.25) -> int:
    """Fewer examples, for laws whose every try costs milliseconds."""
    return max(5, int(int(_MANY or 100) * share))


# --- texts -----------------------------------------------------------------------------------------
# Characters that break careless offsets: combining, astral, joined, invisible, odd blanks, line ends, marks.
ODD = (
    "ÄäÖöÜüßé\u0301\u0308\u00ad\u200b\u200d\u2060\ufeff\u00a0\u202f\u2028\x0b\x0c\x1c\x85"
    "👩🌾🇩🇪ﬁ℡²½‚‘’„“”»«›‹\"'…–—-\r\n\t "
)
texts = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(ODD), max_size=200)

# One item a „ | “, so that lines stay short.
_NAMES = """Hedwig Sandner | Bürgermeisterin Sandner | Landwirt Alois Brandl | Kim Jong Un | Russland
 | Nordkorea | die Vereinten Nationen | das Außenministerium in Seoul | ein Sprecher | Dr. Prof. Öz
 | K. Brandl | die UNO | er | Berlin | mehrere Beamte | Sandners | die russische Regierung
 | Mu\u0308ller | Präsident Wladimir Putin | Reuters"""
_TIMES = """am Dienstag | am 14. Mai | am 29. Februar | am 31. Februar 2023 | seit Montag | bis Freitag
 | um 24.59 Uhr | vom 28. Dezember bis 3. Januar | zwischen 2019 und 2021 | vor zwei Wochen
 | in 999 Jahren | 2024 | vor 999 Monaten | heute Abend | Mitte Juni | jeden Montag | am 1. 1. 2000
 | in den 90er Jahren | am Wochenende | Ende vergangenen Jahres"""
_VERBS = """sagte | bestritt | teilte mit | wies zurück | besuchte | lieferte Waffen an | traf | drohte
 | habe geliefert | werde kommen | unterzeichnete ein Abkommen mit | testete eine Rakete
 | soll angegriffen haben | dementierte | bot an"""
_SAID = """„Wir bauen.“ | „Nein“ | „Wer „hört“ das?“ | „offen | zu“ | »Doch!« | dass das nicht stimme | "so"
 | ‚halb‘ | „“ | es sei unklar, ob er komme | er habe davon nichts gewusst | laut Reuters
 | nach Angaben der Behörde | „A“ – „B“ | „ “"""
_SIGNS = (".", "?", "!", ",", ";", ":", " –", "...", "\u00ad", "\u00a0", "(", ")", "👩‍🌾", "", "", "")
_LINES = """Anzeige / Weitere Artikel / Teilen | Merken | Drucken / Foto: Archiv / (dpa) / Von Hedwig Sandner
 / Start > Inland > Dorf / BERLIN (dpa) –  / \u200b / #brücke / Korrektur: Es war ein Dienstag. / Stand: 14.05.2024
 / Lesen Sie auch: Mehr"""
_ENDS = ("\n", "\r\n", "\n\n", "\r", "\n \n")
_GERMAN = "Das ist die Geschichte von der Mühle und dem Bach, die der Müller am Dienstag nicht erzählt hat."


def _items(text: str, sign: str = "|") -> list[str]:
    return [item.strip(" \n") for item in text.split(f" {sign} ")]


_words = st.sampled_from(_items(f"{_NAMES} | {_TIMES} | {_VERBS} | {_SAID}"))
_sentence = st.lists(_words | st.text(alphabet=ODD, max_size=3), min_size=1, max_size=9).map(" ".join)
_sentences = st.lists(st.tuples(_sentence, st.sampled_from(_SIGNS)).map("".join), min_size=1, max_size=5).map(" ".join)
_line = st.sampled_from(_items(_LINES, "/")) | _sentences | _sentences
_page = st.lists(st.tuples(_line, st.sampled_from(_ENDS)).map("".join), max_size=7).map("".join)
german = st.tuples(_page, st.sampled_from(("", _GERMAN, _GERMAN))).map("".join)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A text and edits of it that do not overlap, in any order."""
    source = draw(st.text(alphabet="abcäöü 👩\u00ad\n", max_size=40))
    cuts = draw(st.lists(st.integers(0, len(source)), max_size=12, unique=True).map(sorted))
    edits = [
        Edit(Span(a, b), draw(st.text(alphabet="XYZ", max_size=3)), "law")
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return source, tuple(draw(st.permutations(edits)))


# --- dates -----------------------------------------------------------------------------------------
WINDOW = (date(2024, 2, 20), date(2024, 3, 20))
all_days = st.dates(date.min, date.max)
window_days = st.dates(*WINDOW)
day_sets = st.frozensets(window_days, max_size=12)


@st.composite
def intervals(draw: st.DrawFn, days: st.SearchStrategy[date] = all_days) -> DayInterval:
    """Any interval, open ends too."""
    first, last = sorted((draw(days), draw(days)))
    ends = draw(st.sampled_from(("both", "both", "first", "last", "none")))
    return DayInterval(first if ends in ("both", "first") else None, last if ends in ("both", "last") else None)


def as_set(days: frozenset[date]) -> DaySet:
    return DaySet.of(DayInterval(day, day) for day in days)


def all_of_window() -> frozenset[date]:
    return frozenset(WINDOW[0] + timedelta(i) for i in range((WINDOW[1] - WINDOW[0]).days + 1))


@st.composite
def clues(draw: st.DrawFn, *, soft: bool = True, of: st.SearchStrategy[frozenset[date]] = day_sets) -> list[Constraint]:
    """Clues with names of their own."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        weight = draw(st.sampled_from((None, None, 1, 2, 5))) if soft else None
        found.append(Constraint(f"c{number}", as_set(draw(of)), weight))
    return found


_two = st.integers(0, 99).map("{:02}".format)
_years = st.integers(0, 9999).map("{:04}".format)
timex_values = st.one_of(
    st.builds("{}-{}-{}".format, _years, _two, _two),
    st.builds("{}-{}-{}T{}".format, _years, _two, _two, st.sampled_from(("EV", "MO", "14:30"))),
    st.builds("{}-{}".format, _years, _two),
    st.builds("{}-W{}{}".format, _years, _two, st.sampled_from(("", "-WE"))),
    st.builds("{}-{}".format, _years, st.sampled_from(("SP", "SU", "FA", "WI", "Q1", "Q4", "H1", "H2"))),
    st.integers(0, 9999).map(str),
    _years,
    st.dates(date(1, 1, 1), date.max).map(date.isoformat),
    st.text(alphabet="0123456789XWTP-SUQ", min_size=1, max_size=12),
)
_tails = st.one_of(
    st.integers(1, 7).map("XXXX-WXX-{}".format),
    st.builds("XXXX-{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 31)),
    st.integers(1, 12).map("XXXX-{:02}".format),
    st.sampled_from(("XXXX-SP", "XXXX-WI", "XXXX-WXX-3TEV", "XXXX-06-01TNI")),
)


@st.composite
def symbolics(draw: st.DrawFn, *, bounds: bool = True, ranges: bool = True) -> Symbolic:
    """Symbolic dates as the rules of a language make them."""
    mod = draw(st.sampled_from((None, None, *Mod)))
    bound = draw(st.sampled_from((None, None, *Bound))) if bounds else None
    shape = draw(st.sampled_from(("calendar", "nearest", "counted")))
    if shape == "calendar":
        value = draw(timex_values)
        return Symbolic(type=TimexType.DATE, value=value, anchor=Anchor.CALENDAR, mod=mod, bound=bound)
    if shape == "counted":
        return Symbolic(
            type=TimexType.DATE,
            value=draw(st.sampled_from(("XXXX", "XXXX-XX-XXTEV"))),
            anchor=Anchor.PUBLICATION,
            unit=draw(st.sampled_from(Unit)),
            offset=draw(st.integers(-20, 20) | st.integers(-12000, 12000)),
            mod=mod,
            bound=bound,
        )
    value = draw(_tails)
    last = None
    if ranges and len(value) == 10 and value[5:6] != "W" and draw(st.booleans()):
        last = draw(st.builds("XXXX-{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 31)))
    return Symbolic(
        type=TimexType.TIME if "T" in value else TimexType.DATE,
        value=value,
        anchor=Anchor.PUBLICATION,
        direction=draw(st.sampled_from((None, *Direction))),
        mod=mod,
        bound=bound,
        last=last,
    )

"""Days of a pile: what copies and other articles lend, and what single days are left."""

import warnings

import pytest

from quellenlage.dates.anchor import Anchor, Direction, Resolved, Symbolic, resolve
from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import edtf_of_days, month
from quellenlage.dates.solver import solve
from quellenlage.dates.timex3 import TimexType
from quellenlage.link.date.choice import narrow
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import ArticleRow, Record
from quellenlage.world import load_world

with warnings.catch_warnings():
    # edtf 5.0 builds its grammar in a way that pyparsing warns of.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf

WORLD = load_world("de", "none")
TITLE = "Was in der Stadt und auf dem Land zu sehen ist\n\n"
DATED = "Am 4. Mai 2023 traf sich Olaf Scholz mit Emmanuel Macron in Potsdam. Das war ein Treffen für die Bilder."
UNDATED = "Am Donnerstag traf sich Olaf Scholz mit Emmanuel Macron in Potsdam. Mehr war nicht zu hören."


def link(*texts: str) -> Record:
    return link_pile([compile_article((TITLE + t).encode(), f"{n}.txt", WORLD) for n, t in enumerate(texts)], WORLD)


def days(row: ArticleRow) -> tuple[str | None, str | None, str | None]:
    return row.published.earliest, row.published.latest, row.published.basis


def test_a_copy_shares_the_clues_of_its_words():
    body = "Das Netz sank am 4. Mai 2017 in der Bucht, und niemand hat es je gesehen."
    one, two = link(body, body).article
    assert days(one)[:2] == days(two)[:2] == ("2017-05-04", None)
    assert days(one)[2] == "text"


def test_an_event_that_is_dated_elsewhere_lends_its_day():
    alone = link(UNDATED).article[0]
    assert days(alone)[:2] == (None, None) or days(alone)[1] != "2023-05-10"
    record = link(DATED, UNDATED)
    taker = record.article[1]
    assert days(taker) == ("2023-05-04", "2023-05-10", "linked")
    assert "0.txt" in taker.published.reason
    (thursday,) = [t for t in record.timex if t.article == taker.id]
    assert (thursday.from_, thursday.to) == ("2023-05-04", "2023-05-04")


def test_a_meeting_at_another_place_lends_nothing():
    taker = link(DATED, UNDATED.replace("Potsdam", "Rostock")).article[1]
    assert days(taker)[1] != "2023-05-10"


def test_the_order_of_the_articles_does_not_matter():
    one = {row.sha256: row.published for row in link(DATED, UNDATED).article}
    two = {row.sha256: row.published for row in link(UNDATED, DATED).article}
    assert {k: (v.earliest, v.latest, v.edtf) for k, v in one.items()} == {
        k: (v.earliest, v.latest, v.edtf) for k, v in two.items()
    }


# --- single days -----------------------------------------------------------------------------------
WEDNESDAY = Symbolic(type=TimexType.DATE, value="XXXX-WXX-3", anchor=Anchor.PUBLICATION, direction=Direction.BEFORE)


def test_a_known_month_leaves_the_wednesdays_of_it():
    solution = solve([Constraint("June", DaySet.of([month(2024, 6)]))])
    resolved, choices = narrow(WEDNESDAY, resolve(WEDNESDAY, solution.interval), solution)
    assert [c.iso()[0] for c in choices] == ["2024-05-29", "2024-06-05", "2024-06-12", "2024-06-19", "2024-06-26"]
    assert resolved.interval.iso() == ("2024-05-29", "2024-06-26")
    assert parse_edtf(edtf_of_days(choices) or "")


def test_a_set_of_days_tells_more_than_its_ends():
    friday = Constraint("Friday", DaySet.weekday(5), 2, recurs=True)
    solution = solve([Constraint("June", DaySet.of([month(2024, 6)])), friday])
    yesterday = Symbolic(type=TimexType.DATE, value="XXXX-WXX-4", anchor=Anchor.PUBLICATION, direction=Direction.BEFORE)
    _, choices = narrow(yesterday, resolve(yesterday, solution.interval), solution)
    assert [c.iso()[0] for c in choices] == ["2024-06-06", "2024-06-13", "2024-06-20", "2024-06-27"]


@pytest.mark.parametrize("clues", [[], [Constraint("after", DaySet.between(month(2024, 6).first, None))]])
def test_where_an_end_is_open_nothing_is_narrowed(clues: list[Constraint]):
    solution = solve(clues)
    resolved = resolve(WEDNESDAY, solution.interval)
    assert narrow(WEDNESDAY, resolved, solution) == (resolved, ())
    assert isinstance(resolved, Resolved)


# --- lines beside the article ----------------------------------------------------------------------
PAGE = """Der Hafen bleibt im Winter für die Fischer geschlossen

{line}

Der Hafen bleibt im Winter für die Fischer geschlossen. Das hat der Rat der Stadt mit den Stimmen aller beschlossen.

Die Fischer sind darüber nicht froh, denn sie haben keinen anderen Platz für ihre Boote und Netze.
"""


def page(line: str) -> ArticleRow:
    return link_pile([compile_article(PAGE.format(line=line).encode(), "p.txt", WORLD)], WORLD).article[0]


def test_the_line_of_the_editors_dates_the_article():
    row = page("Stand: 04.05.2021, 14:30 Uhr")
    assert row.published.earliest == "2021-05-03"
    assert row.published.latest == "2021-05-05"
    assert [p.text for p in row.published.evidence] == ["04.05.2021"]

"""Days of a pile: what copies and other articles lend, and what single days are left."""

import warnings
from datetime import date
from time import perf_counter

import pytest

from quellenlage.dates.anchor import Anchor, Direction, Resolved, Symbolic, resolve
from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import edtf_of_days, month
from quellenlage.dates.solver import solve
from quellenlage.dates.timex3 import TimexType
from quellenlage.link.date import link_dates
from quellenlage.link.date.choice import narrow
from quellenlage.link.date.fresh import link_news
from quellenlage.link.date.publication import day_set, own_clues
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import ArticleRow, Record
from quellenlage.records.linked import Linked
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
    assert days(taker) == ("2023-05-04", "2023-05-07", "linked")
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


# --- one act in two articles -----------------------------------------------------------------------
READ = load_world()
OPENED = (
    "Die Hafenbehörde von Rostock hat an diesem Freitag, dem 12. März 2021, den beschädigten Fährterminal wieder "
    "freigegeben, teilte Direktorin Henrike Vossbeck mit. „Wir haben jede einzelne Schweißnaht der Brücke prüfen "
    "lassen“, sagte Vossbeck am Freitag in Rostock."
)


def read(*texts: str) -> Record:
    """With the tree of every sentence."""
    return link_pile([compile_article((TITLE + t).encode(), f"{n}.txt", READ) for n, t in enumerate(texts)], READ)


def test_the_same_act_in_like_words_lends_its_day_and_shows_both_passages():
    again = (
        "Der beschädigte Fährterminal war am Freitag von der Hafenbehörde wieder freigegeben worden. Nun klagen die "
        "Reeder über leere Schiffe und fordern Hilfe."
    )
    giver, taker = read(OPENED, again).article
    assert days(taker) == ("2021-03-12", "2021-03-15", "linked")
    assert {p.article for p in taker.published.evidence} == {giver.id, taker.id}
    assert "assumed" in taker.published.reason
    assert "0.txt" in taker.published.reason


def test_other_numbers_are_another_report():
    first = "Das Kreisamt meldete am Freitag, dem 12. März 2021, 48 gemeldete Masernerkrankungen im Landkreis."
    later = "Das Kreisamt meldete am Freitag 63 gemeldete Masernerkrankungen im Landkreis."
    assert days(read(first, later).article[1])[0] != "2021-03-12"


def test_an_utterance_is_dated_by_whoever_dates_it():
    week = (
        "Direktorin Henrike Vossbeck hatte in der vorigen Woche gesagt: „Wir haben jede einzelne Schweißnaht der "
        "Brücke prüfen lassen.“ Daran zweifeln jetzt Ingenieure."
    )
    assert days(read(OPENED, week).article[1])[:2] == ("2021-03-15", "2021-03-21")


def test_the_same_words_as_news_are_printed_at_about_the_same_time():
    told = "„Wir haben jede einzelne Schweißnaht der Brücke prüfen lassen“, sagte Direktorin Henrike Vossbeck."
    taker = read(OPENED, told).article[1]
    assert days(taker)[:2] == ("2021-03-12", "2021-03-16")
    assert "assumed" in taker.published.reason


def test_days_are_lent_on_and_never_come_back():
    week = (
        "Direktorin Henrike Vossbeck hatte in der vorigen Woche gesagt: „Wir haben jede einzelne Schweißnaht der "
        "Brücke prüfen lassen.“ Am Dienstag hatten zwölf Ingenieure den Prüfbericht der Schweißnähte öffentlich "
        "angezweifelt."
    )
    third = (
        "Die Ingenieure hatten den Prüfbericht der Schweißnähte am Dienstag öffentlich angezweifelt. Das sei falsch."
    )
    rows = [days(row) for row in read(OPENED, week, third).article]
    assert rows == [days(row) for row in reversed(read(third, week, OPENED).article)]
    assert rows[0][:2] == days(read(OPENED).article[0])[:2]


def test_own_clues_win_over_the_pile():
    own = "Am Freitag, dem 9. April 2021, war der Fährterminal von der Hafenbehörde wieder freigegeben worden."
    assert days(read(OPENED, own).article[1])[0] == "2021-04-09"


def test_what_was_announced_for_a_day_is_news_when_it_is_told_as_past():
    plan = (
        "Gdingen, Montag, 8. März 2021 – Der Frachtsegler Pernille wird am 19. März im Fischereihafen getauft. Anlass "
        "ist das Jubiläum der Segelmacherzunft."
    )
    done = (
        "Der Frachtsegler Pernille wurde am 19. März im Fischereihafen getauft. Das Jubiläum der Segelmacherzunft war "
        "der Anlass."
    )
    rows = read(plan, done).article
    assert days(rows[0])[:2] == ("2021-03-08", "2021-03-09")
    assert days(rows[1])[:2] == ("2021-03-19", "2021-03-25")


def test_news_is_counted_from_an_event_that_another_article_dates():
    ruling = "Das Amtsgericht Husum hat an diesem Freitag, dem 12. März 2021, das Räumungsurteil verkündet."
    later = "Zwei Wochen nach dem Urteil aus Husum haben die Mieter am Donnerstag die Schlüssel abgegeben."
    assert days(read(ruling, later).article[1])[:2] == ("2021-03-25", "2021-03-28")
    elsewhere = later.replace("Husum", "Itzehoe")
    assert days(read(ruling, elsewhere).article[1])[:2] != ("2021-03-25", "2021-03-28")


@pytest.mark.parametrize(
    "line", ["Rostock, Freitag, 12. März – ", "ROSTOCK, 12. März (dpa) – ", "Rostock (dpa), 12. März: "]
)
def test_a_date_beside_the_place_is_that_of_the_report(line: str):
    told = "Die Fähre hat seit Jahresbeginn 2021 keinen Fahrgast mehr befördert, und der Rat berät über einen Verkauf."
    (clue,) = [
        held.clue
        for held in own_clues(compile_article((TITLE + line + told).encode(), "a.txt", WORLD))
        if held.clue.by.rule == "dateline"
    ]
    assert clue.recurs
    assert (date(2021, 3, 12) in day_set(clue), date(2021, 3, 14) in day_set(clue)) == (True, False)


def test_a_date_inside_the_sentence_is_none_of_the_report():
    told = TITLE + "Am 12. März – einem Freitag – hat der Rat der Stadt beschlossen, die Fähre zu verkaufen."
    found = own_clues(compile_article(told.encode(), "a.txt", WORLD))
    assert [held for held in found if held.clue.by.rule == "dateline"] == []


@pytest.mark.parametrize("words", ["Am Freitag ", "am 3. Mai, ", "„Fährterminal“, sagte sie am Freitag, "])
def test_hostile_piles_are_linked_in_time(words: str):
    pile = [compile_article((TITLE + words * 400).encode(), f"{n}.txt", WORLD) for n in range(2)]
    began = perf_counter()
    link_own = link_dates(tuple(pile), Linked(), WORLD)
    assert len(link_own.days) == 2
    assert perf_counter() - began < 5


# --- the same fresh news ---------------------------------------------------------------------------
# The second article of each pair does not know its day and shares no act with a day.
FLOOD = (
    "Dormagen, Freitag, 12. März 2021 – Nach dem Bruch des Staudamms bei Hülchrath haben 14.370 Bewohner der "
    "Gemeinde Rommerskirchen ihre Häuser verlassen. Der Wasserverband Erftmündung hat Sandsäcke und Pumpen aus "
    "vier Landkreisen angefordert."
)


def weeks(*texts: str) -> tuple[str | None, str | None]:
    return days(read(*texts).article[1])[:2]


def test_a_number_that_nobody_guesses_beside_the_same_words_is_news_of_the_same_days():
    again = (
        "Der Staudamm bei Hülchrath ist gebrochen, und 14.370 Bewohner der Gemeinde Rommerskirchen haben ihre Häuser "
        "verlassen. Der Wasserverband Erftmündung spricht vom schwersten Unglück seiner Geschichte."
    )
    row = read(FLOOD, again).article[1]
    assert days(row) == ("2021-03-08", "2021-03-17", "linked")
    assert "14370" in row.published.reason
    assert "assumed" in row.published.reason
    assert weeks(FLOOD, again.replace("14.370", "16.280"))[1] != "2021-03-17"


def test_a_line_about_the_house_itself_is_no_news():
    offer = "Sie können unseren Newsletter Rheinufer mit 14.370 Lesern aus Hülchrath und Rommerskirchen bestellen."
    one = f"Dormagen, Freitag, 12. März 2021 – Der Rat der Stadt berät über den Haushalt. {offer}"
    row = read(one, f"Im Zoo von Neuss ist ein Nashorn geboren worden. {offer}").article[1]
    assert "news" not in row.published.reason
    assert days(row)[0] != "2021-03-08"


def test_the_same_weekday_in_sentences_of_one_matter_is_one_day():
    one = (
        "Das Verwaltungsgericht Quedlinburg hat am Mittwoch die Klage der Umweltverbände gegen die Schweinemastanlage "
        "abgewiesen. Die Umweltverbände wollen Berufung einlegen."
    )
    two = (
        "Die Umweltverbände wollen Berufung einlegen. Am Mittwoch war ihre Klage gegen die Schweinemastanlage vor dem "
        "Verwaltungsgericht Quedlinburg gescheitert."
    )
    dated = f"Halle, Donnerstag, 17. Juni 2021 – {one}"
    assert weeks(dated, two) == ("2021-06-16", "2021-06-19")
    assert weeks(dated, two.replace("Mittwoch", "Montag")) != ("2021-06-14", "2021-06-17")


@pytest.mark.parametrize(
    "words", ["Der Staudamm Hülchrath 14.370 ", "Am Freitag der Staudamm. ", "„Sie“ wir Sie 1.234 "]
)
def test_hostile_reports_are_compared_in_time(words: str):
    pile = [compile_article((TITLE + words * 3000).encode(), f"{n}.txt", WORLD) for n in range(2)]
    began = perf_counter()
    assert link_news(pile, Linked(), frozenset(), WORLD) is not None
    assert perf_counter() - began < 5

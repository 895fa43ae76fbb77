"""Clues on the day of printing, read without a model: sentences of our own, days as ISO 8601 writes them."""

from datetime import date

import pytest

from quellenlage.link.date.publication import day_set, publication_of
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Clue
from quellenlage.world import load_world

WORLD = load_world("de", "none")
# So that the language is recognised and the first line is the title.
TITLE = "Was in der Stadt und auf dem Land zu sehen ist\n\n"


def clues_of(text: str, rule: str) -> list[Clue]:
    return [c for c in compile_article((TITLE + text).encode(), "a.txt", WORLD).found.clues if c.by.rule == rule]


def allows(clue: Clue, day: str) -> bool:
    return date.fromisoformat(day) in day_set(clue)


def printed(text: str) -> tuple[str | None, str | None]:
    return publication_of(compile_article((TITLE + text).encode(), "a.txt", WORLD))[0].interval.iso()


# --- bounds ----------------------------------------------------------------------------------------
def test_a_past_day_is_a_bound_from_below():
    assert printed("Der Damm brach am 4. Mai 2017, und das Wasser stand in den Häusern.") == ("2017-05-04", None)


def test_what_begins_with_a_day_may_lie_ahead():
    assert printed("Das Gesetz verbot ab dem 4. Mai 2017 das Fischen in der Bucht.") == (None, None)


def test_a_comparison_announces_nothing():
    assert printed("Die Stadt wird die Brücke wie im Jahr 2017 für den Verkehr sperren.")[1] is None


# --- anniversaries ---------------------------------------------------------------------------------
def test_an_anniversary_gives_a_year():
    first, last = printed("Zum 25. Jahrestag der Gründung im Jahr 1990 kamen viele Gäste in die Halle.")
    assert (first or "")[:4] == "2014"
    assert (last or "")[:4] == "2016"


@pytest.mark.parametrize(
    "text",
    [
        "Seit dem 3. Mai 1980, dem 30. Geburtstag der Dichterin, liegen Blumen auf dem Stein.",
        "Der 900. Jahrestag der Gründung im Jahr 1990 wird ein Fest für die Enkel der Enkel sein.",
    ],
)
def test_no_year_follows_from_the_date_of_the_feast_or_from_an_absurd_number(text: str):
    assert not clues_of(text, "anniversary")


# --- a weekday and its date ------------------------------------------------------------------------
def test_a_weekday_with_its_date_leaves_the_years_in_which_they_agree():
    (clue,) = clues_of("Das Boot sank am Montag, 3. Juni vor der Küste und wurde nicht gefunden.", "weekday of a date")
    assert clue.recurs
    assert allows(clue, "2019-06-05")
    assert not allows(clue, "2022-06-05")


def test_what_recurs_bounds_nothing_by_itself():
    assert printed("Das Boot sank am Montag, 3. Juni vor der Küste und wurde nicht gefunden.") == (None, None)


# --- offices ---------------------------------------------------------------------------------------
def test_who_holds_an_office_gives_the_days_of_the_term():
    (clue,) = clues_of("Bundeskanzlerin Angela Merkel lobte das neue Boot der Feuerwehr sehr.", "office held")
    assert allows(clue, "2010-05-04")
    assert not allows(clue, "2004-05-04")
    assert not allows(clue, "2023-05-04")


def test_who_has_held_an_office_comes_after_it():
    (clue,) = clues_of("Der frühere Bundeskanzler Gerhard Schröder kam zum Fest am See.", "office held before")
    assert allows(clue, "2012-05-04")
    assert not allows(clue, "2001-05-04")


def test_between_two_terms_the_office_was_held_before():
    (clue,) = clues_of("Der frühere US-Präsident Donald Trump kam zum Fest am See.", "office held before")
    assert allows(clue, "2022-05-04")
    assert not allows(clue, "2018-05-04")
    assert not allows(clue, "2025-05-04")


@pytest.mark.parametrize(
    "text",
    [
        "Im Jahr 2003 lobte Bundeskanzler Gerhard Schröder das Boot der Feuerwehr sehr.",
        "Manche wollten eine Bundeskanzlerin Angela Merkel nicht, und das war bekannt.",
        "Die designierte Bundeskanzlerin Angela Merkel kam zum Fest am See.",
        "Der Fischer Angela Merkel kam nicht zum Fest am See.",
    ],
)
def test_history_wishes_and_other_offices_say_nothing(text: str):
    assert not clues_of(text, "office held")


# --- words and events of the knowledge base --------------------------------------------------------
def test_a_word_is_not_older_than_its_coining():
    assert printed("Das Dorf war wegen Covid-19 lange Zeit wie ausgestorben.") == ("2020-02-11", None)


def test_a_named_event_of_a_series_dates_what_is_told_of_it():
    (clue,) = clues_of("Auf dem G7-Gipfel in Hiroshima letzte Woche sprachen sie über Fische.", "named event")
    assert allows(clue, "2023-05-24")
    assert not allows(clue, "2023-05-20")
    assert not allows(clue, "2022-07-05")
    assert allows(clue, "2001-05-24"), "before the series is known everything is possible"


def test_an_event_that_is_over_or_only_talked_of_says_nothing():
    assert not clues_of("Nach dem G7-Gipfel in Hiroshima kamen letzte Woche die Fischer.", "named event")


# --- the day of the news ---------------------------------------------------------------------------
NEWS = "Am Freitag sank das Boot. Es kam niemand. Am Freitag suchte man lange. Auch am Freitag fand man nichts."


def test_a_weekday_taken_up_again_and_again_is_the_day_of_the_news():
    (clue,) = clues_of(NEWS, "weekday of the news")
    assert clue.weekdays == (1, 5, 6, 7)
    assert not clues_of(NEWS.replace("Auch am Freitag", "Dann"), "weekday of the news")


def test_the_day_of_the_news_narrows_what_others_bound():
    assert printed(NEWS) == (None, None)
    week = "Auf dem G7-Gipfel in Hiroshima sprach man letzte Woche davon. Das Netz sank am 24. Mai 2023."
    assert printed(f"{NEWS} {week}")[0] == "2023-05-26"


# --- hostile texts ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "piece",
    ["am Freitag sank es, ", "am 4. Mai 2017 sank es, ", "Kanzlerin Merkel ", "zum 25. Jahrestag 1990 ", "G7-Gipfel "],
)
def test_no_text_raises(piece: str):
    printed(piece * 500 + ".")

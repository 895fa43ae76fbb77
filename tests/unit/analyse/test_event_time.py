"""When an event is said to take place: times that hang on it, on the clause above, and those that only bound it."""

from tests.unit.analyse.events_of import events_of


def time_of(text: str, kind: str) -> str | None:
    words, (event, *_) = events_of(text, kind)
    return event.time.of(words) if event.time else None


def test_a_clause_of_time_shares_the_day_of_the_clause_above():
    text = "Die beiden sahen sich zuletzt 2014, als die Ministerin Eva Roth die Stadt Riga besuchte, wie sie sagt."
    assert time_of(text, "visit") == "2014"


def test_the_day_behind_since_is_not_that_of_the_clause():
    text = "Die Firma Kolb hat seit Beginn des Streits im Mai 2018 hundert Lastwagen an die Stadt Riga geliefert."
    assert time_of(text, "transfer") is None


def test_a_length_counted_back_is_a_day():
    text = "Der Präsident Paul Berger besuchte vor einer Woche die Stadt Riga, wie sein Büro mitteilte."
    assert time_of(text, "visit") == "einer Woche"


def test_a_length_ahead_may_be_how_long_it_takes():
    text = "Die Firma Kolb will in drei Wochen hundert Lastwagen an die Stadt Riga liefern, wie sie sagt."
    assert time_of(text, "transfer") is None


def test_what_is_usual_is_no_single_event():
    _, (event,) = events_of(
        "Der Präsident Paul Berger besucht selten die Stadt Riga, wie sein Büro dort sagt.", "visit"
    )
    assert event.habitual

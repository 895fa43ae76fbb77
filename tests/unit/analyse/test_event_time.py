"""When an event is said to take place: times that hang on it, on the clause above, and those that only bound it."""

from tests.unit.analyse.events_of import certainty_of, events_of, roles_of


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


def test_an_adjective_tells_another_visit():
    _, events = events_of(
        "Seine frühere Reise nach Riga war für Paul Berger nicht einfach, wie er heute sagt.", "visit"
    )
    assert [event.other for event in events] == [True]


def test_what_somebody_is_able_to_deliver_is_not_delivered():
    text = "Die Fähigkeit, hundert Lastwagen an die Stadt Riga zu liefern, hat die Firma Kolb nicht verloren."
    assert certainty_of(text, "transfer")[0] != "occurred"


def test_what_somebody_comes_for_has_not_happened():
    text = "Die Ministerin Eva Roth kam nicht, um Waffen an die Stadt Riga zu liefern, wie sie am Montag sagte."
    assert certainty_of(text, "transfer") == ("announced", "Uu")


def test_whom_it_is_forbidden_would_have_acted():
    text = "Der Vertrag verbietet es der Stadt Riga, der Firma Kolb Lastwagen zu liefern, wie beide Seiten sagen."
    assert roles_of(text, "transfer")["GIVER"] == {"Riga"}


def test_who_is_parted_from_the_infinitive_by_a_comma_is_asked():
    text = "Das Gesetz verbietet es Polen, der Firma Kolb Lastwagen zu liefern, wie die Behörden am Montag mitteilten."
    assert roles_of(text, "transfer")["GIVER"] == {"Polen"}


def test_the_speaker_is_one_of_those_whom_we_means():
    text = '"Wir haben einen Vertrag mit der Firma Kolb unterzeichnet", sagte die Ministerin Eva Roth in der Stadt.'
    assert "Eva Roth" in roles_of(text, "agreement")["PARTY"]


def test_what_the_speaker_asks_of_others_he_does_not_do():
    text = '"Wir fordern die Stadt Riga auf, keine Lastwagen zu liefern", sagte die Ministerin Eva Roth am Montag.'
    words, events = events_of(text, "transfer")
    assert "Eva Roth" not in [p.span.of(words) for event in events for p in event.participants]


def test_both_persons_of_a_compound_meet():
    text = (
        "Die Ministerin Eva Roth reiste nach Riga. Dort wartete schon Weber, der Präsident. "
        "Das Roth-Weber-Treffen fand in der Burg statt, wie es heißt."
    )
    assert roles_of(text, "meeting")["PARTICIPANT"] == {"Roth", "Weber"}


def test_a_place_behind_a_verb_belongs_to_another_clause():
    text = (
        "Der erste Besuch fand im Mai statt, nachdem der Präsident Paul Berger bei einem Treffen mit der Ministerin "
        "Eva Roth in Riga nichts erreicht hatte."
    )
    words, (event,) = events_of(text, "visit")
    assert event.place is None or event.place.of(words) != "Riga"

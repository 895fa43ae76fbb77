"""Which tellings make a row of the pile, and which are one."""

from tests.unit.link.rows_of import rows_of

FIRST = "Im Hafen von Bremen ist am Montag ein Feuer ausgebrochen. Das Feuer zerstörte zwei Hallen, wie die Wehr sagte."
SECOND = "In Bremen hat es am Montag im Hafen einen Brand gegeben. Das Feuer ist nach Angaben der Stadt gelöscht."


def test_a_fire_of_two_articles_is_one_row():
    rows = rows_of("accident", FIRST, SECOND)
    assert [len(row.articles) for row in rows] == [2]


def test_fires_of_two_days_stay_apart():
    later = SECOND.replace("am Montag", "am 2. Februar 2021")
    assert len(rows_of("accident", FIRST, later)) == 2


def test_the_order_of_articles_does_not_matter():
    assert len(rows_of("accident", FIRST, SECOND)) == len(rows_of("accident", SECOND, FIRST))


def test_an_indefinite_noun_joins_no_event():
    text = (
        "Der Minister Jens Kolb traf am Montag in Bremen die Ministerin Eva Roth. "
        "Das Treffen dauerte drei Stunden. Auch Treffen mit Vereinen sind ihm wichtig, wie er sagt."
    )
    (row, *_) = rows_of("meeting", text)
    assert [mention.text for mention in row.mentions] == ["traf", "Treffen"]


def test_visits_of_one_person_in_other_years_stay_apart():
    text = (
        "Der Präsident Paul Berger besuchte im Mai 2019 die Stadt Riga. "
        "Der Präsident Paul Berger besuchte am Montag die Stadt Riga erneut."
    )
    assert len(rows_of("visit", text)) == 2


def test_the_news_of_an_article_lies_within_the_days_before_it():
    text = (
        "Die Ministerin Eva Roth ist zurückgetreten. Das teilte ihr Büro mit, das sich dazu nicht weiter äußern wollte."
    )
    (row,) = rows_of("appointment", text)
    assert (row.from_, row.to) == ("2021-03-08", "2021-03-10")


def test_what_goes_on_now_does_so_on_the_day_of_printing():
    text = (
        "Die Ministerin Eva Roth ist derzeit im Gespräch mit dem Präsidenten Paul Renner. Das teilte ihr Büro mit, das "
        "sich dazu nicht weiter äußern wollte."
    )
    (row,) = rows_of("communication", text)
    assert (row.from_, row.to) == ("2021-03-10", "2021-03-10")


def test_in_the_course_of_an_event_something_becomes_clear():
    text = (
        "Bei Beratungen des Präsidenten Paul Renner mit der Ministerin Eva Roth wurde am 3. März 2021 deutlich, dass "
        "die Mehrheit steht. Das teilte ihr Büro mit, das sich dazu nicht weiter äußern wollte."
    )
    (row,) = rows_of("meeting", text)
    assert (row.from_, row.to) == ("2021-03-03", "2021-03-03")


def test_what_was_before_the_news_gets_no_day():
    text = (
        "Die Ministerin Eva Roth war zurückgetreten. Das teilte ihr Büro mit, das sich dazu nicht weiter äußern wollte."
    )
    (row,) = rows_of("appointment", text)
    assert (row.from_, row.to) == (None, None)


def test_giving_up_an_office_and_taking_one_are_two():
    text = (
        "Die Ministerin Eva Roth ist am Montag zurückgetreten. "
        "Im Jahr 2018 hatte Eva Roth das Amt der Ministerin übernommen, wie die Stadt sagt."
    )
    rows = rows_of("appointment", text)
    assert {p.role for row in rows for p in row.participants} >= {"LEAVER", "APPOINTEE"}
    assert len(rows) == 2


def test_an_indefinite_noun_that_a_verb_tells_joins_the_event_of_another_article():
    first = "Im Hafen von Bremen ist am Montag ein Brand ausgebrochen. Die Stadt will sich dazu am Abend äußern."
    second = "In Bremen ist die Lage ernst, sagt die Stadt. Im Hafen ist ein Brand ausgebrochen, und er dauert noch an."
    assert [len(row.articles) for row in rows_of("accident", first, second)] == [2]


def test_what_is_done_to_people_without_a_name_is_a_row_if_two_articles_tell_it():
    first = "Nach dem Spiel in Bremen gab es Streit. Die Beamten haben zwölf Männer festgenommen, wie die Stadt sagt."
    second = "In Bremen ist es unruhig. Die Beamten haben zwölf Männer festgenommen, das hat die Stadt nun mitgeteilt."
    assert [len(row.articles) for row in rows_of("arrest", first, second)] == [2]


def test_a_definite_noun_means_what_was_told_before_it():
    text = (
        "Der Minister Jens Kolb traf am Montag in Bremen die Ministerin Eva Roth. "
        "Nach dem Treffen sagte sie, dass man zufrieden sei. "
        "Im Jahr 2015 hatte Jens Kolb in Riga den Präsidenten Paul Berger getroffen."
    )
    rows = {row.from_: [m.text for m in row.mentions] for row in rows_of("meeting", text)}
    assert rows["2021-03-08"] == ["traf", "Treffen"]


def test_an_earlier_visit_does_not_join_the_one_of_the_news():
    text = (
        "Der Präsident Paul Berger besuchte am Montag die Stadt Riga. "
        "Paul Bergers frühere Reise nach Riga war nicht einfach, wie es in der Stadt heißt."
    )
    assert [len(row.mentions) for row in rows_of("visit", text)] == [1, 1]


def test_what_an_article_comes_to_tell_joins_its_events():
    text = (
        "Der Präsident Paul Berger reiste nach Riga. Am 3. März reiste Paul Berger mit dem Zug, wie es heißt. "
        "Am 3. März besuchte Paul Berger die Stadt Riga, wie sein Büro mitteilte."
    )
    (row,) = rows_of("visit", text)
    assert (row.from_, len(row.mentions)) == ("2021-03-03", 3)

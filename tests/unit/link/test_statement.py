"""Which speech acts stand in the timeline."""

from tests.unit.link.rows_of import rows_of

SAID = "Der Bürgermeister Jens Kolb sagte am Montag in Bremen: „Die Brücke wird bis zum Herbst gesperrt.“"
TWICE = f"{SAID} „Das ist bitter“, sagte Kolb am Montag auch."
AGAIN = "„Die Brücke wird bis zum Herbst gesperrt“, hatte Bürgermeister Jens Kolb am Montag angekündigt."


def test_what_was_said_on_a_day_is_a_statement_of_that_day():
    (row,) = rows_of("statement", SAID)
    assert (row.from_, row.to) == ("2021-03-08", "2021-03-08")
    assert row.label.endswith("Jens Kolb")
    assert [p.role for p in row.participants] == ["SPEAKER"]


def test_what_is_said_without_a_day_is_none():
    assert rows_of("statement", SAID.replace("am Montag ", "")) == ()


def test_two_quotations_of_one_day_are_one_statement():
    (row,) = rows_of("statement", TWICE)
    assert len(row.mentions) == 2


def test_two_articles_that_report_the_same_words_tell_of_one_statement():
    (row,) = rows_of("statement", SAID, AGAIN)
    assert len(row.articles) == 2


def test_other_words_of_another_day_are_another_statement():
    other = "„Der Tunnel bleibt offen“, sagte Bürgermeister Jens Kolb am Dienstag."
    assert len(rows_of("statement", SAID, other)) == 2

from contextlib import suppress
from datetime import date
from time import process_time

import pytest

from quellenlage.errors import ConfigError, QueryError
from quellenlage.text.query import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_WORDS,
    Actor,
    And,
    Not,
    Or,
    Phrase,
    Place,
    Prefix,
    Printed,
    Query,
    Speech,
    Word,
    parse,
)
from quellenlage.text.span import Span
from quellenlage.text.terms import apart, forms, terms

KIM, PUTIN, SEOUL = Word("Kim"), Word("Putin"), Word("Seoul")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Kim", KIM),
        ("  Kim\t Putin\n", And((KIM, PUTIN))),
        ("Kim AND Putin", And((KIM, PUTIN))),
        ("Kim OR Putin", Or((KIM, PUTIN))),
        ("Kim or Putin", And((KIM, Word("or"), PUTIN))),
        ("Kim OR Putin OR Seoul", Or((KIM, PUTIN, SEOUL))),
        ("Kim Putin OR Seoul", Or((And((KIM, PUTIN)), SEOUL))),
        ("Kim (Putin OR Seoul)", And((KIM, Or((PUTIN, SEOUL))))),
        ("(Kim)(Putin)", And((KIM, PUTIN))),
        ("Kim -Putin", And((KIM, Not(PUTIN)))),
        ("Kim NOT Putin", And((KIM, Not(PUTIN)))),
        ("Kim AND NOT Putin", And((KIM, Not(PUTIN)))),
        ("Kim AND -Putin", And((KIM, Not(PUTIN)))),
        ("-Kim", Not(KIM)),
        ("-(Kim OR Putin)", Not(Or((KIM, PUTIN)))),
        ("--Kim", KIM),
        ("NOT NOT NOT Kim", Not(KIM)),
        ("Jong-un", Word("Jong-un")),
        ("Kim - Putin", And((KIM, PUTIN))),
        ("Kim – Putin", And((KIM, PUTIN))),
        ('"Kim Putin"', Phrase("Kim Putin")),
        ("„Kim Putin“", Phrase("Kim Putin")),
        ("»Kim Putin«", Phrase("Kim Putin")),
        ('-"Kim Putin"', Not(Phrase("Kim Putin"))),
        ('"Kim OR -Putin (x"', Phrase("Kim OR -Putin (x")),
        ("Kim*", Prefix("Kim")),
        ("Waffen-Ges**", Prefix("Waffen-Ges")),
        ("*Kim", Word("*Kim")),
        ("actor:Kim", Actor("Kim")),
        ("ACTOR:Kim", Actor("Kim")),
        ('-actor:"Kim Jong Un"', Not(Actor("Kim Jong Un"))),
        ("actor: Kim Putin", And((Actor("Kim"), PUTIN))),
        ("factor:Kim", Word("factor:Kim")),
        ("terms:Kim", Word("terms:Kim")),
        ("https://a.de/b", Word("https://a.de/b")),
        ("source:a/b_1.txt", Place("a/b_1.txt")),
        ("act:Denies", Speech("denies")),
        ("from:2023", Printed(date(2023, 1, 1), None)),
        ("from:2023-09", Printed(date(2023, 9, 1), None)),
        ("from:2023-9-4", Printed(date(2023, 9, 4), None)),
        ("until:2024", Printed(None, date(2024, 12, 31))),
        ("until:2024-02", Printed(None, date(2024, 2, 29))),
        ("until:9999-12", Printed(None, date(9999, 12, 31))),
    ],
)
def test_the_grammar(text: str, query: Query):
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ('Kim "Putin', And((KIM, Phrase("Putin")))),
        ('Kim" Putin', And((KIM, Phrase("Putin")))),
        ('Kim ""', KIM),
        ("Kim (Putin", And((KIM, PUTIN))),
        ("((((Kim", KIM),
        ("Kim) Putin", And((KIM, PUTIN))),
        (")))Kim", KIM),
        ("Kim ()", KIM),
        ("OR Kim", KIM),
        ("Kim OR", KIM),
        ("Kim OR OR Putin", Or((KIM, PUTIN))),
        ("AND Kim AND AND Putin AND", And((KIM, PUTIN))),
        ("Kim NOT", KIM),
        ("Kim -", KIM),
        ("Kim -()", KIM),
        ("Kim OR )", KIM),
        ("Kim *", KIM),
        ("Kim 🙂 !!! ; --", KIM),
        ("\0Kim\0", Word("\0Kim\0")),
        ("Kim \ud800", KIM),
        ("NEAR(Kim Putin)", And((Word("NEAR"), KIM, PUTIN))),
        ("^Kim + Putin", And((Word("^Kim"), PUTIN))),
    ],
)
def test_what_is_malformed_gets_its_best_reading(text: str, query: Query):
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no word to look for"),
        (" \n", "no word to look for"),
        ("OR", "no word to look for"),
        ("NOT AND OR", "no word to look for"),
        ("()", "no word to look for"),
        ('"', "no word to look for"),
        ("-*-", "no word to look for"),
        ("🙂", "no word to look for"),
        ("\0", "no word to look for"),
        ("actor:", "actor: needs a value"),
        ("actor:(Kim)", "actor: needs a value"),
        ("actor:-", "actor: needs a value"),
        ("act:act:denies", "act: needs a value"),
        ("Kim source: OR", "source: needs a value"),
        ("from:gestern", "from:gestern is no date; write from:2023"),
        ("from:2023-13", "is no date"),
        ("until:2023-02-30", "is no date"),
        ("until:0000", "is no date"),
        ("from:12.5.2023", "is no date"),
        ("from:²023", "is no date"),
        ('from:"a\nb"', "from:a b is no date"),
        ("Kim " * (MAX_WORDS + 1), f"{MAX_WORDS + 1} words, at most {MAX_WORDS}"),
        ('"' + "Kim " * (MAX_WORDS + 1), f"{MAX_WORDS + 1} words, at most {MAX_WORDS}"),
        ("from:2023 " * (MAX_WORDS + 1), f"at most {MAX_WORDS}"),
        ("(" * (MAX_DEPTH + 1) + "Kim", f"more than {MAX_DEPTH} deep"),
        ("x" * 100_000, f"100000 characters, at most {MAX_LENGTH}"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(text: str, says: str):
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert isinstance(caught.value, ConfigError)


def test_the_limits_can_be_reached():
    assert isinstance(parse("Kim " * MAX_WORDS), And)
    assert parse("(" * MAX_DEPTH + "Kim" + ")" * MAX_DEPTH) == KIM
    assert parse("Kim".ljust(MAX_LENGTH)) == KIM


@pytest.mark.parametrize(
    "part", ["(", ")", '"', "-", "NOT ", "OR ", " ", "\0", "*", "Kim ", "a:", "actor:", "„“", "(-"]
)
def test_reading_takes_time_in_proportion_to_the_length(part: str):
    text = (part * MAX_LENGTH)[:MAX_LENGTH]
    start = process_time()
    with suppress(QueryError):
        parse(text)
    assert process_time() - start < 0.5


# --- the words of a query and of a text --------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        "Häuser Haeuser Hauser HÄUSER Ha\u0308user HAEUSER Häu\u00adser",
        "Straße Strasse STRASSE STRAẞE",
        "Pjöngjang Pjoengjang Pjongjang PJÖNGJANG",
        "Armeeübung Armeeuebung Armeeubung",
        "säen saeen saen",
        "Größe Grösse Groesse Groeße Grosse",
        "Élysée Elysée ELYSEE",
    ],
)
def test_spellings_of_one_word_have_one_key(spellings: str):
    assert len(set(terms(spellings, str))) == 1
    assert len(set(forms(spellings))) == 1


@pytest.mark.parametrize(("one", "other"), [("Quelle", "Qulle"), ("Gespräche", "Waffengespräche"), ("neue", "neun")])
def test_words_that_are_two_have_two_keys(one: str, other: str):
    assert terms(one, str) != terms(other, str)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Nordkoreas Kiews", ("nordkorea", "kiew")),
        ("Haus das Ass", ("haus", "das", "ass")),
        ("Kim Jong-un", ("kim", "jong", "un")),
        ("a_b", ("a", "b")),
        ("½ 10.000 €", ("1", "2", "10", "000")),
        ("👩‍🌾 … \0\ud800", ()),
        ("\u0301\u00ad", ()),
    ],
)
def test_keys(text: str, keys: tuple[str, ...]):
    assert terms(text, str) == keys


def test_spans_that_touch_stay_apart():
    assert apart(()) == ()
    assert apart((Span(2, 4), Span(0, 2))) == (Span(0, 2), Span(2, 4))
    assert apart((Span(0, 9), Span(2, 4), Span(3, 10))) == (Span(0, 10),)

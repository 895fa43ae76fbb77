import hashlib
import io
import json
from datetime import date
from typing import Any

import pytest

from quellenlage.errors import EmptyDocumentError, InputError, UnreadableSourceError
from quellenlage.read import jsonl
from quellenlage.read.jsonl import article_name, read_article, split_lines, split_list
from quellenlage.records.document import Source, StatementKind
from quellenlage.records.provenance import make_id

NEWS_PLEASE = {
    "authors": ["Hedwig Sandner"],
    "date_publish": "2024-05-14 08:00:00",
    "language": "de",
    "maintext": "Der Bach ist trocken.\nDas sagt der Müller.",
    "text": "Teilen Der Bach ist trocken.",
    "title": "Kein Wasser in Öd",
    "url": "https://muehle.example/bach",
}
FUNDUS = {
    "title": "Kein Wasser in Öd",
    "body": {
        "summary": ["Kurz."],
        "sections": [
            {"headline": [], "paragraphs": ["Eins.", "Zwei."]},
            {"headline": ["Der Müller"], "paragraphs": ["Drei."]},
        ],
    },
    "publishing_date": "2024-05-14 08:00:00+02:00",
}


def read(article: Any) -> Source:
    return read_article(json.dumps(article).encode(), "a.jsonl:1")


def test_news_please_gives_title_and_text():
    source = read(NEWS_PLEASE)
    assert source.text == "Kein Wasser in Öd\n\nDer Bach ist trocken.\nDas sagt der Müller."
    assert (source.path, source.media_type, source.flaw) == ("https://muehle.example/bach", "application/json", "")


def test_fundus_gives_title_and_body_as_its_plaintext():
    assert read(FUNDUS).text == "Kein Wasser in Öd\n\nKurz.\n\nEins.\n\nZwei.\n\nDer Müller\n\nDrei."
    assert read({**FUNDUS, "plaintext": "Eins."}).text == "Kein Wasser in Öd\n\nEins."


@pytest.mark.parametrize("title", [{}, {"title": None}, {"title": " "}])
def test_without_a_title_the_text_is_the_text(title: dict[str, Any]):
    assert read({"text": " Eins.\r\n", **title}).text == " Eins.\r\n"


def test_the_id_is_of_the_bytes_of_the_object():
    data = b' {"text": "Eins."}'
    source = read_article(data, "a.jsonl:7")
    assert source.path == "a.jsonl:7"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.id == make_id("a.jsonl:7", source.sha256)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "is no JSON: "),
        (b"Text", "is no JSON: "),
        (b'{"text": "a"} {"text": "b"}', "Extra data"),
        (b'["text"]', "no object"),
        (b"null", "no object"),
        (b'{"text": ["a"]}', "'text' is no text"),
        (b'{"maintext": 3, "text": "a"}', "'maintext' is no text"),
        (b'{"body": {"a": "b"}}', "'body' is no text"),
        (b'{"body": {"sections": [3]}}', "'body' is no text"),
        (b'{"body": {"sections": [{"paragraphs": [3]}]}}', "'body' is no text"),
        (b'{"text": "\\u0001\\u0002"}', "binary"),
        (b"[" * 100_000, "too deeply nested"),
        (b'{"n": ' + b"9" * 5000 + b"}", "a number is too long"),
        (b'{"text": "a\nb"}', "is no JSON: "),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(line: bytes, reason: str):
    with pytest.raises(UnreadableSourceError, match=reason) as caught:
        read_article(line, "a.jsonl:1")
    assert "\n" not in str(caught.value)
    assert len(caught.value.reason) < 120


@pytest.mark.parametrize("article", [{}, {"title": "Nur ein Titel"}, {"maintext": None, "text": "\n"}])
def test_an_article_without_text_is_empty(article: dict[str, Any]):
    with pytest.raises(EmptyDocumentError, match="holds no text under maintext"):
        read(article)


def test_a_line_of_10_mb_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    with pytest.raises(UnreadableSourceError, match="larger than"):
        read({"text": "a" * 1000})


@pytest.mark.parametrize(
    ("line", "text", "flaw"),
    [
        (rb'{"text": "a \ud83d b"}', "a \ufffd b", "1 places are no characters"),
        (b'{"text": "' + b"a" * 200 + rb'\u0000"}', "a" * 200 + "\ufffd", "1 places are no characters"),
        (rb'{"text": "a \ud83d\ude00 b"}', "a 😀 b", ""),
        (b'{"text": "a", "text": "b"}', "b", "'text' stands there more than once"),
        (b'{"text": "a", "x": 1, "x": 2}', "a", ""),
        (b'{"title": NaN, "text": "b"}', "b", "NaN is no JSON"),
        (b'{"title": 3, "text": "b"}', "b", "'title' is no text"),
        ('{"text": "Mühle"}'.encode("cp1252"), "Mühle", "read as cp1252"),
    ],
)
def test_a_damaged_article_is_read_and_told(line: bytes, text: str, flaw: str):
    source = read_article(line, "a.jsonl:1")
    assert source.text == text
    assert flaw in source.flaw
    assert bool(source.flaw) == bool(flaw)


@pytest.mark.parametrize(
    ("article", "name"),
    [
        ({"url": "https://a.example/ä?x=1", "id": "7"}, "https://a.example/ä?x=1"),
        ({"url": "HTTP://a.example"}, "HTTP://a.example"),
        ({"url": "javascript:alert(1)", "id": "7"}, "a.jsonl:7"),
        ({"url": "https://a.example/ b"}, "a.jsonl:3"),
        ({"url": "https://a.example/\ud800"}, "a.jsonl:3"),
        ({"url": ["https://a.example"], "id": 12}, "a.jsonl:12"),
        ({"id": True}, "a.jsonl:3"),
        ({"id": "a\nb"}, "a.jsonl:3"),
        ({}, "a.jsonl:3"),
    ],
)
def test_an_article_is_named_by_url_or_id_or_line(article: dict[str, Any], name: str):
    data = json.dumps({**article, "text": "Eins."}).encode()
    assert article_name(data, "a.jsonl", 3) == name
    assert read_article(data, name).path == name


def test_what_is_no_json_is_named_by_its_line():
    assert article_name(b"{", "a.jsonl", 3) == "a.jsonl:3"


def test_lines_are_numbered_and_blank_ones_left_out():
    stream = io.BytesIO(b'\xef\xbb\xbf{"a": 1}\r\n\n \t\n{"b": "\xe2\x80\xa8"}\r\n{"c": 1}')
    assert list(split_lines(stream)) == [(1, b'{"a": 1}'), (4, b'{"b": "\xe2\x80\xa8"}'), (5, b'{"c": 1}')]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("length", [10, 11, 12, 13, 19, 20, 21, 22, 30, 31, 50])
def test_a_long_line_is_skipped_and_counted(length: int, end: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jsonl, "MAX_LINE", 10)
    stream = io.BytesIO(b"a" + end + b"b" * length + end + b"c" + end + b"d" * length)
    line = b"b" * length if length <= 10 else None
    last = b"d" * length if length <= 10 else None
    assert list(split_lines(stream)) == [(1, b"a"), (2, line), (3, b"c"), (4, last)]


@pytest.mark.parametrize(
    ("data", "items"),
    [
        (b'{"text": "a"}', [b'{"text": "a"}']),
        (b'[{"text": "\xc3\xa4"} ,\n {"b": [1, 2]}]\n', [b'{"text": "\xc3\xa4"}', b'{"b": [1, 2]}']),
        (b"\xef\xbb\xbf [ ]", []),
        (b"Text", [b"Text"]),
        (b'[{"a": "\xff"}]', [b'{"a": "\xff"}']),
    ],
)
def test_a_list_is_its_items(data: bytes, items: list[bytes]):
    assert list(split_list(data, "a.json")) == items


@pytest.mark.parametrize(
    "data", [b'[{"a": 1}, {"b"', b'[{"a": 1} {"b": 1}]', b'[{"a": 1}', b'[{"a": 1}, ' + b"[" * 99999]
)
def test_a_list_that_breaks_off_gives_what_it_holds(data: bytes):
    first, fault = split_list(data, "a.json")
    assert first == b'{"a": 1}'
    assert isinstance(fault, InputError)
    assert str(fault) == "a.json: is no JSON after its first 1 articles"


def test_fields_about_the_article_become_statements():
    said = {(s.kind, s.value, s.day) for s in read(NEWS_PLEASE).statements}
    assert said == {
        (StatementKind.PUBLISHED, "2024-05-14 08:00:00", date(2024, 5, 14)),
        (StatementKind.AUTHOR, "Hedwig Sandner", None),
        (StatementKind.LANGUAGE, "de", None),
        (StatementKind.ADDRESS, "https://muehle.example/bach", None),
    }


@pytest.mark.parametrize("value", [None, "", 7, [], {"@value": "2024-05-14"}])
def test_a_field_that_is_no_text_states_nothing(value: Any):
    article = {**NEWS_PLEASE, "date_publish": value}
    assert StatementKind.PUBLISHED not in {s.kind for s in read(article).statements}


def test_a_day_that_cannot_be_read_is_kept_as_words():
    (said,) = (
        s for s in read({**FUNDUS, "publishing_date": "gestern"}).statements if s.kind is StatementKind.PUBLISHED
    )
    assert (said.value, said.day) == ("gestern", None)

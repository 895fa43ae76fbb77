import hashlib
import time

import pytest

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read import extract, html
from quellenlage.read.html import decode_markup, read_html
from quellenlage.read.plain import MAX_BYTES
from quellenlage.records.document import Source
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span

_BODY = [
    f"Im {n}. Jahr hat der M&uuml;ller von &Ouml;d, so <b>sagt</b> er, kein Korn gemahlen, weil der Bach "
    f"vor seiner Mühle {n} Monate lang trocken lag."
    for n in range(1, 6)
]
PAGE = f"""<!DOCTYPE html><html><head><title>Der Müller</title><meta charset="utf-8"></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/p">Politik</a></li></ul></nav>
<article><h1>Der Müller von Öd</h1>
{"".join(f"<p>{body}</p>" for body in _BODY)}
</article>
<footer><a href="/i">Impressum</a> <a href="/d">Datenschutz</a></footer><script>var a = "<p>weg</p>";</script>
</body></html>"""


def chosen(source: Source) -> list[str]:
    return [span.of(source.text) for span in source.chosen or ()]


def test_a_page_is_its_text_nodes():
    source = read_html(PAGE.encode(), "a.html")
    lines = source.text.split("\n")
    assert lines[:3] == ["Start", "Politik", "Der Müller von Öd"]
    assert lines[3].startswith("Im 1. Jahr hat der Müller von Öd, so sagt er, kein Korn")
    assert lines[-1] == "Impressum Datenschutz"
    assert (source.media_type, source.encoding, source.flaw) == ("text/html", "utf-8", "")


def test_the_article_is_chosen_and_the_page_around_it_is_not():
    source = read_html(PAGE.encode(), "a.html")
    assert chosen(source)[-5:] == source.text.split("\n")[3:8]
    assert not {"Start", "Politik", "Impressum Datenschutz"} & set(chosen(source))


def test_every_character_leads_back_to_the_markup():
    source = read_html(PAGE.encode(), "a.html")
    markup = decode_markup(PAGE.encode(), "a.html")[0]
    assert source.origin is not None
    at = source.text.index("Müller von Öd, so sagt")
    assert source.origin.to_source(Span(at, at + 6)).of(markup) == "M&uuml;ller"
    assert source.origin.to_source(Span(at, at + 22)).of(markup) == "M&uuml;ller von &Ouml;d, so <b>sagt"
    assert source.origin.to_source(Span(at, at + 1)).of(markup) == "M"


def test_the_id_depends_on_name_and_bytes_alone():
    source = read_html(PAGE.encode(), "a.html")
    assert source.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert source.id == make_id("a.html", source.sha256)


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_the_page_may_declare_its_encoding(declaration: str):
    source = read_html(f"{declaration}<p>Москва".encode("cp1251"), "a.html")
    assert (source.text, source.encoding) == ("Москва", "cp1251")


def test_a_bad_character_does_not_cost_the_rest_of_the_article():
    page = PAGE.replace("kein Korn", "\0 &#xD800; \x1f kein Korn")
    assert len(chosen(read_html(page.encode(), "a.html"))) == len(chosen(read_html(PAGE.encode(), "a.html")))


def test_braille_in_a_page_is_text_and_no_mark():
    page = PAGE.replace("kein Korn", "\u2801\u2801 kein Korn")
    source = read_html(page.encode(), "a.html")
    assert "\u2801\u2801 kein Korn" in source.text
    assert "Start" not in chosen(source)


def test_a_line_that_stands_twice_is_chosen_where_the_article_is():
    page = PAGE.replace("Politik</a>", "Der Müller von Öd</a>")
    source = read_html(page.encode(), "a.html")
    spans = [span for span in source.chosen or () if span.of(source.text) == "Der Müller von Öd"]
    assert all(span.start > source.text.index("Der Müller von Öd") for span in spans)


def test_a_page_without_an_article_is_read_and_told():
    source = read_html(b"<p>Hallo</p>", "a.html")
    assert source.text == "Hallo"
    assert source.chosen is None
    assert source.flaw == "no article was found in the page"


def test_an_extractor_that_fails_costs_only_the_hint(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr("trafilatura.extract", fail)
    source = read_html(PAGE.encode(), "a.html")
    assert source.chosen is None
    assert "no article" in source.flaw


@pytest.mark.parametrize("limit", ["_MAX_TAGS", "_MAX_DEPTH", "_MAX_LINES"])
def test_the_extractor_is_not_asked_about_monsters(limit: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html, limit, 1)
    monkeypatch.setattr(extract, "_extract", lambda page: pytest.fail("was asked"))
    source = read_html(PAGE.encode(), "a.html")
    assert source.chosen is None
    assert source.flaw.startswith("too large")


def test_the_extractor_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]):
    read_html(b"<p>Hallo</p>", "a.html")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("data", [b"", b" \n", b"<html><body></body></html>", b"<script>1</script>", b"&nbsp;"])
def test_a_page_without_text_is_empty(data: bytes):
    with pytest.raises(EmptyDocumentError):
        read_html(data, "a.html")


def test_what_is_no_page_is_refused():
    with pytest.raises(UnreadableSourceError, match="binary"):
        read_html(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "a.html")
    with pytest.raises(UnreadableSourceError, match="larger than 20 MB"):
        read_html(b" " * (MAX_BYTES + 1), "a.html")


@pytest.mark.parametrize("count", [9_000, 32_000])
def test_equal_paragraphs_do_not_take_forever(count: int):
    page = "<html><body><article>" + "<p>Der Müller sagte, das sei nicht wahr.</p>" * count
    start = time.process_time()
    read_html(page.encode(), "a.html")
    assert time.process_time() - start < 10


def test_the_headline_above_the_article_belongs_to_it():
    page = PAGE.replace(
        "<article><h1>Der Müller von Öd</h1>", "<h1>Start</h1><h1> Der <br>Müller\n</h1><h1></h1><article>"
    )
    source = read_html(page.encode(), "a.html")
    assert chosen(source)[:2] == ["Der", "Müller"]
    assert len(chosen(source)) == 7

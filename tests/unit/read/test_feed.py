import io
import time
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import EmptyDocumentError, InputError, UnreadableSourceError
from quellenlage.read import feed
from quellenlage.read.entries import Entry, entries
from quellenlage.read.feed import split_feed
from quellenlage.read.feed_entry import entry_markup, read_entry
from quellenlage.read.formats import read_source
from quellenlage.read.inputs import find_inputs
from quellenlage.records.document import Source, StatementKind
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- von Hand --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Mühlenbote</title><link>https://bote.example/</link><language>de</language>
<lastBuildDate>Tue, 14 May 2024 09:00:00 +0200</lastBuildDate><image><title>Bild</title></image>
<item><title>Kein Wasser in &Ouml;d</title><link>https://bote.example/a?x=1&amp;y=2</link>
<guid isPermaLink="false">m-1</guid><pubDate>Tue, 14 May 2024 00:30:00 +0200</pubDate>
<dc:creator>Hedwig Sandner</dc:creator>
<source url="https://kurier.example/feed">Bachkurier</source><media:description>Ein Bild.</media:description>
<description>Der Bach ist trocken.</description>
<content:encoded><![CDATA[<p>Der Bach ist trocken.</p><p>Das sagte der M&uuml;ller von <b>&Ouml;d</b>.</p>]]>
</content:encoded></item>
<item><guid>https://bote.example/b</guid><title>Regen</title>
<description>Es &lt;i&gt;regnet&lt;/i&gt;.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Bote</title><link rel="self" href="https://s/"/>
<author><name>Redaktion</name></author>
<entry><id>urn:7</id><title type="html">M&amp;uuml;ller &amp;amp; Bach</title><updated>2024-05-14T23:30:00Z</updated>
<link rel="enclosure" href="https://bote.example/ton"/><link href="https://bote.example/c"/>
<source><title>Bachkurier</title><link href="https://kurier.example/"/></source><summary>Kurz.</summary>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Der <em>Bach</em> ist</p><p>trocken.</p></div></content>
</entry></feed>"""
ITEM = "<rss><channel><item><title>Öd</title>{}</item></channel></rss>"


def parts(data: str | bytes) -> list[tuple[str, bytes]]:
    found = list(split_feed(data.encode() if isinstance(data, str) else data, "a.rss"))
    return [part for part in found if not isinstance(part, InputError)]


def read(data: str | bytes) -> list[Source]:
    return [read_entry(kept, name) for name, kept in parts(data)]


def said(source: Source) -> list[tuple[StatementKind, str, str]]:
    return [(s.kind, s.value, s.basis) for s in source.statements]


def test_an_entry_is_its_title_and_its_content():
    first, second = read(RSS)
    assert first.text == "Kein Wasser in Öd\n\nDer Bach ist trocken.\nDas sagte der Müller von Öd."
    assert second.text == "Regen\n\nEs regnet."
    assert (first.media_type, first.encoding, first.flaw) == ("application/xml", "utf-8", "")


def test_an_entry_is_named_by_its_link():
    assert [name for name, _ in parts(RSS)] == ["https://bote.example/a?x=1&y=2", "https://bote.example/b"]
    assert [name for name, _ in parts(ATOM)] == ["https://bote.example/c"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("<guid isPermaLink='false'>m-1</guid>", "a.rss:m-1"),
        ("<guid>m 1</guid>", "a.rss:1"),
        ("<link>javascript:alert(1)</link><guid>m-1</guid>", "a.rss:m-1"),
        ("<link><![CDATA[https://a.example/?b&c]]></link>", "https://a.example/?b&c"),
        ("<source><link>https://b.example</link></source>", "a.rss:1"),
        ("<description><![CDATA[<link>https://b.example</link>]]></description>", "a.rss:1"),
        ("<link>https://a.example/" + "a" * 3000 + "</link>", "a.rss:1"),
        ("<link>https://a.example/ä</link>", "https://a.example/ä"),
    ],
)
def test_an_entry_without_a_link_is_named_by_file_and_id_or_number(fields: str, name: str):
    assert parts(ITEM.format(fields))[0][0] == name


def test_an_atom_entry_is_read_with_its_xhtml():
    (source,) = read(ATOM)
    assert source.text == "Müller & Bach\n\nDer Bach ist\ntrocken."
    assert said(source) == [
        (StatementKind.MODIFIED, "2024-05-14T23:30:00Z", "feed updated"),
        (StatementKind.AUTHOR, "Redaktion", "feed author"),
        (StatementKind.PUBLISHER, "Bachkurier", "feed source"),
        (StatementKind.PUBLISHER, "Bote", "feed title"),
        (StatementKind.LANGUAGE, "de", "feed language"),
        (StatementKind.ADDRESS, "https://bote.example/c", "feed link"),
    ]


def test_what_the_feed_says_is_told_with_its_basis():
    first, _ = read(RSS)
    assert said(first) == [
        (StatementKind.PUBLISHED, "Tue, 14 May 2024 00:30:00 +0200", "feed published"),
        (StatementKind.AUTHOR, "Hedwig Sandner", "feed author"),
        (StatementKind.PUBLISHER, "Bachkurier", "feed source"),
        (StatementKind.PUBLISHER, "Mühlenbote", "feed title"),
        (StatementKind.LANGUAGE, "de", "feed language"),
        (StatementKind.ADDRESS, "https://bote.example/a?x=1&y=2", "feed link"),
    ]
    assert str(first.statements[0].day) == "2024-05-14"


@pytest.mark.parametrize(
    ("day", "refused"), [("1970-01-01", "before 1991"), ("gestern", "no date"), ("31 Feb 2024 1:1", "no")]
)
def test_a_day_that_cannot_be_is_refused(day: str, refused: str):
    (source,) = read(ITEM.format(f"<pubDate>{day}</pubDate><description>Text</description>"))
    assert source.statements[0].refused.startswith(refused)


def test_every_character_leads_back_to_the_markup():
    first, second = read(RSS)
    markup = entry_markup(parts(RSS)[0][1], first.path)
    assert markup.startswith("Kein Wasser in Öd\n\n<p>Der Bach")
    at = first.text.index("Müller von")
    assert first.origin is not None
    assert first.origin.to_source(Span(at, at + 6)).of(markup) == "M&uuml;ller"
    assert first.origin.to_source(Span(at, at + 13)).of(markup) == "M&uuml;ller von <b>&Ouml;d"
    assert first.origin.to_source(Span(0, 4)).of(markup) == "Kein"
    assert second.origin is not None


def test_all_of_an_entry_is_the_article():
    first, _ = read(RSS)
    assert [span.of(first.text) for span in first.chosen or ()] == [line for line in first.text.split("\n") if line]
    assert {kind for kind, _ in first.regions} == {"paragraph"}


def test_what_is_kept_gives_the_same_source_again():
    for name, kept in parts(RSS):
        source = read_source(kept, name, "application/xml")
        assert source == read_entry(kept, name)
        assert source.id == make_id(name, source.sha256)
        assert list(split_feed(kept, "b.rss")) == [(name, kept)]


def test_what_is_kept_is_the_entry_as_it_stands_and_what_is_new_every_day_is_not():
    name, kept = parts(RSS)[0]
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + 7]
    assert item.encode() in kept
    assert b"lastBuildDate" not in kept
    assert b"Bild</title>" not in kept
    later = RSS.replace("09:00:00", "10:00:00").replace("<item>", "<item><title>Neu</title></item><item>", 1)
    assert (name, kept) in parts(later)


def test_two_entries_with_the_same_link_are_two_articles():
    item = "<item><link>https://a.example/</link><description>{}</description></item>"
    first, second = read(f"<rss><channel>{item.format('Eins')}{item.format('Zwei')}</channel></rss>")
    assert first.path == second.path == "https://a.example/"
    assert first.id != second.id


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<description>kurz</description><content>länger</content>", "länger"),
        ("<description>der lange Text</description><content type='html'>&lt;img&gt;</content>", "der lange Text"),
        ("<description><![CDATA[a &amp;amp; b]]></description>", "a &amp; b"),
        ("<description>&amp;lt;b&amp;gt;</description>", "<b>"),
        ("<description>a&nbsp;&bdquo;b&ldquo;</description>", "a\u00a0„b“"),
        ("<summary type='text'>a &lt;b&gt; c\nd</summary>", "a <b> c\nd"),
        ("<content type='image/png'>QUJD</content><summary>x</summary>", "x"),
        ("<description>a &#0; &#xD800; &#99999999999999999999999; b</description>", "a \ufffd \ufffd \ufffd b"),
        ("<m:content xmlns:m='http://a.example'>fremd</m:content><description>x</description>", "x"),
    ],
)
def test_the_longest_text_is_decoded_once(content: str, text: str):
    (source,) = read(ITEM.format(content))
    assert source.text == f"Öd\n\n{text}"
    assert source.flaw == ""


def test_a_title_of_two_lines_is_one():
    (source,) = read(
        "<rss><channel><item><title>Kein\n  Wasser</title><description>x</description></item></channel></rss>"
    )
    assert source.text == "Kein Wasser\n\nx"


@pytest.mark.parametrize("title", ["", "<title> </title>", "<title>&lt;img&gt;&lt;/img&gt;</title>"])
def test_without_a_title_the_text_is_the_text(title: str):
    (source,) = read(f"<rss><channel><item>{title}<description>x</description></item></channel></rss>")
    assert source.text == "x"


@pytest.mark.parametrize(
    "content", ["", "<description/>", "<description>&lt;img&gt;</description>", "<content> </content>"]
)
def test_a_title_alone_is_no_article(content: str):
    with pytest.raises(EmptyDocumentError, match="no text besides its title"):
        read(ITEM.format(content))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"Text", "is no XML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "is no XML"),
        (b"</rss>", "is no XML"),
        (b"<!DOCTYPE html><html><body><rss></rss>", "is a web page and no feed"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "begins with <urlset>"),
        (b"<rss><channel></channel></rss>", "is a feed without entries"),
        (b"<rss><channel><![CDATA[<item>]]><!-- <item> --></channel></rss>", "is a feed without entries"),
        (b"<rss " + b"a" * 30_000 + b">", "begins with a tag of more than"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(data: bytes, reason: str):
    with pytest.raises(UnreadableSourceError, match=reason) as caught:
        list(split_feed(data, "a.xml"))
    assert "\n" not in str(caught.value)


def test_an_entry_that_is_too_large_is_refused_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "MAX_LINE", 100)
    first, second = split_feed(
        f"<rss><item>{'a' * 100}</item><item><description>b</description></item></rss>".encode(), "a.rss"
    )
    assert str(first).startswith("a.rss:1: is an entry of more than")
    assert not isinstance(second, InputError)


@pytest.mark.parametrize(
    ("content", "text", "flaw"),
    [
        ("<description>a & b</description>", "a & b", "its XML is broken (not well-formed (invalid token))"),
        ("<description>a &eigen; b</description>", "a &eigen; b", "its XML is broken (undefined entity)"),
        ("<description><b>a</i></description>", "a", "its XML is broken (mismatched tag)"),
        ("<description>a \0 b</description>", "a \ufffd b", "1 places are no characters"),
        ("<description>&lt;p&gt;a&lt;!-- b</description>", "a", "ends within a comment"),
    ],
)
def test_a_damaged_entry_is_read_and_told(content: str, text: str, flaw: str):
    (source,) = read(ITEM.format(content))
    assert source.text == f"Öd\n\n{text}"
    assert source.flaw.startswith(flaw)
    assert "\n" not in source.flaw


@pytest.mark.parametrize(
    "content", ["<description>Der Bach", "<description><![CDATA[Der <p>Bach", "<description>Der &lt;b&gt;Bach"]
)
def test_a_feed_that_breaks_off_gives_what_came(content: str):
    first, second = read(f"<rss><channel><item><description>a</description></item><item><title>Öd</title>{content}")
    assert (first.text, first.flaw) == ("a", "")
    assert second.text.replace("\n", " ").split() == ["Öd", "Der", "Bach"]
    assert "the feed breaks off within it" in second.flaw


def test_an_entry_that_is_never_closed_ends_where_the_next_begins():
    first, second = read("<rss><item><description>a</description><item><description>b</description></item></rss>")
    assert (first.text, second.text) == ("a", "b")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "iso-8859-1", "cp1252"])
def test_a_feed_may_have_any_encoding(encoding: str):
    declared = encoding if encoding.startswith(("iso", "cp")) else "utf-8"
    data = f"<?xml version='1.0' encoding='{declared}'?>{ITEM.format('<description>Müller</description>')}"
    (source,) = read(data.encode(encoding))
    assert source.text == "Öd\n\nMüller"
    assert source.flaw == ""


def test_a_wrong_encoding_is_told_of_the_entries_that_have_it():
    item = b"<item><description>%s</description></item>"
    first, second = read(b"<rss>" + item % b"Bach" + item % "Müller".encode("cp1252") + b"</rss>")
    assert (first.text, first.flaw) == ("Bach", "")
    assert (second.text, second.flaw) == ("Müller", "is no UTF-8; read as cp1252")


def test_rss_1_has_its_entries_beside_the_channel():
    data = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Bote</title><items><rdf:Seq><rdf:li rdf:resource="y"/></rdf:Seq></items></channel>
<item rdf:about="y"><title>Öd</title><link>https://a.example/</link><description>Text</description></item></rdf:RDF>"""
    (source,) = read(data)
    assert (source.path, source.text) == ("https://a.example/", "Öd\n\nText")
    assert (StatementKind.PUBLISHER, "Bote", "feed title") in said(source)


def test_a_feed_in_a_folder_is_many_articles(tmp_path: Path):
    (tmp_path / "a.xml").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.xml").write_text("<svg/>", encoding="utf-8")
    given = [entry for located in find_inputs((str(tmp_path),)).files for entry in entries(located)]
    assert [type(entry) for entry in given] == [Entry, Entry, UnreadableSourceError]
    assert str(given[2]).startswith("b.xml: is XML, but no feed")


BOMB = "<!DOCTYPE rss [<!ENTITY a0 'aaaaaaaaaa'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)


@pytest.mark.parametrize(
    "document_type",
    [BOMB, BOMB.replace("><", ">\n<"), "<!DOCTYPE rss [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>",
     f"<!DOCTYPE rss [<!ENTITY a11 '{'a' * 100_000}'>]>"],
)  # fmt: skip
def test_entities_of_a_document_are_never_read(document_type: str):
    data = document_type + ITEM.format(f"<description>Text {'&a11;' * 10_000}</description>")
    start = time.process_time()
    (source,) = read(data)
    assert time.process_time() - start < 5
    assert source.text.count("&a11;") == 10_000
    assert source.flaw.startswith("its XML is broken (undefined entity)")
    assert read_entry(data.encode(), "a.rss:1").text == source.text


@pytest.mark.parametrize(
    "field",
    ["<author>" + "a" * 300_000 + "</author>", "<pubDate>" + "1 " * 100_000 + "</pubDate>",
     "".join(f"<category>{n}</category>" for n in range(20_000)), "<link>https://a/</link>" * 20_000],
)  # fmt: skip
@pytest.mark.parametrize("place", ["<channel>{}<item>", "<channel><item>{}"])
def test_fields_that_would_take_a_parser_forever_are_left_to_nobody(field: str, place: str):
    data = f"<rss>{place.format(field)}<description>Text</description></item></channel></rss>"
    start = time.process_time()
    (source,) = read(data)
    assert time.process_time() - start < 5
    assert source.text == "Text"


@pytest.mark.parametrize("count", [20_000, 200_000])
def test_deep_markup_is_read_or_refused(count: int):
    start = time.process_time()
    if count > 50_000:
        with pytest.raises(UnreadableSourceError, match="more than 100,000 tags"):
            read(ITEM.format(f"<description>a{'<b>' * count}{'</b>' * count}</description>"))
    else:
        (source,) = read(ITEM.format(f"<description>a{'<b>' * count}{'</b>' * count}</description>"))
        assert source.text == "Öd\n\na"
    assert time.process_time() - start < 8


@pytest.mark.parametrize("attribute", ["xml:base='a/'", 'base="https://a.example/b/"', "xmlns:a{}='b{}'"])
def test_attributes_that_add_up_do_not_take_forever(attribute: str):
    tags = "".join(f"<a {attribute.format(n, n)}>" for n in range(10_000))
    start = time.process_time()
    if "xmlns" in attribute:
        with pytest.raises(UnreadableSourceError, match="more than 100 namespaces"):
            read(ITEM.format(f"<description>a{tags}</description>"))
    else:
        (source,) = read(ITEM.format(f"<description>a{tags}{'</a>' * 10_000}</description>"))
        assert source.flaw == ""
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "piece",
    ["<", "&", "<!--", "<![CDATA[", "<?", "<a ", '<a "', "</", "&#0;", "<!DOCTYPE", "<item ", " ", "\n", "&lt;b&gt;"],
)
@pytest.mark.parametrize(
    "place", ["{}<rss><item><description>a</description></item></rss>", "<rss><item><description>a{}"]
)
def test_the_time_is_linear_in_the_feed(piece: str, place: str):
    start = time.process_time()
    for part in _split(place.format(piece * (100_000 // len(piece)))):
        try:
            read_entry(part[1], part[0])
        except InputError:
            continue
    assert time.process_time() - start < 5


def _split(data: str) -> list[tuple[str, bytes]]:
    try:
        return parts(data)
    except InputError:
        return []


def test_a_parser_that_fails_is_a_reason(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: Any, **__: Any) -> None:
        raise RecursionError

    monkeypatch.setattr("feedparser.parse", fail)
    with pytest.raises(UnreadableSourceError, match="its XML cannot be read"):
        read(RSS)


def test_the_parser_is_given_no_name_of_a_file(monkeypatch: pytest.MonkeyPatch):
    import feedparser

    parse, given = feedparser.parse, []

    def watch(stream: Any, **options: Any) -> Any:
        given.append(type(stream))
        return parse(stream, **options)

    monkeypatch.setattr("feedparser.parse", watch)
    read(ATOM)
    assert given == [io.BytesIO]


def test_other_bytes_than_those_of_an_entry_are_refused():
    with pytest.raises(UnreadableSourceError, match="holds no entry"):
        read_entry(b"<rss><channel></channel></rss>", "a")
    with pytest.raises(UnreadableSourceError, match="larger than"):
        read_entry(b" " * 20_000_001, "a")

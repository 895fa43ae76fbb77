import gzip
import html
import io
import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import ODD, few, german, settings, texts

from quellenlage.errors import InputError
from quellenlage.read.entries import Entry, entries
from quellenlage.read.feed import split_feed
from quellenlage.read.formats import FEED, MAIL, MEDIA_TYPES, read_source, source_markup
from quellenlage.read.inputs import find_inputs
from quellenlage.read.jsonl import read_article, split_lines
from quellenlage.read.markup import strip_markup
from quellenlage.records.document import Source
from quellenlage.records.provenance import make_id
from quellenlage.text.edit import Alignment, apply_edits

_MARKUP = """<p> </p> <br> <div> </div> <pre> </pre> <b> </b> <script> </script> <svg> </svg> <title> </title> <!-- -->
 <! < > & &amp; &uuml; &#10; &#0; &#xd800; &notit; &nbsp &x <a"""
_SIGNS = ("<a\thref=", "'", '"', "=", "/", "\n", "\r\n", "\t", " ", "  ", "\0", "\x1f", "\u00a0", "\ufeff")
_PIECES = st.sampled_from((*_MARKUP.split(), *_SIGNS))
_pages = st.lists(_PIECES | st.text(ODD + "abc äöü", max_size=8), max_size=40).map("".join)


def check_origin(text: str, origin: Alignment, markup: str) -> None:
    """Kept characters stand in the markup; what stands for something else is white space or a decoded reference."""
    assert (origin.clean_length, origin.source_length) == (len(text), len(markup))
    ends = zip(pairwise((*origin.clean, len(text))), pairwise((*origin.source, len(markup))), origin.kept, strict=True)
    for (start, end), (source_start, source_end), is_kept in ends:
        stretch, stands_for = text[start:end], markup[source_start:source_end]
        if is_kept:
            assert stretch == stands_for
        else:
            assert stretch in ("", " ", "\n") or stretch == html.unescape(stands_for)


def check_source(source: Source, data: bytes, name: str = "a") -> None:
    assert source.text.strip()
    assert "\0" not in source.text
    assert source.text.encode("utf-8")
    assert "\n" not in source.flaw
    assert source.id == make_id(source.path, source.sha256)
    if source.origin:
        markup = source_markup(data, name, source.media_type)
        assert markup is not None
        check_origin(source.text, source.origin, markup)
    for left, right in pairwise(source.chosen or ()):
        assert left.end < right.start
    for span in source.chosen or ():
        assert span.of(source.text).strip() == span.of(source.text) != ""


@given(_pages | texts)
def test_every_character_of_a_page_leads_to_its_markup(page: str):
    found = strip_markup(page, "a.html")
    text, origin = apply_edits(page, found.edits)
    check_origin(text, origin, page)


@given(german, st.sampled_from(("p", "div", "li", "pre")))
def test_no_letter_of_a_text_is_lost_in_markup(text: str, tag: str):
    page = f"<{tag}>" + f"</{tag}><{tag}>".join(html.escape(line) for line in text.split("\n")) + f"</{tag}>"
    clean, _ = apply_edits(page, strip_markup(page, "a.html").edits)
    controls = str.maketrans("", "", "\x0b\x1c")
    assert "".join(clean.split()) == "".join(text.translate(controls).split())


@settings(max_examples=few())
@given(
    st.binary(max_size=300) | _pages.map(str.encode) | german.map(str.encode),
    st.sampled_from(sorted(MEDIA_TYPES.values())),
)
def test_readers_raise_nothing_but_input_errors(data: bytes, media_type: str):
    with suppress(InputError):
        check_source(read_source(data, "a", media_type), data)


_FEED = """<rss> <rss/> </rss> <feed> <channel> </channel> <item> </item> <entry> </entry> <title> </title> <link>
 </link> <guid> <description> </description> <content> </content> <source> <![CDATA[ ]]> <!DOCTYPE ]> &x; &#xd800;
 &lt;p&gt; <?xml ?> &amp;uuml; </p> <p>"""
_FEED_SIGNS = ("<item ", "</item", 'xml:base="a"', "<content type='html'>", "<a xmlns:b='c' b:d='e'/>")
_FEED_PIECES = st.sampled_from((*_FEED.split(), *_FEED_SIGNS))
_feeds = st.lists(_FEED_PIECES | _PIECES | st.text(ODD + "abc äöü", max_size=8), max_size=40).map("".join)
_MAIL = """Subject:|Content-Type: text/html; charset=utf-8|Content-Type: multipart/mixed; boundary=x|--x|--x--|
|Content-Transfer-Encoding: base64|Content-Transfer-Encoding: quoted-printable|Content-Type: message/rfc822|QUI=
|=C3=BC=|Content-Type: text/plain; charset=quatsch|Content-Disposition: attachment|=?utf-8?q?=C3=BC?="""
_MAIL_LINES = st.sampled_from(_MAIL.replace("\n", "").split("|")) | _pages | st.text(max_size=20)
_mails = st.lists(_MAIL_LINES, max_size=20).map(lambda lines: "\n".join(("From: a", *lines)))
_ITEM = "<rss><channel><item><title>{}</title><description>{}</description></item></channel></rss>"


@given(_feeds, st.sampled_from(("utf-8", "utf-16", "cp1252")), st.booleans())
def test_feeds_of_any_kind_give_entries_or_input_errors(feed: str, encoding: str, is_rooted: bool):
    data = f"<rss><item>{feed}" if is_rooted else feed
    with suppress(InputError):
        for part in split_feed(data.encode(encoding, "replace"), "a.rss"):
            if not isinstance(part, InputError):
                with suppress(InputError):
                    check_source(read_source(part[1], part[0], FEED), part[1], part[0])


@given(_pages, _pages)
def test_every_character_of_an_entry_leads_to_its_markup(title: str, page: str):
    data = _ITEM.format(html.escape(title), html.escape(f"<p>Wort</p>{page}")).encode()
    with suppress(InputError):
        check_source(read_source(data, "a", FEED), data)


@settings(max_examples=few())
@given(_mails.map(lambda mail: mail.encode("utf-8", "replace")))
def test_mails_of_any_kind_are_articles_or_input_errors(data: bytes):
    with suppress(InputError):
        check_source(read_source(data, "a", MAIL), data)


@settings(max_examples=few())
@given(_pages)
def test_every_character_of_a_mail_leads_to_its_markup(page: str):
    data = f"Subject: Wort\nContent-Type: text/html; charset=utf-8\n\n<p>Wort</p>{page}".encode()
    with suppress(InputError):
        check_source(read_source(data, "a", MAIL), data)


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(st.characters() | st.sampled_from("\ud800\0"), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
_keys = st.sampled_from(("title", "maintext", "plaintext", "body", "text", "url", "id", "sections", "summary"))


@given(st.dictionaries(_keys, _json | st.dictionaries(_keys, _json, max_size=3), max_size=5), st.booleans())
def test_objects_of_any_kind_are_articles_or_input_errors(article: dict[str, object], is_ascii: bool):
    data = json.dumps(article, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
    (located,) = find_inputs(("-",)).files
    (entry,) = entries(located, io.BytesIO(data))
    assert isinstance(entry, Entry)
    with suppress(InputError):
        source = read_article(entry.data, entry.name)
        assert source.path == entry.name
        check_source(source, data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60), texts)
def test_title_and_text_of_an_article_stand_where_the_contract_says(title: str, body: str):
    with suppress(InputError):
        source = read_article(json.dumps({"title": title, "maintext": body}).encode(), "a:1")
        start = len(title) + 2 if title.strip() else 0
        assert source.text[start:] == body.replace("\0", "\ufffd")


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line and b"\r" not in line), max_size=6))
def test_lines_are_the_lines(lines: list[bytes]):
    data = b"\n".join(lines)
    numbered = [(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]
    if not data.startswith(b"\xef\xbb\xbf"):
        assert list(split_lines(io.BytesIO(data))) == numbered


def _saved_pages() -> list[Path]:
    folder = Path(__file__).parents[3] / "shared" / "data" / "pages"
    return sorted(folder.rglob("*.html.gz"))


@pytest.mark.shared
@pytest.mark.skipif(not _saved_pages(), reason="../shared/data/pages is not there")
@pytest.mark.parametrize("part", range(8))
def test_pages_of_newspapers_are_read(part: int):
    for path in _saved_pages()[part::8]:
        data = gzip.decompress(path.read_bytes())
        with suppress(InputError):
            source = read_source(data, path.name, "text/html")
            check_source(source, data)
            assert source.origin is not None
            assert any(source.origin.kept)

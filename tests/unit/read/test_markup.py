import time

import pytest

from quellenlage.errors import UnreadableSourceError
from quellenlage.read import markup
from quellenlage.read.markup import strip_markup
from quellenlage.text.edit import apply_edits


def text(page: str) -> str:
    return apply_edits(page, strip_markup(page, "a.html").edits)[0]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>eins</p><p>zwei</p>", "eins\nzwei"),
        ("<p>eins<p>zwei<br>drei<br/>vier", "eins\nzwei\ndrei\nvier"),
        ("<h1>eins</h1>\n\n  <div>\n<ul><li>zwei\n<li>drei</ul></div>\n", "eins\nzwei\ndrei"),
        ("<table><tr><td>a<td>b</tr></table>", "a\nb"),
        ("<figure><img><figcaption>Bild</figcaption></figure>Text", "Bild\nText"),
        ("ein <b>fettes</b> <i>Wort</i>, kein<wbr>Bruch", "ein fettes Wort, keinBruch"),
        ("<p>Der Satz\n   geht\r\n\tweiter</p>", "Der Satz geht weiter"),
        ("<p>zwei  Blanks\t bleiben</p>", "zwei  Blanks\t bleiben"),
        ("<a>eins</a>\n<a>zwei</a>", "eins zwei"),
        ("<p>  eins  <p>", "eins  "),
        ("<pre>so\n  bleibt\n\n es</pre> da", "so\n  bleibt\n\n es\nda"),
        ("<p>eins\n</p>\n<!-- x -->\n<p>\nzwei</p>", "eins\nzwei"),
    ],
)
def test_blocks_are_lines(page: str, expected: str):
    assert text(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("M&uuml;ller &amp; S&#246;hne &#x2013; &bdquo;ja&ldquo;", "Müller & Söhne – „ja“"),
        ("a&nbsp;b&shy;c", "a\u00a0b\u00adc"),
        ("M&uumlller & Co, A&B, &Quatsch; &", "Müller & Co, A&B, &Quatsch; &"),
        ("&notit; &amp;lt;", "¬it; &lt;"),
        ("&#0; &#xD800; &#128; &#x110000; &#1;x", "\ufffd \ufffd € \ufffd x"),
        ("eins&#10;zwei&NewLine;drei", "eins zwei drei"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&#" + "0" * 20 + "65;", "A"),
        ("&CounterClockwiseContourIntegral;", "∳"),
        ("<p>&lt;b&gt;</p>", "<b>"),
    ],
)
def test_character_references_are_decoded(page: str, expected: str):
    assert text(page) == expected


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "title", "iframe", "textarea"])
def test_what_is_no_text_of_the_page_is_left_out(tag: str):
    hidden = f"<{tag} class='x'>weg <p>ganz</p> weg</{tag.upper()} >"
    assert text(f"<p>eins{hidden}zwei") in ("einszwei", "eins\nzwei")


def test_an_empty_svg_hides_nothing():
    assert text("<svg/>eins<svg></svg>zwei</svg>") == "einszwei"


@pytest.mark.parametrize("tag", ["noscript", "template", "svg", "title", "iframe", "textarea"])
def test_what_is_never_closed_hides_nothing(tag: str):
    assert text(f"<p>eins</p><{tag}><p>zwei</p>") == "eins\nzwei"


def test_the_head_holds_no_text():
    assert text("<html><head><title>T</title><meta><link></head><body>eins") == "eins"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<a title=\"2 > 1\" href='a>b'>eins</a>", "eins"),
        ('<a title=it"s>eins</a><p "x>zwei', "eins\nzwei"),
        ("eins<!-- > <p> -->zwei<!-->drei<!--->vier<!--x--!>fünf", "einszweidreivierfünf"),
        ("<!doctype html><?xml version='1.0'?>eins</ weg>zwei<![CDATA[weg]]>", "einszwei"),
        ("3 < 4, a <3 b, x<-y, <>", "3 < 4, a <3 b, x<-y, <>"),
        ("<P>eins</P\n><DIV\tid=x>zwei</DIV>", "eins\nzwei"),
        ("<my-element>eins</my-element><o:p>zwei</o:p>", "einszwei"),
        ('<a href="offen>eins</a><p>zwei', "eins\nzwei"),
        ("<a b='>'>eins</a><i c='> zwei", "eins zwei"),
    ],
)
def test_tags_are_read_as_browsers_read_them(page: str, expected: str):
    assert text(page).strip() == expected


@pytest.mark.parametrize(
    ("page", "flaw"),
    [
        ("eins<!-- zwei", "ends within a comment"),
        ("eins<p class=", "ends within a tag"),
        ("eins<script>zwei", "ends within <script>"),
        ("eins</p", "ends within a tag"),
        ("eins</script>zwei", ""),
    ],
)
def test_a_page_that_breaks_off_says_so(page: str, flaw: str):
    assert strip_markup(page, "a.html").flaw == flaw
    assert text(page).startswith("eins")


def test_control_characters_are_taken_out():
    assert text("<p>ei\0ns\x0b\x1f zwei\ud800</p>") == "eins zwei"


def test_tags_and_depth_are_counted():
    page = strip_markup("<div><p>a<p>b<br><div><b>c</b></div></div>", "a.html")
    assert (page.tags, page.depth) == (9, 3)


def test_too_much_markup_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(markup, "MAX_EDITS", 10)
    with pytest.raises(UnreadableSourceError, match="more than 10 tags"):
        strip_markup("<b>a</b>" * 20, "a.html")


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<!", "</", "<", "&", "&a", "<a ", "<a ='>' ", "<a b=\">' c='\" >x ", "=", " ", " \n", "<svg>", "<title>"],
)
def test_the_time_is_linear_in_the_markup(piece: str):
    page = "<p>" + piece * (300_000 // len(piece))
    start = time.process_time()
    strip_markup(page, "a.html")
    assert time.process_time() - start < 5


def test_headlines_are_found_where_they_are_no_script():
    page = "<!--<h1>a</h1>--><script><h1>b</h1></script><h1 class=x>c <b>d</b></H1><h1>e<p></h1></h1><h1>f"
    assert [span.of(page) for span in strip_markup(page, "a.html").headlines] == ["c <b>d</b>", "e<p>"]


def test_a_tag_with_very_many_attributes_is_refused() -> None:
    """The libraries that look for the article take time in the square of their number."""
    page = f"<p {' '.join(f'a{n}=1' for n in range(5000))}>Der Hafen ist zu.</p>"
    with pytest.raises(UnreadableSourceError, match="attributes"):
        strip_markup(page, "a.html")
    strip_markup(f'<p title="{"a " * 3000}">Der Hafen ist zu.</p>', "a.html")

import base64
import quopri
import time
from contextlib import suppress

import pytest

from quellenlage.errors import EmptyDocumentError, InputError, UnreadableSourceError
from quellenlage.read.formats import read_source
from quellenlage.read.mail import mail_markup, read_mail
from quellenlage.records.document import Source, StatementKind
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span

HEAD = """From: =?utf-8?q?Der_M=C3=BChlenbote?= <bote@bote.example>
To: Leser <leser@bote.example>
Subject: Kein Wasser in =?utf-8?b?w5Zk?=
Date: Tue, 14 May 2024 00:30:00 +0200
MIME-Version: 1.0
"""
BODY = [
    f"Im {n}. Jahr hat der M&uuml;ller von &Ouml;d, so <b>sagt</b> er, kein Korn gemahlen, weil der Bach "
    f"vor seiner Mühle {n} Monate lang trocken lag."
    for n in range(1, 6)
]
PAGE = f"""<html><head><title>Der Bote</title></head><body><table><tr><td><a href="x">Im Browser ansehen</a></td></tr>
<tr><td><h1>Der Müller von Öd</h1>{"".join(f"<p>{body}</p>" for body in BODY)}</td></tr></table>
<table><tr><td><a href="y">Abbestellen</a> <a href="z">Impressum</a></td></tr></table></body></html>"""
STUB = "Ihr Programm zeigt keine Bilder. Lesen Sie den Brief hier: https://bote.example/brief/1?nutzer=abc"


def part(content: str, kind: str = "plain", more: str = "") -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\n{more}\n{content}\n"


def multipart(kind: str, *parts: str, boundary: str = "grenze") -> str:
    inner = "".join(f"--{boundary}\n{one}\n" for one in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inner}--{boundary}--\n'


def read(text: str | bytes) -> Source:
    return read_mail(text.encode() if isinstance(text, str) else text, "a.eml")


NEWSLETTER = HEAD + multipart("alternative", part(STUB), part(PAGE, "html"))


def test_a_mail_is_its_subject_and_its_text():
    source = read(HEAD + "\nDer Bach\r\nist trocken.\r\n")
    assert source.text == "Kein Wasser in Öd\n\nDer Bach\r\nist trocken.\r\n"
    assert (source.media_type, source.encoding, source.flaw) == ("message/rfc822", "utf-8", "")
    assert (source.chosen, source.origin) == (None, None)
    assert source.id == make_id("a.eml", source.sha256)
    assert source == read_source((HEAD + "\nDer Bach\r\nist trocken.\r\n").encode(), "a.eml", "message/rfc822")


def test_the_header_lines_say_who_and_when():
    said = [(s.kind, s.value, s.basis, str(s.day)) for s in read(HEAD + "\nText").statements]
    assert said == [
        (StatementKind.PUBLISHED, "Tue, 14 May 2024 00:30:00 +0200", "mail date", "2024-05-14"),
        (StatementKind.AUTHOR, "Der Mühlenbote", "mail from", "None"),
    ]


@pytest.mark.parametrize(
    ("head", "refused"),
    [
        ("Subject: WG: Öd\nDate: Tue, 14 May 2024 00:30:00 +0200", "passes the article on"),
        ("Subject: Fwd: Öd\nDate: Tue, 14 May 2024 00:30:00 +0200", "passes the article on"),
        ("Date: Thu, 1 Jan 1970 00:00:00 +0000", "before 1991"),
        ("Date: heute", "no date"),
    ],
)
def test_a_day_that_is_not_that_of_the_article_is_refused(head: str, refused: str):
    assert refused in read(f"{head}\n\nText").statements[0].refused


def test_a_newsletter_whose_plain_part_is_a_stub_is_its_page():
    source = read(NEWSLETTER)
    assert source.text.startswith("Kein Wasser in Öd\n\nIm Browser ansehen\nDer Müller von Öd\nIm 1. Jahr")
    chosen = [span.of(source.text) for span in source.chosen or ()]
    assert chosen[0] == "Kein Wasser in Öd"
    assert sum(line.startswith("Im ") and "Jahr hat der Müller" in line for line in chosen) == 5
    assert source.flaw == ""
    assert ("headline", source.text.index("Der Müller")) in [(kind, span.start) for kind, span in source.regions]


def test_every_character_of_a_page_leads_back_to_its_markup():
    source, markup = read(NEWSLETTER), mail_markup(NEWSLETTER.encode(), "a.eml")
    assert markup.startswith("Kein Wasser in Öd\n\n<html>")
    at = source.text.index("Müller von Öd, so sagt")
    assert source.origin is not None
    assert source.origin.to_source(Span(at, at + 22)).of(markup) == "M&uuml;ller von &Ouml;d, so <b>sagt"
    assert source.origin.to_source(Span(0, 4)).of(markup) == "Kein"


def test_a_plain_part_with_the_text_goes_before_the_page():
    words = "Der Müller sagte, der Bach sei trocken. " * 12
    source = read(HEAD + multipart("alternative", part(words), part(PAGE, "html")))
    assert source.text == f"Kein Wasser in Öd\n\n{words}\n"
    assert source.origin is None


@pytest.mark.parametrize(
    "body",
    [
        part("<p>Der <b>Bach</b>", "html"),
        multipart("alternative", part("  "), part("<p>Der <b>Bach</b>", "html")),
        multipart("mixed", multipart("related", part("<p>Der Bach", "html"), boundary="i"), part("x" * 9, "calendar")),
        multipart("signed", multipart("mixed", multipart("alternative", part("Der Bach"), boundary="b"), boundary="a")),
        part("<p>Akte", "html", "Content-Disposition: attachment\n").join(
            ("Content-Type: multipart/mixed; boundary=g\n\n--g\n", "--g\n" + part("Der Bach") + "--g--")
        ),
    ],
)
def test_the_text_is_found_in_nested_parts(body: str):
    assert read("Subject: Öd\n" + body).text.rstrip() == "Öd\n\nDer Bach"


@pytest.mark.parametrize("subject", ["", "Subject:\n", "Subject:  \n\t\n"])
def test_without_a_subject_the_text_is_the_text(subject: str):
    assert read(f"From: a\n{subject}\nText").text == "Text"


def test_a_subject_is_one_line():
    assert read("Subject: Kein\n\tWasser\n in Öd\n\nText").text == "Kein Wasser in Öd\n\nText"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("us-ascii", "utf-8"), ("quatsch", "utf-8"), ("utf-8", "cp1252")],
)
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable", "quatsch"])
def test_what_stands_there_counts_and_not_what_is_declared(charset: str, encoding: str, transfer: str):
    body = "Der Müller sagte „nein“ – nichts weiter.".encode(encoding)
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(transfer, bytes)(body)
    head = f"Subject: Öd\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
    source = read(head.encode(encoding) + coded)
    assert source.text.rstrip("\n") == "Öd\n\nDer Müller sagte „nein“ – nichts weiter."
    is_wrong = encoding == "cp1252" and charset == "utf-8"
    assert source.flaw == ("is no UTF-8; read as cp1252" if is_wrong else "")


@pytest.mark.parametrize(
    ("head", "body", "text", "flaw"),
    [
        ("Content-Transfer-Encoding: base64", "RGVyIEJhY2g", "Der Bach", "damaged: invalid base64 padding"),
        ("Content-Transfer-Encoding: base64", "RGVy!IEJhY2g=", "Der Bach", "damaged: invalid base64 characters"),
        ("Content-Transfer-Encoding: quoted-printable", "Der=20Bach=ZZ", "Der Bach=ZZ", ""),
        (
            "Content-Type: multipart/mixed; boundary=a",
            "--a\n\nDer Bach",
            "Der Bach",
            "damaged: close boundary not found",
        ),
        ("Content-Type: multipart/mixed; boundary=a", "Der Bach", "Der Bach", "damaged: start boundary not found"),
        ("Content-Type: text/html", "<p>Der Bach<!-- weg", "Der Bach", "ends within a comment"),
        ("X: y", "Der \0Bach ist trocken", "Der \ufffdBach ist trocken", "1 places are no characters"),
        ("X: y", "Der \ud83dBach", "Der ???Bach", ""),
    ],
)
def test_a_damaged_mail_is_read_and_told(head: str, body: str, text: str, flaw: str):
    data = f"From: a\n{head}\n\n{body}".encode("utf-8", "surrogatepass").replace(b"\xed\xa0\xbd", b"???")
    source = read(data)
    assert source.text == text
    assert flaw in source.flaw
    assert bool(source.flaw) == bool(flaw)


def test_what_was_forwarded_inside_the_text_stays_where_it_stands():
    body = "Siehe unten.\n\n-------- Weitergeleitet --------\nVon: Bote\nBetreff: Öd\n\nDer Bach ist trocken.\n"
    assert read(f"Subject: WG: Öd\n\n{body}").text == f"WG: Öd\n\n{body}"


ATTACHED = "Content-Type: message/rfc822\n\nSubject: Innen\nDate: Mon, 13 May 2024 00:30:00 +0200\n\nInnerer Text"


def test_an_attached_mail_is_read_where_the_one_around_it_has_no_text():
    source = read("Subject: WG: Innen\n" + multipart("mixed", part(" "), ATTACHED))
    assert source.text.rstrip() == "Innen\n\nInnerer Text"
    assert str(source.statements[0].day) == "2024-05-13"
    assert source.flaw == ""


def test_an_attached_mail_beside_a_text_is_told():
    source = read("Subject: Außen\n" + multipart("mixed", part("Text"), ATTACHED, ATTACHED))
    assert source.text.rstrip() == "Außen\n\nText"
    assert source.flaw == "attached mails that are not read: 2; save them as files"


def test_a_second_part_with_text_is_told():
    long = "Der Müller sagte, der Bach sei trocken. " * 8
    source = read("Subject: Öd\n" + multipart("mixed", part(long), part(long + "Mehr."), part("Fuß der Liste")))
    assert source.text.rstrip().endswith("Mehr.")
    assert source.flaw == "further parts with text that are not read: 1"


@pytest.mark.parametrize(
    "body", ["\n", "\n \n\n", part("", "html"), part("<img src='x'>", "html"), multipart("mixed"),
             "Content-Type: application/pdf\n\nJVBERi0=", part("Akte", "plain", "Content-Disposition: attachment\n")],
)  # fmt: skip
def test_a_mail_without_text_is_empty(body: str):
    with pytest.raises(EmptyDocumentError, match="no part of its body holds text"):
        read("Subject: Öd\n" + body)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no mail"),
        (b"Nur ein Text.\nOhne Kopf.", "is no mail"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "is no mail"),
        (b"a: b\n" * 5_000_001, "too many lines or parts"),
        (b"a: b\n\n" + b"--x\n\n" * 10_001, "too many lines or parts"),
        (b"Content-Type: message/rfc822\n\n" * 3000, "nested too deep"),
    ],
)
def test_what_is_no_mail_is_refused_in_one_line(data: bytes, reason: str):
    with pytest.raises((UnreadableSourceError, EmptyDocumentError)) as caught:
        read(data)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("start", ["\ufeff", "\n\r\n", "From bote@bote.example Tue May 14 00:30:00 2024\n"])
def test_what_a_program_puts_in_front_does_not_cost_the_header(start: str):
    assert read(f"{start}Subject: Öd\n\nText").text == "Öd\n\nText"


def test_deep_markup_in_a_page_is_read_and_told():
    start = time.process_time()
    source = read(HEAD + part(f"<p>Der Bach{'<div>' * 20_000}ist{'</div>' * 20_000}", "html"))
    assert time.process_time() - start < 5
    assert source.text == "Kein Wasser in Öd\n\nDer Bach\nist"
    assert source.flaw.startswith("too large or too deeply nested")


def test_a_page_with_too_much_markup_leaves_the_plain_part(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("quellenlage.read.markup.MAX_EDITS", 10)
    assert (
        read("Subject: Öd\n" + multipart("alternative", part("kurz"), part("<b>a</b>" * 99, "html"))).text
        == "Öd\n\nkurz\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: a\n" + b"X: y\n" * 200_000 + b"\nText",
        b"Subject: " + b"(" * 500_000 + b"\n\nText",
        b"From: " + b'"' * 500_000 + b"\n\nText",
        b"Content-Type: text/plain; " + b"a=b;" * 200_000 + b"\n\nText",
        b"Content-Type: text/plain; " + b'"' * 500_000 + b"\n\nText",
        b"Content-Type: " + b"\n a" * 200_000 + b"\n\nText",
        b"Content-Transfer-Encoding: base64\n\n" + b"QUJD!\n" * 200_000,
        b"X: y\n\n" + b"a." * 500_000,
        b"X: y\n\n" + b"a@" * 500_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(90))
        + b"\n" * 50_000,
    ],
)
def test_the_time_is_linear_in_the_mail(data: bytes):
    start = time.process_time()
    with suppress(InputError):
        read(data)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("value", ["text/plain; a*", "text/plain; " + "(" * 3000, "text/plain; a*0=b;a*"])
@pytest.mark.parametrize(
    "name", ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Subject", "From"]
)
def test_a_header_line_that_cannot_be_understood_costs_only_itself(name: str, value: str):
    assert read(f"{name}: {value}\n\nText").text.endswith("Text")

import pytest

from quellenlage.errors import UnreadableSourceError
from quellenlage.read.encoding import decode

GERMAN = "Die Größe der Mühle – „über 20 Räder“"


def test_what_is_declared_decides_where_it_is_no_utf8():
    text = "Łódź, Kraków, święto: wizyta odbędzie się w środę"
    assert decode(text.encode("iso-8859-2"), "a", "ISO-8859-2") == (text, "iso8859-2", "")


def test_latin_1_is_read_as_the_web_reads_it():
    assert decode("„Nein“, 5 €, Öl".encode("cp1252"), "a", "latin1") == ("„Nein“, 5 €, Öl", "cp1252", "")


@pytest.mark.parametrize("declared", [None, "utf8", "UTF-8", "iso-8859-1", "windows-1251", "hex", "", "\0é", "x" * 999])
def test_utf8_is_utf8_whatever_is_declared(declared: str | None):
    assert decode(GERMAN.encode(), "a", declared) == (GERMAN, "utf-8", "")


def test_a_broken_byte_does_not_make_a_page_another_encoding():
    text, encoding, flaw = decode(GERMAN.encode() + b"\xff", "a", "iso-8859-1")
    assert (text, encoding) == (GERMAN + "\ufffd", "utf-8")
    assert flaw.startswith("1 places")


def test_a_last_letter_is_no_cut_character_where_another_encoding_is_declared():
    assert decode("Das Café".encode("cp1252"), "a", "iso-8859-1") == ("Das Café", "cp1252", "")


def test_bytes_that_the_declared_encoding_lacks_are_shown():
    text, encoding, flaw = decode("Größe, Mühle".encode("cp1252") + b"\x81", "a", "cp1252")
    assert (text, encoding) == ("Größe, Mühle\ufffd", "cp1252")
    assert flaw == "1 places are no CP1252, shown as \ufffd"


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "nonsense"])
def test_a_wrong_declaration_is_passed_over(declared: str):
    assert decode(GERMAN.encode("cp1252"), "a", declared)[0] == GERMAN


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_other_scripts_are_detected_and_told(encoding: str):
    text = "Президент России заявил в среду, что визит состоится."
    assert decode(text.encode(encoding), "a") == (text, encoding, f"is no UTF-8; taken for {encoding}")


def test_german_is_not_taken_for_the_language_of_another_country():
    assert decode("Das Menü".encode("cp1252"), "a") == ("Das Menü", "cp1252", "is no UTF-8; read as cp1252")


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(UnreadableSourceError, match="neither"):
        decode(b"\x81\x8d\x8f \x90\x9d", "a")

import time

import pytest

from quellenlage.clean.document import clean_source
from quellenlage.errors import EmptyDocumentError
from quellenlage.read.plain import read_plain
from quellenlage.records.document import ANALYSED_BLOCKS, BlockType, Document
from quellenlage.world import load_world

PAGE = """Startseite > Landkreis > Mühlbach\r
\r
Neue Bru\u0308cke fu\u0308r Mu\u0308hlbach\r
\r
MÜHLBACH (dpa) – U\u0308ber den Rauhbach wird im Herbst eine neue Brücke ge\u00adbaut, wie die Gemeinde am\u00a0Dienstag mitteilte. Das hat der Rat mit großer Mehrheit beschlossen, und die Kosten trägt der Landkreis.\r
\r
Anzeige\r
\r
„Die alte war nicht mehr zu retten“, sagte die Bürgermeisterin 👩‍🌾 nach der Sitzung im Rathaus der Gemeinde.\r
\u200b\r
So soll die neue Brücke aussehen. Foto: Gemeinde Mühlbach\r
\r
Teilen | Merken | Drucken\r
"""  # noqa: E501


def cleaned(text: str) -> Document:
    return clean_source(read_plain(text.encode(), "a.txt"), load_world().language)


@pytest.fixture(scope="module")
def page() -> Document:
    return cleaned(PAGE)


def test_the_text_is_the_page_without_furniture_and_invisible_signs(page: Document):
    assert page.text.split("\r\n") == [
        "",
        "",
        "Neue Brücke für Mühlbach",
        "",
        " Über den Rauhbach wird im Herbst eine neue Brücke gebaut, wie die Gemeinde am Dienstag mitteilte. "
        "Das hat der Rat mit großer Mehrheit beschlossen, und die Kosten trägt der Landkreis.",
        "",
        "",
        "",
        "„Die alte war nicht mehr zu retten“, sagte die Bürgermeisterin 👩‍🌾 nach der Sitzung im Rathaus der Gemeinde.",
        "",
        "So soll die neue Brücke aussehen. Foto: Gemeinde Mühlbach",
        "",
        "",
        "",
    ]


def test_a_line_has_no_place_in_the_text_exactly_if_it_was_cut(page: Document):
    assert [block.type for block in page.blocks] == [
        "navigation", "title", "dateline", "body", "advert", "body", "caption", "navigation",
    ]  # fmt: skip
    assert all((block.clean is None) == (block.type not in ANALYSED_BLOCKS) for block in page.blocks)


def test_a_line_keeps_its_first_and_last_letter_though_they_were_composed(page: Document):
    title, body = (next(b for b in page.blocks if b.type is kind) for kind in (BlockType.TITLE, BlockType.BODY))
    assert title.clean is not None
    assert body.clean is not None
    assert title.clean.of(page.text) == "Neue Brücke für Mühlbach"
    assert body.clean.of(page.text).startswith("Über den Rauhbach")
    for line in ("Brumbru\u0308", "U\u0308", "O\u0308l und Mu\u0308"):
        found = cleaned(f"{line}\n\nDas ist die Geschichte von der Mühle und dem Bach, die der Müller gern erzählt.")
        assert found.blocks[0].clean is not None
        assert found.blocks[0].clean.of(found.text) == cleaned_word(line)


def cleaned_word(line: str) -> str:
    return line.replace("u\u0308", "ü").replace("U\u0308", "Ü").replace("O\u0308", "Ö")


def test_every_block_is_its_slice_of_the_source(page: Document):
    for block in page.blocks:
        if block.clean is not None:
            assert page.alignment.to_source(block.clean) == block.source
            passage = page.passage(block.clean)
            assert passage.text == page.source.text[passage.start : passage.end]


def test_a_word_leads_to_its_characters_in_the_source(page: Document):
    at = page.text.index("gebaut")
    passage = page.passage(type(page.blocks[0].source)(at, at + 6))
    assert passage.text == "ge\u00adbaut"
    assert PAGE[passage.start : passage.end] == passage.text


def test_every_edit_is_listed_with_its_reason_in_order(page: Document):
    spans = [span for span, _ in page.edits]
    assert spans == sorted(spans)
    reasons = {reason for _, reason in page.edits}
    assert {"composed letter", "invisible character", "odd blank", "advert: wording: advert"} <= reasons


def test_a_document_is_in_the_language_by_whose_rules_it_was_cleaned(page: Document):
    assert (page.language, page.analysed) == ("de", True)


@pytest.mark.parametrize("text", ["Anzeige", "Teilen | Merken | Drucken\n\nAnzeige\n", "\u200b\n\u00ad", "(dpa)"])
def test_nothing_but_furniture_is_no_document(text: str):
    with pytest.raises(EmptyDocumentError, match="nothing but page furniture"):
        cleaned(text)


def test_many_repairs_and_many_cuts_take_time_in_proportion():
    start = time.perf_counter()
    document = cleaned(PAGE + "Anzeige\n\nDer Bach\u00a0ist der Bach, und das ist so.\n\n" * 6_000)
    assert "\u00a0" not in document.text
    assert time.perf_counter() - start < 6

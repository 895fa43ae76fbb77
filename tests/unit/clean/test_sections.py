"""Recommended stories at the end of a page are no part of the story, however much they look like it."""

from quellenlage.clean.furniture import find_blocks
from quellenlage.lang.loader import load_language
from quellenlage.records.document import BlockType

GERMAN = load_language("de")
STORY = (
    "Seilbahn am Kronberg steht bis Ostern still",
    "Die Seilbahn am Kronberg fährt bis Ostern nicht. Bei einer Prüfung fanden Techniker Risse an einer Stütze, teilte "
    "der Betreiber der Seilbahn am Dienstag mit.",
    "Die Stütze soll nun verstärkt werden. Der Betreiber rechnet mit Kosten von zwei Millionen Euro, die Gemeinde am "
    "Kronberg will sich beteiligen.",
    "Skifahrer müssen auf den Bus ausweichen, der zwischen dem Dorf und der Bergstation am Kronberg verkehrt.",
)
OTHERS = (
    "Stadtrat streitet über neue Bäume",
    "Im Stadtrat ist ein Streit über Linden und Ahorne entbrannt. Eine Mehrheit sprach sich am Abend gegen den Entwurf "
    "des Gartenamts aus, das heimische Arten bevorzugt.",
    "Bäckerei schließt nach hundert Jahren",
    "Nach hundert Jahren gibt die Familie Ostertag ihre Bäckerei auf. Ein Nachfolger fand sich trotz langer Suche "
    "nicht, sagte die Inhaberin einer Zeitung.",
    "Handballerinnen gewinnen auswärts",
    "Die Handballerinnen haben ihr Spiel in Neustadt gewonnen. Kurz vor Schluss traf die Torhüterin aus der eigenen "
    "Hälfte zum Endstand.",
)


def kept(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    cut = {BlockType.TEASER, BlockType.NAVIGATION}
    return [line.span.of(text) for line in find_blocks(text, GERMAN) if line.type not in cut]


def test_headings_and_paragraphs_of_other_stories_behind_the_heading_of_a_section_are_cut() -> None:
    assert kept(*STORY, "Empfohlen", *OTHERS) == list(STORY)


def test_controls_of_the_page_between_them_change_nothing() -> None:
    assert kept(*STORY, "Empfohlen", *OTHERS[:4], "Teilen", *OTHERS[4:]) == list(STORY)


def test_where_the_story_goes_on_nothing_is_cut() -> None:
    more = (*STORY[2:], *OTHERS[:2])
    assert set(STORY) <= set(kept(*STORY[:2], "Empfohlen", *more))


def test_parts_of_the_same_story_with_a_heading_each_stay() -> None:
    parts = (
        "Stütze wird verstärkt", STORY[2], "Bus zum Kronberg", STORY[3],
    )  # fmt: skip
    assert set(STORY[2:]) <= set(kept(*STORY[:2], "Ein langer Winter am Kronberg", *parts))


def test_without_the_heading_of_a_section_nothing_is_cut() -> None:
    assert set(OTHERS[1::2]) <= set(kept(*STORY, *OTHERS))

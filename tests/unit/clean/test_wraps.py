"""Line breaks inside sentences."""

from itertools import pairwise

import pytest

from quellenlage.clean.document import clean_source
from quellenlage.clean.wraps import find_wraps
from quellenlage.lang.loader import load_language
from quellenlage.read.plain import read_plain
from quellenlage.text.edit import apply_edits

GERMAN, ENGLISH = load_language("de"), load_language("en")


def unwrapped(text: str) -> str:
    return apply_edits(text, find_wraps(text, GERMAN))[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Die Fähre lief am Abend in den Hafen\nein, ohne dass jemand es sah.",
            "Die Fähre lief am Abend in den Hafen ein, ohne dass jemand es sah.",
        ),
        ("Das \nRathaus bleibt am Montag zu.", "Das Rathaus bleibt am Montag zu."),
        ("Der Ausschuss tagt am\r\nDonnerstag.", "Der Ausschuss tagt am Donnerstag."),
        ("Lesen und\nSchreiben lernen hier alle.", "Lesen und Schreiben lernen hier alle."),
        (
            "Wie der\n Sender Radio Küste\n berichtet, liegt das Schiff fest.",
            "Wie der Sender Radio Küste berichtet, liegt das Schiff fest.",
        ),
        (
            "Von dort fuhr sie nach Hause, müde,\nfroh und allein.",
            "Von dort fuhr sie nach Hause, müde, froh und allein.",
        ),
    ],
)
def test_a_sentence_goes_on_in_the_next_line(before: str, after: str) -> None:
    assert unwrapped(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "Die Fähre liegt fest.\nein Bericht von der Küste",
        "Gemeinde kündigt neue Regeln an\nBürger sollen mitreden",
        "So schön kann Arbeit sein\nEin Besuch in der Werft",
        "Rathaus, Bücherei und Hallenbad:\nwas jetzt gilt",
        "Politik\nwirtschaft\nkultur\nsport",
        "Mehr zu diesem Thema und vielen anderen\nhttps://beispiel.example/fähre",
        "Hafen\nKüste\nRadio",
        "Wir danken für die\n\nAufmerksamkeit",
        "- mehr Licht\n- mehr Luft\n- mehr Ruhe",
        "Ist das alles?\nwohl kaum",
        "",
        "\n\n\r\n",
    ],
)
def test_other_lines_stay_lines(text: str) -> None:
    assert find_wraps(text, GERMAN) == ()


MAIL = """\
Guten Tag, hiermit teilen wir allen Anwohnern mit, dass der neue Deich
Anfang Mai fertig wird. Bis dahin bleibt der Weg am Hafen gesperrt, auch
Fahrräder müssen außen herum. Wir bitten dafür um Verständnis. Die neue
Brücke folgt im Herbst, sobald der Landkreis den Bau bezahlen kann. Ihr
Deichverband
"""


def test_lines_of_one_width_are_one_paragraph() -> None:
    assert unwrapped(MAIL) == MAIL[:-1].replace("\n", " ") + "\n"


def test_verses_of_different_length_are_none() -> None:
    verse = "Am Hafen liegt ein Boot im Wind, es schaukelt leise,\nEin alter Mann\nErzählt dem Kind\nVon Schnee"
    assert find_wraps(verse, GERMAN) == ()


def test_sure_breaks_make_those_behind_a_blank_likely() -> None:
    sure = "Das Amt hat die Anträge der drei \nGemeinden geprüft und dem \nKreis bis in den \nHerbst Zeit gelassen. "
    likely = "Die Gemeinde sperrt die gesamte lange \nStrecke am Hafen."
    assert unwrapped(likely) == likely
    assert "\n" not in unwrapped(sure + likely)


def test_a_block_of_several_lines_leads_back_to_its_source() -> None:
    title = "Deich wird erst im Mai fertig\r\n\r\n"
    text = f"{title}Der Deich an der Küste, so teilte es der \r\nVerband mit, wird erst im Mai\r\nfertig sein.\r\n"
    source = read_plain(text.encode(), "a.txt")
    document = clean_source(source, GERMAN)
    assert (
        document.text.splitlines()[-1]
        == "Der Deich an der Küste, so teilte es der Verband mit, wird erst im Mai fertig sein."
    )
    block = document.blocks[-1]
    assert block.source.of(text).startswith("Der Deich")
    assert block.source.of(text).endswith("sein.")
    assert "line break inside a sentence" in {reason for _, reason in document.edits}


def test_edits_are_in_order_and_apart_and_hold_line_ends_alone() -> None:
    text = "".join(f"Der Zug nach\t\nHamburg fährt um {n} Uhr am \r\n Abend ab\nund hält\n\n" for n in range(50))
    edits = find_wraps(text, GERMAN)
    assert all(a.span.end <= b.span.start for a, b in pairwise(edits))
    assert all(not edit.span.of(text).strip() for edit in edits)


@pytest.mark.parametrize("text", ["a \n" * 20_000, "die\n" * 20_000, ("wort " * 15 + "\n") * 3_000, "\n" * 50_000])
def test_hostile_lines_cost_no_more_than_their_length(text: str) -> None:
    find_wraps(text, GERMAN)
    find_wraps(text, ENGLISH)

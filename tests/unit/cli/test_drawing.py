"""Tables on the terminal stay readable when a cell is long."""

from __future__ import annotations

import json

import pytest

from quellenlage.cli.drawing import draw
from quellenlage.present.tables import Table

TITLE = "Im Hafen von Nebelau haben die Kranführer am Morgen die Arbeit niedergelegt, " * 4


def lines(table: Table, capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> list[str]:
    draw([table], as_json=as_json)
    return capsys.readouterr().out.splitlines()


def test_a_paragraph_as_title_is_cut_on_the_screen_and_whole_in_json(capsys: pytest.CaptureFixture[str]):
    table = Table("Articles", ("N", "title", "id"), (("1", TITLE, "0123456789abcdef"),))
    shown = " ".join(" ".join(lines(table, capsys)).split())
    assert "Nebelau" in shown
    assert shown.count("…") == 1
    assert len(shown) < len(TITLE)
    assert json.loads(lines(table, capsys, as_json=True)[0])["title"] == TITLE


def test_a_long_id_leaves_room_for_the_words(capsys: pytest.CaptureFixture[str]):
    row = (
        "Hafenarbeitergewerkschaft",
        *("Vorsitzender" for _ in range(8)),
        "ORG:hafenarbeitergewerkschaft@0123456789abcdef",
    )
    table = Table("Actors", ("name", *"abcdefgh", "id"), (row,))
    drawn = lines(table, capsys)
    assert any(line.count("Vorsitzender") == 8 for line in drawn)
    # Folded, not cut: all of the id is there.
    assert "".join(line.split()[-1] for line in drawn[2:] if line.strip()).endswith("abcdef")


def test_a_short_id_stays_in_one_line(capsys: pytest.CaptureFixture[str]):
    words = "Die Hafenbehörde will die Vorwürfe bis zum Monatsende prüfen und dann berichten. " * 5
    table = Table("Quotations", ("speaker", "words", "id"), (("Leiterin", words, "0123456789abcdef"),))
    assert any(line.rstrip().endswith("0123456789abcdef") for line in lines(table, capsys))

"""Notes of findings in the language of the reader: other templates, the same words of the articles."""

from __future__ import annotations

import pytest
from tests.unit.present.dossier_rows import make_record

from quellenlage.lang.comparison import load_notes
from quellenlage.present.catalogue import LANGUAGES
from quellenlage.present.telling import tell_note
from quellenlage.records.contract import FindingRow
from quellenlage.records.finding import make_finding, note_of, quoted

A, B = (row.span for row in make_record("Die Fähre fährt").claim[0].stances)


def finding(name: str, **slots: str) -> FindingRow:
    note = note_of(load_notes("de"), name, **slots)
    return make_finding("contradiction", "by hand", A, B, note=note, stances=["narrator"])


def test_german_is_what_the_record_says() -> None:
    for name, template in load_notes("de").items():
        if "{" in template:
            slots = {slot: f"„Wort {slot}“" for slot in ("a", "b", "who", "changes", "words")} | {"number": "3"}
            row = finding(name, **{slot: text for slot, text in slots.items() if f"{{{slot}}}" in template})
            assert "".join(text for text, _ in tell_note(row, "de")) == row.note


def test_english_tells_the_same_passages() -> None:
    row = finding("numbers", a=quoted(A), b=quoted(B))
    pieces = tell_note(row, "en")
    assert "".join(text for text, _ in pieces) == f"Different numbers for one thing: {quoted(A)} and {quoted(B)}"
    assert [text for text, said in pieces if said] == [quoted(A), quoted(B)]


def test_what_the_program_put_in_a_slot_is_told_in_english_too() -> None:
    notes = load_notes("de")
    row = finding(
        "variant_substance", who=notes["nobody"], number="2", changes=f"„drei“ / {notes['absent']}; „fehlt“ / „zwei“"
    )
    told = "".join(text for text, _ in tell_note(row, "en"))
    assert told == (
        "One utterance (unknown) in 2 versions that differ in substance: „drei“ / missing; „fehlt“ / „zwei“"
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_note_of_an_unknown_template_is_shown_as_it_is(code: str) -> None:
    row = make_record("Die Fähre fährt").finding[0]
    assert tell_note(row, code) == ((row.note, True),)


def test_all_languages_have_the_same_templates() -> None:
    assert load_notes("de").keys() == load_notes("en").keys()

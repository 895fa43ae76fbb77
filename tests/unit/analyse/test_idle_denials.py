"""Verbs of denial in another sense are no denials: what is played, paid, turned down by a court, shut out."""

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import OBJECTIONS
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"


def objections(text: str) -> list[str]:
    document = compile_article((TITLE + text).encode(), "a.txt", load_world())
    return [q.act for q in document.found.quotations if q.act in OBJECTIONS]


@pytest.mark.parametrize(
    "text",
    [
        "Der Klub bestritt am Samstag sein erstes Spiel nach der Pause.",
        "Die Firma bestreitet ein Viertel ihres Umsatzes mit Teppichen.",
        "Das Gericht in Tornberg wies den Eilantrag der Gemeinde am Montag zurück.",
        "Der Trainer wurde am Montag aus dem Verband ausgeschlossen.",
        "Der Verband schloss Paul Renner am Montag für drei Spiele aus.",
        "Der Spieler Paul Renner war positiv auf das Virus getestet und noch vor dem Start ausgeschlossen worden.",
    ],
)
def test_no_denial_by_the_object(text: str):
    assert objections(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Klub bestritt am Samstag den Vorwurf der Untreue.",
        "Der Minister wies die Anklage am Montag zurück.",
        "Die Ministerin schloss am Montag neue Steuern aus.",
        "Ein Rücktritt von Paul Renner ist nach Angaben der Ministerin ausgeschlossen.",
    ],
)
def test_what_is_denied_stays_denied(text: str):
    assert objections(text) == ["denies"]


def test_who_depends_on_help_is_told_nothing():
    text = "Millionen Menschen sind auf Hilfe angewiesen, doch die Behörden der Stadt Riga blockieren die Lieferungen."
    document = compile_article((TITLE + text).encode(), "a.txt", load_world())
    assert document.found.quotations == ()


def test_who_has_something_in_mind_says_nothing():
    document = compile_article(
        (TITLE + "Die Ministerin Eva Roth hatte vor, nach Riga zu reisen.").encode(), "a.txt", load_world()
    )
    assert document.found.quotations == ()

"""Who takes part, where and when: one invented sentence a construct, read by the model that ships."""

import pytest
from tests.unit.analyse.events_of import events_of, roles_of

BEFORE = "Am Abend war das für viele Leute im Ort eine gute Nachricht. "


@pytest.mark.parametrize(
    ("sentence", "kind", "place", "time"),
    [
        (
            "Die Regierung verlangt Klarheit bis zum EU-Gipfel, der an diesem Donnerstag in Brüssel beginnt.",
            "meeting",
            "Brüssel",
            "diesem Donnerstag",
        ),
        ("Anna Beer freut sich auf das Treffen, das am 3. Mai in Ulm stattfindet.", "meeting", "Ulm", "3. Mai"),
        ("Anna Beer kam zum Treffen, das Karl Wedel am 3. Mai in Ulm eröffnete.", "meeting", None, None),
        ("Die Stadt Ulm plant viel. In der Stadt trafen sich Anna Beer und Karl Wedel.", "meeting", "der Stadt", None),
    ],
)
def test_where_and_when(sentence: str, kind: str, place: str | None, time: str | None):
    words, (event, *_) = events_of(BEFORE + sentence, kind)
    assert (event.place.of(words) if event.place else None) == place
    assert (event.time.of(words) if event.time else None) == time


@pytest.mark.parametrize(
    ("sentence", "kind", "role", "fillers"),
    [
        (
            "Der dänische Außenminister Anton Beck traf am Montag seine finnische Kollegin in Ulm.",
            "meeting",
            "PARTICIPANT",
            {"Anton Beck", "seine finnische Kollegin"},
        ),
        (
            "Bei Kämpfen zwischen der Armee und Rebellen im Norden des Landes brannte ein Haus.",
            "attack",
            "ATTACKER",
            {"der Armee", "Rebellen"},
        ),
        ("Polen bestellte am Dienstag den ungarischen Botschafter ein.", "condemnation", "ACCUSER", {"Polen"}),
        ("Norwegen und Dänemark einigten sich über den Fischfang.", "agreement", "ITEM", {"den Fischfang"}),
        (
            "Die türkische Armee begann am Dienstag mit Militärübungen an der Grenze zu Syrien.",
            "exercise",
            "PARTICIPANT",
            {"türkische Armee"},
        ),
        (
            "Den Vertrag hatten das Landwirtschaftsministerium und die Firma Tannwerk im Mai unterzeichnet.",
            "agreement",
            "PARTY",
            {"das Landwirtschaftsministerium", "Tannwerk"},
        ),
    ],
)
def test_who(sentence: str, kind: str, role: str, fillers: set[str]):
    assert roles_of(BEFORE + sentence, kind)[role] == fillers

"""What was said later, undone and repeated; ids and places of corrections."""

from dataclasses import replace
from itertools import permutations

from quellenlage.records.correction import Action, Correction, Standing, Target, Undo, review, standing

QUOTE = Target(kind="quotation", sha256="a" * 64, start=3, end=9, text="Wasser")
ASSERTS, DENIES = (
    Correction(action=Action.ACT, target=QUOTE, after={"act": act}, when=f"2024-06-18T08:00:00.00000{n}+00:00")
    for n, act in enumerate(("asserts", "denies"))
)


def states(*entries: Correction | Undo) -> dict[str, Standing]:
    return {c.id: state for c, state in review(entries)}


def test_the_id_is_what_is_said_of_what():
    other = replace(ASSERTS, who="Ida", why="darum", when="2030", before={"act": "doubts"})
    assert other.id == ASSERTS.id
    assert replace(ASSERTS, target=replace(QUOTE, text="")).id == ASSERTS.id
    assert replace(ASSERTS, target=replace(QUOTE, start=4)).id != ASSERTS.id
    assert DENIES.id != ASSERTS.id


def test_of_two_answers_to_one_question_the_later_holds_in_whatever_order_they_come():
    for entries in permutations((ASSERTS, DENIES, ASSERTS)):
        assert states(*entries) == {ASSERTS.id: Standing.SUPERSEDED, DENIES.id: Standing.STANDS}


def test_an_undo_gives_the_earlier_answer_back_and_nothing_vanishes():
    undo = Undo(correction=DENIES.id, when="2024-06-19")
    assert states(ASSERTS, DENIES, undo) == {ASSERTS.id: Standing.STANDS, DENIES.id: Standing.UNDONE}
    again = replace(DENIES, when="2024-06-20")
    assert states(ASSERTS, DENIES, undo, again)[DENIES.id] is Standing.STANDS


def test_accepting_after_rejecting_is_a_change_of_mind():
    no = Correction(action=Action.REJECT, target=QUOTE, when="1")
    yes = Correction(action=Action.ACCEPT, target=QUOTE, when="2")
    assert standing((yes, no)) == (yes,)


def test_an_undo_of_something_unknown_says_nothing():
    assert standing((Undo(correction="?", when="9"), ASSERTS)) == (ASSERTS,)


def test_who_said_it_first_is_named():
    later = replace(ASSERTS, when="2025", who="Ida")
    assert standing((later, ASSERTS)) == (ASSERTS,)

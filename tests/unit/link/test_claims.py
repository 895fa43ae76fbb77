"""Claims over articles: a charge in one and its denial in another are one claim; what points back finds its target."""

from itertools import permutations

import pytest

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.tables import VIEWS
from quellenlage.records.contract import ClaimRow, Record
from quellenlage.world import load_world

CHARGE = (
    "Streit um Waffen\n\nDie Regierung in Lissabon traf sich am Montag. Norwegen hat Portugal beschuldigt, Waffen an "
    "Ghana zu liefern. Ghana schwieg.\n"
)
DENIAL = (
    "Streit geht weiter\n\nAm Dienstag ging der Streit weiter. Portugal hat bestritten, dass es Waffen an Ghana "
    "geliefert habe. Norwegen blieb dabei.\n"
)
POINTING = (
    "Vorwürfe gegen Portugal\n\nNorwegen hat Portugal beschuldigt, Waffen an Ghana zu liefern. Portugal hat die "
    "Vorwürfe zurückgewiesen. Ghana schwieg dazu.\n"
)
ALONE = (
    "Kein Kommentar aus Kanada\n\nAm Montag regnete es. Kanada hat die Vorwürfe zurückgewiesen. Dann schien die "
    "Sonne.\n"
)


def link(*texts: str) -> Record:
    world = load_world()
    return link_pile([compile_article(t.encode(), f"{n}.txt", world) for n, t in enumerate(texts)], world)


def sides(claim: ClaimRow) -> set[tuple[str | None, str, str]]:
    return {(s.holder, s.stance, s.polarity) for s in claim.stances}


def of_delivery(record: Record) -> ClaimRow:
    rows = {t.claim for t in record.transfer if t.stage == "delivered" and t.supplier == "country:PT"}
    assert len(rows) == 1
    return next(c for c in record.claim if c.id in rows)


def test_a_charge_and_its_denial_in_another_article_are_one_contested_claim():
    claim = of_delivery(link(CHARGE, DENIAL))
    assert claim.status == "contested"
    assert sides(claim) >= {("country:NO", "asserts", "+"), ("country:PT", "denies", "-")}
    assert {s.article for s in claim.stances} == {a.id for a in link(CHARGE, DENIAL).article}


def test_rejected_charges_are_those_raised_before_against_the_one_who_rejects_them():
    claim = of_delivery(link(POINTING))
    assert ("country:PT", "denies", "-") in sides(claim)
    assert claim.resolved


def test_a_denial_without_a_target_is_kept():
    claims = [c for c in link(ALONE).claim if ("country:CA", "denies", "-") in sides(c)]
    assert [(c.resolved, c.status, c.target) for c in claims] == [(False, "denied", None)]


def test_claims_and_transfers_name_one_another():
    record = link(CHARGE, DENIAL, POINTING)
    assert {t.claim for t in record.transfer} <= {c.id for c in record.claim}
    assert {c.target for c in record.claim if c.target} <= {t.id for t in record.transfer}


def test_stances_point_at_words_and_at_quotations_of_the_record():
    record = link(CHARGE, DENIAL, POINTING, ALONE)
    quotations = {q.id for q in record.quotation}
    for claim in record.claim:
        for stance in claim.stances:
            assert stance.quotation is None or stance.quotation in quotations
            assert stance.quotation is not None or stance.holder == "narrator"


def test_the_order_of_the_articles_changes_nothing():
    world = load_world()
    pile = [compile_article(t.encode(), f"{n}.txt", world) for n, t in enumerate((CHARGE, DENIAL, POINTING))]
    first, *others = (link_pile(list(order), world) for order in permutations(pile))
    assert all((other.claim, other.transfer) == (first.claim, first.transfer) for other in others)


@pytest.mark.parametrize("view", ["claims", "transfers"])
def test_views_show_names_and_ids(view: str):
    record = link(CHARGE, DENIAL)
    table = VIEWS[view](record)
    assert table.columns[-1] == "id"
    assert any("Portugal" in cell for row in table.rows for cell in row)
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_what_is_given_in_return_is_joined():
    record = link(
        "Ein Tausch\n\nAm Montag kam es zu einem Tausch. Norwegen hat Masken an Ghana geliefert. Im Gegenzug hat Ghana "
        "Gas an Norwegen geliefert. Beide zeigten sich zufrieden.\n"
    )
    by_supplier = {t.supplier: t for t in record.transfer}
    assert by_supplier["country:NO"].counter == (by_supplier["country:GH"].id,)
    assert by_supplier["country:GH"].counter == (by_supplier["country:NO"].id,)


RAISED = (
    "Schwere Vorwürfe in Tornberg\n\nDer Landwirt Emil Quast erhob am Montag schwere Vorwürfe gegen den Händler Karl "
    "Weidner. Dieser habe verdorbene Milch als frische verkauft, sagte Quast. „Das Lager stand tagelang offen“, "
    "sagte er. Karl Weidner wies die Vorwürfe zurück.\n"
)


def test_bare_charges_are_those_that_were_announced_not_what_was_said_last():
    claim, *_ = [c for c in link(RAISED).claim if "denies" in {s.stance for s in c.stances}]
    assert {s.span.text for s in claim.stances if s.stance == "asserts"} == {
        "Dieser habe verdorbene Milch als frische verkauft"
    }


OTHER_STORY = (
    "Streit um den Spielplan\n\nDer Trainer Ole Brandt hat den Vorwurf zurückgewiesen. Die Mannschaft fuhr am Abend "
    "nach Kelmen. Dort regnete es.\n"
)


def test_a_denial_never_means_what_an_article_on_something_else_says():
    record = link(RAISED, OTHER_STORY)
    (claim,) = [c for c in record.claim if any(s.span.text == "den Vorwurf" for s in c.stances)]
    assert {s.article for s in claim.stances} == {claim.span.article}
    assert not claim.resolved


def test_a_denial_in_another_article_means_the_charge_against_those_named_beside_it():
    answer = (
        "Händler wehrt sich\n\nIm Büro von Karl Weidner war am Dienstag die Stimmung schlecht. Die Vorwürfe wies sein "
        "Anwalt entschieden zurück. Am Abend regnete es dort, wo der Landwirt Emil Quast wohnt.\n"
    )
    record = link(RAISED, answer)
    rejected = {a.id for a in record.article if a.source == "1.txt"}
    (claim,) = [c for c in record.claim if any(s.article in rejected and s.stance == "denies" for s in c.stances)]
    assert "Dieser habe verdorbene Milch als frische verkauft" in {s.span.text for s in claim.stances}


def contested(*texts: str) -> list[tuple[str, set[str]]]:
    """Who denies, and the beginnings of what is denied."""
    claims = [c for c in link(*texts).claim if c.status in {"contested", "denied"} and c.resolved]
    return [
        (
            next(str(s.holder) for s in c.stances if s.stance == "denies"),
            {s.span.text[:12] for s in c.stances if s.stance != "denies"},
        )
        for c in claims
    ]


def test_who_is_contradicted_by_name_is_meant():
    text = (
        "Streit um den Hafen\n\nAnna Beer sagte am Montag, der Hafen verliere viele Schiffe. Karl Moos sagte, "
        "die Kräne seien neu. Eva Roth widersprach Beer: „Wir haben mehr Verkehr als je zuvor.“\n"
    )
    (_, meant), *_ = contested(text)
    assert meant == {"der Hafen ve"}


def test_charges_that_follow_one_another_are_all_meant():
    text = (
        "Vorwürfe gegen Portugal\n\nNorwegen hat Portugal am Montag vorgeworfen, den Damm beschädigt zu haben. Dabei "
        "sollen auch Pegel gefälscht worden sein. Portugal hat die Vorwürfe zurückgewiesen.\n"
    )
    meant = set().union(*(m for _, m in contested(text)))
    assert {"den Damm bes", "Dabei sollen"} <= meant


def test_what_stands_before_a_denial_is_not_meant_where_nothing_shows_it():
    text = (
        "Nachrichten vom Hafen\n\nIm Hafen ist nicht viel los. Die Kräne stehen still. Portugal hat die Vorwürfe "
        "zurückgewiesen.\n"
    )
    assert contested(text) == []

"""The register over articles: parties by a meeting and by the goods, towns by their country, long piles in time."""

import time

from tests.unit.hand_built import BY
from tests.unit.link.pile_of import article

from quellenlage.link.transfer.complete import complete
from quellenlage.link.transfer.telling import Telling
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import Record, TransferRow
from quellenlage.records.linked import Linked
from quellenlage.records.transfer import Category, Item, Stage, Transfer
from quellenlage.text.span import Span
from quellenlage.world import load_world

PROMISE = (
    "Treffen in Oslo\n\nNorwegens Ministerpräsidentin Ida Solheim hat am Montag in Oslo ihren kanadischen Kollegen "
    "Paul Renard getroffen. Norwegen versprach, im Herbst 500 Zelte zu liefern.\n"
)
ARRIVAL = "Zelte in Kanada\n\nIn Vancouver sind am Freitag 500 Zelte aus Norwegen eingetroffen.\n"


def link(*texts: str) -> Record:
    world = load_world()
    return link_pile([compile_article(t.encode(), f"{n}.txt", world) for n, t in enumerate(texts)], world)


def parties(record: Record) -> set[tuple[str | None, str | None, str]]:
    return {(row.supplier, row.recipient, row.stage) for row in record.transfer}


def test_what_one_of_two_promises_at_a_meeting_goes_to_the_other():
    assert ("country:NO", "country:CA", "agreed") in parties(link(PROMISE))


def test_goods_that_arrive_in_a_town_have_come_to_its_country():
    assert ("country:NO", "country:CA", "delivered") in parties(link(ARRIVAL))


def test_a_row_whose_party_was_found_elsewhere_says_so():
    rows: tuple[TransferRow, ...] = link(PROMISE).transfer
    assert [("meeting" in row.by.rule) for row in rows if row.stage == "agreed"] == [True]


def telling(
    number: int,
    supplier: str | None,
    recipient: str | None,
    head: str,
    *,
    name: str = "a",
    stage: Stage = Stage.DELIVERED,
) -> Telling:
    item = Item(span=Span(0, 1), name=head, category=Category.AID)
    transfer = Transfer(
        span=Span(number, number + 1), sentence=0, clause=Span(0, 1), suppliers=(), recipients=(), items=(item,),
        category=Category.AID, stage=stage, polarity="+", certainty="CT", by=BY,
    )  # fmt: skip
    return Telling(article(name), number, transfer, supplier, recipient, frozenset({head}))


def test_two_halves_of_one_article_make_a_whole():
    found = complete([telling(0, "x", None, "zelt"), telling(1, None, "y", "zelt")], Linked())
    assert [(t.supplier, t.recipient, t.completed) for t in found] == [("x", "y", True)] * 2


def test_halves_of_two_articles_stay_halves_until_one_tells_both():
    halves = [telling(0, "x", None, "zelt", name="a"), telling(0, None, "y", "zelt", name="b")]
    assert complete(halves, Linked()) == halves
    whole = complete([*halves, telling(1, "x", "y", "zelt", name="b")], Linked())
    assert {(t.supplier, t.recipient) for t in whole} == {("x", "y")}


def test_what_fits_two_is_left_open():
    two = [telling(0, "x", "y", "zelt"), telling(1, "z", "y", "zelt"), telling(2, None, "y", "zelt")]
    assert complete(two, Linked())[2].supplier is None


def test_needs_are_left_as_they_are():
    need = [telling(0, "x", None, "zelt"), telling(1, None, "y", "zelt", stage=Stage.NEEDED)]
    assert complete(need, Linked()) == need


def test_twenty_thousand_tellings_of_one_kind_take_no_time():
    many = [telling(n, "x", None, "zelt") for n in range(20_000)]
    start = time.perf_counter()
    complete(many, Linked())
    assert time.perf_counter() - start < 10


def test_goods_of_one_category_with_numbers_of_their_own_are_rows_of_their_own():
    record = link("Hilfe für Ghana\n\nKanada hat Ghana 40 Panzer und 30 Drohnen geliefert.")
    assert {(row.items[0], row.quantity and row.quantity.text) for row in record.transfer} == {
        ("Panzer", "40"), ("Drohnen", "30"),
    }  # fmt: skip
    assert len({row.id for row in record.transfer}) == 2


def test_numbers_that_differ_between_articles_are_told_as_bounds():
    record = link(
        "Hilfe für Ghana\n\nKanada hat Ghana 40 Panzer geliefert.",
        "Panzer für Ghana\n\nKanada hat Ghana 45 Panzer geliefert.",
    )
    amounts = [row.quantity for row in record.transfer]
    assert [(q.text, q.min, q.max) for q in amounts if q] == [("40", 40, 45)]

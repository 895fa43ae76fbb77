"""The record as graph, timeline, FollowTheMoney and JSON-LD."""

import json
from dataclasses import replace
from io import BytesIO
from typing import Any
from unicodedata import category

import networkx
import pytest
from pyld import jsonld
from tests.unit.hand_built import row_of_every_kind

from quellenlage.present.catalogue import load_catalogue
from quellenlage.present.exports.ftm import write_ftm
from quellenlage.present.exports.graph import find_edges, write_graph
from quellenlage.present.exports.jsonld import write_jsonld
from quellenlage.present.exports.timeline import write_timeline
from quellenlage.records.contract import EntityRow, EventRow, Record, TransferRow
from quellenlage.records.parts import DaysField, ParticipantField

RECORD = row_of_every_kind()
GERMAN = load_catalogue("de")
MARKUP = '<img src=x onerror="alert(1)">'


def entity(name: str, kind: str = "ORG") -> EntityRow:
    pattern = RECORD.entity[0]
    return replace(
        pattern, id=f"{kind}:{name}", type=kind, name=name, aliases=(), part_of=(), speaks_for=(), offices=()
    )


def event(**values: Any) -> EventRow:
    return replace(RECORD.event[0], **values)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", ["14. Mai 2024 oder später", "zwischen 14. und 21. Mai 2024"]),
        ("en", ["14 May 2024 or later", "between 14 and 21 May 2024"]),
    ],
)
def test_days_that_are_not_sure_are_told_in_words(code: str, words: list[str]):
    rows = (
        event(id="a", from_="2024-05-14", to=None, edtf="2024-05-14/.."),
        event(id="b", from_="2024-05-14", to="2024-05-21", edtf="[2024-05-14..2024-05-21]"),
    )
    events = json.loads(write_timeline(Record(event=rows), load_catalogue(code)))["events"]
    assert [e["display_date"] for e in events] == words
    assert events[0]["start_date"] == {"year": 2024, "month": 5, "day": 14}
    assert "end_date" not in events[0]
    assert events[1]["end_date"]["day"] == 21


def test_events_without_a_day_are_counted_and_not_drawn():
    timeline = json.loads(write_timeline(Record(event=(event(from_=None, to=None),)), GERMAN))
    assert timeline["events"] == []
    assert "1 ohne Tag" in timeline["title"]["text"]["text"]


def test_markup_of_an_article_is_no_markup_of_the_timeline():
    timeline = write_timeline(Record(event=(event(label=MARKUP, from_="2024-05-14"),)), GERMAN)
    assert "<img" not in timeline


def test_a_transfer_is_an_edge_from_supplier_to_recipient():
    giver, taker = entity("Werft"), entity("Reederei")
    days = DaysField(from_="2024-05-01", to="2024-05-02")
    transfer: TransferRow = replace(
        RECORD.transfer[0],
        supplier=giver.id,
        recipient=taker.id,
        item="Fähre",
        stage="delivered",
        delivered=days,
        claim=None,
    )
    record = Record(entity=(giver, taker), transfer=(transfer,))
    graph = networkx.read_graphml(BytesIO(write_graph(record)))
    ((source, target, values),) = graph.edges(data=True)
    assert (source, target) == (giver.id, taker.id)
    assert (values["kind"], values["label"], values["from"]) == ("transfer", "delivered: Fähre", "2024-05-01")
    assert graph.nodes[giver.id]["label"] == "Werft"


def test_who_takes_part_in_one_event_is_tied_once():
    people = [entity(name, "PER") for name in ("Ada", "Bo", "Cy")]
    parts = tuple(ParticipantField(role="actor", entity=e.id) for e in (*people, people[0]))
    edges = list(find_edges(Record(entity=tuple(people), event=(event(participants=parts),))))
    assert [(e.source, e.target) for e in edges] == [("PER:Ada", "PER:Bo"), ("PER:Ada", "PER:Cy"), ("PER:Bo", "PER:Cy")]


def test_characters_that_xml_cannot_hold_do_not_break_the_graph():
    giver, taker = entity("A\x00\x0b\ud800"), entity("B")
    transfer = replace(RECORD.transfer[0], supplier=giver.id, recipient=taker.id, item="\x1b", claim=None)
    graph = networkx.read_graphml(BytesIO(write_graph(Record(entity=(giver, taker), transfer=(transfer,)))))
    assert graph.number_of_edges() == 1


@pytest.mark.parametrize("number", range(len(RECORD.quotation)))
def test_the_words_of_a_quotation_stand_in_json_ld_with_their_place(number: int):
    row = RECORD.quotation[number]
    graph = jsonld.expand(json.loads(write_jsonld(RECORD)))
    targets = [
        selector
        for node in graph
        for target in node.get("http://www.w3.org/ns/oa#hasTarget", ())
        for selector in target["http://www.w3.org/ns/oa#hasSelector"]
    ]
    exact = {s["http://www.w3.org/ns/oa#exact"][0]["@value"] for s in targets if "http://www.w3.org/ns/oa#exact" in s}
    starts = {s["http://www.w3.org/ns/oa#start"][0]["@value"] for s in targets if "http://www.w3.org/ns/oa#start" in s}
    for span in row.quote or row.cue:
        assert span.text in exact
        assert span.start in starts


def test_json_ld_expands_without_fetching_anything():
    def refuse(url: str, options: object) -> None:
        raise AssertionError(url)

    graph = jsonld.expand(json.loads(write_jsonld(RECORD)), {"documentLoader": refuse})
    assert sum("https://schema.org/NewsArticle" in node["@type"] for node in graph) == len(RECORD.article)


def test_follow_the_money_gets_a_line_an_entity_with_our_ids_as_origin():
    lines = [json.loads(line) for line in write_ftm(RECORD)]
    schemata = [line["schema"] for line in lines]
    assert schemata.count("Article") == len(RECORD.article)
    assert schemata.count("Event") == len(RECORD.event)
    assert schemata.count("Note") == len(RECORD.quotation) + len(RECORD.claim) + len(RECORD.finding)
    assert len({line["id"] for line in lines}) == len(lines)
    origins = {statement["origin"] for line in lines for statement in line["statements"]}
    assert {row.id for row in (*RECORD.article, *RECORD.event, *RECORD.claim)} <= origins


def test_follow_the_money_keeps_every_value():
    followthemoney = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed; see make test-peers"
    )
    for line in write_ftm(RECORD):
        wanted = json.loads(line)
        found = followthemoney.ValueEntity.from_dict(json.loads(line), cleaned=False)
        for prop, values in wanted["properties"].items():
            assert {visible(v) for v in found.get(prop)} == {visible(v) for v in values}, (wanted["schema"], prop)


def visible(words: str) -> str:
    """Without the joiners of emoji, which FollowTheMoney takes out of some values."""
    return "".join(c for c in words if category(c) != "Cf")

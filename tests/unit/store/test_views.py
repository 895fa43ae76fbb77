import sqlite3 as standard
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import StoreError
from quellenlage.present.datasette import LICENSE, metadata, metadata_text, write_metadata
from quellenlage.records.contract import KINDS, Record
from quellenlage.records.parts import Voice
from quellenlage.store.codec import columns
from quellenlage.store.library import sqlite3 as newest
from quellenlage.store.sqlite import Dossier
from quellenlage.store.views import SCHEMA, VIEWS
from unit.hand_built import passage, row_of_every_kind

LIBRARIES = {library.sqlite_version: library for library in (standard, newest)}


def record() -> Record:
    """The hand-built one, with a speaker of two names, one without, and events with and without a day."""
    made = row_of_every_kind()
    entity, quotation, event, block = made.entity[0], made.quotation[0], made.event[0], made.block[0]
    return replace(
        made,
        entity=(
            replace(entity, id="e1", name="Öd", anonymous=True),
            replace(entity, id="e2", name="Anna Öl", type="GPE"),
        ),
        quotation=(
            replace(quotation, speaker=Voice(span=passage(), entities=("e2", "e1", "weg"))),
            replace(quotation, id="q2", act="asserts", speaker=Voice(span=passage(), entities=()), quote=(), via=()),
            replace(quotation, id="q3", act="doubts", speaker=Voice(span=None, entities=()), cue=(), quote=()),
        ),
        event=(
            replace(event, id="v3", from_=None, to=None),
            replace(event, id="v2", from_="2024-05-02", to=None, place=None),
            event,
        ),
        block=(block, replace(block, id="b2", start=7, end=9, type="advert", story=False, analysed=False)),
    )


@pytest.fixture(params=LIBRARIES.values(), ids=LIBRARIES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """The views over a record, in every SQLite that is installed."""
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        dossier.put_record(record())
    with closing(request.param.connect(tmp_path / "d.db")) as opened:
        for view in reversed(VIEWS):
            opened.execute(f"DROP VIEW IF EXISTS {view.name}")
        for statement in SCHEMA:
            opened.execute(statement)
        opened.row_factory = request.param.Row
        yield opened


def rows(database: Any, view: str) -> list[dict[str, Any]]:
    return [dict(row) for row in database.execute(f"SELECT * FROM {view}")]


def test_every_view_has_the_columns_that_it_says(database: Any):
    for view in VIEWS:
        cursor = database.execute(f"SELECT * FROM {view.name}")
        assert [column[0] for column in cursor.description] == list(view.columns), view.name
        assert cursor.fetchall(), view.name


def test_no_cell_holds_json(database: Any):
    for view in VIEWS:
        for row in rows(database, view.name):
            assert not [cell for cell in row.values() if str(cell).startswith(("[", "{"))], (view.name, row)


def test_speakers_have_their_names_and_words_are_joined(database: Any):
    said = rows(database, "who_says_what")
    assert [row["speaker"] for row in said] == ["Anna Öl + Öd + weg", "(Müller)", None]
    assert said[0]["cue"] == f"Müller … {passage(start=3, end=5).text}"
    assert (said[0]["article"], said[0]["start"], said[0]["via"]) == ("öd/a.txt", 18, "Sprecher")
    assert (said[1]["words"], said[1]["start"], said[1]["via"]) == (None, 0, None)
    assert (said[0]["printed_from"], said[0]["printed_to"]) == ("2024-05-14", None)


def test_objections_are_those_who_deny_doubt_or_do_not_comment(database: Any):
    assert [(row["id"], row["act"]) for row in rows(database, "objections")] == [("q1", "denies"), ("q3", "doubts")]


def test_an_act_of_two_speakers_is_said_by_both(database: Any):
    assert [(row["actor"], row["id"]) for row in rows(database, "said_by")] == [("Anna Öl", "q1"), ("Öd", "q1")]
    assert rows(database, "said_by")[0]["other_names"] == "Müller, D’Œuvre"


def test_events_without_a_day_stand_last(database: Any):
    told = rows(database, "timeline")
    assert [row["id"] for row in told] == ["v1", "v2", "v3"]
    assert [row["days"] for row in told] == [31, None, None]
    assert [row["place"] for row in told] == ["Anna Öl", None, "Anna Öl"]
    assert told[0]["participants"] == "Öd (VISITOR)"
    assert (told[0]["articles"], told[0]["told_by"], told[0]["certainty"]) == ("öd/a.txt, z.txt", "narrator", "CT+")


def test_actors_are_counted(database: Any):
    actors = {row["id"]: row for row in rows(database, "actors")}
    assert (actors["e1"]["mentions"], actors["e1"]["speaks"], actors["e1"]["objects"]) == (1, 1, 1)
    assert (actors["e1"]["named"], actors["e2"]["named"]) == (0, 1)
    assert actors["e1"]["titles"] == "Wirt"
    assert [(row["actor_id"], row["speaks"]) for row in rows(database, "sources_of_actor")] == [("e1", 1)]


def test_articles_are_counted_and_furniture_is_what_was_cut(database: Any):
    articles = rows(database, "articles")
    assert [(r["article"], r["quotations"], r["events"], r["lines_cut"]) for r in articles] == [
        ("öd/a.txt", 3, 3, 1),
        ("z.txt", 0, 3, 0),
    ]
    assert articles[0]["credits"] == "author: Öd; agency: dpa"
    assert [(row["id"], row["type"]) for row in rows(database, "furniture")] == [("b2", "advert")]


def test_no_view_bears_the_name_of_a_kind():
    names = [view.name for view in VIEWS]
    assert len(set(names)) == len(names)
    assert not set(names) & {kind.kind for kind in KINDS}


def test_the_metadata_describes_every_table_view_and_column():
    described = metadata("story")["databases"]["story"]["tables"]
    for kind in KINDS:
        assert set(described[kind.kind]["columns"]) == {"number", *columns(kind)}
    for view in VIEWS:
        assert set(described[view.name]["columns"]) == set(view.columns)
    for table in described.values():
        assert table.get("hidden") or (table["description"] and all(table["columns"].values())), table
        assert set(table.get("facets", ())) <= set(table.get("columns", ()))
    assert "code points" in described["mention"]["columns"]["start"]
    assert "denies" in described["quotation"]["columns"]["act"]


def test_the_questions_run_and_the_metadata_is_the_same_each_time(database: Any):
    story = metadata("story")["databases"]["story"]
    assert len(story["queries"]) == 5
    for question in story["queries"].values():
        database.execute(question["sql"], dict.fromkeys(question.get("params", ()), "")).fetchall()
    assert story["license"] == LICENSE
    assert metadata_text("story") == metadata_text("story")


def test_the_metadata_is_written_or_one_line_says_why_not(tmp_path: Path):
    write_metadata(tmp_path / "metadata.yaml", "story")
    assert (tmp_path / "metadata.yaml").read_bytes().decode("utf-8") == metadata_text("story")
    with pytest.raises(StoreError, match="cannot be written"):
        write_metadata(tmp_path, "story")

"""Search in a dossier built by hand: three short articles, four actors, two denials."""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quellenlage.clean.repair import repair_characters
from quellenlage.errors import QueryError
from quellenlage.records.contract import ArticleRow, EntityRow, MentionRow, QuotationRow, Record
from quellenlage.records.document import Block, BlockType, Document, Source
from quellenlage.records.layers import Act, Analysis, Layers, Sentence
from quellenlage.records.parts import Captured, Published, Voice
from quellenlage.store import search as module
from quellenlage.store.search import SCHEMA, Hit, index, search
from quellenlage.store.sqlite import Dossier
from quellenlage.text.edit import apply_edits
from quellenlage.text.query import MAX_WORDS, parse
from quellenlage.text.span import Span
from unit.hand_built import BY

ARTICLES = {
    "nord.txt": (
        ("2023-09-13", "2023-09-14"),
        (
            "Die Häuser an der Straße nach Pjöngjang stehen leer.",
            "Nordkoreas Führung bestritt die Lieferung.",
            "„Wir liefern nichts“, sagte Kim Jong Un.",
            "Er lachte.",
        ),
    ),
    "ordner/süd.txt": (
        ("2024-06-19", None),
        (
            "Die DVRK und Russland vereinbarten eine enge Zusammenarbeit.",
            "Die russischen Waffengespräche mit Ki\u00adm dauer\u00adten la\u0308nger.",
            "Ein Haus in Seoul brannte, die Armeeübung ging weiter.",
        ),
    ),
    "ohne.txt": ((None, None), ("Die enge Straße zur Zusammenarbeit.", "Raketen, Raketen, Raketen.")),
}
ENTITIES = (
    ("country:KP", "GPE", "Nordkorea", ("DVRK",)),
    ("country:RU", "GPE", "Russland", ()),
    ("PER:kim jong un", "PER", "Kim Jong Un", ("Kim", "Machthaber")),
    ("PER:führung@1", "PER", "Führung", ()),
)
# Article, words, entity, form.
MENTIONS = (
    ("nord.txt", "Nordkoreas", "country:KP", "name"),
    ("nord.txt", "Führung", "PER:führung@1", "nominal"),
    ("nord.txt", "Kim Jong Un", "PER:kim jong un", "name"),
    ("nord.txt", "Er", "PER:kim jong un", "pronoun"),
    ("ordner/süd.txt", "DVRK", "country:KP", "name"),
    ("ordner/süd.txt", "Russland", "country:RU", "name"),
    ("ordner/süd.txt", "russischen", "country:RU", "name"),
    ("ordner/süd.txt", "Ki\u00adm", "PER:kim jong un", "name"),
)


def text_of(path: str) -> str:
    return "\r\n".join(ARTICLES[path][1]) + "\r\nAnzeige: Häuser kaufen\r\n"


def analysis_of(path: str, *, split: bool = True) -> Analysis:
    """The analysis of an article; without sentences if it is not ``split``."""
    source = text_of(path)
    text, alignment = apply_edits(source, repair_characters(source))
    lines = [Span(at, at + len(line)) for line in source.split("\r\n") if line for at in (source.index(line),)]
    kinds = [BlockType.BODY] * (len(lines) - 1) + [BlockType.ADVERT]
    clean = [alignment.to_clean(span) for span in lines]
    blocks = tuple(Block(source=s, clean=c, type=t, by=BY) for s, c, t in zip(lines, clean, kinds, strict=True))
    sentences = tuple(Sentence(span=span, tokens=(), block=i, by=BY) for i, span in enumerate(clean) if span)
    return Analysis(
        document=Document(
            source=Source(id=path, path=path, sha256="0" * 64, text=source, encoding="utf-8"),
            text=text,
            alignment=alignment,
            edits=(),
            blocks=blocks,
            language="de",
        ),
        found=Layers(sentences=sentences if split else ()),
    )


def quotation(path: str, words: str, act: Act, speaker: str) -> QuotationRow:
    at = text_of(path).index(words)
    passage = analysis_of(path).document.passage(Span(at, at + len(words)))
    return QuotationRow(
        id=f"q-{path}-{at}",
        by=BY,
        article=path,
        parent=None,
        type="direct",
        medium="speech",
        quote=(passage,),
        cue=(),
        frame=(),
        speaker=Voice(span=None, entities=(speaker,)),
        addressee=None,
        act=act,
        via=(),
        from_=None,
        to=None,
    )


def mention(number: int, path: str, words: str, entity: str, form: str) -> MentionRow:
    start = text_of(path).index(words)
    end = start + len(words)
    return MentionRow(id=f"m{number}", by=BY, entity=entity, form=form, article=path, start=start, end=end, text=words)


def article(path: str) -> ArticleRow:
    earliest, latest = ARTICLES[path][0]
    return ArticleRow(
        id=path,
        by=BY,
        source=path,
        sha256="0" * 64,
        language="de",
        analysed=True,
        title="",
        length=len(text_of(path)),
        stories=(),
        published=Published(earliest=earliest, latest=latest, edtf=None, basis=None, evidence=(), reason=""),
        captured=Captured(earliest=None, latest=None, evidence=()),
        credits=(),
    )


RECORD = Record(
    article=tuple(article(path) for path in ARTICLES),
    entity=tuple(
        EntityRow(
            id=id_,
            by=BY,
            type=type_,
            name=name,
            aliases=aliases,
            wikidata=None,
            anonymous=False,
            part_of=(),
            speaks_for=(),
            offices=(),
        )
        for id_, type_, name, aliases in ENTITIES
    ),
    mention=tuple(mention(number, *cells) for number, cells in enumerate(MENTIONS)),
    quotation=(
        quotation("nord.txt", "die Lieferung", Act.DENIES, "PER:führung@1"),
        quotation("nord.txt", "Wir liefern nichts", Act.NO_COMMENT, "PER:kim jong un"),
    ),
)
ANALYSES = tuple(analysis_of(path) for path in ARTICLES)


@pytest.fixture(scope="module", params=["sqlite3", "pysqlite3.dbapi2"])
def library(request: pytest.FixtureRequest) -> Any:
    return pytest.importorskip(request.param) if "py" in request.param else importlib.import_module(request.param)


@pytest.fixture(scope="module")
def db(library: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("search") / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(RECORD)
    connection = library.connect(path, isolation_level=None)
    prepare(connection)
    index(connection, RECORD, ANALYSES)
    yield connection
    connection.close()


def prepare(connection: Any) -> None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sentence'").fetchone():
        for statement in SCHEMA:
            connection.execute(statement)


Ask = Callable[..., tuple[Hit, ...]]


@pytest.fixture
def ask(db: Any) -> Ask:
    return lambda text, limit=50: search(db, parse(text), limit)


def found(hits: tuple[Hit, ...]) -> list[str]:
    """Article and number of the sentence in it, in the order of the texts."""
    places = [(hit.source, ARTICLES[hit.source][1].index(hit.text) + 1) for hit in hits]
    return [f"{source[0]}{number}" for source, number in sorted(places)]


def marked(hits: tuple[Hit, ...]) -> list[str]:
    return sorted(mark.of(hit.text) for hit in hits for mark in hit.marks)


# --- words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        "Häuser Haeuser Hauser HÄUSER Ha\u0308user Hauses Häusern haus",
        "Straße Strasse STRASSE straßen Strassen",
        "Pjöngjang Pjoengjang Pjongjang Pjöngjangs",
        "Armeeübung Armeeuebung Armeeubung Armeeübungen Armee\u00adübung",
        "länger laenger langer",
    ],
)
def test_all_ways_of_typing_and_inflecting_find_the_same(spellings: str, ask: Ask):
    results = [ask(spelling) for spelling in spellings.split()]
    assert results[0]
    assert all(result == results[0] for result in results)


def test_every_hit_is_exact_characters_of_its_source(ask: Ask):
    hits = ask("NOT nirgends")
    assert len(hits) == 9
    for hit in hits:
        assert text_of(hit.source)[hit.start : hit.end] == hit.text
        assert hit.number == list(ARTICLES).index(hit.source) + 1
        assert (hit.earliest, hit.latest) == ARTICLES[hit.source][0]


@pytest.mark.parametrize(
    ("query", "sentences", "marks"),
    [
        ("Haus", ["n1", "o3"], ["Haus", "Häuser"]),
        ("Haus brannte", ["o3"], ["Haus", "brannte"]),
        ("Haus -Seoul", ["n1"], ["Häuser"]),
        ("brannte OR leer", ["n1", "o3"], ["brannte", "leer"]),
        ("(brannte OR leer) Pjöngjang", ["n1"], ["Pjöngjang", "leer"]),
        ("enge Zusammenarbeit", ["o1", "o1"], ["Zusammenarbeit", "Zusammenarbeit", "enge", "enge"]),
        ('"enge Zusammenarbeit"', ["o1"], ["enge Zusammenarbeit"]),
        ('"Zusammenarbeit enge"', [], []),
        ("Gespräche", [], []),
        ("Waffen*", ["o2"], ["Waffengespräche"]),
        ("Waffengespraech*", ["o2"], ["Waffengespräche"]),
        ("STRA*", ["n1", "o1"], ["Straße", "Straße"]),
        ("Rakete", ["o2"], ["Raketen", "Raketen", "Raketen"]),
        ("Armee-Übung", [], []),
        ("kaufen", [], []),
        ("dauerten", ["o2"], ["dauer\u00adten"]),
        ("länger", ["o2"], ["la\u0308nger"]),
    ],
)
def test_words(query: str, sentences: list[str], marks: list[str], ask: Ask):
    hits = ask(query)
    assert found(hits) == sentences
    assert marked(hits) == marks


# --- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["Nordkorea", "Nordkoreas", "DVRK", "dvrk", "NORDKOREA", "nord*  OR DVRK"])
def test_an_entity_is_found_under_all_its_names(query: str, ask: Ask):
    hits = ask(query)
    assert found(hits) == ["n2", "o1"]
    assert marked(hits) == ["DVRK", "Nordkoreas"]


@pytest.mark.parametrize(
    ("query", "sentences", "marks"),
    [
        ('"Nordkorea"', ["n2"], ["Nordkoreas"]),
        ("-Nordkorea Straße", ["n1", "o1"], ["Straße", "Straße"]),
        ("Russland", ["o1", "o2"], ["Russland", "russischen"]),
        ("Kim", ["n3", "n4", "o2"], ["Er", "Ki\u00adm", "Kim Jong Un"]),
        ("Kim Jong Un", ["n3", "n4", "o2"], ["Er", "Ki\u00adm", "Kim Jong Un"]),
        ("Kim Jong Un lachte", ["n4"], ["Er", "lachte"]),
        ("lachte Kim", ["n4"], ["Er", "lachte"]),
        ("Kim OR Russland", ["n3", "n4", "o1", "o2"], ["Er", "Ki\u00adm", "Kim Jong Un", "Russland", "russischen"]),
        ("Jong", ["n3"], ["Jong"]),
        ("Machthaber", [], []),
        ("Führung", ["n2"], ["Führung"]),
    ],
)
def test_names(query: str, sentences: list[str], marks: list[str], ask: Ask):
    hits = ask(query)
    assert found(hits) == sentences
    assert set(marked(hits)) == set(marks)


def test_what_is_written_comes_before_what_is_meant(ask: Ask):
    assert [hit.text for hit in ask("Kim")][-1] == "Er lachte."
    ranks = [hit.rank for hit in ask("Kim")]
    assert ranks == sorted(ranks)
    assert all(rank == round(rank, 3) for rank in ranks)


# --- fields ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("actor:Kim", ["n3", "n4", "o2"]),
        ('actor:"Kim Jong"', ["n3", "n4", "o2"]),
        ("actor:Un", ["n3", "n4", "o2"]),
        ("actor:Machthaber", ["n3", "n4", "o2"]),
        ("actor:Führung", ["n2"]),
        ("actor:Führung Lieferung", ["n2"]),
        ("actor:DVRK -source:nord", ["o1"]),
        ("actor:Niemand", []),
        ("-actor:Niemand lachte", ["n4"]),
        ("act:denies", ["n2"]),
        ("act:DENIES OR act:no_comment", ["n2", "n3"]),
        ("act:no-comment", ["n3"]),
        ("act:threatens", []),
        ("actor:Kim act:no_comment", ["n3"]),
        ("source:nord.txt Straße", ["n1"]),
        ("source:SUED", []),
        ("source:sud Straße OR source:süd Haus", ["o3"]),
        ("source:ordner/s enge", ["o1"]),
        ("Straße from:2023 until:2023", ["n1", "o1"]),
        ("Straße from:2024", ["o1"]),
        ("Straße -from:2024", ["n1"]),
        ("enge from:2025", ["o1", "o1"]),
        ("enge until:2024-06-18", ["o1"]),
        ("Straße from:2023-09-14", ["n1", "o1"]),
        ("Straße from:2023-09-15", ["o1"]),
        ("Straße until:2023-09-13", ["n1", "o1"]),
        ("Straße until:2023-09-12", ["o1"]),
        ("enge from:9999-12", ["o1", "o1"]),
    ],
)
def test_fields(query: str, sentences: list[str], ask: Ask):
    assert found(ask(query)) == sentences


def test_a_field_alone_has_no_rank_and_goes_by_source(ask: Ask):
    hits = ask("from:2024-07")
    assert [hit.source for hit in hits] == ["ohne.txt"] * 2 + ["ordner/süd.txt"] * 3
    assert {(hit.rank, hit.marks) for hit in hits} == {(0.0, ())}


def test_an_act_that_does_not_exist_is_told_with_those_that_do(ask: Ask):
    with pytest.raises(QueryError, match="there is no act leugnet; there are asserts, denies") as caught:
        ask("act:leugnet")
    assert "\n" not in str(caught.value)


def test_a_name_of_too_many_actors_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MAX_ACTORS", 0)
    with pytest.raises(QueryError, match="actor:Kim Jong means more than 0 actors"):
        ask('actor:"Kim\nJong"')


# --- limits and hostile queries ----------------------------------------------------------------------------


def test_the_limit(ask: Ask):
    assert len(ask("NOT nirgends", 4)) == 4
    assert ask("Kim", 1) == ask("Kim")[:1]


@pytest.mark.parametrize(
    "query",
    [
        " ".join(["Kim"] * MAX_WORDS),
        " OR ".join(f"wort{n}" for n in range(MAX_WORDS)),
        " ".join(f"-wort{n}" for n in range(MAX_WORDS)),
        " ".join(f"-source:{n}" for n in range(MAX_WORDS)),
        " OR ".join(["actor:Kim"] * MAX_WORDS),
        " ".join(["a*"] * MAX_WORDS),
        "(Kim -(a OR " * 10 + "Kim",
        '"' + "Kim " * MAX_WORDS,
        "a" * 9000 + "*",
    ],
)
def test_long_queries_are_answered(query: str, ask: Ask):
    ask(query)


@pytest.mark.parametrize(
    "query",
    [
        "terms:Kim", "{terms} : Kim", "NEAR(Kim Jong, 2)", "^Kim", "Kim + Jong", "Kim'", "Kim; DROP TABLE sentence",
        "' OR 1=1 --x", "rowid:1", "%", "Kim %s {0}", "AND", "\ud800 Kim", "Kim\0Jong", "K\u0345im", "ﬁ ½ ² ⅷ",
    ],
)  # fmt: skip
def test_operators_of_the_database_are_words(query: str, ask: Ask):
    try:
        hits = ask(query)
    except QueryError:
        assert query in ("%", "AND")
    else:
        assert len(hits) <= 4


# --- filling -----------------------------------------------------------------------------------------------


def everything(connection: Any) -> list[tuple[Hit, ...]]:
    queries = ("Kim", "enge OR Haus", "actor:Kim", "act:denies", "NOT nirgends", "stra*")
    return [search(connection, parse(query), 100) for query in queries]


def test_the_order_of_the_analyses_and_filling_again_change_nothing(db: Any):
    before = everything(db)
    db.execute("BEGIN")
    index(db, RECORD, reversed(ANALYSES))
    index(db, RECORD, iter(ANALYSES))
    db.execute("COMMIT")
    assert everything(db) == before
    db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    assert db.execute("SELECT count(*) FROM sentence").fetchone() == (9,)


def test_what_was_filled_in_a_transaction_that_fails_is_gone(db: Any):
    before = everything(db)
    db.execute("BEGIN")
    index(db, Record(), ())
    assert everything(db) == [()] * len(before)
    db.execute("ROLLBACK")
    assert everything(db) == before


def test_an_article_that_leaves_the_record_is_not_found(tmp_path: Path):
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        dossier.put_record(replace(RECORD, article=RECORD.article[1:]))
    connection = sqlite3.connect(tmp_path / "d.db", isolation_level=None)
    prepare(connection)
    index(connection, RECORD, ANALYSES)
    assert found(search(connection, parse("Straße"), 9)) == ["o1"]
    connection.close()


def test_blocks_without_sentences_are_found_whole_and_adverts_never(tmp_path: Path):
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        dossier.put_record(RECORD)
    connection = sqlite3.connect(tmp_path / "d.db", isolation_level=None)
    prepare(connection)
    index(connection, RECORD, [analysis_of(path, split=False) for path in ARTICLES])
    assert found(search(connection, parse("Häuser"), 9)) == ["n1", "o3"]
    assert search(connection, parse("Anzeige"), 9) == ()
    connection.close()

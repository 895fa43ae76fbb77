"""Laws of search: any query has an answer or a clear message, and spelling decides nothing."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import Stemmer
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import ODD, few, texts

from quellenlage.errors import QueryError
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import Record
from quellenlage.store.search import SCHEMA, Hit, index, search
from quellenlage.store.sqlite import Dossier
from quellenlage.text.query import And, Not, Or, Query, parse
from quellenlage.text.span import Span
from quellenlage.text.terms import Finder, apart, forms, terms, words
from quellenlage.world import load_world

ARTICLES = Path(__file__).parents[2] / "examples" / "schafimpfstoff"
stem = Stemmer.Stemmer("german").stemWord

# What queries are made of: the grammar, what the database would take for one, odd characters, real words.
_PARTS = """( | ) | " | „ | “ | - | NOT | OR | AND | * | : | actor: | source: | act: | from: | until: | act:denies
 | from:2024-02 | until:2024 | source:txt | actor:Moura | NEAR( | ^ | + | {terms} : | ' | ; | -- | rowid | \\ | %
 | Impfstoff | Schafe* | Bulgarien | "Duarte Pimentel" | Lagerleiter | und | die"""
_parts = st.sampled_from([part.strip(" \n") for part in _PARTS.split(" | ")])
_pieces = st.lists(_parts | st.text(alphabet=ODD, max_size=3) | texts, max_size=12)
queries = st.one_of(
    st.text(max_size=60),
    st.tuples(_pieces, st.sampled_from(("", " "))).map(lambda both: both[1].join(both[0])),
)


def parsed(text: str) -> Query | None:
    """The query, or None if it was refused in one line."""
    try:
        return parse(text)
    except QueryError as error:
        return one_line(error)


def one_line(error: QueryError) -> None:
    assert len(str(error).splitlines()) == 1


# --- the example story -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str], Record]]:
    """Its dossier, the texts of its articles by id, its record."""
    world = load_world()
    pile = tuple(compile_article(path.read_bytes(), path.name, world) for path in sorted(ARTICLES.glob("*.txt")))
    record = link_pile(pile, world)
    path = tmp_path_factory.mktemp("laws") / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(record)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sentence'").fetchone():
            for statement in SCHEMA:
                db.execute(statement)
        index(db, record, pile)
        yield db, {analysis.document.id: analysis.document.source.text for analysis in pile}, record


def check(hit: Hit, sources: dict[str, str]) -> None:
    assert sources[hit.article][hit.start : hit.end] == hit.text
    assert apart(hit.marks) == hit.marks
    assert all(0 <= mark.start < mark.end <= len(hit.text) for mark in hit.marks)


@given(text=queries)
@settings(max_examples=few(2))
@example(text="wort " * 10_000)
@example(text="(" * 10_000)
@example(text='"' * 9_999)
@example(text="\0")
@example(text="\ud800 Impfstoff")
@example(text="-Impfstoff" * 150)
@example(text="actor:a " * 200)
def test_any_query_is_answered_or_refused_in_one_line(story: Any, text: str):
    db, sources, _ = story
    start = process_time()
    query = parsed(text)
    if query is not None:
        try:
            hits = search(db, query, 20)
        except QueryError as error:
            one_line(error)
        else:
            for hit in hits:
                check(hit, sources)
    assert process_time() - start < 1


def places(db: Any, query: Query) -> set[tuple[str, int]]:
    return {(hit.article, hit.start) for hit in search(db, query, 10_000)}


@given(one=queries, other=queries)
@settings(max_examples=few())
def test_operators_are_those_of_sets(story: Any, one: str, other: str):
    db, _, _ = story
    a, b = parsed(one), parsed(other)
    assume(a is not None and b is not None)
    assert a is not None
    assert b is not None
    try:
        in_a, in_b, every = places(db, a), places(db, b), places(db, parse("NOT nirgendwo"))
    except QueryError:
        return
    assert places(db, Not(a)) == every - in_a
    assert places(db, Or((a, b))) == in_a | in_b
    # Words side by side may be a name together, and then find more than each alone.
    assert places(db, And((a, b))) >= in_a & in_b
    assert places(db, And((Not(a), Not(b)))) == every - in_a - in_b


def test_every_word_of_every_sentence_finds_it(story: Any):
    db, sources, _ = story
    sentences = db.execute('SELECT article, start, "end" FROM sentence').fetchall()
    for article, start, end in sentences[::7]:
        text = sources[article][start:end]
        for word in words(text, stem):
            typed = word.span.of(text)
            for query in (f'"{typed}"', f"{typed}*", typed.upper()):
                hits = {(hit.article, hit.start): hit for hit in search(db, parse(query), 10_000)}
                assert any(mark.overlaps(word.span) for mark in hits[article, start].marks), query


def test_every_name_finds_the_entity_wherever_it_is_meant(story: Any):
    db, _, record = story
    named = {m.entity for m in record.mention if m.form == "name"}
    for entity in record.entity:
        if entity.id not in named:
            continue
        hits = search(db, parse(f'({entity.name}) OR actor:"{entity.name}"'), 10_000)
        for mention in (m for m in record.mention if m.entity == entity.id):
            around = [hit for hit in hits if hit.article == mention.article and hit.start <= mention.start < hit.end]
            inside = db.execute(
                'SELECT 1 FROM sentence WHERE article = ? AND start <= ? AND "end" >= ?',
                (mention.article, mention.start, mention.end),
            ).fetchone()
            assert around or not inside, (entity.name, mention.text)


# --- keys --------------------------------------------------------------------------------------------------

# Umlauts that touch no other vowel but the u of äu: behind one, „ue“ cannot be told from „neue“; none in an
# ending of ours, for „-üng“ is none.
_DOUBTFUL = re.compile("[aeiouäöüq][äöü]|[äöü][aeioäöü]|üng|ueb")
german_words = st.text(alphabet="abcdeghiklmnrstuwzäöüß", min_size=1, max_size=14).filter(
    lambda word: not _DOUBTFUL.search(word)
)
_TYPED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@given(german_words)
@example("häuser")
@example("pjöngjang")
@example("straße")
@example("übungen")
@example("führerinnen")
def test_umlauts_typed_in_any_way_are_one_key(word: str):
    spellings = {word, word.translate(_TYPED), word.translate(_PLAIN), word.upper(), word.capitalize()}
    assert len({terms(spelling, stem) for spelling in spellings}) == 1
    assert len({forms(spelling) for spelling in spellings}) == 1


@given(texts)
@example("K\u0345im")
@example("℡ ½ ﬁ ⅷ")
def test_keys_are_letters_and_digits_of_words_in_order(text: str):
    found = tuple(words(text, stem))
    assert all(word.term.isalnum() and word.form.isalnum() for word in found)
    assert [word.span for word in found] == sorted(word.span for word in found)
    assert all(word.span.of(text) for word in found)
    assert terms(text, stem) == tuple(word.term for word in found)


@given(texts, st.data())
def test_a_word_is_found_by_every_beginning_of_it(text: str, data: st.DataObject):
    every = tuple(words(text, stem))
    assume(every)
    word = data.draw(st.sampled_from(every))
    cut = forms(word.span.of(text)[: data.draw(st.integers(1, len(word.span)))])
    assume(cut)
    found = Finder((), (cut,)).find(text, stem)
    assert any(span.overlaps(word.span) for span in found)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))))
def test_marks_cover_the_same_characters_and_do_not_overlap(spans: list[Span]):
    found = apart(spans)
    assert {at for s in found for at in range(s.start, s.end)} == {at for s in spans for at in range(s.start, s.end)}
    assert not any(a.overlaps(b) for i, a in enumerate(found) for b in found[:i])
    assert list(found) == sorted(found)


@given(queries)
def test_the_same_query_is_the_same_tree(text: str):
    query = parsed(text)
    assert query == parsed(text)
    if query is not None:
        assert isinstance(hash(query), int)

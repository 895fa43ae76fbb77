"""Full-text search in a dossier: one row a sentence, found by words, names, acts and days.

``sentence`` holds what is shown, ``search`` is its index row for row (FTS5 without content), ``search_name``
says under which names the entities of the record go. Words become keys here, in Python (``text.terms``), so
that the file needs nothing but what every SQLite with FTS5 has: its tokenizer only splits at blanks.

A word that is a name of an entity also finds the sentences that mean it under another name („DVRK“ for
„Nordkorea“, „er“ where coreference knows); in quotation marks it is only looked for as written.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

import Stemmer  # type: ignore[import-not-found]

from quellenlage.errors import QueryError
from quellenlage.records.contract import Record
from quellenlage.records.document import ANALYSED_BLOCKS, Passage
from quellenlage.records.layers import Act, Analysis, MentionForm
from quellenlage.records.provenance import make_id
from quellenlage.text.fold import fold
from quellenlage.text.query import Actor, And, Not, Or, Phrase, Place, Prefix, Printed, Query, Speech, Word
from quellenlage.text.span import Span
from quellenlage.text.terms import Finder, Stem, apart, forms, terms, words

# A token that the sentences at a place of the source carry in a column of the index: start, end, column, token.
_Note = tuple[int, int, str, str]

SCHEMA = (
    "CREATE TABLE sentence (number INTEGER PRIMARY KEY, article TEXT NOT NULL,"
    ' start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL) STRICT',
    "CREATE TABLE search_name (key TEXT NOT NULL, entity TEXT NOT NULL, proper INTEGER NOT NULL,"
    " PRIMARY KEY (key, entity)) STRICT, WITHOUT ROWID",
    "CREATE VIRTUAL TABLE search USING fts5 (words, terms, entities, speakers, acts,"
    " content = '', tokenize = 'ascii', prefix = '2 3')",
)
MAX_ACTORS = 500
# A name of more words than this is found by its words, not under other names.
_LONGEST_NAME = 5
# What a hit counts by column (words, terms, entities, speakers, acts): being written there counts most.
_RANK = "bm25(search, 1.0, 1.0, 0.5, 0.3, 0.1)"
_FOUND = ("article", "number", "source", "start", "end", "text", "rank", "earliest", "latest")
_FIND = f"""
WITH ranked AS MATERIALIZED (SELECT rowid AS number, {_RANK} AS rank FROM search WHERE search MATCH ?)
SELECT s.article, a.number, a.source, s.start, s."end", s.text, round(coalesce(r.rank, 0.0), 3) AS rank,
       json_extract(a.published, '$.earliest'), json_extract(a.published, '$.latest')
FROM sentence s JOIN article a ON a.id = s.article LEFT JOIN ranked r ON r.number = s.number
WHERE {{condition}} ORDER BY rank, a.source, a.id, s.start LIMIT ?
"""  # noqa: S608  our own words


class Database(Protocol):
    """A connection of ``sqlite3`` or of a package with its interface."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Any:  # noqa: ANN401  a cursor of either
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Any:  # noqa: ANN401
        """Run one statement for every row."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a query finds.

    Attributes:
        article: Its id.
        number: Its number in the views of the record, from 1.
        source: Its path or address.
        start: Where the sentence begins in the source.
        end: Where it ends.
        text: The sentence as it stands in the source.
        marks: What was looked for, as spans of ``text`` that do not overlap; none if only fields were asked.
        rank: The smaller, the better (bm25, three decimals).
        earliest: First day on which the article may have been printed, or None.
        latest: Last such day, or None.
    """

    article: str
    number: int
    source: str
    start: int
    end: int
    text: str
    marks: tuple[Span, ...]
    rank: float
    earliest: str | None
    latest: str | None


def index(db: Database, record: Record, analyses: Iterable[Analysis]) -> None:
    """Fill the index anew, inside the transaction of the caller.

    Args:
        db: With the tables of ``SCHEMA``.
        record: Linked from ``analyses``.
        analyses: All of the pile; their order does not matter.
    """
    db.execute("DELETE FROM sentence")
    db.execute("DELETE FROM search_name")
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    stem = _stemmer()
    db.executemany("INSERT OR IGNORE INTO search_name VALUES (?, ?, ?)", _names(record, stem))
    notes = _notes(record)
    number = 0
    for analysis in analyses:
        sentences = _sentences(analysis)
        tokens = _tokens([passage for passage, _ in sentences], notes[analysis.document.id])
        for (passage, text), carried in zip(sentences, tokens, strict=True):
            number += 1
            place = (number, passage.article, passage.start, passage.end, passage.text)
            db.execute("INSERT INTO sentence VALUES (?, ?, ?, ?, ?)", place)
            found = tuple(words(text, stem))
            columns = [" ".join(word.form for word in found), " ".join(word.term for word in found)]
            columns += [" ".join(dict.fromkeys(carried[name])) for name in ("entities", "speakers", "acts")]
            statement = "INSERT INTO search (rowid, words, terms, entities, speakers, acts) VALUES (?, ?, ?, ?, ?, ?)"
            db.execute(statement, (number, *columns))


def _stemmer() -> Stem:
    stem: Stem = Stemmer.Stemmer("german").stemWord  # for all languages: text and query are treated alike
    return stem


def _sentences(analysis: Analysis) -> list[tuple[Passage, str]]:
    """What is searched, with its repaired words: sentences, and blocks of which none is known, whole."""
    document = analysis.document
    split = {sentence.block for sentence in analysis.found.sentences}
    spans = [s.span for s in analysis.found.sentences if document.blocks[s.block].type in ANALYSED_BLOCKS]
    spans += [
        block.clean
        for at, block in enumerate(document.blocks)
        if block.clean and block.type in ANALYSED_BLOCKS and at not in split
    ]
    return [(document.passage(span), span.of(document.text)) for span in sorted(spans)]


def _names(record: Record, stem: Stem) -> Iterator[tuple[str, str, bool]]:
    """Every name of every entity, and whether it is a proper one: „Machthaber“ means Kim, but is none."""
    named = defaultdict(set)
    for mention in record.mention:
        if mention.form == MentionForm.NAME:
            named[mention.entity].add(_key(mention.text, stem))
    for entity in record.entity:
        for name in (entity.name, *entity.aliases):
            key = _key(name, stem)
            proper = key in named[entity.id] or (name == entity.name and bool(named[entity.id]))
            if key:
                yield key, entity.id, proper


def _key(name: str, stem: Stem) -> str:
    return " ".join(terms(name, stem))


def _notes(record: Record) -> dict[str, list[_Note]]:
    """By article, what its sentences carry beside their words."""
    found = defaultdict(list)
    for mention in record.mention:
        found[mention.article].append((mention.start, mention.end, "entities", _token(mention.entity)))
    for quotation in record.quotation:
        carried = [("acts", _act(quotation.act))]
        carried += [("speakers", _token(entity)) for entity in quotation.speaker.entities]
        for place in (*quotation.quote, *quotation.cue):
            found[quotation.article] += [(place.start, place.end, *one) for one in carried]
    return found


def _token(entity: str) -> str:
    return make_id("entity", entity)


def _act(name: str) -> str:
    return re.sub("[^a-z]", "", name.lower())


def _tokens(passages: list[Passage], notes: list[_Note]) -> list[dict[str, list[str]]]:
    """What each of the passages carries, by column."""
    found: list[dict[str, list[str]]] = [defaultdict(list) for _ in passages]
    starts = [passage.start for passage in passages]
    for start, end, column, token in notes:
        at = max(bisect_right(starts, start) - 1, 0)
        while at < len(passages) and passages[at].start < end:
            if start < passages[at].end:
                found[at][column].append(token)
            at += 1
    return found


@dataclass(frozen=True, slots=True)
class _Test:
    """What one part of a query asks of a sentence, and what to mark where it holds.

    Attributes:
        match: An expression of FTS5, or empty if it is one of SQL.
        sql: A condition on the sentence ``s``, to be filled with ``values``.
        phrases: Terms, one behind the other.
        prefixes: Forms, one behind the other, the last one cut short.
        entities: Ids.
    """

    match: str = ""
    sql: str = ""
    values: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[tuple[str, ...], ...] = ()
    entities: tuple[str, ...] = ()


def search(db: Database, query: Query, limit: int) -> tuple[Hit, ...]:
    """The best ``limit`` sentences that a query finds.

    Args:
        db: A dossier; it is only read.
        query: From ``text.query.parse``.
        limit: At most so many.

    Returns:
        By rank, then source and place.

    Raises:
        QueryError: There is no such act, or a name means too many actors.
    """
    asked = _Asked(db)
    test = _as_sql(asked.test(query, wanted=True))
    # Without a word to rank by, an expression that nothing can match.
    ranking = " OR ".join(dict.fromkeys(f"({part.match})" for part in asked.wanted if part.match)) or '""'
    cells = db.execute(_FIND.format(condition=test.sql), (ranking, *test.values, limit))
    rows = [dict(zip(_FOUND, row, strict=True)) for row in cells]
    named = _named_at(db, set(_every("entities", asked.wanted)), {row["article"] for row in rows})
    finder = Finder(_every("phrases", asked.wanted), _every("prefixes", asked.wanted))
    return tuple(_hit(row, finder.find(row["text"], asked.stem), named[row["article"]]) for row in rows)


def _hit(row: dict[str, Any], written: tuple[Span, ...], named: list[Span]) -> Hit:
    sentence = Span(row["start"], row["end"])
    meant = [span.shift(-sentence.start) for span in named if sentence.contains(span)]
    return Hit(marks=apart((*written, *meant)), **row)


class _Asked:
    """Turns a query into one condition of SQL, and gathers in ``wanted`` what to rank by and to mark."""

    def __init__(self, db: Database) -> None:
        self.stem = _stemmer()
        self.wanted: list[_Test] = []
        self._db = db

    def test(self, query: Query, *, wanted: bool) -> _Test:
        """The condition for ``query``; ``wanted`` unless it stands behind a NOT."""
        match query:
            case Not():
                inner = _as_sql(self.test(query.part, wanted=not wanted))
                return _Test(sql=f"NOT ({inner.sql})", values=inner.values)
            case And() | Or():
                tests = [test for part in _runs(query) for test in self._tests(part, wanted=wanted)]
                return _joined("AND" if isinstance(query, And) else "OR", tests)
        return _joined("AND", self._tests(query, wanted=wanted))

    def _tests(self, part: Query | tuple[Word, ...], *, wanted: bool) -> list[_Test]:
        match part:
            case And() | Or() | Not():
                return [self.test(part, wanted=wanted)]
            case Word():
                found = self._words((part,))
            case tuple():
                found = self._words(part)
            case _:
                found = [self._leaf(part)]
        self.wanted += found if wanted else []
        return found

    def _leaf(self, leaf: Phrase | Prefix | Actor | Place | Speech | Printed) -> _Test:
        match leaf:
            case Phrase():
                return self._phrase(leaf.text)
            case Prefix():
                cut = forms(leaf.text)
                return _Test(match=f'words : "{" ".join(cut)}" *', prefixes=(cut,))
            case Actor():
                return self._actor(leaf.name)
            case Place():
                rows = self._db.execute("SELECT id, source FROM article")
                articles = _json(article for article, source in rows if fold(leaf.source) in fold(source))
                return _Test(sql="s.article IN (SELECT value FROM json_each(?))", values=(articles,))
            case Speech():
                return _speech(leaf.act)
        bound = "'$.latest'), '9999-12-31') >= ?" if leaf.first else "'$.earliest'), '0000') <= ?"
        condition = f"s.article IN (SELECT id FROM article WHERE coalesce(json_extract(published, {bound})"  # noqa: S608
        return _Test(sql=condition, values=(str(leaf.first or leaf.last),))

    def _phrase(self, text: str) -> _Test:
        keys = terms(text, self.stem)
        return _Test(match=f'terms : "{" ".join(keys)}"', phrases=(keys,))

    def _words(self, run: tuple[Word, ...]) -> list[_Test]:
        """Words that stand side by side in the query; those that are a name also find the other names."""
        single = [self._phrase(word.text) for word in run]
        keys = [" ".join(test.phrases[0]) for test in single]
        windows = {" ".join(keys[at : at + n]) for at in range(len(keys)) for n in range(1, _LONGEST_NAME + 1)}
        known = defaultdict(list)
        statement = "SELECT key, entity FROM search_name WHERE proper AND key IN (SELECT value FROM json_each(?))"
        for key, entity in self._db.execute(statement, (_json(windows),)):
            known[key].append(entity)
        found: list[_Test] = []
        at = 0
        while at < len(run):
            longest = min(_LONGEST_NAME, len(run) - at)
            n = next((n for n in range(longest, 0, -1) if " ".join(keys[at : at + n]) in known), 1)
            written = _joined("AND", single[at : at + n])
            entities = known.get(" ".join(keys[at : at + n]), [])
            found.append(_joined("OR", [written, _named("entities", entities)]) if entities else written)
            at += n
        return found

    def _actor(self, name: str) -> _Test:
        """Named in the sentence or quoted there, under any name of which ``name`` is a part."""
        part = f" {_key(name, self.stem)} "
        statement = "SELECT DISTINCT entity FROM search_name WHERE instr(' ' || key || ' ', ?) ORDER BY entity LIMIT ?"
        entities = [row[0] for row in self._db.execute(statement, (part, MAX_ACTORS + 1))]
        if len(entities) > MAX_ACTORS:
            raise QueryError(f"actor:{_short(name)} means more than {MAX_ACTORS} actors; name one more exactly")
        return _named("entities speakers", entities)


def _runs(query: And | Or) -> Iterator[Query | tuple[Word, ...]]:
    """The parts of a query; words that stand side by side and must all be there as one."""
    for is_word, parts in groupby(query.parts, lambda part: isinstance(query, And) and isinstance(part, Word)):
        if is_word:
            yield tuple(part for part in parts if isinstance(part, Word))
        else:
            yield from parts


def _named(columns: str, entities: list[str]) -> _Test:
    if not entities:
        return _Test(sql="FALSE")
    tokens = " OR ".join(_token(entity) for entity in entities)
    return _Test(match=f"{{{columns}}} : ({tokens})", entities=tuple(entities))


def _speech(act: str) -> _Test:
    if _act(act) not in {_act(known) for known in Act}:
        raise QueryError(f"there is no act {_short(act)}; there are {', '.join(Act)}")
    return _Test(match=f"acts : {_act(act)}")


def _short(words_typed: str) -> str:
    return " ".join(words_typed.split())[:40]


def _json(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))


def _as_sql(test: _Test) -> _Test:
    if test.sql:
        return test
    return _Test(sql="s.number IN (SELECT rowid FROM search WHERE search MATCH ?)", values=(test.match,))


def _joined(operator: str, tests: list[_Test]) -> _Test:
    """All tests as one: of FTS5 what FTS5 can answer, of SQL the rest."""
    if len(tests) == 1:
        return tests[0]
    matches = [test for test in tests if test.match]
    one = _Test(
        match=f" {operator} ".join(f"({test.match})" for test in matches),
        phrases=_every("phrases", matches),
        prefixes=_every("prefixes", matches),
        entities=_every("entities", matches),
    )
    if len(matches) == len(tests):
        return one
    parts = [*([_as_sql(one)] if matches else []), *(test for test in tests if test.sql)]
    return _Test(sql=f" {operator} ".join(f"({part.sql})" for part in parts), values=_every("values", parts))


def _every(name: str, tests: list[_Test]) -> tuple[Any, ...]:
    return tuple(value for test in tests for value in getattr(test, name))


def _named_at(db: Database, entities: set[str], articles: set[str]) -> dict[str, list[Span]]:
    """Where in the sources the entities are meant, by article."""
    found = defaultdict(list)
    statement = 'SELECT article, start, "end" FROM mention WHERE entity IN (SELECT value FROM json_each(?))'
    for article, start, end in db.execute(statement, (_json(entities),)) if entities else ():
        if article in articles:
            found[article].append(Span(start, end))
    return found
